/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The state of an assessment, and that nothing said is ever out of reach:
 * undo, redo, back to here. */

#include <config.h>

#include "model/session.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../sample_pack.h"
#include "base/str.h"
#include "model/schema.h"

static const struct stamp stamp = { "ada", NULL, "2026-07-14T10:00:00+02:00" };

static struct session *
new_session(void)
{
	struct session_header header = {
		.id = xstrdup("x"),
		.pack_version = xstrdup("1"),
		.pack_digest = xstrdup("d1"),
	};

	return session_new_take(&header);
}

static void
take(struct session *session, struct commit *commit)
{
	session_apply_take(session, commit);
	cr_assert_null(commit->changes, "taken over");
}

/* Records one change as the screen would. */
static void
record(struct session *session, const struct catalog *c, const char *path,
    const char *value, const char *why)
{
	struct changes changes = { 0 };
	struct commit commit;
	struct err err = { 0 };

	changes_add(&changes, path, value, why);
	bool ok = session_prepare(session, c, &changes, &stamp, &commit, &err);

	cr_assert(ok, "%s: %s", path, err.message);
	take(session, &commit);
	changes_done(&changes);
}

static bool
undo(struct session *session)
{
	struct commit commit;

	if (!session_prepare_undo(session, &stamp, &commit))
		return false;
	take(session, &commit);
	return true;
}

static bool
redo(struct session *session)
{
	struct commit commit;

	if (!session_prepare_redo(session, &stamp, &commit))
		return false;
	take(session, &commit);
	return true;
}

static void
back(struct session *session, uint64_t seq)
{
	struct commit commit;
	struct err err = { 0 };

	cr_assert(session_prepare_back(session, seq, &stamp, &commit, &err),
	    "%s", err.message);
	take(session, &commit);
}

/* The whole state as one text. */
static char *
dump(const struct session *session)
{
	struct str out = { 0 };
	size_t count;
	const struct entry *e = session_range(session, "", &count);

	for (size_t i = 0; i < count; i++)
		str_printf(&out, "%s=%s (%s)\n", e[i].path, e[i].value,
		    e[i].why ? e[i].why : "");
	return out.data ? str_steal(&out) : xstrdup("");
}

static void
expect_state(const struct session *session, const char *wanted)
{
	char *now = dump(session);

	cr_assert_str_eq(now, wanted, "state is:\n%s", now);
	free(now);
}

Test(session, a_recorded_value_is_found_by_its_canonical_path)
{
	struct catalog *c = sample_catalog();
	struct session *s = new_session();
	char key[9];

	criterion_key("The lock is oiled.", NULL, 0, key);
	record(s, c, "gar-01/criteria/2.2/state", "met", NULL);
	cr_assert_str_eq(session_getf(s, "GAR-01/criteria/%d.%s/state", 2, key),
	    "met", "by key");
	const struct commit *commit = session_find_commit(s, 1);

	cr_assert_str_eq(commit->by, "ada", "who");
	cr_assert_null(commit->changes[0].old, "was not there");
	record(s, c, "session/rigor", "02", NULL);
	cr_assert_str_eq(session_get(s, "session/rigor"), "2", "canonical");
	cr_assert_null(session_get(s, "session/title"), "nothing recorded");
	cr_assert_eq(session_commits(s), 2, "two commits");
	session_free(s);
	catalog_free(c);
}

Test(session, an_apply_is_all_or_nothing_and_names_the_path)
{
	struct catalog *c = sample_catalog();
	struct session *s = new_session();
	struct changes changes = { 0 };
	struct commit commit = { .seq = 77 };
	struct err err = { 0 };

	changes_add(&changes, "GAR-01/performed", "yes", NULL);
	changes_add(&changes, "GAR-01/target", "12", NULL);
	cr_assert_not(
	    session_prepare(s, c, &changes, &stamp, &commit, &err), "target");
	cr_assert_not_null(
	    strstr(err.message, "GAR-01/target"), "%s", err.message);
	cr_assert_eq(commit.seq, 77, "untouched");
	cr_assert_eq(session_commits(s), 0, "nothing recorded");
	err_done(&err);
	changes_done(&changes);
	session_free(s);
	catalog_free(c);
}

