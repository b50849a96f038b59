/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What the list of objectives holds and what it leaves out. */

#include <config.h>

#include "panes/objective_foot.h"

#include "base/i18n.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"

enum { RIGOR_MOST = 3 };

void
objective_count(const struct desk *desk, struct objective_count *out)
{
	const struct outline *o = &desk->outline;

	*out = (struct objective_count){ .out_first = CATALOG_NONE };
	for (size_t i = 0; i < o->count; i++) {
		const struct outline_node *node = &o->nodes[i];

		if (node->kind != OUTLINE_CONTROL || !node->kept)
			continue;
		const struct standing *s = desk_standing(desk, node->row);

		if (!scope_is_in(&s->scope)) {
			/* what was withdrawn nobody misses */
			if (s->scope.inactive)
				continue;
			if (!out->out++)
				out->out_first = node->row;
			continue;
		}
		out->all += s->objectives;
		for (int d = 0; d < DESIGNATION_COUNT; d++)
			out->by[d] += s->by[d];
		out->other_rigor += s->other_rigor;
		out->other_framework += s->other_framework;
	}
}

/* Which rigors and frameworks the objectives not shown have. */
struct missing {
	bool rigor[RIGOR_MOST + 1];
	size_t framework; /* one of them */
	bool frameworks;  /* there are others */
};

static void
note_missing(const struct desk *desk, size_t objective, struct missing *missing)
{
	const struct catalog *c = desk->catalog;
	size_t framework = catalog_ref(c, OBJECTIVE_FRAMEWORK, objective);
	int rigor = catalog_number(c, OBJECTIVE_RIGOR, objective);

	if (standing_objective_applies(&desk->frame, objective))
		return;
	if (framework != CATALOG_NONE && !desk->frame.frameworks[framework]) {
		missing->frameworks |= missing->framework != CATALOG_NONE &&
		                       missing->framework != framework;
		missing->framework = framework;
	} else if (rigor >= 0 && rigor <= RIGOR_MOST) {
		missing->rigor[rigor] = true;
	}
}

static void
find_missing(const struct desk *desk, struct missing *missing)
{
	const struct outline *o = &desk->outline;
	const struct catalog *c = desk->catalog;

	*missing = (struct missing){ .framework = CATALOG_NONE };
	for (size_t i = 0; i < o->count; i++) {
		size_t control = o->nodes[i].row;

		if (o->nodes[i].kind != OUTLINE_CONTROL || !o->nodes[i].kept)
			continue;
		const struct standing *s = desk_standing(desk, control);

		if (!scope_is_in(&s->scope) ||
		    !(s->other_rigor + s->other_framework))
			continue;
		for (size_t j = 0;
		     j < catalog_count(c, CONTROL_OBJECTIVES, control); j++)
			note_missing(desk,
			    catalog_child(c, CONTROL_OBJECTIVES, control, j),
			    missing);
	}
}

/* "2 and 3" */
static void
add_rigors(const struct missing *missing, struct str *out)
{
	bool two = missing->rigor[2], three = missing->rigor[3];

	if (two && three)
		/* TRANSLATORS: two rigors: 2 and 3 */
		str_printf(out, _("%d and %d"), 2, 3);
	else
		str_printf(out, "%d", three ? 3 : 2);
}

static void
add_out(const struct desk *desk, const struct objective_count *count,
    struct str *out)
{
	if (count->out == 1)
		str_printf(out, _("%s is out of scope."),
		    catalog_string(
		        desk->catalog, CONTROL_ID, count->out_first));
	else if (count->out > 1)
		str_printf(out,
		    ngettext("%zu control is out of scope.",
		        "%zu controls are out of scope.", count->out),
		    count->out);
}

void
objective_foot_text(const struct desk *desk,
    const struct objective_count *count, struct str *out)
{
	size_t of_rigor = count->other_rigor, of_other = count->other_framework;
	struct str rigors = { 0 };
	struct missing missing;

	add_out(desk, count, out);
	if (!of_rigor && !of_other)
		return;
	find_missing(desk, &missing);
	const char *framework =
	    missing.frameworks || missing.framework == CATALOG_NONE
	        ? _("other frameworks")
	        : catalog_string(
	              desk->catalog, FRAMEWORK_NAME, missing.framework);

	if (out->len)
		str_add_char(out, ' ');
	add_rigors(&missing, &rigors);
	if (of_rigor && of_other)
		/* TRANSLATORS: objectives: "11 of rigor 2 and 3 and 4 for NIST
		 * 800-171 are not shown." */
		str_printf(out,
		    _("%zu of rigor %s and %zu for %s are not shown."),
		    of_rigor, str_text(&rigors), of_other, framework);
	else if (of_rigor)
		str_printf(out,
		    ngettext("%zu of rigor %s is not shown.",
		        "%zu of rigor %s are not shown.", of_rigor),
		    of_rigor, str_text(&rigors));
	else
		str_printf(out,
		    ngettext("%zu for %s is not shown.",
		        "%zu for %s are not shown.", of_other),
		    of_other, framework);
	str_done(&rigors);
}
