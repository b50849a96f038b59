/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_NOTE_PARTS_H
#define ASSAY_PANES_NOTE_PARTS_H

/* What the files of the note editor share; for note.c and note_draft.c only. */

#include "panes/pane.h"
#include "ui/field.h"

struct note {
	struct pane pane;
	char *control, *name;
	char *id;        /* NULL: the criterion's own note */
	char *criterion; /* LEVEL.KEY, or NULL */
	char *objective; /* its id, or NULL */
	struct field field;
	enum note_audience {
		NOTE_AS_RECORDED,
		NOTE_PRIVATE,
		NOTE_CLIENT
	} audience;
	bool asked;   /* ^C was pressed once */
	bool touched; /* there may be a draft of it */
	char *time;   /* HH:MM it was begun, or NULL */
	char *kept;   /* when the draft was kept, or NULL */
};

/* The half-typed text of pane_ops. */
bool note_draft(const struct pane *pane, struct str *name, struct str *text);

#endif
