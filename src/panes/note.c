/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The note editor. What is typed here is kept, whatever closes it; only ^C
 * twice throws it away. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/desk.h"
#include "model/people.h"
#include "model/schema.h"
#include "model/session.h"
#include "panes/keymap.h"
#include "panes/note_parts.h"
#include "panes/panes.h"
#include "panes/side_list.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

enum { MARGIN = 2, TEXT_ROWS = 6, NARROW = 72 };
enum {
	CTRL_C = 3,
	CTRL_L = 12,
	CTRL_O = 15,
	CTRL_S = 19,
	CTRL_T = 20,
	CTRL_Z = 26
};

struct pane *
note_open(const char *control, const char *id, const char *criterion,
    const char *name, const char *text)
{
	struct note *note = xcalloc(1, sizeof(*note));

	note->pane.ops = &note_ops;
	note->control = xstrdup(control);
	note->id = id && *id ? xstrdup(id) : NULL;
	note->criterion = xstrdup(criterion);
	note->name = xstrdup(name);
	field_init(&note->field, true, text);
	return &note->pane;
}

static void
done(struct pane *pane)
{
	struct note *note = (struct note *)pane;

	free(note->control);
	free(note->name);
	free(note->id);
	free(note->criterion);
	free(note->objective);
	free(note->time);
	free(note->kept);
	field_done(&note->field);
	free(note);
}

void
note_set_objective(struct pane *pane, const char *objective)
{
	desk_set(&((struct note *)pane)->objective, objective);
}

const char *
note_text(const struct pane *pane)
{
	return field_text(&((const struct note *)pane)->field);
}

void
note_set_text(struct pane *pane, const char *text)
{
	struct note *note = (struct note *)pane;

	field_set(&note->field, text);
	note->touched = true;
	note->asked = false;
}

void
note_set_time(struct pane *pane, const char *time)
{
	desk_set(&((struct note *)pane)->time, time);
}

void
note_draft_kept(struct pane *pane, const char *time)
{
	if (pane->ops == &note_ops)
		desk_set(&((struct note *)pane)->kept, time);
}

/* The path of the note's text; the caller frees it. */
static char *
text_path(const struct note *note)
{
	return note->id ? xasprintf("%s/notes/%s/text", note->control, note->id)
	                : xasprintf("%s/criteria/%s/note", note->control,
	                      note->criterion ? note->criterion : "");
}

static const struct entry *
recorded(const struct note *note, const struct desk *desk)
{
	char *path = text_path(note);
	const struct entry *entry =
	    desk->session ? session_entry(desk->session, path) : NULL;

	free(path);
	return entry;
}

static bool
recorded_client(const struct note *note, const struct desk *desk)
{
	return note->id && desk->session &&
	       str_equal(session_getf(desk->session, "%s/notes/%s/audience",
	                     note->control, note->id),
	           "client");
}

static bool
is_client(const struct note *note, const struct desk *desk)
{
	return note->audience == NOTE_AS_RECORDED
	           ? recorded_client(note, desk)
	           : note->audience == NOTE_CLIENT;
}

/* Has anything been typed that the session does not hold? */
static bool
differs(const struct note *note, const struct entry *entry)
{
	struct field before;

	field_init(&before, true, entry ? entry->value : "");
	bool differs =
	    !str_equal(field_text(&before), field_text(&note->field));

	field_done(&before);
	return differs;
}

/* The text without blanks at its end; the caller frees it. */
static char *
trimmed(const struct note *note)
{
	const char *text = field_text(&note->field);
	size_t len = strlen(text);

	while (len && strchr(" \t\n", text[len - 1]))
		len--;
	return xstrndup(text, len);
}

/* Takes all that is recorded of the note away. */
static void
remove_note(const struct note *note, struct command_ctx *ctx)
{
	char *path = text_path(note);
	size_t count = 0;

	if (note->id)
		/* "CONTROL/notes/ID/": its other fields too */
		path[strlen(path) - strlen("text")] = '\0';
	const struct entry *entry =
	    session_range(ctx->desk->session, path, &count);

	for (size_t i = 0; i < count; i++)
		changes_add(ctx->changes, entry[i].path, NULL, NULL);
	str_printf(ctx->message, _("Note on %s removed. U brings it back."),
	    note->name);
	free(path);
}

static void
record_field(const struct note *note, struct command_ctx *ctx,
    const char *field, const char *value)
{
	char *path =
	    xasprintf("%s/notes/%s/%s", note->control, note->id, field);

	changes_add(ctx->changes, path, value, NULL);
	free(path);
}

static void
record(const struct note *note, struct command_ctx *ctx, const char *text,
    const struct entry *entry)
{
	bool client = is_client(note, ctx->desk);

	if (differs(note, entry)) {
		char *path = text_path(note);

		changes_add(ctx->changes, path, text, NULL);
		free(path);
		if (!entry && note->id && note->criterion)
			record_field(note, ctx, "criterion", note->criterion);
		if (!entry && note->id && note->objective)
			record_field(note, ctx, "objective", note->objective);
	}
	if (client != recorded_client(note, ctx->desk))
		record_field(note, ctx, "audience", client ? "client" : NULL);
}

