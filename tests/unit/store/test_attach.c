/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What is attached lies in the session whole, once, and is noticed when it
 * changes. */

#include <config.h>

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <signal.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/session.h"
#include "store/attach.h"
#include "store/journal.h"

/* The SHA-256 of "abc". */
static const char abc[] =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

struct desk {
	char root[32];
	char *dir, *evidence;
	struct journal *journal;
	struct session *session;
	struct err err;
	struct attach_print print;
};

static void
begin(struct desk *d)
{
	struct session_header header = { .at = xstrdup("t"),
		.by = xstrdup("ada"),
		.pack_id = xstrdup("garden") };

	*d = (struct desk){ .root = "attach-XXXXXX" };
	cr_assert_not_null(mkdtemp(d->root), "%s", strerror(errno));
	d->dir = path_join(d->root, "s");
	d->evidence = path_join(d->dir, "evidence");
	cr_assert(
	    journal_create(d->dir, &header, &d->journal, &d->session, &d->err),
	    "%s", d->err.message);
}

static void
finish(struct desk *d)
{
	char *command = xasprintf("chmod -R u+w %s; rm -rf %s", d->root,
	    d->root);

	journal_close(d->journal);
	session_free(d->session);
	cr_assert_eq(system(command), 0, "clean up");
	free(command);
	free(d->dir);
	free(d->evidence);
	err_done(&d->err);
}

/* Writes root/name; the path, which the caller frees. */
static char *
put(struct desk *d, const char *name, const char *text)
{
	char *path = path_join(d->root, name);

	cr_assert(file_replace(path, text, strlen(text), false, &d->err), "%s",
	    d->err.message);
	return path;
}

/* The names in the evidence directory, hidden ones too, a blank between. */
static char *
listing(struct desk *d)
{
	char **names = NULL;
	size_t count = 0;
	struct str out = { 0 };

	file_list_all(d->evidence, &names, &count, NULL);
	for (size_t i = 0; i < count; i++)
		str_printf(&out, "%s%s", i ? " " : "", names[i]);
	file_names_free(names, count);
	return str_steal(&out);
}

static void
lists(struct desk *d, const char *wanted)
{
	char *names = listing(d);

	cr_assert_str_eq(names, wanted);
	free(names);
}

static void
attach(struct desk *d, const char *name, const char *text)
{
	char *path = put(d, name, text);

	cr_assert(attach_file(d->journal, path, &d->print, &d->err), "%s",
	    d->err.message);
	free(path);
}

static void
refuses(struct desk *d, const char *path, const char *why)
{
	struct err err = { 0 };

	cr_assert_not(
	    attach_file(d->journal, path, &d->print, &err), "%s", path);
	cr_assert_not_null(strstr(err.message, why), "%s", err.message);
	err_done(&err);
	cr_assert_not(attach_read(path, &d->print, &err), "%s", path);
	err_done(&err);
}

Test(attach, a_copy_is_private_whole_and_named_by_its_content)
{
	struct desk d;
	struct stat st;

	begin(&d);
	attach(&d, "Plan of the week.PDF", "abc");
	cr_assert_str_eq(d.print.sha256, abc);
	cr_assert_eq(d.print.size, 3);
	char *place = attach_place(d.journal, abc);

	cr_assert_not_null(place);
	cr_assert_eq(*place, '/', "an absolute path: %s", place);
	cr_assert_str_eq(path_base(place) + 64, ".pdf");
	cr_assert_eq(stat(place, &st), 0);
	cr_assert_eq(st.st_mode & 07777, 0600);
	cr_assert_eq(stat(d.evidence, &st), 0);
	cr_assert_eq(st.st_mode & 07777, 0700);
	cr_assert_eq(attach_check(d.journal, abc), ATTACH_WHOLE);
	free(place);
	finish(&d);
}

Test(attach, an_ending_is_letters_and_digits_at_most_eight_or_none)
{
	static const struct {
		const char *name, *ending;
	} rows[] = { { "a.tar.gz", ".gz" }, { "b", "" }, { ".hidden", "" },
		{ "c.123456789", "" }, { "d.12345678", ".12345678" },
		{ "e.sh;rm", "" }, { "f.", "" }, { "g.\xc3\xa4", "" },
		{ "h.Md", ".md" } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct desk d;

		begin(&d);
		attach(&d, rows[i].name, "abc");
		char *wanted = xasprintf("%s%s", abc, rows[i].ending);

		lists(&d, wanted);
		free(wanted);
		finish(&d);
	}
}

Test(attach, the_same_content_twice_is_one_file_whatever_its_ending)
{
	struct desk d;
	char *wanted = xasprintf("%s.txt", abc);

	begin(&d);
	attach(&d, "a.txt", "abc");
	attach(&d, "b.pdf", "abc");
	cr_assert(attach_text(d.journal, "abc", 3, &d.print, &d.err));
	lists(&d, wanted);
	attach(&d, "empty", "");
	cr_assert_eq(d.print.size, 0);
	cr_assert_eq(attach_check(d.journal, d.print.sha256), ATTACH_WHOLE);
	free(wanted);
	finish(&d);
}

