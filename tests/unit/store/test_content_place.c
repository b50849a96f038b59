/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Where packs are written: whose directory may be replaced, what killed
 * imports left, links. */

#include <config.h>

#include <signal.h>
#include <sys/wait.h>

#include "pack_files.h"

#define GENERATOR "generator: assay import test\n"

/* The small pack as an import would make it, with a German title. */
static struct catalog *
imported(void)
{
	struct place place;

	place_fill(&place);
	place_put(&place, "pack.yaml", PACK_TEXT GENERATOR);
	place_put(&place, "lang/de/pack.yaml", "title: Kleines Paket\n");
	struct catalog *c = load_clean(place.dir);

	place_end(&place);
	return c;
}

static void
expect_written(const struct catalog *c, const char *dir)
{
	struct err err = { 0 };

	cr_assert(content_write(c, dir, "log\n", NULL, &err), "%s: %s", dir,
	    err.message);
	catalog_free(load_clean(dir));
}

/* The reason for which it is not written. */
static void
expect_refused(const struct catalog *c, const char *dir, const char *reason)
{
	struct err err = { 0 };

	cr_assert_not(content_write(c, dir, NULL, NULL, &err), "%s", dir);
	cr_assert_not_null(strstr(err.message, reason), "%s", err.message);
	err_done(&err);
}

Test(content_place, its_own_pack_with_translations_and_log_is_replaced)
{
	struct place place;
	struct catalog *c = imported();

	place_begin(&place);
	expect_written(c, place.dir);
	cr_assert(content_may_write(place.dir, "assay import test", NULL), "");
	expect_written(c, place.dir);
	expect_alone(&place);
	catalog_free(c);
	place_end(&place);
}

Test(content_place, a_translation_that_somebody_added_is_kept)
{
	struct place place;
	struct catalog *c = imported();

	place_begin(&place);
	expect_written(c, place.dir);
	place_put(&place, "lang/fr/pack.yaml", "title: Petit paquet\n");
	expect_refused(c, place.dir, "lang/fr was added");
	catalog_free(load_clean(place.dir));
	expect_alone(&place);
	catalog_free(c);
	place_end(&place);
}

Test(content_place, another_way_of_importing_is_told_by_its_name)
{
	struct place place;
	struct catalog *c = imported();
	struct err err = { 0 };

	place_fill(&place);
	place_put(&place, "pack.yaml",
	    PACK_TEXT "generator: assay import other\n");
	expect_refused(c, place.dir,
	    "made by \"assay import other\", this one is by \"assay import "
	    "test\"");
	cr_assert_not(
	    content_may_write(place.dir, "assay import test", &err), "");
	err_done(&err);
	cr_assert(content_may_write(place.dir, "assay import other", &err), "");
	cr_assert(content_may_write(place.dir, NULL, &err), "any import's");
	catalog_free(c);
	place_end(&place);
}

Test(content_place, what_is_asked_before_the_work_is_what_holds_after_it)
{
	struct place place;
	struct err err = { 0 };

	place_fill(&place);
	cr_assert(content_may_write("no/such/directory", NULL, &err), "");
	cr_assert_not(content_may_write(place.dir, NULL, &err), "by hand");
	err_done(&err);
	place_put(&place, "pack.yaml", PACK_TEXT GENERATOR);
	cr_assert(content_may_write(place.dir, NULL, &err), "");
	place_put(&place, "notes.txt", "mine\n");
	cr_assert_not(content_may_write(place.dir, NULL, &err), "notes");
	err_done(&err);
	char *file = path_join(place.dir, "pack.yaml");

	cr_assert_not(content_may_write(file, NULL, &err), "a file");
	err_done(&err);
	free(file);
	place_end(&place);
}

Test(content_place, a_link_to_the_directory_stays_a_link)
{
	struct place place;
	struct catalog *c = imported();
	struct stat st;

	place_begin(&place);
	expect_written(c, place.dir);
	char *link = path_join(place.root, "link");
	char *old = path_join(place.dir, "controls/AB/AB-2.yaml");

	place_put(&place, "controls/AB/AB-2.yaml",
	    "id: AB-2\ndomain: AB\nstatement: Gone with the next import.\n");
	cr_assert_eq(symlink("small", link), 0, "");
	expect_written(c, link);
	cr_assert_eq(lstat(link, &st), 0, "");
	cr_assert(S_ISLNK(st.st_mode), "");
	cr_assert_not(path_exists(old), "replaced where it leads");
	free(old);
	free(link);
	catalog_free(c);
	place_end(&place);
}

