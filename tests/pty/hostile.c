/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A pack and a session in which every text would steer a terminal, in every
 * view, drawer and prompt: nothing but what curses sends reaches the wire, and
 * an emulator fed with it keeps its title, colours, cursor and modes. */

#include <config.h>

#include "stage.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

/* What the program may ask of a terminal of the type xterm-256color. */
enum { PARAMS_MAX = 8, CELL_MARKS = 4 };

struct sequence {
	char final;
	char prefix; /* '?', or none */
	int params[PARAMS_MAX];
	int count;
};

static bool
is_one_of(int value, const int *list)
{
	while (*list >= 0 && *list != value)
		list++;
	return *list >= 0;
}

/* Modes that are set and reset: cursor keys, wrapping, blinking, visible, the
 * second screen, pasting. */
static bool
is_mode(const struct sequence *s)
{
	static const int private[] = { 1, 7, 12, 25, 1049, 2004, -1 };
	static const int plain[] = { 4, -1 };

	for (int i = 0; i < s->count; i++)
		if (!is_one_of(s->params[i], s->prefix ? private : plain))
			return false;
	/* insert mode and the wheel are never switched on */
	return s->count && !(s->final == 'h' && !s->prefix);
}

/* Looks of our roles: bold, dim, underlined, reverse, eight colours. */
static bool
is_look(const struct sequence *s)
{
	static const int looks[] = { 0, 1, 2, 4, 7, 22, 24, 27, 10, 31, 32, 33,
		37, 39, 41, 49, -1 };

	for (int i = 0; i < s->count; i++)
		if (!is_one_of(s->params[i], looks))
			return false;
	return true;
}

static bool
is_allowed(const struct sequence *s, int rows)
{
	if (s->final == 'h' || s->final == 'l')
		return is_mode(s);
	if (s->prefix)
		return false;
	if (s->final == 'm')
		return is_look(s);
	/* curses scrolls some lines, and all of them afterwards */
	if (s->final == 'r')
		return s->count == 2 && s->params[0] >= 1 &&
		       s->params[1] > s->params[0] && s->params[1] <= rows;
	/* the title is put aside and taken back */
	if (s->final == 't')
		return s->count == 3 &&
		       (s->params[0] == 22 || s->params[0] == 23) &&
		       !s->params[1] && !s->params[2];
	return s->final && strchr("ABCDGHJKPX@LMSTbdZ", s->final);
}

/* Reads "[...": the byte behind it, NULL: it is none. */
static const unsigned char *
read_sequence(
    const unsigned char *p, const unsigned char *end, struct sequence *s)
{
	*s = (struct sequence){ 0 };
	if (++p < end && *p == '?')
		s->prefix = (char)*p++;
	for (; p < end && s->count < PARAMS_MAX; p++) {
		if (*p >= '0' && *p <= '9') {
			s->count += !s->count;
			int *last = &s->params[s->count - 1];

			*last = *last * 10 + (*p - '0');
		} else if (*p == ';') {
			s->count += s->count ? 1 : 2;
		} else {
			s->final = (char)*p;
			return p + 1;
		}
	}
	return NULL;
}

/* Behind an ESC. */
static const unsigned char *
take_escape(
    const unsigned char *p, const unsigned char *end, int rows, bool *good)
{
	struct sequence s;

	*good = false;
	if (p < end && *p == '[') {
		p = read_sequence(p, end, &s);
		*good = p && is_allowed(&s, rows);
		return p;
	}
	/* ASCII as the character set, and the keypad */
	if (end - p >= 2 && memcmp(p, "(B", 2) == 0) {
		*good = true;
		return p + 2;
	}
	*good = p < end && strchr("=>", *p);
	return p + 1;
}

/* Code points that must not come: C1, bidi, what is invisible or none. */
static bool
is_bad(uint32_t code)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = { { 0x7f, 0x9f }, { 0xad, 0xad }, { 0x34f, 0x34f },
		{ 0x61c, 0x61c }, { 0x115f, 0x1160 }, { 0x200b, 0x200f },
		{ 0x2028, 0x202e }, { 0x2060, 0x206f }, { 0x3164, 0x3164 },
		{ 0xfdd0, 0xfdef }, { 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff },
		{ 0xfff0, 0xfffb }, { 0xfffe, 0xffff }, { 0x1fffe, 0x1ffff },
		{ 0xe0000, 0xe0fff } };

	for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++)
		if (code >= ranges[i].first && code <= ranges[i].last)
			return true;
	return false;
}

