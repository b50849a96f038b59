# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Whatever packs, sessions, arguments, names of files and the environment
# hold: what is printed or written for people steers no terminal and hides
# nothing, and no page or sheet takes it for its own.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

sh "$src/tests/data/hostile/make" . "$src/src/model/schema.c" ||
    bad "the pack and the changes can be made"
raw=$(cat raw)
# what is valid UTF-8 of it
word=$(printf '%s' "$raw" | iconv -c -f UTF-8 -t UTF-8)
s="s $word"

# Bytes that must not be in a text: controls but tab and line feed, DEL, C1,
# bidi controls, what is invisible, tags, noncharacters, and bytes that are no
# UTF-8 at all. In octal, as one expression.
unsafe=$(printf '[\001-\010\013-\037\177]|\302[\200-\237]|\302\255|\315\217|\330\234|\341\205\237|\342\200[\213-\217\250-\256]|\342\201[\240-\257]|\343\205\244|\357\267[\220-\257]|\357\270[\200-\217]|\357\273\277|\357\277[\271-\273\276\277]|\360\237\277[\276\277]|\363\240|[\300\301\365-\377]')
clean() { # file, what it is, "cr": lines may end in CR LF
	[ -s "$1" ] || return 0
	file=$1
	if [ "${3:-}" = cr ]; then
		tr -d '\r' < "$1" > left
		file=left
	fi
	if LC_ALL=C grep -aqE "$unsafe" "$file"; then
		bad "$2 has what must not be there"
		LC_ALL=C grep -aoE ".{0,30}($unsafe).{0,10}" "$file" |
		    head -n 3 | cat -v
	fi
	cat "$1" >> all
}

# The cells of a CSV that a spreadsheet would calculate.
begins() { # file
	LC_ALL=C awk '
	{
		line = $0 "\n"
		for (i = 1; i <= length(line); i++) {
			c = substr(line, i, 1)
			if (start && c != "\"" && index("=+@\t", c))
				print NR ": " substr(line, i, 40)
			if (c == "\"") {
				quoted = !quoted
				continue
			}
			start = !quoted && (c == "," || c == "\n")
		}
	}
	BEGIN { start = 1 }' "$1"
}

# Runs something; both streams must be clean.
try() { # arguments
	run "$@"
	clean out "standard output of assay $1"
	clean err "standard error of assay $1"
	[ "$status" -le 2 ] || {
		bad "assay $1 ended with $status"
		shown | cat -v
	}
}

# What every verb says, before there is a session, and of arguments that are
# nothing.
LANG_SAVED=${LANGUAGE-}
verbs=$("$assay" --help | sed -n 's/^  assay \([a-z][a-z]*\) .*/\1/p' |
    sort -u)
[ "$(echo "$verbs" | wc -l)" -ge 11 ] || bad "--help lists the verbs"
for verb in $verbs; do
	try "$verb" --help
	try "$verb"
	try "$verb" "$raw"
	try "$verb" "$raw" "$raw" "$raw"
	try "$verb" "--$raw"
	try "$verb" "-$raw"
	try "$verb" --json="$raw" x
	for option in $("$assay" "$verb" --help |
	    sed -n 's/^  --\([a-z-]*\) .*/\1/p'); do
		try "$verb" "--$option=$raw" "$raw" "$raw"
	done
done
try "$raw"
try --pack "$raw"
try "$raw" "$raw"

# The environment.
for name in USER HOSTNAME LANG LANGUAGE LC_ALL TERM EDITOR VISUAL PAGER HOME \
    XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME \
    XDG_DATA_DIRS ASSAY_DATADIR COLUMNS NO_COLOR TZ SOURCE_DATE_EPOCH; do
	for call in list 'new .' ''; do
		# shellcheck disable=SC2086
		env "$name=/$raw" "$assay" $call > out 2> err < /dev/null
		clean out "standard output with $name, assay $call"
		clean err "standard error with $name, assay $call"
	done
done

# A pack of such texts; where it lies has such a name too.
mv pack "$word"
try check "$word"
[ "$status" -eq 0 ] || bad "the pack is read"
for language in en de; do
	try list --pack "$word" --language $language
	try list --pack "$word" --language $language --json
	try show T-1 --pack "$word" --language $language
	try show T-1 --pack "$word" --language $language --json
