/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Designating objectives and the controls without any; methods; what the
 * organization fills in. */

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
#include "model/schema.h"
#include "model/session.h"
#include "panes/objective.h"

/* On to the next objective of the control, answered or not. At the last one
 * it stays and says where to go on. */
static void
move_on(struct command_ctx *ctx, struct desk_objective at)
{
	struct desk *desk = ctx->desk;
	struct desk_objective designated = at;
	size_t count = desk_standing(desk, at.control)->objectives;
	size_t next = at.row == CATALOG_NONE
	                  ? count
	                  : objective_place(desk, at.control, at.row) + 1;

	if (next < count) {
		at.row = objective_nth(desk, at.control, next);
	} else if (at.row != CATALOG_NONE && count > 1) {
		const char *id =
		    catalog_string(desk->catalog, CONTROL_ID, at.control);

		str_printf(ctx->message,
		    _("%s: that was its last objective. J next control."), id);
	}
	objective_go(desk, at);
	/* a note right after is about this one */
	desk->designated = designated;
}

/* Topic: path, blank, value. */
static bool
take_reason(struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;
	char *path = xstrdup(ctx->topic);
	char *value = strchr(path, ' ');
	const char *why = ctx->argument;
	struct desk_objective at;
	bool ok;

	*value++ = '\0';
	/* what stands in for one control stands in for no other */
	if (!why[strspn(why, " ")] && !str_equal(value, "alternative control"))
		why = desk->reason;
	ok = why && why[strspn(why, " ")];
	if (!ok) {
		err_set(ctx->err, ERR_INPUT,
		    _("A reason is needed: nothing was recorded."));
	} else {
		changes_add(ctx->changes, path, value, why);
		if (desk_find_objective(desk, path, &at))
			move_on(ctx, at);
		if (!str_equal(value, "alternative control"))
			desk_set(&desk->reason, why);
	}
	free(path);
	return ok;
}

static void
ask_reason(struct command_ctx *ctx, struct desk_objective at,
    enum designation designation)
{
	const struct desk *desk = ctx->desk;
	const struct entry *entry = objective_entry(desk, at);
	const char *id = objective_id(desk, at);
	const char *word = designation_word(designation);
	char *path = objective_path(desk, at, "designation");
	bool same = entry && str_equal(entry->value, word);

	if (designation == DESIGNATION_ALTERNATIVE)
		/* TRANSLATORS: asks for the control or measure that stands in
		 * for another */
		ctx->ask->label = _("which control or measure");
	else
		ctx->ask->label = _("reason");
	ctx->ask->initial = same ? xstrdup(entry->why) : NULL;
	ctx->ask->topic = xasprintf("%s %s", path, word);
	if (desk->reason && designation != DESIGNATION_ALTERNATIVE && !same)
		ctx->ask->note = xasprintf(
		    _("%s %s   Enter takes \"%s\""), id, _(word), desk->reason);
	else
		ctx->ask->note = xasprintf("%s %s", id, _(word));
	ctx->ask->done = take_reason;
	free(path);
}

/* What can be seen to be refused is refused before a reason is asked for. */
static bool
is_allowed(struct command_ctx *ctx, struct desk_objective at,
    enum designation designation)
{
	const struct desk *desk = ctx->desk;
	const char *control =
	    catalog_string(desk->catalog, CONTROL_ID, at.control);
	const struct standing *s = desk_standing(desk, at.control);

	if (designation == DESIGNATION_ALTERNATIVE &&
	    catalog_control_material(desk->catalog, at.control))
		return err_set(ctx->err, ERR_INPUT,
		    _("%s is a material control, which no alternative control "
		      "can stand in for."),
		    control);
	if (at.row != CATALOG_NONE && s->given &&
	    s->designation == DESIGNATION_NOT_APPLICABLE)
		return err_set(ctx->err, ERR_INPUT,
		    _("%s as a whole is not applicable, and its objectives "
		      "follow; u on its own line takes that back."),
		    control);
	if (at.row == CATALOG_NONE && s->objectives &&
	    designation != DESIGNATION_NONE &&
	    designation != DESIGNATION_NOT_APPLICABLE)
		return err_set(ctx->err, ERR_INPUT,
		    ngettext("%s has %zu objective, which gives the "
		             "designation; designate that.",
		        "%s has %zu objectives, which give the designation; "
		        "designate those.",
		        s->objectives),
		    control, s->objectives);
	return true;
}

