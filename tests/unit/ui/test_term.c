/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The terminal, played by libvterm at the other end of a pseudo-terminal. A
 * small program shows its size and the last key there; each test types, and
 * waits for what the screen then says. */

#include <config.h>

#include "ui/term.h"

#include "term_screen.h"


/* The program under the terminal */

static void
draw(struct canvas *canvas, const char *said)
{
	static const char wide[] = "漢e\xcc\x81 \x1b[31m";
	struct str size = { 0 };

	canvas_clear(canvas);
	str_printf(
	    &size, "size %dx%d.", canvas_cols(canvas), canvas_rows(canvas));
	canvas_put(canvas, 0, 0, COLS, ROLE_CURSOR, str_text(&size));
	canvas_put(canvas, 1, 0, COLS, ROLE_BAD, said);
	canvas_put(canvas, 2, 0, COLS, ROLE_LOUD, wide);
	canvas_put_glyph(canvas, 3, 0, ROLE_GOOD, GLYPH_MET);
	canvas_cursor(canvas, 1, 2);
	str_done(&size);
}

static void
run_program(struct term *term, struct str *said, const char *command)
{
	char sh[] = "sh", dash_c[] = "-c", line[200];
	char *const argv[] = { sh, dash_c, line, NULL };
	char missing[] = "/no/such/editor";
	char *const bad[] = { missing, NULL };
	struct err err = { 0 };

	snprintf(line, sizeof(line), "%s", command ? command : "");
	int status = term_run(term, command ? argv : bad, &err);

	str_clear(said);
	str_printf(said, "ran %d: %s", status, err.message);
	err_done(&err);
}

/* What a key does; false: leave. */
static bool
take_key(struct term *term, struct canvas *canvas, struct str *said,
    key_code key, int count)
{
	char word[16];
	int rows, cols;

	str_clear(said);
	str_printf(said, "%d: %u %s", count, key, key_word(key, word));
	if (key == KEY_CODE_RESIZE) {
		term_size(term, &rows, &cols);
		canvas_resize(canvas, rows, cols);
	} else if (key == KEY_CODE_PASTE) {
		str_clear(said);
		str_printf(said, "pasted [%s]", term_pasted(term));
	} else if (key == 26) {
		term_suspend(term);
	} else if (key == 12) {
		term_redraw(term);
	} else if (key == 'E') {
		run_program(term, said, "echo editing; read x; exit 3");
	} else if (key == 'K') {
		run_program(term, said, "kill -9 $$");
	} else if (key == 'M') {
		run_program(term, said, NULL);
	}
	return key != KEY_CODE_HANGUP && key != 'q';
}

static void
play(void)
{
	struct term_options options = { .colour = -1 };
	struct err err = { 0 };
	struct term *term = term_open(&options, &err);
	struct str said = { 0 };
	int rows, cols, count = 0;

	if (!term) {
		printf("%s\n", err.message);
		fflush(stdout);
		_exit(3);
	}
	term_size(term, &rows, &cols);
	struct canvas *canvas = canvas_new(rows, cols, term_canvas_flags(term));
	bool go_on = true;

	str_add(&said, "ready");
	while (go_on) {
		draw(canvas, str_text(&said));
		term_show(term, canvas);
		do {
			key_code key = term_key(term, -1);

			go_on = take_key(term, canvas, &said, key, ++count);
		} while (go_on && term_pending(term));
	}
	int number = term_signal(term);

	term_close(term);
	term_close(term);
	canvas_free(canvas);
	str_done(&said);
	printf("bye %d\n", number);
	fflush(stdout);
	_exit(7);
}

/* A shell with one job: says when it stops, and in which state it finds the
 * terminal, and continues it. */
static void
play_under_shell(void)
{
	pid_t job = fork();
	int status;
	struct termios modes;

	if (job == 0) {
		setpgid(0, 0);
		play();
	}
	setpgid(job, job);
	signal(SIGTTOU, SIG_IGN);
	tcsetpgrp(STDIN_FILENO, job);
	while (waitpid(job, &status, WUNTRACED) == job && WIFSTOPPED(status)) {
		tcsetpgrp(STDIN_FILENO, getpid());
		tcgetattr(STDIN_FILENO, &modes);
		printf(
		    "stopped, %s\n", modes.c_lflag & ICANON ? "lines" : "raw");
		fflush(stdout);
		if (getchar() == EOF)
			break;
		tcsetpgrp(STDIN_FILENO, job);
		kill(-job, SIGCONT);
	}
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 9);
}