done
try show "$raw" --pack "$word"
try search end --pack "$word"
try search PWNED --pack "$word" --json
try search "$raw" --pack "$word"
try list --pack "$word" --filter "$raw"

# A session of them, with a file of such a name attached.
try new "$s" --pack "$word" --assessor "$word" --title "$word"
ends 0
try apply "$s" changes.yaml --assessor "$word"
ends 0
echo content > "$word.pdf"
try attach "$s" "$word.pdf" --control T-1
ends 0
try attach "$s" "$word.pdf" --control T-2 --with-client
try attach "$s" nonesuch "$raw"
try check "$s"
try status "$s"
try status "$s" --json
try status "$s" --control T-1
try status "$s" --control T-1 --json
try status "$s" --control "$raw"
try history "$s"
try history "$s" --json
for verb in seal verify reopen; do
	echo "$verbs" | grep -qx "$verb" || continue
	case $verb in
	reopen) try reopen "$s" --why "$word" ;;
	*) try "$verb" "$s" ;;
	esac
done
clean "$s/journal" "the journal"
[ ! -f "$s/session.yaml" ] || clean "$s/session.yaml" "session.yaml"

# Faults of a session and of changes are told with its texts.
for value in 'T-1/criteria/1.1/state' "x/\\e]0;PWNED\\a" 'evidence/E-1/state' \
    'followups/\u202e/text'; do
	printf -- '- {path: "%s", value: "\\e]0;PWNED\\a\\u202e"}\n' "$value" \
	    > wrong.yaml
	try apply "$s" wrong.yaml
done
printf '"\\e]0;PWNED\\a\\u202e": 1\n"\\e]0;PWNED\\a\\u202e": 1\n' > wrong.yaml
try apply "$s" wrong.yaml
printf 'a: *\342\200\256x\n' > wrong.yaml
try apply "$s" wrong.yaml
printf '{"a\033]0;PWNED\007": \033}' > "$word.yaml"
try apply "$s" "$word.yaml"

# A pack in which everything is wrong.
cp -r "$word" "bad $word"
for file in pack.yaml controls/T/T-1.yaml lang/de/pack.yaml \
    lang/de/controls/T/T-1.yaml; do
	cat >> "bad $word/$file" << 'END'
"\e]0;PWNED\a\u202e\u009b31m": "\e]0;PWNED\a"
END
done
sed -i 's/domain: T/domain: "\\e]0;PWNED\\a"/; s/\[R-1\]/["\\e]0;PWNED\\a"]/
s/^status.*//; s/^cadence/status: "\\e]0;PWNED\\a"\ncadence/' \
    "bad $word/controls/T/T-2.yaml"
: > "bad $word/controls/T/$word.yaml"
ln -s "$word" "bad $word/controls/T/link $word.yaml"
try check "bad $word"
ends 1
[ "$(wc -l < out)" -ge 6 ] || bad "all of them are told: $(wc -l < out)"
try list --pack "bad $word"

# Imports: what they say, their log, and what they wrote.
mkdir "from $word"
printf '# AB-01 - Title \033]0;PWNED\007\302\233\342\200\256\n\nA statement \342\200\213.\n\n## \033[31mOdd\n\n| a \302\235 |\n' \
    > "from $word/$word.md"
cp "$src/tests/data/import/ciso/hens.yaml" "from $word/"
printf 'urn: "\\e]0;PWNED\\a"\nobjects: {framework: {urn: a, ref_id: "\\e]0;PWNED\\a", name: "\\u202e", requirement_nodes: [{urn: "\\e[2J", ref_id: "A\\e]0;PWNED\\a", assessable: true, description: "\\e]0;PWNED\\a\\u202e"}]}}\n' \
    > "from $word/lib.yaml"
try import auto "from $word" --to "to $word" --dry-run
try import auto "from $word" --to "to $word"
[ "$status" -eq 0 ] || bad "the import is done"
[ ! -f "to $word/import.log" ] ||
    clean "to $word/import.log" "the log of the import"
