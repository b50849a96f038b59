# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# A thousand rounds of two programs on one session, one of them killed.
set -u

: "${top_srcdir:=.}" "${top_builddir:=.}"
top_srcdir=$(cd "$top_srcdir" && pwd)
top_builddir=$(cd "$top_builddir" && pwd)
export top_srcdir top_builddir
mkdir -p tests.tmp && cd tests.tmp || exit 99
"$top_builddir/tests/crash/two" 1000 > two-all.out
status=$?
cat two-all.out
! grep -q '^not ok' two-all.out || status=1
exit $status
