/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_STATEMENTS_H
#define ASSAY_MODEL_STATEMENTS_H

/* What was said in the room (domain.md 7):
 *
 *   statements/ID/text, kind, form (short, verbatim), audience
 *   statements/ID/by        a person's id, or a name
 *   statements/ID/about     CONTROL, or one of its criteria or objectives
 *   statements/ID/slot      where it was said
 *   statements/ID/resolved  how a contradiction was settled
 *   statements/ID/request   the evidence item that a lead became
 *
 * A contradiction stays open until it is resolved. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct session;

struct statement {
	char *id; /* owned by the list */
	const char *text, *kind, *by, *about; /* borrowed; by, about or NULL */
	const char *resolved, *request;       /* or NULL */
	bool verbatim, client;
	bool open;    /* a contradiction not resolved, or a lead without its
			 request */
	uint64_t seq; /* that set the text; without one, its first field */
};
struct statements {
	struct statement *items; /* oldest first */
	size_t count;
};
/* Those about a control (its id) or any of its parts; NULL: all. */
void statements_list(const struct session *session, const char *control,
    struct statements *out);
void statements_done(struct statements *statements);
/* Contradictions not resolved, about a control or (NULL) in all. */
size_t statements_contradictions(
    const struct session *session, const char *control);
/* The kind after this one, round: affirmation, denial, lead, contradiction,
 * opinion. */
const char *statement_next_kind(const char *kind);

#endif
