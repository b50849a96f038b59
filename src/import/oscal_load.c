/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* OSCAL documents out of JSON or YAML: one tree for both, and a cheap look
 * whether bytes are such a document at all. */

#include <config.h>

#include "import/oscal_parts.h"

#include <stdint.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/str.h"
#include "base/utf8.h"
#include "import/importers.h"
#include "import/job.h"
#include "yaml/yread.h"

enum {
	/* Five times what the largest catalog has. The tree takes up to 300
	 * bytes a value, so that a hostile one stays in the bounds too. */
	VALUES_MAX = 1000000,
	LOOK_MAX = 64 << 10, /* how far the root key is looked for */
	NEAR_MAX = 4 << 10   /* and what stands behind it */
};

const char *
oscal_model(size_t i)
{
	static const char *const models[] = { "catalog", "profile",
		"component-definition", "system-security-plan",
		"assessment-plan", "assessment-results",
		"plan-of-action-and-milestones", "mapping-collection" };

	return i < sizeof(models) / sizeof(*models) ? models[i] : NULL;
}

/* The bytes before the document's own: white space and a byte order mark. */
static size_t
leading(const char *bytes, size_t len)
{
	size_t at = len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	while (at < len && bytes[at] && strchr(" \t\r\n", bytes[at]))
		at++;
	return at;
}

static bool
is_json(const char *bytes, size_t len)
{
	size_t at = leading(bytes, len);

	return at < len && (bytes[at] == '{' || bytes[at] == '[');
}

/* The end of a JSON string that begins at `at`. */
static size_t
string_end(const char *bytes, size_t len, size_t at)
{
	for (at++; at < len && bytes[at] != '"'; at++)
		at += bytes[at] == '\\';
	return at < len ? at + 1 : len;
}

static json_t *
load_json(struct import_job *job, const struct import_source *source)
{
	size_t skip = leading(source->bytes, source->len);
	json_error_t error;

	json_t *root = json_read(
	    source->bytes + skip, source->len - skip, VALUES_MAX, &error);

	if (root)
		return root;
	size_t line = error.line > 0 ? (size_t)error.line : 1;

	for (size_t i = 0; i < skip; i++)
		line += source->bytes[i] == '\n';
	if (json_is_excess(&error)) {
		job_too_many(job, VALUES_MAX, line);
		return NULL;
	}
	/* TRANSLATORS: %s is the JSON library's own English message */
	err_set_at(job->err, ERR_INPUT, source->path, line,
	    error.column > 0 ? (size_t)error.column : 1,
	    _("This is not valid JSON: %s."), error.text);
	return NULL;
}

/* As JSON would have it: a plain null is null, all else is text. The depth is
 * the reader's limit. */
static json_t *
convert(const struct ynode *node)
{
	if (node->kind == YNODE_SCALAR)
		return ynode_is_null(node)
		           ? json_null()
		           : json_stringn_nocheck(node->text, node->len);
	json_t *out =
	    node->kind == YNODE_MAPPING ? json_object() : json_array();

	for (const struct ynode *child = node->first; child;
	     child = child->next) {
		if (node->kind == YNODE_MAPPING)
			json_object_set_new_nocheck(
			    out, child->key, convert(child));
		else
			json_array_append_new(out, convert(child));
	}
	return out;
}

static json_t *
load_yaml(struct import_job *job, const struct import_source *source)
{
	struct ylimits limits = YLIMITS_IMPORT;

	limits.nodes = VALUES_MAX;
	struct ydoc *doc = yread_text(
	    source->bytes, source->len, source->path, &limits, job->err);

	if (!doc)
		return NULL;
	json_t *root = convert(ydoc_root(doc));

	ydoc_free(doc);
	return root;
}

/* Line feeds alone end lines, and nothing else steers a terminal. */
static bool
has_controls(const char *text)
{
	for (const char *p = text; *p; p++) {
		unsigned char c = (unsigned char)*p;

		if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f ||
		    (c == 0xc2 && (unsigned char)p[1] < 0xa0))
			return true;
	}
	return false;
}

