/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Plays scenes with traps and judges what they leave. */

#include <config.h>

#include "scene.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../pty/terminal.h"

static struct played
play(struct scene *scene, const struct trap *trap, size_t fast, bool recording)
{
	char *argv[] = { scene->rig->program, scene->argument[0],
		*scene->argument[1] ? scene->argument[1] : NULL, NULL };
	struct trap whole = *trap;

	whole.also = scene->kind->also;
	place_restore(scene->place, scene->kind->name);
	return player_play(scene->rig, &scene->walk, argv,
	    player_env(scene->rig, &whole, scene->place->dir), fast, recording);
}

void
scene_open(struct scene *scene, const struct scene_kind *kind, struct rig *rig,
    struct place *place, bool small)
{
	struct trap none = { .call = "disk" };

	*scene = (struct scene){
		.kind = kind, .rig = rig, .place = place, .small = small
	};
	place_restore(place, "empty");
	kind->prepare(scene);
	place_keep(place, kind->name);
	struct played played = play(scene, &none, 0, true);

	if (played.end != PLAY_LEFT)
		rig_broken("the walk %s does not come to its end (step %zu, "
		           "\"%s\")",
		    kind->name, played.sent,
		    scene->walk.steps[played.sent].shows);
	scene->calls = player_calls(rig);
	reference_take(&scene->reference, rig,
	    walk_session(&scene->walk, scene->walk.count));
	scene->reference.fresh = kind->fresh;
}

void
scene_done(struct scene *scene)
{
	reference_done(&scene->reference);
}

/* Where the burst of keys ends: two steps before the call. */
static size_t
fast_until(const struct scene *scene, size_t call)
{
	size_t step = 0;

	while (step + 1 < scene->walk.count &&
	       scene->walk.steps[step].calls < call)
		step++;
	return step > 2 ? step - 1 : 0;
}

static bool
has_journal(const char *session)
{
	char path[RIG_PATH];
	struct stat st;

	rig_join(path, session, "journal");
	return stat(path, &st) == 0;
}

/* Opens the session on the screen, which must begin with this text. */
static bool
begins_with(struct scene *scene, const char *text, char **why)
{
	char *argv[] = { scene->rig->program, scene->walk.session, NULL };
	const char *env[] = { NULL };
	struct walk *look = malloc(sizeof(*look));

	if (!look)
		abort();
	walk_begin(look, scene->walk.session, " of 210  ");
	struct played played =
	    player_play(scene->rig, look, argv, env, 0, false);
	bool good = played.end == PLAY_HALTED &&
	            strstr(terminal_screen(played.terminal), text);

	if (played.end == PLAY_HALTED)
		player_stop(&played);
	if (!good && asprintf(why, "\"%s\" is gone", text) < 0)
		abort();
	free(look);
	return good;
}

/* The commits that were shown as saved: what stood beside NOT SAVED does not
 * count, even if it has reached the file. */
static size_t
acknowledged(const struct step *steps, size_t acked)
{
	while (acked && (steps[acked].kind == STEP_FULL ||
	                    steps[acked].kind == STEP_UNSAVED))
		acked--;
	return steps[acked].commits;
}

static bool
judge(struct scene *scene, const struct played *played, char **why)
{
	const struct scene_kind *kind = scene->kind;
	const struct step *steps = scene->walk.steps;
	size_t least = acknowledged(steps, played->acked);
	size_t most = steps[played->sent].commits;
	const char *session = walk_session(&scene->walk, played->acked);
	const char *next = walk_session(&scene->walk, played->sent);

	if (kind->fresh && !least && !has_journal(session))
		return true;
	/* the screen first: verdict_session goes on writing */
	if (kind->always && !begins_with(scene, kind->always, why))
		return false;
	if (kind->acked && played->end == PLAY_HALTED &&
	    !begins_with(scene, kind->acked, why))
		return false;
	/* on its way to another place: what stands there is whole, too */
	if (next != session && has_journal(next) &&
	    !verdict_session(scene->rig, &scene->reference, next, least, most,
	        why))
		return false;
	return verdict_session(
	    scene->rig, &scene->reference, session, least, most, why);
}

static bool
finish(struct scene *scene, const struct played *played,
    const struct trap *trap, const char *deed)
{
	char *why = NULL;
	bool good = true;

	/* left before the call it was to be cut at: no cut */
	scene->cuts += played->end != PLAY_LEFT;
	place_reboot(scene->place);
	if (played->end == PLAY_WRONG &&
	    asprintf(&why, "the program did not end by the trap") < 0)
		abort();
	if (why || !judge(scene, played, &why))
		good = false;
	if (!good) {
		scene->bad++;
		scene->rig->faults += !scene->quiet;
		printf("# %s %s, %s at call %zu of %zu, after step %zu "
		       "(%s): %.*s\n",
		    scene->quiet ? "found:" : "LOST:", scene->kind->name, deed,
		    trap->at, scene->calls, played->acked,
		    scene->walk.steps[played->acked].shows,
		    (int)strcspn(why, "\n"), why);
	}
	free(why);
	return good;
}

bool
scene_cut(struct scene *scene, const struct trap *trap)
{
	struct played played =
	    play(scene, trap, fast_until(scene, trap->at), false);

	if (played.end == PLAY_HALTED)
		player_stop(&played);
	return finish(scene, &played, trap, trap->deed);
}

bool
scene_cut_at_end(struct scene *scene, const struct trap *trap, unsigned way)
{
	scene->walk.count--;
	scene->walk.patient = true;
	struct played played = play(scene, trap, 0, false);

	scene->walk.patient = false;
	scene->walk.count++;
	if (played.end != PLAY_HALTED)
		rig_broken("the walk %s does not come to its end",
		    scene->kind->name);
	place_cut(scene->place, way);
	player_stop(&played);
	return finish(scene, &played, trap, "cut at the end");
}
