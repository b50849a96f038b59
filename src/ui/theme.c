/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Roles and glyphs as tables. Every sign is one cell wide in each terminal,
 * whatever it makes of ambiguous widths. */

#include <config.h>

#include "ui/theme.h"

#include <assert.h>

char
role_letter(enum role role)
{
	static const char letters[] = "tqscBgwbLhal";

	static_assert(sizeof(letters) - 1 == ROLE_COUNT, "a letter a role");
	assert((int)role >= 0 && role < ROLE_COUNT);
	return letters[role];
}

const char *
glyph_text(enum glyph glyph, int ascii)
{
	/* clang-format off */
	static const char *const glyphs[][2] = {
		[GLYPH_UNASSESSED] =     { "∙", "." },
		[GLYPH_MET] =            { "✓", "M" },
		[GLYPH_EXCEEDED] =       { "^", "X" },
		[GLYPH_PARTIAL] =        { "~", "P" },
		[GLYPH_NOT_MET] =        { "✗", "N" },
		[GLYPH_NOT_APPLICABLE] = { "-", "A" },
		[GLYPH_NOT_REQUESTED] =  { "∙", "." },
		[GLYPH_REQUESTED] =      { "?", "?" },
		[GLYPH_RECEIVED] =       { "<", "<" },
		[GLYPH_UNDER_REVIEW] =   { "~", "~" },
		[GLYPH_ACCEPTED] =       { "✓", "+" },
		[GLYPH_REJECTED] =       { "✗", "x" },
		[GLYPH_VIEWED] =         { "@", "@" },
		[GLYPH_NOT_AVAILABLE] =  { "0", "0" },
		[GLYPH_NOT_NEEDED] =     { "-", "-" },
		[GLYPH_SUPERSEDED] =     { "/", "/" },
		[GLYPH_OPEN] =           { "▾", "-" },
		[GLYPH_CLOSED] =         { "▸", "+" },
		[GLYPH_CURSOR] =         { "►", ">" },
		[GLYPH_PLACE] =          { "∙", "." },
		[GLYPH_BAR] =            { "▬", "#" },
		[GLYPH_WITHIN] =         { "=", "=" },
		[GLYPH_ADDED_OPEN] =     { "«", "{+" },
		[GLYPH_ADDED_CLOSE] =    { "»", "+}" },
		[GLYPH_GONE_OPEN] =      { "‹", "[-" },
		[GLYPH_GONE_CLOSE] =     { "›", "-]" },
	};
	/* clang-format on */

	static_assert(sizeof(glyphs) / sizeof(glyphs[0]) == GLYPH_COUNT,
	    "a sign a glyph");
	assert((int)glyph >= 0 && glyph < GLYPH_COUNT);
	return glyphs[glyph][ascii ? 1 : 0];
}
