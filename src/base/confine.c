/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A child that has its memory and one pipe. What comes through the pipe is
 * frames, and the parent believes none of them. */

#include <config.h>

#include "base/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifdef SANITIZED
#include <sanitizer/common_interface_defs.h>
#else
#define SANITIZED 0
#endif

/* Newer than the headers of some systems; the same number everywhere. */
#ifndef SYS_close_range
#define SYS_close_range 436
#endif
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_restrict_self 446
#endif

/* How the child ends; a sanitizer ends with 1. */
enum { CHILD_DONE = 0, CHILD_NO_MEMORY = 3, CHILD_NO_PIPE = 4 };

enum { FRAME_STEP = 1, FRAME_RESULT = 2 };

struct frame {
	uint64_t kind;
	uint64_t done; /* of a result: the bytes that follow */
	uint64_t total;
};

/* One run, as the child sees it. */
struct task {
	void (*work)(
	    void *arg, const struct confine_watch *watch, struct str *out);
	void *arg;
	const struct confine_limits *limits;
	rlim_t space; /* bytes of address space; RLIM_INFINITY: no limit */
	pid_t parent;
	int fd; /* where the answer goes */
};

/* What linux/landlock.h calls struct landlock_ruleset_attr: which rights are
 * taken away. A kernel that knows less of it accepts zeros there. */
struct landlock_rules {
	uint64_t files;
	uint64_t network;
	uint64_t scopes;
};

static void
refuse_files(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, 1);

	if (version < 1)
		return;
	struct landlock_rules rules = {
		/* 13 rights, then refer, truncate, ioctl of devices */
		.files = version < 2   ? 0x1fff
		         : version < 3 ? 0x3fff
		         : version < 5 ? 0x7fff
		                       : 0xffff,
		/* bind and connect; abstract sockets and signals */
		.network = version < 4 ? 0 : 3,
		.scopes = version < 6 ? 0 : 3,
	};
	long fd =
	    syscall(SYS_landlock_create_ruleset, &rules, sizeof(rules), 0);

	if (fd < 0)
		return;
	syscall(SYS_landlock_restrict_self, fd, 0);
	close((int)fd);
}

static void
limit(int resource, rlim_t soft, rlim_t hard)
{
	struct rlimit now;

	if (getrlimit((unsigned)resource, &now) < 0)
		return;
	if (hard < now.rlim_max)
		now.rlim_max = hard;
	now.rlim_cur = soft < now.rlim_max ? soft : now.rlim_max;
	setrlimit((unsigned)resource, &now);
}

static void
close_range_of(unsigned first, unsigned last)
{
	if (first > last || syscall(SYS_close_range, first, last, 0) == 0)
		return;
	long most = sysconf(_SC_OPEN_MAX);

	for (long fd = (long)first; fd <= (long)last && fd < most; fd++)
		close((int)fd);
}

/* Closes everything but the pipe, which may get another number. Standard
 * error too: it may be a terminal, and who writes there can play with it. */
static int
keep_only(int fd)
{
	int kept = fcntl(fd, F_DUPFD, STDERR_FILENO + 1);

	if (kept < 0)
		_exit(CHILD_NO_PIPE);
	close_range_of(STDERR_FILENO + 1, (unsigned)kept - 1);
	close_range_of((unsigned)kept + 1, UINT_MAX);
	close(STDIN_FILENO);
	close(STDOUT_FILENO);
	if (!SANITIZED)
		close(STDERR_FILENO);
	return kept;
}

static bool
sanitizers_own(int number)
{
	return SANITIZED &&
	       (number == SIGSEGV || number == SIGBUS || number == SIGILL ||
	           number == SIGFPE || number == SIGTRAP || number == SIGABRT);
}

