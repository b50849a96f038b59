# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# The two published pages the project began with become one pack, and the same
# walk as on the shipped pack works on it.
set -eu

: "${top_srcdir:=.}" "${top_builddir:=.}"
src=$(cd "$top_srcdir" && pwd)
build=$(cd "$top_builddir" && pwd)
seeds=$src/../shared/seeds
if ! [ -f "$seeds/OPS-03.txt" ] || ! [ -f "$seeds/OPS-02.md" ]; then
	echo "skipped: the two pages are not beside the project"
	exit 77
fi
work=tests.tmp/seeds
rm -rf "$work"
mkdir -p "$work/top/tests/screen" "$work/home"
cd "$work"
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_DATA_DIRS
HOME=$PWD/home
export HOME
top=$PWD/top
ln -s "$src/content" "$top/content"

"$build/src/assay" import auto "$seeds/OPS-03.txt" "$seeds/OPS-02.md" \
    --to "$top/pack" > said 2> warned
[ "$(grep -c 'warning: ' warned)" -eq 4 ] || {
	echo "four oddities should be told, one a line:"
	cat warned
	exit 1
}
"$build/src/assay" check "$top/pack"
"$build/src/assay" list --pack "$top/pack" > list
grep -q '^OPS-02 .* 6 criteria$' list
grep -q '^OPS-03 .* 15 criteria$' list

cat > "$top/tests/screen/seeds.steps" <<'STEPS'
# The walk on the pack made of the two published pages
size 120 36
pack pack
open
count
keys : n e w Space w a l k Enter
keys j Enter
expect-cursor 1.1
keys m m m m m m m m m m m m m m m
expect OPS-03: 15 of 15 answered, level 4
keys Tab e a
expect E-TPM-04 accepted
keys @ p . 4 Enter
expect @ p.4
keys N e i g h t l e t Esc
keys 3 [
expect L2 Planned
expect L3 Well Defined
keys q
finished
keys-at-most 60
open walk
keys 1
expect eightlet
expect @ p.4
expect accepted
expect 15 of 15
STEPS
top_srcdir=$top "$build/tests/screen/run" seeds > out || {
	cat out
	exit 1
}
grep -q '^ok 1 - seeds' out
