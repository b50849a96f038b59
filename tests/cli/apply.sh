# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# assay apply: the changes the screen makes, as one commit, all or nothing.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

new_session
apply '- {path: OPS-03/criteria/1.1/state, value: met}
- path: ops-03/criteria/2.ba248f2f/state
  value: not met
- {path: OPS-03/criteria/2.002/state, value: exceeded, why: a SOC does it}
- {path: evidence/e-tpm-04/state, value: received}
- {path: session/title, value: yes}' --assessor 'J. Doe'
ends 0
prints '5 changes recorded.'
[ "$(wc -l < s/journal)" -eq 2 ] || bad "one commit for all"
run history s --json
json '.commits[0]|[.seq, .by]' '[1,"J. Doe"]' '"by": "J. Doe"'
json '.commits[0].changes|map([.path, .new, .why])' \
    '[["OPS-03/criteria/1.51c86a8c/state","met",null],["OPS-03/criteria/2.ba248f2f/state","not met",null],["OPS-03/criteria/2.1d9fba74/state","exceeded","a SOC does it"],["evidence/E-TPM-04/state","received",null],["session/title","yes",null]]' \
    '"path": "OPS-03/criteria/2.1d9fba74/state"'
[ -s s/session.yaml ] || bad "the snapshot is written"
grep -q 'seq: 1' s/session.yaml || bad "and names its commit"

remember
apply '- {path: OPS-03/criteria/1.1/state, value: met}'
ends 0
prints '0 changes recorded.'
unchanged 'what changes nothing'
apply '[]'
prints '0 changes recorded.'
unchanged 'no change at all'

# null removes, "" is a text, and a tilde or an empty value is null.
apply '- {path: session/title, value: null}
- {path: OPS-03/criteria/1.1/state, value: ~}
- path: OPS-03/criteria/2.2/state
  value:'
prints '3 changes recorded.'
run status s --json
json '.session.title' null '"title": null'
json '.controls["OPS-03"].answered' 1 '"answered": 1'
apply '- {path: session/title, value: "null"}'
prints '1 change recorded.'
run status s --json
json '.session.title' '"null"' '"title": "null"'

# From standard input.
printf '%s\n' '- {path: session/client, value: Acme}' > changes.yaml
"$assay" apply s - < changes.yaml > out 2> err
[ "$(cat out)" = '1 change recorded.' ] || bad "standard input is read"

# All or nothing: a wrong third change leaves the journal byte for byte.
remember
apply '- {path: OPS-03/criteria/1.1/state, value: met}
- {path: OPS-03/criteria/1.2/state, value: met}
- {path: OPS-03/criteria/1.3/state, value: met}'
complains 1 'changes.yaml:3:10: OPS-03/criteria/1.3/state: OPS-03 has 2 criteria at level 1; 1.3 is none of them.'
unchanged 'a wrong third change'
apply '- {path: OPS-03/criteria/1.1/state, value: met}
- {path: OPS-03/criteria/1.2/state, value: met}
- {path: ops-03/criteria/1.51c86a8c/state, value: not met}'
complains 1 'changes.yaml:3:51: OPS-03/criteria/1.51c86a8c/state is given twice'
unchanged 'the same path twice'

refuses() { # one change, place, text
	apply "$1"
	complains 1 "changes.yaml:$2: $3"
	unchanged "$1"
}

# Paths that are wrong, or of a later version, are told where they stand.
refuses '- {path: OPS-99/performed, value: yes}' 1:10 \
    'OPS-99/performed: This pack has no control OPS-99'
refuses '- {path: OPS-03/critera/1.1/state, value: met}' 1:10 \
    'OPS-03/critera/1.1/state: there is no "critera" here; what may stand there: performed, criteria'
refuses '- {path: OPS-03/criteria/5.1/state, value: met}' 1:10 \
    'OPS-03/criteria/5.1/state: OPS-03 has no criteria at level 5'
refuses '- {path: OPS-03/criteria/1.0/state, value: met}' 1:10 ''
refuses '- {path: OPS-03/criteria/1.0001/state, value: met}' 1:10 ''
refuses '- {path: OPS-03/criteria/1.deadbeef/state, value: met}' 1:10 ''
refuses '- {path: OPS-03/judged/5, value: yes, why: x}' 1:10 ''
refuses '- {path: evidence/E-NO-01/state, value: accepted}' 1:10 \
    'evidence/E-NO-01/state: This pack has no evidence request E-NO-01'
refuses '- {path: domains/XX/target, value: 3}' 1:10 \
    'domains/XX/target: This pack has no domain XX'
refuses '- {path: session/name, value: x}' 1:10 'session/name: there is no'
refuses '- {path: OPS-03, value: x}' 1:10 'OPS-03: the path ends too soon'
refuses '- {path: OPS-03/target/x, value: 1}' 1:10 'OPS-03/target/x: the path is too long'
refuses '- {path: "", value: x}' 1:10 ''
refuses '- {path: session/pack/version, value: x}' 1:10 \
    'session/pack/version: the program records this itself'
