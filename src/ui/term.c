/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The terminal by curses, which draws and reads keys; waiting, signals and the
 * end of the terminal are tty.c's. */

#include <config.h>

#include "ui/term.h"

#include <curses.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
/* Its struct for a description has our name. */
#define term description
#include <term.h>
#undef term
#include <unistd.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ui/canvas.h"
#include "ui/frame.h"
#include "ui/input.h"
#include "ui/theme.h"
#include "ui/tty.h"

enum {
	/* Codes of our own, above those curses makes up for key names. */
	CODE_PASTE_BEGIN = KEY_MAX + 2000,
	CODE_PASTE_END,
	ESCAPE_WAIT_MS = 25
};

struct term {
	SCREEN *screen;       /* NULL: not open */
	WINDOW *pad;          /* reading from it draws nothing */
	int rows, cols;       /* as told; the window may differ by now */
	struct canvas *shown; /* what the screen holds */
	cchar_t *cells;       /* a row on its way to curses */
	cchar_t *plain[ROLE_COUNT]; /* ASCII as curses has it; NULL: not yet */
	struct input input;
	attr_t attrs[ROLE_COUNT];
	short pairs[ROLE_COUNT];
	unsigned flags;
	bool can_paste; /* understands bracketed paste */
	struct termios found; /* what it was set to before */
	bool queued;    /* curses may hold bytes already read */
	key_code ahead; /* a key read by term_pending */
	struct tty tty;
	struct frame frame;
};

/* The one terminal: curses and the die hook know no other. */
static struct term terminal;

static int get_code(void *source, int wait_ms);

/* Start and end */

/* A string ability of the terminal, NULL when it has none. */
static const char *
ability(const char *name)
{
	const char *text = tigetstr(name);

	return text && text != (const char *)-1 ? text : NULL;
}

static bool
look_at_type(const char *type, struct err *err)
{
	int status = 0;

	if (!type || !*type)
		return err_set(err, ERR_IO,
		    _("TERM is not set, so nothing is known about this "
		      "terminal; set it, for example TERM=xterm, or use the "
		      "subcommands, see assay --help."));
	bool known = setupterm(type, STDOUT_FILENO, &status) == OK;
	bool usable = known && ability("cup") && ability("clear");

	if (known)
		del_curterm(cur_term);
	if (usable)
		return true;
	struct str safe = { 0 };

	display_safe(&safe, type, false);
	if (known || status == 1)
		err_set(err, ERR_IO,
		    _("A terminal of type %s cannot place the cursor; use "
		      "the subcommands, see assay --help."),
		    str_text(&safe));
	else
		err_set(err, ERR_IO,
		    _("The terminal type %s is unknown here; install the "
		      "package ncurses-term, set TERM=xterm-256color, or use "
		      "the subcommands, see assay --help."),
		    str_text(&safe));
	str_done(&safe);
	return false;
}

static void
write_terminal(const char *bytes)
{
	ssize_t ignored = write(STDOUT_FILENO, bytes, strlen(bytes));

	(void)ignored;
}

static void
paste_mode(const struct term *term, bool on)
{
	if (term->can_paste && !term->tty.gone)
		write_terminal(on ? "\033[?2004h" : "\033[?2004l");
}

static bool
wants_colour(int asked)
{
	const char *no_colour = getenv("NO_COLOR");

	if (asked == 0 || (asked < 0 && no_colour && *no_colour))
		return false;
	return has_colors() && start_color() == OK && COLORS >= 8;
}

/* Screens.md 1: the theme in eight colours and without. */
static void
set_roles(struct term *term, bool colour)
{
	static const struct {
		attr_t with, without;
		short front, back; /* -1: the terminal's own */
	} styles[] = {
		[ROLE_TEXT] = { A_NORMAL, A_NORMAL, -1, -1 },
		[ROLE_QUIET] = { A_DIM, A_NORMAL, -1, -1 },
		[ROLE_STRONG] = { A_BOLD, A_BOLD, -1, -1 },
		[ROLE_CURSOR] = { A_REVERSE, A_REVERSE, -1, -1 },
		[ROLE_BAR] = { A_REVERSE, A_REVERSE, -1, -1 },
		[ROLE_GOOD] = { A_NORMAL, A_NORMAL, COLOR_GREEN, -1 },
		[ROLE_WARN] = { A_NORMAL, A_BOLD, COLOR_YELLOW, -1 },
		[ROLE_BAD] = { A_NORMAL, A_BOLD, COLOR_RED, -1 },
		[ROLE_LOUD] = { A_NORMAL, A_REVERSE | A_BOLD, COLOR_WHITE,
		    COLOR_RED },
		[ROLE_HIT] = { A_UNDERLINE, A_UNDERLINE, COLOR_YELLOW, -1 },
		[ROLE_ADDED] = { A_UNDERLINE, A_UNDERLINE, COLOR_GREEN, -1 },
		[ROLE_LINK] = { A_UNDERLINE, A_UNDERLINE, -1, -1 },
	};
	/* Terminals that cannot go back to their own colours get black. */
	short own = -1;

	if (colour && use_default_colors() != OK)
		own = COLOR_BLACK;
	for (int role = 0; role < ROLE_COUNT; role++) {
		term->attrs[role] =
		    colour ? styles[role].with : styles[role].without;
		term->pairs[role] = 0;
		if (!colour || styles[role].front < 0)
			continue;
		short back = styles[role].back;

		term->pairs[role] = (short)(role + 1);
		init_pair(term->pairs[role], styles[role].front,
		    back < 0 ? own : back);
	}
}

