/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The keys of the room: who speaks, what is said, what is to follow. */

#include <config.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/followups.h"
#include "model/people.h"
#include "model/records.h"
#include "model/session.h"
#include "panes/item_text.h"
#include "panes/panes.h"
#include "panes/room.h"

static const struct command *find_row(const char *name);

/* Somebody of the slot who was not there before is there now. */
static void
mark_here(struct command_ctx *ctx, const char *person)
{
	const struct desk *desk = ctx->desk;

	if (!desk->slot || desk->read_only)
		return;
	char *path = xasprintf("slots/%s/people/%s", desk->slot, person);
	const char *presence = session_get(desk->session, path);

	if (!str_equal(presence, "here"))
		changes_add(ctx->changes, path, "here", NULL);
	free(path);
}

static bool
speak(struct command_ctx *ctx, const char *who)
{
	desk_speak(ctx->desk, who);
	if (ctx->desk->said)
		str_printf(ctx->message,
		    _("Answers are recorded as said by %s."),
		    person_shown(ctx->desk->said));
	else
		str_add(ctx->message, _("Answers name nobody who said them."));
	return true;
}

/* The person a digit stands for; NULL: none. The caller frees it. */
static char *
numbered(const struct desk *desk, const char *text)
{
	struct slot_people people;
	char *id = NULL;

	if (!isdigit((unsigned char)*text) || text[1])
		return NULL;
	size_t number = (size_t)(*text - '0');

	room_people(desk, &people);
	if (number >= 1 && number <= people.count)
		id = xstrdup(people.items[number - 1].id);
	slot_people_done(&people);
	return id;
}

/* A name nobody has is that of a new person, who speaks once recorded. */
static bool
meet(struct command_ctx *ctx, const char *name)
{
	char *id;

	if (ctx->desk->read_only)
		return speak(ctx, name);
	id = people_add(ctx->desk->session, ctx->changes, name);
	mark_here(ctx, id);
	ctx->next = NEXT_RUN;
	ctx->run = find_row("who");
	ctx->run_argument = id;
	return true;
}

static bool
who_done(struct command_ctx *ctx)
{
	char *text = str_fold_space(ctx->argument, strlen(ctx->argument));
	char *id = NULL;
	bool several = false, ok = true;

	if (!*text || str_equal(text, "0")) {
		speak(ctx, *text ? room_nobody : NULL);
		free(text);
		return true;
	}
	id = numbered(ctx->desk, text);
	if (!id)
		id = people_find(ctx->desk->session, text, &several);
	if (id) {
		mark_here(ctx, id);
		speak(ctx, id);
	} else if (several) {
		ok = err_set(ctx->err, ERR_INPUT,
		    _("Several people are called like \"%s\": type more of "
		      "the name."),
		    text);
	} else if (isdigit((unsigned char)*text) && !text[1]) {
		ok = err_set(ctx->err, ERR_INPUT,
		    _("Nobody has the number %s; type a name."), text);
	} else {
		ok = meet(ctx, text);
	}
	free(id);
	free(text);
	return ok;
}

/* Tab: the rest of the name that what was typed begins. */
static char *
complete_name(struct command_ctx *ctx, const char *text)
{
	char *id = *text ? people_find(ctx->desk->session, text, NULL) : NULL;
	char *name = id ? person_name(ctx->desk->session, id) : NULL;

	free(id);
	return name;
}

/* "1 B. Okafor  2 T. Lindqvist  0 not attributed" */
static char *
list_people(const struct desk *desk)
{
	enum { DIGITS = 9 };
	struct slot_people people;
	struct str text = { 0 };

	room_people(desk, &people);
	for (size_t i = 0; i < people.count && i < DIGITS; i++) {
		char *name = person_name(desk->session, people.items[i].id);

		str_printf(&text, "%zu %s  ", i + 1, name);
		free(name);
	}
	slot_people_done(&people);
	str_printf(&text, "0 %s", person_shown(room_nobody));
	return str_steal(&text);
}

static bool
who(struct command_ctx *ctx)
{
	if (ctx->argument && *ctx->argument)
		return who_done(ctx);
	ctx->ask->label = _("who speaks");
	ctx->ask->picks = list_people(ctx->desk);
	ctx->ask->note = xstrdup(_("empty: nobody"));
	ctx->ask->complete = complete_name;
	ctx->ask->done = who_done;
	return true;
}

/* The kinds in the order Tab turns them. */
static const char *const kinds[] = { N_("affirmation"), N_("denial"),
	N_("lead"), N_("contradiction"), N_("opinion"), NULL };

enum line { LINE_SAID, LINE_FOLLOW, LINE_PARK, LINES };
static const char *const draft_names[LINES] = { "said", "follow-up", "parked" };

static char *
draft_name(const struct desk *desk, enum line line)
{
	char *id = record_new_id(desk->session, "statements");
	char *name = xasprintf("%s-%s", draft_names[line], id);

	free(id);
	return name;
}

