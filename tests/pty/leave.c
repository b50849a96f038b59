/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Leaving in every way, in a real terminal: signals, a terminal that is gone,
 * sleep and waking, a battery that is empty. What was answered is there, what
 * was half typed is offered, and the terminal is as it was found. */

#include <config.h>

#include "leave.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { AT_ONCE = 1000, NO_WORK = 200 }; /* milliseconds */

static const int leaving[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT };
enum { LEAVING = sizeof(leaving) / sizeof(*leaving) };

void
tell(struct stage *w, int number)
{
	if (!w->bad)
		kill(terminal_pid(w->t), number);
}

void
given_back(struct stage *w)
{
	if (w->bad)
		return;
	if (!sent(w, "\033[?1049l"))
		fault(w, "the first screen should be given back");
	if (!sent(w, "\033[?2004l"))
		fault(w, "bracketed paste should be off");
	if (!sent(w, "\033[?1l\033>"))
		fault(w, "the keypad should be as it was");
	if (!sent(w, "\033[?12l\033[?25h") && !sent(w, "\033[?25h") &&
	    !sent(w, "\033[34h\033[?25h"))
		fault(w, "the cursor should be seen");
	if (!terminal_restored(w->t))
		fault(w, "echo and line editing should be as they were");
}

void
gone(struct stage *w, int number)
{
	int status = ended(w, AT_ONCE * 2);

	if (!w->bad && number &&
	    !(WIFSIGNALED(status) && WTERMSIG(status) == number))
		fault(w, "the caller should see signal %d, not status %d",
		    number, status);
	if (!w->bad && !number && status != 0)
		fault(w, "the status should be 0, not %d", status);
	if (!w->bad && WIFSIGNALED(status) && WCOREDUMP(status))
		fault(w, "signal %d should leave no core", number);
	given_back(w);
	drop(w);
}

void
start_ignoring(struct stage *w, int number)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, old;

	sigaction(number, &ignore, &old);
	start(w, NULL, NULL, NULL);
	sigaction(number, &old, NULL);
}

void
reopen(struct stage *w, unsigned count)
{
	char done[32];

	snprintf(done, sizeof(done), "OPS-03  %u of 15", count);
	start_last(w, done);
	if (!w->bad && strstr(terminal_screen(w->t), "Read only"))
		fault(w, "the lock should be free");
}

void
hang_up(struct stage *w)
{
	if (w->bad)
		return;
	long before = terminal_cpu(w->t);

	terminal_hang_up(w->t);
	ended(w, AT_ONCE);
	if (!w->bad && terminal_cpu(w->t) - before > NO_WORK)
		fault(w, "leaving took %ld ms of the processor",
		    terminal_cpu(w->t) - before);
	drop(w);
}

/* Every signal that ends a program, while nothing happens. */
static void
test_idle(struct stage *w)
{
	for (unsigned i = 0; i < LEAVING && !w->bad; i++) {
		if (i == 0) {
			start(w, NULL, NULL, NULL);
			answer(w, 2);
		} else {
			reopen(w, 2);
		}
		tell(w, leaving[i]);
		gone(w, leaving[i]);
	}
	reopen(w, 2);
	keys(w, "m");
	expect(w, "OPS-03  3 of 15");
	quit(w);
}

static void
test_typing(struct stage *w)
{
	static const char *const words[] = { "alpha", "bravo", "charlie",
		"delta" };

	start(w, NULL, NULL, NULL);
	answer(w, 1);
	keys(w, "N");
	expect(w, "Note on");
	for (unsigned i = 0; i < LEAVING && !w->bad; i++) {
		keys(w, words[i]);
		expect(w, words[i]);
		tell(w, leaving[i]);
		gone(w, leaving[i]);
		reopen(w, 1);
		for (unsigned j = 0; j <= i; j++)
			expect(w, words[j]);
	}
	close_note(w);
	expect(w, "alphabravocharliedelta");
	quit(w);
	reopen(w, 1);
	if (!w->bad && strstr(terminal_screen(w->t), "Note on"))
		fault(w, "a note that was kept is no draft any more");
	quit(w);
}

