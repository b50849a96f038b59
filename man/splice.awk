# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Puts the first file into the second, in place of what stands there between
# the comments BEGIN COMMANDS and END COMMANDS, and prints the result:
#	awk -f splice.awk commands.mdoc assay.1

FILENAME == ARGV[1] {
	part = part $0 "\n"
	next
}
/^\.\\" BEGIN COMMANDS/ {
	print
	printf "%s", part
	inside = 1
	begun++
	next
}
/^\.\\" END COMMANDS/ {
	if (inside)
		ended++
	inside = 0
}
!inside

END {
	if (part == "") {
		print "splice.awk: " ARGV[1] " is empty" > "/dev/stderr"
		exit 1
	}
	if (begun != 1 || ended != 1) {
		print "splice.awk: " ARGV[2] " needs one BEGIN COMMANDS and " \
		    "one END COMMANDS behind it" > "/dev/stderr"
		exit 1
	}
}
