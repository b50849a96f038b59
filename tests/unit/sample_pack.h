/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_SAMPLE_PACK_H
#define ASSAY_TESTS_SAMPLE_PACK_H

/* A small pack built in memory for the tests of sessions: two domains, three
 * controls, levels 0 to 5.
 *   GAR-01    level 1: 2 criteria, 2: 3, 3: 3; no others
 *   GAR-01.1  level 2: 1 criterion
 *   TOO-02    nothing to tick */

#include <criterion/criterion.h>

#include "base/err.h"
#include "base/mem.h"
#include "model/builder.h"
#include "model/catalog.h"

static inline size_t
sample_level(struct builder *b, size_t control, int level)
{
	size_t row = builder_child(b, CONTROL_LEVELS, control);

	builder_number(b, CLEVEL_LEVEL, row, level);
	return row;
}

static inline void
sample_criterion(struct builder *b, size_t level, const char *text)
{
	size_t row = builder_child(b, CLEVEL_CRITERIA, level);

	builder_text(b, CRITERION_TEXT, row, text);
}

static inline size_t
sample_control(struct builder *b, const char *id, const char *domain)
{
	size_t row = builder_row(b, TABLE_CONTROL);

	builder_text(b, CONTROL_ID, row, id);
	builder_text(b, CONTROL_DOMAIN, row, domain);
	builder_text(b, CONTROL_STATEMENT, row, "The gate is kept shut.");
	return row;
}

static inline void
sample_front(struct builder *b)
{
	static const char *const domains[] = { "GAR", "TOO" };
	static const char *const requests[] = { "E-GAT-01", "E-GAT-02" };
	size_t row;

	builder_text(b, PACK_FORMAT, 0, "assay-pack/1");
	builder_text(b, PACK_ID, 0, "garden");
	builder_text(b, PACK_TITLE, 0, "A garden");
	builder_text(b, PACK_VERSION, 0, "1");
	builder_text(b, PACK_LANGUAGE, 0, "en");
	size_t scale = builder_child(b, PACK_SCALE, 0);

	for (int level = 0; level <= 5; level++) {
		char *name = xasprintf("Step %d", level);

		row = builder_child(b, SCALE_LEVELS, scale);
		builder_number(b, LEVEL_NUMBER, row, level);
		builder_text(b, LEVEL_NAME, row, name);
		free(name);
	}
	row = builder_child(b, PACK_SIZES, 0);
	builder_text(b, SIZE_ID, row, "small");
	builder_text(b, SIZE_NAME, row, "Small");
	for (size_t i = 0; i < 2; i++) {
		row = builder_child(b, PACK_DOMAINS, 0);
		builder_text(b, DOMAIN_ID, row, domains[i]);
		builder_text(b, DOMAIN_NAME, row, domains[i]);
		row = builder_child(b, PACK_EVIDENCE, 0);
		builder_text(b, EVIDENCE_ID, row, requests[i]);
		builder_text(b, EVIDENCE_TITLE, row, "Photograph of a gate");
	}
}

/* `without` names a criterion text to leave out, or NULL. */
static inline struct catalog *
sample_catalog_without(const char *without)
{
	static const char *const texts[][3] = {
		{ NULL },
		{ "Somebody shuts the gate.", "The key hangs inside." },
		{ "Everybody knows who shuts it.", "The lock is oiled.",
		    "A lost key is reported." },
		{ "A list says who has a key.", "Keys are counted in spring.",
		    "The gate is part of the plan." },
	};
	struct err_list problems = { 0 };
	struct builder *b = builder_new(&problems);

	sample_front(b);
	size_t gate = sample_control(b, "GAR-01", "GAR");

	for (int level = 1; level <= 3; level++) {
		size_t row = sample_level(b, gate, level);

		for (size_t i = 0; i < 3 && texts[level][i]; i++)
			if (!without || strcmp(without, texts[level][i]) != 0)
				sample_criterion(b, row, texts[level][i]);
	}
	builder_item(b, CONTROL_EVIDENCE, gate, "E-GAT-01");
	size_t row = builder_child(b, CONTROL_OBJECTIVES, gate);

	builder_text(b, OBJECTIVE_ID, row, "GAR-01_A01");
	builder_text(b, OBJECTIVE_TEXT, row, "the gate closes by itself.");
	size_t hinge = sample_control(b, "GAR-01.1", "GAR");

	sample_criterion(b, sample_level(b, hinge, 2), "The hinge holds.");
	sample_control(b, "TOO-02", "TOO");
	struct catalog *catalog = builder_finish(b);

	for (size_t i = 0; i < problems.count; i++)
		cr_log_error("%s", problems.items[i].err.message);
	cr_assert_not_null(catalog, "the sample pack is well-formed");
	err_list_done(&problems);
	builder_free(b);
	return catalog;
}

static inline struct catalog *
sample_catalog(void)
{
	return sample_catalog_without(NULL);
}

#endif
