# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# A session is sealed, looked after, reopened and sealed again; every write
# between is refused, and what differs is named. sha256sum and ssh-keygen come
# to the same without assay.
. "$(dirname "$0")/lib.sh"

new_session --title 'Nordwerk, 2026'
apply '- {path: OPS-03/criteria/2.1/state, value: met}'
echo 'a list of services' > list.txt
run attach s list.txt --to E-TPM-04
ends 0

# Not sealed: the chain and the evidence.
run verify s
ends 0
says 'Not sealed: the lines are chained, and that is all.'
says '1 file of evidence is as it was.'
run verify s --json
json '[.whole, .sealed, .seals, .difference, .evidence]' \
    '[true,false,[],null,1]' '"whole": true'
run status s --json
json .seal null '"seal": null'

# What is half typed is in the way.
mkdir s/drafts && echo half > s/drafts/note-ops-03-abc
run seal s
complains 1 'drafts/note-ops-03-abc'
rm -r s/drafts
[ ! -d s/seal ] || bad 'a refused seal left its place behind'

run seal s --assessor 'J. Meyer'
ends 0
quiet
short=$(head -n 1 out)
case $short in
????-????-????-????-????) ;;
*) bad "no fingerprint: $short" ;;
esac
whole=$(sha256sum < s/seal/1/manifest | cut -c 1-64)
[ "$(echo "$short" | tr -d -)" = "$(echo "$whole" | cut -c 1-20)" ] ||
    bad 'the fingerprint is not the sum of the manifest'
(cd s && sha256sum --strict -c seal/1/manifest > ../sums 2>&1) ||
    bad 'sha256sum finds another manifest'
grep -q '^journal: OK$' sums || bad 'the journal is not in the manifest'
[ "$(stat -c %a s/seal s/seal/1 s/seal/1/manifest | tr '\n' ' ')" = \
    '700 700 600 ' ] || bad 'others may look at the seal'
grep -q '^# pack found: [0-9a-f]\{64\}$' s/seal/1/manifest ||
    bad 'the manifest lacks the digest of the pack'
run report s --format hashes
grep -F -f out s/seal/1/manifest > found
same out found 'the list of evidence in the manifest'

run verify s
ends 0
says "J. Meyer: $short"
says 'Sealed, and as it was sealed.'
cp -R s sealed

# Everything that writes is refused in one line, and nothing is touched.
day=$(sed -n 's/^# sealed at: \(..........\).*/\1/p' s/seal/1/manifest)
refusal="Sealed $day as $short: assay reopen makes an amendment."
apply '- {path: OPS-03/criteria/2.1/state, value: null}'
complains 1 "$refusal"
run attach s list.txt
complains 1 "$refusal"
run seal s
complains 1 "$refusal"
diff -r s sealed || bad 'a refused write left something behind'
for format in markdown outbrief poam; do
	run report s --format $format
	ends 0
	says "$short"
done
run report s --format oscal
says "$whole"
run status s
says "Seal 1, $day, J. Meyer: $short"
run status s --json
json '.seal | [.number, .by, .signed, .reopened]' \
    '[1,"J. Meyer",false,null]' '"by": "J. Meyer"'
diff -r s sealed || bad 'reading left something behind'

# Only reading is needed for all of that.
chmod -R a-w s
run verify s
ends 0
chmod -R u+w s

