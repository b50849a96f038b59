function complain(text) {
	printf "%s:%d: %s\n", FILENAME, FNR, text
}
function columns(line,   i, n, c) {
	gsub(/[\200-\277]/, "", line)
	n = 0
	for (i = 1; i <= length(line); i++) {
		c = substr(line, i, 1)
		n = c == "\t" ? n + 8 - n % 8 : n + 1
	}
	return n
}
# The worst of the functions a line calls, by name.
function calls(line,   name, found) {
	while (match(line, /[a-z_0-9]+\(/)) {
		name = substr(line, RSTART, RLENGTH - 1)
		if (name ~ bad)
			found = name
		line = substr(line, RSTART + RLENGTH)
	}
	return found
}
BEGIN {
	bad = "^(gets|strcpy|strcat|sprintf|vsprintf|tmpnam|mktemp|system|" \
	    "popen|strtok|alloca|malloc|calloc|realloc|strdup|strndup|" \
	    "asprintf|sleep|usleep|nanosleep)$"
}
FNR == 1 {
	if (last && last_lines > 700)
		printf "%s: %d lines, 700 are the most\n", last, last_lines
	start = loose = in_comment = 0
	former = ""
	spdx = 0
	code = FILENAME ~ /\.[ch]$/
	source = FILENAME ~ /^src\//
}
{ last = FILENAME; last_lines = FNR }
FNR <= 3 && /SPDX-FileCopyrightText: The assay authors/ { spdx++ }
FNR <= 3 && /SPDX-License-Identifier: MIT/ { spdx++ }
FNR == 3 && spdx != 2 { complain("the two SPDX lines are missing") }
/[ \t]$/ { complain("blanks at the end of the line") }
/\r/ { complain("a carriage return") }
/clang-format off/ { loose = 1 }
/clang-format on/ { loose = 0 }
!code { next }
!loose && columns($0) > 80 { complain("more than 80 columns") }
/^        / && !in_comment { complain("tabs indent, not blanks") }
/^\{/ { start = FNR }
/^\}/ {
	if (start && FNR - start - 1 > 80)
		complain("a function of " FNR - start - 1 \
		    " lines, 80 are the most")
	start = 0
}
# the return type has a line of its own, so that grep "^name(" finds it
/^\{/ && former ~ /^([a-z_0-9]+ )+\**[a-z_0-9]+\(.*\)$/ {
	complain("the return type goes on a line of its own")
}
/^typedef (struct|enum|union)/ { complain("structs have no typedef here") }
{
	text = $0
	gsub(/"([^"\\]|\\.)*"/, "\"\"", text)
	sub(/\/\*.*\*\//, "", text)
	sub(/\/\*.*/, "", text)
	if (in_comment)
		text = ""
	if (text ~ /\/\//)
		complain("comments are /* like this */")
	called = calls(text)
	if (called ~ /^(gets|strcpy|strcat|sprintf|vsprintf|tmpnam|mktemp)$/)
		complain("do not call " called "()")
	if (source && called ~ /^(system|popen|strtok|alloca)$/)
		complain("do not call " called "()")
	if (source && FILENAME != "src/base/mem.c" && \
	    called ~ /^(malloc|calloc|realloc|strdup|strndup|asprintf)$/)
		complain("memory comes from base/mem.h")
	if (!source && called ~ /^(sleep|usleep|nanosleep)$/)
		complain("tests do not sleep")
	# what varies lives in structs that are handed on
	if (source && text ~ /^static / && \
	    text !~ /\(|const / && text ~ /(=|;|\[)/ && \
	    FILENAME !~ /^src\/(base\/mem|ui\/term|ui\/tty)\.c$/)
		complain("a variable of the whole file")
}
/\/\*/ { in_comment = 1 }
/\*\// { in_comment = 0 }
/(^|[^A-Z])(TODO|FIXME|XXX|HACK)([^A-Z]|$)/ && !/"/ {
	complain("something is left to do")
}
{ former = $0 }
END {
	if (last_lines > 700)
		printf "%s: %d lines, 700 are the most\n", last, last_lines
}
