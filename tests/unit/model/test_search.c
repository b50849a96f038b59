/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Search over a small pack and a session on it. */

#include <config.h>

#include "model/search.h"

#include <criterion/criterion.h>
#include <criterion/logging.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "pack.h"

enum { FIRST, SECOND };

/* A search of its own. */
struct finder {
	struct search_index *index;
	struct search *search;
};

static void
find(struct finder *f, const struct pack *pack, const struct session *session,
    const char *query)
{
	f->index = search_index_new(pack->catalog);
	f->search = search_new(f->index);
	search_run(f->search, session, 0, query);
}

static void
find_done(struct finder *f)
{
	search_free(f->search);
	search_index_free(f->index);
}

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
	struct str text = { 0 };
	struct finder f;

	find(&f, pack, pack->session, query);
	for (size_t i = 0; i < search_hits(f.search); i++) {
		struct hit hit = search_hit(f.search, i);

		str_printf(&text, "%s%s %s", i ? ", " : "",
		    catalog_string(pack->catalog, CONTROL_ID, hit.control),
		    hit.field);
		if (hit.level >= 0)
			str_printf(&text, " %d.%zu", hit.level, hit.item + 1);
	}
	find_done(&f);
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
	struct finder f;
	struct pack pack;
	bool found = false;

	set_up(&pack);
	find(&f, &pack, NULL, query);
	for (size_t i = 0; i < search_hits(f.search) && !found; i++) {
		struct hit hit = search_hit(f.search, i);
		size_t start, end;

		if (strcmp(hit.field, field) != 0)
			continue;
		search_locate(f.search, &hit, &start, &end);
		cr_assert(start < end && end <= strlen(hit.text),
		    "\"%s\": %zu-%zu", query, start, end);
		char *mark = xstrndup(hit.text + start, end - start);

		cr_assert_str_eq(
		    mark, wanted, "\"%s\" marked \"%s\"", query, mark);
		free(mark);
		found = true;
	}
	cr_assert(found, "\"%s\": no hit in a %s", query, field);
	find_done(&f);
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
	struct finder f;
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
	static const struct {
		const char *path;
		size_t control;
		int level;
	} wanted[] = {
		{ "AB-1/notes/bcd345/text", FIRST, 2 },
		{ "evidence/E-RUN-01/locator", FIRST, -1 },
		{ "AB-2/notes/abc234/text", SECOND, -1 },
		{ "evidence/EV-abc234/note", SECOND, -1 },
		{ "evidence/EV-abc234/title", SECOND, -1 },
	};

	find(&f, &pack, pack.session, "zoe");
	cr_assert_eq(search_hits(f.search), 5);
	cr_assert_eq(search_controls(f.search), 2);
	for (size_t i = 0; i < 5; i++) {
		struct hit hit = search_hit(f.search, i);

		cr_assert_str_eq(hit.path, wanted[i].path);
		cr_assert_eq(hit.control, wanted[i].control, "%s", hit.path);
		cr_assert_eq(hit.level, wanted[i].level, "%s", hit.path);
	}
	cr_assert_str_eq(search_hit(f.search, 2).field, "note");
	search_run(f.search, pack.session, 0, "received");
	cr_assert_eq(search_hits(f.search), 0, "states are no text");
	find_done(&f);
	pack_done(&pack);
}

Test(search, what_is_recorded_while_one_searches_is_found)
{
	struct pack pack;
	struct finder f;

	set_up(&pack);
	pack_record(&pack, "AB-2/notes/abc234/text", "lamps");
	find(&f, &pack, pack.session, "lamp");
	cr_assert_eq(search_hits(f.search), 1);
	pack_record(&pack, "AB-1/notes/bcd345/text", "more lamps");
	search_run(f.search, pack.session, 0, "lamps");
	cr_assert_eq(search_hits(f.search), 2, "typed on");
	pack_record(&pack, "AB-2/notes/abc234/text", "no light");
	search_run(f.search, pack.session, 0, "lamps");
	cr_assert_eq(search_hits(f.search), 1, "the same again");
	search_run(f.search, NULL, 0, "lamps");
	cr_assert_eq(search_hits(f.search), 0, "without the session");
	search_run(f.search, pack.session, 0, "lamps");
	cr_assert_eq(search_hits(f.search), 1, "with it");
	find_done(&f);
	pack_done(&pack);
}

Test(search, an_item_linked_twice_is_found_once)
{
	struct pack pack;
	struct finder f;

	set_up(&pack);
	pack_record(&pack, "evidence/EV-abc234/title", "Letter of Zoe");
	pack_record(&pack, "links/EV-abc234/AB-2", "supports");
	pack_record(
	    &pack, "links/EV-abc234/AB-2/objectives/AB-2_A01", "supports");
	pack_record(&pack, "links/EV-abc234/AB-1", "partly");
	find(&f, &pack, pack.session, "zoe");
	cr_assert_eq(search_hits(f.search), 2);
	cr_assert_eq(search_group_control(f.search, 0), FIRST);
	cr_assert_eq(search_group_control(f.search, 1), SECOND);
	find_done(&f);
	pack_done(&pack);
}

