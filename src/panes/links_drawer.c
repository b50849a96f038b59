/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What else does this answer? An item of evidence and all it hangs on or
 * could: one key each, recorded at Enter as one change. Typing looks for
 * others. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/search.h"
#include "model/session.h"
#include "panes/evidence.h"
#include "panes/item_text.h"
#include "panes/links_targets.h"
#include "panes/panes.h"
#include "panes/picker.h"
#include "ui/canvas.h"

enum { COL_DIGIT = 2, COL_BOX = 4, COL_VERDICT = 8, COL_NAME = 21 };
enum { NAME_CELLS = 15, NOW_CELLS = 26, DIGITS = 9, FOUND_MOST = 40 };

struct found {
	size_t control, objective, criterion;
};
struct links {
	struct pane pane;
	char *id;
	struct targets targets;
	size_t cursor, top;
	struct picker picker; /* what is typed to find others */
	struct search *search;
	struct found found[FOUND_MOST];
	size_t found_count;
	bool locating; /* the line is the locator's */
	struct field locator;
};

struct pane *
links_open(const struct desk *desk, const char *artifact)
{
	const struct artifact *it = evidence_find(desk, artifact);
	struct links *l = xcalloc(1, sizeof(*l));

	l->pane.ops = &links_ops;
	l->id = xstrdup(it ? it->id : artifact);
	if (it)
		targets_make(desk, it, &l->targets);
	picker_init(&l->picker, NULL);
	l->search = search_new(desk->texts);
	field_init(&l->locator, false, NULL);
	return &l->pane;
}

static void
done(struct pane *pane)
{
	struct links *l = (struct links *)pane;

	targets_done(&l->targets);
	picker_done(&l->picker);
	search_free(l->search);
	field_done(&l->locator);
	free(l->id);
	free(l);
}

/* Is text being typed to find something? */
static bool
is_finding(const struct links *l)
{
	return *field_text(&l->picker.field) != '\0';
}

static size_t
shown(const struct links *l)
{
	return is_finding(l) ? l->found_count : l->targets.count;
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	const struct links *l = (const struct links *)pane;
	size_t rows = shown(l);

	(void)desk;
	(void)cols;
	/* its height does not jump while one types */
	return (int)(rows < 8 ? 8 : rows);
}

static size_t *
cursor_of(struct links *l)
{
	return is_finding(l) ? &l->picker.cursor : &l->cursor;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct links *l = (struct links *)pane;
	size_t rows = pane->rect.rows > 1 ? (size_t)pane->rect.rows : 1;
	size_t at = *cursor_of(l), count = shown(l);

	(void)desk;
	if (at < l->top)
		l->top = at;
	if (at >= l->top + rows)
		l->top = at - rows + 1;
	if (l->top + rows > count)
		l->top = count > rows ? count - rows : 0;
}

/* Nothing is added twice. */
static void
add_found(struct links *l, size_t control, size_t objective, size_t criterion)
{
	for (size_t i = 0; i < l->found_count; i++)
		if (l->found[i].control == control &&
		    l->found[i].objective == objective &&
		    l->found[i].criterion == criterion)
			return;
	if (l->found_count < FOUND_MOST)
		l->found[l->found_count++] =
		    (struct found){ control, objective, criterion };
}

static void
add_hit(struct links *l, const struct catalog *c, const struct hit *hit)
{
	size_t level = hit->level < 0
	                   ? CATALOG_NONE
	                   : catalog_control_level(c, hit->control, hit->level);

	if (str_equal(hit->field, "criterion")) {
		if (level != CATALOG_NONE)
			add_found(l, hit->control, CATALOG_NONE,
			    catalog_child(
			        c, CLEVEL_CRITERIA, level, hit->item));
	} else if (str_equal(hit->field, "objective")) {
		add_found(l, hit->control,
		    catalog_child(
		        c, CONTROL_OBJECTIVES, hit->control, hit->item),
		    CATALOG_NONE);
	} else if (str_equal(hit->field, "id") ||
	           str_equal(hit->field, "title") ||
	           str_equal(hit->field, "statement") ||
	           str_equal(hit->field, "question")) {
		add_found(l, hit->control, CATALOG_NONE, CATALOG_NONE);
	}
}

