/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A seal lists what there is, in one form only, and is made only of what is
 * in order. That every change of a sealed session is seen is tried at every
 * byte by tests/crash/sealed.c. */

#include <config.h>

#include <criterion/criterion.h>

#include "session_desk.h"

#include "base/err.h"
#include "base/mem.h"
#include "model/seals.h"
#include "store/attach.h"
#include "store/seal.h"

/* Attaches a text to an item, recorded as its file. */
static void
attach(struct desk *d, const char *id, const char *text, char sha256[65])
{
	struct attach_print print;
	struct changes changes = { 0 };
	struct commit commit;
	struct err err = { 0 };
	char *hash = xasprintf("evidence/%s/sha256", id);
	char *kept = xasprintf("evidence/%s/kept", id);

	cr_assert(
	    attach_text(d->journal, text, strlen(text), &print, &err), "%s",
	    err.message);
	changes_add_program(&changes, hash, print.sha256);
	changes_add_program(&changes, kept, "in the session");
	cr_assert(session_prepare(d->session, NULL, &changes, &desk_stamp,
	    &commit, &err));
	cr_assert(journal_append(d->journal, &commit, &err));
	session_apply_take(d->session, &commit);
	memcpy(sha256, print.sha256, sizeof(print.sha256));
	changes_done(&changes);
	free(hash);
	free(kept);
}

static void
commit_seal(struct desk *d)
{
	struct commit commit;
	struct err err = { 0 };

	cr_assert(seals_prepare(d->session, &desk_stamp, &commit, &err));
	cr_assert(journal_append(d->journal, &commit, &err));
	session_apply_take(d->session, &commit);
}

static void
make(struct desk *d, struct seal *seal)
{
	struct seal_files evidence;
	struct err err = { 0 };

	cr_assert(seal_prepare(d->journal, d->session, &evidence, &err), "%s",
	    err.message);
	if (!seals_standing(d->session, NULL))
		commit_seal(d);
	cr_assert(seal_make(d->journal, d->session, &evidence, "assay test",
	              NULL, seal, &err),
	    "%s", err.message);
	seal_files_done(&evidence);
}

static void
refuses(struct desk *d, const char *part)
{
	struct seal_files evidence;
	struct err err = { 0 };

	cr_assert_not(seal_prepare(d->journal, d->session, &evidence, &err));
	cr_assert_not_null(strstr(err.message, part), "%s", err.message);
	err_done(&err);
}

/* What seal_verify finds, as "file word". The caller frees it. */
static char *
look(struct desk *d, struct seal_check *check)
{
	struct session *session = NULL;
	struct err err = { 0 };

	cr_assert(seal_verify(d->dir, check, &session, &err), "%s",
	    err.message);
	session_free(session);
	return xasprintf("%s %s", check->file ? check->file : "-",
	    seal_fault_word(check->fault));
}

static void
finds(struct desk *d, const char *wanted)
{
	struct seal_check check;
	char *found = look(d, &check);

	cr_assert_str_eq(found, wanted);
	free(found);
	seal_check_done(&check);
}

Test(seal, the_manifest_lists_all_files_and_is_found_whole)
{
	struct desk d;
	struct seal seal, read;
	struct err err = { 0 };
	char sha256[65];

	begin(&d);
	attach(&d, "E-1", "a list", sha256);
	make(&d, &seal);
	cr_assert_eq(seal.files.count, 3);
	cr_assert_str_eq(seal.files.items[0].sha256, sha256);
	cr_assert_str_eq(seal.files.items[1].name, "journal");
	cr_assert_str_eq(seal.files.items[2].name, "session.yaml");
	cr_assert_eq(seal.seq, 2);
	cr_assert_eq(seal.lines, 3);
	cr_assert(seal_read(d.dir, 1, &read, &err), "%s", err.message);
	cr_assert_str_eq(read.fingerprint, seal.fingerprint);
	cr_assert_str_eq(read.by, "ada");
	cr_assert_str_eq(read.pack_found, "");
	finds(&d, "- whole");
	seal_done(&read);
	seal_done(&seal);
	finish(&d);
}