/* "OPS-03 3.2", or that it is about nothing in particular; appended. */
static void
show_about(const struct desk *desk, const char *about, struct str *out)
{
	if (about && *about)
		item_text_show(desk, about, out);
	else
		/* TRANSLATORS: about no control in particular */
		str_add(out, _("all of it"));
}

static void
set_about(struct command_ctx *ctx, const char *segment, const char *id)
{
	if (ctx->topic && *ctx->topic)
		record_set(ctx->changes, segment, id, "about", ctx->topic);
	record_set(ctx->changes, segment, id, "slot", ctx->desk->slot);
}

/* What stands in double quotes was said in these words. */
static bool
take_quotes(char **text)
{
	size_t len = strlen(*text);

	if (len < 3 || **text != '"' || (*text)[len - 1] != '"')
		return false;
	char *inner = str_fold_space(*text + 1, len - 2);

	free(*text);
	*text = inner;
	return true;
}

static void
say_statement(struct command_ctx *ctx, const char *kind)
{
	const char *said = ctx->desk->said;
	struct str about = { 0 };

	show_about(ctx->desk, ctx->topic, &about);
	if (str_equal(kind, "lead"))
		str_printf(ctx->message,
		    _("Lead on %s recorded; r in :statements asks for the "
		      "evidence."),
		    str_text(&about));
	else if (str_equal(kind, "contradiction"))
		str_printf(ctx->message,
		    _("Contradiction on %s recorded; it is open until x in "
		      ":statements resolves it."),
		    str_text(&about));
	else if (said)
		str_printf(ctx->message, _("Recorded on %s as said by %s."),
		    str_text(&about), person_shown(said));
	else
		str_printf(ctx->message,
		    _("Recorded on %s; w names who said it."),
		    str_text(&about));
	str_done(&about);
}

static bool
statement_done(struct command_ctx *ctx)
{
	char *text = str_fold_space(ctx->argument, strlen(ctx->argument));
	const char *kind = ctx->turned ? ctx->turned : kinds[0];

	if (*text) {
		char *id = record_new_id(ctx->desk->session, "statements");
		bool verbatim = take_quotes(&text);

		record_set(ctx->changes, "statements", id, "text", text);
		if (!str_equal(kind, kinds[0]))
			record_set(
			    ctx->changes, "statements", id, "kind", kind);
		if (verbatim)
			record_set(
			    ctx->changes, "statements", id, "form", "verbatim");
		record_set(ctx->changes, "statements", id, "by",
		    room_speaker(ctx->desk));
		set_about(ctx, "statements", id);
		say_statement(ctx, kind);
		free(id);
	}
	free(text);
	return true;
}

/* How a follow-up is understood while it is typed. */
static void
see_followup(const struct desk *desk, const char *text, struct str *out)
{
	struct followup_line line;

	if (!*text)
		return;
	followup_parse(desk->session, text, desk->frame.today, &line);
	if (line.person || line.due != DAY_NONE)
		followup_line_show(
		    desk->session, &line, desk->frame.today, out);
	followup_line_done(&line);
}

static bool
record_followup(struct command_ctx *ctx, bool parked)
{
	const struct desk *desk = ctx->desk;
	struct followup_line line;
	bool ok = true;

	if (!ctx->argument[strspn(ctx->argument, " ")])
		return true;
	followup_parse(desk->session, ctx->argument, desk->frame.today, &line);
	if (line.text && *line.text) {
		char *id = record_new_id(desk->session, "followups");

		record_set(ctx->changes, "followups", id, "text", line.text);
		if (parked)
			record_set(
			    ctx->changes, "followups", id, "kind", "parked");
		record_set(
		    ctx->changes, "followups", id, "person", line.person);
		if (line.due != DAY_NONE) {
			char day[16];

			day_text(line.due, day);
			record_set(ctx->changes, "followups", id, "due", day);
		}
		set_about(ctx, "followups", id);
		/* TRANSLATORS: a line for later was recorded; how it was
		 * understood follows */
		str_add(
		    ctx->message, parked ? _("Parked: ") : _("Follow-up: "));
		followup_line_show(
		    desk->session, &line, desk->frame.today, ctx->message);
		free(id);
	} else {
		ok = err_set(ctx->err, ERR_INPUT,
		    _("What is to follow? Say it before the person and the "
		      "day."));
	}
	followup_line_done(&line);
	return ok;
}

static bool
followup_done(struct command_ctx *ctx)
{
	return record_followup(ctx, false);
}

static bool
park_done(struct command_ctx *ctx)
{
	return record_followup(ctx, true);
}