static unsigned
choose_flags(const struct term_options *options)
{
	const char *type = getenv("TERM");
	unsigned flags = CANVAS_UNICODE;

	if (options->ascii_glyphs || (type && strcmp(type, "linux") == 0))
		flags |= CANVAS_ASCII_GLYPHS;
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		flags |= CANVAS_ASCII_GLYPHS | CANVAS_ASCII_TEXT;
	if (!ability("rev") && !ability("smso"))
		flags |= CANVAS_DASHES;
	return flags;
}

static void
set_input(struct term *term)
{
	raw();
	noecho();
	nonl();
	set_escdelay(ESCAPE_WAIT_MS);
	typeahead(-1);
	term->pad = newpad(1, 1);
	if (term->pad)
		keypad(term->pad, TRUE);
	/* Where there is a mouse and a second screen, xterm is the model. */
	term->can_paste = ability("kmous") && ability("smcup");
	if (term->can_paste) {
		define_key("\033[200~", CODE_PASTE_BEGIN);
		define_key("\033[201~", CODE_PASTE_END);
	}
	paste_mode(term, true);
}

/* The terminal alone is given back: what else there is goes with the process,
 * and letting go of it may need memory. */
static void
close_dying(void)
{
	/* it may be in the middle of one, and say goodbye into that */
	frame_end(&terminal.frame);
	paste_mode(&terminal, false);
	endwin();
}

/* The same while newterm works: curses cannot leave what it has not entered
 * whole, and may have begun to. */
static void
close_unborn(void)
{
	const char *leave = ability("rmcup");

	if (leave)
		write_terminal(leave);
	tcsetattr(STDIN_FILENO, TCSANOW, &terminal.found);
}

static void
fit_buffers(struct term *term)
{
	getmaxyx(stdscr, term->rows, term->cols);
	term->cells =
	    xrealloc(term->cells, (size_t)term->cols * sizeof(*term->cells));
	canvas_resize(term->shown, term->rows, term->cols);
	erase();
}

struct term *
term_open(const struct term_options *options, struct err *err)
{
	struct term *term = &terminal;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		err_set(err, ERR_IO,
		    _("The screen needs a terminal as standard input and "
		      "output; without one use the subcommands, see "
		      "assay --help."));
		return NULL;
	}
	if (!look_at_type(getenv("TERM"), err))
		return NULL;
	term_close(term);
	/* Before curses, which then leaves them alone. */
	tty_open(&term->tty);
	tcgetattr(STDIN_FILENO, &term->found);
	mem_set_die_hook(close_unborn);
	term->screen = newterm(NULL, stdout, stdin);
	mem_set_die_hook(NULL);
	if (!term->screen) {
		tty_close(&term->tty);
		err_set(err, ERR_IO,
		    _("The terminal could not be set up; use the "
		      "subcommands, see assay --help."));
		return NULL;
	}
	frame_init(&term->frame);
	mem_set_die_hook(close_dying);
	term->ahead = KEY_CODE_NONE;
	term->input.get = get_code;
	term->input.source = term;
	set_input(term);
	set_roles(term, wants_colour(options->colour));
	term->flags = choose_flags(options);
	term->shown = canvas_new(1, 1, term->flags);
	fit_buffers(term);
	return term;
}

void
term_close(struct term *term)
{
	if (!term || !term->screen)
		return;
	mem_set_die_hook(NULL);
	frame_done(&term->frame);
	paste_mode(term, false);
	if (term->pad)
		delwin(term->pad);
	endwin();
	delscreen(term->screen);
	canvas_free(term->shown);
	free(term->cells);
	for (int role = 0; role < ROLE_COUNT; role++)
		free(term->plain[role]);
	input_done(&term->input);
	tty_close(&term->tty);
	memset(term, 0, sizeof(*term));
}

void
term_size(const struct term *term, int *rows, int *cols)
{
	*rows = term->rows;
	*cols = term->cols;
}

