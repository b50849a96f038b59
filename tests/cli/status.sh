# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# assay status: what the answers make of the levels. The vectors are those of
# the method the program follows: a letter a criterion, a stroke a level.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

# MM/MMMN: changes that tick a control so; "-" is a level without criteria.
ticks() { # control, letters
	echo "$2" | awk -v control="$1" '
	BEGIN {
		word["M"] = "met"; word["X"] = "exceeded"
		word["P"] = "partial"; word["N"] = "not met"
		word["A"] = "not applicable"; word["U"] = "unassessed"
	}
	{
		levels = split($0, level, "/")
		for (l = 1; l <= levels; l++)
			for (i = 1; i <= length(level[l]); i++) {
				letter = substr(level[l], i, 1)
				if (letter == "-")
					continue
				printf "- path: %s/criteria/%d.%d/state\n", \
				    control, l, i
				printf "  value: %s\n  why: so\n", word[letter]
			}
	}'
}

# A session so ticked, and a further change: low, high, judge as wanted.
vector() { # control, letters, low, high, judge; changes; options of new
	control=$1 letters=$2 low=$3 high=$4 judge=$5 more=$6
	shift 6
	new_session "$@"
	apply "$(ticks "$control" "$letters")$more"
	ends 0
	run status s --control "$control" --json
	ends 0
	json ".controls[\"$control\"]|[.derived.low, .derived.high, .judge]" \
	    "[$low,$high,$judge]" "\"low\": $low, \"high\": $high}, \"judge\": $judge"
}

yes='
- {path: OPS-03/judged/3, value: yes, why: seen}'
no='
- {path: OPS-03/judged/3, value: no, why: unseen}'
vector OPS-03 MM/MMMM/MMN/NNNNNN 2 3 '[3]' ''
json '.controls["OPS-03"]|[.performed, .answered, .of]' '["yes",15,15]' \
    '"answered": 15'
json '.controls|keys' '["OPS-03"]' '"OPS-03"'
vector OPS-03 MM/MMMM/MMN/NNNNNN 3 3 '[]' "$yes"
vector OPS-03 MM/MMMM/MMN/NNNNNN 2 2 '[]' "$no"
vector OPS-03 NN/NMMM/MMM/NNNNNN 0 0 '[2]' ''
vector OPS-03 XX/XMMM/MMM/NNNNNN 3 3 '[]' ''
vector OPS-03 XX/XMMM/MNN/NNNNNN 0 2 '[]' ''
vector OPS-03 XX/XMMM/MMM/MMMMMN 4 4 '[]' ''
vector OPS-03 MM/MMMM/MNN/MMMMMM 2 2 '[]' ''
vector OPS-03 MM/MMMM/MMU/UUUUUU 2 4 '[]' ''
vector OPS-03 MM/MMMM/MMM/MMMMMM 0 0 '[]' '
- {path: OPS-03/performed, value: no}'
vector OPS-03 MM/MMMA/MAA/NNNNNN 3 3 '[]' ''
vector OPS-03 MM/MMMP/MMM/NNNNNN 1 3 '[2]' ''
vector OPS-02 -/NNN/NNN 0 0 '[]' ''
vector OPS-02 -/MMM/NNN 2 2 '[]' ''
vector OPS-02 -/XMM/MMM 3 3 '[]' ''
vector OPS-02 -/AAA/MMM 0 3 '[2]' ''
vector OPS-02 -/AAA/MMM 3 3 '[]' '
- {path: OPS-02/judged/2, value: yes, why: nothing to ask}'
# the same ticks under the strict policy
vector OPS-03 MM/MMMM/MMM/MMMMMN 3 4 '[4]' '' --policy all

# Nothing answered: everything is open, nothing is claimed.
new_session
run status s --control OPS-03 --json
json '.controls["OPS-03"]|[.performed, .derived, .judge, .supported, .concluded, .target, .gap, .designation, .answered, .of, .evidence, .flags]' \
    '["unknown",{"low":0,"high":4},[],0,null,{"asked":null,"effective":null},null,null,0,15,{"E-TPM-04":"not requested"},[]]' \
    '"performed": "unknown", "derived": {"low": 0, "high": 4}'
json '.controls["OPS-03"]|[.level, .scope, .counts, .objectives.of, .methods, .review]' \
    '["-","in",true,2,[],null]' '"level": "-", "scope": "in"'
json '.rollup|[.numerator, .average, .low, .high, .minimum, .histogram, .attainable, .concluded]' \
    '[null,null,"0.00","3.66",null,[0,0,0,0,0,0],"3.66",0]' \
    '"average": null'
