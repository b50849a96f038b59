# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# A thousand rounds of two programs on one session, one of them killed.
. "${top_srcdir:-.}/tests/crash/lib.sh"
run_all two 1000
