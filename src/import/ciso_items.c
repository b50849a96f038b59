/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What requirements of a CISO Assistant library point at: threats, reference
 * controls, and the evidence that is usual. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/ciso_parts.h"
#include "import/leveltext.h"
#include "import/lines.h"
#include "model/builder.h"

/* More than any requirement names. */
enum { ITEMS_MAX = 500 };

static const char threat_keys[] =
    " urn ref_id name description annotation translations provider ";
static const char measure_keys[] =
    " urn ref_id name description annotation translations provider category"
    " csf_function typical_evidence ";

/* The threat's id in the pack, made known under its urn. */
static const char *
know_threat(struct ciso *c, const char *urn, const char *ref)
{
	char *id = names_valid_id(ref ? ref : ciso_tail(urn));
	size_t number = c->threat_ids.count;

	textmap_add(&c->threats, urn, number);
	name_list_add(&c->threat_ids, id, strlen(id));
	free(id);
	return c->threat_ids.items[number];
}

static void
add_threat(struct ciso *c, const struct ynode *threat)
{
	struct builder *b = c->job->builder;
	const char *urn = ciso_line(c, threat, "urn");
	const char *ref = ciso_line(c, threat, "ref_id");

	ciso_check_keys(c, threat, threat_keys);
	if ((!urn && !ref) || (urn && textmap_get(&c->threats, urn)))
		return;
	const char *id = know_threat(c, urn ? urn : ref, ref);

	if (builder_find(b, TABLE_THREAT, id) != CATALOG_NONE) {
		job_warn(c->job, ODD_DUPLICATE, threat->line, threat->column,
		    _("The threat %s was read before: the first stays."), id);
		return;
	}
	builder_place(b, c->job->path, threat->line, threat->column);
	size_t row = builder_child(b, PACK_THREATS, 0);

	builder_text(b, THREAT_ID, row, id);
	job_text(c->job, THREAT_TITLE, row, ciso_line(c, threat, "name"));
	job_text(c->job, THREAT_DESCRIPTION, row,
	    ciso_text(c, threat, "description"));
	ciso_translate(c, threat, "name", THREAT_TITLE, row, 0);
	ciso_translate(c, threat, "description", THREAT_DESCRIPTION, row, 0);
}

static void
add_measure(struct ciso *c, const struct ynode *measure)
{
	const char *urn = ciso_line(c, measure, "urn");

	ciso_check_keys(c, measure, measure_keys);
	if (!urn || !textmap_add(&c->measures, urn, c->measure_count))
		return;
	c->measure_nodes = mem_grow(c->measure_nodes, &c->measure_capacity,
	    c->measure_count + 1, sizeof(struct ynode *));
	c->measure_nodes[c->measure_count++] = measure;
}

void
ciso_objects(struct ciso *c, const struct ynode *objects)
{
	static const char *const names[] = { "reference_controls",
		"security_functions" };

	for (const struct ynode *threat = ciso_list(objects, "threats"); threat;
	     threat = threat->next)
		add_threat(c, threat);
	for (size_t i = 0; i < 2; i++)
		for (const struct ynode *measure = ciso_list(objects, names[i]);
		     measure; measure = measure->next)
			add_measure(c, measure);
}

/* Says once that what a urn names is not in this library. */
static void
tell_missing(struct ciso *c, const struct ynode *item, const char *urn)
{
	if (textmap_add(&c->missing, urn, 0))
		job_warn(c->job, ODD_REFERENCE, item->line, item->column,
		    _("%s is in another library: the end of its urn is shown "
		      "for it."),
		    urn);
}

/* The threat's id; one of another library gets a row that has only an id. */
static const char *
threat_id(struct ciso *c, const struct ynode *item, const char *urn)
{
	struct builder *b = c->job->builder;
	const size_t *known = textmap_get(&c->threats, urn);

	if (known)
		return c->threat_ids.items[*known];
	tell_missing(c, item, urn);
	const char *id = know_threat(c, urn, NULL);

	if (builder_find(b, TABLE_THREAT, id) == CATALOG_NONE) {
		builder_place(b, c->job->path, item->line, item->column);
		builder_text(
		    b, THREAT_ID, builder_child(b, PACK_THREATS, 0), id);
	}
	return id;
}

