/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What holds of every control, whatever was answered: 100,000 random ones,
 * under both policies. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "model/calendar.h"
#include "model/ruling.h"
#include "model/standing.h"
#include "objectives.h"

enum { CONTROLS = 500, SESSIONS = 100, ITEMS = 8 };

static unsigned long long state = 20260714;

static unsigned
any(unsigned below)
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(state >> 33) % below;
}

static const char *
pick(const char *const *words, unsigned count)
{
	return words[any(count)];
}

/* A pack of random shape; every third control has no objective. */
static void
make(struct pack *pack)
{
	pack_begin(pack);
	pack_framework(pack, "act");
	for (int i = 0; i < CONTROLS; i++) {
		char id[40];

		snprintf(id, sizeof(id), "C-%d", i);
		size_t row = pack_control(pack, id, "It is done.");

		if (!any(8))
			builder_number(
			    pack->builder, CONTROL_WEIGHT, row, 10);
		for (int level = 1; level <= 5; level++) {
			unsigned n = any(4) ? any(6) + 1 : 0;
			size_t at = n ? pack_level(pack, row, level) : 0;

			for (; n > 0; n--) {
				char *text = xasprintf("%u.", n);
				size_t criterion =
				    pack_criterion(pack, at, text);

				if (!any(20))
					builder_number(pack->builder,
					    CRITERION_ANCHOR, criterion, 1);
				free(text);
			}
		}
		for (unsigned n = i % 3 ? any(3) + 1 : 0; n > 0; n--) {
			snprintf(id, sizeof(id), "C-%d_A%u", i, n);
			pack_objective(
			    pack, row, id, (int)any(4), any(5) ? NULL : "act");
		}
	}
	pack_finish(pack);
}

static void
begin(struct pack *pack, bool all)
{
	struct session_header header = {
		.id = xstrdup("5f0c1f3e-0000-4000-8000-000000000000"),
		.at = xstrdup("2026-07-14T09:00:00+02:00"),
		.by = xstrdup("J. Tester"),
		.pack_id = xstrdup("small"),
		.policy = xstrdup(all ? "all" : "most"),
		.pass = all ? 100 : 80,
		.judge = 50,
	};

	session_free(pack->session);
	pack->session = session_new_take(&header);
}

/* Takes path and value over; the schema is not asked. */
static void
put(struct commit *commit, char *path, const char *value)
{
	if ((commit->count & (commit->count - 1)) == 0)
		commit->changes = xrealloc(
		    commit->changes, (commit->count ? 2 * commit->count : 1) *
		                         sizeof(*commit->changes));
	commit->changes[commit->count++] = (struct recorded_change){
		.path = path,
		.value = xstrdup(value),
	};
}

static void
apply(struct pack *pack, struct commit *commit)
{
	commit->seq = session_commits(pack->session) + 1;
	commit->at = xstrdup("2026-07-14T09:30:00+02:00");
	commit->by = xstrdup("J. Tester");
	session_bulk(pack->session, true);
	session_apply_take(pack->session, commit);
	session_bulk(pack->session, false);
}

/* The path of a level's i-th criterion. */
static char *
state_path(const struct pack *pack, size_t control, int level, size_t i)
{
	const struct catalog *c = pack->catalog;
	size_t row = catalog_control_level(c, control, level);

	return xasprintf("%s/criteria/%d.%s/state",
	    catalog_string(c, CONTROL_ID, control), level,
	    catalog_string(
	        c, CRITERION_KEY, catalog_child(c, CLEVEL_CRITERIA, row, i)));
}

static size_t
criteria(const struct pack *pack, size_t control, int level)
{
	size_t row = catalog_control_level(pack->catalog, control, level);

	return row == CATALOG_NONE
	           ? 0
	           : catalog_count(pack->catalog, CLEVEL_CRITERIA, row);
}

static void
answer(const struct pack *pack, size_t control, struct commit *commit)
{
	static const char *const words[] = { "met", "met", "met", "met", "met",
		"exceeded", "partial", "not met", "not applicable",
		"unassessed" };
	static const char *const judged[] = { "yes", "no" };
	static const char *const performed[] = { "yes", "no", "unknown" };
	const char *id = catalog_string(pack->catalog, CONTROL_ID, control);
	/* some controls have mostly one answer */
	unsigned common = any(3) ? any(10) : 0;

	for (int level = 1; level <= 5; level++) {
		size_t count = criteria(pack, control, level);

		for (size_t i = 0; i < count; i++)
			if (any(8))
				put(commit, state_path(pack, control, level, i),
				    any(3) ? words[common] : pick(words, 10));
		if (count && !any(4))
			put(commit, xasprintf("%s/judged/%d", id, level),
			    pick(judged, 2));
	}
	if (!any(10))
		put(commit, xasprintf("%s/performed", id), pick(performed, 3));
}

