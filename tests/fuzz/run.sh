#!/bin/sh
# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
# run.sh SRCDIR SECONDS [TARGET...]: each target of fuzz.tmp/fuzzer for that
# long, one line each. What it finds grows in fuzz.tmp/corpus/TARGET; what
# breaks a reader lies in fuzz.tmp, named in the line.
top=$(cd "$1" && pwd) || exit 1
seconds=$2
shift 2
work=$(pwd)/fuzz.tmp
scratch=$(mktemp -d "${FUZZ_SCRATCH:-$work}/scratch.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' INT TERM HUP
[ $# -gt 0 ] || set -- $(FUZZ_TARGET=list "$work/fuzzer")
failed=0

number() {
	sed -n "s/^stat::$1: *//p" "$log"
}

for target; do
	log=$work/$target.out
	words=$top/tests/fuzz/dict/$target.dict
	[ -f "$words" ] || words=
	mkdir -p "$work/corpus/$target"
	(cd "$scratch" && FUZZ_TARGET=$target "$work/fuzzer" \
	    -max_total_time="$seconds" -timeout=5 -rss_limit_mb=512 \
	    -max_len=16384 -print_final_stats=1 \
	    -artifact_prefix="$work/$target-" \
	    ${words:+-dict="$words"} "$work/corpus/$target" \
	    "$top/tests/fuzz/corpus/$target") > "$log" 2>&1
	if [ $? -eq 0 ]; then
		echo "$target: $(number number_of_executed_units) runs," \
		    "$(number new_units_added) new," \
		    "$(number peak_rss_mb) MiB"
	else
		failed=1
		found=$(sed -n 's/.*Test unit written to //p' "$log")
		echo "$target: FAILED, see $log${found:+ and $found}"
	fi
done
exit $failed
