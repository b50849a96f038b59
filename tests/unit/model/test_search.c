/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Search over a small pack and a session on it. */

#include <config.h>

#include "model/search.h"

#include <criterion/criterion.h>
#include <criterion/logging.h>
#include <stdlib.h>
#include <string.h>

#include "pack.h"

enum { FIRST, SECOND };

/* The two requests, AB-2's objective and the sizes. */
static void
add_tables(struct pack *pack)
{
	static const char *const sizes[] = { "small", "large" };
	size_t row = builder_child(pack->builder, PACK_EVIDENCE, 0);

	builder_text(pack->builder, EVIDENCE_ID, row, "E-RUN-01");
	builder_text(pack->builder, EVIDENCE_TITLE, row, "Shift roster");
	builder_text(pack->builder, EVIDENCE_DESCRIPTION, row,
	    "Who is on duty, and the run book they use.");
	for (int i = 0; i < 2; i++) {
		row = builder_child(pack->builder, PACK_SIZES, 0);
		builder_text(pack->builder, SIZE_ID, row, sizes[i]);
		builder_text(pack->builder, SIZE_NAME, row, sizes[i]);
	}
	row = builder_child(pack->builder, PACK_FRAMEWORKS, 0);
	builder_text(pack->builder, FRAMEWORK_ID, row, "iso");
	builder_text(pack->builder, FRAMEWORK_NAME, row, "ISO");
}

static void
add_first(struct pack *pack)
{
	struct builder *b = pack->builder;
	size_t control = pack_control(pack, "AB-1",
	    "Teams keep \xe2\x80\x9crun books\xe2\x80\x9d for the "
	    "caf\xc3\xa9.");

	builder_text(b, CONTROL_TITLE, control, "Running the office");
	builder_text(b, CONTROL_QUESTION, control,
	    "Does everybody know which book to\nrun first?");
	size_t level = pack_level(pack, control, 2);

	builder_text(b, CLEVEL_SUMMARY, level, "Planned in part.");
	pack_criterion(pack, level, "Duties are written down.");
	size_t criterion = pack_criterion(pack, level, "Books name:");

	builder_item(b, CRITERION_SUB, criterion, "the owner");
	builder_item(b, CRITERION_SUB, criterion, "the run of events");
	builder_item(b, CONTROL_EVIDENCE, control, "E-RUN-01");
	for (int i = 0; i < 2; i++) {
		size_t row = builder_child(b, CONTROL_SOLUTIONS, control);

		builder_text(b, SOLUTION_SIZE, row, i ? "large" : "small");
		builder_item(b, SOLUTION_LINES, row, "A wiki for run books");
		if (i)
			builder_item(b, SOLUTION_LINES, row, "Auto-run desk");
	}
	size_t mapping = builder_child(b, CONTROL_MAPPINGS, control);

	builder_text(b, MAPPING_FRAMEWORK, mapping, "iso");
	builder_item(b, MAPPING_VALUES, mapping, "8.1");
	builder_item(b, MAPPING_VALUES, mapping, "8.10");
}

static void
set_up(struct pack *pack)
{
	pack_begin(pack);
	add_tables(pack);
	add_first(pack);
	size_t control = pack_control(pack, "AB-2",
	    "Strong Stra\xc3\x9f"
	    "e.");
	size_t row = builder_child(pack->builder, CONTROL_OBJECTIVES, control);

	builder_text(pack->builder, OBJECTIVE_ID, row, "AB-2_A01");
	builder_text(pack->builder, OBJECTIVE_TEXT, row,
	    "the book follows \xef\xac\x81re drills in AB-1, "
	    "re\xcc\x81sume\xcc\x81;");
	pack_finish(pack);
}