static void
judge(const struct pack *pack, size_t control, struct commit *commit)
{
	static const char *const words[] = { "satisfactory", "deficient",
		"alternative control", "not applicable" };
	static const char *const links[] = { "supports", "partly",
		"contradicts", "not relevant" };
	const struct catalog *c = pack->catalog;
	const char *id = catalog_string(c, CONTROL_ID, control);
	size_t count = catalog_count(c, CONTROL_OBJECTIVES, control);
	char value[16];

	for (size_t i = 0; i < count; i++)
		if (any(4))
			put(commit,
			    xasprintf("%s/objectives/%s/designation", id,
			        catalog_item(
			            c, CONTROL_OBJECTIVES, control, i, 0)),
			    pick(words, 4));
	if (!any(6))
		put(commit, xasprintf("%s/designation", id), pick(words, 4));
	if (any(2)) {
		snprintf(value, sizeof(value), "%u", any(6));
		put(commit, xasprintf("%s/concluded", id), value);
	}
	if (any(3))
		put(commit,
		    xasprintf("links/EV-aaaaa%c/%s", 'a' + (int)any(ITEMS), id),
		    pick(links, 4));
	if (!any(8))
		put(commit, xasprintf("scope/controls/%s", id), "out");
}

/* What is asked of a control, and evidence for single criteria of it. */
static void
ask(const struct pack *pack, size_t control, struct commit *commit)
{
	const char *id = catalog_string(pack->catalog, CONTROL_ID, control);
	char value[16];

	if (!any(3)) {
		snprintf(value, sizeof(value), "%u", any(6));
		put(commit, xasprintf("%s/target", id), value);
	}
	for (int level = 1; level <= 5; level++)
		for (size_t i = 0; i < criteria(pack, control, level); i++) {
			char *path = state_path(pack, control, level, i);

			if (any(2))
				put(commit,
				    xasprintf("links/EV-aaaaaa/%.*s",
				        (int)(strlen(path) - strlen("/state")),
				        path),
				    any(4) ? "supports" : "partly");
			free(path);
		}
}

static void
fill(struct pack *pack)
{
	static const char *const rigors[] = { "1", "2", "3" };
	static const char *const states[] = { "accepted", "received",
		"viewed on site" };
	struct commit commit = { 0 };

	for (size_t i = 0; i < CONTROLS; i++) {
		answer(pack, i, &commit);
		judge(pack, i, &commit);
		ask(pack, i, &commit);
	}
	for (int i = 0; i < ITEMS; i++)
		if (!any(4))
			put(&commit,
			    xasprintf("evidence/EV-aaaaa%c/approval", 'a' + i),
			    any(2) ? "draft" : "approved");
	if (any(2))
		put(&commit, xstrdup("session/target"), any(2) ? "2" : "4");
	if (!any(3))
		put(&commit, xstrdup("domains/AB/target"), "3");
	for (int i = 0; i < ITEMS; i++)
		put(&commit, xasprintf("evidence/EV-aaaaa%c/state", 'a' + i),
		    pick(states, 3));
	put(&commit, xstrdup("session/rigor"), pick(rigors, 3));
	if (any(2))
		put(&commit, xstrdup("scope/frameworks/act"), "yes");
	apply(pack, &commit);
}

static void
check_levels(const struct pack *pack, size_t control, const struct rating *r)
{
	int low = r->maturity.low, high = r->maturity.high;

	cr_assert_leq(low, high, "control %zu", control);
	cr_assert(standing_attainable(pack->catalog, control, low) &&
	              standing_attainable(pack->catalog, control, high) &&
	              standing_attainable(pack->catalog, control, r->supported),
	    "%d-%d %d", low, high, r->supported);
	cr_assert_leq(r->supported, low, "what lacks support only lowers");
}

