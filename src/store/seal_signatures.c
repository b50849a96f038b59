/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* seal/N/signatures: which files beside a manifest are signatures of it. They
 * are made by other programs after the manifest, which cannot list them. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/sums.h"
#include "store/seal_parts.h"

static bool
is_signature(const char *name)
{
	return str_starts(name, "manifest.") && !seal_half_written(name);
}

static void
begin(struct str *out, const struct seal *seal)
{
	str_printf(out, "# format: assay-signatures/1\n# manifest: %s\n",
	    seal->fingerprint);
}

/* The lines after the head, which are files; false: one is none. */
static bool
read_files(const char *text, size_t len, struct seal_files *files)
{
	while (len) {
		const char *end = memchr(text, '\n', len);
		char sha256[DIGEST_HEX + 1], *name = NULL;

		if (!end ||
		    !sums_read(text, (size_t)(end - text), sha256, &name))
			return false;
		seal_files_add(files, name, sha256);
		free(name);
		len -= (size_t)(end - text) + 1;
		text = end + 1;
	}
	return true;
}

static bool
parse(const struct str *text, const struct seal *seal,
    struct seal_files *files)
{
	struct str head = { 0 };
	size_t body;

	begin(&head, seal);
	size_t skip = head.len;
	bool ok = sums_closed(str_text(text), text->len, &body) &&
	          body >= skip &&
	          memcmp(str_text(text), str_text(&head), skip) == 0 &&
	          read_files(text->data + skip, body - skip, files);

	str_done(&head);
	return ok;
}

bool
seal_signatures(const char *dir, const struct seal *seal,
    struct seal_files *files, struct err *err)
{
	char *path = seal_path(dir, seal->number, "signatures");
	struct seal_files found = { 0 };
	struct str text = { 0 };
	bool ok = true;

	if (path_exists(path))
		ok = file_read(path, SEAL_BYTES_MAX, &text, err);
	if (ok && text.data && !parse(&text, seal, &found))
		ok = err_set_at(err, ERR_INPUT, path, 0, 0,
		    _("The list of signatures is not as it was written."));
	else if (ok && !text.data && path_exists(path))
		ok = err_set_at(err, ERR_INPUT, path, 0, 0,
		    _("The list of signatures is not as it was written."));
	str_done(&text);
	free(path);
	if (ok)
		*files = found;
	else
		seal_files_done(&found);
	return ok;
}

void
seal_signatures_clear(const char *dir, uint64_t number)
{
	struct seal seal = { .number = number };
	struct seal_files listed = { 0 };
	char *place = seal_path(dir, number, "");
	char **names = NULL;
	size_t count = 0;

	if (seal_read(dir, number, &seal, NULL) &&
	    seal_signatures(dir, &seal, &listed, NULL))
		file_list_all(place, &names, &count, NULL);
	for (size_t i = 0; i < count; i++) {
		char *name = seal_path("", number, names[i]);
		char *file = path_join(dir, name);

		if ((is_signature(names[i]) || seal_half_written(names[i])) &&
		    !seal_files_find(&listed, name))
			unlink(file);
		free(file);
		free(name);
	}
	file_names_free(names, count);
	seal_files_done(&listed);
	seal_done(&seal);
	free(place);
}

/* Another program wrote it and may not have made it last. */
static bool
settle(const char *dir, const char *name, struct err *err)
{
	char *path = path_join(dir, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (!ok)
		err_set_errno(err, errno, path);
	if (fd >= 0)
		close(fd);
	free(path);
	return ok;
}

bool
seal_signatures_list(
    const char *dir, const struct seal *seal, size_t *count, struct err *err)
{
	char *place = seal_path("", seal->number, "");
	char *path = seal_path(dir, seal->number, "signatures");
	struct seal_files files = { 0 };
	struct str text = { 0 };
	size_t found = 0;
	bool ok = true;

	seal_files_collect(dir, place, &files);
	begin(&text, seal);
	for (size_t i = 0; ok && i < files.count; i++) {
		const struct seal_file *file = &files.items[i];

		if (!is_signature(path_base(file->name)) || !*file->sha256)
			continue;
		ok = settle(dir, file->name, err);
		sums_add(&text, file->sha256, file->name);
		found++;
	}
	sums_close(&text);
	if (ok && found)
		ok = file_replace(path, str_text(&text), text.len, false, err);

	seal_files_done(&files);
	str_done(&text);
	free(path);
	free(place);
	if (ok)
		*count = found;
	return ok;
}
