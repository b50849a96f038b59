/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* One control in the JSON of assay status. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "app/verb_status.h"
#include "app/verbs.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/clocks.h"
#include "model/desk.h"
#include "model/gap.h"
#include "model/session.h"

json_t *
status_level(int level)
{
	return level < 0 ? json_null() : json_integer(level);
}

/* The levels whose judgement is asked for and not given. */
static json_t *
judge_json(const struct desk *desk, size_t control)
{
	const struct maturity *m = &desk_rating(desk, control)->maturity;
	json_t *json = json_array();

	for (int level = 1; level <= catalog_scale_top(desk->catalog); level++)
		if (m->levels[level].asks)
			json_array_append_new(json, json_integer(level));
	return json;
}

static json_t *
evidence_json(const struct desk *desk, size_t control)
{
	struct evidence_items items;
	json_t *json = json_object();

	desk_evidence(desk, control, &items);
	for (size_t i = 0; i < items.count; i++)
		json_object_set_new(json, items.items[i].id,
		    verb_text(desk_evidence_state(desk, items.items[i].id)));
	evidence_items_done(&items);
	return json;
}

static bool
has_string(const json_t *list, const char *text)
{
	for (size_t i = 0; i < json_array_size(list); i++)
		if (str_equal(json_string_value(json_array_get(list, i)), text))
			return true;
	return false;
}

/* Those set by people, then what the program warns about. */
static json_t *
flags_json(const struct desk *desk, size_t control)
{
	const struct standing *s = desk_standing(desk, control);
	char *prefix = xasprintf(
	    "%s/flags/", catalog_string(desk->catalog, CONTROL_ID, control));
	size_t count = 0;
	const struct entry *entry =
	    session_range(desk->session, prefix, &count);
	json_t *json = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(
		    json, verb_text(entry[i].path + strlen(prefix)));
	for (unsigned i = 0; i < WARN_COUNT; i++)
		if (s->warnings & 1u << i &&
		    !has_string(json, standing_warning_word(i)))
			json_array_append_new(
			    json, json_string(standing_warning_word(i)));
	if (s->review == REVIEW_RETURNED && !has_string(json, "returned"))
		json_array_append_new(json, json_string("returned"));
	free(prefix);
	return json;
}

static json_t *
designation_or_null(enum designation designation)
{
	return designation == DESIGNATION_NONE
	           ? json_null()
	           : json_string(designation_word(designation));
}

static json_t *
objectives_json(const struct standing *s)
{
	json_t *json = json_pack("{s:I}", "of", (json_int_t)s->objectives);

	for (int i = 0; i < DESIGNATION_COUNT; i++)
		json_object_set_new(json, designation_word((enum designation)i),
		    json_integer((json_int_t)s->by[i]));
	return json;
}

