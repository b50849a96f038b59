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

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/schema.h"
#include "model/session.h"
#include "panes/evidence.h"
#include "panes/field_ask.h"
#include "panes/panes.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* A request of the pack by its id, or an item the session knows, as either
 * spells it; NULL when there is none. The caller frees it. */
static char *
find_item(const struct desk *desk, const char *text, size_t len)
{
	char *id = xstrndup(text, len);
	const struct artifact *artifact = evidence_find(desk, id);

	free(id);
	return artifact ? xstrdup(artifact->id) : NULL;
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
static bool (*const deeds[])(struct command_ctx *ctx, const char *id) = {
	evidence_ask_state,
	evidence_ask_locator,
	evidence_ask_note,
	evidence_ask_due,
	evidence_ask_title,
	evidence_ask_person,
	evidence_ask_verdict,
	evidence_ask_supersede,
};
enum deed {
	DEED_STATE,
	DEED_LOCATOR,
	DEED_NOTE,
	DEED_DUE,
	DEED_TITLE,
	DEED_PERSON,
	DEED_VERDICT,
	DEED_SUPERSEDE,
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
	if (ctx->pane && ctx->pane->ops == &register_ops)
		return err_set(
		    ctx->err, ERR_INPUT, _("No item is under the cursor."));
	desk_evidence(ctx->desk, ctx->desk->spot.control, &items);
	if (!items.count)
		ok = err_set(ctx->err, ERR_INPUT,
		    _("No evidence is asked for here; + adds an item."));
	else if (items.count == 1)
		ok = deeds[deed](ctx, items.items[0].id);
	else
		ask_choice(ctx, &items, deed);
	evidence_items_done(&items);
	return ok;
}

/* The state a text begins with, in the session's words or translated; *rest
 * what follows. */
static const char *
parse_state(const char *text, const char **rest)
{
	for (int i = 0; i < 2 * EVIDENCE_STATES; i++) {
		const char *word =
		    evidence_state_word((enum evidence_state)(i / 2));
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
		ok = id ? evidence_ask_state(ctx, id)
		        : with_item(ctx, DEED_STATE);
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
	ok = id ? evidence_set_state(ctx, id, word)
	        : err_set(ctx->err, ERR_INPUT,
	              _("Which item is %s? Put its id behind."), _(word));
	free(id);
	return ok;
}

/* A field given as argument, its item before it or the one at hand; without
 * one it is asked for. */
static bool
field_command(struct command_ctx *ctx, enum deed deed, const char *field)
{
	const char *rest;
	char *id = take_item(ctx, &rest);
	const char *at = id ? id : evidence_at(ctx->pane);
	const struct artifact *it = at ? evidence_find(ctx->desk, at) : NULL;
	bool ok;

	if (*rest && at) {
		if (deed == DEED_PERSON && it)
			field = evidence_person_field(it);
		char *path = artifact_path(at, field);

		ok = field_take(ctx, path, rest);
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
locator_command(struct command_ctx *ctx)
{
	return field_command(ctx, DEED_LOCATOR, "locator");
}

static bool
note_command(struct command_ctx *ctx)
{
	return field_command(ctx, DEED_NOTE, "note");
}

static bool
due_command(struct command_ctx *ctx)
{
	return field_command(ctx, DEED_DUE, "due");
}

static bool
person_command(struct command_ctx *ctx)
{
	return field_command(ctx, DEED_PERSON, "requested from");
}

static bool
verdict_command(struct command_ctx *ctx)
{
	const char *rest;
	char *id = take_item(ctx, &rest);
	bool ok =
	    id ? evidence_ask_verdict(ctx, id) : with_item(ctx, DEED_VERDICT);

	free(id);
	return ok;
}

/* ":evidence-supersede EV-old EV-new", the first left out for the one at
 * hand. */
static bool
supersede_command(struct command_ctx *ctx)
{
	const char *rest;
	char *first = take_item(ctx, &rest);
	const char *hand = evidence_at(ctx->pane);
	bool ok;

	if (first && *rest)
		ok = evidence_supersede(ctx, first, rest);
	else if (hand && ctx->argument && *ctx->argument)
		ok = evidence_supersede(ctx, hand, ctx->argument);
	else
		ok = first ? evidence_ask_supersede(ctx, first)
		           : with_item(ctx, DEED_SUPERSEDE);
	free(first);
	return ok;
}

/* The whole record of an item. */
static bool
record_command(struct command_ctx *ctx)
{
	const char *rest;
	char *id = take_item(ctx, &rest);
	const char *at = id ? id : evidence_at(ctx->pane);
	bool ok = at && evidence_open_record(ctx, at);

	if (!at)
		err_set(ctx->err, ERR_INPUT,
		    _("Which item? Put its id behind, or go to one."));
	free(id);
	return ok;
}

static bool
title_command(struct command_ctx *ctx)
{
	const char *rest;
	char *id = take_item(ctx, &rest);
	const char *at = id ? id : evidence_at(ctx->pane);
	bool published = at && catalog_find(ctx->desk->catalog, TABLE_EVIDENCE,
	                           at) != CATALOG_NONE;
	bool ok = published && *rest ? evidence_ask_title(ctx, at)
	                             : field_command(ctx, DEED_TITLE, "title");

	free(id);
	return ok;
}

/* What touches the disk is the program's to do. */
static bool
leave_to_program(struct command_ctx *ctx, enum command_next next)
{
	ctx->next = next;
	ctx->run_argument = xstrdup(ctx->argument);
	return true;
}

static bool
attach_command(struct command_ctx *ctx)
{
	return leave_to_program(ctx, NEXT_ATTACH);
}

static bool
open_command(struct command_ctx *ctx)
{
	return leave_to_program(ctx, NEXT_OPEN_FILE);
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
	{ "evidence-verdict", "V",
	    N_("what it says of the control at hand: supports, partly, "
	       "contradicts, not relevant"),
	    verdict_command, N_("ITEM"), N_("verdict") },
	{ "evidence-attach", "+",
	    N_("attach files by their path, or add an item by its title"),
	    attach_command, N_("FILE TITLE"), N_("attach") },
	{ "evidence-open", "o",
	    N_("open the file attached with the desktop's program"),
	    open_command, N_("ITEM"), N_("open file") },
	{ "evidence-title", "", N_("rename an item of your own"), title_command,
	    N_("ITEM TITLE"), NULL },
	{ "evidence-person", "",
	    N_("from whom it is requested, or who provided it"), person_command,
	    N_("ITEM NAME"), NULL },
	{ "evidence-supersede", "", N_("say which newer item replaces it"),
	    supersede_command, N_("ITEM NEWER"), NULL },
	{ "evidence-record", "", N_("the whole record of an item"),
	    record_command, N_("ITEM"), NULL },
	{ 0 },
};

const struct command_table evidence_table = {
	"evidence",
	N_("Evidence"),
	evidence_commands,
};
