/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Criteria paired from column to column. A chain is one criterion followed
 * through the levels; each becomes a row. */

#include <config.h>

#include "panes/compare_rows.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/worddiff.h"

#define NO_ITEM ((size_t)-1)

struct chain {
	size_t items[COMPARE_MOST]; /* by column; NO_ITEM: none */
	size_t first, length;       /* columns */
	int rank;                   /* among chains as long */
};

/* One level while the table is made. */
struct column {
	int level;
	size_t row;   /* CLEVEL, or CATALOG_NONE */
	char **texts; /* of its criteria, sub-items included */
	size_t count;
	const char *summary; /* or NULL */
};

struct making {
	struct compare_rows *rows;
	const struct compare_shape *shape;
	struct column columns[COMPARE_MOST];
	struct chain *chains;
	size_t chain_count, chain_capacity;
};

size_t
compare_criteria(const struct catalog *catalog, size_t control, int level)
{
	size_t row = catalog_control_level(catalog, control, level);

	return row == CATALOG_NONE
	           ? 0
	           : catalog_count(catalog, CLEVEL_CRITERIA, row);
}

static void
clear(struct compare_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		for (size_t c = 0; c < COMPARE_MOST; c++)
			compare_text_done(&rows->rows[i].cells[c].text);
	rows->count = 0;
	rows->reworded = rows->added = rows->gone = rows->alike = 0;
}

void
compare_rows_done(struct compare_rows *rows)
{
	clear(rows);
	free(rows->rows);
	*rows = (struct compare_rows){ 0 };
}

static char *
criterion_text(const struct compare_shape *shape, size_t row)
{
	const struct catalog *c = shape->catalog;
	struct str text = { 0 };

	str_add(&text, catalog_text(c, CRITERION_TEXT, row, shape->language));
	for (size_t i = 0; i < catalog_count(c, CRITERION_SUB, row); i++) {
		str_add_char(&text, '\n');
		str_add(&text,
		    catalog_item(c, CRITERION_SUB, row, i, shape->language));
	}
	return text.data ? str_steal(&text) : xstrdup("");
}

/* What a level says of itself in this control, else in the scale. */
static const char *
summary_text(const struct compare_shape *shape, int level, size_t row)
{
	const struct catalog *c = shape->catalog;
	const char *text = row == CATALOG_NONE ? NULL
	                                       : catalog_text(c, CLEVEL_SUMMARY,
	                                             row, shape->language);
	size_t scale = catalog_ref(c, PACK_SCALE, 0);

	if (text)
		return text;
	for (size_t i = 0; i < catalog_count(c, SCALE_LEVELS, scale); i++) {
		size_t at = catalog_child(c, SCALE_LEVELS, scale, i);

		if (catalog_number(c, LEVEL_NUMBER, at) == level)
			return catalog_text(
			    c, LEVEL_SUMMARY, at, shape->language);
	}
	return NULL;
}

static void
read_columns(struct making *m)
{
	const struct compare_shape *shape = m->shape;

	for (int i = 0; i < shape->count; i++) {
		struct column *column = &m->columns[i];

		column->level = shape->first + i;
		column->row = catalog_control_level(
		    shape->catalog, shape->control, column->level);
		column->summary =
		    summary_text(shape, column->level, column->row);
		column->count = compare_criteria(
		    shape->catalog, shape->control, column->level);
		column->texts =
		    xcalloc(column->count + 1, sizeof(*column->texts));
		for (size_t k = 0; k < column->count; k++)
			column->texts[k] = criterion_text(
			    shape, catalog_child(shape->catalog,
			               CLEVEL_CRITERIA, column->row, k));
	}
}

static struct chain *
add_chain(struct making *m, size_t column, size_t item)
{
	m->chains = mem_grow(m->chains, &m->chain_capacity, m->chain_count + 1,
	    sizeof(*m->chains));
	struct chain *chain = &m->chains[m->chain_count++];

	for (size_t i = 0; i < COMPARE_MOST; i++)
		chain->items[i] = NO_ITEM;
	chain->items[column] = item;
	chain->first = column;
	chain->length = 1;
	return chain;
}

/* Goes on with the chains that reach column - 1; what has no partner there
 * begins one. */
static void
link_column(struct making *m, size_t column)
{
	const struct column *left = &m->columns[column - 1];
	const struct column *here = &m->columns[column];
	size_t *partner = xcalloc(left->count + 1, sizeof(*partner));
	bool *taken = xcalloc(here->count + 1, sizeof(*taken));

	worddiff_pair((const char *const *)left->texts, left->count,
	    (const char *const *)here->texts, here->count, partner);
	for (size_t i = 0; i < m->chain_count; i++) {
		struct chain *chain = &m->chains[i];
		size_t item = chain->items[column - 1];

		if (item == NO_ITEM || partner[item] == SIZE_MAX)
			continue;
		chain->items[column] = partner[item];
		chain->length++;
		taken[partner[item]] = true;
	}
	for (size_t i = 0; i < here->count; i++)
		if (!taken[i])
			add_chain(m, column, i);
	free(partner);
	free(taken);
}

