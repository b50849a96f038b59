# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# The room from a shell: people, slots, statements, follow-ups and the evidence
# register go in through assay apply and come back out of assay status; a wrong
# value is one line and changes nothing.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

SOURCE_DATE_EPOCH=1784025727 # 2026-07-14T10:42:07
export SOURCE_DATE_EPOCH
hash=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
new_session
apply "
- {path: people/okafor/name, value: B. Okafor}
- {path: people/okafor/role, value: responsible}
- {path: people/okafor/position, value: SOC lead}
- {path: people/okafor/organisation, value: Nordwerk}
- {path: people/okafor/contact, value: okafor@nordwerk.example}
- {path: people/okafor/domains/OPS, value: yes}
- {path: people/quiet/name, value: Q. Quiet}
- {path: people/quiet/anonymous, value: yes}
- {path: slots/s2/title, value: later}
- {path: slots/s1/title, value: Service desk}
- {path: slots/s1/day, value: 2026-07-14}
- {path: slots/s1/time, value: '9:30'}
- {path: slots/s1/minutes, value: 90}
- {path: slots/s1/place, value: room 4}
- {path: slots/s1/people/okafor, value: here}
- {path: slots/s1/people/quiet, value: expected}
- {path: slots/s1/controls/OPS-03, value: yes}
- {path: slots/s1/controls/OPS-01.1, value: yes}
- {path: slots/s1/running, value: '2026-07-14T10:32:07+00:00'}
- {path: slots/s1/spent, value: 600}
- {path: slots/s2/ended, value: '2026-07-13T12:00:00+02:00'}
- {path: statements/aaaaaa/text, value: Two services have none.}
- {path: statements/aaaaaa/kind, value: denial}
- {path: statements/aaaaaa/form, value: verbatim}
- {path: statements/aaaaaa/by, value: okafor}
- {path: statements/aaaaaa/about, value: OPS-03/criteria/3.2}
- {path: statements/aaaaaa/audience, value: client}
- {path: statements/aaaaaa/slot, value: s1}
- {path: statements/bbbbbb/text, value: The desk says otherwise.}
- {path: statements/bbbbbb/kind, value: contradiction}
- {path: statements/bbbbbb/by, value: quiet}
- {path: statements/bbbbbb/about, value: OPS-03}
- {path: statements/cccccc/text, value: Settled matter}
- {path: statements/cccccc/kind, value: contradiction}
- {path: statements/cccccc/resolved, value: both were right}
- {path: statements/dddddd/text, value: See the portal}
- {path: statements/dddddd/kind, value: lead}
- {path: statements/dddddd/about, value: OPS-01/objectives/OPS-01_A01}
- {path: statements/eeeeee/text, value: The list exists}
- {path: statements/eeeeee/kind, value: lead}
- {path: statements/eeeeee/request, value: EV-abc234}
- {path: followups/ffffff/text, value: run book billing}
- {path: followups/ffffff/person, value: okafor}
- {path: followups/ffffff/due, value: 2026-07-11}
- {path: followups/ffffff/about, value: OPS-03/criteria/3.3}
- {path: followups/ffffff/slot, value: s1}
- {path: followups/ffffff/request, value: EV-abc234}
- {path: followups/gggggg/text, value: lunch}
- {path: followups/gggggg/kind, value: parked}
- {path: followups/hhhhhh/text, value: a thing done}
- {path: followups/hhhhhh/state, value: done}
- {path: followups/hhhhhh/about, value: OPS-03}
- {path: evidence/EV-abc234/title, value: Run book billing}
- {path: evidence/EV-abc234/state, value: rejected, why: of last year}
- {path: evidence/EV-abc234/request, value: e-tpm-04}
- {path: evidence/EV-abc234/requested from, value: okafor}
- {path: evidence/EV-abc234/due, value: 2026-07-13}
- {path: evidence/EV-abc234/type, value: record}
- {path: evidence/EV-abc234/applies to, value: process}
- {path: evidence/EV-abc234/method, value: examine}
- {path: evidence/EV-abc234/obtained, value: by mail}
- {path: evidence/EV-abc234/query, value: all rows}
- {path: evidence/EV-abc234/rows, value: 42}
- {path: evidence/EV-abc234/approval, value: draft}
- {path: evidence/EV-abc234/period/begin, value: 2026-01-01}
- {path: evidence/EV-abc234/kept, value: with the client}
- {path: evidence/EV-abc234/location, value: the desk}
- {path: evidence/EV-abc234/file, value: billing.pdf}
- {path: evidence/EV-abc234/size, value: 999999999999}
- {path: evidence/EV-abc234/sha256, value: $hash}
- {path: evidence/EV-xyz777/title, value: Shift board}
- {path: evidence/EV-xyz777/state, value: viewed on site}
- {path: evidence/EV-xyz777/witness, value: okafor}
- {path: links/EV-abc234/OPS-03, value: partly}
- {path: links/EV-abc234/OPS-03/locator, value: p. 4}
- {path: links/EV-abc234/OPS-03/criteria/3.2, value: contradicts}
- {path: links/EV-abc234/OPS-01/objectives/OPS-01_A01, value: supports}
- {path: OPS-03/prompts/pppppp, value: Who does it at night?}
- {path: domains/OPS/prompts/qqqqqq, value: Show me the last one.}
- {path: OPS-03/objectives/OPS-03_A01/methods/interview/day, value: 2026-07-14}
- {path: OPS-03/objectives/OPS-03_A01/methods/interview/people, value: okafor}
- {path: OPS-03/objectives/OPS-03_A01/methods/interview/note, value: at the board}" \
    --assessor 'K. Ito'
