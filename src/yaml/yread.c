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

const struct ylimits YLIMITS_PACK = { 4u << 20, 64, 200000, 64u << 10, false };
const struct ylimits YLIMITS_IMPORT = { 64u << 20, 64, 5000000, 1u << 20,
	true };

struct ydoc {
	struct arena arena;
	struct ynode *root;
};

/* What was read: nodes, and bytes of text in them. */
struct amount {
	size_t nodes, bytes;
};

/* A node that aliases may stand for. */
struct anchor {
	const char *name;
	const struct ynode *node;
	struct amount amount; /* in it, itself included */
	size_t height;        /* collections in each other, itself included */
	bool open;            /* a collection still being filled */
};

/* Names to places in `anchors`: open addressing, at most half full. */
struct anchors {
	struct anchor *items;
	size_t count, capacity;
	size_t *slots; /* 1 + a place, 0: free */
	size_t slot_count;
};

/* A collection being filled. */
struct frame {
	struct ynode *node;
	struct ynode *last;     /* its last child so far */
	struct ynode *key;      /* mapping: a key that waits for its value */
	const char **keys;      /* the keys so far: a hash set */
	size_t capacity, count; /* of keys */
	size_t anchor;          /* 1 + its place, 0: none */
	struct amount before;   /* read before it */
	size_t height;          /* of what it holds */
	bool merges;            /* has a plain key `<<` */
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
	size_t depth, frame_capacity;
	struct amount amount;
	struct anchors anchors;
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

/* Counts what is read or copied; false when it is too much. Only copies can
 * have more text than the file. */
static bool
count_amount(struct reader *r, struct amount amount, size_t line, size_t column)
{
	r->amount.nodes += amount.nodes;
	r->amount.bytes += amount.bytes;
	if (r->amount.nodes > r->limits->nodes)
		return err_set_at(r->err, ERR_INPUT, r->path, line, column,
		    _("More than %zu values in one file: split it."),
		    r->limits->nodes);
	if (r->amount.bytes > r->limits->bytes)
		return err_set_at(r->err, ERR_INPUT, r->path, line, column,
		    _("With what its aliases stand for the file is larger "
		      "than %zu bytes: split it."),
		    r->limits->bytes);
	return true;
}

static struct ynode *
new_node(struct reader *r, enum ynode_kind kind, yaml_mark_t mark)
{
	struct amount one = { .nodes = 1 };

	if (!count_amount(r, one, mark.line + 1, mark.column + 1))
		return NULL;
	struct ynode *node = arena_alloc(&r->doc->arena, sizeof(*node));

	node->kind = kind;
	node->line = mark.line + 1;
	node->column = mark.column + 1;
	return node;
}

static bool
is_merge(const struct reader *r, const struct ynode *key)
{
	return r->limits->aliases && !key->quoted && str_equal(key->text, "<<");
}

/* Puts a child at the end of its collection. */
static void
append(struct frame *frame, struct ynode *node)
{
	if (frame->last)
		frame->last->next = node;
	else
		frame->node->first = node;
	frame->last = node;
	frame->node->count++;
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
			return refuse(
			    r, mark, _("A key must be plain text here."));
		if (!remember_key(frame, node->text))
			return err_set_at(r->err, ERR_INPUT, r->path,
			    node->line, node->column,
			    _("The key \"%s\" stands here twice: remove one."),
			    node->text);
		frame->key = node;
		frame->merges |= is_merge(r, node);
		return true;
	}
	if (frame->key) {
		node->key = frame->key->text;
		node->key_line = frame->key->line;
		node->key_column = frame->key->column;
		frame->key = NULL;
	}
	append(frame, node);
	return true;
}

/* The slot of a name: the one that holds it, or the free one for it. */
static size_t *
find_slot(const struct anchors *anchors, const char *name)
{
	size_t mask = anchors->slot_count - 1;
	size_t i = str_hash(name, strlen(name)) & mask;

	while (anchors->slots[i] &&
	       strcmp(anchors->items[anchors->slots[i] - 1].name, name) != 0)
		i = (i + 1) & mask;
	return &anchors->slots[i];
}

