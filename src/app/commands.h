/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_COMMANDS_H
#define ASSAY_APP_COMMANDS_H

/* The handlers of the commands that work everywhere, for the one table of them
 * in commands.c; what each does stands in its row there. */

#include <stdbool.h>

struct command_ctx;

/* To another item, pane, control or view. */
bool commands_down(struct command_ctx *ctx);
bool commands_up(struct command_ctx *ctx);
bool commands_first(struct command_ctx *ctx);
bool commands_last(struct command_ctx *ctx);
bool commands_page_down(struct command_ctx *ctx);
bool commands_page_up(struct command_ctx *ctx);
bool commands_half_down(struct command_ctx *ctx);
bool commands_half_up(struct command_ctx *ctx);
bool commands_open(struct command_ctx *ctx);
bool commands_fold_all(struct command_ctx *ctx);
bool commands_view_assess(struct command_ctx *ctx);
bool commands_view_interview(struct command_ctx *ctx);
bool commands_view_compare(struct command_ctx *ctx);
bool commands_view_crosswalk(struct command_ctx *ctx);
bool commands_view_objectives(struct command_ctx *ctx);
bool commands_view_overview(struct command_ctx *ctx);
bool commands_view_journal(struct command_ctx *ctx);
bool commands_view_evidence(struct command_ctx *ctx);
bool commands_requests(struct command_ctx *ctx);
bool commands_view_findings(struct command_ctx *ctx);
bool commands_finding(struct command_ctx *ctx);
bool commands_questionnaire(struct command_ctx *ctx);
bool commands_pane_next(struct command_ctx *ctx);
bool commands_pane_previous(struct command_ctx *ctx);
bool commands_left(struct command_ctx *ctx);
bool commands_right(struct command_ctx *ctx);
bool commands_control_next(struct command_ctx *ctx);
bool commands_control_previous(struct command_ctx *ctx);
bool commands_open_next(struct command_ctx *ctx);
bool commands_open_previous(struct command_ctx *ctx);
bool commands_back(struct command_ctx *ctx);

/* The room. */
bool commands_people(struct command_ctx *ctx);
bool commands_plan(struct command_ctx *ctx);
bool commands_outbrief(struct command_ctx *ctx);

/* The session as a whole. */
bool commands_title(struct command_ctx *ctx);
bool commands_client(struct command_ctx *ctx);
bool commands_new_session(struct command_ctx *ctx);
bool commands_open_session(struct command_ctx *ctx);
bool commands_save_now(struct command_ctx *ctx);
bool commands_save_to(struct command_ctx *ctx);
bool commands_orphans(struct command_ctx *ctx);

/* Reading along. */
bool commands_refresh(struct command_ctx *ctx);
bool commands_take_over(struct command_ctx *ctx);

#endif
