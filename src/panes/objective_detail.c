/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The objective under the cursor in full: what is to be determined, how it is
 * designated and why, methods, what is to be filled in, samples, evidence,
 * notes; and what the control's designation makes of it. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/clocks.h"
#include "model/desk.h"
#include "model/session.h"
#include "panes/evidence.h"
#include "panes/objective.h"
#include "panes/objective_past.h"
#include "panes/panes.h"
#include "panes/side_list.h"
#include "panes/when.h"
#include "ui/canvas.h"

struct detail {
	struct pane pane;
	struct side_list list;
	struct desk_objective at; /* what the list is about */
	size_t parameters;        /* the first items of the list */
	char **samples;           /* ids of the items behind them; owned */
	size_t sample_count;
};

/* Column of values; most lines of a sample's items. */
enum { VALUE = 15, ITEMS_MOST = 6 };

static struct pane *
open_detail(void)
{
	struct detail *detail = xcalloc(1, sizeof(*detail));

	side_list_restart(&detail->list, 0);
	detail->at.control = CATALOG_NONE;
	return &detail->pane;
}

static void
free_samples(struct detail *detail)
{
	for (size_t i = 0; i < detail->sample_count; i++)
		free(detail->samples[i]);
	free(detail->samples);
	detail->samples = NULL;
	detail->sample_count = 0;
}

static void
done(struct pane *pane)
{
	struct detail *detail = (struct detail *)pane;

	side_list_done(&detail->list);
	free_samples(detail);
	free(detail);
}

bool
objective_detail_at(const struct pane *pane, const struct desk *desk,
    struct desk_objective *out)
{
	if (!pane || pane->ops != &objective_detail_ops ||
	    desk->spot.control == CATALOG_NONE)
		return false;
	*out = objective_cursor(desk);
	return true;
}

static void
add_blank(struct detail *detail)
{
	if (detail->list.count)
		side_list_add(
		    &detail->list, SIDE_NONE, SIDE_SIGN, ROLE_TEXT, NULL);
}

static void
add_heading(struct detail *detail, const char *text)
{
	add_blank(detail);
	side_list_add(&detail->list, SIDE_NONE, SIDE_SIGN, ROLE_STRONG, text)
	    ->name = xstrdup(text);
}

/* Text from an indent on, in all its lines; the number of the first. */
static size_t
add_text(struct detail *detail, size_t item, int indent, enum role role,
    const char *text)
{
	int cells = side_cells(&detail->pane) + SIDE_TEXT - indent;

	return side_list_wrap(
	    &detail->list, item, indent, role, text, cells, 0);
}

/* A head and its value beside it. */
static void
add_value(struct detail *detail, size_t item, const char *head, enum role role,
    const char *text)
{
	size_t first = add_text(detail, item, VALUE, role, text);

	detail->list.lines[first].head = head;
	if (*head)
		detail->list.lines[first].name = xstrdup(head);
}

/* "10:36 J. Meyer", or NULL; the caller frees it. */
static char *
stamp_of(const struct desk *desk, unsigned long long seq)
{
	char when[SIDE_WHEN];
	const struct commit *commit = side_commit(desk, seq, when);

	return commit ? xasprintf("%s %s", when, side_who(commit)) : NULL;
}

static void
add_clocks(struct detail *detail, const struct desk *desk)
{
	struct clocks_frame frame = clocks_frame(desk);
	char *path = objective_path(desk, detail->at, "designation");
	struct str text = { 0 };
	struct clocks clocks;

	clocks_of(&frame, path, &clocks);
	clocks_explain(&clocks, frame.today, &text);
	/* TRANSLATORS: until when evidence and plans count */
	add_value(detail, SIDE_NONE, _("Clocks"), ROLE_TEXT, str_text(&text));
	str_done(&text);
	free(path);
}

