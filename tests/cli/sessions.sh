# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Sessions made by older programs open unchanged: the levels they had, a
# journal that reading leaves alone, and one more line for one more commit.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

# "OPS-03 2-3 1": derived and supported, a line a control.
levels() {
	tr -d ' \n' < out |
	    grep -oE '"[A-Z]+-[0-9.]+":\{"performed":"[a-z]*","derived":\{"low":[0-9],"high":[0-9]\},"judge":\[[0-9,]*\],"supported":[0-9]' |
	    sed -E 's/^"([^"]*)".*"low":([0-9]),"high":([0-9]).*"supported":([0-9])$/\1 \2-\3 \4/' |
	    LC_ALL=C sort
}

for levels in "$src"/tests/data/sessions/*.levels; do
	old=${levels%.levels}
	cp -R "$old" s || exit 99
	chmod -R u+w s
	remember
	for call in 'status s' 'status s --json' 'status s --control OPS-03' \
	    'history s' 'history s --json' 'check s'; do
		# shellcheck disable=SC2086
		run $call
		ends 0
		quiet
		unchanged "$call"
	done
	run history s --json
	lines=$(($(wc -l < before) - 1))
	json '.commits|length' "$lines" "\"seq\": $lines"
	run status s --json
	levels > levels.now
	same "$levels" levels.now "what the answers of $(basename "$old") derive"
	json '.session|[.commits, .orphaned]' "[$lines,0]" '"orphaned": 0'
	json '.warnings|length' 0 '"warnings": []'

	# without its snapshot, and read-only
	rm -f s/session.yaml
	chmod -R a-w s
	run status s --json
	levels > levels.now
	same "$levels" levels.now "without a snapshot"
	chmod -R u+w s

	# what is new is appended
	apply '- {path: OPS-03/concluded, value: 3, why: as seen}
- {path: OPS-03/objectives/OPS-03_A01/designation, value: satisfactory}' \
	    --assessor 'K. Ito'
	ends 0
	[ "$(wc -l < s/journal)" -eq $((lines + 2)) ] || bad "one more line"
	head -n $((lines + 1)) s/journal > head.now
	same before head.now "what stood in the journal"
	tail -n 1 s/journal | grep -q "^{\"seq\":$((lines + 1)),.*\"prev\":\"$(
		tail -n 1 before | sed 's/.*"sum":"\([0-9a-f]*\)"}$/\1/'
	)\"" || bad "the new line follows the last old one"
	run status s --json
	json '.controls["OPS-03"]|[.concluded, .supported]' '[3,3]' \
	    '"concluded": 3'
	rm -rf s
done

finish
