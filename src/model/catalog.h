/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_CATALOG_H
#define ASSAY_MODEL_CATALOG_H

/* The content of one pack, read-only. It is one contiguous relocatable block:
 * a header, tables of 32-bit words, and a pool of distinct strings. The same
 * bytes serve memory, a pipe and a file. CATALOG_FIELDS below is the one list
 * of what a pack can hold: the reader, the writer, the JSON of `show`, the
 * builder and the bounds check all follow it.
 *
 * Rows are addressed by table and number; controls are numbered in natural
 * order of their ids. Strings handed out are borrowed until catalog_free. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;

/* The tables: name, and the name of the field that a short form fills (a
 * criterion written as a plain string is its text). */
#define CATALOG_TABLES(X) \
	X(PACK) X(SOURCE) X(SCALE) X(POLICY) X(LEVEL) X(SIZE) X(DOMAIN) \
	X(FRAMEWORK) X(EVIDENCE) X(RISK) X(THREAT) X(CONTROL) X(CLEVEL) \
	X(CRITERION) X(OBJECTIVE) X(METHOD) X(SOLUTION) X(MAPPING) \
	X(COMPENSATING)

enum catalog_table {
#define X(name) TABLE_##name,
	CATALOG_TABLES(X)
#undef X
	TABLE_COUNT
};

enum field_type {
	FIELD_STRING,  /* one line of plain text, never translated */
	FIELD_TEXT,    /* text for people, may have overlays */
	FIELD_ID,      /* the row's own id, unique in its table */
	FIELD_NUMBER,  /* 0 .. 100 */
	FIELD_BOOL,
	FIELD_REF,     /* the id of a row of `target` */
	FIELD_ROW,     /* one nested row of `target` */
	FIELD_STRINGS, /* lists of these */
	FIELD_TEXTS,
	FIELD_REFS,
	FIELD_ROWS,    /* a list of nested rows of `target` */
	FIELD_KEYED    /* a mapping; its keys are the first field of `target` */
};

enum field_flags {
	FIELD_PLAIN = 0,
	FIELD_NEEDED = 1, /* must be there */
	FIELD_SHORT = 2,  /* may stand alone for its row */
	FIELD_MADE = 4    /* computed by the builder, not in files */
};

/* X(table, FIELD, "key in the file", type, target, flags). Order inside a
 * table is the order in files and JSON. For words (status, ...) see
 * catalog_field_words. */
