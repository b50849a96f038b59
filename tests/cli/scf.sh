# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# The Secure Controls Framework as published, from its JSON and from its
# workbooks: the numbers that a pack of it must have, counted in the pack's own
# files. The data is no part of the project.
. "${top_srcdir:-.}/tests/cli/lib.sh"

data=$src/../shared/data
if ! [ -f "$data/scf-2026.1-json.tar.xz" ]; then
	echo "skipped: $data is not beside the project"
	cd "$build" || exit 99
	exit 77
fi

# Prints a line "NAME NUMBER" for all that can be counted in a pack. Criteria
# are told apart by domain, level and their text with its sub-items, as it is
# written: the writer breaks equal text in equal places.
count_pack() { # pack
	awk '
	function flush() {
		if (item != "" && !((domain, level, item) in seen)) {
			seen[domain, level, item] = 1
			distinct++
		}
		item = ""
	}
	function section_of(line) {
		flush()
		section = line
		sub(/:.*/, "", section)
		criteria = 0
	}
	FNR == 1 {
		flush()
		if (controls)
			print own > per
		in_pack = FILENAME ~ /pack.yaml$/
		if (!in_pack)
			controls++
		own = 0
		asks = 0
		section = ""
	}
	/^[a-z_]+:/ { section_of($0) }
	in_pack && /^- id: / { of[section]++ }
	in_pack { next }
	/^domain: / { domain = $2 }
	/^weight: 10$/ { material++ }
	/^material: false$/ { material-- }
	/^weight: 0$/ { weightless++ }
	/^status: deprecated$/ { deprecated++ }
	section == "objectives" && /^- id: / { objectives++ }
	section == "compensating" && /^- control: / { compensating++ }
	section == "evidence" {
		n = split($0, word, /[^A-Za-z0-9._-]+/)
		for (i = 1; i <= n; i++)
			if (word[i] ~ /^E-/) {
				if (!(word[i] in used))
					requests_used++
				used[word[i]] = 1
				if (!asks)
					asking++
				asks = 1
			}
	}
	section == "mappings" {
		line = $0
		gsub(/\\"/, "", line)
		quotes += gsub(/"/, "", line)
	}
	section == "levels" && /^  [0-9]:/ {
		flush()
		level = $1 + 0
		stands[level]++
		criteria = 0
	}
	section == "levels" && /^    [a-z_]+:/ {
		flush()
		criteria = /^    criteria:/
		if (/not_available: true/)
			none[level]++
		if (/defers_to:/)
			deferred[level]++
		if (/examples:/)
			examples[level]++
	}
	criteria && /^    - / {
		flush()
		item = $0
		instances++
		own++
		next
	}
	criteria && item != "" { item = item "\n" $0 }
	END {
		flush()
		print own > per
		print "controls", controls + 0
		print "domains", of["domains"] + 0
		print "frameworks", of["frameworks"] + 0
		print "requests", of["evidence"] + 0
		print "requests_used", requests_used + 0
		print "controls_without_requests", controls - asking
		print "risks", of["risks"] + 0
		print "threats", of["threats"] + 0
		print "objectives", objectives + 0
		print "compensating", compensating + 0
		print "values", quotes / 2
		print "material", material + 0
		print "deprecated", deprecated + 0
		print "weightless", weightless + 0
		print "criteria", instances + 0
		print "distinct_criteria", distinct + 0
		for (i = 1; i <= 5; i++) {
			print "none_" i, none[i] + 0
			print "deferred_" i, deferred[i] + 0
			print "absent_" i, controls - stands[i]
			print "examples_" i, examples[i] + 0
		}
	}' per="$PWD/per" "$1"/pack.yaml "$1"/controls/*/*.yaml
	sort -n per > sorted
	printf 'fewest %s\nmedian %s\nmost %s\n' "$(sed -n 1p sorted)" \
	    "$(sed -n "$(((($(wc -l < sorted)) + 1) / 2))p" sorted)" \
	    "$(sed -n '$p' sorted)"
}

# One number of the pack counted last; shows it.
counts() { # name, number
	have=$(sed -n "s/^$1 //p" counted)
	echo "$pack: $1 $have"
	[ "$have" = "$2" ] || bad "$pack has $have $1, $2 are due"
}

# Warnings of the last import that hold a text.
warned() { # number, text
	have=$(grep -cF -- "$2" err)
	echo "$pack: $have times: $2"
	[ "$have" -eq "$1" ] || bad "$pack: $have warnings \"$2\", $1 are due"
}

# Makes a pack twice: it is clean, counts are taken, and both are the same.
make_pack() { # format, source, pack
	pack=$3
	run import "$1" "$2" --to "$pack-again"
	ends 0
	run import "$1" "$2" --to "$pack"
	ends 0
	cp err "$pack.err"
	diff -r "$pack-again" "$pack" > differs || {
		bad "two imports of $2 differ"
		head -n 20 differs
	}
	run check "$pack"
	ends 0
	quiet
	count_pack "$pack" > counted
	cp "$pack.err" err
}

# What 2026.1 holds, from wherever it comes.
count_2026() {
	counts controls 1468
	counts domains 33
	counts frameworks 249
	counts values 67230
	counts requests 303
	counts requests_used 299
	counts controls_without_requests 1020
	counts risks 39
	counts threats 41
	counts objectives 5776
	counts compensating 2610
	counts material 163
	counts deprecated 1
	counts weightless 1
	counts criteria 23224
	counts distinct_criteria 2567
	counts fewest 5
	counts median 15
	counts most 31
	# the deprecated control has criteria at level 3 only
	counts none_1 868
	counts none_2 314
	counts none_3 0
	counts none_4 1
	counts none_5 1
	counts deferred_1 0
	counts deferred_2 0
	counts deferred_3 0
	counts deferred_4 861
	counts deferred_5 1324
	counts absent_4 0
	counts absent_5 2
	counts examples_1 162
	warned 162 'Level 1 says that it has no criteria and then lists some'
	# a control that names nothing but another control as its evidence is
	# given that control's, which the evidence list confirms; without it
	# 1,021 would have none
	warned 1 'MON-03.3 names the control MON-03.2 where evidence should be'
	grep -q '^evidence: \[E-MON-09\]$' "$pack/controls/MON/MON-03.3.yaml" ||
	    bad "MON-03.3 of $pack does not ask for E-MON-09"
	warned 2 '"[object Object]" leads to nothing'
	warned 4 'is a date, where an id should be'
	warned 8 'stands under'
	warned 1 'TDA-11.2 is no longer in force'
	warned 14 'which does not ask for it'
	warned 11 'whose own list lacks the control'
	grep -q '^into: \[AST-09\]$' "$pack/controls/TDA/TDA-11.2.yaml" ||
	    bad "TDA-11.2 of $pack does not say what took its place"
	grep -q '^version: "2026.1"$' "$pack/pack.yaml" ||
	    bad "$pack has not the version 2026.1"
	run list --pack "$pack" --json
	if command -v jq > /dev/null; then
		json '[.controls[]|.criteria|add]|[length,add,min,max]' \
		    '[1468,23224,5,31]' '"id":"AAT-01"'
		json '[.controls[]|select(.material)]|length' 163 '"id"'
		json '[.controls[].objectives]|add' 5776 '"id"'
		json '[.controls[]|select(.evidence==0)]|length' 1020 '"id"'
	fi
}

# A pack without what one source may lack of the other's:
# - its name for the importer (generator) and its report (import.log): they
#   name the source;
# - the order of a control's profiles: in the workbook that of its columns,
#   which in this one are in order of their names.
# Everything else is the same byte for byte.
bare_pack() { # pack
	cp -R "$1" "$1.bare"
	rm "$1.bare/import.log"
	sed -i '/^generator: /d' "$1.bare/pack.yaml"
	awk '
	function put(i, j, n, word, swap) {
		gsub(/[][ ,\047"]+/, " ", text)
		n = split(text, word, " ")
		for (i = 2; i <= n; i++)
			for (j = i; j > 1 && word[j] < word[j - 1]; j--) {
				swap = word[j]
				word[j] = word[j - 1]
				word[j - 1] = swap
			}
		for (i = 1; i <= n; i++)
			printf "%s%s", word[i], i < n ? " " : "\n" > copy
		text = ""
	}
	FNR == 1 {
		if (text != "")
			put()
		if (copy != "")
			close(copy)
		copy = FILENAME
		sub(/^[^\/]*/, "&.bare", copy)
	}
	/^[a-z_]+:/ && text != "" { put() }
	/^profiles:/ || text != "" { text = text " " $0; next }
	{ print > copy }
	END {
		if (text != "")
			put()
	}' "$1"/controls/*/*.yaml
}

mkdir json
tar -xJf "$data/scf-2026.1-json.tar.xz" -C json || bad "cannot unpack"
make_pack scf-json json json-pack
count_2026
run import auto json --dry-run
ends 0
says '1468 controls, 23224 criteria, 5776 objectives'

run import scf-xlsx "$data/scf-2026.1-layout.xlsx" --dry-run
if grep -q 'No such format' err; then
	echo "not run: there is no importer for workbooks"
	finish
fi
make_pack scf-xlsx "$data/scf-2026.1-layout.xlsx" sheet-pack
count_2026
bare_pack json-pack
bare_pack sheet-pack
diff -r json-pack.bare sheet-pack.bare > differs || {
	bad "the packs of JSON and workbook differ"
	head -n 40 differs
}

make_pack scf-xlsx "$data/scf-2022.3-official.xlsx" old-pack
counts controls 1090
counts domains 32
counts requests 177
# the deprecated control is the one more at both: all its levels are N/A
counts none_1 653
counts none_2 215
counts deferred_4 505
counts deferred_5 970
counts objectives 0
grep -q '^  name: SP-CMM$' old-pack/pack.yaml || bad "the scale is not SP-CMM"
finish