/* Esc: into the session, and gone. While that cannot be, it stays open. */
static bool
keep(struct command_ctx *ctx)
{
	struct note *note = (struct note *)ctx->pane;
	const struct entry *entry = recorded(note, ctx->desk);
	char *text = trimmed(note);

	if (strlen(text) > SCHEMA_TEXT_MAX) {
		err_set(ctx->err, ERR_INPUT,
		    _("The note has %zu bytes; %d is the most one takes. "
		      "Shorten it, or ^C ^C throws it away."),
		    strlen(text), SCHEMA_TEXT_MAX);
		free(text);
		return false;
	}
	if (*text)
		record(note, ctx, text, entry);
	else if (entry)
		remove_note(note, ctx);
	free(text);
	if (ctx->changes->count && ctx->desk->read_only)
		return err_set(ctx->err, ERR_LOCKED,
		    _("Read only: the note cannot be kept. ^C ^C throws it "
		      "away."));
	ctx->next = NEXT_CLOSE;
	return true;
}

static bool
discard(struct command_ctx *ctx)
{
	struct note *note = (struct note *)ctx->pane;

	if (note->asked) {
		ctx->next = NEXT_CLOSE;
		return true;
	}
	note->asked = true;
	str_add(ctx->message,
	    _("^C again throws away what was typed. Any other key goes on."));
	return true;
}

static bool
audience(struct command_ctx *ctx)
{
	struct note *note = (struct note *)ctx->pane;

	if (!note->id)
		return err_set(ctx->err, ERR_INPUT,
		    _("This note belongs to the answer and is always "
		      "private."));
	note->audience =
	    is_client(note, ctx->desk) ? NOTE_PRIVATE : NOTE_CLIENT;
	note->touched = true;
	return true;
}

static bool
editor(struct command_ctx *ctx)
{
	ctx->next = NEXT_EDITOR;
	return true;
}

/* These keys are fixed, so that nobody loses a text: key() knows them. */
static const struct command note_commands[] = {
	{ "note-keep", "Esc", N_("keep the note and close the editor"), keep,
	    NULL, N_("keep and close") },
	{ "note-audience", "^T",
	    N_("turn the note: private, for the client too"), audience, NULL,
	    N_("for the client") },
	{ "note-editor", "^O", N_("write on in $VISUAL or $EDITOR"), editor,
	    NULL, N_("in your editor") },
	{ "note-discard", "^C",
	    N_("throw away what was typed; asks for a second ^C"), discard,
	    NULL, N_("throw away") },
	{ 0 },
};

const struct command_table note_table = {
	"note",
	N_("Note"),
	note_commands,
};

/* The cells the text is set in. */
static int
text_cells_of(int cols)
{
	int cells = cols - 2 * MARGIN;

	/* the field keeps a cell behind the text for its cursor */
	if (cells > WRAP_MEASURE)
		cells = WRAP_MEASURE;
	return cells > 1 ? cells + 1 : 2;
}

static const char *
footer(const struct note *note)
{
	return note->id ? _("A note is private until it is marked for the "
	                    "client. Esc "
	                    "keeps it, also half a sentence.")
	                : _("Esc keeps it, also half a sentence.");
}

/* The footer may be wider than the measure; it is one line where it can. */
static int
footer_cells(int cols)
{
	return cols > 2 * MARGIN ? cols - 2 * MARGIN : 1;
}

static int
footer_rows(const struct note *note, int cols)
{
	return (int)wrap_count(footer(note), footer_cells(cols));
}

/* How the rows are shared: a blank above, text, footer, a blank below. */
struct parts {
	int head, text, foot;
};

static struct parts
divide(const struct note *note)
{
	const struct rect *r = &note->pane.rect;
	struct parts parts = { 1, 0, footer_rows(note, r->cols) };
	int tail = 1;

	/* the text comes first where rows are few */
	if (r->rows - parts.head - parts.foot - tail < TEXT_ROWS / 2)
		tail = parts.head = 0;
	if (r->rows - parts.foot < TEXT_ROWS / 2)
		parts.foot = 0;
	parts.text = r->rows - parts.head - parts.foot - tail;
	if (parts.text < 1)
		parts.text = 1;
	return parts;
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	const struct note *note = (const struct note *)pane;
	int lines = (int)field_lines(&note->field, text_cells_of(cols));

	(void)desk;
	return (lines > TEXT_ROWS ? lines : TEXT_ROWS) + 2 +
	       footer_rows(note, cols);
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct note *note = (struct note *)pane;

	(void)desk;
	field_fit(
	    &note->field, divide(note).text, text_cells_of(pane->rect.cols));
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct note *note = (const struct note *)pane;
	const struct rect *r = &pane->rect;
	struct parts parts = divide(note);
	int row = r->row + parts.head;
	struct wrap wrap = { 0 };
	const char *text = footer(note);

	(void)desk;
	wrap_text(&wrap, text, footer_cells(r->cols));
	for (int i = 0; i < parts.foot; i++)
		canvas_put_n(canvas, row + parts.text + i, r->col + MARGIN,
		    footer_cells(r->cols), ROLE_QUIET,
		    text + wrap.lines[i].start, wrap.lines[i].len);
	wrap_done(&wrap);
	field_draw(&note->field, canvas, row, r->col + MARGIN, parts.text,
	    text_cells_of(r->cols), ROLE_TEXT);
}

