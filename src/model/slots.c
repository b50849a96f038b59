/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Slots: the interviews planned, who and what belongs to each, and their
 * clocks. slots_plan.c builds the agenda. */

#include <config.h>

#include "model/slots.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/people.h"
#include "model/records.h"
#include "model/session.h"

static const char segment[] = "slots";
static const char people_part[] = "people/";
static const char controls_part[] = "controls/";

/* The whole number of a field, 0 where nothing is recorded. */
static int
number(const struct record *record, const char *field)
{
	const char *value = record_value(record, field);

	return value ? atoi(value) : 0;
}

static bool
has_ended(const struct record *record)
{
	return record_entry(record, "ended");
}

static bool
is_running(const struct record *record)
{
	return record_entry(record, "running") && !has_ended(record);
}

static void
add(struct slots *out, const struct record *record)
{
	const char *time = record_value(record, "time");

	out->items = mem_grow(
	    out->items, &out->capacity, out->count + 1, sizeof(*out->items));
	out->items[out->count++] = (struct slot){
		.id = xstrndup(record->id, record->id_len),
		.title = record_value(record, "title"),
		.place = record_value(record, "place"),
		.day = day_parse(record_value(record, "day")),
		.begin = time ? time_parse(time) : -1,
		.minutes = number(record, "minutes"),
		.running = is_running(record),
		.begun = record_entry(record, "running") ||
		         record_entry(record, "spent"),
		.ended = has_ended(record),
	};
}

/* What has no day, or no time, comes last. */
static int
compare(const void *a, const void *b)
{
	const struct slot *x = a, *y = b;

	if ((x->day == DAY_NONE) != (y->day == DAY_NONE))
		return y->day == DAY_NONE ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if ((x->begin < 0) != (y->begin < 0))
		return y->begin < 0 ? -1 : 1;
	if (x->begin != y->begin)
		return x->begin < y->begin ? -1 : 1;
	return strcmp(x->id, y->id);
}

void
slots_list(const struct session *session, struct slots *out)
{
	struct record_walk walk;
	struct record record;

	*out = (struct slots){ 0 };
	record_walk_begin(session, segment, &walk);
	while (record_walk_next(&walk, &record))
		add(out, &record);
	if (out->count)
		qsort(out->items, out->count, sizeof(*out->items), compare);
}

void
slots_done(struct slots *slots)
{
	for (size_t i = 0; i < slots->count; i++)
		free(slots->items[i].id);
	free(slots->items);
	*slots = (struct slots){ 0 };
}

size_t
slots_number(const struct session *session, const char *slot)
{
	struct slots slots;
	size_t number = 0;

	slots_list(session, &slots);
	for (size_t i = 0; i < slots.count && !number; i++)
		if (str_equal(slots.items[i].id, slot))
			number = i + 1;
	slots_done(&slots);
	return number;
}

/* The commit by which its clock last started or stopped; 0: neither did. */
static uint64_t
last_touched(const struct record *record)
{
	const struct entry *running = record_entry(record, "running");
	const struct entry *spent = record_entry(record, "spent");
	uint64_t a = running ? running->seq : 0, b = spent ? spent->seq : 0;

	return a > b ? a : b;
}

char *
slots_current(const struct session *session)
{
	struct record_walk walk;
	struct record record, best = { 0 };
	bool best_runs = false;
	uint64_t best_seq = 0;

	record_walk_begin(session, segment, &walk);
	while (record_walk_next(&walk, &record)) {
		uint64_t seq = last_touched(&record);
		bool runs = is_running(&record);

		if (!seq || has_ended(&record) || (best_runs && !runs) ||
		    (best_runs == runs && seq <= best_seq))
			continue;
		best = record;
		best_runs = runs;
		best_seq = seq;
	}
	return best_seq ? xstrndup(best.id, best.id_len) : NULL;
}

/* A field's name past a part of the record such as "people/"; NULL: it is of
 * another. */
static const char *
part_of(const struct record *record, size_t i, const char *part)
{
	const char *field = record->fields[i].path + record->head;

	return str_starts(field, part) ? field + strlen(part) : NULL;
}

/* A person of a slot with the name to sort by. */
struct named {
	struct slot_person person;
	const char *name;
};

static int
compare_names(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int order = str_natural_compare(x->name, y->name);

	return order ? order : strcmp(x->person.id, y->person.id);
}

void
slot_people(
    const struct session *session, const char *slot, struct slot_people *out)
{
	struct record record;
	struct named *named;

	*out = (struct slot_people){ 0 };
	if (!record_find(session, segment, slot, &record))
		return;
	named = xcalloc(record.count, sizeof(*named));
	for (size_t i = 0; i < record.count; i++) {
		const char *id = part_of(&record, i, people_part);
		struct person person = { 0 };

		if (!id)
			continue;
		person_get(session, id, &person);
		named[out->count++] = (struct named){
			.person = { xstrdup(id), record.fields[i].value },
			.name = person.name ? person.name : id,
		};
	}
	if (out->count) {
		qsort(named, out->count, sizeof(*named), compare_names);
		out->items = mem_grow(
		    NULL, &out->capacity, out->count, sizeof(*out->items));
	}
	for (size_t i = 0; i < out->count; i++)
		out->items[i] = named[i].person;
	free(named);
}

void
slot_people_done(struct slot_people *people)
{
	for (size_t i = 0; i < people->count; i++)
		free(people->items[i].id);
	free(people->items);
	*people = (struct slot_people){ 0 };
}

