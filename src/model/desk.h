/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_DESK_H
#define ASSAY_MODEL_DESK_H

/* What lies on the assessor's desk: the pack, the session, where she is, and
 * what the answers make of it. Panes read it and move it; they never write the
 * disk: changes are proposed, app records them and calls desk_changed. */

#include "model/outline.h"
#include "model/rating.h"
#include "model/standing.h"

#include <stdbool.h>
#include <stddef.h>

struct catalog;
struct session;
struct commit;
struct desk_rates;
struct err;
struct artifacts;
struct filter;
struct finding_index;
struct search_index;
struct filter_view;

/* The item under the cursor: what the levels pane, Interview and Compare
 * share. */
enum spot_kind {
	SPOT_PERFORMED, /* the level 0 line */
	SPOT_LEVEL,     /* a level's heading */
	SPOT_CRITERION
};
struct spot {
	enum spot_kind kind;
	size_t control; /* CATALOG_NONE: no control at all */
	int level;
	size_t item; /* of SPOT_CRITERION: index in its level, from 0 */
};

/* The objective under the cursor of Objectives and of the evidence pane: a row
 * of OBJECTIVE, or CATALOG_NONE for the control's own line. It holds while that
 * control is the one shown. */
struct desk_objective {
	size_t control, row;
};

struct desk {
	const struct catalog *catalog; /* borrowed */
	const struct session *session; /* borrowed; NULL: none yet */
	size_t language;               /* of the catalog */
	size_t language_else; /* that of a session that names none */
	struct outline outline;
	struct desk_rates *rates;    /* what the answers make of each control,
				        made when it is asked for; owned */
	struct standing_frame frame; /* scope, rigor, today */
	struct spot spot;       /* spot.control is the control shown */
	size_t domain;          /* the domain under the tree's cursor, or
				   CATALOG_NONE: a control is */
	struct spot last;       /* answered just now; control CATALOG_NONE once
				   the cursor was moved */
	struct desk_objective objective;
	struct desk_objective designated; /* just now; control CATALOG_NONE
	                                     once the cursor was moved */
	const int *holidays; /* days (calendar.h), borrowed */
	size_t holiday_count;
	bool read_only;
	size_t queued;          /* commits not on disk */
	struct finding_index *findings; /* which items have one, current;
					   owned */
	struct search_index *texts;     /* what a search looks at (search.h),
					   filled by the first; owned */
	char *said;             /* who speaks, or NULL; owned */
	char *speaker;          /* the same as a person's id, or NULL; owned */
	char *slot;             /* the slot one is in (slots.h), or NULL; owned,
				   current */
	long long now;          /* seconds since 1970 UTC; 0: not known */
	char clock[6];          /* the same on the wall, "10:42" */
	char at[32];            /* the same as the journal writes it */
	bool projector;         /* the wall looks on: nothing is shown that
				   is not the pack's own */
	char *assessor;         /* owned */
	char *saved;            /* HH:MM:SS of the last save, or NULL; owned */
	char *reason;           /* given last, or NULL; owned */
	bool at_end;            /* the answer just given was the control's
				   last */
	char *query;            /* what was searched last, or NULL; owned */
	struct filter *filter;  /* which controls to show; NULL: all; owned */
	size_t found;           /* how many it held for when last looked at */
	bool *held;             /* by control: so it did */
	size_t held_at;         /* the control selected then: shown anyway */
	bool held_old;          /* something was recorded since */
};

void desk_init(struct desk *desk, const struct catalog *catalog);
void desk_done(struct desk *desk);
/* Another session (NULL: none): everything is rated anew. */
void desk_set_session(struct desk *desk, const struct session *session);
/* After a commit became part of the session: rates what it touched. */
void desk_changed(struct desk *desk, const struct commit *commit);

/* What the answers make of a control; current, borrowed until the desk
 * changes. */
const struct rating *desk_rating(const struct desk *desk, size_t control);
const struct standing *desk_standing(
    const struct desk *desk, size_t control);
/* Criteria still to be answered of a control, if it counts. */
size_t desk_left(const struct desk *desk, size_t control);
/* All of them, one a control. */
const struct rating *desk_ratings(const struct desk *desk);
const struct standing *desk_standings(const struct desk *desk);
/* The evidence register, current until the desk changes. */
const struct artifacts *desk_artifacts(const struct desk *desk);
/* Is nothing recorded but about the session itself? */
bool desk_is_blank(const struct desk *desk);
/* Criteria answered, and how many there are, over controls that count. */
void desk_progress(const struct desk *desk, size_t *answered, size_t *of);
/* Who speaks from now on: a person's id, a name nobody has recorded, or NULL.
 * Of people not to be named, said is "not attributed". */
