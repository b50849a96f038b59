/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What can be done with one item of evidence: its state, where in it, from
 * whom, by when, what it says. Each asks for what it needs. */

#include <config.h>

#include "panes/evidence.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/rehearse_evidence.h"
#include "model/schema.h"
#include "model/search.h"
#include "model/session.h"
#include "panes/field_ask.h"
#include "panes/item_text.h"
#include "panes/panes.h"
#include "panes/picker.h"
#include "panes/record_form.h"

static const char *const verdicts[] = { N_("supports"), N_("partly"),
	N_("contradicts"), N_("not relevant") };
enum { VERDICTS = sizeof(verdicts) / sizeof(*verdicts), LINKS_MOST = 35 };
static const char link_keys[] = "123456789abcdefghijklmnopqrstuvwxyz";

const struct artifact *
evidence_find(const struct desk *desk, const char *id)
{
	const struct artifacts *all = desk_artifacts(desk);
	size_t at = artifacts_find(all, id);

	return at == CATALOG_NONE ? NULL : artifacts_at(all, at);
}

bool
evidence_open_record(struct command_ctx *ctx, const char *id)
{
	const struct artifact *it = evidence_find(ctx->desk, id);

	if (!it)
		return err_set(ctx->err, ERR_INPUT,
		    _("There is no item %s any more."), id);
	char *title = xasprintf("%s %s", it->id, it->title);

	ctx->open_drawer =
	    record_form_open("evidence", it->id, artifact_fields, title);
	free(title);
	return true;
}

/* "Supported on OPS-03 rises from 0 to 2", or what there is to say. */
static void
add_effect(
    const struct desk *desk, const struct rehearsed *changed, struct str *out)
{
	for (size_t i = 0; i < changed->count; i++) {
		int before = changed->items[i].before;
		int after = changed->items[i].after;
		const char *id = catalog_string(
		    desk->catalog, CONTROL_ID, changed->items[i].control);

		if (i)
			/* TRANSLATORS: goes on "; Supported on OPS-03 rises
			 * from 0 to 2" */
			str_printf(
			    out, _(", on %s from %d to %d"), id, before, after);
		else if (after > before)
			str_printf(out,
			    _("; Supported on %s rises from %d to %d"), id,
			    before, after);
		else
			str_printf(out,
			    _("; Supported on %s falls from %d to %d"), id,
			    before, after);
	}
	str_add_char(out, '.');
}

/* What a new state does to the controls that hang on the item, for the hint
 * row; nothing for states that do nothing. */
static void
say_state(struct command_ctx *ctx, const char *id, enum evidence_state state)
{
	const struct desk *desk = ctx->desk;
	const struct artifact *artifact = evidence_find(desk, id);
	bool counts = state == EVIDENCE_ACCEPTED || state == EVIDENCE_VIEWED;
	struct rehearsed changed = { 0 };

	if (!artifact)
		return;
	if (artifact->flags & ARTIFACT_DRAFT)
		counts = false;
	rehearse_evidence(desk, artifact, counts, &changed);
	if (changed.count) {
		str_printf(
		    ctx->message, "%s %s", id, _(evidence_state_word(state)));
		add_effect(desk, &changed, ctx->message);
	} else if (changed.controls &&
	           (state == EVIDENCE_ACCEPTED || state == EVIDENCE_REJECTED)) {
		str_printf(ctx->message,
		    ngettext("%s %s; %zu control hangs on it, Supported stays.",
		        "%s %s; %zu controls hang on it, Supported stays.",
		        changed.controls),
		    id, _(evidence_state_word(state)), changed.controls);
	}
	rehearsed_done(&changed);
}

/* Who speaks when something is handed over or shown is who did so. */
static void
propose_person(
    struct command_ctx *ctx, const char *id, enum evidence_state state)
{
	const struct desk *desk = ctx->desk;
	const char *field = state == EVIDENCE_VIEWED   ? "witness"
	                    : state == EVIDENCE_RECEIVED ? "provided by"
	                                                 : NULL;

