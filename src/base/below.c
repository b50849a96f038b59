/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Files below a directory, a part of the name at a time. */

#include <config.h>

#include "base/below.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"

int
below_open_dir(const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		err_set_errno(err, errno, path);
	return fd;
}

enum { QUIETLY = O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY };

/* Parts between slashes, none of them empty, "." or "..". */
static bool
is_below(const char *name)
{
	for (;;) {
		size_t len = strcspn(name, "/");

		if (!len || len > NAME_MAX || (len <= 2 && *name == '.' &&
						  (len == 1 || name[1] == '.')))
			return false;
		if (!name[len])
			return true;
		name += len + 1;
	}
}

/* Opens one part. A link says ELOOP, whatever else was asked for. */
static int
open_part(int dir, const char *part, int flags)
{
	struct stat st;
	int fd = openat(dir, part, flags | QUIETLY);
	int number = errno;

	if (fd < 0 && number == ENOTDIR &&
	    fstatat(dir, part, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISLNK(st.st_mode))
		number = ELOOP;
	errno = number;
	return fd;
}

/* For kernels without openat2: a part at a time. */
static int
open_parts(int dir, const char *name, int flags)
{
	int at = dir;

	for (;;) {
		char part[NAME_MAX + 1] = "";
		size_t len = strcspn(name, "/");
		bool last = !name[len];

		memcpy(part, name, len);
		int fd =
		    open_part(at, part, last ? flags : O_RDONLY | O_DIRECTORY);
		int number = errno;

		if (at != dir)
			close(at);
		errno = number;
		if (fd < 0 || last)
			return fd;
		at = fd;
		name += len + 1;
	}
}

int
below_open(int dir, const char *name, int flags)
{
	struct open_how how = {
		.flags = (unsigned)(flags | QUIETLY),
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS,
	};

	if (!is_below(name)) {
		errno = EINVAL;
		return -1;
	}
	long fd = syscall(SYS_openat2, dir, name, &how, sizeof(how));

	if (fd >= 0 || errno == ENOENT || errno == ELOOP || errno == EACCES)
		return (int)fd;
	/* not there, not let in, or something the old way has a word for */
	return open_parts(dir, name, flags);
}

bool
below_read(int dir, const char *name, const char *path, size_t max,
    struct str *out, struct err *err)
{
	int fd = below_open(dir, name, O_RDONLY);

	if (fd < 0)
		return errno == ELOOP
		           ? err_set_at(err, ERR_INPUT, path, 0, 0,
		                 _("This is a link, which is not followed "
		                   "here: put the file itself in its place."))
		           : err_set_errno(err, errno, path);
	bool ok = file_read_fd(fd, path, max, out, err);

	close(fd);
	return ok;
}
