/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_REPORT_UI_H
#define ASSAY_APP_REPORT_UI_H

/* Reports from the screen: what is asked for one, and how it comes along while
 * one works on. */

#include <stdbool.h>

struct app;
struct command_ctx;
struct str;

/* Command: FORMAT [TABLE] [client|own] [FILE]; asks for what is missing. While
 * a report is being made: asks whether to stop it. */
bool commands_report(struct command_ctx *ctx);

/* Milliseconds until the report is to be looked at, -1: there is none. */
int report_ui_timeout(const struct app *app);
/* Looks at it, and says how it ended unless a question is open. */
void report_ui_tick(struct app *app);
/* Before drawing: how it ended, when that could not be said yet. */
void report_ui_catch_up(struct app *app);
/* Is one being made? */
bool report_ui_runs(const struct app *app);
/* Appends "Report: writing html, 3 s" while it is. */
void report_ui_progress(const struct app *app, struct str *out);
/* The program ends: what is not written by now is not written. */
void report_ui_done(struct app *app);

#endif
