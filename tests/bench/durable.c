/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What it takes until an answer is on the disk: durable DIR ROUNDS makes one
 * answer last by the journal, 200 bytes by append and fdatasync, and a row by
 * SQLite (WAL, synchronous=FULL), in turn and on the same file system. Prints
 * the medians in milliseconds: append, journal, SQLite (0 where there is no
 * libsqlite3), and the journal's share that is no disk: the commit made and
 * applied. */

#include <config.h>

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app_parts.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "figures.h"
#include "model/catalog.h"
#include "model/session.h"
#include "pty.h"
#include "store/content.h"
#include "store/journal.h"

enum { APPENDED = 200, WARM_UP = 20 };

/* The few calls of libsqlite3 that are needed, found at run time. */
struct sqlite {
	void *library, *base, *insert;
	int (*open)(const char *name, void **base);
	int (*exec)(
	    void *base, const char *sql, void *call, void *arg, char **message);
	int (*prepare)(void *base, const char *sql, int len, void **statement,
	    const char **tail);
	int (*step)(void *statement);
	int (*reset)(void *statement);
};

struct bench_save {
	struct catalog *catalog;
	struct journal *journal;
	struct session *session;
	struct sqlite sqlite;
	int fd;
	struct figures append, assay, made, rows;
	struct err err;
};

static int
give_up(struct err *err)
{
	char *line = err_line(err);

	fprintf(stderr, "durable: %s\n", line);
	free(line);
	err_done(err);
	return 1;
}

static void
find(struct sqlite *sqlite, const char *name, void *call)
{
	void *found = sqlite->library ? dlsym(sqlite->library, name) : NULL;

	memcpy(call, &found, sizeof(found));
}

/* False: there is none, or it cannot be used. */
static bool
open_sqlite(struct sqlite *sqlite, const char *dir)
{
	char *path = path_join(dir, "rows.db");

	sqlite->library = dlopen("libsqlite3.so.0", RTLD_NOW | RTLD_LOCAL);
	find(sqlite, "sqlite3_open", &sqlite->open);
	find(sqlite, "sqlite3_exec", &sqlite->exec);
	find(sqlite, "sqlite3_prepare_v2", &sqlite->prepare);
	find(sqlite, "sqlite3_step", &sqlite->step);
	find(sqlite, "sqlite3_reset", &sqlite->reset);
	bool ok = sqlite->open && sqlite->exec && sqlite->prepare &&
	          sqlite->step && sqlite->reset &&
	          sqlite->open(path, &sqlite->base) == 0 &&
	          sqlite->exec(sqlite->base,
	              "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
	              "CREATE TABLE answers (id INTEGER PRIMARY KEY,"
	              " path TEXT, value TEXT, at TEXT, by TEXT);",
	              NULL, NULL, NULL) == 0 &&
	          sqlite->prepare(sqlite->base,
	              "INSERT INTO answers (path, value, at, by) VALUES"
	              " ('OPS-03/criteria/1.12345678/state', 'met',"
	              " '2026-07-14T10:32:50+02:00', 'K. Ito')",
	              -1, &sqlite->insert, NULL) == 0;

	free(path);
	if (!ok)
		sqlite->insert = NULL;
	return ok;
}

/* One answer, another value each time. */
static bool
answer(struct bench_save *b, size_t round)
{
	struct changes changes = { 0 };
	struct commit commit = { 0 };
	struct stamp stamp = { "K. Ito", NULL, "2026-07-14T10:32:50+02:00" };
	size_t level = catalog_control_level(b->catalog, 0, 3);
	size_t criterion = catalog_child(b->catalog, CLEVEL_CRITERIA, level, 0);
	char *path = xasprintf("%s/criteria/3.%s/state",
	    catalog_string(b->catalog, CONTROL_ID, 0),
	    catalog_string(b->catalog, CRITERION_KEY, criterion));

	changes_add(&changes, path, round % 2 ? "met" : "not met", NULL);
	double start = pty_now();
	bool ok = session_prepare(
	    b->session, b->catalog, &changes, &stamp, &commit, &b->err);
	double made = pty_now();

	ok = ok && journal_append(b->journal, &commit, &b->err);
	double last = pty_now();

	if (ok)
		session_apply_take(b->session, &commit);
	if (ok && round >= WARM_UP) {
		figures_add(&b->assay, pty_now() - start);
		figures_add(&b->made, made - start + pty_now() - last);
	}
	changes_done(&changes);
	free(path);
	return ok;
}

static bool
save_all(struct bench_save *b, size_t rounds)
{
	char bytes[APPENDED];

	memset(bytes, 'x', sizeof(bytes));
	bytes[APPENDED - 1] = '\n';
	for (size_t i = 0; i < rounds + WARM_UP; i++) {
		double start = pty_now();

		if (write(b->fd, bytes, sizeof(bytes)) != APPENDED ||
		    fdatasync(b->fd) != 0)
			return err_set_errno(&b->err, errno, "append");
		if (i >= WARM_UP)
			figures_add(&b->append, pty_now() - start);
		if (!answer(b, i))
			return false;
		if (!b->sqlite.insert)
			continue;
		start = pty_now();
		b->sqlite.step(b->sqlite.insert);
		b->sqlite.reset(b->sqlite.insert);
		if (i >= WARM_UP)
			figures_add(&b->rows, pty_now() - start);
	}
	return true;
}

static bool
open_all(struct bench_save *b, const char *dir)
{
	const char *top = getenv("srcdir");
	char *pack = path_join(top ? top : ".", "content/scf-ops");
	char *session = path_join(dir, "session");
	char *plain = path_join(dir, "append");
	struct session_header header;

	b->catalog = content_open(pack, &b->err);
	bool ok =
	    b->catalog &&
	    app_session_header(b->catalog, pack, NULL, "K. Ito",
	        (time_t)1783000000, &header, &b->err) &&
	    journal_create(session, &header, &b->journal, &b->session, &b->err);

	b->fd = open(plain, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (ok && b->fd < 0)
		ok = err_set_errno(&b->err, errno, plain);
	open_sqlite(&b->sqlite, dir);
	free(plain);
	free(session);
	free(pack);
	return ok;
}

int
main(int argc, char **argv)
{
	struct bench_save b = { .fd = -1 };

	if (argc != 3) {
		fputs("usage: durable DIR ROUNDS\n", stderr);
		return 2;
	}
	if (!open_all(&b, argv[1]) || !save_all(&b, strtoul(argv[2], NULL, 10)))
		return give_up(&b.err);
	printf("%.4f %.4f %.4f %.4f\n", figures_median(&b.append),
	    figures_median(&b.assay), figures_median(&b.rows),
	    figures_median(&b.made));
	journal_close(b.journal);
	session_free(b.session);
	catalog_free(b.catalog);
	figures_done(&b.append);
	figures_done(&b.assay);
	figures_done(&b.made);
	figures_done(&b.rows);
	close(b.fd);
	return 0;
}
