#!/bin/sh
# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Every disk call of a short walk fails with each error, every one of a whole
# day with one of them (SWEEP_ALL=1: with each), and no memory anywhere.
. "${top_srcdir:-.}/tests/crash/lib.sh"
without_sanitizers
cd "$build" || exit 99
tests/crash/memory wide || exit
exec tests/crash/sweep wide
