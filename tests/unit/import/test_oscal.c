/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* OSCAL catalogs: what each part of one becomes in the pack. */

#include <config.h>

#include <unistd.h>

#include "imported.h"

#include "store/content.h"

#define SAMPLE "tests/data/import/oscal/lighthouse"

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
import_sample(struct imported *it, const char *path)
{
	import_files(it, "oscal", (const char *const[]){ path, NULL });
	cr_assert(it->catalog, "imports: %s", it->err.message);
}

static const char *
text_of(const struct imported *it, enum catalog_field field, const char *id)
{
	return catalog_text(it->catalog, field, control_row(it, id), 0);
}

static void
assert_text(const struct imported *it, enum catalog_field field, const char *id,
    const char *wanted)
{
	const char *text = text_of(it, field, id);

	cr_assert(str_equal(text, wanted), "%s of %s is \"%s\"",
	    catalog_field_info(field)->key, id, text ? text : "(absent)");
}

static void
assert_statement(const char *json, const char *wanted)
{
	struct imported it;

	import_words(&it, "oscal", json);
	assert_text(&it, CONTROL_STATEMENT, "B-1", wanted);
	imported_done(&it);
}

static size_t
objective_row(const struct imported *it, const char *id)
{
	size_t row = catalog_find(it->catalog, TABLE_OBJECTIVE, id);

	cr_assert_neq(row, CATALOG_NONE, "the objective %s is there", id);
	return row;
}

static void
assert_objective(const struct imported *it, const char *id, const char *wanted)
{
	const char *text =
	    catalog_text(it->catalog, OBJECTIVE_TEXT, objective_row(it, id), 0);

	cr_assert_str_eq(text, wanted, "%s: %s", id, text);
}

/* "examine: a|b; test: c" */
static void
assert_methods(const struct imported *it, const char *id, const char *wanted)
{
	struct str is = { 0 };
	size_t row = objective_row(it, id);

	for (size_t i = 0;
	     i < catalog_count(it->catalog, OBJECTIVE_METHODS, row); i++) {
		size_t method =
		    catalog_child(it->catalog, OBJECTIVE_METHODS, row, i);

		str_printf(&is, "%s%s:", i ? "; " : "",
		    catalog_text(it->catalog, METHOD_METHOD, method, 0));
		for (size_t j = 0;
		     j < catalog_count(it->catalog, METHOD_OBJECTS, method);
		     j++)
			str_printf(&is, "%s%s", j ? "|" : " ",
			    catalog_item(
			        it->catalog, METHOD_OBJECTS, method, j, 0));
	}
	cr_assert_str_eq(str_text(&is), wanted, "%s: %s", id, str_text(&is));
	str_done(&is);
}

Test(oscal, the_document_names_the_pack_and_its_publisher)
{
	struct imported it;

	import_sample(&it, SAMPLE ".json");
	const struct catalog *c = it.catalog;

	cr_assert_str_eq(catalog_string(c, PACK_ID, 0),
	    "oscal-lighthouse-keeping-controls", "the id is of the title");
	cr_assert_str_eq(catalog_text(c, PACK_TITLE, 0, 0),
	    "Lighthouse Keeping Controls", "title");
	cr_assert_str_eq(catalog_string(c, PACK_VERSION, 0), "3.2", "version");
	cr_assert_str_eq(catalog_string(c, SOURCE_NAME, 0),
	    "Board of Northern Lights", "the creator, not the contact");
	cr_assert_str_eq(catalog_string(c, SOURCE_URL, 0),
	    "https://lights.example/keeping", "through the back matter");
	cr_assert_null(catalog_string(c, PACK_LICENCE, 0), "none is told");
	cr_assert_eq(catalog_scale_top(c), -1, "there are no levels");
	imported_done(&it);
}

Test(oscal, json_and_yaml_give_the_same_pack)
{
	struct imported json, yaml;
	size_t a, b;

	import_sample(&json, SAMPLE ".json");
	import_sample(&yaml, SAMPLE ".yaml");
	const void *x = catalog_block(json.catalog, &a);
	const void *y = catalog_block(yaml.catalog, &b);

	cr_assert(a == b && memcmp(x, y, a) == 0, "byte for byte");
	imported_done(&json);
	imported_done(&yaml);
}

