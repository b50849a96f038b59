/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_VERBS_H
#define ASSAY_APP_VERBS_H

/* What the verbs share: options parsed, and helpers for output. One file a
 * verb (verb_*.c), one row in cli.c. */

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct app_files;
struct catalog;
struct changes;
struct err;
struct err_list;
struct journal;
struct session;
struct settings;

/* Options, each in one row of cli.c; a bit says that it was given, and which
 * ones a verb takes. */
enum option_bit {
	OPT_PACK = 1 << 0,
	OPT_TITLE = 1 << 1,
	OPT_ASSESSOR = 1 << 2,
	OPT_TARGET = 1 << 3,
	OPT_RIGOR = 1 << 4,
	OPT_POLICY = 1 << 5,
	OPT_TO = 1 << 6,
	OPT_ID = 1 << 7,
	OPT_DRY_RUN = 1 << 8,
	OPT_JSON = 1 << 9,
	OPT_CONTROL = 1 << 10,
	OPT_READ_ONLY = 1 << 11,
	OPT_LANGUAGE = 1 << 12,
	OPT_FILTER = 1 << 13,
	OPT_WITH_CLIENT = 1 << 14,
	OPT_FORMAT = 1 << 15,
	OPT_OUTPUT = 1 << 16,
	OPT_DAY = 1 << 17,
	OPT_CLIENT = 1 << 18,
	OPT_FORCE = 1 << 19,
	OPT_TABLE = 1 << 20,
	OPT_RAW = 1 << 21,
	OPT_FULL = 1 << 22,
	OPT_SUMMARY = 1 << 23,
	OPT_DOMAIN = 1 << 24,
	OPT_SIGN = 1 << 25,
	OPT_WHY = 1 << 26,
	OPT_SIGNERS = 1 << 27,
	OPT_SIGNER = 1 << 28
};
enum { OPTION_COUNT = 29 };

struct verb_ctx {
	const char *values[OPTION_COUNT]; /* by bit number */
	unsigned given;                   /* option bits */
	char **args;                      /* what is no option */
	size_t arg_count;
	const char *datadir;
	const char *assessor; /* --assessor, settings, login name */
	const struct settings *settings;
	struct str out; /* standard output, written when the verb returns */
	struct str note; /* lines for standard error, once that went well */
	struct err *err;
};
/* The value of an option, NULL when it was not given. */
const char *verb_option(const struct verb_ctx *ctx, enum option_bit bit);

struct verb {
	const char *name;
	const char *usage;  /* arguments, as DESIGN.md 6 writes them */
	const char *help;   /* N_() */
	unsigned options;   /* option bits it takes */
	size_t least, most; /* arguments */
	/* False: *ctx->err is set, or problems were printed (code ERR_NONE,
	 * exit 1). */
	bool (*run)(struct verb_ctx *ctx);
};

bool verb_new(struct verb_ctx *ctx);
bool verb_import(struct verb_ctx *ctx);
bool verb_check(struct verb_ctx *ctx);
bool verb_list(struct verb_ctx *ctx);
bool verb_show(struct verb_ctx *ctx);
bool verb_search(struct verb_ctx *ctx);
bool verb_apply(struct verb_ctx *ctx);
bool verb_attach(struct verb_ctx *ctx);
bool verb_status(struct verb_ctx *ctx);
bool verb_history(struct verb_ctx *ctx);
bool verb_report(struct verb_ctx *ctx);
bool verb_seal(struct verb_ctx *ctx);
bool verb_reopen(struct verb_ctx *ctx);
bool verb_verify(struct verb_ctx *ctx);

/* The formats of reports and the tables, a line each, for help. */
void verb_report_formats(struct str *out);

/* Says on standard error that a torn line was cut off when the session was
 * opened to write. */
void verb_tell_torn(const struct verb_ctx *ctx, const struct journal *journal);
/* Writes session.yaml, as far as it goes; says on standard error that one that
 * somebody changed is kept. */
void verb_snapshot(
    const struct journal *journal, const struct session *session);
/* Records changes, and what belongs to them, as one commit of an open session;
 * how many it holds in *recorded. */
bool verb_record(struct verb_ctx *ctx, struct app_files *files,
    struct changes *changes, size_t *recorded);
/* Where the disk refused an answer, the screen goes on with it in memory; here
 * it is lost, and the message says so. Returns false. */
bool verb_not_recorded(struct err *err);
/* The pack of --pack, settings or the shipped one. */
struct catalog *verb_pack(struct verb_ctx *ctx, size_t *language, char **dir);
/* Appends json with a line feed to ctx->out and releases it. */
void verb_json_take(struct verb_ctx *ctx, json_t *json);
/* A string as JSON; NULL is null; what is no UTF-8 is null too. */
json_t *verb_text(const char *text);
/* Text made safe for a terminal; several lines when keep_lines. */
void verb_safe(struct str *out, const char *text, bool keep_lines);
/* Text in a column of so many cells, filled up or cut. */
void verb_column(struct str *out, const char *text, int cells);
/* Text wrapped at 78 cells, each line indented. */
void verb_wrapped(struct str *out, const char *text, int indent);
/* Problems, one a line: "path:line:column: warning: ...". */
void verb_problems(struct str *out, const struct err_list *problems);

/* The COMMANDS section of the manual, in mdoc (commands_mdoc.c). */
void commands_mdoc(struct str *out);

#endif
