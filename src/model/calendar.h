/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_CALENDAR_H
#define ASSAY_MODEL_CALENDAR_H

/* Days as numbers, and the clocks of an assessment: the window for
 * re-evaluation (CDPAS 6.5(3)), the age of declarations (3.5, 3.6), the limit
 * of a plan (9.1). Pure: the caller knows what day it is. */

#include <stdbool.h>
#include <stddef.h>

enum {
	WINDOW_BUSINESS_DAYS = 10,
	DECLARATION_MONTHS = 12,
	PLAN_DAYS = 180
};

/* A day: days since 1970-01-01 (Gregorian); may be negative. */
#define DAY_NONE (-2147483647)

/* "2026-07-14", also the head of a longer stamp; DAY_NONE: no such day. */
int day_parse(const char *text);
/* The inverse: 10 characters and a NUL. */
void day_text(int day, char out[16]);
/* 0 Sunday .. 6 Saturday. */
int day_weekday(int day);
/* The same day so many months later, the month's last when it is shorter. */
int day_add_months(int day, int months);
/* The count-th business day after day: Monday to Friday, none of the
 * holidays. CDPAS counts from the day after. */
int day_add_business(
    int day, int count, const int *holidays, size_t holiday_count);
/* Is a declaration of that day older than 12 months today? */
bool day_declaration_old(int declared, int today);

/* Minutes since midnight of "9:30" or "09:30"; -1: no time of day. */
int time_parse(const char *text);
/* Is it a moment as the journal writes it, "2026-07-14T10:32:50+02:00"? */
bool moment_valid(const char *text);
/* Seconds since 1970-01-01 UTC of such a moment; 0: it is none. */
long long moment_seconds(const char *text);

#endif
