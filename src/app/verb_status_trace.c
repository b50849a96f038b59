/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay status --control: one control's level taken apart, down to who said
 * what when. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "app/verb_status.h"
#include "app/verbs.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/clocks.h"
#include "model/dayword.h"
#include "model/desk.h"
#include "model/gap.h"
#include "model/people.h"
#include "model/schema.h"
#include "model/session.h"
#include "panes/item_text.h"

/* "   (B. Okafor, 2026-07-14 09:58)": who said what is recorded there. */
static void
add_source(struct str *text, const struct desk *desk, const struct entry *entry)
{
	const struct commit *commit =
	    entry ? session_find_commit(desk->session, entry->seq) : NULL;

	if (commit)
		str_printf(text, " (%s, %.10s %.5s)",
		    commit->said ? person_shown(commit->said) : commit->by,
		    commit->at, strlen(commit->at) > 11 ? commit->at + 11 : "");
	if (entry && entry->why)
		str_printf(text, ": %s", entry->why);
}

static const struct entry *
entry_take(const struct desk *desk, char *path)
{
	const struct entry *entry = session_entry(desk->session, path);

	free(path);
	return entry;
}

/* The three levels and the target, then the rule. */
static void
trace_levels(struct str *out, const struct desk *desk, size_t control)
{
	const struct rating *r = desk_rating(desk, control);
	const struct standing *s = desk_standing(desk, control);
	const char *id = catalog_string(desk->catalog, CONTROL_ID, control);
	struct str text = { 0 }, raise = { 0 };
	char level[16];

	str_printf(&text, _("Derived %d-%d, supported %d"), r->maturity.low,
	    r->maturity.high, r->supported);
	if (s->concluded >= 0) {
		desk_level_text(desk, control, level);
		str_printf(&text, ", %s %s", _("concluded"), level);
		add_source(&text, desk,
		    entry_take(desk, xasprintf("%s/concluded", id)));
	}
	status_say(out, 0, &text);
	if (r->target_effective >= 0) {
		str_printf(&text, _("Target %d"), r->target_effective);
		if (r->target_effective > r->target_asked)
			str_printf(
			    &text, _(" (raised from %d)"), r->target_asked);
		else if (r->target_effective < r->target_asked)
			str_printf(
			    &text, _(" (capped from %d)"), r->target_asked);
		if (s->gap >= 0)
			str_printf(&text, _(", gap %d"), s->gap);
		status_say(out, 0, &text);
	}
	rating_explain(desk->catalog, r, control, desk->session, &text, &raise);
	status_say(out, 0, &text);
	status_say(out, 0, &raise);
	str_done(&text);
	str_done(&raise);
}

static void
trace_criterion(struct str *out, const struct desk *desk, struct spot spot)
{
	size_t row = desk_criterion(desk, spot);
	struct str text = { 0 };

	str_printf(&text, "%d.%zu %s", spot.level, spot.item + 1,
	    _(criterion_state_word(desk_state(desk, spot))));
	add_source(&text, desk, entry_take(desk, desk_path(desk, spot)));
	status_say(out, 2, &text);
	str_add(&text,
	    catalog_text(desk->catalog, CRITERION_TEXT, row, desk->language));
	status_say(out, 6, &text);
	str_done(&text);
}

static void
trace_level(struct str *out, const struct desk *desk, size_t control, int level)
{
	size_t row = catalog_control_level(desk->catalog, control, level);
	size_t count = row == CATALOG_NONE
	                   ? 0
	                   : catalog_count(desk->catalog, CLEVEL_CRITERIA, row);
	const struct level_result *result =
	    &desk_rating(desk, control)->maturity.levels[level];
	struct str text = { 0 };
	struct spot spot = { SPOT_CRITERION, control, level, 0 };

	if (!count)
		return;
	str_printf(&text, _("L%d %s: %zu of %zu met, %d %%"), level,
	    catalog_level_name(desk->catalog, level, desk->language),
	    result->met, result->applicable, result->percent);
	if (result->judged != ANSWER_UNKNOWN) {
		str_printf(&text, ", %s",
		    result->judged == ANSWER_YES ? _("judged yes")
		                                 : _("judged no"));
		add_source(&text, desk,
		    entry_take(desk,
		        xasprintf("%s/judged/%d",
		            catalog_string(desk->catalog, CONTROL_ID, control),
		            level)));
	}
	status_say(out, 0, &text);
	str_done(&text);
	for (; spot.item < count; spot.item++)
		trace_criterion(out, desk, spot);
}

