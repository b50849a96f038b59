/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Tables as CSV: whole, and harmless to who opens them in a sheet. */

#include <config.h>

#include "report/reports.h"

#include "csv_read.h"
#include "reported.h"

static const char mark[] = "\357\273\277";

/* The note on AB-1 as a table has it, read back. */
static void
expect_note(const char *note, const char *raw, const char *safe)
{
	struct reported it;
	struct csv_read csv;

	reported_open(&it);
	reported_set(&it, "AB-1/notes/aaaaaa/text", note);
	for (int i = 0; i < 2; i++) {
		const char *wanted = i ? raw : safe;

		it.view.raw = i;
		char *text = reported_make(&it, "csv");

		csv_read(i ? text : text + strlen(mark), &csv);
		const char *have =
		    csv_read_at(&csv, 1, i ? "notes" : "Notes");

		cr_assert_str_eq(have, wanted, "raw %d: %s", i, have);
		csv_read_done(&csv);
		free(text);
	}
	reported_done(&it);
}

Test(csv, quotes_commas_and_ends_of_lines_come_back_whole)
{
	expect_note("a, \"b\"", "a, \"b\"", "a, \"b\"");
	expect_note("two\nlines", "two\nlines", "two\nlines");
	expect_note("\"", "\"", "\"");
	expect_note(",", ",", ",");
	expect_note("Gr\303\274\303\237e \360\237\230\200",
	    "Gr\303\274\303\237e \360\237\230\200",
	    "Gr\303\274\303\237e \360\237\230\200");
}

Test(csv, what_a_sheet_would_take_for_a_formula_is_text)
{
	expect_note("=1+1", "=1+1", "'=1+1");
	expect_note("+1", "+1", "'+1");
	expect_note("-1", "-1", "'-1");
	expect_note("@SUM(A1)", "@SUM(A1)", "'@SUM(A1)");
	expect_note("\t=1", "\t=1", "' =1");
	expect_note("\r=1", "\r=1", "'^M=1");
	expect_note("\n=1", "\n=1", "'\n=1");
	expect_note("  =1", "  =1", "'  =1");
	expect_note("\357\274\2351", "\357\274\2351", "'\357\274\2351");
	expect_note("1 - 1 = 0", "1 - 1 = 0", "1 - 1 = 0");
}

Test(csv, marks_that_hide_or_turn_text_are_shown_to_people)
{
	expect_note("a\033[31mb", "a\033[31mb", "a^[[31mb");
	expect_note("a\342\200\256b", "a\342\200\256b", "a<U+202E>b");
	expect_note("<script>x</script>", "<script>x</script>",
	    "<script>x</script>");
}

Test(csv, a_long_text_is_whole)
{
	enum { LONG = 60000 };
	char *text = xmalloc(LONG + 1);

	memset(text, 'x', LONG);
	text[LONG] = '\0';
	text[7] = '"';
	expect_note(text, text, text);
	free(text);
}

Test(csv, people_get_words_and_a_mark_and_machines_keys)
{
	struct reported it;

	reported_open(&it);
	char *safe = reported_make(&it, "csv");

	it.view.raw = true;
	char *raw = reported_make(&it, "csv");

	cr_assert(!strncmp(safe, mark, 3), "the file says that it is UTF-8");
	cr_assert(!strncmp(safe + 3, "Control,Title,", 14), "%.20s", safe);
	cr_assert(!strncmp(raw, "control,title,", 14), "%.20s", raw);
	free(safe);
	free(raw);
	reported_done(&it);
}

Test(csv, a_table_that_is_not_there_is_an_error_that_names_the_others)
{
	struct reported it;
	struct str out = { 0 };
	struct err err = { 0 };

	reported_open(&it);
	it.view.table = "poem";
	cr_assert(!report_csv(&it.view, &out, &err), "there is no such table");
	cr_assert_eq(err.code, ERR_USAGE, "");
	cr_assert(strstr(err.message, "criteria"), "%s", err.message);
	cr_assert_eq(out.len, 0, "nothing is written");
	err_done(&err);
	reported_done(&it);
}

Test(csv, the_same_session_gives_the_same_bytes)
{
	struct reported it;

	reported_open(&it);
	reported_set(&it, "AB-1/criteria/1.1/state", "met");
	for (size_t i = 0; tables_at(i); i++) {
		it.view.table = tables_at(i)->name;
		char *first = reported_make(&it, "csv");
		char *second = reported_make(&it, "csv");

		cr_assert_str_eq(first, second, "%s", it.view.table);
		free(first);
		free(second);
	}
	reported_done(&it);
}
