/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Files of JSON into one catalog: told by their keys, in any order. */

#include "imported.h"

#define FAMILIES                                                            \
	"{\"total_families\": 1, \"families\": [{\"family_code\": \"GDN\"," \
	" \"family_name\": \"Gardens\", \"control_count\": 2}]}"
#define FRAMEWORKS                                                          \
	"{\"frameworks\": [{\"framework_id\": \"alp-1\", \"display_name\":" \
	" \"Alps 1\"}, {\"framework_id\": \"ben-2\", \"display_name\":"     \
	" \"Ben 2\"}], \"total_frameworks\": 2}"
#define SUMMARY                                                              \
	"{\"scf_version\": \"2031.4\", \"total_controls\": 2, \"families\":" \
	" [], \"crosswalk_frameworks\": []}"
#define RISKS                                                             \
	"{\"total\": 1, \"risks\": [{\"risk_id\": \"R-1\", \"grouping\":" \
	" \"g\", \"name\": \"Slip\", \"description\": \"Wet leaves\"}]}"
#define THREATS                                                 \
	"{\"total\": 1, \"threats\": [{\"threat_id\": \"T-1\"," \
	" \"grouping\": \"g\", \"name\": \"Storm\"}]}"
#define EVIDENCE(n, controls)                                          \
	"{\"erl_id\": \"E-GDN-0" n "\", \"area\": \"Lawns\","          \
	" \"artifact_name\": \"Log " n "\", \"artifact_description\":" \
	" \"Who raked\", \"scf_controls\": [" controls "]}"
#define CONTROL(n, more)                                                 \
	"{\"control_id\": \"GDN-0" n "\", \"title\": \"Control " n "\"," \
	" \"family\": \"GDN\", \"description\": \"Do " n ".\","          \
	" \"scf_question\": \"Done?\", \"relative_weight\": 10" more "}"
#define OBJECTIVES                                                        \
	"{\"scf_control_id\": \"GDN-01\", \"total\": 1,"                  \
	" \"assessment_objectives\": [{\"scf_control_id\": \"GDN-01\","   \
	" \"ao_id\": \"GDN-01_A01\", \"objective\": \"it is done.\","     \
	" \"pptdf\": \"Process\", \"origin\": \"Own\","                   \
	" \"assessment_rigor\": \"1\", \"scf_defined_parameters\": \"\"," \
	" \"org_defined_parameters\": \"\"}]}"
#define COMPENSATING                                                  \
	"{\"total\": 1, \"compensating_controls\": [{\"control_id\":" \
	" \"GDN-01\", \"risk_if_not_implemented\": \"x\","            \
	" \"compensating_control_1\": {\"control_id\": \"GDN-02\","   \
	" \"name\": \"n\", \"justification\": \"It helps.\"},"        \
	" \"compensating_control_2\": null}]}"
#define PRIVACY "{\"total\": 0, \"privacy_principles\": []}"

enum { FILES_MAX = 16 };

/* Imports texts as the files "0.json", "1.json", ..., as a directory does;
 * turned: the last one first. */
static bool
import_texts(struct imported *it, const char *format, const char *const *texts,
    bool turned)
{
	struct import_source sources[FILES_MAX] = { 0 };
	char *paths[FILES_MAX] = { 0 };
	size_t count = 0;

	*it = (struct imported){ 0 };
	while (texts[count])
		count++;
	for (size_t i = 0; i < count; i++) {
		paths[i] = xasprintf("%zu.json", i);
		sources[turned ? count - 1 - i : i] =
		    (struct import_source){ paths[i], texts[i],
			    strlen(texts[i]), true };
	}
	bool ok = import_read(format, sources, count, NULL, NULL, &it->catalog,
	    &it->problems, it->odd, &it->err);

	for (size_t i = 0; i < count; i++)
		free(paths[i]);
	return ok;
}

static void
must_import(struct imported *it, const char *const *texts)
{
	cr_assert(import_texts(it, "auto", texts, false), "imports: %s",
	    it->err.message);
}

