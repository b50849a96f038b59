/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Goals 4 to 6: a key, many keys at once, a search as it is typed. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "bench.h"
#include "figures.h"

enum { KEYS = 420, KEYS_LEAST = 100, WARM_UP = 10, QUEUED = 200 };

static const char phrase[] = "access control";
static const char rare[] = "quillwort";

bool
goal_key(struct bench *bench)
{
	struct figures floor = { 0 }, ours = { 0 };
	char *pack = bench_pack(bench, "");
	struct took took;
	struct pty *a = bench_floor(bench, &took);
	struct pty *b = bench_open(bench, pack, NULL, &took);
	bool ok = a && b && bench_steps(a, WARM_UP, &floor) &&
	          bench_steps(b, WARM_UP, &ours);

	floor.count = ours.count = 0;
	for (size_t i = 0; ok && bench_more(bench, i, KEYS_LEAST, KEYS); i++) {
		const char *key = i / 100 % 2 ? "k" : "j";

		ok = pty_type(a, key, &took);
		figures_add(&floor, took.last);
		ok = ok && pty_type(b, key, &took);
		figures_add(&ours, took.last);
	}
	if (ok) {
		double base = figures_median(&floor);
		double far = figures_at(&floor, 99);

		bench_found(bench, ROW_KEY, figures_median(&ours) / base);
		bench_found(bench, ROW_KEY_P99, figures_at(&ours, 99) / far);
		bench_note(bench,
		    "floor %.3f ms, p99 %.3f; key %.3f, p99 %.3f (%zu keys)",
		    base, far, figures_median(&ours), figures_at(&ours, 99),
		    ours.count);
	}
	if (a)
		pty_end(a, "q");
	if (b)
		pty_end(b, "q");
	figures_done(&floor);
	figures_done(&ours);
	free(pack);
	return ok;
}

bool
goal_burst(struct bench *bench)
{
	struct figures one = { 0 }, many = { 0 }, bytes = { 0 };
	char *pack = bench_pack(bench, ""), queued[QUEUED];
	struct took frame, took;
	struct pty *pty = bench_open(bench, pack, NULL, &frame);
	bool ok = pty && bench_steps(pty, WARM_UP, &one);

	one.count = 0;
	for (size_t i = 0; ok && bench_more(bench, i, 4, 20); i++) {
		/* down and up in turn, so that both have somewhere to go */
		memset(queued, i % 2 ? 'k' : 'j', sizeof(queued));
		for (int j = 0; ok && j < 5; j++) {
			ok = pty_type(pty, i % 2 ? "k" : "j", &took);
			figures_add(&one, took.last);
		}
		ok = ok && pty_send(pty, queued, sizeof(queued), &took);
		figures_add(&many, took.last);
		figures_add(&bytes, (double)took.bytes);
	}
	if (ok) {
		double key = figures_median(&one);

		bench_found(bench, ROW_BURST, figures_median(&many) / key);
		bench_found(bench, ROW_BURST_BYTES,
		    figures_median(&bytes) / (double)frame.bytes);
		bench_note(bench,
		    "a key %.3f ms, %d keys %.2f; %.0f bytes, a frame %zu", key,
		    (int)QUEUED, figures_median(&many), figures_median(&bytes),
		    frame.bytes);
	}
	if (pty)
		pty_end(pty, "q");
	figures_done(&one);
	figures_done(&many);
	figures_done(&bytes);
	free(pack);
	return ok;
}

static struct pty *
open_fzf(struct bench *bench, const char *lines)
{
	const char *argv[] = { "fzf", "-e", "-i", NULL };
	struct pty_program program = {
		.argv = argv,
		.env = bench->env,
		.input = lines,
		.threads = true,
	};
	struct took took;
	struct pty *pty = path_exists(lines) && bench_has("fzf")
	                      ? pty_start(&program, &took)
	                      : NULL;

	/* it goes on reading after it has drawn */
	if (pty)
		pty_idle(pty, 700);
	return pty;
}

/* The phrase into fzf's line, and away again. */
static void
type_fzf(struct pty *pty, const char *word, struct figures *figures)
{
	struct took took;

	for (const char *at = word; *at; at++)
		if (pty_send(pty, at, 1, &took))
			figures_add(figures, took.last);
	pty_type(pty, "\025", &took);
}

bool
goal_search(struct bench *bench)
{
	struct figures plain = { 0 }, ours = { 0 }, other = { 0 },
	               seldom = { 0 };
	char *pack = bench_pack(bench, ""),
	     *lines = bench_pack(bench, ".lines");
	struct took took;
	struct pty *fzf = open_fzf(bench, lines);
	struct pty *pty = bench_open(bench, pack, NULL, &took);
	bool ok = pty && bench_search(pty, phrase, &ours);

	/* what is made for the first search is made now */
	ours.count = 0;
	for (size_t i = 0; ok && bench_more(bench, i, 2, 30); i++) {
		ok = bench_steps(pty, sizeof(phrase), &plain) &&
		     bench_search(pty, phrase, &ours);
		if (ok && i % 6 == 0)
			ok = bench_search(pty, rare, &seldom);
		if (fzf && i < 8)
			type_fzf(fzf, phrase, &other);
	}
	if (ok) {
		double key = figures_median(&plain);
		double typed = figures_median(&ours);

		bench_found(bench, ROW_SEARCH, typed / key);
		bench_found(
		    bench, ROW_SEARCH_RARE, figures_median(&seldom) / key);
		if (other.count) {
			bench_found(bench, ROW_SEARCH_FZF,
			    typed / figures_median(&other));
			bench_found(bench, ROW_SEARCH_FZF_P99,
			    figures_at(&ours, 99) / figures_at(&other, 99));
		}
		bench_note(bench,
		    "plain key %.3f ms; search key %.3f, p99 %.3f; rare word "
		    "%.3f; fzf %.3f, p99 %.3f (%zu keys)",
		    key, typed, figures_at(&ours, 99), figures_median(&seldom),
		    figures_median(&other), figures_at(&other, 99), ours.count);
	}
	if (pty)
		pty_end(pty, "q");
	if (fzf)
		pty_end(fzf, "\003");
	figures_done(&plain);
	figures_done(&ours);
	figures_done(&other);
	figures_done(&seldom);
	free(lines);
	free(pack);
	return ok;
}
