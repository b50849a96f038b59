/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Getting the queue onto a disk that refused it: in the same place, or in
 * another one.
 *
 * What may be done depends on what failed.
 *
 * A write that failed or broke off, mostly because the disk was full, has told
 * us the truth about itself: the lines before it were synced long ago, and
 * behind them stands nothing or the beginning of the queue. Cutting that off
 * throws its pages away; the queue is then written through a new descriptor,
 * whose fdatasync answers for these pages and for any error nobody was told
 * of yet. Read back and compared, it is as good as the first append. This
 * needs room for the queue alone, which a disk that was full a moment ago may
 * have when it has none for the whole journal a second time. A power cut in
 * the middle leaves the verified lines, and a torn tail at most.
 *
 * A sync that failed tells nothing about what is on the disk: the kernel may
 * have marked pages clean that were never written, and a later sync of this
 * file, by any descriptor, may then report success. So the file is written to
 * no more: a new one, journal.new, gets the verified lines, each checked
 * against its sum, and the queue; it is synced and takes the name. This needs
 * room for all of it. The same is done where the file is another one than we
 * left, although with our lines in it.
 *
 * Lines of somebody else behind ours are never cut off nor replaced. */

#include <config.h>

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
#include "store/journal_parts.h"

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

/* Is this the very file we read from, with our lines as its beginning? */
static bool
is_our_file(const struct journal *journal, int fd)
{
	struct stat mine, there;

	return journal->read_fd >= 0 && fstat(journal->read_fd, &mine) == 0 &&
	       fstat(fd, &there) == 0 && mine.st_dev == there.st_dev &&
	       mine.st_ino == there.st_ino && journal_continues(journal, fd);
}

/* Does the disk give the queue back? What the cache still holds of it goes
 * first, as far as the kernel does us the favour. */
static bool
reads_back(const struct journal *journal, int fd)
{
	const struct str *queue = &journal->queue;
	char chunk[16384];
	size_t done = 0;

	posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	while (done < queue->len) {
		size_t want = queue->len - done;

		if (want > sizeof(chunk))
			want = sizeof(chunk);
		ssize_t got =
		    pread(fd, chunk, want, (off_t)(journal->verified + done));

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0 ||
		    memcmp(chunk, queue->data + done, (size_t)got) != 0)
			return false;
		done += (size_t)got;
	}
	return true;
}

static bool
sync_queue(struct journal *journal, int fd, const char *path, struct err *err)
{
	if (fdatasync(fd) == 0 && reads_back(journal, fd))
		return true;
	journal->suspect = true;
	return err_set_errno(err, errno ? errno : EIO, path);
}

/* Puts the queue behind the verified lines through a new descriptor. */
static bool
append_queue(struct journal *journal, struct err *err)
{
	int fd = journal_open_file(
	    journal->dir_fd, journal->dir, O_RDWR | O_APPEND, err);

	if (fd < 0)
		return false;
	char *path = journal_file(journal);
	const struct str *queue = &journal->queue;
	bool ok = ftruncate(fd, (off_t)journal->verified) == 0 ||
	          err_set_errno(err, errno, path);

	errno = 0;
	ok = ok && file_write_all(fd, queue->data, queue->len, path, err) &&
	     sync_queue(journal, fd, path, err);
	if (ok) {
		journal->append_fd = fd;
		journal_dequeue(journal);
	} else {
		/* gives the room back; nothing behind our lines counts */
		if (ftruncate(fd, (off_t)journal->verified) < 0)
			errno = 0;
		close(fd);
	}
	free(path);
	return ok;
}

/* fd: the file that has the journal's name now; -1: none. */
static bool
retry(struct journal *journal, int fd, struct err *err)
{
	/* a journal that was removed is still open here */
	const struct journal_source from = {
		.fd = fd >= 0 ? fd : journal->read_fd,
	};
	bool ours = fd >= 0 && is_our_file(journal, fd);

	if (ours && !journal->suspect) {
		if (append_queue(journal, err))
			return true;
		if (!journal->suspect)
			return false;
		err_done(err);
	}
	return journal_rewrite(
	    journal, journal->dir_fd, journal->dir, &from, err);
}

static bool
check_size(const struct journal *journal, const char *path, struct err *err)
{
	return journal->verified + journal->queue.len <= JOURNAL_BYTES_MAX ||
	       journal_is_too_large(path, err);
}

bool
journal_retry(struct journal *journal, struct err *err)
{
	struct err missing = { 0 };

	if (!journal->queued)
		return true;
	char *path = journal_file(journal);
	int fd = journal_open_file(
	    journal->dir_fd, journal->dir, O_RDONLY, &missing);
	bool ok = true;

	if (fd >= 0 && !tail_is_ours(journal, fd))
		ok = journal_is_foreign(path, err);
	else if (fd < 0 && missing.code != ERR_ABSENT)
		ok = err_set_at(err, missing.code, missing.path, 0, 0, "%s",
		    missing.message);
	ok = ok && journal_in_place(journal, err) &&
	     check_size(journal, path, err) && retry(journal, fd, err);
	if (fd >= 0)
		close(fd);
	err_done(&missing);
	free(path);
	return ok;
}

void
journal_withdraw(struct journal *journal)
{
	if (!journal->queued)
		return;
	int fd = journal_open_file(
	    journal->dir_fd, journal->dir, O_RDWR, NULL);

	if (fd < 0)
		return;
	/* the caller has an error to tell already */
	if (is_our_file(journal, fd) && tail_is_ours(journal, fd) &&
	    (ftruncate(fd, (off_t)journal->verified) < 0 || fdatasync(fd) < 0))
		errno = 0;
	close(fd);
}

bool
journal_save_to(struct journal *journal, const struct session *session,
    const char *dir, struct err *err)
{
	const struct journal_source from = { journal->read_fd, session };

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
	if (!journal_rewrite(journal, dir_fd, dir, &from, err)) {
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
