/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_TEXTMAP_H
#define ASSAY_IMPORT_TEXTMAP_H

/* Numbers found by text, ignoring the case of ASCII letters. A zeroed struct
 * is empty. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct textmap {
	struct textmap_slot {
		const char *key; /* in lower case, NULL: free */
		size_t value;
	} * slots;
	size_t count, capacity;
	struct arena arena; /* holds the keys */
};

void textmap_done(struct textmap *map);
/* Puts key in; false when it is there already, and keeps its value. */
bool textmap_add(struct textmap *map, const char *key, size_t value);
/* The value of a key, to read or change until the next is put in; NULL when it
 * is not there. */
size_t *textmap_get(const struct textmap *map, const char *key);

#endif
