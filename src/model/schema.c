/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The rows of the session's schema, and the check of values against them. */

#include <config.h>

#include "model/schema.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/schema_parts.h"

static const char *const every_word[] = { "*", NULL };
static const char *const performed_words[] = { N_("yes"), N_("no"),
	N_("unknown"), NULL };
static const char *const yes_no[] = { N_("yes"), N_("no"), NULL };
static const char *const yes_only[] = { N_("yes"), NULL };
static const char *const audience_words[] = { N_("private"), N_("client"),
	NULL };
static const char *const criterion_words[] = { "unassessed", "met", "exceeded",
	"partial", "not met", "not applicable", NULL };
static const char *const criterion_why[] = { "not applicable", NULL };
static const char *const evidence_words[] = { "not requested", "requested",
	"received", "under review", "accepted", "rejected", "not applicable",
	"not available", "viewed on site", "superseded", NULL };
static const char *const evidence_why[] = { "rejected", "not available", NULL };
static const char *const link_words[] = { N_("supports"), N_("partly"),
	N_("contradicts"), N_("not relevant"), NULL };

static const char *const designation_words[] = { N_("satisfactory"),
	N_("deficient"), N_("alternative control"), N_("not applicable"),
	NULL };
static const char *const designation_why[] = { "alternative control",
	"not applicable", NULL };
static const char *const method_words[] = { N_("examine"), N_("interview"),
	N_("test"), NULL };
static const char *const scope_words[] = { N_("in"), N_("out"),
	N_("inherited"), N_("reciprocal"), NULL };
static const char *const scope_why[] = { "out", NULL };
static const char *const review_words[] = { N_("open"), N_("returned"),
	N_("approved"), NULL };
static const char *const conformity_words[] = { N_("strictly conforms"),
	N_("conforms"), N_("significant deficiency"), N_("material weakness"),
	NULL };
static const char *const population_words[] = { N_("standardized"),
	N_("non-standardized"), NULL };

static const char *const type_words[] = { N_("policy"), N_("record"),
	N_("configuration"), N_("log"), N_("screenshot"), N_("demonstration"),
	N_("affirmation"), N_("first-party declaration"),
	N_("third-party attestation"), NULL };
static const char *const pptdf_words[] = { N_("people"), N_("process"),
	N_("technology"), N_("data"), N_("facility"), NULL };
static const char *const approval_words[] = { N_("draft"), N_("approved"),
	NULL };
static const char *const kept_words[] = { N_("in the session"),
	N_("with the client"), NULL };
static const char *const role_words[] = { N_("responsible"), N_("accountable"),
	N_("supportive"), N_("consulted"), N_("informed"), NULL };
static const char *const presence_words[] = { N_("expected"), N_("here"),
	N_("gone"), NULL };
static const char *const statement_words[] = { N_("affirmation"), N_("denial"),
	N_("lead"), N_("contradiction"), N_("opinion"), NULL };
static const char *const form_words[] = { N_("short"), N_("verbatim"), NULL };
static const char *const followup_words[] = { N_("follow-up"), N_("parked"),
	NULL };
static const char *const open_words[] = { N_("open"), N_("done"),
	N_("dropped"), NULL };

static const char *const finding_words[] = { N_("draft"), N_("confirmed"),
	N_("in progress"), N_("completed"), N_("cleared"), NULL };
static const char *const likelihood_words[] = { N_("low"), N_("moderate"),
	N_("high"), NULL };

