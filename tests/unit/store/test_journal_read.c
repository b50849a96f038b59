/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Damage of every kind: torn tails are cut off, all else is refused with its
 * line. */

#include <config.h>

#include "session_desk.h"

#include <stdio.h>
#include <time.h>

#include "base/digest.h"

Test(journal_read, a_tail_torn_at_any_byte_is_cut_off_and_reported)
{
	struct desk d;
	struct str text = { 0 };
	struct journal *reader;
	struct session *seen;

	begin(&d);
	answer(&d, "met");
	slurp(d.file, &text);
	size_t whole = text.len;

	answer(&d, "partial");
	slurp(d.file, &text);
	leave(&d);
	for (size_t len = whole + 1; len < text.len; len++) {
		struct stat st;

		spill(d.file, text.data, len);
		cr_assert(
		    journal_open(d.dir, JOURNAL_READ, &reader, &seen, NULL),
		    "reader");
		cr_assert_eq(session_commits(seen), 1, "ignored by readers");
		cr_assert_not_null(journal_torn(reader), "and known");
		journal_close(reader);
		session_free(seen);
		cr_assert_eq(stat(d.file, &st), 0, "");
		cr_assert_eq((size_t)st.st_size, len, "readers write nothing");
		cr_assert(journal_open(d.dir, JOURNAL_WRITE, &d.journal,
		              &d.session, NULL),
		    "torn at %zu", len);
		cr_assert_eq(session_commits(d.session), 1, "one is whole");
		cr_assert_eq(strlen(journal_torn(d.journal)), len - whole,
		    "what was cut");
		cr_assert_eq(stat(d.file, &st), 0, "");
		cr_assert_eq((size_t)st.st_size, whole, "cut off");
		if (len % 50 == 0)
			answer(&d, "exceeded");
		leave(&d);
	}
	str_done(&text);
	finish(&d);
}

Test(journal_read, a_block_of_nuls_is_torn_too)
{
	static const size_t blocks[] = { 1, 200, 4096, 70000 };
	struct desk d;
	struct str text = { 0 };

	begin(&d);
	answer(&d, "met");
	slurp(d.file, &text);
	for (size_t i = 0; i < 2 * sizeof(blocks) / sizeof(*blocks); i++) {
		struct stat st;
		struct str torn = { 0 };

		str_add_n(&torn, text.data, text.len);
		str_add_repeat(&torn, '\0', blocks[i / 2]);
		/* the sectors after it may have reached the disk */
		if (i % 2)
			str_add_repeat(
			    &torn, '\0', (512 - torn.len % 512) % 512);
		if (i % 2)
			str_add(&torn, "\",\"sum\":\"00\"}\n");
		leave(&d);
		spill(d.file, torn.data, torn.len);
		reopen(&d);
		cr_assert_eq(session_commits(d.session), 1, "one is whole");
		cr_assert_not_null(journal_torn(d.journal), "reported");
		cr_assert_eq(stat(d.file, &st), 0, "");
		cr_assert_eq((size_t)st.st_size, text.len, "cut off");
		str_done(&torn);
	}
	answer(&d, "partial");
	reopen(&d);
	cr_assert_eq(session_commits(d.session), 2, "goes on");
	str_done(&text);
	finish(&d);
}

Test(journal_read, a_changed_byte_is_refused_with_its_line)
{
	struct desk d;
	struct str text = { 0 };
	size_t line = 1;

	begin(&d);
	answer(&d, "met");
	answer(&d, "partial");
	answer(&d, "met");
	slurp(d.file, &text);
	leave(&d);
	for (size_t i = 0; i < text.len; i++) {
		char was = text.data[i];

		if (was == '\n') {
			line++;
			continue;
		}
		if (i % 7)
			continue;
		text.data[i] = was == '1' ? '2' : '1';
		spill(d.file, text.data, text.len);
		expect_refusal(&d, JOURNAL_WRITE, ERR_INPUT, line);
		text.data[i] = was;
	}
	/* NULs inside are damage, not a torn tail */
	char *second = strchr(text.data, '\n') + 1;

	memset(second, '\0', 20);
	spill(d.file, text.data, text.len);
	expect_refusal(&d, JOURNAL_WRITE, ERR_INPUT, 2);
	str_done(&text);
	finish(&d);
}