/* domain.md 4.6, written down a second time. */
static void
check_target(const struct pack *pack, size_t control, const struct rating *r,
    const struct standing *s)
{
	const char *id = catalog_string(pack->catalog, CONTROL_ID, control);
	const char *asked = session_getf(pack->session, "%s/target", id);
	int target, effective = 0, ceiling = 0;

	asked = asked ? asked : session_get(pack->session, "domains/AB/target");
	asked = asked ? asked : session_get(pack->session, "session/target");
	target = asked ? atoi(asked) : -1;
	cr_assert_eq(r->target_asked, target, "control %zu", control);
	for (int i = 5; i >= 0; i--) {
		bool awarded = i == 0 || criteria(pack, control, i);

		ceiling = awarded && i > ceiling ? i : ceiling;
		effective = awarded && i >= target ? i : effective;
	}
	if (effective < target)
		effective = ceiling;
	cr_assert_eq(r->target_effective, asked ? effective : -1, "control %zu",
	    control);
	if (!asked || s->concluded < 0 || !standing_counts(s)) {
		cr_assert_eq(s->gap, -1, "control %zu", control);
		return;
	}
	cr_assert_eq(s->gap,
	    effective > s->concluded ? effective - s->concluded : 0,
	    "control %zu", control);
}

/* Is this item accepted or seen on site, and no draft? */
static bool
item_counts(const struct pack *pack, int item)
{
	const char *now = session_getf(
	    pack->session, "evidence/EV-aaaaa%c/state", 'a' + item);
	const char *approval = session_getf(
	    pack->session, "evidence/EV-aaaaa%c/approval", 'a' + item);

	return (str_equal(now, "accepted") ||
	           str_equal(now, "viewed on site")) &&
	       !str_equal(approval, "draft");
}

static bool
links_support(const struct pack *pack, int item, const char *to)
{
	return str_equal(session_getf(pack->session, "links/EV-aaaaa%c/%s",
	                     'a' + item, to),
	    "supports");
}

/* domain.md 4.5: Supported is derive(low) where what is met from level 2 on
 * without support is open. */
static void
check_supported(const struct pack *pack, size_t control, const bool *counts,
    const struct rating *r)
{
	enum criterion_state states[6][8];
	bool anchors[6][8];
	struct maturity_input input = { .top = 5 };
	const char *id = catalog_string(pack->catalog, CONTROL_ID, control);
	struct policy policy;
	struct maturity out;
	bool whole = false;

	rating_policy(pack->catalog, pack->session, &policy);
	for (int i = 0; i < ITEMS; i++)
		whole |= counts[i] && links_support(pack, i, id);
	for (int level = 1; level <= 5; level++) {
		struct level_input *l = &input.levels[level];
		size_t row =
		    catalog_control_level(pack->catalog, control, level);

		l->count = criteria(pack, control, level);
		l->states = states[level];
		l->anchors = anchors[level];
		l->judged = r->maturity.levels[level].judged;
		for (size_t i = 0; i < l->count; i++) {
			char *path = state_path(pack, control, level, i);
			enum criterion_state now = criterion_state_find(
			    session_get(pack->session, path));

			path[strlen(path) - strlen("/state")] = '\0';
			now = now == STATE_COUNT ? STATE_UNASSESSED : now;
			if (now == STATE_MET && level > 1 && !whole &&
			    !(counts[0] && links_support(pack, 0, path)))
				now = STATE_UNASSESSED;
			free(path);
			states[level][i] = now;
			anchors[level][i] = catalog_number(pack->catalog,
			                        CRITERION_ANCHOR,
			                        catalog_child(pack->catalog,
			                            CLEVEL_CRITERIA, row,
			                            i)) == 1;
		}
	}
	input.performed = r->maturity.performed;
	input.performed_open = input.performed == ANSWER_UNKNOWN;
	maturity_derive(&input, &policy, &out);
	cr_assert_eq(r->supported, out.low, "control %zu: %d where %d is due",
	    control, r->supported, out.low);
}

/* domain.md 4.5 "Warnings". */
static void
check_warnings(
    const struct pack *pack, size_t control, const struct standing *s)
{
	bool counts = standing_counts(s) && s->concluded >= 0;

	cr_assert_eq((s->warnings & WARN_SATISFACTORY_LOW) != 0,
	    counts && s->designation == DESIGNATION_SATISFACTORY &&
	        s->concluded <= 1,
	    "control %zu", control);
	cr_assert_eq((s->warnings & WARN_DEFICIENT_HIGH) != 0,
	    counts && s->designation == DESIGNATION_DEFICIENT &&
	        s->concluded >= 3,
	    "control %zu", control);
	cr_assert_eq((s->warnings & WARN_STALE) != 0, counts && s->stale,
	    "control %zu", control);
	cr_assert_eq((s->warnings & WARN_ALTERNATIVE_MATERIAL) != 0,
	    standing_counts(s) &&
	        catalog_control_material(pack->catalog, control) &&
	        (s->designation == DESIGNATION_ALTERNATIVE ||
	            s->by[DESIGNATION_ALTERNATIVE]),
	    "control %zu", control);
	cr_assert(scope_is_in(&s->scope) || !s->warnings, "out of scope");
}

