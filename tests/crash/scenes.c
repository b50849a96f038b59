/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The scenes. */

#include <config.h>

#include "scene.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A session made by the command line, and the program on it. */
static void
make_session(struct scene *scene)
{
	char session[RIG_PATH];

	rig_join(session, scene->place->dir, "s");
	if (rig_assay(scene->rig, NULL, NULL, "new", session, "--pack",
	        scene->rig->pack, NULL) != 0)
		rig_broken("assay new %s", session);
	snprintf(scene->argument[0], RIG_PATH, "%s", session);
	walk_begin(&scene->walk, session, "  0 of 210  ");
}

static void
prepare_walk(struct scene *scene)
{
	make_session(scene);
	if (scene->small) {
		struct walk *walk = &scene->walk;

		walk_step(walk, STEP_MOVES, "\r", "LNG-01  0 of 21");
		walk_answer(walk, "mpa", 4);
		walk_leave(walk);
		return;
	}
	walk_controls(&scene->walk, 1, 10);
	walk_leave(&scene->walk);
}

/* Nobody named a session: it is made at the first answer. */
static void
prepare_start(struct scene *scene)
{
	char name[64], data[RIG_PATH], session[RIG_PATH];
	time_t now = time(NULL);
	struct tm today;

	strftime(name, sizeof(name), "data/assay/sessions/long-%Y-%m-%d",
	    gmtime_r(&now, &today));
	rig_join(data, scene->place->dir, "data");
	rig_join(session, scene->place->dir, name);
	setenv("XDG_DATA_HOME", data, 1);
	snprintf(scene->argument[0], RIG_PATH, "--pack");
	snprintf(scene->argument[1], RIG_PATH, "%s", scene->rig->pack);
	walk_begin(&scene->walk, session, "no session yet");
	walk_step(&scene->walk, STEP_MOVES, "\r", "LNG-01  0 of 21");
	walk_answer(&scene->walk, "m", 2);
	walk_leave(&scene->walk);
}

/* There is a snapshot already, which leaving replaces. */
static void
prepare_leave(struct scene *scene)
{
	static const char change[] =
	    "- {path: LNG-01/performed, value: \"yes\"}\n";
	char path[RIG_PATH];

	make_session(scene);
	rig_join(path, scene->rig->work, "before.yaml");
	rig_write(path, change, sizeof(change) - 1);
	if (rig_assay(scene->rig, NULL, NULL, "apply", scene->walk.session,
	        path, NULL) != 0)
		rig_broken("assay apply %s", path);
	walk_step(&scene->walk, STEP_MOVES, "\r", "LNG-01  0 of 21");
	walk_answer(&scene->walk, "m", 1);
	walk_leave(&scene->walk);
}

/* A write that breaks off, answers in the queue, and ^S. */
static void
prepare_recover(struct scene *scene)
{
	struct walk *walk = &scene->walk;

	make_session(scene);
	walk_step(walk, STEP_MOVES, "\r", "LNG-01  0 of 21");
	walk_answer(walk, "m", 2);
	walk->steps[walk->count - 1].settle = true;
	walk_step(walk, STEP_FULL, "m", "NOT SAVED  1 answer")->settle = true;
	walk_step(walk, STEP_UNSAVED, "p", "NOT SAVED  2 answers");
	walk_step(walk, STEP_UNSAVED, "m", "NOT SAVED  3 answers")->settle =
	    true;
	walk->answered += 3;
	walk_step(walk, STEP_ROOM, "\023", "Saved again: 3 answers")->settle =
	    true;
	walk_leave(walk);
}

/* A sync that failed after two answers: the file is written to no more, and
 * ^S makes another. */
static void
prepare_rewrite(struct scene *scene)
{
	struct walk *walk = &scene->walk;

	make_session(scene);
	walk_step(walk, STEP_MOVES, "\r", "LNG-01  0 of 21");
	walk_answer(walk, "m", 2);
	walk_step(walk, STEP_UNSAVED, "m", "NOT SAVED  1 answer")->settle =
	    true;
	walk_step(walk, STEP_UNSAVED, "p", "NOT SAVED  2 answers")->settle =
	    true;
	walk->answered += 2;
	walk_step(walk, STEP_ROOM, "\023", "Saved again: 2 answers")->settle =
	    true;
	walk_leave(walk);
}

/* Answers go on after it. */
static void
go_on(struct scene *scene)
{
	scene->walk.count--;
	walk_answer(&scene->walk, "mp", 3);
	walk_leave(&scene->walk);
}

static void
prepare_recover_on(struct scene *scene)
{
	prepare_recover(scene);
	go_on(scene);
}

static void
prepare_rewrite_on(struct scene *scene)
{
	prepare_rewrite(scene);
	go_on(scene);
}

