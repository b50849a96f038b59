/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* No answer that the screen has acknowledged is lost by SIGKILL or by a power
 * cut, at whichever call the program makes to the disk.
 *
 *   cuts killed [SCENE...]       SIGKILL, in a plain directory; unnamed, only
 *                                the scenes that are not thorough
 *   cuts powercut [SCENE...]     the file system shut down, both ways; root
 *   cuts counterproof            the same with an fsync taken out of the
 *                                program: each must lose something, or this
 *                                test would not see it
 *
 * ASSAY_CUT_EVERY=N meets only every N-th call, for a quick look. */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "scene.h"

/* What the whole power cut test must at least have tried. */
enum { CUTS_LEAST = 1000 };

static const char *const cuts[] = { "cut1", "cut2" };

enum { SCENES_MAX = 24 };

/* What one scene came to, of all workers. */
struct result {
	char name[16], title[64];
	size_t cuts, bad;
	double seconds; /* the longest */
};

/* The workers share the cuts: each has its own place and meets calls `first`,
 * `first` + `step` ... */
struct tally {
	size_t cuts, bad;
	size_t first, step;
	struct result *results; /* shared; NULL: told at once */
	size_t scenes;          /* told so far */
};

static void
tell(struct tally *tally, const char *name, const char *title,
    size_t cut_count, size_t bad, double since)
{
	double seconds = rig_seconds() - since;

	tally->cuts += cut_count;
	tally->bad += bad;
	if (!tally->results) {
		printf("%s - %s: %s: %zu cuts, %zu bad, %.1f s\n",
		    bad ? "not ok" : "ok", name, title, cut_count, bad,
		    seconds);
		return;
	}
	struct result *result = &tally->results[tally->scenes++];

	if (tally->scenes == SCENES_MAX)
		rig_broken("there are more than %d scenes", SCENES_MAX);
	snprintf(result->name, sizeof(result->name), "%s", name);
	snprintf(result->title, sizeof(result->title), "%s", title);
	__atomic_add_fetch(&result->cuts, cut_count, __ATOMIC_SEQ_CST);
	__atomic_add_fetch(&result->bad, bad, __ATOMIC_SEQ_CST);
	if (result->seconds < seconds)
		result->seconds = seconds;
}

static size_t
every(void)
{
	const char *text = getenv("ASSAY_CUT_EVERY");
	size_t step = text ? strtoul(text, NULL, 10) : 1;

	return step ? step : 1;
}

/* Each call once by each of these deeds. */
static void
cut_all(struct scene *scene, const struct tally *tally,
    const char *const *deeds, size_t count)
{
	for (size_t k = tally->first; k <= scene->calls; k += tally->step)
		for (size_t i = 0; i < count; i++) {
			struct trap trap = { .call = "disk", .deed = deeds[i],
				.at = k };

			scene_cut(scene, &trap);
		}
}

static void
run_scene(struct rig *rig, struct place *place, const struct scene_kind *kind,
    bool small, struct tally *tally)
{
	static const char *const kill_deeds[] = { "kill" };
	struct scene *scene = malloc(sizeof(*scene));
	double since = rig_seconds();

	if (!scene)
		abort();
	scene_open(scene, kind, rig, place, small);
	if (place->disk) {
		struct trap none = { .call = "disk" };

		cut_all(scene, tally, cuts, 2);
		for (unsigned way = 1; way <= 2 && tally->first == 1; way++)
			scene_cut_at_end(scene, &none, way);
	} else {
		cut_all(scene, tally, kill_deeds, 1);
	}
	tell(tally, kind->name, kind->title, scene->cuts, scene->bad, since);
	scene_done(scene);
	free(scene);
}

/* Writes that break off in the middle when the program is killed: the torn
 * line is reported and cut off. */
static void
run_torn(struct rig *rig, struct place *place, struct tally *tally)
{
	struct scene *scene = malloc(sizeof(*scene));
	double since = rig_seconds();

	if (!scene)
		abort();
	scene_open(scene, scene_find("walk"), rig, place, true);
	for (size_t k = tally->first;; k += tally->step) {
		struct trap trap = { .call = "write", .deed = "short",
			.then = "kill", .at = k };

		scene_cut(scene, &trap);
		if (player_calls(rig) < k)
			break;
	}
	tell(tally, "torn", "half a line, and killed", scene->cuts, scene->bad,
	    since);
	scene_done(scene);
	free(scene);
}

static int
run_new(struct rig *rig, struct place *place, const struct trap *trap,
    char *session)
{
	char *argv[] = { rig->program, (char[]){ "new" }, session,
		(char[]){ "--pack" }, rig->pack, NULL };

	return rig_run(argv, player_env(rig, trap, place->dir), NULL, NULL);
}

