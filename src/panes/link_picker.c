/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* E: the artifacts, newest first, to be linked to what is at hand. A digit
 * links, letters narrow. */

#include <config.h>

#include <stdint.h>
#include <stdlib.h>

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
#include "panes/evidence_look.h"
#include "panes/item_text.h"
#include "panes/objective.h"
#include "panes/panes.h"
#include "panes/picker.h"
#include "panes/register_rows.h"
#include "ui/canvas.h"

enum { COL_DIGIT = 2, COL_SIGN = 4, COL_STATE = 6, COL_ID = 22, DIGITS = 9 };
enum { ID_CELLS = 12, VERDICT_CELLS = 14 };

struct candidate {
	size_t artifact;
	uint64_t seq; /* of what was recorded of it last */
};
struct linking {
	struct pane pane;
	struct picker picker;
	char *item, *name; /* what is linked to */
	struct candidate *all;
	size_t count, capacity;
	size_t *found; /* of `all`, what the words leave */
};

static const struct pane_ops linking_ops;

static void
done(struct pane *pane)
{
	struct linking *l = (struct linking *)pane;

	picker_done(&l->picker);
	free(l->item);
	free(l->name);
	free(l->all);
	free(l->found);
	free(l);
}

static uint64_t
last_seq(const struct desk *desk, const struct artifact *it)
{
	char *prefix = artifact_path(it->id, "");
	size_t count = 0;
	const struct entry *entry =
	    desk->session ? session_range(desk->session, prefix, &count) : NULL;
	uint64_t seq = 0;

	for (size_t i = 0; i < count; i++)
		if (entry[i].seq > seq)
			seq = entry[i].seq;
	free(prefix);
	return seq;
}

static int
newest_first(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->seq != y->seq)
		return x->seq > y->seq ? -1 : 1;
	return (x->artifact > y->artifact) - (x->artifact < y->artifact);
}

static void
narrow(struct linking *l, const struct desk *desk)
{
	char *text = picker_text(&l->picker), *query = search_fold(text);
	size_t found = 0;

	for (size_t i = 0; i < l->count; i++) {
		const struct artifact *it =
		    artifacts_at(desk_artifacts(desk), l->all[i].artifact);
		char *both = xasprintf("%s %s", it->id, it->title);

		if (picker_matches(query, both))
			l->found[found++] = i;
		free(both);
	}
	picker_set_count(&l->picker, found);
	free(query);
	free(text);
}

static struct pane *
open_linking(const struct desk *desk, const char *item)
{
	struct linking *l = xcalloc(1, sizeof(*l));
	struct str name = { 0 };

	l->pane.ops = &linking_ops;
	l->item = xstrdup(item);
	item_text_show(desk, item, &name);
	l->name = str_steal(&name);
	for (size_t i = 0; i < artifacts_count(desk_artifacts(desk)); i++) {
		const struct artifact *it =
		    artifacts_at(desk_artifacts(desk), i);

		if (!register_has(desk, it))
			continue;
		l->all = mem_grow(
		    l->all, &l->capacity, l->count + 1, sizeof(*l->all));
		l->all[l->count++] =
		    (struct candidate){ i, last_seq(desk, it) };
	}
	if (l->count)
		qsort(l->all, l->count, sizeof(*l->all), newest_first);
	l->found = xcalloc(l->count + 1, sizeof(*l->found));
	picker_init(&l->picker, NULL);
	narrow(l, desk);
	return &l->pane;
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	const struct linking *l = (const struct linking *)pane;

	(void)desk;
	(void)cols;
	/* its height does not jump while one types */
	return (int)(l->count < DIGITS ? l->count + 1 : DIGITS + 1);
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	(void)desk;
	/* TRANSLATORS: %s is a control, criterion or objective */
	str_printf(title, _("Which evidence supports %s"),
	    ((const struct linking *)pane)->name);
	str_add(right, _("a digit or Enter links   Esc back"));
}

static size_t
rows_of(const struct linking *l)
{
	return l->pane.rect.rows > 0 ? (size_t)l->pane.rect.rows : 1;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct linking *l = (struct linking *)pane;
	size_t at = l->picker.cursor;

	(void)desk;
	picker_scroll(&l->picker, at, at, l->picker.count, rows_of(l));
}

/* What an item says of this already; "" nothing. */
static const char *
verdict_now(const struct linking *l, const struct desk *desk, const char *id)
{
	const char *verdict = desk->session ? session_getf(desk->session,
	                                          "links/%s/%s", id, l->item)
	                                    : NULL;

	return verdict ? verdict : "";
}

static void
draw_item(const struct linking *l, const struct desk *desk,
    struct canvas *canvas, int row, size_t i)
{
	const struct artifact *it =
	    artifacts_at(desk_artifacts(desk), l->all[l->found[i]].artifact);
	const char *state = evidence_state_word(it->state);
	const char *now = verdict_now(l, desk, it->id);
	char digit[2] = { i < DIGITS ? (char)('1' + i) : ' ', '\0' };
	int cols = l->pane.rect.cols, at = COL_ID + ID_CELLS + 1;
	int end = cols - (*now ? VERDICT_CELLS + 2 : 1);