static bool
has(const struct name_list *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->items[i], text))
			return true;
	return false;
}

bool
ciso_add_threats(struct ciso *c, const struct ynode *node, size_t control)
{
	struct name_list named = { 0 };
	bool ok = true;

	for (const struct ynode *item = ciso_list(node, "threats"); ok && item;
	     item = item->next) {
		const char *urn = ciso_item(c, item);
		const char *id = urn ? threat_id(c, item, urn) : NULL;

		if (!id || has(&named, id))
			continue;
		builder_place(
		    c->job->builder, c->job->path, item->line, item->column);
		builder_item(c->job->builder, CONTROL_THREATS, control, id);
		name_list_add(&named, id, strlen(id));
		if (named.count > ITEMS_MAX)
			ok = job_too_many(c->job, ITEMS_MAX, item->line);
	}
	name_list_done(&named);
	return ok;
}

/* The reference control of a urn; NULL: of another library. */
static const struct ynode *
find_measure(const struct ciso *c, const char *urn)
{
	const size_t *number = textmap_get(&c->measures, urn);

	return number ? c->measure_nodes[*number] : NULL;
}

/* What a reference control is called, and under which key. */
static const char *
measure_name(struct ciso *c, const struct ynode *measure, const char *urn,
    const char **key)
{
	static const char *const keys[] = { "name", "ref_id" };

	for (size_t i = 0; measure && i < 2; i++) {
		const char *name = ciso_line(c, measure, keys[i]);

		*key = keys[i];
		if (name)
			return name;
	}
	*key = NULL;
	return ciso_tail(urn);
}

/* The names of the reference controls of a list, each once; `found` gets the
 * node of each, or NULL. */
static bool
name_measures(struct ciso *c, const struct ynode *list, struct name_list *names,
    const struct ynode *found[ITEMS_MAX])
{
	for (const struct ynode *item = list; item; item = item->next) {
		const char *urn = ciso_item(c, item), *key;
		const struct ynode *measure = urn ? find_measure(c, urn) : NULL;

		if (!urn)
			continue;
		if (!measure)
			tell_missing(c, item, urn);
		const char *name = measure_name(c, measure, urn, &key);

		if (has(names, name))
			continue;
		if (names->count == ITEMS_MAX)
			return job_too_many(c->job, ITEMS_MAX, item->line);
		found[names->count] = measure;
		name_list_add(names, name, strlen(name));
	}
	return true;
}

/* Suggested measures are what is in use where an assessor looks for it: the
 * solutions, of one size that fits all. */
bool
ciso_add_measures(struct ciso *c, const struct ynode *node, size_t control)
{
	static const char *const keys[] = { "reference_controls",
		"security_functions" };
	/* Not translated: sizes are content */
	static const char size[] = "All sizes";
	const struct ynode *found[ITEMS_MAX] = { NULL };
	struct name_list names = { 0 };
	struct builder *b = c->job->builder;
	bool ok = true;

	for (size_t i = 0; ok && i < 2; i++)
		ok = name_measures(c, ciso_list(node, keys[i]), &names, found);
	if (ok && names.count)
		ok = job_size(c->job, "any", size, node->line) &&
		     job_solution(c->job, control, size, &names, node->line);
	for (size_t i = 0; ok && i < names.count; i++)
		if (found[i])
			ciso_translate(c, found[i], "name", SOLUTION_LINES,
			    builder_rows(b, TABLE_SOLUTION) - 1, i);
	name_list_done(&names);
	return ok;
}

/* The lines of a text about evidence, bullets taken off. */
static void
split(const char *text, struct name_list *lines)
{
	struct line line = { 0 };

	while (text && lines_next(text, strlen(text), &line)) {
		char *copy = lines_copy(&line);
		const char *rest = copy + leveltext_sign(copy);

		if (*rest)
			name_list_add(lines, rest, strlen(rest));
		free(copy);
	}
}

/* The source's own id at the head of a request ("E-TPM-04 - Contracts"), NULL
 * when there is none. *title is what follows. The caller frees it. */
