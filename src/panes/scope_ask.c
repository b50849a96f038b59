/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Changing scope, one question after the other. */

#include <config.h>

#include "panes/scope_ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/calendar.h"
#include "model/desk.h"
#include "model/filter.h"
#include "model/session.h"
#include "panes/command.h"

bool
scope_count(
    const struct desk *desk, const char *rule, size_t *count, struct err *err)
{
	struct filter_view view = { .catalog = desk->catalog };
	struct filter *filter = filter_parse(rule, &view, err);
	size_t found = 0;

	if (!filter)
		return false;
	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_CONTROL); i++)
		found += catalog_control_active(desk->catalog, i) &&
		         filter_holds(filter, &view, i);
	filter_free(filter);
	*count = found;
	return true;
}

/* The reason typed, else the one given last; NULL and *err: neither. */
static const char *
reason(struct command_ctx *ctx)
{
	const char *why = ctx->argument + strspn(ctx->argument, " ");

	if (!*why)
		why = ctx->desk->reason;
	if (why && *why)
		return why;
	err_set(ctx->err, ERR_INPUT,
	    _("A reason is needed: nothing was recorded."));
	return NULL;
}

/* Offers the last reason behind what is asked about. */
static char *
reason_note(const struct desk *desk, const char *what)
{
	return desk->reason
	           ? xasprintf(_("%s   Enter takes \"%s\""), what, desk->reason)
	           : xstrdup(what);
}

static bool
take_rule(struct command_ctx *ctx)
{
	const char *rule = *ctx->topic ? ctx->topic : NULL;
	const char *why = reason(ctx);
	size_t count = 0;

	if (!why || !scope_count(ctx->desk, ctx->topic, &count, ctx->err))
		return false;
	changes_add(ctx->changes, "scope/rule", rule, why);
	desk_set(&ctx->desk->reason, why);
	if (rule)
		str_printf(ctx->message,
		    ngettext("The rule %s holds for %zu control. U takes it "
		             "back.",
		        "The rule %s holds for %zu controls. U takes it back.",
		        count),
		    rule, count);
	else
		str_add(ctx->message,
		    _("Without a rule all active controls are in scope."));
	return true;
}

bool
scope_ask_rule(struct command_ctx *ctx, const char *rule)
{
	const char *now = ctx->desk->session
	                      ? session_get(ctx->desk->session, "scope/rule")
	                      : NULL;
	char *text = str_fold_space(rule, strlen(rule));
	size_t count = 0;
	bool ok = scope_count(ctx->desk, text, &count, ctx->err);

	if (ok && str_equal(now ? now : "", text)) {
		str_add(ctx->message, _("That is the rule already."));
	} else if (ok) {
		char *what = *text ? xasprintf(ngettext("%s: %zu control",
		                                   "%s: %zu controls", count),
		                         text, count)
		                   : xstrdup(_("no rule: all active controls"));

		ctx->ask->label = _("reason");
		ctx->ask->topic = xstrdup(text);
		ctx->ask->note = reason_note(ctx->desk, what);
		ctx->ask->done = take_rule;
		free(what);
	}
	free(text);
	return ok;
}

/* A control's own entry and what hangs on it. */

static const char *
control_id(const struct command_ctx *ctx, size_t control)
{
	return catalog_string(ctx->desk->catalog, CONTROL_ID, control);
}

/* What is recorded in "scope/controls/ID" or a field of it. */
static const char *
recorded(const struct desk *desk, const char *id, const char *field)
{
	return desk->session ? session_getf(desk->session,
	                           "scope/controls/%s%s", id, field)
	                     : NULL;
}

/* Proposes a field, NULL where there is nothing to say. */
static void
set_field(struct command_ctx *ctx, const char *id, const char *field,
    const char *value, const char *why)
{
	char *path = xasprintf("scope/controls/%s%s", id, field);

	if (value || recorded(ctx->desk, id, field))
		changes_add(ctx->changes, path, value, why);
	free(path);
}

static void
set_entry(struct command_ctx *ctx, const char *id, const char *word,
    const char *provider, const char *declared, const char *why)
{
	set_field(ctx, id, "", word, why);
	set_field(ctx, id, "/provider", provider, NULL);
	set_field(ctx, id, "/declared", declared, NULL);
}

/* The state a control has without an entry of its own. */
static enum scope_state
by_rule(const struct desk *desk, size_t control)
{
	struct scope_item item;

	scope_item(desk->catalog, NULL, desk->frame.rule, control,
	    desk->frame.today, &item);
	return item.state;
}

