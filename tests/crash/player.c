/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Plays walks. */

#include <config.h>

#include "player.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "../pty/terminal.h"

enum { SETTINGS = 16, PATIENCE = 30000, SETTING_LEN = RIG_PATH + 32 };

/* A "NAME=value" more, when there is a value. */
static size_t
add(char settings[][SETTING_LEN], size_t count, const char *name,
    const char *value)
{
	if (!value)
		return count;
	snprintf(settings[count], SETTING_LEN, "%s=%s", name, value);
	return count + 1;
}

const char *const *
player_env(const struct rig *rig, const struct trap *trap, const char *under)
{
	static char settings[SETTINGS][SETTING_LEN];
	static const char *list[SETTINGS + 1];
	char count_file[RIG_PATH], at[24];
	size_t count = 0;

	rig_join(count_file, rig->work, "count");
	snprintf(at, sizeof(at), "%zu", trap->at);
	count = add(settings, count, "LD_PRELOAD", rig->shim);
	count = add(settings, count, "ASSAY_FAULT_UNDER", under);
	count = add(settings, count, "ASSAY_FAULT_COUNT", count_file);
	count = add(settings, count, "ASSAY_FAULT_CALL",
	    trap->call ? trap->call : "disk");
	count = add(
	    settings, count, "ASSAY_FAULT_AT", trap->at ? at : NULL);
	count = add(settings, count, "ASSAY_FAULT_DO", trap->deed);
	count = add(settings, count, "ASSAY_FAULT_THEN", trap->then);
	count = add(settings, count, "ASSAY_FAULT_SKIP", trap->skip);
	count = add(settings, count, "ASSAY_FAULT_SKIP_FILE", trap->skip_file);
	count = add(settings, count, "ASSAY_FAULT_ALSO", trap->also);
	for (size_t i = 0; i < count; i++)
		list[i] = settings[i];
	list[count] = NULL;
	return list;
}

size_t
player_calls(const struct rig *rig)
{
	char path[RIG_PATH];

	rig_join(path, rig->work, "count");
	char *text = rig_read(path, NULL);
	size_t calls = text ? strtoul(text, NULL, 10) : 0;

	free(text);
	return calls;
}

static bool
is_shown(struct terminal *t, const struct step *step)
{
	const char *screen = terminal_screen(t);
	bool unsaved = strstr(screen, "NOT SAVED") != NULL;

	if (!strstr(screen, step->shows) ||
	    (*step->gone && strstr(screen, step->gone)))
		return false;
	if (step->kind == STEP_MOVES || step->kind == STEP_SLOW)
		return true;
	if (step->kind == STEP_FULL || step->kind == STEP_UNSAVED)
		return unsaved;
	return !unsaved && strstr(screen, "saved ");
}

static void
complain(struct terminal *t, const struct step *step, const char *what)
{
	printf("# \"%s\" %s\n", step->shows, what);
	for (const char *at = terminal_screen(t); *at;
	     at += strcspn(at, "\n") + 1)
		printf("#   |%.*s\n", (int)strcspn(at, "\n"), at);
}

/* How the program ended; false: it runs on. */
static bool
has_ended(struct terminal *t, int patience, struct played *played)
{
	int status;

	if (!terminal_ended(t, patience, &status))
		return false;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
		played->end = PLAY_CUT;
	else if ((WIFEXITED(status) && WEXITSTATUS(status) == 0) ||
	         (WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM))
		played->end = PLAY_LEFT;
	else
		printf("# the program ended with wait status %d\n", status);
	return true;
}

/* Waits until a step is shown; false: the program has ended instead, or it
 * never was. */
static bool
see(struct terminal *t, const struct step *step, struct played *played)
{
	double end = rig_seconds() + PATIENCE / 1000.0;

	while (!is_shown(t, step)) {
		if (terminal_read(t, 200))
			continue;
		if (has_ended(t, 0, played))
			return false;
		if (rig_seconds() > end) {
			complain(t, step, "was never on the screen");
			return false;
		}
	}
	return true;
}

