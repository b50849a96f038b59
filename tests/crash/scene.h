/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_CRASH_SCENE_H
#define ASSAY_TESTS_CRASH_SCENE_H

/* A scene is a walk from a kept state of the place. It is played once whole,
 * which gives the numbers of its calls and the reference, and then once for
 * each call, with the trap at it. */

#include "place.h"
#include "player.h"
#include "verdict.h"
#include "walk.h"

struct scene;

struct scene_kind {
	const char *name, *title;
	/* Fills an empty place and the scene's walk. */
	void (*prepare)(struct scene *scene);
	/* Text that the first screen shows after any cut, and the one that is
	 * there once the last step was acknowledged. NULL: none */
	const char *always, *acked;
	bool fresh; /* the session itself is made by the walk */
	const char *also; /* struct trap's */
	bool thorough;    /* left out of the quick test in make check */
};

struct scene {
	const struct scene_kind *kind;
	struct rig *rig;
	struct place *place;
	struct walk walk;
	struct reference reference;
	char argument[2][RIG_PATH]; /* the program's */
	size_t calls;               /* in the whole walk */
	bool small;                 /* a short walk will do */
	/* counted */
	size_t cuts, bad;
	bool quiet; /* losses are what is wanted */
};

/* Prepares and records. */
void scene_open(struct scene *scene, const struct scene_kind *kind,
    struct rig *rig, struct place *place, bool small);
void scene_done(struct scene *scene);
/* Plays it with a trap at its k-th call and judges what is left. False: lost,
 * and said, and counted in `bad`. */
bool scene_cut(struct scene *scene, const struct trap *trap);
/* Plays it without its leaving, takes the power away by this way while the
 * last acknowledgement stands on the screen, and judges. */
bool scene_cut_at_end(
    struct scene *scene, const struct trap *trap, unsigned way);

extern const struct scene_kind scene_kinds[];
const struct scene_kind *scene_find(const char *name);

#endif
