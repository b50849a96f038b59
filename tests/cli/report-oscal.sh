# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# assay report --format oscal: plan, results and plan of action as OSCAL 1.1.3.
# Figures and designations are those of status, the same session gives the same
# bytes, the client's copy has nothing private. Where node, ajv 8 and the
# official schemas are there (ASSAY_AJV names the directory with
# node_modules), the documents are valid under them.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

command -v jq > /dev/null || {
	echo "jq is not installed"
	exit 77
}
SOURCE_DATE_EPOCH=1784025727 # 2026-07-14
export SOURCE_DATE_EPOCH

new_session --title 'Nordwerk 2026 {{ insert: param, x }}'
sum=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
apply "
- {path: session/client, value: Nordwerk}
- {path: session/period/begin, value: 2026-07-13}
- {path: session/testing/authorized, value: 2026-07-01}
- {path: people/okafor/name, value: B. Okafor}
- {path: people/okafor/contact, value: okafor-contact}
- {path: people/okafor/organisation, value: Nordwerk}
- {path: people/quiet/name, value: Q. Hidden}
- {path: people/quiet/position, value: hidden-position}
- {path: people/quiet/anonymous, value: yes}
- {path: OPS-03/criteria/3.1/state, value: met}
- {path: OPS-03/criteria/3.2/state, value: not applicable, why: no *such* desk}
- {path: OPS-03/criteria/3.1/note, value: private-criterion-note}
- {path: OPS-03/concluded, value: 2, why: an override}
- {path: OPS-03/objectives/OPS-03_A01/designation, value: satisfactory}
- {path: OPS-03/objectives/OPS-03_A01/methods, value: 'examine, test'}
- {path: OPS-03/objectives/OPS-03_A01/methods/interview/day, value: 2026-07-13}
- {path: OPS-03/objectives/OPS-03_A01/methods/interview/people, value: quiet}
- {path: OPS-03/objectives/OPS-03_A01/methods/interview/note, value: private-method}
- {path: OPS-03/objectives/OPS-03_A02/designation, value: deficient, why: nobody}
- {path: OPS-02/designation, value: not applicable, why: no such thing}
- {path: OPS-01.1/objectives/OPS-01.1_A01/designation, value: alternative control, why: fence}
- {path: OPS-03/notes/n1/text, value: private-note}
- {path: OPS-03/notes/n2/text, value: \"client note\\n\\u202e<script>^~{{\\t\\U0001F600\"}
- {path: OPS-03/notes/n2/audience, value: client}
- {path: OPS-03/flags/private-flag, value: yes}
- {path: reviews/OPS-03/comment, value: private-review}
- {path: scope/controls/OPS-04, value: out, why: not theirs}
- {path: scope/controls/OPS-05, value: inherited}
- {path: scope/controls/OPS-05/provider, value: Cloud Ltd}
- {path: evidence/E-TPM-04/state, value: accepted}
- {path: evidence/E-TPM-04/note, value: private-evidence}
- {path: evidence/E-TPM-04/file, value: 'a b.pdf'}
- {path: evidence/E-TPM-04/location, value: 'C:\\share\\a b%.pdf'}
- {path: evidence/E-TPM-04/sha256, value: $sum}
- {path: evidence/E-TPM-04/valid until, value: 2027-01-31}
- {path: statements/s1/text, value: It is so.}
- {path: statements/s1/by, value: okafor}
- {path: statements/s1/about, value: OPS-03}
- {path: statements/s1/audience, value: client}
- {path: statements/s2/text, value: private-statement}
- {path: statements/s2/by, value: quiet}
- {path: followups/f1/text, value: private-followup}
- {path: slots/one/title, value: Service desk}
- {path: slots/one/day, value: 2026-07-14}
- {path: slots/one/time, value: '23:30'}
- {path: slots/one/minutes, value: 60}
- {path: slots/one/people/quiet, value: expected}
- {path: samples/p1/objective, value: OPS-03_A01}
- {path: samples/p1/population, value: 40}
- {path: domains/OPS/conformity, value: conforms, why: on balance}"
ends 0

run report s --format oscal --table poam
complains 1 'No deficiency is recorded'
apply '
- {path: findings/d1/about, value: OPS-03/objectives/OPS-03_A02}
- {path: findings/d1/condition, value: Nobody knows what is owed.}
- {path: findings/d1/impact, value: Outages last.}
- {path: findings/d1/likelihood, value: high}
- {path: findings/d1/recommendation, value: Say it.}
- {path: findings/d1/evidence, value: E-TPM-04 E-NONE}
- {path: findings/d1/owner, value: okafor}
- {path: findings/d1/plan, value: "Write it\nSign it"}
- {path: findings/d1/due, value: 2026-12-01}'
ends 0

run status s --json
ends 0
cp out status.json
for document in results plan poam; do
	run report s --format oscal --table $document
	ends 0
	quiet
	cp out $document.json
	run report s --format oscal --table $document
	same $document.json out "a second export of $document"
	LC_ALL=C.UTF-8 LANGUAGE=de "$assay" report s --format oscal \
	    --table $document > out 2> err
	same $document.json out "$document in German"
	run report s --format oscal --table $document --client
	ends 0
	cp out $document-client.json
	says_not 'private-'
	says_not 'okafor-contact'
	says_not 'Q. Hidden'
	says_not 'hidden-position'
	for file in $document.json $document-client.json; do
		! grep -q 'Q. Hidden\|hidden-position' $file ||
		    bad "$file names who is not to be named"
		LC_ALL=C grep -q '[^ -~]' $file && bad "$file is not ASCII"
		# each uuid once, and each leads to one
		[ -z "$(jq -r '[.. | objects | .uuid? // empty] | .[]' $file |
		    sort | uniq -d)" ] || bad "$file has a uuid twice"
		[ -z "$(jq -r '([.. | objects | .uuid? // empty]) as $all |
		    [.. | objects | to_entries[] | select(.key |
		        test("-uuid$")) | .value] + [.. | objects |
		        .["party-uuids"]? // [] | .[]] + [.. | objects |
		        .href? // empty | select(startswith("#")) | .[1:]] |
		    .[] | select(. as $u | $all | index($u) | not)' \
		    $file)" ] || bad "$file has a reference to nothing"
	done
done
run report s --format oscal
same results.json out 'results, which come without --table'
run report s --format oscal --table poem
ends 2

figure() { # property of the result, jq filter of the status
	have=$(jq -r --arg n "$1" '.["assessment-results"].results[0].props[] |
	    select(.name == $n and (has("class") | not)) | .value' results.json)
	want=$(jq -r "$2" status.json)
	[ "$have" = "$want" ] || bad "$1 is $have where status has $want"
}
figure in-scope .rollup.in_scope
figure answered .rollup.answered
figure criteria .rollup.of
figure concluded-controls .rollup.concluded
figure average .rollup.average
figure attainable .rollup.attainable
figure satisfactory .conformity.designations.satisfactory
figure deficient .conformity.designations.deficient
figure alternative-control '.conformity.designations["alternative control"]'
figure conformity-na-excluded .conformity.na_excluded.suggested
figure conformity-na-counted .conformity.na_counted.suggested

designated() { # designation
	have=$(jq --arg d "$1" '[.["assessment-results"].results[0].findings[] |
	    select(any(.props[]; .name == "designation" and .value == $d))] |
	    length' results.json)
	want=$(jq --arg d "$1" '.conformity.designations[$d]' status.json)
	[ "$have" = "$want" ] || bad "$have findings are $1, status has $want"
}
designated satisfactory
designated deficient
designated 'alternative control'
designated 'not applicable'
[ "$(jq '[.["assessment-results"].results[0].findings[] | .props[] |
    select(.name == "criterion")] | length' results.json)" = \
    "$(jq '.rollup.answered' status.json)" ] ||
    bad 'criteria answered are not those of status'

cp results.json out
json '[.["assessment-results"].results[0].findings[] |
    select(.target["target-id"] == "OPS-03_A02").target |
    .type, .status.state, .status.reason, .status.remarks]' \
    '["objective-id","not-satisfied","fail","nobody"]' not-satisfied
json '[.["assessment-results"].results[0].findings[] |
    select(.target["target-id"] == "OPS-02_smt").target |
    .status.state, .["implementation-status"].state]' \
    '["satisfied","not-applicable"]' not-applicable
json '[.["assessment-results"].results[0].observations[] |
    select(.title == "OPS-03\\_A01: interview" or
        .title == "OPS-03_A01: interview") | .methods[0],
    .collected[:19]]' '["INTERVIEW","2026-07-13T00:00:00"]' INTERVIEW
json '[.["assessment-results"]["back-matter"].resources[] |
    select(.rlinks[0].hashes) | .rlinks[0].href,
    .rlinks[0].hashes[0].value]' \
    "[\"C%3A%5Cshare%5Ca%20b%25.pdf\",\"$sum\"]" "$sum"