static void
check_standing(const struct pack *pack, size_t control, const struct rating *r,
    const struct standing *s)
{
	size_t sum = 0;
	bool attainable = s->concluded < 0 || standing_attainable(pack->catalog,
	                                          control, s->concluded);
	bool counts = standing_counts(s);

	for (int i = 0; i < DESIGNATION_COUNT; i++)
		sum += s->by[i];
	cr_assert_eq(sum, s->objectives, "each objective once");
	cr_assert_eq(sum + s->other_rigor + s->other_framework,
	    catalog_count(pack->catalog, CONTROL_OBJECTIVES, control), "");
	cr_assert_eq(s->derived != DESIGNATION_NONE,
	    s->objectives && !s->by[DESIGNATION_NONE],
	    "none exactly while one is open, or there is none");
	cr_assert(s->derived != DESIGNATION_SATISFACTORY ||
	              !s->by[DESIGNATION_DEFICIENT],
	    "one deficient objective is enough");
	cr_assert(s->given || s->designation == s->derived, "");
	cr_assert(!s->given || !s->objectives ||
	              s->designation == DESIGNATION_NOT_APPLICABLE,
	    "objectives give it, or nothing applies");
	cr_assert_eq(s->above_derived,
	    s->concluded >= 0 && s->concluded > r->maturity.low, "");
	cr_assert_eq(s->off_supported,
	    s->concluded >= 0 && s->concluded != r->supported, "");
	cr_assert_eq((s->warnings & WARN_UNATTAINABLE) != 0,
	    counts && !attainable, "control %zu", control);
	cr_assert_eq((s->warnings & WARN_OVERRIDE) != 0,
	    counts && s->above_derived, "control %zu", control);
}

struct judged {
	struct rating ratings[CONTROLS];
	struct standing standings[CONTROLS];
};

static void
look(const struct pack *pack, struct judged *out)
{
	struct standing_frame frame;

	standing_frame_init(&frame, pack->catalog, pack->session, DAY_NONE);
	rating_compute_all(pack->catalog, pack->session, out->ratings);
	for (size_t i = 0; i < CONTROLS; i++) {
		standing_compute(
		    &frame, i, &out->ratings[i], &out->standings[i]);
		check_levels(pack, i, &out->ratings[i]);
		check_standing(pack, i, &out->ratings[i], &out->standings[i]);
		check_warnings(pack, i, &out->standings[i]);
		check_target(pack, i, &out->ratings[i], &out->standings[i]);
	}
	standing_frame_done(&frame);
}

static void
check_all_supported(const struct pack *pack, const struct judged *now)
{
	bool counts[ITEMS];

	for (int i = 0; i < ITEMS; i++)
		counts[i] = item_counts(pack, i);
	for (size_t i = 0; i < CONTROLS; i++)
		check_supported(pack, i, counts, &now->ratings[i]);
}

/* Makes one "not met" of a control "met", if it has any. */
static void
raise(const struct pack *pack, size_t control, struct commit *commit)
{
	for (int level = 1; level <= 5; level++)
		for (size_t i = 0; i < criteria(pack, control, level); i++) {
			char *path = state_path(pack, control, level, i);

			if (any(2) &&
			    str_equal(
			        session_get(pack->session, path), "not met")) {
				put(commit, path, "met");
				return;
			}
			free(path);
		}
}

static void
check_raised(
    struct pack *pack, const struct judged *before, struct judged *after)
{
	struct commit commit = { 0 };

	for (size_t i = 0; i < CONTROLS; i++) {
		const struct rating *r = &before->ratings[i];
		char basis[40];

		raise(pack, i, &commit);
		snprintf(basis, sizeof(basis), "%d-%d %d", r->maturity.low,
		    r->maturity.high, r->supported);
		put(&commit, xasprintf("C-%zu/concluded/basis", i), basis);
	}
	apply(pack, &commit);
	look(pack, after);
	for (size_t i = 0; i < CONTROLS; i++) {
		const struct rating *r = &before->ratings[i];
		const struct rating *now = &after->ratings[i];

		cr_assert_geq(now->maturity.low, r->maturity.low, "%zu", i);
		cr_assert_geq(now->maturity.high, r->maturity.high, "%zu", i);
		cr_assert_geq(now->supported, r->supported, "%zu", i);
		cr_assert_eq(after->standings[i].stale,
		    after->standings[i].concluded >= 0 &&
		        (now->maturity.low != r->maturity.low ||
		            now->supported != r->supported),
		    "stale exactly when D or S moved");
	}
}