/* The other end */

static void
prepare(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	unsetenv("NO_COLOR");
	/* the tests may run where some are ignored: nohup, a job in the
	 * background */
	signal(SIGHUP, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
}

TestSuite(term, .init = prepare, .timeout = 60);

/* Opening */

Test(term, without_a_terminal_there_is_one_clear_line)
{
	struct term_options options = { .colour = -1 };
	struct err err = { 0 };
	int null = open("/dev/null", O_RDWR);

	dup2(null, STDIN_FILENO);
	close(null);
	cr_assert_null(term_open(&options, &err), "it opened");
	cr_assert_eq(err.code, ERR_IO, "the code is %d", err.code);
	cr_assert_not_null(
	    strstr(err.message, "subcommands"), "%s", err.message);
	cr_assert_null(strchr(err.message, '\n'), "several lines");
	err_done(&err);
	term_close(NULL);
}

static void
expect_refusal(const char *terminal_type, const char *word)
{
	struct screen screen;

	screen_open(&screen, terminal_type, play);
	expect(&screen, word);
	cr_assert_null(strchr(str_text(&screen.sent), '\x1b'),
	    "%s: an escape was written", word);
	cr_assert_eq(screen_close(&screen, NULL), 3, "it went on");
}

Test(term, terminals_that_cannot_be_used_are_named)
{
	expect_refusal(NULL, "TERM is not set");
	expect_refusal("", "TERM is not set");
	expect_refusal("no-such-type", "ncurses-term");
	expect_refusal("dumb", "dumb cannot place the cursor");
	expect_refusal("e\x1b[1mvil", "e^[[1mvil is unknown");
}

static VTermScreenCell
cell_at(const struct screen *screen, int row, int col)
{
	VTermScreenCell cell;
	VTermPos at = { .row = row, .col = col };

	vterm_screen_get_cell(screen->cells, at, &cell);
	return cell;
}

Test(term, the_screen_shows_the_canvas)
{
	struct screen screen;

	screen_open(&screen, "xterm-256color", play);
	expect(&screen, "ready");
	expect(&screen, "漢e\xcc\x81 ^[[31m");
	expect(&screen, "✓");
	cr_assert(cell_at(&screen, 0, 0).attrs.reverse, "the cursor's row");
	cr_assert_not(cell_at(&screen, 1, 0).attrs.reverse, "plain text");
	cr_assert_not_null(strstr(str_text(&screen.sent), "\x1b[31m"), "red");
	cr_assert_not_null(strstr(str_text(&screen.sent), "\x1b[?2004h"),
	    "pastes are not bracketed");
	leave(&screen);
}

Test(term, no_colour_is_sent_when_that_is_asked)
{
	struct screen screen;

	setenv("NO_COLOR", "1", 1);
	screen_open(&screen, "xterm-256color", play);
	expect(&screen, "✓");
	cr_assert_null(strstr(str_text(&screen.sent), "\x1b[31m"), "red");
	cr_assert_null(strstr(str_text(&screen.sent), "\x1b[41m"), "on red");
	cr_assert(cell_at(&screen, 1, 0).attrs.bold, "bold stands for red");
	leave(&screen);
}

Test(term, plain_terminals_are_sent_nothing_they_do_not_know)
{
	struct screen screen;

	screen_open(&screen, "vt100", play);
	expect(&screen, "ready");
	expect(&screen, "✓");
	cr_assert_null(strstr(str_text(&screen.sent), "2004"), "vt100");
	leave(&screen);
	screen_open(&screen, "linux", play);
	expect(&screen, "ready");
	expect(&screen, "漢");
	cr_assert_null(strstr(str_text(&screen.sent), "2004"), "linux");
	cr_assert_null(
	    strstr(str_text(&screen.sent), "✓"), "its font has none");
	leave(&screen);
}

Test(term, in_the_c_locale_all_is_ascii)
{
	struct screen screen;

	setlocale(LC_ALL, "C");
	screen_open(&screen, "xterm-256color", play);
	expect(&screen, "??e ^[[31m");
	for (size_t i = 0; i < screen.sent.len; i++)
		cr_assert_eq(screen.sent.data[i] & 0x80, 0, "no ASCII");
	leave(&screen);
}

/* Keys */

Test(term, keys_arrive_by_name)
{
	static const char *const rows[][2] = {
		{ "j", "j" },
		{ "\xc3\xa9", "é" },
		{ "\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80" },
		{ "\r", "Enter" },
		{ "\t", "Tab" },
		{ "\x1b", "Esc" },
		{ "\x7f", "Backspace" },
		{ "\x03", "^C" },
		{ "\x13", "^S" },
		{ "\x1bOA", "Up" },
		{ "\x1b[B", "Down" },
		{ "\x1b[Z", "S-Tab" },
		{ "\x1b[5~", "PgUp" },
		{ "\x1bOP", "F1" },
		{ "\x1b[24~", "F12" },
	};
	struct screen screen;
	struct str line = { 0 };

	screen_open(&screen, "xterm-256color", play);
	expect(&screen, "ready");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		key_code key = key_parse(rows[i][1], strlen(rows[i][1]));

		type(&screen, rows[i][0]);
		str_clear(&line);
		str_printf(&line, "%zu: %u %s ", i + 1, key, rows[i][1]);
		expect(&screen, str_text(&line));
	}
	str_done(&line);
	leave(&screen);
}

