/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_CISO_PARTS_H
#define ASSAY_IMPORT_CISO_PARTS_H

/* What the files of the importer of CISO Assistant libraries share: ciso.c
 * (the library), ciso_scale.c (scores and implementation groups),
 * ciso_tree.c (how requirements lie in each other), ciso_nodes.c (domains and
 * controls), ciso_questions.c, ciso_items.c (evidence, threats, reference
 * controls), ciso_text.c (texts and languages). Texts handed out live as long
 * as the struct ciso. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "import/job.h"
#include "import/textmap.h"
#include "yaml/yread.h"

/* One library being read. */
struct ciso {
	struct import_job *job;
	struct arena arena;
	const char *language;     /* the library is written in it */
	struct textmap keys;      /* told as not understood */
	struct textmap languages; /* met, to whether they are some */
	struct textmap missing;   /* references told as leading nowhere */
	struct textmap threats;   /* urn to the number of its id */
	struct name_list threat_ids;
	struct textmap measures; /* urn to the number of its node */
	const struct ynode **measure_nodes;
	size_t measure_count, measure_capacity;
	/* ids taken, to the number that the next of the name gets */
	struct textmap control_ids, domain_ids;
	struct textmap evidence; /* a request's text to the number of its id */
	struct name_list evidence_ids;
	size_t evidence_made;
	size_t unscaled;      /* scored choices that are no level */
	size_t unscaled_line; /* of the first */
	size_t untranslated;  /* requests whose lines differ in number */
	size_t untranslated_line;
};

/* A framework of the library. */
struct ciso_framework {
	const struct ynode *yaml;
	const char *prefix;    /* of the ids of its evidence */
	int top;               /* of its scale, -1: none that can be held */
	struct textmap groups; /* ref to the number of its name */
	struct name_list group_names;
};

/* ciso_text.c */

/* The text below a key, white space folded: on one line, or line by line.
 * NULL when there is none, or no text. */
const char *ciso_line(
    struct ciso *c, const struct ynode *owner, const char *key);
const char *ciso_text(
    struct ciso *c, const struct ynode *owner, const char *key);
/* The text of a list's item on one line; NULL as above. */
const char *ciso_item(struct ciso *c, const struct ynode *item);
/* A copy that lives as long. */
const char *ciso_keep(struct ciso *c, const char *text);
/* A whole number, -1 when it is absent or none from 0 up. */
int ciso_number(const struct ynode *owner, const char *key);
/* Does a yes stand below the key? */
bool ciso_yes(const struct ynode *owner, const char *key);
/* What follows the last colon of a urn. */
const char *ciso_tail(const char *urn);
/* The list below a key: its first item, NULL without one. */
const struct ynode *ciso_list(const struct ynode *owner, const char *key);
/* Tells keys that are not among the known ones (words between blanks, also
 * one at each end), each once a library. */
void ciso_check_keys(
    struct ciso *c, const struct ynode *owner, const char *known);
/* The translations of an owner, one after the other (NULL: the first): its
 * texts, the language being its key. Those in the pack's own language and
 * those in none are passed over. NULL at the end. */
const struct ynode *ciso_language(
    struct ciso *c, const struct ynode *owner, const struct ynode *before);
/* Lays the owner's translations of what stands below key over a text. */
void ciso_translate(struct ciso *c, const struct ynode *owner, const char *key,
    enum catalog_field field, size_t row, size_t item);

/* ciso_scale.c */

/* The scale and the groups of a framework; free with the second. */
void ciso_framework_read(struct ciso *c, struct ciso_framework *framework);
void ciso_framework_done(struct ciso_framework *framework);
/* Has this node the framework's scale, and not one of its own? */
bool ciso_on_scale(
    const struct ciso_framework *framework, const struct ynode *node);
bool ciso_add_groups(struct ciso *c, struct ciso_framework *framework,
    const struct ynode *node, size_t control);

/* ciso_tree.c */

#define CISO_NONE ((size_t)-1)

/* A requirement. */
struct ciso_node {
	const struct ynode *yaml;
	const char *urn, *ref; /* or NULL */
	const char *id;        /* in the pack, once it has one */
	bool assessable;
	bool holds; /* something to assess lies below */
	bool seen;
	int depth;
	/* places in the list, or CISO_NONE */
	size_t parent, first, last, next;
};

/* The requirements of a framework, in its order. However they name their
 * parents, they end as a tree of a depth that a pack can have. */
struct ciso_tree {
	struct ciso_node *nodes;
	size_t count, capacity;
	size_t *order; /* places, parents before children */
	size_t ordered;
	size_t flattened, flattened_line;
};

void ciso_tree_read(
    struct ciso *c, struct ciso_tree *tree, const struct ynode *first);
void ciso_tree_done(struct ciso_tree *tree);

/* ciso_nodes.c */

/* Domains and controls of a framework; first is its first node. */
bool ciso_nodes(struct ciso *c, struct ciso_framework *framework,
    const struct ynode *first);

/* ciso_questions.c */
bool ciso_questions(struct ciso *c, const struct ciso_framework *framework,
    const struct ynode *node, size_t control);

/* ciso_items.c */

/* The threats and the reference controls that the library holds. */
void ciso_objects(struct ciso *c, const struct ynode *objects);
/* What a node names of them, and the evidence it asks for. */
bool ciso_add_threats(struct ciso *c, const struct ynode *node, size_t control);
bool ciso_add_measures(
    struct ciso *c, const struct ynode *node, size_t control);
bool ciso_add_evidence(struct ciso *c, const struct ciso_framework *framework,
    const struct ynode *node, size_t control);

#endif
