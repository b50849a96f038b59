/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Allocation that never fails quietly. */

#include <config.h>

#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void (*die_hook)(void);

void
mem_set_die_hook(void (*hook)(void))
{
	die_hook = hook;
}

static void __attribute__((noreturn))
die(void)
{
	static const char message[] = "assay: out of memory\n";

	if (die_hook) {
		void (*hook)(void) = die_hook;

		die_hook = NULL;
		hook();
	}
	ssize_t ignored = write(STDERR_FILENO, message, sizeof(message) - 1);

	(void)ignored;
	_exit(1);
}

void *
xmalloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		die();
	return p;
}

void *
xcalloc(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		die();
	return p;
}

void *
xrealloc(void *old, size_t size)
{
	void *p = realloc(old, size ? size : 1);

	if (!p)
		die();
	return p;
}

char *
xstrdup(const char *text)
{
	return text ? xstrndup(text, strlen(text)) : NULL;
}

char *
xstrndup(const char *text, size_t len)
{
	if (!text)
		return NULL;
	char *copy = xmalloc(len + 1);

	memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

char *
xasprintf(const char *format, ...)
{
	va_list args;
	char *text = NULL;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		die();
	va_end(args);
	return text;
}

void *
mem_grow(void *old, size_t *capacity, size_t need, size_t item_size)
{
	if (need <= *capacity)
		return old;
	size_t wanted = *capacity < 8 ? 8 : *capacity + *capacity / 2;

	if (wanted < need)
		wanted = need;
	if (wanted > SIZE_MAX / item_size)
		die();
	*capacity = wanted;
	return xrealloc(old, wanted * item_size);
}
