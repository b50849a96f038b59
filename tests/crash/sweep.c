/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Every disk call of a walk fails once, and from then on. What the screen
 * showed as saved is there afterwards; while something is not, the screen says
 * NOT SAVED; after a fault that does not last everything is saved. Quick, for
 * make check, or with an argument "wide".
 *
 * A walk is cut into parts, one a control, each of which begins with the
 * journal that the one before it left: so a run plays what lies around its
 * fault instead of the whole day. That the parts together make the calls of
 * the day is looked at. Some faults are played to the day's end. Workers share
 * the runs. */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../pty/terminal.h"
#include "sweep.h"

enum {
	MOST_BAD = 10,
	AFTER = 3,      /* steps after a part, to go on with */
	WHOLE_RUNS = 12 /* calls met in a whole day */
};

struct plan {
	struct rig rig;
	struct sweep_tally *tally; /* shared by the workers */
	struct sweep sweep;        /* of this process */
	size_t errors;             /* how many of them at each call */
	size_t calls;              /* swept so far */
};

/* What of a recorded walk is swept: calls up to the end of step `own`, those
 * of opening and leaving only where they are the walk's. */
struct part {
	struct walk walk;
	size_t own;
	bool first, last;
};

static bool
is_swept(const struct part *part, size_t at)
{
	const struct step *steps = part->walk.steps;

	if (at <= steps[0].calls)
		return part->first;
	if (at <= steps[part->own].calls)
		return true;
	return part->last && at > steps[part->walk.count - 2].calls;
}

/* One call, with each of its errors, once and from then on. */
static void
meet(struct plan *plan, struct walk *walk, size_t at)
{
	static const char *const all[] = { "ENOSPC", "EIO", "EDQUOT" };

	for (size_t i = 0; i < 2 * plan->errors; i++) {
		struct sweep_fault fault = {
			.at = at, .on = i % 2, .error = all[(at + i / 2) % 3]
		};

		if (plan->tally->bad >= MOST_BAD)
			return;
		if (walk)
			sweep_run(&plan->sweep, walk, &fault);
		else
			sweep_run_creation(&plan->sweep, &fault);
	}
}

/* The calls that `every` leaves are shared by workers, each in a room of its
 * own. No part: the session is made on the screen. */
