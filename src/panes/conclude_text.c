/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The sentences beside a conclusion. */

#include <config.h>

#include "panes/conclude_text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/session.h"
#include "panes/side_list.h"

enum { CHANGES_NAMED = 3, ITEMS_NAMED = 4 };

static void
add_part(struct str *out, const char *joint, const char *text)
{
	str_printf(out, "%s%s", out->len ? joint : "", text);
}

/* What keeps a level from passing, or that a judgement made it. */
static void
add_level(const struct level_result *l, int level, struct str *parts)
{
	struct str text = { 0 };

	if (l->band && l->judged != ANSWER_UNKNOWN)
		str_printf(&text,
		    l->judged == ANSWER_YES ? _("L%d %d %%, judged yes")
		                            : _("L%d %d %%, judged no"),
		    level, l->percent);
	else if (l->asks)
		str_printf(
		    &text, _("L%d %d %%, not judged"), level, l->percent);
	else if (!l->high_pass)
		str_printf(&text, _("L%d %d %%, fails"), level, l->percent);
	else
		/* TRANSLATORS: not all criteria of the level are answered */
		str_printf(&text, _("L%d open"), level);
	add_part(parts, "; ", str_text(&text));
	str_done(&text);
}

void
conclude_say_derived(const struct desk *desk, size_t control, struct str *out)
{
	const struct maturity *m = &desk_rating(desk, control)->maturity;
	struct str passing = { 0 }, parts = { 0 };
	unsigned long count = 0;

	if (!m->touched) {
		str_add(out, _("nothing is answered yet"));
		return;
	}
	if (m->performed == ANSWER_NO) {
		str_add(out, _("not performed at all"));
		return;
	}
	for (int i = 1; i < MATURITY_LEVELS; i++) {
		const struct level_result *l = &m->levels[i];
		char name[16];

		snprintf(name, sizeof(name), "L%d", i);
		if (l->count && l->low_pass && l->low == VERDICT_PASS) {
			add_part(&passing, ", ", name);
			count++;
		}
	}
	if (count) {
		struct str text = { 0 };

		/* TRANSLATORS: %s is one level or several: "L1, L2 pass" */
		str_printf(&text, ngettext("%s passes", "%s pass", count),
		    str_text(&passing));
		add_part(&parts, "; ", str_text(&text));
		str_done(&text);
	}
	for (int i = 1; i < MATURITY_LEVELS; i++)
		if (m->levels[i].count && m->levels[i].low != VERDICT_PASS)
			add_level(&m->levels[i], i, &parts);
	/* TRANSLATORS: %s: "L1, L2 pass; L3 open" */
	str_printf(out, _("the ticks: %s"), str_text(&parts));
	str_done(&passing);
	str_done(&parts);
}

void
conclude_say_supported(const struct desk *desk, size_t control, struct str *out)
{
	struct evidence_items items = { 0 };
	struct str names = { 0 };
	size_t count = 0;

	desk_evidence(desk, control, &items);
	for (size_t i = 0; i < items.count; i++) {
		const char *id = items.items[i].id;
		const char *state = desk_evidence_state(desk, id);

		if (!str_equal(state, "accepted") &&
		    !str_equal(state, "viewed on site"))
			continue;
		if (count++ < ITEMS_NAMED)
			add_part(&names, ", ", id);
	}
	if (!count) {
		str_add(out, _("no evidence is accepted: only level 1 holds "
		               "by its answers"));
	} else {
		/* TRANSLATORS: %s are evidence ids */
		str_printf(out, _("the ticks that accepted evidence backs: %s"),
		    str_text(&names));
		if (count > ITEMS_NAMED)
			str_printf(out,
			    ngettext(" and %zu more", " and %zu more",
			        count - ITEMS_NAMED),
			    count - ITEMS_NAMED);
	}
	evidence_items_done(&items);
	str_done(&names);
}

/* The levels of the scale that can be given, or that cannot. */
static size_t
list_levels(const struct desk *desk, size_t control, bool attainable,
    const char *joint, struct str *out)
{
	size_t count = 0;

	for (int i = 0; i <= catalog_scale_top(desk->catalog); i++)
		if (standing_attainable(desk->catalog, control, i) ==
		    attainable)
			str_printf(out, "%s%d", count++ ? joint : "", i);
	return count;
}

void
conclude_say_choice(const struct desk *desk, size_t control, struct str *out)
{
	struct str list = { 0 };

	list_levels(desk, control, true, " ", &list);
	/* TRANSLATORS: %s are levels: "0 1 2 3" */
	str_printf(out, _("can be given: %s"), str_text(&list));
	str_done(&list);
}

