/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Is the session still where it was opened, and is it ours: what others do to
 * its directory while it is open, and how a reader becomes the writer. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/i18n.h"
#include "store/journal_parts.h"

/* Does the path still lead to the directory that is open? */
static bool
is_same_dir(const struct journal *journal, const struct stat *there)
{
	struct stat mine;

	return fstat(journal->dir_fd, &mine) == 0 &&
	       mine.st_dev == there->st_dev && mine.st_ino == there->st_ino;
}

static bool
is_gone(const struct journal *journal, struct err *err)
{
	return err_set_at(err, ERR_ABSENT, journal->dir, 0, 0,
	    _("The session's directory was moved or removed."));
}

bool
journal_is_here(const struct journal *journal, struct err *err)
{
	struct stat there;

	return (stat(journal->dir, &there) == 0 &&
	           is_same_dir(journal, &there)) ||
	       is_gone(journal, err);
}

bool
journal_in_place(struct journal *journal, struct err *err)
{
	/* what is saved in a directory that was thrown away is lost to whoever
	 * looks for it here */
	return journal_is_here(journal, err) && lock_keep(journal, err);
}

bool
journal_follow(struct journal *journal, struct err *err)
{
	struct stat there;

	if (stat(journal->dir, &there) < 0)
		return errno == ENOENT
		           ? is_gone(journal, err)
		           : err_set_errno(err, errno, journal->dir);
	if (is_same_dir(journal, &there))
		return true;
	int fd = open(journal->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return err_set_errno(err, errno, journal->dir);
	close(journal->dir_fd);
	journal->dir_fd = fd;
	return true;
}

bool
journal_take_over(
    struct journal *journal, struct session *session, struct err *err)
{
	size_t added;

	if (journal->writable)
		return true;
	if (journal->damage)
		return err_set(err, ERR_INPUT,
		    _("The journal is damaged: it is only read. %s"),
		    journal->damage);
	if (!journal_follow(journal, err))
		return false;
	if (faccessat(journal->dir_fd, ".", W_OK | X_OK, AT_EACCESS) < 0)
		return err_set_errno(err, errno, journal->dir);
	journal->lock_fd =
	    lock_take(journal->dir_fd, journal->dir, journal->name, err);
	if (journal->lock_fd < 0)
		return false;
	/* nobody else adds lines from here on */
	if (journal_refresh(journal, session, &added, err) &&
	    journal_settle(journal, err)) {
		journal->writable = true;
		return true;
	}
	lock_drop(journal);
	return false;
}
