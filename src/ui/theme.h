/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_UI_THEME_H
#define ASSAY_UI_THEME_H

/* Roles instead of colours, glyphs with their ASCII forms (screens.md 1). Code
 * names a role; only term.c turns it into attributes. */

enum role {
	ROLE_TEXT,
	ROLE_QUIET,
	ROLE_STRONG,
	ROLE_CURSOR, /* the focused row */
	ROLE_BAR,    /* current tab, drawer title */
	ROLE_GOOD,
	ROLE_WARN,
	ROLE_BAD,
	ROLE_LOUD,
	ROLE_HIT,
	ROLE_ADDED,
	ROLE_LINK,
	ROLE_COUNT
};

/* One letter a role, for style maps in tests: "tqscBgwbLhal". */
char role_letter(enum role role);

enum glyph {
	GLYPH_UNASSESSED, /* in strips and lists: ∙ . */
	GLYPH_MET,
	GLYPH_EXCEEDED,
	GLYPH_PARTIAL,
	GLYPH_NOT_MET,
	GLYPH_NOT_APPLICABLE,
	GLYPH_NOT_REQUESTED,
	GLYPH_REQUESTED,
	GLYPH_RECEIVED,
	GLYPH_UNDER_REVIEW,
	GLYPH_ACCEPTED,
	GLYPH_REJECTED,
	GLYPH_VIEWED,
	GLYPH_NOT_AVAILABLE,
	GLYPH_NOT_NEEDED, /* evidence not applicable: - - */
	GLYPH_SUPERSEDED,
	GLYPH_OPEN,   /* ▾ - */
	GLYPH_CLOSED, /* ▸ + */
	GLYPH_CURSOR, /* ► > */
	GLYPH_PLACE,  /* ∙ . */
	GLYPH_BAR,    /* ▬ # */
	GLYPH_WITHIN, /* = */
	GLYPH_ADDED_OPEN,
	GLYPH_ADDED_CLOSE,
	GLYPH_GONE_OPEN,
	GLYPH_GONE_CLOSE,
	GLYPH_COUNT
};

/* The glyph in UTF-8, one cell wide, or its ASCII form ({+ and its like take
 * two). */
const char *glyph_text(enum glyph glyph, int ascii);

#endif