	if (!field || !desk->speaker ||
	    artifact_field(desk->session, id, field))
		return;
	char *path = artifact_path(id, field);

	changes_add(ctx->changes, path, desk->speaker, NULL);
	free(path);
}

static void
propose_state(struct command_ctx *ctx, const char *id,
    enum evidence_state state, const char *why)
{
	artifact_set_state(ctx->desk->session, ctx->changes, id, state, why,
	    ctx->desk->frame.today, ctx->desk->assessor);
	propose_person(ctx, id, state);
	say_state(ctx, id, state);
}

/* The reason typed for a topic of id, blank, state. */
static bool
take_reason(struct command_ctx *ctx)
{
	char *id = xstrdup(ctx->topic);
	char *state = strchr(id, ' ');
	bool ok = ctx->argument[strspn(ctx->argument, " ")] != '\0';

	*state++ = '\0';
	if (ok)
		propose_state(
		    ctx, id, evidence_state_find(state), ctx->argument);
	else
		err_set(ctx->err, ERR_INPUT,
		    _("%s takes a reason: nothing was recorded."), _(state));
	free(id);
	return ok;
}

/* "E-TPM-04 rejected: 2 controls hang on it". */
static char *
reason_note(const struct desk *desk, const char *id, const char *word)
{
	const struct artifact *artifact = evidence_find(desk, id);
	struct rehearsed changed = { 0 };
	struct str out = { 0 };

	str_printf(&out, "%s %s", id, _(word));
	if (artifact)
		rehearse_evidence(desk, artifact, false, &changed);
	if (changed.controls)
		str_printf(&out,
		    ngettext(": %zu control hangs on it",
		        ": %zu controls hang on it", changed.controls),
		    changed.controls);
	rehearsed_done(&changed);
	return str_steal(&out);
}

bool
evidence_set_state(struct command_ctx *ctx, const char *id, const char *word)
{
	char *path = artifact_path(id, "state");

	if (schema_needs_why(schema_find(path), word)) {
		const struct entry *entry =
		    ctx->desk->session ? session_entry(ctx->desk->session, path)
		                       : NULL;

		ctx->ask->label = _("reason");
		ctx->ask->initial = entry && str_equal(entry->value, word)
		                        ? xstrdup(entry->why)
		                        : NULL;
		ctx->ask->topic = xasprintf("%s %s", id, word);
		ctx->ask->note = reason_note(ctx->desk, id, word);
		ctx->ask->done = take_reason;
	} else {
		propose_state(ctx, id, evidence_state_find(word), NULL);
	}
	free(path);
	return true;
}

/* One more state on the line, unless it stands there or is the present one. */
static void
offer(struct str *choices, char letters[EVIDENCE_STATES + 1],
    enum evidence_state state)
{
	size_t len = strlen(letters);
	char letter = evidence_state_letter(state);

	if (strchr(letters, letter))
		return;
	letters[len] = letter;
	letters[len + 1] = '\0';
	str_printf(choices, "%s%c %s", choices->len ? "  " : "", letter,
	    _(evidence_state_word(state)));
}

/* The letter of the state usual next; *choices the line of all. */
static char
offer_states(enum evidence_state now, struct str *choices)
{
	/* those asked for first, nothing asked for last */
	static const char order[] = "qrvaxw0nsu";
	char letters[EVIDENCE_STATES + 1] = { evidence_state_letter(now) };

	for (const char *next = evidence_state_next(now); *next; next++)
		offer(choices, letters, evidence_state_of_letter(*next));
	for (const char *next = order; *next; next++)
		offer(choices, letters, evidence_state_of_letter(*next));
	return letters[1];
}

static enum evidence_state
state_of(const struct desk *desk, const char *id)
{
	return evidence_state_find(desk_evidence_state(desk, id));
}

