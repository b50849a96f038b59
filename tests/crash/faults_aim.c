/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Which call is met, and by what: settings, numbers, the log. faults.c is the
 * manual. */

#include <config.h>

#include "faults.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define SHUT_DOWN _IOR('X', 125, uint32_t)

static const struct {
	const char *name;
	unsigned bits;
} calls[] = {
	{ "write", CALL_WRITE },
	{ "fsync", CALL_FSYNC },
	{ "fdatasync", CALL_FDATASYNC },
	{ "syncfs", CALL_SYNCFS },
	{ "rename", CALL_RENAME },
	{ "link", CALL_LINK },
	{ "unlink", CALL_UNLINK },
	{ "mkdir", CALL_MKDIR },
	{ "truncate", CALL_TRUNCATE },
	{ "ftruncate", CALL_TRUNCATE },
	{ "copy", CALL_COPY },
	{ "create", CALL_CREATE },
	{ "open", CALL_OPEN | CALL_CREATE },
	{ "close", CALL_CLOSE },
	{ "malloc", CALL_MALLOC },
	{ "disk", CALL_DISK },
};

static const struct {
	const char *name;
	enum deed deed;
} deeds[] = {
	{ "kill", DEED_KILL },
	{ "killafter", DEED_KILL_AFTER },
	{ "cut1", DEED_CUT1 },
	{ "cut2", DEED_CUT2 },
	{ "short", DEED_SHORT },
	{ "skip", DEED_SKIP },
};

static const struct {
	const char *name;
	int number;
} errors[] = {
	{ "ENOSPC", ENOSPC },
	{ "EIO", EIO },
	{ "EDQUOT", EDQUOT },
	{ "ENOMEM", ENOMEM },
	{ "EROFS", EROFS },
	{ "EFBIG", EFBIG },
	{ "EACCES", EACCES },
	{ "EPERM", EPERM },
	{ "EMFILE", EMFILE },
	{ "EINTR", EINTR },
	{ "EXDEV", EXDEV },
	{ "EINVAL", EINVAL },
	{ "ENOSYS", ENOSYS },
};

enum { COUNT_LEN = 21 }; /* 20 digits and a line feed */

static struct {
	bool ready;
	char under[PATH_MAX];
	size_t under_len;
	int under_fd;
	unsigned counted, skipped;
	const char *skip_file;
	uint64_t at;
	bool last;
	struct fault fault, then;
	unsigned also_calls; /* one fault more, with a count of its own */
	uint64_t also_at, also_seen;
	struct fault also;
	int pending;        /* an error for the next counted call */
	uint64_t *count;    /* shared with children */
	char *count_text;   /* the file's */
	int log_fd;
} it;

static unsigned
parse_calls(const char *text)
{
	unsigned bits = 0;

	while (text && *text && *text != ':') {
		size_t len = strcspn(text, ",:");

		for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++)
			if (strlen(calls[i].name) == len &&
			    strncmp(text, calls[i].name, len) == 0)
				bits |= calls[i].bits;
		text += len + (text[len] == ',');
	}
	return bits;
}

static struct fault
parse_fault(const char *text)
{
	struct fault fault = { DEED_PASS, 0 };

	for (size_t i = 0; text && i < sizeof(deeds) / sizeof(*deeds); i++)
		if (strcmp(text, deeds[i].name) == 0)
			fault.deed = deeds[i].deed;
	for (size_t i = 0; text && i < sizeof(errors) / sizeof(*errors); i++)
		if (strcmp(text, errors[i].name) == 0)
			fault = (struct fault){ DEED_ERROR, errors[i].number };
	return fault;
}

static void
parse_also(const char *text)
{
	const char *at = text ? strchr(text, ':') : NULL;
	char *error = NULL;

	if (!at)
		return;
	it.also_calls = parse_calls(text);
	it.also_at = strtoull(at + 1, &error, 10);
	it.also = parse_fault(*error == ':' ? error + 1 : NULL);
}

/* A descriptor out of the way of the program's own. */
static int
put_aside(int fd)
{
	int high = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 900);

	if (high < 0)
		return fd;
	syscall(SYS_close, fd);
	return high;
}

