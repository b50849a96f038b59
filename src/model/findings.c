/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Deficiencies as records: those there are, what could become one, and what is
 * filled in when one is made. */

#include <config.h>

#include "model/findings.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/clocks.h"
#include "model/desk.h"
#include "model/records.h"
#include "model/schema.h"
#include "model/session.h"

static const char segment[] = "findings";

/* What a finding can be about, taken apart; CATALOG_NONE: not that, or not in
 * this pack. */
struct about {
	size_t control, objective;
	struct spot spot; /* of a criterion; else of the control */
	bool criterion;
};

static size_t
control_of(const struct catalog *c, const char *about)
{
	char *id = about ? path_segment(about, 0) : NULL;
	size_t control = id ? catalog_find(c, TABLE_CONTROL, id) : CATALOG_NONE;

	free(id);
	return control;
}

static void
about_read(const struct desk *desk, const char *text, struct about *out)
{
	struct desk_objective objective;

	*out = (struct about){ .control = control_of(desk->catalog, text),
		.objective = CATALOG_NONE };
	if (out->control == CATALOG_NONE)
		return;
	out->spot.control = out->control;
	if (strstr(text, "/criteria/"))
		out->criterion = desk_find_path(desk, text, &out->spot);
	else if (desk_find_objective(desk, text, &objective))
		out->objective = objective.row;
}

/* "draft" where nothing is recorded. */
static const char *
state_of(const struct record *record)
{
	const char *state = record_value(record, "state");

	return state ? state : "draft";
}

static bool
is_open(const char *state)
{
	return !str_equal(state, "completed") && !str_equal(state, "cleared");
}

static uint64_t
seq_of(const struct record *record)
{
	uint64_t seq = record->fields->seq;

	for (size_t i = 1; i < record->count; i++)
		if (record->fields[i].seq < seq)
			seq = record->fields[i].seq;
	return seq;
}

static struct finding *
append(struct findings *out)
{
	out->items = mem_grow(
	    out->items, &out->capacity, out->count + 1, sizeof(*out->items));
	return &out->items[out->count++];
}

static void
add(const struct desk *desk, const struct record *record, struct findings *out)
{
	const char *about = record_value(record, "about");
	const char *state = state_of(record);
	int today = desk->frame.today;
	struct finding *f = append(out);

	*f = (struct finding){
		.id = xstrndup(record->id, record->id_len),
		.about = about,
		.condition = record_value(record, "condition"),
		.cause = record_value(record, "cause"),
		.impact = record_value(record, "impact"),
		.likelihood = record_value(record, "likelihood"),
		.recommendation = record_value(record, "recommendation"),
		.owner = record_value(record, "owner"),
		.plan = record_value(record, "plan"),
		.evidence = record_value(record, "evidence"),
		.affects = record_value(record, "affects"),
		.state = state,
		.control = control_of(desk->catalog, about),
		.due = day_parse(record_value(record, "due")),
		.completed = day_parse(record_value(record, "completed")),
		.told = str_equal(record_value(record, "told"), "yes"),
		.open = is_open(state),
		.seq = seq_of(record),
	};
	f->overdue = f->open && f->due != DAY_NONE && today != DAY_NONE &&
	             f->due < today;
}

static int
compare(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;

	if (x->seq != y->seq)
		return x->seq < y->seq ? -1 : 1;
	return strcmp(x->id, y->id);
}

static char *
name_of(size_t number)
{
	/* TRANSLATORS: a finding, by its number */
	return xasprintf(_("F-%02zu"), number);
}

/* Where the item is one of the words of a list. */
static bool
names_item(const char *list, const char *id)
{
	size_t len = strlen(id);

	for (const char *p = list; p && *p;) {
		size_t word = strcspn(p, " ");

		if (word == len && strncmp(p, id, len) == 0)
			return true;
		p += word;
		p += strspn(p, " ");
	}
	return false;
}

static bool
is_evidence(const struct findings *findings, size_t recorded, const char *id)
{
	for (size_t i = 0; i < recorded; i++)
		if (names_item(findings->items[i].evidence, id))
			return true;
	return false;
}

/* An item as the session names it; the caller frees it. */
static char *
item_of(
    const struct catalog *c, size_t control, size_t objective, size_t criterion)
{
	const char *id = catalog_string(c, CONTROL_ID, control);

	if (objective != CATALOG_NONE)
		return xasprintf("%s/objectives/%s", id,
		    catalog_string(c, OBJECTIVE_ID, objective));
	for (int level = 0;
	     criterion != CATALOG_NONE && level <= catalog_scale_top(c);
	     level++) {
		const char *key = catalog_string(c, CRITERION_KEY, criterion);

		if (catalog_find_criterion(c, control, level, key) == criterion)
			return xasprintf("%s/criteria/%d.%s", id, level, key);
	}
	return xstrdup(id);
}

