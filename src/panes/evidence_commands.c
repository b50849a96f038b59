/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What is done with evidence: its state, where in it, by when; items of one's
 * own. Works on the item under the cursor of the evidence pane, from other
 * panes on the control's requests. */

#include <config.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/schema.h"
#include "model/session.h"
#include "panes/evidence.h"
#include "panes/panes.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* In the order they are offered; `next` are the letters of the usual ones
 * after this, which come first. */
static const struct state {
	char letter;
	const char *word;
	const char *next;
} states[] = {
	{ 'q', N_("requested"), "rva" },
	{ 'r', N_("received"), "vax" },
	{ 'v', N_("under review"), "ax" },
	{ 'a', N_("accepted"), "vsx" },
	{ 'x', N_("rejected"), "qr" },
	{ 'w', N_("viewed on site"), "ar" },
	{ '0', N_("not available"), "qr" },
	{ 'n', N_("not applicable"), "uq" },
	{ 's', N_("superseded"), "qr" },
	{ 'u', N_("not requested"), "q" },
};

static const struct state *
state_of_letter(char letter)
{
	for (size_t i = 0; i < COUNT(states); i++)
		if (states[i].letter == letter)
			return &states[i];
	return NULL;
}

static const struct state *
state_of_word(const char *word)
{
	for (size_t i = 0; i < COUNT(states); i++)
		if (str_equal(states[i].word, word))
			return &states[i];
	return &states[COUNT(states) - 1];
}

static char *
evidence_path(const char *id, const char *field)
{
	return xasprintf("evidence/%s/%s", id, field);
}

/* A request of the pack by its id, or an item the session knows, as either
 * spells it; NULL when there is none. The caller frees it. */
static char *
find_item(const struct desk *desk, const char *text, size_t len)
{
	char *id = xstrndup(text, len);
	size_t row = catalog_find(desk->catalog, TABLE_EVIDENCE, id), count = 0;

	if (row != CATALOG_NONE) {
		free(id);
		return xstrdup(catalog_string(desk->catalog, EVIDENCE_ID, row));
	}
	const struct entry *entry =
	    desk->session ? session_range(desk->session, "evidence/", &count)
	                  : NULL;

	for (size_t i = 0; i < count; i++) {
		char *known = path_segment(entry[i].path, 1);

		if (known && strcasecmp(known, id) == 0) {
			free(id);
			return known;
		}
		free(known);
	}
	free(id);
	return NULL;
}

/* When the argument begins with an item's id: that item, and the rest in
 * *rest. NULL: it does not. */
static char *
take_item(const struct command_ctx *ctx, const char **rest)
{
	const char *text = ctx->argument ? ctx->argument : "";
	size_t len;

	text += strspn(text, " ");
	len = strcspn(text, " ");
	char *id = len ? find_item(ctx->desk, text, len) : NULL;

	if (id)
		text += len + strspn(text + len, " ");
	*rest = text;
	return id;
}

/* What can be done with one item. */
static bool ask_state(struct command_ctx *ctx, const char *id);
static bool ask_locator(struct command_ctx *ctx, const char *id);
static bool ask_note(struct command_ctx *ctx, const char *id);
static bool ask_due(struct command_ctx *ctx, const char *id);
static bool ask_title(struct command_ctx *ctx, const char *id);

static bool (*const deeds[])(struct command_ctx *ctx, const char *id) = {
	ask_state,
	ask_locator,
	ask_note,
	ask_due,
	ask_title,
};
enum deed {
	DEED_STATE,
	DEED_LOCATOR,
	DEED_NOTE,
	DEED_DUE,
	DEED_TITLE,
	DEED_COUNT
};

static const char item_keys[] = "123456789abcdefghijklmnopqrstuvwxyz";

/* An item was chosen by its digit; Enter takes the first. */
static bool
take_choice(struct command_ctx *ctx)
{
	struct evidence_items items = { 0 };
	const char *at =
	    *ctx->argument ? strchr(item_keys, *ctx->argument) : item_keys;

	desk_evidence(ctx->desk, ctx->desk->spot.control, &items);
	size_t i = at ? (size_t)(at - item_keys) : items.count;
	bool ok = i < items.count
	              ? deeds[*ctx->topic - '0'](ctx, items.items[i].id)
	              : err_set(ctx->err, ERR_INPUT,
	                    _("%s stands for no request: nothing was changed."),
	                    ctx->argument);

	evidence_items_done(&items);
	return ok;
}

static void
ask_choice(
    struct command_ctx *ctx, const struct evidence_items *items, enum deed deed)
{
	struct str choices = { 0 };