/* e once more, or Enter, takes the first. */
static bool
take_state(struct command_ctx *ctx)
{
	enum evidence_state now = state_of(ctx->desk, ctx->topic), state;
	struct str choices = { 0 };
	char first = offer_states(now, &choices);
	char letter = *ctx->argument;

	str_done(&choices);
	if (!letter || letter == 'e')
		letter = first;
	state = evidence_state_of_letter(letter);
	if (state == EVIDENCE_STATES)
		return err_set(ctx->err, ERR_INPUT,
		    _("%s stands for no state: %s stays %s."), ctx->argument,
		    ctx->topic, _(evidence_state_word(now)));
	return evidence_set_state(ctx, ctx->topic, evidence_state_word(state));
}

bool
evidence_ask_state(struct command_ctx *ctx, const char *id)
{
	struct str choices = { 0 };

	offer_states(state_of(ctx->desk, id), &choices);
	ctx->ask->label = _("state");
	ctx->ask->choices = xasprintf("%s:  %s", id, str_text(&choices));
	ctx->ask->topic = xstrdup(id);
	ctx->ask->done = take_state;
	str_done(&choices);
	return true;
}

/* Asks for a field of the item itself. */
static bool
ask_field(struct command_ctx *ctx, const char *id, const char *field,
    const char *label, char *note_take)
{
	char *path = artifact_path(id, field);

	field_ask(ctx, path, label, note_take);
	free(path);
	return true;
}

char *
evidence_link_path(const struct desk *desk, const char *id,
    const struct artifact_link *link, const char *rest)
{
	char *item = NULL, *path, *whole;

	if (link->path)
		return xasprintf("%s%s", link->path, rest);
	item =
	    item_text_of(desk, link->control, link->objective, link->criterion);
	path = artifact_link_path(id, item);
	whole = xasprintf("%s%s", path, rest);
	free(item);
	free(path);
	return whole;
}

/* Does the link lead to what the cursor is on? */
static bool
is_at_hand(const struct desk *desk, const struct artifact_link *link)
{
	size_t criterion = desk_criterion(desk, desk->spot);

	if (criterion != CATALOG_NONE && link->criterion == criterion)
		return true;
	return link->objective != CATALOG_NONE &&
	       desk->objective.control == link->control &&
	       desk->objective.row == link->objective;
}

/* The links of an item that may be meant: in the register all, elsewhere those
 * to the control shown; the one at hand alone where there is one. */
static size_t
find_links(const struct command_ctx *ctx, const struct artifact *artifact,
    bool implied, const struct artifact_link *out[LINKS_MOST])
{
	const struct desk *desk = ctx->desk;
	bool all = ctx->pane && ctx->pane->ops == &register_ops;
	size_t count = 0;

	for (size_t i = 0; artifact && i < artifact->link_count; i++) {
		const struct artifact_link *link = &artifact->links[i];

		if ((!link->path && !implied) || link->gone ||
		    (!all && link->control != desk->spot.control))
			continue;
		if (!all && is_at_hand(desk, link)) {
			out[0] = link;
			return 1;
		}
		if (count < LINKS_MOST)
			out[count++] = link;
	}
	return count;
}

static void
link_name(
    const struct desk *desk, const struct artifact_link *link, struct str *out)
{
	item_text_show_row(
	    desk, link->control, link->objective, link->criterion, false, out);
}

static bool
ask_link_locator(
    struct command_ctx *ctx, const char *id, const struct artifact_link *link)
{
	char *path = evidence_link_path(ctx->desk, id, link, "/locator");
	struct str name = { 0 };

	link_name(ctx->desk, link, &name);
	field_ask(ctx, path, _("locator"),
	    xasprintf(
	        _("%s for %s: page, section or row"), id, str_text(&name)));
	str_done(&name);
	free(path);
	return true;
}

