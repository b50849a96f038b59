# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# No two headers include each other, by whatever way round; and a header says
# all it needs, so that none depends on who came before (headers.sh).
set -u

: "${top_srcdir:=.}"
work=tests.tmp/circles
rm -rf "$work"
mkdir -p "$work"

(
	cd "$top_srcdir/src" || exit 1
	awk '/^#include "/ {
		split($0, parts, "\"")
		print FILENAME, parts[2]
	}' */*.h
) > "$work/edges"
if [ ! -s "$work/edges" ]; then
	echo "no includes were found below $top_srcdir/src"
	exit 1
fi
if ! tsort "$work/edges" > "$work/order" 2> "$work/loops" ||
    [ -s "$work/loops" ]; then
	echo "Headers that include each other in a circle:"
	sed 's/^tsort: //' "$work/loops"
	exit 1
fi
exit 0