/* The parent's handlers are none of the child's business. */
static void
reset_signals(void)
{
	sigset_t none;

	for (int number = 1; number < NSIG; number++) {
		struct sigaction now;

		if (sigaction(number, NULL, &now) < 0 ||
		    now.sa_handler == SIG_DFL || now.sa_handler == SIG_IGN ||
		    sanitizers_own(number))
			continue;
		signal(number, SIG_DFL);
	}
	signal(SIGXCPU, SIG_DFL);
	signal(SIGXFSZ, SIG_DFL);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Sanitizers read what they need for a report, which goes to a stream and
 * not into a file. */
static void
prepare_reports(void)
{
#if SANITIZED
	__sanitizer_sandbox_arguments none = { 0 };

	__sanitizer_sandbox_on_notify(&none);
	/* the descriptor is handed over as a pointer */
	__sanitizer_set_report_fd((void *)(intptr_t)STDERR_FILENO);
#endif
}

/* From here on there is no way out but the pipe. What the kernel refuses to
 * take away is left. */
static void
give_up_all(struct task *task)
{
	/* sanitizers make everything several times as slow */
	rlim_t seconds = task->limits->seconds * (SANITIZED ? 4 : 1);

	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	if (getppid() != task->parent)
		_exit(CHILD_NO_PIPE);
	reset_signals();
	prepare_reports();
	task->fd = keep_only(task->fd);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	refuse_files();
	limit(RLIMIT_CORE, 0, 0);
	limit(RLIMIT_CPU, seconds, seconds + 1);
	limit(RLIMIT_NOFILE, 0, 0);
	limit(RLIMIT_NPROC, 0, 0);
	if (SANITIZED)
		return; /* their tables fill the address space; reports may
		           be sent to a file */
	limit(RLIMIT_FSIZE, 0, 0);
	limit(RLIMIT_AS, task->space, task->space);
}

static void
send(int fd, uint64_t kind, uint64_t done, uint64_t total)
{
	struct frame frame = { kind, done, total };

	if (!file_write_all(
	        fd, (const char *)&frame, sizeof(frame), NULL, NULL))
		_exit(CHILD_NO_PIPE);
}

static void
send_step(void *arg, size_t done, size_t total)
{
	const struct task *task = arg;

	send(task->fd, FRAME_STEP, done, total);
}

static void __attribute__((noreturn))
out_of_memory(void)
{
	_exit(CHILD_NO_MEMORY);
}

static void __attribute__((noreturn))
be_child(struct task *task)
{
	struct confine_watch watch = { send_step, task };
	struct str out = { 0 };

	mem_set_die_hook(out_of_memory);
	give_up_all(task);
	task->work(task->arg, &watch, &out);
	send(task->fd, FRAME_RESULT, out.len, 0);
	if (!file_write_all(task->fd, str_text(&out), out.len, NULL, NULL))
		_exit(CHILD_NO_PIPE);
	/* no exit(): what the parent has in its buffers is its own to write */
	_exit(CHILD_DONE);
}

/* Bytes of address space of this process; 0: not known. */
static size_t
address_space(void)
{
	struct str text = { 0 };
	size_t pages = 0;

	if (file_read("/proc/self/statm", 4096, &text, NULL))
		pages = strtoul(str_text(&text), NULL, 10);
	str_done(&text);
	return pages * (size_t)sysconf(_SC_PAGESIZE);
}

/* The child's pid; -1 with errno. */
static pid_t
start(struct task *task, int listen_fd)
{
	sigset_t all, old;

	/* no handler of the parent's runs in the child */
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &old);
	pid_t pid = fork();

	if (pid == 0) {
		close(listen_fd);
		be_child(task);
	}
	int number = errno;

	sigprocmask(SIG_SETMASK, &old, NULL);
	errno = number;
	return pid;
}

enum answer {
	ANSWER_WHOLE,
	ANSWER_NONE, /* the child ended before */
	ANSWER_LONG,
	ANSWER_WRONG
};

/* Reads len bytes; fewer at the end. */
static size_t
take(int fd, void *out, size_t len)
{
	size_t used = 0;

	while (used < len) {
		ssize_t got = read(fd, (char *)out + used, len - used);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		used += (size_t)got;
	}
	return used;
}