/* One character; *code is 0 where it is none in UTF-8. */
static const unsigned char *
take_character(
    const unsigned char *p, const unsigned char *end, uint32_t *code)
{
	int more = *p >= 0xf0 ? 3 : *p >= 0xe0 ? 2 : *p >= 0xc2 ? 1 : 0;

	*code = more ? *p & (0x3fu >> more) : *p < 0x80 ? *p : 0;
	for (p++; more && p < end && (*p & 0xc0) == 0x80; p++, more--)
		*code = *code << 6 | (*p & 0x3fu);
	if (more)
		*code = 0;
	return p;
}

/* A mark that goes into the cell before it. */
static bool
is_mark(uint32_t code)
{
	return code >= 0x300 && code <= 0x36f;
}

/* What came after so many bytes; a cell has so many marks at most. */
static void
judge_wire(struct stage *w, size_t from, int rows, int most)
{
	size_t len;
	const unsigned char *wire =
	    (const unsigned char *)terminal_wire(w->t, &len);
	const unsigned char *p = wire + from, *end = wire + len;
	int marks = 0;

	while (p && p < end && !w->bad) {
		const unsigned char *start = p;
		uint32_t code = 0;
		bool good = true;

		if (*p == 033) {
			p = take_escape(p + 1, end, rows, &good);
		} else if (*p < ' ') {
			good = strchr("\b\n\r", *p++);
		} else {
			p = take_character(p, end, &code);
			good = code && !is_bad(code);
			marks = is_mark(code) ? marks + 1 : 0;
			good = good && marks <= most;
		}
		if (good)
			continue;
		char shown[128] = "";

		for (int i = 0; i < 16 && start + i < end; i++)
			snprintf(shown + 3 * i, 4, "%02x ", start[i]);
		fault(w, "byte %zu of the wire begins what must not come: %s",
		    (size_t)(start - wire), shown);
	}
}

/* What an emulator was made to do. */
struct effects {
	int titles, strings, bells, mouse, shapes, reversed;
	bool visible, second;
};

static int
on_property(VTermProp property, VTermValue *value, void *data)
{
	struct effects *e = data;

	switch (property) {
	case VTERM_PROP_TITLE:
	case VTERM_PROP_ICONNAME:
		e->titles++;
		break;
	case VTERM_PROP_MOUSE:
		e->mouse += value->number != VTERM_PROP_MOUSE_NONE;
		break;
	case VTERM_PROP_CURSORSHAPE:
		e->shapes += value->number != VTERM_PROP_CURSORSHAPE_BLOCK;
		break;
	case VTERM_PROP_REVERSE:
		e->reversed += value->boolean;
		break;
	case VTERM_PROP_CURSORVISIBLE:
		e->visible = value->boolean;
		break;
	case VTERM_PROP_ALTSCREEN:
		e->second = value->boolean;
		break;
	default:
		break;
	}
	return 1;
}

static int
on_bell(void *data)
{
	((struct effects *)data)->bells++;
	return 1;
}

/* What the emulator itself has no use for: commands and strings. */
static int
on_string(const char *command, size_t len, void *data)
{
	(void)command;
	(void)len;
	((struct effects *)data)->strings++;
	return 1;
}

