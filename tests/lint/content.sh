# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# The content that ships is clean text: valid UTF-8, no tabs or blanks at line
# ends, nothing that hides or turns text on a screen, written out or as an
# escape; and the program finds no problem in it.
set -u

: "${top_srcdir:=.}" "${top_builddir:=.}"
work=tests.tmp/content
rm -rf "$work"
mkdir -p "$work"
find "$top_srcdir/content" -type f | LC_ALL=C sort > "$work/files"
if [ ! -s "$work/files" ]; then
	echo "there is no content below $top_srcdir"
	exit 1
fi

# Bytes of the characters that are not to be there; the C locale makes them
# bytes for grep too.
tab=$(printf '\t')
controls=$(printf '[\001-\010\013-\037\177]')
next=$(printf '\302[\200-\237]')     # C1
soft=$(printf '\302\255')            # soft hyphen
arabic=$(printf '\330\234')          # Arabic letter mark
zero=$(printf '\342\200[\213-\217]') # zero width, left and right marks
bidi=$(printf '\342\200[\250-\256]') # separators, embeddings, overrides
more=$(printf '\342\201[\240-\257]') # word joiner, isolates
bom=$(printf '\357\273\277')
tags=$(printf '\363\240[\200-\207]') # tag characters
unsafe="$controls|$next|$soft|$arabic|$zero|$bidi|$more|$bom|$tags"
escape='\\(x[0-9A-Fa-f]|u[0-9A-Fa-f]|U[0-9A-Fa-f]|[0abtvefNLP_])'

while read -r file; do
	name=${file#"$top_srcdir"/}
	iconv -f UTF-8 -t UTF-8 "$file" > "$work/copy" 2> "$work/said" ||
	    echo "$name: not UTF-8"
	LC_ALL=C grep -nE "$unsafe" "$file" |
	    sed "s|^\([0-9]*\):.*|$name:\1: an unsafe character|"
	LC_ALL=C grep -nE "$escape" "$file" |
	    sed "s|^\([0-9]*\):.*|$name:\1: an escape; write the character|"
	LC_ALL=C grep -n "$tab" "$file" |
	    sed "s|^\([0-9]*\):.*|$name:\1: a tab|"
	LC_ALL=C grep -n ' $' "$file" |
	    sed "s|^\([0-9]*\):.*|$name:\1: a blank at the end|"
	[ -z "$(tail -c 1 "$file")" ] || echo "$name: no line feed at the end"
done < "$work/files" > "$work/found"

for pack in "$top_srcdir"/content/*/; do
	"$top_builddir/src/assay" check "$pack" >> "$work/found" 2>&1 ||
	    echo "assay check fails on $pack" >> "$work/found"
done
if [ -s "$work/found" ]; then
	cat "$work/found"
	exit 1
fi
exit 0
