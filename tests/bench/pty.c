/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A pseudo-terminal and /proc. A program with one thread has answered when it
 * sleeps and nothing is left to be read; of others only silence tells. */

#include <config.h>

#include "pty.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	ROWS = 40,
	COLS = 120,
	FRAME_QUIET = 60,  /* silence that ends a first frame */
	THREAD_QUIET = 30, /* and an answer of a program with threads */
	KEY_QUIET = 2,     /* else: asleep, and silent for so long */
	PATIENCE = 30000,
	KEY_PATIENCE = 2000
};

struct pty {
	int fd;
	pid_t pid;
	bool threads;
	int slow;
};

double
pty_now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

static void
set_env(const char *const *env)
{
	for (; env && *env; env++) {
		if (strchr(*env, '='))
			putenv((char *)(size_t)*env);
		else
			unsetenv(*env);
	}
}

static void __attribute__((noreturn))
become(const char *const *argv, const char *const *env)
{
	setenv("TERM", "xterm-256color", 1);
	unsetenv("COLORTERM");
	unsetenv("LINES");
	unsetenv("COLUMNS");
	set_env(env);
	execvp(argv[0], (char **)(size_t)argv);
	fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

/* Terminals answer when they are asked what they are and where they stand. */
static void
answer(const struct pty *pty, const char *bytes, size_t len)
{
	static const struct {
		const char *asked, *told;
	} answers[] = {
		{ "\033[c", "\033[?64;1;2;22c" },
		{ "\033[>c", "\033[>41;372;0c" },
		{ "\033[6n", "\033[1;1R" },
		{ "\033[5n", "\033[0n" },
	};

	for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++) {
		const char *told = answers[i].told;

		if (memmem(bytes, len, answers[i].asked,
		        strlen(answers[i].asked)) &&
		    write(pty->fd, told, strlen(told)) < 0)
			return;
	}
}

/* Reads what has come within so many milliseconds, below 0: what is there. */
static ssize_t
take(struct pty *pty, double wait)
{
	char bytes[65536];
	struct pollfd fd = { .fd = pty->fd, .events = POLLIN };
	struct timespec span = { 0 };

	if (wait > 0) {
		span.tv_sec = (time_t)(wait / 1e3);
		span.tv_nsec = (long)((wait - (double)span.tv_sec * 1e3) * 1e6);
	}
	if (ppoll(&fd, 1, &span, NULL) <= 0)
		return 0;
	ssize_t got = read(pty->fd, bytes, sizeof(bytes));

	if (got <= 0)
		return -1;
	answer(pty, bytes, (size_t)got);
	return got;
}

/* Does it sleep, waiting for somebody else than the disk? */
static bool
asleep(const struct pty *pty)
{
	char name[64], text[512];

	snprintf(name, sizeof(name), "/proc/%d/stat", (int)pty->pid);
	int fd = open(name, O_RDONLY | O_CLOEXEC);
	ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);

	if (fd >= 0)
		close(fd);
	if (got <= 0)
		return true;
	text[got] = '\0';
	const char *state = strrchr(text, ')');

	return !state || state[2] == 'S' || state[2] == 'Z';
}

/* Reads until it has answered; false when nothing came. Times from `start`. */
static bool
settle(struct pty *pty, double start, double quiet, double patience,
    struct took *took)
{
	double last = start;

	*took = (struct took){ 0 };
	for (;;) {
		ssize_t got = take(pty, quiet);
		double at = pty_now();

		if (got < 0)
			return took->bytes > 0;
		if (got > 0) {
			if (!took->bytes)
				took->first = at - start;
			took->bytes += (size_t)got;
			took->last = at - start;
			last = at;
			continue;
		}
		if (took->bytes && at - last >= quiet &&
		    (pty->threads || asleep(pty)))
			return true;
		/* asleep without a word: it has nothing to say */
		if (!took->bytes && at - start > patience)
			return false;
		if (at - last > PATIENCE * (double)pty->slow)
			return false;
	}
}

