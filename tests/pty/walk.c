/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The built program in a real terminal: the walk through one control, and what
 * happens when the terminal, the process or the window misbehaves. */

#include <config.h>

#include "stage.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void
test_walk(struct stage *w)
{
	start_last(w, "no session yet");
	answer(w, 1);
	expect(w, "Session started in");
	keys(w, "mmmmmmmmmmmmmm");
	expect(w, "OPS-03: 15 of 15 answered, level 4");
	keys(w, "\tea");
	expect(w, "E-TPM-04 accepted");
	keys(w, "@p.4\r");
	expect(w, "@ p.4");
	keys(w, "Neightlet");
	expect(w, "eightlet");
	close_note(w);
	keys(w, "3");
	expect(w, "[3 Compare]");
	keys(w, "[");
	expect(w, "L2 Planned");
	quit(w);
	start_last(w, "OPS-03  15 of 15");
	keys(w, "1");
	expect(w, "[1 Assess]");
	expect(w, "@ p.4");
	expect(w, "eightlet");
	expect(w, "accepted");
	expect(w, "Derived 4   Supported 4");
	quit(w);
}

static void
test_kill(struct stage *w)
{
	char session[PATH_LEN + 8], done[32];

	snprintf(session, sizeof(session), "%s/s", w->home);
	start(w, "new", session, NULL);
	ended(w, TERMINAL_PATIENCE);
	drop(w);
	for (unsigned i = 1; i <= 6 && !w->bad; i++) {
		start(w, session, NULL, NULL);
		if (i == 1) {
			answer(w, 1);
		} else {
			snprintf(done, sizeof(done), "OPS-03  %u of 15", i - 1);
			expect(w, done);
			keys(w, "m");
			snprintf(done, sizeof(done), "OPS-03  %u of 15", i);
			expect(w, done);
		}
		kill_hard(w);
	}
	start(w, session, NULL, NULL);
	expect(w, "OPS-03  6 of 15");
	quit(w);
}

/* The battery is empty: nobody named the session, it is found all the same,
 * and the cursor is where one was. */
static void
test_lid(struct stage *w)
{
	start(w, NULL, NULL, NULL);
	answer(w, 3);
	kill_hard(w);
	start_last(w, "OPS-03  3 of 15");
	keys(w, "m");
	expect(w, "OPS-03  4 of 15");
	kill_hard(w);
	start_last(w, "OPS-03  4 of 15");
	quit(w);
}

static void
test_hang_up(struct stage *w)
{
	start(w, NULL, NULL, NULL);
	answer(w, 2);
	keys(w, "Nhalf a sentence");
	expect(w, "half a sentence");
	if (!w->bad)
		terminal_hang_up(w->t);
	ended(w, 1000);
	drop(w);
	start_last(w, "OPS-03  2 of 15");
	expect(w, "half a sentence");
	close_note(w);
	quit(w);
}

/* As under nohup: nobody tells of the hang-up but the terminal itself. */
static void
test_hang_up_ignored(struct stage *w)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, old;

	sigaction(SIGHUP, &ignore, &old);
	start(w, NULL, NULL, NULL);
	sigaction(SIGHUP, &old, NULL);
	answer(w, 2);
	if (!w->bad)
		terminal_hang_up(w->t);
	ended(w, 1000);
	drop(w);
	start_last(w, "OPS-03  2 of 15");
	quit(w);
}

static void
test_term(struct stage *w)
{
	int status;

	start(w, NULL, NULL, NULL);
	answer(w, 3);
	if (!w->bad)
		kill(terminal_pid(w->t), SIGTERM);
	status = ended(w, 1000);
	if (!w->bad && !(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM))
		fault(w, "the caller should see SIGTERM, not status %d",
		    status);
	if (!w->bad && !sent(w, "\033[?1049l"))
		fault(w, "the screen should be given back");
	drop(w);
	start_last(w, "OPS-03  3 of 15");
	quit(w);
}

/* In a shell with jobs: stopped the terminal is the shell's, and back the
 * screen is whole. */
static void
test_suspend(struct stage *w)
{
	char *argv[] = { "/bin/sh", "-i", NULL };
	char line[PATH_LEN + 8];

	set_env(w, "PS1=prompt> ");
	set_env(w, "ENV");
	start_program(w, argv);
	expect(w, "prompt>");
	snprintf(line, sizeof(line), "%s\r", w->program);
	keys(w, line);
	answer(w, 2);
	keys(w, "\032");
	expect_gone(w, "OPS-03");
	expect(w, "prompt>");
	keys(w, "echo in the sh''ell\r");
	expect(w, "in the shell");
	keys(w, "fg\r");
	expect(w, "OPS-03  2 of 15");
	keys(w, "m");
	expect(w, "OPS-03  3 of 15");
	keys(w, "q");
	expect(w, "prompt>");
	keys(w, "exit\r");
	ended(w, TERMINAL_PATIENCE);
	drop(w);
}

