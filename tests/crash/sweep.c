/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Every disk call of a walk fails once, and from then on. What the screen
 * showed as saved is there afterwards; while something is not, the screen says
 * NOT SAVED; after a fault that does not last everything is saved. Quick, for
 * make check, or with an argument "wide". */

#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../pty/terminal.h"
#include "rig.h"
#include "walk.h"

enum { PATIENCE = 20000, ENV_COUNT = 8, SETTING = RIG_PATH + 32 };

struct sweep {
	struct rig rig;
	char room[RIG_PATH]; /* in memory where there is such a place */
	char session[RIG_PATH], count_file[RIG_PATH], log_file[RIG_PATH];
	char *journal; /* of the empty session */
	size_t journal_len;
	char **calls; /* "fdatasync .../journal" of the recorded walk */
	size_t call_count;
	unsigned faults, refused, unsaved;
};

/* One run. */
struct run {
	struct sweep *sweep;
	struct walk *walk;
	struct terminal *t;
	size_t at; /* 0: recorded, nothing fails */
	bool on;
	const char *error;
	bool fast;     /* answers in a burst, looked at where it settles */
	bool told;     /* the screen has said NOT SAVED */
	size_t queued; /* what it says is not saved now */
	size_t saved;  /* commits the screen has shown as saved */
	bool bad;
};

static void
wrong(struct run *run, const char *what)
{
	if (run->bad)
		return;
	run->bad = true;
	run->sweep->rig.faults++;
	printf("# call %zu (%s) %s, %s: %s\n", run->at,
	    run->at && run->at <= run->sweep->call_count
	        ? run->sweep->calls[run->at - 1]
	        : "?",
	    run->on ? "from then on" : "once", run->error, what);
	if (!getenv("SWEEP_SCREENS"))
		return;
	for (const char *at = run->t ? terminal_screen(run->t) : ""; *at;
	     at += strcspn(at, "\n") + 1)
		if (*at != '\n')
			printf("#   |%.*s\n", (int)strcspn(at, "\n"), at);
}

static size_t
count_lines(const char *text)
{
	size_t lines = 0;

	for (; text && (text = strchr(text, '\n')); text++)
		lines++;
	return lines;
}

/* Whole lines in the journal, but for the first. */
static size_t
commits_there(const struct sweep *sweep)
{
	char path[RIG_PATH];

	rig_join(path, sweep->session, "journal");
	char *text = rig_read(path, NULL);
	size_t lines = count_lines(text);

	free(text);
	return lines ? lines - 1 : 0;
}

static bool
has_ended(struct run *run, int *status)
{
	return terminal_ended(run->t, 0, status);
}

/* What the screen says about saving. */
static void
look(struct run *run)
{
	const char *at = strstr(terminal_screen(run->t), "NOT SAVED  ");

	run->queued = at ? strtoul(at + 11, NULL, 10) : 0;
	run->told |= run->queued > 0;
}

/* Waits for a text; false: the program has ended, or it was in vain. */
static bool
await(struct run *run, const char *text, const char *gone, int *status)
{
	double end = rig_seconds() + PATIENCE / 1000.0;

	*status = -1;
	for (;;) {
		const char *screen = terminal_screen(run->t);

		if (strstr(screen, text) &&
		    !(*gone && strstr(screen, gone))) {
			look(run);
			return true;
		}
		if (terminal_read(run->t, 100))
			continue;
		if (has_ended(run, status))
			return false;
		if (rig_seconds() > end) {
			char what[160];

			snprintf(what, sizeof(what),
			    "\"%.64s\" never came to the screen", text);
			wrong(run, what);
			return false;
		}
	}
}

