/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Work in a child: its answer arrives whole, and what it should not do it
 * cannot, or it ends with words for a person. */

#include <config.h>

#include "base/confine.h"

#include <criterion/criterion.h>
#include <criterion/logging.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#endif

typedef void work_function(
    void *arg, const struct confine_watch *watch, struct str *out);

static const struct confine_limits LIMITS = { 64u << 20, 2, 32u << 20 };

/* What the work answers; it must not fail. */
static char *
answer(work_function *work, void *arg)
{
	struct str result = { 0 };
	struct err err = { 0 };
	bool ok = confine_run(work, arg, &LIMITS, NULL, &result, &err);

	cr_assert(ok, "runs: %s", err.message);
	cr_assert_null(err.message, "no message");
	return str_steal(&result);
}

/* The work is ended, this piece is in the message, and no half of an answer
 * is left. */
static void
expect_end(work_function *work, void *arg, const struct confine_limits *limits,
    const char *piece)
{
	struct str result = { 0 };
	struct err err = { 0 };

	str_add(&result, "before");
	cr_assert_not(confine_run(work, arg, limits, NULL, &result, &err),
	    "ends: %s", piece);
	cr_assert_eq(err.code, ERR_INPUT, "%d", err.code);
	cr_assert_not_null(strstr(err.message, piece), "%s", err.message);
	cr_assert_str_eq(str_text(&result), "before", "untouched");
	cr_assert_eq(waitpid(-1, NULL, WNOHANG), -1, "no child is left");
	err_done(&err);
	str_done(&result);
}

static void
greet(void *arg, const struct confine_watch *watch, struct str *out)
{
	char *name = arg;

	(void)watch;
	str_printf(out, "Hello, %s.", name);
	name[0] = 'X'; /* of the child only */
}

Test(confine, an_answer_is_appended_and_memory_here_stays_as_it_was)
{
	struct str result = { 0 };
	struct err err = { 0 };
	char name[] = "Ada";

	str_add(&result, "She said: ");
	cr_assert(confine_run(greet, name, &LIMITS, NULL, &result, &err), "%s",
	    err.message);
	cr_assert_str_eq(str_text(&result), "She said: Hello, Ada.", "%s",
	    str_text(&result));
	cr_assert_str_eq(name, "Ada", "the child had a copy");
	str_done(&result);
}

static void
say_nothing(void *arg, const struct confine_watch *watch, struct str *out)
{
	(void)arg;
	(void)watch;
	(void)out;
}

Test(confine, an_empty_answer_is_an_answer)
{
	char *text = answer(say_nothing, NULL);

	cr_assert_str_eq(text, "", "nothing");
	free(text);
}

static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void
say_much(void *arg, const struct confine_watch *watch, struct str *out)
{
	const size_t *len = arg;
	uint32_t seed = 1;

	(void)watch;
	while (out->len < *len)
		str_add_char(out, (char)next_random(&seed));
}

Test(confine, twenty_megabytes_arrive_whole)
{
	size_t len = 20000000;
	struct str result = { 0 };
	struct err err = { 0 };
	uint32_t seed = 1;

	cr_assert(confine_run(say_much, &len, &LIMITS, NULL, &result, &err),
	    "%s", err.message);
	cr_assert_eq(result.len, len, "%zu bytes", result.len);
	for (size_t i = 0; i < len; i++)
		if (result.data[i] != (char)next_random(&seed))
			cr_assert_fail("byte %zu differs", i);
	str_done(&result);
}

Test(confine, an_answer_just_within_the_limit_is_taken_and_no_byte_more)
{
	struct confine_limits limits = LIMITS;
	struct str result = { 0 };
	size_t len = 1u << 20;

	limits.result = len;
	cr_assert(
	    confine_run(say_much, &len, &limits, NULL, &result, NULL), "");
	cr_assert_eq(result.len, len, "%zu bytes", result.len);
	str_done(&result);
	len++;
	expect_end(say_much, &len, &limits, "more than 1 MiB");
}

static void
count_up(void *arg, const struct confine_watch *watch, struct str *out)
{
	const size_t *last = arg;

	for (size_t i = 1; i <= *last; i++)
		watch->step(watch->arg, i, *last);
	str_add(out, "done");
}

struct steps {
	size_t last, total;
	bool ordered;
};

static void
note_step(void *arg, size_t done, size_t total)
{
	struct steps *steps = arg;

	steps->ordered = steps->ordered && done == steps->last + 1;
	steps->last = done;
	steps->total = total;
}

