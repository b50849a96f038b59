# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Standard output on a full disk, for every verb there is: one line, status 1.
# Files that may not grow, as under ulimit -f: the same, and no signal.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

new_session --title Acme
cat > changes.yaml <<'END'
- {path: OPS-03/criteria/1.1/state, value: met}
END
printf '# Beds\n\n## BED-01 Water\n\nBeds are watered.\n' > beds.md
printf 'evidence\n' > proof.txt
cp -R s sealed

# What a verb is tried with; a new verb has to be added here. "-": it prints
# nothing when all is well.
arguments() { # verb
	case $1 in
	new) echo 'new other' ;;
	import) echo 'import markdown beds.md --to beds' ;;
	check) echo "check $src/tests/data/broken" ;;
	list) echo 'list --json' ;;
	show) echo 'show OPS-03' ;;
	search) echo 'search service' ;;
	apply) echo 'apply s changes.yaml' ;;
	attach) echo 'attach s proof.txt' ;;
	status) echo 'status s' ;;
	history) echo 'history s --json' ;;
	report) echo 'report s --format markdown' ;;
	seal) echo 'seal sealed' ;;
	reopen) echo 'reopen sealed --why again' ;;
	verify) echo 'verify s' ;;
	*) return 1 ;;
	esac
}

full() { # words of the call
	ran="assay $* > /dev/full"
	: > out
	"$assay" "$@" > /dev/full 2> err
	status=$?
	complains 1 ''
}

"$assay" --help > help || bad "assay --help does not work"
verbs=$(sed -n 's/^  assay \([a-z][a-z]*\).*/\1/p' help | sort -u)
[ "$(echo "$verbs" | wc -l)" -ge 11 ] || bad "assay --help names the verbs"
formats=$("$assay" report --help |
    sed -n '/^Tables/q; s/^  \([a-z][a-z]*\)  .*/\1/p')
[ "$(echo "$formats" | wc -l)" -ge 5 ] ||
    bad "assay report --help lists the formats: $formats"

if [ -c /dev/full ]; then
	full --help
	full --version
	for verb in $verbs; do
		if ! call=$(arguments "$verb"); then
			bad "$verb has to be tried here as well"
			continue
		fi
		full "$verb" --help
		# shellcheck disable=SC2086
		full $call
	done
	for format in $formats; do
		full report s --format "$format"
		full report s --format "$format" -o /dev/full
	done
	for call in 'status s --json' 'history s' 'show OPS-03 --json' \
	    'list' 'search service --json'; do
		# shellcheck disable=SC2086
		full $call
	done
else
	echo "skipped: there is no /dev/full"
fi
run check s
ends 0

# Warnings are no second line: modes that others can read, for example.
if [ -c /dev/full ]; then
	chmod 755 s
	full status s
	full report s --format hashes
	chmod 700 s
fi

# Nothing is left behind by a file that could not grow.
grown() { # words of the call
	ran="ulimit -f 8; assay $*"
	(
		ulimit -f 8
		exec "$assay" "$@" > out 2> err
	)
	status=$?
	complains 1 ''
}
for format in html markdown; do
	grown report s --format "$format" --full -o "big.$format"
	[ ! -e "big.$format" ] || bad "half a report is left: big.$format"
done
ls -A | grep -E '\.new$|^\.xlsx' && bad "a temporary file is left"

finish
