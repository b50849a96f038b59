/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* OSCAL: what is no catalog, or none that can be read. */

#include <config.h>

#include "imported.h"

/* A catalog with these keys beside its metadata. */
#define CATALOG(rest)                                                          \
	"{\"catalog\": {\"uuid\": \"1\", \"metadata\": {\"title\": \"Buoys\"," \
	" \"version\": \"1\", \"oscal-version\": \"1.1.2\"}, " rest "}}"
/* One with a group b of these controls. */
#define GROUP(controls)                                               \
	CATALOG("\"groups\": [{\"id\": \"b\", \"title\": \"Buoys\", " \
	        "\"controls\": [" controls "]}]")
/* A control b-1 with these keys beside its id. */
#define CONTROL(rest) \
	GROUP("{\"id\": \"b-1\", \"title\": \"Chains\", " rest "}")
#define SAYS(prose) \
	"\"parts\": [{\"name\": \"statement\", \"prose\": \"" prose "\"}]"

static void
assert_refused(const char *bytes, const char *piece)
{
	struct imported it = { 0 };

	cr_assert_not(import_bytes(&it, "oscal", "file", bytes, strlen(bytes)),
	    "refused: %.60s", bytes);
	cr_assert(strstr(it.err.message, piece), "says \"%s\": %s", piece,
	    it.err.message);
	cr_assert_null(strchr(it.err.message, '\n'), "in one line");
	imported_done(&it);
}

static int
score(const char *bytes)
{
	return importers_find("oscal")->detect(bytes, strlen(bytes));
}

Test(oscal_refused, other_documents_are_refused_by_name)
{
	assert_refused("{\"profile\": {\"uuid\": \"1\"}}", "Resolve it first");
	assert_refused("profile:\n  uuid: x\n", "Resolve it first");
	assert_refused("{\"component-definition\": {}}", "component");
	assert_refused("{\"system-security-plan\": {}}", "security plan");
	assert_refused("{\"assessment-plan\": {}}", "assessment plan");
	assert_refused("{\"assessment-results\": {}}", "results");
	assert_refused("{\"plan-of-action-and-milestones\": {}}", "milestone");
	assert_refused("{\"mapping-collection\": {}}", "maps controls");
	assert_refused("{\"catalog\": []}", "no OSCAL catalog");
	assert_refused("[1, 2]", "no OSCAL catalog");
	assert_refused("plain words", "no OSCAL catalog");
	assert_refused("", "no OSCAL catalog");
	assert_refused(CATALOG("\"groups\": []"), "holds no controls");
}

Test(oscal_refused, broken_documents_are_refused_with_a_place)
{
	struct imported it = { 0 };
	const char *json = "\n{\"catalog\":\n {\"uuid\": }}";

	cr_assert_not(
	    import_bytes(&it, "oscal", "f", json, strlen(json)), "no JSON");
	cr_assert_eq(it.err.line, 3, "line %zu", it.err.line);
	imported_done(&it);
	assert_refused("{\"catalog\": {}, \"catalog\": {}}", "not valid JSON");
	assert_refused("catalog: {a: 1, a: 2}\n", "twice");
	assert_refused("catalog: [\n", "not valid YAML");
}

Test(oscal_refused, more_values_than_any_catalog_has_are_refused)
{
	struct str json = { 0 };

	str_add(&json, "{\"catalog\": [");
	for (int i = 0; i < 1000001; i++)
		str_add(&json, "[],");
	assert_refused(str_text(&json), "More than 1000000");
	str_done(&json);
}

Test(oscal_refused, documents_are_known_by_their_root_key)
{
	cr_assert_gt(score(CONTROL(SAYS("x"))), 90, "JSON");
	cr_assert_gt(score("\xef\xbb\xbf { \"$schema\": \"http://x/{\",\n"
	                   "\"catalog\" : {\"metadata\": {\"oscal-version\": "
	                   "\"1\"}}}"),
	    90, "behind a schema");
	cr_assert_gt(
	    score("---\ncatalog:\n  uuid: x\n  metadata: {}\n"), 70, "YAML");
	cr_assert_gt(score("# by hand\n\"catalog\":\n  uuid: x\n  metadata: "
	                   "{oscal-version: 1}\n"),
	    90, "YAML, quoted");
	cr_assert_gt(score("{\"component-definition\": {}}"), 50,
	    "refused better than passed over");
	cr_assert_lt(score("{\"catalog\": \"flowers\"}"), 50, "a word");
	cr_assert_eq(score("{\"a\": {\"catalog\": {\"oscal-version\": 1}}}"), 0,
	    "not at the root");
	cr_assert_eq(score("words: 1\n  catalog:\n"), 0, "not at the margin");
	cr_assert_eq(score("{\"catalog"), 0, "cut off");
	cr_assert_eq(score(""), 0, "nothing");
}
