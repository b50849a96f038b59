/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_MODEL_DESK_PACK_H
#define ASSAY_TESTS_MODEL_DESK_PACK_H

/* Four controls on a desk, for the tests of its parts. */

#include <stdlib.h>

#include "model/desk.h"
#include "pack.h"

/* AB-1 with 2/2 criteria at levels 1 and 2, AB-2 with 0/3, AB-3 with none and
 * withdrawn AB-4 with one; E-1 is asked for by AB-2. */
static inline void
desk_pack_open(struct pack *pack, struct desk *desk)
{
	pack_begin(pack);
	struct builder *b = pack->builder;
	size_t row = builder_child(b, PACK_EVIDENCE, 0);

	builder_text(b, EVIDENCE_ID, row, "E-1");
	builder_text(b, EVIDENCE_TITLE, row, "A list");
	row = builder_child(b, PACK_FRAMEWORKS, 0);
	builder_text(b, FRAMEWORK_ID, row, "act");
	builder_text(b, FRAMEWORK_NAME, row, "Act");
	size_t one = pack_control(pack, "AB-1", "One.");

	pack_criteria(pack, one, "22");
	row = builder_child(b, CONTROL_OBJECTIVES, one);
	builder_text(b, OBJECTIVE_ID, row, "AB-1_A01");
	builder_text(b, OBJECTIVE_TEXT, row, "it is so.");
	size_t two = pack_control(pack, "AB-2", "Two.");

	pack_criteria(pack, two, "03");
	builder_item(b, CONTROL_EVIDENCE, two, "E-1");
	pack_control(pack, "AB-3", "Three.");
	size_t four = pack_control(pack, "AB-4", "Four.");

	pack_criteria(pack, four, "1");
	builder_text(b, CONTROL_STATUS, four, "withdrawn");
	pack_finish(pack);
	desk_init(desk, pack->catalog);
	desk_set_session(desk, pack->session);
}

static inline void
desk_pack_done(struct pack *pack, struct desk *desk)
{
	desk_done(desk);
	pack_done(pack);
}

static inline void
desk_pack_record(
    struct pack *pack, struct desk *desk, const char *path, const char *value)
{
	size_t before = session_commits(pack->session);

	pack_record(pack, path, value);
	if (session_commits(pack->session) > before)
		desk_changed(desk, session_commit(pack->session, before));
}

/* Is a spot the one of that name? */
static inline void
desk_pack_expect_spot(
    const struct desk *desk, struct spot spot, const char *wanted)
{
	char *name = desk_spot_name(desk, spot);

	cr_assert_str_eq(name, wanted, "%s", name);
	free(name);
}

#endif
