/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* One line into the fields of a slot. */

#include <config.h>

#include "model/slot_line.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/dayword.h"
#include "model/people.h"
#include "model/records.h"
#include "model/session.h"

enum { DAY_WORDS = 3, DAY_MINUTES = 24 * 60 };

/* A copy of the first so many words of a folded text; *rest follows them.
 * NULL: there are not so many. */
static char *
first_words(const char *text, int count, const char **rest)
{
	const char *p = text;

	for (int i = 0; i < count; i++) {
		if (!*p)
			return NULL;
		p += strcspn(p, " ");
		*rest = p;
		p += *p == ' ';
	}
	char *words = xstrndup(text, (size_t)(*rest - text));

	*rest = p;
	return words;
}

/* A number of at most four digits; *end follows it. -1: none. */
static int
small_number(const char *text, const char **end)
{
	size_t len = strspn(text, "0123456789");
	int number = 0;

	if (len < 1 || len > 4)
		return -1;
	for (size_t i = 0; i < len; i++)
		number = 10 * number + (text[i] - '0');
	*end = text + len;
	return number;
}

/* "90", "90min", "2h", "1h30"; 0: no length of time. */
static int
parse_minutes(const char *word)
{
	const char *end;
	int number = small_number(word, &end), more = 0;

	if (number < 0)
		return 0;
	if (*end == 'h') {
		number = 60 * number;
		if (*++end)
			more = small_number(end, &end);
		if (more < 0)
			return 0;
		number += more;
	}
	if (*end && !str_equal(end, "m") && !str_equal(end, "min"))
		return 0;
	return number <= DAY_MINUTES ? number : 0;
}

/* "9:30", "9:30-11:00". */
static bool
take_time(struct slot_line *out, const char *word)
{
	size_t len = strcspn(word, "-");
	char *from = xstrndup(word, len);
	int begin = time_parse(from), end = -1;

	free(from);
	if (begin < 0)
		return false;
	if (word[len]) {
		end = time_parse(word + len + 1);
		if (end <= begin)
			return false;
		out->minutes = end - begin;
	}
	out->begin = begin;
	return true;
}

/* The day that a text begins with, as many words as it takes. */
static bool
take_day(struct slot_line *out, int today, const char **text)
{
	for (int count = DAY_WORDS; count > 0; count--) {
		const char *rest = NULL;
		char *words = first_words(*text, count, &rest);
		int day = words ? dayword_parse(words, today) : DAY_NONE;

		free(words);
		if (day == DAY_NONE)
			continue;
		out->day = day;
		*text = rest;
		return true;
	}
	return false;
}

/* One of day, time and length, where the text begins with one not given yet. */
static bool
take_head(struct slot_line *out, int today, const char **text)
{
	const char *rest = NULL;

	if (out->day == DAY_NONE && take_day(out, today, text))
		return true;
	char *word = first_words(*text, 1, &rest);

	if (!word)
		return false;
	bool taken = out->begin < 0 && take_time(out, word);

	if (!taken && !out->minutes)
		taken = (out->minutes = parse_minutes(word)) > 0;
	if (taken)
		*text = rest;
	free(word);
	return taken;
}

static void
add_person(
    const struct session *session, struct slot_line *out, const char *name)
{
	struct slot_line_person person = { .name = xstrdup(name) };

	person.id = people_find(session, name, &person.several);
	for (size_t i = 0; i < out->count; i++) {
		if (!str_equal(out->people[i].name, name) &&
		    !(person.id && str_equal(out->people[i].id, person.id)))
			continue;
		/* said twice */
		free(person.id);
		free(person.name);
		return;
	}
	out->people = mem_grow(out->people, &out->capacity, out->count + 1,
	    sizeof(*out->people));
	out->people[out->count++] = person;
}

/* The text without its words "@...", which go to the people. */
static char *
take_people(
    const struct session *session, struct slot_line *out, const char *text)
{
	struct str rest = { 0 };
	const char *after = NULL;
	char *word;

	while ((word = first_words(text, 1, &after))) {
		if (word[0] == '@')
			word[1 + strcspn(word + 1, ",;")] = '\0';
		if (word[0] == '@' && word[1])
			add_person(session, out, word + 1);
		else
			str_printf(&rest, "%s%s", rest.len ? " " : "", word);
		free(word);
		text = after;
	}
	return str_steal(&rest);
}