/* The walk from an empty session, the shim counting. */
static void
begin(struct run *run)
{
	static const char *const names[] = { "LD_PRELOAD", "ASSAY_FAULT_UNDER",
		"ASSAY_FAULT_COUNT", "ASSAY_FAULT_CALL", "ASSAY_FAULT_LAST",
		"ASSAY_FAULT_DO", "ASSAY_FAULT_AT", "ASSAY_FAULT_LOG" };
	struct sweep *sweep = run->sweep;
	static char settings[ENV_COUNT][SETTING];
	const char *env[ENV_COUNT + 1] = { NULL };
	char path[RIG_PATH], at[24];
	char *argv[] = { sweep->rig.program, sweep->session, NULL };

	snprintf(at, sizeof(at), "%zu", run->at);
	const char *const values[] = { sweep->rig.shim, sweep->room,
		sweep->count_file, "disk,open", run->on ? "on" : "once",
		run->error, at, sweep->log_file };

	rig_must("rm", "-rf", sweep->session, NULL);
	if (mkdir(sweep->session, 0700) < 0)
		rig_broken("%s: %s", sweep->session, strerror(errno));
	rig_join(path, sweep->session, "journal");
	rig_write(path, sweep->journal, sweep->journal_len);
	/* a log is kept of the recorded walk alone */
	for (size_t i = 0; i < (run->at ? 7 : 8); i++) {
		snprintf(settings[i], SETTING, "%s=%s", names[i], values[i]);
		env[i] = settings[i];
	}
	run->t = terminal_start(argv, env, 36, 120);
	if (!run->t)
		rig_broken("no terminal can be made");
}

/* How a program that could not open the session has to end. */
static void
refused(struct run *run, int status)
{
	size_t len;
	const char *said = terminal_wire(run->t, &len);

	run->sweep->refused++;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 1)
		wrong(run, "it ended, and not with 1");
	else if (strncmp(said, "assay: ", 7) != 0 || count_lines(said) != 1)
		wrong(run, "it ended without its one line");
}

/* Steps that are waited for: all, or in a burst the last of one kind. */
static bool
is_waited_for(const struct run *run, size_t i)
{
	const struct walk *walk = run->walk;
	const char *now = walk->steps[i].keys;
	const char *next = walk->steps[i + 1].keys;

	/* what undo and redo show was shown before */
	return !run->fast || walk->steps[i].settle || i + 2 >= walk->count ||
	       walk->steps[i].kind != walk->steps[i + 1].kind ||
	       strlen(next) > 1 || strpbrk(now, "UR") || strpbrk(next, "UR");
}

/* What the screen shows as saved must be there. */
static void
compare(struct run *run, size_t commits)
{
	if (run->queued > commits) {
		wrong(run, "more is said to wait than there is");
		return;
	}
	run->saved = commits - run->queued;
	if (commits_there(run->sweep) < run->saved)
		wrong(run, "what is shown as saved is not there");
}

/* All steps but the last, which leaves; false: it ended. */
static bool
play(struct run *run)
{
	int status;

	for (size_t i = 1; i + 1 < run->walk->count && !run->bad; i++) {
		struct step *step = &run->walk->steps[i];

		terminal_send(run->t, step->keys);
		if (!is_waited_for(run, i))
			continue;
		if (!await(run, step->shows, step->gone, &status)) {
			if (status != -1)
				wrong(run, "it ended in the middle");
			return false;
		}
		/* the status line comes after what stands above it */
		while (*step->shows != ' ' && terminal_read(run->t, 50))
			;
		look(run);
		if (!run->at)
			step->commits = commits_there(run->sweep);
		if (run->queued ||
		    strstr(terminal_screen(run->t), "saved "))
			compare(run, step->commits);
	}
	return !run->bad;
}

static void
leave(struct run *run)
{
	size_t queued = run->queued;
	int status;

	if (queued && !run->on) {
		terminal_send(run->t, "\023");
		if (await(run, "Saved again", "NOT SAVED", &status))
			run->saved += queued;
		else
			wrong(run, "^S does not save it");
	}
	terminal_send(run->t, "q");
	if (run->queued && await(run, "not saved.", "", &status))
		terminal_send(run->t, "q");
	if (run->bad)
		return;
	if (!terminal_ended(run->t, PATIENCE, &status))
		wrong(run, "q does not leave");
	else if (status != 0)
		wrong(run, "q ends with another status than 0");
}

