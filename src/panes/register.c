/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* View 4: every request of controls in scope and every item of one's own, in
 * groups; below the list the record of the item under the cursor. */

#include <config.h>

#include "panes/register.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/catalog.h"
#include "model/schema.h"
#include "model/session.h"
#include "panes/evidence.h"
#include "panes/panes.h"
#include "panes/register_parts.h"
#include "panes/register_text.h"
#include "panes/word_filter.h"

static struct pane *
open_register(void)
{
	struct evidence_register *r = xcalloc(1, sizeof(*r));

	r->pane.ops = &register_ops;
	return &r->pane;
}

static void
done(struct pane *pane)
{
	struct evidence_register *r = (struct evidence_register *)pane;

	register_rows_done(&r->rows);
	free(r->want.words);
	free(r->id);
	free(r->effect);
	free(r);
}

const struct register_row *
register_row_at(const struct evidence_register *r)
{
	return r->rows.shown ? &r->rows.items[r->rows.places[r->cursor]] : NULL;
}

const char *
register_at(const struct pane *pane)
{
	const struct evidence_register *r =
	    (const struct evidence_register *)pane;

	if (!pane || pane->ops != &register_ops || !r->rows.shown)
		return NULL;
	return r->id;
}

/* Has anything changed that the rows are made of? */
static bool
is_stale(const struct evidence_register *r, const struct desk *desk)
{
	return r->changed || r->session != desk->session ||
	       (desk->session &&
	           r->commits != session_commits(desk->session)) ||
	       r->today != desk->frame.today || r->language != desk->language;
}

/* The item that the latest commit added to the register, if it is that which
 * made the rows old; NULL: none. The caller frees it. */
static char *
just_added(const struct evidence_register *r, const struct desk *desk)
{
	size_t count = desk->session ? session_commits(desk->session) : 0;
	const struct commit *commit;

	if (r->session != desk->session || !r->session ||
	    count != r->commits + 1)
		return NULL;
	commit = session_commit(desk->session, count - 1);
	for (size_t i = 0; i < commit->count; i++) {
		const struct recorded_change *change = &commit->changes[i];
		const char *field = strrchr(change->path, '/');

		if (str_starts(change->path, "evidence/") && !change->old &&
		    change->value && str_equal(field, "/title"))
			return path_segment(change->path, 1);
	}
	return NULL;
}

/* The cursor goes to its item, or stays where it was. */
static void
find_cursor(struct evidence_register *r, const struct desk *desk)
{
	const struct register_rows *rows = &r->rows;
	size_t found = CATALOG_NONE;

	for (size_t i = 0; r->id && i < rows->shown; i++) {
		const struct register_row *row = &rows->items[rows->places[i]];
		const struct artifact *it =
		    artifacts_at(desk_artifacts(desk), row->artifact);

		if (!str_equal(it->id, r->id))
			continue;
		if (found == CATALOG_NONE || row->control == r->control)
			found = i;
	}
	if (found != CATALOG_NONE)
		r->cursor = found;
	if (r->cursor >= rows->shown)
		r->cursor = rows->shown ? rows->shown - 1 : 0;
}

static void
refresh(struct evidence_register *r, const struct desk *desk)
{
	char *added;

	if (!is_stale(r, desk))
		return;
	added = just_added(r, desk);
	if (added)
		desk_set(&r->id, added);
	free(added);
	register_rows_make(desk, &r->want, &r->rows);
	find_cursor(r, desk);
	r->changed = false;
	r->session = desk->session;
	r->commits = desk->session ? session_commits(desk->session) : 0;
	r->today = desk->frame.today;
	r->language = desk->language;
	r->seen = CATALOG_NONE;
}

