# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Every sentence of the program can be translated, and every translation that
# ships is whole: each source with text is in POTFILES.in, and no catalog has
# gaps, guesses or broken formats.
set -u

: "${top_srcdir:=.}"
po=$top_srcdir/po
work=tests.tmp/po
rm -rf "$work"
mkdir -p "$work"
failed=0

if ! sed '/^#/d' "$po/POTFILES.in" | LC_ALL=C sort -c; then
	echo "po/POTFILES.in is not in order"
	failed=1
fi
sed '/^#/d; /^$/d' "$po/POTFILES.in" | LC_ALL=C sort > "$work/listed"
(
	cd "$top_srcdir" || exit 1
	grep -lE '(^|[^A-Za-z_0-9])(N?_|ngettext)\(' src/*.c src/*/*.c
) | LC_ALL=C sort > "$work/with-text"
LC_ALL=C comm -13 "$work/listed" "$work/with-text" > "$work/missing"
LC_ALL=C comm -23 "$work/listed" "$work/with-text" > "$work/extra"
if [ -s "$work/missing" ]; then
	echo "These have text for people and are not in po/POTFILES.in:"
	cat "$work/missing"
	failed=1
fi
if [ -s "$work/extra" ]; then
	echo "These are in po/POTFILES.in and have no text, or are gone:"
	cat "$work/extra"
	failed=1
fi

for tool in msgfmt msgcmp xgettext; do
	if ! command -v $tool > "$work/where"; then
		echo "the catalogs are not looked at: $tool is not installed"
		exit $failed
	fi
done

options=$(sed -n 's/^XGETTEXT_OPTIONS = //p' "$po/Makevars")
# shellcheck disable=SC2086
if ! xgettext $options -D "$top_srcdir" -f "$po/POTFILES.in" \
    -o "$work/now.pot" 2> "$work/said"; then
	cat "$work/said"
	exit 1
fi
# the template is kept with the sources: catalogs are built from it
if ! LC_ALL=C msgcmp --use-untranslated "$po/assay.pot" "$work/now.pot" \
    > "$work/said" 2>&1; then
	echo "po/assay.pot lacks sentences of the sources" \
	    "(make -C po update-po):"
	cat "$work/said"
	failed=1
fi
for language in $(sed '/^#/d' "$po/LINGUAS"); do
	catalog=$po/$language.po
	LC_ALL=C msgfmt -c --statistics -o "$work/$language.mo" "$catalog" \
	    > "$work/said" 2>&1
	if [ $? -ne 0 ] || grep -Eq 'warning|fuzzy|untranslated' "$work/said"
	then
		echo "po/$language.po is not whole:"
		cat "$work/said"
		failed=1
	fi
	# what the sources say now, not when the catalog was made
	if ! LC_ALL=C msgcmp "$catalog" "$work/now.pot" > "$work/said" 2>&1
	then
		echo "po/$language.po lacks sentences of the sources" \
		    "(make -C po update-po):"
		cat "$work/said"
		failed=1
	fi
done
exit $failed
