/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_SCHEMA_H
#define ASSAY_MODEL_SCHEMA_H

/* The one table of what a session can hold: a row for each kind of path, with
 * the type of its value, the words allowed, which of them need a reason, and
 * the format version it came with (DESIGN.md 6). Journal, undo, snapshot,
 * apply and status are written once against it; a new field is one row. */

#include <stdbool.h>
#include <stddef.h>

struct catalog;
struct err;

enum value_kind {
	VALUE_LINE,   /* one line of text */
	VALUE_TEXT,   /* text of any length */
	VALUE_WORD,   /* one of the row's words */
	VALUE_WORDS,  /* any of the row's words, "examine, test" */
	VALUE_DAY,    /* 2026-07-14 */
	VALUE_MOMENT, /* 2026-07-14T10:32:50+02:00 */
	VALUE_TIME,   /* 10:30 */
	VALUE_HASH,   /* SHA-256, 64 hex digits */
	VALUE_NUMBER, /* a whole number, `low` to `high` */
	VALUE_LEVEL,  /* a level of the pack's scale */
	VALUE_NAME    /* the id of something: see enum schema_name */
};

/* What a VALUE_NAME names. */
enum schema_name {
	NAME_NONE,
	NAME_SIZE,      /* a size of the pack */
	NAME_CRITERION, /* LEVEL.KEY of the path's control */
	NAME_CONTROL,   /* a control of the pack */
	NAME_OBJECTIVE, /* an objective of the path's control */
	NAME_REQUEST,   /* an evidence request of the pack, or other text */
	NAME_ITEM       /* CONTROL, CONTROL/criteria/LEVEL.KEY or
			   CONTROL/objectives/OBJECTIVE */
};

enum {
	SCHEMA_TEXT_MAX = 65536, /* bytes of a value or reason */
	SCHEMA_PATH_MAX = 512
};

struct schema_row {
	const char *pattern; /* segments; upper-case ones stand for ids */
	enum value_kind kind;
	const char *const *words;     /* VALUE_WORD: NULL-terminated */
	const char *const *why_words; /* those that need a reason; the word
					 "*" means every value */
	const char *fallback; /* what holds while nothing is recorded, or NULL*/
	long long low, high;  /* VALUE_NUMBER; of at most 15 digits */
	int since;            /* session format that first had it */
	enum schema_name names; /* VALUE_NAME */
	bool program;         /* recorded by the program alone */
};

/* The rows, ended by one without pattern. */
const struct schema_row *schema_rows(void);
/* The row that a canonical path fits, or NULL. Needs no catalog. */
const struct schema_row *schema_find(const char *path);

/* Checks a path given by a person and makes it canonical: ids as the catalog
 * spells them, LEVEL.N as LEVEL.KEY, ids that exist. On success *canonical is
 * the caller's to free and *row the schema row. The message begins with the
 * path and names what is wrong and what would be right, in one line. Rows the
 * program alone records are refused. */
bool schema_resolve(const struct catalog *catalog, const char *path,
    char **canonical, const struct schema_row **row, struct err *err);
/* Checks a value (NULL removes, always allowed) and its reason; the message
 * begins with the path, which is canonical. */
bool schema_check(const struct schema_row *row, const struct catalog *catalog,
    const char *path, const char *value, const char *why, struct err *err);
/* The same, and the value in its canonical spelling (numbers without leading
 * zeros, ids as the catalog has them): the caller's to free, NULL for NULL. */
bool schema_accept(const struct schema_row *row, const struct catalog *catalog,
    const char *path, const char *value, const char *why, char **canonical,
    struct err *err);
/* Does this value need a reason? */
bool schema_needs_why(const struct schema_row *row, const char *value);

/* Does a canonical path name a control, criterion, level, domain or evidence
 * request that this catalog does not have? */
bool schema_orphan(const struct catalog *catalog, const char *path);

/* "OPS-03/criteria/3.7be01c44/state"; the caller frees these. */
char *path_criterion(
    const char *control, int level, const char *key, const char *field);
/* The i-th segment of a path as a copy the caller frees; NULL past the end.*/
char *path_segment(const char *path, size_t i);
/* "3.7be01c44" -> 3 and the key inside `segment`; false when it is none. */
bool path_parse_criterion(const char *segment, int *level, const char **key);

#endif
