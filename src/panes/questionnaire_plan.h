/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_QUESTIONNAIRE_PLAN_H
#define ASSAY_PANES_QUESTIONNAIRE_PLAN_H

/* Whom one answer of the questionnaire is for: of the controls in scope that
 * carry the criterion, those without an answer of their own. One of them is
 * the source, the others follow it as copies; what follows a source goes on
 * following when its answer is changed. */

#include "model/desk.h"
#include "model/twins.h"

struct changes;

struct questionnaire_plan {
	struct twins carriers; /* in scope, natural order; take: it gets it */
	size_t taken;          /* how many of them do */
	size_t source;         /* index of the source; meaningless for none */
};

/* answered: the control this line's answer was given to before, which may be
 * changed although it is one of its own; CATALOG_NONE: none was. */
void questionnaire_plan_make(const struct desk *desk,
    const struct shared_criterion *shared, size_t answered,
    struct questionnaire_plan *out);
void questionnaire_plan_done(struct questionnaire_plan *plan);
/* The changes that answer them all; STATE_UNASSESSED takes the answers back. */
void questionnaire_plan_answer(const struct questionnaire_plan *plan,
    const struct desk *desk, enum criterion_state state, const char *why,
    struct changes *changes);
/* The spot of a carrier. */
struct spot questionnaire_plan_spot(
    const struct questionnaire_plan *plan, size_t i);

#endif
