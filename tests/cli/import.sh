# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# assay import: formats found by content, what is refused and when, the report,
# --dry-run, and a pack that is whole at every moment.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"
samples=$src/tests/data/import

page() { # id, title, statement, criterion, section of a standard
	printf '# %s - %s\n\n%s\n\n## Control Question\n\nIs it so?\n\n' \
	    "$1" "$2" "$3"
	printf '## Capability Maturity\n\n### Level 1 - Performed Informally\n'
	printf '\n- %s\n\n### Level 2 - Planned & Tracked\n\n- %s\n\n' \
	    'Somebody sees to it.' "$4"
	printf '## Mapped framework controls\n\n### Shed Book\n\n- %s\n' "$5"
}

# Two versions of a club's rules.
mkdir v1 v2
page GAR-01 'Bed Plan' 'Beds are planned.' 'A plan hangs there.' 1 > v1/a.md
page GAR-02 'Gates' 'Gates are shut.' 'A lock is there.' 2 > v1/b.md
page GAR-03 'Wells' 'Wells are covered.' 'A lid is there.' 3 > v1/c.md
page GAR-04 'Tools' 'Tools are lent.' 'A list is kept.' 4 > v1/d.md
page GAR-05 'Hens' 'Hens are fed.' 'A rota hangs there.' 5 > v1/e.md
page GAR-06 'Bees' 'Bees are left alone.' 'A sign says so.' 6 > v1/f.md
cp v1/a.md v2
page GAR-02 'Gates' 'Gates are shut.' 'Two locks are there.' 2 > v2/b.md
page GAR-03 'Water' 'Wells are covered.' 'A lid is there.' 3 > v2/c.md
page GAR-14 'Tools' 'Tools are lent.' 'A list is kept.' 4 > v2/d.md
page GAR-06 'Bees' 'Bees are left alone.' 'A sign says so.' 6.1 > v2/f.md
page GAR-07 'Paths' 'Paths are clear.' 'A rake is there.' 7 > v2/g.md

# What lies in the working directory, hidden or not, besides what the checks
# themselves leave.
beside() {
	find . -maxdepth 1 -name '.*.assay-*' | sort
}
nothing_beside() { # what happened
	[ -z "$(beside)" ] || bad "left after $1: $(beside)"
}

# 1. Formats are told by content, whatever the names.
mkdir mixed mixed/deep
cp "$samples/page.txt" mixed/deep/looks-like.json
cp v1/a.md mixed/looks-like.xlsx
printf 'Buy seed.\n' > mixed/notes.md
run import auto mixed --to auto --id club
ends 0
says 'Pack club written to auto: 2 controls, '
says ' objective'
says ' evidence request'
says ' framework'
says ', 1 domain.'
grep -qF 'mixed/notes.md: warning: Passed over' err || {
	bad "what is no source is told"
	shown
}
grep -qx '  *1 file passed over' err || bad "what was odd is counted"
grep -q "$(printf '\r')" err && bad "no progress where there is no terminal"
grep -qx 'generator: assay import scf-page, markdown' auto/pack.yaml ||
    bad "both formats are named"
run check auto
ends 0
[ ! -s out ] || bad "it is a sound pack: $(cat out)"
run list --pack auto
says 'GAR-01 '
says 'GAR-03 '
"$assay" import auto - --to stdin --id club < v1/a.md > out 2> err
status=$?
ran='assay import auto -'
ends 0
says '1 control, 2 criteria'
for format in markdown scf-page; do
	run import "$format" mixed --to "as-$format" --id club
	ends 0
	says '1 control,'
done

# 2. Repeated, it is the same to the byte; the log tells what and from where,
# and is no content.
run import markdown v1 --to club --id club
ends 0
says '6 controls, 12 criteria, 0 objectives, 0 evidence requests, 1 framework, 1 domain.'
cp -r club former
run import markdown v1 --to club --id club
ends 0
diff -r former club || bad "a repeated import is the same"
nothing_beside "a repeated import"
cat > wanted <<'LOG'
Format: markdown
Source: v1
Pack: club
Version: unversioned
Content: 6 controls, 12 criteria, 0 objectives, 0 evidence requests, 1 framework, 1 domain
LOG
sed -n 2,6p club/import.log > log
same wanted log "the head of the log"
grep -qx "Imported by $("$assay" --version)." club/import.log ||
    bad "the log says which version it was"