/* Who designated it so and when, and the reason. */
static void
add_designation(struct detail *detail, const struct desk *desk)
{
	struct desk_objective at = detail->at;
	const struct standing *s = desk_standing(desk, at.control);
	enum designation designation = objective_designation(desk, at);
	bool follows = at.row != CATALOG_NONE && s->given &&
	               s->designation == DESIGNATION_NOT_APPLICABLE;
	struct desk_objective whole = { at.control, CATALOG_NONE };
	const struct entry *entry = objective_entry(desk, follows ? whole : at);

	add_blank(detail);
	add_value(detail, SIDE_NONE, _("Designation"),
	    objective_role(designation), objective_word(designation));
	if (follows)
		add_text(detail, SIDE_NONE, VALUE, ROLE_QUIET,
		    _("with its control as a whole"));
	if (!entry || designation == DESIGNATION_NONE)
		return;
	if (entry->why)
		add_text(detail, SIDE_NONE, VALUE, ROLE_TEXT, entry->why);
	char *stamp = stamp_of(desk, entry->seq);

	if (stamp)
		add_text(detail, SIDE_NONE, VALUE, ROLE_QUIET, stamp);
	free(stamp);
	if (designation == DESIGNATION_DEFICIENT)
		add_clocks(detail, desk);
}

static const struct {
	unsigned bit;
	const char *word; /* as packs and sessions have it */
	const char *letter;
	const char *objects; /* heads what to use it on */
} methods[] = {
	{ METHOD_EXAMINE, N_("examine"), "E", N_("To examine") },
	{ METHOD_INTERVIEW, N_("interview"), "I", N_("To interview") },
	{ METHOD_TEST, N_("test"), "T", N_("To test") },
};
enum { METHODS = sizeof(methods) / sizeof(*methods) };

/* What the pack names to look at by a method. */
static void
add_objects(struct detail *detail, const struct desk *desk, const char *word,
    const char *head)
{
	const struct catalog *c = desk->catalog;
	size_t row = detail->at.row;

	for (size_t i = 0; i < catalog_count(c, OBJECTIVE_METHODS, row); i++) {
		size_t method = catalog_child(c, OBJECTIVE_METHODS, row, i);

		if (!str_equal(catalog_string(c, METHOD_METHOD, method), word))
			continue;
		size_t count = catalog_count(c, METHOD_OBJECTS, method);

		if (count)
			add_heading(detail, head);
		for (size_t j = 0; j < count; j++)
			add_text(detail, SIDE_NONE, SIDE_SIGN, ROLE_QUIET,
			    catalog_item(
			        c, METHOD_OBJECTS, method, j, desk->language));
	}
}

/* What is recorded of a method: "day", "people", "note"; may be NULL. */
static const char *
method_field(const struct detail *detail, const struct desk *desk, size_t i,
    const char *field)
{
	char *name = xasprintf("methods/%s/%s", methods[i].word, field);
	char *path = objective_path(desk, detail->at, name);
	const char *value =
	    desk->session ? session_get(desk->session, path) : NULL;

	free(path);
	free(name);
	return value;
}

/* "14 Jul, B. Okafor"; without a record of its own, who ticked it when. */
static char *
method_text(const struct detail *detail, const struct desk *desk, size_t i)
{
	const char *day = method_field(detail, desk, i, "day");
	const char *people = method_field(detail, desk, i, "people");
	struct str text = { 0 };

	if (!day && !people) {
		char *stamp = stamp_of(desk,
		    objective_method_seq(desk, detail->at, methods[i].bit));

		return stamp ? stamp : xstrdup("");
	}
	if (day)
		when_day(day, false, &text);
	if (people)
		str_printf(&text, "%s%s", day ? ", " : "", people);
	return str_steal(&text);
}

static void
add_methods(struct detail *detail, const struct desk *desk)
{
	unsigned all = objective_methods(desk, detail->at);

	add_heading(detail, _("Methods"));
	for (size_t i = 0; i < METHODS; i++) {
		bool used = all & methods[i].bit;
		const char *note = method_field(detail, desk, i, "note");
		char *text =
		    used ? method_text(detail, desk, i)
		    : methods[i].bit == METHOD_TEST && objective_untested(desk)
		        /* TRANSLATORS: tests, by the client */
		        ? xstrdup(_("not authorized yet"))
		        /* TRANSLATORS: a method */
		        : xstrdup(_("not used"));
		size_t first = add_text(detail, SIDE_NONE, VALUE,
		    used ? ROLE_TEXT : ROLE_QUIET, text);
		struct side_line *line = &detail->list.lines[first];

		line->sign = line->ascii = used ? methods[i].letter : ".";
		line->label = xstrdup(_(methods[i].word));
		if (used && note)
			add_text(detail, SIDE_NONE, VALUE, ROLE_TEXT, note);
		free(text);
	}
}

