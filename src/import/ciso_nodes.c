/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The requirements of a CISO Assistant framework: those to be assessed become
 * controls, what they lie in domains. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/str.h"
#include "import/ciso_parts.h"
#include "model/builder.h"

/* Bytes of a name for a domain, that of a text that must be cut, and of an id
 * before a number. */
enum { LONG_NAME = 120, CUT_NAME = 80, CUT_ID = 56 };

/* What is told once, with its count. */
struct tally {
	size_t count, line; /* of the first */
};

/* A framework becoming rows. */
struct making {
	struct ciso *c;
	struct ciso_framework *framework;
	struct ciso_tree tree;
	const char *domain; /* made of the framework itself; NULL: not needed */
	struct tally unnamed, wordless, headings, without_id;
};

static void
tally(struct tally *tally, const struct ciso_node *node)
{
	if (!tally->count++)
		tally->line = node->yaml->line;
}

/* An id that nothing in `taken` has, made of the first text that gives one,
 * else of the first with a number. Lives as long as the library. */
static const char *
free_id(struct ciso *c, struct textmap *taken, const char *ref,
    const char *otherwise)
{
	const char *from[] = { ref, otherwise };
	char *id = NULL;

	for (size_t i = 0; i < 2; i++) {
		if (!from[i])
			continue;
		id = names_valid_id(from[i]);
		bool is_free = textmap_add(taken, id, 2);
		const char *kept = is_free ? ciso_keep(c, id) : NULL;

		free(id);
		if (kept)
			return kept;
	}
	char *base = names_valid_id(ref ? ref : otherwise);
	struct str made = { 0 };

	do {
		size_t *number = textmap_get(taken, base);

		str_clear(&made);
		str_printf(&made, "%.*s-%zu", CUT_ID, base, (*number)++);
	} while (!textmap_add(taken, str_text(&made), 2));
	const char *kept = ciso_keep(c, str_text(&made));

	free(base);
	str_done(&made);
	return kept;
}

/* Where the id of a node without its own comes from. */
static const char *
tail(const struct ciso_node *node, const char *otherwise)
{
	return node->urn ? ciso_tail(node->urn) : otherwise;
}

/* The beginning of a text, cut behind a word. */
static const char *
cut_text(struct ciso *c, const char *text)
{
	size_t len = strcspn(text, "\n");
	struct str cut = { 0 };

	if (len > CUT_NAME) {
		for (len = CUT_NAME; len && text[len] != ' ';)
			len--;
		if (!len)
			for (len = CUT_NAME; (text[len] & 0xc0) == 0x80;)
				len--;
	}
	str_add_n(&cut, text, len);
	if (text[len])
		str_add(&cut, "\xe2\x80\xa6");
	const char *kept = ciso_keep(c, str_text(&cut));

	str_done(&cut);
	return kept;
}

/* What a heading says: its name, its text, and the keys of both. */
struct heading {
	const char *name, *text;
	const char *name_key, *text_key; /* NULL: not as it stands there */
};

static struct heading
read_heading(struct making *m, const struct ciso_node *node)
{
	struct ciso *c = m->c;
	struct heading is = { .name = ciso_line(c, node->yaml, "name"),
		.name_key = "name",
		.text = ciso_text(c, node->yaml, "description"),
		.text_key = "description" };

	if (!is.text) {
		is.text_key = "annotation";
		is.text = ciso_text(c, node->yaml, "annotation");
	}
	if (is.name)
		return is;
	is.name_key = NULL;
	if (is.text && strlen(is.text) <= LONG_NAME && !strchr(is.text, '\n')) {
		is.name = is.text;
		is.name_key = is.text_key;
		is.text = NULL;
		return is;
	}
	tally(&m->unnamed, node);
	if (node->ref)
		is.name = node->ref;
	else
		is.name = is.text ? cut_text(c, is.text) : tail(node, node->id);
	return is;
}

/* The nearest heading above; CISO_NONE without one. */
static size_t
heading_above(const struct ciso_tree *tree, const struct ciso_node *node)
{
	size_t at = node->parent;

	while (at != CISO_NONE && tree->nodes[at].assessable)
		at = tree->nodes[at].parent;
	return at;
}

