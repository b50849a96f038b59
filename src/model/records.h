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
struct session;

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
/* Proposes that all its fields go. */
void record_drop(const struct session *session, struct changes *changes,
    const char *segment, const char *id);

#endif
