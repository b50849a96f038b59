/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Proposed changes, checked and made into one commit. */

#include <config.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/schema.h"
#include "model/session_parts.h"

void
commit_begin(const struct session *session, const struct stamp *stamp,
    struct commit *commit)
{
	*commit = (struct commit){
		.seq = session->count + 1,
		.at = xstrdup(stamp->at),
		.by = xstrdup(stamp->by),
		.said = xstrdup(stamp->said),
	};
}

void
commit_add(struct commit *commit, const struct session *session,
    const char *path, const char *value, const char *why)
{
	const struct entry *entry = session_entry(session, path);

	/* whoever begins with none grows by doubling */
	if ((commit->count & (commit->count - 1)) == 0)
		commit->changes = xrealloc(
		    commit->changes, (commit->count ? 2 * commit->count : 1) *
		                         sizeof(*commit->changes));
	commit->changes[commit->count++] = (struct recorded_change){
		.path = xstrdup(path),
		.old = entry ? xstrdup(entry->value) : NULL,
		.old_seq = entry ? entry->seq : 0,
		.value = xstrdup(value),
		.why = value ? xstrdup(why) : NULL,
		.old_why = entry ? entry->why : NULL,
	};
}

/* Bytes of a JSON string that holds this text, quotes included. */
static size_t
json_bytes(const char *text)
{
	size_t bytes = 4;

	while (text && *text) {
		uint32_t code;
		const char *next = utf8_next(text, &code);

		if (utf8_unsafe(code) || code == 0xfffd)
			bytes += code > 0xffff ? 12 : 6;
		else if (code == '"' || code == '\\')
			bytes += 2;
		else
			bytes += (size_t)(next - text);
		text = next;
	}
	return bytes;
}

size_t
commit_bytes(const struct commit *commit)
{
	enum { FRAME = 512, CHANGE_FRAME = 64 };
	size_t bytes = FRAME + json_bytes(commit->at) + json_bytes(commit->by) +
	               json_bytes(commit->said);

	for (size_t i = 0; i < commit->count; i++) {
		const struct recorded_change *change = &commit->changes[i];

		bytes += CHANGE_FRAME + json_bytes(change->path) +
		         json_bytes(change->old) + json_bytes(change->value) +
		         json_bytes(change->why) + json_bytes(change->old_why);
	}
	return bytes;
}

/* Where a change is to go. The program spells its own paths as they are. */
static bool
resolve(const struct catalog *catalog, const struct change *change, char **path,
    const struct schema_row **row, struct err *err)
{
	if (!change->program)
		return schema_resolve(catalog, change->path, path, row, err);
	*row = schema_find(change->path);
	assert(*row);
	*path = xstrdup(change->path);
	return true;
}

static bool
prepare_one(const struct session *session, const struct catalog *catalog,
    const struct change *change, struct commit *commit, struct err *err)
{
	const char *why = change->why && *change->why ? change->why : NULL;
	const struct schema_row *row;
	char *path, *value;

	if (!resolve(catalog, change, &path, &row, err))
		return false;
	bool ok =
	    schema_accept(row, catalog, path, change->value, why, &value, err);

	if (ok) {
		commit_add(commit, session, path, value, why);
		free(value);
	}
	free(path);
	return ok;
}

/* Would recording this leave all as it is? */
static bool
changes_nothing(const struct recorded_change *change)
{
	if (!str_equal(change->value, change->old)) {
		const struct schema_row *row = schema_find(change->path);

		return !change->old && !change->why &&
		       str_equal(change->value, row->fallback);
	}
	return !change->why || str_equal(change->why, change->old_why);
}

static void
drop_idle(struct commit *commit)
{
	size_t kept = 0;

	for (size_t i = 0; i < commit->count; i++) {
		struct recorded_change *change = &commit->changes[i];

		if (!changes_nothing(change)) {
			commit->changes[kept++] = *change;
			continue;
		}
		free(change->path);
		free(change->old);
		free(change->value);
		free(change->why);
	}
	commit->count = kept;
}

static int
compare_paths(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

bool
commit_check(const struct commit *commit, struct err *err)
{
	if (commit->count < 2)
		return true;
	const char **paths = xcalloc(commit->count, sizeof(*paths));
	bool ok = true;

	for (size_t i = 0; i < commit->count; i++)
		paths[i] = commit->changes[i].path;
	qsort(paths, commit->count, sizeof(*paths), compare_paths);
	for (size_t i = 1; ok && i < commit->count; i++)
		if (strcmp(paths[i - 1], paths[i]) == 0)
			ok = err_set(err, ERR_INPUT,
			    _("%s is given twice; keep one of the two."),
			    paths[i]);
	free(paths);
	return ok;
}

static bool
check_stamp(const struct stamp *stamp, struct err *err)
{
	const char *const texts[] = { stamp->by, stamp->said };

	for (size_t i = 0; i < 2; i++) {
		if (!texts[i])
			continue;
		size_t len = strlen(texts[i]);

		if (len > SCHEMA_TEXT_MAX || !utf8_valid(texts[i], len))
			return err_set(err, ERR_INPUT,
			    _("The name of who answers or assesses is too "
			      "long or no valid UTF-8."));
	}
	return true;
}

static bool
check_size(const struct commit *commit, struct err *err)
{
	if (commit_bytes(commit) <= COMMIT_BYTES_MAX)
		return true;
	return err_set(err, ERR_INPUT,
	    _("These changes are more than one commit can hold (%d MiB); "
	      "make them in smaller steps."),
	    COMMIT_BYTES_MAX / 1024 / 1024);
}

bool
session_prepare(const struct session *session, const struct catalog *catalog,
    const struct changes *changes, const struct stamp *stamp,
    struct commit *commit, struct err *err)
{
	struct commit made;
	bool ok = check_stamp(stamp, err);

	if (!ok)
		return false;
	commit_begin(session, stamp, &made);
	for (size_t i = 0; ok && i < changes->count; i++)
		ok = prepare_one(
		    session, catalog, &changes->items[i], &made, err);
	ok = ok && commit_check(&made, err);
	if (ok)
		drop_idle(&made);
	ok = ok && check_size(&made, err);
	if (ok)
		*commit = made;
	else
		commit_done(&made);
	return ok;
}

/* Adds one session/pack/ path unless it says this already. */
static void
add_pack(struct commit *commit, const struct session *session, const char *path,
    const char *first, const char *now)
{
	const char *known = session_get(session, path);

	if (now && !str_equal(known ? known : first, now))
		commit_add(commit, session, path, now, NULL);
}

bool
session_prepare_pack(const struct session *session, const char *version,
    const char *digest, const char *path, const struct stamp *stamp,
    struct commit *commit)
{
	const struct session_header *header = &session->header;
	struct commit made;

	commit_begin(session, stamp, &made);
	add_pack(&made, session, "session/pack/version", header->pack_version,
	    version);
	add_pack(
	    &made, session, "session/pack/digest", header->pack_digest, digest);
	add_pack(&made, session, "session/pack/path", header->pack_path, path);
	if (made.count) {
		*commit = made;
		return true;
	}
	commit_done(&made);
	return false;
}
