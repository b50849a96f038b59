/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The workbook, read back with the importer's own reader. */

#include <config.h>

#include "report/reports.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/file.h"
#include "import/xlsx.h"
#include "model/summary.h"
#include "reported.h"

/* A workbook in memory and the row last read. */
struct read {
	struct str bytes;
	struct xlsx *book;
	struct xlsx_row row;
};

static void
read_make(struct read *read, struct reported *it)
{
	struct err err = { 0 };

	*read = (struct read){ 0 };
	cr_assert(report_xlsx(&it->view, &read->bytes, &err), "%s",
	    err.message);
	read->book =
	    xlsx_open("it", read->bytes.data, read->bytes.len, &err);
	cr_assert_not_null(read->book, "%s", err.message);
}

static void
read_done(struct read *read)
{
	xlsx_free(read->book);
	str_done(&read->bytes);
}

static bool
read_next(struct read *read)
{
	struct err err = { 0 };
	bool more = xlsx_next(read->book, &read->row, &err);

	cr_assert_null(err.message, "%s", err.message);
	return more;
}

static void
read_start(struct read *read, const char *sheet)
{
	struct err err = { 0 };
	size_t i = 0;

	while (i < xlsx_sheets(read->book) &&
	       !str_equal(xlsx_sheet_name(read->book, i), sheet))
		i++;
	cr_assert_lt(i, xlsx_sheets(read->book), "there is a sheet %s", sheet);
	cr_assert(xlsx_start(read->book, i, &err), "%s", err.message);
}

static const char *
read_cell(const struct read *read, size_t column)
{
	const char *text =
	    column < read->row.count ? read->row.cells[column] : NULL;

	return text ? text : "";
}

/* What stands under a head, in the row whose first cell is this. */
static const char *
read_at(struct read *read, const char *sheet, const char *head,
    const char *first)
{
	size_t column = 0;

	read_start(read, sheet);
	cr_assert(read_next(read), "%s has heads", sheet);
	while (column < read->row.count &&
	       !str_equal(read_cell(read, column), head))
		column++;
	cr_assert_lt(
	    column, read->row.count, "%s has a column %s", sheet, head);
	while (read_next(read))
		if (str_equal(read_cell(read, 0), first))
			return read_cell(read, column);
	cr_assert(false, "%s has a row %s", sheet, first);
	return NULL;
}

/* The value beside a label of the summary; NULL: it has none. */
static const char *
read_figure(struct read *read, const char *sheet, const char *label)
{
	read_start(read, sheet);
	while (read_next(read))
		if (str_equal(read_cell(read, 0), label))
			return read_cell(read, 1);
	return NULL;
}

/* A note on AB-1 as the workbook has it. */
static void
expect_note(const char *note, const char *wanted, bool raw)
{
	struct reported it;
	struct read read;

	reported_open(&it);
	reported_set(&it, "AB-1/notes/aaaaaa/text", note);
	it.view.raw = raw;
	read_make(&read, &it);
	const char *have = read_at(&read, raw ? "controls" : "Controls",
	    raw ? "notes" : "Notes", "AB-1");

	cr_assert_str_eq(have, wanted, "%s is %s", note, have);
	read_done(&read);
	reported_done(&it);
}

Test(xlsx_report, has_the_sheets_an_assessor_hands_over)
{
	static const char *const names[] = { "Summary", "Domains", "Controls",
		"Objectives", "Criteria", "Evidence", "Deficiencies", "POA&M",
		"Requests" };
	struct reported it;
	struct read read;

	reported_open(&it);
	read_make(&read, &it);
	cr_assert_eq(xlsx_sheets(read.book), 9);
	for (size_t i = 0; i < 9; i++)
		cr_assert_str_eq(xlsx_sheet_name(read.book, i), names[i]);
	read_done(&read);
	it.view.depth = REPORT_SUMMARY;
	read_make(&read, &it);
	cr_assert_eq(xlsx_sheets(read.book), 2, "the figures alone");
	read_done(&read);
	it.view.table = "requests";
	read_make(&read, &it);
	cr_assert_eq(xlsx_sheets(read.book), 1, "one table alone");
	cr_assert_str_eq(xlsx_sheet_name(read.book, 0), "Requests");
	read_done(&read);
	reported_done(&it);
}

