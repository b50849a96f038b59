# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# assay report --format outbrief: what a day covered, agreed and left open, who
# promised what; the client's copy keeps what is private to the assessor.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

SOURCE_DATE_EPOCH=1784025727 # 2026-07-14
export SOURCE_DATE_EPOCH
new_session --title 'Nordwerk 2026'
day=$(sed -n '1s/.*"at": *"\([0-9-]*\)T.*/\1/p' s/journal)
[ -n "$day" ] || bad "the journal's first line has a day"
apply '
- {path: people/okafor/name, value: B. Okafor}
- {path: people/quiet/name, value: Q. Secret}
- {path: people/quiet/anonymous, value: yes}
- {path: OPS-03/criteria/3.1/state, value: met}
- {path: OPS-03/criteria/3.2/state, value: not applicable, why: a private reason}
- {path: statements/aaaaaa/text, value: SLAs exist for 9 of 11 services.}
- {path: statements/aaaaaa/by, value: okafor}
- {path: statements/aaaaaa/audience, value: client}
- {path: statements/aaaaaa/about, value: OPS-03/criteria/3.2}
- {path: statements/bbbbbb/text, value: Nobody reads the run books.}
- {path: statements/bbbbbb/by, value: quiet}
- {path: statements/cccccc/text, value: The desk says otherwise.}
- {path: statements/cccccc/kind, value: contradiction}
- {path: statements/cccccc/audience, value: client}
- {path: statements/dddddd/text, value: Settled matter}
- {path: statements/dddddd/kind, value: contradiction}
- {path: statements/dddddd/resolved, value: both were right}
- {path: followups/eeeeee/text, value: run book billing}
- {path: followups/eeeeee/person, value: okafor}
- {path: followups/eeeeee/due, value: 2026-07-17}
- {path: followups/ffffff/text, value: "# <b>lunch\u202e*"}
- {path: followups/ffffff/kind, value: parked}
- {path: followups/gggggg/text, value: a thing done}
- {path: followups/gggggg/state, value: done}'
ends 0

run report s --format outbrief --day "$day"
ends 0
quiet
says 'Nordwerk 2026'
says 'Recorded by K. Ito'
says '- OPS-03 Service Delivery'
says ': 2 of 15 answered, level'
says '- OPS-03 3.1 met: '
says '(a private reason)'
says '- B. Okafor: SLAs exist for 9 of 11 services. (OPS-03 3.2)'
says '- not attributed: Nobody reads the run books.'
says '- contradiction: The desk says otherwise.'
says '- Settled matter Settled: both were right'
says '- OPS-03: 13 items left: '
says '- B. Okafor, Fri 17 Jul 2026: run book billing'
says_not 'a thing done'
says_not 'Q. Secret'
# foreign text does nothing
says '- \# \<b\>lunch\<U+202E\>\*'

# the client's copy
run report s --format outbrief --day "$day" --client
ends 0
says 'SLAs exist for 9 of 11'
says '- contradiction: The desk says otherwise.'
says 'run book billing'
says_not 'Nobody reads'
says_not 'private reason'
says_not 'Settled matter'
says_not ', level '

# another day has what was promised, and nothing covered
run report s --format outbrief --day 2020-01-02
ends 0
says 'Thu 2 Jan 2020'
says '- nothing'
says_not 'run book billing'
says_not 'OPS-03'

# the same bytes again; a file is whole, and not replaced unasked
run report s --format outbrief --day "$day"
cp out first
run report s --format outbrief --day "$day" -o brief.md
ends 0
quiet
[ ! -s out ] || bad 'the file of -o goes to standard output too'
same first brief.md 'the file of -o'
echo mine > kept.md
run report s --format outbrief --output kept.md
complains 1 'kept.md: There is such a file already. --force replaces it.'
[ "$(cat kept.md)" = mine ] || bad 'a file is replaced unasked'
run report s --format outbrief --day "$day" --output kept.md --force
ends 0
same first kept.md 'the file of --force'
run report s --format outbrief -o no/such/place.md
complains 1 'no/such'
run report s --format outbrief --day "$day" -o -
same first out 'the stream of -o -'

run report s
complains 2 'Say which report'
run report s --format poem
complains 2 'No such format: "poem"'
run report s --format outbrief --day someday
complains 2 '"someday" is no day'
run report nowhere --format outbrief
complains 1 'nowhere'
run status s -o brief.md
complains 2 '--output does not go with this'
run report s --format outbrief -o
complains 2 'needs a value'
finish
