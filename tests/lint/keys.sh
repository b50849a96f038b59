# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# In one place a key means one thing, and every command has a name of its own.
set -u

: "${top_builddir:=.}"
work=tests.tmp/keys
rm -rf "$work"
mkdir -p "$work"

if ! "$top_builddir/src/assay" --commands-mdoc > "$work/commands"; then
	echo "the program cannot list its commands"
	exit 1
fi
# .It Ic j , Ic Down Pq Cm down Ar WORDS
awk '
/^\.Ss / { section = substr($0, 5) }
/^\.It / {
	count++
	name = ""
	for (i = 2; i <= NF; i++) {
		if ($i == "Cm") {
			name = $(i + 1)
			break
		}
	}
	if (name !~ /^[a-z]+(-[a-z]+)*$/)
		print section ": " name " is no name for a command"
	if (name in where)
		print name " is in " where[name] " and in " section
	where[name] = section
	for (i = 2; i <= NF && $i != "Cm"; i++) {
		if ($i != "Ic")
			continue
		key = $(i + 1)
		if ((section, key) in taken)
			print section ": " key " is " \
			    taken[section, key] " and " name
		taken[section, key] = name
	}
}
END {
	if (count < 40)
		print "only " count " commands were found"
}
' "$work/commands" > "$work/found"
if [ -s "$work/found" ]; then
	cat "$work/found"
	exit 1
fi
exit 0