static void
add_parameters(struct detail *detail, const struct desk *desk)
{
	size_t row = detail->at.row;
	char key[16];

	side_key(&detail->pane, "open", key);
	add_blank(detail);
	if (!detail->parameters) {
		add_value(
		    detail, SIDE_NONE, _("Parameter"), ROLE_QUIET, _("none"));
		return;
	}
	for (size_t i = 0; i < detail->parameters; i++) {
		const char *value =
		    objective_parameter(desk, detail->at, i + 1);

		add_value(detail, i, i ? "" : _("Parameter"), ROLE_TEXT,
		    catalog_item(desk->catalog, OBJECTIVE_PARAMETERS, row, i,
		        desk->language));
		if (value) {
			char *text = xasprintf("= %s", value);

			add_text(detail, i, VALUE, ROLE_STRONG, text);
			free(text);
		} else if (*key && !desk->read_only) {
			/* TRANSLATORS: %s is a key */
			char *text = xasprintf(_("%s fills it in"), key);

			add_text(detail, i, VALUE, ROLE_QUIET, text);
			free(text);
		}
	}
}

/* "20 of 400 accounts, random, seed abcdefgh" */
static char *
sample_text(const struct sample_item *sample)
{
	struct str out = { 0 };

	/* TRANSLATORS: size of a sample and of its population */
	str_printf(&out, _("%s of %s"), sample->size ? sample->size : "?",
	    sample->population ? sample->population : "?");
	if (sample->of)
		str_printf(&out, " %s", sample->of);
	if (sample->kind)
		str_printf(&out, ", %s", _(sample->kind));
	if (sample->method)
		str_printf(&out, ", %s", _(sample->method));
	if (sample->seed) {
		str_add(&out, ", ");
		str_printf(&out, _("seed %s"), sample->seed);
	}
	return str_steal(&out);
}

static void
add_sample(struct detail *detail, const struct desk *desk, size_t number,
    const struct sample_item *sample)
{
	size_t item = detail->parameters + number;
	char *text = sample_text(sample), key[16];
	int cells = side_cells(&detail->pane) + SIDE_TEXT - VALUE;

	add_value(detail, item, number ? "" : _("Sample"), ROLE_TEXT, text);
	free(text);
	if (sample->items)
		side_list_wrap(&detail->list, item, VALUE, ROLE_TEXT,
		    sample->items, cells, ITEMS_MOST);
	side_key(&detail->pane, "open", key);
	if (sample->exceptions) {
		text = xasprintf(_("exceptions: %s"), sample->exceptions);
		add_text(detail, item, VALUE, ROLE_TEXT, text);
		free(text);
	} else if (*key && !desk->read_only && detail->pane.focused) {
		/* TRANSLATORS: %s is a key */
		text = xasprintf(_("%s writes exceptions"), key);
		add_text(detail, item, VALUE, ROLE_QUIET, text);
		free(text);
	}
}

static void
add_samples(struct detail *detail, const struct desk *desk)
{
	struct sample_items samples;
	char key[16];

	sample_list(desk, detail->at, &samples);
	free_samples(detail);
	detail->samples = xcalloc(samples.count + 1, sizeof(char *));
	detail->sample_count = samples.count;
	for (size_t i = 0; i < samples.count; i++) {
		detail->samples[i] = xstrdup(samples.items[i].id);
		add_sample(detail, desk, i, &samples.items[i]);
	}
	sample_items_done(&samples);
	if (detail->sample_count)
		return;
	side_key(&detail->pane, "sample", key);
	add_value(detail, SIDE_NONE, _("Sample"), ROLE_QUIET, _("none"));
	if (*key && !desk->read_only)
		/* TRANSLATORS: %s is a key; it draws a sample */
		detail->list.lines[detail->list.count - 1].tail =
		    xasprintf(_("%s draws one"), key);
}

