# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# assay report --format markdown and html: the report on conformity. Its
# figures are those of assay status, the client's copy holds nothing private,
# and the same session gives the same bytes.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

SOURCE_DATE_EPOCH=1784025727 # 2026-07-14
export SOURCE_DATE_EPOCH
new_session --title 'Nordwerk 2026'
apply '
- {path: session/client, value: Nordwerk}
- {path: session/rigor, value: 2}
- {path: session/target, value: 3}
- {path: session/size, value: small}
- {path: session/testing/authorized, value: 2026-07-01}
- {path: session/testing/by, value: T. Lindqvist}
- {path: session/conformity, value: significant deficiency, why: The desk has gaps.}
- {path: people/okafor/name, value: B. Okafor}
- {path: people/okafor/role, value: responsible}
- {path: people/okafor/contact, value: hidden contact}
- {path: people/quiet/name, value: hidden name}
- {path: people/quiet/anonymous, value: yes}
- {path: slots/aaaaaa/day, value: 2026-07-14}
- {path: slots/aaaaaa/place, value: Room 4}
- {path: slots/aaaaaa/people/okafor, value: here}
- {path: slots/aaaaaa/people/quiet, value: here}
- {path: OPS-03/criteria/1.1/state, value: met}
- {path: OPS-03/criteria/1.2/state, value: met}
- {path: OPS-03/criteria/2.1/state, value: exceeded, why: The desk does more.}
- {path: OPS-03/criteria/2.2/state, value: met}
- {path: OPS-03/criteria/2.3/state, value: met}
- {path: OPS-03/criteria/2.4/state, value: met}
- {path: OPS-03/criteria/3.1/state, value: met}
- {path: OPS-03/criteria/3.2/state, value: met}
- {path: OPS-03/criteria/3.3/state, value: not met}
- {path: OPS-03/criteria/4.1/state, value: not applicable, why: No such tool here.}
- {path: OPS-03/criteria/4.2/state, value: partial}
- {path: OPS-03/criteria/3.3/note, value: hidden criterion note}
- {path: OPS-03/judged/3, value: yes, why: The third is nearly there.}
- {path: OPS-03/concluded, value: 4, why: Seen in use.}
- {path: OPS-03/notes/aaaaaa/text, value: Run books are good.}
- {path: OPS-03/notes/aaaaaa/audience, value: client}
- {path: OPS-03/notes/bbbbbb/text, value: hidden note}
- {path: OPS-03/flags/hidden-flag, value: yes}
- {path: OPS-03/prompts/aaaaaa, value: hidden prompt}
- {path: OPS-03/objectives/OPS-03_A01/designation, value: satisfactory}
- {path: OPS-03/objectives/OPS-03_A01/methods, value: "examine, test"}
- {path: OPS-03/objectives/OPS-03_A01/methods/examine/day, value: 2026-07-14}
- {path: OPS-03/objectives/OPS-03_A01/methods/examine/people, value: B. Okafor}
- {path: OPS-03/objectives/OPS-03_A01/methods/examine/note, value: hidden method}
- {path: OPS-03/objectives/OPS-03_A02/designation, value: deficient}
- {path: samples/ssssss/objective, value: OPS-03_A01}
- {path: samples/ssssss/of, value: tickets}
- {path: samples/ssssss/population, value: 400}
- {path: samples/ssssss/size, value: 20}
- {path: evidence/E-TPM-04/state, value: accepted}
- {path: evidence/E-TPM-04/sha256, value: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef}
- {path: evidence/E-TPM-04/locator, value: section 4}
- {path: evidence/E-TPM-04/provided by, value: okafor}
- {path: evidence/E-TPM-04/note, value: hidden evidence note}
- {path: evidence/EV-aaaaaa/title, value: Run books}
- {path: evidence/EV-aaaaaa/state, value: rejected, why: Of last year.}
- {path: links/EV-aaaaaa/OPS-03/criteria/3.2, value: partly}
- {path: links/EV-aaaaaa/OPS-03/criteria/3.2/locator, value: page 7}
- {path: statements/aaaaaa/text, value: SLAs exist for 9 of 11 services.}
- {path: statements/aaaaaa/by, value: okafor}
- {path: statements/aaaaaa/audience, value: client}
- {path: statements/aaaaaa/about, value: OPS-03/criteria/3.2}
- {path: statements/bbbbbb/text, value: hidden statement}
- {path: statements/bbbbbb/by, value: quiet}
- {path: statements/bbbbbb/about, value: OPS-03}
- {path: followups/eeeeee/text, value: hidden followup}
- {path: findings/aaaaaa/about, value: OPS-03/objectives/OPS-03_A02}
- {path: findings/aaaaaa/condition, value: "No SLA <b>\u202e|*"}
- {path: findings/aaaaaa/recommendation, value: Write SLAs.}
- {path: findings/aaaaaa/owner, value: okafor}
- {path: findings/aaaaaa/due, value: 2026-07-10}
- {path: OPS-05/designation, value: not applicable, why: No shop floor.}
- {path: scope/controls/OPS-06, value: out, why: Run by the parent.}
- {path: scope/controls/OPS-07, value: inherited}
- {path: scope/controls/OPS-07/provider, value: Hoster AG}
- {path: reviews/OPS-03/comment, value: hidden comment}
- {path: reviews/OPS-03/state, value: open}'
ends 0

