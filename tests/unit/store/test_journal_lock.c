/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* One writer, and a second one is told who it is. */

#include <config.h>

#include "session_desk.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>

Test(journal_lock, a_second_writer_is_told_who_holds_the_session)
{
	struct desk d;
	struct journal *journal = NULL;
	struct session *session = NULL;
	struct err err = { 0 };
	char host[256];

	begin(&d);
	gethostname(host, sizeof(host));
	cr_assert_not(
	    journal_open(d.dir, JOURNAL_WRITE, &journal, &session, &err), "");
	cr_assert_eq(err.code, ERR_LOCKED, "%s", err.message);
	char *start = xasprintf("ada writes here from %s since ", host);
	char *pid = xasprintf("process %ld", (long)getpid());

	cr_assert(str_starts(err.message, start), "%s", err.message);
	cr_assert_not_null(strstr(err.message, pid), "%s", err.message);
	err_done(&err);
	journal_hold_as(d.journal, "K. Ito");
	char *holder = journal_holder(d.dir);

	cr_assert(str_starts(holder, "K. Ito, "), "%s", holder);
	cr_assert_not_null(strstr(holder, pid), "%s", holder);
	cr_assert(journal_open(d.dir, JOURNAL_READ, &journal, &session, &err),
	    "readers come in");
	cr_assert_not(journal_writable(journal), "to read");
	cr_assert(journal_writable(d.journal), "to write");
	journal_close(journal);
	session_free(session);
	leave(&d);
	cr_assert_null(journal_holder(d.dir), "free after closing");
	reopen(&d);
	free(holder);
	free(start);
	free(pid);
	finish(&d);
}

Test(journal_lock, the_lock_of_a_killed_writer_is_free)
{
	struct desk d;
	int ready[2];
	char byte;

	begin(&d);
	leave(&d);
	cr_assert_eq(pipe(ready), 0, "");
	pid_t child = fork();

	if (child == 0) {
		if (journal_open(
		        d.dir, JOURNAL_WRITE, &d.journal, &d.session, NULL) &&
		    write(ready[1], "x", 1) == 1)
			pause();
		_exit(1);
	}
	cr_assert_eq(read(ready[0], &byte, 1), 1, "the child has it");
	char *holder = journal_holder(d.dir);

	cr_assert_not_null(holder, "held");
	cr_assert_not(
	    journal_open(d.dir, JOURNAL_WRITE, &d.journal, &d.session, NULL),
	    "held");
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	cr_assert_null(journal_holder(d.dir), "free");
	reopen(&d);
	answer(&d, "met");
	close(ready[0]);
	close(ready[1]);
	free(holder);
	finish(&d);
}

Test(journal_lock, a_read_only_directory_opens_only_to_read)
{
	struct desk d;
	struct err err = { 0 };

	begin(&d);
	answer(&d, "met");
	leave(&d);
	cr_assert_eq(chmod(d.dir, 0555), 0, "");
	cr_assert_eq(chmod(d.file, 0444), 0, "");
	/* root may write anywhere */
	if (geteuid() == 0) {
		cr_assert_eq(chmod(d.root, 0755), 0, "");
		cr_assert_eq(seteuid(65534), 0, "");
		if (!path_is_dir(d.dir)) {
			cr_assert_eq(seteuid(0), 0, "");
			finish(&d);
			cr_skip("nobody cannot reach the test's directory");
		}
	}
	cr_assert_not(
	    journal_open(d.dir, JOURNAL_WRITE, &d.journal, &d.session, &err),
	    "to write");
	cr_assert_eq(err.code, ERR_IO, "%s", err.message);
	err_done(&err);
	cr_assert(
	    journal_open(d.dir, JOURNAL_READ, &d.journal, &d.session, &err),
	    "%s", err.message);
	cr_assert_eq(session_commits(d.session), 1, "");
	cr_assert_not(
	    journal_draft_write(d.journal, "a", "b", &err), "no drafts");
	err_done(&err);
	if (getuid() == 0)
		cr_assert_eq(seteuid(0), 0, "");
	cr_assert_eq(chmod(d.dir, 0700), 0, "");
	finish(&d);
}

