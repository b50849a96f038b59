/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* yaml-test-suite against the verdicts of tests/data/verdicts/yaml.txt: what
 * the suite says of each case, what we do in packs, and in imports. A new
 * libyaml shows as a difference. */

#include <config.h>

#include <criterion/criterion.h>
#include <string.h>

#include "../base/suites.h"
#include "yaml/yread.h"

/* The word for a reason: the part of our message that says it. */
static const struct {
	const char *part, *word;
} classes[] = {
	{ "not valid YAML: ", NULL }, /* the library's own words */
	{ "no text in UTF-8", "no text" },
	{ "Aliases", "alias" },
	{ "No anchor", "alias of nothing" },
	{ "Tags", "tag" },
	{ "twice", "duplicate key" },
	{ "A key must be", "key that is no text" },
	{ "one document", "several documents" },
	{ "a NUL", "NUL" },
	{ "merged", "merge of no mapping" },
	{ "never end", "alias in itself" },
};

/* "accepted", or "refused: why". */
static void
add_verdict(struct str *out, const struct str *text,
    const struct ylimits *limits)
{
	struct err err = { 0 };
	struct ydoc *doc =
	    yread_text(str_text(text), text->len, "case", limits, &err);

	if (doc)
		str_add(out, "accepted");
	for (size_t i = 0; !doc && i < sizeof(classes) / sizeof(*classes);
	     i++) {
		const char *at = strstr(err.message, classes[i].part);

		if (!at)
			continue;
		at += strlen(classes[i].part);
		str_printf(out, "refused: %.*s",
		    classes[i].word ? (int)strlen(classes[i].word)
				    : (int)strcspn(at, "."),
		    classes[i].word ? classes[i].word : at);
		break;
	}
	cr_assert(doc || err.line, "every refusal names its place: %s",
	    err.message);
	ydoc_free(doc);
	err_done(&err);
}

static void
take_case(struct suite *suite, const char *dir, const char *name)
{
	char *path = path_join(dir, "in.yaml");
	char *error = path_join(dir, "error");
	struct str text = { 0 }, pack = { 0 }, import = { 0 };
	struct err err = { 0 };

	cr_assert(file_read(path, 1 << 20, &text, &err), "%s", err.message);
	double begin = suite_now();

	add_verdict(&pack, &text, &YLIMITS_PACK);
	add_verdict(&import, &text, &YLIMITS_IMPORT);
	suite_took(suite, name, begin);
	str_printf(&suite->found, "%-8s %s  %s", name,
	    path_exists(error) ? "refuse" : "accept", str_text(&pack));
	if (!str_equal(str_text(&pack), str_text(&import)))
		str_printf(&suite->found, "; in imports %s",
		    str_text(&import));
	str_add_char(&suite->found, '\n');
	str_done(&text);
	str_done(&pack);
	str_done(&import);
	free(path);
	free(error);
}

/* A directory is a case, or holds some. */
static void
take_dir(struct suite *suite, const char *dir, const char *name, int depth)
{
	char *in = path_join(dir, "in.yaml");
	char **names;
	size_t count;
	struct err err = { 0 };
	struct stat st;

	if (path_exists(in)) {
		take_case(suite, dir, name);
		free(in);
		return;
	}
	free(in);
	cr_assert(file_list(dir, &names, &count, &err), "%s", err.message);
	for (size_t i = 0; i < count; i++) {
		char *inner = path_join(dir, names[i]);
		char *whole = *name ? path_join(name, names[i])
				    : xstrdup(names[i]);

		/* the same cases again, by name and by tag */
		if (depth < 2 && lstat(inner, &st) == 0 &&
		    S_ISDIR(st.st_mode) && !str_equal(names[i], "name") &&
		    !str_equal(names[i], "tags"))
			take_dir(suite, inner, whole, depth + 1);
		free(whole);
		free(inner);
	}
	file_names_free(names, count);
}

Test(suite, the_suite_of_yaml_has_its_verdicts, .timeout = 120)
{
	struct suite suite;

	NEEDS_SUITE(&suite, "yaml-test-suite.tar.gz");
	char *dir = path_join(suite.root, "yts");

	take_dir(&suite, dir, "", 0);
	free(dir);
	suite_end(&suite, "tests/data/verdicts/yaml.txt", 402);
}