ends 0
quiet

run status s --json
ends 0
LC_ALL=C grep -q '[^ -~]' out && bad "JSON is ASCII"
json .people '{"okafor":{"name":"B. Okafor","role":"responsible","position":"SOC lead","organisation":"Nordwerk","contact":"okafor@nordwerk.example","anonymous":null,"domains":["OPS"]},"quiet":{"name":"Q. Quiet","role":null,"position":null,"organisation":null,"contact":null,"anonymous":"yes","domains":[]}}' \
    '"okafor": {"name": "B. Okafor", "role": "responsible"'
json '.slots|keys_unsorted' '["s1","s2"]' '"slots": {"s1": {"number": 1'
json '.slots.s1|del(.clock)' '{"number":1,"title":"Service desk","day":"2026-07-14","time":"09:30","minutes":90,"place":"room 4","running":"2026-07-14T10:32:07+00:00","ended":null,"spent":600,"people":{"okafor":"here","quiet":"expected"},"controls":["OPS-01.1","OPS-03"]}' \
    '"controls": ["OPS-01.1", "OPS-03"]'
json '.slots.s1.clock|[.spent, .planned, .left, .running, .items, .items_left, .controls_left, .pace]' \
    '[1200,5400,4200,true,35,35,2,120]' \
    '"clock": {"spent": 1200, "planned": 5400, "left": 4200, "running": true'
json '.slots.s2|[.ended, .clock.planned, .clock.pace, .controls]' \
    '["2026-07-13T12:00:00+02:00",null,null,[]]' '"ended": "2026-07-13'
json '.statements|keys' '["aaaaaa","bbbbbb","cccccc","dddddd","eeeeee"]' \
    '"statements": {"aaaaaa"'
key=$(run show OPS-03; sed -n 's/^  3\.2 //p' out)
run status s --json
json '.statements.aaaaaa|del(.at)' "{\"text\":\"Two services have none.\",\"kind\":\"denial\",\"form\":\"verbatim\",\"by\":\"okafor\",\"about\":\"OPS-03/criteria/3.$key\",\"audience\":\"client\",\"slot\":\"s1\",\"resolved\":null,\"request\":null,\"open\":false,\"seq\":1}" \
    '"kind": "denial", "form": "verbatim", "by": "okafor"'
json '.statements|map([.kind, .audience, .open])' \
    '[["denial","client",false],["contradiction","private",true],["contradiction","private",false],["lead","private",true],["lead","private",false]]' \
    '"resolved": "both were right"'
