/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* session.yaml: the state of a session nested by path, for people to read
 * and compare. The journal stays the truth. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

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

bool
journal_snapshot(const struct journal *journal, const struct session *session,
    struct err *err)
{
	size_t commits = session_commits(session);
	struct str out = { 0 };

	if (!journal->writable)
		return err_set_at(err, ERR_IO, journal->dir, 0, 0,
		    _("The session is open to read; nothing is written."));
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
	bool ok = ywrite_finish(w, &out, err) &&
	          file_replace(path, str_text(&out), out.len, false, err);

	free(path);
	str_done(&out);
	return ok;
}