Test(confine, progress_arrives_in_order)
{
	size_t last = 50000;
	struct steps steps = { .ordered = true };
	const struct confine_watch watch = { note_step, &steps };
	struct str result = { 0 };
	struct err err = { 0 };

	cr_assert(confine_run(count_up, &last, &LIMITS, &watch, &result, &err),
	    "%s", err.message);
	cr_assert(steps.ordered, "one after the other");
	cr_assert_eq(steps.last, last, "%zu", steps.last);
	cr_assert_eq(steps.total, last, "%zu", steps.total);
	cr_assert_str_eq(str_text(&result), "done", "and the answer");
	str_done(&result);
	free(answer(count_up, &last));
}

/* The errno of a call, 0 when it was let through. */
static int
errno_of(int returned)
{
	return returned < 0 ? errno : 0;
}

static void
try_to_open(void *arg, const struct confine_watch *watch, struct str *out)
{
	static const char *const paths[] = { ".", "kept", "new", "/dev/tty",
		"/etc/passwd", "/proc/self/maps" };

	(void)arg;
	(void)watch;
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		int flags = i == 2 ? O_RDWR | O_CREAT : O_RDONLY;

		if (open(paths[i], flags, 0600) >= 0)
			str_printf(out, "%s is open. ", paths[i]);
	}
	if (socket(AF_INET, SOCK_STREAM, 0) >= 0)
		str_add(out, "A socket is open. ");
	if (dup(STDIN_FILENO) >= 0)
		str_add(out, "A copy is open. ");
}

Test(confine, nothing_can_be_opened)
{
	char *text = answer(try_to_open, NULL);

	cr_assert_str_eq(text, "", "%s", text);
	free(text);
}

static void
try_to_change(void *arg, const struct confine_watch *watch, struct str *out)
{
	char *const words[] = { NULL };

	(void)arg;
	(void)watch;
	str_printf(out, "%d %d %d %d", errno_of(mkdir("made", 0700)),
	    errno_of(unlink("kept")), errno_of(symlink("kept", "made")),
	    errno_of(execve("/bin/true", words, words)));
}

/* Needs no descriptor, so that only Landlock can refuse it. */
Test(confine, nothing_can_be_changed_where_the_kernel_has_landlock)
{
	struct err err = { 0 };

	if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 1)
		cr_skip_test("this kernel has no Landlock");
	cr_assert(file_replace("kept", "x", 1, false, &err), "%s", err.message);
	char *text = answer(try_to_change, NULL);
	char *refused =
	    xasprintf("%d %d %d %d", EACCES, EACCES, EACCES, EACCES);

	cr_assert_str_eq(text, refused, "%s", text);
	cr_assert(path_exists("kept"), "still there");
	cr_assert_not(path_exists("made"), "not made");
	cr_assert_eq(unlink("kept"), 0, "may be removed here");
	free(text);
	free(refused);
}

static void
list_descriptors(void *arg, const struct confine_watch *watch, struct str *out)
{
	size_t pipes = 0;

	(void)arg;
	(void)watch;
	for (int fd = 0; fd < 1024; fd++) {
		struct stat st;

		if (fd == STDERR_FILENO && SANITIZED)
			continue;
		if (fstat(fd, &st) < 0)
			continue;
		pipes += S_ISFIFO(st.st_mode);
		if (fd < 3 || !S_ISFIFO(st.st_mode))
			str_printf(out, "%d ", fd);
	}
	str_printf(out, "and %zu", pipes);
}

Test(confine, only_the_pipe_is_open)
{
	int low = open("/dev/null", O_RDONLY);
	int high = fcntl(low, F_DUPFD, 500);
	char *text = answer(list_descriptors, NULL);

	cr_assert_str_eq(text, "and 1", "%s", text);
	free(text);
	close(low);
	close(high);
}

Test(confine, a_parent_without_standard_streams_is_answered_too)
{
	int kept[3];

	for (int fd = 0; fd < 3; fd++) {
		kept[fd] = fcntl(fd, F_DUPFD_CLOEXEC, 10);
		close(fd);
	}
	struct str result = { 0 };
	bool ok =
	    confine_run(list_descriptors, NULL, &LIMITS, NULL, &result, NULL);

	for (int fd = 0; fd < 3; fd++) {
		dup2(kept[fd], fd);
		close(kept[fd]);
	}
	cr_assert(ok, "runs");
	cr_assert_str_eq(str_text(&result), "and 1", "%s", str_text(&result));
	str_done(&result);
}

