/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* OSCAL documents: the rules of its schemas that a reader stumbles over first,
 * for where the schemas themselves are not at hand. */

#include <config.h>

#include "reported.h"

#include <ctype.h>
#include <jansson.h>

#include "base/str.h"

enum { UUIDS_MAX = 4096 };
struct uuids {
	const char *items[UUIDS_MAX];
	size_t count;
};

static bool
is_token(const char *text)
{
	if (!isalpha((unsigned char)*text) && *text != '_')
		return false;
	return text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
	                         "qrstuvwxyz0123456789._-")] == '\0';
}

static bool
is_uuid(const char *text)
{
	return strlen(text) == 36 && text[14] == '5' &&
	       strchr("89ab", text[19]) &&
	       text[strspn(text, "0123456789abcdef-")] == '\0';
}

/* "2026-07-14T10:00:00" and a zone. */
static bool
is_moment(const char *text)
{
	size_t len = strlen(text);

	return text[10] == 'T' && len > 19 &&
	       (text[19] == 'Z' ? len == 20 : len == 25);
}

static bool
has_uuid(const struct uuids *uuids, const char *uuid)
{
	for (size_t i = 0; i < uuids->count; i++)
		if (str_equal(uuids->items[i], uuid))
			return true;
	return false;
}

static void
check_string(const char *key, const char *text, struct uuids *uuids)
{
	static const char *const tokens[] = { "name", "class", "group",
		"control-id", "objective-id", "target-id", "role-id", "state",
		"reason", "lifecycle", "type" };
	static const char *const moments[] = { "collected", "expires", "start",
		"end", "last-modified", "deadline", "date" };

	cr_assert(
	    *text && !isspace((unsigned char)*text), "%s is \"%s\"", key, text);
	for (size_t i = 0; i < sizeof(tokens) / sizeof(*tokens); i++)
		if (str_equal(key, tokens[i]) && !strchr(text, ' '))
			cr_assert(is_token(text), "%s: %s", key, text);
	for (size_t i = 0; i < sizeof(moments) / sizeof(*moments); i++)
		if (str_equal(key, moments[i]))
			cr_assert(is_moment(text), "%s: %s", key, text);
	if (!str_equal(key, "uuid"))
		return;
	cr_assert(is_uuid(text), "%s", text);
	cr_assert(!has_uuid(uuids, text), "%s stands twice", text);
	cr_assert_lt(uuids->count, UUIDS_MAX);
	uuids->items[uuids->count++] = text;
}

/* Uuids once each, tokens, moments; nothing is empty. */
static void
check_tree(const char *key, json_t *json, struct uuids *uuids)
{
	const char *name;
	json_t *value;
	size_t i;

	if (json_is_string(json))
		check_string(key, json_string_value(json), uuids);
	json_object_foreach(json, name, value) check_tree(name, value, uuids);
	if (json_is_array(json))
		cr_assert_gt(json_array_size(json), 0, "%s is empty", key);
	json_array_foreach(json, i, value) check_tree(key, value, uuids);
}

static bool
is_reference(const char *key)
{
	size_t len = strlen(key), tail = strlen("-uuid");

	return str_equal(key, "party-uuids") ||
	       str_equal(key, "member-of-organizations") ||
	       (len > tail && str_equal(key + len - tail, "-uuid"));
}

/* What is referred to is there. */
static void
check_references(const char *key, json_t *json, const struct uuids *uuids)
{
	const char *text = json_string_value(json), *name;
	json_t *value;
	size_t i;

	if (text && is_reference(key))
		cr_assert(has_uuid(uuids, text), "%s %s", key, text);
	if (text && str_equal(key, "href") && *text == '#')
		cr_assert(has_uuid(uuids, text + 1), "%s", text);
	json_object_foreach(json, name, value)
	    check_references(name, value, uuids);
	json_array_foreach(json, i, value) check_references(key, value, uuids);
}

/* The document, checked; json_decref. */
static json_t *
document(struct reported *it, const char *table, const char *name)
{
	static struct uuids uuids;
	json_error_t error;
	char *text;
	json_t *json, *inner;

	it->view.table = table;
	text = reported_make(it, "oscal");
	for (const char *p = text; *p; p++)
		cr_assert((*p >= ' ' && *p < 0x7f) || *p == '\n',
		    "a byte that is not printed: %d", *p);
	json = json_loads(text, JSON_REJECT_DUPLICATES, &error);
	cr_assert_not_null(json, "%d: %s", error.line, error.text);
	inner = json_object_get(json, name);
	cr_assert_not_null(inner, "it is a %s", name);
	uuids.count = 0;
	check_tree(name, inner, &uuids);
	check_references(name, inner, &uuids);
	json_t *metadata = json_object_get(inner, "metadata");

	cr_assert_str_eq(
	    json_string_value(json_object_get(metadata, "oscal-version")),
	    "1.1.3");
	cr_assert_str_eq(
	    json_string_value(json_object_get(metadata, "last-modified")),
	    "2026-07-14T10:00:00+02:00");
	free(text);
	return json;
}

static json_t *
result_of(json_t *json)
{
	return json_array_get(
	    json_object_get(
	        json_object_get(json, "assessment-results"), "results"),
	    0);
}