/* Did this call belong to what makes an answer last? */
static bool
is_append(const struct run *run)
{
	const char *call = run->sweep->calls[run->at - 1];
	const char *file = strrchr(call, '/');

	return file && strcmp(file, "/journal") == 0 &&
	       (strncmp(call, "write ", 6) == 0 ||
	           strncmp(call, "fdatasync ", 10) == 0);
}

static void
judge(struct run *run)
{
	struct sweep *sweep = run->sweep;
	size_t all = run->walk->steps[run->walk->count - 2].commits;
	size_t there = commits_there(sweep);
	char *said = NULL;

	if (there < run->saved)
		wrong(run, "what was shown as saved is lost");
	if (run->walk->answered && !run->on && run->saved != all)
		wrong(run, "not everything was saved in the end");
	if (is_append(run) && !run->told && run->walk->answered)
		wrong(run, "the screen never said NOT SAVED");
	if (rig_assay(&sweep->rig, &said, NULL, "check", sweep->session,
	        NULL) != 0 ||
	    (said && *said))
		wrong(run, said && *said ? said : "the session is damaged");
	free(said);
}

/* One fault. */
static bool
fail_at(struct run *run)
{
	int status = -1;
	size_t answered = run->walk->answered;

	begin(run);
	if (!await(run, run->walk->steps[0].shows, "", &status)) {
		if (status != -1)
			refused(run, status);
		run->walk->answered = 0;
	} else if (strstr(terminal_screen(run->t), "READ ONLY") ||
	           strstr(terminal_screen(run->t), "Read only")) {
		run->sweep->refused++;
		run->walk->answered = 0;
		leave(run);
	} else if (play(run)) {
		leave(run);
	}
	run->sweep->faults += run->at > 0;
	run->sweep->unsaved += run->told;
	if (run->at && !run->bad)
		judge(run);
	terminal_free(run->t);
	run->walk->answered = (unsigned)answered;
	return !run->bad;
}

/* What the recorded walk called, from the shim's log. */
static void
take_log(struct sweep *sweep)
{
	char *text = rig_read(sweep->log_file, NULL);
	char *rest = NULL;
	size_t most = count_lines(text);

	sweep->calls = calloc(most + 1, sizeof(*sweep->calls));
	if (!sweep->calls)
		abort();
	sweep->call_count = 0;
	for (char *line = strtok_r(text, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest))
		sweep->calls[sweep->call_count++] =
		    strdup(line + strcspn(line, " ") + 1);
	free(text);
	unlink(sweep->log_file);
}

static void
record(struct sweep *sweep, struct walk *walk, bool fast)
{
	struct run run = { .sweep = sweep, .walk = walk, .error = "ENOSPC",
		.fast = fast };

	for (size_t i = 0; i < sweep->call_count; i++)
		free(sweep->calls[i]);
	free(sweep->calls);
	sweep->calls = NULL;
	sweep->call_count = 0;
	if (!fail_at(&run))
		rig_broken("the walk does not come to its end");
	take_log(sweep);
}

/* Each call of a walk; errors: how many of them at each call. */
static bool
sweep_walk(struct sweep *sweep, struct walk *walk, const char *name,
    size_t errors, bool fast)
{
	static const char *const all[] = { "ENOSPC", "EIO", "EDQUOT" };
	double start = rig_seconds();
	unsigned bad = sweep->rig.faults;

	sweep->faults = sweep->refused = sweep->unsaved = 0;
	record(sweep, walk, fast);
	for (size_t at = 1; at <= sweep->call_count; at++)
		for (size_t i = 0; i < 2 * errors; i++) {
			struct run run = { .sweep = sweep, .walk = walk,
				.at = at, .on = i % 2, .fast = fast,
				.error = all[(at + i / 2) % 3] };

			fail_at(&run);
			if (sweep->rig.faults > bad + 10)
				return false;
		}
	printf("# %s: %u answers, %zu commits, %zu disk calls; %u faults, in "
	       "%u the screen said NOT SAVED, in %u the session was not "
	       "opened to write; %.0f s\n",
	    name, walk->answered, walk->steps[walk->count - 2].commits,
	    sweep->call_count, sweep->faults, sweep->unsaved, sweep->refused,
	    rig_seconds() - start);
	return sweep->rig.faults == bad;
}

