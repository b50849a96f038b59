/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_MODEL_ON_DESK_H
#define ASSAY_TESTS_MODEL_ON_DESK_H

/* A small pack whose session lies on a desk that follows it. */

#include "model/desk.h"
#include "pack.h"

struct on_desk {
	struct pack pack;
	struct desk desk;
};

/* After the pack's content is there. */
static inline void
on_desk_open(struct on_desk *it)
{
	pack_finish(&it->pack);
	desk_init(&it->desk, it->pack.catalog);
	desk_set_session(&it->desk, it->pack.session);
}

static inline void
on_desk_done(struct on_desk *it)
{
	desk_done(&it->desk);
	pack_done(&it->pack);
}

static inline void
on_desk_take(struct on_desk *it, struct commit *commit)
{
	if (commit->count == 0) {
		commit_done(commit);
		return;
	}
	session_apply_take(it->pack.session, commit);
	desk_changed(&it->desk, session_commit(it->pack.session,
	                            session_commits(it->pack.session) - 1));
}

/* Records changes as one commit and empties them; how many of them changed
 * anything. */
static inline size_t
on_desk_apply(struct on_desk *it, struct changes *changes)
{
	struct stamp stamp = { .by = "J. Tester",
		.at = "2026-07-14T09:30:00+02:00" };
	struct commit commit = { 0 };
	struct err err = { 0 };
	bool good = session_prepare(
	    it->pack.session, it->pack.catalog, changes, &stamp, &commit, &err);
	size_t count = commit.count;

	cr_assert(good, "the changes are accepted: %s", err.message);
	on_desk_take(it, &commit);
	changes_done(changes);
	return count;
}

/* Records one value; NULL takes it away. */
static inline void
on_desk_record(
    struct on_desk *it, const char *path, const char *value, const char *why)
{
	struct changes changes = { 0 };

	changes_add(&changes, path, value, why);
	on_desk_apply(it, &changes);
}

static inline void
on_desk_undo(struct on_desk *it)
{
	struct stamp stamp = { .by = "J. Tester",
		.at = "2026-07-14T09:31:00+02:00" };
	struct commit commit = { 0 };

	cr_assert(session_prepare_undo(it->pack.session, &stamp, &commit),
	    "there is something to take back");
	on_desk_take(it, &commit);
}

/* The row of a control's n-th criterion of a level, from 1. */
static inline size_t
on_desk_criterion(const struct on_desk *it, size_t control, int level, size_t n)
{
	size_t row = desk_criterion(
	    &it->desk, (struct spot){ SPOT_CRITERION, control, level, n - 1 });

	cr_assert_neq(row, CATALOG_NONE, "criterion %d.%zu", level, n);
	return row;
}

#endif
