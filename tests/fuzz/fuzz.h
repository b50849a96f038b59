/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_FUZZ_H
#define ASSAY_TESTS_FUZZ_H

/* Hostile bytes through what reads bytes of others. A target returns when it
 * got along with them and aborts when it did not. Each makes what it needs
 * below the current directory and takes it away again. Built with clang
 * -fsanitize=fuzzer,address and -DFUZZER_IMPORT (or _CONTENT, _SESSION, _XLSX)
 * one of them is a fuzzer; replay.c runs all over the files of corpus/. */

#include <ftw.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static inline int
fuzz_remove_one(
    const char *path, const struct stat *st, int kind, struct FTW *where)
{
	(void)st;
	(void)kind;
	(void)where;
	return remove(path);
}

/* Takes a directory away with all in it. */
static inline void
fuzz_remove(const char *dir)
{
	if (nftw(dir, fuzz_remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0)
		abort();
}

void fuzz_import(const uint8_t *data, size_t size);
/* The bytes of a pack: pack.yaml, a line "=== NAME", that file, and so on. */
void fuzz_content(const uint8_t *data, size_t size);
/* The bytes of a journal. */
void fuzz_session(const uint8_t *data, size_t size);

/* A workbook, or parts to zip: see fuzz_xlsx.c. */
void fuzz_xlsx(const uint8_t *data, size_t size);

/* What the fuzzer calls. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
