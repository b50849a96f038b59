/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Recovery: a journal whose descriptor is no longer trusted is written anew,
 * from the lines known to be on the disk and those that wait in memory. */

#include <config.h>

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
#include "store/journal_parts.h"

enum { FLUSH = 256 * 1024 };
static const char new_name[] = "journal.new";

/* What an interrupted creation leaves behind. */
static bool
is_leftover(const char *name)
{
	return str_equal(name, "lock") || str_equal(name, new_name);
}

bool
journal_make_dir(const char *dir, struct err *err)
{
	char **names = NULL;
	size_t count = 0;
	bool empty = true;

	if (path_exists(dir) && !file_list(dir, &names, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		empty = empty && is_leftover(names[i]);
	file_names_free(names, count);
	if (!empty)
		return err_set_at(err, ERR_INPUT, dir, 0, 0,
		    _("The directory holds something already; name one that "
		      "is new or empty."));
	if (!file_make_dirs(dir, err))
		return false;
	char *parent = path_join(dir, "..");
	bool ok = file_sync_dir(parent, err);

	free(parent);
	return ok;
}

/* Copies the verified lines, each checked against its sum once more. */
static bool
copy_lines(const struct journal *journal, int from, int to, const char *path,
    struct err *err)
{
	struct line_reader reader = {
		.fd = from,
		.path = path,
		.limit = journal->verified,
	};
	struct str out = { 0 };
	char sum[DIGEST_HEX + 1] = "";
	enum line_found found;
	const char *text;
	size_t len;
	bool ok = true;

	while (ok && (found = line_reader_next(&reader, &text, &len, err)) ==
	                 FOUND_LINE) {
		str_add_n(&out, text, len);
		str_add_char(&out, '\n');
		if (line_verify(text, len, sum, sum) != LINE_GOOD)
			ok = journal_is_foreign(path, err);
		else if (out.len >= FLUSH) {
			ok = file_write_all(to, out.data, out.len, path, err);
			str_clear(&out);
		}
	}
	if (ok && found == FOUND_FAULT)
		ok = false;
	else if (ok && strcmp(sum, journal->verified_sum) != 0)
		ok = journal_is_foreign(path, err);
	if (ok && out.len)
		ok = file_write_all(to, out.data, out.len, path, err);
	line_reader_done(&reader);
	str_done(&out);
	return ok;
}

/* A fresh journal.new; one that is there was never put in place. */
static int
open_new(int dir_fd, const char *path, struct err *err)
{
	unlinkat(dir_fd, new_name, 0);
	int fd = openat(dir_fd, new_name,
	    O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0600);

	if (fd < 0)
		err_set_errno(err, errno, path);
	return fd;
}

static void
close_files(struct journal *journal)
{
	if (journal->append_fd >= 0)
		close(journal->append_fd);
	if (journal->read_fd >= 0)
		close(journal->read_fd);
	journal->append_fd = journal->read_fd = -1;
}

/* The new file is in place: goes on with it. */
static void
adopt(struct journal *journal, int append_fd, int read_fd)
{
	close_files(journal);
	journal->append_fd = append_fd;
	journal->read_fd = read_fd;
	journal->verified += journal->queue.len;
	memcpy(journal->verified_sum, journal->sum, sizeof(journal->sum));
	str_done(&journal->queue);
	journal->queued = 0;
}

static bool
fill_new(const struct journal *journal, int from, int to, const char *path,
    struct err *err)
{
	const struct str *queue = &journal->queue;

	if (from >= 0 && !copy_lines(journal, from, to, path, err))
		return false;
	if (queue->len &&
	    !file_write_all(to, queue->data, queue->len, path, err))
		return false;
	if (fsync(to) < 0)
		return err_set_errno(err, errno, path);
	return true;
}

bool
journal_rewrite(struct journal *journal, int dir_fd, const char *dir,
    int source_fd, struct err *err)
{
	char *path = path_join(dir, "journal");
	int read_fd = -1;
	int fd = open_new(dir_fd, path, err);
	bool ok = fd >= 0 && fill_new(journal, source_fd, fd, path, err);

	if (ok) {
		read_fd =
		    openat(dir_fd, new_name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
		if (read_fd < 0 ||
		    renameat(dir_fd, new_name, dir_fd, "journal") < 0 ||
		    fsync(dir_fd) < 0)
			ok = err_set_errno(err, errno, path);
	}
	if (ok) {
		adopt(journal, fd, read_fd);
	} else if (fd >= 0) {
		close(fd);
		unlinkat(dir_fd, new_name, 0);
		if (read_fd >= 0)
			close(read_fd);
	}
	free(path);
	return ok;
}

/* Is what stands behind our lines in this file the beginning of the queue, as
 * a write that broke off leaves it? */
static bool
tail_is_ours(const struct journal *journal, int fd)
{
	const struct str *queue = &journal->queue;
	struct stat st;

	if (fstat(fd, &st) < 0 || (uint64_t)st.st_size < journal->verified)
		return false;
	uint64_t extra = (uint64_t)st.st_size - journal->verified;

	if (extra > queue->len)
		return false;
	char *tail = xmalloc((size_t)extra);
	ssize_t got = pread(fd, tail, (size_t)extra, (off_t)journal->verified);
	bool ours = got == (ssize_t)extra &&
	            (!extra || memcmp(tail, queue->data, (size_t)extra) == 0);

	free(tail);
	return ours;
}

bool
journal_retry(struct journal *journal, struct err *err)
{
	struct err missing = { 0 };

	if (!journal->queued)
		return true;
	int fd = journal_open_file(
	    journal->dir_fd, journal->dir, O_RDONLY, &missing);
	bool ok = true;

	if (fd >= 0 && !tail_is_ours(journal, fd)) {
		char *path = journal_file(journal);

		ok = journal_is_foreign(path, err);
		free(path);
	} else if (fd < 0 && missing.code != ERR_ABSENT) {
		ok = err_set_at(err, missing.code, missing.path, 0, 0, "%s",
		    missing.message);
	}
	/* a journal that was removed is still open here */
	if (ok)
		ok = journal_rewrite(journal, journal->dir_fd, journal->dir,
		    fd >= 0 ? fd : journal->read_fd, err);
	if (fd >= 0)
		close(fd);
	err_done(&missing);
	return ok;
}

bool
journal_save_to(struct journal *journal, const char *dir, struct err *err)
{
	if (!journal_make_dir(dir, err))
		return false;
	int dir_fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (dir_fd < 0)
		return err_set_errno(err, errno, dir);
	int lock_fd = lock_take(dir_fd, dir, journal->name, err);

	if (lock_fd < 0) {
		close(dir_fd);
		return false;
	}
	if (!journal_rewrite(journal, dir_fd, dir, journal->read_fd, err)) {
		close(lock_fd);
		close(dir_fd);
		return false;
	}
	drafts_copy(journal, dir);
	close(journal->lock_fd);
	close(journal->dir_fd);
	journal->lock_fd = lock_fd;
	journal->dir_fd = dir_fd;
	free(journal->dir);
	journal->dir = xstrdup(dir);
	return true;
}
