/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The verdict block. */

#include <config.h>

#include "panes/verdict.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "model/catalog.h"
#include "panes/objective.h"
#include "ui/canvas.h"

/* What becomes of a target that is no level to be reached. */
static void
add_effective(int asked, int effective, struct str *out)
{
	if (effective > asked)
		/* TRANSLATORS: follows "target 3": it takes a higher level,
		 * since the control has no criteria at this one */
		str_printf(out, _(", effective %d (raised)"), effective);
	else if (effective < asked)
		/* TRANSLATORS: follows "target 3": the control has no level as
		 * high as this one */
		str_printf(out, _(", effective %d (capped)"), effective);
}

void
verdict_target(int asked, int effective, struct str *out)
{
	str_printf(out, _("target %d"), asked);
	add_effective(asked, effective, out);
}

/* The level concluded with its marks, "-" while there is none. */
static void
concluded_text(const struct desk *desk, size_t control, char out[16])
{
	desk_level_text(desk, control, out);
	if (desk_standing(desk, control)->concluded < 0 || out[0] != '=')
		snprintf(out, 16, "-");
	else
		memmove(out, out + 1, strlen(out));
}

/* derived: NULL while nothing is answered. */
static void
add_long(struct str *out, int gap, const char *derived, const char *supported,
    const char *concluded, const char *target)
{
	if (derived)
		str_printf(out, _("Derived %s"), derived);
	else
		str_add(out, _("Not rated"));
	str_add_repeat(out, ' ', (size_t)gap);
	str_printf(out, _("Supported %s"), supported);
	str_add_repeat(out, ' ', (size_t)gap);
	str_printf(out, _("Concluded %s"), concluded);
	str_add_repeat(out, ' ', (size_t)gap);
	str_printf(out, _("Target %s"), target);
}

/* Tries to say it with names and wider or smaller gaps. */
static bool
fits_long(struct str *out, int cells, const char *derived,
    const char *supported, const char *concluded, const char *target)
{
	for (int gap = 3; gap >= 2; gap--) {
		str_clear(out);
		add_long(out, gap, derived, supported, concluded, target);
		if (text_cells(str_text(out)) <= cells)
			return true;
	}
	return false;
}

/* The four always stand together. */
static void
add_levels(struct str *out, const struct desk *desk, size_t control, int cells)
{
	const struct rating *rating = desk_rating(desk, control);
	bool touched = rating->maturity.touched;
	int asked = rating->target_asked, effective = rating->target_effective;
	char derived[16], supported[16] = "-", concluded[16], brief[32] = "-";
	struct str target = { 0 };

	standing_derived_text(&rating->maturity, derived);
	if (touched && rating->supported >= 0)
		snprintf(supported, sizeof(supported), "%d", rating->supported);
	concluded_text(desk, control, concluded);
	if (asked >= 0 && asked != effective)
		snprintf(brief, sizeof(brief), "%d->%d", asked, effective);
	else if (asked >= 0)
		snprintf(brief, sizeof(brief), "%d", asked);
	if (asked >= 0) {
		str_printf(&target, "%d", asked);
		add_effective(asked, effective, &target);
	} else {
		str_add(&target, brief);
	}
	const char *first = touched ? derived : NULL;

	if (!fits_long(
	        out, cells, first, supported, concluded, str_text(&target)) &&
	    !fits_long(out, cells, first, supported, concluded, brief)) {
		str_clear(out);
		/* TRANSLATORS: Derived, Supported, Concluded, Target by a
		 * letter each, where their names have no room */
		str_printf(out, _("D %s  S %s  C %s  T %s"), derived, supported,
		    concluded, brief);
	}
	str_done(&target);
}

/* "2-4" alone. */
static void
add_range(struct str *out, const struct desk *desk, size_t control)
{
	char level[16];

	desk_level_text(desk, control, level);
	str_add(out, level);
}

/* What to warn about, gravest first. */
static const enum warning_bit warnings[] = { WARN_ALTERNATIVE_MATERIAL,
	WARN_UNATTAINABLE, WARN_STALE, WARN_RECHECK, WARN_NOT_DEFENSIBLE,
	WARN_SATISFACTORY_LOW, WARN_DEFICIENT_HIGH, WARN_DECLARATION,
	WARN_ATTESTATION, WARN_DRAFT, WARN_CAPABILITY, WARN_NO_REASON,
	WARN_OVERRIDE, WARN_METHODS, WARN_DEPRECATED };

