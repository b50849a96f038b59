/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* From a session's paths to one control's levels. The answers of a control lie
 * side by side in the map, so one range gives them all. */

#include <config.h>

#include "model/rating.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/rating_parts.h"
#include "model/session.h"

enum { PASS_DEFAULT = 80, JUDGE_DEFAULT = 50 };

/* What is the same for every control. */
struct frame {
	const struct catalog *catalog;
	const struct session *session; /* may be NULL */
	struct policy policy;
};

struct segment
next_segment(const char **path)
{
	const char *end = strchrnul(*path, '/');
	struct segment segment = { *path, (size_t)(end - *path) };

	*path = *end ? end + 1 : end;
	return segment;
}

bool
segment_is(struct segment segment, const char *text)
{
	/* the first byte tells most of them apart */
	return *segment.text == *text &&
	       strncmp(segment.text, text, segment.len) == 0 &&
	       text[segment.len] == '\0';
}

/* A level from text that holds nothing else; -1 when it is none. */
static int
parse_level(const char *text, size_t len)
{
	int level = 0;

	if (len == 0 || len > 2)
		return -1;
	for (size_t i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		level = level * 10 + (text[i] - '0');
	}
	return level < MATURITY_LEVELS ? level : -1;
}

size_t
answers_find(const struct catalog *catalog, const struct answers *answers,
    struct segment segment)
{
	const char *dot = memchr(segment.text, '.', segment.len);
	size_t digits = dot ? (size_t)(dot - segment.text) : 0;
	int level = parse_level(segment.text, digits);

	if (level < 1)
		return SIZE_MAX;
	segment.text += digits + 1;
	segment.len -= digits + 1;
	for (size_t i = 0; i < answers->input.levels[level].count; i++) {
		size_t row = catalog_child(
		    catalog, CLEVEL_CRITERIA, answers->levels[level], i);

		if (segment_is(
		        segment, catalog_string(catalog, CRITERION_KEY, row)))
			return answers->first[level] + i;
	}
	return SIZE_MAX;
}

static enum answer
parse_answer(const char *value)
{
	if (str_equal(value, "yes"))
		return ANSWER_YES;
	return str_equal(value, "no") ? ANSWER_NO : ANSWER_UNKNOWN;
}

/* Takes in one entry of the control; path is what follows "CONTROL/". */
static void
take_entry(const struct catalog *catalog, struct answers *answers,
    const char *path, const char *value)
{
	struct maturity_input *input = &answers->input;
	struct segment kind = next_segment(&path);

	if (segment_is(kind, "criteria")) {
		size_t at = answers_find(catalog, answers, next_segment(&path));
		enum criterion_state state = criterion_state_find(value);

		if (at != SIZE_MAX && state != STATE_COUNT &&
		    str_equal(path, "state"))
			answers->states[at] = state;
	} else if (segment_is(kind, "judged")) {
		int level = parse_level(path, strlen(path));

		if (level >= 1)
			input->levels[level].judged = parse_answer(value);
	} else if (segment_is(kind, "performed")) {
		input->performed = parse_answer(value);
		input->performed_open = input->performed == ANSWER_UNKNOWN;
	} else if (segment_is(kind, "target")) {
		answers->target = parse_level(value, strlen(value));
	} else if (segment_is(kind, "flags")) {
		answers->flagged |= str_equal(value, "yes");
	}
}

/* Notes where each level's criteria will lie, and counts them. */
static void
survey(const struct catalog *catalog, size_t control, struct answers *out)
{
	size_t levels = catalog_count(catalog, CONTROL_LEVELS, control);

	out->input.top = catalog_scale_top(catalog);
	for (size_t i = 0; i < levels; i++) {
		size_t row = catalog_child(catalog, CONTROL_LEVELS, control, i);
		int level = catalog_number(catalog, CLEVEL_LEVEL, row);

		if (level < 1 || level > out->input.top ||
		    level >= MATURITY_LEVELS)
			continue;
		out->levels[level] = row;
		out->first[level] = out->count;
		out->input.levels[level].count =
		    catalog_count(catalog, CLEVEL_CRITERIA, row);
		out->count += out->input.levels[level].count;
	}
}