static void
open_sweep(struct sweep *sweep)
{
	char path[RIG_PATH];

	*sweep = (struct sweep){ .faults = 0 };
	rig_open(&sweep->rig, "sweep");
	snprintf(sweep->room, RIG_PATH, "/dev/shm/assay-sweep-XXXXXX");
	if (!mkdtemp(sweep->room)) {
		rig_join(sweep->room, sweep->rig.work, "room");
		rig_must("mkdir", sweep->room, NULL, NULL);
	}
	rig_join(sweep->session, sweep->room, "s");
	rig_join(sweep->count_file, sweep->rig.work, "count");
	rig_join(sweep->log_file, sweep->rig.work, "log");
	if (rig_assay(&sweep->rig, NULL, NULL, "new", sweep->session,
	        "--pack", sweep->rig.pack, NULL) != 0)
		rig_broken("no session can be made");
	rig_join(path, sweep->session, "journal");
	sweep->journal = rig_read(path, &sweep->journal_len);
}

static void
close_sweep(struct sweep *sweep)
{
	rig_must("rm", "-rf", sweep->room, NULL);
	free(sweep->journal);
	rig_close(&sweep->rig);
}

/* 15 answers, two of them taken back and given again. */
static void
make_quick(struct sweep *sweep, struct walk *walk)
{
	walk_begin(walk, sweep->session, "LNG-01  0 of 21");
	walk_step(walk, STEP_MOVES, "\r", "u clear");
	walk_answer(walk, "mpn", 13);
	walk_step(walk, STEP_SAVES, "U", "  12 of 210  ");
	walk_step(walk, STEP_SAVES, "R", "  13 of 210  ");
	walk_leave(walk);
}

static void
make_long(struct sweep *sweep, struct walk *walk, unsigned last)
{
	walk_begin(walk, sweep->session, "LNG-01  0 of 21");
	walk_controls(walk, 1, last);
	walk_leave(walk);
}

int
main(int argc, char **argv)
{
	bool wide = argc > 1 && strcmp(argv[1], "wide") == 0;
	struct sweep *sweep = calloc(1, sizeof(*sweep));
	struct walk *walk = calloc(1, sizeof(*walk));
	bool good;

	if (!sweep || !walk)
		return 99;
	terminal_heed_signals();
	umask(077);
	open_sweep(sweep);
	if (wide) {
		make_long(sweep, walk, 2);
		/* a third argument: the long walk alone */
		good = argc > 2 || sweep_walk(sweep, walk, "all kinds of work",
		                       3, false);
		printf("%s 1 - every disk call of a short walk, three errors\n",
		    good ? "ok" : "not ok");
		make_long(sweep, walk, 10);
		bool whole = sweep_walk(sweep, walk, "a whole day",
		    getenv("SWEEP_ALL") ? 3 : 1, true);

		printf("%s 2 - every disk call of a long walk\n1..2\n",
		    whole ? "ok" : "not ok");
		good = good && whole;
	} else {
		make_quick(sweep, walk);
		good = sweep_walk(sweep, walk, "a few answers", 1, false);
		printf("%s 1 - every disk call of a few answers\n1..1\n",
		    good ? "ok" : "not ok");
	}
	close_sweep(sweep);
	free(walk);
	free(sweep);
	return good ? 0 : 1;
}