static_assert(sizeof(warnings) / sizeof(*warnings) == WARN_COUNT,
    "a place for each warning");

/* The gravest warning takes the last row, where there is one to spare. */
static void
add_warning(
    struct verdict_block *verdict, const struct standing *standing, int most)
{
	if (!standing->warnings || most < 2 || verdict->rows >= (size_t)most)
		return;
	for (size_t i = 0; i < sizeof(warnings) / sizeof(*warnings); i++)
		if (standing->warnings & (unsigned)warnings[i]) {
			str_add(&verdict->warning, "! ");
			standing_warning(
			    standing, warnings[i], &verdict->warning);
			verdict->rows++;
			return;
		}
}

/* Of a control without levels: how it is designated, and why or why not. */
static void
add_designation(
    struct verdict_block *verdict, const struct desk *desk, size_t control)
{
	const struct standing *s = desk_standing(desk, control);

	str_printf(&verdict->levels, "%s   %s", _("Designation"),
	    objective_word(s->designation));
	standing_explain(&desk->frame, control, s, &verdict->text);
}

/* Of one with levels. */
static void
add_rating(struct verdict_block *verdict, const struct desk *desk,
    size_t control, int cells, int most)
{
	struct str raise = { 0 };

	if (most == 1)
		add_range(&verdict->levels, desk, control);
	else
		add_levels(&verdict->levels, desk, control, cells);
	rating_explain(desk->catalog, desk_rating(desk, control), control,
	    desk->session, &verdict->text, &raise);
	/* one row has room for the rule alone */
	if (most == 1)
		str_clear(&raise);
	if (raise.len && verdict->text.len)
		str_add_char(&verdict->text, most > 3 ? '\n' : ' ');
	str_add(&verdict->text, str_text(&raise));
	str_done(&raise);
}

void
verdict_make(struct verdict_block *verdict, const struct desk *desk,
    size_t control, int cells, int most)
{
	str_clear(&verdict->levels);
	str_clear(&verdict->text);
	str_clear(&verdict->warning);
	verdict->rows = 0;
	if (objective_only(desk, control))
		add_designation(verdict, desk, control);
	else
		add_rating(verdict, desk, control, cells, most);
	wrap_text(&verdict->wrap, str_text(&verdict->text), cells);
	verdict->rows = 1 + verdict->wrap.count;
	if (verdict->rows > (size_t)most)
		verdict->rows = (size_t)most;
	add_warning(verdict, desk_standing(desk, control), most);
}

void
verdict_draw(const struct verdict_block *verdict, struct canvas *canvas,
    int row, int col, int cols)
{
	const char *text = str_text(&verdict->text);

	if (!verdict->rows)
		return;
	int used = canvas_put_cut(
	    canvas, row, col, cols, ROLE_STRONG, str_text(&verdict->levels));

	bool warns = verdict->warning.len && verdict->rows > 1;
	size_t rows = verdict->rows - warns;

	if (warns)
		canvas_put_cut(canvas, row + (int)rows, col, cols, ROLE_WARN,
		    str_text(&verdict->warning));
	/* one row for all: the rule follows the levels */
	if (rows == 1)
		canvas_put_cut(canvas, row, col + used + 2, cols - used - 2,
		    ROLE_TEXT, text);
	for (size_t i = 0; i + 1 < rows; i++) {
		const struct wrap_line *line = &verdict->wrap.lines[i];

		if (i + 2 == rows && i + 1 < verdict->wrap.count)
			canvas_put_more(canvas, row + 1 + (int)i, col, cols,
			    ROLE_TEXT, text + line->start, line->len);
		else
			canvas_put_n(canvas, row + 1 + (int)i, col, cols,
			    ROLE_TEXT, text + line->start, line->len);
	}
}

void
verdict_done(struct verdict_block *verdict)
{
	str_done(&verdict->levels);
	str_done(&verdict->text);
	str_done(&verdict->warning);
	wrap_done(&verdict->wrap);
}
