/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_BASE_BELOW_H
#define ASSAY_BASE_BELOW_H

/* Files below a directory that others may have filled: no link is followed on
 * the way to them, nothing climbs out, and only regular files are read. The
 * directory itself may be reached through links: that is its owner's choice. */

#include <stdbool.h>
#include <stddef.h>

struct err;
struct str;

/* Opens a directory to look below it, by any path; -1 and *err. */
int below_open_dir(const char *path, struct err *err);
/* Opens "a/b/c" below dir with these flags (O_RDONLY, with O_DIRECTORY for a
 * directory), without waiting for a FIFO's writer. -1 and errno: EINVAL for a
 * name that is absolute or has an empty part, "." or "..", ELOOP where a link
 * stands, or what open says. */
int below_open(int dir, const char *name, int flags);
/* Appends the whole file to *out: a regular file of at most max bytes. `path`
 * is only for messages. */
bool below_read(int dir, const char *name, const char *path, size_t max,
    struct str *out, struct err *err);

#endif
