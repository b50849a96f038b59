/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A pseudo-terminal, libvterm behind it, and polling. */

#include <config.h>

#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>
#include <vterm.h>

/* The screen is settled when nothing has come for so many milliseconds. */
enum { QUIET = 40 };

struct terminal {
	int fd; /* the master; -1: closed, or the other side is gone */
	/* the program's side, held until the program ends, to see what modes
	 * it leaves */
	int side;
	struct termios at_start, at_end;
	struct rusage usage;
	int pid_fd;
	pid_t pid;
	bool ended;
	int status;
	int rows, cols;
	VTerm *vt;
	VTermScreen *screen;
	char *text;
	char *wire;
	size_t wire_len, wire_capacity;
};

static long
now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

static void
run_child(char *const argv[], const char *const env[])
{
	for (; *env; env++) {
		if (strchr(*env, '='))
			putenv((char *)(size_t)*env);
		else
			unsetenv(*env);
	}
	execv(argv[0], argv);
	fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

struct terminal *
terminal_start(
    char *const argv[], const char *const env[], int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols };
	struct terminal *t = calloc(1, sizeof(*t));

	if (!t)
		return NULL;
	t->rows = rows;
	t->cols = cols;
	if (openpty(&t->fd, &t->side, NULL, NULL, &size)) {
		free(t);
		return NULL;
	}
	tcgetattr(t->side, &t->at_start);
	fcntl(t->fd, F_SETFD, FD_CLOEXEC);
	fcntl(t->side, F_SETFD, FD_CLOEXEC);
	t->pid = fork();
	if (t->pid == 0) {
		if (login_tty(dup(t->side)))
			_exit(127);
		run_child(argv, env);
	}
	if (t->pid < 0) {
		close(t->fd);
		close(t->side);
		free(t);
		return NULL;
	}
	t->pid_fd = (int)syscall(SYS_pidfd_open, t->pid, 0);
	t->vt = vterm_new(rows, cols);
	vterm_set_utf8(t->vt, 1);
	t->screen = vterm_obtain_screen(t->vt);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_reset(t->screen, 1);
	return t;
}

/* The program has ended: how it left the terminal. */
static void
let_go(struct terminal *t)
{
	if (t->side < 0)
		return;
	tcgetattr(t->side, &t->at_end);
	close(t->side);
	t->side = -1;
}

void
terminal_free(struct terminal *t)
{
	int status;

	if (!t)
		return;
	if (!t->ended)
		kill(t->pid, SIGKILL);
	terminal_ended(t, TERMINAL_PATIENCE, &status);
	terminal_hang_up(t);
	let_go(t);
	close(t->pid_fd);
	vterm_free(t->vt);
	free(t->text);
	free(t->wire);
	free(t);
}

/* Bytes to the program. Its output is read meanwhile, or both would wait. */
static void
send_bytes(struct terminal *t, const char *bytes, size_t len);

/* Takes what the program has written; false when there is no more to come. */
static bool
take(struct terminal *t)
{
	char bytes[4096], reply[256];
	ssize_t got = read(t->fd, bytes, sizeof(bytes));

	if (got <= 0) {
		if (got < 0 && errno == EINTR)
			return true;
		terminal_hang_up(t);
		return false;
	}
	if (t->wire_len + (size_t)got >= t->wire_capacity) {
		t->wire_capacity = 2 * t->wire_capacity + sizeof(bytes) + 1;
		t->wire = realloc(t->wire, t->wire_capacity);
		if (!t->wire)
			abort();
	}
	memcpy(t->wire + t->wire_len, bytes, (size_t)got);
	t->wire_len += (size_t)got;
	t->wire[t->wire_len] = '\0';
	vterm_input_write(t->vt, bytes, (size_t)got);
	size_t len = vterm_output_read(t->vt, reply, sizeof(reply));

	if (len)
		send_bytes(t, reply, len);
	return true;
}

