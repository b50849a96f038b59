# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# assay import oscal: published catalogs give packs that `check` finds clean,
# with as many domains, controls and objectives as an independent count of the
# source has, the same from JSON and from YAML.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

command -v jq > /dev/null || {
	echo "SKIP: jq is not here"
	cd "$build" && exit 77
}

# The catalog as JSON; YAML through yq of either kind, or Python.
as_json() {
	case $1 in
	*.yaml)
		yq . "$1" 2> /dev/null ||
		    yq -o json . "$1" 2> /dev/null ||
		    python3 -c 'import json, sys, yaml
print(json.dumps(yaml.safe_load(open(sys.argv[1])), default=str))' "$1"
		;;
	*) cat "$1" ;;
	esac
}

# Objectives are parts that say something and have none below that do; those
# above them when they end a sentence.
counting='
def objective: .name == "objective" or .name == "assessment-objective";
def objectives:
	([.parts[]? | select(objective) | objectives] | add // 0) as $below |
	$below + (if (.prose // "") != "" and
		($below == 0 or (.prose | test("[.;!?]\\s*$"))) then 1 else 0 end);
def outermost:
	[.parts[]? | if objective then objectives else outermost end] |
	add // 0;
def groups: [.groups[]? | ., groups[]];
def controls: [.controls[]? | ., controls[]];
[.catalog, (.catalog | groups[])] as $nodes |
[$nodes[] | controls[]] as $all |
{
	domains: ([.catalog | groups[]] | length),
	controls: ($all | length),
	objectives: ([$all[] | outermost] | add // 0),
	withdrawn: ([$all[] | select(any(.props[]?;
		.name == "status" and (.value | ascii_downcase) == "withdrawn"))] |
		length)
}'

# What the pack has, counted in its files and by the program.
counted() { # pack
	run list --pack "$1" --json
	ends 0
	jq -n --slurpfile list out \
	    --argjson domains "$(sed -n '/^domains:/,/^[a-z]/p' "$1/pack.yaml" |
		grep -c '^- id: ')" \
	    --argjson withdrawn "$(grep -rl '^status: withdrawn' \
		"$1/controls" | grep -c .)" \
	    '$list[0].controls | {domains: $domains, controls: length,
	    objectives: ([.[].objectives] | add // 0),
	    withdrawn: $withdrawn}'
}

# Imports a catalog, checks the pack and compares the counts.
imports() { # source, pack
	run import oscal "$1" --to "$2"
	ends 0
	run check "$2"
	ends 0
	[ ! -s out ] || {
		bad "$1 gives a clean pack"
		shown
	}
	as_json "$1" | jq "$counting" > wanted
	counted "$2" > is
	same wanted is "the numbers of $1"
}

sample=$src/tests/data/import/oscal/lighthouse
imports "$sample.json" json
imports "$sample.yaml" yaml
diff -r -x import.log json yaml || bad "JSON and YAML differ"
run import auto "$sample.yaml" --to found
ends 0
diff -r -x import.log yaml found || bad "the format is found out"
run show LK-1.2 --pack json --json
json '[.status, .into]' '["withdrawn",["LK-2"]]' '"status":"withdrawn"'

# Again: the same bytes.
cp -r json before
run import oscal "$sample.json" --to json
ends 0
diff -r before json || bad "an import repeated gives the same bytes"

# Other documents of OSCAL: one line that says what they are.
printf '{"profile": {"uuid": "1", "metadata": {"title": "x"}}}' > profile.json
run import auto profile.json --to refused
complains 1 'This is a profile: it only selects controls.'
printf 'component-definition:\n  uuid: x\n  metadata: {}\n' > parts.yaml
run import oscal parts.yaml --to refused
complains 1 'This is a component definition'
[ ! -e refused ] || bad "nothing is made of what is refused"

# What others publish.
data=$src/../shared/data/oscal
if [ -d "$data" ]; then
	for source in "$data"/*.json "$data"/*.yaml; do
		[ -e "$source" ] || continue
		rm -rf published other
		imports "$source" published
		# the same content written the other way
		case $source in
		*.json)
			jq . "$source" > other.yaml # JSON is YAML in flow style
			sed -i '1s/^/--- /' other.yaml
			run import oscal other.yaml --to other
			;;
		*)
			as_json "$source" > other.json
			run import oscal other.json --to other
			;;
		esac
		ends 0
		diff -r -x import.log published other > differ ||
		    bad "$(basename "$source"): JSON and YAML differ" \
			"$(head -n 5 differ)"
	done
else
	echo "what others publish is not here ($data): not tried"
fi

finish
