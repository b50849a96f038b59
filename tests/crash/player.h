/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_CRASH_PLAYER_H
#define ASSAY_TESTS_CRASH_PLAYER_H

/* Plays a walk on the built program in a terminal, with a fault laid in its
 * way, and notes how far the screen has acknowledged it. */

#include "rig.h"
#include "walk.h"

/* What goes wrong; faults.c describes it. All may be NULL. */
struct trap {
	const char *call, *deed, *then;
	size_t at; /* 0: calls are counted only */
	const char *skip, *skip_file;
	const char *also; /* fails in any case: part of the scene */
};

enum play_end {
	PLAY_LEFT,   /* by q, status 0 */
	PLAY_CUT,    /* by SIGKILL, where the trap was */
	PLAY_HALTED, /* every step was shown and the program runs on */
	PLAY_WRONG   /* anything else; it was said */
};

struct played {
	enum play_end end;
	size_t acked; /* the last step that was acknowledged */
	size_t sent;  /* the last step whose keys were sent */
	struct terminal *terminal; /* PLAY_HALTED only; end by player_stop */
};

/* Settings of the shim for rig_run and the terminal, a list ending in NULL
 * that is good until the next call. under: the directory watched. */
const char *const *player_env(const struct rig *rig, const struct trap *trap,
    const char *under);
/* The number of calls the last program has made. */
size_t player_calls(const struct rig *rig);

/* Plays all steps of the walk. Those before `fast` go in one burst. Recording,
 * the calls and commits after each step are noted in it. */
struct played player_play(const struct rig *rig, struct walk *walk,
    char *const argv[], const char *const env[], size_t fast,
    bool recording);
/* Ends a halted program by SIGKILL. */
void player_stop(struct played *played);

#endif