static void
add_part(struct str *out, const char *text)
{
	if (text && *text)
		str_printf(out, "%s%s", out->len ? "   " : "", text);
}

/* Who speaks, when, for whom, and that nothing is lost. */
static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	const struct note *note = (const struct note *)pane;
	const struct entry *entry = recorded(note, desk);
	char when[SIDE_WHEN];
	const struct commit *commit =
	    entry ? side_commit(desk, entry->seq, when) : NULL;

	str_printf(title, _("Note on %s"), note->name);
	if (!pane->rect.cols || pane->rect.cols >= NARROW) {
		add_part(right, commit       ? side_who(commit)
		                : desk->said ? person_shown(desk->said)
		                             : desk->assessor);
		add_part(right, commit ? when : note->time);
	}
	add_part(
	    right, is_client(note, desk) ? _("for the client") : _("private"));
	if (note->kept && (!pane->rect.cols || pane->rect.cols >= NARROW)) {
		/* TRANSLATORS: %s is a time; half a text is on disk */
		char *kept = xasprintf(_("draft kept %s"), note->kept);

		add_part(right, kept);
		free(kept);
	}
}

/* A page up or down is as many lines. */
static void
page(struct note *note, key_code code)
{
	key_code line = code == KEY_CODE_PGUP ? KEY_CODE_UP : KEY_CODE_DOWN;

	for (int i = 1; i < divide(note).text; i++)
		field_key(
		    &note->field, line, text_cells_of(note->pane.rect.cols));
}

static const struct command *
fixed_command(key_code code)
{
	for (const struct command *row = note_commands; row->name; row++)
		if (keys_contain(row->keys, code))
			return row;
	return NULL;
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	struct note *note = (struct note *)pane;
	const struct command *command = fixed_command(code);

	if (code != CTRL_C)
		note->asked = false;
	if (command) {
		command->run(ctx);
		return true;
	}
	if (code == KEY_CODE_PGUP || code == KEY_CODE_PGDN) {
		page(note, code);
		return true;
	}
	if (field_key(&note->field, code, text_cells_of(pane->rect.cols))) {
		note->touched |= note->field.changed;
		return true;
	}
	/* help, save, redraw, suspend; other keys have no meaning in a text */
	return !(code >= KEY_CODE_F1 && code <= KEY_CODE_F12) &&
	       code != CTRL_L && code != CTRL_S && code != CTRL_Z;
}

static void
paste(struct pane *pane, const char *text, struct command_ctx *ctx)
{
	struct note *note = (struct note *)pane;

	(void)ctx;
	field_insert(&note->field, text);
	note->touched = true;
	note->asked = false;
}

/* "F1 help" when that is still its key; ? is text here. */
static const char *
help_hint(const struct pane *pane)
{
	const struct command *help =
	    pane->keymap ? keymap_by_name(pane->keymap, "help", NULL) : NULL;

	return help && keys_contain(
	                   keymap_keys(pane->keymap, help), KEY_CODE_F1)
	           ? _("F1 help")
	           : NULL;
}

static void
input(const struct pane *pane, const struct desk *desk, struct canvas *canvas,
    int row, int cols)
{
	const struct note *note = (const struct note *)pane;
	const char *help = help_hint(pane);
	int col = 1, right = cols;

	if (help)
		right = canvas_put_right(
		    canvas, row, 1, cols - 2, ROLE_QUIET, help);
	for (const struct command *c = note_commands; c->name; c++) {
		bool twice = c->run == discard;
		const char *word = c->run == audience && is_client(note, desk)
		                       ? _("private")
		                       : _(c->hint);

		if (c->run == audience && !note->id)
			continue;
		char *text = xasprintf("%s%s%s %s", c->keys, twice ? " " : "",
		    twice ? c->keys : "", word);
		int width = text_cells(text);

		if (col + width + 1 <= right)
			col += canvas_put(
			           canvas, row, col, width, ROLE_QUIET, text) +
			       3;
		free(text);
	}
}

static const struct command_table *const tables[] = { &note_table, NULL };

const struct pane_ops note_ops = {
	.name = "note",
	.title = N_("Note"),
	.tables = tables,
	.done = done,
	.fit = fit,
	.draw = draw,
	.want = want,
	.bar = bar,
	.key = key,
	.paste = paste,
	.input = input,
	.draft = note_draft,
};
