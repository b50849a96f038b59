/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Leaving while $EDITOR has the note, and editors that behave in every way. */

#include <config.h>

#include "leave.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

void
set_editor(struct stage *w, const char *script)
{
	snprintf(w->editor, sizeof(w->editor), "EDITOR=%s/editor", w->home);

	const char *path = strchr(w->editor, '=') + 1;
	FILE *file = fopen(path, "w");

	if (!file) {
		fault(w, "%s cannot be written", path);
		return;
	}
	fprintf(file, "#!/bin/sh\n%s\n", script);
	fclose(file);
	chmod(path, 0700);
	set_env(w, w->editor);
	set_env(w, "VISUAL");
}

void
start_editor(struct stage *w, const char *text)
{
	keys(w, "N");
	expect(w, "Note on");
	keys(w, text);
	expect(w, text);
	keys(w, "\017");
	expect(w, "EDITOR RUNS");
}

/* One that waits for the end, and tells the process it is. */
#define WAITS "echo EDITOR RUNS; exec cat > /dev/null"

/* Signals to the program alone, while the editor has the terminal. */
static void
test_signal(struct stage *w)
{
	static const int leaving[] = { SIGTERM, SIGHUP };

	set_editor(w, WAITS);
	start(w, NULL, NULL, NULL);
	answer(w, 1);
	start_editor(w, "alpha");
	for (size_t i = 0; i < 2 && !w->bad; i++) {
		tell(w, leaving[i]);
		gone(w, leaving[i]);
		reopen(w, 1);
		expect(w, "alpha");
		keys(w, "\017");
		expect(w, "EDITOR RUNS");
	}
	/* these are the editor's keys; it ends by one, and we go on */
	tell(w, SIGINT);
	tell(w, SIGQUIT);
	keys(w, "\004");
	expect(w, "Note on");
	expect(w, "alpha");
	close_note(w);
	quit(w);
}

/* It saves what it has when it is told to end, as real ones do. */
static void
test_saves(struct stage *w)
{
	set_editor(w,
	    "trap 'echo saved at the end > \"$1\"; exit 0' HUP\n"
	    "echo EDITOR RUNS; read x");
	start(w, NULL, NULL, NULL);
	answer(w, 1);
	start_editor(w, "alpha");
	tell(w, SIGTERM);
	gone(w, SIGTERM);
	reopen(w, 1);
	expect(w, "saved at the end");
	close_note(w);
	expect(w, "saved at the end");
	quit(w);
}

/* Deaf to everything, it is left behind. */
static void
test_deaf(struct stage *w)
{
	set_editor(w, "trap '' HUP TERM\necho EDITOR RUNS; read x");
	start(w, NULL, NULL, NULL);
	answer(w, 1);
	start_editor(w, "alpha");
	tell(w, SIGTERM);
	gone(w, SIGTERM);
	reopen(w, 1);
	expect(w, "alpha");
	close_note(w);
	quit(w);
}

static void
test_gone(struct stage *w)
{
	set_editor(w, WAITS);
	start_ignoring(w, SIGHUP);
	answer(w, 2);
	start_editor(w, "alpha");
	hang_up(w);
	reopen(w, 2);
	expect(w, "alpha");
	close_note(w);
	quit(w);
	start(w, NULL, NULL, NULL);
	expect(w, "OPS-03  2 of 15");
	start_editor(w, "bravo");
	hang_up(w);
	reopen(w, 2);
	expect(w, "bravo");
	close_note(w);
	quit(w);
}

/* The battery ends while the editor runs: what it saved last is found. */
static void
test_battery(struct stage *w)
{
	set_editor(w, "echo from the editor >> \"$1\"\n" WAITS);
	start(w, NULL, NULL, NULL);
	answer(w, 1);
	start_editor(w, "alpha");
	kill_hard(w);
	reopen(w, 1);
	expect(w, "alpha");
	expect(w, "from the editor");
	close_note(w);
	quit(w);
	reopen(w, 1);
	if (!w->bad && strstr(terminal_screen(w->t), "Note on"))
		fault(w, "what was kept should not be offered again");
	quit(w);
}