static size_t
all_odd(const struct imported *it)
{
	size_t sum = 0;

	for (size_t i = 0; i < ODD_COUNT; i++)
		sum += it->odd[i];
	return sum;
}

static const char *
string(const struct imported *it, enum catalog_field field, size_t row)
{
	return catalog_string(it->catalog, field, row);
}

/* What two catalogs hold, bytes and all. */
static void
assert_same(const struct imported *a, const struct imported *b)
{
	size_t one, other;
	const void *x = catalog_block(a->catalog, &one);
	const void *y = catalog_block(b->catalog, &other);

	cr_assert(one == other && memcmp(x, y, one) == 0,
	    "the same catalog, whatever the order of the files");
}

Test(scf_json, files_are_told_by_their_keys_in_any_order)
{
	static const char *const texts[] = { CONTROL("2", ""), COMPENSATING,
		OBJECTIVES, EVIDENCE("1", "\"GDN-01\""), THREATS, PRIVACY,
		RISKS,
		CONTROL("1", ", \"evidence_requests\": [\"E-GDN-01\"],"
		             " \"risks\": [\"R-1\"], \"threats\": [\"T-1\"]"),
		SUMMARY, FRAMEWORKS, FAMILIES, NULL };
	struct imported it, other;

	must_import(&it, texts);
	cr_assert_eq(all_odd(&it), 0, "nothing is odd: %s",
	    it.problems.count ? it.problems.items[0].err.message : "");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CONTROL), 2);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_OBJECTIVE), 1);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_COMPENSATING), 1);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_FRAMEWORK), 2);
	cr_assert_str_eq(string(&it, PACK_VERSION, 0), "2031.4");
	cr_assert_str_eq(string(&it, DOMAIN_NAME, 0), "Gardens");
	cr_assert_str_eq(string(&it, EVIDENCE_AREA, 0), "Lawns");
	cr_assert_str_eq(string(&it, RISK_TITLE, 0), "Slip");
	cr_assert_str_eq(string(&it, THREAT_TITLE, 0), "Storm");
	cr_assert_str_eq(string(&it, COMPENSATING_WHY, 0), "It helps.");
	cr_assert_str_eq(
	    string(&it, PACK_GENERATOR, 0), "assay import scf-json");
	cr_assert(catalog_control_material(it.catalog, 0));
	cr_assert(import_texts(&other, "auto", texts, true));
	assert_same(&it, &other);
	imported_done(&other);
	imported_done(&it);
}

Test(scf_json, a_control_takes_all_its_keys)
{
	static const char *const texts[] = { FRAMEWORKS,
		CONTROL("1",
		    ", \"family_name\": \"Gardens\", \"errata\": \"- new\","
		    " \"conformity_cadence\": \"Annual\","
		    " \"pptdf\": \"Data\", \"nist_csf_function\": \"Detect\","
		    " \"scrm_focus\": {\"strategic\": false,"
		    " \"operational\": true, \"tactical\": true},"
		    " \"profiles\": [\"Lawn, small\", \"Hedge\"],"
		    " \"possible_solutions\": {\"large\": \"- Cart\","
		    " \"micro_small\": \"- Rake\\n- Twine\"},"
		    " \"maturity\": {\"0\": \"Nothing.\", \"1\": \"X-CMM"
		    " Level 1 criteria are not available.\","
		    " \"2\": \"To exist:\\n- one\\n- two\"},"
		    " \"crosswalks\": {\"ben-2\": [\"5.10\", \"5.1\"],"
		    " \"alp-1\": [\"Principle 13\"]}"),
		NULL };
	struct imported it;

	must_import(&it, texts);
	const struct catalog *c = it.catalog;

	cr_assert_eq(all_odd(&it), 1, "no version, and nothing else");
	cr_assert_str_eq(string(&it, DOMAIN_NAME, 0), "Gardens",
	    "the control names the family that no list names");
	cr_assert_str_eq(string(&it, CONTROL_CADENCE, 0), "annual");
	cr_assert_str_eq(string(&it, CONTROL_FUNCTION, 0), "detect");
	cr_assert_eq(catalog_count(c, CONTROL_SCRM, 0), 2);
	cr_assert_eq(catalog_count(c, CONTROL_PROFILES, 0), 2);
	cr_assert_str_eq(
	    catalog_item(c, CONTROL_PROFILES, 0, 1, 0), "Lawn, small");
	assert_levels(&it, "GDN-01", "- 2 ? ? ?");
	assert_values(&it, "GDN-01", "Ben 2", "5.10|5.1");
	cr_assert_str_eq(string(&it, MAPPING_FRAMEWORK, 0), "alp-1",
	    "mappings stand in the order of the list of frameworks");
	cr_assert_eq(catalog_rows(c, TABLE_SIZE), 5);
	cr_assert_str_eq(string(&it, SIZE_NAME, 0), "Micro/Small");
	cr_assert_eq(catalog_rows(c, TABLE_SOLUTION), 2);
	cr_assert_str_eq(catalog_item(c, SOLUTION_LINES, 0, 1, 0), "Twine");
	imported_done(&it);
}

