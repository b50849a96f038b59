/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The lines this program writes, read without a tree of values. They have one
 * shape; whatever has another, an escape in a string too, is left to the
 * parser of JSON, and to its messages. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "model/schema.h"
#include "model/session.h"
#include "store/journal_parts.h"

enum {
	DIGITS_MAX = 18,
	VALUES_EACH = 5 /* of a change: itself and four in it */
};

struct reader {
	const char *at, *end;
};

/* Steps over the text, if it stands there. */
static bool
skip(struct reader *in, const char *text)
{
	size_t len = strlen(text);

	if ((size_t)(in->end - in->at) < len || memcmp(in->at, text, len) != 0)
		return false;
	in->at += len;
	return true;
}

/* A string without escapes. */
static bool
take_string(struct reader *in, char **out)
{
	bool ascii = true;

	if (!skip(in, "\""))
		return false;
	const char *start = in->at;

	for (; in->at < in->end && *in->at != '"'; in->at++) {
		unsigned char c = (unsigned char)*in->at;

		if (c < 0x20 || c == '\\')
			return false;
		ascii &= c < 0x80;
	}
	size_t len = (size_t)(in->at - start);

	if (!skip(in, "\"") || (!ascii && !utf8_valid(start, len)))
		return false;
	*out = xstrndup(start, len);
	return true;
}

/* A number of at most DIGITS_MAX digits, without a needless zero. */
static bool
take_number(struct reader *in, uint64_t *out)
{
	const char *start = in->at;

	*out = 0;
	for (; in->at < in->end && *in->at >= '0' && *in->at <= '9'; in->at++) {
		if (in->at - start >= DIGITS_MAX)
			return false;
		*out = *out * 10 + (uint64_t)(*in->at - '0');
	}
	return in->at - start == 1 || (in->at > start && *start != '0');
}

/* The text of a value; NULL for null. *number: it was written as one. */
static bool
take_value(struct reader *in, char **out, bool *number)
{
	const char *start = in->at;
	uint64_t ignored;

	*number = false;
	if (skip(in, "null")) {
		*out = NULL;
		return true;
	}
	if (in->at < in->end && *in->at == '"')
		return take_string(in, out);
	*number = true;
	if (!take_number(in, &ignored))
		return false;
	*out = xstrndup(start, (size_t)(in->at - start));
	return true;
}

static bool
take_change(struct reader *in, const struct session *session,
    struct recorded_change *change)
{
	bool refers, number;

	if (!skip(in, "{\"path\":") || !take_string(in, &change->path) ||
	    !skip(in, ",\"old\":") || !take_value(in, &change->old, &refers) ||
	    !skip(in, ",\"new\":") || !take_value(in, &change->value, &number))
		return false;
	if (skip(in, ",\"why\":") && !take_string(in, &change->why))
		return false;
	const struct schema_row *row = schema_find(change->path);

	if (!row) {
		/* how a newer version wrote it is not known: what is there */
		free(change->old);
		change->old = xstrdup(session_get(session, change->path));
	} else if (row->kind == VALUE_TEXT && refers) {
		return false;
	}
	return skip(in, "}");
}

static bool
take_changes(
    struct reader *in, const struct session *session, struct commit *commit)
{
	size_t capacity = 0;

	do {
		if (commit->count * VALUES_EACH > JOURNAL_VALUES_MAX / 2)
			return false;
		commit->changes = mem_grow(commit->changes, &capacity,
		    commit->count + 1, sizeof(*commit->changes));
		struct recorded_change *change =
		    &commit->changes[commit->count++];

		*change = (struct recorded_change){ 0 };
		if (!take_change(in, session, change))
			return false;
	} while (skip(in, ","));
	return true;
}

static bool
take_commit(
    struct reader *in, const struct session *session, struct commit *commit)
{
	if (!skip(in, "{\"seq\":") || !take_number(in, &commit->seq) ||
	    !skip(in, ",\"at\":") || !take_string(in, &commit->at) ||
	    !skip(in, ",\"by\":") || !take_string(in, &commit->by))
		return false;
	if (skip(in, ",\"said\":") && !take_string(in, &commit->said))
		return false;
	if (skip(in, ",\"undoes\":") && !take_number(in, &commit->undoes))
		return false;
	if (skip(in, ",\"redoes\":") && !take_number(in, &commit->redoes))
		return false;
	return skip(in, ",\"changes\":[") &&
	       take_changes(in, session, commit) && skip(in, "]") &&
	       in->at == in->end;
}

bool
line_read_quickly(const char *line, size_t len, const struct session *session,
    struct commit *commit)
{
	struct reader in = { line, line + len };
	struct commit made = { 0 };

	if (take_commit(&in, session, &made) &&
	    made.seq == session_commits(session) + 1 &&
	    commit_check(&made, NULL)) {
		*commit = made;
		return true;
	}
	commit_done(&made);
	return false;
}
