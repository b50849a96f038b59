/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_EVIDENCE_H
#define ASSAY_PANES_EVIDENCE_H

/* What the evidence pane, the register, the links drawer and the commands on
 * evidence share. */

#include <stdbool.h>
#include <stddef.h>

struct artifact;
struct artifact_link;
struct changes;
struct command_ctx;
struct desk;
struct pane;
struct str;

/* The id of the item under the cursor of the evidence pane or the register;
 * NULL when this is another pane or there is no item. Borrowed until the pane
 * is fitted anew or something is recorded. */
const char *evidence_at(const struct pane *pane);
/* What a session records of an item: its field, NULL when nothing. */
const char *evidence_field(
    const struct desk *desk, const char *id, const char *field);

/* The item of that id, NULL when there is none; borrowed until the next
 * commit. */
const struct artifact *evidence_find(const struct desk *desk, const char *id);

/* What can be done with one item: each asks for what it needs. */
bool evidence_ask_state(struct command_ctx *ctx, const char *id);
bool evidence_ask_locator(struct command_ctx *ctx, const char *id);
bool evidence_ask_note(struct command_ctx *ctx, const char *id);
bool evidence_ask_due(struct command_ctx *ctx, const char *id);
bool evidence_ask_title(struct command_ctx *ctx, const char *id);
bool evidence_ask_person(struct command_ctx *ctx, const char *id);
bool evidence_ask_verdict(struct command_ctx *ctx, const char *id);
bool evidence_ask_supersede(struct command_ctx *ctx, const char *id);
/* A state given; what needs a reason asks for it. */
bool evidence_set_state(
    struct command_ctx *ctx, const char *id, const char *word);
/* By which item another is replaced. */
bool evidence_supersede(
    struct command_ctx *ctx, const char *id, const char *by);
/* Opens the whole record; false and *err: there is no such item. */
bool evidence_open_record(struct command_ctx *ctx, const char *id);
/* The field that `from whom` is now: "requested from" while outstanding, then
 * "provided by"; of what was viewed on site "witness". */
const char *evidence_person_field(const struct artifact *artifact);
/* The path of a link, "/locator" or what else behind it; the caller frees
 * it. */
char *evidence_link_path(const struct desk *desk, const char *id,
    const struct artifact_link *link, const char *rest);

/* E: to what is at hand one of the artifacts is linked; with an artifact at
 * hand, all that it answers is shown. */
bool evidence_link(struct command_ctx *ctx);
/* The same of an item named (NAME_ITEM of schema.h). */
void evidence_link_item(struct command_ctx *ctx, const char *item);

#endif