Test(journal_read, what_stands_before_damage_can_be_read)
{
	struct desk d;
	struct str text = { 0 };
	struct journal *journal;
	struct session *session;
	struct err err = { 0 };
	size_t added;

	begin(&d);
	answer(&d, "met");
	char *one = dump(d.session);

	answer(&d, "partial");
	slurp(d.file, &text);
	leave(&d);
	text.data[text.len - 100] ^= 1;
	spill(d.file, text.data, text.len);
	expect_refusal(&d, JOURNAL_READ, ERR_INPUT, 3);
	cr_assert(journal_open(d.dir, JOURNAL_SALVAGE, &journal, &session,
	              &err), "%s", err.message);
	char *shown = dump(session);

	cr_assert_str_eq(shown, one, "what stands before");
	cr_assert_not_null(strstr(journal_damage(journal), "journal:3: "),
	    "%s", journal_damage(journal));
	cr_assert_not(journal_writable(journal), "to read");
	cr_assert_not(journal_is_free(journal), "never to write");
	cr_assert_not(journal_take_over(journal, session, &err), "never");
	cr_assert_eq(err.code, ERR_INPUT, "%s", err.message);
	err_done(&err);
	/* somebody put it right */
	text.data[text.len - 100] ^= 1;
	spill(d.file, text.data, text.len);
	cr_assert(journal_refresh(journal, session, &added, &err), "");
	cr_assert_eq(added, 1, "the rest");
	cr_assert_null(journal_damage(journal), "whole");
	journal_close(journal);
	session_free(session);
	free(one);
	free(shown);
	str_done(&text);
	finish(&d);
}

Test(journal_read, a_missing_or_doubled_line_breaks_the_chain)
{
	struct desk d;
	struct str text = { 0 };

	begin(&d);
	answer(&d, "met");
	answer(&d, "partial");
	slurp(d.file, &text);
	leave(&d);
	char *second = strchr(text.data, '\n') + 1;
	char *third = strchr(second, '\n') + 1;
	struct str bad = { 0 };

	str_add_n(&bad, text.data, (size_t)(second - text.data));
	str_add(&bad, third);
	spill(d.file, bad.data, bad.len);
	expect_refusal(&d, JOURNAL_READ, ERR_INPUT, 2);
	str_clear(&bad);
	str_add_n(&bad, text.data, text.len);
	str_add(&bad, third);
	spill(d.file, bad.data, bad.len);
	expect_refusal(&d, JOURNAL_READ, ERR_INPUT, 4);
	str_done(&bad);
	str_done(&text);
	finish(&d);
}

Test(journal_read, only_regular_files_are_opened)
{
	struct desk d;
	struct journal *journal;
	struct session *session;
	struct err err = { 0 };
	char *kept;

	begin(&d);
	leave(&d);
	kept = xasprintf("%s/kept", d.root);
	cr_assert_eq(rename(d.file, kept), 0, "");
	cr_assert_not(
	    journal_open(d.dir, JOURNAL_WRITE, &journal, &session, &err),
	    "none");
	cr_assert_eq(err.code, ERR_ABSENT, "%s", err.message);
	cr_assert_eq(mkfifo(d.file, 0600), 0, "");
	cr_assert_not(
	    journal_open(d.dir, JOURNAL_READ, &journal, &session, &err),
	    "FIFO");
	unlink(d.file);
	cr_assert_eq(symlink("../kept", d.file), 0, "");
	cr_assert_not(
	    journal_open(d.dir, JOURNAL_READ, &journal, &session, &err),
	    "link");
	cr_assert_not(journal_is_session(d.dir), "a link is no journal");
	unlink(d.file);
	cr_assert_eq(mkdir(d.file, 0700), 0, "");
	cr_assert_not(
	    journal_open(d.dir, JOURNAL_READ, &journal, &session, &err),
	    "directory");
	rmdir(d.file);
	spill(d.file, "", 0);
	expect_refusal(&d, JOURNAL_WRITE, ERR_INPUT, 1);
	err_done(&err);
	free(kept);
	finish(&d);
}

