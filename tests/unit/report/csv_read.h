/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_REPORT_CSV_READ_H
#define ASSAY_TESTS_REPORT_CSV_READ_H

/* RFC 4180 read to the letter: what is not exactly so fails the test. */

#include <criterion/criterion.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

struct csv_read {
	char ***rows; /* ended by NULL each */
	size_t count, capacity, width;
};

/* One field; *end is 0 at the text's end, else ',' or '\n'. */
static inline const char *
csv_read_field(const char *p, struct str *out, char *end)
{
	if (*p == '"') {
		for (p++; *p != '"' || p[1] == '"'; p++) {
			cr_assert(*p, "a quoted field ends");
			p += *p == '"';
			str_add_char(out, *p);
		}
		p++;
	} else {
		size_t len = strcspn(p, ",\"\r\n");

		str_add_n(out, p, len);
		p += len;
		cr_assert_neq(*p, '"', "a quote stands in a bare field");
	}
	if (*p == ',') {
		*end = ',';
		return p + 1;
	}
	cr_assert(p[0] == '\r' && p[1] == '\n',
	    "a record ends with CR LF, not with %02x", (unsigned char)*p);
	*end = '\n';
	return p + 2;
}

static inline void
csv_read(const char *text, struct csv_read *out)
{
	*out = (struct csv_read){ 0 };
	while (*text) {
		char **row = NULL, end = ',';
		size_t width = 0, capacity = 0;

		while (end == ',') {
			struct str field = { 0 };

			text = csv_read_field(text, &field, &end);
			row = mem_grow(row, &capacity, width + 2,
			    sizeof(*row));
			row[width++] = str_steal(&field);
			if (!row[width - 1])
				row[width - 1] = xstrdup("");
		}
		row[width] = NULL;
		out->width = out->count ? out->width : width;
		cr_assert_eq(width, out->width, "row %zu has %zu fields of %zu",
		    out->count, width, out->width);
		out->rows = mem_grow(out->rows, &out->capacity,
		    out->count + 1, sizeof(*out->rows));
		out->rows[out->count++] = row;
	}
}

static inline void
csv_read_done(struct csv_read *csv)
{
	for (size_t i = 0; i < csv->count; i++) {
		for (size_t j = 0; j < csv->width; j++)
			free(csv->rows[i][j]);
		free(csv->rows[i]);
	}
	free(csv->rows);
}

/* The field under a head, of the n-th record from 1. */
static inline const char *
csv_read_at(const struct csv_read *csv, size_t n, const char *head)
{
	cr_assert_lt(n, csv->count, "there is a row %zu", n);
	for (size_t i = 0; i < csv->width; i++)
		if (str_equal(csv->rows[0][i], head))
			return csv->rows[n][i];
	cr_assert(false, "there is a column %s", head);
	return NULL;
}

/* The record whose first field is this; 0: there is none. */
static inline size_t
csv_read_find(const struct csv_read *csv, const char *head, const char *value)
{
	for (size_t i = 1; i < csv->count; i++)
		if (str_equal(csv_read_at(csv, i, head), value))
			return i;
	return 0;
}

#endif