Test(content_place, the_working_directory_can_be_written_to)
{
	struct place place;
	struct catalog *c = imported();

	place_begin(&place);
	cr_assert_eq(mkdir(place.dir, 0700), 0, "");
	cr_assert_eq(chdir(place.dir), 0, "");
	expect_written(c, "../small/.");
	cr_assert_eq(chdir("../.."), 0, "");
	char *inner = path_join(place.dir, "new//");

	expect_alone(&place);
	expect_written(c, inner);
	free(inner);
	catalog_free(c);
	place_end(&place);
}

/* The number of a process that is gone. */
static pid_t
gone(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	cr_assert_eq(waitpid(pid, NULL, 0), pid, "");
	return pid;
}

/* What an import that was killed leaves beside the pack. */
static char *
leave(const struct place *place, pid_t pid, const char *file)
{
	char *dir =
	    xasprintf("%s/.small.assay-new-%d", place->root, (int)pid);
	struct place left = { .dir = dir };

	place_put(&left, file, "half a fi");
	return dir;
}

Test(content_place, what_killed_imports_left_is_removed)
{
	struct place place;
	struct catalog *c = imported();

	place_begin(&place);
	free(leave(&place, gone(), "pack.yaml"));
	free(leave(&place, gone(), "controls/AB/AB-1.yaml"));
	free(leave(&place, gone(), "lang/de/controls/AB/AB-1.yaml"));
	free(leave(&place, getpid(), "import.log"));
	expect_written(c, place.dir);
	expect_alone(&place);
	catalog_free(c);
	place_end(&place);
}

Test(content_place, what_others_may_still_need_is_not_removed)
{
	struct place place;
	struct catalog *c = imported();

	place_begin(&place);
	char *alive = leave(&place, getppid(), "pack.yaml");
	char *theirs = leave(&place, gone(), "controls/AB/notes.txt");
	char *other = xasprintf("%s/.small.assay-new-x1", place.root);

	cr_assert_eq(mkdir(other, 0700), 0, "");
	expect_written(c, place.dir);
	cr_assert(path_exists(alive), "its process lives");
	cr_assert(path_exists(theirs), "it holds what is none of a pack's");
	cr_assert(path_exists(other), "it is named otherwise");
	free(alive);
	free(theirs);
	free(other);
	catalog_free(c);
	place_end(&place);
}

Test(content_place, a_directory_that_cannot_be_written_is_told)
{
	struct catalog *c = imported();

	if (getuid() == 0)
		expect_refused(c, "/proc/nothing/pack", "o such file");
	else
		expect_refused(c, "/proc/pack", "");
	expect_refused(c, "", "o such file");
	catalog_free(c);
}

static void
interrupt(void *arg, size_t done, size_t total)
{
	(void)arg, (void)total;
	if (done == 1)
		kill(getpid(), SIGINT);
}

Test(content_place, an_interrupted_write_leaves_nothing)
{
	const struct content_watch watch = { interrupt, NULL };
	struct place place;
	struct catalog *c = imported();

	place_begin(&place);
	rmdir(place.dir);
	pid_t pid = fork();

	if (pid == 0) {
		/* a shell's background job begins with it ignored */
		signal(SIGINT, SIG_DFL);
		content_write(c, place.dir, NULL, &watch, NULL);
		_exit(0);
	}
	int status = 0;

	waitpid(pid, &status, 0);
	cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT,
	    "the signal ends it all the same");
	cr_assert_not(path_exists(place.dir), "no pack");
	mkdir(place.dir, 0700);
	expect_alone(&place);
	catalog_free(c);
	place_end(&place);
}

Test(content_place, notes_among_the_controls_are_kept)
{
	struct place place;
	struct catalog *c = imported();

	place_begin(&place);
	expect_written(c, place.dir);
	place_put(&place, "controls/notes.txt", "mine\n");
	cr_assert_not(content_may_write(place.dir, NULL, NULL), "notes");
	expect_refused(c, place.dir, "left alone");
	catalog_free(c);
	place_end(&place);
}
