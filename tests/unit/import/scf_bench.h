/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_SCF_BENCH_H
#define ASSAY_TESTS_SCF_BENCH_H

/* Cells in, a catalog and its oddities out: what the tests of scf.h share. */

#include "import/job.h"
#include "import/scf.h"
#include "imported.h"

struct bench {
	struct import_job *job;
	struct imported it;
};

static inline void
start(struct bench *bench)
{
	*bench = (struct bench){ 0 };
	bench->job =
	    job_new(&bench->it.problems, bench->it.odd, &bench->it.err);
	job_open(bench->job, "scf-json", "cells");
	scf_version(bench->job, "GDN 2031.2");
	cr_assert(scf_domain(bench->job,
	    &(struct scf_domain){ .id = "GDN", .name = "Garden  Keeping\n" }));
}

static inline void
finish(struct bench *bench)
{
	job_close(bench->job);
	bench->it.catalog = job_finish(bench->job, NULL);
	job_free(bench->job);
	bench->job = NULL;
	cr_assert_not_null(bench->it.catalog, "the catalog is made: %s",
	    bench->it.problems.count ? bench->it.problems.items[0].err.message
	                             : "no reason");
}

/* A control with whatever else the cells say. */
static inline void
control(struct bench *bench, struct scf_control cells)
{
	cells.statement = cells.statement ? cells.statement : "Rake.";
	cr_assert(scf_control(bench->job, &cells), "%s", bench->it.err.message);
}

static inline const char *
text(const struct bench *bench, enum catalog_field field, const char *id)
{
	return catalog_string(
	    bench->it.catalog, field, control_row(&bench->it, id));
}

/* The items of a control's list, joined by bars. */
static inline void
assert_items(const struct bench *bench, enum catalog_field field,
    const char *id, const char *expected)
{
	const struct catalog *c = bench->it.catalog;
	size_t row = control_row(&bench->it, id);
	struct str actual = { 0 };

	for (size_t i = 0; i < catalog_count(c, field, row); i++)
		str_printf(&actual, "%s%s", i ? "|" : "",
		    catalog_item(c, field, row, i, 0));
	cr_assert_str_eq(str_text(&actual), expected, "%s of %s: %s",
	    catalog_field_info(field)->key, id, str_text(&actual));
	str_done(&actual);
}

static inline void
assert_odd(const struct bench *bench, enum oddity kind, size_t count)
{
	cr_assert_eq(bench->it.odd[kind], count, "%zu of kind %d, not %zu",
	    bench->it.odd[kind], (int)kind, count);
}

static inline void
describe_evidence(struct bench *b)
{
	cr_assert(
	    scf_evidence(b->job, &(struct scf_evidence){ .id = "E-GDN-01",
	                             .title = "Rake\nlog",
	                             .area = "Lawns",
	                             .description = "Who raked:\n- when" }));
	cr_assert(scf_evidence(b->job,
	    &(struct scf_evidence){ .id = "E-GDN-02", .title = "Photo" }));
}

#endif
