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
#include "base/file.h"
#include "base/i18n.h"

enum {
	LONGEST_SIDE = 1000, /* rows or columns */
	STUCK_MAX = 3,
	LAST_WAIT = 500 /* milliseconds for a program that is told to end */
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

static void
note_child(int number)
{
	(void)number;
}

/* In the child: becomes the program, or reports errno. */
static void __attribute__((noreturn))
become(const struct tty *tty, char *const argv[], int report)
{
	sigset_t none;

	tty_close(tty);
	signal(SIGXFSZ, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
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

/* The program has stopped: so do we, or the shell would not take the terminal
 * back. When both were stopped and continued together, as by ^Z and fg, its
 * stop may be told only now. */
static void
stop_with(pid_t child)
{
	if (!caught.resumed)
		kill(getpid(), SIGTSTP);
	caught.resumed = 0;
	kill(child, SIGCONT);
}

/* Sleeps until the program has changed its state, we are to leave, the terminal
 * is gone, or the time is over. SIGCHLD is blocked but in here. */
static void
wait_for_news(
    struct tty *tty, const sigset_t *mask, const struct timespec *most)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = 0 };

	if (ppoll(&input, tty->gone ? 0 : 1, most, mask) > 0)
		look_for_end(tty, input.revents);
}

/* Waits for the program. One that runs when we are to leave is told to, as the
 * terminal's end would tell it, and has half a second to keep its text; then
 * it is left behind. False: it runs on. */
static bool
await(struct tty *tty, pid_t child, const sigset_t *mask, int *status)
{
	const struct timespec brief = { .tv_nsec = 50 * 1000000L };
	long deadline = 0;

	for (;;) {
		pid_t got = waitpid(child, status, WNOHANG | WUNTRACED);

		if (got == child && !WIFSTOPPED(*status))
			return true;
		if (got < 0 && errno != EINTR)
			return false;
		if (got == child)
			stop_with(child);
		if (!deadline && (tty->gone || caught.leave)) {
			kill(child, SIGHUP);
			kill(child, SIGCONT);
			deadline = tty_now() + LAST_WAIT;
		}
		if (deadline && tty_now() >= deadline)
			return false;
		if (got == 0) {
			/* it was continued with us */
			caught.resumed = 0;
			wait_for_news(tty, mask, deadline ? &brief : NULL);
		}
	}
}

static int
wait_for(struct tty *tty, pid_t child, const sigset_t *mask, const char *name,
    struct err *err)
{
	int status;

	if (!await(tty, child, mask, &status)) {
		err_set(err, ERR_IO,
		    _("%s was still running; what it held is not taken over."),
		    name);
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
tty_run(struct tty *tty, char *const argv[], struct err *err)
{
	struct sigaction interrupt, quit, suspend, ended;
	sigset_t ours, before;
	pid_t child = -1;
	int result = -1;

	set_signal(SIGINT, SIG_IGN, &interrupt);
	set_signal(SIGQUIT, SIG_IGN, &quit);
	/* ^Z in the program stops us with it, and fg continues both. */
	set_signal(SIGTSTP, SIG_DFL, &suspend);
	set_signal(SIGCHLD, note_child, &ended);
	/* let in while waiting only, none slips by just before it */
	sigemptyset(&ours);
	sigaddset(&ours, SIGCHLD);
	for (int i = 0; i < TTY_SIGNALS; i++)
		if (signals[i] != SIGTSTP && signals[i] != SIGCONT)
			sigaddset(&ours, signals[i]);
	sigprocmask(SIG_BLOCK, &ours, &before);
	int number = start(tty, argv, &child);

	if (child > 0)
		result = wait_for(tty, child, &before, path_base(argv[0]),
		    number ? NULL : err);
	if (number) {
		result = -1;
		err_set(err, ERR_IO, _("%s could not be started: %s."), argv[0],
		    strerror(number));
	}
	sigaction(SIGINT, &interrupt, NULL);
	sigaction(SIGQUIT, &quit, NULL);
	sigaction(SIGTSTP, &suspend, NULL);
	sigaction(SIGCHLD, &ended, NULL);
	sigprocmask(SIG_SETMASK, &before, NULL);
	caught.resumed = 0;
	return result;
}