/* While a report is being made: what it makes is whole or not there. */
static void
test_report(struct stage *w)
{
	char file[PATH_LEN + 32], line[PATH_LEN + 64];

	start(w, NULL, NULL, NULL);
	answer(w, 2);
	for (unsigned i = 0; i < LEAVING && !w->bad; i++) {
		snprintf(file, sizeof(file), "%s/report-%u.xlsx", w->home, i);
		snprintf(line, sizeof(line), ":report xlsx %s\r", file);
		keys(w, line);
		tell(w, leaving[i]);
		ended(w, AT_ONCE * 3);
		if (!w->bad && !terminal_restored(w->t))
			fault(w, "echo should be as it was");
		drop(w);
		if (access(file, F_OK) == 0) {
			FILE *made = fopen(file, "r");
			char magic[2] = "";

			if (!made || fread(magic, 1, 2, made) != 2 ||
			    memcmp(magic, "PK", 2) != 0)
				fault(w, "%s is no whole file", file);
			if (made)
				fclose(made);
		}
		reopen(w, 2);
	}
	quit(w);
}

/* nohup: nobody tells of the end but the terminal itself. */
static void
test_gone(struct stage *w)
{
	start_ignoring(w, SIGHUP);
	answer(w, 2);
	hang_up(w);
	start_ignoring(w, SIGHUP);
	expect(w, "OPS-03  2 of 15");
	keys(w, "Nhalf a sentence");
	expect(w, "half a sentence");
	hang_up(w);
	reopen(w, 2);
	expect(w, "half a sentence");
	close_note(w);
	/* with a search line open, and in the palette */
	keys(w, ":rep");
	expect(w, ":rep");
	tell(w, SIGHUP);
	gone(w, SIGHUP);
	start_ignoring(w, SIGHUP);
	expect(w, "OPS-03  2 of 15");
	keys(w, "/abc");
	hang_up(w);
	reopen(w, 2);
	quit(w);
}

void
start_shell(struct stage *w)
{
	char *argv[] = { "/bin/sh", "-i", NULL };
	char line[PATH_LEN + 8];

	set_env(w, "PS1=prompt> ");
	set_env(w, "ENV");
	start_program(w, argv);
	expect(w, "prompt>");
	snprintf(line, sizeof(line), "%s\r", w->program);
	keys(w, line);
}

void
leave_shell(struct stage *w)
{
	expect(w, "prompt>");
	keys(w, "exit\r");
	ended(w, TERMINAL_PATIENCE);
	drop(w);
}

/* To what has the terminal, below a shell that takes it when that stops. */
static void
tell_job(struct stage *w, int number)
{
	pid_t job = w->bad ? 0 : terminal_foreground(w->t);

	if (job > 1)
		kill(job, number);
}

/* Stopped from elsewhere, and the window has another size afterwards. */
static void
test_stopped(struct stage *w)
{
	static const int stops[] = { SIGTSTP, SIGSTOP };

	start_shell(w);
	answer(w, 2);
	for (size_t i = 0; i < 2 && !w->bad; i++) {
		tell_job(w, stops[i]);
		/* one of them leaves no time to give the screen back */
		if (stops[i] == SIGTSTP)
			expect(w, "prompt>");
		else
			expect(w, "topped");
		if (stops[i] == SIGTSTP && !sent(w, "\033[?1049l"))
			fault(w, "stopped, the first screen should be back");
		terminal_resize(w->t, i ? 36 : 24, i ? 120 : 80);
		/* nobody has given it its modes back the second time */
		keys(w, "fg\n");
		expect(w, i ? "OPS-03  3 of 15" : "OPS-03  2 of 15");
		expect(w, "? help");
		keys(w, "m");
		expect(w, i ? "OPS-03  4 of 15" : "OPS-03  3 of 15");
	}
	expect(w, "Objectives");
	tell_job(w, SIGTERM);
	leave_shell(w);
	reopen(w, 4);
	quit(w);
}

