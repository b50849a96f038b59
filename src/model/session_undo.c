/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Undo, redo and "back to here": all of them new commits, so that a journal
 * only grows. What is next to undo or redo follows from the commits alone,
 * which is why both work after a restart. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/session_parts.h"

bool
session_keeps(const char *path)
{
	return str_starts(path, "session/pack/") || str_starts(path, "seal/");
}

/* Is every change about the pack the session is open with, or a seal? */
static bool
commit_is_kept(const struct commit *commit)
{
	for (size_t i = 0; i < commit->count; i++)
		if (!session_keeps(commit->changes[i].path))
			return false;
	return commit->count > 0;
}

static void
push(struct seq_stack *stack, uint64_t seq)
{
	stack->items = mem_grow(stack->items, &stack->capacity,
	    stack->count + 1, sizeof(*stack->items));
	stack->items[stack->count++] = seq;
}

/* The commit on top of a stack, or NULL. */
static const struct commit *
top(const struct session *session, const struct seq_stack *stack)
{
	return stack->count ? session_find_commit(
	                          session, stack->items[stack->count - 1])
	                    : NULL;
}

/* Does `commit` set the paths of `other` to what it found (undo) or to what
 * it made of them (redo)? */
static bool
mirrors(const struct commit *commit, const struct commit *other, bool undo)
{
	if (commit->count != other->count)
		return false;
	for (size_t i = 0; i < commit->count; i++) {
		const struct recorded_change *a = &commit->changes[i];
		const struct recorded_change *b = &other->changes[i];

		if (!str_equal(a->path, b->path) ||
		    !str_equal(a->value, undo ? b->old : b->value))
			return false;
	}
	return true;
}

static bool
is_plain_undo(const struct session *session, const struct commit *commit)
{
	const struct commit *last = top(session, &session->undo);

	return last && commit->undoes == last->seq &&
	       mirrors(commit, last, true);
}

static bool
is_plain_redo(const struct session *session, const struct commit *commit)
{
	const struct commit *last = top(session, &session->redo);

	return last && commit->redoes == last->seq &&
	       mirrors(commit, last, false);
}

void
session_note_undo(struct session *session, const struct commit *commit)
{
	struct seq_stack *undo = &session->undo, *redo = &session->redo;

	if (is_plain_undo(session, commit)) {
		push(redo, undo->items[--undo->count]);
	} else if (is_plain_redo(session, commit)) {
		push(undo, redo->items[--redo->count]);
	} else if (!commit_is_kept(commit)) {
		push(undo, commit->seq);
		redo->count = 0;
	}
}

bool
session_prepare_undo(const struct session *session, const struct stamp *stamp,
    struct commit *commit)
{
	const struct commit *last = top(session, &session->undo);

	if (!last)
		return false;
	commit_begin(session, stamp, commit);
	commit->undoes = last->seq;
	for (size_t i = 0; i < last->count; i++)
		commit_add(commit, session, last->changes[i].path,
		    last->changes[i].old, last->changes[i].old_why);
	return true;
}

bool
session_prepare_redo(const struct session *session, const struct stamp *stamp,
    struct commit *commit)
{
	const struct commit *last = top(session, &session->redo);

	if (!last)
		return false;
	commit_begin(session, stamp, commit);
	commit->redoes = last->seq;
	for (size_t i = 0; i < last->count; i++)
		commit_add(commit, session, last->changes[i].path,
		    last->changes[i].value, last->changes[i].why);
	return true;
}

/* By path, then by age: the addresses cannot tell, so seq does. */
struct past {
	const struct recorded_change *change;
	uint64_t seq;
};

static int
compare_past(const void *a, const void *b)
{
	const struct past *x = a, *y = b;
	int order = strcmp(x->change->path, y->change->path);

	if (order)
		return order;
	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

/* Every change after seq, sorted; those that stay left out. */
static struct past *
collect_past(const struct session *session, uint64_t seq, size_t *count)
{
	struct past *list = NULL;
	size_t capacity = 0;

	*count = 0;
	for (size_t i = (size_t)seq; i < session->count; i++) {
		const struct commit *commit = &session->commits[i];

		for (size_t j = 0; j < commit->count; j++) {
			if (session_keeps(commit->changes[j].path))
				continue;
			list = mem_grow(
			    list, &capacity, *count + 1, sizeof(*list));
			list[(*count)++] =
			    (struct past){ &commit->changes[j], commit->seq };
		}
	}
	if (*count)
		qsort(list, *count, sizeof(*list), compare_past);
	return list;
}

/* Sets what the oldest change to each path found, where that differs. */
static void
add_past(struct commit *commit, const struct session *session,
    const struct past *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct recorded_change *change = list[i].change;

		if (i && str_equal(change->path, list[i - 1].change->path))
			continue;
		const struct entry *now = session_entry(session, change->path);

		if (!str_equal(now ? now->value : NULL, change->old) ||
		    !str_equal(now ? now->why : NULL, change->old_why))
			commit_add(commit, session, change->path, change->old,
			    change->old_why);
	}
}

bool
session_prepare_back(const struct session *session, uint64_t seq,
    const struct stamp *stamp, struct commit *commit, struct err *err)
{
	struct commit made;
	size_t count = 0;

	if (seq > session->count)
		return err_set(err, ERR_INPUT,
		    _("The journal has no commit %llu yet."),
		    (unsigned long long)seq);
	struct past *list = collect_past(session, seq, &count);

	commit_begin(session, stamp, &made);
	made.undoes = session->count;
	add_past(&made, session, list, count);
	free(list);
	if (is_plain_undo(session, &made))
		made.undoes = 0;
	bool ok = true;

	if (!made.count)
		ok = err_set(err, ERR_ABSENT,
		    _("Nothing after commit %llu is left to take back."),
		    (unsigned long long)seq);
	else if (commit_bytes(&made) > COMMIT_BYTES_MAX)
		ok = err_set(err, ERR_INPUT,
		    _("That is more than one commit can take back; go back "
		      "in smaller steps."));
	if (ok)
		*commit = made;
	else
		commit_done(&made);
	return ok;
}
