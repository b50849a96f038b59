/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What is proposed for a file that becomes evidence. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "app/attach.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/artifacts.h"
#include "model/catalog.h"
#include "model/schema.h"
#include "model/session.h"

static bool
ends(const char *text, const char *end)
{
	size_t len = strlen(text), tail = strlen(end);

	return len >= tail && str_equal(text + len - tail, end);
}

char *
attach_known(const struct session *session, const char *sha256)
{
	size_t count = 0;
	const struct entry *entry =
	    session ? session_range(session, "evidence/", &count) : NULL;

	for (size_t i = 0; i < count; i++)
		if (ends(entry[i].path, "/sha256") &&
		    str_equal(entry[i].value, sha256))
			return path_segment(entry[i].path, 1);
	return NULL;
}

bool
attach_has_file(const struct session *session, const char *id)
{
	return session && (artifact_field(session, id, "sha256") ||
	                      artifact_field(session, id, "file"));
}

bool
attach_is_linked(const struct catalog *c, const struct session *session,
    const char *id, const char *control)
{
	size_t at = catalog_find(c, TABLE_CONTROL, control);
	size_t row = catalog_find(c, TABLE_EVIDENCE, id);
	size_t count = at == CATALOG_NONE || row == CATALOG_NONE
	                   ? 0
	                   : catalog_count(c, CONTROL_EVIDENCE, at);

	for (size_t i = 0; i < count; i++)
		if (catalog_child(c, CONTROL_EVIDENCE, at, i) == row)
			return true;
	char *path = artifact_link_path(id, control);
	bool linked = session && session_get(session, path);

	free(path);
	return linked;
}

/* Proposes that an item supports the control, unless that is known. */
static void
propose_link(const struct attach_deed *deed, const char *id)
{
	if (!deed->control ||
	    attach_is_linked(deed->catalog, deed->session, id, deed->control))
		return;
	char *link = artifact_link_path(id, deed->control);
	bool there = false;

	for (size_t i = 0; i < deed->changes->count; i++)
		there = there || str_equal(deed->changes->items[i].path, link);
	if (!there)
		changes_add(deed->changes, link, "supports", NULL);
	free(link);
}

static void
propose(const struct attach_deed *deed, const char *id, const char *field,
    const char *value)
{
	char *path = artifact_path(id, field);

	changes_add(deed->changes, path, value, NULL);
	free(path);
}

/* A file's name as a line of text: what would disturb a screen shows. */
static char *
readable(const char *name)
{
	struct str safe = { 0 };

	display_safe(&safe, name, false);
	char *line = str_fold_space(str_text(&safe), safe.len);

	str_done(&safe);
	return line;
}

/* "Plan of the week" of "Plan of the week.pdf". */
static char *
title_of(const char *name)
{
	char *title = readable(name), *dot = strrchr(title, '.');

	if (dot && dot > title && strlen(dot) <= 9)
		*dot = '\0';
	return title;
}

/* Is having a file news to an item in this state? */
static bool
is_before_received(enum evidence_state state)
{
	return state == EVIDENCE_NOT_REQUESTED || state == EVIDENCE_REQUESTED ||
	       state == EVIDENCE_REJECTED || state == EVIDENCE_NOT_AVAILABLE ||
	       state == EVIDENCE_NOT_APPLICABLE;
}

static void
propose_received(const struct attach_deed *deed, const char *id)
{
	const char *now = artifact_field(deed->session, id, "state");

	if (is_before_received(evidence_state_find(now)))
		artifact_set_state(deed->session, deed->changes, id,
		    EVIDENCE_RECEIVED, NULL, deed->today, deed->by);
}

static void
propose_file(const struct attach_deed *deed, const char *id, const char *name,
    const struct attach_print *print, const char *location)
{
	char *size = xasprintf("%llu", (unsigned long long)print->size);

	propose(deed, id, "file", name);
	propose(deed, id, "size", size);
	propose(deed, id, "sha256", print->sha256);
	propose(
	    deed, id, "kept", location ? "with the client" : "in the session");
	if (location)
		propose(deed, id, "location", location);
	free(size);
}

/* A new item, with what makes it one. */
static char *
propose_new(const struct attach_deed *deed, const char *title)
{
	char *id = artifact_new_id(deed->session);

	propose(deed, id, "title", title);
	propose_link(deed, id);
	return id;
}

