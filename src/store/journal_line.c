/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* One line of the journal: compact JSON, keys in one order, and at its end
 * the sum of the line before and the SHA-256 of all bytes up to "sum". */

#include <config.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/schema.h"
#include "model/session.h"
#include "store/journal_parts.h"

static const char sum_key[] = "\"sum\":\"";
static const char prev_key[] = "\"prev\":\"";
static const char sum_end[] = "\"}";

#define LENGTH(literal) (sizeof(literal) - 1)
#define TAIL (LENGTH(sum_key) + DIGEST_HEX + LENGTH(sum_end))

/* Text as a JSON string; what is no UTF-8 becomes U+FFFD. */
static json_t *
string_value(const char *text)
{
	if (!text)
		return json_null();
	if (utf8_valid(text, strlen(text)))
		return json_string_nocheck(text);
	struct str mended = { 0 };

	while (*text) {
		uint32_t code;
		char bytes[5];

		text = utf8_next(text, &code);
		str_add_n(&mended, bytes, utf8_encode(code, bytes));
	}
	json_t *value = json_string_nocheck(str_text(&mended));

	str_done(&mended);
	return value;
}

static void
put(json_t *object, const char *key, json_t *value)
{
	json_object_set_new_nocheck(object, key, value);
}

static void
put_text(json_t *object, const char *key, const char *text)
{
	put(object, key, string_value(text));
}

static void
put_number(json_t *object, const char *key, uint64_t number)
{
	put(object, key, json_integer((json_int_t)number));
}

/* Adds JSON so that it may be shown on a terminal: what would disturb one is
 * escaped. Such characters stand inside strings only. */
static void
add_safe(struct str *out, const char *json)
{
	while (*json) {
		uint32_t code;
		const char *next = utf8_next(json, &code);

		if (!utf8_unsafe(code))
			str_add_n(out, json, (size_t)(next - json));
		else if (code > 0xffff)
			str_printf(out, "\\u%04x\\u%04x",
			    (unsigned)(0xd800 + ((code - 0x10000) >> 10)),
			    (unsigned)(0xdc00 + (code & 0x3ff)));
		else
			str_printf(out, "\\u%04x", (unsigned)code);
		json = next;
	}
}

/* Takes the object; out of memory ends the program as anywhere. */
static void
add_json(struct str *out, json_t *object)
{
	char *text = json_dumps(object, JSON_COMPACT);

	add_safe(out, text ? text : "null");
	free(text);
	json_decref(object);
}

static json_t *
new_object(void)
{
	json_set_alloc_funcs(xmalloc, free);
	return json_object();
}

/* Ends a line: takes the closing brace off, adds prev and sum. */
static void
seal(struct str *out, size_t start, const char *prev, char sum[DIGEST_HEX + 1])
{
	str_truncate(out, out->len - 1);
	str_printf(out, ",%s%s\",", prev_key, prev);
	digest_hex(out->data + start, out->len - start, sum);
	str_printf(out, "%s%s%s\n", sum_key, sum, sum_end);
}

void
line_header(struct str *out, struct session_header *header)
{
	json_t *object = new_object(), *pack = new_object();
	json_t *policy = new_object();
	size_t start = out->len;

	put_text(object, "format", JOURNAL_FORMAT);
	put_text(object, "id", header->id);
	put_text(object, "at", header->at);
	put_text(object, "by", header->by);
	put_text(pack, "id", header->pack_id);
	put_text(pack, "version", header->pack_version);
	put_text(pack, "digest", header->pack_digest);
	put_text(pack, "path", header->pack_path);
	put(object, "pack", pack);
	put_text(policy, "name", header->policy);
	put(policy, "pass", json_integer(header->pass));
	put(policy, "judge", json_integer(header->judge));
	put(object, "policy", policy);
	add_json(out, object);
	seal(out, start, "", header->sum);
}

/* A value as the row has it: numbers as numbers, all else as text. */
static json_t *
row_value(const struct schema_row *row, const char *text)
{
	char *end;

	if (text && *text && row &&
	    (row->kind == VALUE_NUMBER || row->kind == VALUE_LEVEL)) {
		long long number = strtoll(text, &end, 10);

		if (!*end)
			return json_integer(number);
	}
	return string_value(text);
}