/* Plays the wire to a terminal that tells what is asked of it. */
static void
judge_effects(struct stage *w, int rows, int cols)
{
	static const VTermScreenCallbacks screen_calls = {
		.settermprop = on_property, .bell = on_bell
	};
	static const VTermParserCallbacks others = { .osc = on_string,
		.dcs = on_string };
	struct effects effects = { .visible = true };
	size_t len;
	const char *wire = terminal_wire(w->t, &len);
	VTerm *vt = vterm_new(rows, cols);
	VTermScreen *screen = vterm_obtain_screen(vt);
	char reply[64];

	vterm_set_utf8(vt, 1);
	vterm_screen_enable_altscreen(screen, 1);
	vterm_screen_set_callbacks(screen, &screen_calls, &effects);
	vterm_state_set_unrecognised_fallbacks(
	    vterm_obtain_state(vt), &others, &effects);
	vterm_screen_reset(screen, 1);
	effects = (struct effects){ .visible = true };
	vterm_input_write(vt, wire, len);
	size_t answered = vterm_output_read(vt, reply, sizeof(reply));

	if (effects.titles || effects.strings || effects.bells ||
	    effects.mouse || effects.shapes || effects.reversed || answered)
		fault(w,
		    "the terminal was steered: %d titles, %d strings, %d "
		    "bells, %d mice, %d shapes, %d reversals, %zu bytes of "
		    "answers",
		    effects.titles, effects.strings, effects.bells,
		    effects.mouse, effects.shapes, effects.reversed, answered);
	else if (!effects.visible || effects.second)
		fault(w, "the terminal is not left as it was found");
	vterm_free(vt);
}

/* Runs a line of shell in the home of the test, "$A" being the program. */
static void
shell(struct stage *w, const char *line, bool wait)
{
	static char program[PATH_LEN + 8];
	char whole[2 * PATH_LEN];
	char *argv[] = { "/bin/sh", "-c", whole, NULL };

	snprintf(program, sizeof(program), "A=%s", w->program);
	set_env(w, program);
	snprintf(whole, sizeof(whole), "cd '%s' && %s", w->home, line);
	start_program(w, argv);
	if (wait) {
		int status = ended(w, TERMINAL_PATIENCE);

		if (!w->bad && status)
			fault(w, "%s ended with %d", line, status);
		drop(w);
	}
}

static void
make_hostile(struct stage *w)
{
	const char *source = getenv("top_srcdir");
	char src[PATH_LEN], line[3 * PATH_LEN];

	if (!realpath(source ? source : ".", src)) {
		fault(w, "there is no source");
		return;
	}
	snprintf(line, sizeof(line),
	    "sh '%s/tests/data/hostile/make' . '%s/src/model/schema.c' && "
	    "N=\"$(iconv -c -f UTF-8 -t UTF-8 < raw)\" && "
	    "\"$A\" new s --pack pack --assessor \"$N\" --title \"$N\" "
	    "> said && \"$A\" apply s changes.yaml > said && "
	    "echo x > \"$N.txt\" && "
	    "\"$A\" attach s \"$N.txt\" --control T-1 > said",
	    src, src);
	shell(w, line, true);
}

/* Presses a key, and Esc to close what may have opened. */
static void
touch(struct stage *w, char key)
{
	char bytes[] = { key, '\0' };

	keys(w, bytes);
	terminal_wait(w->t, "", true);
	keys(w, "\033");
	terminal_wait(w->t, "", true);
}

static void
sweep(struct stage *w, const char *list)
{
	for (; *list && !w->bad; list++)
		touch(w, *list);
}

/* Every command by its key, in each view. Not among them: q, ^Z. */
static void
sweep_views(struct stage *w)
{
	static const char all[] =
	    "jklh\rmpnaux eENfFtLUR!iwsdozvbcyrSPWXJKOTIDGgVY@#$&*+-=.,<>[]{}?;"
	    "\t\004\025\006\014";
	static const char some[] = "jj\rkeNLtwO=IV.?\t";
	static const char next[] = "123456789";

	keys(w, "1jjj\r");
	sweep(w, all);
	for (const char *view = next; *view && !w->bad; view++) {
		touch(w, *view);
		sweep(w, some);
		judge_wire(w, 0, 36, CELL_MARKS);
	}
}

/* What is typed and pasted is drawn while it is typed. */
static void
type_hostile(struct stage *w)
{
	static const char paste[] =
	    "\033[200~\302\233" "31m\342\200\256\363\240\201\201"
	    "\357\277\271a\314\201\314\201\314\201\314\201\314\201\314\201\007"
	    "\033[201~";
	static const char *const doors[] = { "/", ":", "N", "s", "f", "" };

	keys(w, "1");
	for (const char *const *door = doors; **door && !w->bad; door++) {
		keys(w, *door);
		terminal_wait(w->t, "", true);
		keys(w, paste);
		terminal_wait(w->t, "", true);
		keys(w, "\033");
		terminal_wait(w->t, "", true);
		keys(w, "\033");
		terminal_wait(w->t, "", true);
	}
}

