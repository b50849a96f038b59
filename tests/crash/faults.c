/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A shared object to be preloaded (LD_PRELOAD) that lets calls of a program
 * fail, or the power go, at a call one names by its number:
 *
 * ASSAY_FAULT_UNDER  only calls on files below this directory count; a path
 *                    without links. Without it: all files but /dev and /proc.
 * ASSAY_FAULT_CALL   what is counted, names with commas between them:
 *                      write fsync fdatasync syncfs rename link unlink mkdir
 *                      truncate copy close
 *                      create   an open that may make a file, fopen too
 *                      open     every open
 *                      malloc   malloc, calloc, realloc and what libc builds
 *                               on them; without regard to files
 *                      disk     all but close, malloc and opens to read,
 *                               counted together
 *                    A name holds its whole family: rename is renameat and
 *                    renameat2 too, unlink also rmdir, truncate fallocate.
 * ASSAY_FAULT_AT     the number of the call that is met, from 1; without it
 *                    calls are counted and nothing happens.
 * ASSAY_FAULT_LAST   once (default), or on: this call and all after it.
 * ASSAY_FAULT_DO     kill       SIGKILL before the call
 *                    killafter  SIGKILL after it
 *                    cut1 cut2  the file system of ASSAY_FAULT_UNDER is shut
 *                               down before the call, its own journal flushed
 *                               (1) or not (2), then SIGKILL; SIGILL when the
 *                               file system would not
 *                    short      half of a write is done, then
 *                               ASSAY_FAULT_THEN: nothing (the caller is told
 *                               how much), kill, cut1, cut2, or the name of an
 *                               error, which the next counted call gets; what
 *                               is no write meets ASSAY_FAULT_THEN at once
 *                    skip       nothing is done, success is told (but opens,
 *                               closes and allocations are done)
 *                    ENOSPC ... the call fails with this error; see errors[]
 * ASSAY_FAULT_SKIP   calls that are skipped from the start, besides and before
 *                    all that: they are not counted. With
 * ASSAY_FAULT_SKIP_FILE  only on files whose path ends in this.
 * ASSAY_FAULT_ALSO   CALL:NUMBER:ERROR, one more fault with a number of its
 *                    own: that call, once, fails with this error. It counts
 *                    for the others as any call does.
 * ASSAY_FAULT_COUNT  a file that always holds the number of calls counted so
 *                    far, also after a SIGKILL; begun anew by each program.
 * ASSAY_FAULT_LOG    a file that gets a line for each call counted: its
 *                    number, its name, its file.
 *
 * Children made by fork count along. Nothing here allocates once the program
 * runs. Output through stdio is not seen: libc calls itself there. */

#include <config.h>

/* its inline open() and the like would stand in the way */
#undef _FORTIFY_SOURCE

#include "faults.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* glibc's own, so that no look-up is needed for them */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

/* What libc's fortified headers call. */
int __open_2(const char *path, int flags);
int __open64_2(const char *path, int flags);
int __openat_2(int dir, const char *path, int flags);
int __openat64_2(int dir, const char *path, int flags);

/* Calls that are not the same everywhere as the kernel's. */
static struct {
	ssize_t (*pwrite)(int, const void *, size_t, off_t);
	int (*ftruncate)(int, off_t);
	int (*fallocate)(int, int, off_t, off_t);
	FILE *(*fopen)(const char *, const char *);
} real;

/* dlsym gives a void pointer, which C lets nobody call. */
static void
find(void *place, const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);

	memcpy(place, &found, sizeof(found));
}

__attribute__((constructor)) static void
find_real(void)
{
	find(&real.pwrite, "pwrite");
	find(&real.ftruncate, "ftruncate");
	find(&real.fallocate, "fallocate");
	find(&real.fopen, "fopen");
}

/* The result of a call that gives 0 or -1; done: it shall be made. */
static bool
shall(struct fault fault, int *result)
{
	*result = 0;
	if (fault.deed == DEED_ERROR) {
		errno = fault.number;
		*result = -1;
	}
	return fault.deed != DEED_ERROR && fault.deed != DEED_SKIP;
}

/* A call with its result, made or not. */
#define MAKE(fault, type, call) \
	do { \
		int told; \
		if (!shall(fault, &told)) \
			return told; \
		type made = (type)(call); \
		faults_afterwards(fault); \
		return made; \
	} while (0)

/* What of a write shall be done; *told is its result when nothing is. */
static bool
shall_write(struct fault fault, size_t *len, ssize_t *told)
{
	if (fault.deed == DEED_ERROR) {
		errno = fault.number;
		*told = -1;
		return false;
	}
	*told = (ssize_t)*len;
	if (fault.deed == DEED_SHORT)
		*len /= 2;
	return fault.deed != DEED_SKIP;
}