/* What the missing item was to show of a control that counts. */
static const struct artifact_link *
first_link(const struct desk *desk, const struct artifact *it)
{
	for (size_t i = 0; i < it->link_count; i++)
		if (standing_counts(
		        desk_standing(desk, it->links[i].control)) &&
		    !str_equal(it->links[i].verdict, "not relevant"))
			return &it->links[i];
	return NULL;
}

static const struct entry *
entry_at(const struct desk *desk, char *path_take)
{
	const struct entry *entry =
	    desk->session ? session_entry(desk->session, path_take) : NULL;

	free(path_take);
	return entry;
}

/* The reason given with an answer; NULL: none. */
static const char *
reason(const struct entry *entry)
{
	return entry && entry->why && *entry->why ? entry->why : NULL;
}

static void
add_missing(const struct desk *desk, size_t recorded, const struct artifact *it,
    struct findings *out)
{
	const struct artifact_link *link;
	const char *why;

	if (it->state != EVIDENCE_NOT_AVAILABLE ||
	    !artifact_in_scope(it, desk_standings(desk)) ||
	    is_evidence(out, recorded, it->id))
		return;
	link = first_link(desk, it);
	why = reason(entry_at(desk, artifact_path(it->id, "state")));
	struct finding *f = append(out);

	*f = (struct finding){
		.own = link ? item_of(desk->catalog, link->control,
		                  link->objective, link->criterion)
		            : NULL,
		.artifact = it->id,
		.condition = why ? why : it->title,
		.evidence = it->id,
		.control = link ? link->control : CATALOG_NONE,
		.due = DAY_NONE,
		.completed = DAY_NONE,
		.open = true,
	};
	f->about = f->own;
}

/* The first objective of a control that is deficient; CATALOG_NONE: none. */
static size_t
deficient_objective(const struct desk *desk, size_t control)
{
	const struct catalog *c = desk->catalog;

	for (size_t i = 0; i < catalog_count(c, CONTROL_OBJECTIVES, control);
	     i++) {
		size_t row = catalog_child(c, CONTROL_OBJECTIVES, control, i);

		if (standing_objective_applies(&desk->frame, row) &&
		    standing_objective(&desk->frame, control, row) ==
		        DESIGNATION_DEFICIENT)
			return row;
	}
	return CATALOG_NONE;
}

static void
add_deficient(const struct desk *desk, size_t control, struct findings *out)
{
	const struct catalog *c = desk->catalog;
	size_t objective = deficient_objective(desk, control);
	char *own = item_of(c, control, objective, CATALOG_NONE);
	const char *why =
	    reason(entry_at(desk, xasprintf("%s/designation", own)));

	if (!why && objective != CATALOG_NONE)
		why =
		    catalog_text(c, OBJECTIVE_TEXT, objective, desk->language);
	*append(out) = (struct finding){
		.own = own,
		.about = own,
		.condition =
		    why ? why
		        : catalog_control_name(c, control, desk->language),
		.control = control,
		.due = DAY_NONE,
		.completed = DAY_NONE,
		.open = true,
	};
}

/* By control, what hangs on none last; then by item. */
static int
compare_candidates(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;

	if (x->control != y->control)
		return x->control < y->control ? -1 : 1;
	if (!x->artifact || !y->artifact)
		return (x->artifact != NULL) - (y->artifact != NULL);
	return str_natural_compare(x->artifact, y->artifact);
}

static void
add_candidates(const struct desk *desk, struct findings *out)
{
	size_t controls = catalog_rows(desk->catalog, TABLE_CONTROL);
	size_t recorded = out->count;
	bool *has = xcalloc(controls + 1, sizeof(*has));

	for (size_t i = 0; i < recorded; i++)
		if (out->items[i].control != CATALOG_NONE)
			has[out->items[i].control] = true;
	for (size_t i = 0; i < controls; i++) {
		const struct standing *standing = desk_standing(desk, i);

		if (!has[i] && standing_counts(standing) &&
		    standing->designation == DESIGNATION_DEFICIENT)
			add_deficient(desk, i, out);
	}
	for (size_t i = 0; i < artifacts_count(desk_artifacts(desk)); i++)
		add_missing(
		    desk, recorded, artifacts_at(desk_artifacts(desk), i), out);
	if (out->count > recorded)
		qsort(out->items + recorded, out->count - recorded,
		    sizeof(*out->items), compare_candidates);
	free(has);
}

