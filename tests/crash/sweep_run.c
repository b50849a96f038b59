/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Plays a walk on the built program while one of its calls fails. Each step is
 * looked at when the program has done it and waits for the next key, so that
 * nothing on the screen is of the step before. */

#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../pty/terminal.h"
#include "sweep.h"

enum { PATIENCE = 20000, SETTING = RIG_PATH + 32 };

struct run {
	struct sweep *sweep;
	struct walk *walk;
	const struct sweep_fault *fault;
	struct terminal *t;
	bool opened;   /* it came to the point of answering */
	bool told;     /* the screen has said NOT SAVED */
	size_t queued; /* what it says is not saved now */
	size_t saved;  /* commits the screen has shown as saved */
	bool bad;
};

static void
wrong(struct run *run, const char *what)
{
	const struct sweep_fault *fault = run->fault;

	if (run->bad)
		return;
	run->bad = true;
	__atomic_add_fetch(&run->sweep->tally->bad, 1, __ATOMIC_SEQ_CST);
	printf("# call %zu (%s) %s, %s: %s\n", fault->at,
	    fault->at && fault->at <= run->sweep->call_count
	        ? run->sweep->calls[fault->at - 1]
	        : "?",
	    fault->on ? "from then on" : "once", fault->error, what);
	if (!getenv("SWEEP_SCREENS"))
		return;
	for (const char *at = run->t ? terminal_screen(run->t) : ""; *at;
	     at += strcspn(at, "\n") + 1)
		if (*at != '\n')
			printf("#   |%.*s\n", (int)strcspn(at, "\n"), at);
}

static size_t
calls_made(const struct sweep *sweep)
{
	char *text = rig_read(sweep->count_file, NULL);
	size_t calls = text ? strtoul(text, NULL, 10) : 0;

	free(text);
	return calls;
}

/* What the screen says about saving. */
static void
look(struct run *run)
{
	const char *at = strstr(terminal_screen(run->t), "NOT SAVED  ");

	run->queued = at ? strtoul(at + 11, NULL, 10) : 0;
	run->told |= run->queued > 0;
}

static bool
is_on_screen(struct run *run, const char *text, const char *gone)
{
	const char *screen = terminal_screen(run->t);

	return strstr(screen, text) && !(*gone && strstr(screen, gone));
}

/* Waits until the program has done what it was told and the text is there;
 * false: it has ended, or it was in vain. Text may be NULL: only done. */
static bool
await(struct run *run, const char *text, const char *gone, int *status)
{
	double end = rig_seconds() + PATIENCE / 1000.0;

	*status = -1;
	for (;;) {
		while (terminal_read(run->t, 0))
			;
		bool idle = terminal_idle(run->t);

		if (idle && (!text || is_on_screen(run, text, gone))) {
			look(run);
			return true;
		}
		if (terminal_read(run->t, idle ? 20 : 1))
			continue;
		if (terminal_ended(run->t, 0, status))
			return false;
		if (rig_seconds() > end) {
			char what[160];

			snprintf(what, sizeof(what),
			    "\"%.64s\" never came to the screen",
			    text ? text : "the end of work");
			wrong(run, what);
			return false;
		}
	}
}

/* The program, the shim counting; a log is kept of the recorded walk alone. */
static void
start(struct run *run, char *const argv[])
{
	enum { COUNT = 8 };
	static const char *const names[COUNT] = { "LD_PRELOAD",
		"ASSAY_FAULT_UNDER", "ASSAY_FAULT_COUNT", "ASSAY_FAULT_CALL",
		"ASSAY_FAULT_LAST", "ASSAY_FAULT_DO", "ASSAY_FAULT_AT",
		"ASSAY_FAULT_LOG" };
	const struct sweep *sweep = run->sweep;
	static char settings[COUNT][SETTING];
	const char *env[COUNT + 1] = { NULL };
	char at[24];

	snprintf(at, sizeof(at), "%zu", run->fault->at);
	const char *const values[COUNT] = { sweep->rig->shim, sweep->room,
		sweep->count_file, "disk,open", run->fault->on ? "on" : "once",
		run->fault->error, at, sweep->log_file };

	for (size_t i = 0; i < (run->fault->at ? COUNT - 1 : COUNT); i++) {
		snprintf(settings[i], SETTING, "%s=%s", names[i], values[i]);
		env[i] = settings[i];
	}
	run->t = terminal_start(argv, env, 36, 120);
	if (!run->t)
		rig_broken("no terminal can be made");
}

