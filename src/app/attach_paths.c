/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Text into paths. */

#include <config.h>

#include "app/attach_paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/xdg.h"

void
attach_paths_done(struct attach_paths *paths)
{
	file_names_free(paths->paths, paths->count);
	*paths = (struct attach_paths){ 0 };
}

static void
add_take(struct attach_paths *paths, char *path)
{
	paths->paths = mem_grow(paths->paths, &paths->capacity,
	    paths->count + 1, sizeof(*paths->paths));
	paths->paths[paths->count++] = path;
}

static bool
is_there(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

static bool
is_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static int
hex(char c)
{
	const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, c | 32) : NULL;

	return at ? (int)(at - digits) : -1;
}

/* The path of a URL of this machine; NULL: it is none. */
static char *
url_path(const char *text)
{
	char host[256] = "";
	const char *rest = text + strlen("file://");
	struct str out = { 0 };

	if (strncasecmp(text, "file://", strlen("file://")) != 0)
		return NULL;
	size_t len = strcspn(rest, "/");

	if (gethostname(host, sizeof(host) - 1) < 0)
		*host = '\0';
	if (len && (len != 9 || strncasecmp(rest, "localhost", 9) != 0) &&
	    (len != strlen(host) || strncasecmp(rest, host, len) != 0))
		return NULL;
	for (const char *p = rest + len; *p; p++) {
		int high = *p == '%' ? hex(p[1]) : -1;
		int low = high >= 0 ? hex(p[2]) : -1;

		if (low >= 0 && high + low > 0) {
			str_add_char(&out, (char)(high * 16 + low));
			p += 2;
		} else {
			str_add_char(&out, *p);
		}
	}
	return out.len ? str_steal(&out) : NULL;
}

/* ~ and URLs resolved; the caller frees it. */
static char *
resolve(const char *text)
{
	const char *home = xdg_user();
	char *path = url_path(text);

	if (path)
		return path;
	if (*text == '~' && (text[1] == '/' || !text[1]) && home && *home)
		return xasprintf("%s%s", home, text + 1);
	return xstrdup(text);
}

/* Can it be nothing but a path? */
static bool
is_path_like(const char *text)
{
	static const char *const begins[] = { "/", "~/", "./", "../",
		"file://" };

	text += *text == '\'' || *text == '"';
	for (size_t i = 0; i < sizeof(begins) / sizeof(*begins); i++)
		if (strncasecmp(text, begins[i], strlen(begins[i])) == 0)
			return true;
	return str_equal(text, "~");
}

/* The next word as a shell would read it, at *p; NULL at the end. */
static char *
next_word(const char **p)
{
	struct str word = { 0 };
	const char *at = *p + strspn(*p, " \t\n");
	char quote = '\0';

	if (!*at)
		return NULL;
	for (; *at && (quote || !strchr(" \t\n", *at)); at++) {
		if (quote ? *at == quote : *at == '\'' || *at == '"')
			quote = quote ? '\0' : *at;
		else if (*at == '\\' && at[1] && quote != '\'')
			str_add_char(&word, *++at);
		else
			str_add_char(&word, *at);
	}
	*p = at;
	str_add(&word, "");
	return word.data ? str_steal(&word) : xstrdup("");
}

/* Adds what the words of a text name; false when one names nothing. */
static bool
add_words(const char *text, struct attach_paths *paths)
{
	char *word;
	bool ok = true;

	while (ok && (word = next_word(&text))) {
		char *path = resolve(word);

		ok = is_path_like(word) && is_there(path);
		if (ok)
			add_take(paths, path);
		else
			free(path);
		free(word);
	}
	return ok;
}

/* Adds what one line names: as a whole, else its words. */
static bool
add_line(const char *line, struct attach_paths *paths)
{
	char *path = resolve(line);

	if (is_there(path)) {
		add_take(paths, path);
		return true;
	}
	free(path);
	return add_words(line, paths);
}

static bool
add_lines(const char *text, struct attach_paths *paths)
{
	bool ok = true;

	while (ok && *text) {
		size_t len = strcspn(text, "\n");
		const char *end = text + len;

		while (len && strchr(" \t", *text)) {
			text++;
			len--;
		}
		while (len && strchr(" \t", text[len - 1]))
			len--;
		char *line = xstrndup(text, len);

		ok = !len || add_line(line, paths);
		free(line);
		text = end + (*end == '\n');
	}
	return ok && paths->count > 0;
}

/* A word alone that names something where one is, also in quotes. */
static bool
add_relative(const char *text, struct attach_paths *paths)
{
	const char *rest = text;
	char *word = next_word(&rest);
	bool ok = word && *word && !rest[strspn(rest, " \t\n")] &&
	          is_there(word);

	if (ok)
		add_take(paths, xstrdup(word));
	free(word);
	return ok;
}

enum attach_meaning
attach_understand(const char *text, struct attach_paths *paths)
{
	text += strspn(text, " \t\n");
	if (!*text)
		return ATTACH_TITLE;
	if (add_lines(text, paths))
		return ATTACH_FILES;
	attach_paths_done(paths);
	if (is_path_like(text))
		return ATTACH_MISSING;
	return add_relative(text, paths) ? ATTACH_FILES : ATTACH_TITLE;
}

static void
add_directory(const char *dir, struct attach_paths *paths)
{
	char **names = NULL;
	size_t count = 0;

	file_list(dir, &names, &count, NULL);
	for (size_t i = 0; i < count; i++) {
		char *path = path_join(dir, names[i]);

		if (is_file(path))
			add_take(paths, path);
		else
			free(path);
	}
	file_names_free(names, count);
}

void
attach_expand(struct attach_paths *paths)
{
	struct attach_paths out = { 0 };

	for (size_t i = 0; i < paths->count; i++)
		if (path_is_dir(paths->paths[i]))
			add_directory(paths->paths[i], &out);
		else
			add_take(&out, xstrdup(paths->paths[i]));
	attach_paths_done(paths);
	*paths = out;
}

char *
attach_quote(const struct attach_paths *paths)
{
	struct str out = { 0 };

	for (size_t i = 0; i < paths->count; i++) {
		const char *p = paths->paths[i];

		if (i)
			str_add_char(&out, ' ');
		/* alone it is read as it stands */
		if (paths->count == 1 || !p[strcspn(p, " '\"\\")]) {
			str_add(&out, p);
			continue;
		}
		str_add_char(&out, '\'');
		for (; *p; p++)
			if (*p == '\'')
				str_add(&out, "'\\''");
			else
				str_add_char(&out, *p);
		str_add_char(&out, '\'');
	}
	return str_steal(&out);
}

void
attach_size_text(uint64_t size, char out[24])
{
	/* TRANSLATORS: units of a file's size, a thousand between each */
	const char *const units[] = { N_("B"), N_("kB"), N_("MB"), N_("GB"),
		N_("TB") };
	size_t unit = 0;
	uint64_t tenths = size * 10;

	if (size > UINT64_MAX / 10)
		tenths = UINT64_MAX;
	while (tenths >= 10000 && unit < 4) {
		tenths = (tenths + 500) / 1000;
		unit++;
	}
	if (!unit || tenths >= 100)
		snprintf(out, 24, "%llu %s",
		    (unsigned long long)(tenths + (unit ? 5 : 0)) / 10,
		    _(units[unit]));
	else
		snprintf(out, 24, "%llu.%llu %s",
		    (unsigned long long)tenths / 10,
		    (unsigned long long)tenths % 10, _(units[unit]));
}
