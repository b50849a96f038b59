# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Every byte of a sealed session changed, and every file cut at every byte.
. "${top_srcdir:-.}/tests/crash/lib.sh"
run_all sealed 1
