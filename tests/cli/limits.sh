# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# The limits of what is read: what is just within them is read, what is just
# beyond is refused in one line that names the file and the limit, and nothing
# takes long. Those of the parsers themselves are in tests/unit.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

# So many bytes of a letter.
bytes() {
	head -c "$1" /dev/zero | tr '\0' "${2:-a}"
}

# Refuses within ten seconds, in one line.
refuses() { # text that the line holds, arguments
	wanted=$1
	shift
	ran="assay $*"
	timeout 10 "$assay" "$@" > out 2> err < /dev/null
	status=$?
	[ "$status" -eq 1 ] || {
		bad "exit $status where 1 is due"
		shown | cut -c 1-300
	}
	[ "$(cat out err | wc -l)" -eq 1 ] || bad "one line says it: $ran"
	cat out err | grep -qF -- "$wanted" || {
		bad "the line lacks: $wanted"
		shown | cut -c 1-300
	}
}

takes() { # arguments
	ran="assay $*"
	timeout 10 "$assay" "$@" > out 2> err < /dev/null
	status=$?
	[ "$status" -eq 0 ] || {
		bad "exit $status where 0 is due"
		shown | cut -c 1-300
	}
}

# A pack with this at the end of its control.
pack() { # text
	mkdir -p p/controls/AB
	cat > p/pack.yaml << 'END'
format: assay-pack/1
id: p
title: P
version: "1"
language: en
domains: [{id: AB, name: A}]
END
	printf 'id: AB-1\ndomain: AB\ntitle: T\nstatement: S\n' \
	    > p/controls/AB/AB-1.yaml
	cat >> p/controls/AB/AB-1.yaml
}

# Packs: a text, a file, values, depth.
{ printf 'guidance: '; bytes 65536; } | pack
takes check p
{ printf 'guidance: '; bytes 65537; } | pack
refuses 'AB-1.yaml:5:11: A text is longer than 65536 bytes.' check p
{ printf '# '; bytes $((4194304 - 48)); echo; } | pack
size=$(wc -c < p/controls/AB/AB-1.yaml)
bytes $((4194304 - size)) '#' >> p/controls/AB/AB-1.yaml
takes check p
echo >> p/controls/AB/AB-1.yaml
refuses 'AB-1.yaml: The file is larger than 4194304 bytes' check p
{ printf 'prompts:\n'; yes -- '- a' | head -n 200000; } | pack
refuses 'More than 200000 values' check p
{ printf 'guidance: '; bytes 70 '['; } | pack
refuses 'Nested more than 64 levels deep.' check p
{ printf 'guidance: '; yes '[{"":' | head -c 250000 | tr -d '\n'; } | pack
refuses 'Nested more than 64 levels deep.' check p
awk 'BEGIN { for (i = 0; i < 100000; i++) print "k" i ": v" }' | pack
refuses 'More than 200000 values' check p
{ echo 'guidance: |'; yes '  line' | head -n 100000; } | pack
refuses 'A text is longer' check p
{ printf 'guidance: '; bytes 1000000; } | pack
refuses 'A text is longer' check p
{ printf 'guidance: "'; yes '\"' | head -c 3000000 | tr -d '\n'; echo '"'; } |
    pack
refuses 'A text is longer' check p
awk 'BEGIN { for (i = 0; i < 60000; i++) print "%TAG !e" i "! tag:" i }' |
    { pack; }
awk 'BEGIN { for (i = 0; i < 60000; i++) print "%TAG !e" i "! tag:" i }' \
    > p/controls/AB/AB-1.yaml
refuses 'AB-1.yaml:65:1: More than 64 lines name tags' check p

# Names in a pack, and files that are none of its own.
: | pack
mkdir -p p/controls/1/2/3/4/5/6/7
cp p/controls/AB/AB-1.yaml p/controls/1/2/3/4/5/6/7/AB-2.yaml
sed -i 's/AB-1/AB-2/' p/controls/1/2/3/4/5/6/7/AB-2.yaml
takes check p
mkdir p/controls/1/2/3/4/5/6/7/8
refuses 'Directories lie more than 8 deep' check p
rm -r p/controls/1
for id in .. . a/b /x ../x 'x ' CON. -x 'a\0b' "$(bytes 65)"; do
	: | pack
	printf 'id: "%s"\ndomain: AB\nstatement: S\n' "$id" \
	    > p/controls/AB/AB-2.yaml
	timeout 10 "$assay" check p > out 2> err
	status=$?
	ran="assay check p, id $id"
	[ "$id" = CON. ] || ends 1
	[ "$id" = CON. ] || says 'AB-2.yaml:1:'
done
: | pack
rm p/controls/AB/AB-2.yaml
mkdir p/controls/twin
printf 'id: ab-1\ndomain: AB\nstatement: S\n' > p/controls/twin/ab-1.yaml
refuses 'twin/ab-1.yaml' check p
rm -r p/controls/twin
for what in '/etc/passwd' 'AB-1.yaml' '/nonesuch' /dev/zero; do
	ln -s "$what" p/controls/AB/AB-3.yaml
	refuses 'AB-3.yaml: This is a link' check p
	rm p/controls/AB/AB-3.yaml
