/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The values of fields: how they are asked for, understood and shown. */

#include <config.h>

#include "panes/field_ask.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/dayword.h"
#include "model/desk.h"
#include "model/people.h"
#include "model/records.h"
#include "model/schema.h"
#include "model/session.h"
#include "model/slots.h"
#include "panes/command.h"
#include "panes/item_text.h"

/* What a field's value is to a person. */
enum sort { SORT_LINE, SORT_WORD, SORT_DAY, SORT_PERSON, SORT_ITEM, SORT_SLOT };
enum { WORDS_MOST = 16 };

static enum sort
sort_of(const struct schema_row *row)
{
	static const struct {
		const char *pattern;
		enum sort sort;
	} special[] = {
		{ "evidence/EVIDENCE/requested from", SORT_PERSON },
		{ "evidence/EVIDENCE/provided by", SORT_PERSON },
		{ "evidence/EVIDENCE/witness", SORT_PERSON },
		{ "statements/ID/by", SORT_PERSON },
		{ "followups/ID/person", SORT_PERSON },
		{ "findings/ID/owner", SORT_PERSON },
		{ "statements/ID/slot", SORT_SLOT },
		{ "followups/ID/slot", SORT_SLOT },
	};

	if (row->kind == VALUE_WORD)
		return SORT_WORD;
	if (row->kind == VALUE_DAY)
		return SORT_DAY;
	if (row->kind == VALUE_NAME && row->names == NAME_ITEM)
		return SORT_ITEM;
	for (size_t i = 0; i < sizeof(special) / sizeof(*special); i++)
		if (str_equal(special[i].pattern, row->pattern))
			return special[i].sort;
	return SORT_LINE;
}

static const char *
recorded(const struct desk *desk, const char *path)
{
	return desk->session ? session_get(desk->session, path) : NULL;
}

/* The slot's title, else its id. */
static const char *
slot_title(const struct desk *desk, const char *id)
{
	const char *title = record_get(desk->session, "slots", id, "title");

	return title ? title : id;
}

/* The id of the slot of that title or id; a copy of the text when there is
 * none. */
static char *
find_slot(const struct desk *desk, const char *text)
{
	struct slots slots = { 0 };
	char *found = NULL;

	slots_list(desk->session, &slots);
	for (size_t i = 0; i < slots.count && !found; i++)
		if (strcasecmp(slots.items[i].id, text) == 0 ||
		    (slots.items[i].title &&
		        strcasecmp(slots.items[i].title, text) == 0))
			found = xstrdup(slots.items[i].id);
	slots_done(&slots);
	return found ? found : xstrdup(text);
}

void
field_show(const struct desk *desk, const char *path, const char *value,
    struct str *out)
{
	const struct schema_row *row = schema_find(path);
	char *text = NULL;
	int day;

	switch (row ? sort_of(row) : SORT_LINE) {
	case SORT_WORD:
		str_add(out, _(value));
		return;
	case SORT_DAY:
		day = day_parse(value);
		if (day == DAY_NONE || desk->frame.today == DAY_NONE)
			str_add(out, value);
		else
			dayword_show(day, desk->frame.today, out);
		return;
	case SORT_PERSON:
		text = person_name(desk->session, value);
		break;
	case SORT_ITEM:
		item_text_show(desk, value, out);
		return;
	case SORT_SLOT:
		str_add(out, slot_title(desk, value));
		return;
	case SORT_LINE:
		text = str_fold_space(value, strlen(value));
		break;
	}
	str_add(out, text ? text : value);
	free(text);
}

static void
see_day(const struct desk *desk, const char *text, struct str *out)
{
	int day;

	if (!text[strspn(text, " ")])
		return;
	day = dayword_parse(text, desk->frame.today);
	if (day == DAY_NONE)
		str_add(out, _("no day yet: fri, 17.7., +3, 2w, 2026-07-17"));
	else
		dayword_show(day, desk->frame.today, out);
}

