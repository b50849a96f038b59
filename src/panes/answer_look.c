/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* How an answer looks: signs, brackets, strips, marks. */

#include <config.h>

#include "panes/answer.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/catalog.h"
#include "model/findings.h"
#include "model/records.h"
#include "model/schema.h"
#include "model/session.h"
#include "model/twins.h"
#include "ui/canvas.h"

enum glyph
answer_glyph(enum criterion_state state)
{
	static const enum glyph glyphs[STATE_COUNT] = {
		[STATE_UNASSESSED] = GLYPH_UNASSESSED,
		[STATE_MET] = GLYPH_MET,
		[STATE_EXCEEDED] = GLYPH_EXCEEDED,
		[STATE_PARTIAL] = GLYPH_PARTIAL,
		[STATE_NOT_MET] = GLYPH_NOT_MET,
		[STATE_NOT_APPLICABLE] = GLYPH_NOT_APPLICABLE,
	};

	return glyphs[state];
}

enum role
answer_role(enum criterion_state state)
{
	switch (state) {
	case STATE_MET:
	case STATE_EXCEEDED:
		return ROLE_GOOD;
	case STATE_PARTIAL:
		return ROLE_WARN;
	case STATE_NOT_MET:
		return ROLE_BAD;
	default:
		return ROLE_TEXT;
	}
}

char *
answer_path(const struct desk *desk, struct spot spot, const char *field)
{
	return path_criterion(
	    catalog_string(desk->catalog, CONTROL_ID, spot.control), spot.level,
	    catalog_string(
	        desk->catalog, CRITERION_KEY, desk_criterion(desk, spot)),
	    field);
}

bool
answer_copied(const struct desk *desk, struct spot spot)
{
	if (spot.kind != SPOT_CRITERION ||
	    !desk_standing(desk, spot.control)->copied)
		return false;
	char *path = answer_path(desk, spot, "copied");
	bool copied = session_get(desk->session, path) != NULL;

	free(path);
	return copied;
}

/* What stands in a box: a recorded yes or no reads as met and not met. */
static enum criterion_state
box_state(const struct desk *desk, struct spot spot, bool *computed)
{
	const struct rating *rating = desk_rating(desk, spot.control);
	const char *word;
	char *path;

	*computed = false;
	if (spot.kind == SPOT_CRITERION)
		return desk_state(desk, spot);
	path = desk_path(desk, spot);
	word = desk->session ? session_get(desk->session, path) : NULL;
	free(path);
	if (word && str_equal(word, "yes"))
		return STATE_MET;
	if (word && str_equal(word, "no"))
		return STATE_NOT_MET;
	if (spot.kind == SPOT_PERFORMED &&
	    rating->maturity.performed == ANSWER_YES) {
		*computed = true;
		return STATE_MET;
	}
	return STATE_UNASSESSED;
}

/* Is the value at this spot still waiting for the disk? */
static bool
is_queued(const struct desk *desk, struct spot spot)
{
	if (!desk->queued || !desk->session)
		return false;
	char *path = desk_path(desk, spot);
	const struct entry *entry = session_entry(desk->session, path);
	size_t commits = session_commits(desk->session);
	const struct commit *last =
	    commits ? session_commit(desk->session, commits - 1) : NULL;

	free(path);
	return entry && last && entry->seq + desk->queued > last->seq;
}

void
answer_draw_state(enum criterion_state state, const char *brackets,
    struct canvas *canvas, int row, int col)
{
	canvas_put_n(canvas, row, col, 1, ROLE_TEXT, brackets, 1);
	if (state != STATE_UNASSESSED)
		canvas_put_glyph(canvas, row, col + 1, answer_role(state),
		    answer_glyph(state));
	canvas_put_n(canvas, row, col + 2, 1, ROLE_TEXT, brackets + 1, 1);
}

void
answer_draw_box(const struct desk *desk, struct spot spot,
    struct canvas *canvas, int row, int col)
{
	bool computed;
	enum criterion_state state = box_state(desk, spot, &computed);

	answer_draw_state(state,
	    computed                    ? "<>"
	    : is_queued(desk, spot)     ? "{}"
	    : answer_copied(desk, spot) ? "()"
	                                : "[]",
	    canvas, row, col);
}

/* Is there more of the level, and is it a copy? */
static bool
strip_item(const struct desk *desk, struct spot spot, bool *copied)
{
	*copied = false;
	if (desk_criterion(desk, spot) == CATALOG_NONE)
		return false;
	*copied = answer_copied(desk, spot);
	return true;
}

int
answer_strip_cells(const struct desk *desk, size_t control, int level)
{
	struct spot spot = { SPOT_CRITERION, control, level, 0 };
	bool copied, inside = false;
	int cells = 0;

	for (; strip_item(desk, spot, &copied); spot.item++) {
		cells += 1 + (copied != inside);
		inside = copied;
	}
	return cells + inside;
}

int
answer_draw_strip(const struct desk *desk, size_t control, int level,
    struct canvas *canvas, int row, int col, int width)
{
	struct spot spot = { SPOT_CRITERION, control, level, 0 };
	bool copied, inside = false;
	int used = 0;