/* A new field is one row here. */
static const struct schema_row rows[] = {
	/* clang-format off */
	{ "session/title", VALUE_LINE, .since = 1 },
	{ "session/client", VALUE_LINE, .since = 1 },
	{ "session/rigor", VALUE_NUMBER, .low = 1, .high = 3, .since = 1 },
	{ "session/target", VALUE_LEVEL, .since = 1 },
	{ "session/size", VALUE_NAME, .names = NAME_SIZE, .since = 1 },
	{ "session/language", VALUE_LINE, .since = 1 },
	{ "session/period/begin", VALUE_DAY, .since = 1 },
	{ "session/period/end", VALUE_DAY, .since = 1 },
	{ "session/testing/authorized", VALUE_DAY, .since = 1 },
	{ "session/testing/by", VALUE_LINE, .since = 1 },
	{ "session/conformity", VALUE_WORD, conformity_words, every_word,
	    .since = 1 },
	{ "session/pack/version", VALUE_LINE, .program = true, .since = 1 },
	{ "session/pack/digest", VALUE_LINE, .program = true, .since = 1 },
	{ "session/pack/path", VALUE_LINE, .program = true, .since = 1 },
	{ "CONTROL/performed", VALUE_WORD, performed_words, .since = 1 },
	{ "CONTROL/criteria/LEVEL.KEY/state", VALUE_WORD, criterion_words,
	    criterion_why, "unassessed", .since = 1 },
	{ "CONTROL/criteria/LEVEL.KEY/note", VALUE_TEXT, .since = 1 },
	{ "CONTROL/criteria/LEVEL.KEY/copied", VALUE_NAME,
	    .names = NAME_CONTROL, .since = 1 },
	{ "CONTROL/judged/LEVEL", VALUE_WORD, yes_no, every_word, .since = 1 },
	{ "CONTROL/notes/ID/text", VALUE_TEXT, .since = 1 },
	{ "CONTROL/notes/ID/audience", VALUE_WORD, audience_words, NULL,
	    "private", .since = 1 },
	{ "CONTROL/notes/ID/criterion", VALUE_NAME, .names = NAME_CRITERION,
	    .since = 1 },
	{ "CONTROL/notes/ID/objective", VALUE_NAME, .names = NAME_OBJECTIVE,
	    .since = 1 },
	{ "CONTROL/flags/NAME", VALUE_WORD, yes_only, .since = 1 },
	{ "CONTROL/target", VALUE_LEVEL, .since = 1 },
	{ "CONTROL/objectives/OBJECTIVE/designation", VALUE_WORD,
	    designation_words, designation_why, .since = 1 },
	{ "CONTROL/objectives/OBJECTIVE/methods", VALUE_WORDS, method_words,
	    .since = 1 },
	{ "CONTROL/objectives/OBJECTIVE/parameters/NUMBER", VALUE_LINE,
	    .since = 1 },
	{ "CONTROL/objectives/OBJECTIVE/methods/METHOD/day", VALUE_DAY,
	    .since = 1 },
	{ "CONTROL/objectives/OBJECTIVE/methods/METHOD/people", VALUE_LINE,
	    .since = 1 },
	{ "CONTROL/objectives/OBJECTIVE/methods/METHOD/note", VALUE_TEXT,
	    .since = 1 },
	{ "CONTROL/prompts/ID", VALUE_LINE, .since = 1 },
	{ "CONTROL/capability/since", VALUE_DAY, .since = 1 },
	{ "CONTROL/designation", VALUE_WORD, designation_words,
	    designation_why, .since = 1 },
	{ "CONTROL/concluded", VALUE_LEVEL, .since = 1 },
	{ "CONTROL/concluded/shown", VALUE_WORD, yes_no, .since = 1 },
	{ "CONTROL/concluded/defensible", VALUE_WORD, yes_no, .since = 1 },
	{ "CONTROL/concluded/basis", VALUE_LINE, .program = true,
	    .since = 1 },
	{ "domains/DOMAIN/target", VALUE_LEVEL, .since = 1 },
	{ "domains/DOMAIN/conformity", VALUE_WORD, conformity_words,
	    every_word, .since = 1 },
	{ "domains/DOMAIN/prompts/ID", VALUE_LINE, .since = 1 },
	{ "scope/rule", VALUE_LINE, NULL, every_word, .since = 1 },
	{ "scope/controls/CONTROL", VALUE_WORD, scope_words, scope_why,
	    .since = 1 },
	{ "scope/controls/CONTROL/provider", VALUE_LINE, .since = 1 },
	{ "scope/controls/CONTROL/declared", VALUE_DAY, .since = 1 },
	{ "scope/frameworks/FRAMEWORK", VALUE_WORD, yes_only, .since = 1 },
	{ "evidence/EVIDENCE/state", VALUE_WORD, evidence_words, evidence_why,
	    "not requested", .since = 1 },
	{ "evidence/EVIDENCE/title", VALUE_LINE, .since = 1 },
	{ "evidence/EVIDENCE/request", VALUE_NAME, .names = NAME_REQUEST,
	    .since = 1 },
	{ "evidence/EVIDENCE/locator", VALUE_LINE, .since = 1 },
	{ "evidence/EVIDENCE/note", VALUE_TEXT, .since = 1 },
	{ "evidence/EVIDENCE/type", VALUE_WORD, type_words, .since = 1 },
	{ "evidence/EVIDENCE/applies to", VALUE_WORD, pptdf_words,
	    .since = 1 },
	{ "evidence/EVIDENCE/method", VALUE_WORD, method_words, .since = 1 },
	{ "evidence/EVIDENCE/requested from", VALUE_LINE, .since = 1 },
	{ "evidence/EVIDENCE/requested", VALUE_DAY, .since = 1 },
	{ "evidence/EVIDENCE/due", VALUE_DAY, .since = 1 },
	{ "evidence/EVIDENCE/provided by", VALUE_LINE, .since = 1 },
	{ "evidence/EVIDENCE/received", VALUE_DAY, .since = 1 },
	{ "evidence/EVIDENCE/reviewed", VALUE_DAY, .since = 1 },
	{ "evidence/EVIDENCE/reviewed by", VALUE_LINE, .since = 1 },
	{ "evidence/EVIDENCE/witness", VALUE_LINE, .since = 1 },
	{ "evidence/EVIDENCE/obtained", VALUE_LINE, .since = 1 },
	{ "evidence/EVIDENCE/source", VALUE_LINE, .since = 1 },
	{ "evidence/EVIDENCE/query", VALUE_LINE, .since = 1 },
	{ "evidence/EVIDENCE/rows", VALUE_NUMBER, .low = 0, .high = 999999999,
	    .since = 1 },
	{ "evidence/EVIDENCE/version", VALUE_LINE, .since = 1 },
	{ "evidence/EVIDENCE/approval", VALUE_WORD, approval_words,
	    .since = 1 },
	{ "evidence/EVIDENCE/dated", VALUE_DAY, .since = 1 },
	{ "evidence/EVIDENCE/period/begin", VALUE_DAY, .since = 1 },
	{ "evidence/EVIDENCE/period/end", VALUE_DAY, .since = 1 },
	{ "evidence/EVIDENCE/valid until", VALUE_DAY, .since = 1 },
	{ "evidence/EVIDENCE/retain until", VALUE_DAY, .since = 1 },
	{ "evidence/EVIDENCE/confidentiality", VALUE_LINE, .since = 1 },
	{ "evidence/EVIDENCE/location", VALUE_LINE, .since = 1 },
	{ "evidence/EVIDENCE/kept", VALUE_WORD, kept_words, .since = 1 },
	{ "evidence/EVIDENCE/file", VALUE_LINE, .since = 1 },
	{ "evidence/EVIDENCE/size", VALUE_NUMBER, .low = 0,
	    .high = 999999999999999, .since = 1 },
	{ "evidence/EVIDENCE/sha256", VALUE_HASH, .since = 1 },
	{ "evidence/EVIDENCE/superseded by", VALUE_LINE, .since = 1 },
	{ "links/EVIDENCE/CONTROL", VALUE_WORD, link_words, .since = 1 },
	{ "links/EVIDENCE/CONTROL/locator", VALUE_LINE, .since = 1 },
	{ "links/EVIDENCE/CONTROL/criteria/LEVEL.KEY", VALUE_WORD, link_words,
	    .since = 1 },
	{ "links/EVIDENCE/CONTROL/criteria/LEVEL.KEY/locator", VALUE_LINE,
	    .since = 1 },
	{ "links/EVIDENCE/CONTROL/objectives/OBJECTIVE", VALUE_WORD,
	    link_words, .since = 1 },
	{ "links/EVIDENCE/CONTROL/objectives/OBJECTIVE/locator", VALUE_LINE,
	    .since = 1 },
	{ "reviews/CONTROL/state", VALUE_WORD, review_words, .since = 1 },
	{ "reviews/CONTROL/comment", VALUE_TEXT, .since = 1 },
	{ "samples/ID/objective", VALUE_LINE, .since = 1 },
	{ "samples/ID/of", VALUE_LINE, .since = 1 },
	{ "samples/ID/kind", VALUE_WORD, population_words, .since = 1 },
	{ "samples/ID/population", VALUE_NUMBER, .low = 0, .high = 10000000,
	    .since = 1 },
	{ "samples/ID/size", VALUE_NUMBER, .low = 0, .high = 1000000,
	    .since = 1 },
	{ "samples/ID/method", VALUE_LINE, .since = 1 },
	{ "samples/ID/seed", VALUE_LINE, .since = 1 },
	{ "samples/ID/items", VALUE_TEXT, .since = 1 },
	{ "samples/ID/exceptions", VALUE_TEXT, .since = 1 },
	{ "people/ID/name", VALUE_LINE, .since = 1 },
	{ "people/ID/role", VALUE_WORD, role_words, .since = 1 },
	{ "people/ID/position", VALUE_LINE, .since = 1 },
	{ "people/ID/organisation", VALUE_LINE, .since = 1 },
	{ "people/ID/contact", VALUE_LINE, .since = 1 },
	{ "people/ID/anonymous", VALUE_WORD, yes_only, .since = 1 },
	{ "people/ID/domains/DOMAIN", VALUE_WORD, yes_only, .since = 1 },
	{ "slots/ID/title", VALUE_LINE, .since = 1 },
	{ "slots/ID/day", VALUE_DAY, .since = 1 },
	{ "slots/ID/time", VALUE_TIME, .since = 1 },
	{ "slots/ID/minutes", VALUE_NUMBER, .low = 1, .high = 1440,
	    .since = 1 },
	{ "slots/ID/place", VALUE_LINE, .since = 1 },
	{ "slots/ID/people/PERSON", VALUE_WORD, presence_words, .since = 1 },
	{ "slots/ID/controls/CONTROL", VALUE_WORD, yes_only, .since = 1 },
	{ "slots/ID/running", VALUE_MOMENT, .since = 1 },
	{ "slots/ID/spent", VALUE_NUMBER, .low = 0, .high = 86400,
	    .since = 1 },
	{ "slots/ID/ended", VALUE_MOMENT, .since = 1 },
	{ "statements/ID/text", VALUE_TEXT, .since = 1 },
	{ "statements/ID/kind", VALUE_WORD, statement_words, NULL,
	    "affirmation", .since = 1 },
	{ "statements/ID/form", VALUE_WORD, form_words, NULL, "short",
	    .since = 1 },
	{ "statements/ID/by", VALUE_LINE, .since = 1 },
	{ "statements/ID/about", VALUE_NAME, .names = NAME_ITEM, .since = 1 },
	{ "statements/ID/audience", VALUE_WORD, audience_words, NULL,
	    "private", .since = 1 },
	{ "statements/ID/slot", VALUE_LINE, .since = 1 },
	{ "statements/ID/resolved", VALUE_LINE, .since = 1 },
	{ "statements/ID/request", VALUE_LINE, .since = 1 },
	{ "followups/ID/text", VALUE_LINE, .since = 1 },
	{ "followups/ID/kind", VALUE_WORD, followup_words, NULL, "follow-up",
	    .since = 1 },
	{ "followups/ID/person", VALUE_LINE, .since = 1 },
	{ "followups/ID/due", VALUE_DAY, .since = 1 },
	{ "followups/ID/state", VALUE_WORD, open_words, NULL, "open",
	    .since = 1 },
	{ "followups/ID/about", VALUE_NAME, .names = NAME_ITEM, .since = 1 },
	{ "followups/ID/slot", VALUE_LINE, .since = 1 },
	{ "followups/ID/request", VALUE_LINE, .since = 1 },
	{ "findings/ID/about", VALUE_NAME, .names = NAME_ITEM, .since = 1 },
	{ "findings/ID/condition", VALUE_TEXT, .since = 1 },
	{ "findings/ID/cause", VALUE_TEXT, .since = 1 },
	{ "findings/ID/evidence", VALUE_LINE, .since = 1 },
	{ "findings/ID/impact", VALUE_TEXT, .since = 1 },
	{ "findings/ID/likelihood", VALUE_WORD, likelihood_words,
	    .since = 1 },
	{ "findings/ID/recommendation", VALUE_TEXT, .since = 1 },
	{ "findings/ID/affects", VALUE_WORDS, pptdf_words, .since = 1 },
	{ "findings/ID/owner", VALUE_LINE, .since = 1 },
	{ "findings/ID/plan", VALUE_TEXT, .since = 1 },
	{ "findings/ID/due", VALUE_DAY, .since = 1 },
	{ "findings/ID/completed", VALUE_DAY, .since = 1 },
	{ "findings/ID/state", VALUE_WORD, finding_words, NULL, "draft",
	    .since = 1 },
	{ "findings/ID/told", VALUE_WORD, yes_only, .since = 1 },
	{ "seal/NUMBER/sealed", VALUE_MOMENT, .program = true, .since = 1 },
	{ "seal/NUMBER/fingerprint", VALUE_HASH, .program = true,
	    .since = 1 },
	{ "seal/NUMBER/reopened", VALUE_MOMENT, NULL, every_word,
	    .program = true, .since = 1 },
	{ .pattern = NULL }
	/* clang-format on */
};

