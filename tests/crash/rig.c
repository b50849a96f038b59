/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What the crash tests share. */

#include <config.h>

#include "rig.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void
rig_broken(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	printf("# the rig itself failed: ");
	vprintf(format, args);
	printf("\n");
	va_end(args);
	exit(99);
}

void
rig_skip(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	printf("skipped: ");
	vprintf(format, args);
	printf("\n");
	va_end(args);
	exit(SKIPPED);
}

void
rig_join(char *out, const char *dir, const char *name)
{
	if (snprintf(out, RIG_PATH, "%s/%s", dir, name) >= RIG_PATH)
		rig_broken("%s/%s is too long", dir, name);
}

double
rig_seconds(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

char *
rig_read(const char *path, size_t *len)
{
	FILE *file = fopen(path, "r");
	char *text = NULL;
	size_t used = 0, capacity = 0, got;

	if (!file)
		return NULL;
	do {
		capacity += 65536;
		text = realloc(text, capacity + 1);
		if (!text)
			abort();
		got = fread(text + used, 1, capacity - used, file);
		used += got;
	} while (got);
	fclose(file);
	text[used] = '\0';
	if (len)
		*len = used;
	return text;
}

size_t
rig_lines(const char *text)
{
	size_t lines = 0;

	for (; text && (text = strchr(text, '\n')); text++)
		lines++;
	return lines;
}

size_t
rig_commits(const char *session)
{
	char path[RIG_PATH];

	rig_join(path, session, "journal");
	char *text = rig_read(path, NULL);
	size_t lines = rig_lines(text);

	free(text);
	return lines ? lines - 1 : 0;
}

void
rig_write(const char *path, const char *data, size_t len)
{
	FILE *file = fopen(path, "w");

	if (!file || fwrite(data, 1, len, file) != len || fclose(file) != 0)
		rig_broken("%s: %s", path, strerror(errno));
}

/* Two pipes read side by side until both have ended. */
static void
drain(int fds[2], char *texts[2])
{
	size_t used[2] = { 0, 0 }, capacity[2] = { 0, 0 };
	struct pollfd polled[2] = { { .fd = fds[0], .events = POLLIN },
		{ .fd = fds[1], .events = POLLIN } };

	while (polled[0].fd >= 0 || polled[1].fd >= 0) {
		if (poll(polled, 2, -1) < 0)
			continue;
		for (int i = 0; i < 2; i++) {
			if (!polled[i].revents)
				continue;
			if (used[i] + 65536 >= capacity[i]) {
				capacity[i] += 262144;
				texts[i] = realloc(texts[i], capacity[i]);
				if (!texts[i])
					abort();
			}
			ssize_t got = read(fds[i], texts[i] + used[i], 65536);

			if (got <= 0)
				polled[i].fd = -1;
			else
				used[i] += (size_t)got;
			texts[i][used[i]] = '\0';
		}
	}
}

int
rig_run(char *const argv[], const char *const env[], char **out, char **errors)
{
	int outs[2], errs[2], status;
	char *texts[2] = { NULL, NULL };

	fflush(stdout);
	if (pipe2(outs, O_CLOEXEC) < 0 || pipe2(errs, O_CLOEXEC) < 0)
		rig_broken("pipe: %s", strerror(errno));
	pid_t pid = fork();

	if (pid == 0) {
		for (; env && *env; env++)
			putenv((char *)(size_t)*env);
		dup2(outs[1], STDOUT_FILENO);
		dup2(errs[1], STDERR_FILENO);
		execvp(argv[0], argv);
		_exit(127);
	}
	close(outs[1]);
	close(errs[1]);
	drain((int[2]){ outs[0], errs[0] }, texts);
	close(outs[0]);
	close(errs[0]);
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		rig_broken("%s: %s", argv[0], strerror(errno));
	if (out)
		*out = texts[0];
	else
		free(texts[0]);
	if (errors)
		*errors = texts[1];
	else
		free(texts[1]);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
	                           : WEXITSTATUS(status);
}

int
rig_assay(const struct rig *rig, char **out, char **errors, ...)
{
	char *argv[12] = { (char *)(size_t)rig->program };
	size_t count = 1;
	va_list args;

	va_start(args, errors);
	do
		argv[count] = va_arg(args, char *);
	while (argv[count++] && count < sizeof(argv) / sizeof(*argv));
	va_end(args);
	return rig_run(argv, NULL, out, errors);
}

void
rig_must(const char *a, const char *b, const char *c, const char *d)
{
	char *argv[] = { (char *)(size_t)a, (char *)(size_t)b,
		(char *)(size_t)c, (char *)(size_t)d, NULL };
	char *errors = NULL;
	int status = rig_run(argv, NULL, NULL, &errors);

	if (status)
		rig_broken("%s %s: status %d %s", a, b, status,
		    errors ? errors : "");
	free(errors);
}

static int
remove_one(const char *path, const struct stat *st, int flag, struct FTW *at)
{
	(void)st;
	(void)flag;
	(void)at;
	return remove(path);
}

void
rig_remove(const char *path)
{
	struct stat st;

	if (lstat(path, &st) < 0 && errno == ENOENT)
		return;
	if (nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS) < 0)
		rig_broken("%s: %s", path, strerror(errno));
}

