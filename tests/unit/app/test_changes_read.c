/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A file of changes: what it becomes, and where its faults are. */

#include <config.h>

#include "app/changes_read.h"

#include <string.h>

#include "../sample_pack.h"

struct given {
	struct catalog *catalog;
	struct changes_file file;
	struct err err;
};

static bool
read_text(struct given *g, const char *text)
{
	*g = (struct given){ .catalog = sample_catalog() };
	return changes_read(
	    "day.yaml", text, strlen(text), g->catalog, &g->file, &g->err);
}

static void
finish(struct given *g)
{
	changes_file_done(&g->file);
	err_done(&g->err);
	catalog_free(g->catalog);
}

/* Refused with nothing read; the place and what is said of it. */
static void
expect_fault(const char *text, size_t line, size_t column, const char *message)
{
	struct given g;

	cr_assert_not(read_text(&g, text), "is refused: %s", text);
	cr_assert_null(g.file.changes.items, "and nothing is read");
	cr_assert_eq(g.file.count, 0, "nor placed");
	cr_assert_str_eq(g.err.path, "day.yaml", "names the file");
	cr_assert_eq(g.err.line, line, "line of %s: %zu", text, g.err.line);
	cr_assert_eq(
	    g.err.column, column, "column of %s: %zu", text, g.err.column);
	cr_assert_not_null(
	    strstr(g.err.message, message), "%s: %s", text, g.err.message);
	finish(&g);
}

Test(changes_read, paths_become_canonical_and_values_text)
{
	struct given g;

	cr_assert(
	    read_text(&g, "- {path: session/title, value: yes}\n"
	                  "- {path: gar-01/target, value: 2, why: asked}\n"
	                  "- path: session/client\n"
	                  "  value: ~\n"),
	    "is read: %s", g.err.message);
	const struct change *items = g.file.changes.items;

	cr_assert_eq(g.file.changes.count, 3, "three changes");
	cr_assert_str_eq(items[0].value, "yes", "yes is no boolean");
	cr_assert_null(items[0].why, "no reason");
	cr_assert_str_eq(items[1].path, "GAR-01/target", "the pack's spelling");
	cr_assert_str_eq(items[1].why, "asked", "the reason");
	cr_assert_null(items[2].value, "a plain null removes");
	cr_assert_eq(g.file.count, 3, "each has its place");
	cr_assert_eq(g.file.places[2].line, 4, "the line of the value");
	finish(&g);
}

Test(changes_read, an_empty_list_is_no_change)
{
	struct given g;

	cr_assert(read_text(&g, "[]\n"), "is read: %s", g.err.message);
	cr_assert_eq(g.file.changes.count, 0, "nothing");
	finish(&g);
}

Test(changes_read, a_fault_is_told_with_its_place_and_nothing_is_read)
{
	expect_fault("path: session/title\nvalue: x\n", 1, 1, "A list");
	expect_fault("", 1, 1, "A list");
	expect_fault("- {value: x}\n", 1, 3, "\"path\" is missing");
	expect_fault("- {path: session/title}\n", 1, 3, "\"value\"");
	expect_fault("- {path: session/title, value: x}\n"
	             "- {path: session/title, value: [x]}\n",
	    2, 32, "\"value\"");
	expect_fault(
	    "- {path: session/title, value: x, y: z}\n", 1, 35, "only");
	expect_fault("- {path: session/title, value: x, why: [a]}\n", 1, 40,
	    "\"why\" must be a text");
	expect_fault("- {path: session/title, value: x}\n"
	             "- {path: GAR-99/target, value: 1}\n",
	    2, 10, "GAR-99");
	expect_fault(
	    "- {path: GAR-01/target, value: 99}\n", 1, 32, "GAR-01/target");
	expect_fault("- {path: @x}\n", 1, 10, "YAML");
}

Test(changes_read, what_is_found_late_gets_the_place_of_its_last_change)
{
	struct given g;

	cr_assert(read_text(&g, "- {path: session/title, value: a}\n"
	                        "- {path: session/client, value: b}\n"
	                        "- {path: session/title, value: c}\n"),
	    "is read: %s", g.err.message);
	err_set(&g.err, ERR_INPUT, "session/title is given twice");
	changes_place_late(&g.file, "day.yaml", &g.err);
	cr_assert_eq(g.err.line, 3, "the second: %zu", g.err.line);
	cr_assert_eq(g.err.column, 32, "its value: %zu", g.err.column);
	cr_assert_str_eq(
	    g.err.message, "session/title is given twice", "as it was");
	err_set(&g.err, ERR_INPUT, "session/titles: another path");
	changes_place_late(&g.file, "day.yaml", &g.err);
	cr_assert_eq(g.err.line, 0, "of none of them");
	cr_assert_str_eq(g.err.path, "day.yaml", "but of the file");
	finish(&g);
}

Test(changes_read, no_file_is_told)
{
	struct given g = { .catalog = sample_catalog() };

	cr_assert_not(
	    changes_read_file("no/such/file.yaml", g.catalog, &g.file, &g.err),
	    "is refused");
	cr_assert_eq(g.err.code, ERR_ABSENT, "it is not there");
	finish(&g);
}