/* From whom, by when. */
static void
add_promise(
    struct str *text, const struct desk *desk, const struct artifact *it)
{
	char *name = it->person ? person_name(desk->session, it->person) : NULL;

	if (name)
		str_printf(text, ", %s", name);
	/* the flags say how long it is overdue */
	if (it->due != DAY_NONE && !(it->flags & ARTIFACT_OVERDUE) &&
	    artifact_group(it->state) == ARTIFACT_OUTSTANDING) {
		str_add(text, ", ");
		dayword_due(it->due, desk->frame.today, text);
	}
	free(name);
}

/* What was recorded that it says of this control: "3.2 partly, p. 4". */
static void
trace_links(struct str *out, const struct desk *desk, size_t control,
    const struct artifact *it)
{
	struct str text = { 0 };
	size_t count;
	const struct artifact_link *links =
	    artifact_links_to(it, control, &count);

	for (size_t i = 0; i < count; i++) {
		if (!links[i].path)
			continue;
		item_text_show_row(desk, control, links[i].objective,
		    links[i].criterion, false, &text);
		str_printf(&text, " %s", _(links[i].verdict));
		if (links[i].locator)
			str_printf(&text, ", %s", links[i].locator);
		status_say(out, 2, &text);
	}
	str_done(&text);
}

static void
trace_evidence(struct str *out, const struct desk *desk, size_t control)
{
	struct evidence_items items;
	struct str text = { 0 };

	desk_evidence(desk, control, &items);
	for (size_t i = 0; i < items.count; i++) {
		const char *id = items.items[i].id;
		const char *locator =
		    session_getf(desk->session, "evidence/%s/locator", id);
		const struct artifacts *all = desk_artifacts(desk);
		const struct artifact *it =
		    artifacts_at(all, artifacts_find(all, id));

		str_printf(
		    &text, "%s %s", id, _(desk_evidence_state(desk, id)));
		if (locator)
			str_printf(&text, ", %s", locator);
		add_promise(&text, desk, it);
		artifact_flags_add(it, desk->frame.today, &text);
		add_source(&text, desk,
		    entry_take(desk, xasprintf("evidence/%s/state", id)));
		status_say(out, 0, &text);
		trace_links(out, desk, control, it);
	}
	evidence_items_done(&items);
	str_done(&text);
}

/* "To target 3: 3.3, 3.4". */
static void
trace_gap(struct str *out, const struct desk *desk, size_t control)
{
	struct gap gap;
	struct str text = { 0 };

	gap_find(desk, control, &gap);
	for (size_t i = 0; i < gap.count; i++) {
		struct spot spot = gap.steps[i].spot;

		if (!i)
			str_printf(&text, _("To target %d:"), gap.effective);
		str_add(&text, i ? ", " : " ");
		if (spot.kind == SPOT_CRITERION)
			str_printf(&text, "%d.%zu", spot.level, spot.item + 1);
		else
			str_printf(&text, "L%d", spot.level);
	}
	status_say(out, 0, &text);
	gap_done(&gap);
	str_done(&text);
}

/* The technology recommended to a client of the session's size. */
static void
trace_solutions(struct str *out, const struct desk *desk, size_t control)
{
	const struct catalog *c = desk->catalog;
	const char *size = session_get(desk->session, "session/size");
	size_t count = catalog_count(c, CONTROL_SOLUTIONS, control);
	struct str text = { 0 };

	for (size_t i = 0; size && i < count; i++) {
		size_t row = catalog_child(c, CONTROL_SOLUTIONS, control, i);
		size_t lines = catalog_count(c, SOLUTION_LINES, row);

		if (!str_equal(catalog_string(c, SOLUTION_SIZE, row), size))
			continue;
		for (size_t j = 0; j < lines; j++) {
			if (!j)
				str_add(&text, _("Technology for this size:"));
			str_printf(&text, "%s%s", j ? ", " : " ",
			    catalog_item(
			        c, SOLUTION_LINES, row, j, desk->language));
		}
	}
	status_say(out, 0, &text);
	str_done(&text);
}