static bool
add_domain(struct making *m, const struct ciso_node *node)
{
	struct ciso *c = m->c;
	struct heading is = read_heading(m, node);
	size_t above = heading_above(&m->tree, node);
	const char *parent =
	    above == CISO_NONE ? NULL : m->tree.nodes[above].id;
	size_t line = node->yaml->line;

	if (!job_domain(c->job, node->id, is.name, is.text, parent, line))
		return false;
	size_t number = job_domain_number(c->job, node->id);

	if (is.name_key)
		ciso_translate(
		    c, node->yaml, is.name_key, DOMAIN_NAME, number, 0);
	if (is.text)
		ciso_translate(
		    c, node->yaml, is.text_key, DOMAIN_PRINCIPLE, number, 0);
	return true;
}

/* The domain of what lies in no other. */
static bool
add_own_domain(struct making *m)
{
	struct ciso *c = m->c;
	const struct ynode *yaml = m->framework->yaml;
	const char *name = ciso_line(c, yaml, "name");
	const char *ref = ciso_line(c, yaml, "ref_id");

	m->domain = free_id(c, &c->domain_ids, ref, ref ? ref : "framework");
	job_warn(c->job, ODD_NAME, yaml->line, yaml->column,
	    _("Some requirements lie in no domain: %s, which is the whole "
	      "framework, is made for them."),
	    m->domain);
	if (!job_domain(c->job, m->domain, name ? name : m->domain, NULL, NULL,
	        yaml->line))
		return false;
	if (name)
		ciso_translate(c, yaml, "name", DOMAIN_NAME,
		    job_domain_number(c->job, m->domain), 0);
	return true;
}

static bool
add_domains(struct making *m)
{
	const struct ciso_tree *tree = &m->tree;
	bool ok = true;

	for (size_t i = 0; i < tree->count; i++) {
		struct ciso_node *node = &tree->nodes[i];

		if (node->assessable || !node->holds)
			continue;
		if (!node->ref)
			tally(&m->without_id, node);
		node->id = free_id(
		    m->c, &m->c->domain_ids, node->ref, tail(node, "domain"));
	}
	for (size_t i = 0; ok && !m->domain && i < tree->count; i++)
		if (tree->nodes[i].assessable &&
		    heading_above(tree, &tree->nodes[i]) == CISO_NONE)
			ok = add_own_domain(m);
	for (size_t i = 0; ok && i < tree->count; i++) {
		const struct ciso_node *node = &tree->nodes[i];

		if (node->id)
			ok = add_domain(m, node);
		else if (!node->assessable)
			tally(&m->headings, node);
	}
	return ok;
}

/* The statement: the description, else the name, else the id. */
static void
add_words(struct making *m, const struct ciso_node *node, size_t row)
{
	struct ciso *c = m->c;
	struct import_job *job = c->job;
	const char *name = ciso_line(c, node->yaml, "name");
	const char *text = ciso_text(c, node->yaml, "description");
	const char *statement = text ? text : name;

	if (!statement) {
		tally(&m->wordless, node);
		statement = node->ref ? node->ref : node->id;
	}
	job_text(job, CONTROL_STATEMENT, row, statement);
	ciso_translate(c, node->yaml, text || !name ? "description" : "name",
	    CONTROL_STATEMENT, row, 0);
	job_text(
	    job, CONTROL_GUIDANCE, row, ciso_text(c, node->yaml, "annotation"));
	ciso_translate(c, node->yaml, "annotation", CONTROL_GUIDANCE, row, 0);
}

/* The name where it says more than the statement. */
static const char *
title(struct ciso *c, const struct ciso_node *node)
{
	const char *name = ciso_line(c, node->yaml, "name");
	const char *text = ciso_text(c, node->yaml, "description");

	return text && !str_equal(name, text) ? name : NULL;
}

/* The control's row; CATALOG_NONE when it is left out, or with the job's
 * err. */
