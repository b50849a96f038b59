/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* OSCAL prose as text to read: parameters stand in it as their publisher
 * prints them, "[Assignment: time period]", and markup is taken off. */

#include <config.h>

#include "import/oscal_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/job.h"
#include "import/leveltext.h"
#include "import/mdtext.h"
#include "model/builder.h"

enum {
	INSERT_MAX = 300,        /* bytes between the braces */
	PARAM_MAX = 8 << 10,     /* of one parameter, resolved */
	EXPANDED_MAX = 32 << 20, /* of all that parameters made */
	NAMES_MAX = 100          /* parameters listed for an objective */
};

static void expand(
    struct oscal *o, struct str *out, const char *text, size_t depth);

/* Shortens text to max bytes at the most, between characters. */
static void
shorten(struct str *text, size_t max)
{
	if (text->len <= max)
		return;
	while (max && ((unsigned char)text->data[max] & 0xc0) == 0x80)
		max--;
	str_truncate(text, max);
}

void
oscal_fit(struct oscal *o, struct str *text)
{
	if (text->len <= OSCAL_TEXT_MAX)
		return;
	job_warn(o->job, ODD_VALUE, 0, 0,
	    _("%s: a text is longer than %d bytes; it is cut there."), o->where,
	    OSCAL_TEXT_MAX);
	shorten(text, OSCAL_TEXT_MAX);
}

void
oscal_set(
    struct oscal *o, enum catalog_field field, size_t row, const char *text)
{
	struct str fitting = { 0 };

	if (!text)
		return;
	str_add(&fitting, text);
	oscal_fit(o, &fitting);
	builder_text(o->job->builder, field, row, str_text(&fitting));
	str_done(&fitting);
}

/* A label or choice: one line without markup. */
static char *
one_line(const char *text)
{
	char *plain = mdtext_plain(text, strlen(text));
	char *folded = str_fold_space(plain, strlen(plain));

	free(plain);
	return folded;
}

/* Adds a text of a parameter, which may insert others. */
static void
add_piece(struct oscal *o, struct str *out, const char *text, size_t depth)
{
	struct str piece = { 0 };
	char *line = one_line(text);

	expand(o, &piece, line, depth + 1);
	free(line);
	char *folded = str_fold_space(str_text(&piece), piece.len);

	str_add(out, folded);
	free(folded);
	str_done(&piece);
}

/* The texts of a list, joined; false when it has none. */
static bool
add_list(struct oscal *o, struct str *out, const json_t *list,
    const char *joint, size_t depth)
{
	const json_t *item;
	bool any = false;
	size_t i;

	json_array_foreach (list, i, item) {
		const char *text = json_string_value(item);

		if (!text || !*text) {
			job_warn(o->job, ODD_VALUE, 0, 0,
			    _("%s: a parameter has a value that is no text; "
			      "it is left out."),
			    o->where);
			continue;
		}
		if (any)
			str_add(out, joint);
		add_piece(o, out, text, depth);
		any = true;
		if (out->len > PARAM_MAX)
			break;
	}
	return any;
}

/* "[Selection (one or more): this; that]" */
static bool
add_selection(
    struct oscal *o, struct str *out, const json_t *param, size_t depth)
{
	const json_t *select = json_object_get(param, "select");
	const char *many = oscal_get(select, "how-many");
	struct str choices = { 0 };
	bool any = add_list(
	    o, &choices, json_object_get(select, "choice"), "; ", depth);

	if (any) {
		str_add(out, "[Selection");
		if (str_equal(many, "one-or-more"))
			str_add(out, " (one or more)");
		else if (str_equal(many, "one"))
			str_add(out, " (one)");
		str_printf(out, ": %s]", str_text(&choices));
	}
	str_done(&choices);
	return any;
}

/* The labels of the parameters that this one is made of. */
static bool
add_aggregates(struct oscal *o, struct str *out, const json_t *param)
{
	const json_t *prop;
	bool any = false;
	size_t i;

	json_array_foreach (json_object_get(param, "props"), i, prop) {
		const json_t *other = NULL;
		const char *id = oscal_get(prop, "value");

		if (id && str_equal(oscal_get(prop, "name"), "aggregates"))
			other = json_object_get(o->params, id);
		const char *label = oscal_get(other, "label");

		if (!label)
			continue;
		char *line = one_line(label);

		str_printf(out, "%s%s", any ? ", " : "", line);
		free(line);
		any = true;
	}
	return any;
}

/* What a parameter is called: its label, else what it is made of, its id. */
static void
add_label(struct oscal *o, struct str *out, const json_t *param, const char *id,
    size_t depth)
{
	const char *label = oscal_get(param, "label");

	if (label && *label)
		add_piece(o, out, label, depth);
	else if (!add_aggregates(o, out, param))
		str_add(out, id);
}

static void
make_param(struct oscal *o, struct str *out, const json_t *param,
    const char *id, size_t depth)
{
	if (add_list(o, out, json_object_get(param, "values"), ", ", depth) ||
	    add_selection(o, out, param, depth))
		return;
	str_add(out, "[Assignment: ");
	add_label(o, out, param, id, depth);
	str_add_char(out, ']');
}

/* What a parameter reads as, made once. NULL: it is not there, or stands in
 * itself. */