Test(search, the_second_search_replaces_the_first)
{
	struct pack pack;
	struct finder f;

	set_up(&pack);
	find(&f, &pack, NULL, "run");
	search_run(f.search, NULL, 0, "strong");
	cr_assert_eq(search_hits(f.search), 1);
	cr_assert_eq(search_controls(f.search), 1);
	search_run(f.search, NULL, 0, "");
	cr_assert_eq(search_hits(f.search), 0);
	cr_assert_eq(search_controls(f.search), 0);
	find_done(&f);
	pack_done(&pack);
}

Test(search, hits_are_grouped_by_control)
{
	struct pack pack;
	struct finder f;

	set_up(&pack);
	find(&f, &pack, NULL, "ab-1");
	cr_assert_eq(search_controls(f.search), 2);
	cr_assert_eq(search_hits(f.search), 2);
	for (size_t i = 0; i < 2; i++) {
		cr_assert_eq(search_group_control(f.search, i), i);
		cr_assert_eq(search_group_first(f.search, i), i);
		cr_assert_eq(search_group_of(f.search, i), i);
	}
	cr_assert_eq(search_group_first(f.search, 2), 2, "the end");
	find_done(&f);
	pack_done(&pack);
}

Test(search, overlays_are_searched_in_their_language)
{
	struct pack pack;
	struct finder f;

	pack_begin(&pack);
	pack_control(&pack, "AB-1", "In the morning.");
	cr_assert(builder_seal(pack.builder), "sealed");
	builder_overlay(
	    pack.builder, "de", CONTROL_STATEMENT, 0, 0, "Am Morgen.");
	pack_finish(&pack);
	size_t german = catalog_find_language(pack.catalog, "de");

	find(&f, &pack, NULL, "morgen");
	cr_assert_eq(search_hits(f.search), 0, "not in English");
	search_run(f.search, NULL, german, "morgen");
	cr_assert_eq(search_hits(f.search), 1, "in German");
	search_run(f.search, NULL, 0, "morgen");
	cr_assert_eq(search_hits(f.search), 0, "nor in English now");
	find_done(&f);
	pack_done(&pack);
}