static void
list_limits(void *arg, const struct confine_watch *watch, struct str *out)
{
	static const int resources[] = { RLIMIT_CORE, RLIMIT_NOFILE,
		RLIMIT_CPU };

	(void)arg;
	(void)watch;
	for (size_t i = 0; i < sizeof(resources) / sizeof(*resources); i++) {
		struct rlimit now;

		getrlimit((unsigned)resources[i], &now);
		str_printf(out, "%lu/%lu ", (unsigned long)now.rlim_cur,
		    (unsigned long)now.rlim_max);
	}
	str_printf(out, "%d %d", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0),
	    prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
}

Test(confine, no_core_no_privileges_and_little_time)
{
	char *text = answer(list_limits, NULL);

	cr_assert_str_eq(text,
	    SANITIZED ? "0/0 0/0 8/9 1 0" : "0/0 0/0 2/3 1 0", "%s", text);
	free(text);
}

static void
list_signals(void *arg, const struct confine_watch *watch, struct str *out)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGTSTP, SIGXCPU };
	sigset_t blocked;

	(void)arg;
	(void)watch;
	sigprocmask(SIG_BLOCK, NULL, &blocked);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		struct sigaction now;

		sigaction(numbers[i], NULL, &now);
		if (now.sa_handler != SIG_DFL ||
		    sigismember(&blocked, numbers[i]))
			str_printf(out, "%d ", numbers[i]);
	}
}

static void
on_signal(int number)
{
	(void)number;
}

Test(confine, signals_do_in_the_child_what_they_do_by_themselves)
{
	sigset_t some, now;

	signal(SIGINT, on_signal);
	signal(SIGTSTP, on_signal);
	signal(SIGXCPU, SIG_IGN);
	sigemptyset(&some);
	sigaddset(&some, SIGTERM);
	sigprocmask(SIG_BLOCK, &some, NULL);
	char *text = answer(list_signals, NULL);

	cr_assert_str_eq(text, "", "%s", text);
	sigprocmask(SIG_BLOCK, NULL, &now);
	cr_assert(sigismember(&now, SIGTERM), "blocked here as before");
	cr_assert_not(sigismember(&now, SIGINT), "not blocked here");
	free(text);
}

static void
allocate(void *arg, const struct confine_watch *watch, struct str *out)
{
	(void)arg;
	(void)watch;
	for (;;)
		str_add_repeat(out, 'x', 1 << 20);
}

/* Standard error into a file while it runs, then what came there. */
static void
expect_silent_end(
    work_function *work, const struct confine_limits *limits, const char *piece)
{
	char name[] = "said-XXXXXX";
	int kept = dup(STDERR_FILENO), fd = mkstemp(name);

	dup2(fd, STDERR_FILENO);
	close(fd);
	expect_end(work, NULL, limits, piece);
	fd = dup2(kept, STDERR_FILENO);
	close(kept);
	struct stat st;

	cr_assert_eq(stat(name, &st), 0, "");
	cr_assert_eq(st.st_size, 0, "nothing is printed");
	unlink(name);
	cr_assert_eq(fd, STDERR_FILENO, "");
}

Test(confine, memory_without_end_ends_with_words)
{
	if (SANITIZED)
		cr_skip_test("sanitizers need address space without limit");
	expect_silent_end(allocate, &LIMITS, "more memory than the 64 MiB");
}

static void
loop(void *arg, const struct confine_watch *watch, struct str *out)
{
	volatile size_t turns = 0;

	(void)arg;
	(void)watch;
	(void)out;
	for (;;)
		turns++;
}

Test(confine, a_loop_without_end_ends_with_words, .timeout = 60)
{
	struct confine_limits limits = LIMITS;

	limits.seconds = 1;
	expect_silent_end(
	    loop, &limits, "more than 1 second of processor time");
}

static void
crash(void *arg, const struct confine_watch *watch, struct str *out)
{
	const int *number = arg;

	(void)watch;
	str_add(out, "half of it");
	signal(*number, SIG_DFL); /* a sanitizer's, if it has one */
	raise(*number);
}

Test(confine, a_crash_is_the_childs_alone)
{
	static const int numbers[] = { SIGSEGV, SIGABRT, SIGBUS, SIGKILL };

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		int number = numbers[i];
		char *piece = xasprintf("(signal %d)", number);

		expect_end(crash, &number, &LIMITS, piece);
		free(piece);
	}
}

