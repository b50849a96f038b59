/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What the tests in a real terminal share. */

#include <config.h>

#include "stage.h"

#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
fault(struct stage *w, const char *format, ...)
{
	const char *at;
	va_list args;

	if (w->bad)
		return;
	w->bad = true;
	va_start(args, format);
	printf("# ");
	vprintf(format, args);
	printf("\n");
	va_end(args);
	if (!w->t)
		return;
	for (at = terminal_screen(w->t); *at; at += strcspn(at, "\n") + 1)
		printf("#   |%.*s\n", (int)strcspn(at, "\n"), at);
}

/* Sets (or, without a value, unsets) a variable for the programs started. */
void
set_env(struct stage *w, const char *setting)
{
	size_t len = strcspn(setting, "=");

	for (size_t i = 0; i < w->env_count; i++) {
		if (strncmp(w->env[i], setting, len) == 0 &&
		    strchr("=", w->env[i][len])) {
			w->env[i] = setting;
			return;
		}
	}
	if (w->env_count + 1 < ENV_MAX)
		w->env[w->env_count++] = setting;
}

void
start_program(struct stage *w, char *const argv[])
{
	w->t = terminal_start(argv, w->env, 36, 120);
	if (!w->t)
		fault(w, "the terminal cannot be started");
}

/* Starts assay with up to three arguments, NULL for none. */
void
start(struct stage *w, const char *a, const char *b, const char *c)
{
	char *argv[] = { (char *)(size_t)w->program, (char *)(size_t)a,
		(char *)(size_t)b, (char *)(size_t)c, NULL };

	start_program(w, argv);
}

void
expect(struct stage *w, const char *text)
{
	if (!w->bad && !terminal_wait(w->t, text, true))
		fault(w, "\"%s\" should be on the screen", text);
}

void
expect_gone(struct stage *w, const char *text)
{
	if (!w->bad && !terminal_wait(w->t, text, false))
		fault(w, "\"%s\" should no longer be on the screen", text);
}

void
keys(struct stage *w, const char *bytes)
{
	if (!w->bad)
		terminal_send(w->t, bytes);
}

/* Starts assay as it is, on whatever it opens then, which shows the text. */
void
start_last(struct stage *w, const char *text)
{
	start(w, NULL, NULL, NULL);
	expect(w, text);
}

/* Esc, which stands alone only when nothing follows at once. */
void
close_note(struct stage *w)
{
	keys(w, "\033");
	expect_gone(w, "Note on");
}

/* Waits for the program's end within so many milliseconds. */
int
ended(struct stage *w, int patience)
{
	int status = -1;

	if (!w->bad && !terminal_ended(w->t, patience, &status))
		fault(w, "the program should have ended within %d ms",
		    patience);
	return status;
}

void
drop(struct stage *w)
{
	terminal_free(w->t);
	w->t = NULL;
}

/* Leaves by q; the status must be 0. */
void
answer(struct stage *w, unsigned count)
{
	char done[32];

	expect(w, "OPS-07");
	keys(w, "jjj\r");
	expect(w, "m met");
	for (unsigned i = 1; i <= count; i++) {
		keys(w, "m");
		snprintf(done, sizeof(done), "OPS-03  %u of 15", i);
		expect(w, done);
	}
	expect(w, "saved");
}

void
quit(struct stage *w)
{
	keys(w, "q");
	int status = ended(w, TERMINAL_PATIENCE);

	if (!w->bad && status != 0)
		fault(w, "q ended with wait status %d", status);
	drop(w);
}

bool
sent(struct stage *w, const char *bytes)
{
	size_t len;
	const char *wire = terminal_wire(w->t, &len);

	return memmem(wire, len, bytes, strlen(bytes)) != NULL;
}

void
kill_hard(struct stage *w)
{
	if (!w->bad)
		kill(terminal_pid(w->t), SIGKILL);
	ended(w, TERMINAL_PATIENCE);
	drop(w);
}

/* A home of its own below the current directory, and nothing else known. */
static bool
run_test(
    const struct stage_test *test, const char *program, const char *datadir)
{
	static const char *const plain[] = { "TERM=xterm-256color",
		"LC_ALL=C.UTF-8", "TZ=UTC0", "LANGUAGE", "NO_COLOR", "LINES",
		"COLUMNS", "XDG_DATA_HOME", "XDG_STATE_HOME",
		"XDG_CONFIG_HOME", "XDG_CACHE_HOME" };
	struct stage w = { .program = program };
	char cwd[PATH_LEN - 64], home[PATH_LEN + 8], data[PATH_LEN + 16];

	if (!getcwd(cwd, sizeof(cwd)))
		return false;
	snprintf(w.home, sizeof(w.home), "%s/%s-XXXXXX", cwd, test->name);
	if (!mkdtemp(w.home))
		return false;
	snprintf(home, sizeof(home), "HOME=%s", w.home);
	snprintf(data, sizeof(data), "ASSAY_DATADIR=%s", datadir);
	set_env(&w, home);
	set_env(&w, data);
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		set_env(&w, plain[i]);
	test->run(&w);
	drop(&w);
	return !w.bad;
}

static bool
is_wanted(const struct stage_test *test, int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], test->name) == 0)
			return true;
	return argc < 2;
}

int
stage_main(const struct stage_test *tests, size_t count, int argc, char **argv)
{
	terminal_heed_signals();
	const char *build = getenv("top_builddir");
	const char *source = getenv("top_srcdir");
	char program[PATH_LEN], data[PATH_LEN], where[PATH_LEN];
	size_t number = 0;
	bool ok = true;

	snprintf(where, sizeof(where), "%s/src/assay", build ? build : ".");
	if (!realpath(where, program)) {
		printf("Bail out! %s is not built\n", where);
		return 1;
	}
	snprintf(where, sizeof(where), "%s/data", build ? build : ".");
	if (!realpath(where, data) &&
	    !realpath(source ? source : ".", data))
		return 1;
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (size_t i = 0; i < count; i++) {
		if (!is_wanted(&tests[i], argc, argv))
			continue;
		bool good = run_test(&tests[i], program, data);

		printf("%s %zu - %s: %s\n", good ? "ok" : "not ok", ++number,
		    tests[i].name, tests[i].title);
		ok = ok && good;
	}
	printf("1..%zu\n", number);
	return ok ? 0 : 1;
}