/* "AB-1 title, AB-2 criterion 2.1": the places of all hits. */
static char *
places(const struct pack *pack, const char *query)
{
	struct hits hits = { 0 };
	struct str text = { 0 };

	search_run(pack->catalog, pack->session, query, 0, &hits);
	for (size_t i = 0; i < hits.count; i++) {
		const struct hit *hit = &hits.items[i];

		str_printf(&text, "%s%s %s", i ? ", " : "",
		    catalog_string(pack->catalog, CONTROL_ID, hit->control),
		    hit->field);
		if (hit->level >= 0)
			str_printf(&text, " %d.%zu", hit->level, hit->item + 1);
	}
	hits_done(&hits);
	return str_steal(&text);
}

static void
check(const char *query, const char *wanted)
{
	struct pack pack;

	set_up(&pack);
	char *got = places(&pack, query);

	cr_assert_str_eq(got, wanted, "\"%s\" found: %s", query, got);
	free(got);
	pack_done(&pack);
}

/* The marked part of the first hit. */
static void
check_mark(const char *query, const char *field, const char *wanted)
{
	struct hits hits = { 0 };
	struct pack pack;
	bool found = false;

	set_up(&pack);
	search_run(pack.catalog, NULL, query, 0, &hits);
	for (size_t i = 0; i < hits.count && !found; i++) {
		const struct hit *hit = &hits.items[i];

		if (strcmp(hit->field, field) != 0)
			continue;
		cr_assert(
		    hit->start < hit->end && hit->end <= strlen(hit->text),
		    "\"%s\": %zu-%zu", query, hit->start, hit->end);
		char *mark =
		    xstrndup(hit->text + hit->start, hit->end - hit->start);

		cr_assert_str_eq(
		    mark, wanted, "\"%s\" marked \"%s\"", query, mark);
		free(mark);
		found = true;
	}
	cr_assert(found, "\"%s\": no hit in a %s", query, field);
	hits_done(&hits);
	pack_done(&pack);
}

Test(search, every_kind_of_text_is_searched_in_reading_order)
{
	check("run",
	    "AB-1 title, AB-1 statement, AB-1 question, AB-1 criterion 2.2, "
	    "AB-1 evidence, AB-1 solution, AB-1 solution");
	check("8.1", "AB-1 mapping");
	check("planned", "AB-1 summary 2.1");
	check("owner", "AB-1 criterion 2.2");
	check("a01", "AB-2 objective");
	check("duty", "AB-1 evidence");
}

Test(search, all_words_must_stand_in_the_same_text)
{
	check("run book", "AB-1 statement, AB-1 question, AB-1 evidence, "
	                  "AB-1 solution");
	check("  BOOK   run ", "AB-1 statement, AB-1 question, AB-1 evidence, "
	                       "AB-1 solution");
	check("roster duty", "");
	check("nothing like it", "");
}

Test(search, an_empty_query_finds_nothing)
{
	check("", "");
	check(" \t ", "");
	check("\xcc\x81", "");
}

Test(search, case_accents_and_typography_are_set_aside)
{
	check("CAFE", "AB-1 statement");
	check("cafe\xcc\x81", "AB-1 statement");
	check("\xc3\x89vent", "AB-1 criterion 2.2");
	check("strasse", "AB-2 statement");
	check("STRASSE", "AB-2 statement");
	check("fire", "AB-2 objective");
	check("\"run", "AB-1 statement");
}

Test(search, a_control_named_by_the_query_comes_first)
{
	check("ab-2", "AB-2 id");
	check("ab-1", "AB-1 id, AB-2 objective");
	check("b-", "AB-1 id, AB-2 id, AB-2 objective");
}

Test(search, the_phrase_is_marked_else_the_longest_word)
{
	check_mark("run book", "statement", "run book");
	check_mark("book run", "statement", "book");
	check_mark("to run", "question", "to\nrun");
	check_mark("books \xe2\x80\x9crun", "statement", "books");
	check_mark("cafe", "statement", "caf\xc3\xa9");
	check_mark("fire", "objective", "\xef\xac\x81re");
	check_mark("strasse", "statement",
	    "Stra\xc3\x9f"
	    "e");
	check_mark("RUN", "title", "Run");
	check_mark("resume", "objective", "re\xcc\x81sume\xcc\x81");
}

