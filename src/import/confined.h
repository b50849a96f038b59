/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_CONFINED_H
#define ASSAY_IMPORT_CONFINED_H

/* import_read in a child that can open nothing and use only so much memory
 * and time (base/confine.h): what a hostile file does to a parser ends there.
 * The catalog's bytes come back through a pipe and every offset in them is
 * checked before use. */

#include "import/importers.h"

/* As import_read. A child that was ended is an error that says by what. */
bool import_confined(const char *format, const struct import_source *sources,
    size_t count, const char *pack_id, const struct import_watch *watch,
    struct catalog **out, struct err_list *problems, size_t odd[ODD_COUNT],
    struct err *err);

#endif
