# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT
#
# The report as HTML in a real browser: Chromium opens it offline without a
# message on its console, takes its picture, and prints it on A4 and Letter.
# Where axe-core is (AXE_CORE, or npm's directories), it finds no violation.
set -u
: "${top_srcdir:=.}" "${top_builddir:=.}"
src=$(cd "$top_srcdir" && pwd)
assay=${ASSAY:-$(cd "$top_builddir" && pwd)/src/assay}
browser=
for name in ${CHROMIUM:-chromium chromium-browser google-chrome}; do
	browser=$(command -v "$name") && break
done
if [ -z "$browser" ]; then
	echo "no Chromium is here: apt-get install chromium"
	exit 77
fi
work=$PWD/tests.tmp/browser
rm -rf "$work"
mkdir -p "$work/home" || exit 99
cd "$work" || exit 99
HOME=$work/home
ASSAY_DATADIR=$src
LC_ALL=C.UTF-8
LANGUAGE=
SOURCE_DATE_EPOCH=1784025727
export HOME ASSAY_DATADIR LC_ALL LANGUAGE SOURCE_DATE_EPOCH
failures=0

bad() {
	failures=$((failures + 1))
	printf 'FAILED: %s\n' "$*"
}

# A page of its own each time, away from the network; what the console says
# goes to the file log.
browse() { # options and a page
	timeout 120 "$browser" --headless --no-sandbox --disable-gpu \
	    --no-first-run --disable-background-networking \
	    --host-resolver-rules='MAP * ~NOTFOUND' \
	    --user-data-dir="$work/profile" --enable-logging=stderr \
	    "$@" 2> log
}

console_is_quiet() { # while doing what
	if grep CONSOLE log; then
		bad "$1 without a message on the console"
	fi
}

"$assay" new s --title 'Nordwerk <b>2026</b>' --assessor 'K. Ito' \
    > /dev/null || bad "a session is made"
cat > changes.yaml <<'CHANGES'
- {path: OPS-03/criteria/3.1/state, value: met}
- {path: OPS-03/criteria/3.2/state, value: not met}
- {path: OPS-03/notes/aaaaaa/text, value: "<script>console.log(1)</script>"}
- {path: OPS-03/notes/aaaaaa/audience, value: client}
- {path: evidence/EV-aaaaaa/title, value: "\" onload=\"console.log(2)"}
- {path: evidence/EV-aaaaaa/state, value: accepted}
- {path: links/EV-aaaaaa/OPS-03, value: supports}
CHANGES
"$assay" apply s changes.yaml > /dev/null || bad "it has answers"
"$assay" report s --format html --full > page.html || bad "it is a report"

browse --screenshot="$work/page.png" --window-size=1280,2400 \
    "file://$work/page.html" > /dev/null
console_is_quiet "the page opens"
[ "$(wc -c < page.png)" -gt 20000 ] || bad "there is something to see"

# The paper is chosen in the dialogue; here, by a copy that names it.
for paper in A4 Letter; do
	sed "s/@page { size: auto;/@page { size: $paper;/" page.html \
	    > "$paper.html"
	browse --no-pdf-header-footer --print-to-pdf="$work/$paper.pdf" \
	    "file://$work/$paper.html" > /dev/null
	console_is_quiet "$paper prints"
done
# 210 mm are 595 points, 8.5 inches 612
grep -aq 'MediaBox \[0 0 59[456]' A4.pdf || bad "A4 is printed"
grep -aq 'MediaBox \[0 0 612' Letter.pdf || bad "Letter is printed"

axe=${AXE_CORE:-}
for place in "$src/node_modules" "$src/../node_modules" \
    "$(npm root -g 2> /dev/null)" ${NODE_PATH:-}; do
	[ -z "$axe" ] && [ -f "$place/axe-core/axe.min.js" ] &&
		axe=$place/axe-core/axe.min.js
done
if [ -z "$axe" ]; then
	echo "without axe-core: npm install -g axe-core, or AXE_CORE=FILE"
else
	# a copy that allows the one script, which writes down what it finds
	{
		grep -v 'Content-Security-Policy' page.html |
			sed '/^<\/body>/,$d'
		echo '<script>'
		cat "$axe"
		cat <<'SCRIPT'
</script>
<script>
axe.run(document).then(function (found) {
	var out = document.createElement('pre');
	out.textContent = found.violations.map(function (v) {
		return 'VIOLATION ' + v.id + ': ' + v.help + ': ' +
		    v.nodes[0].target;
	}).concat(['PASSED ' + found.passes.length]).join('\n');
	document.body.appendChild(out);
});
</script>
</body>
</html>
SCRIPT
	} > axe.html
	browse --virtual-time-budget=60000 --dump-dom "file://$work/axe.html" \
	    > dom.html
	sed -n '/VIOLATION [a-z]/p' dom.html | grep -v "'VIOLATION" > violations
	grep -q 'PASSED [1-9]' dom.html || bad "axe-core comes to an end"
	[ ! -s violations ] || {
		bad "axe-core finds nothing to complain of"
		cat violations
	}
fi

[ "$failures" -eq 0 ] || exit 1
exit 0
