#!/bin/sh
# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# The power goes at every call the program makes to the disk: ext4 on a loop
# device, its data written only when somebody asks for it (noauto_da_alloc),
# shut down in both ways, mounted again. Then the counter-proof: with one call
# of the program taken out, something must be lost.
. "${top_srcdir:-.}/tests/crash/lib.sh"
need_root
without_sanitizers
[ -e /dev/loop-control ] || skip "there are no loop devices"
command -v mke2fs > /dev/null || skip "mke2fs of e2fsprogs is missing"
cd "$build" || exit 99
tests/crash/cuts powercut || exit
exec tests/crash/cuts counterproof
