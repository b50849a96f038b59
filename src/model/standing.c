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
static const char *const method_words[] = { "examine", "interview", "test" };
enum { METHODS = sizeof(method_words) / sizeof(*method_words) };
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

unsigned
methods_parse(const char *text)
{
	unsigned methods = 0;

	while (text && *text) {
		size_t len = strcspn(text, ",");
		char *word = str_fold_space(text, len);

		for (unsigned i = 0; i < METHODS; i++)
			if (str_equal(word, method_words[i]))
				methods |= 1u << i;
		free(word);
		text += len + (text[len] == ',');
	}
	return methods;
}

void
methods_text(unsigned methods, struct str *out)
{
	const char *joint = "";

	for (unsigned i = 0; i < METHODS; i++) {
		if (!(methods & 1u << i))
			continue;
		str_printf(out, "%s%s", joint, method_words[i]);
		joint = ", ";
	}
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
	const char *values[2], *whys[2];

	for (int i = 0; i < 2; i++) {
		char *path =
		    xasprintf("%s/criteria/%s/state", ids[i], criterion);
		const struct entry *entry = session_entry(session, path);

		values[i] = entry ? entry->value : "unassessed";
		whys[i] = entry ? entry->why : NULL;
		free(path);
	}
	free(own);
	free(criterion);
	/* a reason the source never had does no harm */
	return !str_equal(values[0], values[1]) ||
	       (whys[0] && !str_equal(whys[0], whys[1]));
}

/* What one walk over a control's entries finds. */
struct walk {
	const struct standing_frame *frame;
	size_t control;
	struct standing *out;
	enum designation whole; /* recorded for the control */
	int low, supported;     /* concluded on these; -1: not known */
	bool objectives;        /* something is recorded of them */
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
			walk->objectives = true;
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
		walk->out->methods |= methods_parse(session_getf(
		    frame->session, "%s/objectives/%s/methods", id, own));
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
	return count < (rigor == 2 ? 2 : METHODS);
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
	if (s->scope.declaration_missing || s->scope.declaration_old)
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
	return bits | warn_concluded(walk);
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
		.concluded = -1, .gap = -1, .rigor = frame->rigor
	};
	scope_item(frame->catalog, frame->session, frame->rule, control,
	    frame->today, &out->scope);
	if (frame->session) {
		walk_entries(&walk);
		take_review(&walk);
	}
	if (rating->examined)
		out->methods |= METHOD_EXAMINE;
	take_objectives(&walk);
	designate(&walk);
	compare(&walk, rating);
	out->warnings = warn(&walk, rating);
}
