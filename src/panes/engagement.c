/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What holds for the assessment as a whole and its review: rigor, the period,
 * and what somebody outside the team says of a control. */

#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/session.h"
#include "panes/objective.h"

/* What comes behind a word that a text begins with, or the word's translation;
 * NULL: it does not. */
static const char *
after_word(const char *text, const char *word)
{
	const char *const words[2] = { word, _(word) };

	for (size_t i = 0; i < 2; i++) {
		size_t len = strlen(words[i]);

		if (strncasecmp(text, words[i], len) == 0 &&
		    (!text[len] || text[len] == ' '))
			return text + len + strspn(text + len, " ");
	}
	return NULL;
}

static void
record_review(struct command_ctx *ctx, const char *state, const char *comment)
{
	const struct desk *desk = ctx->desk;
	const char *id =
	    catalog_string(desk->catalog, CONTROL_ID, desk->spot.control);
	char *path = xasprintf("reviews/%s/state", id);
	char *about = xasprintf("reviews/%s/comment", id);

	changes_add(ctx->changes, path, state, NULL);
	/* what was returned stays said until it is settled */
	if (comment || str_equal(state, "approved"))
		changes_add(ctx->changes, about, comment, NULL);
	free(path);
	free(about);
}

static bool
take_comment(struct command_ctx *ctx)
{
	char *text = str_fold_space(ctx->argument, strlen(ctx->argument));
	bool ok = *text != '\0';

	if (ok)
		record_review(ctx, "returned", text);
	else
		err_set(ctx->err, ERR_INPUT,
		    _("A control is returned with a comment: nothing was "
		      "recorded."));
	free(text);
	return ok;
}

static bool
review_return(struct command_ctx *ctx, const char *comment)
{
	const struct desk *desk = ctx->desk;

	if (*comment) {
		ctx->argument = comment;
		return take_comment(ctx);
	}
	ctx->ask->label = _("comment");
	ctx->ask->initial =
	    xstrdup(desk_standing(desk, desk->spot.control)->review_comment);
	ctx->ask->note = xasprintf(_("%s: why it is returned"),
	    catalog_string(desk->catalog, CONTROL_ID, desk->spot.control));
	ctx->ask->done = take_comment;
	return true;
}

/* ":review return The dates are missing.", or a letter. */
static bool
review(struct command_ctx *ctx)
{
	const char *text = ctx->argument ? ctx->argument : "";
	size_t control = ctx->desk->spot.control;
	const char *rest;

	if (control == CATALOG_NONE)
		return err_set(ctx->err, ERR_INPUT, _("No control is chosen."));
	text += strspn(text, " ");
	if (!*text) {
		ctx->ask->label = _("review");
		ctx->ask->choices =
		    /* TRANSLATORS: a control's id; the letters stay */
		    xasprintf(_("review of %s:  a approve   r return with a "
		                "comment   o open"),
		        catalog_string(
		            ctx->desk->catalog, CONTROL_ID, control));
		ctx->ask->done = review;
		return true;
	}
	if ((rest = after_word(text, N_("return"))) ||
	    (rest = after_word(text, "r")))
		return review_return(ctx, rest);
	if (after_word(text, N_("approve")) || str_equal(text, "a"))
		record_review(ctx, "approved", NULL);
	else if (after_word(text, N_("open")) || str_equal(text, "o"))
		record_review(ctx, "open", NULL);
	else
		return err_set(ctx->err, ERR_INPUT,
		    _("A review is approve, return with a comment, or open: "
		      "nothing was recorded."));
	return true;
}

static bool
take_rigor(struct command_ctx *ctx)
{
	char *text = str_fold_space(ctx->argument, strlen(ctx->argument));
	bool ok = !*text || (strlen(text) == 1 && strchr("123", *text));

	if (ok)
		changes_add(
		    ctx->changes, "session/rigor", *text ? text : NULL, NULL);
	else
		err_set(ctx->err, ERR_INPUT,
		    _("\"%s\" is no rigor: 1 is standard, 2 enhanced, 3 "
		      "comprehensive."),
		    text);
	free(text);
	return ok;
}

static bool
rigor(struct command_ctx *ctx)
{
	if (ctx->argument && *ctx->argument)
		return take_rigor(ctx);
	ctx->ask->label = _("rigor");
	ctx->ask->initial = xasprintf("%d", ctx->desk->frame.rigor);
	ctx->ask->note =
	    xstrdup(_("1 standard   2 enhanced   3 comprehensive"));
	ctx->ask->done = take_rigor;
	return true;
}

/* Two days of a text: BEGIN END, one of them perhaps. */
static bool
take_period(struct command_ctx *ctx)
{
	char *text = str_fold_space(ctx->argument, strlen(ctx->argument));
	char *second = strchr(text, ' ');
	bool ok = true;

	if (second)
		*second++ = '\0';
	const char *days[2] = { text, second ? second : "" };

	for (size_t i = 0; i < 2 && ok; i++)
		if (*days[i] && (strlen(days[i]) != strlen("2026-07-14") ||
		                    day_parse(days[i]) == DAY_NONE))
			ok = err_set(ctx->err, ERR_INPUT,
			    _("\"%s\" is no day; write two of them, like "
			      "2026-07-06 2026-07-14."),
			    days[i]);
	if (ok && *days[0] && !*days[1])
		ok = err_set(ctx->err, ERR_INPUT,
		    _("A period has a first and a last day; write both."));
	if (ok && *days[0] && day_parse(days[0]) > day_parse(days[1]))
		ok = err_set(ctx->err, ERR_INPUT,
		    _("The period ends before it begins; write the first day "
		      "first."));
	if (ok) {
		changes_add(ctx->changes, "session/period/begin",
		    *days[0] ? days[0] : NULL, NULL);
		changes_add(ctx->changes, "session/period/end",
		    *days[1] ? days[1] : NULL, NULL);
	}
	free(text);
	return ok;
}

