/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_SCOPE_ASK_H
#define ASSAY_PANES_SCOPE_ASK_H

/* What is asked before scope changes: reasons, providers, days. Shared by the
 * scope drawer and whoever else changes scope. */

#include <stdbool.h>
#include <stddef.h>

#include "model/scope.h"

struct command_ctx;
struct desk;
struct err;

/* Asks why the session gets this rule, then proposes it; "": no rule. False
 * and ctx->err: it is none, or has terms about answers. */
bool scope_ask_rule(struct command_ctx *ctx, const char *rule);
/* How many controls a rule holds for; false when it means nothing. */
bool scope_count(
    const struct desk *desk, const char *rule, size_t *count, struct err *err);
/* Sets one control's own entry, or takes it away where it says nothing that
 * does not hold anyway. Asks for what is missing: the reason for out, provider
 * and day of the declaration for inherited and reciprocal. why may be NULL. */
bool scope_ask_control(struct command_ctx *ctx, size_t control,
    enum scope_state state, const char *why);
/* Takes a control's own entry away: the rule holds for it again. */
bool scope_drop_control(struct command_ctx *ctx, size_t control);

#endif
