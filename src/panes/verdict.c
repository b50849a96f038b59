/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The verdict block. */

#include <config.h>

#include "panes/verdict.h"

#include <stdio.h>

#include "base/i18n.h"
#include "model/catalog.h"
#include "ui/canvas.h"

static void
add_levels(struct str *out, const struct rating *rating)
{
	const struct maturity *m = &rating->maturity;
	char derived[16];

	if (!m->touched) {
		str_add(out, _("Not rated"));
		return;
	}
	if (m->low == m->high)
		snprintf(derived, sizeof(derived), "%d", m->low);
	else
		snprintf(derived, sizeof(derived), "%d-%d", m->low, m->high);
	str_printf(out, _("Derived %s"), derived);
	if (rating->supported >= 0) {
		str_add(out, "   ");
		str_printf(out, _("Supported %d"), rating->supported);
	}
	if (rating->target_asked < 0)
		return;
	str_add(out, "   ");
	str_printf(out, _("Target %d"), rating->target_asked);
	if (rating->target_effective > rating->target_asked)
		str_printf(out, _(" (raised to %d)"), rating->target_effective);
	else if (rating->target_effective < rating->target_asked)
		str_printf(out, _(" (capped at %d)"), rating->target_effective);
}

/* "2-4" alone. */
static void
add_range(struct str *out, const struct desk *desk, size_t control)
{
	char level[16];

	desk_level_text(desk, control, level);
	str_add(out, level);
}

void
verdict_make(struct verdict_block *verdict, const struct desk *desk,
    size_t control, int cells, int most)
{
	struct str raise = { 0 };

	str_clear(&verdict->levels);
	str_clear(&verdict->text);
	verdict->rows = 0;
	if (catalog_scale_top(desk->catalog) < 0)
		return;
	if (most == 1)
		add_range(&verdict->levels, desk, control);
	else
		add_levels(&verdict->levels, desk_rating(desk, control));
	rating_explain(desk->catalog, desk_rating(desk, control), control,
	    desk->session, &verdict->text, &raise);
	/* one row has room for the rule alone */
	if (most == 1)
		str_clear(&raise);
	if (raise.len && verdict->text.len)
		str_add_char(&verdict->text, most > 3 ? '\n' : ' ');
	str_add(&verdict->text, str_text(&raise));
	wrap_text(&verdict->wrap, str_text(&verdict->text), cells);
	verdict->rows = 1 + verdict->wrap.count;
	if (verdict->rows > (size_t)most)
		verdict->rows = (size_t)most;
	str_done(&raise);
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

	/* one row for all: the rule follows the levels */
	if (verdict->rows == 1)
		canvas_put_cut(canvas, row, col + used + 2, cols - used - 2,
		    ROLE_TEXT, text);
	for (size_t i = 0; i + 1 < verdict->rows; i++) {
		const struct wrap_line *line = &verdict->wrap.lines[i];

		if (i + 2 == verdict->rows && i + 1 < verdict->wrap.count)
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
	wrap_done(&verdict->wrap);
}
