/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Days in words. The names are the program's own: a locale need not be
 * installed for its language to be spoken. */

#include <config.h>

#include "model/dayword.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/search.h"

enum { MONTHS = 12, WEEKDAYS = 7, WORDS_MAX = 4, PREFIX_MIN = 3 };

static const char *const months[MONTHS] = { N_("Jan"), N_("Feb"), N_("Mar"),
	N_("Apr"), N_("May"), N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"),
	N_("Oct"), N_("Nov"), N_("Dec") };
static const char *const long_months[MONTHS] = { N_("January"), N_("February"),
	N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
	N_("August"), N_("September"), N_("October"), N_("November"),
	N_("December") };
static const char *const weekdays[WEEKDAYS] = {
	/* TRANSLATORS: Sunday, as short as a calendar has it */
	N_("Sun"),
	/* TRANSLATORS: Monday, as short as a calendar has it */
	N_("Mon"),
	/* TRANSLATORS: Tuesday, as short as a calendar has it */
	N_("Tue"),
	/* TRANSLATORS: Wednesday, as short as a calendar has it */
	N_("Wed"),
	/* TRANSLATORS: Thursday, as short as a calendar has it */
	N_("Thu"),
	/* TRANSLATORS: Friday, as short as a calendar has it */
	N_("Fri"),
	/* TRANSLATORS: Saturday, as short as a calendar has it */
	N_("Sat"),
};
static const char *const long_weekdays[WEEKDAYS] = { N_("Sunday"), N_("Monday"),
	N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"),
	N_("Saturday") };
/* From yesterday on. */
static const char *const near_days[] = { N_("yesterday"), N_("today"),
	N_("tomorrow") };
enum { NEAR_DAYS = 3 };

const char *
dayword_month(int month)
{
	return month >= 1 && month <= MONTHS ? _(months[month - 1]) : "";
}

const char *
dayword_weekday(int weekday)
{
	return weekday >= 0 && weekday < WEEKDAYS ? _(weekdays[weekday]) : "";
}

static bool
is_ascii(const char *text)
{
	while (*text && (unsigned char)*text < 0x80)
		text++;
	return !*text;
}

/* Is a folded word this name, or (long ones) its beginning? */
static bool
is_name(const char *word, size_t len, const char *name, bool begins)
{
	/* folding costs more than all else here */
	char *folded = is_ascii(name) ? NULL : search_fold(name);
	const char *plain = folded ? folded : name;
	size_t whole = strlen(plain);

	if (whole && plain[whole - 1] == '.')
		whole--;
	bool same =
	    len == whole || (begins && len >= PREFIX_MIN && len < whole);

	same = same && len && strncasecmp(plain, word, len) == 0;
	free(folded);
	return same;
}

/* Which of the names a folded word is, in the program's language or else in
 * English; -1: none. `longs` may be NULL. */
static int
find_name(const char *word, const char *const *shorts, const char *const *longs,
    int count)
{
	size_t len = strlen(word);

	if (len && word[len - 1] == '.')
		len--;
	for (int english = 0; english < 2; english++)
		for (int i = 0; i < count; i++) {
			const char *name = shorts[i];
			const char *whole = longs ? longs[i] : NULL;

			if (is_name(word, len, english ? name : _(name), false))
				return i;
			if (whole && is_name(word, len,
			                 english ? whole : _(whole), true))
				return i;
		}
	return -1;
}

static int
find_weekday(const char *word)
{
	return find_name(word, weekdays, long_weekdays, WEEKDAYS);
}

/* A date as far as it was said; 0 and -1: not. */
struct date {
	int date, month, year;
	int weekday;
};

/* So many digits at most, which the word begins with; 0: none. */
static size_t
read_number(const char *word, size_t most, int *number)
{
	size_t len = strspn(word, "0123456789");

	if (!len || len > most)
		return 0;
	*number = atoi(word);
	return len;
}

static bool
read_year(const char *word, int *year)
{
	enum { DIGITS = 4 };

	return read_number(word, DIGITS, year) == DIGITS && !word[DIGITS];
}

/* "17.7.", "17.7.2026". "17.7" alone is no date: it may be a section. */
static bool
read_dotted(const char *word, struct date *out)
{
	size_t len = read_number(word, 2, &out->date);

	if (!len || word[len] != '.')
		return false;
	word += len + 1;
	len = read_number(word, 2, &out->month);
	if (!len || word[len] != '.')
		return false;
	word += len + 1;
	return !*word || read_year(word, &out->year);
}

/* "17" or "17." */
static bool
read_date(const char *word, int *date)
{
	size_t len = read_number(word, 2, date);

	return len && (!word[len] || (word[len] == '.' && !word[len + 1]));
}

static bool
read_month(const char *word, int *month)
{
	*month = find_name(word, months, long_months, MONTHS) + 1;
	return *month > 0;
}

/* What stands after a weekday, or alone. */
static bool
read_words(char *const *words, size_t count, struct date *out)
{
	if (count == 1)
		return read_dotted(words[0], out);
	if (count == 3 && !read_year(words[2], &out->year))
		return false;
	if (count != 2 && count != 3)
		return false;
	return (read_date(words[0], &out->date) &&
	           read_month(words[1], &out->month)) ||
	       (read_date(words[1], &out->date) &&
	           read_month(words[0], &out->month));
}