static bool
take_verdict(struct command_ctx *ctx)
{
	static const char letters[] = "spcn";
	const char *at =
	    *ctx->argument ? strchr(letters, *ctx->argument) : letters;

	if (str_equal(ctx->argument, "-")) {
		char *locator = xasprintf("%s/locator", ctx->topic);

		changes_add(ctx->changes, ctx->topic, NULL, NULL);
		changes_add(ctx->changes, locator, NULL, NULL);
		free(locator);
		return true;
	}
	if (!at)
		return err_set(ctx->err, ERR_INPUT,
		    _("%s stands for no verdict: s, p, c and n do."),
		    ctx->argument);
	changes_add(ctx->changes, ctx->topic, verdicts[at - letters], NULL);
	return true;
}

static bool
ask_link_verdict(
    struct command_ctx *ctx, const char *id, const struct artifact_link *link)
{
	struct str choices = { 0 };

	str_printf(&choices, "%s  ", id);
	link_name(ctx->desk, link, &choices);
	str_printf(&choices, ":  s %s  p %s  c %s  n %s", _(verdicts[0]),
	    _(verdicts[1]), _(verdicts[2]), _(verdicts[3]));
	if (link->path)
		/* TRANSLATORS: takes a recorded link away */
		str_printf(&choices, "  - %s", _("no link"));
	ctx->ask->label = _("verdict");
	ctx->ask->choices = str_steal(&choices);
	ctx->ask->topic = evidence_link_path(ctx->desk, id, link, "");
	ctx->ask->done = take_verdict;
	return true;
}

static bool
ask_own_locator(struct command_ctx *ctx, const char *id)
{
	return ask_field(ctx, id, "locator",
	    /* TRANSLATORS: asks where in a piece of evidence something is
	     * found, a page say */
	    _("locator"), xasprintf(_("%s: page, section or row"), id));
}

/* A link was chosen by its digit; the topic is @ or V, and the item. */
static bool
take_link(struct command_ctx *ctx)
{
	const char *id = ctx->topic + 1;
	bool locator = *ctx->topic == '@';
	const struct artifact_link *links[LINKS_MOST];
	size_t count =
	    find_links(ctx, evidence_find(ctx->desk, id), !locator, links);
	const char *at =
	    *ctx->argument ? strchr(link_keys, *ctx->argument) : link_keys;

	if (locator && *ctx->argument == '0')
		return ask_own_locator(ctx, id);
	if (!at || (size_t)(at - link_keys) >= count)
		return err_set(ctx->err, ERR_INPUT,
		    _("%s stands for no link: nothing was changed."),
		    ctx->argument);
	return locator ? ask_link_locator(ctx, id, links[at - link_keys])
	               : ask_link_verdict(ctx, id, links[at - link_keys]);
}

static void
ask_link(struct command_ctx *ctx, char what, const char *id,
    const struct artifact_link *const links[], size_t count)
{
	struct str choices = { 0 };

	for (size_t i = 0; i < count; i++) {
		str_printf(&choices, "%s%c ", i ? "  " : "", link_keys[i]);
		link_name(ctx->desk, links[i], &choices);
	}
	if (what == '@')
		str_printf(&choices, "  0 %s", _("the item"));
	ctx->ask->label = _("which link");
	ctx->ask->choices = str_steal(&choices);
	ctx->ask->topic = xasprintf("%c%s", what, id);
	ctx->ask->done = take_link;
}

bool
evidence_ask_locator(struct command_ctx *ctx, const char *id)
{
	const struct artifact_link *links[LINKS_MOST];
	size_t count =
	    find_links(ctx, evidence_find(ctx->desk, id), false, links);

	if (!count)
		return ask_own_locator(ctx, id);
	if (count == 1)
		return ask_link_locator(ctx, id, links[0]);
	ask_link(ctx, '@', id, links, count);
	return true;
}

bool
evidence_ask_verdict(struct command_ctx *ctx, const char *id)
{
	const struct artifact_link *links[LINKS_MOST];
	size_t count =
	    find_links(ctx, evidence_find(ctx->desk, id), true, links);

	if (!count)
		return err_set(ctx->err, ERR_INPUT,
		    _("%s is linked to nothing here: E links it."), id);
	if (count == 1)
		return ask_link_verdict(ctx, id, links[0]);
	ask_link(ctx, 'V', id, links, count);
	return true;
}

