/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A disk that refuses: answers wait in memory and lose nothing. */

#include <config.h>

#include "session_desk.h"

#include <stdio.h>

#include "store/journal_parts.h"

Test(journal_rewrite, a_full_disk_keeps_answers_in_memory_until_there_is_room)
{
	for (rlim_t room = 0; room < 400; room += 57) {
		struct desk d;
		struct stat st;
		struct err err = { 0 };

		begin(&d);
		answer(&d, "met");
		cr_assert_eq(stat(d.file, &st), 0, "");
		limit_files((rlim_t)st.st_size + room);
		bool saved = record(&d, desk_tick, "partial", NULL);

		saved = record(&d, "GAR-01/target", "3", NULL) && saved;
		cr_assert_not(saved, "room for %ld", (long)room);
		cr_assert_gt(journal_queued(d.journal), 0, "queued");
		size_t queued = journal_queued(d.journal);

		cr_assert_not(journal_retry(d.journal, &err), "still full");
		cr_assert_eq(err.code, ERR_FULL, "%s", err.message);
		cr_assert_eq(journal_queued(d.journal), queued, "kept");
		char *left = path_join(d.dir, "journal.new");

		cr_assert_not(path_exists(left), "no half file left");
		free(left);
		err_done(&err);
		char *before = dump(d.session);

		limit_files(RLIM_INFINITY);
		cr_assert(journal_retry(d.journal, &err), "%s", err.message);
		cr_assert_eq(journal_queued(d.journal), 0, "all written");
		answer(&d, "met");
		take_back(&d, true);
		reopen(&d);
		cr_assert_null(journal_torn(d.journal), "nothing torn");
		char *after = dump(d.session);

		/* but for the seq of the undo */
		cr_assert_eq(session_commits(d.session), 5, "%s", after);
		cr_assert_not_null(strstr(after, "=partial"), "%s", after);
		cr_assert_not_null(strstr(before, "=partial"), "%s", before);
		free(before);
		free(after);
		finish(&d);
	}
}

Test(journal_rewrite, a_queue_survives_by_saving_elsewhere)
{
	struct desk d;
	struct stat st;
	struct err err = { 0 };
	struct str draft = { 0 };

	begin(&d);
	answer(&d, "met");
	str_add(&draft, "half a sen");
	cr_assert(
	    journal_draft_write(d.journal, "gar-01.note", draft.data, &err),
	    "%s", err.message);
	cr_assert_eq(stat(d.file, &st), 0, "");
	limit_files((rlim_t)st.st_size + 100);
	cr_assert_not(record(&d, desk_tick, "partial", NULL), "full");
	limit_files(RLIM_INFINITY);
	char *before = dump(d.session);
	char *there = path_join(d.root, "elsewhere");

	cr_assert_not(
	    journal_save_to(d.journal, d.session, d.dir, &err),
	    "here is no elsewhere");
	err_done(&err);
	cr_assert(journal_save_to(d.journal, d.session, there, &err), "%s",
	    err.message);
	cr_assert_eq(journal_queued(d.journal), 0, "written there");
	cr_assert_str_eq(journal_dir(d.journal), there, "goes on there");
	char *holder = journal_holder(there);

	cr_assert_not_null(holder, "locked there");
	cr_assert_null(journal_holder(d.dir), "and free here");
	char *text = journal_draft_read(d.journal, "gar-01.note");

	cr_assert_str_eq(text, "half a sen", "drafts come along");
	leave(&d);
	cr_assert(
	    journal_open(there, JOURNAL_WRITE, &d.journal, &d.session, &err),
	    "%s", err.message);
	char *after = dump(d.session);

	cr_assert_str_eq(after, before, "all of it");
	leave(&d);
	cr_assert(
	    journal_open(d.dir, JOURNAL_WRITE, &d.journal, &d.session, &err),
	    "the old place opens too: %s", err.message);
	cr_assert_eq(session_commits(d.session), 1, "with what it had");
	free(text);
	free(holder);
	free(before);
	free(after);
	free(there);
	str_done(&draft);
	finish(&d);
}

Test(journal_rewrite, lines_of_another_program_are_never_overwritten)
{
	struct desk d;
	struct err err = { 0 };
	struct str before = { 0 }, after = { 0 };
	int fd;

	begin(&d);
	answer(&d, "met");
	fd = open(d.file, O_WRONLY | O_APPEND);
	cr_assert_eq(write(fd, "foreign\n", 8), 8, "");
	close(fd);
	slurp(d.file, &before);
	cr_assert_not(record(&d, desk_tick, "partial", NULL), "not appended");
	cr_assert_eq(journal_queued(d.journal), 1, "kept");
	cr_assert_not(journal_retry(d.journal, &err), "nor overwritten");
	cr_assert_not_null(
	    strstr(err.message, "another place"), "%s", err.message);
	slurp(d.file, &after);
	cr_assert_str_eq(after.data, before.data, "file untouched");
	err_done(&err);
	char *there = path_join(d.root, "there");

	cr_assert(journal_save_to(d.journal, d.session, there, &err), "%s",
	    err.message);
	answer(&d, "met");
	cr_assert_eq(session_commits(d.session), 3, "goes on there");
	free(there);
	str_done(&before);
	str_done(&after);
	finish(&d);
}