Test(xlsx_report, every_row_and_cell_of_the_tables_is_there)
{
	struct reported it;
	struct read read;
	size_t rows = 0;

	reported_open(&it);
	reported_set(&it, "AB-1/criteria/1.1/state", "not met");
	read_make(&read, &it);
	read_start(&read, "Criteria");
	while (read_next(&read))
		rows++;
	cr_assert_eq(rows, 1 + 2 + 3 + 1, "heads and six criteria, not %zu",
	    rows);
	cr_assert_str_eq(
	    read_at(&read, "Criteria", "State", "AB-1"), "not met");
	cr_assert_str_eq(
	    read_at(&read, "Controls", "Criteria answered", "AB-1"), "1");
	read_done(&read);
	reported_done(&it);
}

Test(xlsx_report, hostile_text_comes_back_whole_as_text)
{
	expect_note("=1+1", "=1+1", false);
	expect_note("@SUM(A1)", "@SUM(A1)", false);
	expect_note("-5", "-5", false);
	expect_note("<b>&amp;\"'", "<b>&amp;\"'", false);
	expect_note("https://x.example/", "https://x.example/", false);
	expect_note("two\nlines ", "two\nlines ", false);
	expect_note("\360\237\230\200 \327\251", "\360\237\230\200 \327\251",
	    false);
	/* what sheets read as a character of that number */
	expect_note("_x0041_x0042_ _x000D_ _x12_",
	    "_x0041_x0042_ _x000D_ _x12_", false);
	expect_note("_x0041_", "_x0041_", true);
}

Test(xlsx_report, marks_that_hide_or_turn_text_are_shown)
{
	expect_note("a\033[31m", "a^[[31m", false);
	expect_note("a\342\200\256b", "a<U+202E>b", false);
	expect_note("a\342\200\256b", "a\342\200\256b", true);
	expect_note("a\357\277\276b", "a<U+FFFE>b", false);
	expect_note("a\357\277\277b", "a<U+FFFF>b", true);
}

Test(xlsx_report, a_text_too_long_for_a_cell_says_where_it_is_whole)
{
	enum { LONG = 40000, MOST = 32767 };
	struct reported it;
	struct read read;
	char *note = xmalloc(LONG + 1);

	memset(note, 'x', LONG);
	note[LONG] = '\0';
	reported_open(&it);
	reported_set(&it, "AB-1/notes/aaaaaa/text", note);
	read_make(&read, &it);
	const char *have = read_at(&read, "Controls", "Notes", "AB-1");

	cr_assert_eq(strlen(have), MOST, "%zu characters", strlen(have));
	cr_assert_not_null(
	    strstr(have, "assay report --format csv --table controls]"));
	read_done(&read);
	/* one that just fits is whole; surrogates count twice */
	note[MOST] = '\0';
	expect_note(note, note, false);
	memcpy(note + MOST - 5, "\360\237\230\200", 4);
	note[MOST - 1] = '\0';
	expect_note(note, note, false);
	reported_done(&it);
	free(note);
}

Test(xlsx_report, days_and_numbers_are_what_they_are)
{
	struct reported it;
	struct read read;

	reported_open(&it);
	reported_set(&it, "evidence/E-1/state", "requested");
	reported_set(&it, "evidence/E-1/due", "2026-07-20");
	read_make(&read, &it);
	cr_assert_str_eq(
	    read_at(&read, "Evidence", "Due", "E-1"), "2026-07-20");
	cr_assert_str_eq(read_at(&read, "Controls", "Weight", "CD-1"), "10");
	read_done(&read);
	reported_done(&it);
}