done
mkfifo p/controls/AB/AB-3.yaml
refuses 'AB-3.yaml: This is no regular file' check p
rm p/controls/AB/AB-3.yaml
mv p/controls there
ln -s ../there p/controls
timeout 10 "$assay" check p > out 2> err
status=$?
ran='controls/ is a link'
ends 1
says 'controls: This is a link'
rm p/controls
mv there p/controls
mv p/pack.yaml p/other
for what in other /dev/zero /nonesuch; do
	ln -s $what p/pack.yaml
	timeout 10 "$assay" check p > out 2> err
	status=$?
	ran="pack.yaml -> $what"
	ends 1
	says 'pack.yaml: This is a link'
	rm p/pack.yaml
done
mkfifo p/pack.yaml
refuses 'pack.yaml: This is no regular file' show AB-1 --pack p
rm p/pack.yaml
mv p/other p/pack.yaml
# the pack and the home may be reached by links
ln -s p linked
takes check linked
takes show AB-1 --pack linked
ln -s home linked-home
HOME=$work/linked-home takes new "$work/linked-home/s" --pack linked
HOME=$work/linked-home takes status "$work/linked-home/s"
rm -r home/s

# Changes: the limits of packs; paths, values.
new_session
{ printf -- '- {path: session/title, value: '; bytes 65536; echo '}'; } > c.yaml
takes apply s c.yaml
{ printf -- '- {path: OPS-03/notes/a/text, value: '; bytes 65537; echo '}'; } \
    > c.yaml
refuses 'A text is longer than 65536 bytes.' apply s c.yaml
{ printf -- '- {path: "evidence/EV-'; bytes 600; echo '/title", value: x}'; } \
    > c.yaml
refuses '512' apply s c.yaml
for i in $(seq 80); do
	printf -- '- {path: OPS-03/notes/n%s/text, value: ' "$i"
	bytes 65000
	echo '}'
done > c.yaml
refuses 'The file is larger than 4194304 bytes' apply s c.yaml
head -n 62 c.yaml > few.yaml
takes apply s few.yaml
bytes 4194305 '#' > c.yaml
refuses 'The file is larger than 4194304 bytes' apply s c.yaml
for what in /dev/zero . s; do
	refuses "$what: This is" apply s "$what"
done
mkfifo pipe
refuses 'pipe: This is no regular file' apply s pipe
timeout 10 "$assay" apply s - < /dev/zero > out 2> err
status=$?
ran='apply s - < /dev/zero'
complains 1 '-: The file is larger than 4194304 bytes'

# Journals: a line, the file.
cp -r s long
{ cat s/journal; bytes 4194305; } > long/journal
refuses 'The line is longer than 4194304 bytes' status long
truncate -s 2G long/journal
refuses 'journal' status long
for what in /dev/zero "$work/s/journal"; do
	rm -f long/journal
	ln -s "$what" long/journal
	refuses 'long' status long
done
rm long/journal
mkfifo long/journal
refuses 'long' status long
rm -rf long

# Files that are attached: huge ones are hashed as they are; none waits.
refuses 'pipe: This is no regular file' attach s pipe --control OPS-03
refuses '/dev/zero: This is no regular file' attach s /dev/zero \
    --control OPS-03
truncate -s 64M sparse
takes attach s sparse --control OPS-03 --with-client
if [ "$(id -u)" -ne 0 ]; then
	echo x > closed
	chmod 0 closed
	refuses 'closed: Permission denied' attach s closed --control OPS-03
fi

# Imports: a source, text, its depth, too many of anything, what is no file.
bytes 67108865 > large
refuses 'large: The file is larger than 67108864 bytes' import auto large \
    --to x
{ echo '# AB-01 - Title'; echo; bytes 1048560; } > text.md
refuses 'text.md: This is longer than the 1048576 bytes' import markdown \
    text.md --to x
{ echo '# AB-01 - Title'; echo; bytes 1000000; } > text.md
takes import markdown text.md --to x --dry-run
{ echo '# AB-01 - Title'; yes 'a,b;"c",' | head -c 10000000 | tr -d '\n'; } \
    > text.md
refuses 'text.md: This is longer' import markdown text.md --to x
{ printf '{"catalog": '; bytes 3000 '['; } > deep.json
refuses 'deep.json:1:' import oscal deep.json --to x
refuses 'deep.json:1:' import scf-json deep.json --to x
{ printf '{"catalog": ['; yes '[],' | head -c 6000000 | tr -d '\n'; } \
    > many.json
refuses 'many.json:1:' import oscal many.json --to x
refuses 'many.json:1:' import scf-json many.json --to x
refuses 'pipe: This is no regular file' import auto pipe --to x
refuses '/dev/zero: This is no regular file' import auto /dev/zero --to x

# Settings and the state of the screen are files of the same kind.
mkdir -p home/.config/assay
bytes 4194305 '#' > home/.config/assay/settings.yaml
refuses 'settings.yaml: The file is larger than 4194304 bytes' list
rm home/.config/assay/settings.yaml
mkfifo home/.config/assay/settings.yaml
refuses 'settings.yaml: This is no regular file' list
rm -r home/.config

finish
