/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_SETTINGS_H
#define ASSAY_APP_SETTINGS_H

/* $XDG_CONFIG_HOME/assay/settings.yaml: who the assessor is, how the screen
 * looks, other keys. It is read, never written. */

#include <stdbool.h>

#include "base/err.h"

struct keymap;

struct settings {
	char *assessor; /* NULL: the login name */
	char *pack;     /* opened without a session; NULL: scf-ops */
	char *language; /* of packs; NULL: the locale's */
	char *opener;   /* opens attached files; NULL: xdg-open */
	char *signer;   /* signs the manifest of a seal; NULL: nothing does */
	int *holidays;  /* days (calendar.h) that are no business days */
	unsigned long holiday_count;
	bool ascii;     /* glyphs: ascii */
	int colour;     /* -1 auto, 0 never, 1 always */
	char *path;
	struct settings_key {
		char *command, *keys;
	} * keys;
	unsigned long key_count;
	struct err_list unknown; /* what was left out, as warnings */
};

/* Reads the file; no file gives the defaults. Settings, words, commands and
 * keys that are not known, as a newer version's are not here, are left out and
 * listed with line and column; what is malformed is an error. */
bool settings_load(struct settings *settings, struct err *err);
/* The same for any file, for the list alone: all of it is errors there. */
void settings_check(const char *path, struct err_list *problems);
/* One line about what was left out, for the start; NULL: nothing was. The
 * caller frees it. */
char *settings_warning(const struct settings *settings);
void settings_done(struct settings *settings);
/* Gives commands the keys of the settings (checked when loaded). */
void settings_bind(const struct settings *settings, struct keymap *keymap);
/* The language tag of texts: the settings', else the locale's. */
const char *app_language(const struct settings *settings);

#endif
