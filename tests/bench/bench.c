/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The table of goals (CONTRIBUTING.md, "How fast it is"): runs them, prints
 * what they found, and fails on nothing. tests/bench/run.sh calls it. */

#include <config.h>

#include "bench.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

/* On a busy machine nothing is run again once so many seconds are gone. */
enum { RUNS = 3, SECONDS_MOST = 170 };

static const struct row {
	const char *what;
	int goal;
	double limit;
} rows[] = {
#define X(row, goal, what, limit) { what, goal, limit },
	BENCH_ROWS(X)
#undef X
};

/* How long the runs of a goal may take, in seconds, for each pack. */
static const struct goal {
	const char *name;
	bool (*run)(struct bench *bench);
	double seconds[PACKS];
} goals[] = {
	{ "first frame", goal_first_frame, { 24, 18 } },
	{ "first open", goal_first_open, { 18, 14 } },
	{ "warm open", goal_warm_open, { 8, 6 } },
	{ "a key", goal_key, { 14, 10 } },
	{ "queued keys", goal_burst, { 6, 5 } },
	{ "search", goal_search, { 20, 18 } },
	{ "saving", goal_save, { 8, 0 } },
	{ "calls", goal_calls, { 3, 0 } },
	{ "idle, memory", goal_idle, { 8, 7 } },
	{ "ten times", goal_ten, { 35, 0 } },
};
enum { GOALS = sizeof(goals) / sizeof(*goals) };

void
bench_found(struct bench *bench, enum bench_row row, double value)
{
	struct result *result = &bench->results[row][bench->pack];

	if (!isfinite(value) || (result->known && result->value <= value))
		return;
	*result = (struct result){ true, value };
}

void
bench_note(const struct bench *bench, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	printf("    %s: ", bench->pack == PACK_REAL ? "real" : "made");
	vprintf(format, args);
	putchar('\n');
	va_end(args);
	fflush(stdout);
}

static bool
met(const struct bench *bench, enum bench_row row, enum bench_pack pack)
{
	const struct result *result = &bench->results[row][pack];

	return rows[row].limit < 0 ||
	       (result->known && result->value <= rows[row].limit + 1e-9);
}

static bool
goal_met(const struct bench *bench, int goal)
{
	for (enum bench_row row = 0; row < ROW_COUNT; row++)
		if (rows[row].goal == goal && !met(bench, row, bench->pack))
			return false;
	return true;
}

/* Up to three runs: the best counts, so none follows a good one. */
static void
run_goal(struct bench *bench, size_t number)
{
	const struct goal *goal = &goals[number];
	double share = goal->seconds[bench->pack] * 1e3;
	double start = pty_now(), end = start + share, longest = 0;

	if (share <= 0)
		return;
	for (int run = 0; run < RUNS; run++) {
		double from = pty_now();

		bench->end = from + share / RUNS;
		if (run && (from + longest > end ||
		               from - bench->began > SECONDS_MOST * 1e3))
			break;
		if (!goal->run(bench)) {
			bench_note(
			    bench, "goal %zu was not measured", number + 1);
			break;
		}
		if (goal_met(bench, (int)number + 1))
			break;
		if (pty_now() - from > longest)
			longest = pty_now() - from;
	}
}

static void
print_value(const struct bench *bench, enum bench_row row, enum bench_pack pack)
{
	const struct result *result = &bench->results[row][pack];

	if (!result->known)
		printf(" %8s    ", "-");
	else
		printf(" %8.*f %-3s", result->value < 100 ? 2 : 0,
		    result->value,
		    rows[row].limit < 0     ? ""
		    : met(bench, row, pack) ? "met"
		                            : "NOT");
}

static void
print_table(const struct bench *bench)
{
	printf("\ngoal  what is measured                                 "
	       "  limit     made         real\n");
	for (enum bench_row row = 0; row < ROW_COUNT; row++) {
		if (!bench->results[row][PACK_MADE].known &&
		    !bench->results[row][PACK_REAL].known)
			continue;
		printf("%3d   %-48s ", rows[row].goal, rows[row].what);
		if (rows[row].limit < 0)
			printf("%7s", "");
		else
			printf("%7.*f", rows[row].limit > 100 ? 0 : 2,
			    rows[row].limit);
		for (enum bench_pack pack = 0; pack < PACKS; pack++)
			print_value(bench, row, pack);
		putchar('\n');
	}
	printf("Ratios of medians, both sides measured in turn in this run; "
	       "the best of up to %d runs.\n"
	       "One goal again: make bench GOAL=4; without the real pack: "
	       "make bench REAL=no.\n",
	    RUNS);
}

static void
print_load(const char *when)
{
	struct str text = { 0 };

	if (file_read("/proc/loadavg", 4096, &text, NULL))
		printf("Load %s: %s", when, str_text(&text));
	str_done(&text);
}

/* Every directory a program of ours looks for lies in the room. */
static void
set_env(struct bench *bench)
{
	static const char *const homes[] = { "XDG_CACHE_HOME", "XDG_DATA_HOME",
		"XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME" };
	size_t n = 0;

	for (size_t i = 0; i < sizeof(homes) / sizeof(*homes); i++) {
		char *path = bench_path(bench, homes[i]);

		bench_remove(path);
		file_make_dirs(path, NULL);
		bench->env[n++] = xasprintf("%s=%s", homes[i], path);
		free(path);
	}
	bench->env[n++] = "LC_ALL=C.UTF-8";
	bench->env[n++] = "LANGUAGE=";
	bench->env[n++] = "TZ=UTC";
	bench->env[n++] = "XDG_DATA_DIRS";
	bench->env[n++] = "FZF_DEFAULT_OPTS";
	bench->env[n++] = "TIGRC_USER=/dev/null";
	bench->env[n] = NULL;
}

int
main(int argc, char **argv)
{
	struct bench bench = { .pack = PACK_MADE, .began = pty_now() };
	bool update = argc == 6 && str_equal(argv[5], "update");
	size_t only = argc == 6 && !update ? strtoul(argv[5], NULL, 10) : 0;

	if (argc < 5) {
		fputs("usage: bench ASSAY TOOLS ROOM NUMBERS [GOAL|update]\n",
		    stderr);
		return 2;
	}
	bench.assay = argv[1];
	bench.tools = argv[2];
	bench.room = argv[3];
	bench.numbers = argv[4];
	set_env(&bench);
	print_load("before");
	if (update)
		return !counts_print(&bench, true);
	for (size_t i = 0; i < GOALS; i++) {
		if (only && only != i + 1)
			continue;
		printf("%zu %s\n", i + 1, goals[i].name);
		for (int pack = 0; pack < PACKS; pack++) {
			bench.pack = (enum bench_pack)pack;
			char *dir = bench_pack(&bench, "");

			if (path_is_dir(dir))
				run_goal(&bench, i);
			free(dir);
		}
	}
	bench.pack = PACK_MADE;
	if (!only || only > GOALS)
		counts_print(&bench, false);
	print_table(&bench);
	print_load("after");
	return 0;
}
