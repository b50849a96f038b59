/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Blocks of memory handed out in pieces. */

#include <config.h>

#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct arena_block {
	struct arena_block *next;
	alignas(max_align_t) char data[];
};

enum { BLOCK = 64 * 1024 };

void *
arena_alloc(struct arena *arena, size_t size)
{
	size_t align = alignof(max_align_t);
	size_t need = (size + align - 1) / align * align;

	if (!arena->blocks || arena->size - arena->used < need) {
		size_t room = need > BLOCK ? need : BLOCK;
		struct arena_block *block =
		    xmalloc(sizeof(struct arena_block) + room);

		block->next = arena->blocks;
		arena->blocks = block;
		arena->used = 0;
		arena->size = room;
	}
	void *p = arena->blocks->data + arena->used;

	arena->used += need;
	arena->total += need;
	memset(p, 0, need);
	return p;
}

char *
arena_strndup(struct arena *arena, const char *text, size_t len)
{
	char *copy = arena_alloc(arena, len + 1);

	if (len)
		memcpy(copy, text, len);
	return copy;
}

void
arena_done(struct arena *arena)
{
	struct arena_block *block = arena->blocks;

	while (block) {
		struct arena_block *next = block->next;

		free(block);
		block = next;
	}
	*arena = (struct arena){ 0 };
}
