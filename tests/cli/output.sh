# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Standard output that cannot be written is an error, and streams that are
# closed never end up in a session's files.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

new_session --title Acme
echo '- {path: OPS-03/criteria/1.1/state, value: met}' > changes.yaml

if [ -c /dev/full ]; then
	for call in --help --version 'list --help' list 'list --json' \
	    'show OPS-03' 'show OPS-03 --json' 'search service' \
	    'search service --json' 'status s' 'status s --json' \
	    'history s' 'history s --json' 'new other'; do
		ran="assay $call > /dev/full"
		: > out
		# shellcheck disable=SC2086
		"$assay" $call > /dev/full 2> err
		status=$?
		complains 1 'standard output: '
	done
	ran='assay check > /dev/full'
	"$assay" check nonesuch > /dev/full 2> err
	status=$?
	ends 1
else
	echo "skipped: there is no /dev/full"
fi

for call in --help list 'status s --json' 'history s'; do
	ran="assay $call >&-"
	: > out
	# shellcheck disable=SC2086
	"$assay" $call >&- 2> err
	status=$?
	complains 1 'standard output: '
done

# The change is recorded; that it could not be said is the error.
ran='assay apply s changes.yaml >&-'
: > out
"$assay" apply s changes.yaml >&- 2> err
status=$?
complains 1 'standard output: '
run check s
ends 0
[ ! -s out ] || bad "the journal is sound: $(cat out)"
run status s --json
json '.controls["OPS-03"].answered' 1 '"answered": 1'

# Nothing of what is printed gets into the files, whatever is closed.
for value in 'not met' partial met exceeded; do
	echo "- {path: OPS-03/criteria/1.1/state, value: $value}" \
	    > changes.yaml
	case $value in
	'not met') "$assay" apply s changes.yaml >&- 2>&- ;;
	partial) "$assay" apply s changes.yaml <&- >&- 2>&- ;;
	met) "$assay" apply s changes.yaml <&- > out 2>&- ;;
	exceeded) "$assay" apply s changes.yaml <&- 2>&- > out ;;
	esac
	run check s
	ends 0
	[ ! -s out ] || bad "the journal is sound: $(cat out)"
done
[ "$(wc -l < s/journal)" -eq 7 ] || bad "every change was recorded"
"$assay" list OPS <&- >&- 2>&-
[ $? -eq 2 ] || bad "usage is wrong even if nobody reads it"
"$assay" apply s - <&- > out 2> err
status=$?
ran='assay apply s - <&-'
complains 1 '-: '
run check s
[ ! -s out ] || bad "the journal is sound: $(cat out)"

# A disk that is full: one line, nothing recorded, the session sound.
remember
lines=$(wc -l < s/journal)
{
	echo '- path: OPS-03/notes/n1/text'
	printf '  value: '
	head -c 60000 /dev/zero | tr '\0' x
} > changes.yaml
said=$(
	trap '' XFSZ
	ulimit -f 16
	"$assay" apply s changes.yaml 2>&1
	echo "exit $?"
)
case $said in
'assay: s/journal: Nothing was recorded: '*'
exit 1') ;;
*) bad "a full disk says: $said" ;;
esac
head -n "$lines" s/journal > whole
same before whole "the whole lines of the journal"
run history s
ends 0
apply '- {path: OPS-03/criteria/1.1/state, value: not met}'
prints '1 change recorded.'
run check s
ends 0
[ ! -s out ] || bad "the journal is sound: $(cat out)"

finish
