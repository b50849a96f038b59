# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# What the scripts of this directory share: src, build, assay and shim (the
# program and faults.so as they were built), and reasons to skip.

: "${top_srcdir:=.}" "${top_builddir:=.}"
src=$(cd "$top_srcdir" && pwd)
build=$(cd "$top_builddir" && pwd)
# whoever goes elsewhere finds them, too
top_srcdir=$src
top_builddir=$build
export top_srcdir top_builddir
assay=$build/src/assay
shim=$build/tests/crash/faults.so
PATH=$PATH:/usr/sbin:/sbin

skip() { # why
	echo "skipped: $*"
	exit 77
}

# A sanitizer wants to be the first library; the shim would be it.
without_sanitizers() {
	if command -v nm > /dev/null && nm "$assay" 2> /dev/null |
	    grep -q -e __asan_init -e __ubsan_handle; then
		skip "built with sanitizers, which want no preloaded library"
	fi
	LD_PRELOAD=$shim "$assay" --version > /dev/null 2>&1 ||
	    skip "no library can be preloaded here"
}

need_root() {
	[ "$(id -u)" -eq 0 ] || skip "mounting needs root"
}

# All that a test in C has for make check-crash: its name, and its argument. A
# fault told in its output counts whatever its status.
run_all() {
	mkdir -p tests.tmp && cd tests.tmp || exit 99
	"$build/tests/crash/$1" "$2" > "$1-all.out"
	status=$?
	cat "$1-all.out"
	! grep -q '^not ok' "$1-all.out" || status=1
	exit $status
}
