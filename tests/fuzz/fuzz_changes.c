/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Hostile changes: read, ruled on, prepared, applied, taken back and brought
 * again, all in memory. All of a file counts or nothing of it. */

#include <config.h>

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "app/changes_read.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/ruling.h"
#include "model/session.h"
#include "store/journal.h"
#include "store/journal_parts.h"

static const struct stamp stamp = { "fuzz", NULL, "2026-07-14T10:00:00+02:00" };

/* What a commit says in the journal is the commit. */
static void
check_line(const struct session *session, const struct commit *commit)
{
	struct commit again = { 0 };
	struct err err = { 0 };
	char *line = journal_commit_json(commit);

	fuzz_must(line_read_commit(line, strlen(line), session, &again, &err));
	char *twice = journal_commit_json(&again);

	fuzz_must(str_equal(line, twice));
	commit_done(&again);
	free(twice);
	free(line);
}

static void
must_be(const struct session *session, const char *state)
{
	char *now = fuzz_state(session);

	fuzz_must(str_equal(now, state));
	free(now);
}

/* Takes it back, and brings it again. */
static void
back_and_forth(struct session *session, const char *before, const char *after)
{
	struct commit commit;

	fuzz_must(session_prepare_undo(session, &stamp, &commit));
	check_line(session, &commit);
	session_apply_take(session, &commit);
	must_be(session, before);
	fuzz_must(session_prepare_redo(session, &stamp, &commit));
	check_line(session, &commit);
	session_apply_take(session, &commit);
	must_be(session, after);
}

static void
take_commit(struct session *session, struct commit *commit, const char *before)
{
	size_t commits = session_commits(session);

	check_line(session, commit);
	session_apply_take(session, commit);
	const struct commit *made = session_commit(session, commits);

	for (size_t i = 0; i < made->count; i++) {
		const char *path = made->changes[i].path;

		fuzz_must(str_equal(
		    session_get(session, path), made->changes[i].value));
		fuzz_shown(made->changes[i].value);
	}
	char *after = fuzz_state(session);

	fuzz_must(!str_equal(before, after));
	back_and_forth(session, before, after);
	free(after);
}

static void
apply(
    struct changes_file *file, const struct catalog *c, struct session *session)
{
	struct commit commit = { 0 };
	struct err err = { 0 };
	char *before = fuzz_state(session);
	size_t commits = session_commits(session);
	bool ok =
	    ruling_apply(c, session, &file->changes, &stamp,
	        day_parse("2026-07-14"), &err) &&
	    session_prepare(session, c, &file->changes, &stamp, &commit, &err);

	/* nothing happens before it is applied */
	must_be(session, before);
	fuzz_must(session_commits(session) == commits);
	if (!ok) {
		changes_place_late(file, "fuzz", &err);
		fuzz_must(!commit.changes);
	} else if (commit.count) {
		take_commit(session, &commit, before);
	} else {
		commit_done(&commit);
	}
	fuzz_told(&err, !ok);
	free(before);
}

void
fuzz_changes(const char *name, const uint8_t *data, size_t size)
{
	struct catalog *c = fuzz_catalog();
	struct session *session = fuzz_new_session();
	struct err err = { 0 };

	/* twice: the second time upon what the first one left */
	for (int i = 0; i < 2; i++) {
		struct changes_file file = { 0 };
		bool ok = changes_read(
		    name, (const char *)data, size, c, &file, &err);

		fuzz_must(ok || !file.changes.items);
		fuzz_told(&err, !ok);
		if (ok)
			apply(&file, c, session);
		changes_file_done(&file);
	}
	session_free(session);
	catalog_free(c);
}