unsigned
term_canvas_flags(const struct term *term)
{
	return term->flags;
}

/* Drawing */

/* What curses is to show for one cell of a canvas. */
static void
make_cell(
    const struct term *term, cchar_t *cell, const char *text, enum role role)
{
	wchar_t wide[CCHARW_MAX + 1];
	size_t count = 0;

	while (*text && count < CCHARW_MAX) {
		uint32_t code;

		text = utf8_next(text, &code);
		wide[count++] = (wchar_t)code;
	}
	wide[count] = L'\0';
	if (setcchar(cell, wide, term->attrs[role], term->pairs[role], NULL) !=
	    OK)
		setcchar(
		    cell, L"?", term->attrs[role], term->pairs[role], NULL);
}

/* The same for a character of ASCII, most of what is shown. */
static const cchar_t *
plain_cell(struct term *term, char c, enum role role)
{
	enum { ASCII = 128 };

	if (!term->plain[role]) {
		term->plain[role] = xcalloc(ASCII, sizeof(cchar_t));
		for (int i = ' '; i < ASCII - 1; i++)
			make_cell(term, &term->plain[role][i],
			    (char[]){ (char)i, '\0' }, role);
	}
	return &term->plain[role][(int)c];
}

static void
show_row(struct term *term, const struct canvas *canvas, int row, int first,
    int last)
{
	int count = 0;

	for (int col = first; col <= last; col++) {
		enum role role;
		const char *text = canvas_cell(canvas, row, col, &role);

		if (*text >= ' ' && *text < 0x7f && !text[1])
			term->cells[count++] = *plain_cell(term, *text, role);
		else if (*text)
			make_cell(term, &term->cells[count++], text, role);
	}
	mvadd_wchnstr(row, first, term->cells, count);
}

static void
show_cursor(const struct term *term, const struct canvas *canvas)
{
	int row, col;

	canvas_get_cursor(canvas, &row, &col);
	bool visible = row >= 0 && row < term->rows && col < term->cols;

	curs_set(visible ? 1 : 0);
	/* A terminal that cannot hide it has it out of the way. */
	if (visible)
		move(row, col);
	else
		move(term->rows - 1, term->cols - 1);
}

static void
update(struct term *term)
{
	wnoutrefresh(stdscr);
	doupdate();
	frame_end(&term->frame);
}

void
term_show(struct term *term, const struct canvas *canvas)
{
	int first, last;
	bool anew = false;

	if (term->tty.gone)
		return;
	for (int row = 0; row < term->rows && row < canvas_rows(canvas);
	     row++) {
		if (!canvas_row_differs(
		        canvas, term->shown, row, &first, &last))
			continue;
		if (last >= term->cols)
			last = term->cols - 1;
		show_row(term, canvas, row, first, last);
		anew |= !canvas_copy_cells(
		    term->shown, canvas, row, first, last);
	}
	if (anew)
		canvas_copy(term->shown, canvas);
	frame_begin(&term->frame);
	show_cursor(term, canvas);
	update(term);
}

void
term_redraw(struct term *term)
{
	if (term->tty.gone)
		return;
	clearok(curscr, TRUE);
	frame_begin(&term->frame);
	update(term);
}

/* Giving the terminal away and taking it back */

static void
leave_screen(const struct term *term)
{
	paste_mode(term, false);
	endwin();
}

/* The window may change without a signal to us, and curses looks by itself. */
static void
check_size(const struct term *term)
{
	int rows, cols;

	if (tty_size(&rows, &cols) &&
	    (rows != term->rows || cols != term->cols))
		tty_resized();
}

static void
enter_screen(struct term *term)
{
	reset_prog_mode();
	paste_mode(term, true);
	term_redraw(term);
	check_size(term);
}

/* The key stops the whole group: a script that started us must not go on
 * waiting for a program that sleeps. */
static void
stop(struct term *term, bool group)
{
	leave_screen(term);
	tty_stop(group);
	enter_screen(term);
}

void
term_suspend(struct term *term)
{
	stop(term, true);
}

int
term_run(struct term *term, char *const argv[], struct err *err)
{
	leave_screen(term);
	int result = tty_run(&term->tty, argv, err);

	enter_screen(term);
	return result;
}

bool
term_leaving(const struct term *term)
{
	return term->tty.gone || tty_signal();
}

int
term_signal(const struct term *term)
{
	(void)term;
	return tty_signal();
}

/* Input */

