# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Every report of the whole Secure Controls Framework with every control
# answered: each format is made, and the figures of those that have them are
# those of assay status. The data is no part of the project.
. "${top_srcdir:-.}/tests/cli/lib.sh"

data=$src/../shared/data
if ! [ -f "$data/scf-2026.1-json.tar.xz" ] || ! command -v jq > /dev/null; then
	echo "skipped: it takes jq, and $data beside the project"
	cd "$build" || exit 99
	exit 77
fi
mkdir scf
tar -C scf -xf "$data/scf-2026.1-json.tar.xz" || exit 99
run import scf-json scf/* --to pack
ends 0
new_session --pack "$work/pack" --title 'All of it'
run list --pack "$work/pack" --json
jq -r '.controls[] | .id as $id | .criteria | to_entries[] | .key as $level |
    range(1; .value + 1) |
    "- {path: \($id)/criteria/\($level).\(.)/state, value: met}"' \
    out > all.yaml
split -l 6000 all.yaml part-
for part in part-*; do
	run apply s "$part"
	ends 0
done
run status s --json
ends 0
cp out status.json
criteria=$(jq '[.controls[] | .of] | add' status.json)
attainable=$(jq -r .rollup.attainable status.json)
[ "$criteria" -ge 23000 ] || bad "only $criteria criteria are answered"

# a format, its file, and a text that it must hold
made() { # file, text, options of report
	file=$1
	text=$2
	shift 2
	run report s -o "$file" "$@"
	ends 0
	grep -qF -- "$text" "$file" || bad "$file lacks: $text"
}
made r.md "= $attainable" --format markdown
made r.html "$attainable" --format html
made r.json '"assessment-results"' --format oscal
made plan.json '"assessment-plan"' --format oscal --table plan
made r.csv OPS-03 --format csv --table controls
made c.csv OPS-03 --format csv --table criteria --full
made requests.md E-TPM-04 --format requests
made out.md '# ' --format outbrief
made poam.md '# ' --format poam
made r.xlsx PK --format xlsx
for file in r.json plan.json; do
	jq -e . "$file" > /dev/null || bad "$file is no JSON"
done
# a criterion a row; some texts have line feeds inside
if command -v python3 > /dev/null; then
	rows=$(python3 -c 'import csv, sys
print(sum(1 for row in csv.reader(open(sys.argv[1], newline="",
    encoding="utf-8-sig"))) - 1)' c.csv)
	[ "$rows" = "$criteria" ] || bad "$rows rows for $criteria criteria"
fi
finish
