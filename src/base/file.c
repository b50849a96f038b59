/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Files: read whole and within a limit, replaced whole or not at all. */

#include <config.h>

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

char *
path_join(const char *a, const char *b)
{
	size_t len = strlen(a);

	if (*b == '/' || !len)
		return xstrdup(b);
	return xasprintf("%s%s%s", a, a[len - 1] == '/' ? "" : "/", b);
}

const char *
path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

bool
path_is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool
path_exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

static bool
read_fd(int fd, const char *path, size_t max, struct str *out,
    struct err *err)
{
	char buffer[16384];
	size_t total = 0;

	for (;;) {
		ssize_t got = read(fd, buffer, sizeof(buffer));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set_errno(err, errno, path);
		if (got == 0)
			return true;
		total += (size_t)got;
		if (total > max)
			return err_set_at(err, ERR_INPUT, path, 0, 0,
			    _("The file is larger than %zu bytes, which is "
			      "the most that is read here."),
			    max);
		str_add_n(out, buffer, (size_t)got);
	}
}

bool
file_read_fd(
    int fd, const char *path, size_t max, struct str *out, struct err *err)
{
	struct stat st;
	size_t before = out->len;

	if (fstat(fd, &st) < 0)
		return err_set_errno(err, errno, path);
	if (!S_ISREG(st.st_mode))
		return err_set_at(err, ERR_INPUT, path, 0, 0,
		    S_ISDIR(st.st_mode)
			? _("This is a directory where a file is needed.")
			: _("This is no regular file and is not read."));
	bool ok = read_fd(fd, path, max, out, err);

	if (!ok)
		str_truncate(out, before);
	return ok;
}

bool
file_read(const char *path, size_t max, struct str *out, struct err *err)
{
	size_t before = out->len;

	if (str_equal(path, "-")) {
		if (read_fd(STDIN_FILENO, path, max, out, err))
			return true;
		str_truncate(out, before);
		return false;
	}
	/* O_NONBLOCK: a FIFO must not hang the open; it is refused then */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if (fd < 0)
		return err_set_errno(err, errno, path);
	bool ok = file_read_fd(fd, path, max, out, err);

	close(fd);
	return ok;
}

bool
file_write_all(
    int fd, const char *data, size_t len, const char *path, struct err *err)
{
	while (len) {
		ssize_t put = write(fd, data, len);

		if (put < 0 && errno == EINTR)
			continue;
		/* none taken and no reason given would go on for ever */
		if (put <= 0)
			return err_set_errno(
			    err, put ? errno : ENOSPC, path);
		data += put;
		len -= (size_t)put;
	}
	return true;
}

bool
file_sync_dir(const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return err_set_errno(err, errno, path);
	bool ok = fsync(fd) == 0 || errno == EINVAL || errno == EROFS;

	if (!ok)
		err_set_errno(err, errno, path);
	close(fd);
	return ok;
}

/* A new file beside path with the bytes on the disk; its name in *temp. */
static bool
write_temp(const char *path, const char *data, size_t len, char **temp,
    struct err *err)
{
	char tail[7];

	random_name(tail, 6);
	*temp = xasprintf("%s.%s.new", path, tail);
	int fd = open(*temp,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		return err_set_errno(err, errno, path);
	bool ok = file_write_all(fd, data, len, path, err);

	if (ok && fsync(fd) < 0)
		ok = err_set_errno(err, errno, path);
	if (close(fd) < 0 && ok)
		ok = err_set_errno(err, errno, path);
	if (!ok)
		unlink(*temp);
	return ok;
}

/* Keeps the present file as path.bak, by a second name for it. */
static bool
keep_old(const char *path, struct err *err)
{
	char *old = xasprintf("%s.bak", path);
	char *step = xasprintf("%s.bak.new", path);
	bool ok = true;

	unlink(step);
	if (link(path, step) < 0)
		ok = errno == ENOENT || err_set_errno(err, errno, path);
	else if (rename(step, old) < 0) {
		ok = err_set_errno(err, errno, old);
		unlink(step);
	}
	free(old);
	free(step);
	return ok;
}

/* fsync of the directory a file lies in. */
static bool
sync_above(const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/');
	char *dir = slash ? xstrndup(path, (size_t)(slash - path + 1))
			  : xstrdup(".");
	bool ok = file_sync_dir(dir, err);

	free(dir);
	return ok;
}

static bool
is_taken(const char *path, struct err *err)
{
	return err_set_at(err, ERR_INPUT, path, 0, 0,
	    _("There is such a file already."));
}

bool
file_replace(const char *path, const char *data, size_t len, bool keep,
    struct err *err)
{
	char *temp = NULL;
	bool ok = write_temp(path, data, len, &temp, err);