Test(term, the_letters_of_unknown_sequences_are_no_keys)
{
	struct screen screen;

	screen_open(&screen, "xterm-256color", play);
	expect(&screen, "ready");
	/* A report, a modified key, a key of another terminal, a bad byte. */
	type(&screen, "\x1b[1;5n\x1b[27;6;97~\x1bOn\xffz");
	expect(&screen, "1: 122 z");
	type(&screen, "\x1bj");
	expect(&screen, "3: 106 j");
	leave(&screen);
}

Test(term, a_burst_of_keys_is_one_redraw)
{
	struct screen screen;
	char keys[201];

	screen_open(&screen, "xterm-256color", play);
	expect(&screen, "ready");
	memset(keys, 'j', 200);
	keys[200] = '\0';
	str_clear(&screen.sent);
	type(&screen, keys);
	expect(&screen, "200: 106 j");
	cr_assert_lt(screen.sent.len, 2000, "%zu bytes", screen.sent.len);
	leave(&screen);
}

Test(term, pasted_text_comes_whole_and_harmless)
{
	struct screen screen;

	screen_open(&screen, "xterm-256color", play);
	expect(&screen, "ready");
	type(&screen, "\x1b[200~q\x03 caf\xc3\xa9\x1b[31m\x07!\x1b[201~");
	expect(&screen, "pasted [q café[31m!]");
	type(&screen, "\x1b[200~a\r\nb\rc\td\x1b[201~");
	expect(&screen, "pasted [a^Jb^Jc d]");
	/* The end got lost. */
	type(&screen, "\x1b[200~lost\x1b[20");
	expect(&screen, "pasted [lost");
	leave(&screen);
}

static void
play_timeouts(void)
{
	struct term_options options = { .colour = -1 };
	struct term *term = term_open(&options, NULL);
	struct timespec from, to;

	clock_gettime(CLOCK_MONOTONIC, &from);
	bool ok = term_key(term, 0) == KEY_CODE_TIMEOUT &&
	          term_key(term, 30) == KEY_CODE_TIMEOUT && !term_pending(term);

	clock_gettime(CLOCK_MONOTONIC, &to);
	long ms = (to.tv_sec - from.tv_sec) * 1000 +
	          (to.tv_nsec - from.tv_nsec) / 1000000;

	term_close(term);
	_exit(ok && ms >= 29 ? 0 : 1);
}

Test(term, waiting_ends_when_it_was_asked_to)
{
	struct screen screen;

	screen_open(&screen, "xterm-256color", play_timeouts);
	cr_assert_eq(screen_close(&screen, NULL), 0, "no time-out, or early");
}

/* Size */

Test(term, a_new_size_is_a_key_and_tiny_ones_do_no_harm)
{
	struct screen screen;

	screen_open(&screen, "xterm-256color", play);
	expect(&screen, "size 100x24.");
	resize(&screen, 10, 40);
	expect(&screen, "size 40x10.");
	resize(&screen, 1, 1);
	expect(&screen, "s");
	for (int i = 1; i < 100; i++)
		resize(&screen, i % 30 + 1, 100 - i);
	resize(&screen, 1, 1);
	resize(&screen, 30, 90);
	expect(&screen, "size 90x30.");
	expect(&screen, "✓");
	leave(&screen);
}

