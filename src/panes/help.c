/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The help drawer: the command rows of this place, of everywhere, of other
 * places, then signs and words. Typing narrows it, Enter runs a command. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/search.h"
#include "panes/help_words.h"
#include "panes/keymap.h"
#include "panes/panes.h"
#include "panes/picker.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

/* One thing explained. */
struct topic {
	const char *section;           /* untranslated */
	const struct command *command; /* NULL: a sign or a word */
	const struct help_word *word;
	bool is_sign;
};

/* One line of the list; a topic takes several where its text is long. */
struct line {
	size_t topic;        /* NO_TOPIC: a blank or a heading */
	const char *heading; /* translated, or NULL */
	size_t start, len;   /* of the topic's text */
	bool first;
};
enum { NO_TOPIC = -1 };

struct list {
	struct topic *topics;
	size_t count, capacity;
	struct line *lines;
	size_t line_count, line_capacity;
};

struct help {
	struct pane pane;
	const struct pane_ops *where; /* the pane it was asked in */
	struct picker picker;
	struct list list;
};

/* Columns; section < 0: headings have lines of their own. */
struct columns {
	int section, cursor, key, name, text, end;
};

struct pane *
help_open(const struct pane *where)
{
	struct help *help = xcalloc(1, sizeof(*help));

	help->pane.ops = &help_ops;
	help->where = where ? where->ops : NULL;
	picker_init(&help->picker, NULL);
	return &help->pane;
}

static void
list_done(struct list *list)
{
	free(list->topics);
	free(list->lines);
}

static void
done(struct pane *pane)
{
	struct help *help = (struct help *)pane;

	picker_done(&help->picker);
	list_done(&help->list);
	free(help);
}

/* screens/14 from 100 columns on; below, sections stand over their rows, and
 * the name goes first. */
static struct columns
columns(int cols)
{
	enum { WIDE = 100, NAMES = 60 };

	if (cols >= WIDE)
		return (struct columns){ 2, 19, 21, 29, 48, cols - 1 };
	if (cols >= NAMES)
		return (struct columns){ -1, 0, 2, 10, 28, cols - 1 };
	return (struct columns){ -1, 0, 2, -1, 10, cols - 1 };
}

/* What was typed: as it is for keys, folded for words. */
struct query {
	char *typed, *folded;
	size_t letters;
};

static struct query
query_make(const struct help *help)
{
	struct query query = { .typed = picker_text(&help->picker) };

	query.folded = search_fold(query.typed);
	query.letters = strlen(query.folded);
	return query;
}

static void
query_done(struct query *query)
{
	free(query->typed);
	free(query->folded);
}

/* Is this one of the blank-separated keys? */
static bool
has_key(const char *keys, const char *key)
{
	size_t len = strlen(key);

	for (; *keys; keys += strcspn(keys, " "), keys += strspn(keys, " "))
		if (strncmp(keys, key, len) == 0 &&
		    (keys[len] == ' ' || keys[len] == '\0'))
			return true;
	return false;
}

/* A single letter means a key, more also what is said. */
static bool
fits(const struct help *help, const struct topic *topic,
    const struct query *query)
{
	const struct command *command = topic->command;
	const struct help_word *word = topic->word;
	char *text;

	if (!query->letters)
		return true;
	if (command &&
	    has_key(keymap_keys(help->pane.keymap, command), query->typed))
		return true;
	if (!command && topic->is_sign &&
	    str_equal(query->typed,
	        word->sign ? word->sign : glyph_text(word->glyph, false)))
		return true;
	if (query->letters < 2)
		return false;
	text = command ? xasprintf("%s %s", command->name, _(command->help))
	               : xasprintf("%s %s", _(word->name), _(word->help));
	bool found = picker_matches(query->folded, text);

	free(text);
	return found;
}

static void
add(const struct help *help, const struct query *query, struct list *list,
    struct topic topic)
{
	if (!fits(help, &topic, query))
		return;
	list->topics = mem_grow(list->topics, &list->capacity, list->count + 1,
	    sizeof(*list->topics));
	list->topics[list->count++] = topic;
}

static void
add_table(const struct help *help, const struct query *query, struct list *list,
    const struct command_table *table)
{
	for (const struct command *row = table->commands; row->name; row++)
		add(help, query, list,
		    (struct topic){ .section = table->title, .command = row });
}

static bool
is_here(const struct help *help, const struct command_table *table)
{
	const struct command_table *const *here =
	    help->where ? help->where->tables : NULL;

	for (; here && *here; here++)
		if (*here == table)
			return true;
	return false;
}

static bool
is_everywhere(const struct command_table *table)
{
	return str_equal(table->scope, "all");
}

/* This place, everywhere, other places; the note editor's keys mean nothing
 * without a note. */
