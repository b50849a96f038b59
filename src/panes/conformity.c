/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The conformity designation: one key for the word, then the reason. */

#include <config.h>

#include "panes/conformity.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "model/summary.h"
#include "panes/command.h"

static const struct {
	char key;
	enum conformity conformity;
} choices[] = {
	{ 's', CONFORMITY_STRICT },
	{ 'c', CONFORMITY_CONFORMS },
	{ 'd', CONFORMITY_SIGNIFICANT_DEFICIENCY },
	{ 'm', CONFORMITY_MATERIAL_WEAKNESS },
	{ 'u', CONFORMITY_NONE },
};
enum { CHOICES = sizeof(choices) / sizeof(*choices) };

/* topic: the path, a line feed, and the word chosen. */
static bool
reason_done(struct command_ctx *ctx)
{
	const char *feed = strchr(ctx->topic, '\n');
	char *path = xstrndup(ctx->topic, (size_t)(feed - ctx->topic));
	char *why = str_fold_space(ctx->argument, strlen(ctx->argument));
	bool ok = *why || err_set(ctx->err, ERR_INPUT,
	                      _("A designation needs a reason: type what it "
	                        "rests on, or Esc."));

	if (ok) {
		changes_add(ctx->changes, path, feed + 1, why);
		str_printf(ctx->message, _("Recorded: %s."), _(feed + 1));
	}
	free(path);
	free(why);
	return ok;
}

static bool
word_done(struct command_ctx *ctx)
{
	size_t i = 0;

	while (i < CHOICES &&
	       (ctx->argument[0] != choices[i].key || ctx->argument[1]))
		i++;
	if (i == CHOICES)
		return err_set(ctx->err, ERR_INPUT,
		    _("That is none of the designations; Esc leaves it."));
	if (choices[i].conformity == CONFORMITY_NONE) {
		changes_add(ctx->changes, ctx->topic, NULL, NULL);
		return true;
	}
	const char *word = conformity_word(choices[i].conformity);

	ctx->ask->label = _("reason");
	ctx->ask->note = xstrdup(_(word));
	ctx->ask->topic = xasprintf("%s\n%s", ctx->topic, word);
	ctx->ask->done = reason_done;
	return true;
}

/* "suggested: conforms" in both readings. */
static void
add_suggestion(const struct conformity_count *count, struct str *out)
{
	size_t good, of;
	enum conformity without = conformity_suggest(count, false, &good, &of);
	enum conformity with = conformity_suggest(count, true, &good, &of);

	str_printf(out,
	    count->open ? _("suggested so far: %s") : _("suggested: %s"),
	    _(conformity_word(without)));
	if (with != without) {
		str_add(out, ", ");
		str_printf(out, _("counting not applicable: %s"),
		    _(conformity_word(with)));
	}
}

static void
ask_word(struct command_ctx *ctx, const char *label, char *path,
    const struct conformity_count *count)
{
	struct str text = { 0 };

	for (size_t i = 0; i < CHOICES; i++)
		str_printf(&text, "%c %s  ", choices[i].key,
		    choices[i].conformity == CONFORMITY_NONE
		        /* TRANSLATORS: takes a designation away again */
		        ? _("none")
		        : _(conformity_word(choices[i].conformity)));
	str_add_char(&text, ' ');
	add_suggestion(count, &text);
	ctx->ask->label = label;
	ctx->ask->choices = str_steal(&text);
	ctx->ask->topic = path;
	ctx->ask->done = word_done;
}

bool
conformity_session(struct command_ctx *ctx)
{
	struct summary summary;

	summary_init(&summary, ctx->desk);
	ask_word(ctx, _("Conformity of the session"),
	    xstrdup("session/conformity"), &summary.all.conformity);
	summary_done(&summary);
	return true;
}

bool
conformity_domain(struct command_ctx *ctx)
{
	const struct desk *desk = ctx->desk;
	size_t domain = desk->domain;
	struct summary summary;

	if (ctx->argument && *ctx->argument)
		domain =
		    catalog_find(desk->catalog, TABLE_DOMAIN, ctx->argument);
	else if (domain == CATALOG_NONE && desk->spot.control != CATALOG_NONE)
		domain = catalog_ref(
		    desk->catalog, CONTROL_DOMAIN, desk->spot.control);
	if (domain == CATALOG_NONE)
		return err_set(ctx->err, ERR_INPUT,
		    _("There is no such domain in this pack."));
	const char *id = catalog_string(desk->catalog, DOMAIN_ID, domain);

	summary_init(&summary, desk);
	ask_word(ctx, id, xasprintf("domains/%s/conformity", id),
	    &summary.domains[domain].conformity);
	summary_done(&summary);
	return true;
}
