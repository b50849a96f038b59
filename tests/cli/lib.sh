# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# What the scripts of this directory share: a room below tests.tmp with a home
# of its own, one way to run the program, and checks that say what differs.
# A script ends with `finish`.

: "${top_srcdir:=.}" "${top_builddir:=.}"
src=$(cd "$top_srcdir" && pwd)
build=$(cd "$top_builddir" && pwd)
assay=${ASSAY:-$build/src/assay}
name=$(basename "$0" .sh)
work=$PWD/tests.tmp/$name
chmod -R u+w "$work" 2> /dev/null
rm -rf "$work"
mkdir -p "$work/home" || exit 99
cd "$work" || exit 99

HOME=$work/home
ASSAY_DATADIR=$src
LC_ALL=C.UTF-8
LANGUAGE=
TZ=UTC
export HOME ASSAY_DATADIR LC_ALL LANGUAGE TZ
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_DATA_DIRS XDG_STATE_HOME
unset XDG_CACHE_HOME
umask 077

failures=0
status=0

# A failed check: says so and goes on, so that one run shows all of them.
bad() {
	failures=$((failures + 1))
	printf 'FAILED: %s\n' "$*"
}

# Runs assay; what it says goes to the files out and err, how it ends to
# $status.
run() {
	ran="assay $*"
	"$assay" "$@" > out 2> err
	status=$?
}

# Shows what the last run said, below a failed check.
shown() {
	echo "  of: $ran (exit $status)"
	sed 's/^/  out: /' out
	sed 's/^/  err: /' err
}

ends() { # exit status
	[ "$status" -eq "$1" ] || {
		bad "exit $status where $1 is due"
		shown
	}
}

says() { # a text that standard output holds
	grep -qF -- "$1" out || {
		bad "standard output lacks: $1"
		shown
	}
}

says_not() {
	! grep -qF -- "$1" out || {
		bad "standard output has: $1"
		shown
	}
}

# The whole of standard output, and nothing else was said.
prints() { # text
	printf '%s\n' "$1" > wanted
	same wanted out "$ran"
	quiet
}

quiet() {
	[ ! -s err ] || {
		bad "nothing belongs on standard error"
		shown
	}
}

# The one line on standard error of a run that failed, standard output empty.
complains() { # exit status, text that the line holds
	ends "$1"
	lines=$(wc -l < err)
	most=1
	[ "$1" -ne 2 ] || most=2
	head -n 1 err | grep -q '^assay: .' || {
		bad "standard error begins with \"assay: \""
		shown
	}
	[ "$lines" -eq "$most" ] || {
		bad "$lines lines on standard error, $most are due"
		shown
	}
	head -n 1 err | grep -qF -- "$2" || {
		bad "the line lacks: $2"
		shown
	}
	[ ! -s out ] || {
		bad "nothing belongs on standard output"
		shown
	}
}

same() { # file that is wanted, file that is there, what they are
	cmp -s "$1" "$2" || {
		bad "$3 is not as wanted"
		diff -u "$1" "$2"
	}
}

# A value in the JSON on standard output, as jq prints it compactly; without
# jq a text that it holds without its white space.
json() { # jq filter, wanted, text
	if command -v jq > /dev/null; then
		have=$(jq -cM "$1" out 2>&1)
		[ "$have" = "$2" ] || {
			bad "JSON $1 of $ran"
			echo "  wanted: $2"
			echo "  is:     $have"
		}
	else
		tr -d ' \n' < out | grep -qF -- "$(printf '%s' "$3" | tr -d ' \n')" ||
		    bad "the JSON of $ran lacks $3"
	fi
}

# A session named s, and a change for it from standard input.
new_session() { # options of assay new
	rm -rf s
	run new s --assessor 'K. Ito' "$@"
	ends 0
}

apply() { # changes; options of assay apply
	changes=$1
	shift
	printf '%s\n' "$changes" > changes.yaml
	run apply s changes.yaml "$@"
}

# What a failed apply must leave as it was.
remember() {
	cp s/journal before
}
unchanged() { # by what
	same before s/journal "the journal after $1"
}

finish() {
	cd "$build" || exit 99
	if [ "$failures" -ne 0 ]; then
		echo "$failures checks failed; $work shows what was left"
		exit 1
	fi
	chmod -R u+w "$work"
	rm -rf "$work"
	exit 0
}