static json_t *
methods_json(unsigned methods)
{
	static const char *const words[] = { "examine", "interview", "test" };
	json_t *json = json_array();

	for (unsigned i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (methods & 1u << i)
			json_array_append_new(json, json_string(words[i]));
	return json;
}

/* What of a control is not about levels. */
static void
add_standing(json_t *json, const struct desk *desk, size_t control)
{
	static const char *const reviews[] = { NULL, "open", "returned",
		"approved" };
	const struct standing *s = desk_standing(desk, control);
	char level[16];

	desk_level_text(desk, control, level);
	json_object_set_new(json, "level", json_string(level));
	json_object_set_new(
	    json, "scope", json_string(scope_word(s->scope.state)));
	json_object_set_new(json, "counts", json_boolean(standing_counts(s)));
	json_object_set_new(json, "objectives", objectives_json(s));
	json_object_set_new(json, "methods", methods_json(s->methods));
	json_object_set_new(json, "review", verb_text(reviews[s->review]));
}

json_t *
status_day(int day)
{
	char text[16];

	if (day == DAY_NONE)
		return json_null();
	day_text(day, text);
	return json_string(text);
}

/* What was recorded at CONTROL/FIELD, and why; NULL: nothing. */
static const struct entry *
entry_of(const struct desk *desk, size_t control, const char *field)
{
	char *path = xasprintf("%s/%s",
	    catalog_string(desk->catalog, CONTROL_ID, control), field);
	const struct entry *entry = session_entry(desk->session, path);

	free(path);
	return entry;
}

static json_t *
value_json(const struct entry *entry)
{
	return verb_text(entry ? entry->value : NULL);
}

/* What was recorded of each method: {"interview": {"day", "people", "note"}}.
 */
static json_t *
used_json(const struct desk *desk, const char *control, const char *objective)
{
	char *prefix =
	    xasprintf("%s/objectives/%s/methods/", control, objective);
	size_t count = 0;
	const struct entry *entry =
	    session_range(desk->session, prefix, &count);
	json_t *json = json_object();

	for (size_t i = 0; i < count; i++) {
		const char *name = entry[i].path + strlen(prefix);
		const char *field = strchr(name, '/');
		char *method =
		    field ? xstrndup(name, (size_t)(field - name)) : NULL;

		if (method && !json_object_get(json, method))
			json_object_set_new(json, method,
			    json_pack(
			        "{s:n, s:n, s:n}", "day", "people", "note"));
		if (method)
			json_object_set_new(json_object_get(json, method),
			    field + 1, verb_text(entry[i].value));
		free(method);
	}
	free(prefix);
	return json;
}

/* Is anything recorded of the control's objectives? */
static bool
has_objectives(const struct desk *desk, const char *control)
{
	char *prefix = xasprintf("%s/objectives/", control);
	size_t count = 0;

	session_range(desk->session, prefix, &count);
	free(prefix);
	return count > 0;
}

/* Each objective that applies. */
static json_t *
by_objective_json(const struct desk *desk, size_t control)
{
	const struct catalog *c = desk->catalog;
	const char *id = catalog_string(c, CONTROL_ID, control);
	size_t count = catalog_count(c, CONTROL_OBJECTIVES, control);
	bool recorded = has_objectives(desk, id);
	json_t *json = json_object();

	for (size_t i = 0; i < count; i++) {
		size_t row = catalog_child(c, CONTROL_OBJECTIVES, control, i);
		const char *own = catalog_string(c, OBJECTIVE_ID, row);

		if (!standing_objective_applies(&desk->frame, row))
			continue;
		char *field = xasprintf("objectives/%s/designation", own);
		const struct entry *entry = entry_of(desk, control, field);

		json_object_set_new(json, own,
		    json_pack("{s:o, s:o, s:o, s:o}", "designation",
		        designation_or_null(
		            standing_objective(&desk->frame, control, row)),
		        "why", verb_text(entry ? entry->why : NULL), "methods",
		        methods_json(standing_methods(desk->session, id, own)),
		        "used",
		        recorded ? used_json(desk, id, own) : json_object()));
		free(field);
	}
	return json;
}

/* Questions of one's own. */
static json_t *
prompts_json(const struct desk *desk, size_t control)
{
	char *prefix = xasprintf(
	    "%s/prompts/", catalog_string(desk->catalog, CONTROL_ID, control));
	size_t count = 0;
	const struct entry *entry =
	    session_range(desk->session, prefix, &count);
	json_t *json = json_object();

	for (size_t i = 0; i < count; i++)
		json_object_set_new(json, entry[i].path + strlen(prefix),
		    verb_text(entry[i].value));
	free(prefix);
	return json;
}

/* How a level was concluded; null while none is. */
static json_t *
conclusion_json(const struct desk *desk, size_t control)
{
	const struct standing *s = desk_standing(desk, control);
	const struct entry *entry = entry_of(desk, control, "concluded");
	const struct commit *commit =
	    entry ? session_find_commit(desk->session, entry->seq) : NULL;

	if (!entry)
		return json_null();
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:b}", "why",
	    verb_text(entry->why), "by", verb_text(commit ? commit->by : NULL),
	    "at", verb_text(commit ? commit->at : NULL), "basis",
	    value_json(entry_of(desk, control, "concluded/basis")), "shown",
	    value_json(entry_of(desk, control, "concluded/shown")),
	    "defensible",
	    value_json(entry_of(desk, control, "concluded/defensible")),
	    "override", (int)s->above_derived, "stale", (int)s->stale);
}

/* What the pack recommends to a client of the session's size. */
static json_t *
solutions_json(const struct desk *desk, size_t control)
{
	const struct catalog *c = desk->catalog;
	const char *size = session_get(desk->session, "session/size");
	size_t count = catalog_count(c, CONTROL_SOLUTIONS, control);
	json_t *json = json_array();

	for (size_t i = 0; size && i < count; i++) {
		size_t row = catalog_child(c, CONTROL_SOLUTIONS, control, i);
		size_t lines = catalog_count(c, SOLUTION_LINES, row);

		if (!str_equal(catalog_string(c, SOLUTION_SIZE, row), size))
			continue;
		for (size_t j = 0; j < lines; j++)
			json_array_append_new(json,
			    verb_text(
			        catalog_item(c, SOLUTION_LINES, row, j, 0)));
	}
	return json;
}