static void
add_commands(
    const struct help *help, const struct query *query, struct list *list)
{
	const struct command_table *const *here =
	    help->where ? help->where->tables : NULL;
	const struct keymap *keymap = help->pane.keymap;

	for (; here && *here; here++)
		add_table(help, query, list, *here);
	for (int everywhere = 1; everywhere >= 0; everywhere--)
		for (size_t i = 0; i < keymap_tables(keymap); i++) {
			const struct command_table *table =
			    keymap_table(keymap, i);

			if (!is_here(help, table) && table != &note_table &&
			    is_everywhere(table) == everywhere)
				add_table(help, query, list, table);
		}
}

static void
add_words(const struct help *help, const struct query *query, struct list *list)
{
	size_t count;
	const struct help_word *words = help_signs(&count);

	for (size_t i = 0; i < count; i++)
		add(help, query, list,
		    (struct topic){ N_("Signs"), NULL, &words[i], true });
	words = help_words(&count);
	for (size_t i = 0; i < count; i++)
		add(help, query, list,
		    (struct topic){ N_("Words"), NULL, &words[i], false });
}

static const char *
topic_text(const struct topic *topic)
{
	return topic->command ? _(topic->command->help) : _(topic->word->help);
}

static void
add_line(struct list *list, struct line line)
{
	list->lines = mem_grow(list->lines, &list->line_capacity,
	    list->line_count + 1, sizeof(*list->lines));
	list->lines[list->line_count++] = line;
}

/* Lays the topics out for a width: a blank line before each section, its
 * heading beside its first row or above it. */
static void
lay_out(struct list *list, int cols)
{
	struct columns at = columns(cols);
	struct wrap wrap = { 0 };
	const char *section = NULL;

	list->line_count = 0;
	for (size_t i = 0; i < list->count; i++) {
		const struct topic *topic = &list->topics[i];
		const char *heading = NULL;

		if (topic->section != section) {
			heading = _(topic->section);
			if (section)
				add_line(list,
				    (struct line){ .topic = (size_t)NO_TOPIC });
			if (at.section < 0)
				add_line(list,
				    (struct line){ .topic = (size_t)NO_TOPIC,
				        .heading = heading });
			section = topic->section;
		}
		wrap_text(&wrap, topic_text(topic), at.end - at.text);
		for (size_t j = 0; j < wrap.count; j++)
			add_line(list,
			    (struct line){ i,
			        j || at.section < 0 ? NULL : heading,
			        wrap.lines[j].start, wrap.lines[j].len, !j });
	}
	wrap_done(&wrap);
}

static void
build(const struct help *help, int cols, struct list *list)
{
	struct query query = query_make(help);

	list->count = 0;
	add_commands(help, &query, list);
	add_words(help, &query, list);
	lay_out(list, cols);
	query_done(&query);
}

static bool
is_narrowed(const struct help *help)
{
	return *field_text(&help->picker.field);
}

/* Rows over the list: what was found, and a blank; none where the list needs
 * them. */
static int
head_rows(const struct help *help)
{
	int rows = help->pane.rect.rows;
	bool room = rows > 8 || (size_t)rows >= help->list.line_count + 2;

	return is_narrowed(help) && room ? 2 : 0;
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	const struct help *help = (const struct help *)pane;
	struct list list = { 0 };

	(void)desk;
	build(help, cols, &list);
	size_t count = list.line_count;

	list_done(&list);
	/* a blank row below, two rows above */
	return count ? (int)count + 1 + (is_narrowed(help) ? 2 : 0) : 0;
}

static size_t
list_rows(const struct help *help)
{
	int rows = help->pane.rect.rows;

	rows -= head_rows(help) + (rows > 6);
	return rows > 1 ? (size_t)rows : 1;
}

/* The lines of a topic, and those of the heading right above it. */
static void
find_lines(const struct list *list, size_t topic, size_t *first, size_t *last)
{
	size_t at = 0;

	while (at < list->line_count && list->lines[at].topic != topic)
		at++;
	*first = *last = at;
	while (*last + 1 < list->line_count &&
	       list->lines[*last + 1].topic == topic)
		++*last;
	if (*first && list->lines[*first - 1].topic == (size_t)NO_TOPIC &&
	    list->lines[*first - 1].heading)
		--*first;
}

static void
refresh(struct help *help)
{
	build(help, help->pane.rect.cols, &help->list);
	picker_set_count(&help->picker, help->list.count);
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct help *help = (struct help *)pane;
	size_t first, last;

	(void)desk;
	refresh(help);
	if (!help->list.count)
		return;
	find_lines(&help->list, help->picker.cursor, &first, &last);
	picker_scroll(
	    &help->picker, first, last, help->list.line_count, list_rows(help));
}

static void
draw_sign(const struct help_word *word, struct canvas *canvas, int row, int col)
{
	if (word->sign) {
		canvas_put(canvas, row, col, 4, ROLE_STRONG, word->sign);
		return;
	}
	if (word->brackets)
		canvas_put_n(
		    canvas, row, col++, 1, ROLE_STRONG, word->brackets, 1);
	canvas_put_glyph(canvas, row, col++, ROLE_STRONG, word->glyph);
	if (word->brackets)
		canvas_put(
		    canvas, row, col, 1, ROLE_STRONG, word->brackets + 1);
}

