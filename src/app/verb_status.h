/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_VERB_STATUS_H
#define ASSAY_APP_VERB_STATUS_H

/* The two forms of assay status: for people, and as JSON. */

#include <jansson.h>
#include <stddef.h>

struct desk;
struct str;

/* Everything that is computed from the session; only: the one control to list,
 * or CATALOG_NONE. The same in every locale. */
json_t *status_json(const struct desk *desk, size_t only);
/* A line a control, then the figures, what to warn about, what comes first. */
void status_text(struct str *out, const struct desk *desk);
/* One control's level taken apart, down to who answered what when. */
void status_trace(struct str *out, const struct desk *desk, size_t control);

#endif
