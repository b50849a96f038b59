/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The terms of a filter: what they are called, when they hold, and what there
 * is to name. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/catalog.h"
#include "model/filter_parts.h"
#include "model/rating.h"
#include "model/search.h"
#include "model/session.h"
#include "model/slots.h"
#include "model/standing.h"

/* When terms hold. */

static bool
text_holds(const struct filter_term *term, const char *text)
{
	size_t start, end;

	if (!text || !matcher_finds(term->matcher, text))
		return false;
	if (!term->phrase)
		return true;
	matcher_locate(term->matcher, text, &start, &end);
	char *part = xstrndup(text + start, end - start);
	char *folded = search_fold(part);
	bool whole = str_equal(folded, term->matcher->phrase.text);

	free(part);
	free(folded);
	return whole;
}

static bool
holds_word(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	static const enum catalog_field fields[] = { CONTROL_TITLE,
		CONTROL_STATEMENT, CONTROL_QUESTION };
	bool found = text_holds(
	    term, catalog_string(view->catalog, CONTROL_ID, control));

	for (size_t i = 0; !found && i < sizeof(fields) / sizeof(*fields); i++)
		found = text_holds(term, catalog_text(view->catalog, fields[i],
		                             control, view->language));
	return found;
}

static bool
holds_weight(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	int weight = catalog_number(view->catalog, CONTROL_WEIGHT, control);

	/* what has no weight is neither light nor heavy */
	if (weight < 0)
		return false;
	switch (term->sign) {
	case SIGN_LESS:
		return weight < term->number;
	case SIGN_MORE:
		return weight > term->number;
	case SIGN_MOST:
		return weight <= term->number;
	case SIGN_LEAST:
		return weight >= term->number;
	case SIGN_EQUAL:
		break;
	}
	return weight == term->number;
}