static json_t *
change_value(const struct recorded_change *change)
{
	const struct schema_row *row = schema_find(change->path);
	json_t *object = new_object();
	bool refer = row && row->kind == VALUE_TEXT && change->old_seq &&
	             change->old && strlen(change->old) > JOURNAL_OLD_MAX;

	put_text(object, "path", change->path);
	if (refer)
		put_number(object, "old", change->old_seq);
	else
		put(object, "old", row_value(row, change->old));
	put(object, "new", row_value(row, change->value));
	if (change->why)
		put_text(object, "why", change->why);
	return object;
}

static void
add_commit(struct str *out, const struct commit *commit)
{
	json_t *object = new_object(), *changes = json_array();

	put_number(object, "seq", commit->seq);
	put_text(object, "at", commit->at);
	put_text(object, "by", commit->by);
	if (commit->said)
		put_text(object, "said", commit->said);
	if (commit->undoes)
		put_number(object, "undoes", commit->undoes);
	if (commit->redoes)
		put_number(object, "redoes", commit->redoes);
	for (size_t i = 0; i < commit->count; i++)
		json_array_append_new(
		    changes, change_value(&commit->changes[i]));
	put(object, "changes", changes);
	add_json(out, object);
}

char *
journal_commit_json(const struct commit *commit)
{
	struct str out = { 0 };

	add_commit(&out, commit);
	return str_steal(&out);
}

void
line_commit(struct str *out, struct commit *commit, const char *prev)
{
	size_t start = out->len;

	add_commit(out, commit);
	seal(out, start, prev, commit->sum);
}

static bool
is_hex(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((text[i] < '0' || text[i] > '9') &&
		    (text[i] < 'a' || text[i] > 'f'))
			return false;
	return true;
}

/* Does the line end in ..."prev":"<prev>", up to `end`? */
static bool
ends_in_prev(const char *line, size_t end, const char *prev)
{
	size_t len = strlen(prev), all = LENGTH(prev_key) + len + 2;

	if (end < all)
		return false;
	const char *at = line + end - all;

	return memcmp(at, prev_key, LENGTH(prev_key)) == 0 &&
	       memcmp(at + LENGTH(prev_key), prev, len) == 0 &&
	       memcmp(line + end - 2, "\",", 2) == 0;
}

enum line_verdict
line_chain(
    const char *line, size_t len, const char *prev, char sum[DIGEST_HEX + 1])
{
	if (len < TAIL)
		return LINE_UNSUMMED;
	const char *tail = line + len - TAIL;
	const char *hex = tail + LENGTH(sum_key);

	if (memcmp(tail, sum_key, LENGTH(sum_key)) != 0 ||
	    !is_hex(hex, DIGEST_HEX) ||
	    memcmp(hex + DIGEST_HEX, sum_end, LENGTH(sum_end)) != 0)
		return LINE_UNSUMMED;
	if (!ends_in_prev(line, len - TAIL, prev))
		return LINE_UNCHAINED;
	memcpy(sum, hex, DIGEST_HEX);
	sum[DIGEST_HEX] = '\0';
	return LINE_GOOD;
}

enum line_verdict
line_verify(
    const char *line, size_t len, const char *prev, char sum[DIGEST_HEX + 1])
{
	char made[DIGEST_HEX + 1], said[DIGEST_HEX + 1];
	enum line_verdict verdict = line_chain(line, len, prev, said);

	if (verdict == LINE_UNSUMMED)
		return verdict;
	digest_hex(line, len - TAIL, made);
	if (memcmp(made, line + len - TAIL + LENGTH(sum_key), DIGEST_HEX) != 0)
		return LINE_DAMAGED;
	if (verdict == LINE_GOOD)
		memcpy(sum, said, sizeof(said));
	return verdict;
}

