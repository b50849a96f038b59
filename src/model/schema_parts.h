/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_SCHEMA_PARTS_H
#define ASSAY_MODEL_SCHEMA_PARTS_H

/* What schema.c (the rows, values) and schema_path.c (paths) share. */

#include <stdbool.h>
#include <stddef.h>

struct catalog;
struct err;
struct str;

/* One segment of a path or pattern, inside it. */
struct span {
	const char *at;
	size_t len;
};
/* A number of at most `digits` decimal digits, or -1. */
int span_number(struct span span, size_t most);

/* Adds the canonical LEVEL.KEY of a control's criterion given as LEVEL.N or
 * LEVEL.KEY. */
bool schema_criterion(const struct catalog *catalog, size_t control,
    struct span text, struct str *out, struct err *err);
/* What NAME_ITEM takes, in its canonical spelling; *canonical NULL before. */
bool schema_item(const struct catalog *catalog, const char *text,
    char **canonical, struct err *err);

#endif
