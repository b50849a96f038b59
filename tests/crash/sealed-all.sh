# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Every byte of a sealed session changed, and every file cut at every byte.
set -u

: "${top_builddir:=.}"
top_builddir=$(cd "$top_builddir" && pwd)
mkdir -p tests.tmp && cd tests.tmp || exit 99
"$top_builddir/tests/crash/sealed" 1 > sealed-all.out
status=$?
cat sealed-all.out
! grep -q '^not ok' sealed-all.out || status=1
exit $status