Test(session, one_path_twice_in_an_apply_is_refused)
{
	struct catalog *c = sample_catalog();
	struct session *s = new_session();
	struct changes changes = { 0 };
	struct commit commit;
	struct err err = { 0 };
	char key[9];

	criterion_key("The lock is oiled.", NULL, 0, key);
	char *path = path_criterion("GAR-01", 2, key, "state");

	changes_add(&changes, "GAR-01/criteria/2.2/state", "met", NULL);
	changes_add(&changes, path, "partial", NULL);
	cr_assert_not(session_prepare(s, c, &changes, &stamp, &commit, &err),
	    "by number and by key it is the same");
	cr_assert_not_null(strstr(err.message, "twice"), "%s", err.message);
	err_done(&err);
	free(path);
	changes_done(&changes);
	session_free(s);
	catalog_free(c);
}

Test(session, changes_that_change_nothing_are_left_out)
{
	struct catalog *c = sample_catalog();
	struct session *s = new_session();
	struct changes changes = { 0 };
	struct commit commit;

	record(s, c, "GAR-01/performed", "yes", NULL);
	changes_add(&changes, "GAR-01/performed", "yes", NULL);
	changes_add(&changes, "GAR-01/criteria/1.1/state", "unassessed", NULL);
	changes_add(&changes, "GAR-01/target", NULL, NULL);
	cr_assert(session_prepare(s, c, &changes, &stamp, &commit, NULL), "");
	cr_assert_eq(commit.count, 0, "nothing would change");
	commit_done(&commit);
	changes_add(&changes, "GAR-01.1/performed", "no", NULL);
	cr_assert(session_prepare(s, c, &changes, &stamp, &commit, NULL), "");
	cr_assert_eq(commit.count, 1, "one would");
	cr_assert_str_eq(commit.changes[0].path, "GAR-01.1/performed", "");
	commit_done(&commit);
	changes_done(&changes);
	session_free(s);
	catalog_free(c);
}

Test(session, a_reason_alone_is_a_change)
{
	struct catalog *c = sample_catalog();
	struct session *s = new_session();

	record(s, c, "GAR-01/judged/2", "yes", "seen");
	record(s, c, "GAR-01/judged/2", "yes", "seen twice");
	expect_state(s, "GAR-01/judged/2=yes (seen twice)\n");
	undo(s);
	expect_state(s, "GAR-01/judged/2=yes (seen)\n");
	redo(s);
	expect_state(s, "GAR-01/judged/2=yes (seen twice)\n");
	session_free(s);
	catalog_free(c);
}

Test(session, undo_and_redo_reach_back_to_the_beginning)
{
	struct catalog *c = sample_catalog();
	struct session *s = new_session();

	record(s, c, "GAR-01/performed", "yes", NULL);
	record(s, c, "GAR-01/performed", "no", NULL);
	record(s, c, "GAR-01/judged/2", "yes", "because");
	record(s, c, "GAR-01/performed", NULL, NULL);
	char *end = dump(s);

	for (int i = 0; i < 4; i++)
		cr_assert(undo(s), "undo %d", i);
	cr_assert_not(undo(s), "nothing left to undo");
	expect_state(s, "");
	for (int i = 0; i < 4; i++)
		cr_assert(redo(s), "redo %d", i);
	cr_assert_not(redo(s), "nothing left to redo");
	expect_state(s, end);
	cr_assert(undo(s), "and back again");
	cr_assert(undo(s), "");
	expect_state(s, "GAR-01/performed=no ()\n");
	free(end);
	session_free(s);
	catalog_free(c);
}

