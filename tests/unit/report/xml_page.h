/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_XML_PAGE_H
#define ASSAY_TESTS_XML_PAGE_H

/* A page read by a strict parser: what stands where, for tests of what makes
 * HTML and SVG. */

#include <criterion/criterion.h>
#include <expat.h>
#include <string.h>

#include "base/str.h"

/* tags: "<p>text</p>" of everything within <body>, or of all without one;
 * names: " name" of all attributes, values: "name=value\n". */
struct xml_page {
	struct str tags, names, values;
	size_t elements; /* lines of text in pictures are not counted */
	bool style;
};

static inline void
xml_page_begin(void *user, const char *name, const char **attributes)
{
	struct xml_page *page = user;

	if (!strcmp(name, "body"))
		str_clear(&page->tags);
	page->style = !strcmp(name, "style");
	page->elements += strcmp(name, "text") != 0;
	str_printf(&page->tags, "<%s>", name);
	for (; *attributes; attributes += 2) {
		str_printf(&page->names, " %s", attributes[0]);
		str_printf(&page->values, "%s=%s\n", attributes[0],
		    attributes[1]);
	}
}

static inline void
xml_page_end(void *user, const char *name)
{
	struct xml_page *page = user;

	page->style = false;
	str_printf(&page->tags, "</%s>", name);
}

static inline void
xml_page_text(void *user, const char *text, int len)
{
	struct xml_page *page = user;

	/* line feeds between tags say nothing */
	for (int i = 0; i < len && !page->style; i++)
		if (text[i] != '\n')
			str_add_char(&page->tags, text[i]);
}

/* Fails the test unless text is well-formed. */
static inline void
xml_page_read(struct xml_page *page, const struct str *text)
{
	XML_Parser parser = XML_ParserCreate("UTF-8");

	*page = (struct xml_page){ 0 };
	XML_SetUserData(parser, page);
	XML_SetElementHandler(parser, xml_page_begin, xml_page_end);
	XML_SetCharacterDataHandler(parser, xml_page_text);
	enum XML_Status status =
	    XML_Parse(parser, str_text(text), (int)text->len, 1);

	cr_assert_eq(status, XML_STATUS_OK, "line %lu: %s\n%s",
	    (unsigned long)XML_GetCurrentLineNumber(parser),
	    XML_ErrorString(XML_GetErrorCode(parser)), str_text(text));
	XML_ParserFree(parser);
}

static inline void
xml_page_done(struct xml_page *page)
{
	str_done(&page->tags);
	str_done(&page->names);
	str_done(&page->values);
}

static inline size_t
xml_page_count(const struct str *in, const char *needle)
{
	size_t count = 0;
	const char *at = str_text(in);

	for (; (at = strstr(at, needle)); at += strlen(needle))
		count++;
	return count;
}

#endif
