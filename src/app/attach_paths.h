/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_ATTACH_PATHS_H
#define ASSAY_APP_ATTACH_PATHS_H

/* Paths as people type them and file managers paste them: as they are, in
 * quotes, with backslashes, as file:// URLs, one or several, ~ for the home
 * directory. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct attach_paths {
	char **paths; /* owned; ~ and URLs resolved */
	size_t count, capacity;
};
void attach_paths_done(struct attach_paths *paths);

enum attach_meaning {
	ATTACH_TITLE,  /* no path: a title, say */
	ATTACH_FILES,  /* files or directories that are there */
	ATTACH_MISSING /* looks like a path, and nothing is there */
};
/* What a text means; paths gets what ATTACH_FILES names. */
enum attach_meaning attach_understand(
    const char *text, struct attach_paths *paths);
/* Puts in place of each directory the regular files in it, one level, in
 * natural order, hidden ones left out. */
void attach_expand(struct attach_paths *paths);
/* The paths on one line that attach_understand reads again; the caller frees
 * it. */
char *attach_quote(const struct attach_paths *paths);

/* The path completed as far as it goes, NULL when nothing can be added;
 * *others, when not NULL, is filled with the names it could become, where they
 * are several. Directories end in "/"; hidden names only once their dot is
 * typed. The caller frees it. */
char *attach_complete_path(const char *text, struct attach_paths *others);

/* "1.4 MB" */
void attach_size_text(uint64_t size, char out[24]);

#endif