refuses '- {path: seal/1/sealed, value: x}' 1:10 \
    'seal/1/sealed: the program records this itself'
refuses '- {path: OPS-03/objectives/OPS-03_A99/methods, value: [test]}' \
    1:10 'OPS-03/objectives/OPS-03_A99/methods: OPS-03 has no objective'
refuses '- {path: OPS-03/concluded/basis, value: 3-3 3}' 1:10 \
    'OPS-03/concluded/basis: the program records this itself'
refuses '- {path: scope/frameworks/no-such, value: yes}' 1:10 \
    'scope/frameworks/no-such: This pack has no framework no-such'

# Values that are wrong, and reasons that are missing.
state=OPS-03/criteria/1.51c86a8c/state
refuses "- path: OPS-03/criteria/1.1/state
  value: Met" 2:10 "$state: \"Met\" is no value here; these are: unassessed, met,"
refuses "- {path: OPS-03/criteria/1.1/state, value: \"\"}" 1:44 "$state: "
refuses '- {path: OPS-03/criteria/1.1/state, value: not applicable}' 1:44 \
    "$state: A reason is needed for not applicable"
refuses '- {path: OPS-03/criteria/1.1/state, value: not applicable, why: " "}' \
    1:44 "$state: A reason is needed"
refuses '- {path: OPS-03/judged/3, value: yes}' 1:34 \
    'OPS-03/judged/3: A reason is needed for yes'
refuses '- {path: evidence/E-TPM-04/state, value: rejected}' 1:42 \
    'evidence/E-TPM-04/state: A reason is needed for rejected'
refuses '- {path: evidence/E-TPM-04/state, value: not available}' 1:42 ''
refuses '- {path: OPS-03/target, value: 6}' 1:32 \
    'OPS-03/target: "6" does not fit; a whole number from 0 to 5 does.'
refuses '- {path: OPS-03/target, value: 3.0}' 1:32 ''
refuses '- {path: session/rigor, value: 0}' 1:32 ''
refuses '- {path: session/size, value: huge}' 1:31 \
    'session/size: "huge" is no size of this pack; these are: micro_small'
refuses '- {path: OPS-03/performed, value: true}' 1:35 ''
refuses '- {path: session/title, value: "two\nlines"}' 1:32 \
    'session/title: The text has several lines'
refuses '- {path: OPS-03/flags/review, value: no}' 1:38 ''
refuses '- {path: OPS-03/flags/Re view, value: yes}' 1:10 ''

# Files that are no list of changes.
refuses 'path: OPS-03/performed' 1:1 'A list of changes is needed'
refuses '' 1:1 'A list of changes is needed'
refuses '- OPS-03/performed' 1:3 'A change is {path: ..., value: ...}'
refuses '- {value: yes}' 1:3 'A change is {path: ..., value: ...}'
refuses '- {path: [OPS-03], value: yes}' 1:3 'A change is'
refuses '- {path: OPS-03/performed}' 1:3 'A change needs a "value"'
refuses '- {path: OPS-03/performed, value: [yes]}' 1:35 \
    'A change needs a "value"'
methods=OPS-03/objectives/OPS-03_A01/methods
refuses "- {path: $methods, value: [test, [examine]]}" 1:55 \
    'A change needs a "value"'
refuses "- {path: $methods, value: [test, guess]}" 1:55 \
    "$methods: \"guess\" is no value here; these are: examine, interview, test."
refuses '- {path: scope/controls/OPS-03/declared, value: 2026-02-30}' 1:49 \
    'scope/controls/OPS-03/declared: "2026-02-30" is no day'

# What takes the whole state to know.
forbids() { # changes, place, text
	apply "$1"
	complains 1 "changes.yaml:$2: $3"
	unchanged "$1"
}
forbids '- {path: OPS-03/concluded, value: 5}' 1:35 \
    'OPS-03/concluded: OPS-03 has no criteria at level 5; what can be concluded is 0, 1, 2, 3, 4.'
forbids '- {path: OPS-03/concluded, value: 3}' 1:35 \
    'OPS-03/concluded: Supported is 0, so concluding 3 needs a reason'
forbids '- {path: scope/controls/OPS-03, value: out, why: leased}
- {path: OPS-03/concluded, value: 0}' 2:35 \
    'OPS-03/concluded: OPS-03 is out of scope'
forbids '- {path: OPS-03/designation, value: not applicable, why: no services}
- {path: OPS-03/concluded, value: 0}' 2:35 \
    'OPS-03/concluded: OPS-03 is not applicable'
forbids '- {path: OPS-03/designation, value: satisfactory}' 1:37 \
    'OPS-03/designation: OPS-03 has'
forbids '- {path: scope/rule, value: flagged, why: x}' 1:29 \
    'scope/rule: "flagged" looks at answers'
forbids '- {path: reviews/OPS-03/state, value: approved}
- {path: OPS-03/performed, value: yes}' 1:39 \
    'reviews/OPS-03/state: '
# the path that is meant, not one that begins like it
forbids '- {path: OPS-03/concluded/shown, value: yes}
- {path: OPS-03/concluded,
   value: 4}
