#!/bin/sh
# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Disks that really refuse: full, shut down, read-only.
. "${top_srcdir:-.}/tests/crash/lib.sh"
need_root
[ -e /dev/loop-control ] || skip "there are no loop devices"
command -v mkfs.ext4 > /dev/null || skip "mkfs.ext4 of e2fsprogs is missing"
cd "$build" || exit 99
exec tests/crash/disks
