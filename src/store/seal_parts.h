/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_STORE_SEAL_PARTS_H
#define ASSAY_STORE_SEAL_PARTS_H

/* What seal.c (manifests), seal_files.c (the files), seal_make.c,
 * seal_signatures.c and seal_verify.c share. */

#include "store/seal.h"

enum { SEAL_BYTES_MAX = 64 * 1024 * 1024 };

/* The SHA-256 of the first `most` bytes of a regular file that is no link;
 * *size: how many there were. */
bool seal_hash(const char *path, uint64_t most,
    char sha256[DIGEST_HEX + 1], uint64_t *size, struct err *err);
/* Adds a file without keeping the order. */
void seal_files_add(
    struct seal_files *files, const char *name, const char *sha256);
void seal_files_sort(struct seal_files *files);
/* All in DIR/sub, hidden ones too, hashed; what is no regular file or cannot
 * be read has no sum. Nothing where there is no such directory. */
void seal_files_collect(
    const char *dir, const char *sub, struct seal_files *files);
/* The file that holds a recorded content: evidence/SHA256 or
 * evidence/SHA256.pdf; NULL: none does. */
const struct seal_file *seal_files_copy(
    const struct seal_files *files, const char *sha256);

/* Is it what a write that was interrupted leaves: "manifest.abc234.new"? */
bool seal_half_written(const char *name);
/* The names in seal/, natural order. */
void seal_list(const char *dir, char ***names, size_t *count);
/* The number of a directory in seal/; 0: it is none. */
uint64_t seal_number(const char *name);

#endif
