/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The list of report formats. */

#include <config.h>

#include "report/reports.h"

#include <criterion/criterion.h>

Test(reports, every_format_is_found_by_its_name)
{
	size_t count = 0;

	for (; reports_at(count); count++)
		cr_assert_eq(reports_find(reports_at(count)->name),
		    reports_at(count), "%s", reports_at(count)->name);
	cr_assert_gt(count, 0, "there are some");
	cr_assert_null(reports_find("poem"), "and no others");
}