static bool
set_designation(struct command_ctx *ctx, struct desk_objective at,
    enum designation designation, bool moves)
{
	if (!is_allowed(ctx, at, designation))
		return false;
	char *path = objective_path(ctx->desk, at, "designation");
	const char *word = designation_word(designation);

	if (schema_needs_why(schema_find(path), word)) {
		ask_reason(ctx, at, designation);
	} else {
		changes_add(ctx->changes, path,
		    designation == DESIGNATION_NONE ? NULL : word, NULL);
		if (moves)
			move_on(ctx, at);
		else
			objective_go(ctx->desk, at);
	}
	free(path);
	return true;
}

static bool
designate(struct command_ctx *ctx, enum designation designation)
{
	struct desk_objective at;

	return objective_find(ctx, &at) &&
	       set_designation(ctx, at, designation, true);
}

static bool
satisfactory(struct command_ctx *ctx)
{
	return designate(ctx, DESIGNATION_SATISFACTORY);
}

static bool
deficient(struct command_ctx *ctx)
{
	return designate(ctx, DESIGNATION_DEFICIENT);
}

static bool
alternative(struct command_ctx *ctx)
{
	return designate(ctx, DESIGNATION_ALTERNATIVE);
}

static bool
not_applicable(struct command_ctx *ctx)
{
	return designate(ctx, DESIGNATION_NOT_APPLICABLE);
}

static bool
not_assessed(struct command_ctx *ctx)
{
	return designate(ctx, DESIGNATION_NONE);
}

/* Space: satisfactory, deficient, none; stays. */
static bool
cycle(struct command_ctx *ctx)
{
	struct desk_objective at;
	enum designation next = DESIGNATION_NONE;

	if (!objective_find(ctx, &at))
		return false;
	switch (objective_designation(ctx->desk, at)) {
	case DESIGNATION_NONE:
		next = DESIGNATION_SATISFACTORY;
		break;
	case DESIGNATION_SATISFACTORY:
		next = DESIGNATION_DEFICIENT;
		break;
	default:
		break;
	}
	return set_designation(ctx, at, next, false);
}

/* When a method was used, and whom it was used with: recorded as it is ticked,
 * gone when it is unticked. */
static void
record_method(struct command_ctx *ctx, struct desk_objective at,
    unsigned method, bool used)
{
	const struct desk *desk = ctx->desk;
	struct str word = { 0 };
	char day[16];

	methods_text(method, &word);
	char *field = xasprintf("methods/%s/day", str_text(&word));
	char *path = objective_path(desk, at, field);

	day_text(desk->frame.today, day);
	changes_add(ctx->changes, path,
	    used && desk->frame.today != DAY_NONE ? day : NULL, NULL);
	free(path);
	free(field);
	field = xasprintf("methods/%s/people", str_text(&word));
	path = objective_path(desk, at, field);
	changes_add(ctx->changes, path, used ? desk->said : NULL, NULL);
	free(path);
	free(field);
	str_done(&word);
}

static bool
toggle_method(struct command_ctx *ctx, unsigned method)
{
	struct desk *desk = ctx->desk;
	struct desk_objective at;
	struct str text = { 0 };

	if (!objective_find(ctx, &at))
		return false;
	if (at.row == CATALOG_NONE)
		return err_set(ctx->err, ERR_INPUT,
		    _("Methods are ticked on objectives; without any, the "
		      "evidence that is accepted counts as examined."));
	unsigned used = objective_methods(desk, at) ^ method;

	if (used & method & METHOD_TEST && objective_untested(desk))
		return err_set(ctx->err, ERR_INPUT,
		    _("The client's permission to test is not recorded yet; "
		      ":testing-authorized records it."));
	char *path = objective_path(desk, at, "methods");

	methods_text(used, &text);
	changes_add(
	    ctx->changes, path, text.len ? str_text(&text) : NULL, NULL);
	record_method(ctx, at, method, used & method);
	objective_go(desk, at);
	str_done(&text);
	free(path);
	return true;
}

static bool
method_examine(struct command_ctx *ctx)
{
	return toggle_method(ctx, METHOD_EXAMINE);
}