json '.["assessment-results"].metadata.title' \
    '"Assessment results: Nordwerk 2026 \\{\\{ insert: param, x \\}\\}"' insert
json '[.["assessment-results"].results[0].observations[] |
    select(.title == "Note on OPS-03") | .description] | any(. ==
    "client note\n\n\\<U+202E\\>\\<script\\>\\^\\~\\{\\{ \ud83d\ude00")' \
    true script
json '.["assessment-results"].results[0].attestations | length' 2 parts

# A sealed session says so, one that was reopened too.
stage() { # name, the fingerprint that each document has, null where none
	for document in results plan poam; do
		run report s --format oscal --table $document
		ends 0
		quiet
		json '.[].metadata.props | map(select(.name ==
		    "seal-fingerprint"))[0].value' "$2" ''
		cp out "$1-$document.json"
		run report s --format oscal --table $document --client
		ends 0
		cp out "$1-$document-client.json"
	done
}
run seal s
ends 0
print=$(sha256sum < s/seal/1/manifest | cut -c 1-64)
stage sealed "\"$print\""
run reopen s --why 'a *word* {{ x }} was missing'
ends 0
stage amended null

# valid by the official schemas
schemas=$src/../shared/data/oscal-schemas
if [ -d "$schemas" ] && command -v node > /dev/null &&
    NODE_PATH=${ASSAY_AJV:-.}/node_modules node -e \
        'require("ajv"); require("ajv-formats")' 2> /dev/null; then
	cat > validate.js <<'EOF'
