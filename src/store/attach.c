/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Attachments: read once, hashed on the way, written under another name and
 * renamed when all of it is on the disk. */

#include <config.h>

#include "store/attach.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/journal_parts.h"

enum { PIECE = 64 * 1024, ENDING_MAX = 8 };

static const char evidence_dir[] = "evidence";
/* What is on its way has a name like ".abc234.new". */
static const char half_written[] = ".new";

/* Opens what must be a regular file, without waiting for a FIFO's writer. */
static int
open_source(int dir, const char *path, int flags, struct stat *st,
    struct err *err)
{
	int fd = openat(
	    dir, path, flags | O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if (fd < 0) {
		err_set_errno(err, errno, path);
		return -1;
	}
	if (fstat(fd, st) == 0 && S_ISREG(st->st_mode))
		return fd;
	err_set_at(err, ERR_INPUT, path, 0, 0,
	    S_ISDIR(st->st_mode)
	        ? _("This is a directory where a file is needed.")
	        : _("This is no regular file and is not read."));
	close(fd);
	return -1;
}

static bool
is_changed(int fd, const struct stat *before, uint64_t size)
{
	struct stat st;

	return fstat(fd, &st) < 0 || (uint64_t)st.st_size != size ||
	       st.st_size != before->st_size ||
	       st.st_mtim.tv_sec != before->st_mtim.tv_sec ||
	       st.st_mtim.tv_nsec != before->st_mtim.tv_nsec;
}

/* Reads it to its end, into the hash and, when out is no -1, that file. */
static bool
pass(int fd, const struct stat *before, int out, const char *path,
    struct attach_print *print, struct err *err)
{
	struct digest *digest = digest_new();
	char *piece = xmalloc(PIECE);
	uint64_t size = 0, most = (uint64_t)before->st_size;
	ssize_t got = 0;
	bool ok = true;

	/* one that grows without end is left at its first size */
	while (ok && size <= most &&
	       ((got = read(fd, piece, PIECE)) > 0 ||
	           (got < 0 && errno == EINTR))) {
		if (got < 0)
			continue;
		size += (uint64_t)got;
		digest_add(digest, piece, (size_t)got);
		ok = out < 0 ||
		     file_write_all(out, piece, (size_t)got, path, err);
	}
	if (ok && got < 0)
		ok = err_set_errno(err, errno, path);
	else if (ok && is_changed(fd, before, size))
		ok = err_set_at(err, ERR_INPUT, path, 0, 0,
		    _("The file was changed while it was read; try again when "
		      "it is at rest."));
	char sha256[DIGEST_HEX + 1];