/* Who of the people a text means, by the name to show; NULL: nobody. */
static char *
name_of(const struct desk *desk, const char *text, bool *several)
{
	char *id, *name = NULL;

	*several = false;
	if (!text[strspn(text, " ")])
		return NULL;
	id = people_find(desk->session, text, several);
	if (id)
		name = person_name(desk->session, id);
	free(id);
	return name;
}

static void
see_person(const struct desk *desk, const char *text, struct str *out)
{
	bool several;
	char *name = name_of(desk, text, &several);

	if (name)
		str_add(out, name);
	else if (several)
		str_add(out, _("several people: go on typing"));
	else if (text[strspn(text, " ")])
		str_add(out, _("nobody known: kept as typed"));
	free(name);
}

static char *
complete_person(struct command_ctx *ctx, const char *text)
{
	bool several;
	char *name = name_of(ctx->desk, text, &several);

	if (several)
		str_add(ctx->message,
		    _("Several people begin so: type some more."));
	return name;
}

static void
see_item(const struct desk *desk, const char *text, struct str *out)
{
	char *item;

	if (!text[strspn(text, " ")])
		return;
	item = item_text_parse(desk, text);
	if (item)
		item_text_show(desk, item, out);
	else
		str_add(out, _("nothing yet: OPS-03, OPS-03 3.3, OPS-03_A01"));
	free(item);
}

/* A letter for each word: one of its own where it is free, else a digit. */
static size_t
assign_letters(const struct schema_row *row, char letters[WORDS_MOST + 1])
{
	size_t count = 0;

	memset(letters, 0, WORDS_MOST + 1);
	for (; count < WORDS_MOST && row->words[count]; count++) {
		char found = '\0';

		for (const char *p = row->words[count]; *p && !found; p++)
			if (isalpha((unsigned char)*p) && !strchr(letters, *p))
				found = *p;
		for (char c = '1'; c <= '9' && !found; c++)
			if (!strchr(letters, c))
				found = c;
		letters[count] = found ? found : '?';
	}
	return count;
}

/* The reason typed for a topic of path, line feed, value. */
static bool
take_reason(struct command_ctx *ctx)
{
	char *path = xstrdup(ctx->topic);
	char *value = strchr(path, '\n');
	bool ok = ctx->argument[strspn(ctx->argument, " ")] != '\0';

	*value++ = '\0';
	if (ok)
		changes_add(ctx->changes, path, value, ctx->argument);
	else
		err_set(ctx->err, ERR_INPUT,
		    _("%s takes a reason: nothing was recorded."), _(value));
	free(path);
	return ok;
}

static bool
propose(struct command_ctx *ctx, const char *path, const char *value)
{
	const struct schema_row *row = schema_find(path);

	if (!row || !schema_needs_why(row, value)) {
		changes_add(ctx->changes, path, value, NULL);
		return true;
	}
	ctx->ask->label = _("reason");
	ctx->ask->topic = xasprintf("%s\n%s", path, value);
	ctx->ask->note = xstrdup(_(value));
	ctx->ask->done = take_reason;
	return true;
}

/* What is recorded for a text; NULL and *err: it means nothing here. */
static char *
understand(struct command_ctx *ctx, enum sort sort, const char *text)
{
	const struct desk *desk = ctx->desk;
	char day[16], *out = NULL;
	bool several = false;
	int number;

	switch (sort) {
	case SORT_DAY:
		number = dayword_parse(text, desk->frame.today);
		if (number == DAY_NONE) {
			err_set(ctx->err, ERR_INPUT,
			    _("\"%s\" is no day; write fri, 17.7., +3, 2w or "
			      "2026-07-17."),
			    text);
			return NULL;
		}
		day_text(number, day);
		return xstrdup(day);
	case SORT_PERSON:
		out = people_find(desk->session, text, &several);
		return out ? out : xstrdup(text + (*text == '@'));
	case SORT_ITEM:
		out = item_text_parse(desk, text);
		if (!out)
			err_set(ctx->err, ERR_INPUT,
			    _("\"%s\" is nothing of this pack; write OPS-03, "
			      "OPS-03 3.3 or OPS-03_A01."),
			    text);
		return out;
	case SORT_SLOT:
		return find_slot(desk, text);
	case SORT_WORD:
	case SORT_LINE:
		break;
	}
	return xstrdup(text);
}

