/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A manifest as text, out and in. */

#include <config.h>

#include "store/seal.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/sums.h"
#include "base/utf8.h"
#include "store/seal_parts.h"

static const char format[] = "assay-seal/1";

void
seal_done(struct seal *seal)
{
	char *const texts[] = { seal->session, seal->title, seal->at, seal->by,
		seal->program, seal->pack, seal->pack_version,
		seal->pack_recorded, seal->pack_found };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		free(texts[i]);
	seal_files_done(&seal->files);
	*seal = (struct seal){ 0 };
}

static void
put(struct str *out, const char *key, const char *value)
{
	str_printf(out, "# %s: ", key);
	display_safe(out, value ? value : "", false);
	str_add_char(out, '\n');
}

static void
put_number(struct str *out, const char *key, uint64_t number)
{
	str_printf(out, "# %s: %" PRIu64 "\n", key, number);
}

/* The lines that are no files, in their order; seal_parse reads the same. */
static void
write_head(const struct seal *seal, struct str *out)
{
	put(out, "format", format);
	put(out, "session", seal->session);
	put(out, "title", seal->title);
	put_number(out, "number", seal->number);
	put(out, "sealed at", seal->at);
	put(out, "sealed by", seal->by);
	put(out, "program", seal->program);
	put(out, "pack", seal->pack);
	put(out, "pack version", seal->pack_version);
	put(out, "pack recorded", seal->pack_recorded);
	put(out, "pack found",
	    seal->pack_found && *seal->pack_found ? seal->pack_found
	                                          : "not found");
	put_number(out, "journal bytes", seal->bytes);
	put_number(out, "journal lines", seal->lines);
	put_number(out, "journal seq", seal->seq);
	put(out, "journal sum", seal->sum);
	put(out, "previous seal", *seal->previous ? seal->previous : "none");
}

void
seal_write(struct seal *seal, struct str *out)
{
	struct str made = { 0 };

	write_head(seal, &made);
	for (size_t i = 0; i < seal->files.count; i++)
		sums_add(&made, seal->files.items[i].sha256,
		    seal->files.items[i].name);
	sums_close(&made);
	digest_hex(str_text(&made), made.len, seal->fingerprint);
	str_add_n(out, str_text(&made), made.len);
	str_done(&made);
}

/* The next line; false at the end. */
static bool
next_line(const char **text, size_t *left, const char **line, size_t *len)
{
	const char *end = *left ? memchr(*text, '\n', *left) : NULL;

	if (!end)
		return false;
	*line = *text;
	*len = (size_t)(end - *text);
	*text = end + 1;
	*left -= *len + 1;
	return true;
}

/* The value of "# key: value"; "" when it is another line. */
static char *
take(const char **text, size_t *left, const char *key)
{
	char *start = xasprintf("# %s: ", key);
	size_t skip = strlen(start), len;
	const char *line;
	char *value = NULL;

	if (next_line(text, left, &line, &len) && len >= skip &&
	    memcmp(line, start, skip) == 0)
		value = xstrndup(line + skip, len - skip);
	free(start);
	return value ? value : xstrdup("");
}

static uint64_t
take_number(const char **text, size_t *left, const char *key)
{
	char *value = take(text, left, key);
	uint64_t number = strtoull(value, NULL, 10);

	free(value);
	return number;
}

static void
take_hash(const char **text, size_t *left, const char *key,
    char out[DIGEST_HEX + 1])
{
	char *value = take(text, left, key);
	size_t len = strlen(value) == DIGEST_HEX ? DIGEST_HEX : 0;

	memcpy(out, value, len);
	out[len] = '\0';
	free(value);
}

/* Reads what is there; whether it was all of it, writing it again tells. */
static void
read_head(const char **text, size_t *left, struct seal *seal)
{
	free(take(text, left, "format"));
	seal->session = take(text, left, "session");
	seal->title = take(text, left, "title");
	seal->number = take_number(text, left, "number");
	seal->at = take(text, left, "sealed at");
	seal->by = take(text, left, "sealed by");
	seal->program = take(text, left, "program");
	seal->pack = take(text, left, "pack");
	seal->pack_version = take(text, left, "pack version");
	seal->pack_recorded = take(text, left, "pack recorded");
	seal->pack_found = take(text, left, "pack found");
	if (str_equal(seal->pack_found, "not found"))
		*seal->pack_found = '\0';
	seal->bytes = take_number(text, left, "journal bytes");
	seal->lines = take_number(text, left, "journal lines");
	seal->seq = take_number(text, left, "journal seq");
	take_hash(text, left, "journal sum", seal->sum);
	take_hash(text, left, "previous seal", seal->previous);
}

static bool
is_same(const struct str *made, const char *text, size_t len)
{
	return made->len == len && memcmp(str_text(made), text, len) == 0;
}

bool
seal_parse(const char *text, size_t len, struct seal *seal, struct err *err)
{
	struct seal found = { 0 };
	struct str again = { 0 };
	const char *at = text, *line;
	size_t left, line_len;

	if (!sums_closed(text, len, &left))
		return err_set(err, ERR_INPUT,
		    _("The manifest is not as it was written: its sum "
		      "differs."));
	read_head(&at, &left, &found);
	while (next_line(&at, &left, &line, &line_len)) {
		char sha256[DIGEST_HEX + 1], *name = NULL;

		if (!sums_read(line, line_len, sha256, &name))
			break;
		seal_files_add(&found.files, name, sha256);
		free(name);
	}
	seal_write(&found, &again);
	bool ok = is_same(&again, text, len);

	str_done(&again);
	if (ok) {
		*seal = found;
		return true;
	}
	seal_done(&found);
	return err_set(err, ERR_INPUT,
	    _("This is no manifest as this assay writes them."));
}

char *
seal_path(const char *dir, uint64_t number, const char *file)
{
	return xasprintf("%s%sseal/%" PRIu64 "%s%s", dir,
	    *dir && dir[strlen(dir) - 1] != '/' ? "/" : "", number,
	    *file ? "/" : "", file);
}

bool
seal_read(
    const char *dir, uint64_t number, struct seal *seal, struct err *err)
{
	char *path = seal_path(dir, number, "manifest");
	struct str text = { 0 };
	struct stat st;
	bool ok = lstat(path, &st) == 0 || err_set_errno(err, errno, path);

	if (ok && !S_ISREG(st.st_mode))
		ok = err_set_at(err, ERR_INPUT, path, 0, 0,
		    _("This is no regular file and is not read."));
	ok = ok && file_read(path, SEAL_BYTES_MAX, &text, err);
	if (ok && !seal_parse(str_text(&text), text.len, seal, err)) {
		struct err bare = *err;

		*err = (struct err){ 0 };
		ok = err_set_at(err, bare.code, path, 0, 0, "%s", bare.message);
		err_done(&bare);
	}
	str_done(&text);
	free(path);
	return ok;
}

bool
seal_any(const char *dir)
{
	char *path = path_join(dir, "seal");
	bool any = path_exists(path);

	free(path);
	return any;
}