	for (size_t i = 0; i < items->count && i < strlen(item_keys); i++)
		str_printf(&choices, "%s%c %s %s", i ? "   " : "", item_keys[i],
		    items->items[i].id,
		    _(desk_evidence_state(ctx->desk, items->items[i].id)));
	ctx->ask->label = _("which");
	ctx->ask->choices = str_steal(&choices);
	ctx->ask->topic = xasprintf("%d", (int)deed);
	ctx->ask->done = take_choice;
}

/* Does it with the item under the cursor, else with the control's only one,
 * else asks which. */
static bool
with_item(struct command_ctx *ctx, enum deed deed)
{
	const char *id = evidence_at(ctx->pane);
	struct evidence_items items = { 0 };
	bool ok = true;

	static_assert(COUNT(deeds) == DEED_COUNT, "a function a deed");
	if (id)
		return deeds[deed](ctx, id);
	desk_evidence(ctx->desk, ctx->desk->spot.control, &items);
	if (!items.count)
		ok = err_set(ctx->err, ERR_INPUT,
		    _("No evidence is asked for here; :evidence-add adds an "
		      "item."));
	else if (items.count == 1)
		ok = deeds[deed](ctx, items.items[0].id);
	else
		ask_choice(ctx, &items, deed);
	evidence_items_done(&items);
	return ok;
}

/* The reason typed for a topic of id, blank, state. */
static bool
take_reason(struct command_ctx *ctx)
{
	char *id = xstrdup(ctx->topic);
	char *state = strchr(id, ' ');
	bool ok = ctx->argument[strspn(ctx->argument, " ")] != '\0';

	*state++ = '\0';
	if (ok) {
		char *path = evidence_path(id, "state");

		changes_add(ctx->changes, path, state, ctx->argument);
		free(path);
	} else {
		err_set(ctx->err, ERR_INPUT,
		    _("%s takes a reason: nothing was recorded."), _(state));
	}
	free(id);
	return ok;
}

static bool
set_state(struct command_ctx *ctx, const char *id, const char *word)
{
	char *path = evidence_path(id, "state");

	if (schema_needs_why(schema_find(path), word)) {
		const struct entry *entry =
		    ctx->desk->session ? session_entry(ctx->desk->session, path)
		                       : NULL;

		ctx->ask->label = _("reason");
		ctx->ask->initial = entry && str_equal(entry->value, word)
		                        ? xstrdup(entry->why)
		                        : NULL;
		ctx->ask->topic = xasprintf("%s %s", id, word);
		ctx->ask->note = xasprintf("%s %s", id, _(word));
		ctx->ask->done = take_reason;
	} else {
		changes_add(ctx->changes, path, word, NULL);
	}
	free(path);
	return true;
}

/* One more state on the line, unless it stands there or is the present one. */
static void
offer(struct str *choices, char letters[COUNT(states) + 1],
    const struct state *state)
{
	size_t len = strlen(letters);

	if (strchr(letters, state->letter))
		return;
	letters[len] = state->letter;
	letters[len + 1] = '\0';
	str_printf(choices, "%s%c %s", choices->len ? "  " : "", state->letter,
	    _(state->word));
}

/* The letter of the state usual next; *choices the line of all. */
static char
offer_states(const char *present, struct str *choices)
{
	const struct state *now = state_of_word(present);
	char letters[COUNT(states) + 1] = { now->letter };

	for (const char *next = now->next; *next; next++)
		offer(choices, letters, state_of_letter(*next));
	for (size_t i = 0; i < COUNT(states); i++)
		offer(choices, letters, &states[i]);
	return letters[1];
}

/* e once more, or Enter, takes the first. */
static bool
take_state(struct command_ctx *ctx)
{
	const char *present = desk_evidence_state(ctx->desk, ctx->topic);
	struct str choices = { 0 };
	char first = offer_states(present, &choices);
	char letter = *ctx->argument;

	str_done(&choices);
	if (!letter || letter == 'e')
		letter = first;
	const struct state *state = state_of_letter(letter);

	if (!state)
		return err_set(ctx->err, ERR_INPUT,
		    _("%s stands for no state: %s stays %s."), ctx->argument,
		    ctx->topic, _(present));
	return set_state(ctx, ctx->topic, state->word);
}

static bool
ask_state(struct command_ctx *ctx, const char *id)
{
	struct str choices = { 0 };

	offer_states(desk_evidence_state(ctx->desk, id), &choices);
	ctx->ask->label = _("state");
	ctx->ask->choices = xasprintf("%s:  %s", id, str_text(&choices));
	ctx->ask->topic = xstrdup(id);
	ctx->ask->done = take_state;
	str_done(&choices);
	return true;
}

/* The state a text begins with, in the session's words or translated; *rest
 * what follows. */
