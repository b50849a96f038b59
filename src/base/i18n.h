/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_BASE_I18N_H
#define ASSAY_BASE_I18N_H

/* Text for people: _() translates now, N_() marks a string in a table. */

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text

#endif
