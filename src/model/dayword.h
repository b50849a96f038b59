/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_DAYWORD_H
#define ASSAY_MODEL_DAYWORD_H

/* Days as people write and read them (calendar.h has the numbers). */

#include <stddef.h>

struct str;

/* "2026-07-17", "17.7.", "17.7.2026", "17 jul", "jul 17", "17 jul 2026",
 * "fri", "friday" (the next one after today), "fri 17 jul", "today",
 * "tomorrow", "yesterday", "+3" (days), "2w"; English or the program's
 * language, case aside. A date without year is the next such from today on;
 * with a weekday, the one of this year or next that has it, so that what
 * dayword_show says is read as the same day. DAY_NONE: it is none of these.
 * today: calendar.h; DAY_NONE: only what has its year is a day. */
int dayword_parse(const char *text, int today);
/* Appends "today", "yesterday", "tomorrow", "Fri 17 Jul", "Fri 17 Jul 2025"
 * (another year). */
void dayword_show(int day, int today, struct str *out);
/* Appends "due Fri 17 Jul", "due today", "overdue 3 days"; nothing when due is
 * DAY_NONE. */
void dayword_due(int due, int today, struct str *out);

/* "Jul" in the program's language; month 1 to 12. */
const char *dayword_month(int month);
/* "Fri"; weekday as day_weekday counts. */
const char *dayword_weekday(int weekday);

#endif
