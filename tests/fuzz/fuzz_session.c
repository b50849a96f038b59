/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Hostile journals: as they are, and with the sums of every line made right,
 * which no fuzzer would guess; read, rated, undone, written on. */

#include <config.h>

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "store/journal.h"
#include "yaml/yread.h"

/* After how many commits all figures are worked out anew, and how many paths
 * get their names, each of which takes a walk through the session: no screen
 * shows those of a long journal all at once, and no user waits for them. */
enum { LOOKS = 20, NAMES = 500 };

static const struct stamp stamp = { "fuzz", NULL, "2026-07-14T10:00:00+02:00" };

/* What the screen does with a session. */
static void
look_around(const struct session *session, const struct catalog *c)
{
	struct desk desk;
	struct evidence_items items;
	struct note_items notes;
	size_t count, step = session_commits(session) / LOOKS + 1;

	desk_init(&desk, c);
	desk_set_today(&desk, day_parse("2026-07-14"));
	desk_set_session(&desk, session);
	desk_evidence(&desk, 0, &items);
	evidence_items_done(&items);
	desk_notes(&desk, 0, &notes);
	note_items_done(&notes);
	session_orphans(session, c);
	const struct entry *entry = session_range(session, "", &count);

	for (size_t i = 0; i < count; i++) {
		if (i % (count / NAMES + 1) == 0)
			free(desk_path_name(&desk, entry[i].path));
		fuzz_shown(entry[i].value);
	}
	for (size_t i = 0; i < session_commits(session); i++) {
		const struct commit *commit = session_commit(session, i);

		if (i % step == 0)
			desk_changed(&desk, commit);
		free(journal_commit_json(commit));
	}
	desk_done(&desk);
}

/* The snapshot is YAML, whatever the journal holds. */
static void
check_snapshot(const char *dir)
{
	static const struct ylimits limits = { 64 << 20, 64, 5000000, 16 << 20,
		false };
	char *path = path_join(dir, "session.yaml");
	struct ydoc *doc = yread_file(path, &limits, NULL);

	fuzz_must(doc && ydoc_root(doc)->kind == YNODE_MAPPING);
	ydoc_free(doc);
	free(path);
}

/* Takes the last commit back, and looks that it is there when it is opened
 * again. */
static void
write_on(const char *dir, const struct catalog *c)
{
	struct journal *journal;
	struct session *session;
	struct commit commit;

	if (!journal_open(dir, JOURNAL_WRITE, &journal, &session, NULL))
		return;
	bool undone = session_prepare_undo(session, &stamp, &commit);

	if (undone) {
		fuzz_must(journal_append(journal, &commit, NULL));
		session_apply_take(session, &commit);
	}
	fuzz_must(journal_snapshot(journal, session, NULL));
	check_snapshot(dir);
	size_t commits = session_commits(session);
	char *state = fuzz_state(session);

	look_around(session, c);
	journal_close(journal);
	session_free(session);
	fuzz_must(journal_open(dir, JOURNAL_READ, &journal, &session, NULL) &&
	          session_commits(session) == commits &&
	          !journal_torn(journal));
	char *again = fuzz_state(session);

	fuzz_must(str_equal(state, again));
	free(again);
	free(state);
	journal_close(journal);
	session_free(session);
}

static void
try_journal(
    const char *dir, const char *data, size_t size, const struct catalog *c)
{
	char *file = path_join(dir, "journal");
	struct journal *journal;
	struct session *session;
	struct err err = { 0 };

	fuzz_put(file, data, size);
	bool ok = journal_open(dir, JOURNAL_READ, &journal, &session, &err);

	fuzz_told(&err, !ok);
	if (ok) {
		look_around(session, c);
		journal_close(journal);
		session_free(session);
		write_on(dir, c);
	}
	free(file);
}

void
fuzz_session(const char *name, const uint8_t *data, size_t size)
{
	char dir[] = "session-XXXXXX";
	struct catalog *c = fuzz_catalog();
	struct str mended = { 0 };

	(void)name;
	fuzz_must(mkdtemp(dir) != NULL);
	try_journal(dir, (const char *)data, size, c);
	fuzz_mend((const char *)data, size, &mended);
	try_journal(dir, str_text(&mended), mended.len, c);
	fuzz_remove(dir);
	str_done(&mended);
	catalog_free(c);
}
