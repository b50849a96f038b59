/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What the session is about: its rule with the reason, how many controls that
 * leaves, and each control that has an entry of its own. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "panes/panes.h"
#include "panes/scope_ask.h"
#include "panes/scope_drawer.h"
#include "ui/canvas.h"

/* Cells from the left edge; ids may move what follows. */
enum { COL_ID = 2, COL_TEXT = 13, STATE_CELLS = 13, GAP = 2 };
enum { HEADS = 4 };

struct scope_pane {
	struct pane pane;
	size_t *controls; /* the one shown, then those with an entry; owned */
	size_t count, capacity;
	size_t cursor, top;
	int id_cells;
};

struct pane *
scope_open(void)
{
	struct scope_pane *s = xcalloc(1, sizeof(*s));

	s->pane.ops = &scope_ops;
	return &s->pane;
}

static void
done(struct pane *pane)
{
	struct scope_pane *s = (struct scope_pane *)pane;

	free(s->controls);
	free(s);
}

static void
add(struct scope_pane *s, const struct desk *desk, size_t control)
{
	int cells =
	    text_cells(catalog_string(desk->catalog, CONTROL_ID, control));

	s->controls = mem_grow(
	    s->controls, &s->capacity, s->count + 1, sizeof(*s->controls));
	s->controls[s->count++] = control;
	if (cells > s->id_cells)
		s->id_cells = cells;
}

/* Lists anew; the cursor stays on its control. */
static void
list(struct scope_pane *s, const struct desk *desk)
{
	size_t here = desk->spot.control;
	size_t at = s->cursor < s->count ? s->controls[s->cursor] : here;

	s->count = 0;
	s->id_cells = COL_TEXT - COL_ID - GAP;
	if (here != CATALOG_NONE)
		add(s, desk, here);
	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_CONTROL); i++)
		if (i != here && desk_standing(desk, i)->scope.own)
			add(s, desk, i);
	for (size_t i = 0; i < s->count; i++)
		if (s->controls[i] == at)
			s->cursor = i;
	if (s->cursor >= s->count)
		s->cursor = s->count ? s->count - 1 : 0;
}

/* The heads: a label and a text each, as many as there is something to say. */
struct heads {
	struct {
		const char *label;
		struct str text;
	} items[HEADS];
	int count;
};

static struct str *
add_head(struct heads *heads, const char *label)
{
	heads->items[heads->count].label = label;
	return &heads->items[heads->count++].text;
}

static void
heads_done(struct heads *heads)
{
	for (int i = 0; i < heads->count; i++)
		str_done(&heads->items[i].text);
}

static void
add_counts(const struct desk *desk, struct str *out)
{
	size_t in = 0, gone = 0, inherited = 0, reciprocal = 0, inactive = 0;

	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_CONTROL);
	     i++) {
		const struct scope_item *item = &desk_standing(desk, i)->scope;

		in += item->state == SCOPE_IN;
		inherited += item->state == SCOPE_INHERITED;
		reciprocal += item->state == SCOPE_RECIPROCAL;
		if (item->state == SCOPE_OUT && item->inactive && !item->own)
			inactive++;
		else
			gone += item->state == SCOPE_OUT;
	}
	/* TRANSLATORS: how many controls are in scope, out of it ...; inactive
	 * are withdrawn and deprecated ones */
	str_printf(out,
	    _("%zu in   %zu out   %zu inherited   %zu reciprocal   %zu "
	      "inactive"),
	    in, gone, inherited, reciprocal, inactive);
}

static void
make_heads(const struct desk *desk, struct heads *heads)
{
	const struct catalog *c = desk->catalog;
	const struct entry *rule =
	    desk->session ? session_entry(desk->session, "scope/rule") : NULL;
	struct str names = { 0 };

	*heads = (struct heads){ 0 };
	/* TRANSLATORS: labels in the scope drawer, at most 10 letters */
	str_add(add_head(heads, _("Rule")),
	    rule ? rule->value : _("none: all active controls are in scope"));
	if (rule && rule->why)
		str_add(add_head(heads, _("Reason")), rule->why);
	for (size_t i = 0; i < catalog_rows(c, TABLE_FRAMEWORK); i++)
		if (desk->frame.frameworks[i])
			str_printf(&names, "%s%s", names.len ? ", " : "",
			    catalog_string(c, FRAMEWORK_NAME, i));
	if (names.len)
		str_add(add_head(heads, _("Frameworks")), str_text(&names));
	add_counts(desk, add_head(heads, _("Controls")));
	str_done(&names);
}

