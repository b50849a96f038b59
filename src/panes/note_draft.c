/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Notes half typed: what is kept of one on disk, and the editor on it again. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "panes/note_parts.h"
#include "panes/panes.h"

static void
add_name_part(struct str *name, const char *text)
{
	for (; *text; text++) {
		char c = *text;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		str_add_char(name, (c >= 'a' && c <= 'z') ||
		                           (c >= '0' && c <= '9') || c == '.' ||
		                           c == '-'
		                       ? c
		                       : '-');
	}
}

/* The first line says of what; the rest is the text. */
bool
note_draft(const struct pane *pane, struct str *name, struct str *text)
{
	static const char *const audiences[] = { "-", "private", "client" };
	const struct note *note = (const struct note *)pane;

	if (!note->touched)
		return false;
	str_add(name, "note-");
	add_name_part(name, note->control);
	str_add_char(name, '-');
	add_name_part(name, note->id          ? note->id
	                    : note->criterion ? note->criterion
	                                      : "");
	str_printf(text, "%s %s %s %s %s\n%s", note->control,
	    note->id ? note->id : "-", note->criterion ? note->criterion : "-",
	    audiences[note->audience], note->objective ? note->objective : "-",
	    field_text(&note->field));
	return true;
}

/* The next word of a line, NULL for "-" and at the end; the caller frees. */
static char *
take_word(const char **line)
{
	const char *from = *line + strspn(*line, " ");
	size_t len = strcspn(from, " \n");

	*line = from + len;
	return len && !(len == 1 && *from == '-') ? xstrndup(from, len) : NULL;
}

/* What the note is on, for people; a criterion gone is forgotten. */
static char *
name_of(const struct desk *desk, const char *control, char **criterion,
    const char *objective)
{
	struct spot spot;

	if (objective)
		return xstrdup(objective);
	char *path = xasprintf(
	    "%s/criteria/%s/note", control, *criterion ? *criterion : "");
	bool found = *criterion && desk_find_path(desk, path, &spot);

	free(path);
	if (found)
		return desk_spot_name(desk, spot);
	free(*criterion);
	*criterion = NULL;
	return xstrdup(control);
}

/* The objective's row; an id that is none of the control's goes. */
static size_t
find_objective(const struct desk *desk, size_t control, char **objective)
{
	const struct catalog *c = desk->catalog;

	for (size_t i = 0;
	     *objective && i < catalog_count(c, CONTROL_OBJECTIVES, control);
	     i++) {
		size_t row = catalog_child(c, CONTROL_OBJECTIVES, control, i);

		if (str_equal(catalog_string(c, OBJECTIVE_ID, row), *objective))
			return row;
	}
	free(*objective);
	*objective = NULL;
	return CATALOG_NONE;
}

static void
go_to_subject(struct desk *desk, const char *control, const char *criterion)
{
	char *path = criterion
	                 ? xasprintf("%s/criteria/%s/state", control, criterion)
	                 : xasprintf("%s/performed", control);
	struct spot spot;

	if (desk_find_path(desk, path, &spot))
		desk_go(desk, spot);
	free(path);
}

struct pane *
note_open_draft(const char *draft_text, struct desk *desk)
{
	const char *line = draft_text;
	const char *text = strchr(draft_text, '\n');
	char *control = take_word(&line), *id = take_word(&line);
	char *criterion = take_word(&line), *audience_word = take_word(&line);
	char *objective = take_word(&line);
	struct note *note = NULL;
	size_t row = control
	                 ? catalog_find(desk->catalog, TABLE_CONTROL, control)
	                 : CATALOG_NONE;

	if (text && row != CATALOG_NONE) {
		size_t about = find_objective(desk, row, &objective);
		char *name = name_of(desk, control, &criterion, objective);

		if (id || criterion) {
			note = (struct note *)note_open(
			    control, id, criterion, name, text + 1);
			note->touched = true;
			note_set_objective(&note->pane, objective);
			go_to_subject(desk, control, criterion);
			if (objective)
				desk->objective =
				    (struct desk_objective){ row, about };
			if (audience_word)
				note->audience =
				    str_equal(audience_word, "client")
				        ? NOTE_CLIENT
				        : NOTE_PRIVATE;
		}
		free(name);
	}
	free(control);
	free(id);
	free(criterion);
	free(objective);
	free(audience_word);
	return note ? &note->pane : NULL;
}
