/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_OUTBRIEF_DAY_H
#define ASSAY_REPORT_OUTBRIEF_DAY_H

/* What happened on a day, read from the journal; for outbrief.c only. */

#include "model/desk.h"
#include "model/followups.h"
#include "model/slots.h"
#include "model/statements.h"
#include "report/reports.h"

/* The last answer of the day to one thing. All borrowed from the session. */
struct outbrief_answer {
	struct spot spot;
	const char *value, *said, *why; /* said, why: or NULL */
	size_t order; /* among all of the day */
};
struct outbrief_day {
	struct outbrief_answer *answers; /* in the pack's order */
	size_t answer_count, answer_capacity;
	bool *touched; /* by control: something was answered */
	bool *planned; /* by control: in a slot that was held */
	const char **assessors; /* who recorded; borrowed names */
	size_t assessor_count, assessor_capacity;
	struct slots slots;
	struct statements statements;
	struct followups followups;
};
void outbrief_day_make(
    struct outbrief_day *day, const struct report_view *view);
void outbrief_day_done(struct outbrief_day *day);

/* The day a commit was made, where it was made; DAY_NONE: no such commit. */
int outbrief_day_of(const struct session *session, uint64_t seq);
/* Was the slot held on the day? */
bool outbrief_is_held(const struct slot *slot, int day);

#endif
