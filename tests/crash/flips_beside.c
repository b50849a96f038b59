/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What is no regular file, and what the programs say of damage. */

#include <config.h>

#include "flips.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/app.h"
#include "base/file.h"
#include "base/mem.h"
#include "model/session.h"
#include "ui/canvas.h"

/* What stands in a file's place. */
static void
make_thing(const char *path, const char *thing)
{
	int made = -1;

	if (str_equal(thing, "directory"))
		made = mkdir(path, 0700);
	else if (str_equal(thing, "FIFO"))
		made = mkfifo(path, 0600);
	else if (str_equal(thing, "link"))
		made = symlink("../kept", path);
	else if (str_equal(thing, "device"))
		made = symlink("/dev/zero", path);
	if (made < 0)
		abort();
}

void
try_things(struct bench *b)
{
	static const char *const things[] = { "directory", "FIFO", "link",
		"device" };
	char *kept = path_join(b->root, "kept");
	char *lock = path_join(b->dir, "lock");

	for (size_t i = 0; i < 4; i++) {
		if (rename(b->file, kept) < 0)
			abort();
		make_thing(b->file, things[i]);
		for (size_t m = 0; m < 3; m++) {
			struct opened o = open_as(b,
			    m ? m > 1 ? JOURNAL_SALVAGE : JOURNAL_WRITE
			      : JOURNAL_READ);

			if (o.ok)
				fault(b, "a %s as journal", things[i]);
			opened_done(&o);
		}
		if (remove(b->file) < 0 || rename(kept, b->file) < 0)
			abort();
		spill(kept, "", 0);
		unlink(lock);
		make_thing(lock, things[i]);
		struct opened o = open_as(b, JOURNAL_WRITE);

		if (o.ok || o.err.code != ERR_IO)
			fault(b, "a %s as lock", things[i]);
		opened_done(&o);
		o = open_as(b, JOURNAL_READ);
		if (!o.ok)
			fault(b, "readers do not mind the lock");
		opened_done(&o);
		remove(lock);
	}
	unlink(kept);
	free(kept);
	free(lock);
	verdict(b, "no regular file as journal or lock");
}

/* The snapshot and the drafts are never needed. */
void
try_beside(struct bench *b)
{
	static const char *const things[] = { "directory", "FIFO", "link",
		"device" };
	char *yaml = path_join(b->dir, "session.yaml");
	char *drafts = path_join(b->dir, "drafts");
	char *draft = path_join(drafts, "note-a");

	for (size_t i = 0; i < 4; i++) {
		struct journal *journal;
		struct session *session;
		char **names, *text;
		size_t count;

		make_thing(yaml, things[i]);
		make_thing(drafts, things[i]);
		if (!journal_open(
		        b->dir, JOURNAL_WRITE, &journal, &session, NULL))
			abort();
		journal_drafts(journal, &names, &count);
		file_names_free(names, count);
		free(journal_draft_read(journal, "note-a"));
		if (journal_draft_write(journal, "note-a", "x", NULL) !=
		    str_equal(things[i], "directory"))
			fault(b, "drafts as a %s", things[i]);
		unlink(draft);
		if (str_equal(things[i], "directory")) {
			make_thing(draft, "FIFO");
			text = journal_draft_read(journal, "note-a");
			if (text)
				fault(b, "a draft from a FIFO");
			free(text);
			unlink(draft);
		}
		if (!journal_snapshot(journal, session, NULL))
			fault(b, "a snapshot beside a %s", things[i]);
		journal_close(journal);
		session_free(session);
		remove(drafts);
		remove(yaml);
		b->done++;
	}
	free(yaml);
	free(drafts);
	free(draft);
	verdict(b, "no regular file as snapshot or drafts");
}

