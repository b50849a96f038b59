/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_MODEL_OBJECTIVES_H
#define ASSAY_TESTS_MODEL_OBJECTIVES_H

/* Objectives and frameworks for a small pack, and a commit as somebody. */

#include <string.h>

#include "model/calendar.h"
#include "model/standing.h"
#include "pack.h"

static inline void
pack_framework(struct pack *pack, const char *id)
{
	size_t row = builder_child(pack->builder, PACK_FRAMEWORKS, 0);

	builder_text(pack->builder, FRAMEWORK_ID, row, id);
	builder_text(pack->builder, FRAMEWORK_NAME, row, id);
}

/* rigor 0, framework NULL: none said. */
static inline void
pack_objective(struct pack *pack, size_t control, const char *id, int rigor,
    const char *framework)
{
	size_t row = builder_child(pack->builder, CONTROL_OBJECTIVES, control);

	builder_text(pack->builder, OBJECTIVE_ID, row, id);
	builder_text(pack->builder, OBJECTIVE_TEXT, row, "it is so.");
	if (rigor)
		builder_number(pack->builder, OBJECTIVE_RIGOR, row, rigor);
	if (framework)
		builder_text(
		    pack->builder, OBJECTIVE_FRAMEWORK, row, framework);
}

/* Records one value with its reason, NULL for none, unruled. */
static inline void
pack_record_why(
    struct pack *pack, const char *path, const char *value, const char *why)
{
	struct stamp stamp = { .by = "J. Tester",
		.at = "2026-07-14T09:30:00+02:00" };
	struct changes changes = { 0 };
	struct commit commit = { 0 };
	struct err err = { 0 };

	changes_add(&changes, path, value, why);
	changes.items[0].program = strstr(path, "/basis") != NULL;
	cr_assert(session_prepare(pack->session, pack->catalog, &changes,
	              &stamp, &commit, &err),
	    "%s: %s", path, err.message);
	if (commit.count > 0)
		session_apply_take(pack->session, &commit);
	else
		commit_done(&commit);
	changes_done(&changes);
}

/* Designates an objective of a control, with a reason. */
static inline void
designate(struct pack *pack, const char *objective, const char *word)
{
	char path[80];

	snprintf(path, sizeof(path), "%.4s/objectives/%s/designation",
	    objective, objective);
	pack_record_why(pack, path, word, word ? "so it is" : NULL);
}

static inline struct standing
stand_on(const struct pack *pack, size_t control, const char *day)
{
	struct standing_frame frame;
	struct standing standing;
	struct rating rating;

	standing_frame_init(&frame, pack->catalog, pack->session,
	    day ? day_parse(day) : DAY_NONE);
	rating_compute(pack->catalog, pack->session, control, &rating);
	standing_compute(&frame, control, &rating, &standing);
	standing_frame_done(&frame);
	return standing;
}

static inline struct standing
stand(const struct pack *pack, size_t control)
{
	return stand_on(pack, control, NULL);
}

#endif
