/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Text half typed, a file each in the session's own directory. */

#include <config.h>

#include <errno.h>
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

enum { DRAFT_NAME_MAX = 120, DRAFT_BYTES_MAX = 4 * 1024 * 1024 };

/* The names file_replace makes on its way end in this. */
static const char half_written[] = ".new";

/* [a-z0-9.-]+, no dot first: nothing that leads elsewhere. */
static bool
is_name(const char *name)
{
	size_t len = strlen(name), tail = strlen(half_written);

	if (!len || len > DRAFT_NAME_MAX || *name == '.')
		return false;
	if (len > tail && str_equal(name + len - tail, half_written))
		return false;
	return name[strspn(name, "abcdefghijklmnopqrstuvwxyz"
	                         "0123456789.-")] == '\0';
}

static char *
draft_path(const char *dir, const char *name)
{
	char *drafts = path_join(dir, "drafts");
	char *path = path_join(drafts, name);

	free(drafts);
	return path;
}

/* Is there a directory for them, and no link to somewhere else? */
static bool
has_drafts(const char *dir)
{
	struct stat st;
	char *drafts = path_join(dir, "drafts");
	bool has = lstat(drafts, &st) == 0 && S_ISDIR(st.st_mode);

	free(drafts);
	return has;
}

static bool
make_drafts(const char *dir, struct err *err)
{
	char *drafts = path_join(dir, "drafts");
	bool ok = true;

	if (mkdir(drafts, 0700) == 0)
		ok = file_sync_dir(dir, err);
	else if (errno != EEXIST)
		ok = err_set_errno(err, errno, drafts);
	else if (!has_drafts(dir))
		ok = err_set_errno(err, ENOTDIR, drafts);
	free(drafts);
	return ok;
}

static bool
write_draft(
    const char *dir, const char *name, const char *text, struct err *err)
{
	if (!is_name(name))
		return err_set(err, ERR_INPUT,
		    _("\"%s\" is no name for a draft; it takes a-z, 0-9, "
		      "\".\" and \"-\"."),
		    name);
	if (!make_drafts(dir, err))
		return false;
	char *path = draft_path(dir, name);
	bool ok = file_replace(path, text, strlen(text), false, err);

	free(path);
	return ok;
}

bool
journal_draft_write(struct journal *journal, const char *name, const char *text,
    struct err *err)
{
	if (!journal->writable)
		return err_set_at(err, ERR_IO, journal->dir, 0, 0,
		    _("The session is open to read; drafts are not kept."));
	return journal_is_here(journal, err) &&
	       write_draft(journal->dir, name, text, err);
}

char *
journal_draft_read(const struct journal *journal, const char *name)
{
	struct stat st;
	struct str text = { 0 };

	if (!is_name(name) || !has_drafts(journal->dir))
		return NULL;
	char *path = draft_path(journal->dir, name);
	bool ok = lstat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	          file_read(path, DRAFT_BYTES_MAX, &text, NULL);

	free(path);
	if (ok && !text.data)
		return xstrdup("");
	return ok ? str_steal(&text) : NULL;
}

void
journal_draft_remove(struct journal *journal, const char *name)
{
	if (!journal->writable || !is_name(name) || !has_drafts(journal->dir))
		return;
	char *path = draft_path(journal->dir, name);

	/* a draft that stays is offered again, which does no harm */
	if (unlink(path) < 0)
		errno = 0;
	free(path);
}

void
journal_drafts(const struct journal *journal, char ***names, size_t *count)
{
	char *drafts = path_join(journal->dir, "drafts");
	char **all = NULL;
	size_t found = 0, kept = 0;

	if (has_drafts(journal->dir))
		file_list(drafts, &all, &found, NULL);
	for (size_t i = 0; i < found; i++)
		if (is_name(all[i]))
			all[kept++] = all[i];
		else
			free(all[i]);
	free(drafts);
	*names = all;
	*count = kept;
}

void
drafts_copy(const struct journal *journal, const char *dir)
{
	char **names;
	size_t count;

	journal_drafts(journal, &names, &count);
	for (size_t i = 0; i < count; i++) {
		char *text = journal_draft_read(journal, names[i]);

		if (text)
			write_draft(dir, names[i], text, NULL);
		free(text);
	}
	file_names_free(names, count);
}
