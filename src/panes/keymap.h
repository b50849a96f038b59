/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_KEYMAP_H
#define ASSAY_PANES_KEYMAP_H

/* All command tables, and which key means which command where: the rows'
 * defaults, overruled by the settings. */

#include "panes/command.h"
#include "ui/keys.h"

struct err_list;
struct keymap;

/* Tables in the order of help and manual; borrowed for the keymap's life. */
struct keymap *keymap_new(
    const struct command_table *const *tables, size_t count);
void keymap_free(struct keymap *keymap);
/* Gives a command other keys ("" for none). False when there is no such
 * command or a word is no key; *bad_key is then the word, or NULL. */
bool keymap_bind(struct keymap *keymap, const char *command, const char *keys,
    const char **bad_key);

size_t keymap_tables(const struct keymap *keymap);
const struct command_table *keymap_table(const struct keymap *keymap, size_t i);
/* The keys a command has now. */
const char *keymap_keys(
    const struct keymap *keymap, const struct command *command);
/* Its first key, for hints; "" when it has none. */
void keymap_first_key(
    const struct keymap *keymap, const struct command *command, char out[16]);
/* The command of this key in one table, or NULL. */
const struct command *keymap_find(const struct keymap *keymap,
    const struct command_table *table, key_code key);
/* The command of this name, or NULL; *table its table. */
const struct command *keymap_by_name(const struct keymap *keymap,
    const char *name, const struct command_table **table);

#endif
