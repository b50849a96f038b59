/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_EVIDENCE_LOOK_H
#define ASSAY_PANES_EVIDENCE_LOOK_H

/* How the states of evidence look wherever they are drawn. */

#include "ui/theme.h"

/* The sign of a state and the role of its word. */
enum glyph evidence_glyph(const char *state);
enum role evidence_role(const char *state);

#endif
