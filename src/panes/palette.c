/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The palette: every command by its name, whether or not it has a key. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/search.h"
#include "panes/keymap.h"
#include "panes/panes.h"
#include "panes/picker.h"
#include "panes/projector.h"
#include "ui/canvas.h"

/* Cells from the left edge (screens/13), and rows below the list. */
enum { COL_NAME = 2, COL_KEY = 24, COL_HELP = 30, USAGE_ROWS = 3 };
/* Narrower screens have no room for the help beside the name. */
enum { WIDE = 70 };

struct entry {
	const struct command *command;
	const struct command_table *table;
};

struct entries {
	struct entry *items;
	size_t count, capacity;
};

struct palette {
	struct pane pane;
	struct picker picker;
	struct entries found;
	bool wall; /* only what projector mode allows */
};

struct pane *
palette_open(const struct desk *desk)
{
	struct palette *palette = xcalloc(1, sizeof(*palette));

	palette->pane.ops = &palette_ops;
	palette->wall = desk->projector;
	picker_init(&palette->picker, NULL);
	return &palette->pane;
}

static void
done(struct pane *pane)
{
	struct palette *palette = (struct palette *)pane;

	picker_done(&palette->picker);
	free(palette->found.items);
	free(palette);
}

/* How well a command fits what was typed. */
enum rank { RANK_WHOLE, RANK_PREFIX, RANK_PART, RANK_HELP, RANK_NONE };

static enum rank
rank_of(const struct command *command, const char *query)
{
	if (str_equal(command->name, query))
		return RANK_WHOLE;
	if (str_starts(command->name, query))
		return RANK_PREFIX;
	if (picker_matches(query, command->name))
		return RANK_PART;
	char *text = xasprintf("%s %s", command->name, _(command->help));
	bool fits = picker_matches(query, text);

	free(text);
	return fits ? RANK_HELP : RANK_NONE;
}

/* Keys of the note editor and of previews mean nothing without those. */
static bool
is_offered(const struct command_table *table)
{
	return table != &note_table && table != &twins_table;
}

static void
add_ranked(const struct palette *palette, struct entries *found,
    const char *query, enum rank rank)
{
	const struct keymap *keymap = palette->pane.keymap;

	for (size_t i = 0; i < keymap_tables(keymap); i++) {
		const struct command_table *table = keymap_table(keymap, i);
		const struct command *row = table->commands;

		if (!is_offered(table))
			continue;
		for (; row->name; row++) {
			if ((palette->wall && !projector_allows(row)) ||
			    rank_of(row, query) != rank)
				continue;
			found->items = mem_grow(found->items, &found->capacity,
			    found->count + 1, sizeof(*found->items));
			found->items[found->count++] =
			    (struct entry){ row, table };
		}
	}
}

/* The command whose whole name was typed, with more after it. */
static const struct command *
named(
    const struct palette *palette, const char *text, const char **rest)
{
	size_t len = strcspn(text, " ");
	char *name = xstrndup(text, len);
	const struct command_table *table = NULL;
	const struct command *command =
	    keymap_by_name(palette->pane.keymap, name, &table);

	free(name);
	*rest = text + len + (text[len] == ' ');
	if (!command || !is_offered(table) ||
	    (palette->wall && !projector_allows(command)))
		return NULL;
	return command;
}

static void
find(const struct palette *palette, struct entries *found)
{
	char *text = picker_text(&palette->picker), *query;
	const char *rest;
	const struct command *command = named(palette, text, &rest);

	/* from its argument on nothing else is meant */
	if (command && *rest)
		text[strcspn(text, " ")] = '\0';
	query = search_fold(text);
	found->count = 0;
	for (int rank = RANK_WHOLE; rank < RANK_NONE; rank++)
		add_ranked(palette, found, query, (enum rank)rank);
	if (command && *rest)
		found->count = 1;
	free(query);
	free(text);
}

static void
refresh(struct palette *palette)
{
	find(palette, &palette->found);
	picker_set_count(&palette->picker, palette->found.count);
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	struct entries found = { 0 };

	(void)desk;
	(void)cols;
	find((const struct palette *)pane, &found);
	free(found.items);
	return found.count ? (int)found.count + USAGE_ROWS : 0;
}

/* Does the usage have its place below the list? A short list is shown whole
 * first. */
static bool
has_usage(const struct pane *pane)
{
	enum { LEAST = 3 };
	size_t count = ((const struct palette *)pane)->found.count;

	return pane->rect.rows - USAGE_ROWS >=
	       (count < LEAST ? (int)count : LEAST);
}

static size_t
list_rows(const struct pane *pane)
{
	int rows = pane->rect.rows - (has_usage(pane) ? USAGE_ROWS : 0);

	return rows > 1 ? (size_t)rows : 1;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct palette *palette = (struct palette *)pane;
	struct picker *picker = &palette->picker;

	(void)desk;
	refresh(palette);
	picker_scroll(picker, picker->cursor, picker->cursor,
	    palette->found.count, list_rows(pane));
}

