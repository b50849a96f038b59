# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# A journal cut off at every byte, and every byte of it changed.
. "${top_srcdir:-.}/tests/crash/lib.sh"
run_all flips 1