static void
add_evidence(struct detail *detail, const struct desk *desk)
{
	struct objective_links links;

	objective_links(desk, detail->at, &links);
	add_heading(detail, _("Evidence"));
	for (size_t i = 0; i < links.count; i++) {
		const struct objective_link *link = &links.items[i];
		char *text = link->locator ? xasprintf("%s %s", link->evidence,
		                                 link->locator)
		                           : xstrdup(link->evidence);
		size_t first =
		    add_text(detail, SIDE_NONE, VALUE, ROLE_TEXT, text);

		detail->list.lines[first].label = xstrdup(_(link->verdict));
		detail->list.lines[first].name = xstrdup(link->evidence);
		free(text);
	}
	if (!links.count)
		add_text(detail, SIDE_NONE, SIDE_SIGN, ROLE_QUIET,
		    _("none linked to it"));
	objective_links_done(&links);
}

static void
add_notes(struct detail *detail, const struct desk *desk)
{
	struct objective_notes notes;

	objective_notes(desk, detail->at, &notes);
	if (notes.count)
		add_heading(detail, _("Notes"));
	for (size_t i = 0; i < notes.count; i++) {
		char *stamp = stamp_of(desk, notes.items[i]->seq);
		size_t first = add_text(detail, SIDE_NONE, SIDE_TEXT,
		    ROLE_QUIET, stamp ? stamp : "");

		detail->list.lines[first].sign =
		    detail->list.lines[first].ascii = "\"";
		add_text(detail, SIDE_NONE, SIDE_TEXT, ROLE_TEXT,
		    notes.items[i]->value);
		free(stamp);
	}
	objective_notes_done(&notes);
}

/* Sentences of what is wrong with designations and methods. */
static void
add_warnings(struct detail *detail, const struct standing *s)
{
	static const enum warning_bit bits[] = { WARN_ALTERNATIVE_MATERIAL,
		WARN_METHODS };

	for (size_t i = 0; i < sizeof(bits) / sizeof(*bits); i++) {
		struct str text = { 0 };

		if (!(s->warnings & bits[i]))
			continue;
		standing_warning(s, bits[i], &text);
		add_text(
		    detail, SIDE_NONE, SIDE_SIGN, ROLE_WARN, str_text(&text));
		str_done(&text);
	}
}

/* Why the control is designated as it is, or not yet. */
static void
add_control(struct detail *detail, const struct desk *desk)
{
	size_t control = detail->at.control;
	const struct standing *s = desk_standing(desk, control);
	const char *id = catalog_string(desk->catalog, CONTROL_ID, control);
	char *head = xasprintf(_("Control %s"), id);
	struct str text = { 0 };

	add_heading(detail, head);
	standing_explain(&desk->frame, control, s, &text);
	add_text(detail, SIDE_NONE, SIDE_SIGN, ROLE_TEXT, str_text(&text));
	str_clear(&text);
	objective_review_text(desk, control, &text);
	if (text.len)
		add_text(detail, SIDE_NONE, SIDE_SIGN,
		    s->review == REVIEW_RETURNED ? ROLE_WARN : ROLE_TEXT,
		    str_text(&text));
	add_warnings(detail, s);
	str_done(&text);
	free(head);
}

/* What is asked: the objective, or the control's own question. */
static void
add_asked(struct detail *detail, const struct desk *desk)
{
	const struct catalog *c = desk->catalog;
	struct desk_objective at = detail->at;
	const char *text;

	if (at.row != CATALOG_NONE) {
		add_heading(detail, _("Determine if"));
		text = catalog_text(c, OBJECTIVE_TEXT, at.row, desk->language);
	} else {
		text = catalog_text(
		    c, CONTROL_QUESTION, at.control, desk->language);
		if (!text)
			text = catalog_text(
			    c, CONTROL_STATEMENT, at.control, desk->language);
	}
	add_text(detail, SIDE_NONE, SIDE_SIGN, ROLE_TEXT, text ? text : "");
}

static bool
same(struct desk_objective a, struct desk_objective b)
{
	return a.control == b.control && a.row == b.row;
}

static void
build(struct detail *detail, const struct desk *desk)
{
	bool objective = detail->at.row != CATALOG_NONE;

	add_asked(detail, desk);
	if (objective || objective_none(desk, detail->at.control) ||
	    objective_entry(desk, detail->at))
		add_designation(detail, desk);
	if (objective) {
		add_methods(detail, desk);
		add_parameters(detail, desk);
	}
	if (objective || objective_none(desk, detail->at.control)) {
		if (!objective)
			add_blank(detail);
		add_samples(detail, desk);
	} else {
		free_samples(detail);
	}
	if (objective) {
		add_evidence(detail, desk);
		add_notes(detail, desk);
	}
	add_control(detail, desk);
	for (size_t i = 0; objective && i < METHODS; i++)
		add_objects(
		    detail, desk, methods[i].word, _(methods[i].objects));
}

