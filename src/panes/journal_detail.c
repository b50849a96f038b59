/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Everything a commit holds, in a fixed number of rows. */

#include <config.h>

#include "panes/journal_detail.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/desk.h"
#include "model/people.h"
#include "model/session.h"
#include "panes/journal_text.h"
#include "panes/keymap.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

/* Cells from the left edge; rows that are not for values: bar, stamp, sum and
 * what B would do, with blanks about it where there are rows enough. */
enum { COL_LABEL = 2, COL_TEXT = 11, FIXED_ROWS = 4, ROOMY = 9 };
/* From here on what B would do is said in full. */
enum { WIDE = 104 };

/* What is drawn where. */
struct detail {
	const struct pane *pane;
	const struct desk *desk;
	const struct commit *commit;
	struct canvas *canvas;
	struct rect rect;
};

/* The first key of a command, "" when it has none. */
static void
key_of(const struct detail *d, const char *name, char out[16])
{
	const struct command *command =
	    d->pane->keymap ? keymap_by_name(d->pane->keymap, name, NULL)
	                    : NULL;

	out[0] = '\0';
	if (command)
		keymap_first_key(d->pane->keymap, command, out);
}

/* How many later commits going back to this one takes back; the program's own
 * about pack and seals stay. */
static size_t
later(const struct detail *d)
{
	const struct session *session = d->desk->session;
	size_t count = 0;

	for (size_t i = session_commits(session); i-- > 0;) {
		const struct commit *commit = session_commit(session, i);

		if (commit->seq <= d->commit->seq)
			break;
		count += !session_keeps(commit->changes[0].path);
	}
	return d->desk->read_only ? 0 : count;
}

static void
draw_bar(const struct detail *d, size_t taken)
{
	const struct commit *commit = d->commit;
	struct str title = { 0 }, right = { 0 };
	char go[16], back[16];
	struct spot spot;

	str_printf(&title, "%llu   ", (unsigned long long)commit->seq);
	if (commit->count == 1)
		str_add(&title, commit->changes[0].path);
	else
		str_printf(&title,
		    ngettext("%zu change", "%zu changes", commit->count),
		    commit->count);
	key_of(d, "open", go);
	key_of(d, "back-to-here", back);
	if (*go && journal_spot(d->desk, commit, &spot))
		/* TRANSLATORS: %s is a key */
		str_printf(&right, _("%s go there"), go);
	if (*back && taken) {
		str_add(&right, right.len ? "   " : "");
		str_printf(&right, _("%s back to here"), back);
	}
	canvas_bar(d->canvas, d->rect.row, d->rect.col, d->rect.cols,
	    str_text(&title), str_text(&right));
	str_done(&title);
	str_done(&right);
}

/* A label and text after it, in at most `most` rows; returns the rows. */
static int
draw_text(const struct detail *d, int row, int most, const char *label,
    const char *text)
{
	int col = d->rect.col + COL_TEXT, cells = d->rect.cols - COL_TEXT - 1;
	struct wrap wrap = { 0 };
	int rows = 0;

	canvas_put_cut(d->canvas, row, d->rect.col + COL_LABEL,
	    COL_TEXT - COL_LABEL - 1, ROLE_QUIET, label);
	wrap_text(&wrap, text, cells < WRAP_MEASURE ? cells : WRAP_MEASURE);
	for (; rows < most && (size_t)rows < wrap.count; rows++) {
		const struct wrap_line *line = &wrap.lines[rows];
		bool more = rows + 1 == most && (size_t)rows + 1 < wrap.count;
		int used = canvas_put_n(d->canvas, row + rows, col, cells,
		    ROLE_TEXT, text + line->start, line->len);

		if (more)
			canvas_put(d->canvas, row + rows, col + used, 2,
			    ROLE_TEXT, " ~");
	}
	wrap_done(&wrap);
	return rows;
}

/* What became of it later: "taken back by 211". */
static void
add_fate(const struct detail *d, struct str *out)
{
	const struct session *session = d->desk->session;
	const struct commit *fate = NULL;

	for (size_t i = session_commits(session); i-- > 0 && !fate;) {
		const struct commit *commit = session_commit(session, i);

		if (commit->seq <= d->commit->seq)
			return;
		if (commit->undoes == d->commit->seq ||
		    commit->redoes == d->commit->seq)
			fate = commit;
	}
	if (!fate)
		return;
	str_add(out, "   ");
	str_printf(out,
	    fate->undoes ? _("taken back by %llu") : _("brought back by %llu"),
	    (unsigned long long)fate->seq);
}

static void
draw_stamp(const struct detail *d, int row)
{
	const struct commit *commit = d->commit;
	struct str text = { 0 };

	str_printf(&text, _("%s   by %s"), commit->at, commit->by);
	if (commit->said) {
		str_add(&text, "   ");
		str_printf(&text, _("said by %s"), person_shown(commit->said));
	}
	add_fate(d, &text);
	draw_text(d, row, 1, _("at"), str_text(&text));
	str_done(&text);
}

