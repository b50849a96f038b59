/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_BASE_JSON_H
#define ASSAY_BASE_JSON_H

/* JSON in, for journals and imports alike: strict, by jansson, which nests
 * 2,048 deep at most. */

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* Parses all of the bytes. Duplicate keys and NULs are refused, and more than
 * `most` values, which is known before memory is taken for them. NULL and
 * *problem; its line is at least 1 and its column at least 0. */
json_t *json_read(
    const char *bytes, size_t len, size_t most, json_error_t *problem);

/* Was it the number of values? */
bool json_is_excess(const json_error_t *problem);

#endif