static void
grow_slots(struct anchors *anchors)
{
	if (2 * (anchors->count + 1) <= anchors->slot_count)
		return;
	free(anchors->slots);
	anchors->slot_count =
	    anchors->slot_count ? 2 * anchors->slot_count : 16;
	anchors->slots = xcalloc(anchors->slot_count, sizeof(size_t));
	for (size_t i = 0; i < anchors->count; i++)
		*find_slot(anchors, anchors->items[i].name) = i + 1;
}

/* Remembers a node by its anchor, an earlier one of the name giving way. 1 +
 * its place, 0: nobody will ask for it. */
static size_t
add_anchor(struct reader *r, const yaml_char_t *name, const struct ynode *node)
{
	struct anchors *anchors = &r->anchors;

	if (!name || !r->limits->aliases)
		return 0;
	grow_slots(anchors);
	anchors->items = mem_grow(anchors->items, &anchors->capacity,
	    anchors->count + 1, sizeof(*anchors->items));
	const char *text = (const char *)name;

	anchors->items[anchors->count] = (struct anchor){
		.name = arena_strndup(&r->doc->arena, text, strlen(text)),
		.node = node,
		.amount = { 1, node->len },
		.open = node->kind != YNODE_SCALAR,
	};
	size_t *slot = find_slot(anchors, text);

	*slot = ++anchors->count;
	return anchors->count;
}

static bool
too_deep(struct reader *r, const struct ynode *node)
{
	return err_set_at(r->err, ERR_INPUT, r->path, node->line, node->column,
	    _("Nested more than %zu levels deep."), r->limits->depth);
}

static bool
open_collection(
    struct reader *r, enum ynode_kind kind, const yaml_event_t *event)
{
	const yaml_char_t *anchor = kind == YNODE_MAPPING
	                                ? event->data.mapping_start.anchor
	                                : event->data.sequence_start.anchor;
	struct amount before = r->amount;
	struct ynode *node = new_node(r, kind, event->start_mark);

	if (!node || !attach(r, node, event->start_mark))
		return false;
	if (r->depth == r->limits->depth)
		return too_deep(r, node);
	r->frames = mem_grow(
	    r->frames, &r->frame_capacity, r->depth + 1, sizeof(*r->frames));
	r->frames[r->depth++] = (struct frame){
		.node = node,
		.anchor = add_anchor(r, anchor, node),
		.before = before,
	};
	return true;
}

/* A node that is a copy but for its place and its siblings. */
static struct ynode *
copy_node(struct reader *r, const struct ynode *node)
{
	struct ynode *copy = arena_alloc(&r->doc->arena, sizeof(*copy));

	*copy = *node;
	copy->next = NULL;
	return copy;
}

/* The node and all below it. Trees are as deep as the limit at most. */
static struct amount
weigh(const struct ynode *node)
{
	struct amount amount = { 1, node->len };

	for (const struct ynode *child = node->first; child;
	     child = child->next) {
		struct amount below = weigh(child);

		amount.nodes += below.nodes;
		amount.bytes += below.bytes;
	}
	return amount;
}

/* Takes in what a mapping below `<<` has and the frame's has not. */
static bool
merge_mapping(struct reader *r, struct frame *frame, const struct ynode *from)
{
	if (from->kind != YNODE_MAPPING)
		return err_set_at(r->err, ERR_INPUT, r->path, from->line,
		    from->column,
		    _("Only mappings can be merged with \"<<\"."));
	for (const struct ynode *child = from->first; child;
	     child = child->next) {
		if (!remember_key(frame, child->key))
			continue;
		if (!count_amount(r, weigh(child), from->line, from->column))
			return false;
		append(frame, copy_node(r, child));
	}
	return true;
}

/* Puts what `<<` names in the place of that child. */
static bool
merge(struct reader *r, struct frame *frame)
{
	struct ynode *children = (struct ynode *)frame->node->first;
	const struct ynode *merged = NULL;

	frame->node->first = frame->last = NULL;
	frame->node->count = 0;
	for (struct ynode *child = children, *next; child; child = next) {
		next = (struct ynode *)child->next;
		child->next = NULL;
		if (strcmp(child->key, "<<") == 0)
			merged = child;
		else
			append(frame, child);
	}
	if (!merged)
		return true;
	if (merged->kind != YNODE_SEQUENCE)
		return merge_mapping(r, frame, merged);
	bool ok = true;

	for (const struct ynode *from = merged->first; ok && from;
	     from = from->next)
		ok = merge_mapping(r, frame, from);
	return ok;
}

