/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_STORE_SEAL_H
#define ASSAY_STORE_SEAL_H

/* What a seal leaves beside the journal: seal/N/manifest, the files of the
 * session with their SHA-256 as sha256sum -c reads them, headed by what they
 * are; and the signatures of it, listed in seal/N/signatures. The SHA-256 of
 * the manifest is the seal's fingerprint. The same session sealed at the same
 * moment gives the same bytes. */

#include "base/digest.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct journal;
struct session;
struct str;

#define SEAL_NAMESPACE "assay-seal@v1"

struct seal_file {
	char *name; /* from the session's directory */
	char sha256[DIGEST_HEX + 1]; /* "": no regular file */
};
/* Sorted by the bytes of their names. */
struct seal_files {
	struct seal_file *items;
	size_t count, capacity;
};
void seal_files_done(struct seal_files *files);
/* NULL: it is not among them. */
const struct seal_file *seal_files_find(
    const struct seal_files *files, const char *name);

/* A manifest. Its texts are one line each, safe for a terminal. */
struct seal {
	uint64_t number;
	char *session, *title; /* title: "" when it has none */
	char *at, *by;
	char *program; /* "assay 1.0" */
	char *pack, *pack_version;
	char *pack_recorded; /* its digest as the session knows it; or "" */
	char *pack_found;    /* the digest of the one there was; or "" */
	uint64_t bytes, lines, seq; /* of the journal */
	char sum[DIGEST_HEX + 1];   /* of its last line */
	char previous[DIGEST_HEX + 1]; /* fingerprint; "": the first seal */
	struct seal_files files;
	char fingerprint[DIGEST_HEX + 1]; /* of this manifest */
};
void seal_done(struct seal *seal);
/* Appends the manifest and sets the fingerprint. */
void seal_write(struct seal *seal, struct str *out);
/* False, and the message says only what is wrong: not a manifest as
 * seal_write makes them, to the last byte. */
bool seal_parse(
    const char *text, size_t len, struct seal *seal, struct err *err);
/* Reads the manifest of a seal. ERR_ABSENT: there is none; ERR_INPUT: it is
 * not as it was written. */
bool seal_read(const char *dir, uint64_t number, struct seal *seal,
    struct err *err);
/* "seal/2/manifest" under a directory, or from the session's ("" as dir); the
 * caller frees it. */
char *seal_path(const char *dir, uint64_t number, const char *file);

/* Does anything of a seal lie in this directory? */
bool seal_any(const char *dir);

/* May it be sealed? Not with commits in memory only, text half typed, or
 * evidence that is not what was attached; says what to do. Makes the place
 * of the manifest, so that what keeps it from being made is known before
 * anything is recorded. *evidence gets the files; the caller frees them. */
bool seal_prepare(const struct journal *journal,
    const struct session *session, struct seal_files *evidence,
    struct err *err);
/* Writes the manifest of the seal the session has recorded last, session.yaml
 * before it; does the rest of a seal whose making was interrupted. evidence:
 * from seal_prepare. pack_found: the digest of the session's pack, NULL where
 * it is not found. *seal is what was written; the caller frees it. */
bool seal_make(const struct journal *journal, const struct session *session,
    const struct seal_files *evidence, const char *program,
    const char *pack_found, struct seal *seal, struct err *err);
/* Copies all seals of another directory of the session, as far as it goes:
 * false when something is left there. */
bool seal_carry(const char *from, const char *dir);

/* Signatures: files named manifest.* beside a manifest. */

/* Those that are listed, named from the session's directory. False: the list
 * is not as it was written, or that of another manifest. No list is an empty
 * one. */
bool seal_signatures(const char *dir, const struct seal *seal,
    struct seal_files *files, struct err *err);
/* Takes away what a signing that was interrupted has left: files nobody
 * listed. */
void seal_signatures_clear(const char *dir, uint64_t number);
/* Lists the signatures of a manifest that are there; *count: how many. */
bool seal_signatures_list(
    const char *dir, const struct seal *seal, size_t *count, struct err *err);

/* What seal_verify may find. */
enum seal_fault {
	SEAL_WHOLE,
	SEAL_LINE,       /* a line of the journal is not as it was written */
	SEAL_TORN,       /* its last line does not end */
	SEAL_GROWN,      /* a line was added to what is sealed */
	SEAL_SHORTENED,  /* the journal ends before a seal that is there */
	SEAL_REWRITTEN,  /* the lines are whole, but not the sealed ones */
	SEAL_CHANGED,    /* a file has other bytes */
	SEAL_MISSING,    /* a file is not there */
	SEAL_ADDED,      /* a file nobody listed */
	SEAL_UNREADABLE, /* a file nobody may read, or no file */
	SEAL_UNFINISHED, /* recorded as sealed, without manifest */
	SEAL_MANIFEST,   /* a manifest is not as it was written */
	SEAL_REPLACED,   /* a manifest of another seal or session */
	SEAL_FAULT_COUNT
};
/* "line changed": the same in every language. */
const char *seal_fault_word(enum seal_fault fault);
/* A sentence, translated. */
const char *seal_fault_text(enum seal_fault fault);

struct seal_check {
	enum seal_fault fault; /* the first that was found */
	char *file;            /* from the session's directory; NULL: none */
	size_t line;           /* of the journal; 0: none */
	struct seal_checked {
		struct seal seal; /* number 0: it could not be read */
		struct seal_files signatures;
		bool whole;
	} *seals; /* by number, from 1 */
	size_t count;
	size_t lines;    /* of the journal */
	size_t evidence; /* files in the session */
	size_t unknown;  /* of them such as no item names */
};
void seal_check_done(struct seal_check *check);
/* Compares all of a session with what its journal and seals say of it, and
 * stops at the first difference: the journal line by line, each seal in
 * order, then the evidence. Reads only, takes no lock. *session is what the
 * journal holds, NULL where it cannot be read; the caller frees both. False:
 * it is no session, is one of a newer assay, or cannot be read at all. */
bool seal_verify(const char *dir, struct seal_check *check,
    struct session **session, struct err *err);

#endif