/* Old, new and why of the one change; each has a row at least. */
static void
draw_change(const struct detail *d, int row, int rows)
{
	const struct recorded_change *change = &d->commit->changes[0];
	/* TRANSLATORS: labels of at most 8 letters: the former value, the new
	 * one, the reason */
	const char *const labels[] = { _("old"), _("new"), _("why") };
	const char *const texts[] = { journal_value(change, change->old),
		journal_value(change, change->value), change->why };
	int parts = change->why ? 3 : 2;

	for (int i = 0; i < parts && rows > 0; i++) {
		int used = draw_text(
		    d, row, rows - (parts - 1 - i), labels[i], texts[i]);

		row += used;
		rows -= used;
	}
}

/* Several changes: a row each, and their first reason. */
static void
draw_changes(const struct detail *d, int row, int rows)
{
	const struct commit *commit = d->commit;
	const char *why = journal_main(commit)->why;
	int col = d->rect.col + COL_LABEL, cols = d->rect.cols - COL_LABEL - 1;
	size_t room = (size_t)(why ? rows - 1 : rows);
	size_t fit = commit->count <= room ? commit->count : room - 1;
	struct str text = { 0 };

	for (size_t i = 0; i < fit; i++) {
		const struct recorded_change *change = &commit->changes[i];

		str_clear(&text);
		str_printf(&text, "%s   ", change->path);
		journal_change(
		    d->desk, change, cols - text_cells(str_text(&text)), &text);
		canvas_put_cut(
		    d->canvas, row++, col, cols, ROLE_TEXT, str_text(&text));
	}
	if (fit < commit->count) {
		str_clear(&text);
		str_printf(&text,
		    ngettext(
		        "and %zu more", "and %zu more", commit->count - fit),
		    commit->count - fit);
		canvas_put_cut(
		    d->canvas, row++, col, cols, ROLE_QUIET, str_text(&text));
	}
	if (why)
		draw_text(d, row, 1, _("why"), why);
	str_done(&text);
}

/* "e1c0 55d9 7f10 ... 9b   follows 209" */
static void
draw_sum(const struct detail *d, int row)
{
	const struct commit *commit = d->commit;
	const char *sum = commit->sum;
	struct str text = { 0 };

	if (strlen(sum) == 64)
		str_printf(&text, "%.4s %.4s %.4s ... %s", sum, sum + 4,
		    sum + 8, sum + 62);
	if (commit->seq > 1) {
		str_add(&text, "   ");
		/* TRANSLATORS: the number of the commit before */
		str_printf(&text, _("follows %llu"),
		    (unsigned long long)commit->seq - 1);
	}
	draw_text(d, row, 1, _("sum"), str_text(&text));
	str_done(&text);
}

/* "B would take back 8 commits, 211 to 218, in one step; ..." */
static void
say_back(struct str *out, const char *back, const char *redo, size_t taken,
    unsigned long long first, unsigned long long last, bool wide)
{
	if (taken == 1)
		/* TRANSLATORS: two keys, between them a commit's number */
		str_printf(out,
		    wide ? _("%s would take back commit %llu; nothing is "
		             "deleted and %s brings it back.")
		         : _("%s takes back %llu; %s brings it back."),
		    back, last, redo);
	else if (!wide)
		str_printf(out,
		    _("%s takes back %llu to %llu; %s brings them back."), back,
		    first, last, redo);
	else
		str_printf(out,
		    /* TRANSLATORS: a key, how many commits, the first and the
		     * last of them, a key */
		    ngettext("%s would take back %zu commit, %llu to %llu, in "
		             "one step; nothing is deleted and %s brings it "
		             "back.",
		        "%s would take back %zu commits, %llu to %llu, in one "
		        "step; nothing is deleted and %s brings them back.",
		        taken),
		    back, taken, first, last, redo);
}

static void
draw_back(const struct detail *d, int row, size_t taken)
{
	const struct session *session = d->desk->session;
	const struct commit *newest =
	    session_commit(session, session_commits(session) - 1);
	struct str text = { 0 };
	char back[16], redo[16];

	key_of(d, "back-to-here", back);
	key_of(d, "redo", redo);
	if (!taken || !*back)
		return;
	say_back(&text, back, *redo ? redo : ":redo", taken, d->commit->seq + 1,
	    newest->seq, d->rect.cols >= WIDE);
	canvas_put_cut(d->canvas, row, d->rect.col + COL_LABEL,
	    d->rect.cols - COL_LABEL - 1, ROLE_QUIET, str_text(&text));
	str_done(&text);
}

void
journal_detail_draw(const struct pane *pane, const struct desk *desk,
    const struct commit *commit, struct canvas *canvas, struct rect rect)
{
	struct detail d = { pane, desk, commit, canvas, rect };
	size_t taken = later(&d);
	/* a blank before the last sentence, one after it */
	int blank = rect.rows >= ROOMY;
	int rows = rect.rows - FIXED_ROWS - 2 * blank, row = rect.row;

	draw_bar(&d, taken);
	draw_stamp(&d, row + 1);
	if (commit->count == 1)
		draw_change(&d, row + 2, rows);
	else
		draw_changes(&d, row + 2, rows);
	draw_sum(&d, row + 2 + rows);
	draw_back(&d, row + 3 + rows + blank, taken);
}
