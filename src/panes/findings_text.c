/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A finding in words: where it comes from, by when, what clearing it does. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/dayword.h"
#include "model/desk.h"
#include "model/gap.h"
#include "model/rehearse.h"
#include "panes/findings_parts.h"
#include "panes/item_text.h"

/* Criteria named before the rest is counted. */
enum { NAMED_MOST = 6 };

/* The criterion a finding is about; false: it is about none. */
static bool
find_criterion(
    const struct desk *desk, const struct finding *f, struct spot *spot)
{
	size_t control, objective, criterion;

	return f->about &&
	       item_text_rows(
	           desk, f->about, &control, &objective, &criterion) &&
	       item_text_spot(desk, control, criterion, spot);
}

/* The objective; CATALOG_NONE: it is about none. */
static size_t
find_objective(const struct desk *desk, const struct finding *f)
{
	size_t control, objective, criterion;

	return f->about && item_text_rows(
	                       desk, f->about, &control, &objective, &criterion)
	           ? objective
	           : CATALOG_NONE;
}

void
findings_from(const struct desk *desk, const struct finding *f, struct str *out)
{
	static const char *const words[STATE_COUNT] = {
		[STATE_UNASSESSED] = N_("open"),
		[STATE_MET] = N_("met"),
		[STATE_EXCEEDED] = N_("exceeded"),
		[STATE_PARTIAL] = N_("partial"),
		[STATE_NOT_MET] = N_("not met"),
		[STATE_NOT_APPLICABLE] = N_("n/a"),
	};
	size_t objective = find_objective(desk, f);
	struct spot spot;

	if (f->artifact)
		str_add(out, f->artifact);
	else if (objective != CATALOG_NONE)
		item_text_show_row(
		    desk, f->control, objective, CATALOG_NONE, true, out);
	else if (find_criterion(desk, f, &spot))
		str_printf(out, "%d.%zu %s", spot.level, spot.item + 1,
		    _(words[desk_state(desk, spot)]));
}

bool
findings_due(const struct desk *desk, const struct finding *f, struct str *out)
{
	if (!f->open && f->completed != DAY_NONE)
		dayword_show(f->completed, desk->frame.today, out);
	else if (f->overdue)
		dayword_due(f->due, desk->frame.today, out);
	else if (f->due != DAY_NONE && f->open)
		dayword_show(f->due, desk->frame.today, out);
	return f->overdue;
}

/* "Weight 9, level 2, target 3". */
static void
add_standing(const struct desk *desk, size_t control, const struct gap *gap,
    struct str *out)
{
	int weight = catalog_number(desk->catalog, CONTROL_WEIGHT, control);

	if (weight >= 0)
		str_printf(out, _("Weight %d"), weight);
	if (catalog_scale_top(desk->catalog) >= 0) {
		str_add(out, out->len ? ", " : "");
		/* TRANSLATORS: goes on "Weight 9, level 2, target 3" */
		str_printf(out, _("level %d"), gap->from);
	}
	if (gap->effective >= 0)
		/* TRANSLATORS: goes on "Weight 9, level 2, target 3" */
		str_printf(out, _(", target %d"), gap->effective);
}

/* What the target takes besides: "3.2, 3.5". How many that is. */
static size_t
add_steps(const struct gap *gap, const struct spot *own, struct str *out)
{
	size_t count = 0;

	for (size_t i = 0; i < gap->count; i++) {
		const struct spot *spot = &gap->steps[i].spot;

		if (spot->kind == SPOT_PERFORMED ||
		    (own && spot_equal(*spot, *own)))
			continue;
		count++;
		if (count > NAMED_MOST)
			continue;
		str_add(out, count > 1 ? ", " : "");
		if (spot->kind == SPOT_CRITERION)
			str_printf(out, "%d.%zu", spot->level, spot->item + 1);
		else
			str_printf(out, "L%d", spot->level);
	}
	if (count > NAMED_MOST)
		str_printf(out,
		    ngettext(", %zu more", ", %zu more", count - NAMED_MOST),
		    count - NAMED_MOST);
	return count;
}

/* "; reaching 3 takes 3.2, 3.5 too". */
static void
add_rest(const struct gap *gap, const struct spot *own, struct str *out)
{
	struct str steps = { 0 };

	if (gap->effective >= 0 && gap->from >= gap->effective)
		str_add(out, _("; the target is reached"));
	else if (gap->effective >= 0 && add_steps(gap, own, &steps))
		/* TRANSLATORS: goes on "clearing F-01 alone does not raise the
		 * level"; a level, then criteria */
		str_printf(out, _("; reaching %d also takes %s"),
		    gap->effective, str_text(&steps));
	str_done(&steps);
}

/* What its criterion met would do to the level derived. */
static void
add_level(const struct desk *desk, const struct finding *f,
    const struct gap *gap, struct spot spot, struct str *out)
{
	int before = desk_rating(desk, f->control)->maturity.low;
	struct maturity after;

	rehearse_state(desk, spot, STATE_MET, &after);
	if (after.low > before) {
		/* TRANSLATORS: a finding's number, two levels */
		str_printf(out,
		    _("clearing %s alone raises Derived from %d to "
		      "%d"),
		    f->name, before, after.low);
		if (after.low < gap->effective)
			add_rest(gap, &spot, out);
		return;
	}
	str_printf(
	    out, _("clearing %s alone does not raise the level"), f->name);
	add_rest(gap, &spot, out);
}

/* What it does to the control's designation. */
static void
add_designation(
    const struct desk *desk, const struct finding *f, struct str *out)
{
	const struct standing *standing = desk_standing(desk, f->control);
	size_t objective = find_objective(desk, f);
	bool deficient = objective != CATALOG_NONE &&
	                 standing_objective(&desk->frame, f->control,
	                     objective) == DESIGNATION_DEFICIENT;
	size_t others = standing->by[DESIGNATION_DEFICIENT] - deficient;

	if (objective == CATALOG_NONE &&
	    standing->designation != DESIGNATION_DEFICIENT)
		str_printf(
		    out, _("clearing %s changes no designation"), f->name);
	else if (others)
		str_printf(out,
		    ngettext("clearing %s alone leaves %zu objective deficient",
		        "clearing %s alone leaves %zu objectives deficient",
		        others),
		    f->name, others);
	else
		str_printf(out,
		    _("clearing %s leaves no objective of %s deficient"),
		    f->name,
		    catalog_string(desk->catalog, CONTROL_ID, f->control));
}

void
findings_effect(
    const struct desk *desk, const struct finding *f, struct str *out)
{
	struct gap gap;
	struct spot spot;

	if (!f->id || !f->open || f->control == CATALOG_NONE)
		return;
	gap_find(desk, f->control, &gap);
	add_standing(desk, f->control, &gap, out);
	if (out->len)
		str_add(out, ": ");
	if (find_criterion(desk, f, &spot)) {
		add_level(desk, f, &gap, spot, out);
	} else {
		add_designation(desk, f, out);
		add_rest(&gap, NULL, out);
	}
	str_add_char(out, '.');
	gap_done(&gap);
}