static int
name_code(struct term *term, int code)
{
	static const struct {
		short code;
		key_code key;
	} keys[] = {
		{ KEY_UP, KEY_CODE_UP },
		{ KEY_DOWN, KEY_CODE_DOWN },
		{ KEY_LEFT, KEY_CODE_LEFT },
		{ KEY_RIGHT, KEY_CODE_RIGHT },
		{ KEY_HOME, KEY_CODE_HOME },
		{ KEY_FIND, KEY_CODE_HOME },
		{ KEY_A1, KEY_CODE_HOME },
		{ KEY_END, KEY_CODE_END },
		{ KEY_SELECT, KEY_CODE_END },
		{ KEY_C1, KEY_CODE_END },
		{ KEY_PPAGE, KEY_CODE_PGUP },
		{ KEY_A3, KEY_CODE_PGUP },
		{ KEY_NPAGE, KEY_CODE_PGDN },
		{ KEY_C3, KEY_CODE_PGDN },
		{ KEY_DC, KEY_CODE_DELETE },
		{ KEY_IC, KEY_CODE_INSERT },
		{ KEY_BTAB, KEY_CODE_SHIFT_TAB },
		{ KEY_ENTER, KEY_ENTER_CODE },
		{ KEY_BACKSPACE, KEY_BACKSPACE_CODE },
		{ KEY_SUSPEND, 26 }, /* TERM=linux calls ^Z a key */
		{ CODE_PASTE_BEGIN, INPUT_PASTE_BEGIN },
		{ CODE_PASTE_END, INPUT_PASTE_END },
	};

	if (code < KEY_MIN)
		return code;
	if (code == KEY_RESIZE)
		check_size(term);
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return KEY_CODE_F1 + code - KEY_F(1);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (keys[i].code == code)
			return (int)keys[i].key;
	}
	return KEY_CODE_NONE;
}

/* One byte or key from curses. Bytes, not wide characters: wget_wch takes all
 * that follows a bad byte along with it. */
static int
get_code(void *source, int wait_ms)
{
	struct term *term = source;
	long deadline = wait_ms ? tty_now() + wait_ms : 0;

	for (;;) {
		wtimeout(term->pad, wait_ms);
		int code = wgetch(term->pad);

		term->queued = code != ERR;
		if (code != ERR) {
			tty_has_read(&term->tty);
			return name_code(term, code);
		}
		tty_has_not_read(&term->tty);
		if (term->tty.gone || tty_signal())
			return INPUT_END;
		if (!wait_ms || tty_now() >= deadline)
			return INPUT_NOTHING;
	}
}

/* A key that is there already; KEY_CODE_NONE: none. */
static key_code
waiting_key(struct term *term)
{
	key_code key = term->ahead;

	term->ahead = KEY_CODE_NONE;
	while (key == KEY_CODE_NONE && !term->tty.gone && !tty_signal() &&
	       (term->queued || input_holds(&term->input) ||
	           tty_readable(&term->tty)))
		key = input_key(&term->input);
	return key;
}

/* Takes over the window's new size. */
static void
resize(struct term *term)
{
	int rows, cols;

	tty_forget(TTY_RESIZED);
	if (!tty_size(&rows, &cols))
		return;
	resize_term(rows, cols);
	fit_buffers(term);
	clearok(curscr, TRUE);
}

/* What signals have asked for since the last key; KEY_CODE_NONE: nothing. */
static key_code
interruption(struct term *term)
{
	switch (term->tty.gone ? TTY_LEAVE : tty_event()) {
	case TTY_LEAVE:
		return KEY_CODE_HANGUP;
	case TTY_STOP:
		stop(term, false);
		return KEY_CODE_RESUME;
	case TTY_RESUMED:
		tty_forget(TTY_RESUMED);
		leave_screen(term);
		enter_screen(term);
		return KEY_CODE_RESUME;
	case TTY_RESIZED:
		resize(term);
		return KEY_CODE_RESIZE;
	default:
		return KEY_CODE_NONE;
	}
}

key_code
term_key(struct term *term, int timeout_ms)
{
	long deadline = timeout_ms < 0 ? 0 : tty_now() + timeout_ms;

	for (;;) {
		key_code key = interruption(term);

		if (key == KEY_CODE_NONE)
			key = waiting_key(term);
		if (key != KEY_CODE_NONE)
			return key;
		if (term->tty.gone || tty_signal())
			return KEY_CODE_HANGUP;
		long left = timeout_ms < 0 ? -1 : deadline - tty_now();

		if (timeout_ms >= 0 && left <= 0)
			return KEY_CODE_TIMEOUT;
		tty_wait(&term->tty, left);
	}
}

bool
term_pending(struct term *term)
{
	if (tty_event() != TTY_NOTHING || tty_readable(&term->tty))
		return true;
	if (term->ahead == KEY_CODE_NONE)
		term->ahead = waiting_key(term);
	return term->ahead != KEY_CODE_NONE || term->tty.gone;
}

const char *
term_pasted(const struct term *term)
{
	return str_text(&term->input.pasted);
}