bool
evidence_ask_note(struct command_ctx *ctx, const char *id)
{
	return ask_field(ctx, id, "note",
	    /* TRANSLATORS: asks for a remark on a piece of evidence */
	    _("note on the evidence"), xstrdup(id));
}

bool
evidence_ask_due(struct command_ctx *ctx, const char *id)
{
	return ask_field(ctx, id, "due", _("due"),
	    xasprintf(_("%s: fri, 17.7., +3, 2w; empty for none"), id));
}

bool
evidence_ask_title(struct command_ctx *ctx, const char *id)
{
	if (catalog_find(ctx->desk->catalog, TABLE_EVIDENCE, id) !=
	    CATALOG_NONE)
		return err_set(ctx->err, ERR_INPUT,
		    _("%s is the pack's request: its title stays as "
		      "published."),
		    id);
	return ask_field(ctx, id, "title", _("title"), xstrdup(id));
}

const char *
evidence_person_field(const struct artifact *artifact)
{
	if (artifact->state == EVIDENCE_VIEWED)
		return "witness";
	return artifact_group(artifact->state) == ARTIFACT_OUTSTANDING
	           ? "requested from"
	           : "provided by";
}

bool
evidence_ask_person(struct command_ctx *ctx, const char *id)
{
	const struct artifact *artifact = evidence_find(ctx->desk, id);
	const char *field =
	    artifact ? evidence_person_field(artifact) : "requested from";

	return ask_field(ctx, id, field,
	    str_equal(field, "provided by") ? _("provided by")
	    : str_equal(field, "witness")   ? _("witness")
	                                    : _("requested from"),
	    xasprintf(_("%s: Tab completes a name"), id));
}

/* The item a text means: its id, or words of one title alone. */
static const struct artifact *
find_by_words(const struct desk *desk, const char *text)
{
	const struct artifact *found = evidence_find(desk, text);
	char *query = search_fold(text);
	size_t count = 0;

	const struct artifacts *all = desk_artifacts(desk);

	for (size_t i = 0; !found && *query && i < artifacts_count(all); i++) {
		const struct artifact *it = artifacts_at(all, i);

		if (picker_matches(query, it->title) && count++ == 0)
			found = it;
		else if (count > 1)
			break;
	}
	free(query);
	return count > 1 ? NULL : found;
}

static void
see_item(const struct desk *desk, const char *text, struct str *out)
{
	char *folded = str_fold_space(text, strlen(text));
	const struct artifact *it =
	    *folded ? find_by_words(desk, folded) : NULL;

	if (it)
		str_printf(out, "%s %s", it->id, it->title);
	free(folded);
}

bool
evidence_supersede(struct command_ctx *ctx, const char *id, const char *by)
{
	char *text = str_fold_space(by, strlen(by));
	const struct artifact *it = find_by_words(ctx->desk, text);
	bool ok = it && !str_equal(it->id, id);

	if (ok) {
		char *path = artifact_path(id, "superseded by");

		propose_state(ctx, id, EVIDENCE_SUPERSEDED, NULL);
		changes_add(ctx->changes, path, it->id, NULL);
		if (!ctx->message->len)
			str_printf(ctx->message, _("%s is superseded by %s."),
			    id, it->id);
		free(path);
	} else {
		err_set(ctx->err, ERR_INPUT,
		    _("\"%s\" is no other item; write its id, or words only "
		      "its title has."),
		    text);
	}
	free(text);
	return ok;
}

static bool
take_supersede(struct command_ctx *ctx)
{
	return evidence_supersede(ctx, ctx->topic, ctx->argument);
}

bool
evidence_ask_supersede(struct command_ctx *ctx, const char *id)
{
	ctx->ask->label = _("superseded by");
	ctx->ask->topic = xstrdup(id);
	ctx->ask->note = xasprintf(_("%s: id or words of the newer item"), id);
	ctx->ask->see = see_item;
	ctx->ask->done = take_supersede;
	return true;
}