	digest_finish(digest, sha256);
	free(piece);
	if (ok) {
		memcpy(print->sha256, sha256, sizeof(sha256));
		print->size = size;
	}
	return ok;
}

bool
attach_read(const char *path, struct attach_print *print, struct err *err)
{
	struct stat st;
	int fd = open_source(AT_FDCWD, path, 0, &st, err);
	bool ok = fd >= 0 && pass(fd, &st, -1, path, print, err);

	if (fd >= 0)
		close(fd);
	return ok;
}

/* "pdf" of "Plan.PDF"; "" where it is long or holds anything but letters and
 * digits. */
static void
ending(const char *name, char out[ENDING_MAX + 1])
{
	const char *base = path_base(name), *dot = strrchr(base, '.');
	size_t len = dot && dot > base ? strlen(dot + 1) : 0;

	*out = '\0';
	if (!len || len > ENDING_MAX)
		return;
	for (size_t i = 0; i < len; i++) {
		char c = dot[1 + i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
			*out = '\0';
			return;
		}
		out[i] = c;
		out[i + 1] = '\0';
	}
}

static bool
is_sha256(const char *text)
{
	return strlen(text) == DIGEST_HEX &&
	       strspn(text, "0123456789abcdef") == DIGEST_HEX;
}

/* Is this the name of a copy, and of that content (NULL: any)? */
static bool
is_copy(const char *name, const char *sha256)
{
	if (sha256 ? !str_starts(name, sha256)
	           : strspn(name, "0123456789abcdef") != DIGEST_HEX)
		return false;
	const char *end = name + DIGEST_HEX;

	return !*end ||
	       (*end == '.' && strlen(end + 1) <= ENDING_MAX &&
	           end[1 + strspn(end + 1, "abcdefghijklmnopqrstuvwxyz"
	                                   "0123456789")] == '\0');
}

static int
open_evidence(int session)
{
	return openat(session, evidence_dir,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* Calls `each` for every name in a directory until it returns false. */
static void
each_name(int dir, bool (*each)(int dir, const char *name, void *data),
    void *data)
{
	int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *list = fd >= 0 ? fdopendir(fd) : NULL;
	const struct dirent *entry;

	while (list && (entry = readdir(list)))
		if (!each(dir, entry->d_name, data))
			break;
	if (list)
		closedir(list);
	else if (fd >= 0)
		close(fd);
}

struct search {
	const char *sha256;
	char *name;
};

static bool
look_at_name(int dir, const char *name, void *data)
{
	struct search *search = data;
	struct stat st;

	if (!is_copy(name, search->sha256) ||
	    fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) < 0 ||
	    !S_ISREG(st.st_mode))
		return true;
	search->name = xstrdup(name);
	return false;
}

/* The name of a content's copy, NULL: none. The caller frees it. */
static char *
find_copy(int dir, const char *sha256)
{
	struct search search = { sha256, NULL };

	each_name(dir, look_at_name, &search);
	return search.name;
}

char *
attach_place(const struct journal *journal, const char *sha256)
{
	if (!is_sha256(sha256))
		return NULL;
	int dir = open_evidence(journal->dir_fd);
	char *name = dir >= 0 ? find_copy(dir, sha256) : NULL, *place = NULL;

	if (name) {
		char *whole = realpath(journal->dir, NULL);

		place = xasprintf("%s/%s/%s", whole ? whole : journal->dir,
		    evidence_dir, name);
		free(whole);
	}
	if (dir >= 0)
		close(dir);
	free(name);
	return place;
}

static enum attach_state
check_at(int dir, const char *name, int flags, const char *sha256)
{
	struct attach_print print;
	struct err err = { 0 };
	struct stat st;
	int fd = open_source(dir, name, flags, &st, &err);
	enum attach_state state = ATTACH_WHOLE;

	if (fd < 0)
		state = err.code == ERR_ABSENT ? ATTACH_GONE
		                               : ATTACH_UNREADABLE;
	else if (!pass(fd, &st, -1, name, &print, &err))
		state = err.code == ERR_INPUT ? ATTACH_CHANGED
		                              : ATTACH_UNREADABLE;
	else if (!str_equal(print.sha256, sha256))
		state = ATTACH_CHANGED;
	if (fd >= 0)
		close(fd);
	err_done(&err);
	return state;
}

enum attach_state
attach_check(const struct journal *journal, const char *sha256)
{
	int dir = is_sha256(sha256) ? open_evidence(journal->dir_fd) : -1;
	char *name = dir >= 0 ? find_copy(dir, sha256) : NULL;
	enum attach_state state =
	    name ? check_at(dir, name, O_NOFOLLOW, sha256) : ATTACH_GONE;

	if (dir >= 0)
		close(dir);
	free(name);
	return state;
}

enum attach_state
attach_check_original(const char *path, const char *sha256)
{
	return check_at(AT_FDCWD, path, 0, sha256);
}

/* What a killed process left half written. */
static bool
sweep_name(int dir, const char *name, void *data)
{
	size_t len = strlen(name), tail = strlen(half_written);

	(void)data;
	if (*name == '.' && len == 7 + tail &&
	    str_equal(name + 7, half_written))
		unlinkat(dir, name, 0);
	return true;
}

/* Opens the evidence directory to write, made where there is none; -1. */
static int
make_evidence(int session, const char *path, struct err *err)
{
	if (mkdirat(session, evidence_dir, 0700) == 0) {
		if (fsync(session) < 0 && errno != EINVAL) {
			err_set_errno(err, errno, path);
			return -1;
		}
	} else if (errno != EEXIST) {
		err_set_errno(err, errno, path);
		return -1;
	}
	int dir = open_evidence(session);

	if (dir < 0)
		err_set_errno(err, errno, path);
	return dir;
}

/* A content on its way into a directory of copies. */
struct copy {
	int dir;     /* the evidence directory */
	char *path;  /* the same for messages */
	char temp[16];
	int fd;
};

static void
copy_drop(struct copy *copy)
{
	if (copy->fd >= 0)
		close(copy->fd);
	if (*copy->temp)
		unlinkat(copy->dir, copy->temp, 0);
	if (copy->dir >= 0)
		close(copy->dir);
	free(copy->path);
}

static bool
copy_begin(struct copy *copy, int session, const char *dir, struct err *err)
{
	char tail[7];

	*copy = (struct copy){ .dir = -1, .fd = -1,
		.path = path_join(dir, evidence_dir) };
	copy->dir = make_evidence(session, copy->path, err);
	if (copy->dir < 0)
		return false;
	/* one process writes here: it holds the lock */
	each_name(copy->dir, sweep_name, NULL);
	random_name(tail, 6);
	snprintf(copy->temp, sizeof(copy->temp), ".%s%s", tail, half_written);
	copy->fd = openat(copy->dir, copy->temp,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (copy->fd >= 0)
		return true;
	*copy->temp = '\0';
	return err_set_errno(err, errno, copy->path);
}

/* All bytes are written: makes them last under the name of their content. A
 * copy that is there already stays, unless somebody damaged it. */
static bool
copy_keep(struct copy *copy, const char *sha256, const char *name,
    struct err *err)
{
	char last[ENDING_MAX + 1];
	char *there = find_copy(copy->dir, sha256);
	bool ok = true;

	ending(name, last);
	if (there &&
	    check_at(copy->dir, there, O_NOFOLLOW, sha256) == ATTACH_WHOLE) {
		unlinkat(copy->dir, copy->temp, 0);
	} else {
		if (!there)
			there = xasprintf(
			    "%s%s%s", sha256, *last ? "." : "", last);
		ok = fsync(copy->fd) == 0 &&
		     renameat(copy->dir, copy->temp, copy->dir, there) == 0;
	}
	if (!ok)
		err_set_errno(err, errno, copy->path);
	else
		*copy->temp = '\0';
	free(there);
	/* some file systems cannot, and need not */
	if (ok && fsync(copy->dir) < 0 && errno != EINVAL)
		ok = err_set_errno(err, errno, copy->path);
	return ok;
}

static bool
may_write(const struct journal *journal, struct err *err)
{
	return journal->writable ||
	       err_set_at(err, ERR_LOCKED, journal->dir, 0, 0,
	           _("The session is open to read; nothing is attached."));
}

/* Copies a file into the evidence of a session's directory. */
static bool
copy_file(int session, const char *dir, int from_dir, const char *from,
    int flags, struct attach_print *print, struct err *err)
{
	struct attach_print made;
	struct copy copy;
	struct stat st;
	int fd = open_source(from_dir, from, flags, &st, err);

	if (fd < 0)
		return false;
	bool ok = copy_begin(&copy, session, dir, err) &&
	          pass(fd, &st, copy.fd, from, &made, err) &&
	          copy_keep(&copy, made.sha256, from, err);

	copy_drop(&copy);
	close(fd);
	if (ok)
		*print = made;
	return ok;
}

bool
attach_file(struct journal *journal, const char *path,
    struct attach_print *print, struct err *err)
{
	return may_write(journal, err) &&
	       copy_file(journal->dir_fd, journal->dir, AT_FDCWD, path, 0,
	           print, err);
}

bool
attach_text(struct journal *journal, const char *text, size_t len,
    struct attach_print *print, struct err *err)
{
	struct attach_print made = { .size = len };
	struct copy copy;

	if (!may_write(journal, err))
		return false;
	digest_hex(text, len, made.sha256);
	bool ok =
	    copy_begin(&copy, journal->dir_fd, journal->dir, err) &&
	    file_write_all(copy.fd, text, len, copy.path, err) &&
	    copy_keep(&copy, made.sha256, "a.txt", err);

	copy_drop(&copy);
	if (ok)
		*print = made;
	return ok;
}

struct carrying {
	const struct journal *journal;
	size_t failed;
};

static bool
carry_name(int dir, const char *name, void *data)
{
	struct carrying *carrying = data;
	const struct journal *to = carrying->journal;
	struct attach_print print;

	if (is_copy(name, NULL) && !copy_file(to->dir_fd, to->dir, dir, name,
	                               O_NOFOLLOW, &print, NULL))
		carrying->failed++;
	return true;
}

size_t
attach_carry(const char *from, struct journal *journal)
{
	struct carrying carrying = { .journal = journal };
	char *path = path_join(from, evidence_dir);
	int dir =
	    open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	free(path);
	if (dir < 0)
		return 0;
	each_name(dir, carry_name, &carrying);
	close(dir);
	return carrying.failed;
}