/* A text of several lines that stands as it was when only shown in one. */
static bool
is_untouched(const struct desk *desk, const char *path, const char *text)
{
	const char *value = recorded(desk, path);
	char *folded = value ? str_fold_space(value, strlen(value)) : NULL;
	bool same = str_equal(folded, text);

	free(folded);
	return same;
}

bool
field_take(struct command_ctx *ctx, const char *path, const char *given)
{
	const struct schema_row *row = schema_find(path);
	char *text = str_fold_space(given, strlen(given)), *value;
	bool ok = true;

	if (!*text) {
		changes_add(ctx->changes, path, NULL, NULL);
	} else if (!is_untouched(ctx->desk, path, text)) {
		value = understand(ctx, row ? sort_of(row) : SORT_LINE, text);
		ok = value && propose(ctx, path, value);
		free(value);
	}
	free(text);
	return ok;
}

static bool
take_typed(struct command_ctx *ctx)
{
	return field_take(ctx, ctx->topic, ctx->argument);
}

static bool
take_word(struct command_ctx *ctx)
{
	const struct schema_row *row = schema_find(ctx->topic);
	char letters[WORDS_MOST + 1];
	size_t count = assign_letters(row, letters);

	if (!*ctx->argument)
		return true;
	if (str_equal(ctx->argument, "-")) {
		changes_add(ctx->changes, ctx->topic, NULL, NULL);
		return true;
	}
	for (size_t i = 0; i < count; i++)
		if (letters[i] == tolower((unsigned char)*ctx->argument))
			return propose(ctx, ctx->topic, row->words[i]);
	return err_set(ctx->err, ERR_INPUT, _("%s stands for none of these."),
	    ctx->argument);
}

static void
ask_word(struct command_ctx *ctx, const struct schema_row *row,
    const char *path, const char *label)
{
	char letters[WORDS_MOST + 1];
	size_t count = assign_letters(row, letters);
	struct str choices = { 0 };

	str_printf(&choices, "%s:", label);
	for (size_t i = 0; i < count; i++)
		str_printf(&choices, "  %c %s", letters[i], _(row->words[i]));
	if (recorded(ctx->desk, path))
		/* TRANSLATORS: takes away what is recorded */
		str_printf(&choices, "  - %s", _("none"));
	ctx->ask->choices = str_steal(&choices);
	ctx->ask->done = take_word;
}

/* What stands in the line at first. */
static char *
initial(const struct desk *desk, enum sort sort, const char *path)
{
	const char *value = recorded(desk, path);
	struct str out = { 0 };

	if (!value || sort == SORT_DAY)
		return xstrdup(value);
	field_show(desk, path, value, &out);
	return str_steal(&out);
}

void
field_ask(struct command_ctx *ctx, const char *path, const char *label,
    char *note_take)
{
	const struct schema_row *row = schema_find(path);
	enum sort sort = row ? sort_of(row) : SORT_LINE;
	struct ask *ask = ctx->ask;

	ask->label = label;
	ask->topic = xstrdup(path);
	if (sort == SORT_WORD) {
		ask_word(ctx, row, path, label);
		free(note_take);
		return;
	}
	ask->initial = initial(ctx->desk, sort, path);
	ask->note = note_take;
	ask->done = take_typed;
	if (sort == SORT_DAY)
		ask->see = see_day;
	if (sort == SORT_ITEM)
		ask->see = see_item;
	if (sort == SORT_PERSON) {
		ask->see = see_person;
		ask->complete = complete_person;
	}
}
