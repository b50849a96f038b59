#!/bin/sh
# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Every disk call of a walk, of a whole day and of making a session fails with
# each error, once and from then on, and there is no memory anywhere.
. "${top_srcdir:-.}/tests/crash/lib.sh"
without_sanitizers
cd "$build" || exit 99
tests/crash/memory every || exit
exec tests/crash/sweep wide
