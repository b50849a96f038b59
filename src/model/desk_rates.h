/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_DESK_RATES_H
#define ASSAY_MODEL_DESK_RATES_H

/* What the desk has rated so far. A control is rated when somebody asks for
 * it, so that what a screen does not show costs nothing. Only desk.c and
 * desk_rates.c use it; desk.h has what all ask. */

#include <stddef.h>

struct commit;
struct desk;
struct desk_rates;

struct desk_rates *desk_rates_new(size_t controls);
void desk_rates_free(struct desk_rates *rates);
/* Nothing is known any more: another session, another frame, or a change that
 * reaches all. */
void desk_rates_forget(struct desk_rates *rates);
/* A change reached this control: what was known of it is made anew, and the
 * progress with it. */
void desk_rates_renew(struct desk *desk, size_t control);

/* The register of evidence is to be read anew; a commit, which the session has
 * in it now, is to be followed. */
void desk_rates_forget_artifacts(struct desk_rates *rates);
void desk_rates_follow(struct desk *desk, const struct commit *commit);

#endif
