/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The line that says how far it is. */

#include <config.h>

#include "app/progress.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ui/canvas.h"

enum { PAUSE = 100 /* milliseconds between two lines */ };

static int64_t
now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

void
progress_begin(struct progress *p)
{
	*p = (struct progress){ .on = isatty(STDERR_FILENO) == 1,
		.shown = now() };
}

bool
progress_due(struct progress *p)
{
	return p->on && now() - p->shown >= PAUSE;
}

/* Blanks take away what stood there: every terminal knows them. */
static void
rewrite(struct progress *p, const char *text)
{
	int cells = text_cells(text);

	if (p->cells > cells)
		fprintf(stderr, "\r%*s", p->cells, "");
	fprintf(stderr, "\r%s", text);
	fflush(stderr);
	p->cells = cells;
	p->shown = now();
}

void
progress_show(struct progress *p, const char *format, ...)
{
	struct str line = { 0 }, safe = { 0 };
	va_list args;

	if (!p->on)
		return;
	va_start(args, format);
	str_vprintf(&line, format, args);
	va_end(args);
	display_safe(&safe, str_text(&line), false);
	rewrite(p, str_text(&safe));
	str_done(&safe);
	str_done(&line);
}

void
progress_clear(struct progress *p)
{
	if (p->on && p->cells)
		rewrite(p, "");
}