void
conclude_say_missing(const struct desk *desk, size_t control, struct str *out)
{
	struct str list = { 0 };
	size_t count = list_levels(desk, control, false, ", ", &list);

	if (count)
		str_printf(out,
		    /* TRANSLATORS: %s is one level or several: "1, 5" */
		    ngettext("%s has no criteria here",
		        "%s have no criteria here", count),
		    str_text(&list));
	str_done(&list);
}

void
conclude_say_target(
    const struct desk *desk, size_t control, int level, struct str *out)
{
	const struct rating *rating = desk_rating(desk, control);
	int target = rating->target_effective;

	if (rating->target_asked < 0) {
		str_add(out, _("none is set; t sets one"));
		return;
	}
	if (target > rating->target_asked)
		str_printf(out, _("raised to %d, the next that has criteria; "),
		    target);
	else if (target < rating->target_asked)
		str_printf(out, _("capped at %d, the highest with criteria; "),
		    target);
	if (level < 0)
		str_add(out, _("nothing concluded yet"));
	else if (level >= target)
		str_add(out, _("met with this conclusion"));
	else
		str_printf(out,
		    ngettext("%d level short with this conclusion",
		        "%d levels short with this conclusion",
		        (unsigned long)(target - level)),
		    target - level);
}

/* Above, below, or beside what the program offers. */
static bool
notice_difference(const struct rating *rating, int level, struct str *out)
{
	int low = rating->maturity.low, supported = rating->supported;

	if (level > low)
		str_printf(out,
		    _("%d is above Derived (%d at the low end) and above "
		      "Supported (%d): an upward override. It is marked ^ "
		      "wherever the level stands, listed in the report and "
		      "put before the peer reviewer. A reason is needed."),
		    level, low, supported);
	else if (level > supported)
		str_printf(out,
		    _("%d is above Supported (%d): the ticks say so, accepted "
		      "evidence does not yet. A reason is needed."),
		    level, supported);
	else if (level < supported)
		str_printf(out,
		    _("%d is below Supported (%d). A reason is needed."), level,
		    supported);
	return out->len > 0;
}

/* What is not answered yet. */
static bool
notice_open(const struct maturity *m, struct str *out)
{
	struct str list = { 0 };
	size_t levels = 0, open = 0;

	if (m->performed == ANSWER_NO)
		return false;
	for (int i = 1; i < MATURITY_LEVELS; i++) {
		if (!m->levels[i].open)
			continue;
		str_printf(&list, "%sL%d", levels++ ? ", " : "", i);
		open += m->levels[i].open;
	}
	if (levels)
		str_printf(out,
		    ngettext("%zu criterion is open, in %s. Concluding now is "
		             "allowed; the level turns stale when an answer "
		             "moves Derived or Supported.",
		        "%zu criteria are open, in %s. Concluding now is "
		        "allowed; the level turns stale when an answer moves "
		        "Derived or Supported.",
		        open),
		    open, str_text(&list));
	str_done(&list);
	return levels > 0;
}

/* Designation and level that do not go together. */
static bool
notice_designation(const struct standing *standing, int level, struct str *out)
{
	struct standing as = *standing;

	as.concluded = level;
	if (as.designation == DESIGNATION_SATISFACTORY && level <= 1)
		standing_warning(&as, WARN_SATISFACTORY_LOW, out);
	else if (as.designation == DESIGNATION_DEFICIENT && level >= 3)
		standing_warning(&as, WARN_DEFICIENT_HIGH, out);
	return out->len > 0;
}

/* One kind of notice; false: it has nothing to say. */
static bool
notice(const struct desk *desk, size_t control, const struct conclusion *now,
    size_t kind, struct str *out)
{
	const struct rating *rating = desk_rating(desk, control);
	const struct standing *standing = desk_standing(desk, control);

	if (now->level < 0)
		return false;
	switch (kind) {
	case 0:
		return notice_difference(rating, now->level, out);
	case 1:
		return notice_open(&rating->maturity, out);
	case 2:
		if (now->shown != ANSWER_NO && now->defensible != ANSWER_NO)
			return false;
		str_add(out, _("A question is answered no: the level is "
		               "recorded with a warning, until it would "
		               "stand."));
		return true;
	case 3:
		if (standing->recheck)
			standing_warning(standing, WARN_RECHECK, out);
		return standing->recheck > 0;
	case 4:
		return notice_designation(standing, now->level, out);
	default:
		return false;
	}
}

enum { NOTICES = 5 };

bool
conclude_say_notice(const struct desk *desk, size_t control,
    const struct conclusion *now, size_t i, struct str *out)
{
	for (size_t kind = 0; kind < NOTICES; kind++) {
		struct str text = { 0 };
		bool says = notice(desk, control, now, kind, &text);

		if (says && i-- == 0) {
			str_add(out, str_text(&text));
			str_done(&text);
			return true;
		}
		str_done(&text);
	}
	return false;
}