#define CATALOG_FIELDS(X) \
	X(PACK, PACK_FORMAT, "format", STRING, PACK, NEEDED) \
	X(PACK, PACK_ID, "id", ID, PACK, NEEDED) \
	X(PACK, PACK_TITLE, "title", TEXT, PACK, NEEDED) \
	X(PACK, PACK_VERSION, "version", STRING, PACK, NEEDED) \
	X(PACK, PACK_LANGUAGE, "language", STRING, PACK, NEEDED) \
	X(PACK, PACK_LICENCE, "licence", STRING, PACK, PLAIN) \
	X(PACK, PACK_SOURCE, "source", ROW, SOURCE, PLAIN) \
	X(PACK, PACK_GENERATOR, "generator", STRING, PACK, PLAIN) \
	X(PACK, PACK_SCALE, "scale", ROW, SCALE, PLAIN) \
	X(PACK, PACK_SIZES, "sizes", ROWS, SIZE, PLAIN) \
	X(PACK, PACK_DOMAINS, "domains", ROWS, DOMAIN, NEEDED) \
	X(PACK, PACK_FRAMEWORKS, "frameworks", ROWS, FRAMEWORK, PLAIN) \
	X(PACK, PACK_EVIDENCE, "evidence", ROWS, EVIDENCE, PLAIN) \
	X(PACK, PACK_RISKS, "risks", ROWS, RISK, PLAIN) \
	X(PACK, PACK_THREATS, "threats", ROWS, THREAT, PLAIN) \
	X(SOURCE, SOURCE_NAME, "name", STRING, PACK, PLAIN) \
	X(SOURCE, SOURCE_URL, "url", STRING, PACK, PLAIN) \
	X(SOURCE, SOURCE_ATTRIBUTION, "attribution", TEXT, PACK, PLAIN) \
	X(SCALE, SCALE_NAME, "name", STRING, PACK, PLAIN) \
	X(SCALE, SCALE_POLICY, "policy", ROW, POLICY, PLAIN) \
	X(SCALE, SCALE_LEVELS, "levels", ROWS, LEVEL, NEEDED) \
	X(POLICY, POLICY_PASS, "pass", NUMBER, PACK, NEEDED) \
	X(POLICY, POLICY_JUDGE, "judge", NUMBER, PACK, NEEDED) \
	X(LEVEL, LEVEL_NUMBER, "level", NUMBER, PACK, NEEDED) \
	X(LEVEL, LEVEL_NAME, "name", TEXT, PACK, NEEDED) \
	X(LEVEL, LEVEL_SUMMARY, "summary", TEXT, PACK, PLAIN) \
	X(SIZE, SIZE_ID, "id", ID, PACK, NEEDED) \
	X(SIZE, SIZE_NAME, "name", TEXT, PACK, NEEDED) \
	X(DOMAIN, DOMAIN_ID, "id", ID, PACK, NEEDED) \
	X(DOMAIN, DOMAIN_NAME, "name", TEXT, PACK, NEEDED) \
	X(DOMAIN, DOMAIN_PRINCIPLE, "principle", TEXT, PACK, PLAIN) \
	X(DOMAIN, DOMAIN_PARENT, "parent", REF, DOMAIN, PLAIN) \
	X(DOMAIN, DOMAIN_PROMPTS, "prompts", TEXTS, PACK, PLAIN) \
	X(FRAMEWORK, FRAMEWORK_ID, "id", ID, PACK, NEEDED) \
	X(FRAMEWORK, FRAMEWORK_NAME, "name", STRING, PACK, NEEDED) \
	X(FRAMEWORK, FRAMEWORK_GROUP, "group", STRING, PACK, PLAIN) \
	X(FRAMEWORK, FRAMEWORK_URL, "url", STRING, PACK, PLAIN) \
	X(EVIDENCE, EVIDENCE_ID, "id", ID, PACK, NEEDED) \
	X(EVIDENCE, EVIDENCE_TITLE, "title", TEXT, PACK, NEEDED) \
	X(EVIDENCE, EVIDENCE_AREA, "area", STRING, PACK, PLAIN) \
	X(EVIDENCE, EVIDENCE_DESCRIPTION, "description", TEXT, PACK, PLAIN) \
	X(RISK, RISK_ID, "id", ID, PACK, NEEDED) \
	X(RISK, RISK_TITLE, "title", TEXT, PACK, PLAIN) \
	X(RISK, RISK_DESCRIPTION, "description", TEXT, PACK, PLAIN) \
	X(THREAT, THREAT_ID, "id", ID, PACK, NEEDED) \
	X(THREAT, THREAT_TITLE, "title", TEXT, PACK, PLAIN) \
	X(THREAT, THREAT_DESCRIPTION, "description", TEXT, PACK, PLAIN) \
	X(CONTROL, CONTROL_ID, "id", ID, PACK, NEEDED) \
	X(CONTROL, CONTROL_DOMAIN, "domain", REF, DOMAIN, NEEDED) \
	X(CONTROL, CONTROL_PARENT, "parent", REF, CONTROL, PLAIN) \
	X(CONTROL, CONTROL_REF, "ref", STRING, PACK, PLAIN) \
	X(CONTROL, CONTROL_TITLE, "title", TEXT, PACK, PLAIN) \
	X(CONTROL, CONTROL_STATUS, "status", STRING, PACK, PLAIN) \
	X(CONTROL, CONTROL_INTO, "into", STRINGS, PACK, PLAIN) \
	X(CONTROL, CONTROL_WEIGHT, "weight", NUMBER, PACK, PLAIN) \
	X(CONTROL, CONTROL_MATERIAL, "material", BOOL, PACK, PLAIN) \
	X(CONTROL, CONTROL_CADENCE, "cadence", STRING, PACK, PLAIN) \
	X(CONTROL, CONTROL_APPLIES_TO, "applies_to", STRINGS, PACK, PLAIN) \
	X(CONTROL, CONTROL_FUNCTION, "function", STRING, PACK, PLAIN) \
	X(CONTROL, CONTROL_PROFILES, "profiles", STRINGS, PACK, PLAIN) \
	X(CONTROL, CONTROL_SCRM, "scrm", STRINGS, PACK, PLAIN) \
	X(CONTROL, CONTROL_STATEMENT, "statement", TEXT, PACK, NEEDED) \
	X(CONTROL, CONTROL_QUESTION, "question", TEXT, PACK, PLAIN) \
	X(CONTROL, CONTROL_GUIDANCE, "guidance", TEXT, PACK, PLAIN) \
	X(CONTROL, CONTROL_PROMPTS, "prompts", TEXTS, PACK, PLAIN) \
	X(CONTROL, CONTROL_LEVELS, "levels", KEYED, CLEVEL, PLAIN) \
	X(CONTROL, CONTROL_OBJECTIVES, "objectives", ROWS, OBJECTIVE, PLAIN) \
	X(CONTROL, CONTROL_EVIDENCE, "evidence", REFS, EVIDENCE, PLAIN) \
	X(CONTROL, CONTROL_SOLUTIONS, "solutions", KEYED, SOLUTION, PLAIN) \
	X(CONTROL, CONTROL_MAPPINGS, "mappings", KEYED, MAPPING, PLAIN) \
	X(CONTROL, CONTROL_RISKS, "risks", REFS, RISK, PLAIN) \
	X(CONTROL, CONTROL_THREATS, "threats", REFS, THREAT, PLAIN) \
	X(CONTROL, CONTROL_COMPENSATING, "compensating", ROWS, COMPENSATING, \
	    PLAIN) \
	X(CLEVEL, CLEVEL_LEVEL, "level", NUMBER, PACK, NEEDED) \
	X(CLEVEL, CLEVEL_SUMMARY, "summary", TEXT, PACK, PLAIN) \
	X(CLEVEL, CLEVEL_CRITERIA, "criteria", ROWS, CRITERION, PLAIN) \
	X(CLEVEL, CLEVEL_DEFERS_TO, "defers_to", NUMBER, PACK, PLAIN) \
	X(CLEVEL, CLEVEL_NOT_AVAILABLE, "not_available", BOOL, PACK, PLAIN) \
	X(CLEVEL, CLEVEL_NOTE, "note", TEXT, PACK, PLAIN) \
	X(CLEVEL, CLEVEL_EXAMPLES, "examples", TEXTS, PACK, PLAIN) \
	X(CRITERION, CRITERION_KEY, "key", STRING, PACK, MADE) \
	X(CRITERION, CRITERION_TEXT, "text", TEXT, PACK, NEEDED | FIELD_SHORT) \
	X(CRITERION, CRITERION_SUB, "sub", TEXTS, PACK, PLAIN) \
	X(CRITERION, CRITERION_ANCHOR, "anchor", BOOL, PACK, PLAIN) \
	X(OBJECTIVE, OBJECTIVE_ID, "id", ID, PACK, NEEDED) \
	X(OBJECTIVE, OBJECTIVE_TEXT, "text", TEXT, PACK, NEEDED) \
	X(OBJECTIVE, OBJECTIVE_RIGOR, "rigor", NUMBER, PACK, PLAIN) \
	X(OBJECTIVE, OBJECTIVE_APPLIES_TO, "applies_to", STRING, PACK, PLAIN) \
	X(OBJECTIVE, OBJECTIVE_ORIGIN, "origin", STRING, PACK, PLAIN) \
	X(OBJECTIVE, OBJECTIVE_FRAMEWORK, "framework", REF, FRAMEWORK, PLAIN) \
	X(OBJECTIVE, OBJECTIVE_PARAMETERS, "parameters", TEXTS, PACK, PLAIN) \
	X(OBJECTIVE, OBJECTIVE_METHODS, "methods", ROWS, METHOD, PLAIN) \
	X(METHOD, METHOD_METHOD, "method", STRING, PACK, NEEDED) \
	X(METHOD, METHOD_OBJECTS, "objects", TEXTS, PACK, PLAIN) \
	X(SOLUTION, SOLUTION_SIZE, "size", REF, SIZE, NEEDED) \
	X(SOLUTION, SOLUTION_LINES, "lines", TEXTS, PACK, SHORT) \
	X(MAPPING, MAPPING_FRAMEWORK, "framework", REF, FRAMEWORK, NEEDED) \
	X(MAPPING, MAPPING_VALUES, "values", STRINGS, PACK, SHORT) \
	X(MAPPING, MAPPING_RAW, "raw", STRING, PACK, PLAIN) \
	X(COMPENSATING, COMPENSATING_CONTROL, "control", STRING, PACK, NEEDED) \
	X(COMPENSATING, COMPENSATING_WHY, "why", TEXT, PACK, PLAIN)

