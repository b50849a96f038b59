/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Paths completed as far as the names on the disk decide. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "app/attach_paths.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "store/xdg.h"

/* A name that can be typed and read: no control, no broken UTF-8. */
static bool
is_plain(const char *name)
{
	if (!utf8_valid(name, strlen(name)))
		return false;
	while (*name) {
		uint32_t code;

		name = utf8_next(name, &code);
		if (utf8_unsafe(code))
			return false;
	}
	return true;
}

/* How many bytes two texts have in common, in whole characters. */
static size_t
common(const char *a, const char *b)
{
	size_t len = 0;

	while (a[len] && a[len] == b[len])
		len++;
	while (len && ((unsigned char)a[len] & 0xc0) == 0x80)
		len--;
	return len;
}

/* The names of a directory that begin with `begin`, "/" behind directories. */
static void
candidates(const char *dir, const char *begin, struct attach_paths *out)
{
	char **names = NULL;
	size_t count = 0, kept = 0;

	file_list_all(dir, &names, &count, NULL);
	for (size_t i = 0; i < count; i++) {
		bool hidden = *names[i] == '.' && *begin != '.';
		char *path = path_join(dir, names[i]);

		if (!hidden && str_starts(names[i], begin) &&
		    is_plain(names[i])) {
			char *name = path_is_dir(path)
			                 ? xasprintf("%s/", names[i])
			                 : xstrdup(names[i]);

			free(names[i]);
			names[kept++] = name;
		} else {
			free(names[i]);
		}
		free(path);
	}
	*out = (struct attach_paths){ names, kept, count };
}

/* What stands quoted or as a URL, plain, to be completed. */
static char *
plain_text(const char *text)
{
	struct attach_paths paths = { 0 };
	char *plain;

	if (!text[strcspn(text, "'\"\\")] &&
	    !str_starts(text, "file://"))
		return xstrdup(text);
	if (attach_understand(text, &paths) == ATTACH_FILES &&
	    paths.count == 1)
		plain = xstrdup(paths.paths[0]);
	else
		plain = xstrdup(text);
	attach_paths_done(&paths);
	return plain;
}

/* The directory that a path so far is in, as the disk knows it. */
static char *
place_of(const char *text, size_t len)
{
	const char *home = xdg_user();

	if (!len)
		return xstrdup(".");
	if (text[0] == '~' && text[1] == '/' && home)
		return xasprintf(
		    "%s%.*s", home, (int)(len - 1), text + 1);
	return xstrndup(text, len);
}

char *
attach_complete_path(const char *text, struct attach_paths *others)
{
	struct attach_paths found;

	if (str_equal(text, "~"))
		return xstrdup("~/");
	char *plain = plain_text(text);
	const char *slash = strrchr(plain, '/');
	size_t head = slash ? (size_t)(slash + 1 - plain) : 0;
	char *dir = place_of(plain, head);

	candidates(dir, plain + head, &found);
	free(dir);
	size_t len = found.count ? strlen(found.paths[0]) : 0;

	for (size_t i = 1; i < found.count; i++) {
		size_t same = common(found.paths[0], found.paths[i]);

		len = same < len ? same : len;
	}
	char *out = found.count
	                ? xasprintf("%.*s%.*s", (int)head, plain, (int)len,
	                      found.paths[0])
	                : NULL;

	if (out && str_equal(out, text)) {
		free(out);
		out = NULL;
	}
	free(plain);
	if (others && found.count > 1)
		*others = found;
	else
		attach_paths_done(&found);
	return out;
}
