/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Charts: their scale, and which drawing shows them. */

#include <config.h>

#include "report/chart.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/str.h"
#include "report/chart_parts.h"

enum { LEAST_AXES = 3, MOST_AXES = 12, MOST_MARKS = 10 };

static long
unit_of(const struct chart *chart)
{
	long unit = 1;

	for (int i = 0; i < chart->decimals && i < 6; i++)
		unit *= 10;
	return unit;
}

void
chart_number(const struct chart *chart, long value, struct str *out)
{
	long unit = unit_of(chart);

	if (unit == 1) {
		str_printf(out, "%ld", value);
		return;
	}
	str_printf(out, "%s%ld.%0*ld", value < 0 ? "-" : "",
	    labs(value / unit), chart->decimals, labs(value % unit));
}

void
chart_mark(const struct chart *chart, long value, struct str *out)
{
	long unit = unit_of(chart);

	if (value % unit)
		chart_number(chart, value, out);
	else
		str_printf(out, "%ld", value / unit);
}

bool
chart_has_targets(const struct chart *chart)
{
	for (size_t i = 0; i < chart->count; i++)
		if (chart->points[i].target >= 0)
			return true;
	return false;
}

bool
chart_has_limits(const struct chart *chart)
{
	for (size_t i = 0; i < chart->count; i++)
		if (chart_limit(chart, &chart->points[i]) >= 0)
			return true;
	return false;
}

long
chart_limit(const struct chart *chart, const struct chart_point *point)
{
	return point->limit < chart_most(chart) ? point->limit : -1;
}

long
chart_most(const struct chart *chart)
{
	long most = chart->most;

	if (most > 0)
		return most;
	for (size_t i = 0; i < chart->count; i++) {
		const struct chart_point *point = &chart->points[i];

		most = point->value > most ? point->value : most;
		most = point->target > most ? point->target : most;
		most = point->limit > most ? point->limit : most;
	}
	return most > 0 ? most : 1;
}

long
chart_along(const struct chart *chart, long value, long length)
{
	long most = chart_most(chart);

	if (value <= 0 || length <= 0)
		return 0;
	if (value >= most)
		return length;
	return (long)((unsigned __int128)value * (unsigned __int128)length /
	              (unsigned __int128)most);
}

/* 1, 2, 5, 10, 20, 50 ... of the unit. */
long
chart_step(const struct chart *chart)
{
	static const long factors[] = { 1, 2, 5 };
	long most = chart_most(chart), unit = unit_of(chart);

	if (most < unit)
		return most;
	for (;; unit *= 10)
		for (size_t i = 0; i < 3; i++)
			if (most / unit / factors[i] <= MOST_MARKS ||
			    unit > most / 10)
				return unit * factors[i];
}

void
chart_say(const struct chart *chart, const struct chart_point *point,
    struct str *out)
{
	long limit = chart_limit(chart, point);
	struct str value = { 0 }, target = { 0 }, most = { 0 };

	if (point->value < 0)
		/* TRANSLATORS: instead of a chart's number */
		str_add(&value, _("not known"));
	else
		chart_number(chart, point->value, &value);
	chart_number(chart, point->target, &target);
	chart_number(chart, limit, &most);
	if (point->target >= 0 && limit >= 0)
		/* TRANSLATORS: what a chart shows: label, number, number */
		str_printf(out, _("%s: %s, target %s, attainable %s"),
		    point->label, value.data, target.data, most.data);
	else if (point->target >= 0)
		/* TRANSLATORS: what a chart shows: label, number, number */
		str_printf(out, _("%s: %s, target %s"), point->label,
		    value.data, target.data);
	else if (limit >= 0)
		/* TRANSLATORS: what a chart shows: label, number, number */
		str_printf(out, _("%s: %s, attainable %s"), point->label,
		    value.data, most.data);
	else
		str_printf(out, "%s: %s", point->label, value.data);
	str_done(&value);
	str_done(&target);
	str_done(&most);
}

void
chart_svg(const struct chart *chart, const char *id, struct str *out)
{
	switch (chart->kind) {
	case CHART_RADAR:
		if (chart->count >= LEAST_AXES && chart->count <= MOST_AXES)
			chart_radar(chart, id, out);
		else
			chart_bars(chart, id, out);
		break;
	case CHART_COLUMNS:
		chart_columns(chart, id, out);
		break;
	case CHART_STACK:
		chart_stack(chart, id, out);
		break;
	case CHART_BARS:
		chart_bars(chart, id, out);
		break;
	}
}
