/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_COMMAND_H
#define ASSAY_PANES_COMMAND_H

/* A command is one row beside its handler. From the rows come key lookup, the
 * palette, help, hints, rebinding, and the COMMANDS section of the manual. */

#include "ui/keys.h"

#include <stdbool.h>
#include <stddef.h>

struct app;
struct changes;
struct desk;
struct err;
struct pane;
struct str;

/* What a handler is given. It moves the desk, proposes changes, leaves a
 * message, asks for text; it never writes or draws. */
struct command_ctx {
	struct desk *desk;
	struct pane *pane;    /* the focused one; a drawer's own while open */
	const char *argument; /* typed after the name or asked for; NULL */
	const char *topic;    /* of the ask that `argument` answers */
	const char *turned;   /* the token Tab chose in it; NULL: none */
	struct changes *changes; /* to record when the handler returns true */
	struct str *message;     /* for the hint row */
	struct err *err;
	struct app *app; /* opened by app/ only */
	struct ask *ask; /* fill in to ask for a line of text */
	enum command_next {
		NEXT_NONE,
		NEXT_FOCUS_LEVELS, /* focus that pane of this view */
		NEXT_FOCUS_TREE,
		NEXT_FOCUS_BESIDE, /* the pane after this one */
		NEXT_CLOSE,  /* close the drawer the handler belongs to */
		NEXT_RUN,    /* close the drawer, then run `run` with
		                `run_argument` */
		NEXT_ASSESS, /* show the place: in Assess, unless the
		                view shows it already */
		NEXT_EDITOR, /* hand the note to an editor program */
		NEXT_BACK,   /* take back all after back_seq */
		NEXT_ATTACH, /* ask for a file, or take run_argument */
		NEXT_OPEN_FILE /* open the file of the item at hand, or of
		                  run_argument */
	} next;
	unsigned long long back_seq;
	struct pane *open_drawer; /* to be opened; owned */
	const struct command *run;
	char *run_argument; /* owned by the ctx */
};

/* A line of text to be asked for in the hint row. The handler fills it in; the
 * answer comes to `done` in ctx->argument, the topic in ctx->topic. Empty text
 * is passed on too. `done` may ask for more. */
struct ask {
	const char *label; /* translated, "reason"; borrowed */
	char *initial;     /* what stands there already, or NULL; owned */
	char *topic;       /* any text for `done`, a path say; owned */
	char *note;        /* said at the right edge, or NULL; owned */
	char *words;       /* what Tab completes to, a blank between them;
	                      owned */
	char *choices;     /* "q requested ...": one key decides, no Enter;
	                      owned */
	char *picks;       /* "1 B. Okafor  2 ...": what a digit decides that
	                      is typed first, without Enter; owned */
	char *draft;       /* the name ([a-z0-9.-]) under which what is half
	                      typed is kept, headed by a line of turned and
	                      topic; NULL: it is not kept; owned */
	const char *const *turns; /* tokens that Tab turns through, ended by
	                             NULL; `turn` counts them: done finds the
	                             one chosen in ctx->turned. Borrowed */
	size_t turn;
	/* What Tab makes of the text, instead of `words`: a new text, or NULL;
	 * may leave a message. NULL: nothing. */
	char *(*complete)(struct command_ctx *ctx, const char *text);
	/* Says at the right edge how the text is understood so far. NULL: the
	 * note stands there. */
	void (*see)(const struct desk *desk, const char *text, struct str *out);
	bool (*done)(struct command_ctx *ctx);
};
/* Frees what it owns and clears it. */
void ask_done(struct ask *ask);

struct command {
	const char *name;
	const char *keys; /* blank-separated, "" when it has none */
	const char *help; /* N_() */
	bool (*run)(struct command_ctx *ctx);
	const char *argument; /* N_() what it takes, NULL: nothing */
	const char *hint;     /* N_() one or two words for the hint row; NULL:
	                         it never stands there */
};

/* A table of commands under one heading; scope is where its keys work. */
struct command_table {
	const char *scope; /* "criteria": for the manual and settings */
	const char *title; /* N_() for help */
	const struct command *commands; /* ended by one without name */
};

#endif
