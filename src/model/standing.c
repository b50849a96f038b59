/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* From a session's paths to where a control stands. Its entries lie side by
 * side in the map: one walk over them tells all. */

#include <config.h>

#include "model/standing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/filter.h"
#include "model/schema.h"
#include "model/session.h"

static const char *const designation_words[] = {
	[DESIGNATION_NONE] = "not assessed",
	[DESIGNATION_SATISFACTORY] = "satisfactory",
	[DESIGNATION_DEFICIENT] = "deficient",
	[DESIGNATION_ALTERNATIVE] = "alternative control",
	[DESIGNATION_NOT_APPLICABLE] = "not applicable",
};
static const char *const progress_words[] = {
	[PROGRESS_NONE] = N_("not rated"),
	[PROGRESS_STARTED] = N_("in progress"),
	[PROGRESS_RATED] = N_("rated"),
	[PROGRESS_CONCLUDED] = N_("concluded"),
	[PROGRESS_REVIEWED] = N_("reviewed"),
	[PROGRESS_STALE] = N_("stale"),
};
static const char *const review_words[] = { NULL, "open", "returned",
	"approved" };

const char *
designation_word(enum designation designation)
{
	return designation_words[designation];
}

enum designation
designation_find(const char *word)
{
	int i = 0;

	while (i < DESIGNATION_COUNT && !str_equal(word, designation_words[i]))
		i++;
	return (enum designation)i;
}

const char *
progress_word(enum progress progress)
{
	return progress_words[progress];
}

enum progress
standing_progress(const struct rating *rating, const struct standing *standing)
{
	if (standing->concluded < 0 && !rating->maturity.touched)
		return PROGRESS_NONE;
	if (standing->concluded < 0)
		return rating->maturity.rated ? PROGRESS_RATED
		                              : PROGRESS_STARTED;
	if (standing->stale)
		return PROGRESS_STALE;
	return standing->review == REVIEW_APPROVED ? PROGRESS_REVIEWED
	                                           : PROGRESS_CONCLUDED;
}

/* The rule as parsed; one that means nothing (any more) leaves all in. */
static struct filter *
read_rule(const struct catalog *catalog, const struct session *session)
{
	struct filter_view view = { .catalog = catalog };
	const char *text = session_get(session, "scope/rule");
	struct err err = { 0 };
	struct filter *rule = text ? filter_parse(text, &view, &err) : NULL;

	err_done(&err);
	return rule;
}

/* A capability is as old as it was when the assessment ended: later days do
 * not make up for it. */
static int
find_live_day(const struct session *session, int today)
{
	int end = session
	              ? day_parse(session_get(session, "session/period/end"))
	              : DAY_NONE;

	return end != DAY_NONE && end < today ? end : today;
}

void
standing_frame_init(struct standing_frame *frame, const struct catalog *catalog,
    const struct session *session, int today)
{
	size_t frameworks = catalog_rows(catalog, TABLE_FRAMEWORK);
	const char *rigor =
	    session ? session_get(session, "session/rigor") : NULL;

	*frame = (struct standing_frame){
		.catalog = catalog,
		.session = session,
		.rule = session ? read_rule(catalog, session) : NULL,
		.rigor = rigor ? atoi(rigor) : 1,
		.today = today,
		.live_day = find_live_day(session, today),
		.frameworks = xcalloc(frameworks + 1, sizeof(bool)),
	};
	for (size_t i = 0; i < frameworks; i++)
		frame->frameworks[i] = scope_framework(catalog, session, i);
}

void
standing_frame_done(struct standing_frame *frame)
{
	filter_free(frame->rule);
	free(frame->frameworks);
	*frame = (struct standing_frame){ 0 };
}

/* Why an objective does not count, if so. */
enum left_out { LEFT_IN, LEFT_RIGOR, LEFT_FRAMEWORK };