Test(session, a_new_answer_leaves_nothing_to_redo)
{
	struct catalog *c = sample_catalog();
	struct session *s = new_session();

	record(s, c, "GAR-01/performed", "yes", NULL);
	record(s, c, "GAR-01/target", "3", NULL);
	undo(s);
	record(s, c, "GAR-01/target", "4", NULL);
	cr_assert_not(redo(s), "3 is not brought back over 4");
	undo(s);
	expect_state(s, "GAR-01/performed=yes ()\n");
	undo(s);
	expect_state(s, "");
	session_free(s);
	catalog_free(c);
}

Test(session, undo_takes_a_whole_apply_back_with_its_reasons)
{
	struct catalog *c = sample_catalog();
	struct session *s = new_session();
	struct changes changes = { 0 };
	struct commit commit;

	record(s, c, "GAR-01/judged/2", "no", "not yet");
	record(s, c, "GAR-01/notes/a/text", "first", NULL);
	char *before = dump(s);

	changes_add(&changes, "GAR-01/judged/2", "yes", "now");
	changes_add(&changes, "GAR-01/notes/a/text", NULL, NULL);
	changes_add(&changes, "GAR-01/judged/3", "no", "hardly");
	cr_assert(session_prepare(s, c, &changes, &stamp, &commit, NULL), "");
	take(s, &commit);
	char *after = dump(s);

	cr_assert(undo(s), "");
	expect_state(s, before);
	cr_assert(redo(s), "");
	expect_state(s, after);
	cr_assert_eq(session_commits(s), 5, "one commit each");
	free(before);
	free(after);
	changes_done(&changes);
	session_free(s);
	catalog_free(c);
}

Test(session, back_to_here_is_one_commit_and_undone_as_one)
{
	struct catalog *c = sample_catalog();
	struct session *s = new_session();

	record(s, c, "GAR-01/performed", "yes", NULL);
	record(s, c, "GAR-01/judged/2", "yes", "seen");
	char *here = dump(s);

	record(s, c, "GAR-01/judged/2", "no", "not seen");
	record(s, c, "GAR-01/judged/2", NULL, NULL);
	undo(s);
	record(s, c, "GAR-01/target", "3", NULL);
	char *there = dump(s);

	back(s, 2);
	expect_state(s, here);
	cr_assert_eq(session_find_commit(s, 7)->undoes, 6, "the last of them");
	undo(s);
	expect_state(s, there);
	redo(s);
	expect_state(s, here);
	undo(s);
	undo(s);
	undo(s);
	expect_state(s, here);
	free(here);
	free(there);
	session_free(s);
	catalog_free(c);
}

Test(session, back_over_a_single_commit_is_undone_by_undo_too)
{
	struct catalog *c = sample_catalog();
	struct session *s = new_session();

	record(s, c, "GAR-01/performed", "yes", NULL);
	record(s, c, "GAR-01/target", "3", NULL);
	back(s, 1);
	expect_state(s, "GAR-01/performed=yes ()\n");
	undo(s);
	expect_state(s, "GAR-01/performed=yes ()\nGAR-01/target=3 ()\n");
	session_free(s);
	catalog_free(c);
}

Test(session, back_says_when_there_is_nothing_to_take_back)
{
	struct catalog *c = sample_catalog();
	struct session *s = new_session();
	struct commit commit;
	struct err err = { 0 };

	record(s, c, "GAR-01/performed", "yes", NULL);
	cr_assert_not(
	    session_prepare_back(s, 1, &stamp, &commit, &err), "the end");
	cr_assert_eq(err.code, ERR_ABSENT, "%s", err.message);
	cr_assert_not(
	    session_prepare_back(s, 9, &stamp, &commit, &err), "no such");
	cr_assert_eq(err.code, ERR_INPUT, "%s", err.message);
	err_done(&err);
	session_free(s);
	catalog_free(c);
}