const struct schema_row *
schema_rows(void)
{
	return rows;
}

static bool
has_word(const char *const *words, const char *word)
{
	for (; words && *words; words++)
		if (str_equal(*words, word) || str_equal(*words, "*"))
			return true;
	return false;
}

bool
schema_needs_why(const struct schema_row *row, const char *value)
{
	return value && has_word(row->why_words, value);
}

static bool
check_text(const char *text, struct err *err)
{
	size_t len = strlen(text);

	if (len > SCHEMA_TEXT_MAX)
		return err_set(err, ERR_INPUT,
		    _("The text has %zu bytes; %d is the most one field "
		      "takes."),
		    len, SCHEMA_TEXT_MAX);
	if (!utf8_valid(text, len))
		return err_set(err, ERR_INPUT,
		    _("The text is no valid UTF-8; convert it first."));
	return true;
}

static bool
check_line(const char *text, struct err *err)
{
	if (text[strcspn(text, "\r\n")])
		return err_set(err, ERR_INPUT,
		    _("The text has several lines; this field takes one."));
	return true;
}

static bool
check_word(const struct schema_row *row, const char *value, struct err *err)
{
	struct str list = { 0 };

	for (const char *const *word = row->words; *word; word++) {
		if (str_equal(*word, value)) {
			str_done(&list);
			return true;
		}
		if (list.len)
			str_add(&list, ", ");
		str_add(&list, *word);
	}
	/* TRANSLATORS: the second %s is a list of words never translated */
	err_set(err, ERR_INPUT, _("\"%s\" is no value here; these are: %s."),
	    value, str_text(&list));
	str_done(&list);
	return false;
}

