/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_ATTACH_H
#define ASSAY_APP_ATTACH_H

/* Files as evidence: what is proposed for one, the commands of the screen, and
 * the check of all. */

#include "store/attach.h"

#include <stdbool.h>
#include <stddef.h>

struct app;
struct catalog;
struct changes;
struct command_ctx;
struct err;
struct journal;
struct session;

/* What many files have in common. */
struct attach_deed {
	const struct catalog *catalog;
	const struct session *session;
	struct journal *journal;
	struct changes *changes; /* proposals are added here */
	const char *control;     /* a new item supports it; NULL: none */
	const char *by;
	int today;        /* calendar.h */
	bool with_client; /* the file stays where it is */
};

/* The item that has a file of this content, NULL: none. The caller frees it.
 */
char *attach_known(const struct session *session, const char *sha256);
/* Has an item a file already? */
bool attach_has_file(const struct session *session, const char *id);
/* Is an item linked to a control, or asked for by it? */
bool attach_is_linked(const struct catalog *catalog,
    const struct session *session, const char *id, const char *control);
/* Puts an item's copy back that was damaged or is gone, from a file of the same
 * content. False: it was as it should be, or could not be put back. */
bool attach_mend(const struct session *session, struct journal *journal,
    const char *id, const char *path);
/* The item that has this file's content, or gets it by what is proposed so
 * far: linked to the control of the deed, its copy mended. NULL: none; not for
 * `item`, which lacks it. The caller frees it. */
char *attach_again(const struct attach_deed *deed, const char *item,
    const char *path, const char *sha256);
/* Copies or reads a file and proposes it for an item, or for a new one (item
 * NULL) that is titled after it. *id is the item's, the caller frees it. */
bool attach_one(const struct attach_deed *deed, const char *item,
    const char *path, char **id, struct err *err);
/* Keeps a text and proposes a new item of it. */
bool attach_pasted(const struct attach_deed *deed, const char *title,
    const char *text, char **id, struct err *err);

/* Looks at every attachment of a session again; calls `found` for each. place
 * is the path looked at, "" where there is none; original: it stayed with the
 * client. */
void attach_verify(const struct session *session, const struct journal *journal,
    void (*found)(const char *id, const char *place, bool original,
	enum attach_state state, void *data),
    void *data);

/* The item under the cursor, NULL: there is none. Borrowed until the pane is
 * fitted anew. */
const char *attach_item_at(const struct command_ctx *ctx);
/* Commands: a file or a title for the item at hand, or a new one; the item's
 * file opened by the desktop's program; all files looked at again. */
bool app_attach(struct command_ctx *ctx);
bool app_open_file(struct command_ctx *ctx);
bool app_verify_files(struct command_ctx *ctx);
/* Is more pasted than is taken? Then it says so. */
bool app_paste_too_long(struct app *app, const char *text);
/* Text pasted where nothing was asked for. */
bool app_paste(struct command_ctx *ctx, const char *text);

/* Starts a program with one argument, in a session of its own, and does not
 * wait for it; its words are split on blanks. */
bool attach_start(const char *program, const char *argument, struct err *err);

#endif
