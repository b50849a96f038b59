/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_APP_PARTS_H
#define ASSAY_APP_APP_PARTS_H

/* What the files of the program behind the screen share. */

#include "app/app.h"
#include "app/files.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/str.h"
#include "model/desk.h"
#include "panes/panes.h"

struct changes;
struct commit;
struct content_check;
struct journal;
struct report_ui;
struct session;
struct session_header;
struct stamp;

enum { VIEW_PANES = 4, DRAWERS = 4 };

struct view {
	const char *name;  /* "assess" */
	const char *title; /* N_("Assess") */
	char digit;        /* as screens.md numbers them */
	const struct pane_ops *panes[VIEW_PANES]; /* NULL-terminated if fewer*/
	/* Places the panes in the area between the first row and the bottom
	 * two. A pane without room gets no rows. */
	void (*layout)(struct pane *const panes[VIEW_PANES], size_t focus,
	    struct rect area, const struct desk *desk);
};
extern const struct view views[];
size_t views_count(void);
/* The layouts. */
void layout_assess(struct pane *const panes[VIEW_PANES], size_t focus,
    struct rect area, const struct desk *desk);
void layout_single(struct pane *const panes[VIEW_PANES], size_t focus,
    struct rect area, const struct desk *desk);
void layout_objectives(struct pane *const panes[VIEW_PANES], size_t focus,
    struct rect area, const struct desk *desk);
/* Does the view show its panes one at a time, with tabs, at this width? */
bool layout_has_tabs(const struct view *view, int cols);

struct app {
	struct app_options options;
	struct catalog *catalog;
	struct content_check *check; /* to be looked at before the first key */
	char *pack_dir;
	struct session *session;
	struct journal *journal;
	struct desk desk;
	struct keymap *keymap;
	size_t view;
	size_t view_back;                   /* the view Esc returns to */
	struct pane *panes[16][VIEW_PANES]; /* by view, made when shown */
	size_t focus[16];
	struct pane *drawers[DRAWERS];
	size_t drawer_count;
	struct str message;
	bool message_bad;
	int rows, cols;
	bool finished;
	struct err failure; /* why the program ends by itself */
	bool resumed; /* the session was the last one, and not asked for */
	enum app_wish wish;
	char *editor_file;
	time_t draft_due; /* 0: none */
	time_t retry_due; /* 0: nothing queued */
	char *trouble;    /* why the disk refused */
	char *seal;       /* the seal that stands, and how it is ended; NULL:
	                     there is none */
	char seal_short[DIGEST_SHORT + 1]; /* its fingerprint; "": not known */
	/* for what the pane that takes the keys was last fitted */
	struct fitted {
		const struct pane *pane;
		size_t commits, control;
	} fitted;
	struct pane *wall; /* in place of the view in projector mode */
	bool leave_wall;   /* H was pressed once to leave it */
	bool quoted;       /* the message may be read on the wall */
	bool leave_asked; /* q while not saved was answered with a question */
	struct report_ui *report; /* that is being made; NULL: none yet */
	struct str farewell; /* lines to be told when the terminal is back */
};

time_t app_now(const struct app *app);
/* What time it is for all that shows or records it. */
void app_take_time(struct app *app);
/* Today (calendar.h), for ages and clocks. */
int app_today(const struct app *app);
struct pane *app_focused(const struct app *app);
void app_focus(struct app *app, const char *pane_name);
void app_show_view(struct app *app, size_t view);
void app_push_drawer(struct app *app, struct pane *pane);
void app_pop_drawer(struct app *app);
/* Is the screen too small for anything but saying so? */
bool app_too_small(const struct app *app);
/* Several keys may come before one frame: what the last one changed is known
 * to the pane before the next one means something there. */