/* Pairs first, the longest chain before all; in the order of the pack among
 * themselves. */
static int
chain_order(const void *a, const void *b)
{
	const struct chain *x = a, *y = b;

	if (x->length != y->length)
		return x->length > y->length ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return (x->items[x->first] > y->items[y->first]) -
	       (x->items[x->first] < y->items[y->first]);
}

static void
find_chains(struct making *m)
{
	for (size_t i = 0; i < m->columns[0].count; i++)
		add_chain(m, 0, i);
	for (size_t c = 1; c < (size_t)m->shape->count; c++)
		link_column(m, c);
	/* of two levels first what is new, then what only the lower has; more
	 * are read from left to right */
	for (size_t i = 0; i < m->chain_count; i++)
		m->chains[i].rank = m->shape->count == 2
		                        ? -(int)m->chains[i].first
		                        : (int)m->chains[i].first;
	if (m->chain_count)
		qsort(
		    m->chains, m->chain_count, sizeof(*m->chains), chain_order);
}

static struct compare_row *
add_row(struct compare_rows *rows)
{
	rows->rows = mem_grow(
	    rows->rows, &rows->capacity, rows->count + 1, sizeof(*rows->rows));
	struct compare_row *row = &rows->rows[rows->count++];

	memset(row, 0, sizeof(*row));
	memset(row->signs, ' ', sizeof(row->signs));
	return row;
}

/* Fills a row from texts that stand side by side; NULL: none there. */
static void
fill_row(struct making *m, struct compare_row *row, enum compare_kind kind,
    const char *const texts[COMPARE_MOST], const struct chain *chain)
{
	size_t count = (size_t)m->shape->count;

	row->alike = true;
	for (size_t c = 0; c < count; c++) {
		const char *left = c ? texts[c - 1] : NULL;
		const char *right = c + 1 < count ? texts[c + 1] : NULL;
		char number[32] = "";

		if (c && (!left || !texts[c] || strcmp(left, texts[c]) != 0))
			row->alike = false;
		if (c && left && texts[c] && strcmp(left, texts[c]) != 0)
			row->signs[c] = '~';
		if (!texts[c])
			continue;
		row->cells[c].kind = kind;
		if (chain) {
			row->cells[c].item = chain->items[c];
			snprintf(number, sizeof(number), "%d.%zu",
			    m->columns[c].level, chain->items[c] + 1);
		}
		compare_text_make(&row->cells[c].text,
		    m->shape->numbers && *number ? number : NULL, left,
		    texts[c], right, m->shape->ascii, m->shape->cells);
	}
}

static void
add_plain(struct making *m, struct compare_row *row, size_t column,
    enum compare_kind kind, const char *text)
{
	row->cells[column].kind = kind;
	compare_text_make(&row->cells[column].text, NULL, NULL, text, NULL,
	    m->shape->ascii, m->shape->cells);
}

static void
add_summaries(struct making *m)
{
	const char *texts[COMPARE_MOST] = { 0 };
	bool any = false;

	for (int i = 0; i < m->shape->count; i++) {
		texts[i] = m->columns[i].summary;
		any |= texts[i] != NULL;
	}
	if (any)
		fill_row(m, add_row(m->rows), COMPARE_SUMMARY, texts, NULL);
}

/* Why a level has no criteria: in the pack's words where it has any. */
static char *
reason_text(const struct compare_shape *shape, const struct column *column)
{
	const struct catalog *c = shape->catalog;
	size_t row = column->row;
	struct str text = { 0 };
	int defers =
	    row == CATALOG_NONE ? -1 : catalog_number(c, CLEVEL_DEFERS_TO, row);
	const char *note = row == CATALOG_NONE ? NULL
	                                       : catalog_text(c, CLEVEL_NOTE,
	                                             row, shape->language);

	if (defers > 0)
		str_printf(&text,
		    _("No criteria: defers to level %d, cannot be given."),
		    defers);
	else
		str_add(&text, _("No criteria: cannot be given."));
	if (note)
		str_printf(&text, "\n%s", note);
	for (size_t i = 0;
	     row != CATALOG_NONE && i < catalog_count(c, CLEVEL_EXAMPLES, row);
	     i++)
		str_printf(&text, "\n%s",
		    catalog_item(c, CLEVEL_EXAMPLES, row, i, shape->language));
	return str_steal(&text);
}

static void
add_reasons(struct making *m)
{
	struct compare_row *row = NULL;

	for (int i = 0; i < m->shape->count; i++) {
		const struct column *column = &m->columns[i];

		if (column->count || column->level == 0)
			continue;
		char *text = reason_text(m->shape, column);

		row = row ? row : add_row(m->rows);
		add_plain(m, row, (size_t)i, COMPARE_REASON, text);
		free(text);
	}
}

