/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* YAML written reads back as it was, here and in other readers. */

#include <config.h>

#include "yaml/ywrite.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"
#include "yaml/yread.h"

static void
finish(struct ywrite *w, struct str *out)
{
	struct err err = { 0 };

	cr_assert(ywrite_finish(w, out, &err), "%s", err.message);
}

Test(ywrite, a_document_looks_as_a_person_would_write_it)
{
	struct ywrite *w = ywrite_new();
	struct str out = { 0 };

	ywrite_open_map(w);
	ywrite_key(w, "id");
	ywrite_text(w, "OPS-01");
	ywrite_key(w, "weight");
	ywrite_number(w, -7);
	ywrite_key(w, "material");
	ywrite_bool(w, true);
	ywrite_key(w, "profiles");
	ywrite_open_flow_list(w);
	ywrite_text(w, "A");
	ywrite_quoted(w, "5.10");
	ywrite_close_list(w);
	ywrite_key(w, "levels");
	ywrite_open_map(w);
	ywrite_key_number(w, "2");
	ywrite_open_list(w);
	ywrite_text(w, "one\ntwo");
	ywrite_text(w, "Plain words: not quite.");
	ywrite_close_list(w);
	ywrite_close_map(w);
	ywrite_close_map(w);
	finish(w, &out);
	cr_assert_str_eq(str_text(&out),
	    "id: OPS-01\n"
	    "weight: -7\n"
	    "material: true\n"
	    "profiles: [A, \"5.10\"]\n"
	    "levels:\n"
	    "  2:\n"
	    "  - |-\n"
	    "    one\n"
	    "    two\n"
	    "  - 'Plain words: not quite.'\n",
	    "%s", str_text(&out));
	str_done(&out);
}

/* Writes {v: text} and reads it; the text must be the same and no null. */
static void
round_trip(const char *text, struct str *yaml)
{
	struct ywrite *w = ywrite_new();
	struct err err = { 0 };

	str_clear(yaml);
	ywrite_open_map(w);
	ywrite_key(w, "v");
	ywrite_text(w, text);
	ywrite_key(w, "l");
	ywrite_open_list(w);
	ywrite_text(w, text);
	ywrite_quoted(w, text);
	ywrite_close_list(w);
	ywrite_key(w, "f");
	ywrite_open_flow_list(w);
	ywrite_text(w, text);
	ywrite_close_list(w);
	ywrite_close_map(w);
	finish(w, yaml);
	struct ydoc *doc = yread_text(
	    str_text(yaml), yaml->len, "out.yaml", &YLIMITS_PACK, &err);

	cr_assert_not_null(doc, "%s\n%s", err.message, str_text(yaml));
	const struct ynode *root = ydoc_root(doc), *l = ynode_get(root, "l");
	const struct ynode *all[] = { ynode_get(root, "v"), l->first,
		l->first->next, ynode_get(root, "f")->first };

	for (size_t i = 0; i < 4; i++) {
		cr_assert_str_eq(
		    all[i]->text, text, "place %zu of\n%s", i, str_text(yaml));
		cr_assert_not(ynode_is_null(all[i]), "\"%s\"", text);
	}
	ydoc_free(doc);
}

static const char *const texts[] = {
	"",
	" ",
	"a",
	" leading",
	"trailing ",
	"two  blanks",
	"tab\there",
	"\n",
	"\n\n",
	"one\n",
	"one\ntwo",
	"one\ntwo\n",
	"one\n\n\ntwo\n\n",
	"\none",
	"  indented\nless",
	"trailing \nblank",
	"cr\rlf\r\n",
	"# no remark",
	"a # no remark",
	"- dash",
	"-",
	"--- three",
	"... dots",
	"? key",
	": colon",
	"a: b",
	"a:b",
	"[list]",
	"{map}",
	"&anchor",
	"*alias",
	"!tag",
	"|",
	">",
	"%directive",
	"@at",
	"`tick`",
	"'single'",
	"\"double\"",
	"back\\slash",
	", comma",
	"null",
	"~",
	"\x1b[31m",
	"\x7f",
	"\xc2\x85 next line",
	"\xe2\x80\xa8 separator",
	"\xef\xbb\xbf bom",
	"\xc2\xa0nbsp\xc2\xa0",
	"gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80",
};

Test(ywrite, every_text_reads_back_as_it_was)
{
	struct str yaml = { 0 };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		round_trip(texts[i], &yaml);
	str_done(&yaml);
}

Test(ywrite, every_kind_of_character_reads_back_between_all_others)
{
	static const char *const odd[] = { " ", "\n", "\t", ":", "#", "-", "'",
		"\"", "\\", "\r", "x", ",", "]", "\xc3\xbc", "\x01" };
	enum { ODD = sizeof(odd) / sizeof(*odd) };
	struct str yaml = { 0 }, text = { 0 };

	for (size_t n = 0; n < ODD * ODD * ODD; n++) {
		str_clear(&text);
		str_add(&text, odd[n % ODD]);
		str_add(&text, odd[n / ODD % ODD]);
		str_add(&text, odd[n / ODD / ODD]);
		round_trip(str_text(&text), &yaml);
	}
	str_done(&yaml);
	str_done(&text);
}

