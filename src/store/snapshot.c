/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* session.yaml: the state of a session nested by path, for people to read
 * and compare. The journal stays the truth. Its last line says what the others
 * were when they were written: what people changed is theirs, and kept. */

#include <config.h>

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/schema.h"
#include "model/session.h"
#include "store/journal_parts.h"
#include "yaml/ywrite.h"

/* No row is as deep; what a strange journal nests deeper stays one key. */
enum { DEPTH_MAX = 16 };

/* Paths by segments in natural order, a path before those below it. */
static int
compare(const void *a, const void *b)
{
	const struct entry *const *x = a, *const *y = b;
	const char *left = (*x)->path, *right = (*y)->path;
	size_t same = 0;

	/* neighbours mostly differ in their last segments only */
	while (left[same] && left[same] == right[same])
		same++;
	while (same && left[same - 1] != '/')
		same--;
	left += same;
	right += same;
	for (;;) {
		size_t m = strcspn(left, "/"), n = strcspn(right, "/");
		char *s = xstrndup(left, m), *t = xstrndup(right, n);
		int order = str_natural_compare(s, t);

		if (!order)
			order = strcmp(s, t);
		free(s);
		free(t);
		if (order)
			return order;
		if (!left[m] || !right[n])
			return (left[m] != '\0') - (right[n] != '\0');
		left += m + 1;
		right += n + 1;
	}
}

/* Does path lie below the first `len` bytes of `top`? */
static bool
is_below(const char *path, const char *top, size_t len)
{
	return strncmp(path, top, len) == 0 && path[len] == '/';
}

static void
write_value(struct ywrite *w, const struct entry *entry)
{
	const struct schema_row *row = schema_find(entry->path);
	char *end;

	if (row && (row->kind == VALUE_NUMBER || row->kind == VALUE_LEVEL)) {
		long long number = strtoll(entry->value, &end, 10);

		if (end != entry->value && !*end) {
			ywrite_number(w, number);
			return;
		}
	}
	ywrite_text(w, entry->value);
}

static void write_map(struct ywrite *w, const struct entry *const *entries,
    size_t count, size_t from, int depth);

/* A value with its reason and what lies below its path. */
static void
write_full(struct ywrite *w, const struct entry *const *entries, size_t count,
    size_t from, int depth)
{
	const struct entry *entry = entries[0];

	ywrite_open_map(w);
	ywrite_key(w, "value");
	write_value(w, entry);
	if (entry->why) {
		ywrite_key(w, "why");
		ywrite_text(w, entry->why);
	}
	if (count > 1) {
		ywrite_key(w, "below");
		write_map(w, entries + 1, count - 1, from, depth);
	}
	ywrite_close_map(w);
}

/* The entries of one map; `from` is where their next segment begins. */
static void
write_map(struct ywrite *w, const struct entry *const *entries, size_t count,
    size_t from, int depth)
{
	ywrite_open_map(w);
	for (size_t i = 0, next; i < count; i = next) {
		const struct entry *entry = entries[i];
		size_t to = from + strcspn(entry->path + from,
		                       depth < DEPTH_MAX ? "/" : "");
		char *key = xstrndup(entry->path + from, to - from);

		next = i + 1;
		while (depth < DEPTH_MAX && next < count &&
		       is_below(entries[next]->path, entry->path, to))
			next++;
		ywrite_key(w, key);
		free(key);
		if (entry->path[to])
			write_map(w, entries + i, next - i, to + 1, depth + 1);
		else if (next == i + 1 && !entry->why)
			write_value(w, entry);
		else
			write_full(w, entries + i, next - i, to + 1, depth + 1);
	}
	ywrite_close_map(w);
}

static void
write_state(struct ywrite *w, const struct session *session)
{
	size_t count;
	const struct entry *all = session_range(session, "", &count);
	const struct entry **sorted = xcalloc(count, sizeof(*sorted));

	for (size_t i = 0; i < count; i++)
		sorted[i] = &all[i];
	if (count)
		qsort(sorted, count, sizeof(*sorted), compare);
	write_map(w, sorted, count, 0, 0);
	free(sorted);
}

static const char mark[] = "# as assay wrote it: sha256 ";

static void
add_mark(struct str *out)
{
	char sum[DIGEST_HEX + 1];

	digest_hex(str_text(out), out->len, sum);
	str_printf(out, "%s%s\n", mark, sum);
}

static bool
has_mark(const char *text, size_t len)
{
	const size_t tail = sizeof(mark) - 1 + DIGEST_HEX + 1;
	char sum[DIGEST_HEX + 1];

	if (len < tail)
		return false;
	const char *line = text + len - tail;

	digest_hex(text, len - tail, sum);
	return memcmp(line, mark, sizeof(mark) - 1) == 0 &&
	       memcmp(line + sizeof(mark) - 1, sum, DIGEST_HEX) == 0 &&
	       text[len - 1] == '\n';
}

/* Is there nothing, or a file as it was written? What cannot be read may be
 * anything. */
static bool
is_replaceable(const char *path)
{
	struct stat st;
	struct str text = { 0 };

	if (lstat(path, &st) < 0)
		return errno == ENOENT;
	bool ours = S_ISREG(st.st_mode) &&
	            file_read(path, JOURNAL_BYTES_MAX, &text, NULL) &&
	            has_mark(str_text(&text), text.len);

	str_done(&text);
	return ours;
}

/* session.yaml.bak, or with a number where there is one from before. */
static char *
free_name(const char *path)
{
	enum { MOST = 99 };
	char *name = xasprintf("%s.bak", path);

	for (int i = 2; path_exists(name) && i <= MOST; i++) {
		free(name);
		name = xasprintf("%s.bak%d", path, i);
	}
	return name;
}

static bool
is_read_only(const struct journal *journal, struct err *err)
{
	return err_set_at(err, ERR_IO, journal->dir, 0, 0,
	    _("The session is open to read; nothing is written."));
}

bool
journal_keep_edited(
    const struct journal *journal, char **kept, struct err *err)
{
	assert(!journal->later);
	if (!journal->writable)
		return is_read_only(journal, err);
	if (!journal_is_here(journal, err))
		return false;
	char *path = path_join(journal->dir, "session.yaml"), *name = NULL;
	bool ok = true;

	if (!is_replaceable(path)) {
		name = free_name(path);
		if (path_exists(name))
			ok = err_set_errno(err, EEXIST, name);
		else if (rename(path, name) < 0)
			ok = err_set_errno(err, errno, path);
	}
	free(path);
	if (ok)
		*kept = name;
	else
		free(name);
	return ok;
}

bool
journal_snapshot(const struct journal *journal, const struct session *session,
    struct err *err)
{
	size_t commits = session_commits(session);
	struct str out = { 0 };

	char *kept = NULL;

	if (!journal_keep_edited(journal, &kept, err))
		return false;
	free(kept);
	struct ywrite *w = ywrite_new();

	ywrite_open_map(w);
	ywrite_key(w, "format");
	ywrite_text(w, JOURNAL_FORMAT);
	ywrite_key(w, "seq");
	ywrite_number(w, (long long)commits);
	ywrite_key(w, "sum");
	ywrite_quoted(w, commits ? session_commit(session, commits - 1)->sum
	                         : session_header(session)->sum);
	ywrite_key(w, "state");
	write_state(w, session);
	ywrite_close_map(w);
	char *path = path_join(journal->dir, "session.yaml");
	bool ok = ywrite_finish(w, &out, err);

	if (ok) {
		add_mark(&out);
		ok = file_replace(path, str_text(&out), out.len, false, err);
	}

	free(path);
	str_done(&out);
	return ok;
}