enum catalog_field {
#define X(table, field, key, type, target, flags) field,
	CATALOG_FIELDS(X)
#undef X
	FIELD_COUNT
};

struct catalog_field_info {
	enum catalog_table table;
	const char *key;
	enum field_type type;
	enum catalog_table target;
	unsigned flags;
};

/* What the list says of a field. */
const struct catalog_field_info *catalog_field_info(enum catalog_field field);
/* The first field of a table, and how many there are. */
enum catalog_field catalog_table_first(enum catalog_table table);
size_t catalog_table_width(enum catalog_table table);
/* The words a STRING field may hold, NULL-terminated; NULL: any text. */
const char *const *catalog_field_words(enum catalog_field field);

/* "No such row." */
#define CATALOG_NONE ((size_t)-1)

struct catalog;

/* Takes a heap block that catalog_verify accepted; frees it in catalog_free.*/
struct catalog *catalog_take(void *block, size_t size);
/* The same for a block that is part of something else, a mapped file say:
 * catalog_free calls release(owner) instead. The block is never written. */
struct catalog *catalog_borrow(const void *block, size_t size,
    void (*release)(void *owner), void *owner);
void catalog_free(struct catalog *catalog);
/* The block's bytes, to write or send. */
const void *catalog_block(const struct catalog *catalog, size_t *size);
/* The bounds check: may these bytes be read by the accessors without harm?
 * Walks every table, list and string offset. */
