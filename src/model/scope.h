/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_SCOPE_H
#define ASSAY_MODEL_SCOPE_H

/* The statement of applicability: which controls a session is about (CDPAS
 * 3.2 to 3.10). A rule - a line of filter terms about content, such as
 * "profile:fundamentals weight>=5" - says it for all; a control's own entry
 * says otherwise for one. Answers are kept whatever the scope becomes.
 *
 *   scope/rule                    terms (filter.h), with the reason
 *   scope/controls/CONTROL        in, out, inherited, reciprocal; out needs a
 *                                 reason
 *   scope/controls/CONTROL/provider, .../declared (a day)
 *   scope/frameworks/FRAMEWORK    yes: its own objectives apply
 *
 * Without a rule all active controls are in; withdrawn and deprecated ones
 * are out unless their own entry takes them in. */

#include <stdbool.h>
#include <stddef.h>

struct catalog;
struct filter;
struct session;

enum scope_state { SCOPE_IN, SCOPE_OUT, SCOPE_INHERITED, SCOPE_RECIPROCAL };

struct scope_item {
	enum scope_state state;
	bool own;         /* by the control's own entry */
	bool inactive;    /* withdrawn or deprecated */
	const char *why;  /* of the entry or the rule, borrowed; may be NULL */
	const char *provider, *declared; /* borrowed; may be NULL */
	/* of what is inherited or reciprocal */
	bool declaration_missing, declaration_old, provider_missing;
};

/* rule: parsed scope/rule, NULL without one. today: calendar.h. */
void scope_item(const struct catalog *catalog, const struct session *session,
    const struct filter *rule, size_t control, int today,
    struct scope_item *out);
/* Assessed here: all but out. */
bool scope_is_in(const struct scope_item *item);
/* Is a framework in scope (its objectives apply)? */
bool scope_framework(const struct catalog *catalog,
    const struct session *session, size_t framework);
const char *scope_word(enum scope_state state);

#endif