static int
head_rows(const struct pane *pane, const struct desk *desk)
{
	int items = (int)((const struct scope_pane *)pane)->count;
	struct heads heads;

	make_heads(desk, &heads);
	heads_done(&heads);
	/* a row of air where there is room */
	return heads.count + (pane->rect.rows > heads.count + 3 ||
	                         pane->rect.rows > heads.count + items);
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	struct scope_pane copy = { 0 };
	struct heads heads;

	(void)pane;
	(void)cols;
	list(&copy, desk);
	free(copy.controls);
	make_heads(desk, &heads);
	heads_done(&heads);
	return heads.count + 1 + (int)copy.count;
}

static int
body_rows(const struct pane *pane, const struct desk *desk)
{
	int rows = pane->rect.rows - head_rows(pane, desk);

	return rows > 1 ? rows : 1;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct scope_pane *s = (struct scope_pane *)pane;
	size_t rows = (size_t)body_rows(pane, desk);

	list(s, desk);
	if (s->cursor < s->top)
		s->top = s->cursor;
	if (s->cursor >= s->top + rows)
		s->top = s->cursor - rows + 1;
	if (s->top + rows > s->count)
		s->top = s->count > rows ? s->count - rows : 0;
}

/* "declared 2025-03-02, 16 months ago: older than 12 months". */
static void
add_declared(
    const struct desk *desk, const struct scope_item *item, struct str *out)
{
	int declared = day_parse(item->declared), today = desk->frame.today;
	unsigned months = 0;

	if (item->declaration_missing) {
		str_add(out, _("the declaration has no date"));
		return;
	}
	str_printf(out, _("declared %s"), item->declared);
	if (today == DAY_NONE || declared > today)
		return;
	while (day_add_months(declared, (int)months + 1) <= today)
		months++;
	if (months)
		str_printf(out,
		    ngettext(", %u month ago", ", %u months ago", months),
		    months);
	if (item->declaration_old)
		str_add(out, _(": older than 12 months"));
}

/* Why a control is where it is; true: it is to be warned about. */
static bool
add_ground(const struct desk *desk, size_t control, struct str *out)
{
	const struct scope_item *item = &desk_standing(desk, control)->scope;
	bool declared =
	    item->state == SCOPE_INHERITED || item->state == SCOPE_RECIPROCAL;

	if (declared) {
		if (item->provider)
			str_printf(out, "%s   ", item->provider);
		add_declared(desk, item, out);
		return item->declaration_missing || item->declaration_old;
	}
	if (item->own)
		str_add(out, item->why ? item->why : _("by its own entry"));
	else if (item->inactive)
		str_add(out,
		    _(catalog_string(desk->catalog, CONTROL_STATUS, control)));
	else
		str_add(out, desk->frame.rule ? _("by the rule") : "");
	return false;
}

static void
draw_item(const struct scope_pane *s, const struct desk *desk,
    struct canvas *canvas, int row, size_t i)
{
	size_t control = s->controls[i];
	const struct scope_item *item = &desk_standing(desk, control)->scope;
	int cols = s->pane.rect.cols, at = COL_ID + s->id_cells + GAP;
	struct str text = { 0 };
	bool warned = add_ground(desk, control, &text);
	const char *state = _(scope_word(item->state));

	canvas_put_cut(canvas, row, COL_ID, s->id_cells, ROLE_TEXT,
	    catalog_string(desk->catalog, CONTROL_ID, control));
	canvas_put_cut(canvas, row, at, STATE_CELLS - GAP, ROLE_TEXT, state);
	at += STATE_CELLS;
	/* a sign too where there is no colour */
	if (warned)
		at += canvas_put(canvas, row, at, 2, ROLE_WARN, "! ");
	canvas_put_cut(canvas, row, at, cols - at - 1,
	    warned ? ROLE_WARN : ROLE_TEXT, str_text(&text));
	if (i == s->cursor)
		pane_draw_cursor(&s->pane, canvas, row, COL_ID);
	str_done(&text);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct scope_pane *s = (const struct scope_pane *)pane;
	const struct rect *r = &pane->rect;
	struct heads heads;
	int row = r->row, end = r->row + r->rows;

	make_heads(desk, &heads);
	for (int i = 0; i < heads.count && row < end; i++, row++) {
		canvas_put_cut(canvas, row, COL_ID, COL_TEXT - COL_ID - 1,
		    ROLE_QUIET, heads.items[i].label);
		canvas_put_cut(canvas, row, COL_TEXT, r->cols - COL_TEXT - 1,
		    ROLE_TEXT, str_text(&heads.items[i].text));
	}
	heads_done(&heads);
	row = r->row + head_rows(pane, desk);
	for (size_t i = s->top; i < s->count && row < end; i++)
		draw_item(s, desk, canvas, row++, i);
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	(void)pane;
	(void)desk;
	str_add(title, _("Scope: what this session is about"));
	str_add(right, _("Enter go to the control   Esc back"));
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct scope_pane *s = (struct scope_pane *)pane;