void app_catch_up(struct app *app, struct pane *pane);
/* Shown until the next key. */
void app_say(struct app *app, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Projector mode: on, as one was left in it. */
void app_start_projector(struct app *app);
/* Command: on at once, off when given twice in a row. */
bool app_projector(struct command_ctx *ctx);
/* May this run now? In projector mode most may not, which is said. */
bool app_may_run(struct app *app, const struct command *command);
/* The message for the last rows; "" where the wall must not read it. */
const char *app_message(const struct app *app);
/* The screen in projector mode: the pane, first row, status. */
void app_draw_wall(struct app *app, struct canvas *canvas, struct rect area);
void app_draw_wall_top(const struct app *app, struct canvas *canvas);
void app_draw_wall_status(
    const struct app *app, struct canvas *canvas, int row);

/* Runs a command with an argument or NULL, and all that follows from it. */
void app_run(
    struct app *app, const struct command *command, const char *argument);
/* Records changes as one commit: the only way anything gets into a session. */
bool app_record(
    struct app *app, const struct changes *changes, struct err *err);
/* Writes, applies and shows a commit made ready; takes it over. What the disk
 * refuses is queued, and the screen says so. */
void app_commit_take(struct app *app, struct commit *commit);
/* Can anything be recorded? Starts a session when there is none. */
bool app_writable(struct app *app, struct err *err);
void app_stamp(const struct app *app, struct stamp *stamp, char at[32]);
bool app_undo(struct app *app, bool redo, struct err *err);
bool app_back_to(struct app *app, unsigned long long seq, struct err *err);
/* 2026-07-14T10:32:50+02:00, local time. */
void app_format_time(time_t when, char out[32]);
/* Line 1 of a new journal: policy "most" or "all" (NULL: most). */
bool app_session_header(const struct catalog *catalog, const char *pack_dir,
    const char *policy, const char *by, time_t now,
    struct session_header *header, struct err *err);
/* Records that the session is open with another version of its pack now. */
void app_note_pack(struct app *app);
/* Makes the files the program's own and shows them. */
void app_show_files(struct app *app, struct app_files *files);
/* Frees what shows rows of the pack: panes and drawers; drafts are kept. */
void app_clear_panes(struct app *app);
/* The journal was read without a look at its sums, and the pack is shown as it
 * was compiled: both are looked at now, before the first key. What is otherwise
 * is shown anew, or the program ends, and app_failure says why. */
bool app_unsettled(const struct app *app);
void app_settle(struct app *app);
/* The journal is as it was written: what had to wait for that. */
void app_settled(struct app *app);
/* Opens once more what was asked for, as if nothing had been shown. */
void app_open_again(struct app *app);
/* Closes the session, its snapshot written. */
void app_leave_session(struct app *app);
/* The time of the last commit, for the status line. */
void app_show_last_save(struct app *app);
/* Why nothing is recorded in a session open to read, as it is now: who writes,
 * that nobody does any more, or what the disk said. The caller frees it. */
char *app_why_reading(const struct app *app);
/* Drawers take every key; this one writes on with what is half typed in them,
 * when the session is read. False: it is another key. */
bool app_take_over_key(struct app *app, key_code key);
/* Looks for the seal that stands. */
void app_find_seal(struct app *app);
/* Shows the session as it is on the disk now, to read when it is sealed. */
bool app_show_anew(struct app *app, struct err *err);
/* Nothing comes of a line typed in a sealed session: false, and said why, when
 * one is asked for. */
bool app_refuse_sealed(struct command_ctx *ctx);
/* Commands: end the writing; begin an amendment. */
bool app_seal(struct command_ctx *ctx);
bool app_reopen(struct command_ctx *ctx);
bool app_start_session(
    struct app *app, const char *dir, const char *title, struct err *err);
void app_retry(struct app *app);
/* Keeps what is half typed in the drawer; opens it again after a crash. */
void app_keep_draft(struct app *app);
void app_find_draft(struct app *app);
/* Its text was recorded or thrown away. */
void app_drop_draft(struct app *app, struct pane *pane);
/* Opens the note editor on what was answered or designated just now, on what is
 * under the cursor, or on the control shown. */
bool app_open_note(struct app *app, struct err *err);
bool app_edit_note(struct app *app, struct err *err);
/* Opens the session in dir in place of the present one. */
bool app_load_session(struct app *app, const char *dir, struct err *err);

/* The language the pack's texts open in: the one asked for, else the session's,
 * else that of settings and locale. */
void app_find_language(struct app *app);
/* Commands: the next one for now; one by its tag, for the session. */
bool app_next_language(struct command_ctx *ctx);
bool app_choose_language(struct command_ctx *ctx);

/* Commands: the target of the control or domain at hand; of the session. */
bool app_target(struct command_ctx *ctx);
bool app_session_target(struct command_ctx *ctx);

/* The tables of commands in the order of help and manual. */
extern const struct command_table *const app_tables[];
size_t app_tables_count(void);
extern const struct command_table global_table;
extern const struct command_table outbrief_table;

/* Where one was, kept between runs in $XDG_STATE_HOME/assay. */
char *resume_last_session(void);
void resume_save(const struct app *app);
void resume_restore(struct app *app);

/* Rows that are no pane. */
/* Is there room in the first row for the head of the view's pane? */
bool status_has_head(const struct app *app);
void status_draw_views(const struct app *app, struct canvas *canvas);
void status_draw(const struct app *app, struct canvas *canvas, int row);
void status_draw_hints(const struct app *app, struct canvas *canvas, int row);

#endif