/* Leaves, whatever is still open. */
static void
leave(struct stage *w)
{
	for (int i = 0; i < 4 && !w->bad; i++) {
		keys(w, "\033");
		terminal_wait(w->t, "", true);
	}
	keys(w, "q");
	int status = ended(w, TERMINAL_PATIENCE);

	if (!w->bad && status != 0)
		fault(w, "q ended with wait status %d", status);
}

static void
test_screen(struct stage *w)
{
	make_hostile(w);
	if (w->bad)
		return;
	shell(w, "exec \"$A\" s --pack pack", false);
	expect(w, "[1 Assess]");
	sweep_views(w);
	type_hostile(w);
	leave(w);
	if (w->bad)
		return;
	judge_wire(w, 0, 36, CELL_MARKS);
	judge_effects(w, 36, 120);
	drop(w);
}

/* Small screens cut texts where they end: nowhere inside a sequence. */
static void
test_sizes(struct stage *w)
{
	static const int sizes[][2] = { { 24, 80 }, { 10, 40 }, { 5, 20 },
		{ 60, 200 } };
	size_t from;

	make_hostile(w);
	if (w->bad)
		return;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		int rows = sizes[i][0];

		shell(w, "exec \"$A\" s --pack pack", false);
		expect(w, "[1 Assess]");
		if (w->bad)
			return;
		terminal_wire(w->t, &from);
		judge_wire(w, 0, 36, CELL_MARKS);
		terminal_resize(w->t, rows, sizes[i][1]);
		terminal_wait(w->t, "", true);
		for (const char *view = "23456789"; *view && !w->bad; view++) {
			touch(w, *view);
			touch(w, '\r');
			touch(w, '?');
		}
		judge_wire(w, from, rows, CELL_MARKS);
		leave(w);
		drop(w);
	}
}

/* Every verb prints to the terminal itself. */
static void
test_verbs(struct stage *w)
{
	static const char *const lines[] = {
		"\"$A\" list --pack pack",
		"\"$A\" show T-1 --pack pack",
		"\"$A\" show T-1 --pack pack --json",
		"\"$A\" search end --pack pack",
		"\"$A\" status s",
		"\"$A\" status s --json",
		"\"$A\" status s --control T-1",
		"\"$A\" history s",
		"\"$A\" history s --json",
		"\"$A\" check s pack \"$(cat raw)\"",
		"\"$A\" report s --format csv",
		"\"$A\" report s --format csv --raw",
		"\"$A\" report s --format markdown",
		"\"$A\" report s --format html",
		"\"$A\" report s --format oscal",
		"\"$A\" report s --format requests",
		"\"$A\" apply s raw",
		"\"$A\" import auto raw --to \"$(cat raw)\"",
		"\"$A\" \"$(cat raw)\"",
		"\"$A\" --\"$(cat raw)\"",
		"TERM=\"$(cat raw)\" \"$A\" s",
		"ASSAY_DATADIR=\"$(cat raw)\" \"$A\" list",
	};

	make_hostile(w);
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines) && !w->bad;
	     i++) {
		shell(w, lines[i], false);
		ended(w, TERMINAL_PATIENCE);
		if (w->bad)
			return;
		size_t len;
		const char *wire = terminal_wire(w->t, &len);

		/* the mark at the beginning of a table is meant */
		bool table = len >= 3 && memcmp(wire, "\357\273\277", 3) == 0;

		judge_wire(w, table ? 3 : 0, 36, INT_MAX);
		if (!w->bad && memchr(wire, 033, len))
			fault(w, "%s sends an escape", lines[i]);
		judge_effects(w, 36, 120);
		if (w->bad)
			printf("# %s\n", lines[i]);
		drop(w);
	}
}

static const struct stage_test tests[] = {
	{ "hostile", "no text steers the terminal from any view or prompt",
	    test_screen },
	{ "hostile-sizes", "nor where it is cut, on small screens and large",
	    test_sizes },
	{ "hostile-verbs", "nor from what the verbs print", test_verbs },
};

int
main(int argc, char **argv)
{
	return stage_main(tests, sizeof(tests) / sizeof(*tests), argc, argv);
}