	if (ok) {
		ok = !keep || keep_old(path, err);
		if (ok && rename(temp, path) < 0)
			ok = err_set_errno(err, errno, path);
		if (!ok)
			unlink(temp);
	}
	ok = ok && sync_above(path, err);
	free(temp);
	return ok;
}

/* Gives a file a name that nothing has. */
static bool
name_fresh(const char *temp, const char *path, struct err *err)
{
#ifdef RENAME_NOREPLACE
	if (renameat2(AT_FDCWD, temp, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != ENOSYS && errno != EINVAL)
		return errno == EEXIST ? is_taken(path, err)
		                       : err_set_errno(err, errno, path);
#endif
	if (link(temp, path) < 0)
		return errno == EEXIST ? is_taken(path, err)
		                       : err_set_errno(err, errno, path);
	unlink(temp);
	return true;
}

bool
file_create(const char *path, const char *data, size_t len, struct err *err)
{
	char *temp = NULL;
	bool ok = write_temp(path, data, len, &temp, err);

	if (ok && !name_fresh(temp, path, err)) {
		unlink(temp);
		ok = false;
	}
	ok = ok && sync_above(path, err);
	free(temp);
	return ok;
}

/* One directory, unless it is there; its name lasts like what lies in it. */
static bool
make_dir(const char *path, struct err *err)
{
	if (mkdir(path, 0700) == 0)
		return sync_above(path, err);
	return errno == EEXIST || err_set_errno(err, errno, path);
}

bool
file_make_dirs(const char *path, struct err *err)
{
	char *copy = xstrdup(path);
	bool ok = true;

	for (char *p = copy; ok && *p; p++) {
		if (p == copy || *p != '/')
			continue;
		*p = '\0';
		ok = make_dir(copy, err);
		*p = '/';
	}
	ok = ok && make_dir(copy, err);
	if (ok && !path_is_dir(copy))
		ok = err_set_errno(err, ENOTDIR, copy);
	free(copy);
	return ok;
}

static int
compare_names(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;
	int order = str_natural_compare(*x, *y);

	return order ? order : strcmp(*x, *y);
}

static bool
list_names(const char *path, bool hidden, char ***names, size_t *count,
    struct err *err)
{
	DIR *dir = opendir(path);

	if (!dir)
		return err_set_errno(err, errno, path);
	char **list = NULL;
	size_t used = 0, capacity = 0;
	struct dirent *entry;

	while ((entry = readdir(dir))) {
		const char *name = entry->d_name;

		if (*name == '.' && (!hidden || str_equal(name, ".") ||
					str_equal(name, "..")))
			continue;
		list = mem_grow(list, &capacity, used + 1, sizeof(*list));
		list[used++] = xstrdup(name);
	}
	closedir(dir);
	if (used)
		qsort(list, used, sizeof(*list), compare_names);
	*names = list;
	*count = used;
	return true;
}

bool
file_list(const char *path, char ***names, size_t *count, struct err *err)
{
	return list_names(path, false, names, count, err);
}

bool
file_list_all(const char *path, char ***names, size_t *count, struct err *err)
{
	return list_names(path, true, names, count, err);
}

void
file_names_free(char **names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
}