static char *
own_id(const char *text, const char **title)
{
	size_t len = names_id(text);
	size_t gap = len ? names_separator(text + len) : 0;
	bool letter =
	    (*text >= 'A' && *text <= 'Z') || (*text >= 'a' && *text <= 'z');

	*title = text;
	if (!letter || !gap || !text[len + gap])
		return NULL;
	char *id = xstrndup(text, len), *valid = names_valid_id(id);
	bool good = str_equal(id, valid);

	free(valid);
	if (good) {
		*title = text + len + gap;
		return id;
	}
	free(id);
	return NULL;
}

/* An id for a request: its own, else one made that nobody has. */
static char *
evidence_id(struct ciso *c, const struct ciso_framework *framework,
    const char *text, const char **title)
{
	struct builder *b = c->job->builder;
	char *id = own_id(text, title);
	size_t row = id ? builder_find(b, TABLE_EVIDENCE, id) : CATALOG_NONE;

	if (id && (row == CATALOG_NONE ||
	              str_equal(builder_get(b, EVIDENCE_TITLE, row), *title)))
		return id;
	*title = text;
	do {
		free(id);
		id = xasprintf(
		    "%s-E%03zu", framework->prefix, ++c->evidence_made);
	} while (builder_find(b, TABLE_EVIDENCE, id) != CATALOG_NONE);
	return id;
}

/* A request for the control; its row, CATALOG_NONE with the job's err. */
static size_t
add_request(struct ciso *c, const struct ciso_framework *framework,
    const struct ynode *node, size_t control, const char *text)
{
	struct builder *b = c->job->builder;
	const size_t *known = textmap_get(&c->evidence, text);
	const char *title = text;
	char *id = known ? xstrdup(c->evidence_ids.items[*known])
	                 : evidence_id(c, framework, text, &title);
	struct job_evidence evidence = {
		.id = id,
		.title = known ? NULL : title,
		.line = node->line,
	};

	if (!known) {
		textmap_add(&c->evidence, text, c->evidence_ids.count);
		name_list_add(&c->evidence_ids, id, strlen(id));
	}
	size_t row = job_evidence(c->job, control, &evidence)
	                 ? builder_find(b, TABLE_EVIDENCE, id)
	                 : CATALOG_NONE;

	free(id);
	return row;
}

/* A line in another language, without the id that the first one has. */
static void
translate_request(
    struct ciso *c, const char *language, size_t row, const char *text)
{
	const char *title;
	char *id = own_id(text, &title);

	if (!str_equal(id, builder_get(c->job->builder, EVIDENCE_ID, row)))
		title = text;
	job_translate(c->job, language, EVIDENCE_TITLE, row, 0, title);
	free(id);
}

static void
translate_requests(
    struct ciso *c, const struct ynode *node, const size_t *rows, size_t count)
{
	const struct ynode *texts = NULL;

	while ((texts = ciso_language(c, node, texts))) {
		const char *text = ciso_text(c, texts, "typical_evidence");
		struct name_list lines = { 0 };

		split(text, &lines);
		if (lines.count == count)
			for (size_t i = 0; i < count; i++)
				translate_request(
				    c, texts->key, rows[i], lines.items[i]);
		else if (lines.count && !c->untranslated++)
			c->untranslated_line = texts->line;
		name_list_done(&lines);
	}
}

/* All of what is listed, also where it is a list and no text. */
static void
list_evidence(struct ciso *c, const struct ynode *node, struct name_list *lines)
{
	static const char key[] = "typical_evidence";
	const struct ynode *item = ciso_list(node, key);

	if (!item && ynode_get(node, key) &&
	    ynode_get(node, key)->kind == YNODE_SCALAR)
		split(ciso_text(c, node, key), lines);
	for (; item; item = item->next)
		split(ciso_item(c, item), lines);
}

bool
ciso_add_evidence(struct ciso *c, const struct ciso_framework *framework,
    const struct ynode *node, size_t control)
{
	struct name_list lines = { 0 };
	bool ok = true;

	list_evidence(c, node, &lines);
	size_t *rows =
	    lines.count ? xcalloc(lines.count, sizeof(size_t)) : NULL;

	for (size_t i = 0; ok && i < lines.count; i++) {
		rows[i] =
		    add_request(c, framework, node, control, lines.items[i]);
		ok = rows[i] != CATALOG_NONE;
	}
	if (ok && lines.count)
		translate_requests(c, node, rows, lines.count);
	free(rows);
	name_list_done(&lines);
	return ok;
}