/* A level may be concluded exactly where it is attainable, counts, and is the
 * supported one or has a reason. */
static void
check_ruled(const struct pack *pack, const struct judged *now)
{
	struct stamp stamp = { .by = "J. Tester", .at = "x" };

	for (int n = 0; n < 20; n++) {
		size_t control = any(CONTROLS);
		int level = (int)any(6);
		bool why = any(2);
		char *path = xasprintf("C-%zu/concluded", control);
		struct changes changes = { 0 };
		struct err err = { 0 };
		char value[16];
		bool right =
		    standing_counts(&now->standings[control]) &&
		    standing_attainable(pack->catalog, control, level) &&
		    (why || level == now->ratings[control].supported);

		snprintf(value, sizeof(value), "%d", level);
		changes_add(&changes, path, value, why ? "so" : NULL);
		cr_assert_eq(ruling_apply(pack->catalog, pack->session,
		                 &changes, &stamp, DAY_NONE, &err),
		    right, "%s %d: %s", path, level, err.message);
		cr_assert_eq(changes.count, right ? 2u : 1u, "the basis");
		changes_done(&changes);
		err_done(&err);
		free(path);
	}
}

Test(standing_random, what_holds_of_every_control_holds_of_100000)
{
	struct judged *before = xcalloc(1, sizeof(*before));
	struct judged *after = xcalloc(1, sizeof(*after));
	struct pack pack;
	size_t looked = 0;

	make(&pack);
	for (int all = 0; all < 2; all++)
		for (int i = 0; i < SESSIONS; i++) {
			begin(&pack, all);
			fill(&pack);
			look(&pack, before);
			check_all_supported(&pack, before);
			check_raised(&pack, before, after);
			check_ruled(&pack, after);
			looked += CONTROLS;
		}
	cr_assert_eq(looked, 100000u, "");
	pack_done(&pack);
	free(before);
	free(after);
}

/* CDPAS 6.5 as a table: the first row that a set of designations has, in any
 * of its objectives, decides. */
static enum designation
by_table(const int *states, size_t count)
{
	static const enum designation rows[][2] = {
		{ DESIGNATION_NONE, DESIGNATION_NONE },
		{ DESIGNATION_DEFICIENT, DESIGNATION_DEFICIENT },
		{ DESIGNATION_SATISFACTORY, DESIGNATION_SATISFACTORY },
		{ DESIGNATION_ALTERNATIVE, DESIGNATION_ALTERNATIVE },
		{ DESIGNATION_NOT_APPLICABLE, DESIGNATION_NOT_APPLICABLE },
	};

	for (size_t row = 0; row < 5; row++)
		for (size_t i = 0; i < count; i++)
			if (states[i] == (int)rows[row][0])
				return rows[row][1];
	return DESIGNATION_NONE;
}

Test(standing_random, objectives_make_the_designation_as_cdpas_6_5_says)
{
	struct pack pack;
	size_t tried = 0;

	pack_begin(&pack);
	for (size_t n = 1; n <= 3; n++) {
		char id[16];

		snprintf(id, sizeof(id), "AB-%zu", n);
		size_t row = pack_control(&pack, id, "It is done.");

		for (size_t i = 1; i <= n; i++) {
			snprintf(id, sizeof(id), "AB-%zu_A0%zu", n, i);
			pack_objective(&pack, row, id, 1, NULL);
		}
	}
	pack_finish(&pack);
	for (size_t n = 1; n <= 3; n++) {
		int all = n == 1 ? 5 : n == 2 ? 25 : 125;

		for (int code = 0; code < all; code++, tried++) {
			int states[3] = { code % 5, code / 5 % 5, code / 25 };
			size_t by[DESIGNATION_COUNT] = { 0 };

			for (size_t i = 0; i < n; i++) {
				char id[16];

				snprintf(
				    id, sizeof(id), "AB-%zu_A0%zu", n, i + 1);
				by[states[i]]++;
				designate(&pack, id,
				    states[i] ? designation_word(
				                    (enum designation)states[i])
				              : NULL);
			}
			struct standing s = stand(&pack, n - 1);

			cr_assert_eq(s.objectives, n, "");
			cr_assert_arr_eq(s.by, by, sizeof(by), "%d", code);
			cr_assert_eq(s.derived, by_table(states, n),
			    "%zu objectives, %d", n, code);
			cr_assert_eq(s.designation, s.derived, "in force");
			cr_assert_not(s.given, "by nobody");
		}
	}
	cr_assert_eq(tried, 155u, "all of them");
	pack_done(&pack);
}
