# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# assay new: a private directory with a journal of one or two lines.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

run new acme --title 'Acme 2026' --assessor 'K. Ito' --target 3 --rigor 2 \
    --policy all
ends 0
prints 'Session made: assay acme opens it.'
[ "$(stat -c %a acme)" = 700 ] || bad "the directory is private"
[ "$(stat -c %a acme/journal)" = 600 ] || bad "the journal is private"
[ "$(wc -l < acme/journal)" -eq 2 ] || bad "a header and one commit"
head -n 1 acme/journal > out
ran='the header'
json '[.format, .by, .pack.id, .pack.version, .prev]' \
    '["assay-session/1","K. Ito","scf-ops","2026.1-own.1",""]' \
    '"format":"assay-session/1"'
json '.policy' '{"name":"all","pass":100,"judge":50}' \
    '"policy":{"name":"all","pass":100,"judge":50}'
json '[.id, .at, .pack.digest, .sum]|map(length)' '[36,25,64,64]' '"digest"'
json '.pack.path' "\"$src/content/scf-ops\"" '"path"'
grep -q '"at":"20[0-9-]*T[0-9:]*[+-][0-9][0-9]:[0-9][0-9]"' out ||
    bad "local time with its offset: $(cat out)"
run status acme --json
json '.session|[.title, .target, .rigor, .client, .commits, .orphaned]' \
    '["Acme 2026",3,2,null,1,0]' '"title": "Acme 2026"'
run history acme --json
json '.commits[0].changes|map([.path, .old, .new])' \
    '[["session/title",null,"Acme 2026"],["session/target",null,3],["session/rigor",null,2]]' \
    '"path": "session/target", "old": null, "new": 3'

# The digest is what anybody can compute from the pack's files.
digest=$(
	cd "$src/content/scf-ops" || exit 1
	find pack.yaml controls lang -name '*.yaml' | LC_ALL=C sort |
	    while read -r file; do
		printf '%s\0%s\0' "$file" "$(wc -c < "$file" | tr -d ' ')"
		cat "$file"
	done | sha256sum | cut -d ' ' -f 1
)
head -n 1 acme/journal > out
json '.pack.digest' "\"$digest\"" "\"digest\":\"$digest\""

run new plain
ends 0
[ "$(wc -l < plain/journal)" -eq 1 ] || bad "without options only a header"
head -n 1 plain/journal > out
json '.policy' '{"name":"most","pass":80,"judge":50}' \
    '"policy":{"name":"most","pass":80,"judge":50}'
json '.by' "\"$(id -un)\"" "\"by\":\"$(id -un)\""

# The assessor of the settings, where none is given.
mkdir -p home/.config/assay
echo 'assessor: J. Doe' > home/.config/assay/settings.yaml
run new settled
head -n 1 settled/journal > out
json '.by' '"J. Doe"' '"by":"J. Doe"'
echo 'assessor:' > home/.config/assay/settings.yaml
run new unsettled
head -n 1 unsettled/journal > out
json '.by' "\"$(id -un)\"" "\"by\":\"$(id -un)\""

# What is there already is left alone.
mkdir full empty
echo mine > full/file
run new empty
ends 0
run new full
complains 1 'full: The directory holds something already'
[ "$(cat full/file)" = mine ] || bad "the file is as it was"
[ "$(ls full)" = file ] || bad "nothing was put there"
cp -R acme before
run new acme
complains 1 'acme: The directory holds something already'
diff -r before acme > /dev/null || bad "the session is as it was"
run new full/file
complains 1 'full/file: '
run new no/such/place/at/all
ends 0
run new s --pack nonesuch
complains 1 'There is no pack "nonesuch"'
[ ! -e s ] || bad "nothing is made without a pack"

# A title is any text of one line.
title=$(printf 'Gr\303\274\303\237e "x" \\ \033[31m')
run new odd --title "$title"
ends 0
run status odd
says 'Grüße "x" \ ^[[31m'
LC_ALL=C grep -q "$(printf '\033')" odd/journal && bad "the journal is text"
run new bad --title "$(printf 'bad \377')"
complains 2 '--title: The text is no valid UTF-8'
run new bad --title "$(printf 'two\nlines')"
complains 2 '--title: The text has several lines'
[ ! -e bad ] || bad "nothing is made"

finish
