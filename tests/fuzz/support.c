/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What the targets share: scratch files, what must hold of any text shown, a
 * small pack, a session. */

#include <config.h>

#include "fuzz.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/builder.h"
#include "model/catalog.h"
#include "model/session.h"

void
fuzz_must(bool holds)
{
	if (!holds)
		abort();
}

void
fuzz_put(const char *path, const char *data, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	fuzz_must(fd >= 0 && write(fd, data, len) == (ssize_t)len);
	close(fd);
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	(void)st;
	(void)kind;
	(void)where;
	return remove(path);
}

void
fuzz_remove(const char *dir)
{
	fuzz_must(nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0);
}

/* Does a terminal obey it, or lay out what follows the other way? */
static bool
is_obeyed(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x61c ||
	       code == 0x200e || code == 0x200f ||
	       (code >= 0x202a && code <= 0x202e) ||
	       (code >= 0x2066 && code <= 0x2069);
}

static void
must_be_safe(const char *text, bool lines)
{
	uint32_t code;

	for (const char *at = text; *at;) {
		at = utf8_next(at, &code);
		fuzz_must((lines && code == '\n') || !is_obeyed(code));
	}
}

void
fuzz_shown(const char *text)
{
	for (int lines = 0; text && lines < 2; lines++) {
		struct str safe = { 0 };

		display_safe(&safe, text, lines);
		fuzz_must(utf8_valid(str_text(&safe), safe.len));
		must_be_safe(str_text(&safe), lines);
		str_done(&safe);
	}
}

void
fuzz_told(struct err *err, bool failed)
{
	fuzz_must(failed == (err->message != NULL));
	if (failed) {
		char *line = err_line(err);

		fuzz_must(*err->message && err->code != ERR_NONE);
		must_be_safe(line, false);
		free(line);
	}
	err_done(err);
}

static size_t
add_named(struct builder *b, enum catalog_field list, size_t row,
    enum catalog_field id, const char *name)
{
	size_t child = builder_child(b, list, row);

	builder_text(b, id, child, name);
	return child;
}

static void
add_criteria(struct builder *b, size_t control)
{
	for (int level = 1; level <= 2; level++) {
		size_t row = builder_child(b, CONTROL_LEVELS, control);

		builder_number(b, CLEVEL_LEVEL, row, level);
		for (int i = 0; i < 3; i++) {
			char *text = xasprintf("Criterion %d.%d", level, i);

			add_named(
			    b, CLEVEL_CRITERIA, row, CRITERION_TEXT, text);
			free(text);
		}
	}
}

static void
add_controls(struct builder *b)
{
	static const char *const ids[] = { "AB-1", "AB-2" };
	size_t control = 0;

	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
		control = builder_row(b, TABLE_CONTROL);
		builder_text(b, CONTROL_ID, control, ids[i]);
		builder_text(b, CONTROL_DOMAIN, control, "AB");
		builder_text(
		    b, CONTROL_STATEMENT, control, "Letters are in order.");
		if (i)
			continue;
		builder_item(b, CONTROL_EVIDENCE, control, "E-1");
		add_criteria(b, control);
		for (int j = 1; j <= 2; j++) {
			char *id = xasprintf("AB-1_A0%d", j);
			size_t row = add_named(
			    b, CONTROL_OBJECTIVES, control, OBJECTIVE_ID, id);

			builder_text(b, OBJECTIVE_TEXT, row, "They are.");
			free(id);
		}
	}
	builder_number(b, CONTROL_WEIGHT, control, 10);
}

struct catalog *
fuzz_catalog(void)
{
	struct err_list problems = { 0 };
	struct builder *b = builder_new(&problems);

	builder_text(b, PACK_FORMAT, 0, "assay-pack/1");
	builder_text(b, PACK_ID, 0, "small");
	builder_text(b, PACK_TITLE, 0, "Small");
	builder_text(b, PACK_VERSION, 0, "1");
	builder_text(b, PACK_LANGUAGE, 0, "en");
	size_t scale = builder_child(b, PACK_SCALE, 0);

	for (int level = 0; level <= 2; level++)
		builder_number(b, LEVEL_NUMBER,
		    add_named(b, SCALE_LEVELS, scale, LEVEL_NAME, "Name"),
		    level);
	builder_text(b, DOMAIN_NAME,
	    add_named(b, PACK_DOMAINS, 0, DOMAIN_ID, "AB"), "Alphabet");
	builder_text(b, EVIDENCE_TITLE,
	    add_named(b, PACK_EVIDENCE, 0, EVIDENCE_ID, "E-1"), "A list");
	add_controls(b);
	struct catalog *c = builder_finish(b);

	fuzz_must(c != NULL);
	builder_free(b);
	err_list_done(&problems);
	return c;
}

struct session *
fuzz_new_session(void)
{
	struct session_header header = { .id = xstrdup("fuzz"),
		.at = xstrdup("2026-07-14T09:00:00+02:00"),
		.by = xstrdup("fuzz"),
		.pack_id = xstrdup("small"),
		.pack_version = xstrdup("1"),
		.policy = xstrdup("most"),
		.pass = 80,
		.judge = 50 };

	return session_new_take(&header);
}

char *
fuzz_state(const struct session *session)
{
	struct str out = { 0 };
	size_t count;
	const struct entry *entry = session_range(session, "", &count);

	for (size_t i = 0; i < count; i++)
		str_printf(&out, "%s\t%s\t%s\n", entry[i].path, entry[i].value,
		    entry[i].why ? entry[i].why : "-");
	return str_steal(&out);
}

void
fuzz_mend(const char *data, size_t size, struct str *out)
{
	static const char key[] = ",\"prev\":\"";
	char sum[DIGEST_HEX + 1] = "";

	while (size) {
		const char *feed = memchr(data, '\n', size);
		size_t len = feed ? (size_t)(feed - data) : size;
		const char *cut = memmem(data, len, key, sizeof(key) - 1);
		size_t keep = cut ? (size_t)(cut - data) : len ? len - 1 : 0;
		size_t start = out->len;

		str_add_n(out, data, keep);
		str_printf(out, "%s%s\",", key, sum);
		digest_hex(out->data + start, out->len - start, sum);
		str_printf(out, "\"sum\":\"%s\"}\n", sum);
		len += feed != NULL;
		data += len;
		size -= len;
	}
}
