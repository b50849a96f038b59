/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_FILES_H
#define ASSAY_APP_FILES_H

/* A session and the pack it is read with, as the screen and the verbs open
 * them. */

#include <stdbool.h>
#include <time.h>

struct catalog;
struct err;
struct content_check;
struct journal;
struct session;

struct app_files_wanted {
	const char *session; /* a session's directory; NULL: a pack alone */
	const char *pack;    /* directory or id; NULL: the session's, or the
	                        shipped one */
	const char *datadir;
	bool read_only;
	bool quick; /* the pack's files may be looked at later */
};
struct app_files {
	struct catalog *catalog;
	struct content_check *check; /* that look; NULL: it was taken */
	char *pack_dir;
	struct session *session; /* NULL without a session */
	struct journal *journal;
	char *trouble; /* why it opened to read, or NULL */
};
/* A session that cannot be written opens to read. The caller frees with
 * app_files_done. */
bool app_open_files(const struct app_files_wanted *wanted,
    struct app_files *files, struct err *err);
void app_files_done(struct app_files *files);

/* What time it is for what is computed from it: SOURCE_DATE_EPOCH where the
 * environment has it, so that output can be made again. */
time_t app_clock(void);
/* The local day of a time (calendar.h). */
int app_day(time_t when);

#endif