Test(scf_json, numbers_become_text_and_nulls_are_absent)
{
	static const char *const texts[] = { FAMILIES, FRAMEWORKS,
		CONTROL("1",
		    ", \"pptdf\": null, \"profiles\": null,"
		    " \"maturity\": null, \"possible_solutions\": {},"
		    " \"evidence_requests\": [], \"scrm_focus\": {},"
		    " \"crosswalks\": {\"alp-1\": [5, 5.5, null, [\"x\"]],"
		    " \"ben-2\": \"7\\n8\"}"),
		NULL };
	struct imported it;

	must_import(&it, texts);
	assert_values(&it, "GDN-01", "Alps 1", "5|5.5");
	assert_values(&it, "GDN-01", "Ben 2", "7|8");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CLEVEL), 0);
	imported_done(&it);
}

Test(scf_json, a_key_that_is_not_understood_is_told_once)
{
	static const char *const texts[] = { FAMILIES, SUMMARY,
		CONTROL("1", ", \"colour\": \"green\""),
		CONTROL("2", ", \"colour\": \"red\", \"smell\": 1"), NULL };
	struct imported it;

	must_import(&it, texts);
	cr_assert_eq(it.odd[ODD_COLUMN], 2);
	cr_assert_eq(warnings(&it, "\"colour\" of a control"), 1);
	imported_done(&it);
}

Test(scf_json, a_framework_that_no_list_has_is_known_by_its_id)
{
	static const char *const texts[] = { FAMILIES, SUMMARY, FRAMEWORKS,
		CONTROL("1", ", \"crosswalks\": {\"cairn-3\": [\"1\"]}"),
		CONTROL("2", ", \"crosswalks\": {\"cairn-3\": [\"2\"]}"),
		NULL };
	struct imported it;

	must_import(&it, texts);
	cr_assert_eq(it.odd[ODD_REFERENCE], 1);
	assert_values(&it, "GDN-02", "cairn-3", "2");
	imported_done(&it);
}

Test(scf_json, links_are_compared_once_all_controls_are_read)
{
	static const char *const texts[] = { FAMILIES, SUMMARY,
		EVIDENCE("1", "\"GDN-02\""), EVIDENCE("2", "\"GDN-02\""),
		CONTROL("1", ", \"evidence_requests\": [\"E-GDN-01\"]"),
		CONTROL("2", ", \"evidence_requests\": [\"E-GDN-02\"]"), NULL };
	struct imported it;

	must_import(&it, texts);
	cr_assert_eq(it.odd[ODD_ONE_WAY], 2);
	assert_warned(&it, "E-GDN-01 names GDN-02", "2.json:0:0");
	assert_warned(&it, "GDN-01 asks for E-GDN-01", "2.json:0:0");
	imported_done(&it);
}

