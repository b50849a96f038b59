/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A frame gathered in a file in memory that stands in for the terminal. */

#include <config.h>

#include "ui/frame.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"

void
frame_init(struct frame *frame)
{
	*frame = (struct frame){
		.file = memfd_create("frame", MFD_CLOEXEC),
		.terminal = fcntl(
		    STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1),
	};
	if (frame->terminal >= 0 || frame->file < 0)
		return;
	close(frame->file);
	frame->file = -1;
}

void
frame_done(struct frame *frame)
{
	frame_end(frame);
	if (frame->file >= 0)
		close(frame->file);
	if (frame->terminal >= 0)
		close(frame->terminal);
	frame->file = frame->terminal = -1;
}

void
frame_begin(struct frame *frame)
{
	frame->open =
	    frame->file >= 0 && dup2(frame->file, STDOUT_FILENO) >= 0;
}

/* A terminal that is gone is seen when the next key is read. */
static void
send(int file, int terminal, off_t size)
{
	char bytes[1 << 14];

	for (off_t at = 0; at < size;) {
		size_t want = size - at < (off_t)sizeof(bytes)
		                  ? (size_t)(size - at)
		                  : sizeof(bytes);
		ssize_t got = pread(file, bytes, want, at);

		if (got <= 0 || !file_write_all(terminal, bytes, (size_t)got,
		                    "", NULL))
			return;
		at += got;
	}
}

void
frame_end(struct frame *frame)
{
	if (!frame->open)
		return;
	frame->open = false;
	dup2(frame->terminal, STDOUT_FILENO);
	off_t size = lseek(frame->file, 0, SEEK_CUR);

	send(frame->file, frame->terminal, size);
	lseek(frame->file, 0, SEEK_SET);
}