static void
written(struct fault fault)
{
	if (fault.deed == DEED_SHORT)
		faults_half_written();
	faults_afterwards(fault);
}

ssize_t
write(int fd, const void *data, size_t len)
{
	struct fault fault = faults_meet(CALL_WRITE, "write", fd, NULL);
	ssize_t put;

	if (!shall_write(fault, &len, &put))
		return put;
	put = syscall(SYS_write, fd, data, len);
	written(fault);
	return put;
}

ssize_t
pwrite(int fd, const void *data, size_t len, off_t at)
{
	struct fault fault = faults_meet(CALL_WRITE, "pwrite", fd, NULL);
	ssize_t put;

	if (!shall_write(fault, &len, &put))
		return put;
	put = real.pwrite(fd, data, len, at);
	written(fault);
	return put;
}

ssize_t
pwrite64(int fd, const void *data, size_t len, off64_t at)
{
	return pwrite(fd, data, len, (off_t)at);
}

ssize_t
writev(int fd, const struct iovec *parts, int n)
{
	struct fault fault = faults_meet(CALL_WRITE, "writev", fd, NULL);
	size_t len = 0;
	ssize_t put;

	for (int i = 0; i < n; i++)
		len += parts[i].iov_len;
	if (!shall_write(fault, &len, &put))
		return put;
	/* half of it: the first part's, which is enough to break a line */
	put = fault.deed == DEED_SHORT
	    ? syscall(SYS_write, fd, parts[0].iov_base, parts[0].iov_len / 2)
	    : syscall(SYS_writev, fd, parts, n);
	written(fault);
	return put;
}

int
fsync(int fd)
{
	struct fault fault = faults_meet(CALL_FSYNC, "fsync", fd, NULL);

	MAKE(fault, int, syscall(SYS_fsync, fd));
}

int
fdatasync(int fd)
{
	struct fault fault = faults_meet(CALL_FDATASYNC, "fdatasync", fd, NULL);

	MAKE(fault, int, syscall(SYS_fdatasync, fd));
}

int
syncfs(int fd)
{
	struct fault fault = faults_meet(CALL_SYNCFS, "syncfs", fd, NULL);

	MAKE(fault, int, syscall(SYS_syncfs, fd));
}

static int
rename_as(const char *call, int from_dir, const char *from, int to_dir,
    const char *to, unsigned flags)
{
	struct fault fault = faults_meet(CALL_RENAME, call, to_dir, to);

	MAKE(fault, int,
	    syscall(SYS_renameat2, from_dir, from, to_dir, to, flags));
}