/* "OPS-03 3.3" as typed comes first. */
static void
add_named(struct links *l, const struct desk *desk, const char *text)
{
	char *item = item_text_parse(desk, text);
	size_t control, objective, criterion;

	if (item &&
	    item_text_rows(desk, item, &control, &objective, &criterion))
		add_found(l, control, objective, criterion);
	free(item);
}

static void
find(struct links *l, const struct desk *desk)
{
	char *text = picker_text(&l->picker);

	l->found_count = 0;
	if (*text) {
		add_named(l, desk, text);
		search_run(l->search, NULL, desk->language, text);
		for (size_t i = 0; i < search_hits(l->search) &&
		     l->found_count < FOUND_MOST;
		     i++) {
			struct hit hit = search_hit(l->search, i);

			if (scope_is_in(
			        &desk_standing(desk, hit.control)->scope))
				add_hit(l, desk->catalog, &hit);
		}
	}
	picker_set_count(&l->picker, l->found_count);
	free(text);
}

static const char *
text_of(const struct desk *desk, const struct found *f)
{
	const struct catalog *c = desk->catalog;
	const char *text;

	if (f->criterion != CATALOG_NONE)
		text = catalog_text(
		    c, CRITERION_TEXT, f->criterion, desk->language);
	else if (f->objective != CATALOG_NONE)
		text = catalog_text(
		    c, OBJECTIVE_TEXT, f->objective, desk->language);
	else
		text = catalog_control_name(c, f->control, desk->language);
	return text ? text : "";
}

/* "level 2-4, Supported 2, 3 items": what a control has now. */
static void
add_now(const struct desk *desk, size_t control, struct str *out)
{
	size_t items = 0;
	char level[16];

	artifacts_of_control(desk_artifacts(desk), control, &items);
	desk_level_text(desk, control, level);
	if (catalog_scale_top(desk->catalog) >= 0)
		str_printf(out, _("%s, Supported %d, "), level,
		    desk_rating(desk, control)->supported);
	str_printf(out, ngettext("%zu item", "%zu items", items), items);
}

/* The name, its text and, where there is room, what it has now. */
static void
draw_subject(const struct links *l, const struct desk *desk,
    struct canvas *canvas, int row, const struct found *f, const char *locator)
{
	int cols = l->pane.rect.cols, at = COL_NAME + NAME_CELLS + 1;
	bool wide = cols >= 100;
	int end = wide ? cols - NOW_CELLS - 2 : cols - 1;
	struct str text = { 0 };

	item_text_show_row(
	    desk, f->control, f->objective, f->criterion, false, &text);
	canvas_put_cut(
	    canvas, row, COL_NAME, NAME_CELLS, ROLE_TEXT, str_text(&text));
	str_clear(&text);
	if (locator)
		str_printf(&text, "@ %s   ", locator);
	char *folded =
	    str_fold_space(text_of(desk, f), strlen(text_of(desk, f)));

	str_add(&text, folded);
	canvas_put_cut(canvas, row, at, end - at, ROLE_QUIET, str_text(&text));
	free(folded);
	str_clear(&text);
	if (wide) {
		add_now(desk, f->control, &text);
		canvas_put_right(canvas, row, end + 1, cols - end - 2,
		    ROLE_QUIET, str_text(&text));
	}
	str_done(&text);
}

static enum role
role_of(enum link_verdict verdict)
{
	return verdict == LINK_CONTRADICTS ? ROLE_BAD
	       : verdict == LINK_SUPPORTS  ? ROLE_GOOD
	       : verdict == LINK_PARTLY    ? ROLE_WARN
	                                   : ROLE_QUIET;
}