	canvas_put(canvas, row, COL_DIGIT, 1, ROLE_STRONG, digit);
	canvas_put_glyph(
	    canvas, row, COL_SIGN, evidence_role(state), evidence_glyph(state));
	canvas_put_cut(canvas, row, COL_STATE, COL_ID - COL_STATE - 1,
	    evidence_role(state), _(state));
	canvas_put_cut(canvas, row, COL_ID, ID_CELLS, ROLE_TEXT, it->id);
	canvas_put_cut(canvas, row, at, end - at, ROLE_TEXT, it->title);
	if (*now)
		canvas_put_right(
		    canvas, row, end + 1, cols - end - 2, ROLE_QUIET, _(now));
	if (i == l->picker.cursor)
		pane_draw_cursor(&l->pane, canvas, row, COL_DIGIT);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct linking *l = (const struct linking *)pane;
	size_t end = l->picker.top + rows_of(l);

	for (size_t i = l->picker.top; i < end && i < l->picker.count; i++)
		draw_item(l, desk, canvas,
		    pane->rect.row + (int)(i - l->picker.top), i);
}

static bool
link_to(struct command_ctx *ctx, const char *id, const char *item)
{
	char *path = artifact_link_path(id, item);
	struct str name = { 0 };

	item_text_show(ctx->desk, item, &name);
	changes_add(ctx->changes, path, "supports", NULL);
	str_printf(ctx->message, _("%s supports %s. V there says otherwise."),
	    id, str_text(&name));
	str_done(&name);
	free(path);
	return true;
}

static void
choose(struct linking *l, struct command_ctx *ctx, size_t i)
{
	if (i >= l->picker.count) {
		str_add(ctx->message, _("No item has this number."));
		return;
	}
	link_to(ctx,
	    artifacts_at(
	        desk_artifacts(ctx->desk), l->all[l->found[i]].artifact)
	        ->id,
	    l->item);
	ctx->next = NEXT_CLOSE;
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	struct linking *l = (struct linking *)pane;

	if (code >= '1' && code <= '9') {
		choose(l, ctx, (size_t)(code - '1'));
		return true;
	}
	enum picker_event event = picker_key(&l->picker, code, rows_of(l));

	if (event == PICKER_TYPED)
		narrow(l, ctx->desk);
	else if (event == PICKER_ENTER)
		choose(l, ctx, l->picker.cursor);
	else if (event == PICKER_LEAVE)
		ctx->next = NEXT_CLOSE;
	return event != PICKER_OTHER;
}

static void
paste(struct pane *pane, const char *text, struct command_ctx *ctx)
{
	struct linking *l = (struct linking *)pane;

	picker_paste(&l->picker, text);
	narrow(l, ctx->desk);
}

static void
input(const struct pane *pane, const struct desk *desk, struct canvas *canvas,
    int row, int cols)
{
	(void)desk;
	picker_draw_found(&((const struct linking *)pane)->picker, canvas, row,
	    cols, _("words: "));
}

static const struct pane_ops linking_ops = {
	.name = "linking",
	.title = N_("Link evidence"),
	.done = done,
	.fit = fit,
	.draw = draw,
	.want = want,
	.bar = bar,
	.key = key,
	.paste = paste,
	.input = input,
};

/* What is at hand: an objective, the criterion just answered or under the
 * cursor, else the control; NULL and *err: nothing is. */
static char *
subject(struct command_ctx *ctx)
{
	const struct desk *desk = ctx->desk;
	const struct spot *spot =
	    desk->last.control != CATALOG_NONE ? &desk->last : &desk->spot;
	struct desk_objective at;

	if (objective_at(ctx->pane, desk, &at)) {
		if (desk->designated.control != CATALOG_NONE)
			at = desk->designated;
		return item_text_of(desk, at.control, at.row, CATALOG_NONE);
	}
	if (spot->control == CATALOG_NONE) {
		err_set(ctx->err, ERR_INPUT, _("No control is chosen."));
		return NULL;
	}
	return item_text_of(
	    desk, spot->control, CATALOG_NONE, desk_criterion(desk, *spot));
}

/* ":evidence-link EV-h3kq7d" links that to what is at hand. */
bool
evidence_link(struct command_ctx *ctx)
{
	const char *id = evidence_at(ctx->pane);
	char *item;

	if (ctx->desk->read_only)
		return err_set(ctx->err, ERR_INPUT,
		    _("The session is open to read: nothing can be "
		      "changed."));
	if (id && !(ctx->argument && *ctx->argument)) {
		ctx->open_drawer = links_open(ctx->desk, id);
		return true;
	}
	item = subject(ctx);
	if (!item)
		return false;
	if (ctx->argument && *ctx->argument) {
		const struct artifact *it =
		    evidence_find(ctx->desk, ctx->argument);

		if (it)
			link_to(ctx, it->id, item);
		else
			err_set(ctx->err, ERR_INPUT,
			    _("\"%s\" is no item of evidence."), ctx->argument);
	} else {
		ctx->open_drawer = open_linking(ctx->desk, item);
	}
	free(item);
	return !ctx->err->code;
}

void
evidence_link_item(struct command_ctx *ctx, const char *item)
{
	ctx->open_drawer = open_linking(ctx->desk, item);
}
