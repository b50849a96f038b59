/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The report on conformity: what stands in it at which depth, and that its
 * figures are those of the summary. */

#include <config.h>

#include "report/roc.h"

#include "../model/room.h"
#include "model/summary.h"
#include "report/reports.h"

static struct report_view
view_of(struct on_desk *it)
{
	return (struct report_view){ .desk = &it->desk,
		.at = "2026-07-14T10:00:00+02:00",
		.control = CATALOG_NONE,
		.domain = CATALOG_NONE,
		.version = "1" };
}

static char *
make(const struct report_view *view)
{
	struct str out = { 0 };

	cr_assert(report_markdown(view, &out, NULL), "it is made");
	return str_steal(&out);
}

static void
has(const char *report, const char *text)
{
	cr_assert(strstr(report, text), "\"%s\" stands in:\n%s", text, report);
}

static void
lacks(const char *report, const char *text)
{
	cr_assert_null(
	    strstr(report, text), "\"%s\" stands in:\n%s", text, report);
}

static void
answer(struct on_desk *it)
{
	room_record(it, "session/target", "2");
	room_record(it, "AB-1/criteria/1.1/state", "met");
	room_record(it, "AB-1/criteria/2.1/state", "met");
	room_record(it, "AB-1/criteria/2.2/state", "partial");
	on_desk_record(it, "AB-1/concluded", "2", "Seen at work.");
	on_desk_record(
	    it, "scope/controls/CD-1", "out", "Kept by somebody else.");
	on_desk_record(it, "CD-2/designation", "not applicable", "None here.");
}

Test(roc, a_session_without_answers_says_that_nothing_is_recorded)
{
	struct on_desk it;

	room_open(&it);
	struct report_view view = view_of(&it);
	char *report = make(&view);

	has(report, "no level is concluded yet");
	has(report, "nothing is designated yet");
	has(report, "**In scope, nothing recorded:** AB-1, AB-2, AC-1, CD-1, "
	            "CD-2");
	has(report, "No deficiency is recorded.");
	has(report, "No peer review is recorded.");
	has(report, "Of 5 controls in scope nothing is recorded.");
	lacks(report, "#### ");
	free(report);
	on_desk_done(&it);
}

Test(roc, its_figures_are_those_of_the_summary)
{
	struct on_desk it;
	struct summary summary;
	char text[32], line[128];

	room_open(&it);
	answer(&it);
	struct report_view view = view_of(&it);
	char *report = make(&view);

	summary_init(&summary, &it.desk);
	const struct rollup *r = &summary.all.rollup;

	ratio_text(r->attainable, text);
	snprintf(line, sizeof(line), "**Attainable maximum:** %ld/%ld = %s",
	    r->attainable.numerator, r->attainable.denominator, text);
	if (*text)
		has(report, line);
	snprintf(line, sizeof(line), "%zu of %zu controls in scope rated",
	    r->rated, r->in_scope);
	has(report, line);
	snprintf(line, sizeof(line),
	    "%zu applicable, %zu not applicable, %zu out of scope", r->in_scope,
	    r->not_applicable, r->out_of_scope);
	has(report, line);
	summary_done(&summary);
	free(report);
	on_desk_done(&it);
}

Test(roc, reasons_stand_beside_what_they_are_for)
{
	struct on_desk it;

	room_open(&it);
	answer(&it);
	struct report_view view = view_of(&it);
	char *report = make(&view);

	has(report, "Out of scope: Kept by somebody else.");
	has(report, "Not applicable, as recorded: None here.");
	has(report, "**Concluded:** 2 Planned (J. Tester, 2026-07-14)");
	has(report, "override upward:** Seen at work.");
	has(report, "1 level is concluded above what the answers derive.");
	free(report);
	on_desk_done(&it);
}

Test(roc, depth_says_how_much_of_it_stands)
{
	struct on_desk it;

	room_open(&it);
	answer(&it);
	struct report_view view = view_of(&it);

	char *report = make(&view);
	has(report, "#### AB-1");
	lacks(report, "#### AB-2");
	lacks(report, "| unassessed |");
	free(report);
	view.depth = REPORT_FULL;
	report = make(&view);
	has(report, "#### AB-2");
	has(report, "#### CD-1");
	has(report, "| unassessed |");
	free(report);
	view.depth = REPORT_SUMMARY;
	report = make(&view);
	has(report, "## Executive summary");
	has(report, "## Deficiencies");
	lacks(report, "## Controls");
	free(report);
	on_desk_done(&it);
}

Test(roc, one_control_or_domain_is_an_extract)
{
	struct on_desk it;

	room_open(&it);
	answer(&it);
	struct report_view view = view_of(&it);

	view.control = catalog_find(it.pack.catalog, TABLE_CONTROL, "AC-1");
	char *report = make(&view);
	has(report, "#### AC-1");
	lacks(report, "AB-1");
	lacks(report, "## Executive summary");
	free(report);
	view.control = CATALOG_NONE;
	view.domain = catalog_find(it.pack.catalog, TABLE_DOMAIN, "AB");
	view.depth = REPORT_FULL;
	report = make(&view);
	has(report, "#### AB-1");
	has(report, "#### AC-1");
	lacks(report, "#### CD-1");
	free(report);
	on_desk_done(&it);
}

Test(roc, the_clients_copy_holds_nothing_private)
{
	static const char *const paths[] = { "AB-1/notes/aaaaaa/text",
		"AB-1/criteria/1.1/note", "statements/aaaaaa/text",
		"reviews/AB-1/comment", "followups/aaaaaa/text",
		"AB-1/prompts/aaaaaa" };
	struct on_desk it;

	room_open(&it);
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		room_record(&it, paths[i], "hidden");
	room_record(&it, "statements/aaaaaa/about", "AB-1");
	room_record(&it, "reviews/AB-1/state", "open");
	room_record(&it, "AB-1/flags/hidden", "yes");
	room_record(&it, "AB-1/notes/bbbbbb/text", "Shown to all.");
	room_record(&it, "AB-1/notes/bbbbbb/audience", "client");
	struct report_view view = view_of(&it);
	char *report = make(&view);

	has(report, "hidden");
	has(report, "Private note");
	free(report);
	view.client = true;
	view.depth = REPORT_FULL;
	report = make(&view);
	lacks(report, "hidden");
	has(report, "Shown to all.");
	has(report, "notes and statements are not part of this copy.");
	free(report);
	on_desk_done(&it);
}

Test(roc, an_answer_copied_and_not_confirmed_is_a_limitation)
{
	struct on_desk it;

	room_open(&it);
	answer(&it);
	room_record(&it, "AB-2/criteria/2.1/state", "met");
	room_record(&it, "AB-2/criteria/2.1/copied", "AB-1");
	struct report_view view = view_of(&it);
	char *report = make(&view);

	has(report, "copied from AB-1, not confirmed yet");
	has(report, "1 answer was copied from another control");
	free(report);
	on_desk_done(&it);
}