Test(scf_json, whole_lists_beside_single_files_say_nothing_new)
{
	static const char *const texts[] = { FAMILIES, SUMMARY, OBJECTIVES,
		EVIDENCE("1", ""), CONTROL("1", ""), CONTROL("2", ""),
		"{\"total\": 2, \"controls\": [" CONTROL("1", "") ", " CONTROL(
		    "3", "") "]}",
		"{\"family_code\": \"GDN\", \"controls\": [" CONTROL(
		    "2", "") ", " CONTROL("4", "") ", " CONTROL("4", "") "]}",
		"{\"total\": 1, \"assessment_objectives\": [{\"ao_id\":"
		" \"GDN-01_A01\", \"scf_control_id\": \"GDN-01\","
		" \"objective\": \"it is done.\"}]}",
		"{\"evidence_requests\": [" EVIDENCE("1", "") ", " EVIDENCE(
		    "3", "") "]}",
		"{\"framework_id\": \"alp-1\", \"display_name\": \"Alps 1\","
		" \"scf_to_framework\": {}}",
		FRAMEWORKS, COMPENSATING, COMPENSATING, NULL };
	struct imported it;

	must_import(&it, texts);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CONTROL), 4);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_OBJECTIVE), 1);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_EVIDENCE), 2);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_FRAMEWORK), 2);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_COMPENSATING), 1);
	cr_assert_eq(
	    it.odd[ODD_DUPLICATE], 1, "twice in one file is odd, and told");
	cr_assert_eq(all_odd(&it), 1);
	imported_done(&it);
}

Test(scf_json, the_same_control_in_two_files_is_told)
{
	static const char *const texts[] = { FAMILIES, SUMMARY,
		CONTROL("1", ""), CONTROL("1", ""), NULL };
	struct imported it;

	must_import(&it, texts);
	cr_assert_eq(it.odd[ODD_DUPLICATE], 1);
	assert_warned(&it, "GDN-01", "3.json:0:0");
	imported_done(&it);
}

Test(scf_json, control_characters_become_blanks)
{
	static const char *const texts[] = { FAMILIES, SUMMARY,
		CONTROL("1", ",\n \"profiles\": [\"a\\u001bb\\u0007\","
		             " \"back\\\\u001b\", \"c\x7f"
		             "d\xc2\x9b"
		             "e\\bf\\tg\"]"),
		NULL };
	struct imported it;

	must_import(&it, texts);
	cr_assert_str_eq(
	    catalog_item(it.catalog, CONTROL_PROFILES, 0, 0, 0), "a b");
	cr_assert_str_eq(catalog_item(it.catalog, CONTROL_PROFILES, 0, 1, 0),
	    "back\\u001b", "an escaped backslash begins no escape");
	cr_assert_str_eq(
	    catalog_item(it.catalog, CONTROL_PROFILES, 0, 2, 0), "c d e f g");
	cr_assert_eq(it.odd[ODD_OTHER], 1);
	assert_warned(&it, "control character", "2.json:2:17");
	imported_done(&it);
}

Test(scf_json, a_byte_order_mark_is_no_fault)
{
	static const char *const texts[] = { "\xef\xbb\xbf" FAMILIES,
		"\xef\xbb\xbf\r\n" CONTROL("1", ""), SUMMARY, NULL };
	struct imported it;

	must_import(&it, texts);
	cr_assert_eq(all_odd(&it), 0);
	imported_done(&it);
}

