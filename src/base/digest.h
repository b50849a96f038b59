/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_BASE_DIGEST_H
#define ASSAY_BASE_DIGEST_H

/* SHA-256 in hex, and names nobody else will choose. */

#include <stddef.h>

enum { DIGEST_HEX = 64, DIGEST_SHORT = 24, UUID_TEXT = 36 };

/* The SHA-256 of len bytes as 64 lower-case hex digits and a NUL. */
void digest_hex(const void *data, size_t len, char out[DIGEST_HEX + 1]);

/* The same, over pieces. */
struct digest;
struct digest *digest_new(void);
void digest_add(struct digest *digest, const void *data, size_t len);
/* Finishes and frees it. */
void digest_finish(struct digest *digest, char out[DIGEST_HEX + 1]);

/* The first 80 bits for people to read and copy by hand: five groups of four
 * digits, "7f3a-09cc-...". hex has at least 20 digits. */
void digest_short(const char *hex, char out[DIGEST_SHORT + 1]);

/* A random version 4 UUID in lower case. */
void uuid_random(char out[UUID_TEXT + 1]);
/* count random characters a-z 2-7 and a NUL: the tail of a record id. */
void random_name(char *out, size_t count);

#endif
