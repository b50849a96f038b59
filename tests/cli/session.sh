# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Sessions in trouble: somebody else writes, nobody may write, the journal is
# torn, damaged, or of a newer version. Nothing of it is ever overwritten.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

tick='- {path: OPS-03/criteria/1.1/state, value: met}'

# Until somebody of that name holds the lock, which takes some milliseconds.
wait_for() { # name, as a pattern
	tries=0
	until grep -q "$1" s/lock 2> /dev/null; do
		tries=$((tries + 1))
		if [ $tries -gt 20000 ] || ! kill -0 $writer 2> /dev/null; then
			bad "the writer never took the lock"
			return
		fi
	done
}

# --- One writer. It waits for its changes, and so holds the lock.
new_session
mkfifo fifo
"$assay" apply s - --assessor 'J. Doe' < fifo > held.out 2> held.err &
writer=$!
exec 3> fifo
wait_for 'J\. Doe'
remember
apply "$tick"
complains 1 'Nothing was recorded. J. Doe writes here from '
grep -q "since [0-9][0-9]:[0-9][0-9] (process $writer)" err ||
    bad "since when, and which process: $(cat err)"
unchanged 'a second writer'
run status s
ends 0
run history s
ends 0
run check s
ends 0
echo "$tick" >&3
exec 3>&-
wait $writer || bad "the first writer ends well: $(cat held.err)"
[ "$(cat held.out)" = '1 change recorded.' ] || bad "and has recorded it"
apply '- {path: OPS-03/criteria/1.1/state, value: not met}'
prints '1 change recorded.'

# A writer that was killed holds nothing any more.
"$assay" apply s - --assessor 'K. Illed' < fifo > held.out 2> held.err &
writer=$!
exec 3> fifo
wait_for 'K\. Illed'
kill -9 $writer
wait $writer 2> /dev/null
exec 3>&-
apply "$tick"
prints '1 change recorded.'

# --- Nobody may write: the session is read, and changes are refused.
as_user=
if [ "$(id -u)" -eq 0 ]; then
	chmod 755 "$work" "$work/.."
	command -v setpriv > /dev/null && as_user='setpriv --reuid=65534
	    --regid=65534 --clear-groups'
fi
chmod -R a+rX s home
chmod a-w s s/*
if [ "$(id -u)" -eq 0 ] &&
    ! { [ -n "$as_user" ] && $as_user test -r s/journal && $as_user test -x "$assay"; }; then
	echo "skipped: a read-only directory does not stop root"
else
	echo "$tick" > changes.yaml
	chmod a+r changes.yaml
	: > out
	: > err
	remember
	for verb in "status s" "history s" "check s"; do
		# shellcheck disable=SC2086
		$as_user "$assay" $verb > out 2> err ||
		    bad "$verb in a read-only directory: $(cat out err)"
	done
	ran='assay apply s changes.yaml'
	$as_user "$assay" apply s changes.yaml > out 2> err
	status=$?
	complains 1 'Nothing was recorded.'
	unchanged 'a read-only directory'
	ran='assay new s/inner'
	$as_user "$assay" new s/inner > out 2> err
	status=$?
	complains 1 's/inner'
fi
chmod -R u+w s

# --- A newer version's session is left alone by every verb.
for format in assay-session/2 assay-session/10; do
	new_session
	sed "s|assay-session/1|$format|" s/journal > newer
	cp newer s/journal
	remember
	apply "$tick"
	complains 1 "s/journal: This session was made by a newer assay ($format)"
	run status s
	complains 1 'newer assay'
	run history s
	complains 1 'newer assay'
	run check s
	ends 1
	says 'newer assay'
	unchanged 'a newer format'
done

# --- A torn tail: readers pass over it, the next writer cuts it off.
for tail in '{"seq":2,"at":"2026' '\0\0\0\0\0' '{"seq":2}\0\0' 'x'; do
	new_session
	apply "$tick"
	cp s/journal whole
	# shellcheck disable=SC2059
	printf "$tail" >> s/journal
	remember
	run status s --json
	ends 0
	json '.controls["OPS-03"].answered' 1 '"answered": 1'
	run history s
	ends 0
	[ "$(wc -l < out)" -eq 1 ] || bad "history without the torn line"
	unchanged "reading with a tail of $tail"
	apply '- {path: OPS-03/criteria/1.1/state, value: not met}'
	ends 0
	says '1 change recorded.'
	grep -q '^assay: s: warning: .* torn and cut off' err || {
		bad "the cut of $tail is said"
		shown
	}
	head -n 2 s/journal > first
	same whole first "the whole lines before $tail"
	[ "$(wc -l < s/journal)" -eq 3 ] || bad "the tail is gone: $tail"
	run check s
	ends 0
	[ ! -s out ] || bad "sound again after $tail: $(cat out)"
done

# --- A line that is not as it was written stops at its number.
new_session --title one
apply '- {path: session/title, value: two}'
apply '- {path: session/title, value: three}'
apply '- {path: session/title, value: four}'
cp s/journal whole
damaged() { # line number, text; sed script that damages
	sed "$3" whole > s/journal
	remember
	for verb in status history "apply s changes.yaml"; do
		# shellcheck disable=SC2086
		case $verb in
		apply*) run $verb ;;
		*) run $verb s ;;
		esac
		complains 1 "s/journal:$1: $2"
	done
	run check s
	ends 1
	says "s/journal:$1: $2"
	unchanged "damage in line $1"
}
damaged 3 'The line is not as it was written: its sum differs.' \
    '3s/"new":"two"/"new":"TWO"/'
damaged 1 'The line is not as it was written: its sum differs.' \
    '1s/"by":"K. Ito"/"by":"K. Ita"/'
damaged 3 'The line does not follow the one before it.' '3d'
damaged 4 'The line does not follow the one before it.' '3p'
damaged 2 'The line does not end in its sum.' '2s/.$//'
damaged 3 'The line does not end in its sum.' '2s/$/\n/'
damaged 1 'The line is no valid JSON' '1s/^/x/'
damaged 1 'This is no journal of a session.' '1d'
cp whole s/journal

# --- What is no journal at all.
: > s/journal
run status s
complains 1 's/journal:1: The first line of the journal is missing'
rm s/journal
mkfifo s/journal
run status s
complains 1 's'
rm s/journal
ln -s "$work/whole" s/journal
run status s
complains 1 's'
rm s/journal
mkdir s/journal
run status s
complains 1 's'
rm -rf s/journal
run status s
complains 1 's: There is no session here'

finish
