# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# assay show: one control, whole.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

run show ops-03
ends 0
quiet
says 'OPS-03 Service Delivery (Business Process Support)'
says 'Does the organization name the business processes'
says 'L0 Not Performed'
says '  1.1 51c86a8c'
says '  4.6 '
says 'L5 Continuously Improving   none, defers to L4'
says 'OPS-03_A02'
says 'E-TPM-04'
awk 'length > 80' out | grep -q . && bad "a line is longer than 80"
run show OPS-02
says 'L1 Performed Informally   none'

run show OPS-03 --json
ends 0
quiet
LC_ALL=C grep -q '[^ -~]' out && bad "JSON is ASCII"
json '[.id, .domain, .weight, .cadence, .function]' \
    '["OPS-03","OPS",7,"annual","protect"]' '"cadence": "annual"'
json '.levels|keys' '["0","1","2","3","4","5"]' '"levels": {"0": {"summary"'
json '[.levels[]|.criteria|length]' '[0,2,4,3,6,0]' '"criteria": ['
json '.levels["1"].criteria[0]|[.key, .sub]' '["51c86a8c",[]]' \
    '"key": "51c86a8c"'
json '[.levels[].criteria|arrays[]|keys]|unique' '[["key","sub","text"]]' \
    '"sub": []'
json '.levels["5"]|[.defers_to, .criteria]' '[4,null]' '"defers_to": 4'
json '.mappings|length' 39 '"mappings": {'
json '.mappings["iso-27001-2022"]|type' '"array"' '"iso-27001-2022": ['
json '[.mappings[][]|type]|unique' '["string"]' '"iso-27001-2022": ["'
json '.solutions|keys' '["enterprise","large","medium","micro_small","small"]' \
    '"micro_small": ['
json '[.objectives[].id]' '["OPS-03_A01","OPS-03_A02"]' '"OPS-03_A02"'
json '.evidence' '["E-TPM-04"]' '"evidence": ["E-TPM-04"]'
run show OPS-02 --json
json '.levels["1"]|[.not_available, .criteria]' '[true,null]' \
    '"not_available": true'
json '[.levels["4"].defers_to, .levels["5"].defers_to]' '[3,4]' \
    '"defers_to": 3'

# Every criterion key is the sum of its text, as anybody can compute it.
if command -v jq > /dev/null; then
	checked=0
	for id in OPS-01 OPS-01.1 OPS-02 OPS-03 OPS-04 OPS-05 OPS-06 OPS-07; do
		run show "$id" --json
		jq -r '.levels[].criteria|arrays[]|
		    [.key, ([.text] + .sub | map(gsub("[ \n\t]+"; " "))
		    | join("\n") | @base64)] | @tsv' out > keys
		while read -r key text; do
			sum=$(printf '%s' "$text" | base64 -d | sha256sum)
			checked=$((checked + 1))
			case $key in
			"$(echo "$sum" | cut -c 1-8)" | \
			    "$(echo "$sum" | cut -c 1-8)"-*) ;;
			*) bad "$id: key $key is not the sum of its text" ;;
			esac
		done < keys
	done
	[ $checked -eq 129 ] || bad "$checked keys checked, 129 are due"
fi

run show OPS-03 --language de
says 'Servicebereitstellung'
run show OPS-03 --json --language de
json '.title' '"Service Delivery (Business Process Support)"' \
    '"Service Delivery (Business Process Support)"'

run show OPS-3
complains 1 'There is no control "OPS-3" in the pack scf-ops: assay list'
run show ''
complains 1 'There is no control ""'

finish
