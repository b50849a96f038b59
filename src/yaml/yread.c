/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* YAML in, through libyaml's events, with limits checked at each of them. */

#include <config.h>

#include "yaml/yread.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

const struct ylimits YLIMITS_PACK = { 4u << 20, 64, 200000, 64u << 10 };

struct ydoc {
	struct arena arena;
	struct ynode *root;
};

/* A collection being filled. */
struct frame {
	struct ynode *node;
	struct ynode *last;     /* its last child so far */
	struct ynode *key;      /* mapping: a key that waits for its value */
	const char **keys;      /* of a large mapping: a hash set */
	size_t capacity, count; /* of keys */
};

struct reader {
	yaml_parser_t parser;
	const char *text;
	size_t len;
	struct ydoc *doc;
	const char *path;
	const struct ylimits *limits;
	struct err *err;
	struct frame *frames;
	size_t depth, frame_capacity, nodes;
	bool done;
};

static bool
refuse(struct reader *r, yaml_mark_t mark, const char *message)
{
	return err_set_at(r->err, ERR_INPUT, r->path, mark.line + 1,
	    mark.column + 1, "%s", message);
}

/* Puts key in the set; false when it is there already. The set is open
 * addressing, at most half full. */
static bool
remember_key(struct frame *frame, const char *key)
{
	if (2 * (frame->count + 1) > frame->capacity) {
		struct frame old = *frame;

		frame->capacity = old.capacity ? 2 * old.capacity : 16;
		frame->keys = xcalloc(frame->capacity, sizeof(char *));
		frame->count = 0;
		for (size_t i = 0; i < old.capacity; i++)
			if (old.keys[i])
				remember_key(frame, old.keys[i]);
		free(old.keys);
	}
	size_t mask = frame->capacity - 1;
	size_t i = str_hash(key, strlen(key)) & mask;

	for (; frame->keys[i]; i = (i + 1) & mask)
		if (strcmp(frame->keys[i], key) == 0)
			return false;
	frame->keys[i] = key;
	frame->count++;
	return true;
}

static struct ynode *
new_node(struct reader *r, enum ynode_kind kind, yaml_mark_t mark)
{
	if (++r->nodes > r->limits->nodes) {
		err_set_at(r->err, ERR_INPUT, r->path, mark.line + 1,
		    mark.column + 1,
		    _("More than %zu values in one file: split it."),
		    r->limits->nodes);
		return NULL;
	}
	struct ynode *node = arena_alloc(&r->doc->arena, sizeof(*node));

	node->kind = kind;
	node->line = mark.line + 1;
	node->column = mark.column + 1;
	return node;
}

/* Puts a finished or opening node where it belongs. */
static bool
attach(struct reader *r, struct ynode *node, yaml_mark_t mark)
{
	if (!r->depth) {
		r->doc->root = node;
		return true;
	}
	struct frame *frame = &r->frames[r->depth - 1];

	if (frame->node->kind == YNODE_MAPPING && !frame->key) {
		if (node->kind != YNODE_SCALAR)
			return refuse(r, mark,
			    _("A key must be plain text here."));
		if (!remember_key(frame, node->text))
			return err_set_at(r->err, ERR_INPUT, r->path,
			    node->line, node->column,
			    _("The key \"%s\" stands here twice: remove one."),
			    node->text);
		frame->key = node;
		return true;
	}
	if (frame->key) {
		node->key = frame->key->text;
		node->key_line = frame->key->line;
		node->key_column = frame->key->column;
		frame->key = NULL;
	}
	if (frame->last)
		frame->last->next = node;
	else
		frame->node->first = node;
	frame->last = node;
	frame->node->count++;
	return true;
}

static bool
open_collection(
    struct reader *r, enum ynode_kind kind, const yaml_event_t *event)
{
	struct ynode *node = new_node(r, kind, event->start_mark);

	if (!node || !attach(r, node, event->start_mark))
		return false;
	if (r->depth == r->limits->depth)
		return err_set_at(r->err, ERR_INPUT, r->path, node->line,
		    node->column, _("Nested more than %zu levels deep."),
		    r->limits->depth);
	r->frames = mem_grow(r->frames, &r->frame_capacity, r->depth + 1,
	    sizeof(*r->frames));
	r->frames[r->depth++] = (struct frame){ .node = node };
	return true;
}

static void
close_collection(struct reader *r)
{
	free(r->frames[--r->depth].keys);
}

static bool
add_scalar(struct reader *r, const yaml_event_t *event)
{
	const char *text = (const char *)event->data.scalar.value;
	size_t len = event->data.scalar.length;

	if (memchr(text, '\0', len))
		return refuse(r, event->start_mark,
		    _("A text holds a NUL character: remove it."));
	if (len > r->limits->scalar)
		return err_set_at(r->err, ERR_INPUT, r->path,
		    event->start_mark.line + 1, event->start_mark.column + 1,
		    _("A text is longer than %zu bytes."), r->limits->scalar);
	struct ynode *node = new_node(r, YNODE_SCALAR, event->start_mark);

	if (!node)
		return false;
	node->text = arena_strndup(&r->doc->arena, text, len);
	node->len = len;
	node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	return attach(r, node, event->start_mark);
}