static bool
method_interview(struct command_ctx *ctx)
{
	return toggle_method(ctx, METHOD_INTERVIEW);
}

static bool
method_test(struct command_ctx *ctx)
{
	return toggle_method(ctx, METHOD_TEST);
}

/* The topic is its path. */
static bool
take_parameter(struct command_ctx *ctx)
{
	char *text = str_fold_space(ctx->argument, strlen(ctx->argument));

	changes_add(ctx->changes, ctx->topic, *text ? text : NULL, NULL);
	free(text);
	return true;
}

static char *
parameter_path(const struct desk *desk, struct desk_objective at, size_t number)
{
	char *field = xasprintf("parameters/%zu", number);
	char *path = objective_path(desk, at, field);

	free(field);
	return path;
}

bool
objective_ask_parameter(
    struct command_ctx *ctx, struct desk_objective at, size_t number)
{
	const struct desk *desk = ctx->desk;
	/* TRANSLATORS: asks for what the organization set a parameter to */
	ctx->ask->label = _("the organization's value");
	ctx->ask->initial = xstrdup(objective_parameter(desk, at, number));
	ctx->ask->topic = parameter_path(desk, at, number);
	ctx->ask->note = xasprintf("%s: %s", objective_id(desk, at),
	    catalog_item(desk->catalog, OBJECTIVE_PARAMETERS, at.row,
	        number - 1, desk->language));
	ctx->ask->done = take_parameter;
	return true;
}

const char *
objective_parameter(
    const struct desk *desk, struct desk_objective at, size_t number)
{
	char *path = parameter_path(desk, at, number);
	const char *value =
	    desk->session ? session_get(desk->session, path) : NULL;

	free(path);
	return value;
}

size_t
objective_next_parameter(const struct desk *desk, struct desk_objective at)
{
	size_t count =
	    catalog_count(desk->catalog, OBJECTIVE_PARAMETERS, at.row);

	for (size_t i = 1; i <= count; i++)
		if (!objective_parameter(desk, at, i))
			return i;
	return count ? 1 : 0;
}

/* ":parameter 2 30 days"; without text it is asked for. */
static bool
parameter(struct command_ctx *ctx)
{
	const struct desk *desk = ctx->desk;
	const char *text = ctx->argument ? ctx->argument : "";
	struct desk_objective at;
	char *end = NULL;

	if (!objective_find(ctx, &at))
		return false;
	size_t count =
	    at.row == CATALOG_NONE
	        ? 0
	        : catalog_count(desk->catalog, OBJECTIVE_PARAMETERS, at.row);

	if (!count)
		return err_set(ctx->err, ERR_INPUT,
		    _("%s leaves no parameter to fill in."),
		    objective_id(desk, at));
	if (!text[strspn(text, " ")])
		return objective_ask_parameter(
		    ctx, at, objective_next_parameter(desk, at));
	unsigned long number = strtoul(text, &end, 10);

	if (end == text || (*end && *end != ' ') || number < 1 ||
	    number > count)
		return err_set(ctx->err, ERR_INPUT,
		    _("Which parameter? Put its number first, 1 to %zu."),
		    count);
	end += strspn(end, " ");
	if (!*end)
		return objective_ask_parameter(ctx, at, number);
	char *path = parameter_path(desk, at, number);

	changes_add(ctx->changes, path, end, NULL);
	free(path);
	return true;
}

/* The letters of the control's designation, as on the keys. */
static const struct {
	char letter;
	enum designation designation;
} letters[] = {
	{ 'm', DESIGNATION_SATISFACTORY },
	{ 'n', DESIGNATION_DEFICIENT },
	{ 'c', DESIGNATION_ALTERNATIVE },
	{ 'a', DESIGNATION_NOT_APPLICABLE },
	{ 'u', DESIGNATION_NONE },
};
enum { LETTERS = sizeof(letters) / sizeof(*letters) };

/* A letter, or a word as recorded or as shown. */
static bool
find_designation(const char *text, enum designation *out)
{
	for (size_t i = 0; i < LETTERS; i++) {
		enum designation d = letters[i].designation;
		char letter[2] = { letters[i].letter, '\0' };

		if (strcasecmp(text, letter) != 0 &&
		    strcasecmp(text, designation_word(d)) != 0 &&
		    strcasecmp(text, objective_word(d)) != 0)
			continue;
		*out = d;
		return true;
	}
	return false;
}

