# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# Nobody else reads what is recorded: modes whatever the umask is, a warning
# where they are wide, nothing in shared folders, XDG directories as the
# convention has them, and settings of another version.
set -u
. "${top_srcdir:=.}/tests/cli/lib.sh"

# Everything below a place is its owner's only.
private() { # path...
	wide=$(find "$@" ! -type l -perm /077)
	[ -z "$wide" ] || {
		bad "others can get at these"
		printf '  %s\n' "$wide"
	}
}
warns() { # text that standard error holds in one line
	if [ "$(wc -l < err)" -ne 1 ] || ! grep -qF -- "$1" err; then
		bad "one line on standard error with: $1"
		shown
	fi
}

formats=$("$assay" report --help | sed -n 's/^  \([a-z]*\) .*/\1/p' |
    sort -u)
[ -n "$formats" ] || bad "no formats are listed"

chmod 700 home
# Whatever the caller's umask is. Nothing goes where everybody may write.
mkdir shared
TMPDIR=$work/shared
export TMPDIR
umask 000
"$assay" new s --title Wide > out 2> err || bad "new"
cat > changes.yaml <<'CHANGES'
- {path: OPS-03/criteria/2.1/state, value: met}
- {path: OPS-03/notes/a1/text, value: Zarathustra}
CHANGES
chmod 600 changes.yaml
run apply s changes.yaml
ends 0
printf secret > file.txt
chmod 600 file.txt
run attach s file.txt --control OPS-03
ends 0
mkdir reports
chmod 700 reports
for format in $formats; do
	run report s --format "$format" -o "reports/r.$format"
	# those of several tables want one named; all of them end in a file or
	# a line
	[ "$status" -eq 0 ] || [ "$status" -eq 2 ] || {
		bad "report --format $format"
		shown
	}
done
[ -f reports/r.xlsx ] || bad "a workbook"
for verb in status history check; do
	run $verb s
	ends 0
	quiet
done
run import auto "$src"/tests/data/import/headings/*.md --to pack
ends 0
umask 077
private s reports home pack
[ -z "$(ls -A shared)" ] || bad "something is left in TMPDIR"
if command -v strace > /dev/null && strace -o trace true 2> /dev/null &&
    ! grep -qa '__asan_' "$assay"; then
	for format in $formats; do
		strace -f -qq -o trace -e trace=open,openat,creat,mkdir,mkdirat \
		    "$assay" report s --format "$format" -o "reports/s.$format" \
		    > out 2> err
		grep -E "\"(/tmp|/var/tmp|/dev/shm|$TMPDIR)/?[^\"]*\"" trace |
		    grep -vF -e "$work/s" -e "$work/reports" \
		        -e "$work/home" -e "$src" -e "$build" |
		    grep -E 'O_CREAT|mkdir|O_TMPFILE' && bad "report $format"
	done
	strace -f -qq -o trace -e trace=open,openat,creat,mkdir,mkdirat \
	    "$assay" new s2 > out 2> err
	# its files are nobody's else from their first moment on
	grep -E 'O_CREAT' trace | grep -vE ', 0600\) ' | grep -vF /dev/ &&
	    bad "a file that is made wide"
	grep -E 'mkdir(at)?\(' trace | grep -vE ', 0700\) ' &&
	    bad "a directory that is made wide"
	rm -rf s2

	# No verb makes a file but in the session, in what it is told to make,
	# and in the directories of one's own.
	stays() { # arguments of assay
		strace -f -qq -y -o trace \
		    -e trace=file,creat \
		    "$assay" "$@" > out 2> err || {
			bad "assay $* does not work"
			cat err
		}
		grep -E 'O_CREAT|O_TMPFILE|(creat|mkdir|mkdirat|mknod)\(' trace |
		    grep -v ' = -1 ' |
		    sed -n 's/^[^(]*(\([^"]*\)"\([^"]*\)".*/\1 \2/p' |
		    sed "s,^ /,/,; s,^ ,$work/,; s,^AT_FDCWD[^ ]*  */,/,
		        s|^AT_FDCWD[^ ]*  *|$work/|
		        s|^[0-9]*<\([^>]*\)>,  *|\1/|" |
		    sort -u > made
		grep -vE "^$work/(t|made-pack|\.made-pack\.assay-[^/]*|home|reports)(/|\$)" \
		    made | grep -v '^/dev/' > strange
		[ ! -s strange ] || {
			bad "assay $* makes files elsewhere"
			cat strange
		}
	}
	stays new t
	[ -s made ] || bad "the trace of assay new has no files"
	stays apply t changes.yaml
	stays attach t file.txt
	for call in list 'show OPS-03' 'search service' 'status t --json' \
	    'history t' 'check t' "import auto $src/tests/data/import/headings \
	    --to made-pack" 'list --pack made-pack' 'seal t' 'verify t' \
	    'reopen t --why again'; do
		# shellcheck disable=SC2086
		stays $call
	done
	for format in $("$assay" report --help |
	    sed -n '/^Tables/q; s/^  \([a-z]*\) .*/\1/p'); do
		stays report t --format "$format" -o "reports/t.$format"
		stays report t --format "$format"
	done
	rm -rf t made-pack
