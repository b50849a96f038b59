/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_YAML_YREAD_H
#define ASSAY_YAML_YREAD_H

/* YAML in: libyaml's events made into a small tree, with the limits of
 * robustness.md 2 enforced while reading. Scalars are text, `yes` is no
 * boolean. Duplicate keys, tags that change meaning, NULs, several documents
 * and non-scalar keys are errors with line and column; so are aliases unless
 * the limits let them in. */

#include <stdbool.h>
#include <stddef.h>

struct err;

enum ynode_kind { YNODE_SCALAR, YNODE_SEQUENCE, YNODE_MAPPING };

struct ynode {
	enum ynode_kind kind;
	bool quoted; /* scalar: quoted or block, so `""` is no null */
	size_t line, column; /* from 1 */
	const char *text; /* scalar; NUL-terminated, holds none */
	size_t len;
	const char *key; /* of a mapping's child; else NULL */
	size_t key_line, key_column;
	const struct ynode *first, *next; /* children, siblings */
	size_t count;                     /* of children */
};

struct ydoc;

struct ylimits {
	size_t bytes, depth, nodes, scalar;
	/* An alias stands for a copy of what its anchor marks, and every node
	 * and byte of the copy counts as one read. A mapping's plain key `<<`
	 * takes in the keys of the mapping, or the list of mappings, that is
	 * its value; those the mapping has itself win, then those of the
	 * first. Copies keep the places of their originals below their root,
	 * and may share their children with them. */
	bool aliases;
};
/* For packs and sessions: 4 MiB, depth 64, 200,000 nodes, 64 KiB a scalar. */
extern const struct ylimits YLIMITS_PACK;
/* For foreign sources: 64 MiB, depth 64, 5 million nodes, 1 MiB a scalar, and
 * aliases. */
extern const struct ylimits YLIMITS_IMPORT;

/* Parses text; `path` is only for messages. NULL and *err on failure. An
 * empty document is a scalar "" at line 1. */
struct ydoc *yread_text(const char *text, size_t len, const char *path,
    const struct ylimits *limits, struct err *err);
/* The same for a file, "-" being standard input. */
struct ydoc *yread_file(
    const char *path, const struct ylimits *limits, struct err *err);
void ydoc_free(struct ydoc *doc);

/* The root; nodes are borrowed until ydoc_free. */
const struct ynode *ydoc_root(const struct ydoc *doc);
/* The child of a mapping by key; NULL when absent or no mapping. */
const struct ynode *ynode_get(const struct ynode *node, const char *key);
/* The text of a scalar child; NULL when absent, no scalar or a plain null. */
const char *ynode_text(const struct ynode *node, const char *key);
/* Is it a plain (unquoted) null: empty, ~ or null? */
bool ynode_is_null(const struct ynode *node);

#endif