Test(journal_rewrite, a_replaced_or_removed_file_is_noticed)
{
	struct desk d;
	struct err err = { 0 };
	struct str text = { 0 };
	char *temp;

	begin(&d);
	answer(&d, "met");
	slurp(d.file, &text);
	temp = path_join(d.root, "copy");
	spill(temp, text.data, text.len);
	cr_assert_eq(rename(temp, d.file), 0, "an equal copy in its place");
	cr_assert_not(record(&d, desk_tick, "partial", NULL), "another file");
	cr_assert(journal_retry(d.journal, &err),
	    "with the same lines it may be replaced: %s", err.message);
	cr_assert_eq(unlink(d.file), 0, "");
	cr_assert_not(record(&d, desk_tick, "met", NULL), "gone");
	cr_assert(journal_retry(d.journal, &err), "%s", err.message);
	text.data[text.len / 2] ^= 1;
	spill(temp, text.data, text.len);
	cr_assert_eq(rename(temp, d.file), 0, "a shorter, other one");
	cr_assert_not(record(&d, desk_tick, "partial", NULL), "not ours");
	cr_assert_not(journal_retry(d.journal, &err), "left alone");
	err_done(&err);
	free(temp);
	temp = path_join(d.root, "there");
	cr_assert(journal_save_to(d.journal, d.session, temp, &err), "%s",
	    err.message);
	leave(&d);
	cr_assert(
	    journal_open(temp, JOURNAL_READ, &d.journal, &d.session, &err),
	    "%s", err.message);
	cr_assert_eq(session_commits(d.session), 4, "nothing lost");
	free(temp);
	str_done(&text);
	finish(&d);
}

/* The disk no longer gives back what it has: memory does. */
Test(journal_rewrite, saving_elsewhere_needs_nothing_of_the_disk_that_failed)
{
	struct desk d;
	struct err err = { 0 };
	struct str before = { 0 }, after = { 0 };
	char long_text[600];

	begin(&d);
	memset(long_text, 'x', sizeof(long_text) - 1);
	long_text[sizeof(long_text) - 1] = '\0';
	answer(&d, "met");
	cr_assert(record(&d, "GAR-01/notes/n1/text", long_text, NULL), "");
	long_text[0] = 'y';
	cr_assert(record(&d, "GAR-01/notes/n1/text", long_text, NULL), "");
	cr_assert(record(&d, "GAR-01/target", "3", NULL), "");
	take_back(&d, true);
	take_back(&d, false);
	reopen(&d);
	slurp(d.file, &before);
	/* a directory gives a read error */
	dup2(d.journal->dir_fd, d.journal->read_fd);
	char *there = path_join(d.root, "there");
	char *file = path_join(there, "journal");

	cr_assert(journal_save_to(d.journal, d.session, there, &err), "%s",
	    err.message);
	slurp(file, &after);
	cr_assert_str_eq(after.data, before.data, "to the last byte");
	answer(&d, "partial");
	leave(&d);
	cr_assert(
	    journal_open(there, JOURNAL_WRITE, &d.journal, &d.session, &err),
	    "%s", err.message);
	cr_assert_eq(session_commits(d.session), 7, "goes on there");
	free(file);
	free(there);
	str_done(&before);
	str_done(&after);
	finish(&d);
}

Test(journal_rewrite, a_creation_that_failed_leaves_the_place_free)
{
	struct session_header h = header();
	struct journal *journal = NULL;
	struct session *session = NULL;
	struct err err = { 0 };
	char root[] = "create-XXXXXX";

	cr_assert_not_null(mkdtemp(root), "");
	char *dir = path_join(root, "s");
	char *file = path_join(dir, "journal");

	limit_files(100);
	cr_assert_not(journal_create(dir, &h, &journal, &session, &err), "");
	cr_assert_eq(err.code, ERR_FULL, "%s", err.message);
	err_done(&err);
	cr_assert_not(path_exists(file), "no half journal");
	limit_files(RLIM_INFINITY);
	cr_assert(journal_create(dir, &h, &journal, &session, &err), "%s",
	    err.message);
	journal_uncreate(journal);
	cr_assert_not(path_exists(file), "taken out again");
	journal_close(journal);
	session_free(session);
	h = header();
	cr_assert(journal_create(dir, &h, &journal, &session, &err), "%s",
	    err.message);
	journal_close(journal);
	session_free(session);
	char *command = xasprintf("rm -rf %s", root);

	cr_assert_eq(system(command), 0, "clean up");
	free(command);
	free(file);
	free(dir);
}
