/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What the journal says is saved is on the disk, and undo reaches back over
 * restarts. */

#include <config.h>

#include "session_desk.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>

#include "base/digest.h"

Test(journal, a_new_session_is_private_and_opens_again)
{
	struct desk d;
	struct stat st;

	begin(&d);
	cr_assert_eq(stat(d.dir, &st), 0, "");
	cr_assert_eq(st.st_mode & 0777, 0700, "directory 0700");
	cr_assert_eq(stat(d.file, &st), 0, "");
	cr_assert_eq(st.st_mode & 0777, 0600, "file 0600");
	cr_assert(journal_is_session(d.dir), "holds a journal");
	cr_assert_not(journal_is_session(d.root), "does not");
	answer(&d, "met");
	char *before = dump(d.session);

	reopen(&d);
	char *after = dump(d.session);
	const struct session_header *h = session_header(d.session);

	cr_assert_str_eq(after, before, "the same state");
	cr_assert_str_eq(h->by, "ada", "header");
	cr_assert_str_eq(h->pack_id, "garden", "header");
	cr_assert_str_eq(h->policy, "most", "header");
	cr_assert_eq(h->pass, 80, "header");
	cr_assert_null(h->pack_path, "null stays absent");
	cr_assert_eq(strlen(h->id), (size_t)UUID_TEXT, "got an id");
	cr_assert_null(journal_torn(d.journal), "nothing torn");
	free(before);
	free(after);
	finish(&d);
}

Test(journal, a_path_that_holds_something_is_refused)
{
	struct desk d;
	struct session_header h = header();
	struct journal *journal = NULL;
	struct session *session = NULL;
	struct err err = { 0 };

	begin(&d);
	cr_assert_not(
	    journal_create(d.dir, &h, &journal, &session, &err), "a session");
	cr_assert_not_null(
	    strstr(err.message, "holds something"), "%s", err.message);
	cr_assert_not(
	    journal_create(d.file, &h, &journal, &session, &err), "a file");
	cr_assert_not_null(h.by, "the header is still the caller's");
	char *left = path_join(d.root, "left");
	char *lock = path_join(left, "lock");

	cr_assert(file_make_dirs(left, &err), "");
	spill(lock, "", 0);
	cr_assert(journal_create(left, &h, &journal, &session, &err),
	    "what an interrupted creation left: %s", err.message);
	journal_close(journal);
	session_free(session);
	free(left);
	free(lock);
	err_done(&err);
	finish(&d);
}

Test(journal, undo_and_redo_work_after_a_restart)
{
	struct desk d;
	char *states[40];

	begin(&d);
	for (int i = 0; i < 40; i++) {
		states[i] = dump(d.session);
		answer(&d, i % 2 ? "partial" : "not applicable");
	}
	reopen(&d);
	for (int i = 39; i >= 0; i--) {
		take_back(&d, true);
		const char *now = session_get(
		    d.session, session_commit(d.session, 0)->changes[0].path);

		cr_assert_eq(now == NULL, i == 0, "all the way");
		if (i % 13 == 0)
			reopen(&d);
	}
	for (int i = 0; i < 40; i++) {
		take_back(&d, false);
		if (i % 13 == 0)
			reopen(&d);
	}
	cr_assert_str_eq(session_get(d.session,
	                     session_commit(d.session, 0)->changes[0].path),
	    "partial", "all of it is back");
	for (int i = 0; i < 40; i++)
		free(states[i]);
	finish(&d);
}

Test(journal, an_apply_of_many_changes_is_one_line_and_one_undo)
{
	struct desk d;
	struct changes changes = { 0 };
	struct commit commit;

	begin(&d);
	for (int i = 0; i < 2000; i++) {
		char *path = xasprintf("GAR-01/notes/n%d/text", i);

		changes_add(&changes, path, "a note", NULL);
		free(path);
	}
	cr_assert(session_prepare(d.session, d.catalog, &changes, &desk_stamp,
	              &commit, NULL),
	    "");
	changes_done(&changes);
	cr_assert(journal_append(d.journal, &commit, NULL), "saved");
	session_apply_take(d.session, &commit);
	reopen(&d);
	size_t count;

	session_range(d.session, "GAR-01/notes/", &count);
	cr_assert_eq(count, 2000, "all there");
	take_back(&d, true);
	reopen(&d);
	session_range(d.session, "", &count);
	cr_assert_eq(count, 0, "all gone");
	cr_assert_eq(session_commits(d.session), 2, "two lines");
	cr_assert(
	    session_prepare_back(d.session, 1, &desk_stamp, &commit, NULL), "");
	cr_assert(journal_append(d.journal, &commit, NULL), "saved");
	session_apply_take(d.session, &commit);
	reopen(&d);
	session_range(d.session, "", &count);
	cr_assert_eq(count, 2000, "back to commit 1");
	take_back(&d, true);
	session_range(d.session, "", &count);
	cr_assert_eq(count, 0, "and that undone");
	finish(&d);
}

/* Appends for ever and says after each commit that it is saved. */
static void __attribute__((noreturn))
append_until_killed(struct desk *d, int out)
{
	static const char *const values[] = { "1", "2", "3" };

	leave(d);
	if (!journal_open(
	        d->dir, JOURNAL_WRITE, &d->journal, &d->session, NULL))
		_exit(2);
	for (size_t i = session_commits(d->session);; i++) {
		struct changes changes = { 0 };
		struct commit commit;

		changes_add(&changes, "GAR-01/target", values[i % 3], NULL);
		if (!session_prepare(d->session, d->catalog, &changes,
		        &desk_stamp, &commit, NULL) ||
		    !journal_append(d->journal, &commit, NULL))
			_exit(3);
		uint64_t seq = commit.seq;

		session_apply_take(d->session, &commit);
		changes_done(&changes);
		if (write(out, &seq, sizeof(seq)) != sizeof(seq))
			_exit(4);
	}
}

Test(journal, kill_9_at_any_moment_loses_nothing_that_was_saved, .timeout = 120)
{
	enum { KILLS = 200 };
	struct desk d;
	uint32_t random = 99;
	uint64_t saved = 0, torn = 0;

	begin(&d);
	leave(&d);
	for (int i = 0; i < KILLS; i++) {
		int acks[2];
		uint64_t seq;

		cr_assert_eq(pipe(acks), 0, "");
		pid_t child = fork();

		if (child == 0)
			append_until_killed(&d, acks[1]);
		close(acks[1]);
		random = random * 1664525 + 1013904223;
		/* it dies somewhere in the commit after so many; every fourth
		 * may die while it still opens the session */
		for (uint32_t n = i % 4 ? (random >> 8) % 12 : 0; n > 0; n--)
			if (read(acks[0], &seq, sizeof(seq)) == sizeof(seq))
				saved = seq;
		for (volatile uint32_t spin = random % 400000; spin > 0; spin--)
			continue;
		kill(child, SIGKILL);
		int status;

		waitpid(child, &status, 0);
		cr_assert(WIFSIGNALED(status), "the child was still at it");
		while (read(acks[0], &seq, sizeof(seq)) == sizeof(seq))
			saved = seq;
		close(acks[0]);
		reopen(&d);
		cr_assert_geq(session_commits(d.session), saved,
		    "%llu were saved, %zu are there", (unsigned long long)saved,
		    session_commits(d.session));
		torn += journal_torn(d.journal) != NULL;
		leave(&d);
	}
	cr_log_info("%llu commits, %llu torn tails", (unsigned long long)saved,
	    (unsigned long long)torn);
	cr_assert_gt(saved, KILLS, "the children did something");
	finish(&d);
}
