/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_NAMES_H
#define ASSAY_IMPORT_NAMES_H

/* What importers share about names: which level a label means, which id a
 * heading opens with, ids made from names, mapping cells cut into values. */

#include <stdbool.h>
#include <stddef.h>

/* A growing list of heap strings. A zeroed struct is empty. */
struct name_list {
	char **items;
	size_t count;
	size_t capacity;
};
void name_list_done(struct name_list *list);
/* Appends a copy of len bytes. */
void name_list_add(struct name_list *list, const char *text, size_t len);

/* The level a label means: by the number in it ("Level 3", "SP-CMM 3 Well
 * Defined"), or by a name that is nearly one of the usual six (domain.md 1:
 * "Performed internally" is 1, "Quantitatively controllled" 4). -1: neither. */
int names_level(const char *label);
/* The name part of a label: what follows its number, or all of it. Borrowed
 * from label; "" when there is only a number. */
const char *names_level_rest(const char *label);
/* The name of that level as it is shown, NULL beyond the usual six. */
const char *names_level_name(int level);
/* Is this label nearly the usual name of that level? */
bool names_is_level(const char *label, int level);

/* The bytes of the control id that text opens with: a word with a digit in
 * it, of the characters an id may have. 0: there is none. */
size_t names_id(const char *text);
/* Are two ids made alike up to their first number: "E-TPM-04" and "E-BCM-12",
 * but not "ISO-27001"? */
bool names_alike(const char *a, const char *b);
/* The bytes of the separator at text, blanks around it included: a colon, or
 * a dash after a blank. 0: there is none. */
size_t names_separator(const char *text);
/* A copy of text that is a valid id, what an id cannot hold replaced; the
 * caller frees it. */
char *names_valid_id(const char *text);
/* The domain's code in a control id: OPS of OPS-01.1. The caller frees it. */
char *names_domain(const char *control_id);
/* An id made of a name: lower case, words joined by `joint`. The caller frees
 * it. */
char *names_slug(const char *name, char joint);

/* Cuts a mapping cell into values. Line feeds, semicolons and commas before a
 * blank cut for sure; a cell without them is cut at blanks, a word without a
 * digit staying with the next one ("Principle 13"). False when a value is in
 * doubt: words were joined, or the last one has no digit. */
bool names_split_cell(const char *cell, struct name_list *values);

/* Whose content it is, told by the name of its maturity model. */
struct publisher {
	const char *slug, *title, *name, *url, *attribution, *licence;
};
/* NULL: not known. */
const struct publisher *names_publisher(const char *model);

#endif