static void
test_resize(struct stage *w)
{
	static const int sizes[][2] = { { 24, 80 }, { 1, 1 }, { 5, 20 },
		{ 60, 200 }, { 2, 300 }, { 10, 40 }, { 100, 20 }, { 36, 119 },
		{ 9, 40 }, { 1, 80 }, { 24, 1 }, { 36, 120 } };

	start(w, NULL, NULL, NULL);
	answer(w, 2);
	for (int round = 0; round < 20 && !w->bad; round++) {
		size_t i = (size_t)round % (sizeof(sizes) / sizeof(*sizes));

		terminal_resize(w->t, sizes[i][0], sizes[i][1]);
		/* keys in the middle of it: no letter of these answers */
		keys(w, round % 2 ? "j" : "k");
	}
	if (!w->bad)
		terminal_resize(w->t, 5, 20);
	expect(w, "needs 40");
	if (!w->bad)
		terminal_resize(w->t, 24, 80);
	expect(w, "OPS-03  2 of 15");
	expect(w, "? help");
	if (!w->bad)
		terminal_resize(w->t, 36, 120);
	expect(w, "Objectives");
	expect(w, "OPS-03  2 of 15");
	quit(w);
}

static void
test_terminals(struct stage *w)
{
	static const char *const terms[] = { "TERM=vt100", "TERM=linux",
		"TERM=tmux-256color", "TERM=xterm-256color", "TERM=screen" };

	for (size_t i = 0; i < sizeof(terms) / sizeof(*terms); i++) {
		char done[32];

		set_env(w, terms[i]);
		start(w, NULL, NULL, NULL);
		if (i == 0) {
			answer(w, 1);
		} else {
			keys(w, "m");
			snprintf(done, sizeof(done), "OPS-03  %zu of 15",
			    i + 1);
			expect(w, done);
		}
		if (w->bad)
			printf("# with %s\n", terms[i]);
		quit(w);
	}
}

/* One line that says what to do, and status 1. */
static void
refused(struct stage *w, const char *setting, const char *word)
{
	size_t len;
	int status;

	set_env(w, setting);
	start(w, NULL, NULL, NULL);
	status = ended(w, TERMINAL_PATIENCE);
	if (!w->bad && !(WIFEXITED(status) && WEXITSTATUS(status) == 1))
		fault(w, "with %s the status should be 1", setting);
	if (w->bad)
		return;
	const char *wire = terminal_wire(w->t, &len);
	const char *end = memchr(wire, '\n', len);

	if (!strstr(wire, "assay: ") || !strstr(wire, word) || !end ||
	    end[1] || strchr(wire, '\033'))
		fault(w, "with %s one clear line with \"%s\" should be said",
		    setting, word);
	drop(w);
}

static void
test_refused(struct stage *w)
{
	refused(w, "TERM=dumb", "dumb");
	refused(w, "TERM", "TERM");
	refused(w, "TERM=no-such-terminal", "no-such-terminal");
}

static void
test_ascii(struct stage *w)
{
	size_t len;

	set_env(w, "LC_ALL=C");
	start(w, NULL, NULL, NULL);
	answer(w, 2);
	expect(w, "[M] 1.1");
	keys(w, "3");
	expect(w, "[3 Compare]");
	keys(w, "2");
	expect(w, "[2 Interview]");
	keys(w, "9");
	expect(w, "unassessed -> met");
	keys(w, "?");
	expect(w, "Help");
	keys(w, "\033");
	expect_gone(w, "Help:");
	if (!w->bad) {
		const char *wire = terminal_wire(w->t, &len);

		for (size_t i = 0; i < len; i++)
			if ((unsigned char)wire[i] >= 0x80) {
				fault(w, "byte %zu is not ASCII", i);
				break;
			}
	}
	quit(w);
}

/* Is there a colour among the SGR sequences sent? */
static bool
sent_colour(struct stage *w)
{
	size_t len;
	const char *at = terminal_wire(w->t, &len);

	while ((at = strstr(at, "\033["))) {
		at += 2;
		size_t span = strspn(at, "0123456789;");

		if (at[span] != 'm')
			continue;
		for (const char *p = at; p < at + span;) {
			long code = strtol(p, NULL, 10);

			if ((code >= 30 && code <= 38) ||
			    (code >= 40 && code <= 48) || code >= 90)
				return true;
			p += strcspn(p, ";m") + 1;
		}
	}
	return false;
}

static void
test_colour(struct stage *w)
{
	start(w, NULL, NULL, NULL);
	answer(w, 3);
	if (!w->bad && !sent_colour(w))
		fault(w, "xterm-256color should see colours");
	quit(w);
	set_env(w, "NO_COLOR=1");
	start_last(w, "OPS-03  3 of 15");
	keys(w, "p");
	expect(w, "OPS-03  4 of 15");
	if (!w->bad && sent_colour(w))
		fault(w, "NO_COLOR should send no colour");
	quit(w);
}

