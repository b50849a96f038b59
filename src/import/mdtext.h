/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_MDTEXT_H
#define ASSAY_IMPORT_MDTEXT_H

/* Marked-up text as plain text: what a reader of the page would see. Block
 * structure is the caller's; this is about one line of it, through md4c. */

#include <stddef.h>

struct name_list;

/* One line without its markup: links as their text, entities and escapes
 * resolved, `<br>` as a line feed. The caller frees it. */
char *mdtext_plain(const char *line, size_t len);
/* Text as it is but for `<br>`, which becomes a line feed. The caller frees
 * it. */
char *mdtext_breaks(const char *text, size_t len);
/* The texts of the links in a line; nothing when it has none. */
void mdtext_links(const char *line, size_t len, struct name_list *links);

#endif