/* The session as the walk finds it, and nothing else. */
static void
begin(struct run *run)
{
	const struct sweep *sweep = run->sweep;
	char path[RIG_PATH];
	char *argv[] = { sweep->rig->program, (char *)(size_t)sweep->session,
		NULL };

	rig_remove(sweep->session);
	if (mkdir(sweep->session, 0700) < 0)
		rig_broken("%s: %s", sweep->session, strerror(errno));
	rig_join(path, sweep->session, "journal");
	rig_write(path, sweep->journal, sweep->journal_len);
	start(run, argv);
}

static void
count_run(const struct run *run, bool refused)
{
	struct sweep_tally *tally = run->sweep->tally;

	if (!run->fault->at)
		return;
	__atomic_add_fetch(&tally->faults, 1, __ATOMIC_SEQ_CST);
	if (run->told)
		__atomic_add_fetch(&tally->unsaved, 1, __ATOMIC_SEQ_CST);
	if (refused)
		__atomic_add_fetch(&tally->refused, 1, __ATOMIC_SEQ_CST);
}

/* How a program that could not open the session has to end. */
static void
refused(struct run *run, int status)
{
	size_t len;
	const char *said = terminal_wire(run->t, &len);

	if (!WIFEXITED(status) || WEXITSTATUS(status) != 1)
		wrong(run, "it ended, and not with 1");
	else if (strncmp(said, "assay: ", 7) != 0 || rig_lines(said) != 1)
		wrong(run, "it ended without its one line");
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
	if (rig_commits(run->sweep->session) < run->saved)
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
		if (!await(run, step->shows, step->gone, &status)) {
			if (status != -1)
				wrong(run, "it ended in the middle");
			return false;
		}
		if (!run->fault->at) {
			step->commits = rig_commits(run->sweep->session);
			step->calls = calls_made(run->sweep);
		}
		if (run->queued || strstr(terminal_screen(run->t), "saved "))
			compare(run, step->commits);
	}
	return !run->bad;
}