Test(oscal, groups_are_domains_in_each_other)
{
	struct imported it;

	import_sample(&it, SAMPLE ".json");
	const struct catalog *c = it.catalog;

	cr_assert_eq(catalog_rows(c, TABLE_DOMAIN), 3, "three groups");
	cr_assert_str_eq(catalog_string(c, DOMAIN_ID, 0), "LK",
	    "upper case as its controls");
	cr_assert_str_eq(catalog_text(c, DOMAIN_PRINCIPLE, 0, 0),
	    "Everything about the lamp and its lens.", "what it says");
	cr_assert_str_eq(
	    catalog_string(c, DOMAIN_ID, 1), "SG", "the group's label");
	cr_assert_str_eq(
	    catalog_string(c, DOMAIN_PARENT, 2), "SG", "fog lies in signals");
	imported_done(&it);
}

Test(oscal, labels_are_ids_and_oscals_own_is_kept)
{
	struct imported it;

	import_sample(&it, SAMPLE ".json");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CONTROL), 5, "controls");
	assert_text(&it, CONTROL_REF, "LK-1", "lk-1");
	assert_text(&it, CONTROL_TITLE, "LK-1", "Lamp Rules");
	assert_text(&it, CONTROL_PARENT, "LK-1.1", "LK-1");
	assert_text(&it, CONTROL_DOMAIN, "LK-1.1", "LK");
	assert_text(&it, CONTROL_REF, "FOG_BELL", "fog_bell");
	imported_done(&it);
}

Test(oscal, a_group_keeps_its_case_when_controls_are_called_otherwise)
{
	struct imported it;

	import_words(&it, "oscal",
	    CATALOG("\"groups\": [{\"id\": \"far\", \"title\": \"Far\","
	            " \"controls\": [{\"id\": \"b-1\"," SAYS("Seen.") "}]}]"));
	cr_assert_str_eq(
	    catalog_string(it.catalog, DOMAIN_ID, 0), "far", "as it is");
	imported_done(&it);
}

Test(oscal, statements_have_a_line_an_item_with_its_label)
{
	struct imported it;

	import_sample(&it, SAMPLE ".json");
	assert_text(&it, CONTROL_STATEMENT, "LK-1",
	    "a. Write down and hand to [Assignment: keepers, pilots]:\n"
	    "1. [Selection (one or more): for the tower; for [Assignment: "
	    "named islands]; for the whole coast] rules for the lamp that\n"
	    "name who lights it; and\n"
	    "2. How the rules are kept from dusk to dawn; and\n"
	    "b. Read the rules again every spring.");
	assert_text(&it, CONTROL_GUIDANCE, "LK-1",
	    "Rules hang where the keeper sits.\n- near the stairs\n"
	    "- near the log\nA small tower\nOne page on the door.");
	imported_done(&it);
}

Test(oscal, withdrawn_controls_are_kept_and_say_where_they_went)
{
	struct imported it;

	import_sample(&it, SAMPLE ".json");
	size_t row = control_row(&it, "LK-1.2");

	cr_assert_not(catalog_control_active(it.catalog, row), "not active");
	assert_text(&it, CONTROL_STATUS, "LK-1.2", "withdrawn");
	cr_assert_eq(catalog_count(it.catalog, CONTROL_INTO, row), 1, "into");
	cr_assert_str_eq(catalog_item(it.catalog, CONTROL_INTO, row, 0, 0),
	    "LK-2", "the control whose statement the link names");
	assert_text(&it, CONTROL_STATEMENT, "LK-1.2", "Second Lens");
	cr_assert_eq(it.odd[ODD_WITHDRAWN], 1, "counted");
	imported_done(&it);
}

Test(oscal, a_control_gone_elsewhere_is_reported)
{
	struct imported it;

	import_words(&it, "oscal",
	    CONTROL("\"props\": [{\"name\": \"status\", \"value\": "
	            "\"WITHDRAWN\"}], \"links\": [{\"rel\": \"moved-to\", "
	            "\"href\": \"#_b-9\"}, {\"rel\": \"moved-to\", \"href\": "
	            "\"https://far.example/\"}]"));
	size_t row = control_row(&it, "B-1");

	cr_assert_eq(catalog_count(it.catalog, CONTROL_INTO, row), 1,
	    "an address is no control");
	cr_assert_str_eq(catalog_item(it.catalog, CONTROL_INTO, row, 0, 0),
	    "B-9", "called as it would be here");
	cr_assert_eq(it.odd[ODD_REFERENCE], 2, "both are told");
	cr_assert_eq(it.odd[ODD_OTHER], 0, "no statement is due");
	imported_done(&it);
}