static void
draw_entry(
    const struct palette *palette, struct canvas *canvas, int row, size_t i)
{
	const struct command *command = palette->found.items[i].command;
	int cols = palette->pane.rect.cols;
	char key[16];

	canvas_put_cut(canvas, row, COL_NAME, COL_KEY - COL_NAME - 1, ROLE_TEXT,
	    command->name);
	keymap_first_key(palette->pane.keymap, command, key);
	canvas_put_cut(
	    canvas, row, COL_KEY, COL_HELP - COL_KEY - 1, ROLE_STRONG, key);
	if (cols >= WIDE)
		canvas_put_cut(canvas, row, COL_HELP, cols - COL_HELP - 1,
		    ROLE_TEXT, _(command->help));
	if (i != palette->picker.cursor)
		return;
	canvas_put_glyph(canvas, row, 0, ROLE_TEXT, GLYPH_CURSOR);
	canvas_restyle(canvas, row, 0, cols, ROLE_CURSOR, 0);
}

/* "evidence-state STATE" and where it works; on narrow screens what it does.*/
static void
draw_usage(const struct palette *palette, struct canvas *canvas, int row)
{
	const struct entry *entry =
	    &palette->found.items[palette->picker.cursor];
	const struct command *command = entry->command;
	int cols = palette->pane.rect.cols, width = cols - COL_NAME - 1;
	struct str usage = { 0 };

	if (cols < WIDE) {
		canvas_put_cut(
		    canvas, row, COL_NAME, width, ROLE_QUIET, _(command->help));
		return;
	}
	str_add(&usage, command->name);
	if (command->argument)
		str_printf(&usage, " %s", _(command->argument));
	int used = canvas_put_cut(canvas, row, COL_NAME, width, ROLE_STRONG,
	               str_text(&usage)) +
	           3;

	str_clear(&usage);
	str_add(&usage, _(entry->table->title));
	const char *keys = keymap_keys(palette->pane.keymap, command);

	if (*keys)
		str_printf(&usage, ": %s", keys);
	canvas_put_cut(canvas, row, COL_NAME + used, width - used, ROLE_QUIET,
	    str_text(&usage));
	str_done(&usage);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct palette *palette = (const struct palette *)pane;
	size_t top = palette->picker.top, rows = list_rows(pane);
	int row = pane->rect.row;

	(void)desk;
	for (size_t i = top; i < top + rows && i < palette->found.count; i++)
		draw_entry(palette, canvas, row++, i);
	if (has_usage(pane) && palette->found.count)
		draw_usage(palette, canvas, row + 1);
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	(void)pane;
	(void)desk;
	str_add(title, _("Commands"));
	str_add(right, _("Enter runs it   Tab completes   Esc back"));
}

/* Runs what is named in full with the rest as its argument, else the command
 * under the cursor. */
static void
run(struct palette *palette, struct command_ctx *ctx)
{
	char *text = picker_text(&palette->picker);
	const char *rest;
	const struct command *command =
	    named(palette, text, &rest);

	refresh(palette);
	if (command && *rest)
		ctx->run_argument = xstrdup(rest);
	else if (palette->found.count)
		command = palette->found.items[palette->picker.cursor].command;
	if (command) {
		ctx->run = command;
		ctx->next = NEXT_RUN;
	} else {
		err_set(ctx->err, ERR_INPUT,
		    _("There is no command \"%s\". Esc goes back."), text);
	}
	free(text);
}

static void
complete(struct palette *palette)
{
	const struct command *command;
	char *text;

	refresh(palette);
	if (!palette->found.count)
		return;
	command = palette->found.items[palette->picker.cursor].command;
	text = xasprintf("%s%s", command->name, command->argument ? " " : "");
	/* an argument that follows the name already is kept */
	if (!str_starts(field_text(&palette->picker.field), text))
		field_set(&palette->picker.field, text);
	palette->picker.cursor = 0;
	free(text);
	refresh(palette);
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	struct palette *palette = (struct palette *)pane;
	enum picker_event event =
	    picker_key(&palette->picker, code, list_rows(pane) - 1);

	if (event == PICKER_TYPED)
		refresh(palette);
	else if (event == PICKER_TAB)
		complete(palette);
	else if (event == PICKER_ENTER)
		run(palette, ctx);
	else if (event == PICKER_LEAVE)
		ctx->next = NEXT_CLOSE;
	return event != PICKER_OTHER;
}

static void
paste(struct pane *pane, const char *text, struct command_ctx *ctx)
{
	struct palette *palette = (struct palette *)pane;

	(void)ctx;
	picker_paste(&palette->picker, text);
	refresh(palette);
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct palette *palette = (struct palette *)pane;

	(void)ctx;
	return picker_move(&palette->picker, move, list_rows(pane) - 1);
}

static void
input(const struct pane *pane, const struct desk *desk, struct canvas *canvas,
    int row, int cols)
{
	const struct palette *palette = (const struct palette *)pane;

	(void)desk;
	picker_draw_found(&palette->picker, canvas, row, cols, ":");
}

const struct pane_ops palette_ops = {
	.name = "palette",
	.title = N_("Commands"),
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
