/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Goals 7 to 10: saving, what it calls, idling and memory, ten times the
 * content. */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "bench.h"
#include "figures.h"

enum { IDLE_MS = 5000, FIGURES = 4 };

/* Runs a program of ours that prints numbers, and reads them. */
static bool
run_tool(struct bench *bench, const char *const *argv, double out[FIGURES])
{
	char *file = bench_path(bench, "printed");
	struct str text = { 0 };
	bool ok = pty_run(argv, bench->env, file) >= 0 &&
	          file_read(file, 4096, &text, NULL);
	const char *at = str_text(&text);

	for (size_t i = 0; ok && i < FIGURES; i++) {
		char *end;

		out[i] = strtod(at, &end);
		at = end;
	}
	str_done(&text);
	free(file);
	return ok;
}

/* A session of its own on the pack; the caller frees the path. */
static char *
new_session(struct bench *bench, const char *name, const char *pack)
{
	char *session = bench_path(bench, name);
	const char *argv[] = { bench->assay, "new", session, "--pack", pack,
		NULL };

	bench_remove(session);
	pty_run(argv, bench->env, NULL);
	return session;
}

/* An answer by its key, as it is given: the row below is next, so back up. */
static void
save_on_screen(struct bench *bench)
{
	struct figures answers = { 0 }, plain = { 0 };
	char *pack = bench_pack(bench, "");
	char *session = new_session(bench, "answering", pack);
	struct took took;
	struct pty *pty = bench_open(bench, NULL, session, &took);

	if (pty) {
		pty_type(pty, "\r", &took);
		for (size_t i = 0; bench_more(bench, i, 20, 200); i++) {
			if (!pty_type(pty, i % 2 ? "m" : "n", &took))
				break;
			figures_add(&answers, took.last);
			if (!pty_type(pty, "k", &took))
				break;
			figures_add(&plain, took.last);
		}
		pty_end(pty, "q");
	}
	if (plain.count) {
		bench_found(bench, ROW_SAVE_KEY,
		    figures_median(&answers) / figures_median(&plain));
		bench_note(bench,
		    "an answer's key %.3f ms, a plain key %.3f (%zu answers)",
		    figures_median(&answers), figures_median(&plain),
		    answers.count);
	}
	figures_done(&answers);
	figures_done(&plain);
	free(session);
	free(pack);
}

bool
goal_save(struct bench *bench)
{
	char *tool = bench_tool(bench, "durable");
	char *dir = bench_path(bench, "saved");
	const char *argv[] = { tool, dir, "300", NULL };
	double took[FIGURES] = { 0 };

	bench_remove(dir);
	file_make_dirs(dir, NULL);
	bool ok = run_tool(bench, argv, took) && took[0] > 0;

	if (ok) {
		bench_found(bench, ROW_SAVE, took[1] / took[0]);
		if (took[2] > 0)
			bench_found(bench, ROW_SAVE_SQLITE, took[1] / took[2]);
		bench_note(bench,
		    "append %.3f ms, an answer %.3f (%.3f of it no disk), "
		    "SQLite %.3f",
		    took[0], took[1], took[3], took[2]);
		save_on_screen(bench);
	}
	free(dir);
	free(tool);
	return ok;
}

bool
goal_calls(struct bench *bench)
{
	char *tool = bench_tool(bench, "answers");
	const char *argv[] = { tool, "--numbers", NULL };
	double calls[FIGURES] = { 0 };
	bool ok = run_tool(bench, argv, calls);

	if (ok) {
		bench_found(bench, ROW_SYNCS, calls[0]);
		bench_found(bench, ROW_RENAMES, calls[1]);
		bench_found(bench, ROW_APPENDED, calls[2]);
		bench_note(bench,
		    "most of 20 answers; %.0f bytes went to other files",
		    calls[3]);
	}
	free(tool);
	return ok;
}