static int
open_plainly(const char *path, int flags)
{
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags, 0600);
}

/* "123      \n", which a shell reads as a number. */
static void
show_count(uint64_t number)
{
	char digits[COUNT_LEN];
	size_t len = 0;

	do
		digits[len++] = (char)('0' + number % 10);
	while ((number /= 10) && len < sizeof(digits) - 1);
	for (size_t i = 0; i < COUNT_LEN - 1; i++)
		it.count_text[i] = i < len ? digits[len - 1 - i] : ' ';
	it.count_text[COUNT_LEN - 1] = '\n';
}

static void
open_count(const char *path)
{
	void *map = mmap(NULL, sizeof(*it.count), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	it.count = map == MAP_FAILED ? NULL : map;
	if (!path)
		return;
	int fd = open_plainly(path, O_RDWR | O_CREAT | O_CLOEXEC);

	char blank[COUNT_LEN] = { 0 };

	if (fd < 0 || syscall(SYS_write, fd, blank, COUNT_LEN) < COUNT_LEN)
		return;
	map = mmap(NULL, COUNT_LEN, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	syscall(SYS_close, fd);
	if (map == MAP_FAILED)
		return;
	it.count_text = map;
	show_count(0);
}

/* The directory's path as the kernel writes it. */
static void
open_under(const char *path)
{
	char link[32];

	it.under_fd = -1;
	if (!path || !*path)
		return;
	it.under_fd = put_aside(
	    open_plainly(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	snprintf(link, sizeof(link), "/proc/self/fd/%d", it.under_fd);
	ssize_t len = it.under_fd < 0
	    ? -1
	    : readlink(link, it.under, sizeof(it.under) - 1);

	if (len < 0)
		len = snprintf(it.under, sizeof(it.under), "%s", path);
	it.under_len = (size_t)len;
	while (it.under_len && it.under[it.under_len - 1] == '/')
		it.under_len--;
}

__attribute__((constructor)) static void
prepare(void)
{
	const char *at = getenv("ASSAY_FAULT_AT");
	const char *last = getenv("ASSAY_FAULT_LAST");
	const char *log = getenv("ASSAY_FAULT_LOG");

	open_under(getenv("ASSAY_FAULT_UNDER"));
	it.counted = parse_calls(getenv("ASSAY_FAULT_CALL"));
	it.skipped = parse_calls(getenv("ASSAY_FAULT_SKIP"));
	it.skip_file = getenv("ASSAY_FAULT_SKIP_FILE");
	it.at = at ? strtoull(at, NULL, 10) : 0;
	it.last = last && strcmp(last, "on") == 0;
	it.fault = parse_fault(getenv("ASSAY_FAULT_DO"));
	it.then = parse_fault(getenv("ASSAY_FAULT_THEN"));
	parse_also(getenv("ASSAY_FAULT_ALSO"));
	open_count(getenv("ASSAY_FAULT_COUNT"));
	it.log_fd = log ? put_aside(open_plainly(log,
	                      O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC))
	                : -1;
	it.ready = true;
}

static void
die(void)
{
	syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
}

static void
cut(uint32_t flag)
{
	int fd = it.under_fd;

	if (syscall(SYS_ioctl, fd, SHUT_DOWN, &flag) < 0) {
		fd = open_plainly(it.under, O_RDONLY | O_DIRECTORY);
		if (syscall(SYS_ioctl, fd, SHUT_DOWN, &flag) < 0)
			__builtin_trap();
	}
	die();
}

/* Ends the program where the deed says so. */
static void
strike(enum deed deed)
{
	if (deed == DEED_KILL)
		die();
	else if (deed == DEED_CUT1)
		cut(1);
	else if (deed == DEED_CUT2)
		cut(2);
}

static bool
is_below(const char *path)
{
	if (*path != '/')
		return false;
	if (!it.under_len)
		return strncmp(path, "/dev/", 5) != 0 &&
		       strncmp(path, "/proc/", 6) != 0;
	return strncmp(path, it.under, it.under_len) == 0 &&
	       (path[it.under_len] == '/' || !path[it.under_len]);
}

/* Where a descriptor leads, or the working directory; "" unknown. */
static void
path_of(int fd, char path[PATH_MAX])
{
	char link[32] = "/proc/self/cwd";
	ssize_t len;

	if (fd != AT_FDCWD) {
		char digits[12];
		size_t n = 0;
		unsigned rest = (unsigned)fd;

		do
			digits[n++] = (char)('0' + rest % 10);
		while ((rest /= 10) && n < sizeof(digits));
		memcpy(link, "/proc/self/fd/", 14);
		for (size_t i = 0; i < n; i++)
			link[14 + i] = digits[n - 1 - i];
		link[14 + n] = '\0';
	}
	len = syscall(
	    SYS_readlinkat, AT_FDCWD, link, path, (size_t)PATH_MAX - 1);
	path[len > 0 ? len : 0] = '\0';
}

/* The file a call means: a name below a directory, or the descriptor alone
 * when there is no name. */
static void
find_path(int dir, const char *name, char path[PATH_MAX])
{
	size_t len = 0;

	if (!name || *name != '/') {
		path_of(dir, path);
		len = strlen(path);
		if (name && len + 1 < PATH_MAX)
			path[len++] = '/';
	}
	for (; name && *name && len + 1 < PATH_MAX; name++)
		path[len++] = *name;
	path[len] = '\0';
}

static void
write_log(uint64_t number, const char *name, const char *path)
{
	char digits[24];
	size_t len = 0, at = sizeof(digits);

	while (number) {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	}
	len = sizeof(digits) - at;
	struct iovec parts[] = {
		{ digits + at, len },
		{ (char[]){ " " }, 1 },
		{ (void *)(uintptr_t)name, strlen(name) },
		{ (char[]){ " " }, 1 },
		{ (void *)(uintptr_t)path, strlen(path) },
		{ (char[]){ "\n" }, 1 },
	};

	syscall(SYS_writev, it.log_fd, parts, 6);
}

static bool
ends_in(const char *path, const char *tail)
{
	size_t a = strlen(path), b = strlen(tail);

	return b <= a && strcmp(path + a - b, tail) == 0;
}

/* Counts a call and says what is to become of it; it may not come back. */
static struct fault
count(unsigned call, const char *name, const char *path)
{
	struct fault none = { DEED_PASS, 0 };

	if (!(it.counted & call) || !it.count)
		return none;
	uint64_t number = __atomic_add_fetch(it.count, 1, __ATOMIC_SEQ_CST);

	if (it.count_text)
		show_count(number);
	if (it.log_fd >= 0)
		write_log(number, name, path);
	if (it.pending) {
		struct fault now = { DEED_ERROR, it.pending };

		it.pending = 0;
		return now;
	}
	if (!it.at || (it.last ? number < it.at : number != it.at))
		return none;
	struct fault fault = it.fault;

	/* half a write once; what comes after it has its own */
	if (fault.deed == DEED_SHORT &&
	    (call != CALL_WRITE || (it.last && number > it.at)))
		fault = it.then;
	strike(fault.deed);
	return fault;
}

struct fault
faults_meet(unsigned call, const char *name, int dir, const char *file)
{
	struct fault none = { DEED_PASS, 0 };
	char path[PATH_MAX];
	int kept = errno;

	if (!it.ready ||
	    !((it.counted | it.skipped | it.also_calls) & call))
		return none;
	find_path(dir, file, path);
	errno = kept;
	if (!is_below(path))
		return none;
	if ((it.skipped & call) &&
	    (!it.skip_file || ends_in(path, it.skip_file)))
		return (struct fault){ DEED_SKIP, 0 };
	struct fault fault = count(call, name, path);

	if ((it.also_calls & call) && ++it.also_seen == it.also_at)
		return it.also;
	return fault;
}

struct fault
faults_meet_memory(void)
{
	struct fault none = { DEED_PASS, 0 };

	if (!it.ready || !(it.counted & CALL_MALLOC))
		return none;
	return count(CALL_MALLOC, "malloc", "");
}

void
faults_afterwards(struct fault fault)
{
	if (fault.deed == DEED_KILL_AFTER)
		die();
}

void
faults_half_written(void)
{
	strike(it.then.deed);
	if (it.then.deed == DEED_ERROR)
		it.pending = it.then.number;
}