static void
draw_target(const struct links *l, const struct desk *desk,
    struct canvas *canvas, int row, size_t i)
{
	static const enum glyph glyphs[LINK_VERDICTS] = { GLYPH_MET,
		GLYPH_PARTIAL, GLYPH_NOT_MET, GLYPH_NOT_APPLICABLE };
	const struct target *t = &l->targets.items[i];
	struct found f = { t->control, t->objective, t->criterion };
	char digit[2] = { i < DIGITS ? (char)('1' + i) : ' ', '\0' };

	canvas_put(canvas, row, COL_DIGIT, 1, ROLE_QUIET, digit);
	canvas_put(canvas, row, COL_BOX, 3, ROLE_TEXT,
	    t->implied && t->meant == t->now ? "< >" : "[ ]");
	if (t->meant != LINK_NONE) {
		canvas_put_glyph(canvas, row, COL_BOX + 1, role_of(t->meant),
		    glyphs[t->meant]);
		canvas_put_cut(canvas, row, COL_VERDICT,
		    COL_NAME - COL_VERDICT - 1, role_of(t->meant),
		    _(link_verdict_word(t->meant)));
	}
	draw_subject(l, desk, canvas, row, &f, t->locator);
	if (i == l->cursor)
		pane_draw_cursor(&l->pane, canvas, row, COL_BOX + 1);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct links *l = (const struct links *)pane;
	const struct rect *r = &pane->rect;
	size_t count = shown(l);

	for (size_t i = l->top; i < count; i++) {
		int row = r->row + (int)(i - l->top);

		if (row >= r->row + r->rows)
			break;
		if (!is_finding(l)) {
			draw_target(l, desk, canvas, row, i);
			continue;
		}
		draw_subject(l, desk, canvas, row, &l->found[i], NULL);
		if (i == l->picker.cursor)
			pane_draw_cursor(&l->pane, canvas, row, COL_NAME);
	}
	if (!count && !is_finding(l))
		canvas_put_cut(canvas, r->row, COL_DIGIT, r->cols - 4,
		    ROLE_QUIET, _("Nothing asks for it. Type an id or words."));
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	const struct links *l = (const struct links *)pane;

	(void)desk;
	str_printf(title, _("What %s answers"), l->id);
	str_add(right, is_finding(l)
	                   ? _("Enter adds   Esc back")
	                   : _("Space supports  V verdict  @ where  Enter "
	                       "records"));
}

static void
input(const struct pane *pane, const struct desk *desk, struct canvas *canvas,
    int row, int cols)
{
	const struct links *l = (const struct links *)pane;

	(void)desk;
	if (l->locating) {
		int at = 1 + canvas_put(canvas, row, 1, cols - 2, ROLE_STRONG,
		                 _("locator: "));

		field_draw(
		    &l->locator, canvas, row, at, 1, cols - at, ROLE_TEXT);
	} else if (is_finding(l)) {
		picker_draw_found(&l->picker, canvas, row, cols, _("what: "));
	} else {
		picker_draw_input(&l->picker, canvas, row, cols, _("what: "),
		    _("type an id or words to find others"));
	}
}

static void
locate(struct links *l)
{
	if (!l->targets.count)
		return;
	l->locating = true;
	field_set(&l->locator, l->targets.items[l->cursor].locator
	                           ? l->targets.items[l->cursor].locator
	                           : "");
}

static void
locator_key(struct links *l, key_code code, int cols)
{
	struct target *t = &l->targets.items[l->cursor];

	if (code == KEY_ENTER_CODE) {
		const char *typed = field_text(&l->locator);
		char *text = str_fold_space(typed, strlen(typed));

		desk_set(&t->locator, *text ? text : NULL);
		if (*text && t->meant == LINK_NONE)
			t->meant = LINK_SUPPORTS;
		free(text);
		l->locating = false;
	} else if (code == KEY_ESC_CODE || code == ('c' & 31)) {
		l->locating = false;
	} else {
		field_key(&l->locator, code, cols);
	}
}

