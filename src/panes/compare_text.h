/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_COMPARE_TEXT_H
#define ASSAY_PANES_COMPARE_TEXT_H

/* A text with the words marked that its neighbours in Compare do not have:
 * signs put in, roles for them, broken into lines. */

#include <stdbool.h>
#include <stddef.h>

#include "ui/canvas.h"
#include "ui/wrap.h"

struct compare_text {
	char *text; /* with the signs; NULL: none */
	struct canvas_span *spans;
	size_t span_count;
	struct wrap wrap;
};

/* Makes the text of what stands between the texts of its left and its right
 * neighbour (NULL: none): what the left does not have is added, what the right
 * does not have is gone. `number` ("3.2", or NULL) stands before it, quiet. */
void compare_text_make(struct compare_text *out, const char *number,
    const char *left, const char *text, const char *right, bool ascii,
    int cells);
void compare_text_done(struct compare_text *text);
/* Does a text use the signs that mark words? */
bool compare_text_has_signs(const char *text);

#endif
