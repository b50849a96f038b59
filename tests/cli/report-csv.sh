# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# assay report --format csv, poam, requests, hashes: every table is read by an
# independent reader, totals equal assay status, nothing private is in the
# client's copy, and a file is written whole or not at all.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

SOURCE_DATE_EPOCH=1784025727 # 2026-07-14
export SOURCE_DATE_EPOCH
new_session --title 'Nordwerk 2026' --target 3
printf 'a plan\n' > plan.pdf
printf 'left there\n' > 'back\slash.txt'
run attach s plan.pdf --control OPS-03
ends 0
run attach s 'back\slash.txt' --control OPS-03 --with-client
ends 0
apply '
- {path: OPS-03/criteria/1.1/state, value: met}
- {path: OPS-03/criteria/2.1/state, value: partial}
- {path: OPS-03/criteria/2.2/state, value: not applicable, why: "=cmd(), \"x\""}
- {path: OPS-03/concluded, value: "1", why: "-1, +1\n@home"}
- {path: OPS-03/objectives/OPS-03_A01/designation, value: deficient}
- {path: OPS-07/designation, value: not applicable, why: not ours}
- {path: scope/controls/OPS-06, value: out, why: elsewhere}
- {path: OPS-03/notes/aaaaaa/text, value: PRIVATE note}
- {path: OPS-03/flags/ask-again, value: yes}
- {path: findings/aaaaaa/about, value: OPS-03/objectives/OPS-03_A01}
- {path: findings/aaaaaa/condition, value: "=HYPERLINK(\"x\")"}
- {path: findings/aaaaaa/due, value: 2026-09-30}'
ends 0
run status s --json
ends 0
cp out status.json

tables='controls objectives criteria evidence deficiencies poam requests'
if command -v python3 > /dev/null; then
	cat > read.py <<'PY'
import csv, json, sys
status = json.load(open("status.json"))
def rows(name):
    with open(name, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, strict=True))
def same(what, a, b):
    if a != b:
        print("%s: %s, not %s" % (what, a, b))
roll = status["rollup"]
controls = rows("controls.raw")
counted = [r for r in controls if r["counts"] == "yes"]
same("in scope", len(counted), roll["in_scope"])
same("not applicable", len(controls) - len(counted), roll["not_applicable"])
same("all", len(rows("full.raw")), len(status["controls"]))
for key in ("answered", "of", "left", "objectives", "objectives_open"):
    same(key, sum(int(r[key]) for r in counted), roll[key])
same("concluded", sum(r["concluded"] != "" for r in counted), roll["concluded"])
for r in controls:
    s = status["controls"][r["control"]]
    for key in ("performed", "supported", "concluded", "gap", "designation",
                "scope", "review", "answered", "of"):
        same(r["control"] + " " + key, r[key], "" if s[key] is None else str(s[key]))
    same(r["control"], [r["derived_low"], r["derived_high"]],
         [str(s["derived"]["low"]), str(s["derived"]["high"])])
    same(r["control"], int(r["evidence"]), len(s["evidence"]))
    flags = r["flags"].split(", ") + r["warnings"].split("\n")
    same(r["control"] + " flags", sorted(f for f in flags if f), sorted(s["flags"]))
named = {r["control"] for r in counted}
criteria = [r for r in rows("criteria.raw") if r["control"] in named]
same("criteria", len(criteria), roll["of"])
same("answers", sum(r["state"] != "unassessed" for r in criteria), roll["answered"])
objectives = [r for r in rows("objectives.raw") if r["control"] in named]
same("objective rows", len(objectives), roll["objectives"])
states = {}
for r in rows("evidence.raw"):
    states[r["evidence"]] = r["state"]
for c in controls:
    for k, v in status["controls"][c["control"]]["evidence"].items():
        same(k, states.get(k), v)
for name in sys.argv[1:]:
    for r in rows(name + ".csv"):
        for value in r.values():
            if value[:1] in "=+-@\t\r" and value and not value.lstrip("-").isdigit():
                print("a formula in %s: %s" % (name, value))
PY
	for table in $tables; do
		run report s --format csv --table "$table" --raw
		ends 0
		quiet
		cp out "$table.raw"
		run report s --format csv --table "$table"
		ends 0
		cp out "$table.csv"
	done
	run report s --format csv --full --raw
	cp out full.raw
	# shellcheck disable=SC2086
	python3 read.py $tables > differences 2>&1
	[ ! -s differences ] || {
		bad "the tables are not what assay status says"
		cat differences
	}
else
	echo "skipped: there is no python3"
fi

# part of it, and the client's copy
run report s --format csv --table controls --raw --control ops-03
ends 0
[ "$(grep -c '^OPS-' out)" -eq 1 ] || bad "--control gives one row"
run report s --format csv --raw --domain OPS
says 'OPS-01.1,'
for table in $tables; do
	run report s --format csv --table "$table" --client --full
	ends 0
	says_not PRIVATE
	says_not ask-again
done
run report s --format csv
says 'PRIVATE note'

run report s --format poam
ends 0
quiet
says 'F-01'
says '180-day limit'
run report s --format requests --domain OPS
ends 0
says 'Evidence requests'
says 'OPS-03'

# the hashes are those of the files, and that of the list is said
run report s --format hashes
ends 0
cp out list
if command -v sha256sum > /dev/null; then
	(cd s && sha256sum --check --strict --quiet ../list) ||
	    bad "sha256sum finds the files"
	grep -qF "$(sha256sum < list | cut -c 1-64)" err ||
	    bad "the hash of the list is said"
fi
[ "$(wc -l < list)" -eq 2 ] || bad "two files are listed"

# a file is whole or not there, and nobody's is replaced unasked
run report s --format csv -o table.csv
ends 0
quiet
ls -A | grep -F table.csv. && bad "something is left beside the file"
run report s --format csv -o table.csv
complains 1 'table.csv: There is such a file already. --force replaces it.'
run report s --format csv -o s/journal --force
complains 1 "This is the session's journal"
run report s --format csv -o s --force
complains 1 'This is a directory'
ln -s nowhere dangling
run report s --format csv -o dangling
complains 1 'There is such a file already'
if [ -c /dev/full ]; then
	run report s --format csv -o /dev/full
	complains 1 '/dev/full'
	run report s --format csv -o /dev/full --force
	complains 1 '/dev/full'
	[ -c /dev/full ] || bad "a device is replaced"
fi
ran='assay report under a limit'
(
	trap '' XFSZ
	ulimit -f 1
	"$assay" report s --format csv --table criteria -o cut.csv > out 2> err
)
status=$?
ends 1
[ ! -e cut.csv ] || bad "half a report is left"
ls -A | grep -F cut.csv && bad "something is left of it"

run report s --format csv --table poem
complains 2 'No such table: "poem"'
run report s --format poam --table poam
complains 2 '--table does not go with --format poam.'
run report s --format csv --summary
complains 2 '--summary does not go with --format csv.'
run report s --format csv --day today
complains 2 '--day does not go with --format csv.'
run report s --format csv --control OPS-99
complains 1 'There is no control "OPS-99"'
run report s --format csv --domain XX
complains 1 'There is no domain "XX"'
run report --help
ends 0
for table in $tables; do
	says "  $table"
done
finish
