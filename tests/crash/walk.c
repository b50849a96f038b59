/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Walks through the pack that rig.c writes. */

#include <config.h>

#include "walk.h"

#include <stdio.h>
#include <string.h>

#include "rig.h"

struct step *
walk_step(struct walk *walk, enum step_kind kind, const char *keys,
    const char *shows)
{
	if (walk->count == STEPS_MAX)
		rig_broken("a walk is longer than %d steps", STEPS_MAX);
	struct step *step = &walk->steps[walk->count++];

	*step = (struct step){ .kind = kind };
	snprintf(step->keys, sizeof(step->keys), "%s", keys ? keys : "");
	snprintf(step->shows, sizeof(step->shows), "%s", shows ? shows : "");
	return step;
}

void
walk_begin(struct walk *walk, const char *session, const char *shows)
{
	*walk = (struct walk){ .count = 0 };
	snprintf(walk->session, sizeof(walk->session), "%s", session);
	walk_step(walk, STEP_MOVES, "", shows)->settle = true;
}

/* What the status line says after so many answers. */
static struct step *
answer(struct walk *walk, enum step_kind kind, const char *keys, int more)
{
	char shows[64];

	walk->answered = (unsigned)((int)walk->answered + more);
	snprintf(shows, sizeof(shows), "  %u of 210  ", walk->answered);
	return walk_step(walk, kind, keys, shows);
}

void
walk_answer(struct walk *walk, const char *pattern, unsigned count)
{
	size_t len = strlen(pattern);

	for (unsigned i = 0; i < count; i++) {
		char key[2] = { pattern[i % len], '\0' };

		/* not applicable is asked for a reason */
		if (*key == 'a')
			answer(walk, STEP_SAVES, "anot in use here\r", 1);
		else
			answer(walk, STEP_SAVES, key, 1);
	}
}

/* Level 2 stands in the judgement band; the cursor is on 3.1. */
static void
judge(struct walk *walk)
{
	walk_step(walk, STEP_SAVES, "kkkkkkkkkmseen twice\r", "judged yes");
	/* back on 3.1 there is nothing new to see: the next answer tells */
	walk->steps[walk->count - 1].settle = true;
}

static void
note(struct walk *walk, unsigned control)
{
	char keys[96], shows[64];

	snprintf(shows, sizeof(shows), "remark %u on", control);
	snprintf(keys, sizeof(keys), "N%s this part\033", shows);
	struct step *step = walk_step(walk, STEP_SAVES, keys, shows);

	snprintf(step->gone, sizeof(step->gone), "Note on");
	step->settle = true;
}

static void
evidence(struct walk *walk, unsigned control)
{
	char shows[64];

	snprintf(shows, sizeof(shows), "✓ E-LNG-%02u", control);
	walk_step(walk, STEP_SAVES, "\tea", shows);
	walk_step(walk, STEP_SAVES, "@page 4\r", "@ page 4");
	/* Shift-Tab: back to the levels */
	walk_step(walk, STEP_MOVES, "\033[Z", "u clear")->settle = true;
}

static void
undo_redo(struct walk *walk)
{
	answer(walk, STEP_SAVES, "U", -1);
	answer(walk, STEP_SAVES, "U", -1);
	answer(walk, STEP_SAVES, "R", 1);
	answer(walk, STEP_SAVES, "R", 1);
	/* from what was brought back to the next */
	walk_step(walk, STEP_MOVES, "j", "u clear");
}

/* From the first criterion of a control to its last. */
static void
walk_control(struct walk *walk, unsigned control)
{
	walk_answer(walk, "m", 7);
	if (control % 4 == 3)
		note(walk, control);
	walk_answer(walk, control % 3 ? "mmmmnnp" : "mmpmann", 7);
	if (control % 3 == 1) {
		judge(walk);
		walk_step(walk, STEP_MOVES, "jjjjjjjjj", "u clear");
	}
	walk_answer(walk, "pmn", 6);
	if (control % 3 == 2)
		undo_redo(walk);
	walk_answer(walk, "m", 1);
	if (control % 2)
		evidence(walk, control);
}

void
walk_controls(struct walk *walk, unsigned first, unsigned last)
{
	for (unsigned control = first; control <= last; control++) {
		char shows[64];

		snprintf(shows, sizeof(shows), "LNG-%02u  0 of 21", control);
		walk_step(walk, STEP_MOVES, control == first ? "\r" : "J",
		    shows);
		walk_control(walk, control);
	}
}

void
walk_go(struct walk *walk, unsigned control)
{
	char shows[64];

	walk->answered = 21 * (control - 1);
	snprintf(shows, sizeof(shows), "LNG-%02u  0 of 21", control);
	/* it begins where the last answer was given, in the levels; after
	 * evidence (odd controls end with it) in the tree */
	walk_step(walk, STEP_MOVES,
	    control == 1      ? "\r"
	    : control % 2 == 0 ? "J\r"
	                       : "J",
	    shows);
	walk_control(walk, control);
}

const char *
walk_session(const struct walk *walk, size_t step)
{
	return walk->moves && step >= walk->moves ? walk->moved : walk->session;
}

void
walk_leave(struct walk *walk)
{
	walk_step(walk, STEP_MOVES, "q", NULL);
}
