/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_ARTIFACTS_PARTS_H
#define ASSAY_MODEL_ARTIFACTS_PARTS_H

/* What artifacts.c, artifact_links.c and artifact_flags.c share. */

#include "model/artifacts.h"

struct entry;

/* Numbers in ascending order but for the first `fixed`. */
struct numbers {
	size_t *items;
	size_t fixed, count, capacity;
};

struct artifacts {
	const struct catalog *catalog; /* borrowed */
	size_t language;
	int today;
	int period_end; /* of the session, DAY_NONE */
	/* The pack's requests by row, then one's own by id as bytes. */
	struct artifact *items;
	size_t requests, count, capacity;
	size_t *by_id;           /* EVIDENCE rows in the order of their ids */
	struct numbers *asked;   /* by EVIDENCE row: the controls listing it */
	struct numbers *controls; /* by control: artifacts, first those its
				     pack lists */
};

/* What is recorded of an item, NULL where nothing is; borrowed. */
struct artifact_facts {
	const char *state, *title, *request, *locator, *due, *provided_by,
	    *requested_from, *witness, *approval, *dated, *type, *period_end,
	    *valid_until;
};
/* Takes what the entries under evidence/ID/ say. */
void artifact_facts_read(const struct entry *entries, size_t count,
    struct artifact_facts *out);
/* The flags that facts and links make of it; state, due and links of the
 * artifact are read by then. */
unsigned artifact_flags_make(const struct artifact *artifact,
    const struct artifact_facts *facts, int today, int period_end);

/* Reads what the entries under links/ID/ say into the artifact, in place of
 * what it had; asked: the controls whose pack lists it. */
void artifact_links_read(struct artifact *artifact,
    const struct catalog *catalog, const struct entry *entries, size_t count,
    const struct numbers *asked);

#endif
