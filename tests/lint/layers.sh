# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Rooms include downhill only, curses and YAML stay in their rooms, and every
# header named exists (DESIGN.md 7).
set -u

: "${top_srcdir:=.}"
src=$top_srcdir/src

found=$(
	cd "$src" || exit 1
	awk '
	function complain(text) {
		printf "src/%s:%d: %s\n", FILENAME, FNR, text
	}
	BEGIN {
		sees["base"] = " "
		sees["model"] = sees["yaml"] = sees["ui"] = " base "
		sees["panes"] = " base model ui "
		sees["import"] = sees["store"] = " base model yaml "
		sees["report"] = " base model "
		sees["app"] = " base model yaml ui panes import report store "
		sees["."] = " app base "
		curses = " ui/term.c "
	}
	/^[ \t]*#[ \t]*include[ \t]*"/ {
		room = FILENAME
		if (!sub(/\/.*/, "", room))
			room = "."
		split($0, parts, "\"")
		header = parts[2]
		other = header
		if (!sub(/\/.*/, "", other)) {
			complain("\"" header "\" names no room")
			next
		}
		if (!(room in sees))
			complain("no room is called " room)
		else if (room != other && !index(sees[room], " " other " "))
			complain(room " must not include " header)
		if ((getline line < header) < 0)
			complain(header " does not exist")
		close(header)
	}
	/^[ \t]*#[ \t]*include[ \t]*<(n?curses|ncursesw\/|term\.h|panel)/ {
		if (!index(curses, " " FILENAME " "))
			complain("curses belongs to ui/term.c")
	}
	/^[ \t]*#[ \t]*include[ \t]*<yaml\.h>/ {
		if (FILENAME !~ /^yaml\//)
			complain("yaml.h belongs to src/yaml")
	}
	' *.c */*.c */*.h
)
if [ -n "$found" ]; then
	echo "Includes that go against the order of the rooms:"
	echo "$found"
	exit 1
fi
exit 0
