/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The queue gets onto the disk: behind the lines that are there where only a
 * write failed, in a new file where a sync did. */

#include <config.h>

#include "session_desk.h"

#include "store/journal_parts.h"

static ino_t
file_number(const struct desk *d)
{
	struct stat st;

	cr_assert_eq(stat(d->file, &st), 0, "");
	return st.st_ino;
}

static off_t
file_size(const struct desk *d)
{
	struct stat st;

	cr_assert_eq(stat(d->file, &st), 0, "");
	return st.st_size;
}

/* An answer that finds no room, but for the beginning of its line. */
static void
fill_up(struct desk *d)
{
	limit_files((rlim_t)file_size(d) + 60);
	cr_assert_not(record(d, desk_tick, "partial", NULL), "full");
	cr_assert_not(record(d, "GAR-01/target", "3", NULL), "still full");
}

static void
expect_all(struct desk *d, size_t commits)
{
	reopen(d);
	cr_assert_null(journal_torn(d->journal), "nothing torn");
	cr_assert_eq(session_commits(d->session), commits, "all there");
	finish(d);
}

Test(journal_retry, after_a_full_disk_room_for_the_queue_is_enough)
{
	struct desk d;
	struct err err = { 0 };

	begin(&d);
	answer(&d, "met");
	ino_t number = file_number(&d);

	fill_up(&d);
	/* room for the queue, and far from room for a second journal */
	limit_files((rlim_t)file_size(&d) + d.journal->queue.len);
	cr_assert(journal_retry(d.journal, &err), "%s", err.message);
	cr_assert_eq(journal_queued(d.journal), 0, "all written");
	cr_assert_eq(file_number(&d), number, "in the file there was");
	limit_files(RLIM_INFINITY);
	answer(&d, "met");
	expect_all(&d, 4);
}

Test(journal_retry, a_try_in_vain_gives_the_room_back)
{
	struct desk d;
	struct err err = { 0 };

	begin(&d);
	answer(&d, "met");
	off_t size = file_size(&d);

	fill_up(&d);
	cr_assert_not(journal_retry(d.journal, &err), "still full");
	cr_assert_eq(err.code, ERR_FULL, "%s", err.message);
	err_done(&err);
	cr_assert_eq(file_size(&d), size, "the verified lines alone");
	cr_assert_eq(journal_queued(d.journal), 2, "kept");
	limit_files(RLIM_INFINITY);
	cr_assert(journal_retry(d.journal, &err), "%s", err.message);
	expect_all(&d, 3);
}

Test(journal_retry, a_file_whose_sync_failed_is_written_no_more)
{
	struct desk d;
	struct err err = { 0 };

	begin(&d);
	answer(&d, "met");
	ino_t number = file_number(&d);

	fill_up(&d);
	limit_files(RLIM_INFINITY);
	/* as fdatasync leaves it when it fails */
	d.journal->suspect = true;
	cr_assert(journal_retry(d.journal, &err), "%s", err.message);
	cr_assert_neq(file_number(&d), number, "a new file");
	cr_assert_not(d.journal->suspect, "which is trusted");
	answer(&d, "met");
	expect_all(&d, 4);
}

Test(journal_retry, lines_of_another_program_are_not_cut_off)
{
	struct desk d;
	struct err err = { 0 };
	struct str before = { 0 }, after = { 0 };

	begin(&d);
	answer(&d, "met");
	fill_up(&d);
	limit_files(RLIM_INFINITY);
	int fd = open(d.file, O_WRONLY | O_APPEND);

	cr_assert_eq(write(fd, "foreign\n", 8), 8, "");
	close(fd);
	slurp(d.file, &before);
	cr_assert_not(journal_retry(d.journal, &err), "not touched");
	cr_assert_eq(err.code, ERR_INPUT, "%s", err.message);
	err_done(&err);
	journal_withdraw(d.journal);
	slurp(d.file, &after);
	cr_assert_str_eq(after.data, before.data, "nor by giving up");
	str_done(&before);
	str_done(&after);
	finish(&d);
}

Test(journal_retry, a_changed_beginning_is_not_gone_on_with)
{
	struct desk d;
	struct err err = { 0 };

	begin(&d);
	answer(&d, "met");
	fill_up(&d);
	limit_files(RLIM_INFINITY);
	int fd = open(d.file, O_WRONLY);

	/* in the sum of our last line */
	off_t at = (off_t)d.journal->verified - 10;

	cr_assert_eq(pwrite(fd, "z", 1, at), 1, "");
	close(fd);
	cr_assert_not(journal_retry(d.journal, &err), "not ours any more");
	cr_assert_eq(err.code, ERR_INPUT, "%s", err.message);
	err_done(&err);
	finish(&d);
}

Test(journal_retry, who_gives_up_leaves_nothing_of_the_queue)
{
	struct desk d;

	begin(&d);
	answer(&d, "met");
	off_t size = file_size(&d);

	fill_up(&d);
	cr_assert_gt(file_size(&d), size, "the beginning of a line");
	journal_withdraw(d.journal);
	cr_assert_eq(file_size(&d), size, "is gone");
	limit_files(RLIM_INFINITY);
	expect_all(&d, 1);
}
