# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Help and version go to standard output; wrong usage is told in one line with
# exit status 2, and how it would be right.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

run --version
ends 0
grep -qE '^assay [0-9]+\.[0-9]+\.[0-9]+' out || bad "a version is said"
[ "$(wc -l < out)" -eq 1 ] || bad "--version is one line"
quiet
cp out version
run -V
same version out "-V"
run list --version
same version out "--version after a verb"

run --help
ends 0
quiet
[ "$(head -n 1 out | cut -c 1-6)" = 'Usage:' ] || bad "--help begins with it"
cp out help
run -h
same help out "-h"
awk 'length > 120' help | grep -q . && bad "--help has endless lines"

# Every verb that help names works as far as its own help, and no other does.
verbs=$(sed -n 's/^  assay \([a-z]*\) .*/\1/p' help)
[ "$(echo "$verbs" | wc -w)" -ge 9 ] || bad "verbs are listed: $verbs"
for verb in new import check list show search apply status history; do
	echo "$verbs" | grep -qx "$verb" || bad "--help lists $verb"
done
for verb in $verbs; do
	run "$verb" --help
	ends 0
	quiet
	says "assay $verb"
done
for verb in diff merge migrate answer; do
	! grep -q "^  assay $verb " help || bad "$verb is listed, not built"
	run "$verb" x
	complains 2 "\"$verb\" is no verb"
done

# The options that help names are taken, each by a verb or by opening.
for option in $(sed -n 's/^  --\([a-z-]*\).*/\1/p' help); do
	taken=0
	for verb in '' $verbs; do
		# shellcheck disable=SC2086
		"$assay" $verb "--$option" x --help > out 2> err
		[ $? -eq 2 ] || taken=1
	done
	[ $taken -eq 1 ] || bad "--$option is listed, nothing takes it"
done

run -x
complains 2 'There is no option -x.'
run -xh
complains 2 'There is no option -x.'
run list --nope
complains 2 'There is no option --nope.'
run list --json=yes
complains 2 '--json takes no value.'
run list --pack
complains 2 '--pack needs a value.'
run list --control OPS-03
complains 2 '--control does not go with this.'
run --json
complains 2 '--json does not go with this.'
run list OPS-03
complains 2 '"OPS-03" is one argument too many: assay list'
for verb in new check show search apply status history import; do
	run "$verb"
	complains 2 "An argument is missing: assay $verb "
done
run import markdown x
complains 2 '--to DIR'
run new s --policy some
complains 2 '--policy is most or all.'
run new s --rigor 4
complains 2 '--rigor: "4" does not fit'
run new s --target high
complains 2 '--target: "high" does not fit'
[ ! -e s ] || bad "nothing is made by a wrong command line"

run nonesuch
complains 1 'There is no session "nonesuch"'
run ''
complains 1 'There is no session ""'
run one two
complains 2 '"one" is no verb'

# Hostile arguments are shown harmless, in one line.
run "$(printf 'a\nb\033[2Jc')"
complains 1 'a^Jb^[[2Jc'
run list --pack "$(printf 'no\377such')"
complains 1 'There is no pack'

# Options may stand behind arguments, and -- ends them.
run show OPS-03 --json
ends 0
run show --json -- OPS-03
ends 0
run show -- --json
complains 1 'There is no control "--json"'

# A wrong setting is told with its place; help needs no settings.
mkdir -p home/.config/assay
echo 'colour: [red]' > home/.config/assay/settings.yaml
run list
complains 1 'settings.yaml:1:1: "colour" must be a text'
run --help
ends 0

finish