/* Does the search agree with a plain one for every word at every place? */
Test(search, words_are_found_wherever_they_stand_in_a_text)
{
	for (size_t before = 0; before < 40; before++)
		for (size_t after = 0; after < 20; after++) {
			struct str text = { 0 };
			struct pack pack;
			struct finder f;
			struct hit hit;
			size_t start, end;

			str_add_repeat(&text, 'x', before);
			str_add(&text, "Ne[dle");
			str_add_repeat(&text, 'y', after);
			pack_begin(&pack);
			pack_control(&pack, "AB-1", str_text(&text));
			pack_finish(&pack);
			find(&f, &pack, NULL, "nE[dLe");
			cr_assert_eq(search_hits(f.search), 1,
			    "%zu before, %zu after", before, after);
			hit = search_hit(f.search, 0);
			search_locate(f.search, &hit, &start, &end);
			cr_assert(start == before && end == before + 6,
			    "%zu before, %zu after", before, after);
			search_run(f.search, NULL, 0, "ne{dle");
			cr_assert_eq(search_hits(f.search), 0, "[ is not {");
			find_done(&f);
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
check_tail(struct search *search, size_t control, const char *tail)
{
	bool found = false;

	search_run(search, NULL, 0, tail);
	for (size_t i = 0; i < search_hits(search); i++) {
		struct hit hit = search_hit(search, i);
		size_t start, end;

		search_locate(search, &hit, &start, &end);
		cr_assert(start < end && end <= strlen(hit.text),
		    "\"%s\": %zu-%zu", tail, start, end);
		found |= hit.control == control;
	}
	cr_assert(found || strspn(tail, " ") == strlen(tail),
	    "\"%s\" not found in control %zu", tail, control);
}

/* Controls of rolled texts. */
static void
roll_pack(struct pack *pack, size_t count)
{
	unsigned seed = 20260714;

	cr_log_info("seed %u", seed);
	pack_begin(pack);
	for (size_t i = 0; i < count; i++) {
		struct str text = { 0 };
		char id[32];

		snprintf(id, sizeof(id), "AB-%03zu", i);
		str_add(&text, "t");
		roll_text(&seed, &text);
		pack_control(pack, id, str_text(&text));
		str_done(&text);
	}
	pack_finish(pack);
}

Test(search, any_part_of_a_folded_text_finds_it)
{
	struct pack pack;
	struct finder f;

	roll_pack(&pack, 200);
	find(&f, &pack, NULL, "");
	for (size_t i = 0; i < 200; i++) {
		char *folded = search_fold(
		    catalog_string(pack.catalog, CONTROL_STATEMENT, i));

		for (size_t at = 0; at < strlen(folded); at += 5)
			if (((unsigned char)folded[at] & 0xc0) != 0x80)
				check_tail(f.search, i, folded + at);
		free(folded);
	}
	find_done(&f);
	pack_done(&pack);
}

/* Did both find the same at the same places? */
static void
check_same(struct search *typed, struct search *fresh, const char *query)
{
	size_t count = search_hits(fresh);

	cr_assert_eq(search_hits(typed), count, "\"%s\": %zu hits, not %zu",
	    query, search_hits(typed), count);
	cr_assert_eq(
	    search_controls(typed), search_controls(fresh), "\"%s\"", query);
	for (size_t i = 0; i < count; i++) {
		struct hit a = search_hit(typed, i), b = search_hit(fresh, i);
		size_t starts[2], ends[2];

		cr_assert(a.control == b.control && a.level == b.level &&
		        a.item == b.item && a.text == b.text &&
		        str_equal(a.field, b.field),
		    "\"%s\": hit %zu is another", query, i);
		search_locate(typed, &a, &starts[0], &ends[0]);
		search_locate(fresh, &b, &starts[1], &ends[1]);
		cr_assert(starts[0] == starts[1] && ends[0] == ends[1],
		    "\"%s\": hit %zu is marked otherwise", query, i);
	}
}

/* Types a text, '<' taking back what was typed last: at every key the search
 * that goes on must find what one from the start finds. */
static void
check_typing(struct finder *f, const struct session *session, const char *keys)
{
	struct str query = { 0 };

	search_run(f->search, session, 0, "");
	while (*keys) {
		uint32_t code;
		const char *next = utf8_next(keys, &code);

		if (code == '<' && query.len)
			str_truncate(&query,
			    (size_t)(utf8_previous(query.data,
			                 query.data + query.len) -
			        query.data));
		else
			str_add_n(&query, keys, (size_t)(next - keys));
		keys = next;
		struct search *fresh = search_new(f->index);

		search_run(f->search, session, 0, str_text(&query));
		search_run(fresh, session, 0, str_text(&query));
		check_same(f->search, fresh, str_text(&query));
		search_free(fresh);
	}
	str_done(&query);
}

Test(search, typed_on_it_finds_what_a_new_search_finds)
{
	static const char *const keys[] = {
		"run book",
		"book run<<<<<<<<run book",
		"r ru run",
		"ru<<un<<<run b bo boo",
		"STRA\xc3\x9f<\xc3\x9f"
		"e<<<sse",
		"caf\xc3\xa9<e<e\xcc\x81",
		"re\xcc\x81s<<sume\xcc\x81",
		"\"run books\"<<<<<<<<<<<",
		"ab-1  ab<<<<<<<1",
		"the owner",
		"zoe was",
		"8.1<<.10",
	};
	struct pack pack;
	struct finder f;

	set_up(&pack);
	pack_record(&pack, "AB-2/notes/abc234/text", "Ask Zo\xc3\xab again");
	pack_record(&pack, "AB-1/notes/bcd345/text", "zoe was here to run");
	pack_record(&pack, "evidence/E-RUN-01/locator", "book of Zoe, p. 4");
	find(&f, &pack, pack.session, "");
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		check_typing(&f, pack.session, keys[i]);
	find_done(&f);
	pack_done(&pack);
}

Test(search, typed_on_it_finds_the_same_in_any_script)
{
	unsigned seed = 8;
	struct pack pack;
	struct finder f;

	roll_pack(&pack, 120);
	find(&f, &pack, NULL, "");
	for (size_t i = 0; i < 60; i++) {
		struct str keys = { 0 };

		roll_text(&seed, &keys);
		/* one goes on where a piece was found */
		for (size_t at = 5; at < keys.len; at += 7)
			if (((unsigned char)keys.data[at] & 0xc0) != 0x80)
				str_insert(&keys, at, "<<", 2);
		check_typing(&f, NULL, str_text(&keys));
		str_done(&keys);
		check_typing(&f, NULL,
		    catalog_string(pack.catalog, CONTROL_STATEMENT, i));
	}
	find_done(&f);
	pack_done(&pack);
}

/* More characters than are told apart. */
Test(search, a_pack_of_very_many_characters_is_searched)
{
	struct str text = { 0 };
	struct pack pack;
	struct finder f;

	for (uint32_t code = 0x4e00; code < 0x4e00 + 600; code++) {
		char bytes[5];

		utf8_encode(code, bytes);
		str_add(&text, bytes);
	}
	str_add(&text, " Caf\xc3\xa9");
	pack_begin(&pack);
	pack_control(&pack, "AB-1", str_text(&text));
	pack_control(&pack, "AB-2", "\xe4\xb9\x80 of the na\xc3\xafve");
	pack_finish(&pack);
	find(&f, &pack, NULL, "cafe");
	cr_assert_eq(search_hits(f.search), 1);
	search_run(f.search, NULL, 0, "\xe4\xb9\x80");
	cr_assert_eq(search_hits(f.search), 2);
	search_run(f.search, NULL, 0, "\xe4\xb9\x80 naive");
	cr_assert_eq(search_hits(f.search), 1);
	find_done(&f);
	pack_done(&pack);
	str_done(&text);
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