static void
share(struct plan *plan, struct part *part, size_t every)
{
	size_t *next = mmap(NULL, sizeof(*next), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct sweep *sweep = &plan->sweep;

	if (next == MAP_FAILED)
		rig_broken("no memory to share");
	for (size_t at = every; at <= sweep->call_count; at += every)
		plan->calls += !part || is_swept(part, at);
	int worker = rig_share(rig_workers());

	if (worker >= 0) {
		struct sweep mine;
		size_t at;

		sweep_open(
		    &mine, &plan->rig, plan->tally, (unsigned)worker + 1);
		mine.journal = sweep->journal;
		mine.journal_len = sweep->journal_len;
		mine.calls = sweep->calls;
		mine.call_count = sweep->call_count;
		*sweep = mine;
		while (
		    (at = every * __atomic_add_fetch(next, 1,
		                      __ATOMIC_SEQ_CST)) <= sweep->call_count)
			if (!part || is_swept(part, at))
				meet(plan, part ? &part->walk : NULL, at);
		rig_remove(sweep->room);
		fflush(stdout);
		_exit(0);
	}
	munmap(next, sizeof(*next));
}

/* The journal as it was after so many commits: the next part's. */
static void
keep_journal(struct sweep *sweep, size_t commits)
{
	char path[RIG_PATH];

	rig_join(path, sweep->session, "journal");
	char *text = rig_read(path, NULL);
	const char *end = text;

	for (size_t i = 0; i <= commits; i++)
		end = strchr(end, '\n') + 1;
	free(sweep->journal);
	sweep->journal = text;
	sweep->journal_len = (size_t)(end - text);
}

/* A new session. */
static void
make_journal(struct plan *plan)
{
	struct sweep *sweep = &plan->sweep;
	char path[RIG_PATH];

	rig_remove(sweep->session);
	if (rig_assay(&plan->rig, NULL, NULL, "new", sweep->session, "--pack",
	        plan->rig.pack, NULL) != 0)
		rig_broken("no session can be made");
	rig_join(path, sweep->session, "journal");
	free(sweep->journal);
	sweep->journal = rig_read(path, &sweep->journal_len);
}

/* One control; those before it are in the journal. */
static void
make_part(
    struct part *part, const char *session, unsigned control, unsigned last)
{
	struct walk *walk = &part->walk;
	char shows[64] = "LNG-01  0 of 21";

	if (control > 1)
		snprintf(
		    shows, sizeof(shows), "LNG-%02u  21 of 21", control - 1);
	walk_begin(walk, session, shows);
	walk_go(walk, control);
	part->first = control == 1;
	part->last = control == last;
	part->own = walk->count - 1;
	if (!part->last) {
		walk_controls(walk, control + 1, control + 1);
		walk->count = part->own + 1 + AFTER;
		snprintf(walk->steps[part->own + 1].keys, 2, "J");
		walk->answered = control * 21 + AFTER - 1;
	}
	walk_leave(walk);
}

/* The whole walk in one go: its calls, and some of them met there. */
static size_t
sweep_whole(struct plan *plan, unsigned last, size_t *commits, bool meet_some)
{
	struct part *part = calloc(1, sizeof(*part));
	size_t calls;

	if (!part)
		abort();
	part->first = part->last = true;
	walk_begin(&part->walk, plan->sweep.session, "LNG-01  0 of 21");
	walk_controls(&part->walk, 1, last);
	part->own = part->walk.count - 1;
	walk_leave(&part->walk);
	sweep_record(&plan->sweep, &part->walk);
	calls = plan->sweep.call_count;
	*commits = part->walk.steps[part->own].commits;
	if (meet_some)
		share(plan, part, calls / WHOLE_RUNS);
	free(part);
	return calls;
}

static void
reset(struct plan *plan, size_t errors)
{
	unsigned bad = plan->tally->bad;

	plan->errors = errors;
	plan->calls = 0;
	*plan->tally = (struct sweep_tally){ .bad = bad };
}

static void
tell(const struct plan *plan, const char *name, double start)
{
	printf("# %s: %zu disk calls met, %u faults; in %u the screen said "
	       "NOT SAVED, in %u the session was not opened to write; "
	       "%u bad; %.0f s\n",
	    name, plan->calls, plan->tally->faults, plan->tally->unsaved,
	    plan->tally->refused, plan->tally->bad, rig_seconds() - start);
}

/* Each call of a walk through the controls up to `last`. */
static bool
sweep_controls(
    struct plan *plan, const char *name, unsigned last, size_t errors)
{
	struct part *part = calloc(1, sizeof(*part));
	double start = rig_seconds();
	size_t commits;

	if (!part)
		abort();
	make_journal(plan);
	reset(plan, 1);
	size_t calls = sweep_whole(plan, last, &commits, last > 2);

	printf("# %s: %u answers, %zu commits, %zu disk calls\n", name,
	    last * 21, commits, calls);
	if (last > 2)
		tell(plan, "played to the end of the day", start);
	start = rig_seconds();
	reset(plan, errors);
	for (unsigned control = 1;
	     control <= last && plan->tally->bad < MOST_BAD; control++) {
		make_part(part, plan->sweep.session, control, last);
		sweep_record(&plan->sweep, &part->walk);
		share(plan, part, 1);
		keep_journal(&plan->sweep, part->walk.steps[part->own].commits);
	}
	tell(plan, name, start);
	free(part);
	if (plan->calls != calls && plan->tally->bad < MOST_BAD) {
		printf("# the parts make %zu calls and the whole %zu\n",
		    plan->calls, calls);
		return false;
	}
	return plan->tally->bad == 0;
}

/* 15 answers, two of them taken back and given again. */
static bool
sweep_quick(struct plan *plan)
{
	struct part *part = calloc(1, sizeof(*part));
	double start = rig_seconds();

	if (!part)
		abort();
	struct walk *walk = &part->walk;

	make_journal(plan);
	reset(plan, 1);
	walk_begin(walk, plan->sweep.session, "LNG-01  0 of 21");
	walk_step(walk, STEP_MOVES, "\r", "u clear");
	walk_answer(walk, "mpn", 13);
	walk_step(walk, STEP_SAVES, "U", "  12 of 210  ");
	walk_step(walk, STEP_SAVES, "R", "  13 of 210  ");
	walk_leave(walk);
	part->first = part->last = true;
	part->own = walk->count - 2;
	sweep_record(&plan->sweep, walk);
	share(plan, part, 1);
	tell(plan, "a few answers", start);
	free(part);
	return plan->tally->bad == 0;
}

/* A session that is made at the first answer. */
static bool
sweep_creation(struct plan *plan, size_t errors)
{
	double start = rig_seconds();

	reset(plan, errors);
	sweep_record(&plan->sweep, NULL);
	share(plan, NULL, 1);
	tell(plan, "a session made on the screen", start);
	return plan->tally->bad == 0;
}

/* SWEEP_CALL=N[:E][on]: this call of a whole day alone, met by the E-th
 * error, to look at what was reported. */
static bool
replay(struct plan *plan, const char *call)
{
	struct walk *walk = calloc(1, sizeof(*walk));
	char *end;
	size_t at = strtoul(call, &end, 10);
	static const char *const all[] = { "ENOSPC", "EIO", "EDQUOT" };
	struct sweep_fault fault = { .at = at, .error = all[0] };

	if (!walk)
		abort();
	if (*end == ':')
		fault.error = all[strtoul(end + 1, &end, 10) % 3];
	fault.on = strcmp(end, "on") == 0;
	make_journal(plan);
	walk_begin(walk, plan->sweep.session, "LNG-01  0 of 21");
	walk_controls(walk, 1, 10);
	walk_leave(walk);
	sweep_record(&plan->sweep, walk);
	if (!at || at > plan->sweep.call_count)
		rig_broken("there are %zu calls", plan->sweep.call_count);
	printf("# call %zu: %s, %s %s\n", at, plan->sweep.calls[at - 1],
	    fault.error, fault.on ? "from then on" : "once");
	bool good = sweep_run(&plan->sweep, walk, &fault);

	free(walk);
	return good;
}

static bool
say(bool good, const char *what)
{
	static const char *const words[] = { "not ok", "ok" };

	printf("%s - %s\n", words[good], what);
	return good;
}

static bool
run_all(struct plan *plan, bool wide)
{
	const char *call = getenv("SWEEP_CALL");

	if (call)
		return say(replay(plan, call), "one call of a whole day");
	if (!wide)
		return say(
		    sweep_quick(plan), "every disk call of a few answers");
	bool good = say(sweep_controls(plan, "all kinds of work", 2, 3),
	    "every disk call of a short walk, three errors");

	good &= say(sweep_creation(plan, 3),
	    "every disk call of making a session, three errors");
	good &= say(sweep_controls(plan, "a whole day", 10, 3),
	    "every disk call of a long walk, three errors");
	return good;
}

int
main(int argc, char **argv)
{
	bool wide = argc > 1 && strcmp(argv[1], "wide") == 0;
	struct plan *plan = calloc(1, sizeof(*plan));

	if (!plan)
		return 99;
	terminal_heed_signals();
	umask(077);
	rig_open(&plan->rig, "sweep");
	plan->tally = mmap(NULL, sizeof(*plan->tally), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (plan->tally == MAP_FAILED)
		rig_broken("no memory to share");
	sweep_open(&plan->sweep, &plan->rig, plan->tally, 0);
	bool good = run_all(plan, wide);

	sweep_close(&plan->sweep);
	plan->rig.faults += plan->tally->bad;
	rig_close(&plan->rig);
	munmap(plan->tally, sizeof(*plan->tally));
	free(plan);
	return good ? 0 : 1;
}
