/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_REQUESTS_H
#define ASSAY_MODEL_REQUESTS_H

/* What is still to come: the evidence outstanding (artifacts.h) for the
 * controls that count, the pack's requests and one's own, as a list to send or
 * to remind by. */

#include <stdbool.h>
#include <stddef.h>

struct desk;

enum requests_order {
	REQUESTS_BY_DUE, /* one group: the most overdue first, then what is
			    due next, then what has no day */
	REQUESTS_BY_AREA,  /* of the pack's request; an own item's is that of
			      the request it answers */
	REQUESTS_BY_PERSON /* from whom */
};
struct request {
	size_t artifact; /* a number for artifacts_at */
	char *group;     /* owned; the area, or the person's name as shown;
			    NULL: none, behind all others */
};
struct requests {
	struct request *items; /* by group, in it by due, then by number */
	size_t count, capacity;
	size_t overdue; /* of them */
};
/* Those of a domain and the domains in it, or of all (CATALOG_NONE), which
 * alone has those linked to nothing yet. */
void requests_list(const struct desk *desk, size_t domain,
    enum requests_order order, struct requests *out);
void requests_done(struct requests *requests);

#endif