static enum left_out
left_out(const struct standing_frame *frame, size_t objective)
{
	size_t framework =
	    catalog_ref(frame->catalog, OBJECTIVE_FRAMEWORK, objective);

	if (framework != CATALOG_NONE && !frame->frameworks[framework])
		return LEFT_FRAMEWORK;
	return catalog_number(frame->catalog, OBJECTIVE_RIGOR, objective) >
	               frame->rigor
	           ? LEFT_RIGOR
	           : LEFT_IN;
}

bool
standing_objective_applies(const struct standing_frame *frame, size_t objective)
{
	return left_out(frame, objective) == LEFT_IN;
}

static enum designation
recorded(const char *value)
{
	enum designation found = designation_find(value);

	return found == DESIGNATION_COUNT ? DESIGNATION_NONE : found;
}

enum designation
standing_objective(
    const struct standing_frame *frame, size_t control, size_t objective)
{
	const struct catalog *c = frame->catalog;
	const char *id = catalog_string(c, CONTROL_ID, control);

	if (!frame->session)
		return DESIGNATION_NONE;
	enum designation whole =
	    recorded(session_getf(frame->session, "%s/designation", id));

	if (whole == DESIGNATION_NOT_APPLICABLE)
		return whole;
	return recorded(
	    session_getf(frame->session, "%s/objectives/%s/designation", id,
	        catalog_string(c, OBJECTIVE_ID, objective)));
}

bool
standing_counts(const struct standing *standing)
{
	return scope_is_in(&standing->scope) &&
	       standing->designation != DESIGNATION_NOT_APPLICABLE;
}

bool
standing_attainable(const struct catalog *catalog, size_t control, int level)
{
	if (level < 0 || level > catalog_scale_top(catalog))
		return false;
	if (level == 0)
		return true;
	size_t row = catalog_control_level(catalog, control, level);

	return row != CATALOG_NONE &&
	       catalog_count(catalog, CLEVEL_CRITERIA, row) > 0;
}

bool
standing_copy_old(const struct session *session, const struct entry *copied)
{
	char *own = path_segment(copied->path, 0);
	char *criterion = path_segment(copied->path, 2);
	const char *const ids[2] = { copied->value, own };
	const char *values[2];

	for (int i = 0; i < 2; i++) {
		char *path =
		    xasprintf("%s/criteria/%s/state", ids[i], criterion);
		const struct entry *entry = session_entry(session, path);

		values[i] = entry ? entry->value : "unassessed";
		free(path);
	}
	free(own);
	free(criterion);
	/* a reason given later explains the answer, it does not change it */
	return !str_equal(values[0], values[1]);
}

/* Of "examine, test" and the days recorded beside it. */
static unsigned
find_methods(const struct session *session, const char *control,
    const char *objective, bool records)
{
	unsigned methods = methods_parse(session_getf(
	    session, "%s/objectives/%s/methods", control, objective));
	struct str word = { 0 };

	for (unsigned i = METHOD_EXAMINE; records && i <= METHOD_TEST;
	     i <<= 1) {
		str_clear(&word);
		methods_text(i, &word);
		if (session_getf(session, "%s/objectives/%s/methods/%s/day",
		        control, objective, str_text(&word)))
			methods |= i;
	}
	str_done(&word);
	return methods;
}

unsigned
standing_methods(
    const struct session *session, const char *control, const char *objective)
{
	return session ? find_methods(session, control, objective, true) : 0;
}

/* What one walk over a control's entries finds. */
struct walk {
	const struct standing_frame *frame;
	size_t control;
	struct standing *out;
	enum designation whole; /* recorded for the control */
	int low, supported;     /* concluded on these; -1: not known */
	bool objectives;        /* something is recorded of them */
	bool records;           /* of their methods, beside the list */
	bool indefensible;      /* a question was answered no */
};

/* Does the pack (still) have the criterion of "3.7be01c44/state"? */
static bool
has_criterion(const struct walk *walk, const char *rest)
{
	char *segment = path_segment(rest, 0);
	const char *key;
	int level;
	bool has = path_parse_criterion(segment, &level, &key) &&
	           catalog_find_criterion(walk->frame->catalog, walk->control,
	               level, key) != CATALOG_NONE;

	free(segment);
	return has;
}

