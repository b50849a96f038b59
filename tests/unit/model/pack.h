/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_MODEL_PACK_H
#define ASSAY_TESTS_MODEL_PACK_H

/* A small pack and a session on it, made in memory for one test. */

#include <criterion/criterion.h>
#include <stdio.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/builder.h"
#include "model/catalog.h"
#include "model/session.h"

struct pack {
	struct err_list problems;
	struct builder *builder;
	struct catalog *catalog; /* after pack_finish */
	struct session *session;
};

/* A pack with a scale from 0 to 5 and the domain AB. */
static inline void
pack_begin(struct pack *pack)
{
	static const char *const names[] = { "None", "Loose", "Planned",
		"Defined", "Measured", "Improving" };

	*pack = (struct pack){ 0 };
	pack->builder = builder_new(&pack->problems);
	builder_place(pack->builder, "pack.yaml", 1, 1);
	builder_text(pack->builder, PACK_FORMAT, 0, "assay-pack/1");
	builder_text(pack->builder, PACK_ID, 0, "small");
	builder_text(pack->builder, PACK_TITLE, 0, "Small pack");
	builder_text(pack->builder, PACK_VERSION, 0, "1");
	builder_text(pack->builder, PACK_LANGUAGE, 0, "en");
	size_t scale = builder_child(pack->builder, PACK_SCALE, 0);

	for (int i = 0; i < 6; i++) {
		size_t row = builder_child(pack->builder, SCALE_LEVELS, scale);

		builder_number(pack->builder, LEVEL_NUMBER, row, i);
		builder_text(pack->builder, LEVEL_NAME, row, names[i]);
	}
	size_t domain = builder_child(pack->builder, PACK_DOMAINS, 0);

	builder_text(pack->builder, DOMAIN_ID, domain, "AB");
	builder_text(pack->builder, DOMAIN_NAME, domain, "Alphabet");
}

static inline size_t
pack_control_in(struct pack *pack, const char *domain, const char *id,
    const char *statement)
{
	size_t row = builder_row(pack->builder, TABLE_CONTROL);

	builder_text(pack->builder, CONTROL_ID, row, id);
	builder_text(pack->builder, CONTROL_DOMAIN, row, domain);
	builder_text(pack->builder, CONTROL_STATEMENT, row, statement);
	return row;
}

static inline size_t
pack_control(struct pack *pack, const char *id, const char *statement)
{
	return pack_control_in(pack, "AB", id, statement);
}

static inline size_t
pack_level(struct pack *pack, size_t control, int level)
{
	size_t row = builder_child(pack->builder, CONTROL_LEVELS, control);

	builder_number(pack->builder, CLEVEL_LEVEL, row, level);
	return row;
}

static inline size_t
pack_criterion(struct pack *pack, size_t level, const char *text)
{
	size_t row = builder_child(pack->builder, CLEVEL_CRITERIA, level);

	builder_text(pack->builder, CRITERION_TEXT, row, text);
	return row;
}

/* Criteria with texts that say nothing: "2436" gives level 1 two, level 2
 * four, and so on; a level with 0 has none. */
static inline void
pack_criteria(struct pack *pack, size_t control, const char *counts)
{
	for (int level = 1; counts[level - 1]; level++) {
		int count = counts[level - 1] - '0';
		size_t row = count ? pack_level(pack, control, level) : 0;

		for (int i = 1; i <= count; i++) {
			char text[40];

			snprintf(text, sizeof(text), "Text %zu, %d, %d.",
			    control, level, i);
			pack_criterion(pack, row, text);
		}
	}
}

/* Makes the catalog, and a session with the given policy. */
static inline void
pack_finish_with(struct pack *pack, const char *policy, int pass)
{
	struct session_header header = {
		.id = xstrdup("5f0c1f3e-0000-4000-8000-000000000000"),
		.at = xstrdup("2026-07-14T09:00:00+02:00"),
		.by = xstrdup("J. Tester"),
		.pack_id = xstrdup("small"),
		.policy = xstrdup(policy),
		.pass = pass,
		.judge = 50,
	};

	pack->catalog = builder_finish(pack->builder);
	cr_assert(pack->catalog, "%s",
	    pack->problems.count ? pack->problems.items[0].err.message
	                         : "no catalog");
	pack->session = session_new_take(&header);
}

static inline void
pack_finish(struct pack *pack)
{
	pack_finish_with(pack, "most", 80);
}

static inline void
pack_done(struct pack *pack)
{
	session_free(pack->session);
	catalog_free(pack->catalog);
	builder_free(pack->builder);
	err_list_done(&pack->problems);
}

/* Records one value as the program would; NULL takes it away. */
static inline void
pack_record(struct pack *pack, const char *path, const char *value)
{
	struct stamp stamp = { .by = "J. Tester",
		.at = "2026-07-14T09:30:00+02:00" };
	struct changes changes = { 0 };
	struct commit commit = { 0 };
	struct err err = { 0 };

	changes_add(&changes, path, value, value ? "because" : NULL);
	bool good = session_prepare(
	    pack->session, pack->catalog, &changes, &stamp, &commit, &err);

	cr_assert(good, "%s: %s", path, err.message);
	if (commit.count > 0)
		session_apply_take(pack->session, &commit);
	else
		commit_done(&commit);
	changes_done(&changes);
}

#endif
