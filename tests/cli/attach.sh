# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# assay attach: files as evidence; assay check: what became of them.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

abc=ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
new_session
mkdir -p docs/deeper
printf abc > 'docs/Run book.TXT'
printf abc > docs/again.txt
printf plan > docs/plan.pdf
printf deep > docs/deeper/deep.txt
mkfifo docs/fifo

# A request of the pack gets the file, its state follows.
run attach s 'docs/Run book.TXT' --to e-tpm-04 --assessor 'J. Doe'
ends 0
prints 'E-TPM-04  docs/Run book.TXT'
[ "$(cat "s/evidence/$abc.txt")" = abc ] || bad 'the copy is whole'
[ "$(stat -c %a s/evidence "s/evidence/$abc.txt" | tr '\n' ' ')" = '700 600 ' ] ||
    bad 'nobody else may read it'
run history s --json
json '.commits|length' 1 '"seq": 1'
json '.commits[0].changes|map(select(.path|test("received$")|not)|[.path, .new])' \
    "[[\"evidence/E-TPM-04/file\",\"Run book.TXT\"],[\"evidence/E-TPM-04/size\",3],[\"evidence/E-TPM-04/sha256\",\"$abc\"],[\"evidence/E-TPM-04/kept\",\"in the session\"],[\"evidence/E-TPM-04/state\",\"received\"]]" \
    '"path": "evidence/E-TPM-04/size"'
run status s --json
json '.controls["OPS-03"].evidence["E-TPM-04"]' '"received"' '"E-TPM-04": "received"'

# One item has one file.
remember
run attach s docs/plan.pdf --to E-TPM-04
complains 1 'E-TPM-04 has a file already'
run attach s docs/plan.pdf docs/again.txt --to E-TPM-04
complains 2 '--to takes a single one'
run attach s docs/plan.pdf --to EV-nobody
complains 1 'no'
run attach s docs/plan.pdf --control XX-1
complains 1 'This pack has no control XX-1'
run attach s docs/none.pdf
complains 1 'docs/none.pdf: No such file'
run attach s docs/plan.pdf docs/fifo
complains 1 'docs/fifo: This is no regular file'
run attach s docs/deeper/none docs/deeper/nothing
ends 1
unchanged 'what was refused'

# A folder is its files, one level; what is here already is no second item.
run attach s docs --control ops-03
ends 0
says 'E-TPM-04  docs/again.txt'
says 'docs/plan.pdf'
says_not deep.txt
[ "$(ls s/evidence | wc -l)" -eq 2 ] || bad 'the same content is one file'
run history s --json
json '.commits|length' 2 '"seq": 2'
json '.commits[1].changes|map(select(.path|test("^links/")))|map(.new)' \
    '["supports"]' '"new": "supports"'
json '.commits[1].changes|map(select(.path|test("title$")))|map(.new)' '["plan"]' '"new": "plan"'

# With the client: nothing is copied, the place is kept whole.
printf shared > docs/shared.csv
run attach s docs/shared.csv --with-client
ends 0
[ "$(ls s/evidence | wc -l)" -eq 2 ] || bad 'the file stays with the client'
run history s --json
json '.commits[2].changes|map(select(.path|test("location$")))|map(.new)' \
    "[\"$work/docs/shared.csv\"]" "\"new\": \"$work/docs/shared.csv\""

# All is as it was; then it is not.
run check s
ends 0
quiet
rm docs/shared.csv
run check s
ends 0
says 'warning: EV-'
says 'is not at its place'
printf other > docs/shared.csv
run check s
ends 1
says 'docs/shared.csv: EV-'
says 'was changed since it was attached'
printf shared > docs/shared.csv
printf abd > "s/evidence/$abc.txt"
run check s
ends 1
says 'E-TPM-04: the file was changed'
rm "s/evidence/$abc.txt"
run check s
ends 1
says 'E-TPM-04: the file attached is gone from the session.'
# attaching it once more mends it
run attach s docs/again.txt --control OPS-03
ends 0
run check s
ends 0
quiet

# The same by hand, sizes beyond two gigabytes included.
apply "- {path: evidence/EV-abc234/size, value: 123456789012345}
- {path: evidence/EV-abc234/sha256, value: $abc}
- {path: evidence/EV-abc234/kept, value: with the client}"
ends 0
apply '- {path: evidence/EV-abc234/size, value: 1234567890123456}'
complains 1 'a whole number from 0 to 999999999999999 does.'

# Reading only.
chmod a-w s
if [ ! -w s ]; then
	run attach s docs/plan.pdf
	complains 1 'Nothing was recorded.'
fi
chmod u+w s
finish