/* Does the session open, or can it be made once more? */
static bool
check_made(struct rig *rig, char *session, bool made, const char *deed,
    size_t k, bool quiet)
{
	int status = rig_assay(
	    rig, NULL, NULL, "status", session, "--json", NULL);

	if (status && !made)
		status = rig_assay(rig, NULL, NULL, "new", session, "--pack",
		    rig->pack, NULL);
	if (!status)
		return true;
	printf("# %s assay new, %s at call %zu: the session %s\n",
	    quiet ? "found:" : "LOST:", deed, k,
	    made ? "was made and does not open" : "cannot be made any more");
	rig->faults += !quiet;
	return false;
}

/* `assay new` cut at each call, and after it has said that all is well. */
static void
cut_new(struct rig *rig, struct place *place, const struct trap *skip,
    struct tally *tally)
{
	char session[RIG_PATH];
	struct trap trap = *skip;
	bool again = true;

	rig_join(session, place->dir, "s");
	trap.call = "disk";
	for (trap.at = tally->first; again; trap.at += tally->step) {
		for (unsigned way = 0; way < (place->disk ? 2 : 1); way++) {
			trap.deed = place->disk ? cuts[way] : "kill";
			place_restore(place, "empty");
			bool made = run_new(rig, place, &trap, session) == 0;

			if (made && place->disk)
				place_cut(place, way + 1);
			again = !made;
			place_reboot(place);
			tally->cuts++;
			if (!check_made(rig, session, made, trap.deed, trap.at,
			        skip->skip != NULL))
				tally->bad++;
		}
	}
}

static void
run_creation(struct rig *rig, struct place *place, struct tally *tally)
{
	struct trap none = { .call = "disk" };
	struct tally mine = { .first = tally->first, .step = tally->step };
	double since = rig_seconds();

	cut_new(rig, place, &none, &mine);
	tell(tally, "new", "a session made by the command line", mine.cuts,
	    mine.bad, since);
}

/* A writer was killed between its write and its fdatasync; the next one shows
 * the line as recorded, so that it must be on the disk. */
static void
cut_reopened(struct rig *rig, struct place *place, const char *skip,
    struct tally *tally)
{
	static const char change[] =
	    "- {path: LNG-01/criteria/1.1/state, value: met}\n";
	char path[RIG_PATH], session[RIG_PATH], *why = NULL;
	struct trap killer = { .call = "fdatasync", .deed = "kill", .at = 2 };
	struct trap opener = { .call = "disk", .skip = skip };
	struct reference reference;
	struct walk *walk = malloc(sizeof(*walk));

	if (!walk)
		abort();
	rig_join(path, rig->work, "reopened.yaml");
	rig_join(session, place->dir, "s");
	rig_write(path, change, sizeof(change) - 1);
	char *apply[] = { rig->program, (char[]){ "apply" }, session, path,
		NULL };
	char *open[] = { rig->program, session, NULL };

	place_restore(place, "empty");
	run_new(rig, place, &opener, session);
	place_keep(place, "made");
	rig_run(apply, NULL, NULL, NULL);
	reference_take(&reference, rig, session);
	for (unsigned way = 1; way <= 2; way++) {
		place_restore(place, "made");
		if (rig_run(apply, player_env(rig, &killer, place->dir), NULL,
		        NULL) != 128 + 9)
			rig_broken("apply was not killed at its fdatasync");
		walk_begin(walk, session, "  1 of 210  ");
		struct played played = player_play(rig, walk, open,
		    player_env(rig, &opener, place->dir), 0, false);

		if (played.end != PLAY_HALTED)
			rig_broken("the killed writer's line is not shown");
		place_cut(place, way);
		player_stop(&played);
		place_reboot(place);
		tally->cuts++;
		if (verdict_session(rig, &reference, session, 1, 1, &why))
			continue;
		tally->bad++;
		rig->faults += !skip;
		printf("# %s reopened, cut%u: %s\n", skip ? "found:" : "LOST:",
		    way, why);
		free(why);
	}
	reference_done(&reference);
	free(walk);
}

static void
run_reopened(struct rig *rig, struct place *place, struct tally *tally)
{
	struct tally mine = { 0 };
	double since = rig_seconds();

	if (tally->first == 1)
		cut_reopened(rig, place, NULL, &mine);
	tell(tally, "reopened", "a killed writer's line, shown by the next",
	    mine.cuts, mine.bad, since);
}

/* Does a test of this name run? Without names all do. */
static bool
is_wanted(const char *name, char **names)
{
	for (char **at = names; *at; at++)
		if (strcmp(*at, name) == 0)
			return true;
	return !*names;
}

static void
run_all(struct rig *rig, struct place *place, char **names,
    struct tally *tally)
{
	bool small = !place->disk;

	if (is_wanted("new", names))
		run_creation(rig, place, tally);
	for (const struct scene_kind *kind = scene_kinds; kind->name; kind++)
		if (is_wanted(kind->name, names) &&
		    (place->disk || *names || !kind->thorough))
			run_scene(rig, place, kind, small, tally);
	if (!place->disk && is_wanted("torn", names))
		run_torn(rig, place, tally);
	if (place->disk && is_wanted("reopened", names))
		run_reopened(rig, place, tally);
}

/* A call that makes things last, taken out of the program, and the scene that
 * must lose something by it. */