json .contradictions '["bbbbbb"]' '"contradictions": ["bbbbbb"]'
json '.followups|keys_unsorted' '["ffffff","gggggg","hhhhhh"]' \
    '"followups": {"ffffff"'
json '.followups.ffffff|[.text, .kind, .state, .person, .due, .overdue, .slot, .request]' \
    '["run book billing","follow-up","open","okafor","2026-07-11",3,"s1","EV-abc234"]' \
    '"overdue": 3'
json '.followups|[.gggggg.kind, .hhhhhh.state, .hhhhhh.due]' \
    '["parked","done",null]' '"kind": "parked", "state": "open"'
json '.evidence["EV-abc234"]|[.title, .state, .why, .by, .person, .due, .overdue, .flags, .request, .sha256]' \
    "[\"Run book billing\",\"rejected\",\"of last year\",\"K. Ito\",\"okafor\",\"2026-07-13\",1,[\"overdue\",\"draft\",\"contradicts\"],\"E-TPM-04\",\"$hash\"]" \
    '"flags": ["overdue", "draft", "contradicts"]'
json '.evidence["EV-abc234"]|[.rows, .size, .["period/begin"], .kept, .location, .file, .query, .["applies to"], .method]' \
    '[42,999999999999,"2026-01-01","with the client","the desk","billing.pdf","all rows","process","examine"]' \
    '"period/begin": "2026-01-01"'
json '.evidence["EV-abc234"].links' \
    "{\"OPS-01/objectives/OPS-01_A01\":{\"verdict\":\"supports\",\"locator\":null,\"implied\":false,\"orphaned\":false},\"OPS-03\":{\"verdict\":\"partly\",\"locator\":\"p. 4\",\"implied\":false,\"orphaned\":false},\"OPS-03/criteria/3.$key\":{\"verdict\":\"contradicts\",\"locator\":null,\"implied\":false,\"orphaned\":false}}" \
    '"OPS-03": {"verdict": "partly", "locator": "p. 4", "implied": false'
json '.evidence["EV-xyz777"]|[.state, .flags, .witness, .links]' \
    '["viewed on site",["no locator"],"okafor",{}]' '"flags": ["no locator"]'
json '.evidence["E-TPM-04"]|[.state, .flags, .links["OPS-03"].implied]' \
    '["not requested",[],true]' '"implied": true'
json '.room|[.slot, .followups, .contradictions, .leads]' \
    '["s1",{"open":1,"parked":1,"overdue":1},1,1]' \
    '"followups": {"open": 1, "parked": 1, "overdue": 1}'
json '.room.evidence|[.items == .outstanding + .in_hand + .done, .overdue, .by_state.rejected, .by_state["viewed on site"]]' \
    '[true,1,1,1]' '"overdue": 1'
json '.controls["OPS-03"]|[.said, .followups, .prompts]' \
    '[["aaaaaa","bbbbbb"],["ffffff"],{"pppppp":"Who does it at night?"}]' \
    '"said": ["aaaaaa", "bbbbbb"], "followups": ["ffffff"]'
json '[.controls["OPS-01"].said, .controls["OPS-02"].said, .prompts]' \
    '[["dddddd"],[],{"OPS":{"qqqqqq":"Show me the last one."}}]' \
    '"prompts": {"OPS": {"qqqqqq"'
json '.controls["OPS-03"].by_objective["OPS-03_A01"]|[.methods, .used]' \
    '[["interview"],{"interview":{"day":"2026-07-14","people":"okafor","note":"at the board"}}]' \
    '"used": {"interview": {"day": "2026-07-14", "people": "okafor"'
cp out whole
LANGUAGE=de run status s --json
same whole out "JSON in any language"

# one control: what is about it, and who there is
run status s --control OPS-01 --json
json '[.slots, .statements, .followups]|map(keys)' '[[],["dddddd"],[]]' \
    '"slots": {}'
json '.evidence|[has("EV-abc234"), has("EV-xyz777"), has("E-TPM-04")]' \
    '[true,false,false]' '"EV-abc234": {"title"'
json '[(.people|keys), .contradictions, .room.contradictions]' \
    '[["okafor","quiet"],[],1]' '"contradictions": []'
