/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_SIGNING_H
#define ASSAY_APP_SIGNING_H

/* Signatures of manifests, made and checked by other programs: ssh-keygen, or
 * whatever command the settings name. */

#include <stdbool.h>
#include <stddef.h>

struct err;
struct seal;

/* Signs a manifest with the key of a file, or, key NULL, by a command split on
 * blanks to which the manifest's path is added. *count: the signatures there
 * are now. False: it failed, and the seal is without. */
bool signing_make(const char *dir, const struct seal *seal, const char *key,
    const char *command, size_t *count, struct err *err);

enum signing_verdict {
	SIGNING_GOOD,
	SIGNING_BAD,
	SIGNING_OTHER /* of a form that ssh-keygen does not know */
};
/* Checks one signature, named from the session's directory, against a file of
 * allowed signers. False: no program could be run. */
bool signing_check(const char *dir, const struct seal *seal, const char *name,
    const char *signers, const char *signer, enum signing_verdict *verdict,
    struct err *err);

#endif
