/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_INTERVIEW_PROMPTS_H
#define ASSAY_PANES_INTERVIEW_PROMPTS_H

/* Questions to open with and to probe: the control's from the pack, its
 * domain's, then the assessor's own on the control and on the domain. */

#include <stddef.h>

struct desk;

size_t interview_prompts(const struct desk *desk, size_t control);
/* The i-th, from 0; borrowed until the next commit. */
const char *interview_prompt(const struct desk *desk, size_t control, size_t i);

#endif
