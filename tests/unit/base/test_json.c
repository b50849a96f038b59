/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

#include <config.h>

#include <criterion/criterion.h>
#include <string.h>

#include "base/json.h"
#include "suites.h"

/* Reads a text; the problem as "line:column: text", "" for none. */
static const char *
reading(const char *text, size_t len, size_t most)
{
	static char said[256];
	json_error_t problem;
	json_t *json = json_read(text, len, most, &problem);

	*said = '\0';
	if (!json)
		snprintf(said, sizeof(said), "%d:%d: %s", problem.line,
		    problem.column, problem.text);
	json_decref(json);
	return said;
}

Test(json, a_document_is_read_and_counted)
{
	static const char text[] =
	    "{\"a\": [1, 2, {\"b, [{\": \"\\\",[\"}], \"c\": null}";

	cr_assert_str_eq(reading(text, strlen(text), 7), "", "seven at most");
	cr_assert_str_eq(reading(text, strlen(text), 6),
	    "1:32: more than 6 values", "and no fewer");
}

Test(json, what_is_ambiguous_is_refused_where_it_stands)
{
	cr_assert_str_eq(reading("1\0", 2, 9), "1:2: a NUL", "behind it");
	cr_assert_str_eq(reading("{\n\"\303\274\0\"}", 8, 9), "2:3: a NUL",
	    "in a text: %s", reading("{\n\"\303\274\0\"}", 8, 9));
	cr_assert_str_neq(
	    reading("{\"a\": 1, \"a\": 2}", 16, 9), "", "twins");
	cr_assert_str_neq(reading("\"\\u0000\"", 8, 9), "", "escaped");
	cr_assert_str_neq(reading("", 0, 9), "", "nothing");
}

Test(json, only_the_number_of_values_is_an_excess)
{
	json_error_t problem;

	cr_assert_null(json_read("[1,2]", 5, 2, &problem), "");
	cr_assert(json_is_excess(&problem), "too many");
	cr_assert_null(json_read("[1,", 3, 9, &problem), "");
	cr_assert_not(json_is_excess(&problem), "cut off");
	cr_assert_null(json_read("[1\0", 3, 9, &problem), "");
	cr_assert_not(json_is_excess(&problem), "a NUL");
}

/* Brackets so deep, closed or not. */
static const char *
nested(size_t depth, bool closed)
{
	struct str text = { 0 };

	str_add_repeat(&text, '[', depth);
	if (closed)
		str_add_repeat(&text, ']', depth);
	const char *said = reading(text.data, text.len, depth + 1);

	str_done(&text);
	return said;
}

Test(json, nesting_ends_at_2048, .timeout = 10)
{
	cr_assert_str_eq(nested(2048, true), "", "that deep");
	cr_assert_str_neq(nested(2049, true), "", "no deeper");
	cr_assert_str_neq(nested(4000000, false), "", "however deep");
}

/* JSONTestSuite: y_ must be taken, n_ refused, i_ is ours to say. */
static void
take_case(struct suite *suite, const char *dir, const char *name)
{
	char *path = path_join(dir, name);
	struct str text = { 0 };
	struct err err = { 0 };
	json_error_t problem;

	cr_assert(file_read(path, 1 << 20, &text, &err), "%s", err.message);
	double begin = suite_now();
	json_t *json =
	    json_read(str_text(&text), text.len, 1000000, &problem);

	suite_took(suite, name, begin);
	str_printf(&suite->found, "%-56s %-8s %s\n", name,
	    *name == 'y' ? "accept" : *name == 'n' ? "refuse" : "either",
	    json ? "accepted" : "refused");
	if (!json && *name != 'n') {
		/* what is quoted of the text is left out */
		const char *near = strstr(problem.text, " near ");

		str_truncate(&suite->found, suite->found.len - 1);
		str_printf(&suite->found, ": %.*s\n",
		    near ? (int)(near - problem.text) : 80, problem.text);
	}
	json_decref(json);
	str_done(&text);
	free(path);
}

Test(json, the_suite_of_json_has_its_verdicts, .timeout = 120)
{
	struct suite suite;
	char **names;
	size_t count;
	struct err err = { 0 };

	NEEDS_SUITE(&suite, "JSONTestSuite.tar.gz");
	char *dir = path_join(suite.root, "jts/test_parsing");

	cr_assert(file_list(dir, &names, &count, &err), "%s", err.message);
	for (size_t i = 0; i < count; i++)
		take_case(&suite, dir, names[i]);
	file_names_free(names, count);
	free(dir);
	suite_end(&suite, "tests/data/verdicts/json.txt", 318);
}
