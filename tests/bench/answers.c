/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What one answer costs the disk, counted exactly: keys go to the program
 * behind the screen, and the calls that reach the kernel are counted on their
 * way. Without arguments it is a test, which speaks TAP; with --numbers it
 * prints the figures of goal 8; --fill PACK SESSION makes a session in which
 * every criterion of the pack is answered, a commit each. */

#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "app/app.h"
#include "app/app_parts.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/session.h"
#include "store/content.h"
#include "store/journal.h"
#include "ui/canvas.h"

enum { ANSWERS = 20, BYTES_MOST = 512, ROWS = 40, COLS = 120 };

/* What was called since it was last cleared. */
static struct calls {
	unsigned syncs, full_syncs, renames, opened;
	size_t appended, elsewhere; /* bytes: to the journal, to other files */
} calls;
/* Nothing needs to last while a session is filled. */
static bool hasty;

/* Instead of the library's: count, then do it. */
int
fdatasync(int fd)
{
	calls.syncs++;
	return hasty ? 0 : (int)syscall(SYS_fdatasync, fd);
}

int
fsync(int fd)
{
	calls.full_syncs++;
	return hasty ? 0 : (int)syscall(SYS_fsync, fd);
}

int
rename(const char *old, const char *new)
{
	calls.renames++;
	return (int)syscall(SYS_rename, old, new);
}

int
renameat(int from, const char *old, int to, const char *new)
{
	calls.renames++;
	return (int)syscall(SYS_renameat, from, old, to, new);
}

static void
count_bytes(int fd, ssize_t put)
{
	char name[64], path[4096];

	if (put <= 0 || fd <= STDERR_FILENO)
		return;
	snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
	ssize_t len = readlink(name, path, sizeof(path) - 1);

	path[len < 0 ? 0 : len] = '\0';
	if (str_equal(path_base(path), "journal"))
		calls.appended += (size_t)put;
	else
		calls.elsewhere += (size_t)put;
}

ssize_t
write(int fd, const void *bytes, size_t len)
{
	ssize_t put = (ssize_t)syscall(SYS_write, fd, bytes, len);

	if (!hasty)
		count_bytes(fd, put);
	return put;
}

ssize_t
pwrite(int fd, const void *bytes, size_t len, off_t at)
{
	ssize_t put = (ssize_t)syscall(SYS_pwrite64, fd, bytes, len, at);

	count_bytes(fd, put);
	return put;
}

ssize_t
writev(int fd, const struct iovec *parts, int count)
{
	ssize_t put = (ssize_t)syscall(SYS_writev, fd, parts, count);

	count_bytes(fd, put);
	return put;
}

static int
give_up(struct err *err)
{
	char *line = err_line(err);

	fprintf(stderr, "answers: %s\n", line);
	free(line);
	err_done(err);
	return 99;
}

static void
press(struct app *app, struct canvas *canvas, const char *key)
{
	app_key(app, key_parse(key, strlen(key)), NULL);
	app_draw(app, canvas);
}

/* The most that any of the answers called for. */
static struct calls
most(struct calls a, struct calls b)
{
	return (struct calls){
		.syncs = a.syncs > b.syncs ? a.syncs : b.syncs,
		.full_syncs =
		    a.full_syncs > b.full_syncs ? a.full_syncs : b.full_syncs,
		.renames = a.renames > b.renames ? a.renames : b.renames,
		.appended = a.appended > b.appended ? a.appended : b.appended,
		.elsewhere =
		    a.elsewhere > b.elsewhere ? a.elsewhere : b.elsewhere,
	};
}

/* Answers criteria of the shipped pack; `saved` is how many of the answers
 * were made to last by one call and no more. */
static bool
answer(struct calls *worst, unsigned *saved, struct err *err)
{
	const char *top = getenv("srcdir");
	struct app_options options = {
		.datadir = top ? top : ".",
		.pack = "scf-ops",
		.assessor = "K. Ito",
	};
	struct app *app = app_open(&options, err);

	if (!app)
		return false;
	struct canvas *canvas = canvas_new(ROWS, COLS, CANVAS_UNICODE);

	*worst = (struct calls){ 0 };
	*saved = 0;
	app_resize(app, ROWS, COLS);
	app_draw(app, canvas);
	press(app, canvas, "Enter");
	press(app, canvas, "j");
	/* the first makes a session */
	press(app, canvas, "m");
	for (int i = 0; i < ANSWERS; i++) {
		calls = (struct calls){ 0 };
		press(app, canvas, i % 2 ? "m" : "n");
		*saved += calls.syncs == 1 && calls.appended > 0;
		*worst = most(*worst, calls);
	}
	canvas_free(canvas);
	app_close(app);
	return true;
}

static void
check(int number, bool holds, const char *what)
{
	printf("%sok %d - %s\n", holds ? "" : "not ", number, what);
}

