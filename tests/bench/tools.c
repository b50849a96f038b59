/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What goals do again and again: paths, starting programs, typing. */

#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "bench.h"
#include "figures.h"

char *
bench_path(const struct bench *bench, const char *name)
{
	return path_join(bench->room, name);
}

char *
bench_pack(const struct bench *bench, const char *suffix)
{
	return xasprintf("%s/%s%s", bench->room,
	    bench->pack == PACK_REAL ? "real" : "made", suffix);
}

char *
bench_tool(const struct bench *bench, const char *name)
{
	return path_join(bench->tools, name);
}

bool
bench_more(const struct bench *bench, size_t done, size_t least, size_t wanted)
{
	return done < least || (done < wanted && pty_now() < bench->end);
}

bool
bench_has(const char *program)
{
	char *path = xstrdup(getenv("PATH")), *rest = NULL;
	bool found = false;

	for (char *dir = path ? strtok_r(path, ":", &rest) : NULL;
	     dir && !found; dir = strtok_r(NULL, ":", &rest)) {
		char *file = path_join(dir, program);

		found = access(file, X_OK) == 0;
		free(file);
	}
	free(path);
	return found;
}

void
bench_remove(const char *path)
{
	char **names;
	size_t count;

	if (!path_is_dir(path)) {
		unlink(path);
		return;
	}
	if (file_list_all(path, &names, &count, NULL)) {
		for (size_t i = 0; i < count; i++) {
			char *file = path_join(path, names[i]);

			bench_remove(file);
			free(file);
		}
		file_names_free(names, count);
	}
	rmdir(path);
}

char *
bench_control(const char *pack)
{
	char *dir = path_join(pack, "controls"), *id = NULL;
	char **names;
	size_t count;

	if (file_list(dir, &names, &count, NULL)) {
		if (count)
			id = xasprintf("%s-01", names[0]);
		file_names_free(names, count);
	}
	free(dir);
	return id ? id : xstrdup("none");
}

struct pty *
bench_open(struct bench *bench, const char *pack, const char *session,
    struct took *took)
{
	const char *argv[] = { bench->assay, session ? session : "--pack",
		session ? NULL : pack, NULL };
	struct pty_program program = { .argv = argv, .env = bench->env };

	return pty_start(&program, took);
}

struct pty *
bench_floor(struct bench *bench, struct took *took)
{
	char *path = bench_tool(bench, "floor");
	const char *argv[] = { path, NULL };
	struct pty_program program = { .argv = argv, .env = bench->env };
	struct pty *pty = pty_start(&program, took);

	free(path);
	return pty;
}

double
bench_show(struct bench *bench, const char *pack)
{
	char *control = bench_control(pack);
	const char *argv[] = { bench->assay, "show", control, "--pack", pack,
		NULL };
	double took = pty_run(argv, bench->env, NULL);

	free(control);
	return took;
}

bool
bench_search(struct pty *pty, const char *word, struct figures *figures)
{
	struct took took;

	/* what was looked for before is thrown away */
	if (!pty_type(pty, "/", &took))
		return false;
	pty_type(pty, "\025", &took);
	for (const char *at = word; *at; at++)
		if (pty_send(pty, at, 1, &took))
			figures_add(figures, took.last);
	pty_type(pty, "\025", &took);
	pty_type(pty, "\033", &took);
	return true;
}

bool
bench_steps(struct pty *pty, size_t n, struct figures *figures)
{
	enum { TURN = 100 };
	struct took took;

	for (size_t i = 0; i < n; i++) {
		if (!pty_type(pty, i / TURN % 2 ? "k" : "j", &took))
			return false;
		figures_add(figures, took.last);
	}
	return true;
}
