# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# The manual is clean mdoc, its COMMANDS section is the one the program
# prints, and it names every verb, option, setting, key of packs and path of
# sessions that the sources have.
set -eu

: "${top_srcdir:=.}" "${top_builddir:=.}" "${MANDOC:=}"
man=$top_srcdir/man
work=tests.tmp/man
rm -rf "$work"
mkdir -p "$work"
LC_ALL=C.UTF-8
LANGUAGE=
export LC_ALL LANGUAGE

failed=0
complain() {
	echo "man.sh: $*" >&2
	failed=1
}

# Pages that are not installed here are of no concern.
if [ -n "$MANDOC" ]; then
	for page in assay.1 assay-content.5 assay-session.5; do
		$MANDOC -T lint -W style "$man/$page" > "$work/lint" 2>&1 || :
		grep -v -e 'referenced manual not found' \
		    -e 'outdated mandoc.db' "$work/lint" >&2 && failed=1
	done
fi

"$top_builddir/src/assay" --commands-mdoc > "$work/commands"
awk -f "$man/splice.awk" "$work/commands" "$man/assay.1" > "$work/assay.1"
cmp -s "$work/assay.1" "$man/assay.1" ||
    complain "COMMANDS in man/assay.1 is stale: run make update-man"

# Does a page have this at the head of a list item, or beside one?
says() { # page, macro, word
	grep -Eq "^\.(It )?$2 ([^ ]+ , )*$3( |\$)" "$man/$1"
}

"$top_builddir/src/assay" --help > "$work/help"
for verb in $(sed -n 's/^  assay \([a-z]*\) .*/\1/p' "$work/help"); do
	says assay.1 Cm "$verb" || complain "assay.1 lacks the verb $verb"
done
for option in $(sed -n 's/^  --\([a-z-]*\).*/\1/p' "$work/help"); do
	says assay.1 Fl "-$option" || complain "assay.1 lacks --$option"
done
for setting in keys $(sed -n '/rows\[\] = {/,/^};/s/^	{ "\([a-z]*\)".*/\1/p' \
    "$top_srcdir/src/app/settings.c"); do
	says assay.1 Cm "$setting :" || complain "assay.1 lacks \"$setting\""
done
for key in $(sed -n 's/^	X([A-Z]*, [A-Z_]*, "\([a-z_]*\)".*/\1/p' \
    "$top_srcdir/src/model/catalog.h"); do
	says assay-content.5 Cm "$key" ||
	    complain "assay-content.5 lacks the key $key"
done

# Paths as they read in the page: macros and joints taken away.
sed -n 's/^\.It //p' "$man/assay-session.5" |
    sed 's/ Ns //g; s/Cm //g; s/Ar //g' |
    awk '{ gsub(/ , /, "\n"); print }' > "$work/paths"
sed -n 's/^	{ "\([^"]*\)", VALUE_.*/\1/p' \
    "$top_srcdir/src/model/schema.c" > "$work/rows"
while read -r path; do
	grep -Fqx "$path" "$work/paths" ||
	    complain "assay-session.5 lacks the path $path"
done < "$work/rows"

# A list that is empty checks nothing.
[ "$(wc -l < "$work/rows")" -gt 20 ] || complain "no paths found in schema.c"
exit $failed
