/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The words for one row of the journal. */

#include <config.h>

#include "panes/journal_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/desk.h"
#include "model/people.h"
#include "model/schema.h"
#include "model/session.h"
#include "ui/canvas.h"

/* Is the path one of a note's, and how much of it names the note? */
static bool
is_note(const char *path, size_t *len)
{
	const char *notes = strstr(path, "/notes/");
	const char *field = notes ? strrchr(path, '/') : NULL;

	if (!notes || field <= notes + 6)
		return false;
	*len = (size_t)(field - path);
	return true;
}

static bool
is_text(const struct recorded_change *change)
{
	const struct schema_row *row = schema_find(change->path);

	return row && row->kind == VALUE_TEXT;
}

const struct recorded_change *
journal_main(const struct commit *commit)
{
	enum { ENOUGH = 4 };
	size_t len;

	for (size_t i = 0; is_note(commit->changes[0].path, &len) &&
	                   i < commit->count && i < ENOUGH;
	     i++)
		if (is_text(&commit->changes[i]))
			return &commit->changes[i];
	return &commit->changes[0];
}

/* What a field of the same note was set to, by this commit or before. */
static const char *
note_field(const struct desk *desk, const struct commit *commit,
    const char *path, size_t len, const char *field)
{
	enum { ENOUGH = 8 };

	for (size_t i = 0; commit && i < commit->count && i < ENOUGH; i++) {
		const char *other = commit->changes[i].path;

		if (strncmp(other, path, len) == 0 && other[len] == '/' &&
		    str_equal(other + len + 1, field))
			return commit->changes[i].value
			           ? commit->changes[i].value
			           : commit->changes[i].old;
	}
	return session_getf(desk->session, "%.*s/%s", (int)len, path, field);
}

/* The criterion that a note's path is about; false for all else. */
static bool
note_spot(const struct desk *desk, const struct commit *commit,
    const char *path, struct spot *spot)
{
	size_t len;

	if (!is_note(path, &len))
		return false;
	const char *about = note_field(desk, commit, path, len, "criterion");

	if (!about)
		return false;
	char *control = path_segment(path, 0);
	char *criterion = xasprintf("%s/criteria/%s/state", control, about);
	bool found = desk_find_path(desk, criterion, spot);

	free(criterion);
	free(control);
	return found;
}

bool
journal_spot(
    const struct desk *desk, const struct commit *commit, struct spot *spot)
{
	const char *path = journal_main(commit)->path;

	return note_spot(desk, commit, path, spot) ||
	       desk_find_path(desk, path, spot);
}

/* A path for people, with the criterion that a note is about. The caller
 * frees it. */
static char *
journal_name(
    const struct desk *desk, const struct commit *commit, const char *path)
{
	struct spot spot;

	if (!note_spot(desk, commit, path, &spot))
		return desk_path_name(desk, path);
	char *where = desk_spot_name(desk, spot);
	/* TRANSLATORS: %s is a criterion: OPS-03 3.2 */
	char *name = xasprintf(_("%s note"), where);

	free(where);
	return name;
}

/* The part of a name after the words it shares with the first: "1.2" after
 * "OPS-03 1.1"; NULL when they share none. */
static const char *
own_part(const char *name, const char *first)
{
	const char *part = NULL;

	for (size_t i = 0; name[i] && (name[i] == first[i] || !first[i]); i++) {
		if (name[i] == ' ')
			part = name + i + 1;
		if (!first[i])
			break;
	}
	return part;
}

static void
add_more(struct str *out, size_t count)
{
	str_add_char(out, ' ');
	/* TRANSLATORS: after the names of the first things of several */
	str_printf(out, ngettext("and %zu more", "and %zu more", count), count);
}

static void
add_names(const struct desk *desk, const struct commit *commit, int width,
    struct str *out)
{
	enum { MORE = 12 };
	char *first = journal_name(desk, commit, commit->changes[0].path);
	char *last = xstrdup(first);

	str_add(out, first);
	for (size_t i = 1; i < commit->count; i++) {
		char *name =
		    journal_name(desk, commit, commit->changes[i].path);
		const char *part = own_part(name, first);
		int room = width - text_cells(str_text(out)) -
		           (i + 1 < commit->count ? MORE : 0);
		bool same = str_equal(name, last);
		bool fits = part && text_cells(part) + 1 <= room;

		if (!same && fits)
			str_printf(out, " %s", part);
		free(last);
		last = name;
		if (!same && !fits) {
			add_more(out, commit->count - i);
			break;
		}
	}
	free(first);
	free(last);
}