Test(session, a_changed_pack_is_recorded_once_and_never_taken_back)
{
	struct catalog *c = sample_catalog();
	struct session *s = new_session();
	struct commit commit;

	record(s, c, "GAR-01/performed", "yes", NULL);
	cr_assert_not(session_prepare_pack(s, "1", "d1", NULL, &stamp, &commit),
	    "as in the header");
	cr_assert(session_prepare_pack(s, "2", "d2", NULL, &stamp, &commit),
	    "another");
	cr_assert_eq(commit.count, 2, "version and digest");
	take(s, &commit);
	cr_assert_not(session_prepare_pack(s, "2", "d2", NULL, &stamp, &commit),
	    "known by now");
	cr_assert(undo(s), "the answer before it");
	expect_state(
	    s, "session/pack/digest=d2 ()\nsession/pack/version=2 ()\n");
	cr_assert_not(undo(s), "the pack is no answer");
	cr_assert(redo(s), "");
	back(s, 0);
	expect_state(
	    s, "session/pack/digest=d2 ()\nsession/pack/version=2 ()\n");
	session_free(s);
	catalog_free(c);
}

Test(session, range_gives_what_begins_with_a_prefix_in_order)
{
	struct catalog *c = sample_catalog();
	struct session *s = new_session();
	size_t count;

	record(s, c, "GAR-01/target", "1", NULL);
	record(s, c, "GAR-01.1/target", "2", NULL);
	record(s, c, "GAR-01/performed", "yes", NULL);
	record(s, c, "TOO-02/target", "3", NULL);
	const struct entry *e = session_range(s, "GAR-01/", &count);

	cr_assert_eq(count, 2, "not those of GAR-01.1");
	cr_assert_str_eq(e[0].path, "GAR-01/performed", "in order");
	cr_assert_str_eq(e[1].path, "GAR-01/target", "in order");
	cr_assert_eq(e[1].seq, 1, "who set it");
	session_range(s, "ZZZ", &count);
	cr_assert_eq(count, 0, "none");
	session_range(s, "", &count);
	cr_assert_eq(count, 4, "all");
	session_free(s);
	catalog_free(c);
}

Test(session, answers_whose_text_is_gone_are_kept_and_counted)
{
	struct catalog *c = sample_catalog();
	struct catalog *newer = sample_catalog_without("The lock is oiled.");
	struct session *s = new_session();

	record(s, c, "GAR-01/criteria/2.2/state", "met", NULL);
	record(s, c, "GAR-01/criteria/2.3/state", "partial", NULL);
	record(s, c, "GAR-01/criteria/2.2/note", "smells of oil", NULL);
	cr_assert_eq(session_orphans(s, c), 0, "all there");
	cr_assert_eq(session_orphans(s, newer), 2, "state and note of 2.2");
	char key[9];

	criterion_key("A lost key is reported.", NULL, 0, key);
	char *path = path_criterion("GAR-01", 2, key, "state");
	char *canonical;
	const struct schema_row *row;

	cr_assert(schema_resolve(newer, "GAR-01/criteria/2.2/state", &canonical,
	              &row, NULL),
	    "");
	cr_assert_str_eq(canonical, path, "what moved up kept its answer");
	cr_assert_str_eq(session_get(s, path), "partial", "found by text");
	while (undo(s))
		;
	cr_assert_eq(session_orphans(s, newer), 0, "undo reaches orphans");
	free(canonical);
	free(path);
	session_free(s);
	catalog_free(newer);
	catalog_free(c);
}

Test(session, what_no_line_could_hold_is_refused)
{
	struct catalog *c = sample_catalog();
	struct session *s = new_session();
	struct changes changes = { 0 };
	struct commit commit;
	struct err err = { 0 };
	char *text = xmalloc(60001);

	memset(text, 'a', 60000);
	text[60000] = '\0';
	for (int i = 0; i < 80; i++) {
		char *path = xasprintf("GAR-01/notes/n%d/text", i);

		changes_add(&changes, path, text, NULL);
		free(path);
	}
	cr_assert_not(
	    session_prepare(s, c, &changes, &stamp, &commit, &err), "4.8 MB");
	cr_assert_not_null(
	    strstr(err.message, "smaller steps"), "%s", err.message);
	err_done(&err);
	changes_done(&changes);
	free(text);
	session_free(s);
	catalog_free(c);
}

