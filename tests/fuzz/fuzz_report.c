/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Hostile sessions in every report: text without what a terminal obeys, JSON
 * that is JSON. */

#include <config.h>

#include "fuzz.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "app/report_make.h"
#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "store/journal_parts.h"

/* A moment in July 2026. */
enum { NOW = 1784000000 };

/* As many lines of a journal as there are good ones. */
static struct session *
read_lines(const char *text, size_t len)
{
	struct session_header header = { 0 };
	struct session *session = NULL;
	const char *end = text + len;

	while (text < end) {
		const char *feed = memchr(text, '\n', (size_t)(end - text));
		size_t bytes = (size_t)((feed ? feed : end) - text);
		struct commit commit = { 0 };

		if (!session) {
			if (!line_read_header(text, bytes, &header, NULL))
				break;
			session = session_new_take(&header);
		} else if (line_read_commit(
		               text, bytes, session, &commit, NULL)) {
			session_apply_take(session, &commit);
		} else {
			break;
		}
		text = feed ? feed + 1 : end;
	}
	return session;
}

static void
check_text(const struct report_format *format, const struct str *out)
{
	uint32_t code;

	if (str_equal(format->name, "xlsx"))
		return;
	fuzz_must(strlen(str_text(out)) == out->len);
	fuzz_must(utf8_valid(str_text(out), out->len));
	for (const char *at = str_text(out); *at;) {
		at = utf8_next(at, &code);
		fuzz_must(code >= 0x20 || code == '\n' || code == '\r');
		fuzz_must(code < 0x7f || code >= 0xa0);
	}
	if (*str_text(out) == '{') {
		json_t *json = json_loads(str_text(out), 0, NULL);

		fuzz_must(json != NULL);
		json_decref(json);
	}
}

static void
make(const struct report_format *format, struct report_view *view)
{
	char sha256[DIGEST_HEX + 1];
	struct str out = { 0 };
	struct err err = { 0 };
	bool ok = report_make(format, view, &out, sha256, &err);

	fuzz_told(&err, !ok);
	if (ok)
		check_text(format, &out);
	str_done(&out);
	char *name = report_file_name(format, view);

	fuzz_must(!strchr(name, '/') && *name != '.');
	fuzz_shown(name);
	free(name);
}

static void
make_all(const struct session *session, const struct catalog *c)
{
	const struct report_format *format;
	struct report_view view;
	struct desk desk;
	char at[32];

	desk_init(&desk, c);
	desk_set_today(&desk, day_parse("2026-07-14"));
	desk_set_session(&desk, session);
	report_view_init(&view, &desk, "fuzz", NOW, at);
	for (size_t i = 0; (format = reports_at(i)); i++) {
		/* packing would take all the time */
		if (str_equal(format->name, "xlsx"))
			continue;
		view.client = i % 2;
		view.depth =
		    format->traits & REPORT_WHOLE ? REPORT_FULL : REPORT_NORMAL;
		make(format, &view);
	}
	desk_done(&desk);
}

void
fuzz_report(const char *name, const uint8_t *data, size_t size)
{
	struct session *session = read_lines((const char *)data, size);

	(void)name;
	if (!session)
		return;
	struct catalog *c = fuzz_catalog();

	make_all(session, c);
	session_free(session);
	catalog_free(c);
}
