/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A journal written anew, whole or not at all: from the lines known to be on
 * the disk and those that wait in memory. */

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
#include "model/session.h"
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

/* The new file is in place: goes on with it. */
static void
adopt(struct journal *journal, int append_fd, int read_fd)
{
	if (journal->append_fd >= 0)
		close(journal->append_fd);
	if (journal->read_fd >= 0)
		close(journal->read_fd);
	journal->append_fd = append_fd;
	journal->read_fd = read_fd;
	journal->suspect = false;
	journal_dequeue(journal);
}

static bool
is_lost(const char *path, size_t line, struct err *err)
{
	return err_set_at(err, ERR_IO, path, line, 0,
	    _("The line can be read no more, and what is in memory makes "
	      "another one."));
}

/* Makes the verified lines from memory, where the disk no longer gives them
 * back. Each must come out with the sum it had: not a byte differs then. */
static bool
make_lines(const struct journal *journal, const struct session *session,
    int to, const char *path, struct err *err)
{
	const struct session_header *head = session_header(session);
	size_t count = session_commits(session) - journal->queued;
	struct session_header header = *head;
	struct str out = { 0 };
	const char *prev = head->sum;

	line_header(&out, &header);
	bool ok = str_equal(header.sum, head->sum) || is_lost(path, 1, err);

	for (size_t i = 0; ok && i < count; i++) {
		const struct commit *commit = session_commit(session, i);
		struct commit made = *commit;

		line_commit(&out, &made, prev);
		prev = commit->sum;
		ok = str_equal(made.sum, prev) || is_lost(path, i + 2, err);
		if (ok && out.len >= FLUSH) {
			ok = file_write_all(to, out.data, out.len, path, err);
			str_clear(&out);
		}
	}
	if (ok && !str_equal(prev, journal->verified_sum))
		ok = is_lost(path, count + 1, err);
	if (ok && out.len)
		ok = file_write_all(to, out.data, out.len, path, err);
	str_done(&out);
	return ok;
}

/* The verified lines, from the disk as long as it gives them. */
static bool
fill_verified(const struct journal *journal, const struct journal_source *from,
    int to, const char *path, struct err *err)
{
	struct err problem = { 0 };

	if (from->fd < 0)
		return true;
	if (copy_lines(journal, from->fd, to, path, &problem))
		return true;
	bool memory = problem.code == ERR_IO && from->session;

	if (memory && ftruncate(to, 0) == 0) {
		err_done(&problem);
		return make_lines(journal, from->session, to, path, err);
	}
	err_set_at(err, problem.code, problem.path, problem.line, 0, "%s",
	    problem.message);
	err_done(&problem);
	return false;
}

static bool
fill_new(const struct journal *journal, const struct journal_source *from,
    int to, const char *path, struct err *err)
{
	const struct str *queue = &journal->queue;

	if (!fill_verified(journal, from, to, path, err))
		return false;
	if (queue->len &&
	    !file_write_all(to, queue->data, queue->len, path, err))
		return false;
	if (fsync(to) < 0)
		return err_set_errno(err, errno, path);
	return true;
}

/* fsync of the directory, by a descriptor that saw no other one fail. */
static bool
sync_names(int dir_fd, const char *path, struct err *err)
{
	int fd = openat(dir_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return err_set_errno(err, errno, path);
	bool ok = fsync(fd) == 0 || err_set_errno(err, errno, path);

	close(fd);
	return ok;
}

bool
journal_rewrite(struct journal *journal, int dir_fd, const char *dir,
    const struct journal_source *from, struct err *err)
{
	char *path = path_join(dir, "journal");
	int read_fd = -1;
	int fd = open_new(dir_fd, path, err);
	bool ok = fd >= 0 && fill_new(journal, from, fd, path, err);
	bool named = false;

	if (ok) {
		read_fd =
		    openat(dir_fd, new_name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
		named = read_fd >= 0 &&
		        renameat(dir_fd, new_name, dir_fd, "journal") == 0;
		ok = named ? sync_names(dir_fd, path, err)
		           : err_set_errno(err, errno, path);
	}
	if (ok) {
		adopt(journal, fd, read_fd);
	} else if (fd >= 0) {
		close(fd);
		/* what was to begin here did not: the place stays free */
		if (named && (from->fd < 0 || dir_fd != journal->dir_fd))
			unlinkat(dir_fd, "journal", 0);
		else if (!named)
			unlinkat(dir_fd, new_name, 0);
		if (read_fd >= 0)
			close(read_fd);
	}
	free(path);
	return ok;
}