Test(ywrite, a_long_text_is_folded_and_reads_back)
{
	struct str yaml = { 0 }, text = { 0 };

	for (int i = 0; i < 400; i++)
		str_printf(&text, "%sword%d", i ? " " : "", i);
	round_trip(str_text(&text), &yaml);
	for (const char *line = str_text(&yaml); *line;) {
		size_t len = strcspn(line, "\n");

		cr_assert_lt(len, 130u, "%.*s", (int)len, line);
		line += len + (line[len] == '\n');
	}
	str_done(&yaml);
	str_done(&text);
}

Test(ywrite, what_other_readers_take_for_something_else_is_quoted)
{
	static const char *const words[] = { "yes", "No", "ON", "off", "true",
		"False", "null", "NULL", "~", "y", "n", "", "5", "5.10", "-1",
		"+3", ".5", "1e3", "0x1F", "0o17", "1_000", "12:30:45",
		"2026-07-14", "2026-07-14T10:00:00Z", ".inf", "-.INF", ".NaN",
		"=", "<<" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct ywrite *w = ywrite_new();
		struct str out = { 0 };

		ywrite_open_list(w);
		ywrite_text(w, words[i]);
		ywrite_close_list(w);
		finish(w, &out);
		cr_assert(strchr("'\"", str_text(&out)[2]), "%s",
		    str_text(&out));
		str_done(&out);
		w = ywrite_new();
		ywrite_open_map(w);
		ywrite_key(w, words[i]);
		ywrite_text(w, "x");
		ywrite_close_map(w);
		finish(w, &out);
		cr_assert(strchr("'\"", str_text(&out)[0]), "as a key: %s",
		    str_text(&out));
		str_done(&out);
	}
}

Test(ywrite, ordinary_words_are_not_quoted)
{
	static const char *const words[] = { "OPS-01", "E-TPM-04", "v1.2",
		"not met", "5 keys", "a-b_c.d", "Yes, they do.", "nobody",
		"Cafe\xcc\x81" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct ywrite *w = ywrite_new();
		struct str out = { 0 };

		ywrite_open_list(w);
		ywrite_text(w, words[i]);
		ywrite_close_list(w);
		finish(w, &out);
		cr_assert_null(strpbrk(str_text(&out), "'\""), "%s",
		    str_text(&out));
		str_done(&out);
	}
}

Test(ywrite, text_that_is_no_utf8_is_an_error_not_a_file)
{
	static const char *const bad[] = { "\xff", "ok \xc3", "\xed\xa0\x80" };

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct ywrite *w = ywrite_new();
		struct str out = { 0 };
		struct err err = { 0 };

		ywrite_open_map(w);
		ywrite_key(w, "v");
		ywrite_text(w, bad[i]);
		ywrite_key(w, "more");
		ywrite_text(w, "after it");
		ywrite_close_map(w);
		cr_assert_not(ywrite_finish(w, &out, &err), "text %zu", i);
		cr_assert_eq(err.code, ERR_INPUT, "");
		cr_assert_eq(out.len, 0u, "nothing written");
		err_done(&err);
		str_done(&out);
	}
}

Test(ywrite, the_same_calls_give_the_same_bytes)
{
	struct str yaml = { 0 }, again = { 0 };

	round_trip("Same: \"bytes\"\n every time", &yaml);
	round_trip("Same: \"bytes\"\n every time", &again);
	cr_assert_str_eq(str_text(&yaml), str_text(&again), "");
	str_done(&yaml);
	str_done(&again);
}

/* The document that holds a text as a key and as a value. */
static char *
written(const char *text)
{
	struct ywrite *w = ywrite_new();
	struct str out = { 0 };
	struct err err = { 0 };

	ywrite_open_map(w);
	ywrite_key(w, text);
	ywrite_text(w, text);
	ywrite_close_map(w);
	cr_assert(ywrite_finish(w, &out, &err), "%s", err.message);
	return str_steal(&out);
}

Test(ywrite, nothing_that_hides_or_turns_text_stands_there_as_it_is)
{
	static const char *const texts[] = {
		"a\342\200\256b", "\342\201\246", "x\303\237\302\255y \"q\" \\",
		"\357\273\277", "\363\240\201\201 tag",
		"two\nlines\342\200\213",
		"tab\t\357\277\271", "\342\200\250", "\357\270\217",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		char *text = written(texts[i]);
		struct err err = { 0 };
		struct ydoc *doc = yread_text(
		    text, strlen(text), "text", &YLIMITS_PACK, &err);
		uint32_t code;

		for (const char *p = text; *p;) {
			p = utf8_next(p, &code);
			cr_assert(code == '\n' || !utf8_unsafe(code),
			    "U+%04X in %s", (unsigned)code, text);
		}
		cr_assert_not_null(doc, "%s: %s", text, err.message);
		cr_assert_str_eq(ynode_text(ydoc_root(doc), texts[i]),
		    texts[i], "%zu comes back", i);
		ydoc_free(doc);
		free(text);
	}
}

Test(ywrite, what_spelling_needs_stays_legible)
{
	char *text = written("\331\205\333\214\342\200\214\330\261");

	cr_assert_str_eq(text,
	    "\331\205\333\214\342\200\214\330\261: "
	    "\331\205\333\214\342\200\214\330\261\n",
	    "%s", text);
	free(text);
}
