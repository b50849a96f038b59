/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A record as a drawer: a line a field, Enter asks for its value. */

#include <config.h>

#include "panes/record_form.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/records.h"
#include "panes/evidence.h"
#include "panes/field_ask.h"
#include "panes/panes.h"
#include "ui/canvas.h"

/* Cells: labels from here, values so far right of them. */
enum { COL_LABEL = 2, GAP = 3, LABEL_MOST = 20 };

struct record_form {
	struct pane pane;
	const struct record_field *fields; /* borrowed */
	size_t count;
	char *segment, *id, *title; /* owned */
	size_t cursor, top;
	int label_cells;
};

struct pane *
record_form_open(const char *segment, const char *id,
    const struct record_field *fields, const char *title)
{
	struct record_form *form = xcalloc(1, sizeof(*form));

	form->pane.ops = &record_form_ops;
	form->fields = fields;
	form->segment = xstrdup(segment);
	form->id = xstrdup(id);
	form->title = xstrdup(title);
	for (; fields[form->count].field; form->count++) {
		int cells = text_cells(_(fields[form->count].label));

		if (cells > form->label_cells)
			form->label_cells = cells;
	}
	if (form->label_cells > LABEL_MOST)
		form->label_cells = LABEL_MOST;
	return &form->pane;
}

static void
done(struct pane *pane)
{
	struct record_form *form = (struct record_form *)pane;

	free(form->segment);
	free(form->id);
	free(form->title);
	free(form);
}

/* The pack's request the record stands for; CATALOG_NONE: none. */
static size_t
request_row(const struct record_form *form, const struct desk *desk)
{
	return str_equal(form->segment, "evidence")
	           ? catalog_find(desk->catalog, TABLE_EVIDENCE, form->id)
	           : CATALOG_NONE;
}

/* The value as shown; false: there is none. */
static bool
value_text(const struct record_form *form, const struct desk *desk, size_t i,
    struct str *out)
{
	const char *field = form->fields[i].field, *value;
	size_t row = request_row(form, desk);

	if (row != CATALOG_NONE && str_equal(field, "title")) {
		value = catalog_text(
		    desk->catalog, EVIDENCE_TITLE, row, desk->language);
		str_add(out, value ? value : "");
		return value != NULL;
	}
	value = record_get(desk->session, form->segment, form->id, field);
	if (!value)
		return false;
	char *path = record_path(form->segment, form->id, field);

	field_show(desk, path, value, out);
	free(path);
	return true;
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	(void)desk;
	(void)cols;
	return (int)((const struct record_form *)pane)->count;
}

/* Rows for fields: the last one names what is out of view. */
static size_t
body_rows(const struct record_form *form)
{
	int rows = form->pane.rect.rows;

	if ((size_t)(rows > 0 ? rows : 0) < form->count && rows > 3)
		rows--;
	return rows > 0 ? (size_t)rows : 1;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct record_form *form = (struct record_form *)pane;
	size_t rows = body_rows(form);

	(void)desk;
	if (form->cursor < form->top)
		form->top = form->cursor;
	if (form->cursor >= form->top + rows)
		form->top = form->cursor - rows + 1;
	if (form->top + rows > form->count)
		form->top = form->count > rows ? form->count - rows : 0;
}

static void
draw_field(const struct record_form *form, const struct desk *desk,
    struct canvas *canvas, int row, size_t i)
{
	const struct rect *r = &form->pane.rect;
	int at = COL_LABEL + form->label_cells + GAP;
	struct str text = { 0 };
	bool given = value_text(form, desk, i, &text);

	canvas_put_cut(canvas, row, COL_LABEL, form->label_cells, ROLE_QUIET,
	    _(form->fields[i].label));
	canvas_put_cut(canvas, row, at, r->cols - at - 1,
	    given ? ROLE_TEXT : ROLE_QUIET, given ? str_text(&text) : "-");
	if (i == form->cursor)
		pane_draw_cursor(&form->pane, canvas, row, at);
	str_done(&text);
}

static void
add_names(const struct record_form *form, size_t from, size_t to,
    const char *word, struct str *out)
{
	if (from >= to)
		return;
	str_printf(out, "%s%s", out->len ? "   " : "", word);
	for (size_t i = from; i < to; i++)
		str_printf(out, "%s %s", i > from ? "," : "",
		    _(form->fields[i].label));
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct record_form *form = (const struct record_form *)pane;
	const struct rect *r = &pane->rect;
	size_t rows = body_rows(form), end = form->top + rows;
	struct str rest = { 0 };

	if (end > form->count)
		end = form->count;
	for (size_t i = form->top; i < end; i++)
		draw_field(
		    form, desk, canvas, r->row + (int)(i - form->top), i);
	if ((int)rows < r->rows) {
		/* TRANSLATORS: what a list has out of view, names follow */
		add_names(form, end, form->count, _("below:"), &rest);
		add_names(form, 0, form->top, _("above:"), &rest);
		canvas_put_cut(canvas, r->row + (int)rows, COL_LABEL,
		    r->cols - COL_LABEL - 1, ROLE_QUIET, str_text(&rest));
	}
	str_done(&rest);
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	str_add(title, ((const struct record_form *)pane)->title);
	str_add(right,
	    desk->read_only ? _("Esc back") : _("Enter change   Esc back"));
}

static bool
ask(struct record_form *form, struct command_ctx *ctx)
{
	const struct record_field *field = &form->fields[form->cursor];
	size_t row = request_row(form, ctx->desk);

	if (ctx->desk->read_only)
		return err_set(ctx->err, ERR_INPUT,
		    _("The session is open to read: nothing can be "
		      "changed."));
	if (str_equal(form->segment, "evidence") &&
	    str_equal(field->field, "state"))
		return evidence_ask_state(ctx, form->id);
	if (row != CATALOG_NONE && str_equal(field->field, "title"))
		return err_set(ctx->err, ERR_INPUT,
		    _("%s is the pack's request: its title stays as "
		      "published."),
		    form->id);
	char *path = record_path(form->segment, form->id, field->field);

	field_ask(ctx, path, _(field->label), xstrdup(form->title));
	free(path);
	return true;
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct record_form *form = (struct record_form *)pane;
	size_t at = form->cursor, page = body_rows(form);

	if (move_place(move, at, page - (page > 1), form->count, &form->cursor))
		return form->cursor != at;
	return move == MOVE_ENTER && ask(form, ctx);
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
	static const char *const names[] = { "down", "open", "undo", "back",
		NULL };

	(void)pane;
	(void)desk;
	return names;
}

const struct pane_ops record_form_ops = {
	.name = "record",
	.title = N_("Record"),
	.hints = hints,
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = move,
	.want = want,
	.bar = bar,
	.key = key,
};