grep -c ': warning: ' err > wanted
grep -c ': warning: ' club/import.log > log
same wanted log "the warnings in the log"
tail -n 2 err > wanted
tail -n 2 club/import.log > log
same wanted log "the counts in the log"
[ ! -d club/lang ] || bad "no translations, no lang/"
run check club
[ ! -s out ] || bad "the log is no content: $(cat out)"

# 3. What would be made, and what would change.
run import markdown v2 --to none --id club --dry-run
ends 0
says 'Pack club, nothing written: 6 controls, '
says_not 'against'
[ ! -e none ] || bad "a dry run writes nothing"
run import markdown v2 --to club --id club --dry-run
ends 0
sed 1d out > changes
cat > wanted <<'CHANGES'
Controls against the pack in club, version unversioned: 1 added, 1 removed, 2 renamed, 1 reworded, 1 with other facts, 1 as they were.
Added:
  GAR-07  Paths
Removed:
  GAR-05  Hens
Renamed:
  GAR-03  Wells -> Water
  GAR-04 -> GAR-14  Tools
Reworded:
  GAR-02  Gates (1 criterion gone, 1 criterion new)
Other facts:
  GAR-06  Bees
CHANGES
same wanted changes "what would change"
diff -r former club || bad "a dry run changes nothing"
run import markdown v2 --id house --dry-run
ends 0
says_not 'against'
mkdir -p home/.local/share/assay/packs
cp -r club home/.local/share/assay/packs/house
run import markdown v2 --id house --dry-run
ends 0
says 'Controls against the pack in '
says '/packs/house, version unversioned: 1 added, 1 removed, '
rm -r home/.local/share/assay/packs
mkdir broken
echo 'format: assay-pack/1' > broken/pack.yaml
run import markdown v2 --to broken --id club --dry-run
ends 0
says 'nothing written'
grep -qF 'broken/pack.yaml:1:1: warning: ' err || {
	bad "a pack that cannot be compared with is told"
	shown
}
grep -qF 'broken: warning: The directory holds something else' err || {
	bad "that it would be refused is told"
	shown
}

# 4. Refusals come before anything is read (there is no such source).
mkdir mine
echo 'Mine.' > mine/letter.txt
run import auto nonesuch --to mine
complains 1 'mine: The directory holds something else and is left alone'
run import auto nonesuch --to broken
complains 1 'broken: The directory holds something else and is left alone'
run import scf-page nonesuch --to club
complains 1 'club: The pack there was made by "assay import markdown", this one is by "assay import scf-page"'
run import auto "$samples/page.txt" --to club
ends 1
grep -qF 'this one is by "assay import scf-page": it is left alone.' err ||
    bad "found out later, it is refused too: $(cat err)"
diff -r former club || bad "a refusal leaves all as it was"
mkdir -p club/lang/de
echo 'title: Gartenverein' > club/lang/de/pack.yaml
run import markdown v1 --to club --id club
ends 1
grep -qF 'club: The translation lang/de was added' err ||
    bad "somebody's translation is left alone: $(cat err)"
rm -r club/lang
run import auto nonesuch --to new
complains 1 'nonesuch: '
[ ! -e new ] || bad "nothing is made for nothing"
run import nonesuch v1 --to new
complains 2 'No such format: "nonesuch"'
run import auto v1
complains 2 '--to DIR'
run import auto v1 --to ''
complains 2 '--to DIR'
nothing_beside "refusals"

# 5. Broken and hostile files: one line, exit 1, in a moment.
hostile() { # format, file
	run import "$1" "$2" --to new
	complains 1 "$2"
	[ ! -e new ] || bad "nothing is made of $2"
}
head -c 100000 /dev/zero > zeros.xlsx
head -c 200000 /dev/zero | tr '\0' '[' > deep.json
printf '# GAR-01 - Bell\a\n' > bell.md
printf 'PK\003\004 and no more' > cut.xlsx
: > empty.md
for file in zeros.xlsx deep.json bell.md cut.xlsx empty.md; do
	hostile auto "$file"
done
hostile markdown bell.md
hostile scf-page deep.json
mkfifo fifo
hostile auto fifo
nothing_beside "hostile files"