/* SIGTERM reaches one that sleeps, too, once it is woken. */
static void
test_ended_asleep(struct stage *w)
{
	int status;

	start(w, NULL, NULL, NULL);
	answer(w, 1);
	keys(w, "Nasleep");
	expect(w, "asleep");
	tell(w, SIGSTOP);
	if (!w->bad)
		waitpid(terminal_pid(w->t), &status, WUNTRACED);
	tell(w, SIGTERM);
	tell(w, SIGCONT);
	gone(w, SIGTERM);
	reopen(w, 1);
	expect(w, "asleep");
	close_note(w);
	quit(w);
}

/* Does a program that may write a core write one here? */
static bool
cores_are_written(void)
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		signal(SIGXCPU, SIG_DFL);
		raise(SIGXCPU);
		_exit(0);
	}
	waitpid(child, &status, 0);
	return WIFSIGNALED(status) && WCOREDUMP(status);
}

static void
test_core(struct stage *w)
{
	/* two that leave a core as SIGSEGV does, but no report of a sanitizer
	 * that takes it for a fault of the program */
	static const int deadly[] = { SIGXCPU, SIGTRAP, SIGQUIT };
	struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY }, old;

	getrlimit(RLIMIT_CORE, &old);
	if (setrlimit(RLIMIT_CORE, &all) < 0 || !cores_are_written())
		printf("# no program leaves a core here\n");
	start(w, NULL, NULL, NULL);
	answer(w, 1);
	for (size_t i = 0; i < sizeof(deadly) / sizeof(*deadly); i++) {
		if (i)
			reopen(w, 1);
		tell(w, deadly[i]);
		int status = ended(w, AT_ONCE * 2);

		if (!w->bad && WIFSIGNALED(status) && WCOREDUMP(status))
			fault(w, "signal %d left a core", deadly[i]);
		drop(w);
	}
	setrlimit(RLIMIT_CORE, &old);
	reopen(w, 1);
	quit(w);
}

/* The battery is empty in the middle of a word, twice. */
static void
test_battery(struct stage *w)
{
	start(w, NULL, NULL, NULL);
	answer(w, 2);
	keys(w, "Nfirst half");
	expect(w, "draft kept");
	kill_hard(w);
	reopen(w, 2);
	expect(w, "first half");
	keys(w, " and more");
	expect(w, "first half and more");
	kill_hard(w);
	reopen(w, 2);
	expect(w, "first half");
	close_note(w);
	/* asleep */
	tell(w, SIGSTOP);
	kill_hard(w);
	reopen(w, 2);
	expect(w, "first half");
	quit(w);
}

static void
put_file(struct stage *w, const char *dir, const char *name, const char *text)
{
	char line[3 * PATH_LEN];
	FILE *file;

	snprintf(line, sizeof(line), "mkdir -p '%s/%s'", w->home, dir);
	if (system(line) != 0)
		fault(w, "%s cannot be made", dir);
	snprintf(line, sizeof(line), "%s/%s/%s", w->home, dir, name);
	file = fopen(line, "a");
	if (!file || fputs(text, file) < 0 || fclose(file))
		fault(w, "%s cannot be written", line);
}

/* Does the file hold the text; with `whole`, and nothing else? */
static bool
holds(struct stage *w, const char *name, const char *text, bool whole)
{
	char path[2 * PATH_LEN], read[4096] = "";
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", w->home, name);
	file = fopen(path, "r");
	if (!file)
		return false;
	size_t len = fread(read, 1, sizeof(read) - 1, file);

	read[len] = '\0';
	fclose(file);
	return whole ? strcmp(read, text) == 0 : strstr(read, text) != NULL;
}