/* rest: behind "CONTROL/criteria/". */
static void
take_criterion(struct walk *walk, const char *rest, const struct entry *entry)
{
	const char *field = strchr(rest, '/');

	if (!field)
		return;
	if (str_equal(field, "/copied") && has_criterion(walk, rest)) {
		walk->out->copied++;
		walk->out->recheck +=
		    standing_copy_old(walk->frame->session, entry);
	} else if (str_equal(field, "/state") && !entry->why &&
	           str_equal(entry->value, "exceeded") &&
	           has_criterion(walk, rest)) {
		walk->out->unexplained++;
	}
}

/* A level from text that holds nothing else; -1 when it is none. */
static int
parse_level(const char *text)
{
	char *end;
	long level = text[0] >= '0' && text[0] <= '9' && strlen(text) <= 2
	                 ? strtol(text, &end, 10)
	                 : -1;

	return level >= 0 && !*end && level < MATURITY_LEVELS ? (int)level : -1;
}

/* rest: behind "CONTROL/concluded". */
static void
take_concluded(struct walk *walk, const char *rest, const char *value)
{
	int low, high, supported;

	if (!*rest)
		walk->out->concluded = parse_level(value);
	else if (!str_equal(rest, "/basis"))
		walk->indefensible |= str_equal(value, "no");
	else if (sscanf(value, "%2d-%2d %2d", &low, &high, &supported) == 3) {
		walk->low = low;
		walk->supported = supported;
	}
}

static void
take_objective_entry(struct walk *walk, const char *path)
{
	size_t len = strlen(path), day = strlen("/day");

	walk->objectives = true;
	walk->records |= len > day && str_equal(path + len - day, "/day");
}

static void
walk_entries(struct walk *walk)
{
	const struct standing_frame *frame = walk->frame;
	char prefix[80];
	size_t count = 0, len;

	snprintf(prefix, sizeof(prefix), "%s/",
	    catalog_string(frame->catalog, CONTROL_ID, walk->control));
	len = strlen(prefix);
	const struct entry *entry =
	    session_range(frame->session, prefix, &count);

	for (size_t i = 0; i < count; i++, entry++) {
		const char *path = entry->path + len;

		if (str_starts(path, "criteria/"))
			take_criterion(walk, path + strlen("criteria/"), entry);
		else if (str_starts(path, "concluded"))
			take_concluded(
			    walk, path + strlen("concluded"), entry->value);
		else if (str_starts(path, "objectives/"))
			take_objective_entry(walk, path);
		else if (str_equal(path, "capability/since"))
			walk->out->live_since = day_parse(entry->value);
		else if (str_equal(path, "designation"))
			walk->whole = recorded(entry->value);
	}
}

/* One objective that applies. */
static void
take_objective(struct walk *walk, size_t objective)
{
	const struct standing_frame *frame = walk->frame;
	const struct catalog *c = frame->catalog;
	enum designation found = DESIGNATION_NONE;

	if (walk->objectives) {
		const char *id = catalog_string(c, CONTROL_ID, walk->control);
		const char *own = catalog_string(c, OBJECTIVE_ID, objective);

		found = recorded(session_getf(
		    frame->session, "%s/objectives/%s/designation", id, own));
		walk->out->methods |=
		    find_methods(frame->session, id, own, walk->records);
	}
	if (walk->whole == DESIGNATION_NOT_APPLICABLE)
		found = walk->whole;
	walk->out->objectives++;
	walk->out->by[found]++;
}