static bool
means_row(const struct filter_term *term, size_t row)
{
	size_t low = 0, high = term->meant.count;

	/* in order of their rows */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (term->meant.items[middle].row < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low < term->meant.count && term->meant.items[low].row == row;
}

static bool
holds_domain(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	size_t domain = catalog_ref(view->catalog, CONTROL_DOMAIN, control);

	while (domain != CATALOG_NONE && !means_row(term, domain))
		domain = catalog_ref(view->catalog, DOMAIN_PARENT, domain);
	return domain != CATALOG_NONE;
}

static bool
holds_framework(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	const struct catalog *c = view->catalog;
	size_t count = catalog_count(c, CONTROL_MAPPINGS, control);

	for (size_t i = 0; i < count; i++) {
		size_t row = catalog_child(c, CONTROL_MAPPINGS, control, i);

		if (means_row(term, catalog_ref(c, MAPPING_FRAMEWORK, row)))
			return true;
	}
	return false;
}

/* Does one of these words of a control belong to those meant? */
static bool
has_word(const struct filter_term *term, const struct filter_view *view,
    enum catalog_field field, size_t control)
{
	size_t count = catalog_count(view->catalog, field, control);

	for (size_t i = 0; i < count; i++) {
		const char *word =
		    catalog_item(view->catalog, field, control, i, 0);

		for (size_t n = 0; n < term->meant.count; n++)
			if (str_equal(term->meant.items[n].id, word))
				return true;
	}
	return false;
}

static bool
holds_profile(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	return has_word(term, view, CONTROL_PROFILES, control);
}

static bool
holds_applies(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	return has_word(term, view, CONTROL_APPLIES_TO, control);
}

static bool
holds_level(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	size_t row =
	    catalog_control_level(view->catalog, control, term->number);

	return row != CATALOG_NONE &&
	       catalog_count(view->catalog, CLEVEL_CRITERIA, row) > 0;
}

/* The rating of a control that has criteria and counts; NULL: progress says
 * nothing about it. */
static const struct rating *
asked(const struct filter_view *view, size_t control)
{
	const struct rating *rating = &view->ratings[control];
	bool counts = view->standings
	                  ? standing_counts(&view->standings[control])
	                  : catalog_control_active(view->catalog, control);

	return rating->of && counts ? rating : NULL;
}

static bool
holds_open(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	const struct rating *rating = asked(view, control);

	(void)term;
	return rating && rating->left;
}

static bool
holds_started(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	const struct rating *rating = asked(view, control);

	(void)term;
	return rating && rating->left && rating->maturity.touched;
}

static bool
holds_done(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	const struct rating *rating = asked(view, control);

	(void)term;
	return rating && !rating->left;
}

static bool
holds_untouched(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	const struct rating *rating = asked(view, control);

	(void)term;
	return rating && !rating->maturity.touched;
}

static bool
holds_judge(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	const struct rating *rating = asked(view, control);
	bool found = false;

	(void)term;
	for (int level = 1; rating && level < MATURITY_LEVELS; level++)
		found |= rating->maturity.levels[level].asks;
	return found;
}

static bool
holds_flagged(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	(void)term;
	return view->ratings[control].flagged;
}

/* A criterion's own note field. */
static bool
has_own_note(const struct filter_view *view, size_t control)
{
	char *prefix = xasprintf("%s/criteria/",
	    catalog_string(view->catalog, CONTROL_ID, control));
	size_t count = 0;
	const struct entry *entry =
	    session_range(view->session, prefix, &count);
	bool found = false;

	for (size_t i = 0; i < count && !found; i++) {
		const char *field = strrchr(entry[i].path, '/');

		found = entry[i].value && str_equal(field, "/note");
	}
	free(prefix);
	return found;
}

static bool
holds_noted(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	char *prefix = xasprintf("%s/notes/",
	    catalog_string(view->catalog, CONTROL_ID, control));
	size_t count = 0;

	(void)term;
	if (view->session)
		session_range(view->session, prefix, &count);
	bool found =
	    count > 0 || (view->session && has_own_note(view, control));

	free(prefix);
	return found;
}

static bool
holds_material(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	(void)term;
	return catalog_control_material(view->catalog, control);
}

static bool
holds_withdrawn(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	(void)term;
	return !catalog_control_active(view->catalog, control);
}

/* Is something linked to the control? */
static bool
is_linked(const struct filter_view *view, size_t control)
{
	size_t count = 0;

	if (view->artifacts)
		artifacts_of_control(view->artifacts, control, &count);
	return count > 0;
}

static bool
holds_evidence(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	(void)term;
	return catalog_count(view->catalog, CONTROL_EVIDENCE, control) > 0 ||
	       is_linked(view, control);
}

/* Where a control stands; of one out of scope only that is asked. */

static bool
holds_in(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	(void)term;
	return scope_is_in(&view->standings[control].scope);
}

static bool
holds_out(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	return !holds_in(term, view, control);
}

static bool
holds_inherited(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	enum scope_state state = view->standings[control].scope.state;

	(void)term;
	return state == SCOPE_INHERITED || state == SCOPE_RECIPROCAL;
}

/* The designation in force of a control in scope. */
static enum designation
designated(const struct filter_view *view, size_t control)
{
	const struct standing *standing = &view->standings[control];

	return scope_is_in(&standing->scope) ? standing->designation
	                                     : DESIGNATION_NONE;
}

static bool
holds_deficient(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	(void)term;
	return designated(view, control) == DESIGNATION_DEFICIENT;
}

static bool
holds_satisfactory(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	(void)term;
	return designated(view, control) == DESIGNATION_SATISFACTORY;
}

static bool
holds_designated(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	(void)term;
	return designated(view, control) != DESIGNATION_NONE;
}

static bool
holds_concluded(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	const struct standing *standing = &view->standings[control];

	return holds_in(term, view, control) && standing->concluded >= 0;
}

static bool
holds_stale(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	return holds_in(term, view, control) && view->standings[control].stale;
}

static bool
holds_gap(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	(void)term;
	return view->standings[control].gap > 0;
}

static bool
holds_copied(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	return holds_in(term, view, control) &&
	       view->standings[control].copied > 0;
}

static bool
holds_slot(
    const struct filter_term *term, const struct filter_view *view,
    size_t control)
{
	const char *id = catalog_string(view->catalog, CONTROL_ID, control);
	bool found = false;

	if (!view->session)
		return false;
	if (!term->meant.count)
		return view->slot &&
		       session_getf(view->session, "slots/%s/controls/%s",
		           view->slot, id);
	for (size_t i = 0; i < term->meant.count && !found; i++)
		found = session_getf(view->session, "slots/%s/controls/%s",
		    term->meant.items[i].id, id);
	return found;
}

/* What there is to name. */

static void
list_domains(const struct filter_view *view, struct filter_names *names)
{
	const struct catalog *c = view->catalog;

	for (size_t i = 0; i < catalog_rows(c, TABLE_DOMAIN); i++)
		filter_name_add(names,
		    (struct filter_name){
		        .id = catalog_string(c, DOMAIN_ID, i),
		        .name = catalog_text(c, DOMAIN_NAME, i, view->language),
		        .own = catalog_string(c, DOMAIN_NAME, i),
		        .row = i,
		    });
}

static void
list_frameworks(const struct filter_view *view, struct filter_names *names)
{
	const struct catalog *c = view->catalog;

	for (size_t i = 0; i < catalog_rows(c, TABLE_FRAMEWORK); i++)
		filter_name_add(
		    names, (struct filter_name){
		               .id = catalog_string(c, FRAMEWORK_ID, i),
		               .name = catalog_string(c, FRAMEWORK_NAME, i),
		               .row = i,
		           });
}

static int
by_id(const void *a, const void *b)
{
	const struct filter_name *x = a, *y = b;

	return str_natural_compare(x->id, y->id);
}

/* The different words in a list of all controls. */
static void
list_words(const struct filter_view *view, enum catalog_field field,
    struct filter_names *names)
{
	const struct catalog *c = view->catalog;

	for (size_t row = 0; row < catalog_rows(c, TABLE_CONTROL); row++)
		for (size_t i = 0; i < catalog_count(c, field, row); i++) {
			const char *word = catalog_item(c, field, row, i, 0);
			size_t n = 0;

			while (n < names->count &&
			       !str_equal(names->items[n].id, word))
				n++;
			if (n == names->count)
				filter_name_add(
				    names, (struct filter_name){ .id = word });
		}
	if (names->count)
		qsort(names->items, names->count, sizeof(*names->items), by_id);
}

static void
list_profiles(const struct filter_view *view, struct filter_names *names)
{
	list_words(view, CONTROL_PROFILES, names);
}

static void
list_applies(const struct filter_view *view, struct filter_names *names)
{
	list_words(view, CONTROL_APPLIES_TO, names);
}

static const char *
keep(struct filter_names *names, const char *text)
{
	return text ? arena_strndup(&names->owned, text, strlen(text)) : NULL;
}

/* By id, title and number. */
static void
list_slots(const struct filter_view *view, struct filter_names *names)
{
	struct slots slots;

	slots_list(view->session, &slots);
	for (size_t i = 0; i < slots.count; i++) {
		char *number = xasprintf("%zu", i + 1);

		filter_name_add(names, (struct filter_name){
		                           .id = keep(names, slots.items[i].id),
		                           .name = keep(names,
		                               slots.items[i].title),
		                           .own = keep(names, number),
		                           .row = i,
		                       });
		free(number);
	}
	slots_done(&slots);
}

/* clang-format off */
const struct filter_row filter_rows[] = {
	{ "words", FILTER_WORD, "words", N_("in id, title, statement or question"), holds_word, NULL, NEEDS_CONTENT },
	{ "weight", FILTER_COMPARE, "weight>=N", N_("the control's weight; also > < <= ="), holds_weight, NULL, NEEDS_CONTENT },
	{ "domain", FILTER_NAME, "domain:X", N_("in this domain, by id or part of its name"), holds_domain, list_domains, NEEDS_CONTENT },
	{ "profile", FILTER_NAME, "profile:X", N_("belongs to this profile"), holds_profile, list_profiles, NEEDS_CONTENT },
	{ "applies", FILTER_NAME, "applies:X", N_("applies to people, process, technology ..."), holds_applies, list_applies, NEEDS_CONTENT },
	{ "framework", FILTER_NAME, "framework:X", N_("maps to this framework"), holds_framework, list_frameworks, NEEDS_CONTENT },
	{ "level", FILTER_LEVEL, "level:N", N_("has criteria at this level"), holds_level, NULL, NEEDS_CONTENT },
	{ "open", FILTER_ALONE, "open", N_("criteria are left to answer"), holds_open, NULL, NEEDS_RATINGS },
	{ "started", FILTER_ALONE, "started", N_("some answers given, some left"), holds_started, NULL, NEEDS_RATINGS },
	{ "done", FILTER_ALONE, "done", N_("nothing is left to answer"), holds_done, NULL, NEEDS_RATINGS },
	{ "untouched", FILTER_ALONE, "untouched", N_("no answer given yet"), holds_untouched, NULL, NEEDS_RATINGS },
	{ "judge", FILTER_ALONE, "judge", N_("a level waits for your judgement"), holds_judge, NULL, NEEDS_RATINGS },
	{ "flagged", FILTER_ALONE, "flagged", N_("flagged for review"), holds_flagged, NULL, NEEDS_RATINGS },
	{ "noted", FILTER_ALONE, "noted", N_("has a note"), holds_noted, NULL, NEEDS_RATINGS },
	{ "material", FILTER_ALONE, "material", N_("a material control"), holds_material, NULL, NEEDS_CONTENT },
	{ "withdrawn", FILTER_ALONE, "withdrawn", N_("withdrawn or deprecated"), holds_withdrawn, NULL, NEEDS_CONTENT },
	{ "evidence", FILTER_ALONE, "evidence", N_("evidence is asked for or linked"), holds_evidence, NULL, NEEDS_CONTENT },
	{ "in", FILTER_ALONE, "in", N_("in scope"), holds_in, NULL, NEEDS_STANDINGS },
	{ "out", FILTER_ALONE, "out", N_("out of scope"), holds_out, NULL, NEEDS_STANDINGS },
	{ "inherited", FILTER_ALONE, "inherited", N_("inherited or reciprocal"), holds_inherited, NULL, NEEDS_STANDINGS },
	{ "deficient", FILTER_ALONE, "deficient", N_("designated deficient"), holds_deficient, NULL, NEEDS_STANDINGS },
	{ "satisfactory", FILTER_ALONE, "satisfactory", N_("designated satisfactory"), holds_satisfactory, NULL, NEEDS_STANDINGS },
	{ "designated", FILTER_ALONE, "designated", N_("has a designation"), holds_designated, NULL, NEEDS_STANDINGS },
	{ "concluded", FILTER_ALONE, "concluded", N_("its level is concluded"), holds_concluded, NULL, NEEDS_STANDINGS },
	{ "stale", FILTER_ALONE, "stale", N_("concluded on other answers than now"), holds_stale, NULL, NEEDS_STANDINGS },
	{ "gap", FILTER_ALONE, "gap", N_("concluded below its target"), holds_gap, NULL, NEEDS_STANDINGS },
	{ "copied", FILTER_ALONE, "copied", N_("has copied answers to confirm"), holds_copied, NULL, NEEDS_STANDINGS },
	{ "slot", FILTER_NAME_OR_ALONE, "slot:X", N_("in this interview; alone: the present one"), holds_slot, list_slots, NEEDS_RATINGS },
	{ 0 },
};
/* clang-format on */
