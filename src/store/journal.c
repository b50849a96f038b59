/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A session on disk: opening it, and the append that makes an answer last.
 *
 * An append is one write and one fdatasync. When either fails, the descriptor
 * is never used again, because the kernel may have dropped the bytes and
 * still report success later: the line and all that follow wait in memory
 * until journal_retry or journal_save_to got them onto a disk
 * (journal_retry.c says how and why so). */

#include <config.h>

#include "store/journal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
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

/* An empty one for a directory, with everything closed. */
static struct journal *
journal_blank(const char *dir)
{
	struct journal *journal = xcalloc(1, sizeof(*journal));

	journal->dir = xstrdup(dir);
	journal->dir_fd = journal->append_fd = -1;
	journal->read_fd = journal->lock_fd = -1;
	return journal;
}

void
journal_close(struct journal *journal)
{
	if (!journal)
		return;
	lock_drop(journal);
	const int files[] = { journal->append_fd, journal->read_fd,
		journal->dir_fd };

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		if (files[i] >= 0)
			close(files[i]);
	str_done(&journal->queue);
	drafts_forget(journal);
	free(journal->torn);
	free(journal->damage);
	free(journal->name);
	free(journal->dir);
	free(journal);
}

char *
journal_file(const struct journal *journal)
{
	return path_join(journal->dir, "journal");
}

int
journal_open_file(int dir_fd, const char *dir, int flags, struct err *err)
{
	struct stat st;
	char *path = path_join(dir, "journal");
	/* O_NONBLOCK: a FIFO must not hang the open */
	int fd = openat(dir_fd, "journal",
	    flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);

	if (fd < 0) {
		err_set_errno(err, errno, path);
	} else if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		err_set_at(err, ERR_INPUT, path, 0, 0,
		    _("This is no regular file and is not read."));
		close(fd);
		fd = -1;
	}
	free(path);
	return fd;
}

bool
journal_is_session(const char *dir)
{
	struct stat st;
	char *path = path_join(dir, "journal");
	bool is = lstat(path, &st) == 0 && S_ISREG(st.st_mode);

	free(path);
	return is;
}