/* The length is the child's word: memory grows with what really comes. */
static enum answer
take_result(int fd, uint64_t len, struct str *result)
{
	char buffer[65536];

	while (len) {
		size_t want = len < sizeof(buffer) ? len : sizeof(buffer);
		size_t got = take(fd, buffer, want);

		str_add_n(result, buffer, got);
		if (got < want)
			return ANSWER_NONE;
		len -= got;
	}
	return ANSWER_WHOLE;
}

static enum answer
take_answer(int fd, const struct confine_limits *limits,
    const struct confine_watch *watch, struct str *result)
{
	struct frame frame;

	while (take(fd, &frame, sizeof(frame)) == sizeof(frame)) {
		if (frame.kind == FRAME_RESULT)
			return frame.done > limits->result
			           ? ANSWER_LONG
			           : take_result(fd, frame.done, result);
		if (frame.kind != FRAME_STEP)
			return ANSWER_WRONG;
		if (watch)
			watch->step(watch->arg, (size_t)frame.done,
			    (size_t)frame.total);
	}
	return ANSWER_NONE;
}

/* Ends the child, if it has not ended, and says how it did. */
static int
reap(pid_t pid)
{
	int status = 0;

	/* one that is on its way out keeps its status */
	kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return status;
}

/* Apart, so that it can be looked up before the child is made. */
static const char *
no_answer(void)
{
	return _("Reading it failed half-way: the file may be damaged or "
	         "hostile.");
}

static bool
explain(enum answer answer, int status, const struct confine_limits *limits,
    struct err *err)
{
	if (answer == ANSWER_LONG)
		return err_set(err, ERR_INPUT,
		    _("Reading it gives more than %zu MiB, which is the most "
		      "that is taken: import a smaller part."),
		    limits->result >> 20);
	if (answer == ANSWER_WRONG)
		return err_set(err, ERR_INPUT, "%s", no_answer());
	if (WIFEXITED(status) && WEXITSTATUS(status) == CHILD_NO_MEMORY)
		return err_set(err, ERR_INPUT,
		    _("Reading it takes more memory than the %zu MiB an "
		      "import may use: import a smaller part."),
		    limits->memory >> 20);
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return err_set(err, ERR_INPUT,
		    ngettext("Reading it takes more than %u second of "
		             "processor time: import a smaller part.",
		        "Reading it takes more than %u seconds of processor "
		        "time: import a smaller part.",
		        limits->seconds),
		    limits->seconds);
	if (WIFSIGNALED(status))
		return err_set(err, ERR_INPUT,
		    _("Reading it failed (signal %d): the file may be damaged "
		      "or hostile."),
		    WTERMSIG(status));
	return err_set(err, ERR_INPUT, "%s", no_answer());
}

static bool
cannot_start(struct err *err)
{
	return err_set(err, ERR_IO,
	    _("No process could be started to read it in: %s"),
	    strerror(errno));
}

bool
confine_run(
    void (*work)(void *arg, const struct confine_watch *watch, struct str *out),
    void *arg, const struct confine_limits *limits,
    const struct confine_watch *watch, struct str *result, struct err *err)
{
	size_t before = result->len, space = address_space();
	struct task task = {
		.work = work,
		.arg = arg,
		.limits = limits,
		.space = space ? space + limits->memory : RLIM_INFINITY,
		.parent = getpid(),
	};
	int ends[2];

	/* the first look-up opens the translations, which no child can */
	(void)no_answer();
	if (pipe2(ends, O_CLOEXEC) < 0)
		return cannot_start(err);
	task.fd = ends[1];
	pid_t pid = start(&task, ends[0]);
	bool started = pid > 0 || cannot_start(err);

	close(ends[1]);
	if (!started) {
		close(ends[0]);
		return false;
	}
	enum answer answer = take_answer(ends[0], limits, watch, result);

	close(ends[0]);
	int status = reap(pid);

	if (answer == ANSWER_WHOLE)
		return true;
	str_truncate(result, before);
	return explain(answer, status, limits, err);
}