static const char *
param_text(struct oscal *o, const char *id, size_t depth)
{
	const json_t *param = json_object_get(o->params, id);
	const json_t *known = json_object_get(o->texts, id);

	if (json_is_string(known))
		return json_string_value(known);
	if (!param || known || depth > OSCAL_DEPTH) {
		job_warn(o->job, ODD_REFERENCE, 0, 0,
		    param ? _("%s: the parameter %s inserts itself.")
		          : _("%s: there is no parameter %s."),
		    o->where, id);
		return NULL;
	}
	struct str text = { 0 };

	json_object_set_new(o->texts, id, json_null());
	make_param(o, &text, param, id, depth);
	shorten(&text, PARAM_MAX);
	json_object_set_new(o->texts, id, json_string(str_text(&text)));
	str_done(&text);
	return oscal_get(o->texts, id);
}

/* An insertion at text: the id between the braces, and its end. NULL: none
 * begins here. The caller frees the id. */
static char *
insertion(const char *text, const char **end)
{
	const char *stop = str_starts(text, "{{") ? strstr(text, "}}") : NULL;

	if (!stop || stop - text > INSERT_MAX)
		return NULL;
	char *inner = str_fold_space(text + 2, (size_t)(stop - text - 2));
	const char *id = inner;

	/* "insert: param, ID"; before OSCAL 1.0 the id stood alone */
	if (str_starts(id, "insert:")) {
		id += strlen("insert:");
		id += strspn(id, " ");
		id = str_starts(id, "param") ? id + strlen("param") : "";
		id += strspn(id, " ");
		id = *id == ',' ? id + 1 : "";
		id += strspn(id, " ");
	}
	char *out = *id && !strpbrk(id, " {},:") ? xstrdup(id) : NULL;

	free(inner);
	*end = stop + 2;
	return out;
}

/* Blanks that markup needs between an insertion and a sign that ends a
 * clause; print has none there. */
static const char *
skip_blank(const char *text)
{
	size_t blanks = strspn(text, " ");

	return blanks && text[blanks] && strchr(";,.:)", text[blanks])
	           ? text + blanks
	           : text;
}

static void
add_param(struct oscal *o, struct str *out, const char *id, size_t depth)
{
	const char *value = param_text(o, id, depth);
	size_t before = out->len;

	if (value)
		str_add(out, value);
	else
		str_printf(out, "[Assignment: %s]", id);
	o->expanded += out->len - before;
	if (o->expanded > EXPANDED_MAX && !o->job->err->code)
		err_set_at(o->job->err, ERR_INPUT, o->job->path, 0, 0,
		    _("The parameters make more than %d bytes of text; an "
		      "import takes no more."),
		    EXPANDED_MAX);
}

/* Appends text with what it inserts. */
static void
expand(struct oscal *o, struct str *out, const char *text, size_t depth)
{
	const char *from = text, *end;

	for (const char *p; (p = strstr(from, "{{")) && !o->job->err->code;) {
		char *id = insertion(p, &end);

		str_add_n(out, from, (size_t)(p - from));
		if (id) {
			add_param(o, out, id, depth);
			from = skip_blank(end);
		} else {
			str_add(out, "{{");
			from = p + 2;
		}
		free(id);
	}
	str_add(out, from);
}

/* Prose without its markup: headings lose their signs, bullets stay. */
static void
add_plain(struct str *out, const char *prose)
{
	while (*prose) {
		size_t len = strcspn(prose, "\n");
		const char *line = prose;
		size_t signs = strspn(line, "#");

		if (signs && signs <= 6 && line[signs] == ' ')
			line += signs;
		char *plain = mdtext_plain(line, len - (size_t)(line - prose));

		str_add(out, plain);
		str_add_char(out, '\n');
		free(plain);
		prose += len + (prose[len] == '\n');
	}
}

void
oscal_add_prose(
    struct oscal *o, struct str *out, const char *label, const char *prose)
{
	struct str plain = { 0 }, full = { 0 };

	add_plain(&plain, prose ? prose : "");
	expand(o, &full, str_text(&plain), 0);
	char *lines = leveltext_lines(str_text(&full), full.len);

	if (*lines || label) {
		if (out->len)
			str_add_char(out, '\n');
		if (label)
			str_printf(out, "%s%s", label, *lines ? " " : "");
		str_add(out, lines);
	}
	free(lines);
	str_done(&full);
	str_done(&plain);
}

/* Adds the name of a parameter that the row does not have yet. */
static void
add_name(struct oscal *o, const char *id, enum catalog_field field, size_t row,
    json_t *seen)
{
	const json_t *param = json_object_get(o->params, id);
	struct str name = { 0 };

	if (!param || json_object_get(seen, id))
		return;
	json_object_set_new(seen, id, json_true());
	if (json_object_get(param, "label") ||
	    !json_object_get(param, "select"))
		add_label(o, &name, param, id, 0);
	else
		add_selection(o, &name, param, 0);
	shorten(&name, PARAM_MAX);
	if (name.len && !json_object_get(seen, str_text(&name))) {
		json_object_set_new(seen, str_text(&name), json_true());
		builder_item(o->job->builder, field, row, str_text(&name));
	}
	str_done(&name);
}

void
oscal_add_params(
    struct oscal *o, const char *prose, enum catalog_field field, size_t row)
{
	json_t *seen = json_object();
	const char *end;

	for (const char *p = prose; p && (p = strstr(p, "{{")) &&
	                            json_object_size(seen) < 2 * NAMES_MAX;) {
		char *id = insertion(p, &end);

		if (id)
			add_name(o, id, field, row, seen);
		p = id ? end : p + 2;
		free(id);
	}
	json_decref(seen);
}