static bool
open_dir(struct journal *journal, struct err *err)
{
	journal->dir_fd =
	    open(journal->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return journal->dir_fd >= 0 || err_set_errno(err, errno, journal->dir);
}

static bool
take_lock(struct journal *journal, struct err *err)
{
	if (faccessat(journal->dir_fd, ".", W_OK | X_OK, AT_EACCESS) < 0)
		return err_set_errno(err, errno, journal->dir);
	journal->lock_fd =
	    lock_take(journal->dir_fd, journal->dir, journal->name, err);
	return journal->lock_fd >= 0;
}

static bool
create(struct journal *journal, struct session_header *header, struct err *err)
{
	struct stat st;

	if (!journal_make_dir(journal->dir, err) || !open_dir(journal, err) ||
	    !take_lock(journal, err))
		return false;
	/* somebody else may have been quicker */
	if (fstatat(journal->dir_fd, "journal", &st, AT_SYMLINK_NOFOLLOW) == 0)
		return err_set_errno(err, EEXIST, journal->dir);
	const struct journal_source none = { .fd = -1 };

	line_header(&journal->queue, header);
	memcpy(journal->sum, header->sum, sizeof(journal->sum));
	journal->writable = true;
	return journal_rewrite(
	    journal, journal->dir_fd, journal->dir, &none, err);
}

bool
journal_create(const char *dir, struct session_header *header,
    struct journal **journal, struct session **session, struct err *err)
{
	struct journal *made = journal_blank(dir);

	if (!header->id) {
		header->id = xmalloc(UUID_TEXT + 1);
		uuid_random(header->id);
	}
	made->name = xstrdup(header->by);
	if (!create(made, header, err)) {
		journal_close(made);
		return false;
	}
	*session = session_new_take(header);
	*journal = made;
	return true;
}

/* What a recovery has left is of use until the journal is known to be whole. */
static void
clear_up(const struct journal *journal)
{
	if (!journal->later && unlinkat(journal->dir_fd, "journal.new", 0) < 0)
		errno = 0;
}

bool
journal_settle(struct journal *journal, struct err *err)
{
	int fd = journal_open_file(
	    journal->dir_fd, journal->dir, O_WRONLY | O_APPEND, err);

	if (fd < 0)
		return false;
	if ((journal->torn && ftruncate(fd, (off_t)journal->verified) < 0) ||
	    fdatasync(fd) < 0) {
		char *path = journal_file(journal);

		err_set_errno(err, errno, path);
		free(path);
		close(fd);
		return false;
	}
	journal->append_fd = fd;
	clear_up(journal);
	return true;
}

/* Reads a writer's journal without a look at its sums; false: as if it had not
 * been tried. Before a torn tail is cut off, the lines before it are known. */
static bool
load_unverified(struct journal *journal, struct session **session)
{
	struct stat st;
	size_t added;

	if (fstat(journal->read_fd, &st) < 0)
		return false;
	journal->later = true;
	journal->changed = st.st_mtim;
	if (journal_load(journal, session, &added, NULL)) {
		if (!journal->torn)
			return true;
		session_free(*session);
		*session = NULL;
	}
	journal->later = false;
	journal->verified = 0;
	*journal->verified_sum = '\0';
	free(journal->torn);
	journal->torn = NULL;
	return false;
}

bool
journal_unverified(const struct journal *journal)
{
	return journal->later;
}

bool
journal_verify(struct journal *journal, struct err *err)
{
	if (!journal->later)
		return true;
	if (!journal_read_again(journal, err))
		return false;
	journal->later = false;
	clear_up(journal);
	return true;
}

static bool
open_session(struct journal *journal, enum journal_mode mode,
    struct session **session, struct err *err)
{
	struct stat st;
	size_t added;
	bool writes = mode == JOURNAL_WRITE || mode == JOURNAL_LATER;

	if (!open_dir(journal, err))
		return false;
	if (fstatat(journal->dir_fd, "journal", &st, AT_SYMLINK_NOFOLLOW) < 0 &&
	    errno == ENOENT)
		return err_set_at(err, ERR_ABSENT, journal->dir, 0, 0,
		    _("There is no session here: no file named journal."));
	if (writes && !take_lock(journal, err))
		return false;
	journal->salvage = mode == JOURNAL_SALVAGE;
	journal->read_fd =
	    journal_open_file(journal->dir_fd, journal->dir, O_RDONLY, err);
	if (journal->read_fd < 0)
		return false;
	journal->writable = writes;
	bool loaded =
	    mode == JOURNAL_LATER && load_unverified(journal, session);

	if (!loaded && !journal_load(journal, session, &added, err))
		return false;
	if (!writes || journal_settle(journal, err))
		return true;
	session_free(*session);
	return false;
}

void
journal_uncreate(struct journal *journal)
{
	if (unlinkat(journal->dir_fd, "journal", 0) < 0)
		errno = 0;
}

bool
journal_open(const char *dir, enum journal_mode mode, struct journal **journal,
    struct session **session, struct err *err)
{
	struct journal *opened = journal_blank(dir);
	struct session *loaded = NULL;

	if (!open_session(opened, mode, &loaded, err)) {
		journal_close(opened);
		return false;
	}
	*journal = opened;
	*session = loaded;
	return true;
}

void
journal_hold_as(struct journal *journal, const char *name)
{
	free(journal->name);
	journal->name = xstrdup(name);
	if (journal->lock_fd >= 0)
		lock_describe(journal->lock_fd, name);
}

const char *
journal_torn(const struct journal *journal)
{
	return journal->torn;
}

bool
journal_writable(const struct journal *journal)
{
	return journal->writable;
}

const char *
journal_damage(const struct journal *journal)
{
	return journal->damage;
}

const char *
journal_dir(const struct journal *journal)
{
	return journal->dir;
}

size_t
journal_queued(const struct journal *journal)
{
	return journal->queued;
}

bool
journal_is_foreign(const char *path, struct err *err)
{
	return err_set_at(err, ERR_INPUT, path, 0, 0,
	    _("Another program changed the journal; it is left as it is. "
	      "Save the session to another place."));
}

/* Is the file the one we left, as we left it? */
static bool
check_unchanged(
    const struct journal *journal, const char *path, struct err *err)
{
	struct stat mine, there;

	if (fstat(journal->append_fd, &mine) < 0 ||
	    fstatat(journal->dir_fd, "journal", &there, AT_SYMLINK_NOFOLLOW) <
	        0)
		return err_set_errno(err, errno, path);
	if (there.st_dev == mine.st_dev && there.st_ino == mine.st_ino &&
	    (uint64_t)mine.st_size == journal->verified)
		return true;
	return journal_is_foreign(path, err);
}

bool
journal_is_too_large(const char *path, struct err *err)
{
	return err_set_at(err, ERR_FULL, path, 0, 0,
	    _("The journal has reached its largest size."));
}

void
journal_dequeue(struct journal *journal)
{
	journal->verified += journal->queue.len;
	memcpy(journal->verified_sum, journal->sum, sizeof(journal->sum));
	str_done(&journal->queue);
	journal->queued = 0;
}

static bool
write_line(struct journal *journal, const struct str *line, const char *path,
    struct err *err)
{
	if (journal->verified + line->len > JOURNAL_BYTES_MAX)
		return journal_is_too_large(path, err);
	if (!file_write_all(
	        journal->append_fd, line->data, line->len, path, err))
		return false;
	if (fdatasync(journal->append_fd) == 0)
		return true;
	journal->suspect = true;
	return err_set_errno(err, errno, path);
}

static bool
save_line(struct journal *journal, const struct str *line, struct err *err)
{
	char *path = journal_file(journal);
	bool ok = true;

	if (journal->append_fd < 0)
		ok = err_set_at(err, ERR_IO, path, 0, 0,
		    _("Earlier answers still wait to be saved."));
	else
		ok = journal_in_place(journal, err) &&
		     check_unchanged(journal, path, err) &&
		     write_line(journal, line, path, err);
	free(path);
	if (ok)
		return true;
	if (journal->append_fd >= 0)
		close(journal->append_fd);
	journal->append_fd = -1;
	return err_wrap(err, _("Not saved, kept in memory"));
}

bool
journal_append(struct journal *journal, struct commit *commit, struct err *err)
{
	struct str line = { 0 };

	assert(journal->writable && !journal->later);
	line_commit(&line, commit, journal->sum);
	memcpy(journal->sum, commit->sum, sizeof(journal->sum));
	bool ok = save_line(journal, &line, err);

	if (ok) {
		journal->verified += line.len;
		memcpy(journal->verified_sum, commit->sum,
		    sizeof(journal->verified_sum));
	} else {
		str_add_n(&journal->queue, line.data, line.len);
		journal->queued++;
	}
	str_done(&line);
	return ok;
}