fi
# no place but the session's and one's own: the session cannot be written
rm -rf home/.cache
chmod -R a-w s
XDG_RUNTIME_DIR=
export XDG_RUNTIME_DIR
run report s --format xlsx -o reports/read-only.xlsx
ends 0
chmod -R u+w s
private reports home
[ -z "$(ls -A shared)" ] || bad "a workbook of a session to read used TMPDIR"
unset TMPDIR XDG_RUNTIME_DIR

# Wide modes: one line that says what to do, and which then holds.
for wide in s s/journal s/evidence; do
	chmod go+r "$wide"
	for call in 'status s' 'history s' 'report s --format markdown' \
	    'apply s none.yaml'; do
		printf '[]\n' > none.yaml
		# shellcheck disable=SC2086
		run $call
		[ "$status" -eq 0 ] || continue
		warns 'chmod -R go-rwx s'
		says_not chmod
	done
	run status s --json
	ends 0
	warns 'chmod -R go-rwx s'
	run check s
	ends 0
	says 'chmod -R go-rwx s'
	quiet
	chmod -R go-rwx s
	run status s
	ends 0
	quiet
	run check s
	says_not chmod
done

# Directories: a relative one is none, an empty one is not set.
plain=$work/home/.local/share
mkdir away
for value in relative ./relative ''; do
	(
		cd away || exit 1
		for name in CONFIG DATA STATE CACHE; do
			eval "XDG_${name}_HOME=\$value; export XDG_${name}_HOME"
		done
		"$assay" list > out 2> err && "$assay" list --pack none \
		    > out 2> err
		grep -qF "$plain" err || cat err
		[ "$(ls | tr '\n' ' ')" = 'err out ' ] || ls
	) > said
	[ ! -s said ] || {
		bad "XDG directories of \"$value\""
		cat said
	}
done
rm -rf away/*
# no home of one's own: it works, and drops nothing where it stands
for value in unset relative file; do
	(
		cd away || exit 1
		case $value in
		unset) unset HOME ;;
		relative) HOME=relative ;;
		file) HOME=$work/file.txt ;;
		esac
		"$assay" list > ../out 2> ../err || cat ../err
		"$assay" status ../s > ../out 2> ../err || cat ../err
		[ ! -s ../err ] || cat ../err
		ls -A
	) > said
	[ ! -s said ] || {
		bad "HOME $value"
		cat said
	}
done

# What another version has set does not stop this one. The file stays as it is.
mkdir -p home/.config/assay
settings=home/.config/assay/settings.yaml
printf 'assessor: A. Nonym\nshape: round\nglyphs: runes\nkeys:\n  fly: x\n' \
    > $settings
cp $settings settings.before
run status s
ends 0
warns "settings.yaml:2:1: Left out: There is no such setting"
warns 'tells all 3.'
run list
ends 0
warns 'settings.yaml:2:1: '
run list --json
ends 0
warns 'settings.yaml:2:1: '
apply '- {path: session/title, value: New}'
ends 0
run history s
says 'A. Nonym'
run check $settings
ends 1
says "$settings:2:1: There is no such setting"
says "$settings:3:1: This setting takes one of: unicode, ascii."
says "$settings:5:3: There is no command \"fly\""
quiet
printf 'shape: [\n' > $settings
run list
complains 1 'settings.yaml:'
cp settings.before $settings
run status s
same settings.before $settings "the settings"
rm $settings

# Who looks at the processes sees no answer.
run history s
ps -eo args 2> /dev/null | grep -v grep | grep -q Zarathustra &&
    bad "an answer in a command line"

finish