struct missing {
	const char *call, *file, *scene, *what;
};

static const struct missing missing[] = {
	{ "fdatasync", "/journal", "walk", "after an answer" },
	{ "fdatasync", "/journal", "reopened",
	    "of what a killed writer left" },
	{ "fsync", "/journal.new", "new", "of a new journal" },
	{ "fsync", "/s", "new", "of a new session's directory" },
	{ "fdatasync", "/journal", "recover", "of a queue written at last" },
	{ "fsync", "/journal.new", "rewrite", "of a journal written anew" },
	{ "fsync", "/s", "rewrite", "of the directory it was put into" },
	{ "fsync", "/journal.new", "save-to", "of a journal in another place" },
	{ "fsync", "/there", "save-to", "of its directory" },
	{ "fsync", ".new", "draft", "of a draft" },
	{ "fsync", "/drafts", "draft", "of the drafts' directory" },
};

/* How many losses are seen without this call; *cut_count are tried. */
static size_t
losses_without(struct rig *rig, struct place *place, const struct missing *it,
    size_t *cut_count)
{
	struct trap skip = { .call = "disk", .skip = it->call,
		.skip_file = it->file };
	struct tally tally = { .first = 1, .step = 1 };

	if (strcmp(it->scene, "new") == 0) {
		cut_new(rig, place, &skip, &tally);
	} else if (strcmp(it->scene, "reopened") == 0) {
		cut_reopened(rig, place, it->call, &tally);
	} else {
		struct scene *scene = malloc(sizeof(*scene));

		if (!scene)
			abort();
		scene_open(scene, scene_find(it->scene), rig, place, true);
		scene->quiet = true;
		for (unsigned way = 1; way <= 2; way++)
			scene_cut_at_end(scene, &skip, way);
		tally.cuts = scene->cuts;
		tally.bad = scene->bad;
		scene_done(scene);
		free(scene);
	}
	*cut_count = tally.cuts;
	return tally.bad;
}

/* One worker's share. */
static int
run_share(const char *mode, bool disk, char **names, struct result *results,
    size_t worker, size_t workers)
{
	static struct rig rig;
	static struct place place;
	struct tally tally = { .first = 1 + worker * every(),
		.step = workers * every(), .results = results };
	char name[32];

	snprintf(name, sizeof(name), "%s-%zu", mode, worker);
	rig_open(&rig, name);
	place_open(&place, &rig, disk);
	run_all(&rig, &place, names, &tally);
	place_close(&place);
	rig_close(&rig);
	return 0;
}

/* Each scene, its cuts shared by workers. */
static int
run_mode(const char *mode, bool disk, char **names)
{
	size_t size = SCENES_MAX * sizeof(struct result);
	struct result *results = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	double since = rig_seconds();
	int workers = rig_workers(), worker;
	size_t cut_count = 0, bad = 0;

	if (results == MAP_FAILED)
		rig_broken("no memory to share");
	if ((worker = rig_share(workers)) >= 0)
		exit(run_share(mode, disk, names, results, (size_t)worker,
		    (size_t)workers));
	for (struct result *r = results; *r->name; r++) {
		printf("%s - %s: %s: %zu cuts, %zu bad, %.1f s\n",
		    r->bad ? "not ok" : "ok", r->name, r->title, r->cuts,
		    r->bad, r->seconds);
		cut_count += r->cuts;
		bad += r->bad;
	}
	munmap(results, size);
	printf("# %s: %zu cuts, %zu bad, %.1f s\n", mode, cut_count, bad,
	    rig_seconds() - since);
	bool whole = disk && !*names && every() == 1;

	if (whole && cut_count < CUTS_LEAST)
		printf("# at least %d cuts are due\n", CUTS_LEAST);
	return bad || cut_count < (whole ? CUTS_LEAST : 1);
}

/* One call taken out. */
static bool
prove(struct rig *rig, struct place *place, const struct missing *it)
{
	size_t tried, seen = losses_without(rig, place, it, &tried);

	printf("%s - without the %s %s (%s): %zu of %zu cuts lose something\n",
	    seen ? "ok" : "not ok", it->call, it->what, it->scene, seen,
	    tried);
	if (!seen)
		printf("# this call can be taken out unseen: the test proves "
		       "nothing about it\n");
	return seen;
}

static int
counterproof(struct rig *rig, struct place *place)
{
	bool good = true;

	for (size_t i = 0; i < sizeof(missing) / sizeof(*missing); i++)
		good &= prove(rig, place, &missing[i]);
	return good ? 0 : 1;
}

int
main(int argc, char **argv)
{
	const char *mode = argc > 1 ? argv[1] : "killed";
	static struct rig rig;
	static struct place place;

	if (strcmp(mode, "counterproof") != 0)
		return run_mode(mode, strcmp(mode, "killed") != 0,
		    argv + (argc > 1 ? 2 : 1));
	rig_open(&rig, mode);
	place_open(&place, &rig, true);
	int status = counterproof(&rig, &place);

	place_close(&place);
	rig_close(&rig);
	return status;
}
