/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* One writer per session: an open-file-description lock on a file of its own,
 * held for the writer's life. The kernel frees it however the writer ends;
 * the file's line only says who it is. A reader may become the writer once the
 * lock is free. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/journal_parts.h"

/* name, host, process, since: a tab between them */
enum { HOLDER_NAME, HOLDER_HOST, HOLDER_PID, HOLDER_SINCE, HOLDER_COUNT };
struct holder {
	char *parts[HOLDER_COUNT];
};

static void
holder_done(struct holder *holder)
{
	for (size_t i = 0; i < HOLDER_COUNT; i++)
		free(holder->parts[i]);
}

/* False when the line is not (yet) there or no such line. */
static bool
read_holder(int fd, struct holder *holder)
{
	char line[1024];
	ssize_t got = pread(fd, line, sizeof(line) - 1, 0);

	*holder = (struct holder){ 0 };
	if (got <= 0)
		return false;
	line[got] = '\0';
	line[strcspn(line, "\n")] = '\0';
	char *rest = line;

	for (size_t i = 0; i < HOLDER_COUNT; i++) {
		char *part = strsep(&rest, "\t");
		struct str safe = { 0 };

		if (!part || !*part) {
			holder_done(holder);
			return false;
		}
		display_safe(&safe, part, false);
		holder->parts[i] = str_steal(&safe);
	}
	return true;
}

/* "2026-07-14T09:58:12+02:00" as 09:58, with the day unless it is today. */
static char *
clock_text(const char *since)
{
	char today[16];
	time_t now = time(NULL);
	struct tm local;

	if (strlen(since) < 16 || since[10] != 'T')
		return xstrdup(since);
	if (localtime_r(&now, &local) &&
	    strftime(today, sizeof(today), "%Y-%m-%d", &local) &&
	    strncmp(today, since, 10) == 0)
		return xstrndup(since + 11, 5);
	return xasprintf("%.10s %.5s", since, since + 11);
}

static char *
login_name(void)
{
	const struct passwd *user = getpwuid(geteuid());

	return user ? xstrdup(user->pw_name)
	            : xasprintf("%ld", (long)geteuid());
}

static char *
now_text(void)
{
	time_t now = time(NULL);
	struct tm local;
	char text[40] = "", zone[8] = "";

	if (localtime_r(&now, &local)) {
		strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &local);
		strftime(zone, sizeof(zone), "%z", &local);
	}
	/* +0200 becomes +02:00 */
	return strlen(zone) == 5 ? xasprintf("%s%.3s:%s", text, zone, zone + 3)
	                         : xstrdup(text);
}

void
lock_describe(int lock_fd, const char *name)
{
	char host[HOST_NAME_MAX + 1] = "";
	char *login = name ? xstrdup(name) : login_name();
	char *since = now_text();

	if (gethostname(host, sizeof(host) - 1) < 0 || !*host)
		snprintf(host, sizeof(host), "?");
	for (char *p = login; *p; p++)
		if (*p == '\t' || *p == '\n')
			*p = ' ';
	char *line = xasprintf("%.400s\t%s\t%ld\t%s\n", *login ? login : "?",
	    host, (long)getpid(), since);

	/* only words for a second opener: the lock holds without them */
	if (ftruncate(lock_fd, 0) == 0 &&
	    pwrite(lock_fd, line, strlen(line), 0) < 0)
		errno = 0;
	free(line);
	free(since);
	free(login);
}

static int
open_lock(int dir_fd, int flags)
{
	struct stat st;
	int fd = openat(dir_fd, "lock",
	    flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0600);

	if (fd < 0)
		return -1;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		return fd;
	close(fd);
	errno = EINVAL;
	return -1;
}

/* Who writes, as a sentence. */
static char *
holder_sentence(int fd)
{
	struct holder holder;

	if (!read_holder(fd, &holder))
		return xstrdup(_("Another assay writes in this session."));
	char *since = clock_text(holder.parts[HOLDER_SINCE]);
	/* TRANSLATORS: a name, a host, a time, a process number */
	char *text = xasprintf(_("%s writes here from %s since %s (process "
	                         "%s)."),
	    holder.parts[HOLDER_NAME], holder.parts[HOLDER_HOST], since,
	    holder.parts[HOLDER_PID]);

	free(since);
	holder_done(&holder);
	return text;
}

/* Is what the lock's name stands for now the file we have open? */
static bool
is_lock_file(int dir_fd, int fd)
{
	struct stat mine, there;

	return fstat(fd, &mine) == 0 &&
	       fstatat(dir_fd, "lock", &there, AT_SYMLINK_NOFOLLOW) == 0 &&
	       mine.st_dev == there.st_dev && mine.st_ino == there.st_ino;
}

