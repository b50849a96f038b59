/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Paths are understood as people type them and file managers paste them. */

#include <config.h>

#include <criterion/criterion.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/attach_paths.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

static char here[4096];

/* A directory with some files in it, which is where we are and HOME. */
static void
begin(void)
{
	static const char *const names[] = { "Plan 2026.pdf", "a.txt",
		"b's \"old\".txt", "deep/one.txt", "deep/two.txt",
		"deep/.hidden", "straße 1.txt", "straßen.txt" };
	char root[] = "paths-XXXXXX";

	cr_assert_not_null(mkdtemp(root), "%s", strerror(errno));
	cr_assert_eq(chdir(root), 0);
	cr_assert_not_null(getcwd(here, sizeof(here)));
	cr_assert_eq(mkdir("deep", 0700), 0);
	cr_assert_eq(mkdir("deep/deeper", 0700), 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		cr_assert(file_replace(names[i], "x", 1, false, NULL));
	setenv("HOME", here, 1);
}

static void
finish(void)
{
	char *command = xasprintf("rm -rf '%s'", here);

	cr_assert_eq(chdir(".."), 0);
	cr_assert_eq(system(command), 0);
	free(command);
}

/* What a text means, HERE standing for the directory: "title", "missing", or
 * the paths below it with | between. */
static void
means(const char *text, const char *wanted)
{
	struct attach_paths paths = { 0 };
	struct str given = { 0 }, out = { 0 };

	for (const char *p = text; *p; p++)
		if (str_starts(p, "HERE")) {
			str_add(&given, here);
			p += 3;
		} else {
			str_add_char(&given, *p);
		}
	switch (attach_understand(str_text(&given), &paths)) {
	case ATTACH_TITLE:
		str_add(&out, "title");
		break;
	case ATTACH_MISSING:
		str_add(&out, "missing");
		break;
	case ATTACH_FILES:
		for (size_t i = 0; i < paths.count; i++) {
			const char *path = paths.paths[i];

			path += str_starts(path, here) ? strlen(here) : 0;
			str_printf(&out, "%s%s", i ? "|" : "", path);
		}
	}
	cr_assert_str_eq(str_text(&out), wanted, "%s", text);
	attach_paths_done(&paths);
	str_done(&given);
	str_done(&out);
}

Test(attach_paths, a_path_is_read_plain_quoted_escaped_and_as_a_url)
{
	begin();
	means("HERE/a.txt", "/a.txt");
	means("  HERE/a.txt \n", "/a.txt");
	means("a.txt", "a.txt");
	means("~/a.txt", "/a.txt");
	means("HERE/Plan 2026.pdf", "/Plan 2026.pdf");
	means("'HERE/Plan 2026.pdf' ", "/Plan 2026.pdf");
	means("\"HERE/Plan 2026.pdf\"", "/Plan 2026.pdf");
	means("HERE/Plan\\ 2026.pdf", "/Plan 2026.pdf");
	means("file://HERE/Plan%202026.pdf", "/Plan 2026.pdf");
	means("file://localhostHERE/a.txt", "/a.txt");
	means("file://elsewhereHERE/a.txt", "missing");
	means("HERE/b\\'s\\ \\\"old\\\".txt", "/b's \"old\".txt");
	means("'HERE/b'\\''s \"old\".txt'", "/b's \"old\".txt");
	means("'Plan 2026.pdf'", "Plan 2026.pdf");
	means("HERE/deep", "/deep");
	finish();
}

Test(attach_paths, several_paths_are_several_files)
{
	begin();
	means("'HERE/a.txt' 'HERE/Plan 2026.pdf'", "/a.txt|/Plan 2026.pdf");
	means("HERE/a.txt\nHERE/Plan 2026.pdf\n", "/a.txt|/Plan 2026.pdf");
	means("file://HERE/a.txt file://HERE/Plan%202026.pdf",
	    "/a.txt|/Plan 2026.pdf");
	means("HERE/a.txt HERE/none.txt", "missing");
	finish();
}

Test(attach_paths, all_else_is_a_title_and_a_wrong_path_is_none)
{
	begin();
	means("", "title");
	means("Run book of the payroll", "title");
	means("a.txt deep", "title");
	means("it's old", "title");
	means("100% \\", "title");
	means("~ about 30 services", "title");
	means("/no such/file.pdf", "missing");
	means("'/no such", "missing");
	means("file:///no%20such", "missing");
	means("~/none", "missing");
	finish();
}

Test(attach_paths, a_folder_stands_for_the_files_in_it)
{
	struct attach_paths paths = { 0 };

	begin();
	cr_assert_eq(mkfifo("deep/fifo", 0600), 0);
	cr_assert_eq(attach_understand("./deep", &paths), ATTACH_FILES);
	attach_expand(&paths);
	cr_assert_eq(paths.count, 2, "%zu", paths.count);
	cr_assert_str_eq(paths.paths[0], "./deep/one.txt");
	cr_assert_str_eq(paths.paths[1], "./deep/two.txt");
	attach_paths_done(&paths);
	finish();
}

Test(attach_paths, quoted_paths_are_understood_again)
{
	struct attach_paths paths = { 0 }, again = { 0 };

	begin();
	cr_assert_eq(
	    attach_understand("./deep\n./b's \"old\".txt\n./Plan 2026.pdf",
	        &paths),
	    ATTACH_FILES);
	char *line = attach_quote(&paths);

	cr_assert_null(strchr(line, '\n'));
	cr_assert_eq(attach_understand(line, &again), ATTACH_FILES);
	cr_assert_eq(again.count, 3);
	for (size_t i = 0; i < 3; i++)
		cr_assert_str_eq(again.paths[i], paths.paths[i]);
	free(line);
	attach_paths_done(&paths);
	attach_paths_done(&again);
	finish();
}

/* What Tab makes of a text, and how many names it leaves open. */
static void
becomes(const char *text, const char *wanted, size_t open)
{
	struct attach_paths others = { 0 };
	char *out = attach_complete_path(text, &others);

	if (wanted)
		cr_assert_str_eq(out, wanted, "%s", text);
	else
		cr_assert_null(out, "%s -> %s", text, out);
	cr_assert_eq(others.count, open, "%s: %zu", text, others.count);
	attach_paths_done(&others);
	free(out);
}

Test(attach_paths, tab_completes_as_far_as_the_names_decide)
{
	begin();
	becomes("a", "a.txt", 0);
	becomes("a.txt", NULL, 0);
	becomes("de", "deep/", 0);
	becomes("deep/", NULL, 3);
	becomes("deep/o", "deep/one.txt", 0);
	becomes("deep/.", "deep/.hidden", 0);
	becomes("stra", "straße", 2);
	becomes("none", NULL, 0);
	becomes("none/x", NULL, 0);
	becomes("~", "~/", 0);
	becomes("~/dee", "~/deep/", 0);
	finish();
}

Test(attach_paths, a_size_is_short)
{
	static const struct {
		uint64_t size;
		const char *text;
	} rows[] = { { 0, "0 B" }, { 999, "999 B" }, { 1000, "1.0 kB" },
		{ 1449000, "1.4 MB" }, { 12345678, "12 MB" },
		{ 999999999, "1.0 GB" }, { 5000000000, "5.0 GB" },
		{ UINT64_MAX, NULL } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char text[24];

		attach_size_text(rows[i].size, text);
		if (rows[i].text)
			cr_assert_str_eq(text, rows[i].text);
	}
}
