/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* YAML out, through libyaml's emitter. */

#include <config.h>

#include "yaml/ywrite.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <yaml.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

struct ywrite {
	yaml_emitter_t emitter;
	struct str out;
	bool failed;
};

static int
collect(void *data, unsigned char *buffer, size_t size)
{
	str_add_n(data, (const char *)buffer, size);
	return 1;
}

/* Hands one event over; after a failure nothing more is emitted. */
static void
emit(struct ywrite *w, yaml_event_t *event, int made)
{
	if (!made || w->failed) {
		if (made)
			yaml_event_delete(event);
		w->failed = true;
		return;
	}
	if (!yaml_emitter_emit(&w->emitter, event))
		w->failed = true;
}

struct ywrite *
ywrite_new(void)
{
	struct ywrite *w = xcalloc(1, sizeof(*w));
	yaml_event_t event;

	if (!yaml_emitter_initialize(&w->emitter)) {
		w->failed = true;
		return w;
	}
	yaml_emitter_set_output(&w->emitter, collect, &w->out);
	yaml_emitter_set_unicode(&w->emitter, 1);
	yaml_emitter_set_width(&w->emitter, 100);
	emit(w, &event,
	    yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING));
	emit(w, &event,
	    yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1));
	return w;
}

void
ywrite_open_map(struct ywrite *w)
{
	yaml_event_t event;

	emit(w, &event,
	    yaml_mapping_start_event_initialize(
		&event, NULL, NULL, 1, YAML_BLOCK_MAPPING_STYLE));
}

void
ywrite_close_map(struct ywrite *w)
{
	yaml_event_t event;

	emit(w, &event, yaml_mapping_end_event_initialize(&event));
}

static void
open_list(struct ywrite *w, yaml_sequence_style_t style)
{
	yaml_event_t event;

	emit(w, &event,
	    yaml_sequence_start_event_initialize(
		&event, NULL, NULL, 1, style));
}

void
ywrite_open_list(struct ywrite *w)
{
	open_list(w, YAML_BLOCK_SEQUENCE_STYLE);
}

void
ywrite_open_flow_list(struct ywrite *w)
{
	open_list(w, YAML_FLOW_SEQUENCE_STYLE);
}

void
ywrite_close_list(struct ywrite *w)
{
	yaml_event_t event;

	emit(w, &event, yaml_sequence_end_event_initialize(&event));
}

static void
scalar(struct ywrite *w, const char *text, yaml_scalar_style_t style)
{
	yaml_event_t event;
	size_t len = strlen(text);
	/* libyaml lets surrogates through, which no reader takes */
	bool fine = len <= INT_MAX && utf8_valid(text, len);

	emit(w, &event,
	    fine && yaml_scalar_event_initialize(&event, NULL, NULL,
			(const unsigned char *)text, (int)len, 1, 1, style));
}

/* Would another YAML reader take this plain text for a number, a date, a
 * boolean or null? Then it is quoted. */
static bool
looks_like_other(const char *text)
{
	static const char *const words[] = { "", "~", "null", "true", "false",
		"yes", "no", "on", "off", "y", "n", ".inf", "+.inf",
		"-.inf", ".nan", "=", "<<" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcasecmp(text, words[i]) == 0)
			return true;
	const char *p = text + strspn(text, "+-.");

	return *p >= '0' && *p <= '9' &&
	    p[strspn(p, "0123456789abcdefxoABCDEF.,_:+-TZtz ")] == '\0';
}

/* Is there something that must not be shown as it is? libyaml knows only
 * controls; all else becomes an escape in the end, which needs quotes. */
static bool
has_unsafe(const char *text)
{
	uint32_t before = 0, code, after;

	for (; *text; before = code) {
		text = utf8_next(text, &code);
		if (!utf8_unsafe(code) || code == '\n' || code == '\t')
			continue;
		utf8_next(text, &after);
		if (!utf8_needed(code, before, after))
			return true;
	}
	return false;
}

void
ywrite_key(struct ywrite *w, const char *key)
{
	bool quoted = looks_like_other(key) || has_unsafe(key);

	scalar(w, key,
	    quoted ? YAML_DOUBLE_QUOTED_SCALAR_STYLE
	           : YAML_PLAIN_SCALAR_STYLE);
}

void
ywrite_key_number(struct ywrite *w, const char *key)
{
	scalar(w, key, YAML_PLAIN_SCALAR_STYLE);
}

void
ywrite_text(struct ywrite *w, const char *text)
{
	if (looks_like_other(text) || has_unsafe(text))
		scalar(w, text, YAML_DOUBLE_QUOTED_SCALAR_STYLE);
	else if (strchr(text, '\n'))
		scalar(w, text, YAML_LITERAL_SCALAR_STYLE);
	else
		scalar(w, text, YAML_PLAIN_SCALAR_STYLE);
}

void
ywrite_quoted(struct ywrite *w, const char *text)
{
	scalar(w, text, YAML_DOUBLE_QUOTED_SCALAR_STYLE);
}

void
ywrite_number(struct ywrite *w, long long number)
{
	char *text = xasprintf("%lld", number);

	scalar(w, text, YAML_PLAIN_SCALAR_STYLE);
	free(text);
}

void
ywrite_bool(struct ywrite *w, bool value)
{
	scalar(w, value ? "true" : "false", YAML_PLAIN_SCALAR_STYLE);
}

/* Appends the document with what has_unsafe found, all of it between double
 * quotes, as escapes. */
static void
add_escaped(struct str *out, const char *text)
{
	uint32_t before = 0, code, after;

	for (; *text; before = code) {
		const char *next = utf8_next(text, &code);

		utf8_next(next, &after);
		if (code == '\n' || !utf8_unsafe(code) ||
		    utf8_needed(code, before, after))
			str_add_n(out, text, (size_t)(next - text));
		else if (code > 0xffff)
			str_printf(out, "\\U%08X", (unsigned)code);
		else
			str_printf(out, "\\u%04X", (unsigned)code);
		text = next;
	}
}

bool
ywrite_finish(struct ywrite *w, struct str *out, struct err *err)
{
	yaml_event_t event;

	emit(w, &event, yaml_document_end_event_initialize(&event, 1));
	emit(w, &event, yaml_stream_end_event_initialize(&event));
	bool ok = !w->failed;

	if (ok)
		add_escaped(out, str_text(&w->out));
	else
		err_set(err, ERR_INPUT,
		    _("The text cannot be written as YAML: it is no valid "
		      "UTF-8."));
	yaml_emitter_delete(&w->emitter);
	str_done(&w->out);
	free(w);
	return ok;
}
