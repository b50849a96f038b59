/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* An import in a confined child. */

#include <config.h>

#include "import/confined.h"

#include "base/confine.h"
#include "base/err.h"
#include "base/str.h"
#include "import/parcel.h"
#include "model/catalog.h"

struct errand {
	const char *format;
	const struct import_source *sources;
	size_t count;
	const char *pack_id;
};

static void
carry_out(void *arg, const struct confine_watch *watch, struct str *out)
{
	const struct errand *errand = arg;
	const struct import_watch steps = { watch->step, watch->arg };
	struct err_list problems = { 0 };
	size_t odd[ODD_COUNT] = { 0 };
	struct catalog *catalog = NULL;
	struct err err = { 0 };

	import_read(errand->format, errand->sources, errand->count,
	    errand->pack_id, &steps, &catalog, &problems, odd, &err);
	parcel_write(out, catalog, &problems, odd, &err);
	catalog_free(catalog);
	err_list_done(&problems);
	err_done(&err);
}

bool
import_confined(const char *format, const struct import_source *sources,
    size_t count, const char *pack_id, const struct import_watch *watch,
    struct catalog **out, struct err_list *problems, size_t odd[ODD_COUNT],
    struct err *err)
{
	static const struct confine_limits limits = {
		.memory = (size_t)384 << 20,
		.seconds = 8,
		.result = (size_t)256 << 20,
	};
	struct errand errand = { format, sources, count, pack_id };
	struct confine_watch steps = { 0 };
	struct str parcel = { 0 };

	if (watch)
		steps = (struct confine_watch){ watch->step, watch->arg };
	bool ran = confine_run(
	    carry_out, &errand, &limits, watch ? &steps : NULL, &parcel, err);
	bool ok = ran && parcel_read(str_text(&parcel), parcel.len, out,
	                     problems, odd, err);

	str_done(&parcel);
	/* which of several sources it was, nobody is left to tell */
	if (!ran && count == 1)
		err_set_at(
		    err, err->code, sources[0].path, 0, 0, "%s", err->message);
	return ok;
}