static bool
close_collection(struct reader *r)
{
	struct frame *frame = &r->frames[r->depth - 1];
	bool ok = !frame->merges || merge(r, frame);
	size_t height = frame->height + 1;

	if (frame->anchor) {
		struct anchor *anchor = &r->anchors.items[frame->anchor - 1];

		anchor->open = false;
		anchor->height = height;
		anchor->amount = (struct amount){
			r->amount.nodes - frame->before.nodes,
			r->amount.bytes - frame->before.bytes,
		};
	}
	free(frame->keys);
	r->depth--;
	if (r->depth && r->frames[r->depth - 1].height < height)
		r->frames[r->depth - 1].height = height;
	return ok;
}

/* Puts in what the alias stands for. */
static bool
add_alias(struct reader *r, const yaml_event_t *event)
{
	const char *name = (const char *)event->data.alias.anchor;
	yaml_mark_t mark = event->start_mark;
	size_t place = r->anchors.count ? *find_slot(&r->anchors, name) : 0;

	if (!r->limits->aliases)
		return refuse(r, mark,
		    _("Aliases (*...) are not used here: write the value "
		      "out."));
	if (!place)
		return err_set_at(r->err, ERR_INPUT, r->path, mark.line + 1,
		    mark.column + 1,
		    _("No anchor &%s stands before this alias."), name);
	const struct anchor *anchor = &r->anchors.items[place - 1];

	if (anchor->open)
		return err_set_at(r->err, ERR_INPUT, r->path, mark.line + 1,
		    mark.column + 1,
		    _("The alias *%s stands inside what it names: it would "
		      "never end."),
		    name);
	if (!count_amount(r, anchor->amount, mark.line + 1, mark.column + 1))
		return false;
	struct ynode *node = copy_node(r, anchor->node);

	node->key = NULL;
	node->line = mark.line + 1;
	node->column = mark.column + 1;
	if (r->depth + anchor->height > r->limits->depth)
		return too_deep(r, node);
	if (r->depth && r->frames[r->depth - 1].height < anchor->height)
		r->frames[r->depth - 1].height = anchor->height;
	return attach(r, node, mark);
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
	r->amount.bytes += len;
	node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	add_anchor(r, event->data.scalar.anchor, node);
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
		return add_alias(r, event);
	case YAML_SCALAR_EVENT:
		return add_scalar(r, event);
	case YAML_SEQUENCE_START_EVENT:
		return open_collection(r, YNODE_SEQUENCE, event);
	case YAML_MAPPING_START_EVENT:
		return open_collection(r, YNODE_MAPPING, event);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return close_collection(r);
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

/* libyaml compares each %TAG line with all before it, and has no word of them
 * before their end: many would take hours. Tags are refused anyhow. */
static bool
few_directives(struct reader *r)
{
	enum { MOST = 64 };
	/* the last bytes of what ends a line: LF, CR, NEL, LS, PS */
	static const char ends[] = "\n\r\x85\xa8\xa9";
	static const char tag[] = "%TAG";
	const char *end = r->text + r->len, *at = r->text;
	size_t count = 0, line = 1;

	while ((at = memmem(at, (size_t)(end - at), tag, sizeof(tag) - 1))) {
		count += at == r->text || strchr(ends, at[-1]);
		if (count > MOST)
			break;
		at += sizeof(tag) - 1;
	}
	for (const char *p = r->text; at && p < at; p++)
		line += *p == '\n';
	return !at ||
	       err_set_at(r->err, ERR_INPUT, r->path, line, 1,
	           _("More than %d lines name tags (%%TAG), which are not "
	             "used here: remove them."),
	           MOST);
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
	bool ok = few_directives(&r) && read_events(&r);

	while (r.depth)
		free(r.frames[--r.depth].keys);
	free(r.frames);
	free(r.anchors.items);
	free(r.anchors.slots);
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
