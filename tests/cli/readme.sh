# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# The five minutes of README.md are pressed as they stand there, and what
# they promise is looked for on the screen.
set -eu

: "${top_srcdir:=.}" "${top_builddir:=.}"
src=$(cd "$top_srcdir" && pwd)
runner=$(cd "$top_builddir" && pwd)/tests/screen/run
work=tests.tmp/readme
rm -rf "$work"
mkdir -p "$work/top/tests/screen"
cd "$work"

# The runner plays what lies below the top directory it is told.
top=$PWD/top
ln -s "$src/content" "$top/content"
steps=$top/tests/screen/readme.steps

{
	echo '# The walk of README.md is as README.md says'
	echo 'size 120 36'
	echo 'open'
	awk -F '|' '
	/^<!-- walk -->/ { inside = 1; next }
	/^<!-- end of walk -->/ { inside = 0 }
	!inside || !/^\| / || $2 ~ /^ press $/ { next }
	{
		rows++
		# `key` and "text" in their order
		rest = $2
		while (match(rest, /`[^`]+`|"[^"]*"/)) {
			what = substr(rest, RSTART + 1, RLENGTH - 2)
			kind = substr(rest, RSTART, 1)
			print (kind == "`" ? "keys " : "text ") what
			rest = substr(rest, RSTART + RLENGTH)
		}
		if (rest ~ /start it again/)
			print "finished\nreopen"
		rest = $3
		while (match(rest, /`[^`]+`/)) {
			what = substr(rest, RSTART + 1, RLENGTH - 2)
			if (index($2, "`" what "`") == 0) {
				print "expect " what
				wanted++
			}
			rest = substr(rest, RSTART + RLENGTH)
		}
	}
	END {
		if (rows < 5 || wanted < rows - 1) {
			print "readme.sh: no walk in README.md" > "/dev/stderr"
			exit 1
		}
	}' "$src/README.md"
} > "$steps"

top_srcdir=$top "$runner" readme > out || {
	cat out "$steps" >&2
	exit 1
}
grep -q '^ok 1 - readme' out
