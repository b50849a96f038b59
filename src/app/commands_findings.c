/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The commands that lead to the findings, and F. */

#include <config.h>

#include <stdlib.h>

#include "app/app_parts.h"
#include "app/commands.h"
#include "base/i18n.h"
#include "panes/findings.h"

bool
commands_view_findings(struct command_ctx *ctx)
{
	for (size_t i = 0; i < views_count(); i++)
		if (views[i].panes[0] == &findings_ops)
			app_show_view(ctx->app, i);
	return true;
}

bool
commands_finding(struct command_ctx *ctx)
{
	char *open = NULL;
	bool ok = findings_new(ctx, &open);

	if (ok && open) {
		commands_view_findings(ctx);
		findings_show(app_focused(ctx->app), ctx->desk, open);
		str_add(ctx->message,
		    _("Recorded before: this is it. Enter edits it."));
	}
	free(open);
	return ok;
}
