/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_LEVELTEXT_H
#define ASSAY_IMPORT_LEVELTEXT_H

/* What the text of one maturity level says (domain.md 2.3): criteria to tick,
 * that there are none, or that another level's hold. Shared by all importers;
 * knows every generation of the wording and every bullet sign. Pure. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum leveltext_kind {
	LEVELTEXT_EMPTY,
	LEVELTEXT_SUMMARY,       /* level 0: a description only */
	LEVELTEXT_CRITERIA,
	LEVELTEXT_NOT_AVAILABLE, /* says that it has no criteria */
	LEVELTEXT_DEFERS         /* points at another level's */
};

/* One bullet and the bullets below it. */
struct leveltext_item {
	const char *text;
	const char **sub;
	size_t subs;
};

struct leveltext {
	enum leveltext_kind kind;
	const char *summary; /* the prose before the bullets, or NULL */
	const char *note;    /* why there are no criteria: the whole text with
				its bullets, a line each; or NULL */
	int defers_to;       /* LEVELTEXT_DEFERS: the level named */
	int or_to; /* the one that holds instead where it has criteria of its
		      own ("or Level 4 (if available)"); 0: none */
	bool contradicts; /* says there are none and then lists some: they are
			     the items, to be shown and never ticked */
	bool guessed;     /* no bullets stood in the text: its lines are taken
			     as the criteria */
	struct leveltext_item *items;
	size_t count;
	struct arena arena; /* holds all of it */
};

/* Classifies len bytes of UTF-8, lines being list breaks. Wording is kept;
 * white space is folded. The caller calls leveltext_done. */
void leveltext_read(
    int level, const char *text, size_t len, struct leveltext *out);
void leveltext_done(struct leveltext *text);

/* The bytes of the bullet sign that text opens with, blanks after it
 * included; 0: none. A number in parentheses is no sign but text. */
size_t leveltext_sign(const char *text);
/* Does text open with a bullet sign or a number in parentheses? */
bool leveltext_is_item(const char *text);
/* len bytes with white space folded line by line, empty lines dropped: text
 * that keeps its list breaks. The caller frees it. */
char *leveltext_lines(const char *text, size_t len);

/* The maturity model named in text ("SP-CMM", "C|P-CMM"), the longest name
 * where several stand; NULL: none. The caller frees it. */
char *leveltext_model(const char *text);
/* The domain's name where text opens with "Name (CODE) "; else NULL. The
 * caller frees it. */
char *leveltext_domain(const char *text, const char *code);

#endif