static const char *
parse_state(const char *text, const char **rest)
{
	for (size_t i = 0; i < 2 * COUNT(states); i++) {
		const char *word = states[i / 2].word;
		const char *said = i % 2 ? _(word) : word;
		size_t len = strlen(said);

		if (strncasecmp(text, said, len) == 0 &&
		    (!text[len] || text[len] == ' ')) {
			*rest = text + len + strspn(text + len, " ");
			return word;
		}
	}
	return NULL;
}

/* ":evidence-state accepted E-TPM-04", either part alone too. */
static bool
state_command(struct command_ctx *ctx)
{
	const char *rest = ctx->argument ? ctx->argument : "";
	const char *word;
	char *id = NULL;
	bool ok;

	rest += strspn(rest, " ");
	word = parse_state(rest, &rest);
	if (*rest) {
		id = find_item(ctx->desk, rest, strcspn(rest, " "));
		if (!id)
			return err_set(ctx->err, ERR_INPUT,
			    _("\"%s\" is no state and no evidence item known "
			      "here."),
			    rest);
	}
	if (!word) {
		ok = id ? ask_state(ctx, id) : with_item(ctx, DEED_STATE);
		free(id);
		return ok;
	}
	if (!id)
		id = xstrdup(evidence_at(ctx->pane));
	if (!id) {
		struct evidence_items items = { 0 };

		desk_evidence(ctx->desk, ctx->desk->spot.control, &items);
		if (items.count == 1)
			id = xstrdup(items.items[0].id);
		evidence_items_done(&items);
	}
	ok = id ? set_state(ctx, id, word)
	        : err_set(ctx->err, ERR_INPUT,
	              _("Which item is %s? Put its id behind."), _(word));
	free(id);
	return ok;
}

/* The text typed for a field; empty takes it away. The topic is its path. */
static bool
take_field(struct command_ctx *ctx)
{
	char *text = str_fold_space(ctx->argument, strlen(ctx->argument));

	changes_add(ctx->changes, ctx->topic, *text ? text : NULL, NULL);
	free(text);
	return true;
}

static void
ask_field(struct command_ctx *ctx, const char *id, const char *field,
    const char *label, char *note_take)
{
	ctx->ask->label = label;
	ctx->ask->initial = xstrdup(evidence_field(ctx->desk, id, field));
	ctx->ask->topic = evidence_path(id, field);
	ctx->ask->note = note_take;
	ctx->ask->done = take_field;
}

/* A field given as argument, its item before it or the one at hand; without
 * one it is asked for. */
static bool
field_command(struct command_ctx *ctx, enum deed deed, const char *field,
    bool (*take)(struct command_ctx *ctx))
{
	const char *rest;
	char *id = take_item(ctx, &rest);
	const char *at = id ? id : evidence_at(ctx->pane);
	bool ok;

	if (*rest && at) {
		char *path = evidence_path(at, field);

		ctx->argument = rest;
		ctx->topic = path;
		ok = take(ctx);
		ctx->topic = NULL;
		free(path);
	} else if (*rest) {
		ok = err_set(
		    ctx->err, ERR_INPUT, _("Of which item? Put its id first."));
	} else {
		ok = id ? deeds[deed](ctx, id) : with_item(ctx, deed);
	}
	free(id);
	return ok;
}

static bool
ask_locator(struct command_ctx *ctx, const char *id)
{
	ask_field(ctx, id, "locator",
	    /* TRANSLATORS: asks where in a piece of evidence something is
	     * found, a page say */
	    _("locator"), xasprintf(_("%s: page, section or row"), id));
	return true;
}

static bool
locator_command(struct command_ctx *ctx)
{
	return field_command(ctx, DEED_LOCATOR, "locator", take_field);
}

static bool
ask_note(struct command_ctx *ctx, const char *id)
{
	ask_field(ctx, id, "note",
	    /* TRANSLATORS: asks for a remark on a piece of evidence */
	    _("note on the evidence"), xstrdup(id));
	return true;
}

static bool
note_command(struct command_ctx *ctx)
{
	return field_command(ctx, DEED_NOTE, "note", take_field);
}

static int
number(const char *text, size_t len)
{
	int value = 0;

	for (size_t i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = 10 * value + (text[i] - '0');
	}
	return value;
}

/* YYYY-MM-DD, a day there is. */
static bool
is_date(const char *text)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
		return false;
	int year = number(text, 4), month = number(text + 5, 2);
	int day = number(text + 8, 2);
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (year < 1 || month < 1 || month > 12 || day < 1)
		return false;
	return day <= days[month - 1] + (month == 2 && leap);
}

static bool
take_due(struct command_ctx *ctx)
{
	char *text = str_fold_space(ctx->argument, strlen(ctx->argument));
	bool ok = !*text || is_date(text);

	if (ok)
		changes_add(
		    ctx->changes, ctx->topic, *text ? text : NULL, NULL);
	else
		err_set(ctx->err, ERR_INPUT,
		    _("\"%s\" is no date; write it as in 2026-07-31."), text);
	free(text);
	return ok;
}