/* What it takes to the target, from where the control is; null without. */
static json_t *
to_target_json(const struct desk *desk, size_t control)
{
	json_t *criteria = json_array(), *judge = json_array();
	bool performed = false;
	struct gap gap;

	gap_find(desk, control, &gap);
	for (size_t i = 0; i < gap.count; i++) {
		const struct spot *spot = &gap.steps[i].spot;

		if (spot->kind == SPOT_CRITERION)
			json_array_append_new(criteria,
			    json_sprintf(
			        "%d.%zu", spot->level, spot->item + 1));
		else if (spot->kind == SPOT_LEVEL)
			json_array_append_new(
			    judge, json_integer(spot->level));
		else
			performed = true;
	}
	json_t *json = json_pack("{s:i, s:b, s:b, s:b, s:o, s:o, s:o}", "from",
	    gap.from, "raised", (int)gap.raised, "capped", (int)gap.capped,
	    "perform", (int)performed, "criteria", criteria, "judge", judge,
	    "solutions", solutions_json(desk, control));

	if (gap.effective < 0) {
		json_decref(json);
		json = json_null();
	}
	gap_done(&gap);
	return json;
}

static json_t *
capability_json(const struct standing *s)
{
	if (s->live_since == DAY_NONE)
		return json_null();
	return json_pack("{s:o, s:i, s:i}", "since", status_day(s->live_since),
	    "days", s->live, "due", s->live_due);
}

/* How long a plan may run; null where nothing is deficient. */
static json_t *
plan_json(const struct desk *desk, size_t control)
{
	struct clocks_frame frame = clocks_frame(desk);
	struct clocks clocks;

	clocks_control(&frame, control, &clocks);
	if (clocks.plan_limit == DAY_NONE)
		return json_null();
	return json_pack("{s:o, s:o, s:i}", "from",
	    status_day(clocks.designated), "limit",
	    status_day(clocks.plan_limit), "left", clocks.plan_left);
}

/* What stands behind the figures. */
static void
add_grounds(json_t *json, const struct desk *desk, size_t control)
{
	const struct standing *s = desk_standing(desk, control);

	json_object_set_new(json, "state",
	    json_string(progress_word(
	        standing_progress(desk_rating(desk, control), s))));
	json_object_set_new(json, "copied",
	    json_pack("{s:I, s:I}", "unconfirmed", (json_int_t)s->copied,
	        "recheck", (json_int_t)s->recheck));
	json_object_set_new(
	    json, "conclusion", conclusion_json(desk, control));
	json_object_set_new(
	    json, "by_objective", by_objective_json(desk, control));
	json_object_set_new(json, "to_target", to_target_json(desk, control));
	json_object_set_new(json, "capability", capability_json(s));
	json_object_set_new(json, "plan", plan_json(desk, control));
	json_object_set_new(
	    json, "review_comment", verb_text(s->review_comment));
	json_object_set_new(json, "prompts", prompts_json(desk, control));
	/* filled by status_room */
	json_object_set_new(json, "said", json_array());
	json_object_set_new(json, "followups", json_array());
}

json_t *
status_control(const struct desk *desk, size_t control)
{
	static const char *const performed[] = {
		[ANSWER_UNKNOWN] = "unknown",
		[ANSWER_YES] = "yes",
		[ANSWER_NO] = "no",
	};
	const struct rating *r = desk_rating(desk, control);
	const struct standing *s = desk_standing(desk, control);
	bool scale = catalog_scale_top(desk->catalog) >= 0;
	json_t *json = json_pack(
	    "{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:I, s:o, s:o}",
	    "performed",
	    scale ? json_string(performed[r->maturity.performed]) : json_null(),
	    "derived",
	    scale ? json_pack("{s:i, s:i}", "low", r->maturity.low, "high",
	                r->maturity.high)
	          : json_null(),
	    "judge", scale ? judge_json(desk, control) : json_null(),
	    "supported", status_level(scale ? r->supported : -1), "concluded",
	    status_level(s->concluded), "target",
	    json_pack("{s:o, s:o}", "asked", status_level(r->target_asked),
	        "effective", status_level(r->target_effective)),
	    "gap", status_level(s->gap), "designation",
	    designation_or_null(s->designation), "answered",
	    (json_int_t)r->answered, "of", (json_int_t)r->of, "evidence",
	    evidence_json(desk, control), "flags", flags_json(desk, control));

	add_standing(json, desk, control);
	add_grounds(json, desk, control);
	return json;
}
