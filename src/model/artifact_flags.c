/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What is recorded of an item of evidence, and what to look at in it. */

#include <config.h>

#include "model/artifacts_parts.h"

#include <stddef.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/dayword.h"
#include "model/session.h"

static const struct fact {
	const char *field;
	size_t at; /* in struct artifact_facts */
} known[] = {
	{ "state", offsetof(struct artifact_facts, state) },
	{ "title", offsetof(struct artifact_facts, title) },
	{ "request", offsetof(struct artifact_facts, request) },
	{ "locator", offsetof(struct artifact_facts, locator) },
	{ "due", offsetof(struct artifact_facts, due) },
	{ "provided by", offsetof(struct artifact_facts, provided_by) },
	{ "requested from", offsetof(struct artifact_facts, requested_from) },
	{ "witness", offsetof(struct artifact_facts, witness) },
	{ "approval", offsetof(struct artifact_facts, approval) },
	{ "dated", offsetof(struct artifact_facts, dated) },
	{ "type", offsetof(struct artifact_facts, type) },
	{ "period/end", offsetof(struct artifact_facts, period_end) },
	{ "valid until", offsetof(struct artifact_facts, valid_until) },
};

static void
take_fact(const char *field, const char *value, struct artifact_facts *out)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (strcmp(known[i].field, field) != 0)
			continue;
		*(const char **)(void *)((char *)out + known[i].at) = value;
		return;
	}
}

void
artifact_facts_read(
    const struct entry *entries, size_t count, struct artifact_facts *out)
{
	*out = (struct artifact_facts){ 0 };
	for (size_t i = 0; i < count; i++) {
		const char *id = entries[i].path + strlen("evidence/");
		const char *slash = strchr(id, '/');

		if (slash)
			take_fact(slash + 1, entries[i].value, out);
	}
}

static bool
is_declaration(const struct artifact_facts *facts)
{
	return str_equal(facts->type, "first-party declaration") ||
	       str_equal(facts->type, "third-party attestation");
}

/* Is there something that may count, or might have? */
static bool
is_alive(enum evidence_state state)
{
	return state != EVIDENCE_NOT_APPLICABLE &&
	       state != EVIDENCE_NOT_AVAILABLE && state != EVIDENCE_SUPERSEDED;
}

static bool
is_expired(const struct artifact_facts *facts, int today)
{
	int until = day_parse(facts->valid_until);

	if (today == DAY_NONE)
		return false;
	return (until != DAY_NONE && until < today) ||
	       (is_declaration(facts) &&
	           day_declaration_old(day_parse(facts->dated), today));
}

static bool
is_stale(const struct artifact_facts *facts, int period_end)
{
	int end = day_parse(facts->period_end);

	return end != DAY_NONE && period_end != DAY_NONE &&
	       day_add_months(end, DECLARATION_MONTHS) < period_end;
}

/* What its age and its kind say. */
static unsigned
quality_flags(const struct artifact *artifact,
    const struct artifact_facts *facts, int today, int period_end)
{
	enum evidence_state state = artifact->state;
	bool here = state == EVIDENCE_ACCEPTED || state == EVIDENCE_VIEWED ||
	            artifact_group(state) == ARTIFACT_IN_HAND;
	unsigned flags = 0;

	if (is_expired(facts, today))
		flags |= ARTIFACT_EXPIRED;
	if (is_stale(facts, period_end))
		flags |= ARTIFACT_STALE;
	if (str_equal(facts->approval, "draft"))
		flags |= ARTIFACT_DRAFT;
	if (here && is_declaration(facts) &&
	    day_parse(facts->dated) == DAY_NONE)
		flags |= ARTIFACT_NO_DATE;
	return flags;
}

static unsigned
link_flags(const struct artifact *artifact, const struct artifact_facts *facts)
{
	bool viewed = artifact->state == EVIDENCE_VIEWED;
	bool placed = facts->locator != NULL;
	unsigned flags = 0;

	for (size_t i = 0; i < artifact->link_count; i++) {
		const struct artifact_link *link = &artifact->links[i];

		placed |= link->locator != NULL;
		if (str_equal(link->verdict, "contradicts"))
			flags |= ARTIFACT_CONTRADICTS;
	}
	if (viewed && !placed)
		flags |= ARTIFACT_NO_LOCATOR;
	if (viewed && !facts->witness)
		flags |= ARTIFACT_NO_WITNESS;
	return flags;
}

unsigned
artifact_flags_make(const struct artifact *artifact,
    const struct artifact_facts *facts, int today, int period_end)
{
	unsigned flags = link_flags(artifact, facts);

	if (artifact->due != DAY_NONE && today != DAY_NONE &&
	    artifact->due < today &&
	    artifact_group(artifact->state) == ARTIFACT_OUTSTANDING)
		flags |= ARTIFACT_OVERDUE;
	if (artifact->state == EVIDENCE_NOT_AVAILABLE)
		flags |= ARTIFACT_DEFICIENCY;
	if (is_alive(artifact->state))
		flags |= quality_flags(artifact, facts, today, period_end);
	return flags;
}

const char *
artifact_flag_text(enum artifact_flag flag)
{
	switch (flag) {
	case ARTIFACT_OVERDUE:
		/* TRANSLATORS: these and the next are said of an item of
		 * evidence, behind its title */
		return _("overdue");
	case ARTIFACT_EXPIRED:
		return _("expired");
	case ARTIFACT_STALE:
		return _("stale");
	case ARTIFACT_DRAFT:
		return _("a draft");
	case ARTIFACT_NO_WITNESS:
		return _("no witness");
	case ARTIFACT_NO_LOCATOR:
		return _("no locator");
	case ARTIFACT_NO_DATE:
		return _("no date");
	case ARTIFACT_DEFICIENCY:
		return _("a deficiency candidate");
	case ARTIFACT_CONTRADICTS:
		return _("contradicts");
	default:
		return "";
	}
}

void
artifact_flags_add(const struct artifact *artifact, int today, struct str *out)
{
	for (int i = 0; i < ARTIFACT_FLAGS; i++) {
		unsigned flag = 1u << i;

		if (!(artifact->flags & flag))
			continue;
		str_add(out, ", ");
		if (flag == ARTIFACT_OVERDUE)
			dayword_due(artifact->due, today, out);
		else
			str_add(
			    out, artifact_flag_text((enum artifact_flag)flag));
	}
}
