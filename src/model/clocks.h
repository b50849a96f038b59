/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_CLOCKS_H
#define ASSAY_MODEL_CLOCKS_H

/* The two clocks that a Deficient starts: until when new evidence may still
 * turn it (CDPAS 6.5(3): 10 business days after the end of the period), and
 * how long a plan to mend it may run (9.1: 180 days). Pure: the caller knows
 * the holidays and what day it is. */

#include <stddef.h>

struct catalog;
struct desk;
struct session;
struct str;

/* What keeps the clocks of a session. holidays: days (calendar.h), borrowed. */
struct clocks_frame {
	const struct catalog *catalog;
	const struct session *session; /* may be NULL */
	const int *holidays;
	size_t holiday_count;
	int today; /* DAY_NONE: not known */
};
/* That of a desk. */
struct clocks_frame clocks_frame(const struct desk *desk);

/* Days of calendar.h; DAY_NONE: there is none. What is left counts days of
 * the calendar from today on: 0 on the last one, negative after it. */
struct clocks {
	int period_end;  /* session/period/end */
	int window_end;  /* the last business day of the window */
	int window_left; /* while window_end and today are known */
	int designated;  /* since when it is deficient */
	int plan_limit;  /* that day and 180 days */
	int plan_left;   /* while plan_limit and today are known */
};

/* Those of one designation, by its path (.../designation). A value that is not
 * deficient has a window, but no plan. */
void clocks_of(
    const struct clocks_frame *frame, const char *path, struct clocks *out);
/* Those of a control: its plan runs from the first of its own designation and
 * its objectives' that is deficient now. */
void clocks_control(
    const struct clocks_frame *frame, size_t control, struct clocks *out);
/* A sentence on the window, and one on the plan where there is one; appended,
 * a blank between them. */
void clocks_explain(const struct clocks *clocks, int today, struct str *out);

#endif