Test(oscal, deprecated_is_a_state_of_its_own)
{
	struct imported it;

	import_words(&it, "oscal",
	    CONTROL("\"props\": [{\"name\": \"status\", \"value\": "
	            "\"Deprecated\"}]," SAYS("Held.")));
	assert_text(&it, CONTROL_STATUS, "B-1", "deprecated");
	imported_done(&it);
}

Test(oscal, a_control_without_a_statement_says_its_title)
{
	struct imported it;

	import_words(&it, "oscal", CONTROL("\"parts\": []"));
	assert_text(&it, CONTROL_STATEMENT, "B-1", "Chains");
	cr_assert_eq(warnings(&it, "has no statement"), 1, "told");
	imported_done(&it);
}

#define INSERT(id) "{{ insert: param, " id " }}"
#define WITH(params, prose) CONTROL("\"params\": [" params "], " SAYS(prose))

Test(oscal, parameters_read_as_their_publisher_prints_them)
{
	assert_statement(WITH("{\"id\": \"p\", \"label\": \"a *long* time\"}",
	                     "Every " INSERT("p") " ."),
	    "Every [Assignment: a long time].");
	assert_statement(WITH("{\"id\": \"p\", \"label\": \"x\"}", "{{ p }}"),
	    "[Assignment: x]");
	assert_statement(WITH("{\"id\": \"p\"}", INSERT("p") " or so"),
	    "[Assignment: p] or so");
	assert_statement(
	    WITH("{\"id\": \"p\", \"values\": [\"red\", \"green\"]}",
	        "Paint it " INSERT("p")),
	    "Paint it red, green");
	assert_statement(WITH("{\"id\": \"p\", \"select\": {\"how-many\": "
	                      "\"one\", \"choice\": [\"up\", \"down\"]}}",
	                     INSERT("p")),
	    "[Selection (one): up; down]");
	assert_statement(
	    WITH("{\"id\": \"p\", \"select\": {\"choice\": [\"up\"]}}",
	        INSERT("p")),
	    "[Selection: up]");
	assert_statement(
	    WITH("{\"id\": \"p\"}", "{{ not one, {{ p"), "{{ not one, {{ p");
}

Test(oscal, unknown_parameters_stand_with_their_ids)
{
	struct imported it;

	import_words(&it, "oscal", CONTROL(SAYS("Ring " INSERT("q") " .")));
	assert_text(&it, CONTROL_STATEMENT, "B-1", "Ring [Assignment: q].");
	cr_assert_eq(it.odd[ODD_REFERENCE], 1, "told");
	imported_done(&it);
}

Test(oscal, parameters_in_themselves_end)
{
	struct imported it;

	import_words(&it, "oscal",
	    WITH(
	        "{\"id\": \"p\", \"values\": [\"<" INSERT(
	            "q") ">\"]},"
	                 "{\"id\": \"q\", \"values\": [\"(" INSERT("p") ")\"]}",
	        INSERT("p")));
	assert_text(&it, CONTROL_STATEMENT, "B-1", "<([Assignment: p])>");
	cr_assert_eq(warnings(&it, "inserts itself"), 1, "told");
	imported_done(&it);
}

Test(oscal, parameters_that_multiply_are_cut)
{
	struct imported it;
	struct str json = { 0 };

	str_add(&json, "{\"catalog\": {\"metadata\": {\"title\": \"Much\"},"
	               "\"params\": [{\"id\": \"p0\", \"values\": [\"xx\"]}");
	for (int i = 1; i < 40; i++) {
		str_printf(&json, ",{\"id\": \"p%d\", \"values\": [\"", i);
		for (int j = 0; j < 10; j++)
			str_printf(&json, INSERT("p%d"), i - 1);
		str_add(&json, "\"]}");
	}
	str_add(&json, "], \"controls\": [{\"id\": \"b-1\", " SAYS(
	                   INSERT("p39") " " INSERT("p39")) "}]}}");
	import_words(&it, "oscal", str_text(&json));
	cr_assert_lt(
	    strlen(text_of(&it, CONTROL_STATEMENT, "B-1")), 20000, "bounded");
	imported_done(&it);
	str_done(&json);
}

