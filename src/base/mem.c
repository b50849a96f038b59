/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Allocation that never fails quietly, not in a library either: few of them
 * see it through, and what comes out of those that do may lack a part. So the
 * program has malloc and its kin of its own, which ask libc's and die like
 * xmalloc. Sanitizers have theirs. */

#include <config.h>

#include "base/mem.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif

static void (*die_hook)(void);
static bool dying;
static int say_fd = STDERR_FILENO;

void
mem_set_die_hook(void (*hook)(void))
{
	die_hook = hook;
}

void
mem_say_on(int fd)
{
	say_fd = fd;
}

static void __attribute__((noreturn))
die(void)
{
	static const char message[] = "assay: out of memory\n";
	void (*hook)(void) = die_hook;

	dying = true;
	die_hook = NULL;
	if (hook)
		hook();
	ssize_t ignored = write(say_fd, message, sizeof(message) - 1);

	(void)ignored;
	_exit(1);
}

#ifndef SANITIZED

/* What libc, or a library put before it, has under a name. */
static void
find_next(const char *name, void *place)
{
	void *found = dlsym(RTLD_NEXT, name);

	memcpy(place, &found, sizeof(found));
}

/* In the middle of dying there is nothing to be lost by going on. */
static void *
checked(void *p, size_t size)
{
	if (!p && size && !dying)
		die();
	return p;
}

void *
malloc(size_t size)
{
	static void *(*next)(size_t);

	if (!next)
		find_next("malloc", &next);
	return checked(next(size), size);
}

void *
calloc(size_t nmemb, size_t size)
{
	static void *(*next)(size_t, size_t);

	if (!next)
		find_next("calloc", &next);
	return checked(next(nmemb, size), nmemb && size);
}

void *
realloc(void *ptr, size_t size)
{
	static void *(*next)(void *, size_t);

	if (!next)
		find_next("realloc", &next);
	return checked(next(ptr, size), size);
}

#endif

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