void
findings_list(const struct desk *desk, bool candidates, struct findings *out)
{
	struct record_walk walk;
	struct record record;

	*out = (struct findings){ 0 };
	record_walk_begin(desk->session, segment, &walk);
	while (record_walk_next(&walk, &record))
		add(desk, &record, out);
	if (out->count)
		qsort(out->items, out->count, sizeof(*out->items), compare);
	for (size_t i = 0; i < out->count; i++)
		out->items[i].name = name_of(i + 1);
	if (candidates)
		add_candidates(desk, out);
}

void
findings_done(struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		free(findings->items[i].id);
		free(findings->items[i].name);
		free(findings->items[i].own);
	}
	free(findings->items);
	*findings = (struct findings){ 0 };
}

size_t
findings_open(const struct session *session)
{
	struct record_walk walk;
	struct record record;
	size_t count = 0;

	record_walk_begin(session, segment, &walk);
	while (record_walk_next(&walk, &record))
		count += is_open(state_of(&record));
	return count;
}

char *
finding_find(const struct session *session, const char *about)
{
	struct record_walk walk;
	struct record record, best = { 0 };
	bool best_open = false;

	record_walk_begin(session, segment, &walk);
	while (record_walk_next(&walk, &record)) {
		bool open = is_open(state_of(&record));

		if (!str_equal(record_value(&record, "about"), about))
			continue;
		if (!best.id || (open && !best_open) ||
		    (open == best_open && seq_of(&record) < seq_of(&best))) {
			best = record;
			best_open = open;
		}
	}
	return best.id ? xstrndup(best.id, best.id_len) : NULL;
}

char *
finding_name(const struct session *session, const char *id)
{
	struct record_walk walk;
	struct record record, which;
	size_t number = 1;
	uint64_t seq;

	if (!record_find(session, segment, id, &which))
		return NULL;
	seq = seq_of(&which);
	record_walk_begin(session, segment, &walk);
	/* of those made at once the ids decide, in whose order one walks */
	for (bool before = true; record_walk_next(&walk, &record);) {
		uint64_t other = seq_of(&record);

		if (record.fields == which.fields)
			before = false;
		else if (other < seq || (other == seq && before))
			number++;
	}
	return name_of(number);
}

/* Since when the plan may run: what it is about is deficient since then, or
 * its control is; DAY_NONE: neither. */
static int
designated_limit(const struct desk *desk, const char *about, size_t control)
{
	struct clocks_frame frame = clocks_frame(desk);
	struct clocks clocks = { .plan_limit = DAY_NONE };

	if (about && strstr(about, "/objectives/")) {
		char *path = xasprintf("%s/designation", about);

		clocks_of(&frame, path, &clocks);
		free(path);
	}
	if (clocks.plan_limit == DAY_NONE && control != CATALOG_NONE)
		clocks_control(&frame, control, &clocks);
	return clocks.plan_limit;
}

int
finding_limit(const struct desk *desk, const struct finding *finding)
{
	const struct commit *commit;
	int limit = designated_limit(desk, finding->about, finding->control);
	int day;

	if (limit != DAY_NONE || !desk->session)
		return limit;
	commit = session_find_commit(desk->session, finding->seq);
	day = commit ? day_parse(commit->at) : DAY_NONE;
	return day == DAY_NONE ? DAY_NONE : day + PLAN_DAYS;
}

int
finding_window(const struct desk *desk, const struct finding *finding)
{
	struct clocks_frame frame = clocks_frame(desk);
	struct clocks clocks;

	(void)finding; /* the window is the session's */
	clocks_of(&frame, "", &clocks);
	return clocks.window_end;
}

/* What is found, in one sentence: the reason given, else the pack's text. */
static char *
condition_of(
    const struct desk *desk, const char *text, const struct about *about)
{
	const struct catalog *c = desk->catalog;
	const char *why, *own;

	if (about->criterion) {
		size_t row = desk_criterion(desk, about->spot);
		enum criterion_state state = desk_state(desk, about->spot);

		why = reason(entry_at(desk, desk_path(desk, about->spot)));
		if (why)
			return xstrdup(why);
		own = catalog_text(c, CRITERION_TEXT, row, desk->language);
		/* TRANSLATORS: a criterion's text as published follows */
		return state == STATE_PARTIAL ? xasprintf(_("Partial: %s"), own)
		       /* TRANSLATORS: as above */
		       : state == STATE_NOT_MET
		           ? xasprintf(_("Not met: %s"), own)
		           : xstrdup(own);
	}
	const struct entry *entry =
	    entry_at(desk, xasprintf("%s/designation", text));

	why = reason(entry);
	own = about->objective != CATALOG_NONE
	          ? catalog_text(
	                c, OBJECTIVE_TEXT, about->objective, desk->language)
	          : catalog_control_name(c, about->control, desk->language);
	if (why)
		return xstrdup(why);
	return entry && designation_find(entry->value) == DESIGNATION_DEFICIENT
	           /* TRANSLATORS: an objective or control follows */
	           ? xasprintf(_("Deficient: %s"), own)
	           : xstrdup(own);
}

