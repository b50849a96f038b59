/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A line of text, or a single key, asked for in the hint row. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "panes/panes.h"
#include "ui/canvas.h"
#include "ui/field.h"
#include "ui/wrap.h"

struct prompt {
	struct pane pane;
	struct ask ask; /* owned */
	struct field field;
	bool touched; /* there may be a draft of it */
};

/* "x rejected  w viewed on site": a choice is not broken inside; two blanks
 * stand between choices. */
static void
keep_together(char **choices)
{
	struct str out = { 0 };

	for (const char *p = *choices; *p; p++) {
		bool alone =
		    *p == ' ' && p[1] != ' ' && p > *choices && p[-1] != ' ';

		if (alone)
			str_add(&out, "\u00a0");
		else
			str_add_char(&out, *p);
	}
	free(*choices);
	*choices = str_steal(&out);
}

struct pane *
prompt_open_take(struct ask *ask)
{
	struct prompt *prompt = xcalloc(1, sizeof(*prompt));

	prompt->pane.ops = &prompt_ops;
	prompt->ask = *ask;
	*ask = (struct ask){ 0 };
	if (prompt->ask.choices)
		keep_together(&prompt->ask.choices);
	if (prompt->ask.picks)
		keep_together(&prompt->ask.picks);
	/* what was left half typed has a draft already */
	prompt->touched = prompt->ask.draft && prompt->ask.initial;
	field_init(&prompt->field, false, prompt->ask.initial);
	return &prompt->pane;
}

static void
done(struct pane *pane)
{
	struct prompt *prompt = (struct prompt *)pane;

	ask_done(&prompt->ask);
	field_done(&prompt->field);
	free(prompt);
}

/* Hands the answer over; `done` may ask for more in ctx->ask. */
static void
answer(struct prompt *prompt, struct command_ctx *ctx, const char *text)
{
	char *copy = xstrdup(text);

	ctx->argument = copy;
	ctx->topic = prompt->ask.topic;
	ctx->turned =
	    prompt->ask.turns ? prompt->ask.turns[prompt->ask.turn] : NULL;
	ctx->next = NEXT_CLOSE;
	/* a wrong answer leaves the question open */
	if (!prompt->ask.done(ctx))
		ctx->next = NEXT_NONE;
	ctx->argument = ctx->topic = ctx->turned = NULL;
	free(copy);
}

/* The first of the words that begins with what was typed; from one of
 * them on, the next. */
static void
complete_word(struct prompt *prompt)
{
	const char *text = field_text(&prompt->field), *p = prompt->ask.words;
	char *first = NULL, *next = NULL;
	bool here = false;

	while (p && *p && !next) {
		size_t len = strcspn(p, " ");
		char *word = xstrndup(p, len);

		p += len + (p[len] == ' ');
		if (here)
			next = xstrdup(word);
		here = str_equal(word, text);
		if (!first && !here && str_starts(word, text))
			first = xstrdup(word);
		/* round and round */
		if (here && !*p)
			next = xstrndup(
			    prompt->ask.words, strcspn(prompt->ask.words, " "));
		free(word);
	}
	if (next || first)
		field_set(&prompt->field, next ? next : first);
	free(first);
	free(next);
}

static void
tab(struct prompt *prompt, struct command_ctx *ctx)
{
	struct ask *ask = &prompt->ask;

	if (ask->turns) {
		if (!ask->turns[++ask->turn])
			ask->turn = 0;
	} else if (ask->complete) {
		char *text = ask->complete(ctx, field_text(&prompt->field));

		if (text)
			field_set(&prompt->field, text);
		free(text);
	} else {
		complete_word(prompt);
	}
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	struct prompt *prompt = (struct prompt *)pane;

	if (code == KEY_ESC_CODE || code == ('c' & 31)) {
		ctx->next = NEXT_CLOSE;
		return true;
	}
	if (prompt->ask.choices) {
		char text[5];

		if (code >= 32 && code < KEY_FIRST) {
			utf8_encode(code, text);
			answer(prompt, ctx, text);
		} else if (code == KEY_ENTER_CODE) {
			answer(prompt, ctx, "");
		}
		return true;
	}
	if (code == KEY_ENTER_CODE) {
		answer(prompt, ctx, field_text(&prompt->field));
		return true;
	}
	if (prompt->ask.picks && code >= '0' && code <= '9' &&
	    !*field_text(&prompt->field)) {
		const char digit[2] = { (char)code, '\0' };

		answer(prompt, ctx, digit);
		return true;
	}
	if (code == KEY_TAB_CODE)
		tab(prompt, ctx);
	else
		field_key(&prompt->field, code, prompt->pane.rect.cols);
	prompt->touched |= *field_text(&prompt->field) != '\0';
	return true;
}

