/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The table of domains, in one or more columns. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/summary.h"
#include "panes/overview_bar.h"
#include "panes/overview_rows.h"
#include "panes/overview_table.h"
#include "panes/panes.h"
#include "ui/canvas.h"

/* From this width on a domain's name stands beside its id. */
enum { NAMED = 76 };

/* Columns of a block of domains, from its left edge. */
struct block {
	int name, name_cells, of, left, bar, per, level, evidence, flags;
};

static struct block
block_columns(int cols, int top)
{
	struct block b = { .per = top > 0 ? overview_bar_per(0, top) : 0 };
	int bar = top > 0 ? overview_bar_cells(b.per, top) : 0;
	int fixed = 22 + bar + 22;
	int extra = cols >= NAMED ? cols - fixed : 0;

	if (extra > 46)
		extra = 46;
	b.name = 11;
	b.name_cells = extra - 1;
	b.of = 10 + extra;
	b.left = b.of + 6;
	b.bar = b.left + 6;
	b.level = b.bar + bar + 5;
	b.evidence = b.level + 5;
	b.flags = b.evidence + 4;
	if (cols < b.flags + 4) {
		/* no room for bars */
		b.bar = -1;
		b.level = b.left + 6;
		b.evidence = b.level + 5;
		b.flags = b.evidence + 4;
	}
	return b;
}

static void
draw_block_heads(const struct block *b, const struct desk *desk,
    struct canvas *canvas, int row, int col)
{
	int top = catalog_scale_top(desk->catalog);

	overview_put_head(canvas, row, col + 2, 8, false, _("domain"));
	/* TRANSLATORS: how many controls, and how many of them are left to
	 * conclude; at most 4 letters each */
	overview_put_head(canvas, row, col + b->of, 4, true, _("of"));
	overview_put_head(canvas, row, col + b->left, 4, true, _("left"));
	if (b->bar >= 0 && top > 0)
		overview_bar_scale(canvas, row, col + b->bar + 1, b->per, top,
		    summary_target(desk, CATALOG_NONE));
	if (top >= 0)
		overview_put_head(
		    canvas, row, col + b->level - 2, 6, true, _("level"));
	/* TRANSLATORS: evidence outstanding, at most 3 letters */
	overview_put_head(canvas, row, col + b->evidence, 3, true, _("ev"));
	overview_put_head(canvas, row, col + b->flags, 5, false, _("flags"));
}

/* Cells of a mean level, never rounded up. */
static int
ratio_cells(struct ratio ratio, int per)
{
	return ratio.denominator > 0
	           ? (int)(per * ratio.numerator / ratio.denominator)
	           : 0;
}

static struct overview_bar
domain_bar(const struct block *b, const struct desk *desk, size_t domain,
    const struct rollup *r)
{
	bool any = r->concluded > 0;

	return (struct overview_bar){ .per = b->per,
		.top = catalog_scale_top(desk->catalog),
		.held = ratio_cells(any ? r->average : r->low, b->per),
		.reach = any || !r->answered ? 0 : ratio_cells(r->high, b->per),
		.ceiling = ratio_cells(r->attainable, b->per),
		.target = summary_target(desk, domain) };
}

static void
draw_domain_figures(const struct overview_table *table, const struct block *b,
    const struct desk *desk, struct canvas *canvas, int row, int col,
    size_t domain)
{
	const struct summary_sum *sum = &table->rows->summary.domains[domain];
	const struct rollup *r = &sum->rollup;
	char level[32];

	overview_put_number(canvas, row, col + b->of, 4, r->in_scope);
	if (r->in_scope > r->concluded)
		overview_put_number(
		    canvas, row, col + b->left, 4, r->in_scope - r->concluded);
	if (b->bar >= 0 && b->per) {
		struct overview_bar bar = domain_bar(b, desk, domain, r);

		overview_bar_draw(&bar, canvas, row, col + b->bar);
	}
	ratio_text(r->average, level);
	if (b->per)
		canvas_put_right(canvas, row, col + b->level - 1, 5, ROLE_TEXT,
		    *level ? level : "-");
	if (table->rows->domain_evidence[domain])
		overview_put_number(canvas, row, col + b->evidence, 3,
		    table->rows->domain_evidence[domain]);
	if (summary_bars(&table->rows->summary, desk->catalog, domain))
		canvas_put(canvas, row, col + b->flags, 1, ROLE_BAD, "W");
	if (table->rows->domain_flagged[domain])
		canvas_put(canvas, row, col + b->flags + 2, 1, ROLE_WARN, "!");
}

static void
draw_domain(const struct overview_table *table, const struct block *b,
    const struct desk *desk, struct canvas *canvas, int row, int col,
    const struct overview_row *item)
{
	int indent = item->depth < 3 ? item->depth : 3;

	canvas_put_cut(canvas, row, col + 2 + indent, 8 - indent, ROLE_TEXT,
	    catalog_string(desk->catalog, DOMAIN_ID, item->row));
	if (b->name_cells > 0)
		canvas_put_cut(canvas, row, col + b->name, b->name_cells,
		    ROLE_QUIET,
		    catalog_text(
		        desk->catalog, DOMAIN_NAME, item->row, desk->language));
	draw_domain_figures(table, b, desk, canvas, row, col, item->row);
}

void
overview_domains_draw(const struct overview_table *table,
    const struct pane *pane, const struct desk *desk, struct canvas *canvas,
    int row, int blank)
{
	const struct overview_rows *rows = table->rows;
	int width = pane->rect.cols / (int)table->blocks;
	struct block b = block_columns(width, catalog_scale_top(desk->catalog));
	size_t body = (size_t)table->body;

	for (size_t k = 0; k < table->blocks; k++) {
		int col = pane->rect.col + (int)k * width;
		struct pane part = *pane;

		if (table->top + k * body >= rows->count)
			break;
		draw_block_heads(&b, desk, canvas, row, col);
		part.rect.col = col;
		part.rect.cols = width;
		for (size_t i = 0; i < body; i++) {
			size_t at = table->top + k * body + i;
			int line = row + 1 + blank + (int)i;

			if (at >= rows->count)
				break;
			draw_domain(table, &b, desk, canvas, line, col,
			    &rows->items[at]);
			if (at == table->cursor)
				pane_draw_cursor(&part, canvas, line, col + 2);
		}
	}
}
