# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# `make analyze`: gcc -fanalyzer, cppcheck and clang-tidy over all of src/, a
# line a tool. The tree is only read; what has been found to be clean is
# remembered below analyze.tmp until the file, a header or a rule changes.
#   JOBS=N    files at a time; without it what make -j says
#   TOOLS=... which of gcc cppcheck clang-tidy
set -u

: "${top_srcdir:=.}" "${CPPFLAGS:=}" "${TOOLS:=gcc cppcheck clang-tidy}"
: "${GCC:=gcc}" "${CPPCHECK:=cppcheck}" "${CLANG_TIDY:=clang-tidy}"
here=$top_srcdir/tests/analyze
room=$PWD/analyze.tmp
LC_ALL=C
export top_srcdir CPPFLAGS GCC CPPCHECK CLANG_TIDY LC_ALL

if [ -z "${JOBS:-}" ]; then
	JOBS=$(printf '%s\n' "${MAKEFLAGS:-}" |
	    sed -n 's/.*-j *\([0-9][0-9]*\).*/\1/p')
fi

# Findings of one file go to standard output; why a line of gcc.suppress
# stands there is said in it.
look_gcc() {
	# shellcheck disable=SC2086
	"$GCC" -std=gnu11 -O1 -fanalyzer -fdiagnostics-plain-output -S \
	    -o /dev/null $CPPFLAGS -UDATADIR -DDATADIR='""' \
	    -ULOCALEDIR -DLOCALEDIR='""' "$1" > "$2.all" 2>&1 ||
	    cat "$2.all"
	grep 'warning: ' "$2.all" > "$2.found" || return 0
	name=src/${1##*/src/}
	while IFS= read -r line; do
		while read -r file kind value reason; do
			[ "$file" = "$name" ] || continue
			case $line in
			*"'$value'"*"[$kind]"*) continue 2 ;;
			esac
		done < "$top_srcdir/tests/analyze/gcc.suppress"
		printf '%s\n' "$line"
	done < "$2.found"
}

look_clang_tidy() {
	# shellcheck disable=SC2086
	"$CLANG_TIDY" --quiet --config-file="$top_srcdir/.clang-tidy" "$1" \
	    -- -std=gnu11 $CPPFLAGS -UDATADIR -DDATADIR='""' \
	    -ULOCALEDIR -DLOCALEDIR='""' 2> "$2.err" > "$2.all" ||
	    grep -q . "$2.all" || cat "$2.err"
	cat "$2.all"
}

# One file: `analyze.sh TOOL FILE ROOM RULES`, from xargs below.
if [ $# -eq 4 ]; then
	kept=$3/$(printf '%s' "${2##*/src/}" | tr / _)
	[ "$kept.clean" -nt "$2" ] && [ "$kept.clean" -nt "$4" ] && exit 0
	rm -f "$kept.clean"
	"look_$1" "$2" "$kept" > "$kept.bad"
	[ -s "$kept.bad" ] || mv "$kept.bad" "$kept.clean"
	rm -f "$kept.all" "$kept.found" "$kept.err"
	exit 0
fi

# Runs a tool over every source; a line, and what it found.
each_file() { # tool, its function, its rules
	mkdir -p "$room/$1"
	find "$top_srcdir/src" -name '*.[ch]' -newer "$room/$1/rules" \
	    -name '*.h' > "$room/$1/newer" 2> /dev/null ||
	    echo first > "$room/$1/newer"
	if [ -s "$room/$1/newer" ] || [ "$3" -nt "$room/$1/rules" ] ||
	    [ "$here/analyze.sh" -nt "$room/$1/rules" ]; then
		touch "$room/$1/rules"
	fi
	find "$top_srcdir/src" -name '*.c' | sort |
	    xargs -P "${JOBS:-1}" -I{} \
	    sh "$here/analyze.sh" "$2" {} "$room/$1" "$room/$1/rules"
	cat "$room/$1"/*.bad > "$room/$1/findings" 2> /dev/null
	rm -f "$room/$1"/*.bad
	verdict "$1" "$room/$1/findings"
}

verdict() { # tool, file with findings
	if [ -s "$2" ]; then
		cat "$2"
		echo "$1: $(grep -cE '(warning|error|style|information|performance|portability): ' "$2") findings"
		failed=1
	else
		echo "$1: clean"
	fi
}

absent() { # tool, its command
	command -v "$2" > /dev/null && return 1
	echo "$1: not installed, skipped"
}

failed=0
mkdir -p "$room"
for tool in $TOOLS; do
	case $tool in
	gcc)
		absent "gcc -fanalyzer" "$GCC" ||
		    each_file gcc gcc "$here/gcc.suppress"
		;;
	cppcheck)
		absent cppcheck "$CPPCHECK" && continue
		mkdir -p "$room/cppcheck"
		# shellcheck disable=SC2086
		"$CPPCHECK" -q -j "${JOBS:-1}" --std=c11 \
		    --enable=warning,performance,portability \
		    --library=posix \
		    --suppressions-list="$here/cppcheck.suppress" \
		    --cppcheck-build-dir="$room/cppcheck" \
		    -I "$top_srcdir/src" "$top_srcdir/src" \
		    2> "$room/cppcheck.findings"
		verdict cppcheck "$room/cppcheck.findings"
		;;
	clang-tidy)
		absent clang-tidy "$CLANG_TIDY" ||
		    each_file clang-tidy clang_tidy "$top_srcdir/.clang-tidy"
		;;
	esac
done
exit $failed
