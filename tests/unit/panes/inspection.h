/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_PANES_INSPECTION_H
#define ASSAY_TESTS_PANES_INSPECTION_H

/* Objectives to designate, for the tests of their list, detail and commands,
 * on what side.h has.
 *   AB-1  Bridges  A01, with two parameters, A02 for people, A03 of rigor 2
 *   AB-2  Ferries  none
 *   AB-3  Locks    A01; material
 *   AB-4  Tunnels  A01, for a framework out of scope, and A02 */

#include "side.h"

#include "model/calendar.h"
#include "panes/evidence.h"
#include "panes/objective.h"

static const struct command_table *const inspection_tables[] = {
	&objective_view_table, &objective_table, &engagement_table,
	&evidence_table, &side_table
};

static inline size_t
inspection_control(struct side *s, const char *id, const char *title)
{
	size_t row = pack_control(&s->pack, id, "It is kept in order.");

	builder_text(s->pack.builder, CONTROL_TITLE, row, title);
	return row;
}

static inline size_t
inspection_objective(
    struct side *s, size_t control, const char *id, int rigor, const char *text)
{
	struct builder *b = s->pack.builder;
	size_t row = builder_child(b, CONTROL_OBJECTIVES, control);

	builder_text(b, OBJECTIVE_ID, row, id);
	builder_text(b, OBJECTIVE_TEXT, row, text);
	builder_number(b, OBJECTIVE_RIGOR, row, rigor);
	return row;
}

static inline void
inspection_begin(struct side *s)
{
	*s = (struct side){ 0 };
	pack_begin(&s->pack);
	struct builder *b = s->pack.builder;
	size_t framework = builder_child(b, PACK_FRAMEWORKS, 0), row;
	size_t bridge = inspection_control(s, "AB-1", "Bridges");

	builder_text(b, FRAMEWORK_ID, framework, "harbour-5");
	builder_text(b, FRAMEWORK_NAME, framework, "Harbour Rules 5");
	pack_criteria(&s->pack, bridge, "1");
	row = inspection_objective(
	    s, bridge, "AB-1_A01", 1, "the bridge is inspected on time");
	builder_item(b, OBJECTIVE_PARAMETERS, row, "how often");
	builder_item(b, OBJECTIVE_PARAMETERS, row, "by whom");
	row = inspection_objective(
	    s, bridge, "AB-1_A02", 1, "the keepers know the signals");
	builder_text(b, OBJECTIVE_APPLIES_TO, row, "people");
	inspection_objective(
	    s, bridge, "AB-1_A03", 2, "divers look at the piers");
	inspection_control(s, "AB-2", "Ferries");
	row = inspection_control(s, "AB-3", "Locks");
	builder_number(b, CONTROL_WEIGHT, row, 10);
	inspection_objective(s, row, "AB-3_A01", 1, "the gates close");
	size_t tunnel = inspection_control(s, "AB-4", "Tunnels");

	row = inspection_objective(s, tunnel, "AB-4_A01", 1, "the lamps burn");
	builder_text(b, OBJECTIVE_FRAMEWORK, row, "harbour-5");
	inspection_objective(s, tunnel, "AB-4_A02", 1, "the pumps run");
	pack_finish(&s->pack);
	desk_init(&s->desk, s->pack.catalog);
	desk_set_session(&s->desk, s->pack.session);
	desk_set_today(&s->desk, day_parse("2026-07-14"));
	desk_set(&s->desk.assessor, "J. Tester");
	s->keymap = keymap_new(inspection_tables, 5);
}

/* Records what the command or answer just given proposed. */
static inline void
inspection_take(struct side *s)
{
	side_record(s, "2026-07-14T10:36:00+02:00", NULL);
}

static inline bool
inspection_lacks(const char *screen, const char *text)
{
	if (!strstr(screen, text))
		return true;
	cr_log_error("\"%s\" is in\n%s", text, screen);
	return false;
}

/* What is recorded, "" for nothing. */
static inline const char *
inspection_value(const struct side *s, const char *path)
{
	const char *value = session_get(s->pack.session, path);

	return value ? value : "";
}

#endif