bool catalog_verify(const void *block, size_t size, struct err *err);
/* Tells one list of fields and layout from every other: a block is of use only
 * to a program with the same. */
uint64_t catalog_shape(void);

/* Languages: 0 is the pack's own. */
size_t catalog_languages(const struct catalog *catalog);
const char *catalog_language(const struct catalog *catalog, size_t language);
/* The number of a language tag (de finds de_DE's overlay "de"); 0 when the
 * pack has no such overlay. */
size_t catalog_find_language(const struct catalog *catalog, const char *tag);

/* Rows of a table. */
size_t catalog_rows(const struct catalog *catalog, enum catalog_table table);
/* The row of that id, ignoring case; CATALOG_NONE when there is none. For
 * tables with an id. */
size_t catalog_find(
    const struct catalog *catalog, enum catalog_table table, const char *id);

/* STRING, TEXT, ID: the text, NULL when absent. REF: the id it names. An
 * overlay's text stands in where `language` has one. */
const char *catalog_text(const struct catalog *catalog,
    enum catalog_field field, size_t row, size_t language);
/* The same in the pack's own language, for what is never translated. */
const char *catalog_string(
    const struct catalog *catalog, enum catalog_field field, size_t row);
/* What an overlay has for a TEXT field (item 0) or an item of a TEXTS list;
 * NULL: nothing, the pack's own text stands. */
const char *catalog_overlaid(const struct catalog *catalog,
    enum catalog_field field, size_t row, size_t item, size_t language);
/* NUMBER: the number, -1 when absent. BOOL: 0 or 1, -1 when absent. */
int catalog_number(
    const struct catalog *catalog, enum catalog_field field, size_t row);
/* REF, ROW: the row it leads to, or CATALOG_NONE. */
size_t catalog_ref(
    const struct catalog *catalog, enum catalog_field field, size_t row);
/* Lists: how many items; the i-th as text (of REFS: its id); the i-th as a
 * row of the target table (REFS, ROWS, KEYED). */
size_t catalog_count(
    const struct catalog *catalog, enum catalog_field field, size_t row);
const char *catalog_item(const struct catalog *catalog,
    enum catalog_field field, size_t row, size_t item, size_t language);
size_t catalog_child(const struct catalog *catalog, enum catalog_field field,
    size_t row, size_t item);

/* Shorthands over the above. */

/* The title, or the statement where there is none (DESIGN.md 3). */
const char *catalog_control_name(
    const struct catalog *catalog, size_t control, size_t language);
/* Weight 10 is material unless the pack says otherwise (domain.md 2.1). */
bool catalog_control_material(const struct catalog *catalog, size_t control);
/* Withdrawn and deprecated controls are kept, out of scope by default. */
bool catalog_control_active(const struct catalog *catalog, size_t control);
/* Bytes of the longest id of a control, one more for one below another
 * control: known without a look at all of them. */
size_t catalog_id_width(const struct catalog *catalog);
/* The highest level of the pack's scale, -1 without a scale. */
int catalog_scale_top(const struct catalog *catalog);
/* The name of level n of the scale; NULL when there is none. */
const char *catalog_level_name(
    const struct catalog *catalog, int level, size_t language);
/* The CLEVEL row of a control's level, or CATALOG_NONE. */
size_t catalog_control_level(
    const struct catalog *catalog, size_t control, int level);
/* The CRITERION row of a level's criterion by key, or CATALOG_NONE. */
size_t catalog_find_criterion(const struct catalog *catalog, size_t control,
    int level, const char *key);
/* All criteria of a control. */
size_t catalog_control_criteria(const struct catalog *catalog, size_t control);

#endif
