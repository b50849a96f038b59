/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The process that makes a report. It and the screen hold one end each of a
 * socket: "ready", it says; "go" is the answer; then it writes and says how it
 * went. An end that closes says stop, without a signal, so that it always takes
 * its temporary files away. */

#include <config.h>

#include "app/report_child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/report_make.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

/* the child's end of the socket; a report takes seconds, one that takes minutes
 * of the processor is caught in itself */
enum { SOCKET = 3, CPU_SECONDS = 600, NICE = 5, LAST_WAIT = 10000 };

/* What the child says: `ready` alone, or how it ended. */
struct news {
	bool ready;
	enum err_code code; /* ERR_NONE: written */
	char sha256[DIGEST_HEX + 1];
	bool has_path; /* the error is about it */
	char path[1024];
	char message[2048];
};

struct report_child {
	int fd;
	bool writing;
};

static void
say(const struct news *news)
{
	if (send(SOCKET, news, sizeof(*news), MSG_NOSIGNAL) !=
	    (ssize_t)sizeof(*news))
		_exit(1);
}

static void
say_failed(const struct err *err)
{
	struct news news = { .code = err->code };

	if (err->path && strlen(err->path) < sizeof(news.path)) {
		news.has_path = true;
		memcpy(news.path, err->path, strlen(err->path) + 1);
	}
	if (err->message)
		snprintf(
		    news.message, sizeof(news.message), "%s", err->message);
	say(&news);
}

/* Is the file still wanted? */
static bool
may_write(void)
{
	struct news ready = { .ready = true };
	ssize_t got;
	char go;

	say(&ready);
	do
		got = recv(SOCKET, &go, 1, 0);
	while (got < 0 && errno == EINTR);
	return got == 1;
}

static void __attribute__((noreturn))
make_and_leave(const struct report_order *order)
{
	struct news done = { .code = ERR_NONE };
	struct str text = { 0 };
	struct err err = { 0 };

	if (!report_make(order->format, order->view, &text, done.sha256, &err))
		say_failed(&err);
	else if (!may_write())
		_exit(0);
	else if (!report_keep(&text, order->path, order->replace, &err))
		say_failed(&err);
	else
		say(&done);
	/* what the screen has set up to be done at its exit is its own */
	_exit(0);
}

static void __attribute__((noreturn))
die(void)
{
	_exit(1);
}

/* The handlers are the terminal's, which this process has nothing of. */
static void
reset_signals(void)
{
	static const int caught[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT,
		SIGTSTP, SIGCONT, SIGWINCH };
	sigset_t none;

	for (size_t i = 0; i < sizeof(caught) / sizeof(*caught); i++)
		signal(caught[i], SIG_DFL);
	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* No descriptor stays open but the socket: not the terminal, not the journal,
 * and not the lock, which would go on being held. */
static void
give_up_files(int fd)
{
	int null = open("/dev/null", O_RDWR);

	for (int i = 0; i < SOCKET; i++)
		dup2(null, i);
	if (fd != SOCKET && dup2(fd, SOCKET) < 0)
		_exit(1);
	closefrom(SOCKET + 1);
}

/* In the first child: the second belongs to nobody, so that nobody has to wait
 * for it. Both are out of the reach of the terminal's keys. */
static void __attribute__((noreturn))
start_and_leave(const struct report_order *order, int fd)
{
	const struct rlimit cpu = { CPU_SECONDS, CPU_SECONDS };

	mem_set_die_hook(die);
	give_up_files(fd);
	setsid();
	reset_signals();
	pid_t child = fork();

	if (child == 0) {
		setrlimit(RLIMIT_CPU, &cpu);
		/* keys go first, also where there is one processor */
		setpriority(PRIO_PROCESS, 0, NICE);
		make_and_leave(order);
	}
	_exit(child < 0 ? errno : 0);
}

static pid_t
fork_quietly(const struct report_order *order, int fd)
{
	sigset_t all, before;

	/* no handler of the terminal's runs in the child */
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	pid_t child = fork();

	if (child == 0)
		start_and_leave(order, fd);
	int number = errno;

	sigprocmask(SIG_SETMASK, &before, NULL);
	errno = number;
	return child;
}

/* errno, 0 for none. */
static int
start(const struct report_order *order, int fd)
{
	int status = 0;
	pid_t child = fork_quietly(order, fd);

	if (child < 0)
		return errno;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return errno;
	return WIFEXITED(status) ? WEXITSTATUS(status) : ECHILD;
}

struct report_child *
report_child_start(const struct report_order *order, struct err *err)
{
	struct report_child *child;
	int ends[2], number;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0) {
		err_set_errno(err, errno, NULL);
		return NULL;
	}
	number = start(order, ends[1]);
	close(ends[1]);
	if (number) {
		close(ends[0]);
		err_set_errno(err, number, NULL);
		return NULL;
	}
	child = xcalloc(1, sizeof(*child));
	child->fd = ends[0];
	return child;
}

static enum report_state
understand(struct report_child *child, const struct news *news,
    char sha256[DIGEST_HEX + 1], struct err *err)
{
	if (news->ready) {
		child->writing = true;
		/* when it is gone the next look tells */
		send(child->fd, "g", 1, MSG_NOSIGNAL);
		return REPORT_RUNS;
	}
	if (news->code == ERR_NONE) {
		memcpy(sha256, news->sha256, sizeof(news->sha256));
		return REPORT_WRITTEN;
	}
	err_set_at(err, news->code, news->has_path ? news->path : NULL, 0, 0,
	    "%s", news->message);
	return REPORT_FAILED;
}

/* The next message; false: there is none and will be none. */
static bool
receive(const struct report_child *child, struct news *news)
{
	ssize_t got;

	do
		got = recv(child->fd, news, sizeof(*news), 0);
	while (got < 0 && errno == EINTR);
	return got == (ssize_t)sizeof(*news);
}

enum report_state
report_child_look(struct report_child *child, int wait_ms,
    char sha256[DIGEST_HEX + 1], struct err *err)
{
	enum report_state state = REPORT_RUNS;

	while (state == REPORT_RUNS) {
		struct pollfd input = { .fd = child->fd, .events = POLLIN };
		struct news news;
		int some = poll(&input, 1, wait_ms);

		if (some < 0 && errno == EINTR && wait_ms < 0)
			continue;
		if (some <= 0)
			return REPORT_RUNS;
		if (receive(child, &news)) {
			state = understand(child, &news, sha256, err);
			continue;
		}
		err_set(err, ERR_IO,
		    _("The report was not made: its process ended early. "
		      "Try it once more."));
		state = REPORT_FAILED;
	}
	child->writing = false;
	return state;
}

bool
report_child_may_stop(const struct report_child *child)
{
	return !child->writing;
}

void
report_child_free(struct report_child *child)
{
	char sha256[DIGEST_HEX + 1];

	if (!child)
		return;
	if (child->writing)
		report_child_look(child, LAST_WAIT, sha256, NULL);
	close(child->fd);
	free(child);
}
