/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* View 7: the findings and what could become one, in groups; below the list
 * the record of the one under the cursor, a line a field. */

#include <config.h>

#include "panes/findings.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/session.h"
#include "panes/findings_parts.h"
#include "panes/panes.h"
#include "panes/record_form.h"
#include "panes/room.h"
#include "panes/word_filter.h"

static struct pane *
open_findings(void)
{
	struct findings_pane *p = xcalloc(1, sizeof(*p));

	p->pane.ops = &findings_ops;
	return &p->pane;
}

static void
done(struct pane *pane)
{
	struct findings_pane *p = (struct findings_pane *)pane;

	findings_rows_done(&p->rows);
	side_list_done(&p->record);
	free(p->want.words);
	free(p->key);
	free(p->effect);
	free(p);
}

const struct finding *
findings_here(const struct findings_pane *p)
{
	if (!p->rows.shown)
		return NULL;
	return &p->rows.list
	            .items[p->rows.items[p->rows.places[p->cursor]].finding];
}

const char *
findings_key(const struct finding *f)
{
	return f->id ? f->id : f->artifact ? f->artifact : f->own;
}

/* Has anything changed that the rows are made of? */
static bool
is_stale(const struct findings_pane *p, const struct desk *desk)
{
	return p->changed || !p->rows.places || p->session != desk->session ||
	       (desk->session &&
	           p->commits != session_commits(desk->session)) ||
	       p->today != desk->frame.today || p->language != desk->language;
}

/* The place of a finding; SIZE_MAX: it is not shown. */
static size_t
find_place(const struct findings_pane *p, const char *key)
{
	for (size_t i = 0; key && i < p->rows.shown; i++) {
		size_t at = p->rows.items[p->rows.places[i]].finding;

		if (str_equal(findings_key(&p->rows.list.items[at]), key))
			return i;
	}
	return SIZE_MAX;
}

/* The cursor is on another finding now. */
static void
see(struct findings_pane *p)
{
	const struct finding *f = findings_here(p);

	if (f && str_equal(findings_key(f), p->key))
		return;
	desk_set(&p->key, f ? findings_key(f) : NULL);
	p->recorded = false;
	p->record.cursor = p->record.top = 0;
	p->record.seen = SIDE_NONE;
}

static void
refresh(struct findings_pane *p, const struct desk *desk)
{
	size_t place;

	if (!is_stale(p, desk))
		return;
	findings_rows_make(desk, &p->want, &p->rows);
	place = find_place(p, p->key);
	if (place != SIZE_MAX)
		p->cursor = place;
	if (p->cursor >= p->rows.shown)
		p->cursor = p->rows.shown ? p->rows.shown - 1 : 0;
	p->changed = false;
	p->session = desk->session;
	p->commits = desk->session ? session_commits(desk->session) : 0;
	p->today = desk->frame.today;
	p->language = desk->language;
	p->recorded = false;
	see(p);
}

static void
fit_list(struct findings_pane *p)
{
	const struct findings_rows *rows = &p->rows;
	size_t height = (size_t)findings_list_rows(p), at, body;

	if (!rows->shown) {
		p->top = 0;
		return;
	}
	at = rows->places[p->cursor];
	/* the heading above the first of a group comes along */
	if (at && rows->items[at - 1].kind == FINDINGS_HEADING &&
	    at - 1 < p->top)
		p->top = at - 1;
	if (at < p->top)
		p->top = at;
	/* the last row names what is below */
	body =
	    rows->count > p->top + height && height > 1 ? height - 1 : height;
	if (at >= p->top + body)
		p->top =
		    at + (at + 1 < rows->count && height > 1 ? 2 : 1) - height;
	if (rows->count <= height)
		p->top = 0;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct findings_pane *p = (struct findings_pane *)pane;
	int rows;

	refresh(p, desk);
	if (p->record_cols != pane->rect.cols)
		p->recorded = false;
	if (!p->recorded)
		findings_record_make(p, desk);
	rows = findings_record_rows(p);
	p->inside =
	    p->inside && rows && findings_here(p) && findings_here(p)->id;
	fit_list(p);
	/* without the bar, a row of air and the sentence */
	p->record.body = rows > 3 ? rows - 3 : 0;
	side_list_fit(&p->record, pane, p->record.body);
	p->record.visited = p->inside;
}