/* The designation of the control at hand, wherever the cursor is. */
static bool
control_designation(struct command_ctx *ctx)
{
	struct desk_objective at = { ctx->desk->spot.control, CATALOG_NONE };
	struct str choices = { 0 };
	enum designation designation;

	if (at.control == CATALOG_NONE)
		return err_set(ctx->err, ERR_INPUT, _("No control is chosen."));
	if (ctx->argument && *ctx->argument)
		return find_designation(ctx->argument, &designation)
		           ? set_designation(ctx, at, designation, false)
		           : err_set(ctx->err, ERR_INPUT,
		                 _("\"%s\" is no designation: nothing was "
		                   "recorded."),
		                 ctx->argument);
	for (size_t i = 0; i < LETTERS; i++)
		str_printf(&choices, "%s%c %s", i ? "   " : "",
		    letters[i].letter, objective_word(letters[i].designation));
	ctx->ask->label = _("designation");
	ctx->ask->choices = xasprintf(
	    "%s:  %s", objective_id(ctx->desk, at), str_text(&choices));
	ctx->ask->done = control_designation;
	str_done(&choices);
	return true;
}

static bool
step_open(struct command_ctx *ctx, int step)
{
	struct desk_objective at = objective_cursor(ctx->desk);

	if (!objective_step_open(ctx->desk, &at, step))
		return err_set(ctx->err, ERR_INPUT,
		    step > 0 ? _("No objective is open after this one.")
		             : _("No objective is open before this one."));
	objective_go(ctx->desk, at);
	return true;
}

static bool
open_next(struct command_ctx *ctx)
{
	return step_open(ctx, 1);
}

static bool
open_previous(struct command_ctx *ctx)
{
	return step_open(ctx, -1);
}

static const struct command objective_commands[] = {
	{ "satisfactory", "m", N_("satisfactory, and on to the next"),
	    satisfactory, NULL, N_("satisfactory") },
	{ "deficient", "n", N_("deficient, and on to the next"), deficient,
	    NULL, N_("deficient") },
	{ "alternative", "c",
	    N_("an alternative control does it; asks which, and on to the "
	       "next"),
	    alternative, NULL, N_("alternative") },
	{ "objective-not-applicable", "a",
	    N_("not applicable, asks why, and on to the next; on a control's "
	       "line the whole control"),
	    not_applicable, NULL, N_("n/a") },
	{ "not-assessed", "u", N_("not assessed after all, and on to the next"),
	    not_assessed, NULL, N_("open") },
	{ "objective-cycle", "Space",
	    N_("turn the designation: satisfactory, deficient, none; stay"),
	    cycle, NULL, N_("turn") },
	{ "method-examine", "x", N_("tick or untick the method examine"),
	    method_examine, NULL, N_("examine") },
	{ "method-interview", "i", N_("tick or untick the method interview"),
	    method_interview, NULL, N_("interview") },
	{ "method-test", "T", N_("tick or untick the method test"), method_test,
	    NULL, N_("test") },
	{ "sample", "%", N_("draw a sample, the same again from its seed"),
	    sample_command, N_("POPULATION"), N_("sample") },
	{ "sample-exceptions", "",
	    N_("write what was found in the sample drawn last"),
	    sample_exceptions_command, N_("TEXT"), NULL },
	{ "parameter", "",
	    N_("fill in what the organization set a parameter to"), parameter,
	    N_("NUMBER TEXT"), NULL },
	{ "control-designation", "",
	    N_("the control's own designation: not applicable, or any where "
	       "no objective applies"),
	    control_designation, N_("DESIGNATION"), NULL },
	{ 0 },
};

const struct command_table objective_table = {
	"objectives",
	N_("Objectives"),
	objective_commands,
};

static const struct command view_commands[] = {
	{ "objective-open-next", "]", N_("next objective left open"), open_next,
	    NULL, N_("next open") },
	{ "objective-open-previous", "[", N_("previous objective left open"),
	    open_previous, NULL, NULL },
	{ 0 },
};

const struct command_table objective_view_table = {
	"objective list",
	N_("List of objectives"),
	view_commands,
};