json '.conformity|[.overall, .by_domain, .na_excluded.suggested, .na_counted.of]' \
    '[null,{"OPS":null},null,0]' '"overall": null'
json '.session|[.pack.id, .policy.name, .policy.pass, .title, .rigor]' \
    '["scf-ops","most",80,null,null]' '"policy": {"name": "most"'
run status s --control OPS-03
ends 0
says '0 of 15 answered'
run status s
ends 0
quiet
[ "$(grep -c ' answered$' out)" -eq 8 ] || bad "a line a control"
says '0 of 129 criteria answered, 0 %'

# Supported: level 1 by the answer, above it by evidence that was accepted.
vector OPS-03 MM/MMMM/MMM/NNNNNN 3 3 '[]' ''
json '.controls["OPS-03"].supported' 1 '"supported": 1'
apply '- {path: evidence/E-TPM-04/state, value: accepted}'
run status s --json
json '.controls["OPS-03"]|[.supported, .evidence]' \
    '[3,{"E-TPM-04":"accepted"}]' '"supported": 3'
json '.controls|keys|length' 8 '"OPS-07": {'
json '.controls["OPS-01"].derived' '{"low":0,"high":4}' '"OPS-01": {'

# Targets: the control's own, the domain's, the session's; raised and capped.
apply '- {path: session/target, value: 1}'
run status s --json
json '.controls["OPS-02"].target' '{"asked":1,"effective":2}' \
    '"asked": 1, "effective": 2'
apply '- {path: domains/OPS/target, value: 5}
- {path: OPS-03/target, value: 3}'
run status s --json
json '[.controls["OPS-02"].target, .controls["OPS-03"].target]' \
    '[{"asked":5,"effective":3},{"asked":3,"effective":3}]' \
    '"asked": 5, "effective": 3'

apply '- {path: OPS-03/flags/review, value: yes}
- {path: OPS-03/flags/ask-again, value: yes}
- {path: links/EV-abc234/OPS-03, value: supports}
- {path: evidence/EV-abc234/state, value: viewed on site}'
run status s --json
json '.controls["OPS-03"]|[.flags, .evidence]' \
    '[["ask-again","review"],{"E-TPM-04":"accepted","EV-abc234":"viewed on site"}]' \
    '"flags": ["ask-again", "review"]'

# In words: which rule decides, and what would raise the level.
vector OPS-03 MM/MMMM/MMN/NNNNNN 2 3 '[3]' ''
run status s --control ops-03
ends 0
says '2-3'
says '67'
says '3.3'
awk 'length > 80' out | grep -q . && bad "a line is longer than 80"
LANGUAGE=de run status s --json
cp out german
run status s --json
same german out "JSON in any language"

# The weighted level of the method's example: 121 / 56 over eight controls, one
# of them not applicable; the range while some are open; what can be reached.
new_session --target 3
apply '- {path: OPS-01/concluded, value: 3, why: seen}
- {path: OPS-01.1/concluded, value: 2, why: seen}
- {path: OPS-02/concluded, value: 3, why: seen}
- {path: OPS-03/concluded, value: 2, why: seen}
- {path: OPS-04/concluded, value: 0}
- {path: OPS-05/concluded, value: 2, why: seen}
- {path: OPS-06/designation, value: not applicable, why: no such tool}' \
    --assessor 'K. Ito'
ends 0
run status s --json
json '.rollup|[.numerator, .denominator, .average, .low, .high]' \
    '[97,48,"2.02","1.73","2.30"]' '"average": "2.02"'
apply '- {path: OPS-07/concluded, value: 3, why: seen}'
run status s --json
json '.rollup|[.numerator, .denominator, .average, .low, .high, .attainable]' \
    '[121,56,"2.16","2.16","2.16","3.71"]' '"average": "2.16"'
json '.rollup|[.minimum, .minimum_control, .histogram, .in_scope, .not_applicable, .targeted, .at_target]' \
    '[0,"OPS-04",[1,0,3,3,0,0],7,1,7,3]' '"minimum": 0'
json '.rollup.by_domain.OPS|[.numerator, .denominator]' '[121,56]' \
    '"by_domain": {"OPS": {"numerator": 121'
json '.controls["OPS-01.1"]|[.concluded, .gap, .level, .flags]' \
    '[2,1,"=2^",["methods","override"]]' '"level": "=2^"'
json '.gap_priority|map([.control, .gap])' \
    '[["OPS-04",3],["OPS-01.1",1],["OPS-03",1],["OPS-05",1]]' \
    '"gap_priority": [{"control": "OPS-04"'
