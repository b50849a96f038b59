/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_SOURCES_H
#define ASSAY_IMPORT_SOURCES_H

/* The files to import, read into memory before anything looks into them. */

#include <stdbool.h>
#include <stddef.h>

#include "import/importers.h"

struct err;
struct err_list;

/* Reads files, directories (walked in natural order, names that begin with a
 * dot left out) and "-". What cannot be read in a directory is a warning in
 * problems, and so is a link to a directory, which is not followed there.
 * Nothing at all to read is an error. *out is set at all events; free it with
 * sources_free (after a failure it is empty). watch may be NULL (its total is
 * 0: not known). */
bool sources_read(char *const *paths, size_t count,
    const struct import_watch *watch, struct import_source **out,
    size_t *out_count, struct err_list *problems, struct err *err);
void sources_free(struct import_source *sources, size_t count);

#endif