- {path: OPS-03/concluded/defensible, value: yes}' 3:11 \
    'OPS-03/concluded: Supported is 0'

# Testing is locked until the client allows it, which the same changes may say.
locked='Testing is locked until the client'
for path in OPS-03/objectives/OPS-03_A01/methods evidence/EV-abc234/method; do
	forbids "- path: $path
  value: test" 2:10 "$path: $locked"
done
record=OPS-03/objectives/OPS-03_A01/methods/test
forbids "- {path: session/testing/by, value: R. Berg}
- path: $record/day
  value: 2026-07-10" 3:10 "$record/day: $locked"
forbids "- path: $record/note
  value: A port scan." 2:10 \
    "$record/note: $locked's authorization is recorded; set session/testing/authorized to its day."
apply '- {path: OPS-03/objectives/OPS-03_A01/methods/interview/day, value: 2026-07-10}
- {path: OPS-03/objectives/OPS-03_A01/methods/interview/people, value: A. Holm}
- {path: OPS-03/objectives/OPS-03_A01/methods/interview/note, value: The roster.}'
prints '3 changes recorded.'
apply "- path: $record/day
  value: 2026-07-10
- {path: session/testing/authorized, value: 2026-07-01}
- {path: session/testing/by, value: R. Berg}"
prints '3 changes recorded.'
run status s --control OPS-03 --json
json '.session.testing' '{"authorized":"2026-07-01","by":"R. Berg"}' \
    '"testing": {"authorized": "2026-07-01", "by": "R. Berg"'
json '.controls["OPS-03"]|[.methods, .by_objective["OPS-03_A01"].methods]' \
    '[["interview","test"],["interview","test"]]' \
    '"methods": ["interview", "test"]'
remember
refuses '- {path: session/testing/authorized, value: soon}' 1:45 \
    'session/testing/authorized: "soon" is no day'
refuses '- {path: OPS-03/objectives/OPS-03_A01/methods/guess/day, value: 2026-07-10}' \
    1:10 'OPS-03/objectives/OPS-03_A01/methods/guess/day: "guess" is no method'
refuses '- {path: OPS-03/capability/since, value: 2026-06-31}' 1:42 \
    'OPS-03/capability/since: "2026-06-31" is no day'
refuses '- {path: OPS-03/performed, value: yes, because: x}' 1:40 \
    'A change has only "path", "value" and "why".'
refuses '- {path: OPS-03/performed, value: yes, why: [x]}' 1:45 \
    '"why" must be a text.'
refuses '- {path: OPS-03/performed, value: yes, value: no}' 1:40 \
    'The key "value" stands here twice'
refuses '- {path: OPS-03/performed, value: &a yes}
- {path: OPS-01/performed, value: *a}' 2:35 'Aliases'
refuses '- [' 2:1 'This is not valid YAML'
run apply s nonesuch.yaml
complains 1 'nonesuch.yaml: No such file or directory'
run apply s s
complains 1 's: This is a directory'
run apply nonesuch changes.yaml
complains 1 'nonesuch: '
mkdir empty
run apply empty changes.yaml
complains 1 'empty: There is no session here'

# A list of words is one value, and what belongs to a change comes with it.
apply "- {path: $methods, value: [test, examine]}"
prints '1 change recorded.'
grep -q '"new":"examine, test"' s/journal || bad "in the order of the words"
apply "- {path: $methods, value: \"examine, test\"}"
prints '0 changes recorded.'
apply "- {path: $methods, value: []}"
prints '1 change recorded.'
apply '- {path: OPS-03/concluded, value: 3, why: seen at work}
- {path: OPS-03/concluded/defensible, value: yes}'
prints '3 changes recorded.'
grep -q '"path":"OPS-03/concluded/basis","old":null,"new":"0-4 0"' s/journal ||
	bad "what was concluded on is recorded"
apply '- {path: OPS-03/concluded, value: null}'
prints '3 changes recorded.'
apply '- {path: reviews/OPS-03/state, value: approved}' --assessor 'P. Eer'
prints '1 change recorded.'

# Hostile text is recorded as it is, and shown harmless.
apply '- {path: OPS-03/notes/n1/text, value: "\e[2J \u202Etxet\nsecond line"}'
ends 0
LC_ALL=C grep -q "$(printf '\033')" s/journal && bad "the journal is text"
run history s
says '^[[2J <U+202E>txet^Jsecond line'
run history s --json
json '.commits[-1].changes[0].new' '"\u001b[2J ‮txet\nsecond line"' \
    'second line'

# Many changes are still one commit.
{
	i=0
	while [ $i -lt 2000 ]; do
		printf -- '- {path: OPS-03/notes/n-%d/text, value: note %d}\n' \
		    $i $i
		i=$((i + 1))
	done
} > changes.yaml
before=$(wc -l < s/journal)
run apply s changes.yaml
prints '2000 changes recorded.'
[ "$(wc -l < s/journal)" -eq $((before + 1)) ] || bad "one more line"

finish
