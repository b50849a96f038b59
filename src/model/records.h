/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_RECORDS_H
#define ASSAY_MODEL_RECORDS_H

/* Records of the session: people, slots, statements, followups, each a group
 * of paths SEGMENT/ID/FIELD. Ids are six random characters, so that two
 * laptops never choose the same. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct changes;
struct entry;
struct session;

/* One record: its entries, in order of their fields; borrowed. */
struct record {
	const char *id; /* id_len bytes inside a path */
	size_t id_len;
	const struct entry *fields;
	size_t count;
	size_t head; /* where the field begins in each path */
};
/* Goes through the records of a segment in path order, without allocating;
 * a session of NULL has none. */
struct record_walk {
	const struct entry *at;
	size_t left, prefix;
};
void record_walk_begin(const struct session *session, const char *segment,
    struct record_walk *walk);
/* False: that was the last. */
bool record_walk_next(struct record_walk *walk, struct record *record);
/* The one of that id; false: there is none. */
bool record_find(const struct session *session, const char *segment,
    const char *id, struct record *record);
/* What is recorded for a field, NULL: nothing; no fallback. */
const struct entry *record_entry(
    const struct record *record, const char *field);
const char *record_value(const struct record *record, const char *field);
/* Is "CONTROL", or one of its parts, what a field "about" says? */
bool record_about(const struct record *record, const char *control);

/* What a list of records is made of: one item for each. */
struct record_kind {
	const char *segment;
	size_t size; /* of an item */
	/* Writes the item; what it borrows lives as long as the session. */
	void (*fill)(const struct record *record, void *item);
	int (*compare)(const void *a, const void *b); /* two items */
};
/* Items of the records about a control (its id) or any of its parts, NULL: of
 * all; sorted. The caller frees them; NULL, and *count 0: there are none. */
void *records_make(const struct session *session,
    const struct record_kind *kind, const char *control, size_t *count);

struct record_ids {
	char **ids; /* owned */
	size_t count, capacity;
};
/* The ids under a first segment ("people"), in path order; a session of NULL
 * has none. */
void records_list(const struct session *session, const char *segment,
    struct record_ids *out);
void record_ids_done(struct record_ids *ids);
/* Does any field of it exist? */
bool record_exists(
    const struct session *session, const char *segment, const char *id);

/* A field's value, or the schema's fallback; NULL: neither. Borrowed. */
const char *record_get(const struct session *session, const char *segment,
    const char *id, const char *field);
/* The commit that set the field; 0: none. */
uint64_t record_seq(const struct session *session, const char *segment,
    const char *id, const char *field);
/* "people/abc234/name"; the caller frees it. */
char *record_path(const char *segment, const char *id, const char *field);
/* An id no record of the segment has; the caller frees it. */
char *record_new_id(const struct session *session, const char *segment);

/* Proposes a field's value; NULL or blank takes it away. */
void record_set(struct changes *changes, const char *segment, const char *id,
    const char *field, const char *value);
/* Proposes that what is recorded at an entry's path goes, also where this pack
 * has not what the path names. */
void record_remove(struct changes *changes, const struct entry *entry);
/* Proposes that all its fields go. */
void record_drop(const struct session *session, struct changes *changes,
    const char *segment, const char *id);

#endif
