/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_STORE_EXPOSED_H
#define ASSAY_STORE_EXPOSED_H

/* Who else can read a session? */

/* One sentence when the session's directory, its journal or its evidence can
 * be read or written by group or others, with what to do; the caller frees it.
 * NULL: only the owner can; or chmod would not change it: the files are
 * somebody else's, or lie where nothing can be written or there are no modes
 * (FAT and the like, foreign servers). */
char *session_exposed(const char *dir);

#endif