/* The item that a proposal gives this content; NULL. */
static char *
proposed(const struct changes *changes, const char *sha256)
{
	for (size_t i = 0; i < changes->count; i++)
		if (ends(changes->items[i].path, "/sha256") &&
		    str_equal(changes->items[i].value, sha256))
			return path_segment(changes->items[i].path, 1);
	return NULL;
}

bool
attach_mend(const struct session *session, struct journal *journal,
    const char *id, const char *path)
{
	const char *sha256 = artifact_field(session, id, "sha256");
	struct attach_print print;

	return str_equal(
	           artifact_field(session, id, "kept"), "in the session") &&
	       attach_check(journal, sha256) != ATTACH_WHOLE &&
	       attach_file(journal, path, &print, NULL) &&
	       str_equal(print.sha256, sha256);
}

char *
attach_again(const struct attach_deed *deed, const char *item, const char *path,
    const char *sha256)
{
	char *id = item ? NULL : proposed(deed->changes, sha256);

	if (id || item)
		return id;
	id = attach_known(deed->session, sha256);
	if (id)
		attach_mend(deed->session, deed->journal, id, path);
	if (id)
		propose_link(deed, id);
	return id;
}

/* Where a file lies, to be found again; it must be writable as text. */
static char *
location_of(const char *path, struct err *err)
{
	char *whole = realpath(path, NULL);

	if (!whole)
		whole = xstrdup(path);
	if (utf8_valid(whole, strlen(whole)) && !whole[strcspn(whole, "\r\n")])
		return whole;
	free(whole);
	err_set_at(err, ERR_INPUT, path, 0, 0,
	    _("This name is no text and cannot be noted as a place; rename "
	      "the file or keep it in the session."));
	return NULL;
}

bool
attach_one(const struct attach_deed *deed, const char *item, const char *path,
    char **id, struct err *err)
{
	struct attach_print print;
	char *location = deed->with_client ? location_of(path, err) : NULL;

	if (deed->with_client && !location)
		return false;
	if (!(location ? attach_read(path, &print, err)
	               : attach_file(deed->journal, path, &print, err))) {
		free(location);
		return false;
	}
	char *name = readable(path_base(path));
	char *title = title_of(path_base(path));

	*id = item ? xstrdup(item) : propose_new(deed, *title ? title : name);
	propose_file(deed, *id, name, &print, location);
	propose_received(deed, *id);
	free(title);
	free(name);
	free(location);
	return true;
}

/* A name for a text's file, after its title. */
static char *
name_of_text(const char *title)
{
	enum { LONGEST = 80 };
	size_t len = strlen(title);

	if (len > LONGEST)
		len =
		    (size_t)(utf8_previous(title, title + LONGEST + 1) - title);
	char *name = xasprintf("%.*s.txt", (int)len, title);

	for (char *p = name; *p; p++)
		if (*p == '/')
			*p = '-';
	return name;
}

bool
attach_pasted(const struct attach_deed *deed, const char *title,
    const char *text, char **id, struct err *err)
{
	struct attach_print print;

	if (!attach_text(deed->journal, text, strlen(text), &print, err))
		return false;
	char *name = name_of_text(title);

	*id = propose_new(deed, title);
	propose_file(deed, *id, name, &print, NULL);
	propose(deed, *id, "type", "record");
	propose(deed, *id, "obtained", "pasted");
	propose_received(deed, *id);
	free(name);
	return true;
}

void
attach_verify(const struct session *session, const struct journal *journal,
    void (*found)(const char *id, const char *place, bool original,
	enum attach_state state, void *data),
    void *data)
{
	size_t count = 0;
	const struct entry *entry =
	    session ? session_range(session, "evidence/", &count) : NULL;

	for (size_t i = 0; i < count; i++) {
		if (!ends(entry[i].path, "/sha256"))
			continue;
		char *id = path_segment(entry[i].path, 1);
		const char *kept = artifact_field(session, id, "kept");
		const char *there = artifact_field(session, id, "location");
		const char *sha256 = entry[i].value;

		if (str_equal(kept, "in the session")) {
			char *place = attach_place(journal, sha256);

			found(id, place ? place : "", false,
			    attach_check(journal, sha256), data);
			free(place);
		} else if (str_equal(kept, "with the client") && there) {
			found(id, there, true,
			    attach_check_original(there, sha256), data);
		}
		free(id);
	}
}
