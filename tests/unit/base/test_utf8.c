/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What is UTF-8, and how foreign text is made harmless. */

#include <config.h>

#include "base/utf8.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/str.h"

static const char *const good[] = {
	"",
	"plain",
	"\x7f",
	"\xc2\x80",
	"\xdf\xbf",
	"\xe0\xa0\x80",
	"\xed\x9f\xbf",
	"\xee\x80\x80",
	"\xef\xbf\xbf",
	"\xf0\x90\x80\x80",
	"\xf4\x8f\xbf\xbf",
	"gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x98\x80",
};
static const char *const bad[] = {
	"\x80",
	"\xbf",
	"\xc0\x80",
	"\xc1\xbf",
	"\xc3",
	"\xc3(",
	"\xe0\x80\x80",
	"\xe0\x9f\xbf",
	"\xe2\x82",
	"\xe2(\xac",
	"\xed\xa0\x80",
	"\xed\xbf\xbf",
	"\xf0\x80\x80\x80",
	"\xf0\x8f\xbf\xbf",
	"\xf0\x9f\x98",
	"\xf4\x90\x80\x80",
	"\xf5\x80\x80\x80",
	"\xf8\x88\x80\x80\x80",
	"\xfe",
	"\xff",
	"ok\xff",
};

Test(utf8, well_formed_text_is_told_from_the_rest)
{
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		cr_assert(utf8_valid(good[i], strlen(good[i])),
		    "good vector %zu", i);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		cr_assert_not(
		    utf8_valid(bad[i], strlen(bad[i])), "bad vector %zu", i);
	cr_assert(utf8_valid("a\0b", 3), "a NUL is a character");
	cr_assert(utf8_valid("\xe2\x82\xac", 3), "");
	cr_assert_not(utf8_valid("\xe2\x82\xac", 2), "cut inside");
}

Test(utf8, every_code_point_survives_being_written_and_read)
{
	for (uint32_t code = 1; code <= 0x10ffff; code++) {
		char bytes[5];
		uint32_t back;

		if (code == 0xd800)
			code = 0xe000;
		size_t len = utf8_encode(code, bytes);

		if (!utf8_valid(bytes, len) || bytes[len] ||
		    utf8_next(bytes, &back) != bytes + len || back != code ||
		    utf8_previous(bytes, bytes + len) != bytes)
			cr_assert_fail("U+%04X", (unsigned)code);
	}
}

Test(utf8, a_malformed_byte_is_one_step_wide)
{
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		const char *p = bad[i], *end = p + strlen(p);
		uint32_t code, last = 0;

		for (size_t steps = 0; *p; p = utf8_next(p, &code)) {
			utf8_next(p, &last);
			cr_assert_lt(steps++, 6u, "vector %zu ends", i);
		}
		cr_assert_eq(p, end, "vector %zu: never past its end", i);
		cr_assert(last == 0xfffd || last < 0x80, "vector %zu", i);
	}
	uint32_t code = 1;

	cr_assert_str_empty(utf8_next("", &code), "the end stays the end");
	cr_assert_eq(code, 0u, "");
}

Test(utf8, stepping_back_undoes_stepping_on)
{
	char text[] = "a\xc3\xbc\xe2\x82\xac\xf0\x9f\x98\x80\xff\x80z";
	const char *starts[16], *p = text;
	size_t count = 0;
	uint32_t code;

	while (*p) {
		starts[count++] = p;
		p = utf8_next(p, &code);
	}
	cr_assert_eq(count, 7u, "%zu characters", count);
	while (count--) {
		p = utf8_previous(text, p);
		cr_assert_eq(p, starts[count], "character %zu", count);
	}
	cr_assert_eq(utf8_previous(text, text), (const char *)text, "start");
}