Test(search, notes_and_evidence_of_the_session_are_found)
{
	struct hits hits = { 0 };
	struct pack pack;

	set_up(&pack);
	pack_record(&pack, "AB-2/notes/abc234/text", "Ask Zo\xc3\xab again");
	pack_record(&pack, "AB-1/notes/bcd345/text", "zoe was here");
	pack_record(&pack, "AB-1/notes/bcd345/criterion", "2.1");
	pack_record(&pack, "evidence/E-RUN-01/locator", "binder of Zoe, p. 4");
	pack_record(&pack, "evidence/E-RUN-01/state", "received");
	pack_record(&pack, "evidence/EV-abc234/title", "Mail from Zoe");
	pack_record(&pack, "evidence/EV-abc234/note", "Zoe wrote it");
	pack_record(&pack, "links/EV-abc234/AB-2", "supports");
	search_run(pack.catalog, pack.session, "zoe", 0, &hits);
	cr_assert_eq(hits.count, 5, "%zu hits", hits.count);
	cr_assert_eq(hits.controls, 2, "in %zu controls", hits.controls);
	cr_assert_str_eq(hits.items[0].path, "AB-1/notes/bcd345/text");
	cr_assert_eq(hits.items[0].level, 2, "the note is about 2.1");
	cr_assert_str_eq(hits.items[1].path, "evidence/E-RUN-01/locator");
	cr_assert_eq(hits.items[1].control, FIRST, "AB-1 asks for it");
	cr_assert_str_eq(hits.items[2].path, "AB-2/notes/abc234/text");
	cr_assert_eq(hits.items[2].level, -1, "a note on the whole control");
	cr_assert_str_eq(hits.items[2].field, "note");
	cr_assert_str_eq(hits.items[3].path, "evidence/EV-abc234/note");
	cr_assert_eq(hits.items[3].control, SECOND, "linked to AB-2");
	search_run(pack.catalog, pack.session, "received", 0, &hits);
	cr_assert_eq(hits.count, 0, "states are no text");
	hits_done(&hits);
	pack_done(&pack);
}

Test(search, the_second_search_replaces_the_first)
{
	struct hits hits = { 0 };
	struct pack pack;

	set_up(&pack);
	search_run(pack.catalog, NULL, "run", 0, &hits);
	search_run(pack.catalog, NULL, "strong", 0, &hits);
	cr_assert_eq(hits.count, 1, "%zu hits", hits.count);
	cr_assert_eq(hits.controls, 1, "%zu controls", hits.controls);
	search_run(pack.catalog, NULL, "", 0, &hits);
	cr_assert_eq(hits.count, 0, "%zu hits", hits.count);
	hits_done(&hits);
	pack_done(&pack);
}

Test(search, overlays_are_searched_in_their_language)
{
	struct hits hits = { 0 };
	struct pack pack;

	pack_begin(&pack);
	pack_control(&pack, "AB-1", "In the morning.");
	cr_assert(builder_seal(pack.builder), "sealed");
	builder_overlay(
	    pack.builder, "de", CONTROL_STATEMENT, 0, 0, "Am Morgen.");
	pack_finish(&pack);
	size_t german = catalog_find_language(pack.catalog, "de");

	search_run(pack.catalog, NULL, "morgen", german, &hits);
	cr_assert_eq(hits.count, 1, "in German");
	search_run(pack.catalog, NULL, "morgen", 0, &hits);
	cr_assert_eq(hits.count, 0, "not in English");
	hits_done(&hits);
	pack_done(&pack);
}