/* "test, examine" in the row's order: "examine, test". */
static bool
check_words(const struct schema_row *row, const char *value, char **canonical,
    struct err *err)
{
	bool given[8] = { false };
	struct str out = { 0 };

	for (const char *p = value; *p;) {
		size_t len = strcspn(p, ","), i = 0;
		char *word = str_fold_space(p, len);

		while (row->words[i] && !str_equal(row->words[i], word))
			i++;
		bool ok = row->words[i] || check_word(row, word, err);

		free(word);
		if (!ok)
			return false;
		given[i] = true;
		p += len + (p[len] == ',');
	}
	for (size_t i = 0; row->words[i]; i++)
		if (given[i])
			str_printf(
			    &out, "%s%s", out.len ? ", " : "", row->words[i]);
	*canonical = str_steal(&out);
	return true;
}

static bool
check_day(const char *value, char **canonical, struct err *err)
{
	if (strlen(value) != strlen("2026-07-14") ||
	    day_parse(value) == DAY_NONE)
		return err_set(err, ERR_INPUT,
		    _("\"%s\" is no day; write it like 2026-07-14."), value);
	*canonical = xstrdup(value);
	return true;
}

static bool
check_moment(const char *value, char **canonical, struct err *err)
{
	if (!moment_valid(value))
		return err_set(err, ERR_INPUT,
		    _("\"%s\" is no moment; write it like "
		      "2026-07-14T10:32:50+02:00."),
		    value);
	*canonical = xstrdup(value);
	return true;
}