static int
head_rows(const struct pane *pane)
{
	return pane->rect.rows >= 24 ? 2 : 1;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct detail *detail = (struct detail *)pane;
	struct desk_objective at = objective_cursor(desk);

	side_list_clear(&detail->list);
	if (!same(at, detail->at))
		side_list_restart(&detail->list, 0);
	detail->at = at;
	detail->parameters =
	    at.control == CATALOG_NONE || at.row == CATALOG_NONE
	        ? 0
	        : catalog_count(desk->catalog, OBJECTIVE_PARAMETERS, at.row);
	if (at.control != CATALOG_NONE)
		build(detail, desk);
	/* the list beside it has the cursor: nothing is marked or scrolled to
	 * for one here */
	detail->list.items =
	    pane->focused ? detail->parameters + detail->sample_count : 0;
	side_list_fit(&detail->list, pane, pane->rect.rows - head_rows(pane));
}

/* "rigor 1   process   NIST 800-171" */
static void
facts(const struct desk *desk, struct desk_objective at, struct str *out)
{
	const struct catalog *c = desk->catalog;

	if (at.row == CATALOG_NONE)
		return;
	int rigor = catalog_number(c, OBJECTIVE_RIGOR, at.row);
	const char *to = catalog_string(c, OBJECTIVE_APPLIES_TO, at.row);
	size_t framework = catalog_ref(c, OBJECTIVE_FRAMEWORK, at.row);

	if (rigor > 0)
		str_printf(out, _("rigor %d"), rigor);
	if (to)
		str_printf(out, "%s%s", out->len ? "   " : "", _(to));
	if (framework != CATALOG_NONE)
		str_printf(out, "%s%s", out->len ? "   " : "",
		    catalog_string(c, FRAMEWORK_NAME, framework));
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct detail *detail = (const struct detail *)pane;
	const struct rect *r = &pane->rect;
	struct desk_objective at = objective_cursor(desk);
	struct str right = { 0 };
	int col = r->col + SIDE_SIGN, room = r->cols - SIDE_SIGN;

	if (at.control == CATALOG_NONE)
		return;
	facts(desk, at, &right);
	char *title = at.row == CATALOG_NONE
	                  ? xasprintf("%s %s", objective_id(desk, at),
	                        catalog_control_name(
	                            desk->catalog, at.control, desk->language))
	                  : xstrdup(objective_id(desk, at));
	int used =
	    canvas_put_cut(canvas, r->row, col, room - 1, ROLE_STRONG, title);

	if (right.len && used + 3 < room - 1)
		canvas_put_right(canvas, r->row, col + used + 3,
		    room - used - 4, ROLE_QUIET, str_text(&right));
	side_list_draw(&detail->list, pane, canvas, r->row + head_rows(pane));
	str_done(&right);
	free(title);
}

/* Fills in the parameter, or writes the sample's exceptions. */
static bool
enter(struct detail *detail, struct command_ctx *ctx)
{
	size_t item = detail->list.cursor;
	struct sample_items samples;
	bool ok = false;

	if (!detail->list.items || ctx->desk->read_only)
		return false;
	if (item < detail->parameters)
		return objective_ask_parameter(ctx, detail->at, item + 1);
	item -= detail->parameters;
	sample_list(ctx->desk, detail->at, &samples);
	if (item < samples.count)
		ok = sample_ask_exceptions(ctx, samples.items[item].id,
		    samples.items[item].exceptions);
	sample_items_done(&samples);
	return ok;
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct detail *detail = (struct detail *)pane;

	if (move == MOVE_ENTER)
		return enter(detail, ctx);
	return side_list_move(&detail->list, move);
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	struct desk_objective at;

	return objective_hints(
	    desk, objective_detail_at(pane, desk, &at) ? &at : NULL);
}

static const struct command_table *const tables[] = { &objective_view_table,
	&objective_table, NULL };

const struct pane_ops objective_detail_ops = {
	.name = "objective",
	/* TRANSLATORS: tab of the column with one objective in full */
	.title = N_("Detail"),
	.tables = tables,
	.hints = hints,
	.open = open_detail,
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = move,
};
