/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Signals, waiting and programs on the terminal. A curses read tells neither
 * a signal nor a hang-up from silence; all waiting is done here instead. */

#include <config.h>

#include "ui/tty.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/i18n.h"

enum {
	LONGEST_SIDE = 1000, /* rows or columns */
	STUCK_MAX = 3
};

static const int signals[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP,
	SIGCONT, SIGWINCH, SIGPIPE };

static_assert(sizeof(signals) / sizeof(signals[0]) == TTY_SIGNALS,
    "an old action a signal");

/* Handlers have no argument; there is one terminal. */
static struct {
	volatile sig_atomic_t leave; /* the signal */
	volatile sig_atomic_t stop;
	volatile sig_atomic_t resumed;
	volatile sig_atomic_t resized;
} caught;

static void
catch_signal(int number)
{
	switch (number) {
	case SIGTSTP:
		caught.stop = 1;
		break;
	case SIGCONT:
		caught.resumed = 1;
		break;
	case SIGWINCH:
		caught.resized = 1;
		break;
	default:
		caught.leave = number;
	}
}

/* Sets what a signal does, reads not restarted; *old gets what it did. */
static void
set_signal(int number, void (*handler)(int), struct sigaction *old)
{
	struct sigaction action = { .sa_handler = handler };

	sigemptyset(&action.sa_mask);
	sigaction(number, &action, old);
}

void
tty_open(struct tty *tty)
{
	*tty = (struct tty){ 0 };
	memset(&caught, 0, sizeof(caught));
	for (int i = 0; i < TTY_SIGNALS; i++) {
		sigaction(signals[i], NULL, &tty->old[i]);
		if (signals[i] == SIGPIPE)
			set_signal(SIGPIPE, SIG_IGN, NULL);
		/* nohup and the like ignore some on purpose. */
		else if (tty->old[i].sa_handler != SIG_IGN)
			set_signal(signals[i], catch_signal, NULL);
	}
}

void
tty_close(const struct tty *tty)
{
	for (int i = 0; i < TTY_SIGNALS; i++)
		sigaction(signals[i], &tty->old[i], NULL);
}

enum tty_event
tty_event(void)
{
	if (caught.leave)
		return TTY_LEAVE;
	if (caught.stop)
		return TTY_STOP;
	if (caught.resumed)
		return TTY_RESUMED;
	return caught.resized ? TTY_RESIZED : TTY_NOTHING;
}

void
tty_forget(enum tty_event event)
{
	if (event == TTY_STOP)
		caught.stop = 0;
	else if (event == TTY_RESUMED)
		caught.resumed = 0;
	else if (event == TTY_RESIZED)
		caught.resized = 0;
}

void
tty_resized(void)
{
	caught.resized = 1;
}

int
tty_signal(void)
{
	return caught.leave;
}

bool
tty_size(int *rows, int *cols)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || !size.ws_row ||
	    !size.ws_col)
		return false;
	*rows = size.ws_row < LONGEST_SIDE ? size.ws_row : LONGEST_SIDE;
	*cols = size.ws_col < LONGEST_SIDE ? size.ws_col : LONGEST_SIDE;
	return true;
}

long
tty_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000L + now.tv_nsec / 1000000L;
}

static void
look_for_end(struct tty *tty, short events)
{
	if (events & (POLLHUP | POLLERR | POLLNVAL))
		tty->gone = true;
}

bool
tty_readable(struct tty *tty)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };

	if (poll(&input, 1, 0) <= 0)
		return false;
	look_for_end(tty, input.revents);
	return input.revents & POLLIN && !tty->gone;
}

void
tty_has_read(struct tty *tty)
{
	tty->stuck = 0;
	tty->unread = 0;
}

void
tty_has_not_read(struct tty *tty)
{
	int unread = 0;

	if (!tty_readable(tty))
		return;
	if (ioctl(STDIN_FILENO, FIONREAD, &unread) || unread == 0)
		tty->gone = true;
	else if (unread < tty->unread)
		tty->stuck = 0;
	else if (++tty->stuck >= STUCK_MAX)
		tty->gone = true;
	tty->unread = unread;
}

void
tty_wait(struct tty *tty, long timeout_ms)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
	struct timespec timeout = { .tv_sec = timeout_ms / 1000,
		.tv_nsec = timeout_ms % 1000 * 1000000L };
	sigset_t ours, before;

	/* Let in by ppoll only, no signal slips by just before it. */
	sigemptyset(&ours);
	for (int i = 0; i < TTY_SIGNALS; i++)
		sigaddset(&ours, signals[i]);
	sigprocmask(SIG_BLOCK, &ours, &before);
	if (tty_event() == TTY_NOTHING &&
	    ppoll(&input, 1, timeout_ms < 0 ? NULL : &timeout, &before) > 0)
		look_for_end(tty, input.revents);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

void
tty_stop(bool group)
{
	struct sigaction old;

	set_signal(SIGTSTP, SIG_DFL, &old);
	kill(group ? 0 : getpid(), SIGTSTP);
	sigaction(SIGTSTP, &old, NULL);
	caught.stop = 0;
	caught.resumed = 0;
}

/* In the child: becomes the program, or reports errno. */
static void __attribute__((noreturn))
become(const struct tty *tty, char *const argv[], int report)
{
	tty_close(tty);
	execvp(argv[0], argv);

	int number = errno;
	ssize_t ignored = write(report, &number, sizeof(number));

	(void)ignored;
	_exit(127);
}

/* 0, or the errno of a program that could not be started. */
static int
start(const struct tty *tty, char *const argv[], pid_t *child)
{
	int report[2], number = 0;
	ssize_t got = -1;

	if (pipe2(report, O_CLOEXEC))
		return errno;
	*child = fork();
	if (*child == 0)
		become(tty, argv, report[1]);
	if (*child < 0)
		number = errno;
	close(report[1]);
	while (*child > 0 && got < 0) {
		got = read(report[0], &number, sizeof(number));
		if (got < 0 && errno != EINTR)
			break;
	}
	close(report[0]);
	return number;
}

static int
wait_for(pid_t child, const char *name, struct err *err)
{
	int status;

	while (waitpid(child, &status, 0) < 0) {
		if (errno == EINTR)
			continue;
		err_set_errno(err, errno, name);
		return -1;
	}
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	err_set(err, ERR_IO,
	    _("%s was ended by signal %d; what it held is not taken over."),
	    name, WTERMSIG(status));
	return -1;
}

int
tty_run(const struct tty *tty, char *const argv[], struct err *err)
{
	struct sigaction interrupt, quit, suspend;
	pid_t child = -1;
	int result = -1;

	set_signal(SIGINT, SIG_IGN, &interrupt);
	set_signal(SIGQUIT, SIG_IGN, &quit);
	/* ^Z in the program stops us with it, and fg continues both. */
	set_signal(SIGTSTP, SIG_DFL, &suspend);
	int number = start(tty, argv, &child);

	if (child > 0)
		result = wait_for(child, argv[0], number ? NULL : err);
	if (number) {
		result = -1;
		err_set(err, ERR_IO, _("%s could not be started: %s."), argv[0],
		    strerror(number));
	}
	sigaction(SIGINT, &interrupt, NULL);
	sigaction(SIGQUIT, &quit, NULL);
	sigaction(SIGTSTP, &suspend, NULL);
	caught.resumed = 0;
	return result;
}
