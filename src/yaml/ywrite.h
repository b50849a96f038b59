/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_YAML_YWRITE_H
#define ASSAY_YAML_YWRITE_H

/* YAML out: deterministic, made for people to read and diff. Text that looks
 * like a number, boolean, null or date is quoted; several lines become a
 * literal block where that is exact. */

#include <stdbool.h>
#include <stddef.h>

struct err;
struct str;

struct ywrite;

/* A document in memory. */
struct ywrite *ywrite_new(void);
void ywrite_open_map(struct ywrite *w);
void ywrite_close_map(struct ywrite *w);
void ywrite_open_list(struct ywrite *w);
void ywrite_close_list(struct ywrite *w);
/* [a, b] on one line. */
void ywrite_open_flow_list(struct ywrite *w);
/* A key inside a map. */
void ywrite_key(struct ywrite *w, const char *key);
/* A key that is a number for people too (a level): never quoted. */
void ywrite_key_number(struct ywrite *w, const char *key);
/* A value as text: plain where that reads back as the same text and is no
 * look-alike, else quoted or a block. */
void ywrite_text(struct ywrite *w, const char *text);
/* Always double-quoted (criterion keys, mapping values). */
void ywrite_quoted(struct ywrite *w, const char *text);
void ywrite_number(struct ywrite *w, long long number);
void ywrite_bool(struct ywrite *w, bool value);
/* Appends the document to *out and frees w. False when libyaml refused. */
bool ywrite_finish(struct ywrite *w, struct str *out, struct err *err);

#endif