static bool
check_time(const char *value, char **canonical, struct err *err)
{
	int minutes = time_parse(value);

	if (minutes < 0)
		return err_set(err, ERR_INPUT,
		    _("\"%s\" is no time of day; write it like 09:30."),
		    value);
	*canonical = xasprintf("%02d:%02d", minutes / 60, minutes % 60);
	return true;
}

static bool
check_hash(const char *value, char **canonical, struct err *err)
{
	if (strlen(value) != 64 ||
	    value[strspn(value, "0123456789abcdef")] != '\0')
		return err_set(err, ERR_INPUT,
		    _("\"%s\" is no SHA-256; it has 64 digits of 0-9 and "
		      "a-f."),
		    value);
	*canonical = xstrdup(value);
	return true;
}

/* A whole number of at most 15 digits, leading zeros aside; -1: it is none. */
static long long
long_number(const char *value)
{
	enum { DIGITS = 15 };
	const char *first = value + strspn(value, "0");
	size_t len = strspn(first, "0123456789");
	long long number = 0;

	if (!*value || first[len] || len > DIGITS)
		return -1;
	for (size_t i = 0; i < len; i++)
		number = number * 10 + (first[i] - '0');
	return number;
}

static bool
check_number(const char *value, long long low, long long high, char **canonical,
    struct err *err)
{
	long long number = long_number(value);

