/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A person typed as one line. */

#include <config.h>

#include "model/person_line.h"

#include <stdlib.h>

#include "base/str.h"
#include "room.h"

static void
expect_shown(const char *text, const char *wanted)
{
	struct person_line line;
	struct str shown = { 0 };

	person_line_parse(text, &line);
	person_line_show(&line, &shown);
	cr_assert_str_eq(
	    str_text(&shown), wanted, "%s: %s", text, str_text(&shown));
	str_done(&shown);
	person_line_done(&line);
}

Test(person_line, parts_are_told_apart)
{
	expect_shown("T. Lindqvist, CISO, A", "T. Lindqvist   CISO   "
	                                      "accountable");
	expect_shown("T. Lindqvist", "T. Lindqvist");
	expect_shown(" T.  Lindqvist ,r, service manager ,, Nordwerk",
	    "T. Lindqvist   service manager   Nordwerk   responsible");
	expect_shown("A, Consulted, a@example.org",
	    "A   consulted   a@example.org");
	expect_shown("B, +49 (0) 30/123-4, C", "B   consulted   "
	                                       "+49 (0) 30/123-4");
	expect_shown("B, lead, Nordwerk, Hall 4", "B   lead   Nordwerk, "
	                                          "Hall 4");
	expect_shown(",,", "");
	expect_shown("", "");
}

Test(person_line, a_person_is_proposed_with_what_was_said)
{
	struct on_desk it;
	struct person_line line;
	struct changes changes = { 0 };

	room_open(&it);
	person_line_parse("T. Lindqvist, CISO, A", &line);
	char *id = person_line_add(it.pack.session, &changes, &line);

	cr_assert_eq(on_desk_apply(&it, &changes), 3, "three fields");
	cr_assert_str_eq(
	    session_getf(it.pack.session, "people/%s/role", id),
	    "accountable", "");
	free(id);
	person_line_done(&line);
	on_desk_done(&it);
}
