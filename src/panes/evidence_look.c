/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The signs and roles of evidence states (screens.md 1). */

#include <config.h>

#include "panes/evidence_look.h"

#include <stddef.h>

#include "base/str.h"

static const struct {
	const char *state;
	enum glyph glyph;
	enum role role;
} looks[] = {
	{ "not requested", GLYPH_NOT_REQUESTED, ROLE_QUIET },
	{ "requested", GLYPH_REQUESTED, ROLE_TEXT },
	{ "received", GLYPH_RECEIVED, ROLE_TEXT },
	{ "under review", GLYPH_UNDER_REVIEW, ROLE_WARN },
	{ "accepted", GLYPH_ACCEPTED, ROLE_GOOD },
	{ "rejected", GLYPH_REJECTED, ROLE_BAD },
	{ "viewed on site", GLYPH_VIEWED, ROLE_GOOD },
	{ "not available", GLYPH_NOT_AVAILABLE, ROLE_BAD },
	{ "not applicable", GLYPH_NOT_NEEDED, ROLE_QUIET },
	{ "superseded", GLYPH_SUPERSEDED, ROLE_QUIET },
};

static size_t
look(const char *state)
{
	for (size_t i = 0; i < sizeof(looks) / sizeof(*looks); i++)
		if (str_equal(looks[i].state, state))
			return i;
	return 0;
}

enum glyph
evidence_glyph(const char *state)
{
	return looks[look(state)].glyph;
}

enum role
evidence_role(const char *state)
{
	return looks[look(state)].role;
}
