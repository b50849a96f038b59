/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Instructions, which no load of the machine changes: one run below callgrind
 * in a terminal, its counters read after the start, some keys, a search and
 * some answers. */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "bench.h"

/* A program below callgrind is that much slower. */
enum { SLOW = 40 };

/* What is counted, and for how many of them at once. */
static const struct part {
	const char *name, *what;
	const char *keys; /* one at a time; NULL: nothing, the start */
	bool counted;
} parts[] = {
	{ "start", "start to first frame", NULL, true },
	{ "key", "a list step", "jjjjjjjjjj", true },
	{ "", "", "/", false },
	{ "search", "a search key", "access c", true },
	{ "", "", "\025\033kkkkkkkkkk\r", false },
	{ "answer", "an answer", "mmmmm", true },
};
enum { PARTS = sizeof(parts) / sizeof(*parts) };

/* The number behind `name` in a file of lines; 0 when it is not there. */
static double
number_of(const char *path, const char *name)
{
	struct str text = { 0 };
	double number = 0;
	size_t len = strlen(name);

	if (file_read(path, 64 * 1024 * 1024, &text, NULL))
		for (const char *at = str_text(&text); at && *at;) {
			if (strncmp(at, name, len) == 0)
				number = strtod(at + len, NULL);
			at = strchr(at, '\n');
			at += at != NULL;
		}
	str_done(&text);
	return number;
}

/* Has callgrind write its counters and begin anew; what they were. */
static double
read_counters(
    struct bench *bench, const struct pty *pty, const char *out, int number)
{
	char *command = xasprintf(
	    "exec timeout 60 vgdb --pid=%d dump 2> /dev/null", pty_pid(pty));
	char *file = xasprintf("%s.%d", out, number);
	const char *argv[] = { "sh", "-c", command, NULL };
	double counted = pty_run(argv, bench->env, NULL) < 0
	                     ? 0
	                     : number_of(file, "summary: ");

	free(file);
	free(command);
	return counted;
}

static struct pty *
open_counted(struct bench *bench, const char *out)
{
	char *pack = bench_pack(bench, "");
	char *session = bench_path(bench, "counted");
	char *option = xasprintf("--callgrind-out-file=%s", out);
	const char *make[] = { bench->assay, "new", session, "--pack", pack,
		NULL };
	const char *argv[] = { "valgrind", "-q", "--tool=callgrind", option,
		bench->assay, session, NULL };
	struct pty_program program = {
		.argv = argv,
		.env = bench->env,
		.slow = SLOW,
	};
	struct took took;

	bench_remove(session);
	struct pty *pty = pty_run(make, bench->env, NULL) < 0
	                      ? NULL
	                      : pty_start(&program, &took);

	free(option);
	free(session);
	free(pack);
	return pty;
}

/* Instructions for one of each; 0 where it is not known. */
static bool
count_all(struct bench *bench, double counts[PARTS])
{
	char *out = bench_path(bench, "callgrind.out");
	struct pty *pty = open_counted(bench, out);

	if (!pty) {
		free(out);
		return false;
	}
	for (size_t i = 0; i < PARTS; i++) {
		const char *keys = parts[i].keys ? parts[i].keys : "";
		struct took took;

		for (const char *key = keys; *key; key++)
			pty_send(pty, key, 1, &took);
		counts[i] = read_counters(bench, pty, out, (int)i + 1);
		if (*keys)
			counts[i] /= (double)strlen(keys);
	}
	pty_end(pty, "q");
	free(out);
	return true;
}

static bool
write_numbers(const char *path, const double counts[PARTS])
{
	struct str text = { 0 };

	str_add(&text,
	    "# Instructions on the made pack of 1,468 controls, by callgrind; "
	    "make update-bench writes them.\n");
	for (size_t i = 0; i < PARTS; i++)
		if (parts[i].counted)
			str_printf(
			    &text, "%s %.0f\n", parts[i].name, counts[i]);
	bool ok = file_replace(path, str_text(&text), text.len, false, NULL);

	str_done(&text);
	return ok;
}

bool
counts_print(struct bench *bench, bool update)
{
	double counts[PARTS] = { 0 };

	if (!bench_has("valgrind") || !bench_has("vgdb")) {
		puts("Instructions were not counted: valgrind is not there.");
		return false;
	}
	if (!count_all(bench, counts)) {
		puts("Instructions were not counted: it did not start.");
		return false;
	}
	puts("\ninstructions, in thousands            now   committed");
	for (size_t i = 0; i < PARTS; i++) {
		char *name = xasprintf("%s ", parts[i].name);
		double former = number_of(bench->numbers, name);

		free(name);
		if (!parts[i].counted)
			continue;
		printf("  %-30s %10.0f  %10.0f", parts[i].what, counts[i] / 1e3,
		    former / 1e3);
		if (former > 0)
			printf("  %+6.1f %%", (counts[i] / former - 1) * 100);
		putchar('\n');
	}
	return !update || write_numbers(bench->numbers, counts);
}