static void
lay_out(const struct catalog *catalog, struct answers *out)
{
	out->states = xcalloc(out->count + 1, sizeof(*out->states));
	out->anchors = xcalloc(out->count + 1, sizeof(*out->anchors));
	out->supported = xcalloc(out->count + 1, sizeof(*out->supported));
	for (int level = 1; level < MATURITY_LEVELS; level++) {
		struct level_input *input = &out->input.levels[level];

		input->states = out->states + out->first[level];
		input->anchors = out->anchors + out->first[level];
		for (size_t i = 0; i < input->count; i++)
			out->anchors[out->first[level] + i] =
			    catalog_number(catalog, CRITERION_ANCHOR,
			        catalog_child(catalog, CLEVEL_CRITERIA,
			            out->levels[level], i)) == 1;
	}
}

void
answers_read(const struct catalog *catalog, const struct session *session,
    size_t control, struct answers *out)
{
	const char *id = catalog_string(catalog, CONTROL_ID, control);
	const struct entry *entries;
	char prefix[80];
	size_t count;

	*out = (struct answers){ .target = -1 };
	survey(catalog, control, out);
	lay_out(catalog, out);
	if (!session)
		return;
	snprintf(prefix, sizeof(prefix), "%s/", id);
	entries = session_range(session, prefix, &count);
	for (size_t i = 0; i < count; i++)
		if (entries[i].value)
			take_entry(catalog, out,
			    entries[i].path + strlen(prefix), entries[i].value);
}

void
answers_done(struct answers *answers)
{
	free(answers->states);
	free(answers->anchors);
	free(answers->supported);
}

void
rating_policy(const struct catalog *catalog, const struct session *session,
    struct policy *out)
{
	const struct session_header *header =
	    session ? session_header(session) : NULL;
	size_t scale = catalog_ref(catalog, PACK_SCALE, 0);
	size_t row = scale == CATALOG_NONE
	                 ? CATALOG_NONE
	                 : catalog_ref(catalog, SCALE_POLICY, scale);

	*out = (struct policy){ .pass = PASS_DEFAULT, .judge = JUDGE_DEFAULT };
	if (row != CATALOG_NONE) {
		out->pass = catalog_number(catalog, POLICY_PASS, row);
		out->judge = catalog_number(catalog, POLICY_JUDGE, row);
	}
	if (!header || header->pass <= 0)
		return;
	if (str_equal(header->policy, "all"))
		out->pass_first = out->pass;
	out->pass = header->pass;
	out->judge = header->judge;
}

int
rating_domain_target(const struct catalog *catalog,
    const struct session *session, size_t domain)
{
	size_t depth = catalog_rows(catalog, TABLE_DOMAIN);
	const char *value = NULL;

	if (!session)
		return -1;
	while (!value && domain != CATALOG_NONE && depth-- > 0) {
		value = session_getf(session, "domains/%s/target",
		    catalog_string(catalog, DOMAIN_ID, domain));
		domain = catalog_ref(catalog, DOMAIN_PARENT, domain);
	}
	if (!value)
		value = session_get(session, "session/target");
	return value ? parse_level(value, strlen(value)) : -1;
}

/* What was asked for this control; -1: nothing. */
static int
asked_target(const struct frame *frame, size_t control, int own)
{
	if (own >= 0)
		return own;
	return rating_domain_target(frame->catalog, frame->session,
	    catalog_ref(frame->catalog, CONTROL_DOMAIN, control));
}

static int
supported_level(const struct answers *answers, const struct policy *policy,
    const struct maturity *maturity)
{
	const bool *supported[MATURITY_LEVELS];

	if (answers->input.top < 0)
		return -1;
	/* nothing is claimed that evidence could be missing for */
	if (!maturity->touched)
		return maturity->low;
	for (int i = 0; i < MATURITY_LEVELS; i++)
		supported[i] = answers->supported + answers->first[i];
	return maturity_supported(&answers->input, policy, supported);
}

