/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_REPORT_REPORTED_H
#define ASSAY_TESTS_REPORT_REPORTED_H

/* A small pack on a desk, and reports on it. AB-1 has criteria at levels 1 and
 * 2, an objective of rigor 1 and one of rigor 3, and asks for E-1; AB-2 asks
 * for E-1 and E-2; CD-1 is of another domain, material, and asks for nothing;
 * nobody asks for E-3. The texts are hostile where they can be. */

#include <stdlib.h>

#include "../model/on_desk.h"
#include "model/calendar.h"
#include "report/reports.h"
#include "report/tables.h"

#define HOSTILE "=1+1,\"x\"\r\n<script>\342\200\256|"

struct reported {
	struct on_desk on;
	struct report_view view;
};

static inline void
reported_content(struct builder *b, struct pack *pack)
{
	size_t one = pack_control(pack, "AB-1", "One, in \"quotes\".");
	size_t domain = builder_child(b, PACK_DOMAINS, 0);

	builder_text(b, DOMAIN_ID, domain, "CD");
	builder_text(b, DOMAIN_NAME, domain, "Discs");
	pack_criteria(pack, one, "23");
	builder_item(b, CONTROL_EVIDENCE, one, "E-1");
	builder_item(b, CONTROL_APPLIES_TO, one, "process");
	for (int i = 1; i <= 2; i++) {
		size_t row = builder_child(b, CONTROL_OBJECTIVES, one);

		builder_text(
		    b, OBJECTIVE_ID, row, i == 1 ? "AB-1_A01" : "AB-1_A02");
		builder_text(b, OBJECTIVE_TEXT, row, "=it is so.");
		builder_number(b, OBJECTIVE_RIGOR, row, i == 1 ? 1 : 3);
	}
	size_t two = pack_control(pack, "AB-2", "Two.");

	pack_criteria(pack, two, "1");
	builder_item(b, CONTROL_EVIDENCE, two, "E-2");
	builder_item(b, CONTROL_EVIDENCE, two, "E-1");
	size_t other = pack_control_in(pack, "CD", "CD-1", "Three.");

	builder_number(b, CONTROL_WEIGHT, other, 10);
}

static inline void
reported_open(struct reported *it)
{
	*it = (struct reported){ 0 };
	pack_begin(&it->on.pack);
	struct builder *b = it->on.pack.builder;

	for (int i = 1; i <= 3; i++) {
		char id[16];
		size_t row = builder_child(b, PACK_EVIDENCE, 0);

		snprintf(id, sizeof(id), "E-%d", i);
		builder_text(b, EVIDENCE_ID, row, id);
		builder_text(b, EVIDENCE_TITLE, row, id);
		builder_text(b, EVIDENCE_AREA, row, i < 2 ? "Sea" : "Air");
		builder_text(b, EVIDENCE_DESCRIPTION, row, "A | list.");
	}
	reported_content(b, &it->on.pack);
	on_desk_open(&it->on);
	desk_set_today(&it->on.desk, day_parse("2026-07-14"));
	it->view = (struct report_view){ .desk = &it->on.desk,
		.day = day_parse("2026-07-14"),
		.at = "2026-07-14T10:00:00+02:00",
		.control = CATALOG_NONE,
		.domain = CATALOG_NONE,
		.version = "1" };
}

static inline void
reported_done(struct reported *it)
{
	on_desk_done(&it->on);
}

static inline void
reported_set(struct reported *it, const char *path, const char *value)
{
	on_desk_record(&it->on, path, value, value ? "because" : NULL);
}

/* The report of a format; the caller frees it. */
static inline char *
reported_make(struct reported *it, const char *format)
{
	const struct report_format *found = reports_find(format);
	struct str out = { 0 };
	struct err err = { 0 };

	cr_assert_not_null(found, "there is a format %s", format);
	cr_assert(found->make(&it->view, &out, &err), "%s: %s", format,
	    err.message);
	char *text = str_steal(&out);

	return text ? text : xstrdup("");
}

static inline bool
reported_has(struct reported *it, const char *format, const char *text)
{
	char *made = reported_make(it, format);
	bool has = strstr(made, text) != NULL;

	if (!has)
		cr_log_info("%s", made);
	free(made);
	return has;
}

#endif