	list(s, ctx->desk);
	size_t at = s->cursor, page = (size_t)body_rows(pane, ctx->desk);

	if (!s->count)
		return false;
	if (move_place(move, at, page - (page > 1), s->count, &s->cursor))
		return s->cursor != at;
	if (move != MOVE_ENTER)
		return false;
	desk_go(ctx->desk, desk_first_open(ctx->desk, s->controls[at]));
	ctx->next = NEXT_ASSESS;
	return true;
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	(void)pane;
	(void)code;
	(void)ctx;
	return false;
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	static const char *const names[] = { "scope-rule", "scope-in",
		"scope-out", "inherited", "reciprocal", "scope-default", "open",
		"back", NULL };

	(void)pane;
	(void)desk;
	return names;
}

/* The control the argument begins with, else the one under the cursor, else
 * the one shown; *rest is what follows. CATALOG_NONE and *err: none. */
static size_t
control_of(struct command_ctx *ctx, const char **rest)
{
	const struct desk *desk = ctx->desk;
	const char *text = ctx->argument ? ctx->argument : "";
	size_t control, len;

	text += strspn(text, " ");
	len = strcspn(text, " ");
	char *id = xstrndup(text, len);

	control = catalog_find(desk->catalog, TABLE_CONTROL, id);
	free(id);
	if (control != CATALOG_NONE) {
		text += len + strspn(text + len, " ");
	} else if (ctx->pane && ctx->pane->ops == &scope_ops) {
		struct scope_pane *s = (struct scope_pane *)ctx->pane;

		list(s, desk);
		control = s->count ? s->controls[s->cursor] : CATALOG_NONE;
	} else {
		control = desk->spot.control;
	}
	if (control == CATALOG_NONE)
		err_set(ctx->err, ERR_INPUT, _("No control is chosen."));
	*rest = text;
	return control;
}

static bool
set_state(struct command_ctx *ctx, enum scope_state state)
{
	const char *rest;
	size_t control = control_of(ctx, &rest);

	return control != CATALOG_NONE &&
	       scope_ask_control(ctx, control, state, *rest ? rest : NULL);
}

static bool
take_in(struct command_ctx *ctx)
{
	return set_state(ctx, SCOPE_IN);
}

static bool
take_out(struct command_ctx *ctx)
{
	return set_state(ctx, SCOPE_OUT);
}

static bool
inherit(struct command_ctx *ctx)
{
	return set_state(ctx, SCOPE_INHERITED);
}

static bool
reciprocate(struct command_ctx *ctx)
{
	return set_state(ctx, SCOPE_RECIPROCAL);
}

static bool
drop(struct command_ctx *ctx)
{
	const char *rest;
	size_t control = control_of(ctx, &rest);

	return control != CATALOG_NONE && scope_drop_control(ctx, control);
}

static bool
rule(struct command_ctx *ctx)
{
	if (ctx->argument)
		return scope_ask_rule(ctx, ctx->argument);
	ctx->open_drawer = scope_rule_open(ctx->desk);
	return true;
}

static bool
show(struct command_ctx *ctx)
{
	ctx->open_drawer = scope_open();
	return true;
}

/* clang-format off */
static const struct command scope_commands[] = {
	{ "scope", "", N_("what the session is about: rule, counts, exceptions"), show, NULL, NULL },
	{ "scope-rule", "r", N_("say by terms about the content which controls are in scope"), rule, N_("TERMS"), N_("rule") },
	{ "scope-in", "+", N_("take the control into scope; its answers were kept"), take_in, N_("CONTROL"), N_("in") },
	{ "scope-out", "-", N_("take the control out of scope, with a reason"), take_out, N_("CONTROL REASON"), N_("out") },
	{ "inherited", "i", N_("the control is inherited: provider and day of the declaration"), inherit, N_("CONTROL"), N_("inherited") },
	{ "reciprocal", "c", N_("the control is reciprocal: provider and day of the declaration"), reciprocate, N_("CONTROL"), N_("reciprocal") },
	{ "scope-default", "u", N_("take the control's own entry away: the rule holds again"), drop, N_("CONTROL"), N_("as the rule says") },
	{ 0 },
};
/* clang-format on */

const struct command_table scope_table = {
	"scope",
	N_("Scope"),
	scope_commands,
};

static const struct command_table *const tables[] = { &scope_table, NULL };

const struct pane_ops scope_ops = {
	.name = "scope",
	.title = N_("Scope"),
	.tables = tables,
	.hints = hints,
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = move,
	.want = want,
	.bar = bar,
	.key = key,
};
