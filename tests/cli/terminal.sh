# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Nothing foreign reaches a terminal as it is: texts of packs, what a journal
# holds, names of files.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

escape=$(printf '\033')
hidden=$(printf '\342\200\256')

# No control character but line feeds, and none that turns the text around.
harmless() {
	cat out err | LC_ALL=C tr -d '\n' | LC_ALL=C grep -q '[[:cntrl:]]' && {
		bad "a control character of $ran"
		shown
	}
	cat out err | LC_ALL=C grep -qF "$hidden" && {
		bad "a bidi control of $ran"
		shown
	}
}

pack=$src/tests/data/packs/hostile
run list --pack "$pack"
ends 0
harmless
for id in $(cut -d ' ' -f 1 out); do
	run show "$id" --pack "$pack"
	ends 0
	harmless
	run search "$id" --pack "$pack"
	harmless
done
run show "no${escape}[31m" --pack "$pack"
complains 1 'no^[[31m'
harmless

# A journal whose sums are right and whose words are not.
new_session --pack "$pack"
prev=$(sed -n 's/.*"sum":"\([0-9a-f]*\)"}$/\1/p' s/journal)
esc='\u001b]0;owned\u0007\u202e'
line='{"seq":1,"at":"'$esc'","by":"'$esc'","said":"'$esc'","changes":['
line=$line'{"path":"session/title","old":"'$esc'","new":"'$esc'","why":"'
line=$line$esc'"},{"path":"'$esc'/x","old":null,"new":"'$esc'"}],"prev":"'
line=$line$prev'",'
sum=$(printf '%s' "$line" | sha256sum | cut -d ' ' -f 1)
printf '%s"sum":"%s"}\n' "$line" "$sum" >> s/journal
for verb in history status check; do
	run $verb s
	ends 0
	harmless
	[ -s out ] || bad "$ran says something"
done
run history s
says '^[]0;owned^G<U+202E>'

# Names of files.
name="x${escape}[2J"
run check "$name"
ends 1
harmless
mkdir "$name"
printf 'format: assay-pack/1\nno: [\n' > "$name/pack.yaml"
run check "$name"
ends 1
harmless
run list --pack "$name"
complains 1 'x^[[2J'
run apply s "$name"
complains 1 'x^[[2J'
run new "$name/s" --pack "$name/none"
complains 1 'x^[[2J'
run "$name"
ends 1
harmless
run --"$name"
ends 2
harmless

finish