static const struct {
	const char *text, *shown;
} plain[] = {
	{ "", "" },
	{ "Gr\xc3\xbc\xc3\x9f Gott \xe2\x80\x94 ok",
	    "Gr\xc3\xbc\xc3\x9f Gott \xe2\x80\x94 ok" },
	{ "a\tb", "a b" },
	{ "a\nb", "a^Jb" },
	{ "a\r\nb", "a^M^Jb" },
	{ "\x01\x1b\x1f\x7f", "^A^[^_^?" },
	{ "\x1b]0;owned\x07", "^[]0;owned^G" },
	{ "\xc2\x80\xc2\x9b"
	  "31m\xc2\x9f",
	    "<U+0080><U+009B>31m<U+009F>" },
	{ "\xc2\xa0", "\xc2\xa0" },
	{ "\xc2\xad", "<U+00AD>" },
	{ "\xd8\x9c", "<U+061C>" },
	{ "\xe2\x80\x8b\xe2\x80\x8e\xe2\x80\x8f",
	    "<U+200B><U+200E><U+200F>" },
	{ "\xe2\x80\xa8\xe2\x80\xa9", "<U+2028><U+2029>" },
	{ "\xe2\x80\xaa\xe2\x80\xab\xe2\x80\xac\xe2\x80\xad\xe2\x80\xae",
	    "<U+202A><U+202B><U+202C><U+202D><U+202E>" },
	{ "\xe2\x81\xa0\xe2\x81\xa6\xe2\x81\xa7\xe2\x81\xa8\xe2\x81\xa9",
	    "<U+2060><U+2066><U+2067><U+2068><U+2069>" },
	{ "\xef\xbb\xbf"
	  "bom",
	    "<U+FEFF>bom" },
	{ "\xf3\xa0\x81\x81", "<U+E0041>" },
	{ "\xff", "\xef\xbf\xbd" },
	{ "\xe2\x82", "\xef\xbf\xbd\xef\xbf\xbd" },
	{ "\xc0\x9b"
	  "x",
	    "\xef\xbf\xbd\xef\xbf\xbdx" },
	{ "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
	{ "\xef\xbf\xbd", "\xef\xbf\xbd" },
	{ "50 % %s %n", "50 % %s %n" },
	/* what spelling needs stays where it is needed */
	{ "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xb1", /* Persian */
	    "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xb1" },
	{ "\xe0\xa4\x95\xe0\xa5\x8d\xe2\x80\x8d\xe0\xa4\xb7", /* Hindi */
	    "\xe0\xa4\x95\xe0\xa5\x8d\xe2\x80\x8d\xe0\xa4\xb7" },
	{ "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
	    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb" },
	{ "\xe8\x91\x9b\xf3\xa0\x84\x81\xe2\x9d\xa4\xef\xb8\x8f",
	    "\xe8\x91\x9b\xf3\xa0\x84\x81\xe2\x9d\xa4\xef\xb8\x8f" },
	/* and elsewhere it hides something */
	{ "pass\xe2\x80\x8cword\xe2\x80\x8d",
	    "pass<U+200C>word<U+200D>" },
	{ "\xd9\x85\xe2\x80\x8c\xe2\x80\x8c\xd8\xb1",
	    "\xd9\x85<U+200C><U+200C>\xd8\xb1" },
	{ "a\xef\xb8\x8f\xe2\x9d\xa4\xef\xb8\x8f\xef\xb8\x8e",
	    "a<U+FE0F>\xe2\x9d\xa4\xef\xb8\x8f<U+FE0E>" },
	{ "\xe2\x81\xa3\xe2\x81\xaf\xcd\x8f\xe1\x85\x9f\xe3\x85\xa4",
	    "<U+2063><U+206F><U+034F><U+115F><U+3164>" },
	{ "\xef\xbf\xb9z\xef\xbf\xba\xef\xbf\xbb",
	    "<U+FFF9>z<U+FFFA><U+FFFB>" },
	{ "\xef\xb7\x90\xef\xbf\xbe\xef\xbf\xbf\xf0\x9f\xbf\xbe"
	  "\xf4\x8f\xbf\xbf",
	    "<U+FDD0><U+FFFE><U+FFFF><U+1FFFE><U+10FFFF>" },
	{ "\xf3\xa0\x80\x81\xf3\xa0\x87\xb0", "<U+E0001><U+E01F0>" },
};

Test(utf8, the_table_of_what_is_unsafe_is_in_order)
{
	size_t count = 0;

	for (uint32_t code = 0; code <= 0x10ffff; code++) {
		bool noncharacter = (code & 0xfffe) == 0xfffe ||
		    (code >= 0xfdd0 && code <= 0xfdef);
		bool control = code < 0x20 || (code >= 0x7f && code < 0xa0);

		if (noncharacter || control)
			cr_assert(utf8_unsafe(code), "U+%04X", (unsigned)code);
		if (utf8_variation(code))
			cr_assert(utf8_unsafe(code), "U+%04X", (unsigned)code);
		count += utf8_unsafe(code);
	}
	cr_assert_eq(count, 4305u, "%zu code points", count);
}

Test(utf8, foreign_text_is_shown_harmless)
{
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++) {
		struct str out = { 0 };

		display_safe(&out, plain[i].text, false);
		cr_assert_str_eq(str_text(&out), plain[i].shown,
		    "vector %zu: \"%s\"", i, str_text(&out));
		str_done(&out);
	}
}

Test(utf8, lines_stay_lines_only_where_asked)
{
	struct str out = { 0 };

	display_safe(&out, "one\ntwo\r\n\tthree", true);
	cr_assert_str_eq(
	    str_text(&out), "one\ntwo^M\n three", "%s", str_text(&out));
	str_add(&out, "!");
	display_safe(&out, "\n", false);
	cr_assert_str_eq(str_text(&out), "one\ntwo^M\n three!^J", "appended");
	str_done(&out);
}

Test(utf8, whatever_the_bytes_what_is_shown_is_safe)
{
	uint32_t seed = 20260714;

	for (int round = 0; round < 20000; round++) {
		char text[24];
		size_t len = 0;
		struct str out = { 0 };

		for (; len < sizeof(text) - 1; len++) {
			seed = seed * 1664525 + 1013904223;
			text[len] = (char)(seed >> 24);
		}
		text[len] = '\0';
		display_safe(&out, text, false);
		cr_assert(utf8_valid(str_text(&out), out.len), "round %d",
		    round);
		uint32_t before = 0, code, after;

		for (const char *p = str_text(&out); *p; before = code) {
			p = utf8_next(p, &code);
			utf8_next(p, &after);
			cr_assert(!utf8_unsafe(code) ||
				utf8_needed(code, before, after),
			    "round %d: U+%04X", round, (unsigned)code);
		}
		str_done(&out);
	}
}
