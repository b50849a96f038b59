/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Inline markup. md4c gets one line at a time, with a word put before it so
 * that nothing in it can open a block: "1. text" stays text. */

#include <config.h>

#include "import/mdtext.h"

#include <md4c.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "base/utf8.h"
#include "import/names.h"

/* md4c slows down on lines full of brackets (robustness.md 2): longer ones
 * are taken as they are. */
enum { LINE_MAX_PARSED = 16384 };

struct reading {
	struct str text;
	struct name_list *links; /* NULL: not asked for */
	size_t link_start;
	int depth; /* of links and pictures in each other */
};

static int
ignore_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	(void)type, (void)detail, (void)data;
	return 0;
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *data)
{
	struct reading *reading = data;

	(void)detail;
	if (type == MD_SPAN_A && !reading->depth++)
		reading->link_start = reading->text.len;
	return 0;
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *data)
{
	struct reading *reading = data;

	(void)detail;
	if (type == MD_SPAN_A && !--reading->depth && reading->links)
		name_list_add(reading->links,
		    str_text(&reading->text) + reading->link_start,
		    reading->text.len - reading->link_start);
	return 0;
}

/* Is it a character that text may hold? */
static bool
printable(unsigned long code)
{
	return code >= 0x20 && code < 0x110000 &&
	    !(code >= 0x7f && code < 0xa0) &&
	    !(code >= 0xd800 && code < 0xe000);
}

/* Adds what an entity stands for; one not known stays as it is. */
static void
add_entity(struct str *out, const char *text, size_t len)
{
	static const struct {
		const char *name, *value;
	} named[] = { { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" },
		{ "&quot;", "\"" }, { "&apos;", "'" }, { "&nbsp;", " " },
		{ "&ndash;", "\xe2\x80\x93" }, { "&mdash;", "\xe2\x80\x94" },
		{ "&bull;", "\xe2\x80\xa2" }, { "&hellip;", "\xe2\x80\xa6" },
		{ "&lsquo;", "\xe2\x80\x98" }, { "&rsquo;", "\xe2\x80\x99" },
		{ "&ldquo;", "\xe2\x80\x9c" }, { "&rdquo;", "\xe2\x80\x9d" },
		{ "&sect;", "\xc2\xa7" } };

	for (size_t i = 0; i < sizeof(named) / sizeof(*named); i++)
		if (strlen(named[i].name) == len &&
		    strncmp(named[i].name, text, len) == 0) {
			str_add(out, named[i].value);
			return;
		}
	if (len > 3 && text[1] == '#') {
		bool hex = text[2] == 'x' || text[2] == 'X';
		unsigned long code =
		    strtoul(text + 2 + hex, NULL, hex ? 16 : 10);
		char bytes[5];

		if (printable(code)) {
			utf8_encode((uint32_t)code, bytes);
			str_add(out, bytes);
			return;
		}
	}
	str_add_n(out, text, len);
}

static int
add_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
	struct reading *reading = data;

	if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
		str_add_char(&reading->text, ' ');
	else if (type == MD_TEXT_ENTITY)
		add_entity(&reading->text, text, size);
	else
		str_add_n(&reading->text, text, size);
	return 0;
}

/* Does the line hold anything that markup is made of? */
static bool
has_markup(const char *line, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (line[i] && strchr("\\`*_[]<&", line[i]))
			return true;
	return false;
}

static void
parse(const char *line, size_t len, struct reading *reading)
{
	static const char guard[] = "x ";
	static const MD_PARSER parser = { .flags = MD_FLAG_NOHTML,
		.enter_block = ignore_block,
		.leave_block = ignore_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = add_text };
	struct str guarded = { 0 };

	if (!has_markup(line, len) || len > LINE_MAX_PARSED) {
		str_add_n(&reading->text, line, len);
		return;
	}
	str_add(&guarded, guard);
	str_add_n(&guarded, line, len);
	if (md_parse(str_text(&guarded), (MD_SIZE)guarded.len, &parser,
		reading) != 0) {
		str_clear(&reading->text);
		str_add_n(&reading->text, str_text(&guarded), guarded.len);
	}
	str_remove(&reading->text, 0, strlen(guard));
	str_done(&guarded);
}

/* The bytes of a <br>, <br/> or <br /> at p; 0: none. */
static size_t
break_len(const char *p, const char *end)
{
	size_t len = 3;

	if (end - p < 4 || strncasecmp(p, "<br", 3) != 0)
		return 0;
	while (p + len < end && (p[len] == ' ' || p[len] == '/'))
		len++;
	return p + len < end && p[len] == '>' ? len + 1 : 0;
}

/* Calls add for what stands between line breaks. */
static char *
split_breaks(const char *text, size_t len,
    void (*add)(struct str *out, const char *text, size_t len))
{
	const char *end = text + len, *from = text;
	struct str out = { 0 };

	for (const char *p = text;; p++) {
		size_t cut = p < end && *p == '<' ? break_len(p, end) : 0;

		if (p < end && !cut)
			continue;
		add(&out, from, (size_t)(p - from));
		if (p == end)
			return str_steal(&out);
		str_add_char(&out, '\n');
		from = p + cut;
		p = from - 1;
	}
}

static void
add_plain(struct str *out, const char *text, size_t len)
{
	struct reading reading = { 0 };

	parse(text, len, &reading);
	str_add_n(out, str_text(&reading.text), reading.text.len);
	str_done(&reading.text);
}

char *
mdtext_plain(const char *line, size_t len)
{
	return split_breaks(line, len, add_plain);
}

char *
mdtext_breaks(const char *text, size_t len)
{
	return split_breaks(text, len, str_add_n);
}

void
mdtext_links(const char *line, size_t len, struct name_list *links)
{
	struct reading reading = { .links = links };

	parse(line, len, &reading);
	str_done(&reading.text);
}