/* A tag would change what a text means; ours are all text. */
static bool
has_tag(const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return event->data.scalar.tag &&
		    strcmp((char *)event->data.scalar.tag, "!") != 0;
	case YAML_SEQUENCE_START_EVENT:
		return event->data.sequence_start.tag;
	case YAML_MAPPING_START_EVENT:
		return event->data.mapping_start.tag;
	default:
		return false;
	}
}

static bool
take_event(struct reader *r, const yaml_event_t *event)
{
	if (has_tag(event))
		return refuse(r, event->start_mark,
		    _("Tags (!...) are not used here: remove it."));
	switch (event->type) {
	case YAML_ALIAS_EVENT:
		return refuse(r, event->start_mark,
		    _("Aliases (*...) are not used here: write the value "
		      "out."));
	case YAML_SCALAR_EVENT:
		return add_scalar(r, event);
	case YAML_SEQUENCE_START_EVENT:
		return open_collection(r, YNODE_SEQUENCE, event);
	case YAML_MAPPING_START_EVENT:
		return open_collection(r, YNODE_MAPPING, event);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_collection(r);
		return true;
	case YAML_DOCUMENT_START_EVENT:
		if (r->doc->root)
			return refuse(r, event->start_mark,
			    _("Only one document a file: remove what follows "
			      "the second \"---\"."));
		return true;
	case YAML_STREAM_END_EVENT:
		r->done = true;
		return true;
	default:
		return true;
	}
}

/* Bytes that are no text: libyaml says only how far in. */
static bool
no_text(struct reader *r, const char *problem)
{
	size_t end = r->parser.problem_offset, line = 1, column = 1;

	for (size_t i = 0; i < end && i < r->len; i++) {
		if (r->text[i] == '\n') {
			line++;
			column = 1;
		} else if (((unsigned char)r->text[i] & 0xc0) != 0x80) {
			column++;
		}
	}
	/* TRANSLATORS: %s is the YAML library's own English message */
	return err_set_at(r->err, ERR_INPUT, r->path, line, column,
	    _("This is no text in UTF-8 (%s): remove the character or "
	      "convert the file."),
	    problem);
}

static bool
parser_failed(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;
	const char *problem = p->problem ? p->problem : "";

	if (p->error == YAML_READER_ERROR)
		return no_text(r, problem);
	/* TRANSLATORS: %s is the YAML library's own English message */
	return err_set_at(r->err, ERR_INPUT, r->path, p->problem_mark.line + 1,
	    p->problem_mark.column + 1, _("This is not valid YAML: %s."),
	    problem);
}

static bool
read_events(struct reader *r)
{
	bool ok = true;

	while (ok && !r->done) {
		yaml_event_t event;

		if (!yaml_parser_parse(&r->parser, &event))
			return parser_failed(r);
		ok = take_event(r, &event);
		yaml_event_delete(&event);
	}
	return ok;
}

struct ydoc *
yread_text(const char *text, size_t len, const char *path,
    const struct ylimits *limits, struct err *err)
{
	if (len > limits->bytes) {
		err_set_at(err, ERR_INPUT, path, 0, 0,
		    _("The file is larger than %zu bytes, which is the most "
		      "that is read here."),
		    limits->bytes);
		return NULL;
	}
	struct reader r = {
		.text = text,
		.len = len,
		.path = path,
		.limits = limits,
		.err = err,
	};

	if (!yaml_parser_initialize(&r.parser)) {
		err_set(err, ERR_IO, _("Out of memory."));
		return NULL;
	}
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
	    &r.parser, (const unsigned char *)text, len);
	r.doc = xcalloc(1, sizeof(*r.doc));
	bool ok = read_events(&r);

	while (r.depth)
		close_collection(&r);
	free(r.frames);
	yaml_parser_delete(&r.parser);
	if (ok && !r.doc->root) {
		r.doc->root = arena_alloc(&r.doc->arena, sizeof(struct ynode));
		r.doc->root->line = r.doc->root->column = 1;
		r.doc->root->text = "";
	}
	if (!ok) {
		ydoc_free(r.doc);
		return NULL;
	}
	return r.doc;
}

struct ydoc *
yread_file(const char *path, const struct ylimits *limits, struct err *err)
{
	struct str text = { 0 };
	struct ydoc *doc = NULL;

	if (file_read(path, limits->bytes, &text, err))
		doc = yread_text(str_text(&text), text.len, path, limits, err);
	str_done(&text);
	return doc;
}

void
ydoc_free(struct ydoc *doc)
{
	if (!doc)
		return;
	arena_done(&doc->arena);
	free(doc);
}

const struct ynode *
ydoc_root(const struct ydoc *doc)
{
	return doc->root;
}

const struct ynode *
ynode_get(const struct ynode *node, const char *key)
{
	if (!node || node->kind != YNODE_MAPPING)
		return NULL;
	for (const struct ynode *child = node->first; child;
	     child = child->next)
		if (strcmp(child->key, key) == 0)
			return child;
	return NULL;
}

bool
ynode_is_null(const struct ynode *node)
{
	return node->kind == YNODE_SCALAR && !node->quoted &&
	    (!node->len || str_equal(node->text, "~") ||
		str_equal(node->text, "null"));
}

const char *
ynode_text(const struct ynode *node, const char *key)
{
	const struct ynode *child = ynode_get(node, key);

	if (!child || child->kind != YNODE_SCALAR || ynode_is_null(child))
		return NULL;
	return child->text;
}
