/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Memory never comes back NULL, and running out of it ends in one line. */

#include <config.h>

#include "base/mem.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) && !defined(UNDER_ASAN)
#define UNDER_ASAN 1
#endif

Test(mem, nothing_at_all_can_be_asked_for)
{
	void *none = xmalloc(0);
	void *zeros = xcalloc(0, 0);
	void *again = xrealloc(NULL, 0);

	cr_assert_not_null(none, "xmalloc");
	cr_assert_not_null(zeros, "xcalloc");
	cr_assert_not_null(again, "xrealloc");
	free(none);
	free(zeros);
	free(again);
}

Test(mem, copies_are_the_callers_own_and_null_stays_null)
{
	char text[] = "gate";
	char *whole = xstrdup(text), *part = xstrndup(text, 2);

	text[0] = 'x';
	cr_assert_str_eq(whole, "gate", "a copy");
	cr_assert_str_eq(part, "ga", "the first two bytes");
	cr_assert_null(xstrdup(NULL), "NULL");
	cr_assert_null(xstrndup(NULL, 3), "NULL");
	free(whole);
	free(part);
}

Test(mem, a_formatted_text_is_as_long_as_it_needs_to_be)
{
	char *text = xasprintf("%0300d|%s", 7, "end");

	cr_assert_eq(strlen(text), 304u, "%zu bytes", strlen(text));
	cr_assert_str_eq(text + 300, "|end", "nothing is cut");
	free(text);
}

Test(mem, a_grown_array_keeps_what_it_holds)
{
	size_t capacity = 0;
	int *items = NULL;

	for (int i = 0; i < 5000; i++) {
		items = mem_grow(
		    items, &capacity, (size_t)i + 1, sizeof(*items));
		cr_assert_geq(capacity, (size_t)i + 1, "item %d fits", i);
		items[i] = i;
	}
	for (int i = 0; i < 5000; i++)
		cr_assert_eq(items[i], i, "item %d is still there", i);
	size_t before = capacity;
	int *same = mem_grow(items, &capacity, 10, sizeof(*items));

	cr_assert_eq(same, items, "what fits is not moved");
	cr_assert_eq(capacity, before, "nor made smaller");
	free(items);
}

static int hook_fd;

static void
hook(void)
{
	cr_assert_eq(write(hook_fd, "hook\n", 5), 5, "");
}

static void
grow_beyond_all(void)
{
	size_t capacity = 0;

	mem_grow(NULL, &capacity, SIZE_MAX / 2, 16);
}

/* What a child says and how it ends when it asks for too much. */
static void
expect_end(void (*ask)(void), const char *said)
{
	int ends[2], status;
	char text[256];
	size_t len = 0;
	ssize_t got;

	cr_assert_eq(pipe(ends), 0, "pipe");
	pid_t child = fork();

	if (child == 0) {
		hook_fd = ends[1];
		dup2(ends[1], STDERR_FILENO);
		mem_set_die_hook(hook);
		ask();
		_exit(0);
	}
	close(ends[1]);
	while ((got = read(ends[0], text + len, sizeof(text) - 1 - len)) > 0)
		len += (size_t)got;
	text[len] = '\0';
	close(ends[0]);
	cr_assert_eq(waitpid(child, &status, 0), child, "wait");
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 1,
	    "it ends with 1, not with %x", (unsigned)status);
	cr_assert_str_eq(text, said, "said \"%s\"", text);
}

Test(mem, an_impossible_size_runs_the_hook_and_says_one_line)
{
	expect_end(grow_beyond_all, "hook\nassay: out of memory\n");
}

#ifndef UNDER_ASAN
static void *volatile kept;

static void
malloc_too_much(void)
{
	volatile size_t much = SIZE_MAX - 4096;

	kept = xmalloc(much);
}

static void
realloc_too_much(void)
{
	volatile size_t much = SIZE_MAX - 4096;

	kept = xrealloc(xmalloc(8), much);
}

static void
calloc_too_much(void)
{
	volatile size_t much = SIZE_MAX / 4;

	kept = xcalloc(much, 16);
}

Test(mem, a_refusal_of_the_system_ends_the_same_way)
{
	expect_end(malloc_too_much, "hook\nassay: out of memory\n");
	expect_end(realloc_too_much, "hook\nassay: out of memory\n");
	expect_end(calloc_too_much, "hook\nassay: out of memory\n");
}
#endif
