/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_SETTINGS_H
#define ASSAY_APP_SETTINGS_H

/* $XDG_CONFIG_HOME/assay/settings.yaml: who the assessor is, how the screen
 * looks, other keys. It is read, never written. */

#include <stdbool.h>

struct err;
struct keymap;

struct settings {
	char *assessor; /* NULL: the login name */
	char *pack;     /* opened without a session; NULL: scf-ops */
	char *language; /* of packs; NULL: the locale's */
	char *opener;   /* opens attached files; NULL: xdg-open */
	int *holidays;  /* days (calendar.h) that are no business days */
	unsigned long holiday_count;
	bool ascii;     /* glyphs: ascii */
	int colour;     /* -1 auto, 0 never, 1 always */
	char *path;
	struct settings_key {
		char *command, *keys;
	} * keys;
	unsigned long key_count;
};

/* Reads the file; no file gives the defaults. Unknown settings, commands and
 * keys are errors with line and column. */
bool settings_load(struct settings *settings, struct err *err);
void settings_done(struct settings *settings);
/* Gives commands the keys of the settings (checked when loaded). */
void settings_bind(const struct settings *settings, struct keymap *keymap);
/* The language tag of texts: the settings', else the locale's. */
const char *app_language(const struct settings *settings);

#endif
