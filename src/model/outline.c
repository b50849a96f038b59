/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The control tree, flattened depth first, and what of it shows. */

#include <config.h>

#include "model/outline.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "model/catalog.h"

/* Children by parent: the first of each and the next sibling, counted from 1;
 * 0: there is none. */
struct growing {
	struct outline *outline;
	uint32_t *first_control, *next_control; /* below a control */
	uint32_t *first_top, *next_top;         /* controls right in a domain */
	uint32_t *first_domain, *next_domain;   /* below a domain */
};

static uint32_t
add_node(
    struct growing *g, enum outline_kind kind, uint32_t row, uint32_t parent)
{
	struct outline *o = g->outline;

	o->nodes[o->count] = (struct outline_node){
		.kind = (uint8_t)kind,
		.row = row,
		.depth = parent == OUTLINE_TOP
		             ? 0
		             : (uint8_t)(o->nodes[parent].depth + 1),
		.parent = parent,
		.open = true,
	};
	return (uint32_t)o->count++;
}

static void
add_control(struct growing *g, uint32_t control, uint32_t parent)
{
	uint32_t node = add_node(g, OUTLINE_CONTROL, control, parent);

	g->outline->of_control[control] = node;
	for (uint32_t c = g->first_control[control]; c;
	     c = g->next_control[c - 1])
		add_control(g, c - 1, node);
	g->outline->nodes[node].end = (uint32_t)g->outline->count;
}

static void
add_domain(struct growing *g, uint32_t domain, uint32_t parent)
{
	uint32_t node = add_node(g, OUTLINE_DOMAIN, domain, parent);

	for (uint32_t c = g->first_top[domain]; c; c = g->next_top[c - 1])
		add_control(g, c - 1, node);
	for (uint32_t d = g->first_domain[domain]; d;
	     d = g->next_domain[d - 1])
		add_domain(g, d - 1, node);
	g->outline->nodes[node].end = (uint32_t)g->outline->count;
}

/* A node that is left out hides nothing by being folded. */
static void
show(struct outline *o)
{
	size_t next;

	o->visible_count = 0;
	for (size_t i = 0; i < o->count; i = next) {
		const struct outline_node *node = &o->nodes[i];

		next = node->below ? i + 1 : node->end;
		if (!node->kept)
			continue;
		o->visible[o->visible_count++] = (uint32_t)i;
		if (!node->open)
			next = node->end;
	}
}

/* What is kept, and what of that lies below what. */
static void
keep_nodes(struct outline *o, const bool *keep)
{
	for (size_t i = 0; i < o->count; i++) {
		struct outline_node *node = &o->nodes[i];

		node->kept =
		    !keep || (node->kind == OUTLINE_CONTROL && keep[node->row]);
		node->below = false;
	}
	for (size_t i = o->count; i-- > 0;) {
		const struct outline_node *node = &o->nodes[i];

		bool hidden = !node->kept && !node->below;

		if (hidden || node->parent == OUTLINE_TOP)
			continue;
		struct outline_node *parent = &o->nodes[node->parent];

		parent->below = true;
		parent->kept |= parent->kind == OUTLINE_DOMAIN;
	}
}

void
outline_filter(struct outline *o, const bool *keep)
{
	for (size_t i = 0; i < o->count && o->filtered != !!keep; i++) {
		struct outline_node *node = &o->nodes[i];

		if (keep)
			node->was_open = node->open;
		node->open = keep || node->was_open;
	}
	o->filtered = keep != NULL;
	keep_nodes(o, keep);
	show(o);
}

static void
link_up(struct growing *g, const struct catalog *catalog, size_t controls,
    size_t domains)
{
	/* from the last to the first, so that each list comes out rising */
	for (size_t c = controls; c-- > 0;) {
		size_t parent = catalog_ref(catalog, CONTROL_PARENT, c);
		bool nested = parent != CATALOG_NONE;
		uint32_t *first =
		    nested ? &g->first_control[parent]
		           : &g->first_top[catalog_ref(
		                 catalog, CONTROL_DOMAIN, c)];
		uint32_t *next = nested ? g->next_control : g->next_top;

		next[c] = *first;
		*first = (uint32_t)c + 1;
	}
	for (size_t d = domains; d-- > 0;) {
		size_t parent = catalog_ref(catalog, DOMAIN_PARENT, d);

		if (parent == CATALOG_NONE)
			continue;
		g->next_domain[d] = g->first_domain[parent];
		g->first_domain[parent] = (uint32_t)d + 1;
	}
}

