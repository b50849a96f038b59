/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_STORE_ATTACH_H
#define ASSAY_STORE_ATTACH_H

/* Files attached as evidence. Copies lie in SESSION/evidence, named by their
 * SHA-256 and the ending of the first file that had this content, so that the
 * same content twice is one file. A copy is on the disk, whole, when the
 * function that made it returns: record its commit after that. */

#include "base/digest.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct journal;

/* What a file is known by. */
struct attach_print {
	char sha256[DIGEST_HEX + 1];
	uint64_t size;
};

/* Reads a file for its hash and size. A link is followed; what is no regular
 * file, or changes while it is read, is refused. */
bool attach_read(
    const char *path, struct attach_print *print, struct err *err);
/* The same, and copies it into the session (directory 0700, file 0600). A
 * session open to read refuses; one whose commits wait in memory does not. */
bool attach_file(struct journal *journal, const char *path,
    struct attach_print *print, struct err *err);
/* Keeps a text in the session as a file ending in .txt. */
bool attach_text(struct journal *journal, const char *text, size_t len,
    struct attach_print *print, struct err *err);

/* Where the copy of a content lies, an absolute path where the disk tells;
 * NULL: there is none. The caller frees it. */
char *attach_place(const struct journal *journal, const char *sha256);

enum attach_state {
	ATTACH_WHOLE,     /* as it was */
	ATTACH_CHANGED,   /* other bytes */
	ATTACH_GONE,      /* not there any more */
	ATTACH_UNREADABLE /* there, but nobody may look, or no file */
};
/* Reads the session's copy again. */
enum attach_state attach_check(
    const struct journal *journal, const char *sha256);
/* Reads a file that stayed where it was again. */
enum attach_state attach_check_original(
    const char *path, const char *sha256);

/* Copies all attachments that lie in another directory of the session, the one
 * it was saved from, as far as it goes; returns how many it could not. */
size_t attach_carry(const char *from, struct journal *journal);

#endif
