/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Line breaking in one pass: each character is measured once. */

#include <config.h>

#include "ui/wrap.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "ui/canvas.h"

/* The line being filled, and the last place where it may end. */
struct filling {
	struct wrap *wrap;
	const char *text;
	size_t start; /* its first byte */
	size_t end;   /* after its last character that is no blank */
	int used;     /* cells from start to here */
	bool can_break;
	size_t next;     /* where the next line would start, */
	size_t next_end; /* this one end, */
	int next_used;   /* and the cells up to next */
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static void
add_line(struct filling *line)
{
	struct wrap *wrap = line->wrap;

	wrap->lines = mem_grow(wrap->lines, &wrap->capacity, wrap->count + 1,
	    sizeof(*wrap->lines));
	wrap->lines[wrap->count++] =
	    (struct wrap_line){ line->start, line->end - line->start };
}

/* Begins a line at `at` of which `used` cells are taken already. */
static void
begin_line(struct filling *line, size_t at, int used)
{
	while (used > 0 && is_blank(line->text[at])) {
		at++;
		used--;
	}
	line->start = at;
	if (line->end < at)
		line->end = at;
	line->used = used;
	line->can_break = false;
}

/* The character at `at` does not fit: ends the line before it. */
static void
break_line(struct filling *line, size_t at)
{
	size_t end = line->end;
	size_t next = line->can_break ? line->next : at;
	int used = line->can_break ? line->used - line->next_used : 0;

	if (line->can_break)
		line->end = line->next_end;
	/* Blanks before the first word are given up rather than a line. */
	if (line->end > line->start)
		add_line(line);
	line->end = end;
	begin_line(line, next, used);
}

static void
fill(struct filling *line, const char *breaks, size_t len, int cells)
{
	const char *text = line->text;

	for (size_t at = 0, step; at < len; at += step) {
		step = 1;
		/* most are inside a word that fits so far */
		if (text[at] > ' ' && text[at] < 0x7f && line->used < cells &&
		    breaks[at] != UC_BREAK_POSSIBLE) {
			line->used++;
			line->end = at + 1;
			continue;
		}
		if (text[at] == '\n') {
			add_line(line);
			line->end = at + 1;
			begin_line(line, at + 1, 0);
			continue;
		}
		if (at > line->start && breaks[at] == UC_BREAK_POSSIBLE) {
			line->can_break = true;
			line->next = at;
			line->next_end = line->end;
			line->next_used = line->used;
		}
		if (is_blank(text[at])) {
			line->used++;
			continue;
		}
		int width = 1;

		if (text[at] < 0x20 || text[at] > 0x7e) {
			uint32_t code;

			step =
			    (size_t)(utf8_next(text + at, &code) - (text + at));
			width = text_cells_n(text + at, step);
		}
		while (width && line->used > 0 && line->used + width > cells &&
		       line->start < at)
			break_line(line, at);
		line->used += width;
		line->end = at + step;
	}
	add_line(line);
}

/* What a byte of plain text is, in the words of UAX 14 where it has one. A
 * comma or full stop (IS) may have more behind it than the other two (IT). */
enum kind {
	OTHER, AL, NU, MARK, SP, BK, IS, IT, SY, HY, EX, CP, OP, QU, KINDS
};

static const unsigned char kinds[128] = {
	['a' ... 'z'] = AL, ['A' ... 'Z'] = AL,
	['0' ... '9'] = NU, ['&'] = MARK, ['_'] = MARK, [' '] = SP,
	['\n'] = BK, [','] = IS, ['.'] = IS, [';'] = IT, [':'] = IT,
	['/'] = SY, ['-'] = HY, ['?'] = EX, ['!'] = EX, [')'] = CP,
	['('] = OP, ['"'] = QU, ['\''] = QU,
};

/* Beyond ASCII: the letters from U+00C0 to U+00FF, among which stand the signs
 * for times and division, quotation marks, and a small square, which breaks
 * like a letter. */
static enum kind
wide_kind(const char *at, size_t *len)
{
	unsigned char second = (unsigned char)at[1];

	*len = 2;
	if ((unsigned char)*at == 0xc3 && (second & 0xc0) == 0x80)
		return second != 0x97 && second != 0xb7 ? AL : OTHER;
	*len = 3;
	if (strncmp(at, "\xe2\x96\xaa", 3) == 0)
		return AL;
	return strncmp(at, "\xe2\x80", 2) == 0 && at[2] &&
	               strchr("\x98\x99\x9c\x9d", at[2])
	           ? QU
	           : OTHER;
}

/* May a line break between two of these? What is asked further depends on the
 * kind before both; UNSURE takes the whole of UAX 14. */
enum verdict { UNSURE, NO, YES, LETTER, OPEN };

static const unsigned char pairs[KINDS][KINDS] = {
	[AL] = { [AL ... QU] = NO },
	[NU] = { [AL ... QU] = NO },
	[MARK] = { [AL] = NO, [NU] = NO, [SP] = NO, [BK] = NO },
	[SP] = { [AL] = YES, [NU] = YES, [MARK] = YES, [SP] = NO, [BK] = NO,
	    [SY] = NO, [OP] = OPEN, [QU] = YES },
	[BK] = { [AL] = NO, [NU] = NO, [MARK] = NO, [BK] = NO, [OP] = NO,
	    [QU] = NO },
	[IS] = { [AL] = LETTER, [NU] = LETTER, [SP] = NO, [BK] = NO, [IS] = NO,
	    [IT] = NO, [EX] = NO, [CP] = NO },
	[IT] = { [AL] = LETTER, [NU] = LETTER, [SP] = NO, [BK] = NO },
	[SY] = { [AL] = LETTER, [NU] = LETTER, [SP] = NO, [BK] = NO },
	[HY] = { [AL] = LETTER, [NU] = LETTER, [BK] = NO },
	[EX] = { [SP] = NO, [BK] = NO, [IS] = NO, [IT] = NO, [EX] = NO,
	    [CP] = NO },
	[CP] = { [AL] = NO, [NU] = NO, [SP] = NO, [BK] = NO, [IS] = NO,
	    [IT] = NO, [SY] = NO, [HY] = NO, [EX] = NO, [CP] = NO },
	[OP] = { [AL] = NO, [NU] = NO, [BK] = NO },
	[QU] = { [AL] = NO, [NU] = NO, [SP] = NO, [BK] = NO, [IS] = NO,
	    [IT] = NO, [EX] = NO, [CP] = NO },
};

/* Before a byte of the kind `at`, which follows `first` and `before`. */
static enum verdict
plain_break(enum kind first, enum kind before, enum kind at)
{
	enum verdict verdict = pairs[before][at];

	if (verdict == OPEN)
		return first == SP || first == QU ? UNSURE : YES;
	if (verdict != LETTER)
		return verdict;
	if (first != AL && first != NU && first != CP)
		return UNSURE;
	return at == AL ? YES : NO;
}

/* Most text is words, blanks and a few marks, and needs no tables. False:
 * there is more in it. */
static bool
find_plain_breaks(const char *text, size_t len, char *breaks)
{
	enum kind first = BK, before = BK;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];
		size_t more = 1;
		enum kind at = c < 0x80 ? (enum kind)kinds[c]
		                        : wide_kind(text + i, &more);
		enum verdict verdict = at == AL && before == AL
		                           ? NO
		                           : plain_break(first, before, at);

