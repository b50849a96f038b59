/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The commands that lead to the register of evidence. */

#include <config.h>

#include "app/app_parts.h"
#include "app/commands.h"
#include "panes/register.h"

bool
commands_view_evidence(struct command_ctx *ctx)
{
	for (size_t i = 0; i < views_count(); i++)
		if (views[i].panes[0] == &register_ops)
			app_show_view(ctx->app, i);
	return true;
}

bool
commands_requests(struct command_ctx *ctx)
{
	commands_view_evidence(ctx);
	register_show_requests(app_focused(ctx->app), ctx->desk);
	return true;
}