Test(oscal, objectives_are_what_the_leaves_say)
{
	struct imported it;

	import_sample(&it, SAMPLE ".json");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_OBJECTIVE), 6, "leaves");
	assert_objective(
	    &it, "lk-1_obj.a-1", "rules for the lamp are written;");
	assert_objective(&it, "LK-01b",
	    "the rules are read again every "
	    "spring.");
	size_t row = objective_row(&it, "lk-1_obj.a-2");

	cr_assert_str_eq(catalog_string(it.catalog, OBJECTIVE_ORIGIN, row),
	    "LK-01a.[02]", "a label that is no id");
	cr_assert_str_eq(
	    catalog_item(it.catalog, OBJECTIVE_PARAMETERS, row, 0, 0),
	    "keepers", "the parameter it inserts");
	imported_done(&it);
}

Test(oscal, objectives_read_on_after_determine_if)
{
	struct imported it;

	import_sample(&it, SAMPLE ".json");
	assert_objective(
	    &it, "lk-1.1_obj.1.a", "the keeper keeps wicks: in a tin; and");
	assert_objective(&it, "lk-1.1_obj.2", "the keeper counts them weekly.");
	imported_done(&it);
}

#define OBJECTIVE(id, rest) \
	"{\"name\": \"assessment-objective\", \"id\": \"" id "\"" rest "}"

Test(oscal, a_sentence_above_others_is_an_objective_too)
{
	struct imported it;

	import_words(&it, "oscal",
	    CONTROL("\"parts\": [" OBJECTIVE("o",
	        ", \"prose\": \"chains are sound;\", \"parts\": [" OBJECTIVE(
	            "o.1", ", \"prose\": \"links are whole.\"") "]") ","
	        OBJECTIVE("p", ", \"prose\": \"buoys:\", \"parts\": ["
	            OBJECTIVE("p.1", "") "]") "]"));
	assert_objective(&it, "o", "chains are sound;");
	assert_objective(&it, "o.1", "links are whole.");
	assert_objective(&it, "p", "buoys:");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_OBJECTIVE), 3, "no more");
	imported_done(&it);
}

Test(oscal, objectives_lie_anywhere_and_twins_get_ids)
{
	struct imported it;

	import_words(&it, "oscal",
	    CONTROL("\"parts\": [{\"name\": \"guidance\", \"parts\": ["
	            "{\"name\": \"objective\", \"id\": \"o\", \"prose\": "
	            "\"one\"}, {\"name\": \"objective\", \"id\": \"O\", "
	            "\"prose\": \"two\"}, {\"name\": \"objective\", "
	            "\"prose\": \"three\"}]}]"));
	cr_assert_eq(catalog_rows(it.catalog, TABLE_OBJECTIVE), 3, "all");
	cr_assert_eq(it.odd[ODD_DUPLICATE], 1, "an id twice");
	cr_assert_eq(it.odd[ODD_NAME], 1, "no id");
	imported_done(&it);
}

Test(oscal, methods_and_their_objects_hang_on_every_objective)
{
	struct imported it;

	import_sample(&it, SAMPLE ".json");
	assert_methods(&it, "lk-1_obj.a-1",
	    "examine: Lamp rules|the tower's log; interview: Keepers on "
	    "watch");
	assert_methods(&it, "LK-01b",
	    "examine: Lamp rules|the tower's log; interview: Keepers on "
	    "watch");
	assert_methods(&it, "lk-1.1_obj.2", "test: Wicks from the tin");
	cr_assert_eq(warnings(&it, "no objective to use them for"), 1,
	    "the bell's are left out");
	imported_done(&it);
}

Test(oscal, methods_unknown_are_left_out)
{
	struct imported it;

	import_words(&it, "oscal",
	    CONTROL("\"parts\": [{\"name\": \"assessment-method\", \"props\":"
	            " [{\"name\": \"method\", \"value\": \"GUESS\"}]}, "
	        OBJECTIVE("o", ", \"prose\": \"it floats\"") "]"));
	assert_methods(&it, "o", "");
	cr_assert_eq(it.odd[ODD_VALUE], 1, "told");
	imported_done(&it);
}