static bool
period(struct command_ctx *ctx)
{
	const struct session *session = ctx->desk->session;
	const char *begin =
	    session ? session_get(session, "session/period/begin") : NULL;
	const char *end =
	    session ? session_get(session, "session/period/end") : NULL;

	if (ctx->argument && *ctx->argument)
		return take_period(ctx);
	/* TRANSLATORS: asks for the first and last day of an assessment */
	ctx->ask->label = _("period");
	if (begin || end)
		ctx->ask->initial =
		    xasprintf("%s %s", begin ? begin : "", end ? end : "");
	ctx->ask->note =
	    xstrdup(_("first and last day: YYYY-MM-DD YYYY-MM-DD"));
	ctx->ask->done = take_period;
	return true;
}

/* Today, for what is asked without a day; NULL while it is not known. */
static char *
today_text(const struct desk *desk)
{
	char day[16];

	if (desk->frame.today == DAY_NONE)
		return NULL;
	day_text(desk->frame.today, day);
	return xstrdup(day);
}

static bool
check_day(const char *text, struct err *err)
{
	return (strlen(text) == strlen("2026-07-14") &&
	           day_parse(text) != DAY_NONE) ||
	       err_set(err, ERR_INPUT,
	           _("\"%s\" is no day; write it like 2026-07-14."), text);
}

/* "2026-07-14 J. Rossi": since when, and who said so. */
static bool
take_testing(struct command_ctx *ctx)
{
	char *text = str_fold_space(ctx->argument, strlen(ctx->argument));
	char *by = strchr(text, ' ');

	if (by)
		*by++ = '\0';
	bool ok = !*text || check_day(text, ctx->err);

	if (ok) {
		changes_add(ctx->changes, "session/testing/authorized",
		    *text ? text : NULL, NULL);
		changes_add(ctx->changes, "session/testing/by", by, NULL);
		if (!*text)
			str_add(ctx->message,
			    _("Tests are no longer authorized. U takes it "
			      "back."));
		else if (by)
			str_printf(ctx->message,
			    /* TRANSLATORS: a day and a name */
			    _("Tests are authorized since %s, by %s. U takes "
			      "it back."),
			    text, by);
		else
			str_printf(ctx->message,
			    _("Tests are authorized since %s. U takes it "
			      "back."),
			    text);
	}
	free(text);
	return ok;
}

static bool
testing(struct command_ctx *ctx)
{
	const struct session *session = ctx->desk->session;
	const char *since =
	    session ? session_get(session, "session/testing/authorized") : NULL;
	const char *by =
	    session ? session_get(session, "session/testing/by") : NULL;

	if (ctx->argument && *ctx->argument)
		return take_testing(ctx);
	/* TRANSLATORS: asks since when the client allows tests of systems,
	 * and who allowed them */
	ctx->ask->label = _("tests authorized");
	ctx->ask->initial =
	    since ? xasprintf("%s%s%s", since, by ? " " : "", by ? by : "")
	          : today_text(ctx->desk);
	ctx->ask->note = xstrdup(_("day, and by whom; empty: not yet"));
	ctx->ask->done = take_testing;
	return true;
}

/* The topic is the path. */
static bool
take_capability(struct command_ctx *ctx)
{
	char *text = str_fold_space(ctx->argument, strlen(ctx->argument));
	bool ok = !*text || check_day(text, ctx->err);

	if (ok)
		changes_add(
		    ctx->changes, ctx->topic, *text ? text : NULL, NULL);
	free(text);
	return ok;
}

/* Since when the control has worked as it does now. */
static bool
capability(struct command_ctx *ctx)
{
	const struct desk *desk = ctx->desk;

	if (desk->spot.control == CATALOG_NONE)
		return err_set(ctx->err, ERR_INPUT, _("No control is chosen."));
	const char *id =
	    catalog_string(desk->catalog, CONTROL_ID, desk->spot.control);
	char *path = xasprintf("%s/capability/since", id);
	const char *since =
	    desk->session ? session_get(desk->session, path) : NULL;
	bool ok = true;

	if (ctx->argument && *ctx->argument) {
		ctx->topic = path;
		ok = take_capability(ctx);
	} else {
		/* TRANSLATORS: asks since which day a control works as it does
		 * now */
		ctx->ask->label = _("works so since");
		ctx->ask->initial = since ? xstrdup(since) : NULL;
		ctx->ask->note = xasprintf(_("%s: a day; empty: unknown"), id);
		ctx->ask->topic = xstrdup(path);
		ctx->ask->done = take_capability;
	}
	free(path);
	return ok;
}

static const struct command engagement_commands[] = {
	{ "review", "", N_("peer review of the control: approve, return, open"),
	    review, N_("WORD COMMENT"), NULL },
	{ "rigor", "", N_("the rigor of the assessment, 1 to 3"), rigor,
	    N_("NUMBER"), NULL },
	{ "period", "", N_("the first and last day of the assessment"), period,
	    N_("BEGIN END"), NULL },
	{ "testing-authorized", "",
	    N_("since when the client allows tests, and who allowed them"),
	    testing, N_("DAY BY"), NULL },
	{ "capability-since", "",
	    N_("since when the control works as it does now"), capability,
	    N_("DAY"), NULL },
	{ 0 },
};

const struct command_table engagement_table = {
	"engagement",
	N_("Assessment as a whole"),
	engagement_commands,
};
