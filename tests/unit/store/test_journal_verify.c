/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A journal read before its sums are looked at: the same in the end as one that
 * is verified at once. */

#include <config.h>

#include "session_desk.h"

#include <time.h>

/* Some commits of every kind, and nothing open. */
static void
fill(struct desk *d)
{
	begin(d);
	answer(d, "met");
	answer(d, "partial");
	cr_assert(record(d, "GAR-01/target", "3", NULL), "");
	cr_assert(record(d, "GAR-01/notes/a/text", "two\nlines", NULL), "");
	take_back(d, true);
	take_back(d, false);
	leave(d);
}

static bool
open_later(struct desk *d, struct err *err)
{
	return journal_open(
	    d->dir, JOURNAL_LATER, &d->journal, &d->session, err);
}

Test(journal_verify, a_whole_journal_is_the_same_and_is_written_on_after_it)
{
	struct desk d;
	struct str before = { 0 }, after = { 0 };
	struct err err = { 0 };

	fill(&d);
	slurp(d.file, &before);
	reopen(&d);
	char *whole = dump(d.session);
	char sum[65];

	memcpy(sum, session_commit(d.session, 5)->sum, sizeof(sum));
	leave(&d);
	cr_assert(open_later(&d, &err), "%s", err.message);
	char *first = dump(d.session);

	cr_assert_str_eq(first, whole, "values, reasons and their commits");
	cr_assert_str_eq(session_commit(d.session, 5)->sum, sum, "sums");
	cr_assert(journal_unverified(d.journal), "not looked at");
	cr_assert(journal_writable(d.journal), "to be written");
	cr_assert(journal_verify(d.journal, &err), "%s", err.message);
	cr_assert_not(journal_unverified(d.journal), "looked at");
	cr_assert(journal_verify(d.journal, &err), "once more is no harm");
	slurp(d.file, &after);
	cr_assert_eq(before.len, after.len, "nothing was written");
	answer(&d, "exceeded");
	reopen(&d);
	cr_assert_eq(session_commits(d.session), 7, "the chain goes on");
	str_done(&before);
	str_done(&after);
	free(first);
	free(whole);
	finish(&d);
}

Test(journal_verify, a_value_changed_by_hand_is_found_and_its_line_told)
{
	struct desk d;
	struct str text = { 0 };
	struct err err = { 0 };

	fill(&d);
	slurp(d.file, &text);
	memcpy(strstr(text.data, "\"met\""), "\"mat\"", 5);
	spill(d.file, text.data, text.len);
	cr_assert(open_later(&d, &err), "it reads well: %s", err.message);
	cr_assert_not(journal_verify(d.journal, &err), "it is not");
	cr_assert_eq(err.code, ERR_INPUT);
	cr_assert_eq(err.line, 2, "line %zu", err.line);
	cr_assert(journal_unverified(d.journal), "nothing may be written");
	leave(&d);
	err_done(&err);
	str_done(&text);
	finish(&d);
}

Test(journal_verify, before_a_torn_tail_is_cut_off_all_lines_are_looked_at)
{
	struct desk d;
	struct str text = { 0 };
	struct err err = { 0 };
	struct stat st;

	fill(&d);
	slurp(d.file, &text);
	size_t whole = text.len;

	str_add(&text, "{\"seq\":7,\"at\"");
	spill(d.file, text.data, text.len);
	cr_assert(open_later(&d, &err), "%s", err.message);
	cr_assert_str_eq(journal_torn(d.journal), "{\"seq\":7,\"at\"", "told");
	cr_assert_not(journal_unverified(d.journal), "done");
	cr_assert_eq(stat(d.file, &st), 0);
	cr_assert_eq((size_t)st.st_size, whole, "cut off");
	leave(&d);
	memcpy(strstr(text.data, "\"met\""), "\"mat\"", 5);
	spill(d.file, text.data, text.len);
	expect_refusal(&d, JOURNAL_LATER, ERR_INPUT, 2);
	str_done(&text);
	finish(&d);
}

Test(journal_verify, what_a_recovery_left_stays_until_then)
{
	struct desk d;
	struct err err = { 0 };

	fill(&d);
	char *left = path_join(d.dir, "journal.new");

	spill(left, "x", 1);
	cr_assert(open_later(&d, &err), "%s", err.message);
	cr_assert(path_exists(left), "it may be needed");
	cr_assert(journal_verify(d.journal, &err), "%s", err.message);
	cr_assert_not(path_exists(left), "it is not");
	free(left);
	finish(&d);
}

Test(journal_verify, a_file_changed_in_between_is_not_believed)
{
	/* longer, shorter, another time of change, other bytes */
	for (int how = 0; how < 4; how++) {
		struct desk d;
		struct str text = { 0 };
		struct err err = { 0 };
		struct timespec times[] = { { 1000, 0 }, { 1000, 0 } };

		fill(&d);
		slurp(d.file, &text);
		cr_assert(open_later(&d, &err), "%s", err.message);
		if (how == 0)
			spill(d.file, text.data, text.len - 1);
		else if (how == 1)
			cr_assert_eq(utimensat(AT_FDCWD, d.file, times, 0), 0);
		else if (how == 2)
			cr_assert_eq(truncate(d.file, 0), 0);
		else
			text.data[text.len - 200] ^= 1;
		if (how == 3)
			spill(d.file, text.data, text.len);
		cr_assert_not(journal_verify(d.journal, &err), "%d", how);
		cr_assert_eq(err.code, ERR_INPUT, "%d: %d", how, err.code);
		err_done(&err);
		str_done(&text);
		finish(&d);
	}
}

Test(journal_verify, nobody_else_writes_in_between)
{
	struct desk d;
	struct journal *other;
	struct session *seen;
	struct err err = { 0 };

	fill(&d);
	cr_assert(open_later(&d, &err), "%s", err.message);
	cr_assert_not(
	    journal_open(d.dir, JOURNAL_WRITE, &other, &seen, &err), "locked");
	cr_assert_eq(err.code, ERR_LOCKED);
	err_done(&err);
	finish(&d);
}

/* What opening to write says of the file; "" when it opens. */
static char *
verdict(struct desk *d, bool later)
{
	struct err err = { 0 };
	bool ok = later ? open_later(d, &err)
	                : journal_open(d->dir, JOURNAL_WRITE, &d->journal,
	                      &d->session, &err);
	char *said = ok ? NULL : err_line(&err);

	if (ok && later && !journal_verify(d->journal, &err))
		said = err_line(&err);
	else if (ok)
		said = dump(d->session);
	leave(d);
	err_done(&err);
	return said;
}

Test(journal_verify, any_byte_flipped_ends_as_when_verified_at_once)
{
	struct desk d;
	struct str text = { 0 };

	fill(&d);
	slurp(d.file, &text);
	for (size_t i = 0; i < text.len; i++) {
		char kept = text.data[i];

		text.data[i] = (char)(kept ^ (1 << i % 7));
		spill(d.file, text.data, text.len);
		char *later = verdict(&d, true);

		spill(d.file, text.data, text.len);
		char *at_once = verdict(&d, false);

		cr_assert_str_eq(later, at_once, "byte %zu", i);
		free(later);
		free(at_once);
		text.data[i] = kept;
	}
	str_done(&text);
	finish(&d);
}