/* The desk follows, so that N, L and the other views mean what is here. */
static void
follow(const struct findings_pane *p, struct desk *desk)
{
	const struct finding *f = findings_here(p);

	if (f && f->about && f->control != CATALOG_NONE)
		room_go(desk, f->about);
}

static bool
move_record(struct findings_pane *p, enum move move, struct command_ctx *ctx)
{
	bool top = p->record.cursor == 0 && p->record.top == 0;

	if (move == MOVE_LEFT || (move == MOVE_UP && top)) {
		p->inside = false;
		return true;
	}
	if (move != MOVE_ENTER)
		return side_list_move(&p->record, move);
	return p->record.cursor < p->record.items &&
	       findings_ask(ctx, findings_here(p), p->fields[p->record.cursor]);
}

/* Into the record: on its lines, or where there is no room a drawer of it. */
static bool
enter(struct findings_pane *p, struct command_ctx *ctx)
{
	const struct finding *f = findings_here(p);

	if (!f->id)
		return findings_new(ctx, NULL);
	p->inside = findings_record_rows(p) > 0;
	if (!p->inside)
		ctx->open_drawer = record_form_open(
		    "findings", f->id, finding_fields, f->name);
	return true;
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct findings_pane *p = (struct findings_pane *)pane;
	size_t at = p->cursor, page;

	refresh(p, ctx->desk);
	if (!p->rows.shown)
		return false;
	if (p->inside)
		return move_record(p, move, ctx);
	page = (size_t)findings_list_rows(p);
	if (move_place(
	        move, at, page > 3 ? page - 2 : 1, p->rows.shown, &p->cursor)) {
		see(p);
		follow(p, ctx->desk);
		return p->cursor != at;
	}
	return (move == MOVE_ENTER ||
	           (move == MOVE_RIGHT && findings_here(p)->id)) &&
	       enter(p, ctx);
}

void
findings_show(struct pane *pane, const struct desk *desk, const char *id)
{
	struct findings_pane *p = (struct findings_pane *)pane;

	if (pane->ops != &findings_ops)
		return;
	desk_set(&p->key, id);
	p->changed = true;
	refresh(p, desk);
	if (!str_equal(p->key, id) && p->want.words) {
		desk_set(&p->key, id);
		findings_narrow(p, NULL);
		refresh(p, desk);
	}
	p->inside = false;
}

void
findings_narrow(struct findings_pane *p, const char *words)
{
	char *folded = words ? str_fold_space(words, strlen(words)) : NULL;

	desk_set(&p->want.words, folded && *folded ? folded : NULL);
	p->changed = true;
	p->inside = false;
	free(folded);
}

static const char *
filter_words(const struct pane *list)
{
	return ((const struct findings_pane *)list)->want.words;
}

static void
filter_narrow(struct pane *list, const char *words, const struct desk *desk)
{
	(void)desk;
	findings_narrow((struct findings_pane *)list, words);
}

static size_t
filter_count(const struct pane *list, struct str *text)
{
	const struct findings_rows *rows =
	    &((const struct findings_pane *)list)->rows;

	str_printf(text,
	    ngettext("%zu of %zu finding", "%zu of %zu findings",
	        rows->list.count),
	    rows->shown, rows->list.count);
	return rows->shown;
}

struct pane *
findings_filter_open(struct findings_pane *p)
{
	static const struct word_filter_list list = {
		N_("words: "),
		filter_words,
		filter_narrow,
		filter_count,
	};

	return word_filter_open(&list, &p->pane);
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	const struct findings_pane *p = (const struct findings_pane *)pane;
	static const char *const names[] = { "finding", "finding-state",
		"finding-owner", "finding-due", "finding-link", "open",
		"findings-sort", "findings-by", "findings-filter", NULL };
	static const char *const field[] = { "open", "down", "findings-list",
		"finding-state", "finding-owner", "finding-due", "finding-told",
		NULL };
	static const char *const reading[] = { "down", "open", "findings-sort",
		"findings-by", "findings-filter", "search", NULL };

	return desk->read_only ? reading : p->inside ? field : names;
}

static const struct command_table *const tables[] = { &findings_table, NULL };

const struct pane_ops findings_ops = {
	.name = "findings",
	.title = N_("Findings"),
	.tables = tables,
	.hints = hints,
	.open = open_findings,
	.done = done,
	.fit = fit,
	.draw = findings_draw,
	.move = move,
};
