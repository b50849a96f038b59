/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_UI_TERM_SCREEN_H
#define ASSAY_TESTS_UI_TERM_SCREEN_H

/* A program in a terminal of its own (forkpty, libvterm), for test_term.c. */

#include <criterion/criterion.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ui/canvas.h"

enum { ROWS = 24, COLS = 100, PATIENCE_MS = 10000 };

struct screen {
	int fd; /* of the master; -1: hung up */
	pid_t child;
	VTerm *vterm;
	VTermScreen *cells;
	struct str sent; /* all the program wrote */
};

static void
screen_open(struct screen *screen, const char *type, void (*program)(void))
{
	struct winsize size = { .ws_row = ROWS, .ws_col = COLS };

	*screen = (struct screen){ .vterm = vterm_new(ROWS, COLS) };
	vterm_set_utf8(screen->vterm, 1);
	screen->cells = vterm_obtain_screen(screen->vterm);
	vterm_screen_enable_altscreen(screen->cells, 1);
	vterm_screen_reset(screen->cells, 1);
	screen->child = forkpty(&screen->fd, NULL, NULL, &size);
	cr_assert_geq(screen->child, 0, "there is no pseudo-terminal");
	if (screen->child == 0) {
		if (type)
			setenv("TERM", type, 1);
		else
			unsetenv("TERM");
		unsetenv("LINES");
		unsetenv("COLUMNS");
		program();
		_exit(0);
	}
}

static void
screen_row(const struct screen *screen, int row, struct str *text)
{
	int rows, cols;

	str_clear(text);
	vterm_get_size(screen->vterm, &rows, &cols);
	for (int col = 0; col < cols; col++) {
		VTermScreenCell cell;
		VTermPos at = { .row = row, .col = col };
		char bytes[5];

		vterm_screen_get_cell(screen->cells, at, &cell);
		if (!cell.chars[0])
			str_add_char(text, ' ');
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i];
		     i++) {
			if (cell.chars[i] == UINT32_MAX)
				break;
			utf8_encode(cell.chars[i], bytes);
			str_add(text, bytes);
		}
	}
}

static bool
screen_holds(const struct screen *screen, const char *text)
{
	struct str row = { 0 };
	bool found = false;
	int rows, cols;

	vterm_get_size(screen->vterm, &rows, &cols);
	for (int i = 0; i < rows && !found; i++) {
		screen_row(screen, i, &row);
		found = strstr(str_text(&row), text) != NULL;
	}
	str_done(&row);
	return found;
}

/* Takes what the program has written, waiting for some; false: it is over. */
static bool
screen_read(struct screen *screen)
{
	struct pollfd input = { .fd = screen->fd, .events = POLLIN };
	char buffer[4096];

	if (poll(&input, 1, PATIENCE_MS) <= 0)
		return false;
	ssize_t got = read(screen->fd, buffer, sizeof(buffer));

	if (got <= 0)
		return false;
	vterm_input_write(screen->vterm, buffer, (size_t)got);
	str_add_n(&screen->sent, buffer, (size_t)got);
	return true;
}

static void
screen_fail(const struct screen *screen, const char *text)
{
	struct str all = { 0 }, row = { 0 };
	int rows, cols;

	vterm_get_size(screen->vterm, &rows, &cols);
	for (int i = 0; i < rows; i++) {
		screen_row(screen, i, &row);
		str_printf(&all, "%s\n", str_text(&row));
	}
	cr_assert_fail(
	    "the screen never said '%s' but:\n%s", text, str_text(&all));
}

static void
expect(struct screen *screen, const char *text)
{
	while (!screen_holds(screen, text)) {
		if (!screen_read(screen))
			screen_fail(screen, text);
	}
}

static void
type(struct screen *screen, const char *bytes)
{
	size_t len = strlen(bytes);

	cr_assert_eq(write(screen->fd, bytes, len), (ssize_t)len, "typing");
}

static void
resize(struct screen *screen, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols };

	ioctl(screen->fd, TIOCSWINSZ, &size);
	vterm_set_size(screen->vterm, rows, cols);
}

static void
hang_up(struct screen *screen)
{
	close(screen->fd);
	screen->fd = -1;
}

/* Ends the play; the program's exit status. */
static int
screen_close(struct screen *screen, struct rusage *usage)
{
	struct rusage ignored;
	int status = -1;

	while (screen->fd >= 0 && screen_read(screen))
		continue;
	cr_assert_eq(wait4(screen->child, &status, 0, usage ? usage : &ignored),
	    screen->child, "the program does not end");
	vterm_free(screen->vterm);
	str_done(&screen->sent);
	if (screen->fd >= 0)
		close(screen->fd);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
leave(struct screen *screen)
{
	type(screen, "q");
	expect(screen, "bye 0");
	cr_assert_eq(screen_close(screen, NULL), 7, "it ended otherwise");
}

#endif
