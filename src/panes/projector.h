/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_PROJECTOR_H
#define ASSAY_PANES_PROJECTOR_H

/* What may happen while the wall looks on (screens.md 1, "Projector"). */

#include <stdbool.h>

struct command;

/* Does the command show nothing but the pack's own text? All others wait until
 * projector mode is left. */
bool projector_allows(const struct command *command);
/* May what it says in the hint row be read on the wall? */
bool projector_quotes(const struct command *command);

#endif