# What differs is named, by line or file.
differs() { # what is said
	run verify s
	ends 1
	grep -qF -- "assay: $1" err || {
		bad "the difference is not named: $1"
		shown
	}
	run verify s --json
	ends 1
	json .whole false '"whole": false'
	chmod -R u+w s
	rm -rf s
	cp -R sealed s
}
sed -i '3s/J. Meyer\|K. Ito\|"by":"./&x/' s/journal
differs 'journal:3: The line was changed.'
truncate -s -1 s/journal
differs "journal:$(wc -l < sealed/journal): The line is cut short"
sed -i '$d' s/journal
differs "journal:$(($(wc -l < sealed/journal) - 1)): The journal ends here"
file=$(cd s && echo evidence/*)
echo more >> "s/$file"
differs "$file: The file was changed."
rm "s/$file"
differs "$file: The file is missing."
echo new > s/evidence/new.txt
differs 'evidence/new.txt: The file was added.'
echo '# edited' >> s/session.yaml
differs 'session.yaml: The file was changed.'
sed -i 's/Nordwerk/Nordwerx/' s/seal/1/manifest
differs 'seal/1/manifest: The manifest was changed.'
rm -r s/seal
differs 'seal/1/manifest: The session is recorded as sealed, but'
ln -sf /dev/null "s/$file"
differs "$file: This is no file that can be read."

# A crash before the manifest: said, and finished by the same verb.
rm -r s/seal
run seal s
ends 0
run verify s
ends 0
cmp s/seal/1/manifest sealed/seal/1/manifest ||
    bad 'the manifest made later is another one'

# An amendment says why, and the next seal names the one before.
run reopen s
complains 2 '--why'
run reopen s --why 'The client sent the plan.' --assessor 'K. Ito'
ends 0
says 'The client sent the plan.'
run reopen s --why again
complains 1 'not sealed'
run verify s
ends 0
says 'Not sealed since it was reopened'
run report s --format markdown
says "fingerprint $short, was reopened"
apply '- {path: OPS-03/criteria/2.2/state, value: met}'
ends 0
run history s
says 'seal/1/reopened'
says '(The client sent the plan.)'
run seal s
ends 0
grep -qx "# previous seal: $whole" s/seal/2/manifest ||
    bad 'the second seal does not name the first'
run verify s --json
json '[.whole, (.seals | length), .seals[0].fingerprint]' \
    "[true,2,\"$whole\"]" '"whole": true'
rm -rf sealed
cp -R s sealed
sed -i 's/Nordwerk/Nordwerx/' s/seal/1/manifest
differs 'seal/1/manifest: The manifest was changed.'

# The pack is no part of the session: that it changed is a note.
run verify s --pack "$src/content/no-such"
ends 0
says 'the pack is not found'

# Signed by ssh-keygen, or by any command.
if command -v ssh-keygen > /dev/null; then
	ssh-keygen -q -t ed25519 -N '' -f key
	echo "ito $(cat key.pub)" > allowed
	run seal s --sign no-such-key
	ends 1
	grep -q 'The seal is not signed' err || bad 'that signing failed'
	run seal s --sign key
	ends 0
	says '1 signature beside the manifest.'
	run seal s --sign key
	complains 1 'signed already'
	run verify s
	ends 0
	says 'not checked; --signers FILE --signer NAME checks it'
	run verify s --signers allowed --signer ito
	ends 0
	says 'seal/2/manifest.sig: a good signature'
	run verify s --signers allowed --signer ada
	ends 1
	grep -q 'assay: seal/2/manifest.sig: ' err || bad 'another signer'
	run verify s --signers allowed
	complains 2 '--signers FILE and --signer NAME go together'
	ssh-keygen -Y verify -f allowed -I ito -n assay-seal@v1 \
	    -s s/seal/2/manifest.sig < s/seal/2/manifest > /dev/null ||
	    bad 'ssh-keygen alone finds no good signature'
	rm -rf sealed
	cp -R s sealed
	sed -i '2s/^./#/' s/seal/2/manifest.sig
	differs 'seal/2/manifest.sig: The file was changed.'
	rm s/seal/2/manifest.sig
	differs 'seal/2/manifest.sig: The file is missing.'
	rm s/seal/2/signatures
	differs 'seal/2/manifest.sig: The file was added.'
fi
cat > signer <<'END'
#!/bin/sh
[ "$1" = -x ] && sha256sum < "$2" > "$2.own"
END
chmod +x signer
mkdir -p "$HOME/.config/assay"
echo "signer: $work/signer -x" > "$HOME/.config/assay/settings.yaml"
run reopen s --why 'one more'
run seal s
ends 0
[ -f s/seal/3/manifest.own ] || bad 'the settings name a signer that ran not'
run verify s
ends 0
says 'seal/3/manifest.own: not checked'
echo 'signer: "false"' > "$HOME/.config/assay/settings.yaml"
run reopen s --why 'another'
run seal s
ends 1
grep -q 'The seal is not signed' err || bad 'a signer that fails is not told'
run verify s
ends 0

# Nothing is recorded yet, and it is sealed all the same, twice, and again.
rm -rf home/.config/assay
run new empty
for number in 1 2 3; do
	run seal empty
	ends 0
	quiet
	[ -f empty/seal/$number/manifest ] || bad "there is no seal $number"
	run verify empty
	ends 0
	quiet
	says 'Sealed, and as it was sealed.'
	run seal empty
	complains 1 'Sealed 2'
	run reopen empty --why "round $number"
	ends 0
	run reopen empty --why again
	complains 1 'is not sealed'
done
run seal empty
ends 0

# Copies are as good, also where others can read them: a warning, no failure.
mkdir copies
cp -R empty copies/cp
tar cf - empty | (cd copies && tar xf - && mv empty tar)
for copy in copies/cp copies/tar; do
	run verify $copy
	ends 0
	quiet
	chmod -R go+rX $copy
	run verify $copy
	ends 0
	says 'Sealed, and as it was sealed.'
	[ "$(wc -l < err)" -eq 1 ] || bad "one line on the modes of $copy"
	grep -qF "chmod -R go-rwx $copy" err || bad "the modes of $copy"
done
if [ "$(id -u)" -eq 0 ] && command -v setpriv > /dev/null; then
	another() { # arguments of assay, as somebody who owns nothing here
		ran="another: assay $*"
		setpriv --reuid 65534 --regid 65534 --clear-groups \
		    env HOME=/nonexistent "$assay" "$@" > out 2> err
		status=$?
	}
	another verify "$work/copies/cp"
	if [ "$status" -eq 0 ]; then
		another reopen "$work/copies/cp" --why it
		complains 1 'Permission denied'
		chmod 700 copies/cp
		another verify "$work/copies/cp"
		complains 1 'Permission denied'
	else
		echo "skipped: another user does not get here"
	fi
fi

# A line that a power cut tore is told before all is closed.
run reopen empty --why torn
printf '{"seq":' >> empty/journal
run seal empty
ends 0
[ "$(wc -l < err)" -eq 1 ] || bad 'one line on the torn one'
grep -qF 'was torn and cut off' err || bad 'the torn line is told'

finish