json '[.warnings[]|select(.control == "OPS-04")]|map(.warning)' \
    '["methods"]' '"warning": "methods"'
run status s
ends 0
says 'Weighted level 2.16 (121 / 56) of 7 concluded'
says 'Attainable 3.71 (208 / 56)'
says 'Lowest level 0, of OPS-04'
says 'L0: 1  L1: 0  L2: 3  L3: 3  L4: 0  L5: 0'
says 'At target: 3 of 7 concluded, 42 %'
says 'Rated 7 of 7, 100 %; concluded 7, 100 %'
says 'OPS-04       weight 8, concluded 0, target 3'
quiet

# Designations: both readings of not applicable, what is recorded beside them.
run status s --json
json '.conformity|[.na_excluded.suggested, .na_excluded.of, .na_counted.good, .open]' \
    '[null,0,1,7]' '"open": 7'
apply '- {path: OPS-05/objectives/OPS-05_A01/designation, value: satisfactory}
- {path: OPS-03/objectives/OPS-03_A01/designation, value: deficient}
- {path: OPS-03/objectives/OPS-03_A02/designation, value: satisfactory}
- {path: session/conformity, value: conforms, why: the team says so}
- {path: domains/OPS/conformity, value: significant deficiency, why: too few}'
ends 0
run status s --json
json '.controls|[.["OPS-03"].designation, .["OPS-05"].designation, .["OPS-06"].designation]' \
    '["deficient","satisfactory","not applicable"]' '"designation": "deficient"'
json '.conformity.na_excluded|[.suggested, .good, .of]' \
    '["material weakness",1,2]' '"suggested": "material weakness", "good": 1'
json '.conformity.na_counted|[.suggested, .good, .of]' \
    '["material weakness",2,3]' '"good": 2, "of": 3'
json '.conformity|[.overall, .by_domain.OPS, .barring]' \
    '["conforms","significant deficiency",["OPS"]]' '"overall": "conforms"'
run status s
says 'Conformity so far, 2 of 7 designated'
says 'Without not applicable: 1 of 2, 50 %: material weakness'
says 'Counting not applicable: 2 of 3, 66 %: material weakness'
says 'Recorded for the session: conforms: the team says so'
says 'Recorded for OPS: significant deficiency: too few'
apply '- {path: session/conformity, value: conforms}'
complains 1 'reason'

# Scope: what is out and why, who answers for what is inherited.
apply '- {path: scope/controls/OPS-07, value: out, why: another team}
- {path: scope/controls/OPS-04, value: inherited}
- {path: scope/controls/OPS-04/provider, value: Nordlicht}
- {path: scope/controls/OPS-04/declared, value: "2026-01-31"}'
ends 0
run status s --json
json '.scope|[.out, .inherited, (.in|length)]' \
    '[{"OPS-07":"another team"},{"OPS-04":{"provider":"Nordlicht","declared":"2026-01-31"}},6]' \
    '"out": {"OPS-07": "another team"}'
json '[.rollup.denominator, .rollup.out_of_scope, .controls["OPS-07"].level]' \
    '[48,1,"out"]' '"level": "out"'

# One control, down to who said what, and what its target takes.
run status s --control OPS-03
ends 0
says 'concluded =2^ (K. Ito, '
says 'Target 3, gap 1'
says '1.1 unassessed'
says 'Deficient'
awk 'length > 80' out | grep -q . && bad "a line is longer than 80"
vector OPS-03 MM/MMMM/MMN/NNNNNN 2 3 '[3]' ''
apply '- {path: OPS-03/target, value: 3}
- {path: OPS-03/criteria/3.3/state, value: partial}
- {path: evidence/E-TPM-04/state, value: accepted}
- {path: evidence/E-TPM-04/locator, value: p. 4-7}' --assessor 'K. Ito'
run status s --control OPS-03
says '3.3 partial (K. Ito, '
says 'E-TPM-04 accepted, p. 4-7 (K. Ito, '
says 'To target 3: 3.3'
LANGUAGE=de run status s --json
cp out german
run status s --json
same german out "JSON in any language"