/* The bytes a line's sum and chain take up at its end; 0: it has none. */
static size_t
seal_length(const char *line, size_t len)
{
	const size_t all = LENGTH(prev_key) + DIGEST_HEX + 3 + TAIL;

	if (len < all)
		return 0;
	const char *at = line + len - all;
	const char *prev = at + 1 + LENGTH(prev_key);
	const char *sum = line + len - TAIL;

	return *at == ',' && memcmp(at + 1, prev_key, LENGTH(prev_key)) == 0 &&
	               is_hex(prev, DIGEST_HEX) && sum[-2] == '"' &&
	               sum[-1] == ',' &&
	               memcmp(sum, sum_key, LENGTH(sum_key)) == 0 &&
	               is_hex(sum + LENGTH(sum_key), DIGEST_HEX) &&
	               memcmp(line + len - LENGTH(sum_end), sum_end,
	                   LENGTH(sum_end)) == 0
	           ? all
	           : 0;
}

static json_t *
parse(const char *line, size_t len, struct err *err)
{
	json_error_t problem;

	json_set_alloc_funcs(xmalloc, free);
	json_t *object =
	    json_read(line, len, JOURNAL_VALUES_MAX, &problem);

	if (json_is_object(object))
		return object;
	if (object)
		err_set(err, ERR_INPUT, _("The line is no JSON object."));
	else
		err_set(err, ERR_INPUT, _("The line is no valid JSON (%s)."),
		    problem.text);
	json_decref(object);
	return NULL;
}

static const char *
get_text(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static int
get_percent(const json_t *object, const char *key)
{
	json_int_t number = json_integer_value(json_object_get(object, key));

	return number < 0 || number > 100 ? 0 : (int)number;
}

static bool
check_format(const json_t *object, struct err *err)
{
	static const char family[] = "assay-session/";
	const char *format = get_text(object, "format");

	if (str_equal(format, JOURNAL_FORMAT))
		return true;
	if (!format || !str_starts(format, family))
		return err_set(
		    err, ERR_INPUT, _("This is no journal of a session."));
	return err_set(err, ERR_NEWER,
	    _("This session was made by a newer assay (%s); this one knows "
	      "%s. Nothing was changed."),
	    format, JOURNAL_FORMAT);
}

bool
line_read_header(const char *line, size_t len, struct session_header *header,
    struct err *err)
{
	json_t *object = parse(line, len, err);

	if (!object)
		return false;
	bool ok = check_format(object, err);
	const json_t *pack = json_object_get(object, "pack");
	const json_t *policy = json_object_get(object, "policy");

	if (ok && (!get_text(object, "id") || !get_text(object, "at") ||
	              !get_text(object, "by") || !get_text(pack, "id")))
		ok = err_set(err, ERR_INPUT,
		    _("The line lacks id, at, by or the pack's id."));
	if (ok)
		*header = (struct session_header){
			.id = xstrdup(get_text(object, "id")),
			.at = xstrdup(get_text(object, "at")),
			.by = xstrdup(get_text(object, "by")),
			.pack_id = xstrdup(get_text(pack, "id")),
			.pack_version = xstrdup(get_text(pack, "version")),
			.pack_digest = xstrdup(get_text(pack, "digest")),
			.pack_path = xstrdup(get_text(pack, "path")),
			.policy = xstrdup(get_text(policy, "name")),
			.pass = get_percent(policy, "pass"),
			.judge = get_percent(policy, "judge"),
		};
	json_decref(object);
	return ok;
}

/* Any JSON value as text: the session holds nothing else. NULL for null. */
static char *
value_text(const json_t *value)
{
	if (!value || json_is_null(value))
		return NULL;
	if (json_is_string(value))
		return xstrdup(json_string_value(value));
	return json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
}

/* The text this path has, if commit `seq` gave it. No older one: many short
 * lines that name one long text would fill the memory. */
static const char *
value_at(const struct session *session, const char *path, uint64_t seq)
{
	const struct entry *entry = session_entry(session, path);

	return entry && entry->seq == seq ? entry->value : NULL;
}

/* Fills in the former value: a number stands for the commit that set it. */
static bool
read_old(const json_t *value, const struct session *session,
    struct recorded_change *change, struct err *err)
{
	const struct schema_row *row = schema_find(change->path);

	if (!row) {
		/* how a newer version wrote it is not known: what is there */
		change->old = xstrdup(session_get(session, change->path));
		return true;
	}
	if (row->kind != VALUE_TEXT || !json_is_integer(value)) {
		change->old = value_text(value);
		return true;
	}
	json_int_t seq = json_integer_value(value);

	change->old_seq = seq > 0 ? (uint64_t)seq : 0;
	change->old = xstrdup(value_at(session, change->path, change->old_seq));
	return change->old ||
	       err_set(err, ERR_INPUT,
	           _("%s names commit %lld, which did not set it."),
	           change->path, (long long)seq);
}

/* What a newer version writes beside what is known here may change what the
 * rest means. */
static bool
has_only(const json_t *object, const char *const *keys, struct err *err)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)object, key, value) {
		const char *const *known = keys;

		while (*known && !str_equal(*known, key))
			known++;
		if (!*known)
			return err_set(err, ERR_NEWER,
			    _("A line has \"%.40s\", which this assay does "
			      "not know: open the session with a newer one. "
			      "Nothing was changed."),
			    key);
	}
	return true;
}

