/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Plays scripts of keys against the program behind the screen, without a
 * terminal, and compares the canvas with the screens kept beside them. TAP on
 * standard output, a line a script. UPDATE_SCREENS=1 writes the screens anew;
 * arguments name the scripts to play, none plays all. Each script has a process
 * and a home of its own, so that a step may kill it. README in this directory
 * lists the steps. */

#include <config.h>

#include <ftw.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "player.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

/* A home below the current directory; then nothing of the caller's is seen. */
static bool
make_home(const char *name)
{
	char *cwd = getcwd(NULL, 0);
	char *home = xasprintf("%s/%s.home", cwd, name);
	bool ok = file_make_dirs(home, NULL) && chdir(home) == 0;

	setenv("HOME", home, 1);
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_STATE_HOME");
	unsetenv("XDG_CACHE_HOME");
	setenv("XDG_DATA_DIRS", home, 1);
	free(home);
	free(cwd);
	return ok;
}

static int
play_process(const char *name, const char *top, const char *script,
    struct player_state *state)
{
	pid_t child;
	int status;

	fflush(stdout);
	child = fork();
	if (child == 0) {
		signal(SIGXFSZ, SIG_IGN);
		if (!make_home(name))
			_exit(PLAYER_BAD);
		exit(player_run(name, top, script, state));
	}
	while (waitpid(child, &status, 0) < 0)
		;
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	if (state->crashed && WTERMSIG(status) == SIGKILL) {
		state->crashed = false;
		return -1;
	}
	printf("# %s.steps:%zu: signal %d\n", name, state->line,
	    WTERMSIG(status));
	return PLAYER_BAD;
}

/* The section that begins at text, up to the next; *rest follows it. */
static char *
take_section(const char *text, const char **rest)
{
	const char *end = *text ? strstr(text + 1, "\n== ") : NULL;

	end = end ? end + 1 : text + strlen(text);
	*rest = end;
	return xstrndup(text, (size_t)(end - text));
}

/* Says which screens differ; false when any does. */
static bool
compare(const char *name, const char *wanted, const char *shown)
{
	bool same = true;

	while (*wanted || *shown) {
		char *a = take_section(wanted, &wanted);
		char *b = take_section(shown, &shown);

		if (!str_equal(a, b)) {
			struct str out = { 0 };

			same = false;
			str_printf(&out, "# %s.screen, expected:\n", name);
			player_quote(&out, a);
			str_add(&out, "# but this is shown:\n");
			player_quote(&out, b);
			fputs(str_text(&out), stdout);
			str_done(&out);
		}
		free(a);
		free(b);
	}
	return same;
}

static bool
judge(const char *name, const char *dir)
{
	char *actual = xasprintf("%s.home/%s.actual", name, name);
	char *golden = xasprintf("%s/%s.screen", dir, name);
	struct str shown = { 0 }, wanted = { 0 };
	bool ok = file_read(actual, PLAYER_FILE, &shown, NULL);

	if (path_exists(golden))
		ok = file_read(golden, PLAYER_FILE, &wanted, NULL) && ok;
	if (ok && getenv("UPDATE_SCREENS")) {
		if (shown.len &&
		    !str_equal(str_text(&shown), str_text(&wanted)))
			ok = file_replace(golden, str_text(&shown), shown.len,
			    false, NULL);
	} else {
		ok = ok && compare(name, str_text(&wanted), str_text(&shown));
	}
	str_done(&shown);
	str_done(&wanted);
	free(actual);
	free(golden);
	return ok;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

/* Goes to a new directory below the current one. */
static bool
make_scratch(void)
{
	const char *dir = "tests.tmp/screens";

	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return file_make_dirs(dir, NULL) && chdir(dir) == 0;
}

/* "# What a user relies on.": the script's first line is the test's name. */
static bool
run_script(const char *dir, const char *top, const char *name, size_t number)
{
	char *path = xasprintf("%s/%s.steps", dir, name);
	struct str script = { 0 };
	struct player_state *state = mmap(NULL, sizeof(*state),
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int status = PLAYER_BAD;

	*state = (struct player_state){ .rows = 36, .cols = 120,
		.clock = 1784025600 }; /* 2026-07-14 10:40 */
	if (file_read(path, PLAYER_FILE, &script, NULL))
		do
			status = play_process(
			    name, top, str_text(&script), state);
		while (status < 0);
	bool ok = status == PLAYER_GOOD && !state->failed;

	if (status != PLAYER_SKIP)
		ok = judge(name, dir) && ok;
	const char *title = str_text(&script);

	title += strspn(title, "# ");
	printf("%s %zu - %s: %.*s%s\n",
	    ok || status == PLAYER_SKIP ? "ok" : "not ok", number, name,
	    (int)strcspn(title, "\n"), title,
	    status == PLAYER_SKIP ? " # SKIP" : "");
	munmap(state, sizeof(*state));
	str_done(&script);
	free(path);
	return ok || status == PLAYER_SKIP;
}

static bool
is_wanted(const char *name, int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (str_equal(argv[i], name))
			return true;
	return argc < 2;
}

int
main(int argc, char **argv)
{
	const char *given = getenv("top_srcdir");
	char *top = realpath(given ? given : ".", NULL);
	char *dir = path_join(top, "tests/screen");
	char **names = NULL;
	size_t count = 0, number = 0;
	bool ok = setlocale(LC_ALL, "C.UTF-8") != NULL;

	setenv("TZ", "UTC0", 1);
	setenv("LANGUAGE", "", 1);
	ok = ok && make_scratch() && file_list(dir, &names, &count, NULL);
	for (size_t i = 0; i < count; i++) {
		char *dot = strstr(names[i], ".steps");

		if (!dot || !str_equal(dot, ".steps"))
			continue;
		*dot = '\0';
		if (is_wanted(names[i], argc, argv))
			ok = run_script(dir, top, names[i], ++number) && ok;
	}
	printf("1..%zu\n", number);
	file_names_free(names, count);
	free(dir);
	free(top);
	return ok ? 0 : 1;
}