static void
test_hostile(struct stage *w)
{
	char pack[PATH_LEN];

	snprintf(pack, sizeof(pack), "%s/tests/data/packs/hostile",
	    getenv("top_srcdir"));
	start(w, "--pack", pack, NULL);
	expect(w, "T-1");
	keys(w, "\r");
	expect(w, "^[[31mred^[[0m");
	keys(w, "mN");
	expect(w, "Note on");
	keys(w, "\033[200~\033]0;owned\007 and \342\200\256reversed\nnext"
		"\033[201~");
	expect(w, "next");
	close_note(w);
	expect(w, "<U+202E>");
	keys(w, "23");
	expect(w, "[3 Compare]");
	keys(w, "9");
	expect(w, "[9 Journal]");
	if (!w->bad && (sent(w, "\033]0;owned") || sent(w, "\033[31mred")))
		fault(w, "an escape sequence of the data reached the terminal");
	if (!w->bad && sent(w, "\342\200\256"))
		fault(w, "a bidi override of the data reached the terminal");
	quit(w);
}

static void
test_editor(struct stage *w)
{
	char script[PATH_LEN + 16], setting[PATH_LEN + 32];
	FILE *file;

	snprintf(script, sizeof(script), "%s/editor", w->home);
	file = fopen(script, "w");
	if (!file) {
		fault(w, "%s cannot be written", script);
		return;
	}
	/* an argument before the file, and the old text kept */
	fprintf(file,
	    "#!/bin/sh\n[ \"$1\" = -x ] || exit 3\n"
	    "grep -q 'typed first' \"$2\" || exit 4\n"
	    "echo 'and from the editor' >> \"$2\"\n");
	fclose(file);
	chmod(script, 0700);
	snprintf(setting, sizeof(setting), "EDITOR=%s -x", script);
	set_env(w, setting);
	set_env(w, "VISUAL");
	start(w, NULL, NULL, NULL);
	answer(w, 1);
	keys(w, "Ntyped first");
	expect(w, "typed first");
	keys(w, "\017");
	expect(w, "and from the editor");
	expect(w, "typed first");
	close_note(w);
	quit(w);
	/* one that fails changes nothing */
	set_env(w, "EDITOR=/bin/false");
	start_last(w, "typed first");
	keys(w, "Nkept");
	expect(w, "kept");
	keys(w, "\017");
	expect(w, "The editor's text was not taken");
	expect(w, "kept");
	close_note(w);
	quit(w);
}

/* Pasted lines answer nothing: they are text, or a text artifact. */
static void
test_paste(struct stage *w)
{
	start(w, NULL, NULL, NULL);
	answer(w, 1);
	keys(w, "\033[200~mmmm\nqqq\033[201~");
	expect(w, "title of the pasted text");
	keys(w, "\033");
	expect_gone(w, "title of the pasted text");
	keys(w, "m");
	expect(w, "OPS-03  2 of 15");
	keys(w, "a");
	expect(w, "reason");
	keys(w, "\033[200~two\nlines\033[201~");
	expect(w, "two lines");
	keys(w, "\r");
	expect(w, "OPS-03  3 of 15");
	quit(w);
}

static const struct stage_test tests[] = {
	{ "walk", "a control is assessed, left, and found again whole",
	    test_walk },
	{ "kill", "what was shown as saved survives kill -9", test_kill },
	{ "lid", "the last session opens by itself after a crash", test_lid },
	{ "hang-up", "a closed terminal ends it at once, nothing lost",
	    test_hang_up },
	{ "nohup", "a terminal that is gone ends it without a signal too",
	    test_hang_up_ignored },
	{ "term", "SIGTERM saves and gives the screen back", test_term },
	{ "suspend", "^Z gives the shell its terminal, fg comes back",
	    test_suspend },
	{ "resize", "no size breaks it, and nobody answers blind",
	    test_resize },
	{ "terminals", "it works on vt100, linux, tmux, screen and xterm",
	    test_terminals },
	{ "refused", "a terminal it cannot use gets one clear line",
	    test_refused },
	{ "ascii", "the C locale gets ASCII and nothing else", test_ascii },
	{ "colour", "NO_COLOR sends no colour", test_colour },
	{ "hostile", "no escape sequence in the data reaches the terminal",
	    test_hostile },
	{ "editor", "$EDITOR writes a note, and a failing one spoils nothing",
	    test_editor },
	{ "paste", "pasted text is text, never keys", test_paste },
};

int
main(int argc, char **argv)
{
	return stage_main(tests, sizeof(tests) / sizeof(*tests), argc, argv);
}
