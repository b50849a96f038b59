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
json '.controls["OPS-03"]' '{"performed":"unknown","derived":{"low":0,"high":4},"judge":[],"supported":0,"concluded":null,"target":{"asked":null,"effective":null},"gap":null,"designation":null,"answered":0,"of":15,"evidence":{"E-TPM-04":"not requested"},"flags":[]}' \
    '"performed": "unknown", "derived": {"low": 0, "high": 4}'
json '[.rollup, .conformity]' '[null,null]' '"rollup": null'
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

run status s --control OPS-99
complains 1 'There is no control "OPS-99" in the pack scf-ops'
run status nonesuch
complains 1 'nonesuch: '
run status s --pack "$src/tests/data/broken/file-name"
complains 1 'This pack is small; the session was made with scf-ops'
run status s --pack "$src/content/scf-ops"
ends 0

finish
