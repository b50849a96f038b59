/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_SCF_BOOK_H
#define ASSAY_TESTS_SCF_BOOK_H

/* Small workbooks imported as the framework's. */

#include "imported.h"
#include "workbook.h"

static inline void
import_book(
    struct imported *it, const struct workbook_sheet *sheets, size_t count)
{
	struct str bytes = { 0 };

	*it = (struct imported){ 0 };
	workbook_make(&bytes, sheets, count, true);
	bool ok =
	    import_bytes(it, "scf-xlsx", "pond.xlsx", bytes.data, bytes.len);

	cr_assert(ok, "imports: %s", it->err.message);
	str_done(&bytes);
}

static inline void
assert_string(const struct imported *it, enum catalog_field field, size_t row,
    const char *expected)
{
	const char *text = catalog_string(it->catalog, field, row);

	cr_assert_str_eq(text ? text : "(none)", expected, "%s is %s",
	    catalog_field_info(field)->key, text);
}

#endif
