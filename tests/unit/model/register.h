/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_MODEL_REGISTER_H
#define ASSAY_TESTS_MODEL_REGISTER_H

/* A small pack, its session and the register that follows it: E-1 is asked for
 * by AB-1 and AB-2, E-2 by AB-2, E-3 by nobody. AB-1 has two criteria of level
 * 1, two of level 2 and an objective; AB-3 asks for nothing. */

#include "model/artifacts.h"
#include "model/calendar.h"
#include "pack.h"

struct reg {
	struct pack pack;
	struct artifacts *artifacts;
	int today;
};

enum { ONE, TWO, THREE }; /* controls */
enum { E_1, E_2, E_3 };   /* requests */

static inline void
reg_open(struct reg *it)
{
	*it = (struct reg){ .today = day_parse("2026-07-14") };
	pack_begin(&it->pack);
	struct builder *b = it->pack.builder;

	for (int i = 1; i <= 3; i++) {
		char id[16], title[32];
		size_t row = builder_child(b, PACK_EVIDENCE, 0);

		snprintf(id, sizeof(id), "E-%d", i);
		snprintf(title, sizeof(title), "Request number %d", i);
		builder_text(b, EVIDENCE_ID, row, id);
		builder_text(b, EVIDENCE_TITLE, row, title);
		builder_text(b, EVIDENCE_AREA, row, i < 3 ? "Sea" : "Air");
	}
	size_t one = pack_control(&it->pack, "AB-1", "One.");

	pack_criteria(&it->pack, one, "22");
	builder_item(b, CONTROL_EVIDENCE, one, "E-1");
	size_t row = builder_child(b, CONTROL_OBJECTIVES, one);

	builder_text(b, OBJECTIVE_ID, row, "AB-1_A01");
	builder_text(b, OBJECTIVE_TEXT, row, "it is so.");
	size_t two = pack_control(&it->pack, "AB-2", "Two.");

	pack_criteria(&it->pack, two, "3");
	builder_item(b, CONTROL_EVIDENCE, two, "E-2");
	builder_item(b, CONTROL_EVIDENCE, two, "E-1");
	pack_control(&it->pack, "AB-3", "Three.");
	pack_finish(&it->pack);
	it->artifacts = artifacts_new(it->pack.catalog);
	artifacts_read(it->artifacts, it->pack.session, 0, it->today);
}

static inline void
reg_done(struct reg *it)
{
	artifacts_free(it->artifacts);
	pack_done(&it->pack);
}

/* Records a value, NULL takes it away, and lets the register follow. */
static inline void
reg_record(struct reg *it, const char *path, const char *value)
{
	size_t before = session_commits(it->pack.session);

	pack_record(&it->pack, path, value);
	if (session_commits(it->pack.session) > before)
		artifacts_follow(it->artifacts, it->pack.session,
		    session_commit(it->pack.session, before));
}

static inline const struct artifact *
reg_item(const struct reg *it, const char *id)
{
	size_t i = artifacts_find(it->artifacts, id);

	cr_assert_neq(i, CATALOG_NONE, "%s is there", id);
	return artifacts_at(it->artifacts, i);
}

#endif
