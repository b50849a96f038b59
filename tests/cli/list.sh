# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# assay list: the controls of a pack, and where packs are looked for.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

run list
ends 0
quiet
cut -d ' ' -f 1 out > ids
printf 'OPS-0%s\n' 1 1.1 2 3 4 5 6 7 > wanted
same wanted ids "the natural order of controls"
says '15 criteria'
awk 'length > 80' out | grep -q . && bad "a line is longer than 80"

run list --json
ends 0
quiet
LC_ALL=C grep -q '[^ -~]' out && bad "JSON is ASCII"
json '.pack|[.id, .version, .language]' \
    '["scf-ops","2026.1-own.1","en"]' '"version": "2026.1-own.1"'
json '[.controls[].id]|length' 8 '"id": "OPS-01.1"'
json '.controls[3]' '{"id":"OPS-03","title":"Service Delivery (Business Process Support)","domain":"OPS","weight":7,"material":false,"status":"active","criteria":{"1":2,"2":4,"3":3,"4":6},"objectives":2,"evidence":1,"frameworks":39}' \
    '"criteria": {"1": 2, "2": 4, "3": 3, "4": 6}'
json '[.controls[].criteria[]]|add' 129 '"OPS-07"'
json '[.controls[].objectives]|add' 34 '"OPS-07"'

# Neither locale nor language changes the JSON; text is in the language asked.
cp out before
LC_ALL=de_DE.UTF-8 LANGUAGE=de run list --json
same before out "JSON under a German locale"
run list --json --language de
same before out "JSON with another language"
LANGUAGE=de run list
says 'Sicherheit im Betrieb'
run list --language de_AT
says 'Sicherheit im Betrieb'
run list --language fr
says 'Operations Security'

# A filter: terms that must all hold, and what is wrong with others.
run list --filter 'weight>=8 level:1'
ends 0
quiet
cut -d ' ' -f 1 out > ids
printf '%s\n' OPS-01 OPS-07 > wanted
same wanted ids "controls of weight 8 with criteria at level 1"
run list --json --filter '-domain:ops'
ends 0
json '.controls' '[]' '"controls": []'
run list --json --filter 'framework:nist-800-53-r5 -untouched'
json '.controls' '[]' '"controls": []'
run list --filter 'in -out -inherited -designated weight>=8 level:1'
ends 0
cut -d ' ' -f 1 out > ids
printf '%s\n' OPS-01 OPS-07 > wanted
same wanted ids "terms about scope and designation, nothing recorded"
for term in out inherited deficient satisfactory designated concluded stale \
    gap copied; do
	run list --filter "$term"
	prints "Nothing for \"$term\"."
done
run list --filter 'zebra "in the zoo"'
prints 'Nothing for "zebra "in the zoo"".'
run list --language de --filter 'sicherheit im betrieb'
says 'OPS-01 '
LANGUAGE=de run list --json --filter 'sicherheit im betrieb'
json '.controls' '[]' '"controls": []'
run list --filter 'weight>=heavy'
complains 1 'needs a number'
run list --filter 'colour:red'
complains 1 'There is no term "colour:"; the terms are: weight'
run list --filter
complains 2 '--filter needs a value.'
run show OPS-01 --filter open
complains 2 '--filter does not go with this.'

# A pack by directory, by id in the user's own place, and by settings.
mkdir -p home/.local/share/assay/packs/mine/controls/AB elsewhere
cat > home/.local/share/assay/packs/mine/pack.yaml <<'PACK'
format: assay-pack/1
id: mine
title: Mine
version: "1"
language: en
domains: [{id: AB, name: Alphabet}]
PACK
cat > home/.local/share/assay/packs/mine/controls/AB/AB-1.yaml <<'CONTROL'
id: AB-1
domain: AB
status: withdrawn
statement: "Letters\e[31m are \u202Ekept in order."
weight: 10
CONTROL
run list --pack mine
ends 0
[ "$(cat out)" = 'AB-1         Letters^[[31m are <U+202E>kept in order.       withdrawn' ] || {
	bad "a pack without levels and titles, its text made harmless"
	shown
}
run list --json --pack mine
json '.controls[0]|[.title, .weight, .material, .status, .criteria]' \
    '[null,10,true,"withdrawn",{}]' '"material": true'
run list --pack home/.local/share/assay/packs/mine
ends 0
XDG_DATA_HOME=$work/none XDG_DATA_DIRS=$work/home/.local/share run list \
    --pack mine
ends 0
mkdir -p home/.config/assay
echo 'pack: mine' > home/.config/assay/settings.yaml
run list
says 'AB-1'
run list --pack scf-ops
says 'OPS-01'

run list --pack other
complains 1 'There is no pack "other" in'
grep -qF 'assay import' err || bad "it says how to get one"
run list --pack ./other
complains 1 './other: There is no such directory.'
run list --pack ./elsewhere
complains 1 './elsewhere: The directory holds no pack.yaml'

# A broken pack is one line: the first problem, and where to see the others.
printf 'cadence: [x]\nzzz: 1\n' \
    >> home/.local/share/assay/packs/mine/controls/AB/AB-1.yaml
run list --pack mine
complains 1 'AB-1.yaml:'
grep -qF 'more: assay check' err || bad "it says where to see the others"

finish