void
conclude_say_way(
    const struct desk *desk, size_t control, int level, struct str *out)
{
	const struct rating *rating = desk_rating(desk, control);
	struct str rule = { 0 }, raise = { 0 };

	if (level <= rating->maturity.low)
		return;
	rating_explain(
	    desk->catalog, rating, control, desk->session, &rule, &raise);
	if (raise.len)
		/* TRANSLATORS: %s is a sentence: "To reach 3: meet 3.3." */
		str_printf(out,
		    _("To avoid the override, let the ticks carry "
		      "it. %s"),
		    str_text(&raise));
	str_done(&rule);
	str_done(&raise);
}

/* The latest commit that had a hand in the conclusion. */
static uint64_t
concluded_at(const struct desk *desk, const char *id)
{
	char *prefix = xasprintf("%s/concluded", id);
	size_t count = 0;
	const struct entry *entry =
	    session_range(desk->session, prefix, &count);
	uint64_t seq = 0;

	for (size_t i = 0; i < count; i++)
		if (entry[i].seq > seq)
			seq = entry[i].seq;
	free(prefix);
	return seq;
}

/* Does a path have a say in the levels of a control? */
static bool
is_about(const struct desk *desk, size_t control,
    const struct evidence_items *items, const char *path)
{
	const char *id = catalog_string(desk->catalog, CONTROL_ID, control);
	size_t len = strlen(id);
	const char *field = strrchr(path, '/');

	if (str_starts(path, id) && path[len] == '/')
		return str_equal(field, "/performed") ||
		       str_equal(field, "/state") ||
		       str_starts(path + len, "/judged/");
	for (size_t i = 0; i < items->count; i++) {
		size_t at = strlen("evidence/");

		if (str_starts(path, "evidence/") &&
		    str_starts(path + at, items->items[i].id) &&
		    str_equal(path + at + strlen(items->items[i].id), "/state"))
			return true;
	}
	return false;
}

/* "3.2 met -> partial" */
static void
add_change(const struct desk *desk, const struct recorded_change *change,
    struct str *out)
{
	char *name = desk_path_name(desk, change->path);

	str_printf(out, "%s%s %s -> %s", out->len ? ", " : "", name,
	    change->old ? _(change->old) : _("unassessed"),
	    change->value ? _(change->value) : _("unassessed"));
	free(name);
}

/* The answers and evidence that changed after a commit. */
static void
add_changes(
    const struct desk *desk, size_t control, uint64_t after, struct str *out)
{
	struct evidence_items items = { 0 };
	struct str list = { 0 };
	size_t count = 0;

	desk_evidence(desk, control, &items);
	for (size_t i = session_commits(desk->session); i-- > 0;) {
		const struct commit *commit = session_commit(desk->session, i);

		if (commit->seq <= after)
			break;
		for (size_t j = 0; j < commit->count; j++) {
			const struct recorded_change *change =
			    &commit->changes[j];

			if (is_about(desk, control, &items, change->path) &&
			    count++ < CHANGES_NAMED)
				add_change(desk, change, &list);
		}
	}
	if (count > CHANGES_NAMED)
		str_printf(&list,
		    ngettext(" and %zu more", " and %zu more",
		        count - CHANGES_NAMED),
		    count - CHANGES_NAMED);
	if (count)
		/* TRANSLATORS: %s: "OPS-03 3.2 met -> partial" */
		str_printf(out, _(" Since then: %s."), str_text(&list));
	evidence_items_done(&items);
	str_done(&list);
}

/* What the levels were, and are. */
static void
add_moved(
    const struct desk *desk, size_t control, const char *id, struct str *out)
{
	const struct rating *rating = desk_rating(desk, control);
	const char *basis =
	    session_getf(desk->session, "%s/concluded/basis", id);
	int low, high, supported;

	if (!basis || sscanf(basis, "%d-%d %d", &low, &high, &supported) != 3)
		return;
	if (low != rating->maturity.low)
		str_printf(out, _(" Derived was %d at the low end and is %d."),
		    low, rating->maturity.low);
	if (supported != rating->supported)
		str_printf(out, _(" Supported was %d and is %d."), supported,
		    rating->supported);
}

void
conclude_say_since(const struct desk *desk, size_t control, struct str *out)
{
	const struct standing *standing = desk_standing(desk, control);
	const char *id = catalog_string(desk->catalog, CONTROL_ID, control);
	char when[SIDE_WHEN];

	if (standing->concluded < 0)
		return;
	uint64_t seq = concluded_at(desk, id);
	const struct commit *commit = side_commit(desk, seq, when);

	if (commit)
		/* TRANSLATORS: a level, who concluded it, and when */
		str_printf(out, _("%d was concluded by %s, %s."),
		    standing->concluded, commit->by, when);
	if (!standing->stale)
		return;
	add_moved(desk, control, id, out);
	add_changes(desk, control, seq, out);
}
