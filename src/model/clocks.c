/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The clocks of what is deficient. */

#include <config.h>

#include "model/clocks.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"

struct clocks_frame
clocks_frame(const struct desk *desk)
{
	return (struct clocks_frame){ desk->catalog, desk->session,
		desk->holidays, desk->holiday_count, desk->frame.today };
}

/* Since when a path holds "deficient"; DAY_NONE: it does not. */
static int
deficient_since(const struct session *session, const char *path)
{
	const struct entry *entry = session_entry(session, path);
	const struct commit *commit =
	    entry && designation_find(entry->value) == DESIGNATION_DEFICIENT
	        ? session_find_commit(session, entry->seq)
	        : NULL;

	return commit ? day_parse(commit->at) : DAY_NONE;
}

static void
set_window(const struct clocks_frame *frame, struct clocks *out)
{
	const char *end =
	    frame->session ? session_get(frame->session, "session/period/end")
	                   : NULL;

	*out = (struct clocks){ .period_end = day_parse(end),
		.window_end = DAY_NONE,
		.designated = DAY_NONE,
		.plan_limit = DAY_NONE };
	if (out->period_end == DAY_NONE)
		return;
	out->window_end = day_add_business(out->period_end,
	    WINDOW_BUSINESS_DAYS, frame->holidays, frame->holiday_count);
	if (frame->today != DAY_NONE)
		out->window_left = out->window_end - frame->today;
}

static void
set_plan(const struct clocks_frame *frame, int designated, struct clocks *out)
{
	if (designated == DAY_NONE)
		return;
	out->designated = designated;
	out->plan_limit = designated + PLAN_DAYS;
	if (frame->today != DAY_NONE)
		out->plan_left = out->plan_limit - frame->today;
}

void
clocks_of(
    const struct clocks_frame *frame, const char *path, struct clocks *out)
{
	set_window(frame, out);
	if (frame->session)
		set_plan(frame, deficient_since(frame->session, path), out);
}

static void
take_first(const struct clocks_frame *frame, const char *path, int *first)
{
	int day = deficient_since(frame->session, path);

	if (day != DAY_NONE && (*first == DAY_NONE || day < *first))
		*first = day;
}

void
clocks_control(
    const struct clocks_frame *frame, size_t control, struct clocks *out)
{
	const struct catalog *c = frame->catalog;
	const char *id = catalog_string(c, CONTROL_ID, control);
	size_t count = catalog_count(c, CONTROL_OBJECTIVES, control);
	int first = DAY_NONE;

	set_window(frame, out);
	if (!frame->session)
		return;
	char *path = xasprintf("%s/designation", id);

	take_first(frame, path, &first);
	free(path);
	for (size_t i = 0; i < count; i++) {
		path = xasprintf("%s/objectives/%s/designation", id,
		    catalog_string(c, OBJECTIVE_ID,
		        catalog_child(c, CONTROL_OBJECTIVES, control, i)));
		take_first(frame, path, &first);
		free(path);
	}
	set_plan(frame, first, out);
}

/* ", 12 days left", ", 3 days over". */
static void
add_left(int left, struct str *out)
{
	if (left < 0)
		str_printf(out,
		    ngettext(
		        "%d day over", "%d days over", (unsigned long)-left),
		    -left);
	else
		str_printf(out,
		    ngettext(
		        "%d day left", "%d days left", (unsigned long)left),
		    left);
}

static void
explain_window(const struct clocks *clocks, const char *left, struct str *out)
{
	char end[16], last[16];

	if (clocks->window_end == DAY_NONE) {
		str_add(
		    out, _("New evidence counts for 10 business days after the "
		           "period; :period says when it ends."));
		return;
	}
	day_text(clocks->period_end, end);
	day_text(clocks->window_end, last);
	if (*left)
		/* TRANSLATORS: two days, and "12 days left" */
		str_printf(out,
		    _("New evidence counts until %s, 10 business days after "
		      "%s: %s."),
		    last, end, left);
	else
		str_printf(out,
		    _("New evidence counts until %s, 10 business days after "
		      "%s."),
		    last, end);
}

static void
explain_plan(const struct clocks *clocks, const char *left, struct str *out)
{
	char since[16], last[16];

	day_text(clocks->designated, since);
	day_text(clocks->plan_limit, last);
	if (*left)
		/* TRANSLATORS: two days, and "180 days left" */
		str_printf(out,
		    _("A plan may run until %s, 180 days after %s: %s."), last,
		    since, left);
	else
		str_printf(out,
		    _("A plan may run until %s, 180 days after %s."), last,
		    since);
}

void
clocks_explain(const struct clocks *clocks, int today, struct str *out)
{
	struct str left = { 0 };

	if (today != DAY_NONE)
		add_left(clocks->window_left, &left);
	explain_window(clocks, str_text(&left), out);
	if (clocks->plan_limit != DAY_NONE) {
		str_clear(&left);
		if (today != DAY_NONE)
			add_left(clocks->plan_left, &left);
		str_add_char(out, ' ');
		explain_plan(clocks, str_text(&left), out);
	}
	str_done(&left);
}