	if (number < low || number > high)
		return err_set(err, ERR_INPUT,
		    _("\"%s\" does not fit; a whole number from %lld to %lld "
		      "does."),
		    value, low, high);
	*canonical = xasprintf("%lld", number);
	return true;
}

static bool
check_level(const struct catalog *catalog, const char *value, char **canonical,
    struct err *err)
{
	int top = catalog_scale_top(catalog);

	if (top < 0)
		return err_set(err, ERR_INPUT,
		    _("The controls of this pack have no levels."));
	return check_number(value, 0, top, canonical, err);
}

static bool
check_size(const struct catalog *catalog, const char *value, char **canonical,
    struct err *err)
{
	size_t row = catalog_find(catalog, TABLE_SIZE, value);

	if (row != CATALOG_NONE) {
		*canonical = xstrdup(catalog_string(catalog, SIZE_ID, row));
		return true;
	}
	struct str list = { 0 };

	for (size_t i = 0; i < catalog_rows(catalog, TABLE_SIZE); i++)
		str_printf(&list, "%s%s", i ? ", " : "",
		    catalog_string(catalog, SIZE_ID, i));
	if (list.len)
		err_set(err, ERR_INPUT,
		    _("\"%s\" is no size of this pack; these are: %s."), value,
		    str_text(&list));
	else
		err_set(err, ERR_INPUT, _("This pack knows no sizes."));
	str_done(&list);
	return false;
}

/* The control a path begins with. */
static size_t
path_control(const struct catalog *catalog, const char *path)
{
	char *id = path_segment(path, 0);
	size_t control =
	    id ? catalog_find(catalog, TABLE_CONTROL, id) : CATALOG_NONE;

	free(id);
	return control;
}

static bool
check_objective(const struct catalog *catalog, const char *path,
    const char *value, char **canonical, struct err *err)
{
	size_t control = path_control(catalog, path);
	size_t count =
	    control == CATALOG_NONE
	        ? 0
	        : catalog_count(catalog, CONTROL_OBJECTIVES, control);

	for (size_t i = 0; i < count; i++) {
		const char *id = catalog_string(catalog, OBJECTIVE_ID,
		    catalog_child(catalog, CONTROL_OBJECTIVES, control, i));

		if (strcasecmp(id, value) == 0) {
			*canonical = xstrdup(id);
			return true;
		}
	}
	return err_set(err, ERR_INPUT,
	    _("\"%s\" is no objective of this control."), value);
}

