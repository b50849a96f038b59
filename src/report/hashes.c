/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The files of the evidence with their SHA-256, as sha256sum -c reads them in
 * the session's directory: copies by their place in it, files left with the
 * client by where they are. Names are the bytes they are on the disk. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/sums.h"
#include "model/artifacts.h"
#include "model/desk.h"
#include "report/copies.h"
#include "report/reports.h"
#include "report/tables_parts.h"

struct hashed {
	const char *sha256; /* borrowed */
	char *name;
};
struct hashes {
	struct hashed *items;
	size_t count, capacity;
	struct copies copies;
};

static void
add_file(struct hashes *hashes, const struct session *session, const char *id)
{
	const char *sha256 = artifact_field(session, id, "sha256");
	const char *kept = artifact_field(session, id, "kept");
	const char *location = artifact_field(session, id, "location");
	const char *file = artifact_field(session, id, "file");
	char *name;

	if (!sha256 || strlen(sha256) != DIGEST_HEX)
		return;
	if (str_equal(kept, "in the session"))
		name = copies_place(&hashes->copies, sha256);
	else
		name = xstrdup(location ? location : file ? file : id);
	hashes->items = mem_grow(hashes->items, &hashes->capacity,
	    hashes->count + 1, sizeof(*hashes->items));
	hashes->items[hashes->count++] = (struct hashed){ sha256, name };
}

static int
by_name(const void *a, const void *b)
{
	const struct hashed *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : strcmp(x->sha256, y->sha256);
}

bool
report_hashes(const struct report_view *view, struct str *out, struct err *err)
{
	const struct desk *desk = view->desk;
	struct hashes hashes = { 0 };

	(void)err; /* what is not there is for sha256sum to tell */
	copies_find(&hashes.copies, view->dir);
	for (size_t i = 0; i < artifacts_count(desk_artifacts(desk)); i++) {
		const struct artifact *it =
		    artifacts_at(desk_artifacts(desk), i);

		if (tables_has_artifact(view, it))
			add_file(&hashes, desk->session, it->id);
	}
	if (hashes.count)
		qsort(hashes.items, hashes.count, sizeof(*hashes.items),
		    by_name);
	for (size_t i = 0; i < hashes.count; i++)
		/* one content under one name is one line */
		if (!i || by_name(&hashes.items[i], &hashes.items[i - 1]) != 0)
			sums_add(out, hashes.items[i].sha256,
			    hashes.items[i].name);
	for (size_t i = 0; i < hashes.count; i++)
		free(hashes.items[i].name);
	free(hashes.items);
	copies_done(&hashes.copies);
	return true;
}