static void
rate(const struct frame *frame, size_t control, const struct link *links,
    size_t count, struct rating *out)
{
	struct answers answers;

	*out = (struct rating){ .target_effective = -1,
		.declared = DAY_NONE };
	answers_read(frame->catalog, frame->session, control, &answers);
	rating_evidence(frame->catalog, frame->session, control, links, count,
	    &answers, out);
	maturity_derive(&answers.input, &frame->policy, &out->maturity);
	out->supported =
	    supported_level(&answers, &frame->policy, &out->maturity);
	out->of = answers.count;
	for (size_t i = 0; i < answers.count; i++)
		out->answered += answers.states[i] != STATE_UNASSESSED;
	if (out->maturity.performed != ANSWER_NO)
		out->left = out->of - out->answered;
	out->flagged = answers.flagged;
	out->target_asked = asked_target(frame, control, answers.target);
	if (out->target_asked >= 0 && answers.input.top >= 0)
		out->target_effective = maturity_effective_target(
		    &answers.input, out->target_asked);
	answers_done(&answers);
}

void
rating_compute(const struct catalog *catalog, const struct session *session,
    size_t control, struct rating *out)
{
	struct frame frame = { .catalog = catalog, .session = session };
	struct links links;

	rating_policy(catalog, session, &frame.policy);
	links_read(catalog, session, control, &links);
	rate(&frame, control, links.items, links.count, out);
	links_done(&links);
}

void
rating_compute_of(const struct artifacts *artifacts,
    const struct catalog *catalog, const struct session *session,
    size_t control, struct rating *out)
{
	struct frame frame = { .catalog = catalog, .session = session };
	struct links links;

	rating_policy(catalog, session, &frame.policy);
	links_read_of(artifacts, session, control, &links);
	rate(&frame, control, links.items, links.count, out);
	links_done(&links);
}

void
rating_compute_all(const struct catalog *catalog, const struct session *session,
    struct rating *out)
{
	struct frame frame = { .catalog = catalog, .session = session };
	size_t controls = catalog_rows(catalog, TABLE_CONTROL);
	struct links links;
	size_t at = 0;

	rating_policy(catalog, session, &frame.policy);
	links_read(catalog, session, CATALOG_NONE, &links);
	for (size_t i = 0; i < controls; i++) {
		size_t end = at;

		while (end < links.count && links.items[end].control == i)
			end++;
		rate(&frame, i, links.items ? links.items + at : NULL, end - at,
		    &out[i]);
		at = end;
	}
	links_done(&links);
}

/* The level of a criterion's row in its control, -1 when it is not there. */
static int
level_of(const struct catalog *catalog, size_t control, size_t criterion)
{
	size_t levels = catalog_count(catalog, CONTROL_LEVELS, control);

	for (size_t i = 0; i < levels; i++) {
		size_t row = catalog_child(catalog, CONTROL_LEVELS, control, i);
		size_t count = catalog_count(catalog, CLEVEL_CRITERIA, row);

		for (size_t j = 0; j < count; j++)
			if (catalog_child(catalog, CLEVEL_CRITERIA, row, j) ==
			    criterion)
				return catalog_number(
				    catalog, CLEVEL_LEVEL, row);
	}
	return -1;
}

enum criterion_state
rating_state(const struct catalog *catalog, const struct session *session,
    size_t control, size_t criterion)
{
	int level = level_of(catalog, control, criterion);
	enum criterion_state state;

	if (!session || level < 0)
		return STATE_UNASSESSED;
	state = criterion_state_find(
	    session_getf(session, "%s/criteria/%d.%s/state",
	        catalog_string(catalog, CONTROL_ID, control), level,
	        catalog_string(catalog, CRITERION_KEY, criterion)));
	return state == STATE_COUNT ? STATE_UNASSESSED : state;
}
