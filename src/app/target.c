/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Target levels: of a control, of a domain, of the session. What a control can
 * reach is not always what was asked for (domain.md 4.6); the message says what
 * became of it. */

#include <config.h>

#include <stdlib.h>

#include "app/app_parts.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "model/schema.h"
#include "model/session.h"
#include "panes/verdict.h"

/* The lowest attainable level that is no lower than the target, else the
 * highest there is. */
static int
effective(const struct catalog *catalog, size_t control, int target)
{
	int best = 0;

	for (int level = 1;
	     best < target && level <= catalog_scale_top(catalog); level++)
		if (standing_attainable(catalog, control, level))
			best = level;
	return best;
}

/* Would a domain's target, or the session's (CATALOG_NONE), be this control's:
 * has nothing nearer one of its own? */
static bool
is_meant(const struct desk *desk, size_t control, size_t domain)
{
	const struct catalog *c = desk->catalog;
	size_t at = catalog_ref(c, CONTROL_DOMAIN, control);

	if (!scope_is_in(&desk_standing(desk, control)->scope))
		return false;
	if (!desk->session)
		return domain == CATALOG_NONE || at == domain;
	if (session_getf(desk->session, "%s/target",
	        catalog_string(c, CONTROL_ID, control)))
		return false;
	for (; at != CATALOG_NONE && at != domain;
	     at = catalog_ref(c, DOMAIN_PARENT, at))
		if (session_getf(desk->session, "domains/%s/target",
		        catalog_string(c, DOMAIN_ID, at)))
			return false;
	return at == domain;
}

/* "target 3, effective 4 (raised)" for many: for how many, and of how many it
 * is another level. */
static void
say_many(const struct desk *desk, size_t domain, int target, struct str *out)
{
	size_t count = 0, raised = 0, capped = 0;

	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_CONTROL);
	     i++) {
		if (!is_meant(desk, i, domain))
			continue;
		int level = effective(desk->catalog, i, target);

		count++;
		raised += level > target;
		capped += level < target;
	}
	str_printf(out,
	    ngettext("target %d for %zu control", "target %d for %zu controls",
	        count),
	    target, count);
	if (raised)
		/* TRANSLATORS: controls whose target is raised to the next
		 * level they can reach */
		str_printf(out, _(", raised for %zu"), raised);
	if (capped)
		/* TRANSLATORS: controls whose target is lowered to the highest
		 * level they can reach */
		str_printf(out, _(", capped for %zu"), capped);
}

static void
say(struct command_ctx *ctx, const char *path, const char *value)
{
	const struct catalog *c = ctx->desk->catalog;
	char *first = path_segment(path, 0), *second = path_segment(path, 1);
	bool domain = str_equal(first, "domains");
	size_t control =
	    domain ? CATALOG_NONE : catalog_find(c, TABLE_CONTROL, first);
	struct str text = { 0 };

	if (!value)
		str_add(&text, _("no target of its own"));
	else if (control != CATALOG_NONE)
		verdict_target(
		    atoi(value), effective(c, control, atoi(value)), &text);
	else
		say_many(ctx->desk,
		    domain ? catalog_find(c, TABLE_DOMAIN, second)
		           : CATALOG_NONE,
		    atoi(value), &text);
	/* TRANSLATORS: an id or "session", and what its target is now */
	str_printf(ctx->message, _("%s: %s."),
	    domain                    ? second
	    : control == CATALOG_NONE ? _("session")
	                              : first,
	    str_text(&text));
	str_done(&text);
	free(first);
	free(second);
}

static bool
take(struct command_ctx *ctx)
{
	const char *value = *ctx->argument ? ctx->argument : NULL;

	changes_add(ctx->changes, ctx->topic, value, NULL);
	say(ctx, ctx->topic, value);
	return true;
}

/* Takes the level given, or asks for it. */
static bool
set(struct command_ctx *ctx, char *path_take, const char *name)
{
	const struct desk *desk = ctx->desk;
	int top = catalog_scale_top(desk->catalog);
	bool given = ctx->argument && *ctx->argument;

	if (top < 0) {
		free(path_take);
		return err_set(ctx->err, ERR_INPUT,
		    _("This pack has no levels, so there is no target."));
	}
	if (ctx->app->seal && !app_writable(ctx->app, ctx->err)) {
		free(path_take);
		return false;
	}
	if (given) {
		ctx->topic = path_take;
		take(ctx);
		ctx->topic = NULL;
		free(path_take);
		return true;
	}
	ctx->ask->label = _("target level");
	ctx->ask->initial = desk->session
	                        ? xstrdup(session_get(desk->session, path_take))
	                        : NULL;
	ctx->ask->note = xasprintf(_("%s: 0 to %d, empty for none"), name, top);
	ctx->ask->topic = path_take;
	ctx->ask->done = take;
	return true;
}

bool
app_target(struct command_ctx *ctx)
{
	const struct desk *desk = ctx->desk;
	const struct catalog *c = desk->catalog;

	if (desk->spot.control == CATALOG_NONE)
		return err_set(ctx->err, ERR_INPUT, _("No control is chosen."));
	const char *id = desk->domain == CATALOG_NONE
	                     ? catalog_string(c, CONTROL_ID, desk->spot.control)
	                     : catalog_string(c, DOMAIN_ID, desk->domain);

	return set(ctx,
	    desk->domain == CATALOG_NONE ? xasprintf("%s/target", id)
	                                 : xasprintf("domains/%s/target", id),
	    id);
}

bool
app_session_target(struct command_ctx *ctx)
{
	return set(ctx, xstrdup("session/target"), _("session"));
}
