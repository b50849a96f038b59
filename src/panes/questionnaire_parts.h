/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_QUESTIONNAIRE_PARTS_H
#define ASSAY_PANES_QUESTIONNAIRE_PARTS_H

/* What the files of the questionnaire share; for questionnaire*.c only. */

#include "model/desk.h"
#include "model/twins.h"
#include "panes/pane.h"

struct canvas;
struct session;

struct questionnaire {
	struct pane pane;
	struct shared_criteria list;
	size_t *lines;    /* the line of each item */
	size_t *answered; /* the control each was answered for here */
	size_t line_count;
	/* what the list was made of */
	bool made;
	size_t domain, commits;
	const struct session *session;
	size_t cursor, top;
	int rows, below; /* of the list, of the detail */
	bool asked;      /* for a reason, when there were so many commits */
	size_t asked_at;
	size_t asked_source;
};

/* Is anything of it still to be asked? */
bool questionnaire_open(const struct shared_criterion *item);
void questionnaire_draw(
    const struct pane *pane, const struct desk *desk, struct canvas *canvas);

#endif
