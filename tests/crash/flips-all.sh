# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# A journal cut off at every byte, and every byte of it changed.
set -u

: "${top_srcdir:=.}" "${top_builddir:=.}"
top_srcdir=$(cd "$top_srcdir" && pwd)
top_builddir=$(cd "$top_builddir" && pwd)
export top_srcdir top_builddir
mkdir -p tests.tmp && cd tests.tmp || exit 99
"$top_builddir/tests/crash/flips" 1 > flips-all.out
status=$?
cat flips-all.out
! grep -q '^not ok' flips-all.out || status=1
exit $status
