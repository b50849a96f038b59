/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_BASE_ARENA_H
#define ASSAY_BASE_ARENA_H

/* Memory that is given back all at once. A zeroed struct is empty. */

#include <stddef.h>

struct arena {
	struct arena_block *blocks;
	size_t used;
	size_t size;
	size_t total; /* bytes handed out since arena_done */
};

/* Zeroed, aligned for any type, valid until arena_done. */
void *arena_alloc(struct arena *arena, size_t size)
    __attribute__((returns_nonnull));
/* A NUL-terminated copy of len bytes. */
char *arena_strndup(struct arena *arena, const char *text, size_t len)
    __attribute__((returns_nonnull));
void arena_done(struct arena *arena);

#endif