/* ^Z in the editor stops both, and fg continues both. */
static void
test_suspend(struct stage *w)
{
	char line[PATH_LEN + 8];

	snprintf(line, sizeof(line), "%s\r", w->program);
	set_editor(w, "echo EDITOR RUNS; read x; echo \"$x\" >> \"$1\"");
	start_shell(w);
	answer(w, 1);
	start_editor(w, "alpha");
	keys(w, "\032");
	expect(w, "prompt>");
	keys(w, "echo in the sh''ell\r");
	expect(w, "in the shell");
	if (!w->bad)
		terminal_resize(w->t, 30, 100);
	keys(w, "fg\r");
	keys(w, "bravo\r");
	expect(w, "Note on");
	expect(w, "alpha");
	expect(w, "bravo");
	close_note(w);
	keys(w, "q");
	expect(w, "prompt>");
	/* one that stops itself alone: the shell gets its terminal */
	set_editor(w,
	    "echo EDITOR RUNS; kill -STOP $$; echo more >> \"$1\"");
	keys(w, line);
	expect(w, "OPS-03  1 of 15");
	start_editor(w, "charlie");
	expect(w, "prompt>");
	keys(w, "fg\r");
	expect(w, "Note on");
	expect(w, "more");
	close_note(w);
	keys(w, "q");
	leave_shell(w);
}

/* What the editor did, and what is to be seen then; "alpha" is typed first. */
struct way {
	const char *script, *shown;
	bool taken; /* "bravo" is in the note */
};

static void
try_way(struct stage *w, const struct way *way)
{
	set_editor(w, way->script);
	start(w, NULL, NULL, NULL);
	answer(w, 1);
	keys(w, "N");
	expect(w, "Note on");
	keys(w, "alpha");
	expect(w, "alpha");
	keys(w, "\017");
	expect(w, way->shown);
	expect(w, way->taken ? "bravo" : "alpha");
	if (w->bad)
		printf("# with the editor: %s\n", way->script);
	close_note(w);
	expect(w, way->taken ? "bravo" : "alpha");
	quit(w);
}

static void
test_killed(struct stage *w)
{
	try_way(w,
	    &(struct way){ "kill -SEGV $$", "was ended by signal 11", false });
}

static void
test_killed_saved(struct stage *w)
{
	try_way(w, &(struct way){ "echo bravo > \"$1\"; kill -KILL $$",
	               "text is in drafts/note-ops-03", false });
}

static void
test_fails(struct stage *w)
{
	try_way(w,
	    &(struct way){ "exit 3", "was not taken: it ended", false });
}

static void
test_unchanged(struct stage *w)
{
	try_way(w, &(struct way){ "exit 0", "Note on", false });
}

static void
test_emptied(struct stage *w)
{
	try_way(w, &(struct way){ ": > \"$1\"", "its file is empty", false });
}

static void
test_removed(struct stage *w)
{
	try_way(w, &(struct way){ "rm \"$1\"", "was not taken", false });
}

static void
test_replaced(struct stage *w)
{
	try_way(w, &(struct way){ "echo bravo > \"$1.x\"; mv \"$1.x\" \"$1\"",
	               "bravo", true });
}

static void
test_grown(struct stage *w)
{
	try_way(w, &(struct way){ "head -c 10000000 /dev/zero | tr '\\0' x "
	                          "> \"$1\"",
	               "larger than", false });
}

static void
test_missing(struct stage *w)
{
	start(w, NULL, NULL, NULL);
	answer(w, 1);
	quit(w);
	set_env(w, "EDITOR=/nowhere/at-all -x");
	set_env(w, "VISUAL");
	reopen(w, 1);
	keys(w, "Nalpha");
	expect(w, "alpha");
	keys(w, "\017");
	expect(w, "could not be started");
	expect(w, "alpha");
	close_note(w);
	quit(w);
}

const struct stage_test editor_tests[] = {
	{ "editor-signal", "signals reach it while the editor runs",
	    test_signal },
	{ "editor-saves", "what the editor saves at the end is found",
	    test_saves },
	{ "editor-deaf", "an editor that does not end holds nobody up",
	    test_deaf },
	{ "editor-gone", "the terminal goes while the editor runs",
	    test_gone },
	{ "editor-battery", "kill -9 while the editor runs", test_battery },
	{ "editor-suspend", "^Z in the editor stops and continues both",
	    test_suspend },
	{ "editor-killed", "an editor that crashes spoils nothing",
	    test_killed },
	{ "editor-killed-saved", "what a killed editor saved stays in a file",
	    test_killed_saved },
	{ "editor-fails", "an editor that fails spoils nothing", test_fails },
	{ "editor-unchanged", "a file left as it was is no news",
	    test_unchanged },
	{ "editor-emptied", "an emptied file empties no note", test_emptied },
	{ "editor-removed", "a file that is gone empties no note",
	    test_removed },
	{ "editor-replaced", "a file written anew by rename is taken",
	    test_replaced },
	{ "editor-grown", "ten megabytes are one line", test_grown },
	{ "editor-missing", "an editor that is not there is one line",
	    test_missing },
};

size_t
editor_tests_count(void)
{
	return sizeof(editor_tests) / sizeof(*editor_tests);
}