	for (; strip_item(desk, spot, &copied); spot.item++) {
		enum criterion_state state = desk_state(desk, spot);

		/* what is opened must have room to be closed */
		if (used + (copied != inside) + 1 + copied > width)
			break;
		if (copied != inside)
			used += canvas_put(canvas, row, col + used, 1,
			    ROLE_TEXT, copied ? "(" : ")");
		inside = copied;
		canvas_put_glyph(canvas, row, col + used++, answer_role(state),
		    answer_glyph(state));
	}
	if (inside)
		used += canvas_put(canvas, row, col + used, 1, ROLE_TEXT, ")");
	return used;
}

bool
answer_recheck(const struct desk *desk, struct spot spot)
{
	return desk_standing(desk, spot.control)->recheck &&
	       twins_recheck(
	           desk, spot.control, spot.level, desk_criterion(desk, spot));
}

/* How evidence linked to a criterion stands: 'E' accepted, 'e' linked or asked
 * for; 0: none. */
static char
evidence_mark(const struct desk *desk, struct spot spot, size_t row)
{
	size_t count = 0;
	const size_t *at =
	    artifacts_of_control(desk_artifacts(desk), spot.control, &count);
	char mark = 0;

	for (size_t i = 0; i < count && mark != 'E'; i++) {
		const struct artifact *one =
		    artifacts_at(desk_artifacts(desk), at[i]);

		for (size_t k = 0; k < one->link_count; k++) {
			const struct artifact_link *link = &one->links[k];

			if (link->criterion != row ||
			    link->control != spot.control ||
			    str_equal(link->verdict, "not relevant"))
				continue;
			mark = one->state == EVIDENCE_ACCEPTED ? 'E' : 'e';
		}
	}
	return mark;
}

/* Does an open record of the segment speak of the item? Statements:
 * contradictions only. */
static bool
has_open(const struct session *session, const char *segment, const char *about)
{
	struct record_walk walk;
	struct record record;

	record_walk_begin(session, segment, &walk);
	while (record_walk_next(&walk, &record)) {
		const char *state;

		if (!str_equal(record_value(&record, "about"), about))
			continue;
		state = record_value(&record, "state");
		if (str_equal(segment, "statements")
		        ? str_equal(
		              record_value(&record, "kind"), "contradiction") &&
		              !record_value(&record, "resolved")
		        : (!state || str_equal(state, "open")) &&
		              !str_equal(
		                  record_value(&record, "kind"), "parked"))
			return true;
	}
	return false;
}

void
answer_marks(const struct desk *desk, struct spot spot, struct str *out)
{
	size_t row = desk_criterion(desk, spot);
	char *about, evidence;
	bool opposed;

	if (row == CATALOG_NONE || !desk->session)
		return;
	about = xasprintf("%s/criteria/%d.%s",
	    catalog_string(desk->catalog, CONTROL_ID, spot.control), spot.level,
	    catalog_string(desk->catalog, CRITERION_KEY, row));
	opposed = has_open(desk->session, "statements", about);
	evidence = evidence_mark(desk, spot, row);
	if (opposed || answer_recheck(desk, spot))
		str_add_char(out, '!');
	if (evidence)
		str_add_char(out, evidence);
	if (has_open(desk->session, "followups", about))
		str_add_char(out, 'f');
	if (finding_marks(desk, about))
		str_add_char(out, 'F');
	if (desk_has_note(desk, spot))
		str_add_char(out, '"');
	free(about);
}

/* How a level stands once judging is looked at. */
static const char *
verdict_text(
    const struct desk *desk, size_t control, int level, enum role *role)
{
	const struct level_result *l =
	    &desk_rating(desk, control)->maturity.levels[level];

	*role = ROLE_WARN;
	if (l->band && l->judged != ANSWER_UNKNOWN) {
		bool yes = l->judged == ANSWER_YES;

		*role = yes ? ROLE_GOOD : ROLE_BAD;
		/* TRANSLATORS: a level the assessor has judged */
		return yes ? _("judged yes") : _("judged no");
	}
	if (l->asks)
		/* TRANSLATORS: short, beside a level's name: it is up to the
		 * assessor whether the level is reached */
		return _("your judgement");
	if (l->low_pass) {
		*role = ROLE_GOOD;
		/* TRANSLATORS: short: the level is reached */
		return _("pass");
	}
	if (!l->high_pass) {
		*role = ROLE_BAD;
		/* TRANSLATORS: short: the level is not reached */
		return _("fails");
	}
	*role = ROLE_TEXT;
	/* TRANSLATORS: short: answers are missing to say */
	return _("open");
}

void
answer_level_standing(const struct desk *desk, size_t control, int level,
    struct str *counts, const char **verdict, enum role *role)
{
	const struct level_result *l =
	    &desk_rating(desk, control)->maturity.levels[level];

	*verdict = "";
	*role = ROLE_TEXT;
	if (!l->count)
		return;
	/* TRANSLATORS: criteria met of those that apply */
	str_printf(counts, _("%zu of %zu"), l->met, l->applicable);
	if (l->met && l->applicable)
		str_printf(counts, "   %d %%", l->percent);
	*verdict = verdict_text(desk, control, level, role);
}