/* Does the word "in" (or its translation) stand here? Its bytes, or 0. */
static size_t
is_in(const char *text)
{
	/* TRANSLATORS: the word before a place: "service desk in room 4" */
	const char *const words[2] = { "in", _("in") };

	for (size_t i = 0; i < 2; i++) {
		size_t len = strlen(words[i]);

		if (strncasecmp(text, words[i], len) == 0 && text[len] == ' ')
			return len + 1;
	}
	return 0;
}

static void
take_place(struct slot_line *out, const char *text)
{
	const char *at = NULL;
	size_t len = 0;

	for (const char *p = text; *p; p++)
		if ((p == text || p[-1] == ' ') && is_in(p)) {
			at = p;
			len = is_in(p);
		}
	size_t title = at ? (size_t)(at - text) : strlen(text);

	while (title && text[title - 1] == ' ')
		title--;
	if (title)
		out->title = xstrndup(text, title);
	if (at && at[len])
		out->place = xstrdup(at + len);
}

void
slot_line_parse(const struct session *session, const char *line, int today,
    struct slot_line *out)
{
	*out = (struct slot_line){ .day = DAY_NONE, .begin = -1 };
	char *folded = str_fold_space(line, strlen(line));
	char *bare = take_people(session, out, folded);
	const char *text = bare;

	while (take_head(out, today, &text))
		continue;
	if (out->day == DAY_NONE && out->begin >= 0)
		out->day = today;
	take_place(out, text);
	free(bare);
	free(folded);
}

void
slot_line_done(struct slot_line *line)
{
	free(line->title);
	free(line->place);
	for (size_t i = 0; i < line->count; i++) {
		free(line->people[i].id);
		free(line->people[i].name);
	}
	free(line->people);
	*line = (struct slot_line){ .day = DAY_NONE, .begin = -1 };
}

static void
show_part(struct str *out, const char *text)
{
	if (text && *text)
		str_printf(out, "%s%s", out->len ? "   " : "", text);
}

static void
show_when(const struct slot_line *line, int today, struct str *out)
{
	int end = line->begin + line->minutes;

	if (line->day != DAY_NONE)
		dayword_show(line->day, today, out);
	if (line->begin < 0) {
		if (line->minutes)
			str_printf(out, "%s%d min", out->len ? "   " : "",
			    line->minutes);
		return;
	}
	str_printf(out, "%s%02d:%02d", out->len ? " " : "", line->begin / 60,
	    line->begin % 60);
	if (line->minutes)
		str_printf(
		    out, "-%02d:%02d", end / 60 % 24, end % 60);
}

void
slot_line_show(const struct session *session, const struct slot_line *line,
    int today, struct str *out)
{
	struct str people = { 0 }, when = { 0 };

	show_when(line, today, &when);
	for (size_t i = 0; i < line->count; i++) {
		const struct slot_line_person *person = &line->people[i];
		char *name = person->id ? person_name(session, person->id)
		                        : xstrdup(person->name);

		str_printf(&people, "%s%s%s", people.len ? ", " : "", name,
		    /* TRANSLATORS: after a name as typed: it fits several
		     * people, or nobody known */
		    person->several ? _(" (which one?)")
		    : person->id    ? ""
		                    : _(" (new)"));
		free(name);
	}
	show_part(out, str_text(&when));
	show_part(out, line->title);
	show_part(out, str_text(&people));
	show_part(out, line->place);
	str_done(&people);
	str_done(&when);
}

void
slot_line_add_people(const struct session *session, struct changes *changes,
    const char *slot, const struct slot_line *line)
{
	for (size_t i = 0; i < line->count; i++) {
		const struct slot_line_person *person = &line->people[i];
		char *who = person->id
		                ? xstrdup(person->id)
		                : people_add(session, changes, person->name);
		char *field = xasprintf("people/%s", who);

		if (!record_get(session, "slots", slot, field))
			record_set(changes, "slots", slot, field, "expected");
		free(field);
		free(who);
	}
}

char *
slot_line_add(const struct session *session, struct changes *changes,
    const struct slot_line *line)
{
	char *id = record_new_id(session, "slots"), text[32];

	record_set(changes, "slots", id, "title", line->title);
	if (line->day != DAY_NONE) {
		day_text(line->day, text);
		record_set(changes, "slots", id, "day", text);
	}
	if (line->begin >= 0) {
		char *time = xasprintf(
		    "%02d:%02d", line->begin / 60, line->begin % 60);

		record_set(changes, "slots", id, "time", time);
		free(time);
	}
	if (line->minutes) {
		char *minutes = xasprintf("%d", line->minutes);

		record_set(changes, "slots", id, "minutes", minutes);
		free(minutes);
	}
	record_set(changes, "slots", id, "place", line->place);
	slot_line_add_people(session, changes, id, line);
	return id;
}
