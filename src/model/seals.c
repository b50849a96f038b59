/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Seals in the map of a session: seal/NUMBER/... */

#include <config.h>

#include "model/seals.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/session.h"

static const struct entry *
entry_of(const struct session *session, unsigned number, const char *field)
{
	char *path = xasprintf("seal/%u/%s", number, field);
	const struct entry *entry = session_entry(session, path);

	free(path);
	return entry;
}

/* Who made the commit that set an entry; "" where no history is kept. */
static const char *
author(const struct session *session, const struct entry *entry)
{
	const struct commit *commit = session_find_commit(session, entry->seq);

	return commit ? commit->by : "";
}

unsigned
seals_count(const struct session *session)
{
	unsigned count = 0;

	while (entry_of(session, count + 1, "sealed"))
		count++;
	return count;
}

bool
seals_get(
    const struct session *session, unsigned number, struct seal_state *state)
{
	const struct entry *sealed = entry_of(session, number, "sealed");
	const struct entry *print = entry_of(session, number, "fingerprint");
	const struct entry *ended = entry_of(session, number, "reopened");

	if (!sealed)
		return false;
	*state = (struct seal_state){ .number = number,
		.seq = sealed->seq,
		.at = sealed->value,
		.by = author(session, sealed) };
	if (ended) {
		state->reopened = ended->value;
		state->reopened_by = author(session, ended);
		state->why = ended->why;
		state->reopened_seq = ended->seq;
		state->fingerprint = print ? print->value : NULL;
	}
	return true;
}

bool
seals_standing(const struct session *session, struct seal_state *state)
{
	struct seal_state last = { 0 };
	unsigned count = seals_count(session);

	if (count)
		seals_get(session, count, &last);
	if (state)
		*state = last;
	return count && !last.reopened;
}

static void
add(struct changes *changes, unsigned number, const char *field,
    const char *value, const char *why)
{
	char *path = xasprintf("seal/%u/%s", number, field);

	changes_add_program(changes, path, value);
	changes->items[changes->count - 1].why = xstrdup(why);
	free(path);
}

bool
seals_prepare(const struct session *session, const struct stamp *stamp,
    struct commit *commit, struct err *err)
{
	struct changes changes = { 0 };

	if (seals_standing(session, NULL))
		return err_set(
		    err, ERR_INPUT, _("The session is sealed already."));
	add(&changes, seals_count(session) + 1, "sealed", stamp->at, NULL);
	/* none of these values needs the pack */
	bool ok = session_prepare(session, NULL, &changes, stamp, commit, err);

	changes_done(&changes);
	return ok;
}

bool
seals_prepare_reopen(const struct session *session, const char *fingerprint,
    const char *why, const struct stamp *stamp, struct commit *commit,
    struct err *err)
{
	struct changes changes = { 0 };
	struct seal_state last;

	if (!seals_standing(session, &last))
		return err_set(err, ERR_INPUT,
		    _("The session is not sealed: it can be written as it "
		      "is."));
	char *reason = str_fold_space(why ? why : "", why ? strlen(why) : 0);
	bool ok = *reason ||
	          err_set(err, ERR_INPUT,
	              _("An amendment needs its reason: say why the session "
	                "is reopened."));

	if (ok) {
		/* lists show the first one and count the others */
		add(&changes, last.number, "reopened", stamp->at, reason);
		add(&changes, last.number, "fingerprint", fingerprint, NULL);
		ok = session_prepare(
		    session, NULL, &changes, stamp, commit, err);
	}
	free(reason);
	changes_done(&changes);
	return ok;
}