Test(oscal, parts_of_unknown_names_are_told_once_and_kept)
{
	struct imported it;

	import_words(&it, "oscal",
	    CONTROL("\"parts\": [{\"name\": \"statement\", \"prose\": \"Held."
	            "\"}, {\"name\": \"song\", \"prose\": \"Heave.\"}, "
	            "{\"name\": \"song\", \"title\": \"Second\", \"prose\": "
	            "\"Ho.\"}]"));
	assert_text(&it, CONTROL_GUIDANCE, "B-1", "song\nHeave.\nSecond\nHo.");
	cr_assert_eq(it.odd[ODD_COLUMN], 1, "once");
	imported_done(&it);
}

Test(oscal, markup_is_taken_off)
{
	assert_statement(
	    CONTROL(SAYS("# Rope\\n\\nSee **the** [knot](#k) \\\\& *bend*.")),
	    "Rope\nSee the knot & bend.");
}

Test(oscal, controls_in_no_group_get_one)
{
	struct imported it;

	import_words(&it, "oscal",
	    CATALOG("\"controls\": [{\"id\": \"b-1\", " SAYS("Held.") "}]"));
	cr_assert_str_eq(
	    catalog_text(it.catalog, DOMAIN_NAME, 0, 0), "Buoys", "title");
	assert_text(&it, CONTROL_DOMAIN, "B-1", "buoys");
	cr_assert_eq(it.odd[ODD_NAME], 1, "told");
	imported_done(&it);
}

Test(oscal, groups_without_ids_are_called_by_their_titles)
{
	struct imported it;

	import_words(&it, "oscal",
	    CATALOG("\"groups\": [{\"title\": \"Deep Water\", \"groups\": ["
	            "{\"title\": \"Deep water\", \"controls\": [{\"id\": "
	            "\"b-1\", " SAYS("Held.") "}]}]}]"));
	assert_text(&it, CONTROL_DOMAIN, "B-1", "deep-water-2");
	cr_assert_str_eq(catalog_string(it.catalog, DOMAIN_PARENT, 1),
	    "deep-water", "in each other");
	cr_assert_eq(it.odd[ODD_NAME], 2, "told");
	imported_done(&it);
}

Test(oscal, what_stands_twice_is_reported)
{
	struct imported it;

	import_words(&it, "oscal",
	    CATALOG("\"params\": [{\"id\": \"p\"}, {\"id\": \"p\"}], "
	            "\"groups\": [{\"id\": \"b\", \"controls\": ["
	            "{\"id\": \"b-1\", " SAYS(
	                "Held.") "}]}, {\"id\": \"b\", "
	                         "\"controls\": [{\"id\": \"b-1\", " SAYS(
	                             "Again.") "}, "
	                                       "{\"id\": \"b-2\", \"props\": "
	                                       "[{\"name\": \"label\", "
	                                       "\"value\": \"B-1\"}], " SAYS(
	                                           "Other.") "}]}]"));
	cr_assert_eq(it.odd[ODD_DUPLICATE], 4,
	    "a parameter, a group, a control, a label: %zu",
	    it.odd[ODD_DUPLICATE]);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_DOMAIN), 1, "one group");
	assert_text(&it, CONTROL_STATEMENT, "B-1", "Held.");
	assert_text(&it, CONTROL_STATEMENT, "B-2", "Other.");
	imported_done(&it);
}

Test(oscal, values_of_a_wrong_kind_are_left_out)
{
	static const char *const odd[] = {
		GROUP("7, {\"id\": \"b-1\", \"title\": 7}"),
		CONTROL("\"parts\": {}"),
		CONTROL("\"parts\": [[], \"x\", null]"),
		CONTROL("\"parts\": [{\"name\": 4, \"prose\": []}]"),
		CONTROL("\"params\": 3, \"props\": \"x\", \"links\": {}, "
		        "\"controls\": true"),
		CONTROL("\"params\": [{\"id\": \"p\", \"values\": [1], "
		        "\"select\": [], \"label\": {}}], " SAYS(INSERT("p"))),
		CATALOG("\"groups\": [{\"id\": 5, \"title\": [], \"controls\":"
		        " [{\"id\": \"b-1\"}]}, 8]"),
		"{\"catalog\": {\"metadata\": 1, \"controls\": [{\"id\": "
		"\"b-1\"}]}}",
		"{\"catalog\": {\"metadata\": {\"title\": 2, \"version\": 1, "
		"\"parties\": {}, \"links\": [1], \"responsible-parties\": "
		"[{\"role-id\": \"creator\", \"party-uuids\": 3}]}, "
		"\"controls\": [{\"id\": \"b-1\"}]}}",
	};

	for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++) {
		struct imported it;

		import_words(&it, "oscal", odd[i]);
		cr_assert_gt(it.problems.count, 0, "told of %zu", i);
		control_row(&it, "B-1");
		imported_done(&it);
	}
}

