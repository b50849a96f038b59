/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* How the requirements of a CISO Assistant framework lie in each other. Their
 * list may be in any order, name parents that are not there, or lead in
 * circles. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "import/ciso_parts.h"

/* No pack nests deeper than 32. */
enum { NEST_MAX = 30 };

static const char node_keys[] =
    " urn parent_urn ref_id assessable depth name description annotation"
    " typical_evidence implementation_groups questions question threats"
    " reference_controls security_functions weight min_score max_score"
    " scores_definition scores_definition_ref display_mode maturity"
    " translations order_id locale provider ";

static void
add_node(struct ciso *c, struct ciso_tree *tree, const struct ynode *yaml,
    struct textmap *urns)
{
	const char *urn = ciso_line(c, yaml, "urn");

	ciso_check_keys(c, yaml, node_keys);
	if (urn && !textmap_add(urns, urn, tree->count))
		job_warn(c->job, ODD_DUPLICATE, yaml->line, yaml->column,
		    _("The urn %s stands here twice: what names it means the "
		      "first."),
		    urn);
	tree->nodes = mem_grow(tree->nodes, &tree->capacity, tree->count + 1,
	    sizeof(*tree->nodes));
	tree->nodes[tree->count++] = (struct ciso_node){
		.yaml = yaml,
		.urn = urn,
		.ref = ciso_line(c, yaml, "ref_id"),
		.assessable = ciso_yes(yaml, "assessable"),
		.parent = CISO_NONE,
		.first = CISO_NONE,
		.last = CISO_NONE,
		.next = CISO_NONE,
	};
}

static void
link_parent(
    struct ciso *c, struct ciso_tree *tree, size_t at, struct textmap *urns)
{
	struct ciso_node *node = &tree->nodes[at];
	const char *urn = ciso_line(c, node->yaml, "parent_urn");
	const size_t *parent = urn ? textmap_get(urns, urn) : NULL;

	if (!urn)
		return;
	if (!parent) {
		if (textmap_add(&c->missing, urn, 0))
			job_warn(c->job, ODD_REFERENCE, node->yaml->line,
			    node->yaml->column,
			    _("The parent %s is not there: what lies in it "
			      "stands at the top."),
			    urn);
		return;
	}
	struct ciso_node *above = &tree->nodes[*parent];

	node->parent = *parent;
	if (above->last == CISO_NONE)
		above->first = at;
	else
		tree->nodes[above->last].next = at;
	above->last = at;
}

/* Puts a node and all below it in order, each with its depth; what lies too
 * deep goes beside what it lies in. */
static void
order_from(struct ciso_tree *tree, size_t root)
{
	size_t from = tree->ordered;

	tree->nodes[root].seen = true;
	tree->order[tree->ordered++] = root;
	for (; from < tree->ordered; from++) {
		const struct ciso_node *node = &tree->nodes[tree->order[from]];
		bool deep = node->depth == NEST_MAX;

		for (size_t at = node->first; at != CISO_NONE;
		     at = tree->nodes[at].next) {
			struct ciso_node *child = &tree->nodes[at];

			if (child->seen)
				continue;
			child->seen = true;
			child->depth = node->depth + !deep;
			if (deep) {
				child->parent = node->parent;
				if (!tree->flattened++)
					tree->flattened_line =
					    child->yaml->line;
			}
			tree->order[tree->ordered++] = at;
		}
	}
}

static void
order_all(struct ciso *c, struct ciso_tree *tree)
{
	tree->order = xcalloc(tree->count, sizeof(*tree->order));
	for (size_t i = 0; i < tree->count; i++)
		if (tree->nodes[i].parent == CISO_NONE)
			order_from(tree, i);
	for (size_t i = 0; i < tree->count; i++) {
		struct ciso_node *node = &tree->nodes[i];

		if (node->seen)
			continue;
		job_warn(c->job, ODD_REFERENCE, node->yaml->line,
		    node->yaml->column,
		    _("The parents of %s lead in a circle: it stands at the "
		      "top."),
		    node->urn);
		node->parent = CISO_NONE;
		order_from(tree, i);
	}
	if (tree->flattened)
		job_warn(c->job, ODD_PARENT, tree->flattened_line, 1,
		    ngettext("%zu requirement lies more than %d deep: it is "
		             "put higher.",
		        "%zu requirements lie more than %d deep: they are put "
		        "higher.",
		        tree->flattened),
		    tree->flattened, NEST_MAX);
}

void
ciso_tree_read(
    struct ciso *c, struct ciso_tree *tree, const struct ynode *first)
{
	struct textmap urns = { 0 };

	for (const struct ynode *yaml = first; yaml; yaml = yaml->next)
		if (yaml->kind == YNODE_MAPPING)
			add_node(c, tree, yaml, &urns);
		else
			job_warn(c->job, ODD_VALUE, yaml->line, yaml->column,
			    _("A requirement is due here: what stands here "
			      "is left out."));
	for (size_t i = 0; i < tree->count; i++)
		link_parent(c, tree, i, &urns);
	order_all(c, tree);
	for (size_t i = tree->ordered; i-- > 0;) {
		const struct ciso_node *node = &tree->nodes[tree->order[i]];

		if (node->parent != CISO_NONE &&
		    (node->assessable || node->holds))
			tree->nodes[node->parent].holds = true;
	}
	textmap_done(&urns);
}

void
ciso_tree_done(struct ciso_tree *tree)
{
	free(tree->nodes);
	free(tree->order);
}