static int
day_of(int year, const struct date *date)
{
	char text[32];

	snprintf(text, sizeof(text), "%04d-%02d-%02d", year, date->month,
	    date->date);
	return day_parse(text);
}

static bool
has_weekday(const struct date *date, int day)
{
	return date->weekday < 0 || day_weekday(day) == date->weekday;
}

/* The day that a date means. */
static int
place(const struct date *date, int today)
{
	enum { LEAP_YEARS = 8 }; /* at most so many between two of them */
	char text[16];

	if (date->year) {
		int day = day_of(date->year, date);

		return day != DAY_NONE && has_weekday(date, day) ? day
		                                                 : DAY_NONE;
	}
	if (today == DAY_NONE)
		return DAY_NONE;
	day_text(today, text);
	int year = atoi(text), past = day_of(year, date);

	for (int i = 0; i <= LEAP_YEARS; i++) {
		int day = day_of(year + i, date);

		if (day == DAY_NONE || day < today)
			continue;
		if (has_weekday(date, day))
			return day;
		break;
	}
	return date->weekday >= 0 && past != DAY_NONE && has_weekday(date, past)
	           ? past
	           : DAY_NONE;
}

static int
parse_date(char *const *words, size_t count, int today)
{
	struct date date = { .weekday = -1 };
	int weekday = count > 1 ? find_weekday(words[0]) : -1;

	if (weekday >= 0) {
		date.weekday = weekday;
		if (read_words(words + 1, count - 1, &date))
			return place(&date, today);
	}
	date = (struct date){ .weekday = -1 };
	return read_words(words, count, &date) ? place(&date, today) : DAY_NONE;
}

/* "+3", "+3d", "2w" */
static bool
read_distance(const char *word, int *days)
{
	enum { DIGITS = 3 };
	bool plus = *word == '+';
	const char *rest = word + plus;
	size_t len = read_number(rest, DIGITS, days);

	rest += len;
	if (!len || (*rest && rest[1]))
		return false;
	if (*rest == 'w')
		*days *= WEEKDAYS;
	return *rest == 'w' || (plus && (!*rest || *rest == 'd'));
}

/* One word that counts from today. */
static int
parse_near(const char *word, int today)
{
	int days, near = find_name(word, near_days, NULL, NEAR_DAYS);

	if (today == DAY_NONE)
		return DAY_NONE;
	if (near >= 0)
		return today + near - 1;
	if (read_distance(word, &days))
		return today + days;
	int weekday = find_weekday(word);

	if (weekday < 0)
		return DAY_NONE;
	days = (weekday - day_weekday(today) + WEEKDAYS) % WEEKDAYS;
	return today + (days ? days : WEEKDAYS);
}

/* Cuts a text into words at its blanks; WORDS_MAX + 1: there are more. */
static size_t
split(char *text, char *words[WORDS_MAX])
{
	size_t count = 0;

	for (char *p = text; *p;) {
		size_t len = strcspn(p, " ");

		if (count == WORDS_MAX)
			return WORDS_MAX + 1;
		words[count++] = p;
		p += len;
		/* "jul 17, 2026" */
		if (p[-1] == ',' && len > 1)
			p[-1] = '\0';
		if (*p)
			*p++ = '\0';
	}
	return count;
}

int
dayword_parse(const char *text, int today)
{
	char *plain = str_fold_space(text, strlen(text));
	char *folded = search_fold(plain), *words[WORDS_MAX];
	int day =
	    strlen(plain) == strlen("2026-07-17") ? day_parse(plain) : DAY_NONE;
	size_t count = split(folded, words);

	if (day == DAY_NONE && count == 1)
		day = parse_near(words[0], today);
	if (day == DAY_NONE && count && count <= WORDS_MAX)
		day = parse_date(words, count, today);
	free(folded);
	free(plain);
	return day;
}

void
dayword_show(int day, int today, struct str *out)
{
	char text[16], now[16] = "";

	if (day == DAY_NONE)
		return;
	if (today != DAY_NONE && day >= today - 1 && day <= today + 1) {
		str_add(out, _(near_days[day - today + 1]));
		return;
	}
	day_text(day, text);
	if (today != DAY_NONE)
		day_text(today, now);
	int year = atoi(text);
	int month = strlen(text) > 5 ? atoi(text + 5) : 0;
	int date = strlen(text) > 8 ? atoi(text + 8) : 0;
	const char *weekday = dayword_weekday(day_weekday(day));

	if (strncmp(text, now, strlen("2026-")) == 0)
		/* TRANSLATORS: weekday, day, month: "Fri 17 Jul" */
		str_printf(
		    out, _("%s %d %s"), weekday, date, dayword_month(month));
	else
		/* TRANSLATORS: weekday, day, month, year: "Fri 17 Jul 2026" */
		str_printf(out, _("%s %d %s %d"), weekday, date,
		    dayword_month(month), year);
}

void
dayword_due(int due, int today, struct str *out)
{
	struct str day = { 0 };

	if (due == DAY_NONE)
		return;
	if (today != DAY_NONE && due < today) {
		str_printf(out,
		    ngettext("overdue %d day", "overdue %d days",
		        (unsigned long)(today - due)),
		    today - due);
		return;
	}
	dayword_show(due, today, &day);
	/* TRANSLATORS: %s is a day: "Fri 17 Jul", "today" */
	str_printf(out, _("due %s"), str_text(&day));
	str_done(&day);
}