static void
record_all(struct reported *it)
{
	reported_set(it, "session/title", " <script>{{x}}\342\200\256");
	reported_set(it, "session/client", "Nordwerk");
	reported_set(it, "people/quiet/name", "Q. Hidden");
	reported_set(it, "people/quiet/anonymous", "yes");
	reported_set(it, "people/known/name", "K. Nown");
	reported_set(it, "people/known/contact", "private-contact");
	reported_set(it, "AB-1/notes/abc/text", "private-note");
	reported_set(it, "AB-1/objectives/AB-1_A01/designation", "deficient");
	reported_set(it, "AB-1/objectives/AB-1_A01/methods", "interview");
	reported_set(
	    it, "AB-1/objectives/AB-1_A01/methods/interview/people", "quiet");
	reported_set(it, "AB-2/designation", "not applicable");
	reported_set(it, "AB-1/criteria/1.1/state", "met");
	reported_set(it, "evidence/E-1/state", "accepted");
	reported_set(it, "evidence/E-1/location", "javascript:x y");
	reported_set(it, "statements/st/text", HOSTILE);
	reported_set(it, "statements/st/by", "quiet");
	reported_set(it, "slots/sl/day", "2026-07-14");
	reported_set(it, "slots/sl/people/known", "expected");
	reported_set(it, "findings/fi/about", "AB-1");
	reported_set(it, "findings/fi/condition", HOSTILE);
	reported_set(it, "findings/fi/owner", "known");
	reported_set(it, "findings/fi/due", "2026-12-01");
}

/* The finding whose target that is. */
static json_t *
finding(json_t *result, const char *target)
{
	json_t *value;
	size_t i;

	json_array_foreach(json_object_get(result, "findings"), i, value)
	{
		json_t *to = json_object_get(value, "target");

		if (str_equal(
		        json_string_value(json_object_get(to, "target-id")),
		        target))
			return value;
	}
	return NULL;
}

static const char *
state_of(json_t *found)
{
	return json_string_value(json_object_get(
	    json_object_get(json_object_get(found, "target"), "status"),
	    "state"));
}

Test(oscal, results_follow_the_rules)
{
	struct reported it;
	json_t *json, *result;

	reported_open(&it);
	record_all(&it);
	json = document(&it, NULL, "assessment-results");
	result = result_of(json);
	cr_assert_str_eq(
	    state_of(finding(result, "AB-1_A01")), "not-satisfied");
	cr_assert_str_eq(state_of(finding(result, "AB-2_smt")), "satisfied");
	cr_assert_str_eq(
	    state_of(finding(result, "AB-1_smt")), "not-satisfied");
	cr_assert_null(finding(result, "CD-1_smt"), "nothing is known of it");
	cr_assert_eq(json_array_size(json_object_get(
	                 json_object_get(result, "assessment-log"), "entries")),
	    session_commits(it.on.desk.session));
	cr_assert_eq(json_array_size(json_object_get(result, "risks")), 1);
	json_decref(json);
	reported_done(&it);
}

Test(oscal, an_empty_session_has_results_and_a_plan)
{
	struct reported it;

	reported_open(&it);
	json_decref(document(&it, "results", "assessment-results"));
	json_decref(document(&it, "plan", "assessment-plan"));
	reported_done(&it);
}

Test(oscal, plan_and_plan_of_action_follow_the_rules)
{
	struct reported it;

	reported_open(&it);
	record_all(&it);
	json_decref(document(&it, "plan", "assessment-plan"));
	json_decref(document(&it, "poam", "plan-of-action-and-milestones"));
	reported_done(&it);
}

Test(oscal, without_a_deficiency_there_is_no_plan_of_action)
{
	struct reported it;
	struct str out = { 0 };
	struct err err = { 0 };

	reported_open(&it);
	it.view.table = "poam";
	cr_assert_not(report_oscal(&it.view, &out, &err));
	cr_assert_eq(out.len, 0, "nothing is written");
	cr_assert_not_null(strstr(err.message, "No deficiency"));
	err_done(&err);
	it.view.table = "poem";
	cr_assert_not(report_oscal(&it.view, &out, &err));
	cr_assert_not_null(strstr(err.message, "poem"));
	err_done(&err);
	str_done(&out);
	reported_done(&it);
}

Test(oscal, nobody_is_named_who_is_not_to_be)
{
	struct reported it;

	reported_open(&it);
	record_all(&it);
	cr_assert_not(reported_has(&it, "oscal", "Q. Hidden"));
	cr_assert(reported_has(&it, "oscal", "\"not attributed\""));
	reported_done(&it);
}

Test(oscal, the_clients_copy_has_nothing_private)
{
	struct reported it;

	reported_open(&it);
	record_all(&it);
	cr_assert(reported_has(&it, "oscal", "private-note"));
	cr_assert(reported_has(&it, "oscal", "private-contact"));
	it.view.client = true;
	cr_assert_not(reported_has(&it, "oscal", "private-"));
	cr_assert_not(reported_has(&it, "oscal", "notes/abc"));
	json_decref(document(&it, "results", "assessment-results"));
	json_decref(document(&it, "plan", "assessment-plan"));
	json_decref(document(&it, "poam", "plan-of-action-and-milestones"));
	reported_done(&it);
}

Test(oscal, a_part_speaks_of_that_part_alone)
{
	struct reported it;
	json_t *json;

	reported_open(&it);
	record_all(&it);
	it.view.control =
	    catalog_find(it.on.desk.catalog, TABLE_CONTROL, "AB-2");
	json = document(&it, NULL, "assessment-results");
	cr_assert_not_null(finding(result_of(json), "AB-2_smt"));
	cr_assert_null(finding(result_of(json), "AB-1_smt"));
	json_decref(json);
	cr_assert_not(reported_has(&it, "oscal", "private-note"));
	reported_done(&it);
}

Test(oscal, a_second_export_is_the_same)
{
	struct reported it;
	char *first, *second;

	reported_open(&it);
	record_all(&it);
	first = reported_make(&it, "oscal");
	second = reported_make(&it, "oscal");
	cr_assert_str_eq(first, second);
	free(first);
	free(second);
	reported_done(&it);
}