Test(seal, an_unsealed_session_is_compared_with_what_was_attached)
{
	struct desk d;
	struct seal_check check;
	char sha256[65], *file, *path;
	struct err err = { 0 };

	begin(&d);
	attach(&d, "E-1", "a list", sha256);
	finds(&d, "- whole");
	file = xasprintf("evidence/%s.txt", sha256);
	path = path_join(d.dir, file);
	char *changed = xasprintf("%s file changed", file);
	char *missing = xasprintf("evidence/%s file missing", sha256);

	cr_assert(file_replace(path, "other", 5, false, &err));
	finds(&d, changed);
	unlink(path);
	finds(&d, missing);
	cr_assert(file_create(path, "a list", 6, &err));
	char *other = path_join(d.dir, "evidence/own.txt");

	cr_assert(file_create(other, "own", 3, &err));
	free(look(&d, &check));
	cr_assert_eq(check.fault, SEAL_WHOLE);
	cr_assert_eq(check.evidence, 2);
	cr_assert_eq(check.unknown, 1);
	cr_assert_eq(check.count, 0);
	seal_check_done(&check);
	free(other);
	free(missing);
	free(changed);
	free(path);
	free(file);
	finish(&d);
}

Test(seal, nothing_half_done_is_sealed)
{
	struct desk d;
	struct err err = { 0 };
	char sha256[65];

	begin(&d);
	cr_assert(journal_draft_write(
	    d.journal, "note-gar-01-x", "half a word", &err));
	refuses(&d, "drafts/note-gar-01-x");
	journal_draft_remove(d.journal, "note-gar-01-x");
	attach(&d, "E-1", "a list", sha256);
	char *name = xasprintf("evidence/%s.txt", sha256);
	char *path = path_join(d.dir, name);

	cr_assert(file_replace(path, "other", 5, false, &err));
	refuses(&d, "E-1 was changed");
	unlink(path);
	refuses(&d, "E-1 is missing");
	cr_assert_eq(mkdir(path, 0700), 0);
	refuses(&d, "no file that can be read");
	free(name);
	free(path);
	finish(&d);
}

Test(seal, a_reader_seals_nothing)
{
	struct desk d;
	struct err err = { 0 };

	begin(&d);
	leave(&d);
	cr_assert(journal_open(
	    d.dir, JOURNAL_READ, &d.journal, &d.session, &err));
	refuses(&d, "open to read");
	finish(&d);
}

Test(seal, one_that_was_interrupted_is_said_and_finished)
{
	struct desk d;
	struct seal seal;

	begin(&d);
	commit_seal(&d);
	finds(&d, "seal/1/manifest seal unfinished");
	reopen(&d);
	make(&d, &seal);
	finds(&d, "- whole");
	seal_done(&seal);
	finish(&d);
}

Test(seal, the_same_input_gives_the_same_bytes)
{
	struct desk d;
	struct seal first, second;
	char *path;

	begin(&d);
	make(&d, &first);
	path = path_join(d.dir, "seal/1/manifest");
	unlink(path);
	make(&d, &second);
	cr_assert_str_eq(first.fingerprint, second.fingerprint);
	seal_done(&first);
	seal_done(&second);
	free(path);
	finish(&d);
}

Test(seal, a_journal_cut_behind_a_seal_is_noticed_by_the_manifest)
{
	struct desk d;
	struct seal seal;
	struct str text = { 0 };
	struct err err = { 0 };

	begin(&d);
	cr_assert(file_read(d.file, 1 << 20, &text, &err));
	make(&d, &seal);
	leave(&d);
	cr_assert(
	    file_replace(d.file, str_text(&text), text.len, false, &err));
	finds(&d, "journal journal shortened");
	str_done(&text);
	seal_done(&seal);
	cr_assert(journal_open(
	    d.dir, JOURNAL_READ, &d.journal, &d.session, &err));
	finish(&d);
}

