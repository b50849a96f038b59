/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_HELP_WORDS_H
#define ASSAY_PANES_HELP_WORDS_H

/* What help says beside the commands: the signs on the screen, and the words
 * of the field. */

#include <stddef.h>

#include "ui/theme.h"

struct help_word {
	const char *name; /* N_() */
	const char *help; /* N_() */
	const char *sign; /* of a sign: what stands on the screen, NULL: the
	                     glyph; of a word unused */
	enum glyph glyph;
	const char *brackets; /* around the glyph, "[]"; NULL: none */
};

const struct help_word *help_signs(size_t *count);
const struct help_word *help_words(size_t *count);

#endif
