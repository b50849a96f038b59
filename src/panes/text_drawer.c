/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A text in a drawer. Headings of Markdown are strong, points hang. */

#include <config.h>

#include "panes/text_drawer.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

enum { MARGIN = 2 };

struct row {
	size_t start, len;
	int indent;
	bool strong;
};
struct text_drawer {
	struct pane pane;
	struct pane_ops ops; /* the caller's tables in them */
	char *title, *text;
	const char *const *hints;
	int variant;
	struct row *rows;
	size_t count, capacity, top;
	int cols;
};

static void
done(struct pane *pane)
{
	struct text_drawer *d = (struct text_drawer *)pane;

	free(d->title);
	free(d->text);
	free(d->rows);
	free(d);
}

static void
add_row(struct text_drawer *d, struct row row)
{
	d->rows = mem_grow(
	    d->rows, &d->capacity, d->count + 1, sizeof(*d->rows));
	d->rows[d->count++] = row;
}

static void
add_line(struct text_drawer *d, size_t start, size_t len, int cells)
{
	char *line = xstrndup(d->text + start, len);
	bool strong = line[0] == '#';
	int hang = str_starts(line, "- ") ? 2 : 0;
	struct wrap wrap = { 0 };

	wrap_text(&wrap, line + hang, cells - hang);
	for (size_t i = 0; i < wrap.count; i++) {
		size_t from = wrap.lines[i].start + (size_t)hang;

		/* the dash stands with the first */
		if (i == 0)
			add_row(d, (struct row){ start,
			               wrap.lines[i].len + from, 0, strong });
		else
			add_row(d, (struct row){ start + from,
			               wrap.lines[i].len, hang, strong });
	}
	wrap_done(&wrap);
	free(line);
}

static void
make(struct text_drawer *d, int cols)
{
	int cells = cols - 2 * MARGIN;

	if (d->cols == cols)
		return;
	d->cols = cols;
	d->count = 0;
	if (cells > WRAP_MEASURE)
		cells = WRAP_MEASURE;
	for (size_t at = 0; d->text[at];) {
		size_t len = strcspn(d->text + at, "\n");

		add_line(d, at, len, cells);
		at += len + (d->text[at + len] == '\n');
	}
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	const struct text_drawer *d = (const struct text_drawer *)pane;
	struct text_drawer copy = { .text = d->text };
	int rows = (int)d->count;

	(void)desk;
	if (d->cols == cols)
		return rows;
	make(&copy, cols);
	free(copy.rows);
	return (int)copy.count;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct text_drawer *d = (struct text_drawer *)pane;
	size_t rows = pane->rect.rows > 0 ? (size_t)pane->rect.rows : 1;

	(void)desk;
	make(d, pane->rect.cols);
	if (d->top + rows > d->count)
		d->top = d->count > rows ? d->count - rows : 0;
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct text_drawer *d = (const struct text_drawer *)pane;
	const struct rect *r = &pane->rect;

	(void)desk;
	for (int i = 0; i < r->rows && d->top + (size_t)i < d->count; i++) {
		const struct row *row = &d->rows[d->top + (size_t)i];

		canvas_put_n(canvas, r->row + i, MARGIN + row->indent,
		    r->cols - MARGIN - row->indent,
		    row->strong ? ROLE_STRONG : ROLE_TEXT,
		    d->text + row->start, row->len);
	}
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	const struct text_drawer *d = (const struct text_drawer *)pane;
	size_t rows = pane->rect.rows > 0 ? (size_t)pane->rect.rows : 1;
	size_t last = d->top + rows < d->count ? d->top + rows : d->count;

	(void)desk;
	str_add(title, d->title);
	if (d->count > rows)
		/* TRANSLATORS: lines of a text: how far one sees, of all */
		str_printf(right, _("to line %zu of %zu   "), last, d->count);
	str_add(right, _("Esc back"));
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct text_drawer *d = (struct text_drawer *)pane;
	size_t rows = pane->rect.rows > 0 ? (size_t)pane->rect.rows : 1;
	size_t places = d->count > rows ? d->count - rows + 1 : 1, at = d->top;

	(void)ctx;
	return move_place(move, at, rows - (rows > 1), places, &d->top) &&
	       d->top != at;
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
	(void)desk;
	return ((const struct text_drawer *)pane)->hints;
}

struct pane *
text_drawer_open_take(const struct text_drawer_look *look, char *text)
{
	struct text_drawer *d = xcalloc(1, sizeof(*d));

	d->ops = (struct pane_ops){
		.name = "text",
		.title = N_("Text"),
		.tables = look->tables,
		.hints = hints,
		.done = done,
		.fit = fit,
		.draw = draw,
		.move = move,
		.want = want,
		.bar = bar,
		.key = key,
	};
	d->pane.ops = &d->ops;
	d->title = xstrdup(look->title);
	d->hints = look->hints;
	d->variant = look->variant;
	d->text = text;
	return &d->pane;
}

bool
text_drawer_is(const struct pane *pane)
{
	return pane && pane->ops->draw == draw;
}

const char *
text_drawer_text(const struct pane *pane)
{
	return ((const struct text_drawer *)pane)->text;
}

int
text_drawer_variant(const struct pane *pane)
{
	return ((const struct text_drawer *)pane)->variant;
}