static void
leave(void *arg, const struct confine_watch *watch, struct str *out)
{
	const int *status = arg;

	(void)watch;
	str_add(out, "half of it");
	_exit(*status);
}

Test(confine, a_child_that_leaves_without_an_answer_failed)
{
	for (int status = 0; status < 3; status++)
		expect_end(leave, &status, &LIMITS, "failed half-way");
}

/* Writes bytes of its own into the pipe, as a child that was taken over. */
struct lie {
	uint64_t words[3];
	size_t len;
	bool hang;
};

static void
tell(void *arg, const struct confine_watch *watch, struct str *out)
{
	const struct lie *lie = arg;

	(void)watch;
	(void)out;
	for (int fd = 3; fd < 1024; fd++)
		if (file_write_all(
		        fd, (const char *)lie->words, lie->len, NULL, NULL))
			close(fd);
	if (lie->hang)
		for (;;)
			pause();
	_exit(0);
}

Test(confine, a_child_that_lies_is_not_believed, .timeout = 60)
{
	static const uint64_t words[] = { 0, 1, 2, 3, 24, 1u << 20,
		(uint64_t)1 << 60, UINT64_MAX };
	enum { WORDS = sizeof(words) / sizeof(*words) };

	for (size_t i = 0; i < WORDS; i++)
		for (size_t len = 0; len <= 24; len += 6) {
			struct lie lie = { { words[i % 4], words[i],
				               words[WORDS - 1 - i] },
				len, i % 2 };

			/* the one true answer: of kind 2, 0 bytes long */
			if (lie.words[0] == 2 && lie.words[1] == 0)
				continue;
			expect_end(tell, &lie, &LIMITS, "eading it");
		}
}

static size_t
open_descriptors(void)
{
	DIR *dir = opendir("/proc/self/fd");
	size_t count = 0;

	cr_assert_not_null(dir, "");
	while (readdir(dir))
		count++;
	closedir(dir);
	return count;
}

Test(confine, a_thousand_runs_leave_nothing_behind, .timeout = 120)
{
	size_t before = open_descriptors();
	int status = 1;
	size_t one = 1;

	for (int i = 0; i < 250; i++) {
		free(answer(say_nothing, NULL));
		free(answer(count_up, &one));
		confine_run(
		    leave, &status, &LIMITS, NULL, &(struct str){ 0 }, NULL);
		confine_run(crash, &(int){ SIGKILL }, &LIMITS, NULL,
		    &(struct str){ 0 }, NULL);
	}
	cr_assert_eq(open_descriptors(), before, "descriptors");
	cr_assert_eq(waitpid(-1, NULL, WNOHANG), -1, "no child");
	cr_assert_eq(errno, ECHILD, "%s", strerror(errno));
}

Test(confine, buffers_of_the_parent_are_written_once)
{
	FILE *file = fopen("buffered", "w");
	struct str text = { 0 };

	cr_assert_not_null(file, "");
	fputs("once", file);
	free(answer(say_nothing, NULL));
	fclose(file);
	cr_assert(file_read("buffered", 100, &text, NULL), "");
	cr_assert_str_eq(str_text(&text), "once", "%s", str_text(&text));
	str_done(&text);
	unlink("buffered");
}

Test(confine, a_parent_that_ignores_its_children_is_answered_too)
{
	signal(SIGCHLD, SIG_IGN);
	free(answer(say_nothing, NULL));
	struct str result = { 0 };
	struct err err = { 0 };

	cr_assert_not(
	    confine_run(crash, &(int){ SIGKILL }, &LIMITS, NULL, &result, &err),
	    "");
	cr_assert_not_null(err.message, "some words");
	err_done(&err);
}

Test(confine, a_child_that_cannot_be_made_is_said_so)
{
	struct rlimit few = { 0, 0 }, now;
	struct str result = { 0 };
	struct err err = { 0 };

	getrlimit(RLIMIT_NOFILE, &now);
	few.rlim_max = now.rlim_max;
	setrlimit(RLIMIT_NOFILE, &few);
	bool ok = confine_run(say_nothing, NULL, &LIMITS, NULL, &result, &err);

	setrlimit(RLIMIT_NOFILE, &now);
	cr_assert_not(ok, "no pipe");
	cr_assert_eq(err.code, ERR_IO, "%s", err.message);
	cr_assert_not_null(
	    strstr(err.message, strerror(EMFILE)), "%s", err.message);
	err_done(&err);
}
