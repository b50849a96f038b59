# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# assay report --format xlsx, as other programs read it: xlsx2csv, and
# LibreOffice where it is. The figures are those of assay status --json.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

command -v xlsx2csv > /dev/null || command -v soffice > /dev/null || {
	echo "neither xlsx2csv nor soffice is here"
	exit 77
}

SOURCE_DATE_EPOCH=1784025727 # 2026-07-14
export SOURCE_DATE_EPOCH
new_session --title '=1+1 "Nord" & Süd' --target 3
apply '
- {path: OPS-03/criteria/1.1/state, value: met}
- {path: OPS-03/criteria/1.2/state, value: met}
- {path: OPS-03/criteria/2.1/state, value: not met}
- {path: OPS-03/concluded, value: "1", why: as seen}
- {path: OPS-02/concluded, value: "2", why: "=cmd|calc"}
- {path: OPS-02/objectives/OPS-02_A01/designation, value: deficient}
- {path: OPS-03/notes/aaaaaa/text, value: "@SUM(A1) <script>\u202e_x0041_"}
- {path: evidence/E-TPM-04/state, value: requested}
- {path: evidence/E-TPM-04/due, value: 2026-07-20}'
ends 0

run report s --format xlsx -o one.xlsx
ends 0
quiet
[ ! -s out ] || bad 'the file of -o goes to standard output too'
TZ=Asia/Tokyo run report s --format xlsx -o two.xlsx
ends 0
same one.xlsx two.xlsx 'the same workbook elsewhere'
run report s --format xlsx
ends 0
same one.xlsx out 'the stream'
run report s --format xlsx --client -o client.xlsx
ends 0
run report s --format xlsx --table requests -o requests.xlsx
ends 0
run report s --format xlsx --table chairs
complains 2 'No such table: "chairs"'
for left in s/.x*; do
	[ ! -e "$left" ] || bad "$left is left in the session"
done

# what a program that was killed has left goes with the next one, and nothing
# else
mkdir s/.xlsx-a1B2c3 s/.xlsx-d4E5f6 s/.xlsx-longer7
echo half > s/.xlsx-a1B2c3/report.xlsx
echo half > s/.xlsx-longer7/report.xlsx
touch -d '2 minutes ago' s/.xlsx-a1B2c3 s/.xlsx-longer7
run report s --format xlsx --force -o two.xlsx
ends 0
[ ! -e s/.xlsx-a1B2c3 ] || bad 'an old workbook stays in the session'
[ -d s/.xlsx-d4E5f6 ] || bad 'a workbook that may be in the making is removed'
[ -d s/.xlsx-longer7 ] || bad 'a directory of another name is removed'
rm -r s/.xlsx-*

# nothing is left of one that cannot be written whole
(
	trap '' XFSZ
	ulimit -f 16
	run report s --format xlsx -o small.xlsx
	complains 1 'File too large'
	exit $failures
) || failures=$((failures + 1))
[ ! -e small.xlsx ] || bad 'a workbook cut short is left'
for left in s/.x*; do
	[ ! -e "$left" ] || bad "$left is left in the session"
done

sheet() { # name, file
	xlsx2csv -n "$1" "$2"
}
figure() { # label
	sed -n "s/^$1,\([^,]*\).*/\1/p" summary.csv
}
agrees() { # label, jq filter
	wanted=$(jq -r "$2" status.json)
	have=$(figure "$1")
	[ "$wanted" = "$have" ] || bad "$1 is $have in the workbook, $wanted in status"
}
cell() { # sheet, text that a line of it holds
	sheet "$1" one.xlsx | grep -qF -- "$2" || {
		bad "the sheet $1 lacks: $2"
		sheet "$1" one.xlsx
	}
}
if command -v xlsx2csv > /dev/null; then
	sheet Summary one.xlsx > summary.csv
	cell Summary '=1+1 ""Nord"" & Süd'
	cell Controls '=cmd|calc'
	cell Controls '@SUM(A1) <script><U+202E>'
	cell Evidence '2026-07-20'
	cell Requests 'E-TPM-04'
	cell 'POA&M' 'Deficient control'
	sheet Controls client.xlsx | grep -q '@SUM' &&
	    bad 'a private note is in the copy for the client'
	[ "$(sheet Criteria one.xlsx | grep -c '^OPS-')" -eq 129 ] ||
	    bad 'not all 129 criteria are there'
	run status s --json
	cp out status.json
	if command -v jq > /dev/null; then
		agrees 'Weighted average' .rollup.average
		agrees '"Range, low"' .rollup.low
		agrees 'Attainable maximum' .rollup.attainable
		agrees Minimum .rollup.minimum
		agrees '1 Performed Informally' '.rollup.histogram[1]'
		agrees '2 Planned & Tracked' '.rollup.histogram[2]'
		agrees requested .room.evidence.by_state.requested
	fi
fi

if command -v soffice > /dev/null; then
	soffice -env:UserInstallation="file://$work/office" --headless \
	    --convert-to csv:'Text - txt - csv (StarCalc)':44,34,76,1,,0,false,true,false,false,false,3 \
	    --outdir office-out one.xlsx > office.log 2>&1 || {
		bad 'LibreOffice does not open it'
		cat office.log
	}
	grep -qF '=cmd|calc' office-out/*Controls*.csv ||
	    bad 'LibreOffice has other text'
	grep -qF '@SUM(A1) <script><U+202E>_x0041_' office-out/*Controls*.csv ||
	    bad 'LibreOffice reads the note otherwise'
fi
finish
