/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Where the copies of evidence are, looked up by their content. */

#include <config.h>

#include "report/copies.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void
copies_find(struct copies *copies, const char *dir)
{
	char *evidence = dir ? path_join(dir, "evidence") : NULL;
	struct err err = { 0 };

	*copies = (struct copies){ 0 };
	/* without it, places are made up below */
	if (evidence && path_is_dir(evidence) &&
	    !file_list(evidence, &copies->names, &copies->count, &err))
		err_done(&err);
	if (copies->count)
		qsort(copies->names, copies->count, sizeof(*copies->names),
		    by_bytes);
	free(evidence);
}

void
copies_done(struct copies *copies)
{
	file_names_free(copies->names, copies->count);
	*copies = (struct copies){ 0 };
}

char *
copies_place(const struct copies *copies, const char *sha256)
{
	size_t low = 0, high = copies->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(copies->names[middle], sha256) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return xasprintf("evidence/%s",
	    low < copies->count && str_starts(copies->names[low], sha256)
	        ? copies->names[low]
	        : sha256);
}