Test(seal, a_place_that_was_made_and_never_used_tells_nothing)
{
	struct desk d;
	struct seal_files evidence;
	struct err err = { 0 };

	begin(&d);
	cr_assert(seal_prepare(d.journal, d.session, &evidence, &err));
	seal_files_done(&evidence);
	finds(&d, "- whole");
	finish(&d);
}

Test(seal, a_manifest_in_any_other_form_is_refused)
{
	struct seal seal = { .number = 1,
		.session = xstrdup("id"),
		.title = xstrdup("T"),
		.at = xstrdup("t"),
		.by = xstrdup("ada"),
		.program = xstrdup("assay"),
		.pack = xstrdup("garden"),
		.pack_version = xstrdup("1"),
		.pack_recorded = xstrdup(""),
		.pack_found = xstrdup("") };
	struct seal read;
	struct str text = { 0 };
	struct err err = { 0 };

	seal_write(&seal, &text);
	cr_assert(seal_parse(text.data, text.len, &read, &err));
	cr_assert_str_eq(read.fingerprint, seal.fingerprint);
	seal_done(&read);
	for (size_t i = 0; i < text.len; i++) {
		cr_assert_not(
		    seal_parse(text.data, i, &read, &err), "cut %zu", i);
		err_done(&err);
		text.data[i] = (char)(text.data[i] ^ 1);
		cr_assert_not(seal_parse(text.data, text.len, &read, &err),
		    "byte %zu", i);
		err_done(&err);
		text.data[i] = (char)(text.data[i] ^ 1);
	}
	str_done(&text);
	seal_done(&seal);
}

Test(seal, controls_in_a_title_do_not_reach_the_manifest)
{
	struct seal seal = { .title = xstrdup("a\x1b[31m\nb\u202e"),
		.number = 1 };
	struct str text = { 0 };

	seal_write(&seal, &text);
	cr_assert_not_null(
	    strstr(str_text(&text), "# title: a^[[31m"), "%s", text.data);
	cr_assert_null(strchr(text.data, 0x1b));
	cr_assert_null(strstr(text.data, "\u202e"));
	str_done(&text);
	seal_done(&seal);
}

Test(seal, signatures_are_listed_and_stray_ones_cleared)
{
	struct desk d;
	struct seal seal;
	struct seal_files files;
	struct err err = { 0 };
	size_t count = 9;

	begin(&d);
	make(&d, &seal);
	cr_assert(seal_signatures_list(d.dir, &seal, &count, &err));
	cr_assert_eq(count, 0);
	char *path = path_join(d.dir, "seal/1/manifest.sig");

	cr_assert(file_create(path, "sig", 3, &err));
	finds(&d, "seal/1/manifest.sig file added");
	seal_signatures_clear(d.dir, 1);
	cr_assert_not(path_exists(path));
	cr_assert(file_create(path, "sig", 3, &err));
	cr_assert(seal_signatures_list(d.dir, &seal, &count, &err));
	cr_assert_eq(count, 1);
	seal_signatures_clear(d.dir, 1);
	cr_assert(seal_signatures(d.dir, &seal, &files, &err));
	cr_assert_eq(files.count, 1);
	cr_assert_str_eq(files.items[0].name, "seal/1/manifest.sig");
	finds(&d, "- whole");
	seal_files_done(&files);
	free(path);
	seal_done(&seal);
	finish(&d);
}

Test(seal, a_session_saved_elsewhere_takes_its_seals_along)
{
	struct desk d;
	struct seal seal, copy;
	struct err err = { 0 };

	begin(&d);
	make(&d, &seal);
	char *there = path_join(d.root, "there");

	cr_assert_eq(mkdir(there, 0700), 0);
	cr_assert(seal_carry(d.dir, there));
	cr_assert(seal_read(there, 1, &copy, &err), "%s", err.message);
	cr_assert_str_eq(copy.fingerprint, seal.fingerprint);
	seal_done(&copy);
	seal_done(&seal);
	free(there);
	finish(&d);
}