void
journal_where(const struct desk *desk, const struct commit *commit, int width,
    struct str *out)
{
	if (commit->undoes)
		/* TRANSLATORS: a commit that takes back commit 210 */
		str_printf(
		    out, _("undoes %llu"), (unsigned long long)commit->undoes);
	else if (commit->redoes)
		/* TRANSLATORS: a commit that brings commit 210 back */
		str_printf(
		    out, _("redoes %llu"), (unsigned long long)commit->redoes);
	else
		add_names(desk, commit, width, out);
}

static size_t
characters(const char *text)
{
	size_t count = 0;
	uint32_t code;

	for (; *text; count++)
		text = utf8_next(text, &code);
	return count;
}

/* "+ 46 characters, private": a text is counted, not shown. */
static void
add_text(const struct desk *desk, const struct recorded_change *change,
    struct str *out)
{
	size_t now = change->value ? characters(change->value) : 0;
	size_t before = change->old ? characters(change->old) : 0, len;

	if (!change->old)
		str_printf(out,
		    ngettext("+ %zu character", "+ %zu characters", now), now);
	else if (!change->value)
		str_printf(out,
		    ngettext("- %zu character", "- %zu characters", before),
		    before);
	else
		str_printf(out,
		    /* TRANSLATORS: a text that had 46 has 52 now */
		    ngettext(
		        "%zu -> %zu character", "%zu -> %zu characters", now),
		    before, now);
	if (!is_note(change->path, &len))
		return;
	const char *audience =
	    note_field(desk, NULL, change->path, len, "audience");

	if (!audience || str_equal(audience, "private"))
		/* TRANSLATORS: after the length of a note only the assessor
		 * sees */
		str_add(out, _(", private"));
}

/* What holds while nothing is recorded stands for NULL. */
static const char *
shown(const struct schema_row *row, const char *value)
{
	if (!value)
		return row ? row->fallback : NULL;
	return value;
}

/* Words are translated. */
static const char *
spoken(const struct schema_row *row, const char *value)
{
	return row && row->kind == VALUE_WORD ? _(value) : value;
}

const char *
journal_value(const struct recorded_change *change, const char *value)
{
	const struct schema_row *row = schema_find(change->path);

	value = shown(row, value);
	return value ? spoken(row, value) : "-";
}

/* "old -> new"; where that has no room, or there is no old, "-> new". */
static void
add_value(const struct recorded_change *change, int width, struct str *out)
{
	const struct schema_row *row = schema_find(change->path);
	/* evidence that had no state is not said to have been unrequested */
	const char *old = str_starts(change->path, "evidence/")
	                      ? change->old
	                      : shown(row, change->old);
	const char *value = shown(row, change->value);
	size_t from = out->len;

	/* TRANSLATORS: what a value became that was taken away */
	value = value ? spoken(row, value) : _("none");
	if (!old && row && row->kind == VALUE_LINE) {
		str_add(out, value);
		return;
	}
	if (old)
		str_printf(out, "%s -> %s", spoken(row, old), value);
	if (!old || text_cells(out->data + from) > width) {
		str_truncate(out, from);
		str_printf(out, "-> %s", value);
	}
}

void
journal_change(const struct desk *desk, const struct recorded_change *change,
    int width, struct str *out)
{
	if (is_text(change))
		add_text(desk, change, out);
	else
		add_value(change, width, out);
}

/* Was the same done in several places? */
static bool
is_uniform(const struct commit *commit)
{
	for (size_t i = 1; i < commit->count; i++)
		if (!str_equal(
		        commit->changes[i].value, commit->changes[0].value))
			return false;
	return commit->count > 1;
}

void
journal_what(const struct desk *desk, const struct commit *commit, int width,
    struct str *out)
{
	const struct recorded_change *change = journal_main(commit);
	struct str after = { 0 };

	if (commit->undoes || commit->redoes) {
		char *name = journal_name(desk, commit, change->path);

		str_printf(out, "%s ", name);
		free(name);
		if (commit->count > 1)
			add_more(&after, commit->count - 1);
	} else if (is_uniform(commit)) {
		str_printf(&after,
		    /* TRANSLATORS: after "-> exceeded": so many criteria in
		     * one commit */
		    ngettext(", %zu at once", ", %zu at once", commit->count),
		    commit->count);
	}
	size_t from = out->len;
	int room = width - text_cells(str_text(out));
	int cells = text_cells(str_text(&after));

	journal_change(desk, change, room - cells, out);
	if (text_cells(str_text(out) + from) + cells <= room) {
		str_add(out, str_text(&after));
	} else {
		str_truncate(out, from);
		journal_change(desk, change, room, out);
	}
	str_done(&after);
}

void
journal_why(const struct commit *commit, struct str *out)
{
	const char *why = journal_main(commit)->why;

	if (why)
		str_add(out, why);
	else if (commit->said)
		str_printf(out, _("said by %s"), person_shown(commit->said));
}
