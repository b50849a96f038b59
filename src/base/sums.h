/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_BASE_SUMS_H
#define ASSAY_BASE_SUMS_H

/* Lists of files with their SHA-256, a line each, as sha256sum writes and
 * checks them, and the line of ours that ends such a list with the sum of all
 * before it. */

#include "base/digest.h"

#include <stdbool.h>
#include <stddef.h>

struct str;

/* "<sha256>  <name>": a name with a backslash or an end of a line is escaped,
 * which a backslash before the line says. */
void sums_add(struct str *out, const char *sha256, const char *name);
/* The same read back from a line without its line feed; false: it is none.
 * The caller frees *name. */
bool sums_read(const char *line, size_t len, char sha256[DIGEST_HEX + 1],
    char **name);

/* Ends a list: "# sum: <sha256 of all so far>". */
void sums_close(struct str *out);
/* Does the list end in the sum of what is before? *body: how long that is. */
bool sums_closed(const char *text, size_t len, size_t *body);

#endif