/* The samples drawn for an objective. */
static void
trace_samples(struct str *out, const struct desk *desk, const char *objective)
{
	const struct session *session = desk->session;
	size_t count = 0;
	const struct entry *entry = session_range(session, "samples/", &count);
	struct str text = { 0 };

	for (size_t i = 0; i < count; i++) {
		char *id = path_segment(entry[i].path, 1);
		char *field = path_segment(entry[i].path, 2);

		if (str_equal(field, "objective") &&
		    str_equal(entry[i].value, objective)) {
			const char *size =
			    session_getf(session, "samples/%s/size", id);
			const char *population = session_getf(
			    session, "samples/%s/population", id);
			const char *items =
			    session_getf(session, "samples/%s/items", id);

			/* TRANSLATORS: how many, of how many, which ones */
			str_printf(&text, _("Sample %s of %s: %s"),
			    size ? size : "-", population ? population : "-",
			    items ? items : "-");
			status_say(out, 6, &text);
		}
		free(field);
		free(id);
	}
	str_done(&text);
}

static void
trace_objective(
    struct str *out, const struct desk *desk, size_t control, size_t row)
{
	const struct catalog *c = desk->catalog;
	const char *id = catalog_string(c, CONTROL_ID, control);
	const char *own = catalog_string(c, OBJECTIVE_ID, row);
	unsigned methods = standing_methods(desk->session, id, own);
	struct str text = { 0 };

	str_printf(&text, "%s %s", own,
	    _(designation_word(
	        standing_objective(&desk->frame, control, row))));
	if (methods) {
		str_add(&text, ", ");
		methods_text(methods, &text);
	}
	add_source(&text, desk,
	    entry_take(desk,
	        xasprintf("%s/objectives/%s/designation", id, own)));
	status_say(out, 2, &text);
	str_printf(&text, _("Determine if %s"),
	    catalog_text(c, OBJECTIVE_TEXT, row, desk->language));
	status_say(out, 6, &text);
	str_done(&text);
	trace_samples(out, desk, own);
}

static void
trace_objectives(struct str *out, const struct desk *desk, size_t control)
{
	const struct catalog *c = desk->catalog;
	size_t count = catalog_count(c, CONTROL_OBJECTIVES, control);

	for (size_t i = 0; i < count; i++) {
		size_t row = catalog_child(c, CONTROL_OBJECTIVES, control, i);

		if (standing_objective_applies(&desk->frame, row))
			trace_objective(out, desk, control, row);
	}
}

/* The clocks of what is deficient. */
static void
trace_clocks(struct str *out, const struct desk *desk, size_t control)
{
	struct clocks_frame frame = clocks_frame(desk);
	struct clocks clocks;
	struct str text = { 0 };

	clocks_control(&frame, control, &clocks);
	if (clocks.plan_limit != DAY_NONE)
		clocks_explain(&clocks, desk->frame.today, &text);
	status_say(out, 0, &text);
	str_done(&text);
}

/* Peer review, where there is one. */
static void
trace_review(struct str *out, const struct desk *desk, size_t control)
{
	const char *id = catalog_string(desk->catalog, CONTROL_ID, control);
	const struct entry *entry =
	    entry_take(desk, xasprintf("reviews/%s/state", id));
	const char *comment = desk_standing(desk, control)->review_comment;
	struct str text = { 0 };

	if (entry) {
		str_printf(&text, _("Review: %s"), _(entry->value));
		add_source(&text, desk, entry);
		if (comment)
			str_printf(&text, ": %s", comment);
	}
	status_say(out, 0, &text);
	str_done(&text);
}

void
status_trace(struct str *out, const struct desk *desk, size_t control)
{
	const struct standing *s = desk_standing(desk, control);
	struct str text = { 0 };

	status_line(out, desk, control);
	if (catalog_scale_top(desk->catalog) >= 0)
		trace_levels(out, desk, control);
	standing_explain(&desk->frame, control, s, &text);
	status_say(out, 0, &text);
	str_done(&text);
	status_warnings(out, s, NULL);
	trace_clocks(out, desk, control);
	trace_review(out, desk, control);
	trace_objectives(out, desk, control);
	for (int i = 1; i <= catalog_scale_top(desk->catalog); i++)
		trace_level(out, desk, control, i);
	trace_evidence(out, desk, control);
	status_trace_room(out, desk, control);
	trace_gap(out, desk, control);
	trace_solutions(out, desk, control);
}