bool
scope_drop_control(struct command_ctx *ctx, size_t control)
{
	const char *id = control_id(ctx, control);

	if (!recorded(ctx->desk, id, ""))
		return err_set(ctx->err, ERR_INPUT,
		    _("%s has no entry of its own; the rule holds for it."),
		    id);
	set_entry(ctx, id, NULL, NULL, NULL, NULL);
	str_printf(ctx->message,
	    by_rule(ctx->desk, control) == SCOPE_OUT
	        ? _("%s follows the rule again: out of scope.")
	        : _("%s follows the rule again: in scope."),
	    id);
	return true;
}

static void
take_in(struct command_ctx *ctx, size_t control, const char *why)
{
	const char *id = control_id(ctx, control);
	bool anyway = by_rule(ctx->desk, control) == SCOPE_IN;

	set_entry(ctx, id, anyway ? NULL : "in", NULL, NULL, why);
	str_printf(ctx->message, _("%s is in scope; its answers count."), id);
}

static void
take_out(struct command_ctx *ctx, const char *id, const char *why)
{
	set_entry(ctx, id, "out", NULL, NULL, why);
	desk_set(&ctx->desk->reason, why);
	str_printf(
	    ctx->message, _("%s is out of scope; its answers are kept."), id);
}

static bool
take_out_why(struct command_ctx *ctx)
{
	const char *why = reason(ctx);

	if (why)
		take_out(ctx, ctx->topic, why);
	return why != NULL;
}

/* The topic of the questions about a declaration: "inherited OPS-03", then a
 * line feed and the provider. */
static bool
take_declared(struct command_ctx *ctx)
{
	char *word = xstrdup(ctx->topic);
	char *id = strchr(word, ' ');
	char *provider = strchr(word, '\n');
	char *day = str_fold_space(ctx->argument, strlen(ctx->argument));
	bool ok = !*day || (strlen(day) == strlen("2026-07-14") &&
	                       day_parse(day) != DAY_NONE);

	*id++ = *provider++ = '\0';
	if (ok) {
		set_entry(ctx, id, word, *provider ? provider : NULL,
		    *day ? day : NULL, NULL);
		/* TRANSLATORS: a control's id, then inherited or reciprocal */
		str_printf(ctx->message,
		    *day ? _("%s is %s.")
		         : _("%s is %s. Its declaration has no date yet."),
		    id, _(word));
	} else {
		err_set(ctx->err, ERR_INPUT,
		    _("\"%s\" is no day; write it like 2026-07-14."), day);
	}
	free(day);
	free(word);
	return ok;
}

static bool
take_provider(struct command_ctx *ctx)
{
	char *provider = str_fold_space(ctx->argument, strlen(ctx->argument));
	const char *id = strchr(ctx->topic, ' ') + 1;

	ctx->ask->label = _("declared on");
	ctx->ask->initial = xstrdup(recorded(ctx->desk, id, "/declared"));
	ctx->ask->note =
	    xasprintf(_("%s: day of the declaration, YYYY-MM-DD"), id);
	ctx->ask->topic = xasprintf("%s\n%s", ctx->topic, provider);
	ctx->ask->done = take_declared;
	free(provider);
	return true;
}

static void
ask_provider(struct command_ctx *ctx, const char *id, const char *word)
{
	ctx->ask->label = _("provider");
	ctx->ask->initial = xstrdup(recorded(ctx->desk, id, "/provider"));
	ctx->ask->note = xasprintf("%s %s", id, _(word));
	ctx->ask->topic = xasprintf("%s %s", word, id);
	ctx->ask->done = take_provider;
}

bool
scope_ask_control(struct command_ctx *ctx, size_t control,
    enum scope_state state, const char *why)
{
	const char *id = control_id(ctx, control);

	switch (state) {
	case SCOPE_IN:
		take_in(ctx, control, why);
		break;
	case SCOPE_OUT:
		if (why && *why) {
			take_out(ctx, id, why);
			break;
		}
		ctx->ask->label = _("reason");
		ctx->ask->topic = xstrdup(id);
		char *what = xasprintf(_("%s out of scope"), id);

		ctx->ask->note = reason_note(ctx->desk, what);
		ctx->ask->done = take_out_why;
		free(what);
		break;
	case SCOPE_INHERITED:
	case SCOPE_RECIPROCAL:
		ask_provider(ctx, id, scope_word(state));
		break;
	}
	return true;
}
