#!/bin/sh
# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# kill -9 at every call the program makes to the disk: nothing that the screen
# showed as saved is lost, half a line is reported and cut off.
. "${top_srcdir:-.}/tests/crash/lib.sh"
without_sanitizers
cd "$build" || exit 99
exec tests/crash/cuts killed
