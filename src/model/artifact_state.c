/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The states of an item of evidence, its paths, and what is proposed when its
 * state changes. */

#include <config.h>

#include "model/artifacts.h"

#include <assert.h>
#include <stdlib.h>

#include "base/digest.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/session.h"

/* `next` are the letters of the usual states after this one. */
static const struct state {
	const char *word;
	char letter;
	const char *next;
} states[] = {
	[EVIDENCE_NOT_REQUESTED] = { N_("not requested"), 'u', "q" },
	[EVIDENCE_REQUESTED] = { N_("requested"), 'q', "rva" },
	[EVIDENCE_RECEIVED] = { N_("received"), 'r', "vax" },
	[EVIDENCE_UNDER_REVIEW] = { N_("under review"), 'v', "ax" },
	[EVIDENCE_ACCEPTED] = { N_("accepted"), 'a', "vsx" },
	[EVIDENCE_REJECTED] = { N_("rejected"), 'x', "qr" },
	[EVIDENCE_NOT_APPLICABLE] = { N_("not applicable"), 'n', "uq" },
	[EVIDENCE_NOT_AVAILABLE] = { N_("not available"), '0', "qr" },
	[EVIDENCE_VIEWED] = { N_("viewed on site"), 'w', "ar" },
	[EVIDENCE_SUPERSEDED] = { N_("superseded"), 's', "qr" },
};
static_assert(sizeof(states) / sizeof(*states) == EVIDENCE_STATES,
    "a row for every state");

const char *
evidence_state_word(enum evidence_state state)
{
	return states[state].word;
}

enum evidence_state
evidence_state_find(const char *word)
{
	for (int i = 0; word && i < EVIDENCE_STATES; i++)
		if (str_equal(states[i].word, word))
			return (enum evidence_state)i;
	return EVIDENCE_NOT_REQUESTED;
}

char
evidence_state_letter(enum evidence_state state)
{
	return states[state].letter;
}

enum evidence_state
evidence_state_of_letter(char letter)
{
	int i = 0;

	while (i < EVIDENCE_STATES && states[i].letter != letter)
		i++;
	return (enum evidence_state)i;
}

const char *
evidence_state_next(enum evidence_state state)
{
	return states[state].next;
}

enum artifact_group
artifact_group(enum evidence_state state)
{
	switch (state) {
	case EVIDENCE_NOT_REQUESTED:
	case EVIDENCE_REQUESTED:
	case EVIDENCE_REJECTED:
		return ARTIFACT_OUTSTANDING;
	case EVIDENCE_RECEIVED:
	case EVIDENCE_UNDER_REVIEW:
		return ARTIFACT_IN_HAND;
	default:
		return ARTIFACT_FINISHED;
	}
}

char *
artifact_path(const char *id, const char *field)
{
	return xasprintf("evidence/%s/%s", id, field);
}

char *
artifact_link_path(const char *id, const char *item)
{
	return xasprintf("links/%s/%s", id, item);
}

const char *
artifact_field(const struct session *session, const char *id, const char *field)
{
	return session ? session_getf(session, "evidence/%s/%s", id, field)
	               : NULL;
}

static bool
is_taken(const struct session *session, const char *id)
{
	size_t fields = 0, links = 0;
	char *prefix = artifact_path(id, "");

	session_range(session, prefix, &fields);
	free(prefix);
	prefix = artifact_link_path(id, "");
	session_range(session, prefix, &links);
	free(prefix);
	return fields || links;
}

char *
artifact_new_id(const struct session *session)
{
	enum { LETTERS = 6 };

	for (;;) {
		char tail[LETTERS + 1];

		random_name(tail, LETTERS);
		char *id = xasprintf("EV-%s", tail);

		if (!session || !is_taken(session, id))
			return id;
		free(id);
	}
}

/* Proposes a field unless the same commit has it already. */
static void
propose(struct changes *changes, const char *id, const char *field,
    const char *value)
{
	char *path = artifact_path(id, field);
	bool there = false;

	for (size_t i = 0; i < changes->count; i++)
		there |= str_equal(changes->items[i].path, path);
	if (!there && value)
		changes_add(changes, path, value, NULL);
	free(path);
}

static int
day_of(const struct session *session, const char *id, const char *field)
{
	return day_parse(artifact_field(session, id, field));
}

static bool
is_decision(enum evidence_state state)
{
	return state == EVIDENCE_ACCEPTED || state == EVIDENCE_REJECTED;
}

/* Is what is recorded of an earlier round, or nothing recorded? */
static bool
asks_anew(
    const struct session *session, const char *id, enum evidence_state before)
{
	return day_of(session, id, "requested") == DAY_NONE ||
	       before == EVIDENCE_REJECTED;
}

static bool
comes_anew(const struct session *session, const char *id)
{
	int received = day_of(session, id, "received");

	return received == DAY_NONE ||
	       received < day_of(session, id, "requested");
}

static bool
judged_anew(const struct session *session, const char *id,
    enum evidence_state before, enum evidence_state state)
{
	int reviewed = day_of(session, id, "reviewed");

	return reviewed == DAY_NONE ||
	       reviewed < day_of(session, id, "received") ||
	       (is_decision(before) && before != state);
}

void
artifact_set_state(const struct session *session, struct changes *changes,
    const char *id, enum evidence_state state, const char *why, int today,
    const char *by)
{
	enum evidence_state before =
	    evidence_state_find(artifact_field(session, id, "state"));
	char *path = artifact_path(id, "state");
	char day[16] = "";
	bool known = today != DAY_NONE;

	if (known)
		day_text(today, day);
	changes_add(changes, path, states[state].word, why);
	free(path);
	if (state == EVIDENCE_REQUESTED && asks_anew(session, id, before)) {
		propose(changes, id, "requested", known ? day : NULL);
	} else if (state == EVIDENCE_RECEIVED && comes_anew(session, id)) {
		propose(changes, id, "received", known ? day : NULL);
	} else if (is_decision(state)) {
		bool anew = judged_anew(session, id, before, state);

		if (anew)
			propose(changes, id, "reviewed", known ? day : NULL);
		if (anew || !artifact_field(session, id, "reviewed by"))
			propose(changes, id, "reviewed by", by);
	}
}