/* From now on the journal's next line breaks off, or all files may grow. */
static void
limit_files(struct terminal *t, const struct walk *walk, bool limited)
{
	struct rlimit limit = { RLIM_INFINITY, RLIM_INFINITY };
	char path[RIG_PATH];
	struct stat st;

	rig_join(path, walk->session, "journal");
	if (limited && stat(path, &st) == 0)
		limit.rlim_cur = (rlim_t)st.st_size + 30;
	if (prlimit(terminal_pid(t), RLIMIT_FSIZE, &limit, NULL) < 0)
		rig_broken("prlimit does not work");
}

static void
send_step(struct terminal *t, const struct walk *walk, size_t i)
{
	const struct step *step = &walk->steps[i];

	if (step->kind == STEP_FULL || step->kind == STEP_ROOM)
		limit_files(t, walk, step->kind == STEP_FULL);
	if (step->kind == STEP_TERM)
		kill(terminal_pid(t), SIGTERM);
	terminal_send(t, step->keys);
}

/* Where the walk is recorded: the calls and commits so far. */
static void
record(const struct rig *rig, const struct walk *walk, struct step *step)
{
	char path[RIG_PATH];

	rig_join(path, walk_session(walk, (size_t)(step - walk->steps)),
	    "journal");
	char *text = rig_read(path, NULL);

	step->calls = player_calls(rig);
	step->commits = 0;
	for (const char *at = text; at && (at = strchr(at, '\n')); at++)
		step->commits++;
	if (step->commits)
		step->commits--;
	free(text);
}

/* The steps in a burst; false when the program has ended. */
static bool
play_fast(struct terminal *t, struct walk *walk, size_t fast,
    struct played *played)
{
	for (size_t i = 1; i < fast; i++) {
		const struct step *step = &walk->steps[i];

		if (step->kind == STEP_SLOW && !walk->patient)
			continue;
		played->sent = i;
		send_step(t, walk, i);
		if (!step->settle && i + 1 < fast &&
		    walk->steps[i + 1].kind != STEP_FULL &&
		    walk->steps[i + 1].kind != STEP_ROOM)
			continue;
		if (!see(t, step, played))
			return false;
		played->acked = i;
	}
	return true;
}

static void
play_steps(const struct rig *rig, struct terminal *t, struct walk *walk,
    size_t fast, bool recording, struct played *played)
{
	if (!see(t, &walk->steps[0], played))
		return;
	if (recording)
		record(rig, walk, &walk->steps[0]);
	if (!play_fast(t, walk, fast, played))
		return;
	for (size_t i = fast ? fast : 1; i < walk->count; i++) {
		struct step *step = &walk->steps[i];

		if (step->kind == STEP_SLOW && !walk->patient) {
			step->calls = step[-1].calls;
			step->commits = step[-1].commits;
			continue;
		}
		played->sent = i;
		send_step(t, walk, i);
		if (!*step->shows)
			break;
		if (!see(t, step, played))
			return;
		played->acked = i;
		if (recording)
			record(rig, walk, step);
	}
	struct step *last = &walk->steps[walk->count - 1];

	if (*last->shows) {
		played->end = PLAY_HALTED;
		return;
	}
	if (!has_ended(t, PATIENCE, played))
		complain(t, last, "is left, and the program runs on");
	if (recording)
		record(rig, walk, last);
}

struct played
player_play(const struct rig *rig, struct walk *walk, char *const argv[],
    const char *const env[], size_t fast, bool recording)
{
	struct played played = { .end = PLAY_WRONG };
	struct terminal *t = terminal_start(argv, env, 36, 120);

	if (!t)
		rig_broken("no terminal can be made");
	play_steps(rig, t, walk, fast, recording, &played);
	if (played.end == PLAY_HALTED)
		played.terminal = t;
	else
		terminal_free(t);
	return played;
}

void
player_stop(struct played *played)
{
	terminal_free(played->terminal);
	played->terminal = NULL;
}
