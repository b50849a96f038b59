/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Rules about changes, one row each, by the kind of path they look at. What
 * a rule has to know of the time after, it reads from a preview. */

#include <config.h>

#include "model/ruling.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/filter.h"
#include "model/schema.h"
#include "model/session.h"
#include "model/standing.h"

/* One set of changes under examination. */
struct ruling {
	const struct catalog *catalog;
	const struct session *session;
	struct changes *changes;
	const struct stamp *stamp;
	int today;
	size_t given;                /* how many changes there were at first */
	const char **paths;          /* theirs, sorted; NULL until asked for */
	struct session *after;       /* the preview; NULL until asked for */
	bool named;                  /* the message has its path */
	bool testing_known, testing; /* it is authorized, in the end */
	struct standing_frame frame; /* of the preview */
	struct err *err;
};

static int
compare_paths(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

/* Do the changes given set this themselves? */
static bool
is_given(struct ruling *r, const char *path)
{
	if (!r->paths) {
		r->paths = xcalloc(r->given, sizeof(*r->paths));
		for (size_t i = 0; i < r->given; i++)
			r->paths[i] = r->changes->items[i].path;
		qsort(r->paths, r->given, sizeof(*r->paths), compare_paths);
	}
	return bsearch(
	    &path, r->paths, r->given, sizeof(*r->paths), compare_paths);
}

/* Takes away what hangs on a path that changed: "…/state" and "copied". */
static void
drop_beside(struct ruling *r, const char *stem, const char *field)
{
	char *path = xasprintf("%s/%s", stem, field);

	if (session_get(r->session, path) && !is_given(r, path))
		changes_add_program(r->changes, path, NULL);
	free(path);
}

/* The session as it would be. */
static bool
look_ahead(struct ruling *r)
{
	struct commit commit = { 0 };

	if (r->after)
		return true;
	r->named = !session_prepare(
	    r->session, r->catalog, r->changes, r->stamp, &commit, r->err);
	if (r->named)
		return false;
	r->after = session_preview_take(r->session, &commit);
	standing_frame_init(&r->frame, r->catalog, r->after, r->today);
	return true;
}

static bool
is_blank(const char *text)
{
	char *folded = text ? str_fold_space(text, strlen(text)) : NULL;
	bool blank = !folded || !*folded;

	free(folded);
	return blank;
}

/* The control that a segment names, CATALOG_NONE when the pack has none. */
static size_t
find_control(const struct ruling *r, const char *path, size_t segment)
{
	char *id = path_segment(path, segment);
	size_t control =
	    id ? catalog_find(r->catalog, TABLE_CONTROL, id) : CATALOG_NONE;

	free(id);
	return control;
}

static const char *
control_id(const struct ruling *r, size_t control)
{
	return catalog_string(r->catalog, CONTROL_ID, control);
}

static bool
rule_state(
    struct ruling *r, const char *path, const char *value, const char *why)
{
	char *stem = xstrndup(path, strlen(path) - strlen("/state"));

	(void)value;
	(void)why;
	drop_beside(r, stem, "copied");
	free(stem);
	return true;
}

/* "0, 2, 3" */
static void
add_attainable(const struct ruling *r, size_t control, struct str *out)
{
	for (int i = 0; i <= catalog_scale_top(r->catalog); i++)
		if (standing_attainable(r->catalog, control, i))
			str_printf(out, "%s%d", i ? ", " : "", i);
}

static bool
check_level(
    const struct ruling *r, size_t control, const struct standing *after)
{
	const char *id = control_id(r, control);
	struct str list = { 0 };

	if (!scope_is_in(&after->scope))
		return err_set(r->err, ERR_INPUT,
		    _("%s is out of scope; take it in before a level is "
		      "concluded."),
		    id);
	if (!standing_counts(after))
		return err_set(r->err, ERR_INPUT,
		    _("%s is not applicable, so it has no level to "
		      "conclude."),
		    id);
	if (standing_attainable(r->catalog, control, after->concluded))
		return true;
	add_attainable(r, control, &list);
	err_set(r->err, ERR_INPUT,
	    _("%s has no criteria at level %d; what can be concluded is %s."),
	    id, after->concluded, str_text(&list));
	str_done(&list);
	return false;
}

/* The two questions were about the level that goes. */
static void
take_back(struct ruling *r, const char *path)
{
	drop_beside(r, path, "basis");
	drop_beside(r, path, "shown");
	drop_beside(r, path, "defensible");
}

static bool
rule_concluded(
    struct ruling *r, const char *path, const char *value, const char *why)
{
	size_t control = find_control(r, path, 0);
	struct rating rating;
	struct standing after;

	if (!value) {
		take_back(r, path);
		return true;
	}
	if (control == CATALOG_NONE || !look_ahead(r))
		return control == CATALOG_NONE;
	rating_compute(r->catalog, r->after, control, &rating);
	standing_compute(&r->frame, control, &rating, &after);
	if (!check_level(r, control, &after))
		return false;
	if (after.off_supported && is_blank(why))
		return err_set(r->err, ERR_INPUT,
		    _("Supported is %d, so concluding %d needs a reason; give "
		      "it as why."),
		    rating.supported, after.concluded);
	char *basis_path = xasprintf("%s/basis", path);
	char *basis = xasprintf("%d-%d %d", rating.maturity.low,
	    rating.maturity.high, rating.supported);

	changes_add_program(r->changes, basis_path, basis);
	free(basis);
	free(basis_path);
	return true;
}

/* CDPAS App A: nothing stands in for a material control. */
static bool
check_alternative(const struct ruling *r, size_t control, const char *value)
{
	if (control == CATALOG_NONE ||
	    designation_find(value) != DESIGNATION_ALTERNATIVE ||
	    !catalog_control_material(r->catalog, control))
		return true;
	return err_set(r->err, ERR_INPUT,
	    _("%s is a material control, which no alternative control can "
	      "stand in for."),
	    control_id(r, control));
}

static bool
rule_objective(
    struct ruling *r, const char *path, const char *value, const char *why)
{
	(void)why;
	return check_alternative(r, find_control(r, path, 0), value);
}

static bool
rule_designation(
    struct ruling *r, const char *path, const char *value, const char *why)
{
	size_t control = find_control(r, path, 0), count = 0, all;

	(void)why;
	if (!check_alternative(r, control, value))
		return false;
	if (!value || control == CATALOG_NONE ||
	    designation_find(value) == DESIGNATION_NOT_APPLICABLE)
		return true;
	if (!look_ahead(r))
		return false;
	all = catalog_count(r->catalog, CONTROL_OBJECTIVES, control);
	for (size_t i = 0; i < all; i++)
		count += standing_objective_applies(&r->frame,
		    catalog_child(r->catalog, CONTROL_OBJECTIVES, control, i));
	return !count ||
	       err_set(r->err, ERR_INPUT,
	           ngettext("%s has %zu objective, which gives the "
	                    "designation; designate that.",
	               "%s has %zu objectives, which give the designation; "
	               "designate those.",
	               count),
	           control_id(r, control), count);
}

/* Is the client's permission to test recorded, after these changes? */
static bool
may_test(struct ruling *r)
{
	static const char path[] = "session/testing/authorized";

	if (r->testing_known)
		return r->testing;
	r->testing_known = true;
	r->testing = session_get(r->session, path) != NULL;
	for (size_t i = 0; i < r->given; i++)
		if (str_equal(r->changes->items[i].path, path))
			r->testing = r->changes->items[i].value != NULL;
	return r->testing;
}

static bool
check_testing(struct ruling *r)
{
	return may_test(r) ||
	       err_set(r->err, ERR_INPUT,
	           _("Testing is locked until the client's authorization is "
	             "recorded; set session/testing/authorized to its "
	             "day."));
}

/* What is in the list already may stay there. */
static bool
rule_methods(
    struct ruling *r, const char *path, const char *value, const char *why)
{
	unsigned before = methods_parse(session_get(r->session, path));

	(void)why;
	return !(methods_parse(value) & ~before & METHOD_TEST) ||
	       check_testing(r);
}

/* CONTROL/objectives/OBJECTIVE/methods/METHOD/FIELD */
static bool
rule_method(
    struct ruling *r, const char *path, const char *value, const char *why)
{
	char *method = path_segment(path, 4);
	bool test = methods_parse(method) == METHOD_TEST;

	(void)why;
	free(method);
	return !value || !test || check_testing(r);
}

static bool
rule_item_method(
    struct ruling *r, const char *path, const char *value, const char *why)
{
	(void)path;
	(void)why;
	return methods_parse(value) != METHOD_TEST || check_testing(r);
}

/* Is this what makes whoever records it one of the team? */
static bool
is_answer(const char *path)
{
	static const char *const patterns[] = { "CONTROL/performed",
		"CONTROL/criteria/LEVEL.KEY/state", "CONTROL/judged/LEVEL",
		"CONTROL/objectives/OBJECTIVE/designation",
		"CONTROL/objectives/OBJECTIVE/methods",
		"CONTROL/objectives/OBJECTIVE/methods/METHOD/day",
		"CONTROL/objectives/OBJECTIVE/methods/METHOD/people",
		"CONTROL/objectives/OBJECTIVE/methods/METHOD/note",
		"CONTROL/designation",
		"CONTROL/concluded" };
	const struct schema_row *row = schema_find(path);

	for (size_t i = 0; row && i < sizeof(patterns) / sizeof(*patterns); i++)
		if (str_equal(row->pattern, patterns[i]))
			return true;
	return false;
}

/* The same person, however the name was typed? */
static bool
is_same(const char *a, const char *b)
{
	char *x = a ? str_fold_space(a, strlen(a)) : NULL;
	char *y = b ? str_fold_space(b, strlen(b)) : NULL;
	bool same = x && y && strcasecmp(x, y) == 0;

	free(x);
	free(y);
	return same;
}

static bool
is_of_team(const struct ruling *r)
{
	bool found = false;

	for (size_t i = 0; i < r->given && !found; i++)
		found = is_answer(r->changes->items[i].path);
	for (size_t i = 0; i < session_commits(r->session) && !found; i++) {
		const struct commit *commit = session_commit(r->session, i);
		bool own = is_same(commit->by, r->stamp->by);

		for (size_t j = 0; own && j < commit->count && !found; j++)
			found = is_answer(commit->changes[j].path);
	}
	return found;
}

static bool
rule_review(
    struct ruling *r, const char *path, const char *value, const char *why)
{
	(void)path;
	(void)why;
	if (!value || str_equal(value, "open") || !is_of_team(r))
		return true;
	return err_set(r->err, ERR_INPUT,
	    _("%s gave answers in this session; a review is approved or "
	      "returned by somebody who did not."),
	    r->stamp->by);
}

static bool
rule_scope(
    struct ruling *r, const char *path, const char *value, const char *why)
{
	struct filter_view view = { .catalog = r->catalog };
	struct filter *rule;
	struct err err = { 0 };

	(void)path;
	(void)why;
	if (!value)
		return true;
	rule = filter_parse(value, &view, &err);
	if (!rule) {
		err_set(r->err, err.code, "%s", err.message);
		err_done(&err);
		return false;
	}
	bool blank = filter_is_blank(rule);

	filter_free(rule);
	return !blank ||
	       err_set(r->err, ERR_INPUT,
	           _("A rule needs at least one term; without a rule all "
	             "active controls are in."));
}

/* A new rule is one row here. path, value and why live as long as the
 * changes. */
static const struct {
	const char *pattern; /* of schema.c */
	bool (*look)(struct ruling *r, const char *path, const char *value,
	    const char *why);
} rules[] = {
	{ "CONTROL/criteria/LEVEL.KEY/state", rule_state },
	{ "CONTROL/concluded", rule_concluded },
	{ "CONTROL/designation", rule_designation },
	{ "CONTROL/objectives/OBJECTIVE/designation", rule_objective },
	{ "CONTROL/objectives/OBJECTIVE/methods", rule_methods },
	{ "CONTROL/objectives/OBJECTIVE/methods/METHOD/day", rule_method },
	{ "CONTROL/objectives/OBJECTIVE/methods/METHOD/people", rule_method },
	{ "CONTROL/objectives/OBJECTIVE/methods/METHOD/note", rule_method },
	{ "evidence/EVIDENCE/method", rule_item_method },
	{ "reviews/CONTROL/state", rule_review },
	{ "scope/rule", rule_scope },
};

static bool
look_at(struct ruling *r, const struct change *change)
{
	const struct schema_row *row = schema_find(change->path);

	for (size_t i = 0; row && i < sizeof(rules) / sizeof(*rules); i++)
		if (str_equal(row->pattern, rules[i].pattern))
			return rules[i].look(r, change->path, change->value,
			           change->why) ||
			       (!r->named &&
			           err_wrap(r->err, "%s", change->path));
	return true;
}

bool
ruling_apply(const struct catalog *catalog, const struct session *session,
    struct changes *changes, const struct stamp *stamp, int today,
    struct err *err)
{
	struct ruling r = { .catalog = catalog,
		.session = session,
		.changes = changes,
		.stamp = stamp,
		.today = today,
		.given = changes->count,
		.err = err };
	bool ok = true;

	/* by value: the list moves as it grows, its strings do not */
	for (size_t i = 0; i < r.given && ok; i++) {
		struct change change = changes->items[i];

		ok = look_at(&r, &change);
	}
	if (!ok)
		changes_cut(changes, r.given);
	standing_frame_done(&r.frame);
	session_free(r.after);
	free(r.paths);
	return ok;
}