/* All that was chosen, as one change. */
static void
record(struct links *l, struct command_ctx *ctx)
{
	size_t count =
	    targets_propose(ctx->desk, l->id, &l->targets, ctx->changes);

	if (count)
		str_printf(ctx->message,
		    ngettext("%s: %zu link recorded.",
		        "%s: %zu links "
		        "recorded.",
		        count),
		    l->id, count);
	ctx->next = NEXT_CLOSE;
}

/* What was found joins the list, chosen. */
static void
take_found(struct links *l)
{
	if (!l->found_count)
		return;
	struct found f = l->found[l->picker.cursor];

	l->cursor =
	    targets_add(&l->targets, f.control, f.objective, f.criterion);
	l->targets.items[l->cursor].meant = LINK_SUPPORTS;
	field_set(&l->picker.field, "");
	l->found_count = 0;
}

/* A key of the list itself; false: it is text. */
static bool
list_key(struct links *l, key_code code)
{
	size_t digit =
	    code >= '1' && code <= '9' ? (size_t)(code - '1') : CATALOG_NONE;

	if (code == ' ' && l->targets.count) {
		target_toggle(&l->targets.items[l->cursor]);
		if (l->cursor + 1 < l->targets.count)
			l->cursor++;
	} else if (code == 'V' && l->targets.count) {
		target_turn(&l->targets.items[l->cursor]);
	} else if (code == '@') {
		locate(l);
	} else if (digit < l->targets.count) {
		l->cursor = digit;
		target_toggle(&l->targets.items[digit]);
	} else {
		return code == ' ' || digit != CATALOG_NONE;
	}
	return true;
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct links *l = (struct links *)pane;
	size_t count = shown(l), page, *cursor = cursor_of(l);

	(void)ctx;
	page = pane->rect.rows > 1 ? (size_t)pane->rect.rows - 1 : 1;
	return count && move_place(move, *cursor, page, count, cursor);
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	struct links *l = (struct links *)pane;
	bool up = code == KEY_CODE_UP, down = code == KEY_CODE_DOWN;

	if (l->locating) {
		locator_key(l, code, pane->rect.cols);
		return true;
	}
	if (up || down)
		return move(pane, up ? MOVE_UP : MOVE_DOWN, ctx) || true;
	if (code == KEY_CODE_PGUP || code == KEY_CODE_PGDN)
		return move(pane,
		           code == KEY_CODE_PGUP ? MOVE_PAGE_UP
		                                 : MOVE_PAGE_DOWN,
		           ctx) ||
		       true;
	if (!is_finding(l) && list_key(l, code))
		return true;
	bool finding = is_finding(l);
	enum picker_event event = picker_key(&l->picker, code, 1);

	if (event == PICKER_TYPED)
		find(l, ctx->desk);
	else if (event == PICKER_ENTER && finding)
		take_found(l);
	else if (event == PICKER_ENTER)
		record(l, ctx);
	else if (event == PICKER_LEAVE && finding)
		field_set(&l->picker.field, "");
	else if (event == PICKER_LEAVE)
		ctx->next = NEXT_CLOSE;
	return event != PICKER_OTHER;
}

static void
paste(struct pane *pane, const char *text, struct command_ctx *ctx)
{
	struct links *l = (struct links *)pane;

	if (l->locating) {
		field_insert(&l->locator, text);
		return;
	}
	picker_paste(&l->picker, text);
	find(l, ctx->desk);
}

const struct pane_ops links_ops = {
	.name = "links",
	.title = N_("Links"),
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = move,
	.want = want,
	.bar = bar,
	.key = key,
	.paste = paste,
	.input = input,
};