void desk_speak(struct desk *desk, const char *who);
/* What day it is (calendar.h), for ages and clocks; DAY_NONE at first. */
void desk_set_today(struct desk *desk, int today);
/* Shows a control, cursor on its first line; the tree's cursor follows. */
void desk_select(struct desk *desk, size_t control);
/* Puts the cursor there and shows its control. */
void desk_go(struct desk *desk, struct spot spot);
/* The first unanswered criterion of a control, else its first criterion, else
 * its level 0 line. */
struct spot desk_first_open(const struct desk *desk, size_t control);
/* Sets the string (copied; NULL clears). */
void desk_set(char **where, const char *value);
/* The domain under the tree's cursor, its first control shown; nothing is
 * unfolded. `node` is of the outline. */
void desk_select_domain(struct desk *desk, size_t node);
/* The language of the pack's texts from now on. */
void desk_set_language(struct desk *desk, size_t language);

/* Shows only the controls a filter (filter.h) holds for; NULL or blank: all.
 * It is looked at anew when another control is selected, not before: what was
 * just finished stays under the cursor. The selected control is shown in any
 * case. A text that means nothing changes nothing. */
bool desk_set_filter(struct desk *desk, const char *text, struct err *err);
/* Its text; NULL: none. */
const char *desk_filter(const struct desk *desk);
/* What a filter looks at here. */
struct filter_view desk_view(const struct desk *desk);
/* Does it hold for the selected control? Without a filter: yes. */
bool desk_filter_holds(const struct desk *desk);
/* "2 of 8": the controls it holds for, of all. */
char *desk_filter_count(const struct desk *desk);

/* Moving inside a control. Stops: criteria only, or the level lines too. */
bool desk_step(const struct desk *desk, struct spot *spot, int step,
    bool headings);
/* The next (1) or former (-1) thing left open after the spot: a criterion
 * unassessed, a copied answer to be asked again, or a level waiting for
 * judgement; across controls in scope. False when nothing is open that way. */
bool desk_step_open(const struct desk *desk, struct spot *spot, int step);
/* The next (1) or former (-1) control that the filter keeps and that is in
 * scope; CATALOG_NONE: there is none that way. */
size_t desk_step_control(const struct desk *desk, size_t control, int step);
bool spot_equal(struct spot a, struct spot b);

/* The CRITERION row of a spot, CATALOG_NONE when it is none. */
size_t desk_criterion(const struct desk *desk, struct spot spot);
/* What a spot's criterion was answered. */
enum criterion_state desk_state(const struct desk *desk, struct spot spot);
/* The path of what m and n would set at a spot (…/state, performed,
 * judged/L); the caller frees it. */
char *desk_path(const struct desk *desk, struct spot spot);
/* A spot's name for people: "OPS-03 3.2", "OPS-03 L3", "OPS-03 L0". */
char *desk_spot_name(const struct desk *desk, struct spot spot);
/* The spot a path of the session speaks of; false when it has none. The
 * inverse of desk_path, also for notes, evidence, flags (then the control's
 * first line). */
bool desk_find_path(
    const struct desk *desk, const char *path, struct spot *spot);
/* The objective a path of the session speaks of, or links to; of a control's
 * designation its own line. False when it speaks of none. */
bool desk_find_objective(const struct desk *desk, const char *path,
    struct desk_objective *objective);
/* A path for people: "OPS-03 3.2", "E-TPM-04 state", "OPS-03 note". */
char *desk_path_name(const struct desk *desk, const char *path);

/* The level part of a control's line: "-", "2-4", "3", "n/a". */
void desk_level_text(
    const struct desk *desk, size_t control, char out[16]);

/* Is this the catalog's evidence row, or an item of the session's own? */
struct evidence_item {
	size_t row;     /* EVIDENCE row of a pack's request, or CATALOG_NONE */
	const char *id; /* borrowed from catalog, or owned by the list */
	char *own_id;   /* items of one's own */
};
struct evidence_items {
	struct evidence_item *items;
	size_t count, capacity;
};
/* What hangs on a control: the pack's requests in order, then items linked to
 * it in order of their titles. */
void desk_evidence(const struct desk *desk, size_t control,
    struct evidence_items *items);
void evidence_items_done(struct evidence_items *items);
/* The state of an item, "not requested" by default. */
const char *desk_evidence_state(const struct desk *desk, const char *id);

/* Notes of a control, oldest first. */
struct note_item {
	const char *id;   /* "abc123"; "" for a criterion's own note field */
	const char *text; /* borrowed from the session */
	const char *path; /* of the text */
	const char *criterion; /* LEVEL.KEY or NULL */
	bool client;
	unsigned long long seq; /* that set the text */
	char *owned_id;
};
struct note_items {
	struct note_item *items;
	size_t count, capacity;
};
void desk_notes(
    const struct desk *desk, size_t control, struct note_items *notes);
void note_items_done(struct note_items *notes);
/* How many notes a criterion has. */
bool desk_has_note(const struct desk *desk, struct spot spot);

#endif
