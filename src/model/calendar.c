/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Days as numbers: Gregorian arithmetic in whole eras of 400 years, so that no
 * time zone and no libc table comes into it. */

#include <config.h>

#include "model/calendar.h"

#include <stdio.h>

enum {
	ERA_YEARS = 400,
	ERA_DAYS = 146097,
	EPOCH = 719468, /* 1970-01-01, counted from 0000-03-01 */
	YEAR_MAX = 9999
};

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % ERA_YEARS == 0;
}

static int
month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

/* Years begin in March here, so that the leap day is their last. */
static int
to_day(int year, int month, int date)
{
	int from_march = (month + 9) % 12;
	int y = year - (month <= 2);
	int era = (y >= 0 ? y : y - (ERA_YEARS - 1)) / ERA_YEARS;
	int of_era = y - era * ERA_YEARS;
	int of_year = (153 * from_march + 2) / 5 + date - 1;

	return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - EPOCH;
}

static void
from_day(int day, int *year, int *month, int *date)
{
	int z = day + EPOCH;
	int era = (z >= 0 ? z : z - (ERA_DAYS - 1)) / ERA_DAYS;
	int of_era = z - era * ERA_DAYS;
	int y =
	    (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * y + y / 4 - y / 100);
	int from_march = (5 * of_year + 2) / 153;

	*date = of_year - (153 * from_march + 2) / 5 + 1;
	*month = from_march < 10 ? from_march + 3 : from_march - 9;
	*year = y + era * ERA_YEARS + (*month <= 2);
}

/* `count` digits at text; -1 when there are others. */
static int
digits(const char *text, int count)
{
	int number = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		number = number * 10 + (text[i] - '0');
	}
	return number;
}

int
day_parse(const char *text)
{
	int year, month, date;

	if (!text || (year = digits(text, 4)) < 1 || text[4] != '-' ||
	    (month = digits(text + 5, 2)) < 1 || month > 12 || text[7] != '-' ||
	    (date = digits(text + 8, 2)) < 1 || date > month_days(year, month))
		return DAY_NONE;
	if (text[10] && text[10] != 'T' && text[10] != ' ')
		return DAY_NONE;
	return to_day(year, month, date);
}

void
day_text(int day, char out[16])
{
	int year, month, date;

	from_day(day, &year, &month, &date);
	if (year < 0 || year > YEAR_MAX)
		snprintf(out, 16, "-");
	else
		snprintf(out, 16, "%04d-%02d-%02d", year, month, date);
}

int
day_weekday(int day)
{
	enum { THURSDAY = 4 }; /* 1970-01-01 */
	int weekday = (day + THURSDAY) % 7;

	return weekday < 0 ? weekday + 7 : weekday;
}

int
day_add_months(int day, int months)
{
	int year, month, date;

	from_day(day, &year, &month, &date);
	int count = year * 12 + month - 1 + months;

	year = count / 12;
	month = count % 12 + 1;
	if (date > month_days(year, month))
		date = month_days(year, month);
	return to_day(year, month, date);
}

static bool
is_business(int day, const int *holidays, size_t holiday_count)
{
	int weekday = day_weekday(day);

	if (weekday == 0 || weekday == 6)
		return false;
	for (size_t i = 0; i < holiday_count; i++)
		if (holidays[i] == day)
			return false;
	return true;
}

int
day_add_business(int day, int count, const int *holidays, size_t holiday_count)
{
	while (count > 0)
		count -= is_business(++day, holidays, holiday_count);
	return day;
}

bool
day_declaration_old(int declared, int today)
{
	return declared != DAY_NONE &&
	       today > day_add_months(declared, DECLARATION_MONTHS);
}

int
time_parse(const char *text)
{
	int hour_digits = text[0] && text[1] == ':' ? 1 : 2;
	int hour = digits(text, hour_digits), minute;

	if (hour < 0 || hour > 23 || text[hour_digits] != ':')
		return -1;
	minute = digits(text + hour_digits + 1, 2);
	if (minute < 0 || minute > 59 || text[hour_digits + 3])
		return -1;
	return hour * 60 + minute;
}

/* "10:32:50+02:00": seconds since midnight UTC, which may be negative. */
static bool
clock_seconds(const char *text, int *seconds)
{
	enum { MINUTE = 60, HOUR = 3600 };
	int hour, minute, second, east_hours, east_minutes;

	if ((hour = digits(text, 2)) < 0 || hour > 23 || text[2] != ':' ||
	    (minute = digits(text + 3, 2)) < 0 || minute > 59 ||
	    text[5] != ':' || (second = digits(text + 6, 2)) < 0 ||
	    second > 60 || (text[8] != '+' && text[8] != '-') ||
	    (east_hours = digits(text + 9, 2)) < 0 || text[11] != ':' ||
	    (east_minutes = digits(text + 12, 2)) < 0 || text[14])
		return false;
	int east = east_hours * HOUR + east_minutes * MINUTE;

	*seconds = hour * HOUR + minute * MINUTE + second -
	    (text[8] == '-' ? -east : east);
	return true;
}

bool
moment_valid(const char *text)
{
	int seconds;

	return day_parse(text) != DAY_NONE && text[10] == 'T' &&
	       clock_seconds(text + 11, &seconds);
}

long long
moment_seconds(const char *text)
{
	enum { DAY = 86400 };
	int seconds = 0;

	if (!text || !moment_valid(text) ||
	    !clock_seconds(text + 11, &seconds))
		return 0;
	return (long long)day_parse(text) * DAY + seconds;
}