/* Does the search agree with a plain one for every word at every place? */
Test(search, words_are_found_wherever_they_stand_in_a_text)
{
	for (size_t before = 0; before < 40; before++)
		for (size_t after = 0; after < 20; after++) {
			struct str text = { 0 };
			struct hits hits = { 0 };
			struct pack pack;

			str_add_repeat(&text, 'x', before);
			str_add(&text, "Ne[dle");
			str_add_repeat(&text, 'y', after);
			pack_begin(&pack);
			pack_control(&pack, "AB-1", str_text(&text));
			pack_finish(&pack);
			search_run(pack.catalog, NULL, "nE[dLe", 0, &hits);
			cr_assert(hits.count == 1 &&
			              hits.items[0].start == before &&
			              hits.items[0].end == before + 6,
			    "%zu before, %zu after", before, after);
			search_run(pack.catalog, NULL, "ne{dle", 0, &hits);
			cr_assert_eq(hits.count, 0, "[ is not {");
			hits_done(&hits);
			pack_done(&pack);
			str_done(&text);
		}
}

/* A text of letters that fold in every which way. */
static void
roll_text(unsigned *seed, struct str *out)
{
	static const char *const pieces[] = { "a", "Be", " ", "  ", "\n", "-",
		"\xc3\x89", "e\xcc\x81", "\xef\xac\x83", "\xc3\x9f",
		"\xe2\x80\x99", "\xe2\x80\x94", "\xc2\xa0", "\xc4\xb0",
		"\xe6\x97\xa5", "\xea\xb0\x80", "\xe2\x96\xaa", "\xce\xa3",
		"\xf0\x9d\x94\xb8", "\xc2\xad", "x", "YZ" };
	size_t count = sizeof(pieces) / sizeof(*pieces);

	for (int i = 0; i < 30; i++) {
		*seed = *seed * 1103515245u + 12345u;
		str_add(out, pieces[(*seed >> 16) % count]);
	}
}

/* Does the folded text from this byte on find its control? */
static void
check_tail(const struct pack *pack, size_t control, const char *tail)
{
	struct hits hits = { 0 };
	bool found = false;

	search_run(pack->catalog, NULL, tail, 0, &hits);
	for (size_t i = 0; i < hits.count; i++) {
		const struct hit *hit = &hits.items[i];

		cr_assert(
		    hit->start < hit->end && hit->end <= strlen(hit->text),
		    "\"%s\": %zu-%zu", tail, hit->start, hit->end);
		found |= hit->control == control;
	}
	cr_assert(found || strspn(tail, " ") == strlen(tail),
	    "\"%s\" not found in control %zu", tail, control);
	hits_done(&hits);
}

Test(search, any_part_of_a_folded_text_finds_it)
{
	unsigned seed = 20260714;
	struct pack pack;

	cr_log_info("seed %u", seed);
	pack_begin(&pack);
	for (int i = 0; i < 200; i++) {
		struct str text = { 0 };
		char id[20];

		snprintf(id, sizeof(id), "AB-%03d", i);
		str_add(&text, "t");
		roll_text(&seed, &text);
		pack_control(&pack, id, str_text(&text));
		str_done(&text);
	}
	pack_finish(&pack);
	for (size_t i = 0; i < 200; i++) {
		char *folded = search_fold(
		    catalog_string(pack.catalog, CONTROL_STATEMENT, i));

		for (size_t at = 0; at < strlen(folded); at += 5)
			if (((unsigned char)folded[at] & 0xc0) != 0x80)
				check_tail(&pack, i, folded + at);
		free(folded);
	}
	pack_done(&pack);
}

Test(search, folding_is_the_same_on_both_sides)
{
	static const char *const cases[][2] = {
		{ "Plain TEXT", "plain text" },
		{ "a \t\n\xc2\xa0 b", "a b" },
		{ "\xc3\x85ngstr\xc3\xb6m \xe2\x80\x94 it\xe2\x80\x99s",
		    "angstrom - it's" },
		{ "\xe2\x84\xa1 \xef\xac\x80", "tel ff" },
		{ "in\xc2\xad"
		  "side",
		    "inside" },
		{ "\xce\xa3\xce\xaf\xcf\x82", "\xcf\x83\xce\xb9\xcf\x83" },
		{ "", "" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *folded = search_fold(cases[i][0]);

		cr_assert_str_eq(folded, cases[i][1], "\"%s\" is \"%s\"",
		    cases[i][0], folded);
		free(folded);
	}
}