Test(xlsx_report, the_summary_has_the_sums_of_the_model)
{
	struct reported it;
	struct read read;
	struct summary summary;
	char number[32];

	reported_open(&it);
	reported_set(&it, "AB-1/criteria/1.1/state", "met");
	reported_set(&it, "AB-1/criteria/1.2/state", "met");
	reported_set(&it, "AB-1/concluded", "1");
	reported_set(&it, "AB-2/concluded", "0");
	reported_set(&it, "CD-1/concluded", "0");
	reported_set(&it, "evidence/E-1/state", "requested");
	summary_init(&summary, &it.on.desk);
	read_make(&read, &it);
	ratio_text(summary.all.rollup.average, number);
	cr_assert_gt(strlen(number), 0);
	const char *have = read_figure(&read, "Summary", "Weighted average");

	cr_assert_not_null(have);
	cr_assert_float_eq(strtod(have, NULL), strtod(number, NULL), 1e-9);
	snprintf(number, sizeof(number), "%zu", summary.all.rollup.concluded);
	cr_assert_str_eq(read_figure(&read, "Summary", "Concluded"), number);
	snprintf(number, sizeof(number), "%zu", summary.all.rollup.in_scope);
	cr_assert_str_eq(
	    read_figure(&read, "Summary", "Controls in scope"), number);
	cr_assert_str_eq(read_figure(&read, "Summary", "requested"), "1");
	read_done(&read);
	it.view.raw = true;
	read_make(&read, &it);
	cr_assert_str_eq(read_figure(&read, "summary", "concluded"), "3");
	cr_assert_str_eq(read_figure(&read, "summary", "level_1"), "1");
	cr_assert_str_eq(
	    read_at(&read, "domains", "concluded", "AB"), "2");
	read_done(&read);
	summary_done(&summary);
	reported_done(&it);
}

Test(xlsx_report, the_clients_copy_has_nothing_private)
{
	struct reported it;
	struct read read;

	reported_open(&it);
	reported_set(&it, "AB-1/notes/aaaaaa/text", "between us");
	it.view.client = true;
	read_make(&read, &it);
	for (size_t i = 0; i < xlsx_sheets(read.book); i++) {
		read_start(&read, xlsx_sheet_name(read.book, i));
		while (read_next(&read))
			for (size_t k = 0; k < read.row.count; k++)
				cr_assert_null(
				    strstr(read_cell(&read, k), "between us"),
				    "%s", xlsx_sheet_name(read.book, i));
	}
	read_done(&read);
	reported_done(&it);
}

Test(xlsx_report, the_same_session_and_moment_give_the_same_bytes)
{
	struct reported it;
	struct read one, two;

	reported_open(&it);
	reported_set(&it, "session/title", "Nord & <S\303\274d>");
	read_make(&one, &it);
	read_make(&two, &it);
	cr_assert_eq(one.bytes.len, two.bytes.len);
	cr_assert_arr_eq(one.bytes.data, two.bytes.data, one.bytes.len);
	read_done(&two);
	it.view.at = NULL;
	read_make(&two, &it);
	read_done(&two);
	read_done(&one);
	reported_done(&it);
}

static void
expect_empty(const char *dir)
{
	struct err err = { 0 };
	char **names;
	size_t count;

	cr_assert(file_list_all(dir, &names, &count, &err), "%s", err.message);
	cr_assert_eq(count, 0, "%s is left in %s", count ? names[0] : "", dir);
	file_names_free(names, count);
}

Test(xlsx_report, nothing_is_left_behind_also_when_the_disk_is_full)
{
	char dir[] = "xlsx-XXXXXX";
	struct reported it;
	struct str out = { 0 };
	struct err err = { 0 };
	struct rlimit was, small;

	cr_assert_not_null(mkdtemp(dir));
	reported_open(&it);
	it.view.dir = dir;
	char *whole = reported_make(&it, "xlsx");

	free(whole);
	expect_empty(dir);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &was);
	small = was;
	small.rlim_cur = 1 << 14;
	setrlimit(RLIMIT_FSIZE, &small);
	bool ok = report_xlsx(&it.view, &out, &err);

	setrlimit(RLIMIT_FSIZE, &was);
	cr_assert_not(ok, "a file of 16 KiB cannot hold it");
	cr_assert_not_null(err.message);
	cr_assert_eq(out.len, 0, "no bytes of it");
	expect_empty(dir);
	err_done(&err);
	reported_done(&it);
	rmdir(dir);
}

Test(xlsx_report, a_table_nobody_knows_is_refused)
{
	struct reported it;
	struct str out = { 0 };
	struct err err = { 0 };

	reported_open(&it);
	it.view.table = "chairs";
	cr_assert_not(report_xlsx(&it.view, &out, &err));
	cr_assert_eq(err.code, ERR_USAGE);
	cr_assert_not_null(strstr(err.message, "chairs"));
	err_done(&err);
	reported_done(&it);
}