# What stands behind the figures: who concluded and on what, each objective,
# the steps to the target with the technology for the client's size.
new_session --target 3
apply '- {path: session/size, value: small}
- {path: OPS-03/concluded, value: 2, why: seen at work}
- {path: OPS-03/concluded/shown, value: yes}
- {path: OPS-03/concluded/defensible, value: no}
- {path: OPS-03/objectives/OPS-03_A01/designation, value: deficient}
- {path: OPS-03/objectives/OPS-03_A01/methods, value: [examine]}
- {path: OPS-03/objectives/OPS-03_A01/methods/interview/day, value: 2026-07-10}
- {path: reviews/OPS-05/state, value: open}
- {path: reviews/OPS-05/comment, value: Which shift?}
- {path: session/period/begin, value: 2026-07-06}
- {path: session/period/end, value: 2026-07-17}
- {path: samples/s1/objective, value: OPS-03_A01}
- {path: samples/s1/kind, value: non-standardized}
- {path: samples/s1/population, value: 21}
- {path: samples/s1/size, value: 4}
- {path: samples/s1/items, value: "3, 9, 12, 20"}' --assessor 'K. Ito'
ends 0
run status s --json
json '.controls["OPS-03"].conclusion|[.why, .by, .basis, .shown, .defensible, .override, .stale]' \
    '["seen at work","K. Ito","0-4 0","yes","no",true,false]' \
    '"basis": "0-4 0", "shown": "yes", "defensible": "no"'
json '.controls["OPS-03"].by_objective' \
    '{"OPS-03_A01":{"designation":"deficient","why":null,"methods":["examine","interview"],"used":{"interview":{"day":"2026-07-10","people":null,"note":null}}},"OPS-03_A02":{"designation":null,"why":null,"methods":[],"used":{}}}' \
    '"by_objective": {"OPS-03_A01": {"designation": "deficient"'
json '.controls["OPS-03"].to_target|[.from, .raised, .capped, .perform, .criteria, .judge]' \
    '[2,false,false,false,["1.1","1.2","2.1","2.2","2.3","2.4","3.1","3.2","3.3"],[]]' \
    '"criteria": ["1.1", "1.2"'
json '.controls["OPS-03"].to_target.solutions|length > 0' true '"solutions": ["'
json '.controls|[.["OPS-03"].state, .["OPS-04"].state, .["OPS-05"].review_comment]' \
    '["concluded","not rated","Which shift?"]' '"state": "concluded"'
json '.session|[.period, .window.end]' \
    '[{"begin":"2026-07-06","end":"2026-07-17"},"2026-07-31"]' \
    '"window": {"end": "2026-07-31"'
json '.controls|[(.["OPS-03"].plan|keys), .["OPS-04"].plan]' \
    '[["from","left","limit"],null]' '"plan": {"from": "'
json '.samples.s1|[.objective, .population, .size, .least, .items, .seed]' \
    '["OPS-03_A01",21,4,3,"3, 9, 12, 20",null]' '"least": 3'
json '.crosswalk["iso-27001-2022"]|[.requirements > 0, .controls > 0, .["not assessed"] > 0]' \
    '[true,true,true]' '"crosswalk": {"'
run status s
says 'New evidence counts until 2026-07-31, 10 business days after 2026-07-17: '
run status s --control OPS-03
says 'OPS-03_A01 deficient, examine, interview (K. Ito, '
says 'Determine if '
says 'Sample 4 of 21: 3, 9, 12, 20'
says 'To target 3: 1.1, 1.2'
says 'Technology for this size: '
says 'A plan may run until '
says 'yet a question about defending it is answered no'
awk 'length > 80' out | grep -q . && bad "a line is longer than 80"
run status s --control OPS-05
says 'Review: open (K. Ito, '

# Evidence that is a draft or too old, what is live too short, all warned of.
new_session
ticks OPS-03 MM/MMMM/MMM > changes.yaml
run apply s changes.yaml
apply '- {path: evidence/E-TPM-04/state, value: accepted}
- {path: evidence/E-TPM-04/type, value: third-party attestation}
- {path: evidence/E-TPM-04/dated, value: 2019-02-28}
- {path: OPS-04/capability/since, value: 2999-01-01}'
run status s --json
json '.controls["OPS-03"]|[.supported, .flags]' '[3,["attestation"]]' \
    '"flags": ["attestation"]'
json '.controls["OPS-04"].capability|[.since, .due]' '["2999-01-01",0]' \
    '"since": "2999-01-01"'
apply '- {path: evidence/E-TPM-04/approval, value: draft}'
run status s --json
json '.controls["OPS-03"]|[.supported, .methods, .flags]' \
    '[1,[],["draft"]]' '"flags": ["draft"]'
run status s
says 'OPS-03: E-TPM-04 is accepted, yet a draft: it supports nothing.'

run status s --control OPS-99
complains 1 'There is no control "OPS-99" in the pack scf-ops'
run status nonesuch
complains 1 'nonesuch: '
run status s --pack "$src/tests/data/broken/file-name"
complains 1 'This pack is small; the session was made with scf-ops'
run status s --pack "$src/content/scf-ops"
ends 0

finish
