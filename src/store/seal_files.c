/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The files a seal is about, and their sums. */

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
#include "base/str.h"
#include "store/seal_parts.h"

void
seal_files_done(struct seal_files *files)
{
	for (size_t i = 0; i < files->count; i++)
		free(files->items[i].name);
	free(files->items);
	*files = (struct seal_files){ 0 };
}

void
seal_files_add(struct seal_files *files, const char *name, const char *sha256)
{
	files->items = mem_grow(files->items, &files->capacity,
	    files->count + 1, sizeof(*files->items));
	struct seal_file *file = &files->items[files->count++];

	*file = (struct seal_file){ .name = xstrdup(name) };
	if (sha256)
		memcpy(file->sha256, sha256, DIGEST_HEX + 1);
}

static int
by_name(const void *a, const void *b)
{
	const struct seal_file *x = a, *y = b;

	return strcmp(x->name, y->name);
}

void
seal_files_sort(struct seal_files *files)
{
	if (files->count)
		qsort(files->items, files->count, sizeof(*files->items),
		    by_name);
}

/* Where a name is, or would be. */
static size_t
place_of(const struct seal_files *files, const char *name)
{
	size_t low = 0, high = files->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(files->items[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct seal_file *
seal_files_find(const struct seal_files *files, const char *name)
{
	size_t at = place_of(files, name);

	return at < files->count && str_equal(files->items[at].name, name)
	           ? &files->items[at]
	           : NULL;
}

const struct seal_file *
seal_files_copy(const struct seal_files *files, const char *sha256)
{
	char *name = xasprintf("evidence/%s", sha256);
	size_t at = place_of(files, name), len = strlen(name);
	const struct seal_file *found =
	    at < files->count ? &files->items[at] : NULL;

	/* what begins so stands together, the bare name first */
	if (found && (strncmp(found->name, name, len) != 0 ||
	                 (found->name[len] && found->name[len] != '.')))
		found = NULL;
	free(name);
	return found;
}

/* Into the sum, up to most bytes. */
static bool
hash_fd(int fd, const char *path, uint64_t most, struct digest *digest,
    uint64_t *size, struct err *err)
{
	enum { PIECE = 64 * 1024 };
	char *piece = xmalloc(PIECE);
	bool ok = true;

	*size = 0;
	while (*size < most) {
		size_t want = most - *size < PIECE ? (size_t)(most - *size)
		                                   : PIECE;
		ssize_t got = read(fd, piece, want);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			ok = err_set_errno(err, errno, path);
		if (got <= 0)
			break;
		digest_add(digest, piece, (size_t)got);
		*size += (uint64_t)got;
	}
	free(piece);
	return ok;
}

bool
seal_hash(const char *path, uint64_t most, char sha256[DIGEST_HEX + 1],
    uint64_t *size, struct err *err)
{
	struct stat st;
	/* O_NONBLOCK: a FIFO must not hang the open */
	int fd = open(
	    path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);

	if (fd < 0)
		return err_set_errno(err, errno, path);
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return err_set_at(err, ERR_INPUT, path, 0, 0,
		    _("This is no regular file and is not read."));
	}
	struct digest *digest = digest_new();
	char made[DIGEST_HEX + 1];
	bool ok = hash_fd(fd, path, most, digest, size, err);

	digest_finish(digest, made);
	close(fd);
	if (ok)
		memcpy(sha256, made, sizeof(made));
	return ok;
}

void
seal_files_collect(const char *dir, const char *sub, struct seal_files *files)
{
	char *path = path_join(dir, sub);
	char **names = NULL;
	size_t count = 0;

	if (path_is_dir(path))
		file_list_all(path, &names, &count, NULL);
	for (size_t i = 0; i < count; i++) {
		char *file = path_join(path, names[i]);
		char *name = path_join(sub, names[i]);
		char sha256[DIGEST_HEX + 1] = "";
		uint64_t size;

		seal_hash(file, UINT64_MAX, sha256, &size, NULL);
		seal_files_add(files, name, sha256);
		free(file);
		free(name);
	}
	file_names_free(names, count);
	free(path);
	seal_files_sort(files);
}

uint64_t
seal_number(const char *name)
{
	enum { DIGITS = 9 };
	size_t len = strlen(name);

	if (!len || len > DIGITS || *name == '0' ||
	    name[strspn(name, "0123456789")])
		return 0;
	return strtoull(name, NULL, 10);
}

void
seal_list(const char *dir, char ***names, size_t *count)
{
	char *path = path_join(dir, "seal");

	*names = NULL;
	*count = 0;
	if (path_is_dir(path))
		file_list_all(path, names, count, NULL);
	free(path);
}
