# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# assay history, and the chain of sums that anybody can recompute.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

new_session --title 'Acme "2026"'
apply '- {path: OPS-03/criteria/1.1/state, value: met}
- {path: OPS-03/criteria/1.2/state, value: not applicable, why: no owners}' \
    --assessor "$(printf 'J. D\303\266')"
apply '- {path: OPS-03/criteria/1.1/state, value: not met}'
apply '- {path: OPS-03/criteria/1.1/state, value: null}'
long=$(head -c 3000 /dev/zero | tr '\0' 'x')
apply "- {path: OPS-03/notes/n1/text, value: $long}"
apply '- {path: OPS-03/notes/n1/text, value: short}'
ends 0

# sum: of the bytes before the quote of "sum"; prev: the sum before.
before=
count=0
: > sums
while IFS= read -r line; do
	count=$((count + 1))
	bytes=${line%\"sum\":\"*}
	sum=$(printf '%s' "$bytes" | sha256sum | cut -d ' ' -f 1)
	case $line in
	*\"prev\":\"$before\",\"sum\":\"$sum\"}) ;;
	*) bad "line $count is not chained: $line" ;;
	esac
	before=$sum
	echo "$sum" >> sums
done < s/journal
[ "$(wc -l < sums)" -eq 7 ] || bad "seven lines"
[ "$(tail -c 1 s/journal | od -An -c | tr -d ' ')" = '\n' ] ||
    bad "a line feed ends the journal"

run history s --json
ends 0
quiet
LC_ALL=C grep -q '[^ -~]' out && bad "JSON is ASCII"
tail -n +2 sums > wanted
sed -n 's/^ *"sum": "\([0-9a-f]*\)"$/\1/p' out > have
same wanted have "the sums of history and journal"
json '[.commits[].seq]' '[1,2,3,4,5,6]' '"seq": 6'
json '[.commits[]|keys_unsorted]|unique' \
    '[["seq","at","by","said","undoes","redoes","changes","sum"]]' \
    '"said": null, "undoes": null'
json '.commits[1]|[.by, .said, .undoes]' '["J. Dö",null,null]' '"J. D\u00F6"'
json '.commits[1].changes[1]' '{"path":"OPS-03/criteria/1.7a039eb9/state","old":null,"new":"not applicable","why":"no owners"}' \
    '"why": "no owners"'
json '[.commits[2,3].changes[0]|[.old, .new]]' \
    '[["met","not met"],["not met",null]]' '"old": "met", "new": "not met"'

run history s
ends 0
quiet
[ "$(wc -l < out)" -eq 7 ] || {
	bad "a row a change"
	shown
}
says 'K. Ito  session/title   -> Acme "2026"'
says 'met -> not met'
says '(no owners)'

# A new session has no history yet.
run new fresh
run history fresh
ends 0
[ ! -s out ] || bad "nothing happened yet"
run history fresh --json
json '.' '{"commits":[]}' '"commits": []'
run history nonesuch
complains 1 'nonesuch: '

# Without its pack a session's history can still be read.
mkdir -p pack/controls/AB
cp "$src/tests/data/broken/file-name/pack.yaml" pack
printf '%s\n' 'id: AB-1' 'domain: AB' 'statement: Letters are in order.' \
    > pack/controls/AB/AB-1.yaml
rm -rf s
run new s --pack pack --title Kept
rm -rf pack
run history s
ends 0
says 'Kept'
run status s
complains 1 'There is no pack "small" in'

# who said it; nobody is named who is not to be
new_session
apply '- {path: OPS-03/criteria/1.1/state, value: met}'
bytes=$(tail -n 1 s/journal | sed 's/"sum":"[0-9a-f]*"}$//
    s/"by":"[^"]*",/&"said":"not attributed",/')
sum=$(printf '%s' "$bytes" | sha256sum | cut -d ' ' -f 1)
head -n 1 s/journal > before
printf '%s"sum":"%s"}\n' "$bytes" "$sum" >> before
cp before s/journal
run history s
ends 0
says 'state   -> met  said by not attributed'
run history s --json
json '.commits[0].said' '"not attributed"' '"said": "not attributed"'

finish