/* What is kept of the item under the cursor, made once for each. */
static void
see_item(struct evidence_register *r, const struct desk *desk)
{
	const struct register_row *row = register_row_at(r);
	struct str effect = { 0 };

	if (!row || r->seen == r->cursor)
		return;
	const struct artifact *it =
	    artifacts_at(desk_artifacts(desk), row->artifact);

	r->seen = r->cursor;
	desk_set(&r->id, it->id);
	r->control = row->control;
	register_effect(desk, it, &effect);
	free(r->effect);
	r->effect = str_steal(&effect);
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct evidence_register *r = (struct evidence_register *)pane;
	size_t rows, at;

	refresh(r, desk);
	see_item(r, desk);
	rows = (size_t)register_list_rows(r);
	if (!r->rows.shown) {
		r->top = 0;
		return;
	}
	at = r->rows.places[r->cursor];
	/* the heading above the first item of a group comes along */
	if (at && r->rows.items[at - 1].kind == REGISTER_HEADING &&
	    at - 1 < r->top)
		r->top = at - 1;
	if (at < r->top)
		r->top = at;
	/* the last row names what is below */
	size_t body =
	    r->rows.count > r->top + rows && rows > 1 ? rows - 1 : rows;

	if (at >= r->top + body)
		r->top =
		    at + (at + 1 < r->rows.count && rows > 1 ? 2 : 1) - rows;
	if (r->rows.count <= rows)
		r->top = 0;
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct evidence_register *r = (struct evidence_register *)pane;
	size_t at = r->cursor, page;

	refresh(r, ctx->desk);
	if (!r->rows.shown)
		return false;
	page = (size_t)register_list_rows(r);
	if (move_place(
	        move, at, page > 3 ? page - 2 : 1, r->rows.shown, &r->cursor)) {
		see_item(r, ctx->desk);
		return r->cursor != at;
	}
	see_item(r, ctx->desk);
	return move == MOVE_ENTER && evidence_open_record(ctx, r->id);
}

void
register_show_requests(struct pane *pane, const struct desk *desk)
{
	struct evidence_register *r = (struct evidence_register *)pane;

	if (pane->ops != &register_ops)
		return;
	r->want.outstanding = true;
	r->changed = true;
	refresh(r, desk);
}

static void
narrow(struct evidence_register *r, const char *words)
{
	char *folded = words ? str_fold_space(words, strlen(words)) : NULL;

	desk_set(&r->want.words, folded && *folded ? folded : NULL);
	r->changed = true;
	free(folded);
}

static struct evidence_register *
of(const struct command_ctx *ctx)
{
	bool is = ctx->pane && ctx->pane->ops == &register_ops;

	if (!is)
		err_set(ctx->err, ERR_INPUT,
		    _("This works in the register of evidence: 4 shows it."));
	return is ? (struct evidence_register *)ctx->pane : NULL;
}

/* The word's place among so many, as written or translated; -1: it is none. */
static int
find_word(const char *text, const char *(*word)(int i), int count)
{
	for (int i = 0; i < count; i++)
		if (strcasecmp(text, word(i)) == 0 ||
		    strcasecmp(text, _(word(i))) == 0)
			return i;
	return -1;
}

static const char *
group_word(int i)
{
	return register_group_word((enum register_group)i);
}

static const char *
sort_word(int i)
{
	return register_sort_word((enum register_sort)i);
}

/* The next of so many words, or the one named; -1 and *err: it is none. */
static int
turn(struct command_ctx *ctx, int now, const char *(*word)(int i), int count)
{
	struct str list = { 0 };
	int found;

	if (!ctx->argument || !*ctx->argument)
		return (now + 1) % count;
	found = find_word(ctx->argument, word, count);
	for (int i = 0; i < count; i++)
		str_printf(&list, "%s%s", i ? ", " : "", _(word(i)));
	if (found < 0)
		err_set(ctx->err, ERR_INPUT, _("\"%s\" is none of these: %s."),
		    ctx->argument, str_text(&list));
	str_done(&list);
	return found;
}

