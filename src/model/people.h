/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_PEOPLE_H
#define ASSAY_MODEL_PEOPLE_H

/* The people of an assessment (domain.md 6 and 7):
 *
 *   people/ID/name, position, organisation, contact
 *   people/ID/role              RASCI: responsible, accountable, ...
 *   people/ID/anonymous         yes: what they say is "not attributed"
 *   people/ID/domains/DOMAIN    yes: may answer it; none recorded: all
 */

#include <stdbool.h>
#include <stddef.h>

struct catalog;
struct changes;
struct session;
struct str;

struct person {
	const char *id;           /* as given; the rest borrowed */
	const char *name;         /* NULL: none recorded */
	const char *position, *organisation, *contact, *role; /* or NULL */
	bool anonymous;
};
/* False: there is no such person. */
bool person_get(
    const struct session *session, const char *id, struct person *out);
/* 'R', 'A', 'S', 'C', 'I'; ' ' without a role. */
char person_letter(const struct person *person);
/* The name to show: the name, or "not attributed" in the program's language;
 * who has no name goes by position or id. For a text that is no person's id:
 * the text; NULL for NULL. The caller frees it. */
char *person_name(const struct session *session, const char *id);
/* The same as the journal has it (a commit's `said`): never translated. */
char *person_said(const struct session *session, const char *id);
/* A commit's `said` for people: "not attributed" translated, all else as it
 * is. Borrowed. */
const char *person_shown(const char *said);
/* The one person a text means: an id, a name, or the beginning of one word of
 * a name ("lind", "t. lind"), with or without "@", case and accents aside; a
 * whole name goes before a beginning. NULL: nobody, or several (*several says
 * which, when not NULL). The caller frees the id. */
char *people_find(
    const struct session *session, const char *text, bool *several);
/* May the person answer controls of this domain (or one around it)? */
bool person_answers(const struct session *session,
    const struct catalog *catalog, const char *id, size_t domain);
/* Proposes a new person of that name; the id, which the caller frees. NULL:
 * the name is blank. */
char *people_add(const struct session *session, struct changes *changes,
    const char *name);

#endif
