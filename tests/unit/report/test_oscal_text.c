/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Text, places and moments as OSCAL's data types want them. */

#include <config.h>

#include "report/oscal_parts.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static void
expect(char *made, const char *wanted)
{
	cr_assert_str_eq(made, wanted);
	free(made);
}

Test(oscal_text, a_plain_line_has_no_blanks_at_its_ends_and_shows_controls)
{
	expect(oscal_plain(" two\t\nwords "), "two words");
	expect(oscal_plain("\343\200\200wide\342\200\203"), "wide");
	expect(oscal_plain(" \t"), "");
	expect(oscal_plain("a\033[31mb\177"), "a^[[31mb^?");
	expect(oscal_plain("\342\200\256over"), "<U+202E>over");
	expect(oscal_plain("bad \377 byte"), "bad \357\277\275 byte");
	expect(oscal_plain("*as it is*"), "*as it is*");
}

Test(oscal_text, markup_shows_every_sign_and_does_nothing)
{
	expect(oscal_markup("<b>*x*</b> H~2~O a^2^", false),
	    "\\<b\\>\\*x\\*\\</b\\> H\\~2\\~O a\\^2\\^");
	expect(oscal_markup("{{ insert: param, x }}", false),
	    "\\{\\{ insert: param, x \\}\\}");
	expect(oscal_markup("~~gone~~", false), "\\~\\~gone\\~\\~");
	expect(oscal_markup("", true), "");
}

Test(oscal_text, lines_of_markup_become_paragraphs)
{
	expect(oscal_markup("one\n\n \n2. two\n", true), "one\n\n2\\. two");
}

Test(oscal_text, a_place_leads_nowhere_but_there)
{
	expect(oscal_href("evidence/ab12.pdf"), "evidence/ab12.pdf");
	expect(oscal_href("C:\\a b%.pdf"), "C%3A%5Ca%20b%25.pdf");
	expect(oscal_href("javascript:alert(1)"), "javascript%3Aalert%281%29");
	expect(oscal_href("//host/x"), "/.//host/x");
	expect(oscal_href("https://host/a%20b?c=d#e#f [x]"),
	    "https://host/a%20b?c=d#e%23f%20%5Bx%5D");
	expect(oscal_href("\303\274"), "%C3%BC");
}

static void
moment(const char *at, const char *wanted)
{
	char out[OSCAL_MOMENT] = "none";

	cr_assert_eq(oscal_moment(at, out), wanted != NULL, "%s", at);
	if (wanted)
		cr_assert_str_eq(out, wanted);
}

Test(oscal_text, a_moment_keeps_its_zone_where_OSCAL_has_it)
{
	moment("2026-07-14T10:32:50+02:00", "2026-07-14T10:32:50+02:00");
	moment("2026-07-14T10:32:50+05:45", "2026-07-14T10:32:50+05:45");
	moment("2026-07-14T10:32:50-00:44", "2026-07-14T11:16:50Z");
	moment("2026-07-14T10:32:50+15:00", "2026-07-13T19:32:50Z");
	moment("2026-06-30T23:59:60+00:00", "2026-07-01T00:00:00Z");
	moment("1026-07-14T10:32:50+02:00", NULL);
	moment("yesterday", NULL);
	moment(NULL, NULL);
}