/* Takes control characters out of a text; true when one but CR was there. */
static bool
clean_text(json_t *value)
{
	const char *p = json_string_value(value);
	struct str out = { 0 };
	bool found = false;

	if (!has_controls(p))
		return false;
	while (*p) {
		uint32_t code;
		const char *after = utf8_next(p, &code);
		bool control = (code < 0x20 && code != '\n' && code != '\t') ||
		               (code >= 0x7f && code < 0xa0);

		if (!control)
			str_add_n(&out, p, (size_t)(after - p));
		found |= control && code != '\r';
		p = after;
	}
	json_string_set_nocheck(value, str_text(&out));
	str_done(&out);
	return found;
}

/* All texts of the tree; how many held control characters. jansson bounds the
 * depth. */
static size_t
clean(json_t *value)
{
	size_t found = 0, i;
	const char *key;
	json_t *child;

	if (json_is_string(value))
		return clean_text(value);
	json_array_foreach (value, i, child) {
		found += clean(child);
	}
	json_object_foreach (value, key, child) {
		found += clean(child);
	}
	return found;
}

json_t *
oscal_load(struct import_job *job, const struct import_source *source)
{
	json_t *root = is_json(source->bytes, source->len)
	                   ? load_json(job, source)
	                   : load_yaml(job, source);
	size_t found = root ? clean(root) : 0;

	if (found)
		job_warn(job, ODD_VALUE, 0, 0,
		    ngettext("%zu text held control characters: they are "
		             "taken out.",
		        "%zu texts held control characters: they are taken "
		        "out.",
		        found),
		    found);
	return root;
}

/* The model whose key these bytes are, or NULL. */
static const char *
model_of(const char *key, size_t len)
{
	const char *model;

	for (size_t i = 0; (model = oscal_model(i)); i++)
		if (strlen(model) == len && memcmp(model, key, len) == 0)
			return model;
	return NULL;
}

static bool
holds(const char *bytes, size_t len, const char *word)
{
	return memmem(bytes, len, word, strlen(word)) != NULL;
}

/* How sure it is, given the root key and what follows it. */
static int
score(const char *model, const char *after, size_t len)
{
	len = len > NEAR_MAX ? NEAR_MAX : len;
	if (holds(after, len, "oscal-version"))
		return 95;
	if (holds(after, len, "metadata") && holds(after, len, "uuid"))
		return 80;
	/* One word may be anything; the long names are OSCAL's alone */
	return strchr(model, '-') ? 60 : 30;
}

/* Looks at the keys of the root mapping only. */
static int
detect_json(const char *bytes, size_t len)
{
	size_t at = leading(bytes, len), depth = 0;
	size_t end = len < LOOK_MAX ? len : LOOK_MAX;

	while (at < end) {
		char c = bytes[at];

		if (c == '"') {
			size_t stop = string_end(bytes, end, at);
			size_t colon = stop + leading(bytes + stop, end - stop);
			const char *model = NULL;

			if (depth == 1 && stop - at > 2 && colon < end &&
			    bytes[colon] == ':')
				model = model_of(bytes + at + 1, stop - at - 2);
			if (model)
				return score(model, bytes + colon, len - colon);
			at = stop;
			continue;
		}
		depth += c == '{' || c == '[';
		if ((c == '}' || c == ']') && depth-- <= 1)
			return 0;
		at++;
	}
	return 0;
}

/* A line at the left margin that is a model's key. */
static int
detect_yaml(const char *bytes, size_t len)
{
	size_t end = len < LOOK_MAX ? len : LOOK_MAX;

	for (size_t at = leading(bytes, len); at < end;) {
		const char *line = bytes + at;
		const char *stop = memchr(line, '\n', end - at);
		size_t width = stop ? (size_t)(stop - line) : end - at;
		const char *colon = memchr(line, ':', width);
		size_t key = colon ? (size_t)(colon - line) : 0;

		if (key > 2 && (*line == '"' || *line == '\'') &&
		    line[key - 1] == *line) {
			line++;
			key -= 2;
		}
		const char *model = key ? model_of(line, key) : NULL;

		if (model)
			return score(model, line, len - (size_t)(line - bytes));
		at += width + 1;
	}
	return 0;
}

int
oscal_detect(const char *bytes, size_t len)
{
	return is_json(bytes, len) ? detect_json(bytes, len)
	                           : detect_yaml(bytes, len);
}