Test(scf_json, broken_json_is_refused_with_its_place)
{
	static const struct {
		const char *text, *what;
		size_t line;
	} cases[] = {
		{ "{\"erl_id\": \"E-1\",\n\"area\": }", "no valid JSON", 2 },
		{ "{\"erl_id\": \"E-1\",\n\n\"area\": \"a\",\"area\": \"b\"}",
		    "duplicate", 3 },
		{ "{\"erl_id\": \"E-1\", \"area\": \"\\u0000\"}",
		    "no valid JSON", 1 },
		{ "{\"erl_id\": \"E-1\", \"area\": \"\xff\"}", "no valid JSON",
		    1 },
		{ "{\"erl_id\": \"E-1\"} more", "no valid JSON", 1 },
		{ "{\"erl_id\": \"E-1\", \"area\": \"", "no valid JSON", 1 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *const texts[] = { FAMILIES, CONTROL("1", ""),
			cases[i].text, NULL };
		struct imported it;

		cr_assert_not(
		    import_texts(&it, "scf-json", texts, false), "%zu", i);
		cr_assert_not_null(strstr(it.err.message, cases[i].what),
		    "%zu: %s", i, it.err.message);
		cr_assert_str_eq(it.err.path, "2.json");
		cr_assert_eq(it.err.line, cases[i].line, "%zu: line %zu", i,
		    it.err.line);
		cr_assert_neq(it.err.column, 0);
		imported_done(&it);
	}
}

Test(scf_json, other_json_is_not_taken_for_it)
{
	static const char *const texts[] = { "{}", "[]", "[1, 2]", "7", "\"",
		"{\"catalog\": {\"groups\": [{\"controls\": []}]}}",
		"{\"risks\": [{\"id\": \"R-1\"}]}",
		"{\"frameworks\": [\"framework_id\"]}",
		"{\"control_id\": \"GDN-01\", \"name\": \"x\"}",
		"{\"families\": {\"family_code\": 1}}",
		"{\"text\": \"\\\"erl_id\\\": 1\", \"erl_id \": 1}",
		"id: GDN-01\nerl_id: x\n", "{\"a\": {\"erl_id\": 1}}",
		"{{{{{{{{", "}}}{\"erl_id\":1}", "{\"erl_id\"", "" };
	const struct importer *importer = importers_find("scf-json");

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		cr_assert_eq(importer->detect(texts[i], strlen(texts[i])), 0,
		    "%s", texts[i]);
	cr_assert_geq(
	    importer->detect(CONTROL("1", ""), strlen(CONTROL("1", ""))),
	    IMPORT_CERTAIN);
}

Test(scf_json, what_is_named_and_is_something_else_is_refused)
{
	static const char text[] = "{\"name\": \"package\"}";
	struct imported it = { 0 };

	cr_assert_not(
	    import_bytes(&it, "scf-json", "p.json", text, strlen(text)));
	cr_assert_not_null(strstr(it.err.message, "no file of the Secure"));
	cr_assert_str_eq(it.err.path, "p.json");
	imported_done(&it);
}

Test(scf_json, odd_shapes_do_no_harm)
{
	static const char *const texts[] = { FAMILIES,
		"{\"erl_id\": {}, \"area\": [], \"scf_controls\": {}}",
		"{\"risk_id\": [], \"name\": {}}",
		"{\"threats\": [7, {\"threat_id\": true}, []]}",
		"{\"frameworks\": [{\"framework_id\": {}}]}",
		"{\"scf_control_id\": 5, \"assessment_objectives\": [1, {}]}",
		"{\"scf_control_id\": [], \"assessment_objectives\": {}}",
		"{\"compensating_control_1\": 5, \"control_id\": null}",
		"{\"compensating_controls\": [{\"compensating_control_1\":"
		" {\"control_id\": []}}]}",
		"{\"control_id\": [[]], \"scf_question\": {}}",
		CONTROL("1",
		    ", \"maturity\": [1], \"scrm_focus\": 7,"
		    " \"possible_solutions\": {\"small\": {}, \"own\": 1},"
		    " \"crosswalks\": [\"x\"], \"risks\": \"R-1\","
		    " \"threats\": {\"a\": 1}, \"profiles\": true"),
		NULL };
	struct imported it;

	must_import(&it, texts);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CONTROL), 1);
	imported_done(&it);
}