void
outline_init(struct outline *o, const struct catalog *catalog)
{
	size_t controls = catalog_rows(catalog, TABLE_CONTROL);
	size_t domains = catalog_rows(catalog, TABLE_DOMAIN);
	uint32_t *room = xcalloc(3 * (controls + domains), sizeof(*room));
	struct growing g = {
		.outline = o,
		.first_control = room,
		.next_control = room + controls,
		.next_top = room + 2 * controls,
		.first_top = room + 3 * controls,
		.first_domain = room + 3 * controls + domains,
		.next_domain = room + 3 * controls + 2 * domains,
	};

	*o = (struct outline){
		.of_control = xcalloc(controls, sizeof(*o->of_control)),
		.nodes = xcalloc(controls + domains, sizeof(*o->nodes)),
	};
	link_up(&g, catalog, controls, domains);
	for (size_t d = 0; d < domains; d++)
		if (catalog_ref(catalog, DOMAIN_PARENT, d) == CATALOG_NONE)
			add_domain(&g, (uint32_t)d, OUTLINE_TOP);
	o->visible = xcalloc(o->count, sizeof(*o->visible));
	keep_nodes(o, NULL);
	show(o);
	free(room);
}

void
outline_done(struct outline *o)
{
	free(o->nodes);
	free(o->visible);
	free(o->of_control);
	*o = (struct outline){ 0 };
}

bool
outline_fold(struct outline *o, size_t node, bool open)
{
	if (!o->nodes[node].below || o->nodes[node].open == open)
		return false;
	o->nodes[node].open = open;
	show(o);
	return true;
}

void
outline_fold_all(struct outline *o, bool open)
{
	for (size_t i = 0; i < o->count; i++)
		o->nodes[i].open = open || o->nodes[i].end == i + 1;
	show(o);
}

/* The last visible place at or before a node. */
static size_t
place_before(const struct outline *o, size_t node)
{
	size_t low = 0, high = o->visible_count;

	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;

		if (o->visible[middle] <= node)
			low = middle;
		else
			high = middle;
	}
	return low;
}

size_t
outline_place(const struct outline *o, size_t node)
{
	size_t place = place_before(o, node);

	for (size_t n = node; n != SIZE_MAX && o->visible_count;
	     n = outline_parent(o, n)) {
		size_t at = place_before(o, n);

		if (o->visible[at] == n)
			return at;
	}
	return place;
}

size_t
outline_parent(const struct outline *o, size_t node)
{
	uint32_t parent = o->nodes[node].parent;

	return parent == OUTLINE_TOP ? SIZE_MAX : parent;
}

void
outline_reveal(struct outline *o, size_t node)
{
	bool changed = false;

	for (size_t p = outline_parent(o, node); p != SIZE_MAX;
	     p = outline_parent(o, p)) {
		changed |= !o->nodes[p].open;
		o->nodes[p].open = true;
	}
	if (changed)
		show(o);
}

size_t
outline_step(const struct outline *o, size_t control, int step)
{
	size_t node = o->of_control[control];

	for (;;) {
		if (step < 0 ? node == 0 : node + 1 >= o->count)
			return CATALOG_NONE;
		node = step < 0 ? node - 1 : node + 1;
		if (o->nodes[node].kind == OUTLINE_CONTROL &&
		    o->nodes[node].kept)
			return o->nodes[node].row;
	}
}

size_t
outline_first_control(const struct outline *o, size_t node)
{
	for (size_t i = node; i < o->nodes[node].end; i++)
		if (o->nodes[i].kind == OUTLINE_CONTROL && o->nodes[i].kept)
			return o->nodes[i].row;
	return CATALOG_NONE;
}