struct pty *
pty_start(const struct pty_program *program, struct took *took)
{
	struct winsize size = { .ws_row = ROWS, .ws_col = COLS };
	struct pty *pty = calloc(1, sizeof(*pty));

	if (!pty)
		abort();
	pty->threads = program->threads;
	pty->slow = program->slow ? program->slow : 1;
	double start = pty_now();

	pty->pid = forkpty(&pty->fd, NULL, NULL, &size);
	if (pty->pid == 0) {
		int in = program->input ? open(program->input, O_RDONLY) : -1;

		if (in >= 0) {
			dup2(in, STDIN_FILENO);
			close(in);
		}
		become(program->argv, program->env);
	}
	if (pty->pid < 0) {
		perror("forkpty");
		exit(1);
	}
	fcntl(pty->fd, F_SETFD, FD_CLOEXEC);
	if (settle(pty, start, FRAME_QUIET * pty->slow,
	        (double)PATIENCE * pty->slow, took))
		return pty;
	pty_end(pty, NULL);
	return NULL;
}

bool
pty_send(struct pty *pty, const char *bytes, size_t len, struct took *took)
{
	while (take(pty, -1) > 0)
		;
	double start = pty_now();

	if (write(pty->fd, bytes, len) != (ssize_t)len)
		return false;
	return settle(pty, start,
	    (pty->threads ? THREAD_QUIET : KEY_QUIET) * pty->slow,
	    (double)KEY_PATIENCE * pty->slow, took);
}

bool
pty_type(struct pty *pty, const char *text, struct took *took)
{
	return pty_send(pty, text, strlen(text), took);
}

size_t
pty_idle(struct pty *pty, int milliseconds)
{
	double end = pty_now() + milliseconds;
	size_t bytes = 0;

	for (double left; (left = end - pty_now()) > 0;) {
		ssize_t got = take(pty, left);

		if (got < 0)
			break;
		bytes += (size_t)got;
	}
	return bytes;
}

int
pty_pid(const struct pty *pty)
{
	return (int)pty->pid;
}

/* The number behind a name in a file of /proc. */
static unsigned long
proc_number(const char *path, const char *name)
{
	FILE *file = fopen(path, "r");
	char line[256];
	unsigned long number = 0;
	size_t len = strlen(name);

	while (file && fgets(line, sizeof(line), file))
		if (strncmp(line, name, len) == 0)
			number = strtoul(line + len, NULL, 10);
	if (file)
		fclose(file);
	return number;
}

unsigned long
pty_switches(const struct pty *pty)
{
	char path[512];
	unsigned long sum = 0;

	snprintf(path, sizeof(path), "/proc/%d/task", (int)pty->pid);
	DIR *tasks = opendir(path);

	for (struct dirent *task; tasks && (task = readdir(tasks));) {
		if (task->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "/proc/%d/task/%.32s/status",
		    (int)pty->pid, task->d_name);
		sum += proc_number(path, "voluntary_ctxt_switches:");
	}
	if (tasks)
		closedir(tasks);
	return sum;
}

size_t
pty_peak(const struct pty *pty)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pty->pid);
	return proc_number(path, "VmHWM:") * 1024;
}

void
pty_end(struct pty *pty, const char *bytes)
{
	double end = pty_now() + 3000.0 * pty->slow;
	int status;

	if (!bytes || write(pty->fd, bytes, strlen(bytes)) < 0)
		kill(pty->pid, SIGTERM);
	while (waitpid(pty->pid, &status, WNOHANG) == 0) {
		if (pty_now() > end)
			kill(pty->pid, SIGKILL);
		/* the terminal may be gone before the program is */
		if (take(pty, 1) < 0)
			poll(NULL, 0, 1);
	}
	close(pty->fd);
	free(pty);
}

double
pty_run(const char *const *argv, const char *const *env, const char *out)
{
	double start = pty_now();
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		int fd = open(out ? out : "/dev/null",
		    O_WRONLY | O_CREAT | O_TRUNC, 0600);

		dup2(fd, STDOUT_FILENO);
		if (fd > STDERR_FILENO)
			close(fd);
		become(argv, env);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return -1;
	double took = pty_now() - start;

	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? took : -1;
}