static void
take_objectives(struct walk *walk)
{
	const struct catalog *c = walk->frame->catalog;
	size_t count = catalog_count(c, CONTROL_OBJECTIVES, walk->control);

	for (size_t i = 0; i < count; i++) {
		size_t row =
		    catalog_child(c, CONTROL_OBJECTIVES, walk->control, i);

		switch (left_out(walk->frame, row)) {
		case LEFT_RIGOR:
			walk->out->other_rigor++;
			break;
		case LEFT_FRAMEWORK:
			walk->out->other_framework++;
			break;
		case LEFT_IN:
			take_objective(walk, row);
			break;
		}
	}
}

/* CDPAS 6.5: open ones block; one deficient is enough; what does not apply
 * does not count; alternatives stand for what is satisfactory. */
static enum designation
derive(const struct standing *standing)
{
	const size_t *by = standing->by;

	if (!standing->objectives || by[DESIGNATION_NONE])
		return DESIGNATION_NONE;
	if (by[DESIGNATION_DEFICIENT])
		return DESIGNATION_DEFICIENT;
	if (by[DESIGNATION_NOT_APPLICABLE] == standing->objectives)
		return DESIGNATION_NOT_APPLICABLE;
	return by[DESIGNATION_SATISFACTORY] ? DESIGNATION_SATISFACTORY
	                                    : DESIGNATION_ALTERNATIVE;
}

static void
designate(const struct walk *walk)
{
	struct standing *out = walk->out;

	out->derived = derive(out);
	out->given = walk->whole == DESIGNATION_NOT_APPLICABLE ||
	             (!out->objectives && walk->whole != DESIGNATION_NONE);
	out->designation = out->given ? walk->whole : out->derived;
}

static void
take_review(const struct walk *walk)
{
	const struct standing_frame *frame = walk->frame;
	const char *id =
	    catalog_string(frame->catalog, CONTROL_ID, walk->control);
	const char *state =
	    session_getf(frame->session, "reviews/%s/state", id);

	for (int i = REVIEW_OPEN; i <= REVIEW_APPROVED; i++)
		if (str_equal(state, review_words[i]))
			walk->out->review = (enum review_state)i;
	walk->out->review_comment =
	    session_getf(frame->session, "reviews/%s/comment", id);
}

/* What was concluded, beside what the answers give now. */
static void
compare(const struct walk *walk, const struct rating *rating)
{
	struct standing *out = walk->out;
	int low = rating->maturity.low;

	if (out->concluded < 0)
		return;
	out->above_derived = out->concluded > low;
	out->off_supported = out->concluded != rating->supported;
	out->stale = walk->low >= 0 &&
	             (walk->low != low || walk->supported != rating->supported);
	if (rating->target_effective >= 0 && standing_counts(out))
		out->gap = out->concluded < rating->target_effective
		               ? rating->target_effective - out->concluded
		               : 0;
}

/* Are these fewer than the rigor asks? (domain.md 4.5) */
static bool
methods_short(int rigor, unsigned methods)
{
	int count = __builtin_popcount(methods);

	if (rigor <= 1)
		return !(methods & (METHOD_EXAMINE | METHOD_TEST));
	return count < (rigor == 2 ? 2 : 3);
}

static unsigned
warn_concluded(const struct walk *walk)
{
	const struct standing *s = walk->out;
	enum designation given = s->designation;
	unsigned bits = 0;

	if (s->concluded < 0)
		return 0;
	if (given == DESIGNATION_SATISFACTORY && s->concluded <= 1)
		bits |= WARN_SATISFACTORY_LOW;
	if (given == DESIGNATION_DEFICIENT && s->concluded >= 3)
		bits |= WARN_DEFICIENT_HIGH;
	if (s->stale)
		bits |= WARN_STALE;
	if (s->above_derived)
		bits |= WARN_OVERRIDE;
	if (s->unexplained)
		bits |= WARN_NO_REASON;
	if (walk->indefensible)
		bits |= WARN_NOT_DEFENSIBLE;
	if (!standing_attainable(
	        walk->frame->catalog, walk->control, s->concluded))
		bits |= WARN_UNATTAINABLE;
	return bits;
}

