/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A program of the desktop, started and left alone. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/attach.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"

/* As a program expects to find them. */
static void
reset_signals(void)
{
	struct sigaction action = { .sa_handler = SIG_DFL };
	sigset_t none;

	for (int i = 1; i < NSIG; i++)
		sigaction(i, &action, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* The grandchild: nothing of the terminal is left to it. Returns when the
 * program cannot be run. */
static void
become(char *const argv[])
{
	int null = open("/dev/null", O_RDWR);

	setsid();
	reset_signals();
	for (int fd = 0; fd < 3; fd++)
		dup2(null, fd);
	if (null > 2)
		close(null);
	execvp(argv[0], argv);
}

/* In the first child: starts the second and ends, so that nobody has to wait
 * for the program. Why it could not be run goes through the pipe. */
static void __attribute__((noreturn))
start_and_leave(char *const argv[], int tell)
{
	pid_t child = fork();
	int problem = errno;

	if (child == 0) {
		become(argv);
		problem = errno;
	}
	if (child <= 0 &&
	    write(tell, &problem, sizeof(problem)) != sizeof(problem))
		_exit(1);
	_exit(0);
}

static bool
start(char *const argv[], struct err *err)
{
	int ends[2], problem = 0;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return err_set_errno(err, errno, argv[0]);
	pid_t child = fork();

	if (child == 0)
		start_and_leave(argv, ends[1]);
	int failed = errno;

	close(ends[1]);
	if (child < 0) {
		close(ends[0]);
		return err_set_errno(err, failed, argv[0]);
	}
	while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
		continue;
	ssize_t got;

	/* the pipe closes when the program runs */
	do
		got = read(ends[0], &problem, sizeof(problem));
	while (got < 0 && errno == EINTR);
	close(ends[0]);
	if (got != sizeof(problem))
		return true;
	return err_set(err, problem == ENOENT ? ERR_ABSENT : ERR_IO,
	    _("%s could not be started (%s); name another program as opener "
	      "in the settings."),
	    argv[0], strerror(problem));
}

bool
attach_start(const char *program, const char *argument, struct err *err)
{
	char *words = xstrdup(program), *copy = xstrdup(argument);
	char *argv[16], *rest = NULL;
	size_t count = 0;

	for (char *word = strtok_r(words, " \t", &rest); word && count < 14;
	     word = strtok_r(NULL, " \t", &rest))
		argv[count++] = word;
	argv[count] = copy;
	argv[count + 1] = NULL;
	bool ok = count ? start(argv, err)
	                : err_set(err, ERR_INPUT,
	                      _("The settings name no opener; xdg-open is "
	                        "one."));

	free(words);
	free(copy);
	return ok;
}
