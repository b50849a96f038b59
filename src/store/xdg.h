/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_STORE_XDG_H
#define ASSAY_STORE_XDG_H

/* The user's directories by the XDG convention. */

/* The directory a variable names, or `fallback` below $HOME; relative values
 * are ignored. NULL when neither is known. The caller frees it. */
char *xdg_home(const char *variable, const char *fallback);

/* The user's own directory: $HOME, else what the system says; NULL when that is
 * not known either. A relative value is ignored. Borrowed. */
const char *xdg_user(void);

#endif
