/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_PANES_H
#define ASSAY_PANES_PANES_H

/* All panes, and what they share. A new pane is one file and one line here. */

#include "model/desk.h"
#include "panes/pane.h"

struct canvas;

extern const struct pane_ops tree_ops;
extern const struct pane_ops levels_ops;
extern const struct pane_ops evidence_ops;
extern const struct pane_ops notes_ops;
extern const struct pane_ops interview_ops;
extern const struct pane_ops compare_ops;
extern const struct pane_ops journal_ops;
extern const struct pane_ops overview_ops;
extern const struct pane_ops crosswalk_ops;
extern const struct pane_ops objectives_ops;
extern const struct pane_ops objective_detail_ops;
extern const struct pane_ops questionnaire_ops;
extern const struct pane_ops register_ops;  /* the evidence register */
extern const struct pane_ops findings_ops;  /* view 7 */
extern const struct pane_ops projector_ops; /* what the wall may show */

/* Drawers. */
extern const struct pane_ops prompt_ops; /* a line of text in the hint row */
extern const struct pane_ops search_ops;
extern const struct pane_ops palette_ops;
extern const struct pane_ops filter_ops;
extern const struct pane_ops help_ops;
extern const struct pane_ops note_ops;
extern const struct pane_ops trace_ops; /* a figure taken apart */
extern const struct pane_ops gap_ops;   /* what a target takes */
extern const struct pane_ops scope_ops;
extern const struct pane_ops twins_ops;
extern const struct pane_ops conclude_ops;
extern const struct pane_ops record_form_ops;
extern const struct pane_ops people_ops;
extern const struct pane_ops plan_ops;       /* slots and their controls */
extern const struct pane_ops statements_ops;
extern const struct pane_ops followups_ops;
extern const struct pane_ops links_ops;      /* what an artifact answers */
extern const struct pane_ops closing_ops;    /* the end of a slot */

/* Tables of commands that panes own. */
extern const struct command_table evidence_table;
extern const struct command_table interview_table;
extern const struct command_table compare_table;
extern const struct command_table journal_table;
extern const struct command_table overview_table;
extern const struct command_table crosswalk_table;
extern const struct command_table scope_table;
extern const struct command_table room_table; /* said, follow-up, who */
extern const struct command_table register_table;
extern const struct command_table findings_table;
extern const struct command_table people_table;
extern const struct command_table plan_table;
extern const struct command_table closing_table;
extern const struct command_table statements_table;
extern const struct command_table followups_table;
extern const struct command_table note_table; /* the note editor's keys */
extern const struct command_table questionnaire_table;
extern const struct command_table twins_table; /* keys of previews */

/* The mark of the item under the cursor in the pane's first column, its row
 * reversed when the pane has the focus; box_col is where the terminal's own
 * cursor stands. */
void pane_draw_cursor(
    const struct pane *pane, struct canvas *canvas, int row, int box_col);

/* How much room a pane has (screens.md 3). */
enum pane_tier { TIER_TIGHT, TIER_NORMAL, TIER_ROOMY };
enum pane_tier pane_tier(const struct pane *pane);

/* Drawers the program opens. */
struct pane *search_open(const char *query);
/* The hit after (1) or before (-1) the present place, of desk->query. */
bool search_next(struct desk *desk, int step, struct str *message);
struct pane *palette_open(const struct desk *desk);
/* What a control needs to reach its target. */
struct pane *gap_open(size_t control);
/* Narrows as one types, from the desk's filter on. */
struct pane *filter_open(const struct desk *desk);
/* Sets a filter and goes to a control it holds for: the one shown, else the
 * next. */
bool filter_take(struct desk *desk, const char *text, struct err *err);
struct pane *help_open(const struct pane *where);
/* Offers a criterion's answer to the controls of its domain that have the same
 * one; NULL, and *err set, when there are none. */
struct pane *twins_open(
    const struct desk *desk, struct spot spot, struct err *err);
/* Concludes the level of the control shown; NULL, and *err set, when none can
 * be. */
struct pane *conclude_open(const struct desk *desk, struct err *err);
/* People of the session; statements and follow-ups about a control
 * (CATALOG_NONE: all); the plan of slots; what is read back at a slot's end. */
struct pane *people_open(void);
struct pane *statements_open(size_t control);
struct pane *followups_show(size_t control);
struct pane *parked_open(void); /* follow-ups parked, all */
struct pane *plan_open(void);
struct pane *closing_open(const char *slot);
/* What the artifact answers or could: every control in scope that asks for it,
 * one key each. */
struct pane *links_open(const struct desk *desk, const char *artifact);
/* Opens the line prompt for what a handler asked; takes *ask over. */
struct pane *prompt_open_take(struct ask *ask);
/* Opens the note editor on a note's path (…/notes/ID/text); `criterion`
 * (LEVEL.KEY or NULL) is recorded with a new one. */
struct pane *note_open(const char *control, const char *id,
    const char *criterion, const char *name, const char *text);
/* Ties a new note to an objective of its control, by its id. */
void note_set_objective(struct pane *pane, const char *objective);
/* The editor on a draft that was left behind, the desk moved to what the note
 * is about; NULL when it is none. */
struct pane *note_open_draft(const char *draft, struct desk *desk);
/* The note editor's text, to hand to an editor program; borrowed. */
const char *note_text(const struct pane *pane);
void note_set_text(struct pane *pane, const char *text);
/* For its bar: when a new note was begun (HH:MM), and when its draft was last
 * kept (HH:MM:SS); other drawers take no notice of the latter. */
void note_set_time(struct pane *pane, const char *time);
void note_draft_kept(struct pane *pane, const char *time);

#endif