static size_t
add_control(struct making *m, const struct ciso_node *node)
{
	struct ciso *c = m->c;
	struct builder *b = c->job->builder;
	const struct ciso_tree *tree = &m->tree;
	const struct ciso_node *above =
	    node->parent == CISO_NONE ? NULL : &tree->nodes[node->parent];
	size_t heading = heading_above(tree, node);
	char *valid = node->ref ? names_valid_id(node->ref) : NULL;
	bool own = str_equal(valid, node->id);
	const char *name = title(c, node);

	free(valid);
	job_reset_lists(c->job);
	size_t row = job_control(c->job, own ? node->ref : node->id, name,
	    heading == CISO_NONE ? m->domain : tree->nodes[heading].id,
	    node->yaml->line);

	if (row == CATALOG_NONE)
		return row;
	if (node->ref && !own) {
		builder_text(b, CONTROL_REF, row, node->ref);
		job_warn(c->job, ODD_DUPLICATE, node->yaml->line,
		    node->yaml->column,
		    _("The id %s stands here twice: this one is called %s."),
		    node->ref, node->id);
	}
	if (name)
		ciso_translate(c, node->yaml, "name", CONTROL_TITLE, row, 0);
	if (above && above->assessable)
		builder_text(b, CONTROL_PARENT, row, above->id);
	return row;
}

static bool
fill_control(struct making *m, const struct ciso_node *node)
{
	struct ciso *c = m->c;
	size_t row = add_control(m, node);

	if (row == CATALOG_NONE)
		return !c->job->err->message;
	add_words(m, node, row);
	return ciso_add_groups(c, m->framework, node->yaml, row) &&
	       ciso_questions(c, m->framework, node->yaml, row) &&
	       ciso_add_evidence(c, m->framework, node->yaml, row) &&
	       ciso_add_measures(c, node->yaml, row) &&
	       ciso_add_threats(c, node->yaml, row);
}

static bool
add_controls(struct making *m)
{
	const struct ciso_tree *tree = &m->tree;
	bool ok = true;

	for (size_t i = 0; i < tree->count; i++) {
		struct ciso_node *node = &tree->nodes[i];

		if (!node->assessable)
			continue;
		if (!node->ref)
			tally(&m->without_id, node);
		node->id = free_id(m->c, &m->c->control_ids, node->ref,
		    tail(node, "requirement"));
	}
	for (size_t i = 0; ok && i < tree->count; i++) {
		if (i % 256 == 0)
			job_step(m->c->job, i, tree->count);
		if (tree->nodes[i].assessable)
			ok = fill_control(m, &tree->nodes[i]);
	}
	return ok;
}

static void
tell(const struct making *m)
{
	struct import_job *job = m->c->job;

	if (m->without_id.count)
		job_warn(job, ODD_NAME, m->without_id.line, 1,
		    ngettext("%zu requirement has no id of its own: the end "
		             "of its urn stands for it.",
		        "%zu requirements have no id of their own: the ends "
		        "of their urns stand for them.",
		        m->without_id.count),
		    m->without_id.count);
	if (m->unnamed.count)
		job_warn(job, ODD_NAME, m->unnamed.line, 1,
		    ngettext("%zu domain has no name: its id or the "
		             "beginning of its text stands for it.",
		        "%zu domains have no name: their ids or the "
		        "beginnings of their texts stand for them.",
		        m->unnamed.count),
		    m->unnamed.count);
	if (m->headings.count)
		job_warn(job, ODD_OTHER, m->headings.line, 1,
		    ngettext("%zu heading or text has nothing to assess below "
		             "it: it is left out.",
		        "%zu headings or texts have nothing to assess below "
		        "them: they are left out.",
		        m->headings.count),
		    m->headings.count);
	if (m->wordless.count)
		job_warn(job, ODD_OTHER, m->wordless.line, 1,
		    ngettext("%zu requirement has no words: its id stands "
		             "for them.",
		        "%zu requirements have no words: their ids stand for "
		        "them.",
		        m->wordless.count),
		    m->wordless.count);
}

bool
ciso_nodes(
    struct ciso *c, struct ciso_framework *framework, const struct ynode *first)
{
	struct making m = { .c = c, .framework = framework };

	ciso_tree_read(c, &m.tree, first);
	bool any = false;

	for (size_t i = 0; i < m.tree.count; i++)
		any |= m.tree.nodes[i].assessable;
	bool ok = any ? add_domains(&m) && add_controls(&m)
	              : err_set_at(c->job->err, ERR_INPUT, c->job->path,
	                    framework->yaml->line, framework->yaml->column,
	                    _("Nothing in this framework is marked as to be "
	                      "assessed: there are no controls to import."));

	if (ok)
		tell(&m);
	ciso_tree_done(&m.tree);
	return ok;
}