static bool
ask_due(struct command_ctx *ctx, const char *id)
{
	ask_field(ctx, id, "due", _("due"),
	    xasprintf(_("%s: YYYY-MM-DD, empty for none"), id));
	ctx->ask->done = take_due;
	return true;
}

static bool
due_command(struct command_ctx *ctx)
{
	return field_command(ctx, DEED_DUE, "due", take_due);
}

static bool
take_title(struct command_ctx *ctx)
{
	char *id = path_segment(ctx->topic, 1);
	bool own = catalog_find(ctx->desk->catalog, TABLE_EVIDENCE, id) ==
	           CATALOG_NONE;
	bool ok = own ? take_field(ctx)
	              : err_set(ctx->err, ERR_INPUT,
	                    _("%s is the pack's request: its title stays as "
	                      "published."),
	                    id);

	free(id);
	return ok;
}

static bool
ask_title(struct command_ctx *ctx, const char *id)
{
	if (catalog_find(ctx->desk->catalog, TABLE_EVIDENCE, id) !=
	    CATALOG_NONE)
		return err_set(ctx->err, ERR_INPUT,
		    _("%s is the pack's request: its title stays as "
		      "published."),
		    id);
	ask_field(ctx, id, "title", _("title"), xstrdup(id));
	return true;
}

static bool
title_command(struct command_ctx *ctx)
{
	return field_command(ctx, DEED_TITLE, "title", take_title);
}

/* An id no item has yet. */
static char *
new_id(const struct desk *desk)
{
	for (;;) {
		char tail[7];
		size_t count = 0;

		random_name(tail, 6);
		char *id = xasprintf("EV-%s", tail);
		char *prefix = xasprintf("evidence/%s/", id);

		if (desk->session)
			session_range(desk->session, prefix, &count);
		free(prefix);
		if (!count)
			return id;
		free(id);
	}
}

static void
add_field(struct command_ctx *ctx, const char *id, const char *field,
    const char *value)
{
	char *path = evidence_path(id, field);

	changes_add(ctx->changes, path, value, NULL);
	free(path);
}

/* Title, state and link make one item: one change, one undo. */
static bool
take_new(struct command_ctx *ctx)
{
	const struct desk *desk = ctx->desk;
	char *title = str_fold_space(ctx->argument, strlen(ctx->argument));
	bool ok = *title != '\0';

	if (ok) {
		char *id = new_id(desk);
		char *link = xasprintf("links/%s/%s", id,
		    catalog_string(
		        desk->catalog, CONTROL_ID, desk->spot.control));

		add_field(ctx, id, "title", title);
		add_field(ctx, id, "state", "received");
		changes_add(ctx->changes, link, "supports", NULL);
		free(link);
		free(id);
	} else {
		err_set(ctx->err, ERR_INPUT,
		    _("An item takes a title: nothing was added."));
	}
	free(title);
	return ok;
}

static bool
add_command(struct command_ctx *ctx)
{
	const struct desk *desk = ctx->desk;

	if (desk->spot.control == CATALOG_NONE)
		return err_set(ctx->err, ERR_INPUT,
		    _("No control is chosen that it could be added to."));
	if (ctx->argument && *ctx->argument)
		return take_new(ctx);
	ctx->ask->label = _("title of the new item");
	ctx->ask->note = xasprintf(_("supports %s"),
	    catalog_string(desk->catalog, CONTROL_ID, desk->spot.control));
	ctx->ask->done = take_new;
	return true;
}

static const struct command evidence_commands[] = {
	{ "evidence-state", "e",
	    N_("how a request stands: one letter; e again takes the usual "
	       "next"),
	    state_command, N_("STATE ITEM"), N_("state") },
	{ "evidence-locator", "@",
	    N_("say where in the evidence it stands: page, section, row"),
	    locator_command, N_("ITEM TEXT"), N_("where in it") },
	{ "evidence-note", "\"", N_("write a line on the evidence itself"),
	    note_command, N_("ITEM TEXT"), N_("note on it") },
	{ "evidence-due", "d", N_("by when the evidence is asked for"),
	    due_command, N_("ITEM DATE"), N_("due") },
	{ "evidence-add", "+",
	    N_("add an item of your own that supports this control"),
	    add_command, N_("TITLE"), N_("add") },
	{ "evidence-title", "", N_("rename an item of your own"), title_command,
	    N_("ITEM TITLE"), NULL },
	{ 0 },
};

const struct command_table evidence_table = {
	"evidence",
	N_("Evidence"),
	evidence_commands,
};
