# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# assay import ciso: libraries give packs that `check` finds clean, with as
# many domains, controls, criteria and objectives as an independent count of
# the source has, in all of its languages.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

command -v jq > /dev/null || {
	echo "SKIP: jq is not here"
	cd "$build" && exit 77
}

# The library as JSON: yq of either kind, or Python; nothing without them.
as_json() {
	yq . "$1" 2> /dev/null || yq -o json . "$1" 2> /dev/null ||
	    python3 -c 'import json, sys, yaml
print(json.dumps(yaml.safe_load(open(sys.argv[1])), default=str))' "$1" \
		2> /dev/null
}

# Assessable nodes are controls. Other nodes are domains when something to
# assess lies below; what lies in none makes one more. Choices with a score of
# the scale above 0 are criteria, questions without scores objectives.
counting='
.objects.framework |
(.requirement_nodes | map({key: .urn, value: .}) | from_entries) as $by |
def above: . as $n | if $n.parent_urn and $by[$n.parent_urn]
	then $by[$n.parent_urn] | (., above) else empty end;
[.requirement_nodes[] | select(.assessable)] as $controls |
[$controls[] | [above | select(.assessable | not) | .urn]] as $domains |
[$controls[] | .questions // {} | .[] | select((.text // "") != "")] as $asked |
def scored: any(.choices[]?; .add_score != null);
{
	controls: ($controls | length),
	domains: (($domains | add // [] | unique | length) +
		(if any($domains[]; length == 0) then 1 else 0 end)),
	criteria: ([$asked[] | select(scored) | .choices[] |
		select((.add_score // 0) > 0)] | length),
	objectives: ([$asked[] | select(scored | not)] | length)
}'

# What the pack has, counted by the program and in its files.
counted() { # pack
	run list --pack "$1" --json
	ends 0
	jq --argjson domains "$(sed -n '/^domains:/,/^[a-z]/p' "$1/pack.yaml" |
	    grep -c '^- id: ')" '.controls | {controls: length,
	    domains: $domains,
	    criteria: ([.[].criteria[]?] | add // 0),
	    objectives: ([.[].objectives] | add // 0)}' out
}

imports() { # source, pack
	run import ciso "$1" --to "$2"
	ends 0
	run check "$2"
	ends 0
	[ ! -s out ] || {
		bad "$1 gives a clean pack"
		shown
	}
}

numbers() { # source, pack
	as_json "$1" > library.json
	if [ -s library.json ]; then
		jq "$counting" library.json > wanted
		counted "$2" > is
		same wanted is "the numbers of $1"
	else
		echo "not counted, for want of yq and of Python's yaml: $1"
	fi
}

# 1. A small library of ours, found out by its content.
sample=$src/tests/data/import/ciso/orchard.yaml
imports "$sample" small
numbers "$sample" small
run import auto "$sample" --to found
ends 0
diff -r -x import.log small found || bad "the format is found out"
run import auto "$sample" --to found
ends 0
diff -r -x import.log small found || bad "again the same"
run show TR.P-1 --pack small --json
ends 0
json '[.profiles, .evidence]' \
    '[["Small orchard","Large orchard"],["Orchard-1.0-E001","E-TRE-02"]]' \
    '"Small orchard"'

# 2. In other languages, what is not translated staying.
LANGUAGE=fr
run show TR.P-1 --pack small
ends 0
says 'Coupe annuelle'
says '3 Chaque hiver'
says '2 Some years'
says 'Sauvage'
LANGUAGE=de
run show GA.1 --pack small
ends 0
says 'Das Tor ist nachts zu.'
LANGUAGE=
run show TR.P-1 --pack small --language fr
ends 0
says 'Chaque arbre est taillé une fois par an.'
run show TR.P-1 --pack small
says 'Every tree is cut once a year.'

# 3. The older form and several frameworks.
imports "$src/tests/data/import/ciso/hens.yaml" hens
run list --pack hens
says 'NIGHT-1'

# 4. Libraries that only add to others are refused, in one line.
printf '%s\n' 'urn: urn:a:risk:library:m' 'ref_id: m' 'objects:' \
    '  requirement_mapping_sets: []' > mapping.yaml
run import ciso mapping.yaml --to none
complains 1 'no framework, only requirement_mapping_sets'
run import auto mapping.yaml --to none
complains 1 'no framework, only requirement_mapping_sets'
printf 'objects: &a [*a]\n' > circle.yaml
run import ciso circle.yaml --to none
complains 1 'never end'
[ ! -e none ] || bad "nothing is made of them"

# 5. The published libraries beside the project.
libraries=$src/../shared/data/ciso-assistant
if [ -f "$libraries/cmmc-2.0.yaml" ]; then
	for library in "$libraries"/*.yaml; do
		pack=$(basename "$library" .yaml)
		imports "$library" "$pack"
		numbers "$library" "$pack"
	done
	as_json "$libraries/nist-csf-2.0.yaml" > library.json
	french=$(jq -r '.objects.framework.requirement_nodes[] |
	    select(.ref_id == "GV.OC-01") | .translations.fr.description' \
	    library.json | cut -c 1-40)
	run show GV.OC-01 --pack nist-csf-2.0 --language fr
	ends 0
	says "$french"
	LANGUAGE=fr
	run show GV.OC-01 --pack nist-csf-2.0
	LANGUAGE=
	says "$french"
else
	echo "not tried: the published libraries are not beside the project"
fi
finish