static void
leave(struct run *run)
{
	size_t queued = run->queued;
	int status;

	if (queued && !run->fault->on) {
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
	const char *call = run->sweep->calls[run->fault->at - 1];
	const char *file = strrchr(call, '/');

	return file && strcmp(file, "/journal") == 0 &&
	       (strncmp(call, "write ", 6) == 0 ||
	           strncmp(call, "fdatasync ", 10) == 0);
}

/* Is the session whole? */
static void
check(struct run *run, const char *session)
{
	char *said = NULL;

	if (rig_assay(run->sweep->rig, &said, NULL, "check", session, NULL) !=
	        0 ||
	    (said && *said))
		wrong(run, said && *said ? said : "the session is damaged");
	free(said);
}

static void
judge(struct run *run)
{
	const struct walk *walk = run->walk;
	size_t all = walk->steps[walk->count - 2].commits;
	size_t there = rig_commits(run->sweep->session);

	if (there < run->saved)
		wrong(run, "what was shown as saved is lost");
	if (run->opened && !run->fault->on && run->saved != all)
		wrong(run, "not everything was saved in the end");
	if (!run->fault->on && run->opened && there != all)
		wrong(run, "there are more or fewer commits than answers");
	if (is_append(run) && !run->told && run->opened)
		wrong(run, "the screen never said NOT SAVED");
	check(run, run->sweep->session);
}

bool
sweep_run(
    struct sweep *sweep, struct walk *walk, const struct sweep_fault *fault)
{
	struct run run = { .sweep = sweep, .walk = walk, .fault = fault };
	struct step *first = &walk->steps[0];
	int status = -1;

	begin(&run);
	if (!await(&run, first->shows, "", &status)) {
		if (status != -1)
			refused(&run, status);
	} else if (is_on_screen(&run, "READ ONLY", "") ||
	           is_on_screen(&run, "Read only", "")) {
		leave(&run);
	} else {
		run.opened = true;
		if (!fault->at)
			first->calls = calls_made(sweep);
		if (play(&run))
			leave(&run);
	}
	count_run(&run, !run.opened);
	if (fault->at && !run.bad)
		judge(&run);
	terminal_free(run.t);
	return !run.bad;
}

/* What the recorded walk called, from the shim's log. */
static void
take_log(struct sweep *sweep)
{
	char *text = rig_read(sweep->log_file, NULL);
	char *rest = NULL;
	size_t most = rig_lines(text);

	for (size_t i = 0; i < sweep->call_count; i++)
		free(sweep->calls[i]);
	free(sweep->calls);
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

void
sweep_record(struct sweep *sweep, struct walk *walk)
{
	static const struct sweep_fault none = { .error = "ENOSPC" };

	unlink(sweep->log_file);
	if (walk ? !sweep_run(sweep, walk, &none)
	         : !sweep_run_creation(sweep, &none))
		rig_broken("the walk does not come to its end");
	take_log(sweep);
}

/* The answer is pressed until it is acknowledged. A session that could not be
 * made takes none, and says so. */
static bool
answer_first(struct run *run)
{
	int status;

	for (int tries = 0; tries < 3; tries++) {
		terminal_send(run->t, "m");
		if (!await(run, NULL, "", &status)) {
			wrong(run, "it ended at the first answer");
			return false;
		}
		if (run->queued && !run->fault->on) {
			terminal_send(run->t, "\023");
			await(run, "Saved again", "NOT SAVED", &status);
		}
		if (!is_on_screen(run, "no session yet", ""))
			break;
		if (is_on_screen(run, "  1 of 210  ", ""))
			wrong(run, "an answer without a session");
	}
	run->saved = !run->queued && is_on_screen(run, "saved ", "NOT SAVED") &&
	             is_on_screen(run, "  1 of 210  ", "");
	if (!run->saved && !run->fault->on)
		wrong(run, "the first answer is never saved");
	return !run->bad;
}

/* No session that was begun is damaged; one has the answer. */
static void
judge_created(struct run *run, const char *sessions)
{
	char dir[RIG_PATH], **names = NULL;
	size_t count = rig_list(sessions, &names), commits = 0;

	for (size_t i = 0; i < count; i++) {
		char path[RIG_PATH];

		rig_join(dir, sessions, names[i]);
		rig_join(path, dir, "journal");
		if (access(path, F_OK) == 0) {
			check(run, dir);
			commits += rig_commits(dir);
		}
		free(names[i]);
	}
	free(names);
	if (commits < run->saved)
		wrong(run, "the first answer is lost");
}

bool
sweep_run_creation(struct sweep *sweep, const struct sweep_fault *fault)
{
	struct run run = { .sweep = sweep, .fault = fault };
	char data[RIG_PATH], sessions[RIG_PATH];
	char *argv[] = { sweep->rig->program, (char[]){ "--pack" },
		sweep->rig->pack, NULL };
	int status = -1;

	rig_join(data, sweep->room, "data");
	rig_join(sessions, data, "assay/sessions");
	rig_remove(data);
	setenv("XDG_DATA_HOME", data, 1);
	start(&run, argv);
	if (!await(&run, "no session yet", "", &status)) {
		wrong(&run, "it does not start without a session");
	} else {
		terminal_send(run.t, "\r");
		if (await(&run, "u clear", "", &status) && answer_first(&run))
			leave(&run);
	}
	count_run(&run, !run.saved);
	if (!run.bad)
		judge_created(&run, sessions);
	terminal_free(run.t);
	unsetenv("XDG_DATA_HOME");
	return !run.bad;
}

void
sweep_open(struct sweep *sweep, struct rig *rig, struct sweep_tally *tally,
    unsigned number)
{
	char name[32];

	*sweep = (struct sweep){ .rig = rig, .tally = tally };
	snprintf(sweep->room, RIG_PATH, "/dev/shm/assay-sweep-XXXXXX");
	if (!mkdtemp(sweep->room)) {
		snprintf(name, sizeof(name), "room%u", number);
		rig_join(sweep->room, rig->work, name);
		rig_must("mkdir", sweep->room, NULL, NULL);
	}
	rig_join(sweep->session, sweep->room, "s");
	snprintf(name, sizeof(name), "count%u", number);
	rig_join(sweep->count_file, rig->work, name);
	snprintf(name, sizeof(name), "log%u", number);
	rig_join(sweep->log_file, rig->work, name);
}

void
sweep_close(struct sweep *sweep)
{
	rig_remove(sweep->room);
	for (size_t i = 0; i < sweep->call_count; i++)
		free(sweep->calls[i]);
	free(sweep->calls);
	free(sweep->journal);
}