Test(journal_read, a_reader_sees_what_is_added)
{
	struct desk d;
	struct journal *reader;
	struct session *seen;
	struct err err = { 0 };
	struct stat st;
	size_t added = 99;

	begin(&d);
	answer(&d, "met");
	cr_assert(journal_open(d.dir, JOURNAL_READ, &reader, &seen, &err), "");
	cr_assert(journal_refresh(reader, seen, &added, &err), "");
	cr_assert_eq(added, 0, "nothing new");
	answer(&d, "partial");
	answer(&d, "met");
	cr_assert(journal_refresh(reader, seen, &added, &err), "");
	cr_assert_eq(added, 2, "two new");
	/* the writer recovers: a new file takes the place of the old one */
	cr_assert_eq(stat(d.file, &st), 0, "");
	limit_files((rlim_t)st.st_size + 20);
	cr_assert_not(record(&d, desk_tick, "not met", NULL), "full");
	cr_assert(journal_refresh(reader, seen, &added, &err), "");
	cr_assert_eq(added, 0, "half a line is none");
	cr_assert_not_null(journal_torn(reader), "but seen");
	limit_files(RLIM_INFINITY);
	cr_assert(journal_retry(d.journal, &err), "");
	answer(&d, "met");
	cr_assert(
	    journal_refresh(reader, seen, &added, &err), "%s", err.message);
	cr_assert_eq(added, 2, "in the new file");
	cr_assert_null(journal_torn(reader), "whole again");
	char *mine = dump(d.session), *theirs = dump(seen);

	cr_assert_str_eq(theirs, mine, "the same state");
	spill(d.file, "other\n", 6);
	added = 99;
	cr_assert_not(journal_refresh(reader, seen, &added, &err), "replaced");
	cr_assert_eq(added, 99, "untouched");
	err_done(&err);
	free(mine);
	free(theirs);
	journal_close(reader);
	session_free(seen);
	finish(&d);
}

Test(journal_read, thousands_of_answers_load_in_well_under_a_second)
{
	enum { ANSWERS = 23000 };
	struct desk d;
	struct str out = { 0 };
	struct timespec from, to;
	uint32_t random = 5;
	char prev[DIGEST_HEX + 1];

	begin(&d);
	memcpy(prev, session_header(d.session)->sum, sizeof(prev));
	slurp(d.file, &out);
	for (int i = 1; i <= ANSWERS; i++) {
		size_t start = out.len;

		random = random * 1664525 + 1013904223;
		str_printf(&out,
		    "{\"seq\":%d,\"at\":\"2026-07-14T10:00:00+02:00\","
		    "\"by\":\"ada\",\"changes\":[{\"path\":\"C-%06x/criteria/"
		    "3.%08x/state\",\"old\":null,\"new\":\"met\"}],"
		    "\"prev\":\"%s\",",
		    i, random >> 8, random, prev);
		digest_hex(out.data + start, out.len - start, prev);
		str_printf(&out, "\"sum\":\"%s\"}\n", prev);
	}
	leave(&d);
	spill(d.file, out.data, out.len);
	clock_gettime(CLOCK_MONOTONIC, &from);
	reopen(&d);
	clock_gettime(CLOCK_MONOTONIC, &to);
	double took = (double)(to.tv_sec - from.tv_sec) +
	              (double)(to.tv_nsec - from.tv_nsec) / 1e9;

	cr_log_info("%d answers in %.3f s", ANSWERS, took);
	cr_assert_eq(session_commits(d.session), ANSWERS, "all");
	cr_assert_lt(took, 5.0, "took %.3f s", took);
	answer(&d, "met");
	str_done(&out);
	finish(&d);
}