static bool
check_control(const struct catalog *catalog, const char *value,
    char **canonical, struct err *err)
{
	size_t control = catalog_find(catalog, TABLE_CONTROL, value);

	if (control == CATALOG_NONE)
		return err_set(err, ERR_INPUT,
		    _("This pack has no control %s; assay list names all of "
		      "them."),
		    value);
	*canonical = xstrdup(catalog_string(catalog, CONTROL_ID, control));
	return true;
}

static bool
check_name(const struct schema_row *row, const struct catalog *catalog,
    const char *path, const char *value, char **canonical, struct err *err)
{
	struct str out = { 0 };
	size_t request;

	switch (row->names) {
	case NAME_SIZE:
		return check_size(catalog, value, canonical, err);
	case NAME_OBJECTIVE:
		return check_objective(catalog, path, value, canonical, err);
	case NAME_CRITERION:
		if (schema_criterion(catalog, path_control(catalog, path),
		        (struct span){ value, strlen(value) }, &out, err))
			*canonical = str_steal(&out);
		str_done(&out);
		return *canonical != NULL;
	case NAME_CONTROL:
		return check_control(catalog, value, canonical, err);
	case NAME_REQUEST:
		if (!check_line(value, err))
			return false;
		request = catalog_find(catalog, TABLE_EVIDENCE, value);
		*canonical = xstrdup(
		    request == CATALOG_NONE
		        ? value
		        : catalog_string(catalog, EVIDENCE_ID, request));
		return true;
	case NAME_ITEM:
		return schema_item(catalog, value, canonical, err);
	case NAME_NONE:
		break;
	}
	return err_set(err, ERR_INPUT, _("This field takes no value."));
}

static bool
check_value(const struct schema_row *row, const struct catalog *catalog,
    const char *path, const char *value, char **canonical, struct err *err)
{
	bool ok = check_text(value, err);

	if (!ok)
		return false;
	switch (row->kind) {
	case VALUE_NUMBER:
		return check_number(value, row->low, row->high, canonical, err);
	case VALUE_LEVEL:
		return check_level(catalog, value, canonical, err);
	case VALUE_NAME:
		return check_name(row, catalog, path, value, canonical, err);
	case VALUE_WORDS:
		return check_words(row, value, canonical, err);
	case VALUE_DAY:
		return check_day(value, canonical, err);
	case VALUE_MOMENT:
		return check_moment(value, canonical, err);
	case VALUE_TIME:
		return check_time(value, canonical, err);
	case VALUE_HASH:
		return check_hash(value, canonical, err);
	case VALUE_WORD:
		ok = check_word(row, value, err);
		break;
	case VALUE_LINE:
		ok = check_line(value, err);
		break;
	case VALUE_TEXT:
		break;
	}
	if (ok)
		*canonical = xstrdup(value);
	return ok;
}

static bool
check_why(const struct schema_row *row, const char *value, const char *why,
    struct err *err)
{
	if (why && !check_text(why, err))
		return err_wrap(err, _("the reason"));
	if (!schema_needs_why(row, value))
		return true;
	char *folded = why ? str_fold_space(why, strlen(why)) : NULL;
	bool given = folded && *folded;

	free(folded);
	return given ||
	       err_set(err, ERR_INPUT,
	           _("A reason is needed for %s; give it as why."), value);
}

bool
schema_accept(const struct schema_row *row, const struct catalog *catalog,
    const char *path, const char *value, const char *why, char **canonical,
    struct err *err)
{
	char *made = NULL;
	bool ok =
	    (!value || check_value(row, catalog, path, value, &made, err)) &&
	    check_why(row, made, why, err);

	if (ok) {
		*canonical = made;
		return true;
	}
	free(made);
	return err_wrap(err, "%s", path);
}

bool
schema_check(const struct schema_row *row, const struct catalog *catalog,
    const char *path, const char *value, const char *why, struct err *err)
{
	char *canonical = NULL;
	bool ok =
	    schema_accept(row, catalog, path, value, why, &canonical, err);

	free(canonical);
	return ok;
}
