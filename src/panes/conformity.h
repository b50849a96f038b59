/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_CONFORMITY_H
#define ASSAY_PANES_CONFORMITY_H

/* Recording a conformity designation: the program suggests, the assessor
 * designates, and says why. */

#include <stdbool.h>

struct command_ctx;

/* For the whole session; for the domain named by the argument, else the one
 * under the cursor or around the control shown. */
bool conformity_session(struct command_ctx *ctx);
bool conformity_domain(struct command_ctx *ctx);

#endif