static void
paste(struct pane *pane, const char *text, struct command_ctx *ctx)
{
	struct prompt *prompt = (struct prompt *)pane;

	(void)ctx;
	field_insert(&prompt->field, text);
	prompt->touched |= *field_text(&prompt->field) != '\0';
}

/* What does not fit into the hint row beside what is typed there. */
static const char *
rows_text(const struct prompt *prompt, int cols)
{
	enum { TYPED = 20, GAPS = 6 };
	const struct ask *ask = &prompt->ask;

	if (ask->choices)
		return text_cells(ask->choices) + 2 > cols ? ask->choices
		                                           : NULL;
	return ask->picks && text_cells(ask->label) + TYPED + GAPS +
	                             text_cells(ask->picks) >
	                         cols
	           ? ask->picks
	           : NULL;
}

/* Choices too long for the hint row get rows of their own. */
static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	const char *text = rows_text((const struct prompt *)pane, cols);

	return text && !desk->projector ? (int)wrap_count(text, cols - 4) : 0;
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	const struct prompt *prompt = (const struct prompt *)pane;

	(void)desk;
	if (prompt->ask.label)
		str_add(title, prompt->ask.label);
	str_add(right, _("Esc back"));
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct prompt *prompt = (const struct prompt *)pane;
	const struct rect *r = &pane->rect;
	const char *text = rows_text(prompt, r->cols);
	struct wrap wrap = { 0 };

	if (!text || desk->projector)
		return;
	wrap_text(&wrap, text, r->cols - 4);
	for (size_t i = 0; i < wrap.count && (int)i < r->rows; i++)
		canvas_put_n(canvas, r->row + (int)i, 2, r->cols - 2, ROLE_TEXT,
		    text + wrap.lines[i].start, wrap.lines[i].len);
	wrap_done(&wrap);
}

/* What is typed while the wall looks on: that it is, not what. */
static void
draw_hidden(
    const struct prompt *prompt, struct canvas *canvas, int row, int cols)
{
	const char *typed = field_text(&prompt->field);
	/* TRANSLATORS: something is being typed that is not shown */
	const char *hidden = *typed ? _("typing, hidden") : _("hidden");
	int col = 1 +
	    canvas_put(
	        canvas, row, 1, cols - 2, ROLE_STRONG, prompt->ask.label);

	col += 2 +
	    canvas_put(
	        canvas, row, col + 2, cols - col - 3, ROLE_QUIET, hidden);
	canvas_cursor(canvas, row, col + 1);
}

static void
input(const struct pane *pane, const struct desk *desk, struct canvas *canvas,
    int row, int cols)
{
	const struct prompt *prompt = (const struct prompt *)pane;
	const struct ask *ask = &prompt->ask;
	const char *note = ask->note;
	struct str label = { 0 }, seen = { 0 };
	int right = cols;

	if (desk->projector) {
		draw_hidden(prompt, canvas, row, cols);
		return;
	}
	if (prompt->ask.choices) {
		if (want(pane, desk, cols) == 0)
			canvas_put_cut(canvas, row, 1, cols - 1, ROLE_TEXT,
			    prompt->ask.choices);
		return;
	}
	str_add(&label, ask->label);
	if (ask->turns)
		str_printf(&label, " (%s)", _(ask->turns[ask->turn]));
	str_add(&label, ": ");
	int at = 1 +
	    canvas_put(
	        canvas, row, 1, cols - 2, ROLE_STRONG, str_text(&label));

	if (ask->see) {
		ask->see(desk, field_text(&prompt->field), &seen);
		if (seen.len)
			note = str_text(&seen);
	}
	if (ask->picks && !rows_text(prompt, cols) &&
	    !*field_text(&prompt->field))
		note = ask->picks;

	/* what is asked about stands at the right while there is room */
	if (note &&
	    (note == ask->picks || at + 30 + text_cells(note) < cols))
		right = canvas_put_right(
		            canvas, row, at, cols - at - 1, ROLE_QUIET, note) -
		        2;
	field_draw(&prompt->field, canvas, row, at, 1, right - at, ROLE_TEXT);
	str_done(&label);
	str_done(&seen);
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	(void)pane;
	(void)desk;
}

/* The first line says what was asked, the rest is the text. */
static bool
draft(const struct pane *pane, struct str *name, struct str *text)
{
	const struct prompt *prompt = (const struct prompt *)pane;
	const struct ask *ask = &prompt->ask;

	if (!ask->draft || !prompt->touched)
		return false;
	str_add(name, ask->draft);
	str_printf(text, "%s %s\n%s", ask->turns ? ask->turns[ask->turn] : "-",
	    ask->topic ? ask->topic : "-", field_text(&prompt->field));
	return true;
}

const struct pane_ops prompt_ops = {
	.name = "prompt",
	.title = N_("Prompt"),
	.done = done,
	.fit = fit,
	.draw = draw,
	.want = want,
	.bar = bar,
	.key = key,
	.paste = paste,
	.input = input,
	.draft = draft,
};
