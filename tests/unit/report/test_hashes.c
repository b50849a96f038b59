/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The files of the evidence as sha256sum reads them. */

#include <config.h>

#include "report/reports.h"

#include "reported.h"

#include <sys/stat.h>
#include <unistd.h>

#define A64 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B64 "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static void
keep(struct reported *it, const char *id, const char *sha256, const char *kept,
    const char *location)
{
	char *path = xasprintf("evidence/%s/sha256", id);

	reported_set(it, path, sha256);
	free(path);
	path = xasprintf("evidence/%s/kept", id);
	reported_set(it, path, kept);
	free(path);
	path = xasprintf("evidence/%s/location", id);
	if (location)
		reported_set(it, path, location);
	free(path);
}

static void
expect(struct reported *it, const char *wanted)
{
	char *text = reported_make(it, "hashes");

	cr_assert_str_eq(text, wanted, "%s", text);
	free(text);
}

Test(hashes, files_are_named_by_where_they_lie)
{
	struct reported it;
	char dir[] = "hashes-XXXXXX";

	reported_open(&it);
	expect(&it, "");
	keep(&it, "EV-aaaaaa", A64, "in the session", NULL);
	keep(&it, "EV-bbbbbb", A64, "in the session", NULL);
	keep(&it, "EV-cccccc", B64, "with the client", "/srv/a\\b.pdf");
	expect(&it, "\\" B64 "  /srv/a\\\\b.pdf\n" A64 "  evidence/" A64 "\n");
	/* the directory knows the ending */
	cr_assert_not_null(mkdtemp(dir), "");
	char *evidence = xasprintf("%s/evidence", dir);
	char *copy = xasprintf("%s/" A64 ".pdf", evidence);

	cr_assert_eq(mkdir(evidence, 0700), 0, "");
	FILE *file = fopen(copy, "w");

	cr_assert_not_null(file, "");
	fclose(file);
	it.view.dir = dir;
	expect(
	    &it, "\\" B64 "  /srv/a\\\\b.pdf\n" A64 "  evidence/" A64 ".pdf\n");
	it.view.control = 0;
	expect(&it, "");
	unlink(copy);
	rmdir(evidence);
	rmdir(dir);
	free(copy);
	free(evidence);
	reported_done(&it);
}
