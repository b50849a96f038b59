/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_OSCAL_PARTS_H
#define ASSAY_IMPORT_OSCAL_PARTS_H

/* What the files of the OSCAL importer share: oscal.c (the catalog and its
 * groups), oscal_load.c (bytes to one tree), oscal_index.c (what may be
 * referred to), oscal_control.c, oscal_objective.c, oscal_prose.c. */

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "import/textmap.h"
#include "model/catalog.h"

struct import_job;
struct import_source;
struct str;

enum {
	OSCAL_DEPTH = 32,      /* of groups, controls, parts, parameters */
	OSCAL_TEXT_MAX = 65000 /* bytes; a pack's texts end at 64 KiB */
};

/* One catalog being read. */
struct oscal {
	struct import_job *job;
	json_t *catalog;   /* borrowed */
	const char *where; /* the group or control at hand, for messages */
	json_t *params;    /* by id: parameters, the first of each id */
	json_t *texts;     /* by id: what a parameter reads as; null: at work */
	json_t *ids;       /* by OSCAL id: the control's id in the pack */
	json_t *domains;   /* by OSCAL id of a group: its domain's id */
	json_t *unknown;   /* names of parts already reported */
	struct textmap taken, groups; /* ids that controls, domains have */
	size_t expanded;              /* bytes of text made of parameters */
	size_t principles;            /* bytes of the domains' texts */
	size_t controls;
	size_t unhung; /* controls with methods that no objective can have */
};

/* oscal_load.c */

/* The documents of OSCAL by their root keys; "catalog" is the first. */
const char *oscal_model(size_t i);
/* The tree of a document, JSON or YAML, texts without control characters;
 * the caller decrefs it. NULL with the job's err. */
json_t *oscal_load(struct import_job *job, const struct import_source *source);
/* How surely the bytes are OSCAL. */
int oscal_detect(const char *bytes, size_t len);

/* oscal_index.c: looking around without a word, then with warnings. */

/* Fills params and ids. */
void oscal_index(struct oscal *o);
/* The id of a control in the pack; the caller frees it. */
char *oscal_control_id(struct oscal *o, const json_t *control);
/* Are the controls of a group, at any depth, all called PREFIX-something? */
bool oscal_all_begin(
    const struct oscal *o, const json_t *group, const char *prefix);
/* The value of the first property of that name, preferring one without a
 * class; with `plain` nothing else. NULL: there is none. Borrowed. */
const char *oscal_prop(const json_t *node, const char *name, bool plain);
/* A label as an id: "AC-2(1)" is AC-2.1. NULL: it cannot be one. The caller
 * frees it. */
char *oscal_label_id(const char *label);
/* A text, NULL when it is absent or none; nothing is said. Borrowed. */
const char *oscal_get(const json_t *node, const char *key);
/* A text, NULL when absent; reported when it is none. Borrowed. */
const char *oscal_string(struct oscal *o, const json_t *node, const char *key);
/* A list, NULL when absent; reported when it is none. */
const json_t *oscal_list(struct oscal *o, const json_t *node, const char *key);
/* The i-th mapping of a list, NULL when it is none, which is reported. */
const json_t *oscal_item(struct oscal *o, const json_t *list, size_t i);

/* oscal_prose.c */

/* Appends prose line by line, parameters resolved and markup taken off, each
 * line on its own; label, or NULL, goes before the first. */
void oscal_add_prose(
    struct oscal *o, struct str *out, const char *label, const char *prose);
/* The names of the parameters that prose inserts, added to a field. */
void oscal_add_params(
    struct oscal *o, const char *prose, enum catalog_field field, size_t row);
/* Sets a field; what is too long for a pack is cut, which is reported. */
void oscal_set(
    struct oscal *o, enum catalog_field field, size_t row, const char *text);
/* Cuts text so that it fits. */
void oscal_fit(struct oscal *o, struct str *text);

/* oscal_control.c */

/* A control and those in it; parent is an id of the pack, or NULL. False with
 * the job's err. */
bool oscal_control(struct oscal *o, const json_t *control, const char *domain,
    const char *parent, size_t depth);

/* oscal_objective.c */

/* What a control is assessed by, gathered while its parts are read. */
struct oscal_assessment;
struct oscal_assessment *oscal_assessment_new(size_t control);
void oscal_assessment_free(struct oscal_assessment *assessment);
/* An objective with all below it; false with the job's err. */
bool oscal_objective(
    struct oscal *o, struct oscal_assessment *assessment, const json_t *part);
void oscal_method(
    struct oscal *o, struct oscal_assessment *assessment, const json_t *part);
/* Hangs the methods on the objectives. */
void oscal_assessment_end(struct oscal *o, struct oscal_assessment *assessment);

#endif
