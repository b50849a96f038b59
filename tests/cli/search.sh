# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# assay search: words in any order, case aside; no hit is no error.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

run search 'run books'
ends 0
quiet
says 'Run books exist for critical business functions'
grep -q '^OPS-03 *2\.4 ' out || bad "a criterion is named by its number"
cp out one
run search BOOKS run
same one out "words in another order and case, as arguments of their own"

run search service level --json
ends 0
quiet
LC_ALL=C grep -q '[^ -~]' out && bad "JSON is ASCII"
json '[.hits[]|keys]|unique' '[["control","field","level","text"]]' \
    '"control": "OPS-03"'
json '[.hits[].text|ascii_downcase
    |contains("service") and contains("level")]|all' true '"hits"'
run search 'Nothing shows that the business processes' --json
json '[.hits[]|[.control, .field, .level]]' '[["OPS-03","summary",0]]' \
    '"field": "summary"'
run search ops-03 --json
json '.hits[0]|[.control, .field, .level]' '["OPS-03","id",null]' \
    '"level": null'

run search 'no such words anywhere'
ends 0
quiet
says 'Nothing for "no such words anywhere".'
run search 'no such words anywhere' --json
ends 0
json '.' '{"hits":[]}' '"hits": []'
run search ''
ends 0
run search '' --json
json '.' '{"hits":[]}' '"hits": []'

run search --language de Geschäftsprozesse
says 'OPS-03'
run search "$(printf '\033[31m')"
ends 0
says 'Nothing for "^[[31m".'

finish