run status s --control OPS-03 --json
json '[.evidence, .slots, .statements, .followups]|map(keys)' \
    '[["E-TPM-04","EV-abc234"],["s1"],["aaaaaa","bbbbbb"],["ffffff","hhhhhh"]]' \
    '"contradictions": ["bbbbbb"]'

# for people
run status s
ends 0
quiet
says '1. today 09:30 Service desk, room 4: B. Okafor, not attributed; 20 of 90'
says 'EV-abc234 Run book billing: rejected, B. Okafor, overdue 1 day'
says 'contradiction, not attributed: The desk says otherwise. (OPS-03)'
says 'lead: See the portal (OPS-01_A01)'
says_not 'Settled matter'
says_not 'The list exists'
says 'run book billing, B. Okafor, overdue 3 days (OPS-03 3.3)'
says 'lunch'
says_not 'a thing done'
awk 'length > 80' out | grep -q . && bad "a line is longer than 80"
run status s --control OPS-03
says 'EV-abc234 rejected, B. Okafor, overdue 1 day'
says '  OPS-03 partly, p. 4'
says '  OPS-03 3.2 contradicts'
says 'denial, B. Okafor: "Two services have none." (OPS-03 3.2)'
says 'Follow-up: run book billing, B. Okafor, overdue 3 days -> EV-abc234'
says 'Follow-up: a thing done, done'
awk 'length > 80' out | grep -q . && bad "a line is longer than 80"

# everything goes again
apply '- {path: followups/gggggg/text, value: null}
- {path: followups/gggggg/kind, value: null}
- {path: slots/s1/running, value: null}
- {path: slots/s1/people/quiet, value: null}'
ends 0
run status s --json
json '[.followups.gggggg, .slots.s1.people, .slots.s1.clock.spent]' \
    '[null,{"okafor":"here"},600]' '"people": {"okafor": "here"}'
# the slot one is in is the one begun last and not ended
json .room.slot '"s1"' '"room": {"slot": "s1"'

# wrong values: one line each that says what would do, and nothing is recorded
refused() { # path, value, what the line holds
	remember
	apply "- {path: $1, value: $2}"
	complains 1 "$3"
	unchanged "$1"
}
refused people/okafor/role boss '"boss" is no value here; these are: responsible'
refused people/okafor/anonymous no '"no" is no value here; these are: yes'
refused people/okafor/domains/XYZ yes XYZ
refused 'people/a b/name' x 'people/a b/name'
refused people/okafor/name '"two\nlines"' 'several lines'
refused slots/s1/day friday '"friday" is no day; write it like 2026-07-14'
refused slots/s1/day 2026-02-30 'is no day'
refused slots/s1/time 25:00 'is no time of day; write it like 09:30'
refused slots/s1/minutes 0 'from 1 to 1440'
refused slots/s1/spent -1 'from 0 to 86400'
refused slots/s1/people/okafor away 'these are: expected, here, gone'
refused slots/s1/controls/OPS-99 yes OPS-99
refused slots/s1/running noon 'is no moment; write it like 2026-07-14T10:32:50'
refused statements/aaaaaa/kind rumour 'these are: affirmation, denial, lead'
refused statements/aaaaaa/about OPS-99 OPS-99
refused statements/aaaaaa/about OPS-03/criteria/3.99 3.99
refused statements/aaaaaa/audience all 'these are: private, client'
refused followups/ffffff/state later 'these are: open, done, dropped'
refused followups/ffffff/due soon 'is no day'
refused followups/ffffff/colour red followups/ffffff/colour
refused evidence/EV-abc234/state lost 'these are: not requested, requested'
refused evidence/EV-abc234/state rejected 'A reason is needed for rejected'
refused evidence/EV-abc234/sha256 12ab 'is no SHA-256'
refused evidence/EV-abc234/size big 'a whole number from 0'
refused evidence/EV-nonsense/state received 'EV-nonsense'
refused links/EV-abc234/OPS-03 proves 'these are: supports, partly, contradicts'
refused links/EV-abc234/OPS-99 supports OPS-99
refused OPS-03/objectives/OPS-03_A01/methods/guess/day 2026-07-14 guess


finish