/* Signs of what has a partner on one side only. */
static void
sign_ends(struct making *m, struct compare_row *row, const struct chain *chain)
{
	size_t next = chain->first + chain->length;

	if (chain->first > 0) {
		row->signs[chain->first] = '+';
		m->rows->added++;
	}
	/* a level that asks nothing at all drops nothing either */
	if (next >= (size_t)m->shape->count || !m->columns[next].count)
		return;
	char *text = xasprintf(_("not asked again; Level %d still needs it"),
	    m->columns[next - 1].level);

	row->signs[next] = '-';
	m->rows->gone++;
	add_plain(m, row, next, COMPARE_GONE, text);
	free(text);
}

static void
add_criteria(struct making *m)
{
	for (size_t i = 0; i < m->chain_count; i++) {
		const struct chain *chain = &m->chains[i];
		const char *texts[COMPARE_MOST] = { 0 };
		struct compare_row *row = add_row(m->rows);

		for (size_t c = 0; c < (size_t)m->shape->count; c++)
			if (chain->items[c] != NO_ITEM)
				texts[c] = m->columns[c].texts[chain->items[c]];
		fill_row(m, row, COMPARE_CRITERION, texts, chain);
		for (size_t c = 1; c < (size_t)m->shape->count; c++)
			m->rows->reworded += row->signs[c] == '~';
		m->rows->alike += row->alike;
		sign_ends(m, row, chain);
	}
}

static bool
same_shape(const struct compare_shape *a, const struct compare_shape *b)
{
	return a->catalog == b->catalog && a->control == b->control &&
	       a->language == b->language && a->first == b->first &&
	       a->count == b->count && a->cells == b->cells &&
	       a->numbers == b->numbers && a->summaries == b->summaries &&
	       a->ascii == b->ascii;
}

void
compare_rows_build(struct compare_rows *rows, const struct compare_shape *shape)
{
	struct compare_shape plain = *shape;
	struct making m = { .rows = rows, .shape = &plain };

	if (same_shape(&rows->shape, shape))
		return;
	clear(rows);
	rows->shape = *shape;
	read_columns(&m);
	/* a text with such signs of its own: they would mean two things */
	for (int i = 0; i < shape->count; i++) {
		for (size_t k = 0; k < m.columns[i].count; k++)
			plain.ascii |=
			    compare_text_has_signs(m.columns[i].texts[k]);
		if (m.columns[i].summary)
			plain.ascii |=
			    compare_text_has_signs(m.columns[i].summary);
	}
	rows->signs_ascii = plain.ascii;
	find_chains(&m);
	if (shape->summaries)
		add_summaries(&m);
	add_reasons(&m);
	add_criteria(&m);
	for (int i = 0; i < shape->count; i++) {
		for (size_t k = 0; k < m.columns[i].count; k++)
			free(m.columns[i].texts[k]);
		free(m.columns[i].texts);
	}
	free(m.chains);
}

static bool
holds(const struct compare_rows *rows, const struct compare_row *row,
    struct spot spot)
{
	int column = spot.level - rows->shape.first;

	return spot.kind == SPOT_CRITERION &&
	       spot.control == rows->shape.control && column >= 0 &&
	       column < rows->shape.count &&
	       row->cells[column].kind == COMPARE_CRITERION &&
	       row->cells[column].item == spot.item;
}

void
compare_rows_lay(struct compare_rows *rows, size_t from, size_t to, size_t gap,
    bool differences, struct spot spot)
{
	size_t line = 0;

	rows->lines = 0;
	for (size_t i = 0; i < rows->count; i++) {
		struct compare_row *row = &rows->rows[i];

		row->start = line;
		row->height = 0;
		if (differences && row->alike && !holds(rows, row, spot))
			continue;
		for (size_t c = from; c < to; c++) {
			const struct compare_cell *cell = &row->cells[c];

			/* alone, a column has nothing that it lacks */
			if (cell->kind == COMPARE_NOTHING ||
			    (cell->kind == COMPARE_GONE && to - from == 1))
				continue;
			if (cell->text.wrap.count > row->height)
				row->height = cell->text.wrap.count;
		}
		if (!row->height)
			continue;
		line += row->height + gap;
		rows->lines = line - gap;
	}
}

size_t
compare_rows_find(const struct compare_rows *rows, struct spot spot)
{
	for (size_t i = 0; i < rows->count; i++)
		if (rows->rows[i].height && holds(rows, &rows->rows[i], spot))
			return i;
	return COMPARE_NO_ROW;
}

size_t
compare_rows_step(
    const struct compare_rows *rows, size_t row, size_t column, int way)
{
	size_t i = row;

	if (row == COMPARE_NO_ROW && way < 0)
		i = rows->count;
	/* COMPARE_NO_ROW + 1 is 0 */
	for (i += way > 0 ? 1 : (size_t)-1;
	     i<rows->count; i += way> 0 ? 1 : (size_t)-1)
		if (rows->rows[i].height &&
		    rows->rows[i].cells[column].kind == COMPARE_CRITERION)
			return i;
	return COMPARE_NO_ROW;
}
