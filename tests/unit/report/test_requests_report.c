/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What to ask for, as a document by person and area. */

#include <config.h>

#include "report/reports.h"

#include "reported.h"

Test(requests_report, items_stand_by_person_then_area)
{
	struct reported it;

	reported_open(&it);
	reported_set(&it, "people/al/name", "A. Lind");
	reported_set(&it, "evidence/E-1/requested from", "al");
	reported_set(&it, "evidence/E-1/due", "2026-07-01");
	reported_set(&it, "evidence/E-1/state", "requested");
	reported_set(&it, "evidence/EV-aaaaaa/title", "Own | <i>item</i>");
	reported_set(&it, "evidence/EV-aaaaaa/requested from", "al");
	char *text = reported_make(&it, "requests");
	const char *lind = strstr(text, "A. Lind");
	const char *sea = strstr(text, "Sea");
	const char *own = strstr(text, "EV-aaaaaa");
	const char *nobody = strstr(text, "Nobody named yet");
	const char *air = strstr(text, "Air");

	cr_assert(lind && sea && own && nobody && air, "%s", text);
	cr_assert(lind < sea && sea < own && own < nobody && nobody < air,
	    "%s", text);
	cr_assert(strstr(text, "3 items to ask for, 1 overdue"), "%s", text);
	cr_assert(strstr(text, "Wed 1 Jul 2026, overdue"), "%s", text);
	cr_assert(strstr(text, "AB-1, AB-2"), "%s", text);
	cr_assert(strstr(text, "Own \\| \\<i\\>item"), "%s", text);
	free(text);
	reported_done(&it);
}

Test(requests_report, what_came_is_not_asked_for)
{
	struct reported it;

	reported_open(&it);
	reported_set(&it, "evidence/E-1/state", "accepted");
	reported_set(&it, "evidence/E-2/state", "not available");
	cr_assert(reported_has(&it, "requests", "Nothing is outstanding."),
	    "nothing is left");
	reported_set(&it, "evidence/E-2/state", "rejected");
	cr_assert(reported_has(&it, "requests", "asked for again"), "");
	reported_done(&it);
}
