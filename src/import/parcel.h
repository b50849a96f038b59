/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_PARCEL_H
#define ASSAY_IMPORT_PARCEL_H

/* What import_read made, as bytes for a pipe, and back from them. Both ends
 * are one program on one machine, so numbers go as they lie in memory; but
 * the sender may have been taken over, so the reader believes nothing. */

#include <stdbool.h>
#include <stddef.h>

#include "import/oddity.h"

struct catalog;
struct err;
struct err_list;
struct str;

/* Appends it all to out; catalog is NULL where err says why. */
void parcel_write(struct str *out, const struct catalog *catalog,
    const struct err_list *problems, const size_t odd[ODD_COUNT],
    const struct err *err);
/* What import_read would have answered: true with the catalog, false with the
 * err that was sent; problems and counts are added to those that are there.
 * A damaged parcel is an err of its own and adds nothing. err must not be
 * NULL. */
bool parcel_read(const char *bytes, size_t len, struct catalog **out,
    struct err_list *problems, size_t odd[ODD_COUNT], struct err *err);

#endif