static int
test(const struct calls *c, unsigned saved)
{
	printf("1..5\n");
	check(1, saved == ANSWERS, "every answer is made to last at once");
	check(2, c->syncs == 1 && !c->full_syncs,
	    "an answer takes one fdatasync and no fsync");
	check(3, !c->renames, "an answer replaces no file");
	check(4, c->appended <= BYTES_MOST,
	    "an answer appends no more than 512 bytes to the journal");
	check(5, !c->elsewhere, "an answer writes nothing elsewhere");
	printf("# most of %d answers: fdatasync %u, fsync %u, rename %u, "
	       "journal %zu bytes, elsewhere %zu\n",
	    ANSWERS, c->syncs, c->full_syncs, c->renames, c->appended,
	    c->elsewhere);
	return saved == ANSWERS && c->syncs == 1 && !c->full_syncs &&
	               !c->renames && c->appended <= BYTES_MOST && !c->elsewhere
	           ? 0
	           : 1;
}

/* Filling a session */

struct fill {
	struct catalog *catalog;
	struct journal *journal;
	struct session *session;
	struct err err;
};

static bool
fill_one(struct fill *f, size_t control, size_t level, size_t criterion)
{
	struct changes changes = { 0 };
	struct commit commit = { 0 };
	struct stamp stamp = { "K. Ito", NULL, "2026-07-14T10:32:50+02:00" };
	char *path = xasprintf("%s/criteria/%d.%s/state",
	    catalog_string(f->catalog, CONTROL_ID, control),
	    catalog_number(f->catalog, CLEVEL_LEVEL, level),
	    catalog_string(f->catalog, CRITERION_KEY, criterion));

	changes_add(&changes, path, criterion % 5 ? "met" : "not met", NULL);
	bool ok = session_prepare(f->session, f->catalog, &changes, &stamp,
	              &commit, &f->err) &&
	          journal_append(f->journal, &commit, &f->err);

	if (ok)
		session_apply_take(f->session, &commit);
	changes_done(&changes);
	free(path);
	return ok;
}

static bool
fill_control(struct fill *f, size_t control)
{
	size_t levels = catalog_count(f->catalog, CONTROL_LEVELS, control);

	for (size_t i = 0; i < levels; i++) {
		size_t level =
		    catalog_child(f->catalog, CONTROL_LEVELS, control, i);
		size_t count =
		    catalog_count(f->catalog, CLEVEL_CRITERIA, level);

		for (size_t j = 0; j < count; j++)
			if (!fill_one(f, control, level,
			        catalog_child(
			            f->catalog, CLEVEL_CRITERIA, level, j)))
				return false;
	}
	return true;
}

static int
fill(const char *pack, const char *session)
{
	struct fill f = { .catalog = NULL };
	struct session_header header;

	hasty = true;
	f.catalog = content_open(pack, &f.err);
	if (!f.catalog ||
	    !app_session_header(f.catalog, pack, NULL, "K. Ito",
	        (time_t)1783000000, &header, &f.err) ||
	    !journal_create(session, &header, &f.journal, &f.session, &f.err))
		return give_up(&f.err);
	session_bulk(f.session, true);
	for (size_t i = 0; i < catalog_rows(f.catalog, TABLE_CONTROL); i++)
		if (!fill_control(&f, i))
			return give_up(&f.err);
	session_bulk(f.session, false);
	if (!journal_snapshot(f.journal, f.session, &f.err))
		return give_up(&f.err);
	printf("%zu answers\n", session_commits(f.session));
	journal_close(f.journal);
	session_free(f.session);
	catalog_free(f.catalog);
	return 0;
}

/* A home of its own, below the current directory. */
static bool
make_home(char home[64])
{
	static const char *const names[] = { "XDG_DATA_HOME", "XDG_CONFIG_HOME",
		"XDG_STATE_HOME", "XDG_CACHE_HOME" };
	char *here = getcwd(NULL, 0);

	snprintf(home, 64, "answers-XXXXXX");
	if (!here || !mkdtemp(home))
		return false;
	char *whole = path_join(here, home);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		setenv(names[i], whole, 1);
	free(whole);
	free(here);
	return true;
}

static void
remove_tree(const char *dir)
{
	char **names;
	size_t count;

	if (!file_list_all(dir, &names, &count, NULL))
		return;
	for (size_t i = 0; i < count; i++) {
		char *path = path_join(dir, names[i]);

		if (path_is_dir(path))
			remove_tree(path);
		else
			unlink(path);
		free(path);
	}
	file_names_free(names, count);
	rmdir(dir);
}

int
main(int argc, char **argv)
{
	struct err err = { 0 };
	struct calls worst;
	unsigned saved;
	char home[64];

	if (argc == 4 && str_equal(argv[1], "--fill"))
		return fill(argv[2], argv[3]);
	if (!make_home(home)) {
		perror("answers");
		return 99;
	}
	bool ok = answer(&worst, &saved, &err);

	remove_tree(home);
	if (!ok)
		return give_up(&err);
	if (argc == 1)
		return test(&worst, saved);
	printf("%u %u %zu %zu\n", worst.syncs + worst.full_syncs, worst.renames,
	    worst.appended, worst.elsewhere);
	return 0;
}
