/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Hostile journals: as they are, and with the sums of every line made right,
 * which no fuzzer would guess; read, rated, undone, written on. */

#include <config.h>

#include "fuzz.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/builder.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "store/journal.h"

static const struct stamp stamp = { "fuzz", NULL,
	"2026-07-14T10:00:00+02:00" };

static size_t
add_named(struct builder *b, enum catalog_field list, size_t row,
    enum catalog_field id, const char *name)
{
	size_t child = builder_child(b, list, row);

	builder_text(b, id, child, name);
	return child;
}

static void
add_control(struct builder *b)
{
	size_t control = builder_row(b, TABLE_CONTROL);

	builder_text(b, CONTROL_ID, control, "AB-1");
	builder_text(b, CONTROL_DOMAIN, control, "AB");
	builder_text(b, CONTROL_STATEMENT, control, "Letters are in order.");
	builder_item(b, CONTROL_EVIDENCE, control, "E-1");
	for (int level = 1; level <= 2; level++) {
		size_t row = builder_child(b, CONTROL_LEVELS, control);

		builder_number(b, CLEVEL_LEVEL, row, level);
		for (int i = 0; i < 3; i++) {
			char *text = xasprintf("Criterion %d.%d", level, i);

			add_named(b, CLEVEL_CRITERIA, row, CRITERION_TEXT,
			    text);
			free(text);
		}
	}
}

/* AB-1 with three criteria at levels 1 and 2, and the request E-1. */
static struct catalog *
small_catalog(void)
{
	struct err_list problems = { 0 };
	struct builder *b = builder_new(&problems);

	builder_text(b, PACK_FORMAT, 0, "assay-pack/1");
	builder_text(b, PACK_ID, 0, "small");
	builder_text(b, PACK_TITLE, 0, "Small");
	builder_text(b, PACK_VERSION, 0, "1");
	builder_text(b, PACK_LANGUAGE, 0, "en");
	size_t scale = builder_child(b, PACK_SCALE, 0);

	for (int level = 0; level <= 2; level++)
		builder_number(b, LEVEL_NUMBER,
		    add_named(b, SCALE_LEVELS, scale, LEVEL_NAME, "Name"),
		    level);
	builder_text(b, DOMAIN_NAME,
	    add_named(b, PACK_DOMAINS, 0, DOMAIN_ID, "AB"), "Alphabet");
	builder_text(b, EVIDENCE_TITLE,
	    add_named(b, PACK_EVIDENCE, 0, EVIDENCE_ID, "E-1"), "A list");
	add_control(b);
	struct catalog *c = builder_finish(b);

	if (!c)
		abort();
	builder_free(b);
	err_list_done(&problems);
	return c;
}

static void
put(const char *path, const char *data, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd < 0 || write(fd, data, len) != (ssize_t)len)
		abort();
	close(fd);
}

/* The lines with "prev" and "sum" as they ought to be. */
static void
mend(const char *data, size_t size, struct str *out)
{
	static const char key[] = ",\"prev\":\"";
	char sum[DIGEST_HEX + 1] = "";

	while (size) {
		const char *feed = memchr(data, '\n', size);
		size_t len = feed ? (size_t)(feed - data) : size;
		const char *cut = memmem(data, len, key, sizeof(key) - 1);
		size_t keep = cut ? (size_t)(cut - data)
		    : len	  ? len - 1
				  : 0;
		size_t start = out->len;

		str_add_n(out, data, keep);
		str_printf(out, "%s%s\",", key, sum);
		digest_hex(out->data + start, out->len - start, sum);
		str_printf(out, "\"sum\":\"%s\"}\n", sum);
		len += feed != NULL;
		data += len;
		size -= len;
	}
}

/* What the screen does with a session. */
static void
look_around(const struct session *session, const struct catalog *c)
{
	struct desk desk;
	struct evidence_items items;
	struct note_items notes;
	size_t count;

	desk_init(&desk, c);
	desk_set_session(&desk, session);
	desk_evidence(&desk, 0, &items);
	evidence_items_done(&items);
	desk_notes(&desk, 0, &notes);
	note_items_done(&notes);
	session_orphans(session, c);
	const struct entry *entry = session_range(session, "", &count);

	for (size_t i = 0; i < count; i++)
		free(desk_path_name(&desk, entry[i].path));
	for (size_t i = 0; i < session_commits(session); i++) {
		const struct commit *commit = session_commit(session, i);

		desk_changed(&desk, commit);
		free(journal_commit_json(commit));
	}
	desk_done(&desk);
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
		if (!journal_append(journal, &commit, NULL))
			abort();
		session_apply_take(session, &commit);
	}
	if (!journal_snapshot(journal, session, NULL))
		abort();
	size_t commits = session_commits(session);

	look_around(session, c);
	journal_close(journal);
	session_free(session);
	if (!journal_open(dir, JOURNAL_READ, &journal, &session, NULL) ||
	    session_commits(session) != commits || journal_torn(journal))
		abort();
	journal_close(journal);
	session_free(session);
}

static void
try_journal(const char *dir, const char *data, size_t size,
    const struct catalog *c)
{
	char *file = path_join(dir, "journal");
	struct journal *journal;
	struct session *session;
	struct err err = { 0 };

	put(file, data, size);
	if (journal_open(dir, JOURNAL_READ, &journal, &session, &err)) {
		look_around(session, c);
		journal_close(journal);
		session_free(session);
		write_on(dir, c);
	} else if (!err.message || strchr(err.message, '\n')) {
		abort();
	}
	err_done(&err);
	free(file);
}

void
fuzz_session(const uint8_t *data, size_t size)
{
	char dir[] = "session-XXXXXX";
	struct catalog *c = small_catalog();
	struct str mended = { 0 };

	if (!mkdtemp(dir))
		abort();
	try_journal(dir, (const char *)data, size, c);
	mend((const char *)data, size, &mended);
	try_journal(dir, str_text(&mended), mended.len, c);
	fuzz_remove(dir);
	str_done(&mended);
	catalog_free(c);
}

#ifdef FUZZER_SESSION
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_session(data, size);
	return 0;
}
#endif
