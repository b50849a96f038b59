# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# What README.md and the manual show for a shell is run as it stands: fenced
# blocks of README.md marked "sh run", and the displays under EXAMPLES of each
# manual page. All blocks of one page are one script, in a home of its own. The
# settings that assay(1) shows are read.
set -eu

: "${top_srcdir:=.}" "${top_builddir:=.}"
src=$(cd "$top_srcdir" && pwd)
build=$(cd "$top_builddir" && pwd)
work=$PWD/tests.tmp/docs
rm -rf "$work"
mkdir -p "$work/bin"
ln -s "$build/src/assay" "$work/bin/assay"

PATH=$work/bin:$PATH
ASSAY_DATADIR=$build/data
LC_ALL=C.UTF-8
LANGUAGE=
export PATH ASSAY_DATADIR LC_ALL LANGUAGE
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_DATA_DIRS XDG_STATE_HOME
unset NO_COLOR || true

fenced() { # a Markdown file
	awk '/^```sh run$/ { inside = 1; count++; next }
	    /^```/ { inside = 0 }
	    inside
	    END { if (!count) exit 1 }' "$1"
}

displayed() { # a manual page, a section of it
	awk -v section="$2" '
	    /^\.Sh / { wanted = ($2 == section) }
	    /^\.Bd/ { if (wanted) { inside = 1; count++ } next }
	    /^\.Ed/ { inside = 0 }
	    inside
	    END { if (!count) exit 1 }' "$1" |
	    sed "s/\\\\(aq/'/g; s/\\\\(dq/\"/g; s/\\\\(ha/^/g
	        s/\\\\(ti/~/g; s/\\\\&//g; s/\\\\e/\\\\/g"
}

failed=0
run() { # name of the page; its script is standard input
	home=$work/$1
	mkdir -p "$home/here"
	{
		echo 'set -e'
		cat
	} > "$home/script"
	if (cd "$home/here" && HOME=$home sh ../script) \
	    > "$home/out" 2> "$home/err" < /dev/null; then
		return
	fi
	echo "docs.sh: an example of $1 fails:" >&2
	tail -n 5 "$home/out" "$home/err" >&2
	failed=1
}

same() { # what, the value made by hand, the value the program has
	[ "$2" = "$3" ] && return
	echo "docs.sh: $1 made by hand is \"$2\", the program's \"$3\"" >&2
	failed=1
}

fenced "$src/README.md" > "$work/README.sh"
run README < "$work/README.sh"
for page in assay.1 assay-content.5 assay-session.5; do
	displayed "$src/man/$page" EXAMPLES > "$work/$page.sh"
	run "$page" < "$work/$page.sh"
done

mkdir -p "$work/settings/.config/assay"
displayed "$src/man/assay.1" SETTINGS \
    > "$work/settings/.config/assay/settings.yaml"
HOME=$work/settings
export HOME
same "the language of the settings" \
    "$(assay list | sed -n 's/^OPS-01  *\(Sicherheit\) .*/\1/p')" Sicherheit

# The recipes of assay-content(5) give what the program computes.
here=$work/assay-content.5/here
key=$(assay show GAR-01 --pack "$here/garden" | sed -n 's/^  2\.1 //p')
same "the key" "$(tail -n 2 "$work/assay-content.5/out" | head -n 1)" "$key"
assay new "$here/s" --pack "$here/garden" > "$work/out"
digest=$(sed -n '1s/.*"digest":"\([0-9a-f]*\)".*/\1/p' "$here/s/journal")
same "the digest" "$(tail -n 1 "$work/assay-content.5/out" | cut -c 1-64)" \
    "$digest"

# The recipe of assay-session(5) accepts a whole journal and no other.
here=$work/assay-session.5/here
same "the verdict" "$(tail -n 1 "$work/assay-session.5/out")" \
    "3 lines are as they were written"
sed 's/Nordwerk 2026/Nordwerk 2027/' "$here/nordwerk/journal" > "$work/changed"
cp "$work/changed" "$here/nordwerk/journal"
sed -n '/^prev=/,$p' "$work/assay-session.5.sh" > "$work/verify.sh"
same "the verdict on a changed journal" \
    "$(cd "$here"; sh "$work/verify.sh" || :)" \
    "line 2 is not as it was written"

exit $failed
