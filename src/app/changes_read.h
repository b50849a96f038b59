/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_CHANGES_READ_H
#define ASSAY_APP_CHANGES_READ_H

/* A file of changes, a list of {path, value, why?} (DESIGN.md 6), read and
 * checked against schema and catalog. Nothing is recorded here. */

#include <stdbool.h>
#include <stddef.h>

#include "model/session.h"

struct catalog;
struct err;

/* Changes with canonical paths, and where the value of each stands. What is
 * added to the changes later has no place. Zeroed it is empty. */
struct changes_file {
	struct changes changes;
	struct changes_place {
		size_t line, column;
	} * places;
	size_t count, capacity; /* of places */
};
void changes_file_done(struct changes_file *file);

/* Reads text; `name` is only for messages. */
bool changes_read(const char *name, const char *text, size_t len,
    const struct catalog *catalog, struct changes_file *file, struct err *err);
/* The same of a file, "-" being standard input. */
bool changes_read_file(const char *path, const struct catalog *catalog,
    struct changes_file *file, struct err *err);
/* Gives an error found once all changes are read its place: its message begins
 * with the path it is about; of a path given twice the second place is. */
void changes_place_late(
    const struct changes_file *file, const char *name, struct err *err);

#endif