static bool
group_command(struct command_ctx *ctx)
{
	struct evidence_register *r = of(ctx);
	int group =
	    r ? turn(ctx, (int)r->want.group, group_word, REGISTER_GROUPS) : -1;

	if (group < 0)
		return false;
	r->want.group = (enum register_group)group;
	r->changed = true;
	return true;
}

static bool
sort_command(struct command_ctx *ctx)
{
	struct evidence_register *r = of(ctx);
	int sort =
	    r ? turn(ctx, (int)r->want.sort, sort_word, REGISTER_SORTS) : -1;

	if (sort < 0)
		return false;
	r->want.sort = (enum register_sort)sort;
	r->changed = true;
	str_printf(ctx->message, _("Sorted by %s."),
	    _(register_sort_word(r->want.sort)));
	return true;
}

static const char *
filter_words(const struct pane *list)
{
	return ((const struct evidence_register *)list)->want.words;
}

static void
filter_narrow(struct pane *list, const char *words, const struct desk *desk)
{
	(void)desk;
	narrow((struct evidence_register *)list, words);
}

static size_t
filter_count(const struct pane *list, struct str *text)
{
	const struct register_rows *rows =
	    &((const struct evidence_register *)list)->rows;

	str_printf(text,
	    ngettext("%zu of %zu item", "%zu of %zu items", rows->all),
	    rows->shown, rows->all);
	return rows->shown;
}

static const struct word_filter_list filter = {
	N_("words: "),
	filter_words,
	filter_narrow,
	filter_count,
};

static bool
filter_command(struct command_ctx *ctx)
{
	struct evidence_register *r = of(ctx);

	if (!r)
		return false;
	if (ctx->argument)
		narrow(r, ctx->argument);
	else
		ctx->open_drawer = word_filter_open(&filter, &r->pane);
	return true;
}

static bool
all_command(struct command_ctx *ctx)
{
	struct evidence_register *r = of(ctx);

	if (!r)
		return false;
	if (!r->want.words && !r->want.outstanding)
		str_add(ctx->message,
		    _("All items are shown already. & narrows them."));
	r->want.outstanding = false;
	narrow(r, NULL);
	return true;
}

static bool
from_command(struct command_ctx *ctx)
{
	struct evidence_register *r = of(ctx);
	const char *id = r ? register_at(&r->pane) : NULL;

	if (!r)
		return false;
	if (!id)
		return err_set(
		    ctx->err, ERR_INPUT, _("No item is under the cursor."));
	return evidence_ask_person(ctx, id);
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	static const char *const names[] = { "evidence-state",
		"evidence-locator", "register-from", "evidence-due",
		"evidence-link", "evidence-attach", "evidence-open",
		"register-by", "register-sort", "register-filter", NULL };
	static const char *const reading[] = { "down", "open", "evidence-open",
		"register-by", "register-sort", "register-filter", "search",
		NULL };

	(void)pane;
	return desk->read_only ? reading : names;
}

static const struct command register_commands[] = {
	{ "register-by", "v", N_("group by state, person, area or control"),
	    group_command, N_("GROUP"), N_("group") },
	{ "register-sort", "S",
	    N_("sort by due day, id, title, or what changed last"),
	    sort_command, N_("ORDER"), N_("sort") },
	{ "register-filter", "&",
	    N_("show only the items that have all words in id, title, "
	       "person, area, state or control"),
	    filter_command, N_("WORDS"), N_("filter") },
	{ "register-all", "*", N_("show all items again"), all_command, NULL,
	    NULL },
	{ "register-from", "w",
	    N_("from whom the item is requested, or who provided it"),
	    from_command, NULL, N_("from whom") },
	{ 0 },
};

const struct command_table register_table = {
	"register",
	N_("Evidence register"),
	register_commands,
};

static const struct command_table *const tables[] = { &register_table,
	&evidence_table, NULL };

const struct pane_ops register_ops = {
	.name = "register",
	.title = N_("Register"),
	.tables = tables,
	.hints = hints,
	.open = open_register,
	.done = done,
	.fit = fit,
	.draw = register_draw,
	.move = move,
};
