/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Which key means what: the command rows, overruled by the settings. */

#include <config.h>

#include "panes/keymap.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

struct binding {
	const struct command *command;
	char *keys;
};

struct keymap {
	const struct command_table *const *tables;
	size_t count;
	struct binding *bindings; /* those the settings have changed */
	size_t binding_count, capacity;
};

struct keymap *
keymap_new(const struct command_table *const *tables, size_t count)
{
	struct keymap *keymap = xcalloc(1, sizeof(*keymap));

	keymap->tables = tables;
	keymap->count = count;
	return keymap;
}

void
keymap_free(struct keymap *keymap)
{
	if (!keymap)
		return;
	for (size_t i = 0; i < keymap->binding_count; i++)
		free(keymap->bindings[i].keys);
	free(keymap->bindings);
	free(keymap);
}

bool
keymap_bind(struct keymap *keymap, const char *command, const char *keys,
    const char **bad_key)
{
	const struct command *row = keymap_by_name(keymap, command, NULL);
	const char *rest = keys, *bad = NULL;

	*bad_key = NULL;
	if (!row)
		return false;
	while (keys_next(&rest, &bad) != KEY_CODE_NONE)
		continue;
	if (bad) {
		*bad_key = bad;
		return false;
	}
	keymap->bindings = mem_grow(keymap->bindings, &keymap->capacity,
	    keymap->binding_count + 1, sizeof(*keymap->bindings));
	keymap->bindings[keymap->binding_count++] =
	    (struct binding){ row, xstrdup(keys) };
	return true;
}

size_t
keymap_tables(const struct keymap *keymap)
{
	return keymap->count;
}

const struct command_table *
keymap_table(const struct keymap *keymap, size_t i)
{
	return keymap->tables[i];
}

const char *
keymap_keys(const struct keymap *keymap, const struct command *command)
{
	/* the latest wins */
	for (size_t i = keymap->binding_count; i-- > 0;)
		if (keymap->bindings[i].command == command)
			return keymap->bindings[i].keys;
	return command->keys;
}

void
keymap_first_key(
    const struct keymap *keymap, const struct command *command, char out[16])
{
	const char *keys = keymap_keys(keymap, command);
	size_t len = strcspn(keys, " ");

	if (len > 15)
		len = 15;
	memcpy(out, keys, len);
	out[len] = '\0';
}

const struct command *
keymap_find(const struct keymap *keymap, const struct command_table *table,
    key_code key)
{
	for (const struct command *row = table->commands; row->name; row++)
		if (keys_contain(keymap_keys(keymap, row), key))
			return row;
	return NULL;
}

const struct command *
keymap_by_name(const struct keymap *keymap, const char *name,
    const struct command_table **table)
{
	for (size_t i = 0; i < keymap->count; i++)
		for (const struct command *row = keymap->tables[i]->commands;
		     row->name; row++)
			if (str_equal(row->name, name)) {
				if (table)
					*table = keymap->tables[i];
				return row;
			}
	return NULL;
}