const fs = require('fs');
const load = (m) => require(m).default || require(m);
const [schema, file] = process.argv.slice(2);
const ajv = new (load('ajv'))({ strict: false });
load('ajv-formats')(ajv);
const document = JSON.parse(fs.readFileSync(file));
const all = JSON.parse(fs.readFileSync(schema));
// of the complete schema the one model: else errors are of all of them
const key = Object.keys(document)[0];
if (all.oneOf) {
	const one = all.oneOf.find((x) => x.properties[key]);
	delete all.oneOf;
	Object.assign(all, one);
}
const valid = ajv.compile(all);
if (!valid(document)) {
	console.log(JSON.stringify(valid.errors.slice(0, 5), null, 1));
	process.exit(1);
}
EOF
	valid() { # schema, document
		NODE_PATH=${ASSAY_AJV:-.}/node_modules node validate.js \
		    "$schemas/$1" "$2" > errors 2>&1 || {
			bad "$2 is not valid by $1"
			cat errors
		}
	}
	for file in results.json results-client.json; do
		valid assessment-results-1.1.2.json $file
		valid assessment-results-1.1.3.json $file
		valid assessment-results-1.2.1.json $file
	done
	for file in results plan poam; do
		valid complete-1.1.3.json $file.json
		valid complete-1.1.3.json $file-client.json
		for stage in sealed amended; do
			valid complete-1.1.3.json $stage-$file.json
			valid complete-1.1.3.json $stage-$file-client.json
		done
	done
elif [ "$failures" -eq 0 ]; then
	echo "node, ajv or the official schemas are not there"
	cd "$build" && exit 77
fi
finish