Test(attach, a_copy_somebody_damaged_is_noticed_and_mended_by_the_original)
{
	struct desk d;

	begin(&d);
	attach(&d, "a.txt", "abc");
	char *place = attach_place(d.journal, abc);

	cr_assert(file_replace(place, "abd", 3, false, &d.err));
	cr_assert_eq(attach_check(d.journal, abc), ATTACH_CHANGED);
	attach(&d, "a.txt", "abc");
	cr_assert_eq(attach_check(d.journal, abc), ATTACH_WHOLE);
	unlink(place);
	cr_assert_eq(attach_check(d.journal, abc), ATTACH_GONE);
	cr_assert_null(attach_place(d.journal, abc));
	cr_assert_eq(symlink("/etc/passwd", place), 0);
	cr_assert_eq(attach_check(d.journal, abc), ATTACH_GONE,
	    "a link is no copy");
	free(place);
	finish(&d);
}

Test(attach, nothing_but_a_hash_names_a_copy)
{
	struct desk d;

	begin(&d);
	attach(&d, "a", "abc");
	cr_assert_null(attach_place(d.journal, "../journal"));
	cr_assert_null(attach_place(d.journal, ""));
	cr_assert_eq(attach_check(d.journal, "ba"), ATTACH_GONE);
	finish(&d);
}

Test(attach, what_is_no_regular_file_is_refused, .timeout = 10)
{
	struct desk d;

	begin(&d);
	char *fifo = path_join(d.root, "fifo"), *link = path_join(d.root, "l");
	char *path = put(&d, "a", "abc");
	char *whole = realpath(path, NULL);

	cr_assert_eq(mkfifo(fifo, 0600), 0);
	refuses(&d, fifo, "no regular file");
	refuses(&d, "/dev/zero", "no regular file");
	refuses(&d, d.root, "directory");
	refuses(&d, "no such file", "No such file");
	cr_assert_eq(symlink(whole, link), 0);
	cr_assert(attach_file(d.journal, link, &d.print, &d.err),
	    "a link is followed");
	unlink(path);
	refuses(&d, link, "No such file");
	free(whole);
	free(path);
	free(link);
	free(fifo);
	finish(&d);
}

Test(attach, a_reader_attaches_nothing)
{
	struct desk d;
	struct journal *reader = NULL;
	struct session *session = NULL;

	begin(&d);
	attach(&d, "a", "abc");
	cr_assert(journal_open(
	    d.dir, JOURNAL_READ, &reader, &session, &d.err));
	cr_assert_not(attach_text(reader, "abd", 3, &d.print, &d.err));
	cr_assert_eq(d.err.code, ERR_LOCKED);
	cr_assert_eq(attach_check(reader, abc), ATTACH_WHOLE, "but looks");
	lists(&d, abc);
	journal_close(reader);
	session_free(session);
	finish(&d);
}

Test(attach, a_full_disk_leaves_nothing_half_written)
{
	struct desk d;
	char text[4096];
	struct rlimit before, limit;

	begin(&d);
	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	char *path = put(&d, "long", text);

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	limit = before;
	limit.rlim_cur = 1000;
	setrlimit(RLIMIT_FSIZE, &limit);
	bool ok = attach_file(d.journal, path, &d.print, &d.err);

	setrlimit(RLIMIT_FSIZE, &before);
	cr_assert_not(ok);
	cr_assert_eq(d.err.code, ERR_FULL, "%s", d.err.message);
	lists(&d, "");
	err_done(&d.err);
	cr_assert(attach_file(d.journal, path, &d.print, &d.err));
	free(path);
	finish(&d);
}

Test(attach, what_a_killed_process_left_is_swept)
{
	struct desk d;
	char *wanted = xasprintf("notes.new %s", abc);

	begin(&d);
	cr_assert_eq(mkdir(d.evidence, 0700), 0);
	char *half = put(&d, "s/evidence/.abc234.new", "ab");
	char *other = put(&d, "s/evidence/notes.new", "ab");

	attach(&d, "a", "abc");
	char *names = listing(&d);

	cr_assert_null(strstr(names, "abc234"), "%s", names);
	cr_assert_not_null(strstr(names, "notes.new"), "not ours: %s", names);
	free(names);
	free(half);
	free(other);
	free(wanted);
	finish(&d);
}

Test(attach, evidence_that_is_a_link_to_elsewhere_takes_nothing)
{
	struct desk d;

	begin(&d);
	char *path = put(&d, "a", "abc");

	cr_assert_eq(symlink("..", d.evidence), 0);
	cr_assert_not(attach_file(d.journal, path, &d.print, &d.err));
	cr_assert_null(attach_place(d.journal, abc));
	free(path);
	finish(&d);
}

Test(attach, an_original_is_unchanged_changed_or_gone)
{
	struct desk d;

	begin(&d);
	char *path = put(&d, "a", "abc");

	cr_assert_eq(attach_check_original(path, abc), ATTACH_WHOLE);
	free(put(&d, "a", "abcd"));
	cr_assert_eq(attach_check_original(path, abc), ATTACH_CHANGED);
	unlink(path);
	cr_assert_eq(attach_check_original(path, abc), ATTACH_GONE);
	cr_assert_eq(attach_check_original(d.root, abc), ATTACH_UNREADABLE);
	free(path);
	finish(&d);
}

Test(attach, a_session_saved_elsewhere_takes_its_files_along)
{
	struct desk d;

	begin(&d);
	attach(&d, "a.txt", "abc");
	char *other = path_join(d.root, "t");

	cr_assert(journal_save_to(d.journal, d.session, other, &d.err));
	cr_assert_eq(attach_carry(d.dir, d.journal), 0);
	char *place = attach_place(d.journal, abc);

	cr_assert_not_null(strstr(place, "/t/evidence/"), "%s", place);
	cr_assert_eq(attach_check(d.journal, abc), ATTACH_WHOLE);
	free(place);
	free(other);
	finish(&d);
}