/* Waits for output; false when none comes within so many milliseconds. */
static bool
poll_output(struct terminal *t, long patience)
{
	struct pollfd fds[2] = { { .fd = t->fd, .events = POLLIN },
		{ .fd = t->side < 0 ? -1 : t->pid_fd, .events = POLLIN } };

	if (t->fd < 0 || patience < 0)
		return false;
	if (poll(fds, 2, (int)patience) <= 0)
		return false;
	if (fds[0].revents)
		return take(t);
	let_go(t);
	return true;
}

static void
send_bytes(struct terminal *t, const char *bytes, size_t len)
{
	while (len && t->fd >= 0) {
		struct pollfd fd = { .fd = t->fd, .events = POLLOUT | POLLIN };

		if (poll(&fd, 1, TERMINAL_PATIENCE) <= 0)
			return;
		if (fd.revents & POLLIN && !take(t))
			return;
		if (!(fd.revents & POLLOUT))
			continue;
		ssize_t put = write(t->fd, bytes, len);

		if (put < 0 && errno != EINTR && errno != EAGAIN)
			return;
		if (put > 0) {
			bytes += put;
			len -= (size_t)put;
		}
	}
}

void
terminal_send(struct terminal *t, const char *bytes)
{
	send_bytes(t, bytes, strlen(bytes));
}

void
terminal_resize(struct terminal *t, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols };

	t->rows = rows;
	t->cols = cols;
	vterm_set_size(t->vt, rows, cols);
	ioctl(t->fd, TIOCSWINSZ, &size);
}

/* Appends a cell's text as UTF-8. */
static size_t
add_cell(char *out, const VTermScreenCell *cell)
{
	size_t len = 0;

	if (cell->chars[0] == 0) {
		out[0] = ' ';
		return 1;
	}
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++) {
		uint32_t c = cell->chars[i];

		if (c < 0x80) {
			out[len++] = (char)c;
		} else if (c < 0x800) {
			out[len++] = (char)(0xc0 | c >> 6);
			out[len++] = (char)(0x80 | (c & 63));
		} else if (c < 0x10000) {
			out[len++] = (char)(0xe0 | c >> 12);
			out[len++] = (char)(0x80 | (c >> 6 & 63));
			out[len++] = (char)(0x80 | (c & 63));
		} else {
			out[len++] = (char)(0xf0 | c >> 18);
			out[len++] = (char)(0x80 | (c >> 12 & 63));
			out[len++] = (char)(0x80 | (c >> 6 & 63));
			out[len++] = (char)(0x80 | (c & 63));
		}
	}
	return len;
}

const char *
terminal_screen(struct terminal *t)
{
	size_t most = (size_t)t->rows *
	    ((size_t)t->cols * 4 * VTERM_MAX_CHARS_PER_CELL + 1);
	char *at;

	free(t->text);
	t->text = at = malloc(most + 1);
	if (!at)
		abort();
	for (int row = 0; row < t->rows; row++) {
		char *start = at;

		for (int col = 0; col < t->cols; col++) {
			VTermScreenCell cell;
			VTermPos pos = { .row = row, .col = col };

			vterm_screen_get_cell(t->screen, pos, &cell);
			/* the right half of a wide character */
			if (cell.chars[0] == (uint32_t)-1)
				continue;
			at += add_cell(at, &cell);
		}
		while (at > start && at[-1] == ' ')
			at--;
		*at++ = '\n';
	}
	*at = '\0';
	return t->text;
}

bool
terminal_wait(struct terminal *t, const char *text, bool there)
{
	long end = now() + TERMINAL_PATIENCE;

	for (;;) {
		while (poll_output(t, QUIET))
			;
		if ((strstr(terminal_screen(t), text) != NULL) == there)
			return true;
		if (t->fd < 0 || !poll_output(t, end - now()))
			return false;
	}
}

bool
terminal_read(struct terminal *t, int patience)
{
	return poll_output(t, patience);
}