Test(term, redraw_paints_everything_again)
{
	struct screen screen;

	screen_open(&screen, "xterm-256color", play);
	expect(&screen, "✓");
	vterm_screen_reset(screen.cells, 1);
	cr_assert_not(screen_holds(&screen, "✓"), "it is not gone");
	type(&screen, "\x0c");
	expect(&screen, "✓");
	expect(&screen, "size 100x24.");
	leave(&screen);
}

/* Leaving and coming back */

static void
expect_restored(const struct screen *screen)
{
	struct termios modes;

	tcgetattr(screen->fd, &modes);
	cr_assert(modes.c_lflag & ICANON, "lines are not edited");
	cr_assert(modes.c_lflag & ECHO, "nothing is echoed");
	cr_assert(modes.c_iflag & ICRNL, "Enter is no line feed");
	cr_assert_not_null(strstr(str_text(&screen->sent), "\x1b[?2004l"),
	    "pastes stay bracketed");
	cr_assert_not_null(strstr(str_text(&screen->sent), "\x1b[?1049l"),
	    "the former screen is not back");
}

Test(term, signals_make_it_leave_and_restore_the_terminal)
{
	static const int numbers[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT };
	struct screen screen;
	char text[16];

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		screen_open(&screen, "xterm-256color", play);
		expect(&screen, "ready");
		kill(screen.child, numbers[i]);
		snprintf(text, sizeof(text), "bye %d", numbers[i]);
		expect(&screen, text);
		expect_restored(&screen);
		cr_assert_eq(
		    screen_close(&screen, NULL), 7, "signal %d", numbers[i]);
	}
}

static void
play_ignoring_hangup(void)
{
	signal(SIGHUP, SIG_IGN);
	play();
}

static void
expect_end_of_hung_up(void (*program)(void))
{
	struct screen screen;
	struct rusage usage;

	screen_open(&screen, "xterm-256color", program);
	expect(&screen, "ready");
	hang_up(&screen);
	cr_assert_eq(screen_close(&screen, &usage), 7, "it did not leave");
	cr_assert_eq(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec, 0,
	    "it went round and round");
}

Test(term, a_terminal_that_is_gone_is_left_at_once)
{
	expect_end_of_hung_up(play);
	expect_end_of_hung_up(play_ignoring_hangup);
}

Test(term, a_program_gets_the_terminal_and_gives_it_back)
{
	struct screen screen;

	screen_open(&screen, "xterm-256color", play);
	expect(&screen, "ready");
	str_clear(&screen.sent);
	type(&screen, "E");
	expect(&screen, "editing");
	expect_restored(&screen);
	resize(&screen, 20, 70);
	type(&screen, "\n");
	expect(&screen, "size 70x20.");
	type(&screen, "j");
	expect(&screen, "106 j");
	leave(&screen);
}

Test(term, a_program_that_fails_is_told)
{
	struct screen screen;

	screen_open(&screen, "xterm-256color", play);
	expect(&screen, "ready");
	type(&screen, "E");
	expect(&screen, "editing");
	type(&screen, "\n");
	expect(&screen, "ran 3: (null)");
	type(&screen, "M");
	expect(&screen, "ran -1: /no/such/editor could not be started: No");
	type(&screen, "K");
	expect(&screen, "ran -1: sh was ended by signal 9;");
	leave(&screen);
}

Test(term, suspending_stops_it_with_the_terminal_restored)
{
	struct screen screen;

	screen_open(&screen, "xterm-256color", play_under_shell);
	expect(&screen, "ready");
	type(&screen, "\x1a");
	expect(&screen, "stopped, lines");
	resize(&screen, 20, 70);
	type(&screen, "\n");
	expect(&screen, "size 70x20.");
	expect(&screen, "✓");
	type(&screen, "j");
	expect(&screen, "106 j");
	leave(&screen);
}

Test(term, being_stopped_from_outside_is_survived)
{
	struct screen screen;

	screen_open(&screen, "xterm-256color", play_under_shell);
	expect(&screen, "ready");
	pid_t job = tcgetpgrp(screen.fd);

	kill(job, SIGTSTP);
	expect(&screen, "stopped, lines");
	type(&screen, "\n");
	expect(&screen, "1: 1114138 ");
	kill(job, SIGSTOP);
	expect(&screen, "stopped, raw");
	type(&screen, "\n");
	expect(&screen, "2: 1114138 ");
	leave(&screen);
}
