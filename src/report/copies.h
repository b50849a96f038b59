/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_COPIES_H
#define ASSAY_REPORT_COPIES_H

/* The copies of files in a session's evidence: each is named by its content and
 * the ending of the first file that had it, which only the directory knows. */

#include <stddef.h>

struct copies {
	char **names; /* sorted by bytes */
	size_t count;
};
/* dir: the session's; NULL, or one that cannot be read: there are none. */
void copies_find(struct copies *copies, const char *dir);
void copies_done(struct copies *copies);
/* "evidence/SHA256.pdf" from the session's directory, the first name that
 * begins so; without any, the hash alone stands for it. The caller frees. */
char *copies_place(const struct copies *copies, const char *sha256);

#endif