/* CDPAS 3.15: how long it has to be live, by what it applies to. */
static int
find_live_due(const struct catalog *c, size_t control)
{
	enum { TECHNOLOGY_DAYS = 60, FACILITY_DAYS = 30 };
	size_t count = catalog_count(c, CONTROL_APPLIES_TO, control);
	int due = 0;

	for (size_t i = 0; i < count; i++) {
		const char *what =
		    catalog_item(c, CONTROL_APPLIES_TO, control, i, 0);

		if (str_equal(what, "technology"))
			return TECHNOLOGY_DAYS;
		if (str_equal(what, "facility"))
			due = FACILITY_DAYS;
	}
	return due;
}

static void
take_age(const struct walk *walk)
{
	const struct standing_frame *frame = walk->frame;
	struct standing *out = walk->out;

	if (out->live_since == DAY_NONE)
		return;
	out->live_due = find_live_due(frame->catalog, walk->control);
	if (frame->live_day != DAY_NONE)
		out->live = frame->live_day - out->live_since;
}

/* What the evidence that hangs on it makes look at. */
static unsigned
warn_evidence(const struct walk *walk)
{
	const struct standing_frame *frame = walk->frame;
	const struct standing *s = walk->out;
	unsigned bits = 0;

	if (s->live_since != DAY_NONE && frame->live_day != DAY_NONE &&
	    s->live < s->live_due)
		bits |= WARN_CAPABILITY;
	if (*s->declaration && (s->declared == DAY_NONE ||
	                           (frame->today != DAY_NONE &&
	                               day_declaration_old(
	                                   s->declared, frame->today))))
		bits |= WARN_ATTESTATION;
	if (*s->draft)
		bits |= WARN_DRAFT;
	return bits;
}

/* Does the control claim anything that methods would have to carry? What
 * level 1 and an answer say needs none yet. */
static bool
claims(const struct standing *standing, const struct rating *rating)
{
	return standing->concluded >= 0 || rating->supported >= 2 ||
	       standing->designation != DESIGNATION_NONE;
}

static unsigned
warn(const struct walk *walk, const struct rating *rating)
{
	const struct standing *s = walk->out;
	unsigned bits = 0;

	if (!scope_is_in(&s->scope))
		return 0;
	if (s->scope.declaration_missing || s->scope.declaration_old ||
	    s->scope.provider_missing)
		bits |= WARN_DECLARATION;
	if (s->scope.inactive)
		bits |= WARN_DEPRECATED;
	if (!standing_counts(s))
		return bits;
	if (catalog_control_material(walk->frame->catalog, walk->control) &&
	    (s->by[DESIGNATION_ALTERNATIVE] ||
	        s->designation == DESIGNATION_ALTERNATIVE))
		bits |= WARN_ALTERNATIVE_MATERIAL;
	if (claims(s, rating) && methods_short(walk->frame->rigor, s->methods))
		bits |= WARN_METHODS;
	if (s->recheck)
		bits |= WARN_RECHECK;
	return bits | warn_evidence(walk) | warn_concluded(walk);
}

void
standing_compute(const struct standing_frame *frame, size_t control,
    const struct rating *rating, struct standing *out)
{
	struct walk walk = { .frame = frame,
		.control = control,
		.out = out,
		.low = -1,
		.supported = -1 };

	*out = (struct standing){
		.concluded = -1,
		.gap = -1,
		.rigor = frame->rigor,
		.methods = rating->methods,
		.live_since = DAY_NONE,
		.declared = rating->declared,
	};
	memcpy(out->draft, rating->draft, sizeof(out->draft));
	memcpy(out->declaration, rating->declaration,
	    sizeof(out->declaration));
	scope_item(frame->catalog, frame->session, frame->rule, control,
	    frame->today, &out->scope);
	if (frame->session) {
		walk_entries(&walk);
		take_review(&walk);
	}
	take_age(&walk);
	take_objectives(&walk);
	designate(&walk);
	compare(&walk, rating);
	out->warnings = warn(&walk, rating);
}