static bool
read_change(const json_t *value, const struct session *session,
    struct recorded_change *change, struct err *err)
{
	const char *path = get_text(value, "path");

	static const char *const keys[] = { "path", "old", "new", "why", NULL };

	*change = (struct recorded_change){ 0 };
	if (!has_only(value, keys, err))
		return false;
	if (!path || !json_object_get(value, "new"))
		return err_set(err, ERR_INPUT,
		    _("A change lacks its path or its new value."));
	change->path = xstrdup(path);
	change->value = value_text(json_object_get(value, "new"));
	change->why = xstrdup(get_text(value, "why"));
	return read_old(json_object_get(value, "old"), session, change, err);
}

static bool
read_changes(const json_t *list, const struct session *session,
    struct commit *commit, struct err *err)
{
	size_t count = json_array_size(list);

	commit->changes = xcalloc(count, sizeof(*commit->changes));
	for (size_t i = 0; i < count; i++) {
		commit->count++;
		if (!read_change(json_array_get(list, i), session,
		        &commit->changes[i], err))
			return false;
	}
	return true;
}

static uint64_t
get_seq(const json_t *object, const char *key)
{
	json_int_t number = json_integer_value(json_object_get(object, key));

	return number > 0 ? (uint64_t)number : 0;
}

bool
line_read_commit(const char *line, size_t len, const struct session *session,
    struct commit *commit, struct err *err)
{
	size_t tail = seal_length(line, len);

	if (tail && line_read_quickly(line, len - tail, session, commit))
		return true;
	json_t *object = parse(line, len, err);

	if (!object)
		return false;
	static const char *const keys[] = { "seq", "at", "by", "said", "undoes",
		"redoes", "changes", "prev", "sum", NULL };
	const json_t *changes = json_object_get(object, "changes");
	struct commit made = {
		.seq = get_seq(object, "seq"),
		.at = xstrdup(get_text(object, "at")),
		.by = xstrdup(get_text(object, "by")),
		.said = xstrdup(get_text(object, "said")),
		.undoes = get_seq(object, "undoes"),
		.redoes = get_seq(object, "redoes"),
	};
	uint64_t expected = session_commits(session) + 1;
	bool ok = made.at && made.by && json_is_array(changes);

	if (!has_only(object, keys, err))
		ok = false;
	else if (!ok)
		err_set(
		    err, ERR_INPUT, _("The line lacks at, by or its changes."));
	else if (made.seq != expected)
		ok = err_set(err, ERR_INPUT,
		    _("The line has seq %llu where %llu is due."),
		    (unsigned long long)made.seq, (unsigned long long)expected);
	else
		ok = read_changes(changes, session, &made, err) &&
		     commit_check(&made, err);
	if (ok)
		*commit = made;
	else
		commit_done(&made);
	json_decref(object);
	return ok;
}
