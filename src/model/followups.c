/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Follow-ups, read from the session and from a line as it is typed. */

#include <config.h>

#include "model/followups.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/dayword.h"
#include "model/people.h"
#include "model/records.h"
#include "model/session.h"

static const char segment[] = "followups";

/* "open" where nothing is recorded. */
static const char *
state_of(const struct record *record)
{
	const char *state = record_value(record, "state");

	return state ? state : "open";
}

static bool
is_parked(const struct record *record)
{
	return str_equal(record_value(record, "kind"), "parked");
}

static void
fill(const struct record *record, void *item)
{
	const struct entry *text = record_entry(record, "text");
	const char *state = state_of(record);

	*(struct followup *)item = (struct followup){
		.id = xstrndup(record->id, record->id_len),
		.text = text ? text->value : NULL,
		.person = record_value(record, "person"),
		.about = record_value(record, "about"),
		.slot = record_value(record, "slot"),
		.request = record_value(record, "request"),
		.parked = is_parked(record),
		.state = state,
		.open = str_equal(state, "open"),
		.due = day_parse(record_value(record, "due")),
		.seq = text ? text->seq : record->fields->seq,
	};
}

static int
compare(const void *a, const void *b)
{
	const struct followup *x = a, *y = b;

	if (x->open != y->open)
		return x->open ? -1 : 1;
	if ((x->due == DAY_NONE) != (y->due == DAY_NONE))
		return y->due == DAY_NONE ? -1 : 1;
	if (x->due != y->due)
		return x->due < y->due ? -1 : 1;
	if (x->seq != y->seq)
		return x->seq < y->seq ? -1 : 1;
	return strcmp(x->id, y->id);
}

void
followups_list(
    const struct session *session, const char *control, struct followups *out)
{
	static const struct record_kind kind = {
		segment,
		sizeof(*out->items),
		fill,
		compare,
	};

	out->items = records_make(session, &kind, control, &out->count);
}

void
followups_done(struct followups *followups)
{
	for (size_t i = 0; i < followups->count; i++)
		free(followups->items[i].id);
	free(followups->items);
	*followups = (struct followups){ 0 };
}

size_t
followups_open(const struct session *session, bool parked)
{
	struct record_walk walk;
	struct record record;
	size_t count = 0;

	record_walk_begin(session, segment, &walk);
	while (record_walk_next(&walk, &record))
		count += is_parked(&record) == parked &&
		         str_equal(state_of(&record), "open");
	return count;
}

/* The words of a line. */
struct words {
	char **items;
	size_t count, capacity;
};

static void
split(const char *line, struct words *words)
{
	char *folded = str_fold_space(line, strlen(line));

	for (const char *p = folded; *p;) {
		size_t len = strcspn(p, " ");

		words->items = mem_grow(words->items, &words->capacity,
		    words->count + 1, sizeof(*words->items));
		words->items[words->count++] = xstrndup(p, len);
		p += len + (p[len] == ' ');
	}
	free(folded);
}

static void
cut(struct words *words, size_t from, size_t count)
{
	if (!count)
		return;
	for (size_t i = from; i < from + count; i++)
		free(words->items[i]);
	memmove(words->items + from, words->items + from + count,
	    (words->count - from - count) * sizeof(*words->items));
	words->count -= count;
}

/* So many words from one on, a blank between them; the caller frees it. */
static char *
join(const struct words *words, size_t from, size_t count)
{
	struct str out = { 0 };

	for (size_t i = from; i < from + count; i++)
		str_printf(&out, "%s%s", i > from ? " " : "", words->items[i]);
	return out.data ? str_steal(&out) : xstrdup("");
}

/* Takes "@lindqvist", or "@t. lindqvist" where somebody known is called so. */
static char *
take_person(const struct session *session, struct words *words)
{
	enum { MOST = 4 };
	size_t at = 0, count;
	char *person = NULL;

	while (at < words->count &&
	       (words->items[at][0] != '@' || !words->items[at][1]))
		at++;
	if (at == words->count)
		return NULL;
	count = words->count - at < MOST ? words->count - at : MOST;
	for (; count && !person; count--) {
		char *name = join(words, at, count);

		person = people_find(session, name, NULL);
		free(name);
		if (person)
			break;
	}
	if (!person) {
		count = 1;
		person = xstrdup(words->items[at] + 1);
	}
	cut(words, at, count);
	return person;
}

/* Takes the most last words that mean a day; one word is left for what. */
static int
take_day(struct words *words, int today)
{
	enum { MOST = 4 }; /* "Fri 17 Jul 2026" */
	size_t count = words->count > MOST ? MOST
	               : words->count      ? words->count - 1
	                                   : 0;

	for (; count; count--) {
		size_t from = words->count - count;
		char *text = join(words, from, count);
		int day = dayword_parse(text, today);

		free(text);
		if (day == DAY_NONE)
			continue;
		cut(words, from, count);
		return day;
	}
	return DAY_NONE;
}

void
followup_parse(const struct session *session, const char *line, int today,
    struct followup_line *out)
{
	struct words words = { 0 };

	split(line, &words);
	*out = (struct followup_line){
		.person = take_person(session, &words),
		.due = take_day(&words, today),
	};
	out->text = join(&words, 0, words.count);
	cut(&words, 0, words.count);
	free(words.items);
}

void
followup_line_done(struct followup_line *line)
{
	free(line->text);
	free(line->person);
	*line = (struct followup_line){ .due = DAY_NONE };
}

void
followup_line_show(const struct session *session,
    const struct followup_line *line, int today, struct str *out)
{
	enum { APART = 3 };

	str_add(out, line->text);
	if (line->person) {
		char *name = person_name(session, line->person);

		str_add_repeat(out, ' ', APART);
		str_add(out, name);
		free(name);
	}
	if (line->due != DAY_NONE) {
		str_add_repeat(out, ' ', APART);
		dayword_show(line->due, today, out);
	}
}
