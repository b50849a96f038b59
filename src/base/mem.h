/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_BASE_MEM_H
#define ASSAY_BASE_MEM_H

/* Memory that never comes back NULL. When there is none left the die hook
 * runs (it restores the terminal), one line goes to stderr, and the program
 * exits with 1; everything recorded is on disk by then. The same where a
 * library asks for memory by malloc, but under sanitizers. */

#include <stddef.h>

/* Called once before the program dies for want of memory; NULL for none. */
void mem_set_die_hook(void (*hook)(void));
/* Where the line goes while standard error is elsewhere. */
void mem_say_on(int fd);

void *xmalloc(size_t size) __attribute__((malloc, returns_nonnull));
void *xcalloc(size_t count, size_t size)
    __attribute__((malloc, returns_nonnull));
void *xrealloc(void *old, size_t size) __attribute__((returns_nonnull));
/* A copy the caller frees; NULL gives NULL. */
char *xstrdup(const char *text);
/* As xstrdup, of the first len bytes. */
char *xstrndup(const char *text, size_t len);
char *xasprintf(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Grows the array `old` of *capacity items of item_size bytes until `need`
 * items fit; returns the (moved) array and updates *capacity. */
void *mem_grow(void *old, size_t *capacity, size_t need, size_t item_size);

#endif
