/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_UI_FRAME_H
#define ASSAY_UI_FRAME_H

/* One frame, one write. curses sends a frame in dozens of small ones, each of
 * which wakes whoever reads the terminal, shows half of a screen and may be a
 * packet of its own on its way to it. So they go to a file in memory while a
 * frame is made, and from there to the terminal at once. */

#include <stdbool.h>

struct frame {
	int file;     /* -1: none could be had, frames go out as they come */
	int terminal; /* standard output, kept aside */
	bool open;
};

void frame_init(struct frame *frame);
/* Ends what is open. */
void frame_done(struct frame *frame);
/* Between the two nothing may be asked of the terminal on standard output. */
void frame_begin(struct frame *frame);
void frame_end(struct frame *frame);

#endif
