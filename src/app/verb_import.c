/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay import: published documents into a pack. */

#include <config.h>

#include <stdio.h>

#include "app/verbs.h"
#include "base/err.h"
#include "base/i18n.h"
#include "import/importers.h"
#include "model/catalog.h"
#include "store/content.h"

static void
print_problems(const struct err_list *problems)
{
	struct str lines = { 0 };

	verb_problems(&lines, problems);
	fputs(str_text(&lines), stderr);
	str_done(&lines);
}

static void
say_result(struct verb_ctx *ctx, const struct catalog *c, const char *dir)
{
	size_t controls = catalog_rows(c, TABLE_CONTROL);
	struct str counts = { 0 };

	str_printf(&counts, ngettext("%zu control", "%zu controls", controls),
	    controls);
	str_printf(&counts, ", ");
	str_printf(&counts,
	    ngettext("%zu criterion", "%zu criteria",
	        catalog_rows(c, TABLE_CRITERION)),
	    catalog_rows(c, TABLE_CRITERION));
	if (dir) {
		struct str safe = { 0 };

		verb_safe(&safe, dir, false);
		str_printf(&ctx->out, _("Pack %s written to %s: %s.\n"),
		    catalog_string(c, PACK_ID, 0), str_text(&safe),
		    str_text(&counts));
		str_done(&safe);
	} else {
		str_printf(&ctx->out, _("Pack %s, nothing written: %s.\n"),
		    catalog_string(c, PACK_ID, 0), str_text(&counts));
	}
	str_done(&counts);
}

bool
verb_import(struct verb_ctx *ctx)
{
	struct err_list problems = { 0 };
	struct catalog *c = NULL;
	const char *dir = verb_option(ctx, OPT_TO);
	bool dry = (ctx->given & OPT_DRY_RUN) != 0;

	if (!dir && !dry)
		return err_set(ctx->err, ERR_USAGE,
		    _("Say where the pack is to be written: --to DIR."));
	bool ok = import_run(ctx->args[0], ctx->args + 1, ctx->arg_count - 1,
	    verb_option(ctx, OPT_ID), &c, &problems, ctx->err);

	print_problems(&problems);
	if (ok && !dry)
		ok = content_write(c, dir, ctx->err);
	if (ok)
		say_result(ctx, c, dry ? NULL : dir);
	catalog_free(c);
	err_list_done(&problems);
	return ok;
}