int
rename(const char *from, const char *to)
{
	return rename_as("rename", AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
renameat(int from_dir, const char *from, int to_dir, const char *to)
{
	return rename_as("renameat", from_dir, from, to_dir, to, 0);
}

int
renameat2(int from_dir, const char *from, int to_dir, const char *to,
    unsigned flags)
{
	return rename_as("renameat2", from_dir, from, to_dir, to, flags);
}

int
linkat(int from_dir, const char *from, int to_dir, const char *to, int flags)
{
	struct fault fault = faults_meet(CALL_LINK, "link", to_dir, to);

	MAKE(fault, int,
	    syscall(SYS_linkat, from_dir, from, to_dir, to, flags));
}

int
link(const char *from, const char *to)
{
	return linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
symlinkat(const char *target, int dir, const char *path)
{
	struct fault fault = faults_meet(CALL_LINK, "symlink", dir, path);

	MAKE(fault, int, syscall(SYS_symlinkat, target, dir, path));
}

int
symlink(const char *target, const char *path)
{
	return symlinkat(target, AT_FDCWD, path);
}

int
unlinkat(int dir, const char *path, int flags)
{
	struct fault fault = faults_meet(CALL_UNLINK,
	    flags & AT_REMOVEDIR ? "rmdir" : "unlink", dir, path);

	MAKE(fault, int, syscall(SYS_unlinkat, dir, path, flags));
}

int
unlink(const char *path)
{
	return unlinkat(AT_FDCWD, path, 0);
}

int
rmdir(const char *path)
{
	return unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
}

int
mkdirat(int dir, const char *path, mode_t mode)
{
	struct fault fault = faults_meet(CALL_MKDIR, "mkdir", dir, path);

	MAKE(fault, int, syscall(SYS_mkdirat, dir, path, mode));
}

int
mkdir(const char *path, mode_t mode)
{
	return mkdirat(AT_FDCWD, path, mode);
}

int
ftruncate(int fd, off_t len)
{
	struct fault fault = faults_meet(CALL_TRUNCATE, "ftruncate", fd, NULL);

	MAKE(fault, int, real.ftruncate(fd, len));
}

int
ftruncate64(int fd, off64_t len)
{
	return ftruncate(fd, (off_t)len);
}

int
fallocate(int fd, int mode, off_t at, off_t len)
{
	struct fault fault = faults_meet(CALL_TRUNCATE, "fallocate", fd, NULL);

	MAKE(fault, int, real.fallocate(fd, mode, at, len));
}

int
fallocate64(int fd, int mode, off64_t at, off64_t len)
{
	return fallocate(fd, mode, (off_t)at, (off_t)len);
}

ssize_t
copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at,
    size_t len, unsigned flags)
{
	struct fault fault =
	    faults_meet(CALL_COPY, "copy_file_range", to, NULL);
	ssize_t put;

	if (!shall_write(fault, &len, &put))
		return put;
	put = syscall(
	    SYS_copy_file_range, from, from_at, to, to_at, len, flags);
	written(fault);
	return put;
}

ssize_t
sendfile(int to, int from, off_t *at, size_t len)
{
	struct fault fault = faults_meet(CALL_COPY, "sendfile", to, NULL);
	ssize_t put;

	if (!shall_write(fault, &len, &put))
		return put;
	put = syscall(SYS_sendfile, to, from, at, len);
	written(fault);
	return put;
}

ssize_t
sendfile64(int to, int from, off64_t *at, size_t len)
{
	return sendfile(to, from, (off_t *)at, len);
}

/* Opens are made also when they are to be skipped: there is no success
 * without a descriptor. */
static int
open_as(const char *call, int dir, const char *path, int flags, mode_t mode)
{
	bool makes = (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE;
	struct fault fault =
	    faults_meet(makes ? CALL_CREATE : CALL_OPEN, call, dir, path);
	int fd;

	if (!shall(fault, &fd) && fd < 0)
		return fd;
	fd = (int)syscall(SYS_openat, dir, path, flags, mode);
	faults_afterwards(fault);
	return fd;
}

/* The mode of an open that makes a file. */
#define OPEN_MODE(mode, flags) \
	do { \
		if (((flags) & O_CREAT) || \
		    ((flags) & O_TMPFILE) == O_TMPFILE) { \
			va_list args; \
			va_start(args, flags); \
			(mode) = va_arg(args, mode_t); \
			va_end(args); \
		} \
	} while (0)

int
open(const char *path, int flags, ...)
{
	mode_t mode = 0;

	OPEN_MODE(mode, flags);
	return open_as("open", AT_FDCWD, path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
	mode_t mode = 0;

	OPEN_MODE(mode, flags);
	return open_as("open", AT_FDCWD, path, flags | O_LARGEFILE, mode);
}

int
openat(int dir, const char *path, int flags, ...)
{
	mode_t mode = 0;

	OPEN_MODE(mode, flags);
	return open_as("openat", dir, path, flags, mode);
}

int
openat64(int dir, const char *path, int flags, ...)
{
	mode_t mode = 0;

	OPEN_MODE(mode, flags);
	return open_as("openat", dir, path, flags | O_LARGEFILE, mode);
}

int
creat(const char *path, mode_t mode)
{
	return open_as("creat", AT_FDCWD, path,
	    O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int
__open_2(const char *path, int flags)
{
	return open_as("open", AT_FDCWD, path, flags, 0);
}

int
__open64_2(const char *path, int flags)
{
	return open_as("open", AT_FDCWD, path, flags | O_LARGEFILE, 0);
}

int
__openat_2(int dir, const char *path, int flags)
{
	return open_as("openat", dir, path, flags, 0);
}

int
__openat64_2(int dir, const char *path, int flags)
{
	return open_as("openat", dir, path, flags | O_LARGEFILE, 0);
}

FILE *
fopen(const char *path, const char *mode)
{
	struct fault fault = faults_meet(*mode == 'r' ? CALL_OPEN : CALL_CREATE,
	    "fopen", AT_FDCWD, path);
	int told;

	if (!shall(fault, &told) && told < 0)
		return NULL;
	FILE *file = real.fopen ? real.fopen(path, mode) : NULL;

	faults_afterwards(fault);
	return file;
}

FILE *
fopen64(const char *path, const char *mode)
{
	return fopen(path, mode);
}

/* A close that fails has closed all the same. */
int
close(int fd)
{
	struct fault fault = faults_meet(CALL_CLOSE, "close", fd, NULL);
	int told;
	int made = (int)syscall(SYS_close, fd);

	if (!shall(fault, &told))
		return told;
	faults_afterwards(fault);
	return made;
}

/* Is there no memory this time? */
static bool
is_short_of_memory(void)
{
	if (faults_meet_memory().deed != DEED_ERROR)
		return false;
	errno = ENOMEM;
	return true;
}

void *
malloc(size_t size)
{
	return is_short_of_memory() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t n, size_t size)
{
	return is_short_of_memory() ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *old, size_t size)
{
	return is_short_of_memory() ? NULL : __libc_realloc(old, size);
}