/* One commit on a made-up path, without a catalog. */
static void
apply_raw(struct session *s, const char *path, const char *value)
{
	struct commit commit = {
		.seq = session_commits(s) + 1,
		.at = xstrdup("t"),
		.by = xstrdup("b"),
		.changes = xcalloc(1, sizeof(struct recorded_change)),
		.count = 1,
	};

	commit.changes[0].path = xstrdup(path);
	commit.changes[0].value = xstrdup(value);
	session_apply_take(s, &commit);
}

Test(session, answers_in_any_order_load_fast_and_come_out_sorted)
{
	enum { ANSWERS = 23000 };
	struct session *s = new_session();
	struct timespec begin, end;
	uint32_t random = 12345;
	size_t count, removed = 0;

	clock_gettime(CLOCK_MONOTONIC, &begin);
	session_bulk(s, true);
	for (int i = 0; i < ANSWERS; i++) {
		random = random * 1664525 + 1013904223;
		char *path = xasprintf("C-%08x/criteria/1.aa/state", random);

		apply_raw(s, path, "met");
		if (i % 7 == 0)
			apply_raw(s, path, NULL);
		if (i % 14 == 0)
			apply_raw(s, path, "partial");
		cr_assert_eq(session_get(s, path) == NULL,
		    i % 7 == 0 && i % 14 != 0, "found while loading");
		removed += i % 7 == 0 && i % 14 != 0;
		free(path);
	}
	session_bulk(s, false);
	clock_gettime(CLOCK_MONOTONIC, &end);
	const struct entry *e = session_range(s, "", &count);

	cr_assert_eq(count, ANSWERS - removed, "removed ones are gone");
	for (size_t i = 1; i < count; i++)
		cr_assert_lt(strcmp(e[i - 1].path, e[i].path), 0, "sorted");
	double took = (double)(end.tv_sec - begin.tv_sec) +
	              (double)(end.tv_nsec - begin.tv_nsec) / 1e9;

	cr_assert_lt(took, 5.0, "took %.2f s", took);
	session_free(s);
}

Test(session, a_random_walk_undoes_and_redoes_to_the_same_states)
{
	static const char *const paths[] = { "GAR-01/target", "GAR-01.1/target",
		"GAR-01/judged/2", "TOO-02/target", "session/title" };
	static const char *const values[][3] = { { "1", "2", NULL },
		{ "3", "4", NULL }, { "yes", "no", NULL }, { "1", NULL, "5" },
		{ "a", "b", NULL } };
	struct catalog *c = sample_catalog();
	struct session *s = new_session();
	char *states[300];
	uint32_t random = 7;
	size_t steps = 0;

	states[steps++] = dump(s);
	while (steps < 300) {
		random = random * 1664525 + 1013904223;
		size_t p = (random >> 8) % 5, v = (random >> 16) % 3;
		char *why = xasprintf("reason %zu", steps);

		record(s, c, paths[p], values[p][v], why);
		free(why);
		if (session_commits(s) &&
		    session_commit(s, session_commits(s) - 1)->count)
			states[steps++] = dump(s);
		else
			undo(s);
	}
	size_t at = steps - 1;

	for (int i = 0; i < 3000; i++) {
		random = random * 1664525 + 1013904223;
		bool up = (random >> 20) % 2;

		if (up ? redo(s) : undo(s))
			at = up ? at + 1 : at - 1;
		else
			cr_assert_eq(at, up ? steps - 1 : 0, "only at ends");
		expect_state(s, states[at]);
	}
	for (size_t i = 0; i < steps; i++)
		free(states[i]);
	session_free(s);
	catalog_free(c);
}