/* Does a link speak of just this? */
static bool
link_fits(const struct desk *desk, const struct artifact_link *link,
    const struct about *about)
{
	size_t criterion =
	    about->criterion ? desk_criterion(desk, about->spot) : CATALOG_NONE;

	return !link->implied && !str_equal(link->verdict, "not relevant") &&
	       link->objective == about->objective &&
	       link->criterion == criterion;
}

/* The items that speak of it, and those that contradict its control. */
static char *
evidence_of(
    const struct desk *desk, const struct about *about, const char *missing)
{
	size_t count;
	const size_t *at =
	    artifacts_of_control(desk_artifacts(desk), about->control, &count);
	struct str out = { 0 };

	if (missing)
		str_add(&out, missing);
	for (size_t i = 0; i < count; i++) {
		const struct artifact *it =
		    artifacts_at(desk_artifacts(desk), at[i]);
		size_t links;
		const struct artifact_link *link =
		    artifact_links_to(it, about->control, &links);
		bool fits = false;

		for (size_t k = 0; k < links; k++)
			fits |= link_fits(desk, &link[k], about) ||
			        str_equal(link[k].verdict, "contradicts");
		if (fits && !str_equal(it->id, missing))
			str_printf(&out, "%s%s", out.len ? " " : "", it->id);
	}
	return out.data ? str_steal(&out) : NULL;
}

/* What it applies to, as far as the session has words for it. */
static char *
affects_of(const struct desk *desk, const struct about *about)
{
	static const char *const words[] = { "people", "process", "technology",
		"data", "facility" };
	const struct catalog *c = desk->catalog;
	const char *one =
	    about->objective != CATALOG_NONE
	        ? catalog_string(c, OBJECTIVE_APPLIES_TO, about->objective)
	        : NULL;
	size_t count = catalog_count(c, CONTROL_APPLIES_TO, about->control);
	struct str out = { 0 };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		bool has = str_equal(one, words[i]);

		for (size_t k = 0; k < count && (!one || !*one); k++)
			has |= str_equal(catalog_item(c, CONTROL_APPLIES_TO,
			                     about->control, k, 0),
			    words[i]);
		if (has)
			str_printf(&out, "%s%s", out.len ? ", " : "", words[i]);
	}
	return out.data ? str_steal(&out) : NULL;
}

static void
set_take(
    struct changes *changes, const char *id, const char *field, char *value)
{
	if (value)
		record_set(changes, segment, id, field, value);
	free(value);
}

static char *
due_of(const struct desk *desk, const char *about, size_t control)
{
	char day[16];
	int due = designated_limit(desk, about, control);

	if (due == DAY_NONE && desk->frame.today != DAY_NONE)
		due = desk->frame.today + PLAN_DAYS;
	if (due == DAY_NONE)
		return NULL;
	day_text(due, day);
	return xstrdup(day);
}

static char *
add_filled(const struct desk *desk, struct changes *changes, const char *item,
    const char *condition, const char *missing)
{
	char *id = record_new_id(desk->session, segment);
	struct about about;

	about_read(desk, item, &about);
	if (about.control != CATALOG_NONE) {
		set_take(changes, id, "condition",
		    condition ? xstrdup(condition)
		              : condition_of(desk, item, &about));
		set_take(changes, id, "evidence",
		    evidence_of(desk, &about, missing));
		set_take(changes, id, "affects", affects_of(desk, &about));
	} else {
		set_take(changes, id, "condition", xstrdup(condition));
		set_take(changes, id, "evidence", xstrdup(missing));
	}
	record_set(changes, segment, id, "about", item);
	record_set(changes, segment, id, "state", "draft");
	set_take(changes, id, "due", due_of(desk, item, about.control));
	return id;
}

char *
finding_add(const struct desk *desk, struct changes *changes, const char *about)
{
	return add_filled(desk, changes, about, NULL, NULL);
}

char *
finding_take(const struct desk *desk, struct changes *changes,
    const struct finding *candidate)
{
	return add_filled(desk, changes, candidate->about,
	    candidate->artifact ? candidate->condition : NULL,
	    candidate->artifact);
}

void
finding_set_state(const struct session *session, struct changes *changes,
    const char *id, const char *state, int today)
{
	char day[16];
	bool has = record_get(session, segment, id, "completed") != NULL;

	record_set(changes, segment, id, "state", state);
	if (str_equal(state, "completed") && !has && today != DAY_NONE) {
		day_text(today, day);
		record_set(changes, segment, id, "completed", day);
	} else if (is_open(state) && has) {
		record_set(changes, segment, id, "completed", NULL);
	}
}
