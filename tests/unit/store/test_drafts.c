/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Text half typed is there again after a crash. */

#include <config.h>

#include <criterion/criterion.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/session.h"
#include "store/journal.h"

struct desk {
	char root[32];
	char *dir;
	struct journal *journal;
	struct session *session;
};

static void
begin(struct desk *d)
{
	struct session_header header = { .at = xstrdup("t"),
		.by = xstrdup("ada"),
		.pack_id = xstrdup("garden") };
	struct err err = { 0 };

	*d = (struct desk){ .root = "drafts-XXXXXX" };
	cr_assert_not_null(mkdtemp(d->root), "%s", strerror(errno));
	d->dir = path_join(d->root, "s");
	cr_assert(
	    journal_create(d->dir, &header, &d->journal, &d->session, &err),
	    "%s", err.message);
}

static void
finish(struct desk *d)
{
	char *command = xasprintf("rm -rf %s", d->root);

	journal_close(d->journal);
	session_free(d->session);
	cr_assert_eq(system(command), 0, "clean up");
	free(command);
	free(d->dir);
}

Test(drafts, a_draft_is_replaced_kept_and_removed)
{
	struct desk d;
	struct err err = { 0 };
	struct stat st;
	char **names, *text;
	size_t count;

	begin(&d);
	journal_drafts(d.journal, &names, &count);
	cr_assert_eq(count, 0, "none yet");
	cr_assert_null(journal_draft_read(d.journal, "note"), "none yet");
	cr_assert(journal_draft_write(d.journal, "note-10", "The ga", &err),
	    "%s", err.message);
	cr_assert(journal_draft_write(d.journal, "note-9", "", &err), "");
	cr_assert(
	    journal_draft_write(d.journal, "note-10", "The gate\n", &err), "");
	char *file = xasprintf("%s/drafts/note-10", d.dir);

	cr_assert_eq(stat(file, &st), 0, "");
	cr_assert_eq(st.st_mode & 0777, 0600, "private");
	journal_close(d.journal);
	session_free(d.session);
	cr_assert(
	    journal_open(d.dir, JOURNAL_WRITE, &d.journal, &d.session, &err),
	    "");
	journal_drafts(d.journal, &names, &count);
	cr_assert_eq(count, 2, "both");
	cr_assert_str_eq(names[0], "note-9", "natural order");
	cr_assert_str_eq(names[1], "note-10", "natural order");
	file_names_free(names, count);
	text = journal_draft_read(d.journal, "note-10");
	cr_assert_str_eq(text, "The gate\n", "the latest");
	free(text);
	text = journal_draft_read(d.journal, "note-9");
	cr_assert_str_eq(text, "", "empty is not none");
	free(text);
	journal_draft_remove(d.journal, "note-10");
	journal_draft_remove(d.journal, "never-was");
	cr_assert_null(journal_draft_read(d.journal, "note-10"), "gone");
	free(file);
	finish(&d);
}

Test(drafts, a_name_leads_nowhere_else)
{
	static const char *const bad[] = { "", ".", "..", "../journal", "a/b",
		"A", "a b", ".hidden", "x.new" };
	struct desk d;
	struct err err = { 0 };

	begin(&d);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		cr_assert_not(journal_draft_write(d.journal, bad[i], "x", &err),
		    "\"%s\" was taken", bad[i]);
		cr_assert_null(journal_draft_read(d.journal, bad[i]), "");
		journal_draft_remove(d.journal, bad[i]);
		err_done(&err);
	}
	cr_assert(journal_is_session(d.dir), "the journal is still there");
	finish(&d);
}

Test(drafts, a_link_in_the_place_of_the_directory_is_not_followed)
{
	struct desk d;
	struct err err = { 0 };

	begin(&d);
	char *away = path_join(d.root, "away");
	char *link = path_join(d.dir, "drafts");

	cr_assert(file_make_dirs(away, &err), "");
	cr_assert_eq(symlink("../away", link), 0, "");
	cr_assert_not(
	    journal_draft_write(d.journal, "note", "x", &err), "refused");
	err_done(&err);
	char *file = path_join(away, "note");

	cr_assert_not(path_exists(file), "nothing written there");
	free(file);
	free(away);
	free(link);
	finish(&d);
}

Test(drafts, what_a_crash_left_half_written_is_no_draft)
{
	struct desk d;
	struct err err = { 0 };
	char **names;
	size_t count;

	begin(&d);
	cr_assert(journal_draft_write(d.journal, "note", "x", &err), "");
	char *left = xasprintf("%s/drafts/note.abcdef.new", d.dir);

	cr_assert(file_replace(left, "h", 1, false, &err), "");
	journal_drafts(d.journal, &names, &count);
	cr_assert_eq(count, 1, "only the whole one");
	file_names_free(names, count);
	free(left);
	finish(&d);
}

/* What stands under a name in drafts/. */
static void
holds(const struct desk *d, const char *name, const char *wanted)
{
	char *path = xasprintf("%s/drafts/%s", d->dir, name);
	struct str text = { 0 };
	struct err err = { 0 };

	cr_assert(
	    file_read(path, 4096, &text, &err), "%s: %s", name, err.message);
	cr_assert_str_eq(str_text(&text), wanted, "%s", name);
	str_done(&text);
	free(path);
}

static void
put(const struct desk *d, const char *name, const char *text)
{
	char *path = xasprintf("%s/drafts/%s", d->dir, name);
	struct err err = { 0 };

	cr_assert(file_replace(path, text, strlen(text), false, &err), "%s",
	    err.message);
	free(path);
}

Test(drafts, what_somebody_else_wrote_under_the_name_is_set_aside)
{
	struct desk d;
	struct err err = { 0 };

	begin(&d);
	cr_assert(journal_draft_write(d.journal, "note", "mine", &err), "");
	cr_assert_null(journal_draft_guard(d.journal, "note"), "as we left it");
	cr_assert_null(journal_draft_guard(d.journal, "other"), "none there");
	for (int i = 1; i <= 3; i++) {
		char *text = xasprintf("theirs %d", i);
		char *wanted = i == 1 ? xstrdup("note.left.txt")
		                      : xasprintf("note.%d.left.txt", i);

		put(&d, "note", text);
		char *aside = journal_draft_guard(d.journal, "note");

		cr_assert_not_null(aside, "round %d", i);
		cr_assert_str_eq(aside, wanted);
		cr_assert(
		    journal_draft_write(d.journal, "note", "mine", &err), "");
		holds(&d, wanted, text);
		holds(&d, "note", "mine");
		free(aside);
		free(wanted);
		free(text);
	}
	finish(&d);
}

Test(drafts, one_that_was_read_is_ours_and_a_strange_one_is_not)
{
	struct desk d;
	struct err err = { 0 };

	begin(&d);
	cr_assert(journal_draft_write(d.journal, "note", "mine", &err), "");
	put(&d, "note", "theirs");
	free(journal_draft_read(d.journal, "note"));
	cr_assert_null(
	    journal_draft_guard(d.journal, "note"), "it was looked at");
	put(&d, "unseen", "theirs");
	char *aside = journal_draft_guard(d.journal, "unseen");

	cr_assert_str_eq(aside, "unseen.left.txt");
	holds(&d, aside, "theirs");
	free(aside);
	finish(&d);
}
