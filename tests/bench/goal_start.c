/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Goals 1 to 3: the first frame, the first open, the warm open. */

#include <config.h>

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "bench.h"
#include "figures.h"

enum { STARTS = 15, STARTS_LEAST = 3 };

/* A start, and at once the end. */
static bool
start_once(struct pty *pty, const struct took *took, struct figures *figures,
    const char *end)
{
	if (!pty)
		return false;
	figures_add(figures, took->last);
	pty_end(pty, end);
	return true;
}

static struct pty *
open_tig(struct bench *bench, struct took *took)
{
	char *repository = bench_path(bench, "repository");
	const char *argv[] = { "tig", "-C", repository, NULL };
	struct pty_program program = {
		.argv = argv,
		.env = bench->env,
		.threads = true,
	};
	struct pty *pty = path_is_dir(repository) && bench_has("tig")
	                      ? pty_start(&program, took)
	                      : NULL;

	free(repository);
	return pty;
}

bool
goal_first_frame(struct bench *bench)
{
	struct figures floor = { 0 }, fresh = { 0 }, full = { 0 }, tig = { 0 };
	char *pack = bench_pack(bench, ""),
	     *session = bench_pack(bench, ".full");
	struct took took;
	bool ok = true;

	/* whatever is kept from one start to the next is there */
	start_once(bench_open(bench, pack, NULL, &took), &took, &fresh, "q");
	fresh.count = 0;
	for (size_t i = 0; ok && bench_more(bench, i, STARTS_LEAST, STARTS);
	     i++) {
		ok =
		    start_once(bench_floor(bench, &took), &took, &floor, "q") &&
		    start_once(bench_open(bench, pack, NULL, &took), &took,
		        &fresh, "q");
		start_once(open_tig(bench, &took), &took, &tig, "Q");
		if (path_is_dir(session))
			start_once(bench_open(bench, NULL, session, &took),
			    &took, &full, "q");
	}
	double base = figures_median(&floor), frame = figures_median(&fresh);

	if (ok) {
		bench_found(bench, ROW_FRAME_FLOOR, frame / base);
		if (tig.count)
			bench_found(
			    bench, ROW_FRAME_TIG, frame / figures_median(&tig));
		if (full.count)
			bench_found(bench, ROW_FRAME_FULL,
			    figures_median(&full) / base);
		bench_note(bench,
		    "floor %.2f, fresh %.2f, all answered %.2f, tig %.2f ms "
		    "(%zu starts)",
		    base, frame, figures_median(&full), figures_median(&tig),
		    fresh.count);
	}
	figures_done(&floor);
	figures_done(&fresh);
	figures_done(&full);
	figures_done(&tig);
	free(session);
	free(pack);
	return ok;
}

/* Processor time of children that ended, in milliseconds. */
static double
children_cpu(void)
{
	struct rusage usage;

	getrusage(RUSAGE_CHILDREN, &usage);
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
	       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

bool
goal_first_open(struct bench *bench)
{
	struct figures bare = { 0 }, open = { 0 }, bare_cpu = { 0 },
	               open_cpu = { 0 };
	char *pack = bench_pack(bench, ""),
	     *parse = bench_tool(bench, "bareparse");
	char *cache = bench_path(bench, "XDG_CACHE_HOME");
	const char *argv[] = { parse, pack, NULL };
	bool ok = true;

	for (size_t i = 0; ok && bench_more(bench, i, 3, 9); i++) {
		double before = children_cpu();
		double took = pty_run(argv, bench->env, NULL);

		ok = took > 0;
		figures_add(&bare, took);
		figures_add(&bare_cpu, children_cpu() - before);
		bench_remove(cache);
		file_make_dirs(cache, NULL);
		before = children_cpu();
		took = bench_show(bench, pack);
		ok = ok && took > 0;
		figures_add(&open, took);
		figures_add(&open_cpu, children_cpu() - before);
	}
	if (ok) {
		double a = figures_median(&open), b = figures_median(&bare);
		double x = figures_median(&open_cpu);
		double y = figures_median(&bare_cpu);

		bench_found(bench, ROW_FIRST_OPEN, a / b);
		bench_found(bench, ROW_FIRST_CPU, x / y);
		bench_note(bench,
		    "bare parse %.0f ms (processor %.0f), first open %.0f "
		    "(%.0f), %zu rounds",
		    b, y, a, x, open.count);
	}
	figures_done(&bare);
	figures_done(&open);
	figures_done(&bare_cpu);
	figures_done(&open_cpu);
	free(cache);
	free(parse);
	free(pack);
	return ok;
}

/* Is anything kept below the cache directory? */
static bool
has_cache(const struct bench *bench)
{
	char *dir = bench_path(bench, "XDG_CACHE_HOME/assay");
	char **names;
	size_t count = 0;

	if (file_list(dir, &names, &count, NULL))
		file_names_free(names, count);
	free(dir);
	return count > 0;
}

/* Sees every opening of a file in the directories of a pack. */
static int
watch_pack(const char *pack)
{
	int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	char *controls = path_join(pack, "controls");
	char **names;
	size_t count;

	inotify_add_watch(fd, pack, IN_OPEN);
	inotify_add_watch(fd, controls, IN_OPEN);
	if (file_list(controls, &names, &count, NULL)) {
		for (size_t i = 0; i < count; i++) {
			char *dir = path_join(controls, names[i]);

			inotify_add_watch(fd, dir, IN_OPEN);
			free(dir);
		}
		file_names_free(names, count);
	}
	free(controls);
	return fd;
}

static size_t
count_opened(int fd)
{
	char events[65536]
	    __attribute__((aligned(__alignof__(struct inotify_event))));
	size_t opened = 0;
	ssize_t got;

	while ((got = read(fd, events, sizeof(events))) > 0)
		for (const char *at = events; at < events + got;) {
			const struct inotify_event *event = (const void *)at;

			opened += event->len > 0 && !(event->mask & IN_ISDIR);
			at += sizeof(*event) + event->len;
		}
	return opened;
}

bool
goal_warm_open(struct bench *bench)
{
	struct figures loop = { 0 }, open = { 0 };
	char *pack = bench_pack(bench, ""),
	     *parse = bench_tool(bench, "bareparse");
	const char *argv[] = { parse, "--stat", pack, NULL };
	bool ok = bench_show(bench, pack) > 0;
	int watch = watch_pack(pack);

	if (ok)
		ok = bench_show(bench, pack) > 0;
	size_t opened = count_opened(watch);

	close(watch);
	for (size_t i = 0; ok && bench_more(bench, i, 5, 40); i++) {
		double bare = pty_run(argv, bench->env, NULL);
		double took = bench_show(bench, pack);

		ok = bare > 0 && took > 0;
		figures_add(&loop, bare);
		figures_add(&open, took);
	}
	if (ok) {
		double a = figures_median(&open), b = figures_median(&loop);

		bench_found(bench, ROW_WARM_OPEN, a / b);
		bench_found(bench, ROW_WARM_FILES, (double)opened);
		bench_note(bench,
		    "stat loop %.2f ms, warm open %.2f (%zu rounds)%s", b, a,
		    open.count,
		    has_cache(bench) ? "" : "; no cache was written");
	}
	figures_done(&loop);
	figures_done(&open);
	free(parse);
	free(pack);
	return ok;
}