static int
compare_rows(const void *a, const void *b)
{
	const size_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void
slot_controls(const struct session *session, const struct catalog *catalog,
    const char *slot, size_t **controls, size_t *count)
{
	struct record record;

	*controls = NULL;
	*count = 0;
	if (!record_find(session, segment, slot, &record))
		return;
	*controls = xcalloc(record.count, sizeof(**controls));
	for (size_t i = 0; i < record.count; i++) {
		const char *id = part_of(&record, i, controls_part);
		size_t row = id ? catalog_find(catalog, TABLE_CONTROL, id)
		                : CATALOG_NONE;

		if (row != CATALOG_NONE)
			(*controls)[(*count)++] = row;
	}
	qsort(*controls, *count, sizeof(**controls), compare_rows);
}

char *
slots_of_control(const struct session *session, const char *control)
{
	char *field = xasprintf("%s%s", controls_part, control);
	struct record_walk walk;
	struct record record;
	char *id = NULL;

	record_walk_begin(session, segment, &walk);
	while (!id && record_walk_next(&walk, &record))
		if (record_entry(&record, field))
			id = xstrndup(record.id, record.id_len);
	free(field);
	return id;
}

/* Seconds from one moment to another, none when the clock was set back. */
static long long
seconds_between(long long from, long long to)
{
	return from && to > from ? to - from : 0;
}

static long long
elapsed(const struct record *record, long long now)
{
	long long spent = number(record, "spent");

	if (!is_running(record))
		return spent;
	return spent +
	       seconds_between(
	           moment_seconds(record_value(record, "running")), now);
}

static void
count_items(const struct desk *desk, const char *slot, struct slot_clock *out)
{
	size_t *controls, count;

	slot_controls(desk->session, desk->catalog, slot, &controls, &count);
	for (size_t i = 0; i < count; i++) {
		const struct rating *rating = desk_rating(desk, controls[i]);

		if (!standing_counts(desk_standing(desk, controls[i])))
			continue;
		out->items += rating->of;
		out->items_left += rating->left;
		out->controls_left += rating->left > 0;
	}
	free(controls);
}

void
slot_clock(const struct desk *desk, const char *slot, long long now,
    struct slot_clock *out)
{
	enum { MINUTE = 60 };
	struct record record;

	*out = (struct slot_clock){ .pace = -1 };
	if (!record_find(desk->session, segment, slot, &record))
		return;
	out->elapsed = elapsed(&record, now);
	out->planned = (long long)number(&record, "minutes") * MINUTE;
	out->left = out->planned ? out->planned - out->elapsed : 0;
	out->running = is_running(&record);
	count_items(desk, slot, out);
	if (out->left > 0 && out->items_left && !has_ended(&record))
		out->pace = out->left / (long long)out->items_left;
}

static void
set(struct changes *changes, const struct record *record, const char *field,
    const char *value)
{
	char *id = xstrndup(record->id, record->id_len);

	record_set(changes, segment, id, field, value);
	free(id);
}

/* Stops a clock: what ran is added to what was spent. */
static void
stop(struct changes *changes, const struct record *record, const char *at)
{
	enum { SPENT_MAX = 86400 }; /* as the schema has it */
	const struct entry *running = record_entry(record, "running");
	char text[32];

	if (!running)
		return;
	long long spent =
	    number(record, "spent") +
	    seconds_between(moment_seconds(running->value), moment_seconds(at));

	snprintf(
	    text, sizeof(text), "%lld", spent < SPENT_MAX ? spent : SPENT_MAX);
	record_remove(changes, running);
	set(changes, record, "spent", text);
}

static void
arrive(struct changes *changes, const struct record *record)
{
	for (size_t i = 0; i < record->count; i++) {
		const struct entry *entry = &record->fields[i];

		if (part_of(record, i, people_part) &&
		    str_equal(entry->value, "expected"))
			changes_add(changes, entry->path, "here", NULL);
	}
}

static void
stop_others(const struct session *session, struct changes *changes,
    const char *slot, const char *at)
{
	struct record_walk walk;
	struct record record;

	record_walk_begin(session, segment, &walk);
	while (record_walk_next(&walk, &record))
		if (strlen(slot) != record.id_len ||
		    strncmp(slot, record.id, record.id_len) != 0)
			stop(changes, &record, at);
}

void
slot_start(const struct session *session, struct changes *changes,
    const char *slot, const char *at)
{
	const struct entry *ended;
	struct record record;

	if (!record_find(session, segment, slot, &record))
		return;
	stop_others(session, changes, slot, at);
	arrive(changes, &record);
	ended = record_entry(&record, "ended");
	if (ended)
		record_remove(changes, ended);
	if (!is_running(&record))
		set(changes, &record, "running", at);
}

void
slot_pause(const struct session *session, struct changes *changes,
    const char *slot, const char *at)
{
	struct record record;

	if (record_find(session, segment, slot, &record))
		stop(changes, &record, at);
}

void
slot_end(const struct session *session, struct changes *changes,
    const char *slot, const char *at)
{
	struct record record;

	if (!record_find(session, segment, slot, &record) || has_ended(&record))
		return;
	stop(changes, &record, at);
	set(changes, &record, "ended", at);
}

void
slot_move_control(const struct session *session, struct changes *changes,
    const char *control, const char *slot)
{
	char *field = xasprintf("%s%s", controls_part, control);
	struct record_walk walk;
	struct record record;
	bool there = !slot;

	record_walk_begin(session, segment, &walk);
	while (record_walk_next(&walk, &record)) {
		const struct entry *entry = record_entry(&record, field);

		if (!entry)
			continue;
		if (slot && strlen(slot) == record.id_len &&
		    strncmp(slot, record.id, record.id_len) == 0)
			there = true;
		else
			record_remove(changes, entry);
	}
	if (!there)
		record_set(changes, segment, slot, field, "yes");
	free(field);
}
