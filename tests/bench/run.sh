#!/bin/sh
# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Makes what the benchmark needs, where it is not there yet, and runs it:
# run.sh SOURCE BUILD, from make bench. GOAL=4 measures that goal alone,
# REAL=no leaves out the real pack, GOAL=update writes callgrind.txt.
set -u

src=$(cd "$1" && pwd) || exit 1
build=$(cd "$2" && pwd) || exit 1
room=$build/bench.room
tools=$build/tests/bench
assay=$build/src/assay
data=$src/../shared/data/scf-2026.1-json.tar.xz
began=$(date +%s)
umask 077
mkdir -p "$room" || exit 1
# neither the user's files nor a language of theirs
HOME=$room/HOME
ASSAY_DATADIR=$src
LC_ALL=C.UTF-8
LANGUAGE=
export HOME ASSAY_DATADIR LC_ALL LANGUAGE
srcdir=$src
export srcdir
unset XDG_CONFIG_HOME XDG_STATE_HOME XDG_DATA_HOME XDG_CACHE_HOME

# What was made from the same things is kept.
fresh() { # name, what it is made from
	[ -e "$room/$1" ] && [ "$(cat "$room/$1.stamp" 2> /dev/null)" = "$2" ]
}
made() { # name, what it was made from
	printf '%s\n' "$2" > "$room/$1.stamp"
}

make_pack() { # name, times
	stamp=$(cat "$src/tests/bench/genpack.c" "$src/tests/bench/genwords.c" |
	    cksum)
	fresh "$1" "$stamp" && return
	rm -rf "${room:?}/$1" "$room/$1.full" "$room/$1.lines"
	"$tools/genpack" "$room/$1" "$2" && made "$1" "$stamp"
}

# The Secure Controls Framework, where its data lies beside the project.
make_real() {
	stamp=$(cksum < "$data")
	fresh real "$stamp" && return
	rm -rf "$room/real" "$room/real.full" "$room/real.lines" "$room/json"
	mkdir "$room/json"
	tar -xJf "$data" -C "$room/json" &&
	    "$assay" import scf-json "$room/json" --to "$room/real" \
	        > /dev/null 2>&1 && made real "$stamp"
	rm -rf "$room/json"
}

# Every criterion answered; the lines for fzf.
make_beside() { # name
	[ -d "$room/$1.full" ] ||
	    "$tools/answers" --fill "$room/$1" "$room/$1.full" > /dev/null
	[ -f "$room/$1.lines" ] ||
	    cat "$room/$1/pack.yaml" "$room/$1"/controls/*/*.yaml \
	        > "$room/$1.lines"
}

# 1,500 commits, for tig.
make_repository() {
	command -v git > /dev/null || return
	fresh repository 1 && return
	rm -rf "$room/repository"
	git init -q "$room/repository" || return
	awk 'BEGIN {
		for (i = 1; i <= 1500; i++) {
			text = "Change " i " of the harbour rules"
			at = 1700000000 + i * 600
			printf "commit refs/heads/main\n"
			printf "committer K. Ito <k@example.org> %d +0000\n", at
			printf "data %d\n%s\n", length(text), text
			printf "M 644 inline rules\ndata %d\n%d\n\n", \
			    length(i) + 1, i
		}
	}' | git -C "$room/repository" fast-import --quiet &&
	    git -C "$room/repository" symbolic-ref HEAD refs/heads/main &&
	    git -C "$room/repository" reset -q --hard && made repository 1
}

make_pack made 1
make_beside made
make_repository
make_pack made10 10
[ -z "${BENCH_HUGE:-}" ] || make_pack made100 100
if [ "${REAL:-yes}" != no ] && [ -f "$data" ]; then
	make_real
	make_beside real
elif [ -d "$room/real" ]; then
	rm -rf "$room/real" "$room/real.full" "$room/real.lines"
fi
"$tools/bench" "$assay" "$tools" "$room" "$src/tests/bench/callgrind.txt" \
    ${GOAL:+"$GOAL"}
status=$?
echo "All of it took $(($(date +%s) - began)) seconds."
exit $status
