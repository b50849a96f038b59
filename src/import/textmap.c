/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A hash table with open addressing, at most half full. */

#include <config.h>

#include "import/textmap.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

void
textmap_done(struct textmap *map)
{
	free(map->slots);
	arena_done(&map->arena);
	*map = (struct textmap){ 0 };
}

/* ASCII letters in lower case, whatever the locale. */
static void
lower(char *text)
{
	for (; *text; text++)
		if (*text >= 'A' && *text <= 'Z')
			*text = (char)(*text - 'A' + 'a');
}

/* The slot of a key in lower case: its own, or the free one for it. */
static struct textmap_slot *
find(const struct textmap *map, const char *key)
{
	size_t mask = map->capacity - 1;
	size_t i = str_hash(key, strlen(key)) & mask;

	while (map->slots[i].key && strcmp(map->slots[i].key, key) != 0)
		i = (i + 1) & mask;
	return &map->slots[i];
}

static void
grow(struct textmap *map)
{
	struct textmap_slot *old = map->slots;
	size_t old_capacity = map->capacity;

	if (2 * (map->count + 1) <= map->capacity)
		return;
	map->capacity = old_capacity ? 2 * old_capacity : 64;
	map->slots = xcalloc(map->capacity, sizeof(*map->slots));
	for (size_t i = 0; i < old_capacity; i++)
		if (old[i].key)
			*find(map, old[i].key) = old[i];
	free(old);
}

bool
textmap_add(struct textmap *map, const char *key, size_t value)
{
	char *copy = arena_strndup(&map->arena, key, strlen(key));

	lower(copy);
	grow(map);
	struct textmap_slot *slot = find(map, copy);

	if (slot->key)
		return false;
	*slot = (struct textmap_slot){ copy, value };
	map->count++;
	return true;
}

size_t *
textmap_get(const struct textmap *map, const char *key)
{
	char *copy = xstrdup(key);

	lower(copy);
	struct textmap_slot *slot = map->capacity ? find(map, copy) : NULL;

	free(copy);
	return slot && slot->key ? &slot->value : NULL;
}
