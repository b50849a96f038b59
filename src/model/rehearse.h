/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_REHEARSE_H
#define ASSAY_MODEL_REHEARSE_H

/* What an answer would do to a control's derived level, for previews: nothing
 * is recorded. */

#include "model/desk.h"

/* Derives the level of the spot's control as if its criterion were answered
 * so. */
void rehearse_state(const struct desk *desk, struct spot spot,
    enum criterion_state state, struct maturity *out);

#endif