		if (verdict == UNSURE)
			return false;
		breaks[i] = verdict == YES ? UC_BREAK_POSSIBLE
		                           : UC_BREAK_PROHIBITED;
		first = before;
		before = at;
		while (--more)
			breaks[++i] = UC_BREAK_PROHIBITED;
	}
	return true;
}

/* Where lines may break, a byte of the result for each of text; the caller
 * frees it. */
static char *
find_breaks(const char *text, size_t len)
{
	char *breaks = xmalloc(len);
	char *clean = NULL;

	if (find_plain_breaks(text, len, breaks))
		return breaks;

	if (!utf8_valid(text, len)) {
		const char *at = text, *next;
		uint32_t code;

		clean = xstrndup(text, len);
		for (; at < text + len; at = next) {
			next = utf8_next(at, &code);
			if (code == 0xfffd && next == at + 1)
				clean[at - text] = '?';
		}
	}
	u8_possible_linebreaks(
	    (const uint8_t *)(clean ? clean : text), len, "UTF-8", breaks);
	/* the colon belongs to what follows it: ":period" is a command */
	for (size_t i = 2; i < len; i++)
		if (breaks[i] == UC_BREAK_POSSIBLE && text[i - 1] == ':' &&
		    text[i - 2] == ' ') {
			breaks[i - 1] = UC_BREAK_POSSIBLE;
			breaks[i] = UC_BREAK_PROHIBITED;
		}
	free(clean);
	return breaks;
}

void
wrap_text(struct wrap *wrap, const char *text, int cells)
{
	struct filling line = { .wrap = wrap, .text = text };
	size_t len = strlen(text);
	char *breaks = find_breaks(text, len);

	wrap->count = 0;
	fill(&line, breaks, len, cells < 1 ? 1 : cells);
	free(breaks);
}

void
wrap_done(struct wrap *wrap)
{
	free(wrap->lines);
	*wrap = (struct wrap){ 0 };
}

size_t
wrap_count(const char *text, int cells)
{
	struct wrap wrap = { 0 };

	wrap_text(&wrap, text, cells);
	size_t count = wrap.count;

	wrap_done(&wrap);
	return count;
}
