/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What a control says to a requirement, in words. */

#include <config.h>

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "panes/crosswalk_list.h"

/* So many objectives are named, more are counted. */
enum { NAMED = 4 };

const char *
crosswalk_designation(enum designation designation)
{
	static const char *const words[] = {
		[DESIGNATION_NONE] = N_("open"),
		[DESIGNATION_SATISFACTORY] = N_("Satisfactory"),
		[DESIGNATION_DEFICIENT] = N_("Deficient"),
		[DESIGNATION_ALTERNATIVE] = N_("Alternative Control"),
		[DESIGNATION_NOT_APPLICABLE] = N_("Not Applicable"),
	};

	return _(words[designation]);
}

/* "A01" of OPS-03_A01: what the control's own id does not say. */
static const char *
short_name(const char *id, const char *control)
{
	size_t len = strlen(control);

	return str_starts(id, control) && id[len] && id[len + 1] &&
	               strchr("_-.:", id[len])
	           ? id + len + 1
	           : id;
}

/* "A01 Satisfactory, A02 open": the objectives that apply, all of them or only
 * those of one designation, which then goes without saying. */
static void
name_objectives(
    const struct desk *desk, size_t control, int only, struct str *out)
{
	const struct catalog *c = desk->catalog;
	const char *joint = "";

	for (size_t i = 0; i < catalog_count(c, CONTROL_OBJECTIVES, control);
	     i++) {
		size_t row = catalog_child(c, CONTROL_OBJECTIVES, control, i);

		if (!standing_objective_applies(&desk->frame, row))
			continue;
		enum designation designation =
		    standing_objective(&desk->frame, control, row);

		if (only >= 0 && (int)designation != only)
			continue;
		str_printf(out, "%s%s", joint,
		    short_name(catalog_string(c, OBJECTIVE_ID, row),
		        catalog_string(c, CONTROL_ID, control)));
		if (only < 0)
			str_printf(
			    out, " %s", crosswalk_designation(designation));
		joint = ", ";
	}
}

/* "3 Satisfactory, 1 Deficient, 8 open". */
static void
count_objectives(const struct standing *standing, struct str *out)
{
	const char *joint = "";

	for (int i = DESIGNATION_SATISFACTORY; i < DESIGNATION_COUNT; i++)
		if (standing->by[i]) {
			str_printf(out, "%s%zu %s", joint, standing->by[i],
			    crosswalk_designation((enum designation)i));
			joint = ", ";
		}
	if (standing->by[DESIGNATION_NONE])
		/* TRANSLATORS: objectives not assessed yet */
		str_printf(out, _("%s%zu open"), joint,
		    standing->by[DESIGNATION_NONE]);
}

static void
add_designation(const struct desk *desk, size_t control, struct str *out)
{
	const struct standing *s = desk_standing(desk, control);
	size_t deficient = s->by[DESIGNATION_DEFICIENT];

	if (s->designation == DESIGNATION_NONE && !s->objectives) {
		str_add(out, _("no designation yet"));
	} else if (s->designation == DESIGNATION_NONE) {
		if (s->objectives <= NAMED)
			name_objectives(desk, control, -1, out);
		else
			count_objectives(s, out);
	} else if (s->designation == DESIGNATION_DEFICIENT && deficient) {
		if (deficient <= NAMED) {
			struct str names = { 0 };

			name_objectives(
			    desk, control, DESIGNATION_DEFICIENT, &names);
			/* TRANSLATORS: %s: the objectives that are */
			str_printf(out, _("Deficient by %s"), str_text(&names));
			str_done(&names);
		} else {
			/* TRANSLATORS: so many objectives of so many are */
			str_printf(out, _("Deficient by %zu of %zu objectives"),
			    deficient, s->objectives);
		}
	} else {
		str_add(out, crosswalk_designation(s->designation));
	}
}

static void
add_level(const struct desk *desk, size_t control, struct str *out)
{
	const struct rating *rating = desk_rating(desk, control);
	char level[16];

	if (catalog_scale_top(desk->catalog) < 0 || !rating->of)
		return;
	desk_level_text(desk, control, level);
	if (str_equal(level, "-"))
		str_printf(out, "; %s", _("not rated"));
	else
		str_printf(out, _("; level %s"), level);
	if (rating->left && standing_counts(desk_standing(desk, control)))
		str_printf(out,
		    ngettext(", %zu criterion left", ", %zu criteria left",
		        rating->left),
		    rating->left);
}

void
crosswalk_control_text(const struct desk *desk, size_t control, struct str *out)
{
	const struct scope_item *scope = &desk_standing(desk, control)->scope;

	if (!scope_is_in(scope)) {
		str_add(out, _("out of scope"));
		if (scope->why)
			str_printf(out, ": %s", scope->why);
		return;
	}
	if (scope->state != SCOPE_IN && scope->provider)
		str_printf(out,
		    scope->state == SCOPE_INHERITED ? _("inherited from %s; ")
		                                    : _("reciprocal with %s; "),
		    scope->provider);
	else if (scope->state != SCOPE_IN)
		str_printf(out, "%s; ", _(scope_word(scope->state)));
	add_designation(desk, control, out);
	add_level(desk, control, out);
}