/* One of the three lines, about something or nothing. */
static void
fill_ask(
    const struct desk *desk, enum line line, const char *about, struct ask *ask)
{
	struct str note = { 0 };

	ask->topic = xstrdup(about);
	if (line == LINE_SAID) {
		if (desk->said)
			str_printf(&note, "%s, ", person_shown(desk->said));
		show_about(desk, about, &note);
		ask->note = str_steal(&note);
		/* TRANSLATORS: before what somebody says; its kind follows */
		ask->label = _("said");
		ask->turns = kinds;
		ask->done = statement_done;
		return;
	}
	show_about(desk, about, &note);
	str_add(&note, "   ");
	/* TRANSLATORS: how to say by whom and by when something follows */
	str_add(&note, _("@person, then the day"));
	ask->note = str_steal(&note);
	/* TRANSLATORS: before a line of what is to be done, or put off */
	ask->label = line == LINE_PARK ? _("park") : _("follow-up");
	ask->see = see_followup;
	ask->done = line == LINE_PARK ? park_done : followup_done;
}

/* With an argument at once, else asked for. */
static bool
take_line(struct command_ctx *ctx, enum line line)
{
	char *about = room_about(ctx->pane, ctx->desk);

	fill_ask(ctx->desk, line, about, ctx->ask);
	free(about);
	if (!ctx->argument || !*ctx->argument) {
		ctx->ask->draft = draft_name(ctx->desk, line);
		return true;
	}
	struct ask ask = *ctx->ask;

	*ctx->ask = (struct ask){ 0 };
	ctx->topic = ask.topic;
	bool ok = ask.done(ctx);

	ctx->topic = NULL;
	ask_done(&ask);
	return ok;
}

static bool
statement(struct command_ctx *ctx)
{
	return take_line(ctx, LINE_SAID);
}

static bool
follow_up(struct command_ctx *ctx)
{
	return take_line(ctx, LINE_FOLLOW);
}

static bool
park(struct command_ctx *ctx)
{
	return take_line(ctx, LINE_PARK);
}

/* "lead OPS-03/criteria/3.0a1b2c3d": the first line of a draft. */
static void
fill_from_draft(struct ask *ask, enum line line, const char *head,
    struct desk *desk, const char *text)
{
	size_t word = strcspn(head, " \n"), len;
	const char *rest = head + word + (head[word] == ' ');
	char *about;

	len = strcspn(rest, "\n");
	about = len && *rest != '-' ? xstrndup(rest, len) : NULL;
	if (about && !room_go(desk, about)) {
		free(about);
		about = NULL;
	}
	fill_ask(desk, line, about, ask);
	for (size_t i = 0; line == LINE_SAID && kinds[i]; i++)
		if (strlen(kinds[i]) == word &&
		    strncmp(kinds[i], head, word) == 0)
			ask->turn = i;
	ask->initial = xstrdup(text);
	free(about);
}

struct pane *
room_open_draft(const char *name, const char *text, struct desk *desk)
{
	const char *typed = strchr(text, '\n');
	struct ask ask = { 0 };

	for (int line = 0; typed && typed[1] && line < LINES; line++) {
		size_t len = strlen(draft_names[line]);

		if (strncmp(name, draft_names[line], len) != 0 ||
		    name[len] != '-')
			continue;
		fill_from_draft(&ask, (enum line)line, text, desk, typed + 1);
		ask.draft = xstrdup(name);
		return prompt_open_take(&ask);
	}
	return NULL;
}

static bool
statements(struct command_ctx *ctx)
{
	ctx->open_drawer = statements_open(ctx->desk->spot.control);
	return true;
}

static bool
followups(struct command_ctx *ctx)
{
	ctx->open_drawer = followups_show(ctx->desk->spot.control);
	return true;
}

static bool
parked(struct command_ctx *ctx)
{
	ctx->open_drawer = parked_open();
	return true;
}

/* clang-format off */
static const struct command room_commands[] = {
	{ "who", "w", N_("who speaks: answers are recorded as said by them"), who, N_("NAME"), N_("who speaks") },
	{ "statement", "s", N_("write down what is said, on the item at hand"), statement, N_("TEXT"), N_("said") },
	{ "follow-up", "f", N_("what is to follow, by whom and when: run books @lindqvist fri"), follow_up, N_("TEXT"), N_("follow-up") },
	{ "park", "P", N_("put a line aside until the end of the slot"), park, N_("TEXT"), N_("park") },
	{ "clock", ".", N_("start the slot or pause it; without one, begin one now"), room_clock, NULL, N_("clock") },
	{ "slot-end", "", N_("end the slot and read back what is open"), room_slot_end, NULL, NULL },
	{ "prompt-add", "", N_("add a question of your own to ask about the control"), room_prompt_add, N_("TEXT"), NULL },
	{ "statements", "'", N_("what was said about the control, or in all"), statements, NULL, N_("statements") },
	{ "followups", ";", N_("what is to follow or was parked"), followups, NULL, N_("follow-ups") },
	{ "parked", "", N_("what was parked"), parked, NULL, NULL },
	{ 0 },
};
/* clang-format on */

const struct command_table room_table = {
	"all",
	N_("In the room"),
	room_commands,
};

static const struct command *
find_row(const char *name)
{
	const struct command *row = room_commands;

	while (!str_equal(row->name, name))
		row++;
	return row;
}