Test(oscal, a_control_without_an_id_gets_one)
{
	struct imported it;

	import_words(&it, "oscal",
	    GROUP("{\"title\": \"Green cans\", " SAYS("Held.") "}"));
	assert_text(&it, CONTROL_TITLE, "GREEN-CANS", "Green cans");
	cr_assert_eq(it.odd[ODD_NAME], 1, "told");
	imported_done(&it);
}

/* A hundred mappings in each other's list. */
static char *
nest(const char *id, const char *rest, const char *list)
{
	struct str out = { 0 };

	for (int i = 0; i < 100; i++)
		str_printf(
		    &out, "{\"id\": \"%s%d\", %s\"%s\": [", id, i, rest, list);
	str_add_repeat(&out, ' ', 1);
	for (int i = 0; i < 100; i++)
		str_add(&out, "]}");
	return str_steal(&out);
}

Test(oscal, what_lies_too_deep_is_left_out)
{
	char *parts =
	    nest("p", "\"name\": \"item\", \"prose\": \"and\", ", "parts");
	char *objectives =
	    nest("o", "\"name\": \"objective\", \"prose\": \"and\", ", "parts");
	char *controls = nest("b-", "", "controls");
	char *groups = nest("g", "", "groups");
	char *json = xasprintf(
	    CATALOG("\"groups\": [{\"id\": \"b\", \"controls\": ["
	            "{\"id\": \"b-p\", \"parts\": [%s, %s]}, %s]}, %s]"),
	    parts, objectives, controls, groups);
	struct imported it;

	import_words(&it, "oscal", json);
	cr_assert_eq(warnings(&it, "parts lie more than 32 deep"), 1, "parts");
	cr_assert_eq(
	    warnings(&it, "controls lie more than 32 deep"), 1, "controls");
	cr_assert_eq(
	    warnings(&it, "groups lie more than 32 deep"), 1, "groups");
	cr_assert_eq(
	    catalog_rows(it.catalog, TABLE_OBJECTIVE), 1, "objectives");
	imported_done(&it);
	free(json);
	free(objectives);
	free(groups);
	free(controls);
	free(parts);
}

Test(oscal, long_texts_are_cut_and_control_characters_taken_out)
{
	struct str prose = { 0 };
	struct imported it;

	str_add_repeat(&prose, 'x', 70000);
	char *json = xasprintf(CONTROL("\"parts\": [{\"name\": \"statement\", "
	                               "\"prose\": \"a\\u001b\\u0085b%s\"}]"),
	    str_text(&prose));

	import_words(&it, "oscal", json);
	const char *text = text_of(&it, CONTROL_STATEMENT, "B-1");

	cr_assert_eq(strlen(text), 65000, "what a pack can hold");
	cr_assert(str_starts(text, "abx"), "no escape");
	cr_assert_eq(it.odd[ODD_VALUE], 2, "both are told");
	imported_done(&it);
	free(json);
	str_done(&prose);
}

Test(oscal, the_version_may_be_a_date)
{
	struct imported it;

	import_words(&it, "oscal",
	    "{\"catalog\": {\"metadata\": {\"title\": \"Buoys\", "
	    "\"last-modified\": \"2026-01-05\"}, \"controls\": "
	    "[{\"id\": \"b-1\"}]}}");
	cr_assert_str_eq(catalog_string(it.catalog, PACK_VERSION, 0),
	    "2026-01-05", "when it was changed");
	imported_done(&it);
}

Test(oscal, the_pack_reads_back)
{
	struct imported it;
	struct err_list problems = { 0 };
	struct err err = { 0 };
	char dir[] = "oscal-XXXXXX";

	cr_assert(mkdtemp(dir), "a directory");
	import_sample(&it, SAMPLE ".yaml");
	cr_assert(content_write(it.catalog, dir, NULL, NULL, &err), "%s",
	    err.message);
	struct catalog *back = content_load(dir, &problems);

	cr_assert(back, "no errors");
	cr_assert_eq(problems.count, 0, "and no warnings");
	cr_assert_eq(catalog_rows(back, TABLE_CONTROL), 5, "controls");
	catalog_free(back);
	imported_done(&it);
}
