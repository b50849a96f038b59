/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_SEALING_H
#define ASSAY_APP_SEALING_H

/* Sealing and reopening a session, the same for the verbs and the screen, and
 * what is said of a seal. */

#include "base/digest.h"

#include <jansson.h>
#include <stdbool.h>

struct commit;
struct err;
struct journal;
struct seal;
struct seal_files;
struct session;
struct stamp;

/* The fingerprint of the seal that stands; "" and false: none does, or its
 * manifest is missing or damaged. */
bool sealing_fingerprint(const char *dir, const struct session *session,
    char fingerprint[DIGEST_HEX + 1]);
/* "Sealed 2026-11-22 as 7f3a-...: assay reopen makes an amendment."; on the
 * screen its command is named. The caller frees it; NULL: it is not sealed. */
char *sealing_words(
    const char *dir, const struct session *session, bool screen);
/* "Seal 1, 2026-11-22, K. Ito: 7f3a-...", or that it was reopened; NULL: the
 * session never was sealed. The caller frees it. */
char *sealing_line(const char *dir, const struct session *session);
/* The latest seal for status --json; null: there never was one. */
json_t *sealing_json(const char *dir, const struct session *session);

/* What a seal is made with. */
struct sealing {
	struct journal *journal;
	struct session *session;
	const char *pack;    /* directory or id; NULL: the session's own */
	const char *datadir;
};
/* The digest of the session's pack where it is now; false: it is not found. */
bool sealing_pack(const struct sealing *sealing, char digest[DIGEST_HEX + 1]);
/* Is everything in order? Then *commit is what is to be recorded before
 * sealing_finish; a session recorded as sealed already, whose manifest is
 * missing, gives one without changes. */
bool sealing_begin(const struct sealing *sealing, const struct stamp *stamp,
    struct seal_files *evidence, struct commit *commit, struct err *err);
/* Writes the manifest. */
bool sealing_finish(const struct sealing *sealing,
    const struct seal_files *evidence, struct seal *seal, struct err *err);
/* The commit that ends the standing seal. ERR_INPUT also where the journal is
 * not the sealed one. */
bool sealing_reopen(const struct sealing *sealing, const char *why,
    const struct stamp *stamp, struct commit *commit, struct err *err);

#endif
