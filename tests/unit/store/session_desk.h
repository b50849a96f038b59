/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_STORE_SESSION_DESK_H
#define ASSAY_TESTS_STORE_SESSION_DESK_H

/* A session in a directory of its own, for the tests of the journal. */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../sample_pack.h"
#include "base/file.h"
#include "base/str.h"
#include "model/session.h"
#include "store/journal.h"

static const struct stamp desk_stamp = { "ada", NULL,
	"2026-07-14T10:00:00+02:00" };
static const char desk_tick[] = "GAR-01/criteria/2.2/state";

/* One session in a directory of its own below the current one. */
struct desk {
	char root[32];
	char *dir, *file;
	struct catalog *catalog;
	struct journal *journal;
	struct session *session;
};

static inline struct session_header
header(void)
{
	return (struct session_header){
		.at = xstrdup("2026-07-14T09:00:00+02:00"),
		.by = xstrdup("ada"),
		.pack_id = xstrdup("garden"),
		.pack_version = xstrdup("1"),
		.policy = xstrdup("most"),
		.pass = 80,
		.judge = 50,
	};
}

static inline void
begin(struct desk *d)
{
	struct session_header h = header();
	struct err err = { 0 };

	*d = (struct desk){ .root = "journal-XXXXXX" };
	cr_assert_not_null(mkdtemp(d->root), "%s", strerror(errno));
	d->dir = path_join(d->root, "acme");
	d->file = path_join(d->dir, "journal");
	d->catalog = sample_catalog();
	cr_assert(journal_create(d->dir, &h, &d->journal, &d->session, &err),
	    "%s", err.message);
}

static inline void
leave(struct desk *d)
{
	journal_close(d->journal);
	session_free(d->session);
	d->journal = NULL;
	d->session = NULL;
}

static inline void
reopen(struct desk *d)
{
	struct err err = { 0 };

	leave(d);
	cr_assert(
	    journal_open(d->dir, JOURNAL_WRITE, &d->journal, &d->session, &err),
	    "%s", err.message);
}

static inline void
finish(struct desk *d)
{
	leave(d);
	char *command = xasprintf("rm -rf %s", d->root);

	cr_assert_eq(system(command), 0, "clean up");
	free(command);
	free(d->dir);
	free(d->file);
	catalog_free(d->catalog);
}

static inline bool
record(struct desk *d, const char *path, const char *value, const char *why)
{
	struct changes changes = { 0 };
	struct commit commit;
	struct err err = { 0 };

	changes_add(&changes, path, value, why);
	cr_assert(session_prepare(d->session, d->catalog, &changes, &desk_stamp,
	              &commit, &err),
	    "%s", err.message);
	changes_done(&changes);
	if (!commit.count) {
		commit_done(&commit);
		return true;
	}
	bool ok = journal_append(d->journal, &commit, &err);

	cr_assert_eq(ok, err.code == ERR_NONE, "false exactly with err");
	err_done(&err);
	session_apply_take(d->session, &commit);
	return ok;
}

static inline void
answer(struct desk *d, const char *value)
{
	cr_assert(record(d, desk_tick, value, "for a reason"), "saved");
}

static inline void
take_back(struct desk *d, bool undo)
{
	struct commit commit;

	cr_assert((undo ? session_prepare_undo : session_prepare_redo)(
	              d->session, &desk_stamp, &commit),
	    "something to %s", undo ? "undo" : "redo");
	cr_assert(journal_append(d->journal, &commit, NULL), "saved");
	session_apply_take(d->session, &commit);
}

static inline void
slurp(const char *path, struct str *out)
{
	struct err err = { 0 };

	str_clear(out);
	cr_assert(file_read(path, 1 << 28, out, &err), "%s", err.message);
}

static inline void
spill(const char *path, const char *data, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	cr_assert_geq(fd, 0, "%s", strerror(errno));
	cr_assert(file_write_all(fd, data, len, path, NULL), "written");
	close(fd);
}

static inline char *
dump(const struct session *session)
{
	struct str out = { 0 };
	size_t count;
	const struct entry *e = session_range(session, "", &count);

	for (size_t i = 0; i < count; i++)
		str_printf(&out, "%s=%s (%s) %llu\n", e[i].path, e[i].value,
		    e[i].why ? e[i].why : "", (unsigned long long)e[i].seq);
	return out.data ? str_steal(&out) : xstrdup("");
}

/* Refused with this code; the file is as it was. */
static inline void
expect_refusal(
    struct desk *d, enum journal_mode mode, enum err_code code, size_t line)
{
	struct journal *journal = NULL;
	struct session *session = NULL;
	struct err err = { 0 };
	struct str before = { 0 }, after = { 0 };

	slurp(d->file, &before);
	cr_assert_not(journal_open(d->dir, mode, &journal, &session, &err),
	    "opened although damaged (line %zu)", line);
	cr_assert_eq(err.code, code, "%s", err.message);
	cr_assert_eq(err.line, line, "line %zu: %s", err.line, err.message);
	cr_assert_null(strchr(err.message, '\n'), "one line");
	cr_assert_null(journal, "outputs untouched");
	cr_assert_null(session, "outputs untouched");
	slurp(d->file, &after);
	cr_assert_eq(after.len, before.len, "file untouched");
	cr_assert_eq(memcmp(str_text(&after), str_text(&before), before.len), 0,
	    "file untouched");
	err_done(&err);
	str_done(&before);
	str_done(&after);
}

/* Files may not grow beyond this many bytes; RLIM_INFINITY lifts it. */
static inline void
limit_files(rlim_t bytes)
{
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = bytes == RLIM_INFINITY ? limit.rlim_max : bytes;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0, "limit");
}

#endif
