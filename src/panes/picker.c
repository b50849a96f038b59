/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Typing to narrow a list, and moving in it. */

#include <config.h>

#include "panes/picker.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/search.h"
#include "ui/canvas.h"

#define CTRL(letter) ((key_code)(letter)&31)

void
picker_init(struct picker *picker, const char *text)
{
	*picker = (struct picker){ 0 };
	field_init(&picker->field, false, text);
}

void
picker_done(struct picker *picker)
{
	field_done(&picker->field);
}

char *
picker_text(const struct picker *picker)
{
	const char *text = field_text(&picker->field);

	return str_fold_space(text, strlen(text));
}

/* Does a word of the folded text begin so? */
static bool
has_word(const char *folded, const char *word)
{
	const char *at = folded;

	while ((at = strstr(at, word)) != NULL) {
		unsigned char before =
		    (unsigned char)(at > folded ? at[-1] : ' ');

		if (before < 0x80 && !isalnum(before))
			return true;
		at++;
	}
	return false;
}

bool
picker_matches(const char *query, const char *text)
{
	char *folded = search_fold(text);
	bool all = true;

	while (all && *query) {
		size_t len = strcspn(query, " ");
		char *word = xstrndup(query, len);

		all = has_word(folded, word);
		free(word);
		query += len + (query[len] == ' ');
	}
	free(folded);
	return all;
}

static void
to_start(struct picker *picker)
{
	picker->field.changed = false;
	picker->cursor = picker->top = 0;
}

bool
picker_move(struct picker *picker, enum move move, size_t page)
{
	size_t at = picker->cursor;

	if (!picker->count ||
	    !move_place(move, at, page, picker->count, &picker->cursor))
		return false;
	return picker->cursor != at;
}

/* Keys that mean the same everywhere, whatever is being typed. */
static bool
is_for_program(key_code key)
{
	return key == CTRL('L') || key == CTRL('S') || key == CTRL('Z') ||
	       key == KEY_CODE_F1 || key >= KEY_CODE_RESIZE;
}

bool
picker_looks(key_code key)
{
	return key == KEY_ENTER_CODE || key == KEY_CODE_DOWN ||
	    key == KEY_CODE_UP || key == KEY_CODE_PGDN || key == CTRL('F') ||
	    key == KEY_CODE_PGUP || key == CTRL('B');
}

enum picker_event
picker_key(struct picker *picker, key_code key, size_t page)
{
	if (is_for_program(key))
		return PICKER_OTHER;
	switch (key) {
	case KEY_ENTER_CODE:
		return PICKER_ENTER;
	case KEY_TAB_CODE:
		return PICKER_TAB;
	case KEY_ESC_CODE:
	case CTRL('C'):
		return PICKER_LEAVE;
	case KEY_CODE_DOWN:
		picker_move(picker, MOVE_DOWN, page);
		return PICKER_TAKEN;
	case KEY_CODE_UP:
		picker_move(picker, MOVE_UP, page);
		return PICKER_TAKEN;
	case KEY_CODE_PGDN:
	case CTRL('F'):
		picker_move(picker, MOVE_PAGE_DOWN, page);
		return PICKER_TAKEN;
	case KEY_CODE_PGUP:
	case CTRL('B'):
		picker_move(picker, MOVE_PAGE_UP, page);
		return PICKER_TAKEN;
	default:
		field_key(&picker->field, key, 1);
	}
	if (!picker->field.changed)
		return PICKER_TAKEN;
	to_start(picker);
	return PICKER_TYPED;
}

void
picker_paste(struct picker *picker, const char *text)
{
	field_insert(&picker->field, text);
	to_start(picker);
}

void
picker_set_count(struct picker *picker, size_t count)
{
	picker->count = count;
	if (picker->cursor >= count)
		picker->cursor = count ? count - 1 : 0;
}

void
picker_scroll(
    struct picker *picker, size_t first, size_t last, size_t total, size_t rows)
{
	if (last >= picker->top + rows)
		picker->top = last - rows + 1;
	if (first < picker->top)
		picker->top = first;
	if (picker->top + rows > total)
		picker->top = total > rows ? total - rows : 0;
}

/* The longest form of "nothing found" that leaves the text its room. */
static char *
nothing(const struct picker *picker, int room)
{
	struct str text = { 0 };

	/* TRANSLATORS: %s is what was typed to search or narrow a list */
	str_printf(&text, _("nothing for \"%s\"   Esc back"),
	    field_text(&picker->field));
	if (text_cells(str_text(&text)) > room) {
		str_clear(&text);
		/* TRANSLATORS: no such entry; stands where there is little
		 * room */
		str_add(&text, _("nothing"));
	}
	return str_steal(&text);
}

void
picker_draw_input(const struct picker *picker, struct canvas *canvas, int row,
    int cols, const char *label, const char *right)
{
	enum { LEAST = 8, GAP = 2 };
	const char *text = field_text(&picker->field);
	int at = 1 + canvas_put(canvas, row, 1, cols - 2, ROLE_STRONG, label);
	int needs = text_cells(text) + 1, edge = cols;
	char *none = NULL;

	if (needs < LEAST)
		needs = LEAST;
	int room = cols - 1 - at - needs - GAP;

	if (*text && !picker->count)
		right = none = nothing(picker, room);
	if (*right && text_cells(right) <= room)
		edge = canvas_put_right(
		           canvas, row, at, cols - at - 1, ROLE_QUIET, right) -
		       GAP;
	field_draw(&picker->field, canvas, row, at, 1, edge - at, ROLE_TEXT);
	free(none);
}

void
picker_draw_found(const struct picker *picker, struct canvas *canvas, int row,
    int cols, const char *label)
{
	struct str right = { 0 };

	str_printf(&right,
	    ngettext("%zu found", "%zu found", picker->count), picker->count);
	picker_draw_input(
	    picker, canvas, row, cols, label, str_text(&right));
	str_done(&right);
}