static bool
refuse(int fd, const char *path, struct err *err)
{
	if (errno == EAGAIN || errno == EACCES) {
		char *sentence = holder_sentence(fd);

		err_set(err, ERR_LOCKED, "%s", sentence);
		free(sentence);
		return false;
	}
	if (errno == ENOLCK || errno == EOPNOTSUPP || errno == ENOSYS ||
	    errno == EINVAL)
		return err_set_at(err, ERR_IO, path, 0, 0,
		    _("This file system has no locks, so two could write at "
		      "once. Copy the session to a disk of this machine to "
		      "write."));
	return err_set_errno(err, errno, path);
}

static bool
refuse_file(const char *path, struct err *err)
{
	if (errno == EISDIR || errno == ELOOP || errno == EINVAL ||
	    errno == ENXIO)
		return err_set_at(err, ERR_IO, path, 0, 0,
		    _("This is no regular file, so nobody can hold it. "
		      "Remove it to write."));
	return err_set_errno(err, errno, path);
}

int
lock_take(int dir_fd, const char *dir, const char *name, struct err *err)
{
	/* a file that lost its name meanwhile locks nobody out */
	enum { TRIES = 8 };
	char *path = path_join(dir, "lock");
	int fd = -1;

	for (int i = 0; fd < 0; i++) {
		struct flock lock = { .l_type = F_WRLCK,
			.l_whence = SEEK_SET };

		fd = open_lock(dir_fd, O_RDWR | O_CREAT);
		if (fd < 0) {
			refuse_file(path, err);
			break;
		}
		bool taken = fcntl(fd, F_OFD_SETLK, &lock) == 0;

		if (taken && (i == TRIES || is_lock_file(dir_fd, fd))) {
			lock_describe(fd, name);
			break;
		}
		if (!taken)
			refuse(fd, path, err);
		close(fd);
		fd = -1;
		if (!taken)
			break;
	}
	free(path);
	return fd;
}

void
lock_drop(struct journal *journal)
{
	if (journal->lock_fd < 0)
		return;
	/* who held it is of no interest any more */
	if (ftruncate(journal->lock_fd, 0) < 0)
		errno = 0;
	close(journal->lock_fd);
	journal->lock_fd = -1;
}

bool
lock_keep(struct journal *journal, struct err *err)
{
	if (is_lock_file(journal->dir_fd, journal->lock_fd))
		return true;
	/* somebody took it for a leftover */
	int fd = lock_take(journal->dir_fd, journal->dir, journal->name, err);

	if (fd < 0)
		return false;
	close(journal->lock_fd);
	journal->lock_fd = fd;
	return true;
}

/* The lock as others see it. */
enum lock_state { LOCK_FREE, LOCK_HELD, LOCK_UNKNOWN };

/* *fd: the file, to be read and closed; -1 where there is none. */
static enum lock_state
look_at_lock(int dir_fd, int *fd)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	*fd = open_lock(dir_fd, O_RDONLY);
	if (*fd < 0)
		return errno == ENOENT ? LOCK_FREE : LOCK_UNKNOWN;
	if (fcntl(*fd, F_OFD_GETLK, &lock) < 0)
		return LOCK_UNKNOWN;
	return lock.l_type == F_UNLCK ? LOCK_FREE : LOCK_HELD;
}

char *
journal_holder(const char *dir)
{
	struct holder holder;
	char *text = NULL;
	int dir_fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), fd;

	if (dir_fd < 0)
		return NULL;
	bool held = look_at_lock(dir_fd, &fd) == LOCK_HELD;

	close(dir_fd);
	if (held && read_holder(fd, &holder)) {
		char *since = clock_text(holder.parts[HOLDER_SINCE]);

		/* TRANSLATORS: a name, a host, a time, a process number */
		text = xasprintf(_("%s, %s, since %s, process %s"),
		    holder.parts[HOLDER_NAME], holder.parts[HOLDER_HOST], since,
		    holder.parts[HOLDER_PID]);
		free(since);
		holder_done(&holder);
	} else if (held) {
		text = xstrdup(_("another assay"));
	}
	if (fd >= 0)
		close(fd);
	return text;
}

char *
journal_writer(const struct journal *journal)
{
	int fd;
	char *text = look_at_lock(journal->dir_fd, &fd) == LOCK_HELD
	                 ? holder_sentence(fd)
	                 : NULL;

	if (fd >= 0)
		close(fd);
	return text;
}

bool
journal_is_free(const struct journal *journal)
{
	int fd;

	if (journal->writable || journal->damage ||
	    faccessat(journal->dir_fd, ".", W_OK | X_OK, AT_EACCESS) < 0)
		return false;
	enum lock_state state = look_at_lock(journal->dir_fd, &fd);

	if (fd >= 0)
		close(fd);
	return state == LOCK_FREE;
}
