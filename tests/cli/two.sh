# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# What others do to a session's files: somebody writes it, the lock is no file,
# session.yaml was edited, a line is damaged, the clock was elsewhere.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

tick='- {path: OPS-03/criteria/1.1/state, value: met}'

# Until somebody holds the lock, which takes some milliseconds.
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

# --- While one writes: the others are refused in one line, and write nothing.
new_session
ln -s s same
mkdir elsewhere
ln -s ../s elsewhere/link
echo evidence > file.txt
mkfifo fifo
"$assay" apply s - --assessor 'J. Doe' < fifo > held.out 2> held.err &
writer=$!
exec 3> fifo
wait_for 'J\. Doe'
remember
ls -lR s > files
for path in s same elsewhere/link "$work/s"; do
	echo "$tick" > changes.yaml
	run apply "$path" changes.yaml
	complains 1 'Nothing was recorded. J. Doe writes here from '
	run attach "$path" file.txt
	complains 1 'Nothing was recorded. J. Doe writes here from '
	run new "$path"
	complains 1 'The directory holds something already'
	for verb in status history check 'report --format csv -o -'; do
		# shellcheck disable=SC2086
		set -- $verb
		first=$1
		shift
		run "$first" "$path" "$@"
		ends 0
	done
done
unchanged 'others who come'
ls -lR s > files.now
same files files.now 'the files while somebody writes'

# a holder whose file says nothing
cp s/lock lock.was
: > s/lock
run apply s changes.yaml
complains 1 'Nothing was recorded. Another assay writes in this session.'
cat lock.was > s/lock

# the lock's file is removed: who holds it takes it anew at the next line
echo "$tick" >&3
exec 3>&-
wait $writer || bad "the writer ends well: $(cat held.err)"

# --- What is no lock is no lock.
for thing in directory FIFO link; do
	rm -rf s/lock
	case $thing in
	directory) mkdir s/lock ;;
	FIFO) mkfifo s/lock ;;
	link) ln -s ../file.txt s/lock ;;
	esac
	remember
	apply "$tick"
	complains 1 'This is no regular file, so nobody can hold it.'
	unchanged "a $thing as lock"
	run status s
	ends 0
done
rm -rf s/lock

# --- session.yaml as a person changed it is kept, once, and again.
new_session
apply "$tick"
[ ! -e s/session.yaml.bak ] || bad "our own is replaced"
apply '- {path: session/title, value: One}'
[ ! -e s/session.yaml.bak ] || bad "our own is replaced"
tail -n 1 s/session.yaml | grep -q '^# as assay wrote it: sha256 [0-9a-f]*$' ||
    bad "it tells its sum"
[ "$(sed '$d' s/session.yaml | sha256sum | cut -d ' ' -f 1)" = \
    "$(tail -n 1 s/session.yaml | cut -d ' ' -f 7)" ] ||
    bad "anybody can recompute it"
sed 's/One/Two/' s/session.yaml > edited
cp edited s/session.yaml
apply '- {path: session/title, value: Three}'
ends 0
grep -qF 'assay: session.yaml is not as it was written: it is kept as s/session.yaml.bak.' \
    err || bad "it is said: $(cat err)"
same edited s/session.yaml.bak 'what a person wrote'
grep -q 'title: Three' s/session.yaml || bad "the state is written"
echo mine > s/session.yaml
apply '- {path: session/title, value: Four}'
same edited s/session.yaml.bak 'what was kept first'
apply '- {path: session/title, value: Four and more}'
prints '1 change recorded.'
[ "$(cat s/session.yaml.bak2)" = mine ] || bad "the second one is kept too"
rm s/session.yaml
ln -s ../file.txt s/session.yaml
apply '- {path: session/title, value: Five}'
[ "$(cat file.txt)" = evidence ] || bad "nothing is written through a link"
[ -L s/session.yaml.bak3 ] || bad "the link is kept"

# --- A damaged line: where, and what to do.
cp s/journal whole
sed '3s/"new":"One"/"new":"Ono"/' whole > s/journal
remember
run check s
ends 1
says 's/journal:3: The line is not as it was written: its sum differs.'
says 'The lines before it are whole: assay --read-only shows them'
apply "$tick"
complains 1 'assay-session(5) tells how to keep them.'
unchanged 'a damaged line'
# as assay-session(5) says
mkdir kept
head -n 2 s/journal > kept/journal
run check kept
ends 0
[ ! -s out ] || bad 'what was kept is whole'
run status kept
ends 0
printf '%s\n' "$tick" > changes.yaml
run apply kept changes.yaml
prints '0 changes recorded.'
tr -d '\n' < whole > s/journal
run status s
complains 1 's/journal:1: '
sed 's/$/\r/' whole > s/journal
run status s
complains 1 's/journal:1: The line does not end in its sum.'
tr -d '\r' < s/journal > back
same whole back 'without the CR'
cp whole s/journal

# --- A part of a commit that a newer version wrote.
sed '2s/,"changes":/,"colour":"red","changes":/' whole > s/journal
run status s
ends 1

# --- Written in 2031, opened in 2026: the order is seq, no age is negative.
# (The allocator of AddressSanitizer asks for the time, and faketime allocates
# to answer: now and then they wait for each other.)
if command -v faketime > /dev/null && faketime 2031-03-01 true &&
    ! nm "$assay" 2> /dev/null | grep -q __asan_init; then
	rm -rf s
	echo "- {path: evidence/E-TPM-04/state, value: requested}
- {path: evidence/E-TPM-04/requested, value: 2031-02-01}" > changes.yaml
	faketime '2031-03-01 10:00:00' "$assay" new s > out 2> err ||
	    bad "new in 2031: $(cat err)"
	faketime '2031-03-01 10:00:00' "$assay" apply s changes.yaml > out \
	    2> err || bad "apply in 2031: $(cat err)"
	printf '%s\n' "$tick" > changes.yaml
	faketime '2026-11-22 10:00:00' "$assay" apply s changes.yaml > out \
	    2> err || bad "apply in 2026: $(cat out err)"
	for verb in 'status s' 'status s --json' 'history s' 'check s' \
	    'report s --format markdown -o -'; do
		# shellcheck disable=SC2086
		faketime '2026-11-22 10:00:00' "$assay" $verb > out 2> err ||
		    bad "$verb in 2026: $(cat err)"
		! grep -qE -- '(^| )-[0-9]+ (day|hour|min)' out ||
		    bad "$verb shows a negative age: $(cat out)"
	done
	run history s
	[ "$(cut -d ' ' -f 1 out | sort -nu | tr '\n' ' ')" = '1 2 ' ] ||
	    bad "the order is seq: $(cat out)"
fi

finish
