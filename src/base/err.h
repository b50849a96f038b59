/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_BASE_ERR_H
#define ASSAY_BASE_ERR_H

/* What went wrong, for a person: one line that names the place and what to
 * do. Messages are translated where they are made. A function returning bool
 * returns false exactly when it has set *err; then its outputs are
 * untouched. */

#include <stdbool.h>
#include <stddef.h>

enum err_code {
	ERR_NONE,
	ERR_INPUT,  /* what was given is wrong */
	ERR_IO,     /* the disk or the terminal refused */
	ERR_FULL,   /* no space left */
	ERR_LOCKED, /* somebody else writes here */
	ERR_NEWER,  /* made by a newer assay */
	ERR_ABSENT, /* it is not there */
	ERR_USAGE   /* the command line is wrong */
};

struct err {
	enum err_code code;
	char *message;
	char *path;    /* NULL: no file */
	size_t line;   /* from 1; 0: none */
	size_t column; /* from 1, in characters; 0: none */
};

void err_done(struct err *err);
/* Sets (replacing) the message; err may be NULL, then nothing happens.
 * Returns false, so that `return err_set(...)` is one line. */
bool err_set(struct err *err, enum err_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* As err_set, with the place; path may be NULL. */
bool err_set_at(struct err *err, enum err_code code, const char *path,
    size_t line, size_t column, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
/* Sets ERR_FULL, ERR_ABSENT or ERR_IO after errno (`number`), the message
 * being "<what>: <strerror>"; path as above. */
bool err_set_errno(struct err *err, int number, const char *path);
/* Puts "context: " before the message. Returns false. */
bool err_wrap(struct err *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* "path:line:column: message", parts that are absent left out, safe for a
 * terminal; the caller frees it. */
char *err_line(const struct err *err);

/* Problems found on the way, in order: errors, and warnings that do not stop
 * the work. A zeroed struct is empty. */
struct err_list {
	struct err_item {
		struct err err;
		bool warning;
	} *items;
	size_t count;
	size_t capacity;
	size_t errors; /* how many are no warnings */
	size_t dropped; /* beyond ERR_LIST_MAX */
};
enum { ERR_LIST_MAX = 10000 };

void err_list_done(struct err_list *list);
void err_list_add(struct err_list *list, bool warning, const char *path,
    size_t line, size_t column, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
/* Puts what is in the list in order of path, line and column. */
void err_list_sort(struct err_list *list);
/* Moves *err into the list as an error and empties it. */
void err_list_take(struct err_list *list, struct err *err);

#endif