bool
goal_idle(struct bench *bench)
{
	struct figures unused = { 0 };
	char *pack = bench_pack(bench, ""),
	     *tool = bench_tool(bench, "bareparse");
	const char *argv[] = { tool, "--text", pack, NULL };
	double text[FIGURES] = { 0 };
	struct took took;
	struct pty *pty = bench_open(bench, pack, NULL, &took);
	bool ok = pty && run_tool(bench, argv, text) && text[0] > 0;

	if (ok) {
		pty_idle(pty, 300);
		size_t started = pty_peak(pty);
		unsigned long before = pty_switches(pty);
		size_t bytes = pty_idle(pty, IDLE_MS);

		bench_found(
		    bench, ROW_WAKES, (double)(pty_switches(pty) - before));
		bench_found(bench, ROW_IDLE_BYTES, (double)bytes);
		ok = bench_search(pty, "access control", &unused);
		bench_found(bench, ROW_MEMORY, (double)pty_peak(pty) / text[0]);
		bench_note(bench,
		    "most memory %.1f MB at the start, %.1f after a search; "
		    "text of %.1f MB",
		    (double)started / 1e6, (double)pty_peak(pty) / 1e6,
		    text[0] / 1e6);
	}
	if (pty)
		pty_end(pty, "q");
	figures_done(&unused);
	free(tool);
	free(pack);
	return ok;
}

/* The same done with a pack, and with ten times as much. */
struct sides {
	struct figures once, ten;
};

static double
sides_ratio(struct sides *sides)
{
	double ratio =
	    figures_median(&sides->ten) / figures_median(&sides->once);

	figures_done(&sides->once);
	figures_done(&sides->ten);
	return ratio;
}

static bool
ten_starts(struct bench *bench, const char *once, const char *ten)
{
	struct sides frames = { 0 };
	struct took took;
	bool ok = true;

	for (size_t i = 0; ok && bench_more(bench, i, 2, 15); i++) {
		for (int side = 0; ok && side < 2; side++) {
			struct pty *pty =
			    bench_open(bench, side ? ten : once, NULL, &took);

			ok = pty != NULL;
			if (!ok)
				break;
			figures_add(
			    side ? &frames.ten : &frames.once, took.last);
			pty_end(pty, "q");
		}
	}
	double small = figures_median(&frames.once);
	double large = figures_median(&frames.ten);

	bench_found(bench, ROW_TEN_FRAME, sides_ratio(&frames));
	bench_note(
	    bench, "first frame %.2f ms, of ten times %.2f", small, large);
	return ok;
}

static bool
ten_keys(struct bench *bench, const char *once, const char *ten)
{
	struct sides keys = { 0 }, searches = { 0 };
	struct took took;
	struct pty *a = bench_open(bench, once, NULL, &took);
	struct pty *b = bench_open(bench, ten, NULL, &took);
	bool ok = a && b && bench_search(a, "acc", &searches.once) &&
	          bench_search(b, "acc", &searches.ten);

	searches.once.count = searches.ten.count = 0;
	for (size_t i = 0; ok && bench_more(bench, i, 2, 14); i++)
		ok = bench_steps(a, 30, &keys.once) &&
		     bench_steps(b, 30, &keys.ten) &&
		     bench_search(a, "access control", &searches.once) &&
		     bench_search(b, "access control", &searches.ten);
	if (ok) {
		bench_note(bench,
		    "a key %.3f ms, of ten times %.3f; a search key %.3f, "
		    "%.3f",
		    figures_median(&keys.once), figures_median(&keys.ten),
		    figures_median(&searches.once),
		    figures_median(&searches.ten));
		bench_found(bench, ROW_TEN_KEY, sides_ratio(&keys));
		bench_found(bench, ROW_TEN_SEARCH, sides_ratio(&searches));
	}
	if (a)
		pty_end(a, "q");
	if (b)
		pty_end(b, "q");
	return ok;
}

bool
goal_ten(struct bench *bench)
{
	char *once = bench_pack(bench, ""), *ten = bench_path(bench, "made10");
	char *cache = bench_path(bench, "XDG_CACHE_HOME");
	struct sides opens = { 0 };
	double from = pty_now(), share = bench->end - from;
	bool ok = path_is_dir(ten);

	/* the files are in memory on both sides */
	bench->end = from + share / 3;
	for (size_t i = 0; ok && bench_more(bench, i, 1, 3); i++) {
		bench_remove(cache);
		file_make_dirs(cache, NULL);
		figures_add(&opens.once, bench_show(bench, once));
		figures_add(&opens.ten, bench_show(bench, ten));
	}
	if (ok) {
		bench_note(bench, "first open %.0f ms, of ten times %.0f",
		    figures_median(&opens.once), figures_median(&opens.ten));
		bench_found(bench, ROW_TEN_OPEN, sides_ratio(&opens));
		bench->end = pty_now() + share / 3;
		ok = ten_starts(bench, once, ten);
		bench->end = pty_now() + share / 3;
		ok = ok && ten_keys(bench, once, ten);
	}
	free(cache);
	free(ten);
	free(once);
	return ok;
}