/* As many of the keys as have room whole. */
static void
draw_keys(const char *keys, struct canvas *canvas, int row, int col, int width)
{
	size_t len = strcspn(keys, " ");

	while (keys[len]) {
		size_t more = len + 1 + strcspn(keys + len + 1, " ");

		if (text_cells_n(keys, more) > width)
			break;
		len = more;
	}
	canvas_put_n(canvas, row, col, width, ROLE_STRONG, keys, len);
}

static void
draw_topic(const struct help *help, const struct line *line,
    struct canvas *canvas, int row, const struct columns *at)
{
	const struct topic *topic = &help->list.topics[line->topic];
	const struct command *command = topic->command;
	int keys = (at->name < 0 ? at->text : at->name) - at->key - 1;

	if (command)
		draw_keys(keymap_keys(help->pane.keymap, command), canvas, row,
		    at->key, keys);
	else if (topic->is_sign)
		draw_sign(topic->word, canvas, row, at->key);
	if (at->name >= 0)
		canvas_put_cut(canvas, row, at->name, at->text - at->name - 1,
		    ROLE_TEXT, command ? command->name : _(topic->word->name));
	if (line->topic == help->picker.cursor) {
		canvas_put_glyph(
		    canvas, row, at->cursor, ROLE_TEXT, GLYPH_CURSOR);
		canvas_restyle(canvas, row, at->cursor,
		    at->end + 1 - at->cursor, ROLE_CURSOR, 0);
	}
}

static void
draw_line(const struct help *help, const struct line *line,
    struct canvas *canvas, int row, const struct columns *at)
{
	if (line->heading)
		canvas_put_cut(canvas, row, at->section < 0 ? 2 : at->section,
		    at->section < 0 ? at->end - 2
		                    : at->cursor - at->section - 1,
		    ROLE_STRONG, line->heading);
	if (line->topic == (size_t)NO_TOPIC)
		return;
	bool current = line->topic == help->picker.cursor;
	const char *text = topic_text(&help->list.topics[line->topic]);

	canvas_put_n(canvas, row, at->text, at->end - at->text,
	    current ? ROLE_STRONG : ROLE_TEXT, text + line->start, line->len);
	if (line->first)
		draw_topic(help, line, canvas, row, at);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct help *help = (const struct help *)pane;
	struct columns at = columns(pane->rect.cols);
	size_t top = help->picker.top, rows = list_rows(help);
	int head = head_rows(help), row = pane->rect.row;

	(void)desk;
	if (head) {
		struct str text = { 0 };

		str_printf(&text,
		    /* TRANSLATORS: over what help has found; %s was typed */
		    ngettext("%zu for \"%s\", those for this place first",
		        "%zu for \"%s\", those for this place first",
		        help->list.count),
		    help->list.count, field_text(&help->picker.field));
		canvas_put_cut(
		    canvas, row, 2, at.end - 2, ROLE_QUIET, str_text(&text));
		str_done(&text);
	}
	row += head;
	for (size_t i = top; i < top + rows && i < help->list.line_count; i++)
		draw_line(help, &help->list.lines[i], canvas, row++, &at);
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	const struct help *help = (const struct help *)pane;

	(void)desk;
	if (help->where)
		/* TRANSLATORS: %s is the title of a pane: Controls, Levels */
		str_printf(title, _("Help: %s"), _(help->where->title));
	else
		str_add(title, _("Help"));
	str_add(right, _("type to search   Enter runs it   Esc back"));
}

static void
run(struct help *help, struct command_ctx *ctx)
{
	refresh(help);
	if (!help->list.count ||
	    !help->list.topics[help->picker.cursor].command)
		return;
	ctx->run = help->list.topics[help->picker.cursor].command;
	ctx->next = NEXT_RUN;
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	struct help *help = (struct help *)pane;
	enum picker_event event;

	/* help on help would only hide it */
	if (code == KEY_CODE_F1)
		return true;
	event = picker_key(&help->picker, code, list_rows(help) - 1);
	if (event == PICKER_TYPED)
		refresh(help);
	else if (event == PICKER_ENTER)
		run(help, ctx);
	else if (event == PICKER_LEAVE)
		ctx->next = NEXT_CLOSE;
	return event != PICKER_OTHER;
}

static void
paste(struct pane *pane, const char *text, struct command_ctx *ctx)
{
	struct help *help = (struct help *)pane;

	(void)ctx;
	picker_paste(&help->picker, text);
	refresh(help);
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct help *help = (struct help *)pane;

	(void)ctx;
	return picker_move(&help->picker, move, list_rows(help) - 1);
}

static void
input(const struct pane *pane, const struct desk *desk, struct canvas *canvas,
    int row, int cols)
{
	const struct help *help = (const struct help *)pane;

	(void)desk;
	picker_draw_found(&help->picker, canvas, row, cols,
	    /* TRANSLATORS: before what one types to search help; the blank at
	     * its end belongs to it */
	    _("help: "));
}

const struct pane_ops help_ops = {
	.name = "help",
	.title = N_("Help"),
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
