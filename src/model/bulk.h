/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_BULK_H
#define ASSAY_MODEL_BULK_H

/* Answers given to many criteria of a control at once. */

#include <stddef.h>

struct changes;
struct desk;

/* The changes that make the rest of all levels below this one exceeded, with
 * one reason: what is met, exceeded or not applicable stays so. How many
 * criteria that is. */
size_t bulk_exceed(const struct desk *desk, size_t control, int level,
    const char *why, struct changes *changes);

#endif
