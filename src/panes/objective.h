/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_OBJECTIVE_H
#define ASSAY_PANES_OBJECTIVE_H

/* What the list of objectives, the one in full, the evidence pane and their
 * commands share: which objective is meant, and how it looks. */

#include <stdbool.h>
#include <stddef.h>

#include "model/desk.h"
#include "panes/command.h"
#include "ui/theme.h"

struct canvas;
struct pane;
struct str;

/* The keys of an objective or of the line of a control without any. */
extern const struct command_table objective_table;
/* Keys of the view alone. */
extern const struct command_table objective_view_table;
/* Review, rigor, period: commands without keys. */
extern const struct command_table engagement_table;

/* The place meant in a pane; false where the pane has no cursor on one.
 * Implemented beside each pane. */
bool objectives_at(const struct pane *pane, const struct desk *desk,
    struct desk_objective *out);
bool objective_detail_at(const struct pane *pane, const struct desk *desk,
    struct desk_objective *out);
bool evidence_objective_at(const struct pane *pane, const struct desk *desk,
    struct desk_objective *out);

/* The place meant in any of them. */
bool objective_at(const struct pane *pane, const struct desk *desk,
    struct desk_objective *out);

/* The desk's objective cursor: where it was put, else the first open objective
 * of the control shown, else the control's own line. */
struct desk_objective objective_cursor(const struct desk *desk);
/* Was it put there, and is the place (still) one that counts? */
bool objective_cursor_set(const struct desk *desk);
/* Puts it there and shows the control. */
void objective_go(struct desk *desk, struct desk_objective at);

/* The objectives of a control that apply: the i-th, CATALOG_NONE past the
 * last; the place of a row among them, their number when it is none. How many
 * there are: desk_standing()->objectives. */
size_t objective_nth(const struct desk *desk, size_t control, size_t i);
size_t objective_place(const struct desk *desk, size_t control, size_t row);
/* Has the control no levels, so that its designation is all there is? */
bool objective_only(const struct desk *desk, size_t control);
/* Does the assessor designate the control itself: no objective applies? */
bool objective_none(const struct desk *desk, size_t control);
/* The next (1) or former (-1) place without a designation, across controls in
 * scope; false: there is none that way. */
bool objective_step_open(
    const struct desk *desk, struct desk_objective *at, int step);

/* Paths; the caller frees them. A control's own where row is CATALOG_NONE. */
char *objective_path(
    const struct desk *desk, struct desk_objective at, const char *field);
/* The entry of its designation, NULL when nothing is recorded. */
const struct entry *objective_entry(
    const struct desk *desk, struct desk_objective at);
enum designation objective_designation(
    const struct desk *desk, struct desk_objective at);
unsigned objective_methods(const struct desk *desk, struct desk_objective at);
/* Is the client's permission to test still to be recorded? */
bool objective_untested(const struct desk *desk);

/* Its id, or the control's. */
const char *objective_id(const struct desk *desk, struct desk_objective at);
/* "A01" of OPS-03_A01: what the control's own id does not say; borrowed. */
const char *objective_name(const struct desk *desk, struct desk_objective at);
/* "Satisfactory", "not assessed"; translated. */
const char *objective_word(enum designation designation);
/* The same where there are 12 cells. */
const char *objective_short_word(enum designation designation);
/* One letter, and its ASCII form; its role. */
const char *objective_sign(enum designation designation, bool ascii);
enum role objective_role(enum designation designation);
/* "E I ." in five cells; letters in ASCII. */
void objective_methods_text(unsigned methods, char out[6]);

/* The first key of a command, "" when it has none. */
void objective_key(const struct pane *pane, const char *command, char out[16]);

/* "none: you give the designation (m n c a)"; the caller frees it. */
char *objective_none_text(
    const struct pane *pane, const struct desk *desk, size_t control);

/* What the hint row names at a place; NULL: nowhere. */
const char *const *objective_hints(
    const struct desk *desk, const struct desk_objective *at);

/* The first parameter nobody filled in, else the first, from 1; 0: there is
 * none. */
size_t objective_next_parameter(
    const struct desk *desk, struct desk_objective at);
/* What the organization set it to; NULL: nothing. */
const char *objective_parameter(
    const struct desk *desk, struct desk_objective at, size_t number);
/* Asks for that. */
bool objective_ask_parameter(
    struct command_ctx *ctx, struct desk_objective at, size_t number);

/* Samples of an objective, or of a control without any, oldest first. */
struct sample_item {
	char *id; /* owned */
	const char *of, *kind, *population, *size, *method, *seed, *items,
	    *exceptions; /* borrowed from the session; may be NULL */
	unsigned long long seq;
};
struct sample_items {
	struct sample_item *items;
	size_t count, capacity;
};
void sample_list(const struct desk *desk, struct desk_objective at,
    struct sample_items *out);
void sample_items_done(struct sample_items *items);
/* Asks for what was found in a sample. */
bool sample_ask_exceptions(
    struct command_ctx *ctx, const char *id, const char *now);
/* The command: population, kind, size, method, seed, one after the other. */
bool sample_command(struct command_ctx *ctx);
bool sample_exceptions_command(struct command_ctx *ctx);

/* The place that a command works on: of its pane, from the palette too. False
 * and an error when there is none. */
bool objective_find(struct command_ctx *ctx, struct desk_objective *out);

#endif