/* What another version has written into the files it shares with this one. */
static void
test_versions(struct stage *w)
{
	static const char settings[] =
	    "# mine\nassessor: A. Nonym\nshape: round\n";

	put_file(w, ".config/assay", "settings.yaml", settings);
	start(w, NULL, NULL, NULL);
	expect(w, "settings.yaml:3:1: Left out");
	answer(w, 1);
	quit(w);
	put_file(w, ".local/state/assay", "last.yaml",
	    "window: {left: [1, two], title: half}\n");
	reopen(w, 1);
	keys(w, "m");
	expect(w, "OPS-03  2 of 15");
	quit(w);
	reopen(w, 2);
	quit(w);
	if (!holds(w, ".local/state/assay/last.yaml", "window:", false) ||
	    !holds(w, ".local/state/assay/last.yaml", "title: half", false) ||
	    !holds(w, ".local/state/assay/last.yaml", "- two", false))
		fault(w, "keys of others should stay in last.yaml");
	if (!holds(w, ".config/assay/settings.yaml", settings, true))
		fault(w, "the settings should stay as they are");
}

/* A session others can read: said once, and gone when it is mended. */
static void
test_exposed(struct stage *w)
{
	char session[PATH_LEN + 8];

	snprintf(session, sizeof(session), "%s/s", w->home);
	start(w, "new", session, NULL);
	ended(w, TERMINAL_PATIENCE);
	drop(w);
	chmod(session, 0755);
	start(w, session, NULL, NULL);
	expect(w, "Others can get at this session (.): chmod -R go-rwx");
	keys(w, "j");
	expect_gone(w, "Others can get at");
	quit(w);
	chmod(session, 0700);
	start(w, session, NULL, NULL);
	expect(w, "OPS-07");
	if (!w->bad && strstr(terminal_screen(w->t), "Others"))
		fault(w, "nobody can get at it");
	quit(w);
}

/* session.yaml edited while the session is open: kept, and told at the end. */
static void
test_edited(struct stage *w)
{
	char session[PATH_LEN + 8];

	snprintf(session, sizeof(session), "%s/s", w->home);
	start(w, "new", session, NULL);
	ended(w, TERMINAL_PATIENCE);
	drop(w);
	start(w, session, NULL, NULL);
	answer(w, 1);
	put_file(w, "s", "session.yaml", "mine: yes\n");
	keys(w, "q");
	ended(w, TERMINAL_PATIENCE);
	if (!sent(w, "session.yaml is not as it was written: it is kept as") ||
	    !sent(w, "/s/session.yaml.bak"))
		fault(w, "it should be told that it was kept");
	drop(w);
	if (!holds(w, "s/session.yaml.bak", "mine: yes\n", true))
		fault(w, "what was edited should be kept");
	start(w, session, NULL, NULL);
	expect(w, "OPS-03  1 of 15");
	quit(w);
	start(w, session, NULL, NULL);
	expect(w, "OPS-03  1 of 15");
	keys(w, "q");
	ended(w, TERMINAL_PATIENCE);
	if (sent(w, "session.yaml"))
		fault(w, "there is nothing to tell any more");
	drop(w);
}

static const struct stage_test tests[] = {
	{ "leave-idle", "each signal ends it in order and by that signal",
	    test_idle },
	{ "leave-typing", "a note half typed is there again", test_typing },
	{ "leave-report", "a report being made is whole or not there",
	    test_report },
	{ "leave-gone", "a terminal that is gone ends it at once", test_gone },
	{ "leave-stopped", "stopped and continued the screen is whole",
	    test_stopped },
	{ "leave-asleep", "ended in its sleep it loses nothing",
	    test_ended_asleep },
	{ "leave-core", "no core file tells what was in memory", test_core },
	{ "leave-versions", "what another version has written stays",
	    test_versions },
	{ "leave-exposed", "a session others can read is said to be",
	    test_exposed },
	{ "leave-edited", "a session.yaml edited meanwhile is kept and told",
	    test_edited },
	{ "leave-battery", "kill -9 while typing loses seconds at most",
	    test_battery },
};

int
main(int argc, char **argv)
{
	struct stage_test all[40];
	size_t own = sizeof(tests) / sizeof(*tests);
	size_t more = editor_tests_count();

	if (own + more > sizeof(all) / sizeof(*all))
		return 1;
	memcpy(all, tests, sizeof(tests));
	memcpy(all + own, editor_tests, more * sizeof(*all));
	return stage_main(all, own + more, argc, argv);
}
