/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_CRASH_FAULTS_H
#define ASSAY_TESTS_CRASH_FAULTS_H

/* What faults.c, the calls that are preloaded, asks of faults_aim.c: whether
 * this is the call that is to be met. */

#include <stdbool.h>
#include <stddef.h>

enum {
	CALL_WRITE = 1,
	CALL_FSYNC = 2,
	CALL_FDATASYNC = 4,
	CALL_SYNCFS = 8,
	CALL_RENAME = 16,
	CALL_LINK = 32,
	CALL_UNLINK = 64,
	CALL_MKDIR = 128,
	CALL_TRUNCATE = 256,
	CALL_COPY = 512,
	CALL_CREATE = 1024,
	CALL_DISK = 2047,
	CALL_OPEN = 2048,
	CALL_CLOSE = 4096,
	CALL_MALLOC = 8192
};

enum deed {
	DEED_PASS,
	DEED_KILL,
	DEED_KILL_AFTER,
	DEED_CUT1,
	DEED_CUT2,
	DEED_SHORT,
	DEED_SKIP,
	DEED_ERROR
};

/* What is done, with the error it may be. */
struct fault {
	enum deed deed;
	int number;
};

/* A call on a file, by its directory's descriptor and its name, or by its own
 * descriptor and NULL: what is to become of it. It may not come back. */
struct fault faults_meet(
    unsigned call, const char *name, int dir, const char *file);
/* The same for an allocation. */
struct fault faults_meet_memory(void);
/* After the call, or after half a write. */
void faults_afterwards(struct fault fault);
void faults_half_written(void);

#endif
