/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* One writer, and a second one is told who it is. */

#include <config.h>

#include "session_desk.h"

#include <signal.h>
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