try import markdown "from $word/$word.md" --to "md $word" --id "$word"
try import markdown "from $word/$word.md" --to "md $word"
try check "md $word"
printf '{"catalog": {"uuid": "\\u001b", "metadata": {"title": "\\u001b]0;PWNED\\u0007", "oscal-version": "1.1.2", "version": "\\u202e"}, "groups": [{"id": "a\\u001b", "title": "\\u001b[2J", "controls": [{"id": "ac-1", "title": "\\u001b]0;PWNED\\u0007\\u202e", "parts": [{"name": "statement", "prose": "\\u001b[31m {{ \\u202e }}"}]}]}]}}' \
    > "$word.json"
try import oscal "$word.json" --to "oscal $word"
try import oscal "$word.json" --to "oscal $word" --dry-run
printf '{"a": "\033"}' > "$word.json"
try import oscal "$word.json" --to x
try import scf-json "$word.json" --to x
try import scf-xlsx "$word.json" --to x
try import scf-page "from $word/$word.md" --to x

# Every format of a report, the file of each kept.
run report "$s" --format nonesuch
formats=$(sed -n 's/.*There are these: \(.*\)\./\1/p' err | tr -d ,)
[ "$(echo "$formats" | wc -w)" -ge 8 ] || bad "the formats are named"
for format in $formats; do
	for how in '' --client; do
		case $format in
		xlsx)
			try report "$s" --format xlsx -o "r $word.xlsx" \
			    --force $how
			[ "$status" -eq 0 ] || bad "the xlsx is made"
			continue
			;;
		esac
		# shellcheck disable=SC2086
		run report "$s" --format "$format" $how
		ends 0
		cp out "report.$format"
		clean err "standard error of --format $format"
		case $format in
		csv | requests)
			# the mark at its beginning is meant
			tail -c +4 "report.$format" > rows
			clean rows "the $format" cr
			;;
		*) clean "report.$format" "the $format" ;;
		esac
	done
done
try report "$s" --format "$raw"
try report "$s" --format csv --table "$raw"
try report "$s" --format html --control "$raw"
try report "$s" --format html --domain "$raw"
try report "$s" --format html -o "nonesuch $word/x"
try report "$s" --format html -o "$s/journal" --force

# No element, attribute or address of a page comes from a text.
grep -qF '&lt;script&gt;PWNED&lt;/script&gt;' report.html ||
    bad "the page shows markup as text"
for markup in '<script' '<img' 'onerror=PWNED>' 'href="javascript:' \
    "href='javascript:"; do
	! grep -qiF -- "$markup" report.html || bad "the page has $markup"
done
if command -v xmllint > /dev/null; then
	xmllint --html --noout report.html 2> lint ||
	    bad "the page can be parsed: $(cat lint)"
fi
# Links and pictures of Markdown are signs there, and no HTML is.
! grep -q '[^\\]\[x\](javascript' report.markdown ||
    bad "Markdown has a link out of a text"
! grep -q '[^\\]<script' report.markdown ||
    bad "Markdown has an element out of a text"

# No cell begins a formula.
run report "$s" --format csv --table nonesuch
tables=$(sed -n 's/.*: \([a-z].*\)\./\1/p' err | tr -d ,)
[ "$(echo "$tables" | wc -w)" -ge 4 ] || bad "the tables are named: $(cat err)"
for table in $tables; do
	run report "$s" --format csv --table "$table"
	ends 0
	tail -c +4 out > rows
	clean rows "the table $table" cr
	begins rows > formulas
	[ ! -s formulas ] || {
		bad "a cell of the table $table begins a formula"
		head -n 3 formulas
	}
done

# A terminal would obey what --raw lets through.
if command -v script > /dev/null; then
	script -qec "'$assay' report '$s' --format csv --raw" /dev/null \
	    < /dev/null > typed 2>&1
	LC_ALL=C grep -q "$(printf '\033')" typed &&
	    bad "--raw sends control characters to a terminal"
	grep -qF 'raw' typed || bad "and says why not: $(cat -v typed)"
else
	echo "skipped: script is not here, so --raw was not tried on a terminal"
fi

# Text of one's own never was a format, and no bytes came out that are no text.
iconv -f UTF-8 -t UTF-8 all > /dev/null || bad "all of it is UTF-8"
! grep -q ' \{9999\}' all || bad "a text was taken for a format"

LANGUAGE=de
export LANGUAGE
ASSAY_DATADIR=$build/data
try status "$s"
try history "$s"
try check "bad $word"
LANGUAGE=$LANG_SAVED

finish
