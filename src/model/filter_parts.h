/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_FILTER_PARTS_H
#define ASSAY_MODEL_FILTER_PARTS_H

/* What filter.c, filter_terms.c and filter_complete.c share. */

#include "model/filter.h"
#include "model/search_match.h"

/* Something a term can name: a row of a table, or a word of the pack. */
struct filter_name {
	const char *id;
	const char *name; /* in the view's language, or NULL */
	const char *own;  /* in the pack's, or NULL */
	size_t row;       /* of its table */
};
struct filter_names {
	struct filter_name *items;
	size_t count, capacity;
	struct arena owned; /* strings that are not the catalog's */
};

enum filter_value {
	FILTER_WORD,    /* the term is a word to look for */
	FILTER_ALONE,   /* its name says all */
	FILTER_COMPARE, /* > >= < <= = and a number */
	FILTER_LEVEL,   /* : and a level of the pack */
	FILTER_NAME,    /* : and what `names` lists */
	FILTER_NAME_OR_ALONE
};

enum filter_sign {
	SIGN_EQUAL,
	SIGN_LESS,
	SIGN_MORE,
	SIGN_MOST, /* <= */
	SIGN_LEAST /* >= */
};

/* One term of a line. */
struct filter_term {
	const struct filter_row *row;
	bool turned; /* - before it */
	bool phrase; /* quoted: its words must stand as they are */
	enum filter_sign sign;
	int number;
	struct matcher *matcher;   /* of FILTER_WORD */
	struct filter_names meant; /* of FILTER_NAME, and perhaps the other */
};

/* What has to be known to ask a term. */
enum filter_needs { NEEDS_CONTENT, NEEDS_RATINGS, NEEDS_STANDINGS };

/* One kind of term. */
struct filter_row {
	const char *name;
	enum filter_value value;
	const char *written;
	const char *help; /* N_() */
	bool (*holds)(const struct filter_term *term,
	    const struct filter_view *view, size_t control);
	void (*names)(
	    const struct filter_view *view, struct filter_names *names);
	enum filter_needs needs;
};
/* Ended by one without a name; the first is the word. */
extern const struct filter_row filter_rows[];

/* One word of a line. */
struct filter_word {
	size_t start, end; /* bytes of the line */
	bool turned;
	bool quoted; /* begins with a quote: no term */
	char *text;  /* without "-" and quotes; owned */
};
/* The word that begins at or after *at, *at then behind it; false at the
 * end. */
bool filter_next_word(const char *line, size_t *at, struct filter_word *word);
/* How many letters the name of a term has at the start of a text. */
size_t filter_name_length(const char *text);
/* Is there, in this view, what a row looks at? */
bool filter_row_known(
    const struct filter_row *row, const struct filter_view *view);
/* Does it take what `names` lists? */
bool filter_row_names(const struct filter_row *row);
/* The row of so many letters, case aside; NULL: none. */
const struct filter_row *filter_find_row(const char *name, size_t len);
void filter_name_add(struct filter_names *names, struct filter_name name);
void filter_names_done(struct filter_names *names);
/* Does a name contain the text, case and accents aside? Blank: yes. */
bool filter_name_fits(const struct filter_name *name, const char *text);

#endif
