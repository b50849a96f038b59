/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* OSCAL documents: pieces of JSON, one after the other. */

#include <config.h>

#include "report/oscal_parts.h"

#include <assert.h>
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

static int
add_bytes(const char *bytes, size_t len, void *out)
{
	str_add_n(out, bytes, len);
	return 0;
}

/* What goes before a member or an item. */
static void
begin_item(struct oscal *o, const char *key)
{
	if (o->depth) {
		str_add(o->out, o->open[o->depth - 1].any ? ",\n" : "\n");
		o->open[o->depth - 1].any = true;
		str_add_repeat(o->out, ' ', o->depth);
	}
	if (key)
		str_printf(o->out, "\"%s\": ", key);
}

void
oscal_begin(struct oscal *o, const char *key, char bracket)
{
	bool before = o->depth && o->open[o->depth - 1].any;
	size_t mark = o->out->len;

	assert(o->depth < OSCAL_DEPTH);
	begin_item(o, key);
	str_add_char(o->out, bracket);
	o->open[o->depth].mark = mark;
	o->open[o->depth].end = bracket == '{' ? '}' : ']';
	o->open[o->depth].any = false;
	o->open[o->depth].before = before;
	o->depth++;
}

void
oscal_end(struct oscal *o)
{
	assert(o->depth);
	o->depth--;
	if (!o->open[o->depth].any && o->depth) {
		str_truncate(o->out, o->open[o->depth].mark);
		o->open[o->depth - 1].any = o->open[o->depth].before;
		return;
	}
	str_add_char(o->out, '\n');
	str_add_repeat(o->out, ' ', o->depth);
	str_add_char(o->out, o->open[o->depth].end);
}

void
oscal_put(struct oscal *o, const char *key, json_t *value)
{
	begin_item(o, key);
	json_dump_callback(value, add_bytes, o->out,
	    JSON_COMPACT | JSON_ENSURE_ASCII | JSON_ENCODE_ANY);
	json_decref(value);
}

static void
make_uuid(const struct oscal *o, char out[UUID_TEXT + 1], const char *path)
{
	uuid_t id;

	uuid_generate_sha1(id, o->space, path, strlen(path));
	uuid_unparse_lower(id, out);
}

void
oscal_uuid(
    const struct oscal *o, char out[UUID_TEXT + 1], const char *format, ...)
{
	struct str path = { 0 };
	va_list args;

	va_start(args, format);
	str_vprintf(&path, format, args);
	va_end(args);
	make_uuid(o, out, str_text(&path));
	str_done(&path);
}

json_t *
oscal_object(const struct oscal *o, const char *format, ...)
{
	json_t *json = json_object();
	char uuid[UUID_TEXT + 1];
	struct str path = { 0 };
	va_list args;

	va_start(args, format);
	str_vprintf(&path, format, args);
	va_end(args);
	make_uuid(o, uuid, str_text(&path));
	json_object_set_new(json, "uuid", json_string(uuid));
	str_done(&path);
	return json;
}

void
oscal_append(json_t *json, const char *key, json_t *value)
{
	json_t *array = json_object_get(json, key);

	if (!array) {
		array = json_array();
		json_object_set_new(json, key, array);
	}
	json_array_append_new(array, value);
}

/* Takes the text over. */
static void
set_text(json_t *json, const char *key, char *text)
{
	if (*text)
		json_object_set_new(json, key, json_string(text));
	free(text);
}

void
oscal_line(json_t *json, const char *key, const char *text)
{
	if (text)
		set_text(json, key, oscal_plain(text));
}

void
oscal_title(json_t *json, const char *key, const char *text)
{
	if (text)
		set_text(json, key, oscal_markup(text, false));
}

void
oscal_text(json_t *json, const char *key, const char *text)
{
	if (text)
		set_text(json, key, oscal_markup(text, true));
}

void
oscal_textf(json_t *json, const char *key, const char *format, ...)
{
	struct str text = { 0 };
	va_list args;

	va_start(args, format);
	str_vprintf(&text, format, args);
	va_end(args);
	oscal_text(json, key, str_text(&text));
	str_done(&text);
}

void
oscal_titlef(json_t *json, const char *key, const char *format, ...)
{
	struct str text = { 0 };
	va_list args;

	va_start(args, format);
	str_vprintf(&text, format, args);
	va_end(args);
	oscal_title(json, key, str_text(&text));
	str_done(&text);
}

json_t *
oscal_token(const char *id, const char *suffix)
{
	bool letter = isalpha((unsigned char)*id) || *id == '_';
	struct str text = { 0 };

	str_printf(&text, "%s%s%s", letter ? "" : "_", id, suffix);
	json_t *json = json_string(str_text(&text));

	str_done(&text);
	return json;
}

void
oscal_add_prop_of(json_t *json, const char *name, const char *class,
    const char *value, const char *remarks)
{
	json_t *prop = json_object();

	json_object_set_new(prop, "name", json_string(name));
	json_object_set_new(prop, "ns", json_string(OSCAL_NS));
	oscal_line(prop, "value", value);
	if (class)
		json_object_set_new(prop, "class", oscal_token(class, ""));
	oscal_text(prop, "remarks", remarks);
	if (json_object_get(prop, "value"))
		oscal_append(json, "props", prop);
	else
		json_decref(prop);
}

void
oscal_add_prop(json_t *json, const char *name, const char *value)
{
	oscal_add_prop_of(json, name, NULL, value, NULL);
}

void
oscal_add_prop_number(json_t *json, const char *name, long long number)
{
	char text[32];

	snprintf(text, sizeof(text), "%lld", number);
	oscal_add_prop(json, name, text);
}
