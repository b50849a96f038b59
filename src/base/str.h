/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_BASE_STR_H
#define ASSAY_BASE_STR_H

/* A growing byte string, NUL-terminated whenever data is not NULL. A zeroed
 * struct is an empty string; the owner calls str_done. */

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct str {
	char *data; /* NULL while nothing was ever added */
	size_t len;
	size_t capacity;
};

void str_done(struct str *s);
/* Empties it and keeps the memory. */
void str_clear(struct str *s);
void str_add(struct str *s, const char *text);
void str_add_n(struct str *s, const char *bytes, size_t len);
void str_add_char(struct str *s, char c);
void str_add_repeat(struct str *s, char c, size_t count);
void str_printf(struct str *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void str_vprintf(struct str *s, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
/* Puts len bytes in at byte offset `at`. */
void str_insert(struct str *s, size_t at, const char *bytes, size_t len);
/* Takes len bytes out from byte offset `at`. */
void str_remove(struct str *s, size_t at, size_t len);
void str_truncate(struct str *s, size_t len);
/* The text, "" when empty; borrowed until the next change. */
const char *str_text(const struct str *s);
/* The text as a heap string the caller frees; s is empty afterwards. */
char *str_steal(struct str *s);

/* Are the two equal? NULL equals only NULL. */
bool str_equal(const char *a, const char *b);
bool str_starts(const char *text, const char *prefix);
/* A number to find len bytes by in a table; the same within a run only. */
size_t str_hash(const char *bytes, size_t len);
/* Like strcmp, but runs of digits compare as numbers and letters without
 * case: OPS-01, OPS-01.1, OPS-02; AST-02.2 before AST-02.10. Zero only when
 * both are equal but for case (DESIGN.md 3). */
int str_natural_compare(const char *a, const char *b);
/* A copy with every run of white space (NBSP included) as one blank and none
 * at the ends; the caller frees it. */
char *str_fold_space(const char *text, size_t len);

#endif
