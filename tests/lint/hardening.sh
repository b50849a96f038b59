# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# The built program has what the flags of configure.ac are to give it, and
# holds no path of where it was built. `hardening.sh FILE` looks at another
# program.
set -u

: "${top_srcdir:=.}" "${top_builddir:=.}"
program=${1:-$top_builddir/src/assay}
work=tests.tmp/hardening
rm -rf "$work"
mkdir -p "$work"

if ! command -v readelf > /dev/null; then
	echo "readelf is not installed"
	exit 77
fi
readelf -W -h -l -d -n "$program" > "$work/elf" || exit 99
readelf -W --dyn-syms "$program" > "$work/symbols" || exit 99
if grep -q '__[au]san_' "$work/symbols"; then
	echo "sanitizers are built in, which harden nothing"
	exit 77
fi

failed=0
need() { # what, file, pattern that stands in it
	grep -qE "$3" "$work/$2" || {
		echo "$program: $1"
		failed=1
	}
}
never() { # what, file, pattern that does not
	! grep -E "$3" "$work/$2" || {
		echo "$program: $1"
		failed=1
	}
}

need "no position-independent program" elf '^ *Type: *DYN '
need "no RELRO" elf '^ *GNU_RELRO '
need "symbols are not all bound at the start" elf \
    '\(FLAGS(_1)?\).*(BIND_NOW|NOW)'
need "says nothing of its stack" elf '^ *GNU_STACK '
never "an executable stack" elf '^ *GNU_STACK .* RWE '
never "a segment that can be written and executed" elf \
    '^ *LOAD .* RWE '
never "looks for libraries in a directory of its own" elf \
    '\((RPATH|RUNPATH)\)'
never "code is changed when it is loaded" elf 'TEXTREL'
need "no stack protector" symbols 'UND __stack_chk_fail'
need "no fortified function" symbols 'UND __[a-z]+_chk'

# Jumps and returns are watched where all that is linked says it can be: our
# objects do; the start-up code of many systems, Debian 12 among them, does not,
# and then the linker leaves the note away.
objects=$top_builddir/src/libassay.a
if [ $# -eq 0 ] && grep -q '^HARDEN_CFLAGS.*-fcf-protection' \
    "$top_builddir/Makefile"; then
	readelf -W -n "$objects" > "$work/notes" || exit 99
	members=$(grep -c '^File: ' "$work/notes")
	marked=$(grep -c 'x86 feature: IBT, SHSTK' "$work/notes")
	if [ "$members" -ne "$marked" ] || [ "$members" -eq 0 ]; then
		echo "$objects: $marked of $members objects are marked for" \
		    "branch protection"
		failed=1
	fi
	grep -q 'x86 feature: .*IBT, SHSTK' "$work/elf" ||
	    echo "the start-up code of this system knows no branch protection"
fi

# Where it was built is nobody's business, and differs without need; where it
# is installed (below the build, for distcheck) it has to know.
prefix=$(sed -n 's/^prefix = //p' "$top_builddir/Makefile")
if grep -q '^REPRODUCIBLE_CFLAGS.*prefix-map' "$top_builddir/Makefile" &&
    [ $# -eq 0 ]; then
	for dir in "$top_srcdir" "$top_builddir"; do
		dir=$(cd "$dir" && pwd)
		[ ${#dir} -gt 4 ] || continue
		if tr '\0' '\n' < "$program" | grep -aF -- "$dir/" |
		    grep -qavF -- "${prefix:-$dir/ }/"; then
			echo "$program: holds the path $dir"
			failed=1
		fi
	done
fi
exit $failed