run report s --format markdown
ends 0
quiet
# the title page
says '# Report on conformity: Nordwerk 2026'
says '- **Organization:** Nordwerk'
says '- **Rigor:** 2, Enhanced'
says 'Authorized 2026-07-01 by T. Lindqvist.'
says '- **Places:** Room 4'
says '| B. Okafor |  |  | responsible |'
says '1 person was heard who is not to be named.'
says_not 'hidden name'
says_not 'hidden contact'
# why, for each
says 'The desk has gaps.'
says 'Run by the parent.'
says 'No shop floor.'
says 'Provider: Hoster AG.'
says 'judged: passes | The third is nearly there. |'
says '**Reason for the override upward:** Seen in use.'
says '| not applicable | No such tool here. |'
says 'rejected: Of last year.'
says 'partly OPS-03 3.2, page 7'
says 'examine, 2026-07-14, with B. Okafor'
says 'Sample for OPS-03_A01: 20 of 400 tickets'
says '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'
says 'Private note'
says 'hidden note'
says 'not attributed'
says 'Run books are good.'
says 'SLAs exist for 9 of 11 services.'
says 'No SLA \<b\>\<U+202E\>\|\*'
says '**In scope, nothing recorded:** OPS-01,'
says_not '#### OPS-01 '
says '## Limitations'
says '## Response of the organization'
cp out whole.md

# the figures are those of assay status
if command -v jq > /dev/null; then
	run status s --json
	figure() { # text with @1 .. @3 for the values of a jq filter
		values=$(jq -r "$2 | @tsv" out)
		text=$1
		number=0
		for value in $values; do
			number=$((number + 1))
			text=$(printf '%s' "$text" | sed "s|@$number|$value|")
		done
		grep -qF -- "$text" whole.md || bad "the report lacks: $text"
	}
	figure '**Weighted average:** @1/@2 = @3' \
	    '.rollup | [.numerator, .denominator, .average]'
	figure '**Range:** @1 to @2,' '.rollup | [.low, .high]'
	figure '**Attainable maximum:** @1/@2 = @3' \
	    '.rollup | [.attainable_sum.numerator,
	    .attainable_sum.denominator, .attainable]'
	figure '**At target:** @1 of @2 concluded' \
	    '.rollup | [.at_target, .targeted]'
	figure '**Coverage:** @1 of @2 controls in scope rated, @3' \
	    '.rollup | [.rated, .in_scope, .concluded]'
	figure '@1 of @2 criteria answered' '.rollup | [.answered, .of]'
	figure '**Controls:** @1 applicable, @2 not applicable, @3 out' \
	    '.rollup | [.in_scope, .not_applicable, .out_of_scope]'
	figure 'counted:** material weakness: @1 of @2' \
	    '.conformity.na_counted | [.good, .of]'
	figure 'left out:** material weakness: @1 of @2' \
	    '.conformity.na_excluded | [.good, .of]'
	figure '**Designations:** @1 satisfactory, @2 deficient' \
	    '.conformity.designations | [.satisfactory, .deficient]'
fi

# no private word in the client's copy, whatever the depth
for format in markdown html; do
	for depth in '' --full --summary '--control OPS-03' '--domain OPS'; do
		# shellcheck disable=SC2086 # none, one or two words
		run report s --format $format --client $depth
		ends 0
		says_not hidden
	done
done

# nor in any other format
for format in outbrief poam requests hashes 'oscal --table plan' \
    'oscal --table results' 'oscal --table poam' 'csv --table controls' \
    'csv --table objectives' 'csv --table criteria' 'csv --table evidence' \
    'csv --table deficiencies' 'csv --table poam' 'csv --table requests' \
    'csv --table criteria --raw' 'csv --table evidence --raw --full'; do
	# shellcheck disable=SC2086 # a format and its options
	run report s --client --format $format
	ends 0
	says_not hidden
done
# the assessor's own copy has what the client's leaves out
run report s --format csv --table criteria
says hidden
if command -v unzip > /dev/null; then
	run report s --client --format xlsx --full -o client.xlsx
	ends 0
	# the word is one of the format's own too
	unzip -p client.xlsx | sed 's/hidden="[^"]*"//g' > out
	says OPS-03
	says_not hidden
fi

# narrower, shorter, longer
run report s --format markdown --summary
says '## Executive summary'
says '## Deficiencies'
says_not '## Controls'
says_not '## Limitations'
run report s --format markdown --control OPS-03
says '#### OPS-03 '
says_not '#### OPS-02 '
says_not '## Executive summary'
run report s --format markdown --full
says '#### OPS-01 '
says '#### OPS-06 '
says '| unassessed |'

# the same bytes again, another moment aside
for format in markdown html; do
	run report s --format $format
	ends 0
	cp out first
	run report s --format $format
	same first out "a second report as $format"
done
says_not '<script'
says 'No SLA &lt;b&gt;'

# what changed after it was concluded is a limitation
apply '
- {path: OPS-03/judged/3, value: no, why: Not nearly.}'
ends 0
run report s --format markdown
says 'judged: fails | Not nearly. |'
says '1 concluded level is stale'
finish
