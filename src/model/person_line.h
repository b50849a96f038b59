/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_PERSON_LINE_H
#define ASSAY_MODEL_PERSON_LINE_H

/* A person typed as one line. */

struct changes;
struct session;
struct str;

/* "T. Lindqvist, CISO, Nordwerk, A, t.l@example.org" */
struct person_line {
	char *name;         /* NULL: none */
	char *position, *organisation, *contact; /* or NULL */
	const char *role;   /* the schema's word, or NULL */
};
/* Parts by comma: the name, then in any order a letter or word of RASCI, an
 * address or number, the position, after it the organisation. */
void person_line_parse(const char *line, struct person_line *out);
void person_line_done(struct person_line *line);
/* "T. Lindqvist   CISO   accountable". */
void person_line_show(const struct person_line *line, struct str *out);
/* Proposes the person; the id, which the caller frees. */
char *person_line_add(const struct session *session, struct changes *changes,
    const struct person_line *line);

#endif