/* What `assay WORDS` ends with; its words go to out. */
static int
run(struct bench *b, struct str *out, const char *first, const char *second)
{
	int pipes[2], status = -1;
	char chunk[4096];
	ssize_t got;

	if (pipe(pipes) < 0)
		abort();
	pid_t child = fork();

	if (child == 0) {
		dup2(pipes[1], 1);
		dup2(pipes[1], 2);
		close(pipes[0]);
		execl(b->assay, "assay", first, b->dir, second, NULL);
		_exit(127);
	}
	close(pipes[1]);
	str_clear(out);
	while ((got = read(pipes[0], chunk, sizeof(chunk))) > 0)
		str_add_n(out, chunk, (size_t)got);
	close(pipes[0]);
	waitpid(child, &status, 0);
	b->done++;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The first row of the screen, or why there is none. */
static char *
screen_of(struct bench *b, bool read_only)
{
	struct err err = { 0 };
	struct app_options options = { .datadir = b->top,
		.session = b->dir,
		.assessor = "ada",
		.read_only = read_only };
	struct app *app = app_open(&options, &err);
	struct str rows = { 0 };

	b->done++;
	if (!app) {
		char *message = xstrdup(err.message);

		err_done(&err);
		return message;
	}
	struct canvas *canvas = canvas_new(24, 80, 0);

	app_resize(app, 24, 80);
	app_draw(app, canvas);
	canvas_dump(canvas, &rows);
	canvas_free(canvas);
	app_close(app);
	return str_steal(&rows);
}

void
try_programs(struct bench *b)
{
	struct str out = { 0 };
	size_t step = b->text.len / 12;

	for (size_t at = 5; at + 400 < b->text.len; at += step) {
		size_t line = 1;

		for (size_t i = 0; i < at; i++)
			line += b->text.data[i] == '\n';
		char *place = xasprintf("journal:%zu: ", line);

		restore(b);
		put_byte(b, at, (char)(b->text.data[at] ^ 2));
		if (run(b, &out, "check", NULL) != 1 ||
		    !strstr(str_text(&out), place) ||
		    !strstr(str_text(&out), "assay-session(5)"))
			fault(b, "check at %zu: %s", at, str_text(&out));
		if (run(b, &out, "status", NULL) != 1 ||
		    !strstr(str_text(&out), place))
			fault(b, "status at %zu: %s", at, str_text(&out));
		char *screen = screen_of(b, true);

		if (!strstr(screen, line > 1 ? "DAMAGED" : "assay-session(5)"))
			fault(b, "screen at %zu: %s", at, screen);
		free(screen);
		free(place);
		spill(b->file, b->text.data, at + 400);
		if (run(b, &out, "status", "--json") !=
		    (at + 400 < b->begins[1]))
			fault(b, "status cut at %zu: %s", at, str_text(&out));
		screen = screen_of(b, false);
		if (at + 400 >= b->begins[1] &&
		    !strstr(screen, "torn and cut off"))
			fault(b, "screen cut at %zu: %s", at, screen);
		free(screen);
	}
	str_done(&out);
	verdict(b, "told by check, status and the screen");
}

/* A session of each format there ever was opens; of a newer one none does. */
void
try_old(struct bench *b)
{
	char *own = b->dir, *all = path_join(b->top, "tests/data/sessions");
	char **names = NULL;
	size_t count = 0;
	struct str newer = { 0 };

	file_list(all, &names, &count, NULL);
	for (size_t i = 0; i < count; i++) {
		b->dir = path_join(all, names[i]);
		char *screen = journal_is_session(b->dir) ? screen_of(b, true)
		                                          : NULL;

		if (screen && !strstr(screen, "It was opened to read"))
			fault(b, "%s: %s", names[i], screen);
		free(screen);
		free(b->dir);
	}
	b->dir = own;
	str_add_n(&newer, b->text.data, b->text.len);
	*strstr(newer.data, "assay-session/1\"") = 'A';
	spill(b->file, newer.data, newer.len);
	char *screen = screen_of(b, false);

	if (!strstr(screen, "This is no journal of a session."))
		fault(b, "another format: %s", screen);
	free(screen);
	memcpy(strstr(newer.data, "Assay-session/1\""), "assay-session/2", 15);
	spill(b->file, newer.data, newer.len);
	screen = screen_of(b, false);
	if (!strstr(screen, "was made by a newer assay (assay-session/2)") ||
	    !file_is(b, newer.data, newer.len))
		fault(b, "a newer format: %s", screen);
	free(screen);
	restore(b);
	str_done(&newer);
	file_names_free(names, count);
	free(all);
	verdict(b, "older sessions open on the screen, newer ones do not");
}
