# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Each header compiles alone, and its guard is named after it.
set -u

: "${top_srcdir:=.}" "${CC:=cc}" "${CPPFLAGS:=}"
work=tests.tmp/headers
rm -rf "$work"
mkdir -p "$work"
failed=0

for header in "$top_srcdir"/src/*/*.h; do
	name=${header#"$top_srcdir"/src/}
	guard=ASSAY_$(echo "${name%.h}" | tr 'a-z/' 'A-Z_')_H
	if ! grep -q "^#ifndef $guard\$" "$header" ||
	    ! grep -q "^#define $guard\$" "$header"; then
		echo "src/$name: the guard should be $guard"
		failed=1
	fi
	# twice: the guard works
	printf '#include <config.h>\n#include "%s"\n#include "%s"\n' \
	    "$name" "$name" > "$work/alone.c"
	# shellcheck disable=SC2086
	if ! $CC -std=gnu11 $CPPFLAGS -I"$top_srcdir/src" -I. -Wall -Wextra \
	    -Werror -fsyntax-only "$work/alone.c" > "$work/said" 2>&1; then
		echo "src/$name does not compile alone:"
		cat "$work/said"
		failed=1
	fi
done
exit $failed
