/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Days and times as people write them. */

#include <config.h>

#include "panes/when.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/dayword.h"

/* Bytes of "2026-07-14" and where "10:32" starts. */
enum { DAY_LENGTH = 10, TIME_START = 11 };

bool
when_same_day(const char *at, const char *other)
{
	return strncmp(at, other, DAY_LENGTH) == 0;
}

void
when_time(const char *at, char out[6])
{
	bool whole = strlen(at) >= TIME_START + 5;

	snprintf(out, 6, "%.5s", whole ? at + TIME_START : "");
}

void
when_day(const char *at, bool year, struct str *out)
{
	int y, m, d;

	if (sscanf(at, "%4d-%2d-%2d", &y, &m, &d) != 3 || m < 1 || m > 12) {
		str_add(out, at);
		return;
	}
	if (year)
		/* TRANSLATORS: day, month, year: "14 Jul 2026" */
		str_printf(out, _("%d %s %d"), d, dayword_month(m), y);
	else
		/* TRANSLATORS: day, month: "14 Jul" */
		str_printf(out, _("%d %s"), d, dayword_month(m));
}
