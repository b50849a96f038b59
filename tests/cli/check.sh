# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# assay check: everything wrong, like a compiler. Every directory of
# tests/data/broken holds a pack with one thing wrong, and in the file
# `expected` what is said of it. UPDATE_EXPECTED=1 writes these files anew.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

count=0
for pack in "$src"/tests/data/broken/*/; do
	pack=$(basename "$pack")
	count=$((count + 1))
	(cd "$src/tests/data/broken" && "$assay" check "$pack") > out 2> err
	status=$?
	ran="assay check $pack"
	quiet
	if [ -n "${UPDATE_EXPECTED:-}" ]; then
		cp out "$src/tests/data/broken/$pack/expected"
	fi
	same "$src/tests/data/broken/$pack/expected" out "$ran"
	if grep -qv ': warning: ' out; then
		ends 1
	else
		ends 0
	fi
	[ -s out ] || bad "$pack: something is wrong with it"
	# one line each, with a place in a file of the pack, or of the pack
	grep -vE "^$pack(/[A-Za-z0-9./-]+:[1-9][0-9]*:[1-9][0-9]*)?: .+[.)]\$" \
	    out > other && {
		bad "$pack: not path:line:column: message."
		cat other
	}
	awk 'length > 400' out | grep -q . && bad "$pack: an endless line"
done
[ $count -ge 80 ] || bad "$count broken packs were found"

# The packs that come with the program are clean.
for pack in "$src"/content/*/; do
	run check "$pack"
	ends 0
	quiet
	[ ! -s out ] || {
		bad "$pack is clean"
		shown
	}
done

# A very long text is refused, a long one is not.
mkdir -p long/controls/AB
cp "$src/tests/data/broken/file-name/pack.yaml" long
{
	printf 'id: AB-1\ndomain: AB\nstatement: '
	head -c 65536 /dev/zero | tr '\0' x
} > long/controls/AB/AB-1.yaml
run check long
ends 0
printf x >> long/controls/AB/AB-1.yaml
run check long
ends 1
says 'AB-1.yaml:3:12: A text is longer than 65536 bytes'
head -c 4194305 /dev/zero | tr '\0' '\n' > long/controls/AB/AB-1.yaml
run check long
ends 1
says 'AB-1.yaml: The file is larger than 4194304 bytes'

# What is no pack and no session.
mkdir empty
echo text > file
run check empty
ends 1
prints 'empty: This is no pack (it has no pack.yaml) and no session (it has no journal).'
run check nonesuch
ends 1
prints 'nonesuch: There is no such directory.'
run check file
ends 1
quiet
mkfifo fifo
run check fifo
ends 1
mkdir odd
mkfifo odd/pack.yaml
run check odd
ends 1
says 'odd/pack.yaml: This is no regular file'
mkdir loop
ln -s . loop/controls
cp long/pack.yaml loop
run check loop
ends 1
prints 'loop/controls: This is a link, which is not followed here: put the file itself in its place.'

# Several at once, in order, one status.
run check "$src/content/scf-ops" nonesuch empty
ends 1
cut -d : -f 1 out > names
printf 'empty\nnonesuch\n' > wanted
same wanted names "both are told"

# A session: clean, with a torn tail, with values that lost their place.
printf '%s\n' 'id: AB-1' 'domain: AB' 'statement: Letters are in order.' \
    'levels: {1: {criteria: [Somebody sorts them., A box is there.]}}' \
    > long/controls/AB/AB-1.yaml
new_session --pack long
apply '- {path: AB-1/criteria/1.1/state, value: met}
- {path: AB-1/criteria/1.2/state, value: met}'
ends 0
run check s
ends 0
[ ! -s out ] || bad "a sound session: $(cat out)"
printf '{"seq":2' >> s/journal
run check s
ends 0
prints 's: warning: The last line of the journal is torn: it is cut off when the session is opened to write.'
sed -i 's/A box is there/A chest is there/' long/controls/AB/AB-1.yaml
run check s
ends 0
says 's: warning: 1 recorded value has no place in the pack.'
mv long gone
run check s
ends 1
says 'There is no pack "small" in'

finish
