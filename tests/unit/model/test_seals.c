/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Seals follow each other, each ended by an amendment that names it and says
 * why; undo never takes one back. */

#include <config.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "model/seals.h"
#include "model/session.h"

static const struct stamp monday = { "ada", "grace",
	"2026-11-23T10:00:00+01:00" };
static const struct stamp tuesday = { "bob", NULL,
	"2026-11-24T10:00:00+01:00" };
static const char print[] =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

static struct session *
fresh(void)
{
	struct session_header header = { .id = xstrdup("id"),
		.at = xstrdup("t"),
		.by = xstrdup("ada"),
		.pack_id = xstrdup("garden") };

	return session_new_take(&header);
}

static void
title(struct session *session, const char *text)
{
	struct changes changes = { 0 };
	struct commit commit;
	struct err err = { 0 };

	changes_add_program(&changes, "session/title", text);
	cr_assert(session_prepare(
	    session, NULL, &changes, &monday, &commit, &err));
	session_apply_take(session, &commit);
	changes_done(&changes);
}

static void
seal(struct session *session, const struct stamp *stamp)
{
	struct commit commit;
	struct err err = { 0 };

	cr_assert(seals_prepare(session, stamp, &commit, &err), "%s",
	    err.message);
	session_apply_take(session, &commit);
}

static void
amend(struct session *session, const char *why)
{
	struct commit commit;
	struct err err = { 0 };

	cr_assert(seals_prepare_reopen(
	              session, print, why, &tuesday, &commit, &err),
	    "%s", err.message);
	session_apply_take(session, &commit);
}

Test(seals, a_session_is_open_until_it_is_sealed)
{
	struct session *session = fresh();
	struct seal_state state;

	cr_assert_not(seals_standing(session, &state));
	cr_assert_eq(state.number, 0);
	title(session, "Acme");
	seal(session, &monday);
	cr_assert(seals_standing(session, &state));
	cr_assert_eq(state.number, 1);
	cr_assert_eq(state.seq, 2);
	cr_assert_str_eq(state.at, monday.at);
	cr_assert_str_eq(state.by, "ada");
	cr_assert_null(state.reopened);
	session_free(session);
}

Test(seals, an_amendment_names_the_seal_and_the_next_is_another)
{
	struct session *session = fresh();
	struct seal_state state;

	seal(session, &monday);
	amend(session, "  the client\tsent the plan ");
	cr_assert_not(seals_standing(session, &state));
	cr_assert_eq(state.number, 1);
	cr_assert_str_eq(state.fingerprint, print);
	cr_assert_str_eq(state.why, "the client sent the plan");
	cr_assert_str_eq(state.reopened, tuesday.at);
	cr_assert_str_eq(state.reopened_by, "bob");
	cr_assert_eq(state.reopened_seq, 2);
	seal(session, &tuesday);
	cr_assert(seals_standing(session, &state));
	cr_assert_eq(state.number, 2);
	cr_assert_eq(seals_count(session), 2);
	cr_assert(seals_get(session, 1, &state));
	cr_assert_not(seals_get(session, 3, &state));
	session_free(session);
}

static void
refused(struct err *err, const char *part)
{
	cr_assert_eq(err->code, ERR_INPUT);
	cr_assert_not_null(strstr(err->message, part), "%s", err->message);
	err_done(err);
}

Test(seals, neither_twice_nor_reopened_without_a_reason)
{
	struct session *session = fresh();
	struct commit commit;
	struct err err = { 0 };

	cr_assert_not(seals_prepare_reopen(
	    session, print, "why", &tuesday, &commit, &err));
	refused(&err, "not sealed");
	seal(session, &monday);
	cr_assert_not(seals_prepare(session, &monday, &commit, &err));
	refused(&err, "sealed already");
	cr_assert_not(seals_prepare_reopen(
	    session, print, " \t ", &tuesday, &commit, &err));
	refused(&err, "reason");
	cr_assert_not(seals_prepare_reopen(
	    session, print, NULL, &tuesday, &commit, &err));
	refused(&err, "reason");
	session_free(session);
}

Test(seals, undo_and_going_back_leave_seals_alone)
{
	struct session *session = fresh();
	struct commit commit;
	struct err err = { 0 };
	struct seal_state state;

	title(session, "Acme");
	seal(session, &monday);
	amend(session, "why");
	cr_assert(session_prepare_undo(session, &tuesday, &commit));
	cr_assert_eq(commit.undoes, 1, "the answer before, not the seal");
	commit_done(&commit);
	title(session, "Acme AG");
	cr_assert(session_prepare_back(session, 1, &tuesday, &commit, &err));
	cr_assert_eq(commit.count, 1);
	cr_assert_str_eq(commit.changes[0].path, "session/title");
	session_apply_take(session, &commit);
	cr_assert_not(seals_standing(session, &state));
	cr_assert_eq(state.number, 1);
	session_free(session);
}
