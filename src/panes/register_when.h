/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_REGISTER_WHEN_H
#define ASSAY_PANES_REGISTER_WHEN_H

/* When an item's state was recorded, for register*.c only. */

#include <stdbool.h>

struct artifact;
struct commit;
struct desk;
struct entry;
struct str;

/* Appends "today 10:36", "Mon 13 Jul"; the entry of its state and the commit
 * that made it. False: nothing is recorded. */
bool register_moment(const struct desk *desk, const struct artifact *artifact,
    struct str *day, const struct entry **entry, const struct commit **commit);

#endif