size_t
rig_list(const char *path, char ***names)
{
	DIR *dir = opendir(path);
	size_t count = 0;

	*names = NULL;
	for (const struct dirent *file; dir && (file = readdir(dir));) {
		if (strcmp(file->d_name, ".") == 0 ||
		    strcmp(file->d_name, "..") == 0)
			continue;
		*names = realloc(*names, (count + 1) * sizeof(**names));
		if (!*names)
			abort();
		(*names)[count++] = strdup(file->d_name);
	}
	if (dir)
		closedir(dir);
	return count;
}

int
rig_workers(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	/* each waits for its program, and the program for it */
	return cores < 1 ? 2 : cores > 8 ? 16 : (int)(2 * cores);
}

int
rig_share(int workers)
{
	int status;
	bool good = true, skipped = false;

	fflush(stdout);
	for (int i = 0; i < workers; i++) {
		pid_t pid = fork();

		if (pid < 0)
			rig_broken("fork: %s", strerror(errno));
		if (pid == 0)
			return i;
	}
	for (int i = 0; i < workers; i++) {
		bool ended = wait(&status) > 0 && WIFEXITED(status);

		skipped |= ended && WEXITSTATUS(status) == SKIPPED;
		good = good && ended && WEXITSTATUS(status) == 0;
	}
	if (skipped)
		exit(SKIPPED);
	if (!good)
		rig_broken("a worker failed");
	return -1;
}

/* A control of the pack: three levels of seven criteria. */
static void
write_control(const char *dir, int number)
{
	char path[RIG_PATH], name[16];

	snprintf(name, sizeof(name), "LNG-%02d.yaml", number);
	rig_join(path, dir, name);
	FILE *file = fopen(path, "w");

	if (!file)
		rig_broken("%s: %s", path, strerror(errno));
	fprintf(file,
	    "id: LNG-%02d\ndomain: LNG\ntitle: Part %02d\nweight: 5\n"
	    "statement: Part %d of the day is done.\n"
	    "question: Is part %d of the day done?\n"
	    "evidence: [E-LNG-%02d]\nlevels:\n",
	    number, number, number, number, number);
	for (int level = 1; level <= 3; level++) {
		fprintf(file, "  %d:\n    criteria:\n", level);
		for (int i = 1; i <= 7; i++)
			fprintf(file,
			    "      - text: \"Part %d, level %d: thing %d is "
			    "done.\"\n",
			    number, level, i);
	}
	if (fclose(file) != 0)
		rig_broken("%s: %s", path, strerror(errno));
}

static void
write_pack(const char *dir)
{
	static const char head[] =
	    "format: assay-pack/1\nid: long\ntitle: A long day\n"
	    "version: \"1\"\nlanguage: en\nscale:\n  name: Test scale\n"
	    "  policy: {pass: 80, judge: 50}\n  levels:\n"
	    "    - {level: 0, name: Not done}\n"
	    "    - {level: 1, name: Now and then}\n"
	    "    - {level: 2, name: Planned}\n"
	    "    - {level: 3, name: Everywhere}\n"
	    "domains:\n  - {id: LNG, name: Long day}\nevidence:\n";
	char path[RIG_PATH], controls[RIG_PATH], text[4096];
	size_t len = sizeof(head) - 1;

	memcpy(text, head, len + 1);
	rig_join(controls, dir, "controls/LNG");
	rig_must("mkdir", "-p", controls, NULL);
	for (int i = 1; i <= 10; i++) {
		write_control(controls, i);
		len += (size_t)snprintf(text + len, sizeof(text) - len,
		    "  - {id: E-LNG-%02d, title: Record %02d, area: Day}\n", i,
		    i);
	}
	rig_join(path, dir, "pack.yaml");
	rig_write(path, text, len);
}

static void
find_file(char *out, const char *dir, const char *name)
{
	char path[RIG_PATH];

	rig_join(path, dir ? dir : ".", name);
	if (!realpath(path, out))
		rig_broken("%s is not built", path);
}

void
rig_open(struct rig *rig, const char *name)
{
	const char *build = getenv("top_builddir");
	char cwd[RIG_PATH], home[RIG_PATH];

	*rig = (struct rig){ .faults = 0 };
	find_file(rig->program, build, "src/assay");
	find_file(rig->shim, build, "tests/crash/faults.so");
	if (!getcwd(cwd, sizeof(cwd)))
		rig_broken("no working directory");
	rig_join(home, cwd, "tests.tmp");
	rig_join(rig->work, home, name);
	rig_must("rm", "-rf", rig->work, NULL);
	rig_join(home, rig->work, "home");
	rig_must("mkdir", "-p", home, NULL);
	rig_join(rig->pack, rig->work, "pack");
	write_pack(rig->pack);
	setenv("HOME", home, 1);
	setenv("ASSAY_DATADIR", rig->work, 1);
	/* where one was last is not kept: each walk begins like the first */
	setenv("XDG_STATE_HOME", "/dev/null/none", 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("TZ", "UTC0", 1);
	static const char *const unwanted[] = { "LANGUAGE", "NO_COLOR",
		"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
		"LINES", "COLUMNS", "LD_PRELOAD" };

	for (size_t i = 0; i < sizeof(unwanted) / sizeof(*unwanted); i++)
		unsetenv(unwanted[i]);
	setvbuf(stdout, NULL, _IOLBF, 0);
}

void
rig_close(struct rig *rig)
{
	if (!rig->faults)
		rig_must("rm", "-rf", rig->work, NULL);
}
