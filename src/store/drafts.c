/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Text half typed, a file each in the session's own directory. What we wrote or
 * read last is remembered by its sum: another text under that name is somebody
 * else's, and never overwritten. */

#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/journal_parts.h"

enum { DRAFT_NAME_MAX = 120, DRAFT_BYTES_MAX = 4 * 1024 * 1024 };

struct draft_known {
	char *name;
	char sum[DIGEST_HEX + 1];
};

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

void
drafts_forget(struct journal *journal)
{
	for (size_t i = 0; i < journal->draft_count; i++)
		free(journal->drafts[i].name);
	free(journal->drafts);
	journal->drafts = NULL;
	journal->draft_count = journal->draft_capacity = 0;
}

/* Its row, NULL: we never saw it. */
static struct draft_known *
find_known(const struct journal *journal, const char *name)
{
	for (size_t i = 0; i < journal->draft_count; i++)
		if (str_equal(journal->drafts[i].name, name))
			return &journal->drafts[i];
	return NULL;
}

static void
know(struct journal *journal, const char *name, const char *text)
{
	struct draft_known *known = find_known(journal, name);

	if (!known) {
		journal->drafts =
		    mem_grow(journal->drafts, &journal->draft_capacity,
		        journal->draft_count + 1, sizeof(*journal->drafts));
		known = &journal->drafts[journal->draft_count++];
		known->name = xstrdup(name);
	}
	digest_hex(text, strlen(text), known->sum);
}

bool
journal_draft_write(struct journal *journal, const char *name, const char *text,
    struct err *err)
{
	if (!journal->writable)
		return err_set_at(err, ERR_IO, journal->dir, 0, 0,
		    _("The session is open to read; drafts are not kept."));
	if (!journal_is_here(journal, err) ||
	    !write_draft(journal->dir, name, text, err))
		return false;
	know(journal, name, text);
	return true;
}

/* As it is on the disk; NULL: there is none that can be read. */
static char *
read_draft(const struct journal *journal, const char *name)
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

char *
journal_draft_read(struct journal *journal, const char *name)
{
	char *text = read_draft(journal, name);

	if (text)
		know(journal, name, text);
	return text;
}

char *
journal_draft_set_aside(
    struct journal *journal, const char *draft, const char *name)
{
	enum { MOST = 99 };

	if (!journal->writable || !is_name(draft) || !is_name(name) ||
	    !journal_is_here(journal, NULL) || !has_drafts(journal->dir))
		return NULL;
	char *from = draft_path(journal->dir, draft);
	char *as = xasprintf("%s.left.txt", name);
	char *to = draft_path(journal->dir, as);

	for (int i = 2; path_exists(to) && i <= MOST; i++) {
		free(as);
		free(to);
		as = xasprintf("%s.%d.left.txt", name, i);
		to = draft_path(journal->dir, as);
	}
	if (path_exists(to) || rename(from, to) < 0) {
		errno = 0;
		free(as);
		as = NULL;
	}
	free(from);
	free(to);
	return as;
}

char *
journal_draft_guard(struct journal *journal, const char *name)
{
	const struct draft_known *known = find_known(journal, name);
	char *text = read_draft(journal, name);
	char *path = draft_path(journal->dir, name);
	bool ours = !path_exists(path);

	if (known && text) {
		char sum[DIGEST_HEX + 1];

		digest_hex(text, strlen(text), sum);
		ours = str_equal(known->sum, sum);
	}
	free(path);
	free(text);
	return ours ? NULL : journal_draft_set_aside(journal, name, name);
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
		char *text = read_draft(journal, names[i]);

		if (text)
			write_draft(dir, names[i], text, NULL);
		free(text);
	}
	file_names_free(names, count);
}