/* A reader of the desk's session. */
static void
read_along(struct desk *d, struct journal **journal, struct session **session)
{
	struct err err = { 0 };

	cr_assert(journal_open(d->dir, JOURNAL_READ, journal, session, &err),
	    "%s", err.message);
}

Test(journal_lock, a_reader_takes_over_when_nobody_writes_any_more)
{
	struct desk d;
	struct journal *reader;
	struct session *seen;
	struct err err = { 0 };
	struct str text = { 0 };

	begin(&d);
	answer(&d, "met");
	read_along(&d, &reader, &seen);
	cr_assert_not(journal_is_free(reader), "held");
	cr_assert_not(journal_take_over(reader, seen, &err), "held");
	cr_assert_eq(err.code, ERR_LOCKED, "%s", err.message);
	char *writer = journal_writer(reader);

	cr_assert_str_eq(writer, err.message, "the same is said");
	answer(&d, "partial");
	leave(&d);
	slurp(d.file, &text);
	str_add(&text, "{\"seq\":3,");
	spill(d.file, text.data, text.len);
	cr_assert(journal_is_free(reader), "free");
	cr_assert_null(journal_writer(reader), "nobody");
	cr_assert_eq(session_commits(seen), 1, "nothing happens by itself");
	cr_assert(journal_take_over(reader, seen, &err), "%s", err.message);
	cr_assert_eq(session_commits(seen), 2, "with what was new");
	cr_assert_str_eq(journal_torn(reader), "{\"seq\":3,", "cut off");
	d.journal = reader;
	d.session = seen;
	answer(&d, "not met");
	cr_assert_not(
	    journal_open(d.dir, JOURNAL_WRITE, &reader, &seen, &err), "held");
	reopen(&d);
	cr_assert_eq(session_commits(d.session), 3, "written on");
	err_done(&err);
	str_done(&text);
	free(writer);
	finish(&d);
}

Test(journal_lock, a_lock_that_was_removed_is_taken_anew)
{
	struct desk d;
	struct err err = { 0 };
	struct journal *journal = NULL;
	struct session *session = NULL;
	char *lock;

	begin(&d);
	lock = path_join(d.dir, "lock");
	cr_assert_eq(unlink(lock), 0, "");
	answer(&d, "met");
	cr_assert_not(
	    journal_open(d.dir, JOURNAL_WRITE, &journal, &session, &err),
	    "held again");
	err_done(&err);
	/* somebody was quicker */
	cr_assert_eq(unlink(lock), 0, "");
	cr_assert(journal_open(d.dir, JOURNAL_WRITE, &journal, &session, &err),
	    "%s", err.message);
	cr_assert_not(record(&d, desk_tick, "partial", NULL), "not saved");
	cr_assert_eq(journal_queued(d.journal), 1, "kept");
	journal_close(journal);
	session_free(session);
	cr_assert(journal_retry(d.journal, &err), "%s", err.message);
	reopen(&d);
	cr_assert_eq(session_commits(d.session), 2, "nothing lost");
	free(lock);
	finish(&d);
}

Test(journal_lock, a_directory_that_went_away_is_not_written_to)
{
	struct desk d;
	struct err err = { 0 };
	char *trash, *there;
	struct stat st;

	begin(&d);
	answer(&d, "met");
	trash = path_join(d.root, "trash");
	there = path_join(d.root, "there");
	cr_assert_eq(rename(d.dir, trash), 0, "");
	cr_assert_not(record(&d, desk_tick, "partial", NULL), "moved away");
	cr_assert_not(journal_retry(d.journal, &err), "still");
	cr_assert_eq(err.code, ERR_ABSENT, "%s", err.message);
	err_done(&err);
	cr_assert_not(journal_draft_write(d.journal, "a", "b", &err), "");
	err_done(&err);
	cr_assert_not(journal_snapshot(d.journal, d.session, &err), "");
	err_done(&err);
	cr_assert(stat(d.dir, &st) < 0, "nothing made in its place");
	cr_assert(journal_save_to(d.journal, d.session, there, &err), "%s",
	    err.message);
	cr_assert_eq(journal_queued(d.journal), 0, "saved");
	leave(&d);
	free(d.dir);
	d.dir = there;
	reopen(&d);
	cr_assert_eq(session_commits(d.session), 2, "all of it");
	free(trash);
	finish(&d);
}