/* The letter of the program's state; S: it sleeps. */
static char
state_of(const struct terminal *t)
{
	char name[32], line[256];

	snprintf(name, sizeof(name), "/proc/%ld/stat", (long)t->pid);
	int fd = open(name, O_RDONLY | O_CLOEXEC);
	ssize_t got = fd < 0 ? -1 : read(fd, line, sizeof(line) - 1);

	if (fd >= 0)
		close(fd);
	line[got > 0 ? got : 0] = '\0';
	const char *name_end = strrchr(line, ')');

	return name_end && name_end[1] ? name_end[2] : '\0';
}

bool
terminal_idle(const struct terminal *t)
{
	/* in this order: what is read is drawn, what is drawn comes here */
	struct pollfd unread = { .fd = t->side, .events = POLLIN };
	struct pollfd drawn = { .fd = t->fd, .events = POLLIN };

	return t->side >= 0 && poll(&unread, 1, 0) == 0 &&
	       state_of(t) == 'S' && poll(&drawn, 1, 0) == 0;
}

const char *
terminal_wire(const struct terminal *t, size_t *len)
{
	*len = t->wire_len;
	return t->wire ? t->wire : "";
}

void
terminal_hang_up(struct terminal *t)
{
	if (t->fd >= 0)
		close(t->fd);
	t->fd = -1;
}

pid_t
terminal_foreground(const struct terminal *t)
{
	return tcgetpgrp(t->fd);
}

pid_t
terminal_pid(const struct terminal *t)
{
	return t->pid;
}

bool
terminal_ended(struct terminal *t, int patience, int *status)
{
	long end = now() + patience;

	while (!t->ended) {
		struct pollfd fds[2] = {
			{ .fd = t->pid_fd, .events = POLLIN },
			{ .fd = t->fd, .events = POLLIN },
		};
		long left = end - now();

		if (left < 0 || poll(fds, 2, (int)left) <= 0)
			return false;
		if (fds[1].revents)
			take(t);
		else if (fds[0].revents) {
			let_go(t);
			t->ended =
			    wait4(t->pid, &t->status, 0, &t->usage) == t->pid;
		}
	}
	*status = t->status;
	return true;
}

bool
terminal_restored(const struct terminal *t)
{
	const struct termios *a = &t->at_start, *b = &t->at_end;

	return t->ended && a->c_iflag == b->c_iflag &&
	       a->c_oflag == b->c_oflag && a->c_cflag == b->c_cflag &&
	       a->c_lflag == b->c_lflag &&
	       memcmp(a->c_cc, b->c_cc, sizeof(a->c_cc)) == 0;
}

/* Of a program that runs: the 14th to 17th word of its stat. */
static long
running_cpu(const struct terminal *t)
{
	char name[64], line[1024] = "";
	long ticks[4] = { 0 };

	snprintf(name, sizeof(name), "/proc/%ld/stat", (long)t->pid);
	FILE *file = fopen(name, "r");

	if (!file)
		return 0;
	if (fgets(line, sizeof(line), file) && strrchr(line, ')'))
		sscanf(strrchr(line, ')'),
		    ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u"
		    " %ld %ld %ld %ld",
		    &ticks[0], &ticks[1], &ticks[2], &ticks[3]);
	fclose(file);
	return (ticks[0] + ticks[1] + ticks[2] + ticks[3]) * 1000 /
	       sysconf(_SC_CLK_TCK);
}

long
terminal_cpu(const struct terminal *t)
{
	if (!t->ended)
		return running_cpu(t);
	const struct timeval *user = &t->usage.ru_utime;
	const struct timeval *system = &t->usage.ru_stime;

	return (user->tv_sec + system->tv_sec) * 1000 +
	       (user->tv_usec + system->tv_usec) / 1000;
}

void
terminal_heed_signals(void)
{
	signal(SIGHUP, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
}