/* A sync that failed, and the session goes on in another place. */
static void
prepare_save_to(struct scene *scene)
{
	struct walk *walk = &scene->walk;
	char keys[sizeof(walk->steps->keys)];
	size_t cwd = strlen(scene->rig->work) - strlen("tests.tmp/") -
	    strlen(strrchr(scene->rig->work, '/') + 1);

	prepare_rewrite(scene);
	walk->count -= 2;
	walk->moves = walk->count;
	rig_join(walk->moved, scene->place->dir, "there");
	/* as whoever is in the directory of the tests types it */
	if (snprintf(keys, sizeof(keys), ":save-to %s\r", walk->moved + cwd) >=
	    (int)sizeof(keys))
		rig_broken("%s is too long", walk->moved + cwd);
	walk_step(walk, STEP_SAVES, keys, "it goes on there")->settle = true;
	walk_leave(walk);
}

static void
prepare_save_to_on(struct scene *scene)
{
	prepare_save_to(scene);
	go_on(scene);
}

static void
prepare_draft(struct scene *scene)
{
	make_session(scene);
	walk_step(&scene->walk, STEP_MOVES, "\r", "LNG-01  0 of 21");
	walk_step(&scene->walk, STEP_MOVES, "Nfirst words", "first words")
	    ->settle = true;
	walk_step(&scene->walk, STEP_SLOW, "", "draft kept")->settle = true;
	walk_step(&scene->walk, STEP_TERM, "", NULL);
}

/* A session left in the middle of a note. */
static void
leave_draft(struct scene *scene)
{
	char *argv[] = { scene->rig->program, scene->argument[0], NULL };
	const char *env[] = { NULL };

	make_session(scene);
	walk_step(&scene->walk, STEP_MOVES, "\r", "LNG-01  0 of 21");
	walk_step(&scene->walk, STEP_MOVES, "Nfirst words", "first words")
	    ->settle = true;
	walk_step(&scene->walk, STEP_TERM, "", NULL);
	player_play(scene->rig, &scene->walk, argv, env, 0, false);
	walk_begin(&scene->walk, scene->argument[0], "first words");
}

static void
prepare_draft_more(struct scene *scene)
{
	leave_draft(scene);
	walk_step(&scene->walk, STEP_MOVES, " and more", "first words and more")
	    ->settle = true;
	walk_step(&scene->walk, STEP_SLOW, "", "draft kept")->settle = true;
	walk_step(&scene->walk, STEP_TERM, "", NULL);
}

/* The note is done: its text becomes an answer and the draft goes. */
static void
prepare_draft_done(struct scene *scene)
{
	leave_draft(scene);
	struct step *step =
	    walk_step(&scene->walk, STEP_SAVES, "\033", "first words");

	snprintf(step->gone, sizeof(step->gone), "Note on");
	walk_leave(&scene->walk);
}

/* The program syncs the journal as it opens it, and after each answer. */
static const char sync_fails[] = "fdatasync:4:EIO";

const struct scene_kind scene_kinds[] = {
	{ .name = "walk",
	    .title = "a walk through ten controls",
	    .prepare = prepare_walk },
	{ .name = "start",
	    .title = "a session made at the first answer",
	    .prepare = prepare_start,
	    .fresh = true },
	{ .name = "leave",
	    .title = "a snapshot that replaces one",
	    .prepare = prepare_leave,
	    .thorough = true },
	{ .name = "recover",
	    .title = "a write that failed, and ^S",
	    .prepare = prepare_recover,
	    .thorough = true },
	{ .name = "recover-on",
	    .title = "answers after that",
	    .prepare = prepare_recover_on },
	{ .name = "rewrite",
	    .title = "a sync that failed, and ^S",
	    .prepare = prepare_rewrite,
	    .also = sync_fails,
	    .thorough = true },
	{ .name = "rewrite-on",
	    .title = "answers after that",
	    .prepare = prepare_rewrite_on,
	    .also = sync_fails,
	    .thorough = true },
	{ .name = "save-to",
	    .title = "a sync that failed, and :save-to",
	    .prepare = prepare_save_to,
	    .also = sync_fails,
	    .thorough = true },
	{ .name = "save-to-on",
	    .title = "answers in the other place",
	    .prepare = prepare_save_to_on,
	    .also = sync_fails,
	    .thorough = true },
	{ .name = "draft",
	    .title = "a note half typed",
	    .prepare = prepare_draft,
	    .acked = "first words",
	    .thorough = true },
	{ .name = "draft-more",
	    .title = "a draft that replaces one",
	    .prepare = prepare_draft_more,
	    .always = "first words",
	    .acked = "first words and more" },
	{ .name = "draft-done",
	    .title = "a note that was a draft",
	    .prepare = prepare_draft_done,
	    .always = "first words",
	    .thorough = true },
	{ 0 },
};

const struct scene_kind *
scene_find(const char *name)
{
	for (const struct scene_kind *kind = scene_kinds; kind->name; kind++)
		if (strcmp(kind->name, name) == 0)
			return kind;
	rig_broken("there is no scene %s", name);
}
