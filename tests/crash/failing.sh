#!/bin/sh
# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Calls that fail, the quick part: every disk call of a few answers, and some
# allocations of the program's start, of the same and of three verbs.
. "${top_srcdir:-.}/tests/crash/lib.sh"
without_sanitizers
cd "$build" || exit 99
tests/crash/sweep || exit
exec tests/crash/memory
