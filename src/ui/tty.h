/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_UI_TTY_H
#define ASSAY_UI_TTY_H

/* The terminal as a device, beneath term.c and without curses: signals that
 * only set a flag, waiting that wakes for them, the end of the terminal,
 * stopping, and programs run on it. */

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

struct err;

enum { TTY_SIGNALS = 8 };

struct tty {
	bool gone;  /* hung up: nothing will ever come */
	int stuck;  /* reads in a row that took nothing */
	int unread; /* bytes waiting at the last of them */
	struct sigaction old[TTY_SIGNALS];
};

/* What signals ask for, the most urgent last. */
enum tty_event {
	TTY_NOTHING,
	TTY_RESIZED,
	TTY_RESUMED, /* somebody continued us */
	TTY_STOP,
	TTY_LEAVE
};

/* Catches the signals (those ignored stay so), and gives them back. */
void tty_open(struct tty *tty);
void tty_close(const struct tty *tty);
/* The most urgent event; it stays until tty_forget, TTY_LEAVE for ever. */
enum tty_event tty_event(void);
void tty_forget(enum tty_event event);
/* As if the window had told of a new size. */
void tty_resized(void);
/* The signal that asked to leave, 0: none. */
int tty_signal(void);

/* The size of the window, within reason; false: it does not say. */
bool tty_size(int *rows, int *cols);
/* Milliseconds of a clock that never goes back. */
long tty_now(void);
/* Do bytes wait? Sets gone when the terminal is. */
bool tty_readable(struct tty *tty);
/* A read has given something. */
void tty_has_read(struct tty *tty);
/* A read has given nothing: a signal and half a character do that, but so does
 * a terminal that is gone, again and at once; sets gone then. */
void tty_has_not_read(struct tty *tty);
/* Sleeps until there is input or an event, or timeout_ms have passed (-1: for
 * ever); sets gone. */
void tty_wait(struct tty *tty, long timeout_ms);

/* Stops this process, or with `group` all that was started with it, as ^Z
 * does; returns when continued. */
void tty_stop(bool group);
/* Runs argv and waits; its exit status, or -1 and *err. When a signal asks to
 * leave or the terminal ends meanwhile, the program is told so (SIGHUP), and
 * this returns within a second, whatever it does. */
int tty_run(struct tty *tty, char *const argv[], struct err *err);

#endif