# 6. Names and texts that would disturb a terminal are shown, not obeyed.
odd=$(printf 'v\033[31m')
cp -r v1 "$odd"
echo 'No source.' > "$odd/notes.txt"
run import markdown "$odd" --to club --id club
ends 0
cat out err club/import.log > all
grep -q "$(printf '\033')" all && bad "an escape reaches the terminal"
grep -qF 'Source: v^[[31m' club/import.log || bad "the name is shown safely"
run import markdown v1 --to club --id club
ends 0

# 7. Messages made in the child are in the user's language too.
if [ -f "$build/data/locale/de/LC_MESSAGES/assay.mo" ]; then
	(
		ASSAY_DATADIR=$build/data
		LANGUAGE=de
		export ASSAY_DATADIR LANGUAGE
		"$assay" import auto mixed --to german --id club > out 2> err
	)
	grep -qF 'bergangen: Dies sieht nicht' err || {
		bad "warnings in German"
		shown
	}
else
	echo "skipped: there are no translations beside the program"
fi

# 8. On a terminal one line says how far it is, and is gone at the end. The
# work is slowed down, for what is done in a blink shows none.
if strace -qq -o trace true 2> /dev/null && command -v script > /dev/null; then
	rm -rf slow
	cat > slowly <<'SLOWLY'
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
export ASAN_OPTIONS
exec strace -qq -o trace -e trace=mkdir -e inject=mkdir:delay_exit=150000 \
    "$1" import markdown v1 --to slow --id club
SLOWLY
	script -qec "sh slowly '$assay'" typed < /dev/null > /dev/null
	tr '\r' '\n' < typed > lines
	grep -qx 'Writing 1 of 6 controls' lines || {
		bad "the terminal shows how far it is"
		cat -v typed
	}
	grep -q '^Pack club written to slow: 6 controls' lines || {
		bad "the result has its line to itself"
		cat -v typed
	}
	grep -q "$(printf '\033')" typed && bad "plain characters will do"
else
	echo "skipped: strace or script is not here"
fi

# 9. Killed at any call there is the old pack or the new one, whole; the next
# import works and tidies up.
same_pack() {
	diff -r "$1" "$2" > /dev/null 2>&1
}
whole() { # what happened
	if [ -e place ]; then
		same_pack place former || same_pack place next ||
		    bad "half a pack after $1"
	elif [ -n "$had" ]; then
		same_pack .place.assay-old-* former ||
		    bad "no pack after $1"
	fi
	# every import syncs the disk: two of each kind will do
	[ $k -le 2 ] || return
	run import markdown v2 --to place --id club
	ends 0
	same_pack place next || bad "the import after $1"
	nothing_beside "$1 and another import"
}
# Ends the import at the k-th call of a name, for every k there is.
kill_at() { # name; further options of strace
	call=$1
	shift
	k=0
	while :; do
		k=$((k + 1))
		rm -rf place .place.assay-*
		[ -z "$had" ] || cp -r former place
		ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0 \
		    strace -qq -o trace -e trace="$every" "$@" \
		    -e inject="$call:signal=KILL:when=$k" \
		    "$assay" import markdown v2 --to place --id club \
		    > out 2> err
		[ $? -ne 0 ] || break
		[ $k -lt 100 ] || break
		whole "a kill at $call $k"
	done
	calls=$((calls + k - 1))
	same_pack place next || bad "not killed at $call $k, it is done"
}
run import markdown v2 --to next --id club
ends 0
every=mkdir,write,syncfs,renameat2,rename,fsync,unlink,rmdir
if strace -qq -o trace true 2> /dev/null; then
	calls=0
	for had in '' yes; do
		for call in $(echo $every | tr , ' '); do
			kill_at "$call"
		done
	done
	[ $calls -ge 40 ] || bad "only $calls calls were tried"
	# where directories cannot be exchanged, and not be synced at once
	for call in rename fsync unlink; do
		kill_at $call -e inject=renameat2:error=ENOSYS
	done
	calls=0
	kill_at fsync -e inject=syncfs:error=EIO
	[ $calls -ge 10 ] || bad "files are synced one by one: $calls"
else
	echo "skipped: strace is not here or may not trace"
fi

# A text that no pack can hold is refused: nothing is left that cannot be read.
{
	printf '# GAR-09 - '
	head -c 70000 /dev/zero | tr '\0' x
	printf '\n\nGrass is cut.\n'
} > long.md
run import markdown long.md --to long
ends 1
grep -q 'longer than' err || bad "the reason is not told: $(tail -1 err)"
[ ! -e long ] || bad "a pack that cannot be read was left"
nothing_beside "a text too long"

finish
