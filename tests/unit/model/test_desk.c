/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The desk: where the assessor is, what is open, and ratings kept current. */

#include <config.h>

#include "model/desk.h"

#include <stdlib.h>
#include <string.h>

#include "model/calendar.h"
#include "pack.h"

/* AB-1 with 2/2 criteria at levels 1 and 2, AB-2 with 0/3, AB-3 with none and
 * withdrawn AB-4 with one; E-1 is asked for by AB-2. */
static void
make(struct pack *pack, struct desk *desk)
{
	pack_begin(pack);
	struct builder *b = pack->builder;
	size_t row = builder_child(b, PACK_EVIDENCE, 0);

	builder_text(b, EVIDENCE_ID, row, "E-1");
	builder_text(b, EVIDENCE_TITLE, row, "A list");
	row = builder_child(b, PACK_FRAMEWORKS, 0);
	builder_text(b, FRAMEWORK_ID, row, "act");
	builder_text(b, FRAMEWORK_NAME, row, "Act");
	size_t one = pack_control(pack, "AB-1", "One.");

	pack_criteria(pack, one, "22");
	row = builder_child(b, CONTROL_OBJECTIVES, one);
	builder_text(b, OBJECTIVE_ID, row, "AB-1_A01");
	builder_text(b, OBJECTIVE_TEXT, row, "it is so.");
	size_t two = pack_control(pack, "AB-2", "Two.");

	pack_criteria(pack, two, "03");
	builder_item(b, CONTROL_EVIDENCE, two, "E-1");
	pack_control(pack, "AB-3", "Three.");
	size_t four = pack_control(pack, "AB-4", "Four.");

	pack_criteria(pack, four, "1");
	builder_text(b, CONTROL_STATUS, four, "withdrawn");
	pack_finish(pack);
	desk_init(desk, pack->catalog);
	desk_set_session(desk, pack->session);
}

static void
finish(struct pack *pack, struct desk *desk)
{
	desk_done(desk);
	pack_done(pack);
}

static void
record(
    struct pack *pack, struct desk *desk, const char *path, const char *value)
{
	size_t before = session_commits(pack->session);

	pack_record(pack, path, value);
	if (session_commits(pack->session) > before)
		desk_changed(desk, session_commit(pack->session, before));
}

static void
expect_standing(
    const struct standing *have, const struct standing *want, size_t i)
{
	cr_assert(have->scope.state == want->scope.state &&
	              have->objectives == want->objectives &&
	              have->methods == want->methods &&
	              have->rigor == want->rigor,
	    "scope and objectives of control %zu", i);
	cr_assert_arr_eq(have->by, want->by, sizeof(have->by), "%zu", i);
	cr_assert(
	    have->designation == want->designation &&
	        have->concluded == want->concluded &&
	        have->stale == want->stale && have->review == want->review &&
	        have->copied == want->copied &&
	        have->recheck == want->recheck && have->gap == want->gap &&
	        have->warnings == want->warnings,
	    "standing of control %zu", i);
}

/* Are the desk's ratings those that a fresh look gives? */
static void
expect_current(const struct pack *pack, const struct desk *desk)
{
	struct desk fresh;

	desk_init(&fresh, pack->catalog);
	desk_set_session(&fresh, pack->session);
	cr_assert_eq(desk->answered, fresh.answered, "answered");
	cr_assert_eq(desk->of, fresh.of, "of");
	for (size_t i = 0; i < catalog_rows(pack->catalog, TABLE_CONTROL);
	     i++) {
		const struct rating *have = desk_rating(desk, i);
		const struct rating *want = desk_rating(&fresh, i);

		cr_assert(
		    have->answered == want->answered &&
		        have->maturity.low == want->maturity.low &&
		        have->maturity.high == want->maturity.high &&
		        have->supported == want->supported &&
		        have->target_effective == want->target_effective &&
		        have->flagged == want->flagged,
		    "control %zu", i);
		expect_standing(
		    desk_standing(desk, i), desk_standing(&fresh, i), i);
	}
	desk_done(&fresh);
}

Test(desk, it_begins_at_the_first_control_with_nothing_answered)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	cr_assert_eq(desk.spot.control, 0u, "");
	cr_assert_eq(desk.spot.kind, SPOT_PERFORMED, "");
	cr_assert_eq(desk.answered, 0u, "");
	cr_assert_eq(desk.of, 7u, "of active controls: %zu", desk.of);
	desk_set_session(&desk, NULL);
	cr_assert_eq(desk.of, 7u, "without a session too");
	finish(&pack, &desk);
}

Test(desk, ratings_follow_every_change_wide_or_narrow)
{
	static const char *const changes[][2] = {
		{ "AB-1/criteria/1.1/state", "met" },
		{ "AB-1/criteria/1.2/state", "partial" },
		{ "AB-4/criteria/1.1/state", "met" },
		{ "AB-2/criteria/2.1/state", "met" },
		{ "AB-2/criteria/2.2/state", "met" },
		{ "AB-2/criteria/2.3/state", "not met" },
		{ "AB-2/judged/2", "yes" },
		{ "evidence/E-1/state", "accepted" },
		{ "links/E-1/AB-2", "supports" },
		{ "links/EV-abc234/AB-1", "supports" },
		{ "domains/AB/target", "3" },
		{ "session/target", "2" },
		{ "AB-2/flags/review", "yes" },
		{ "AB-1/criteria/1.1/state", NULL },
		{ "AB-1/performed", "no" },
		{ "evidence/E-1/state", NULL },
		{ "evidence/EV-abc234/state", "viewed on site" },
		{ "evidence/EV-abc234/title", "A list" },
		{ "AB-1/objectives/AB-1_A01/designation", "deficient" },
		{ "AB-1/objectives/AB-1_A01/methods", "test" },
		{ "AB-1/concluded", "2" },
		{ "AB-1/concluded/shown", "no" },
		{ "AB-1/target", "1" },
		{ "session/rigor", "2" },
		{ "session/title", "Nordwerk" },
		{ "AB-3/designation", "satisfactory" },
		{ "scope/frameworks/act", "yes" },
		{ "scope/rule", "weight>=5" },
		{ "scope/controls/AB-1", "inherited" },
		{ "scope/controls/AB-1/declared", "2025-01-01" },
		{ "scope/controls/AB-4", "in" },
		{ "reviews/AB-1/state", "returned" },
		{ "AB-2/criteria/2.1/copied", "AB-1" },
		{ "AB-1/criteria/2.1/state", "partial" },
		{ "scope/rule", NULL },
		{ "scope/frameworks/act", NULL },
		{ "AB-1/designation", "not applicable" },
		{ "links/EV-abc234/AB-1", NULL },
		{ "session/rigor", NULL },
	};
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++) {
		record(&pack, &desk, changes[i][0], changes[i][1]);
		expect_current(&pack, &desk);
	}
	finish(&pack, &desk);
}

Test(desk, a_copy_follows_its_source_in_another_control)
{
	struct pack pack;
	struct desk desk;

	pack_begin(&pack);
	for (int i = 1; i <= 2; i++) {
		char id[16];

		snprintf(id, sizeof(id), "AB-%d", i);
		pack_criterion(&pack,
		    pack_level(&pack, pack_control(&pack, id, "It."), 2),
		    "The same for all.");
	}
	pack_finish(&pack);
	desk_init(&desk, pack.catalog);
	desk_set_session(&desk, pack.session);
	record(&pack, &desk, "AB-1/criteria/2.1/state", "met");
	record(&pack, &desk, "AB-2/criteria/2.1/state", "met");
	record(&pack, &desk, "AB-2/criteria/2.1/copied", "AB-1");
	cr_assert_eq(desk_standing(&desk, 1)->recheck, 0u, "as its source");
	record(&pack, &desk, "AB-1/criteria/2.1/state", "not met");
	cr_assert_eq(desk_standing(&desk, 1)->recheck, 1u, "to be asked");
	expect_current(&pack, &desk);
	finish(&pack, &desk);
}

Test(desk, progress_is_of_what_counts)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	record(&pack, &desk, "AB-1/criteria/1.1/state", "met");
	cr_assert(desk.answered == 1 && desk.of == 7, "");
	record(&pack, &desk, "scope/controls/AB-2", "out");
	cr_assert_eq(desk.of, 4u, "without AB-2: %zu", desk.of);
	record(&pack, &desk, "AB-1/designation", "not applicable");
	cr_assert(desk.answered == 0 && desk.of == 0, "nor AB-1");
	record(&pack, &desk, "scope/controls/AB-4", "in");
	cr_assert_eq(desk.of, 1u, "what is withdrawn may be taken in");
	finish(&pack, &desk);
}

Test(desk, what_day_it_is_makes_declarations_old)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	record(&pack, &desk, "scope/controls/AB-1", "inherited");
	record(&pack, &desk, "scope/controls/AB-1/declared", "2025-07-14");
	cr_assert_not(desk_standing(&desk, 0)->scope.declaration_old, "");
	desk_set_today(&desk, day_parse("2026-07-15"));
	cr_assert(desk_standing(&desk, 0)->scope.declaration_old, "");
	desk_set_session(&desk, pack.session);
	cr_assert(desk_standing(&desk, 0)->scope.declaration_old, "kept");
	finish(&pack, &desk);
}

Test(desk, levels_read_short_and_clear)
{
	struct pack pack;
	struct desk desk;
	char text[16];

	make(&pack, &desk);
	desk_level_text(&desk, 0, text);
	cr_assert_str_eq(text, "-", "untouched: %s", text);
	record(&pack, &desk, "AB-1/criteria/1.1/state", "met");
	desk_level_text(&desk, 0, text);
	cr_assert_str_eq(text, "0-2", "%s", text);
	record(&pack, &desk, "AB-1/criteria/1.2/state", "met");
	record(&pack, &desk, "AB-1/criteria/2.1/state", "met");
	record(&pack, &desk, "AB-1/criteria/2.2/state", "met");
	desk_level_text(&desk, 0, text);
	cr_assert_str_eq(text, "2", "%s", text);
	desk_level_text(&desk, 3, text);
	cr_assert_str_eq(text, "n/a", "withdrawn: %s", text);
	finish(&pack, &desk);
}

static void
expect_spot(const struct desk *desk, struct spot spot, const char *wanted)
{
	char *name = desk_spot_name(desk, spot);

	cr_assert_str_eq(name, wanted, "%s", name);
	free(name);
}

Test(desk, stops_run_from_level_0_to_the_end_and_back)
{
	static const char *const all[] = { "AB-1 L0", "AB-1 L1", "AB-1 1.1",
		"AB-1 1.2", "AB-1 L2", "AB-1 2.1", "AB-1 2.2", "AB-1 L3",
		"AB-1 L4", "AB-1 L5" };
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	struct spot spot = desk.spot;

	for (size_t i = 0; i < 10; i++) {
		expect_spot(&desk, spot, all[i]);
		cr_assert_eq(
		    desk_step(&desk, &spot, 1, true), i < 9, "%s", all[i]);
	}
	for (size_t i = 10; i-- > 0;) {
		expect_spot(&desk, spot, all[i]);
		cr_assert_eq(
		    desk_step(&desk, &spot, -1, true), i > 0, "%s", all[i]);
	}
	cr_assert(desk_step(&desk, &spot, 1, false), "");
	expect_spot(&desk, spot, "AB-1 1.1");
	for (int i = 0; i < 3; i++)
		cr_assert(desk_step(&desk, &spot, 1, false), "");
	expect_spot(&desk, spot, "AB-1 2.2");
	cr_assert_not(desk_step(&desk, &spot, 1, false), "the last criterion");
	expect_spot(&desk, spot, "AB-1 2.2");
	finish(&pack, &desk);
}

Test(desk, the_way_through_what_is_open_crosses_controls)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	struct spot spot = desk.spot;

	record(&pack, &desk, "AB-1/criteria/1.1/state", "met");
	record(&pack, &desk, "AB-1/criteria/2.1/state", "met");
	record(&pack, &desk, "AB-1/criteria/2.2/state", "met");
	record(&pack, &desk, "AB-2/criteria/2.1/state", "met");
	record(&pack, &desk, "AB-2/criteria/2.2/state", "met");
	record(&pack, &desk, "AB-2/criteria/2.3/state", "not met");
	cr_assert(desk_step_open(&desk, &spot, 1), "");
	expect_spot(&desk, spot, "AB-1 1.2");
	cr_assert(desk_step_open(&desk, &spot, 1), "");
	expect_spot(&desk, spot, "AB-2 L2"); /* 67 %: waits for judgement */
	cr_assert(desk_step_open(&desk, &spot, -1), "");
	expect_spot(&desk, spot, "AB-1 1.2");
	cr_assert_not(desk_step_open(&desk, &spot, -1), "nothing before");
	expect_spot(&desk, spot, "AB-1 1.2");
	record(&pack, &desk, "AB-2/judged/2", "no");
	cr_assert_not(desk_step_open(&desk, &spot, 1), "AB-4 is withdrawn");
	record(&pack, &desk, "scope/controls/AB-4", "in");
	cr_assert(desk_step_open(&desk, &spot, 1), "taken in");
	expect_spot(&desk, spot, "AB-4 1.1");
	cr_assert_not(desk_step_open(&desk, &spot, 1), "nothing behind");
	finish(&pack, &desk);
}

Test(desk, a_control_opens_at_its_first_unanswered_criterion)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	expect_spot(&desk, desk_first_open(&desk, 0), "AB-1 1.1");
	record(&pack, &desk, "AB-1/criteria/1.1/state", "met");
	expect_spot(&desk, desk_first_open(&desk, 0), "AB-1 1.2");
	record(&pack, &desk, "AB-1/criteria/1.2/state", "met");
	record(&pack, &desk, "AB-1/criteria/2.1/state", "met");
	record(&pack, &desk, "AB-1/criteria/2.2/state", "met");
	expect_spot(&desk, desk_first_open(&desk, 0), "AB-1 1.1");
	expect_spot(&desk, desk_first_open(&desk, 2), "AB-3 L0");
	finish(&pack, &desk);
}

Test(desk, going_somewhere_shows_it_in_the_tree)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	outline_fold_all(&desk.outline, false);
	desk.domain = 0;
	desk.last = desk.spot;
	desk_go(&desk, (struct spot){ SPOT_CRITERION, 1, 2, 2 });
	expect_spot(&desk, desk.spot, "AB-2 2.3");
	cr_assert_eq(desk.outline.visible_count, 5u, "unfolded");
	cr_assert_eq(desk.domain, CATALOG_NONE, "");
	cr_assert_eq(desk.last.control, CATALOG_NONE, "forgotten");
	desk_select(&desk, CATALOG_NONE);
	cr_assert_eq(desk.spot.control, CATALOG_NONE, "nowhere at all");
	cr_assert_not(desk_step(&desk, &desk.spot, 1, true), "");
	cr_assert_not(desk_step_open(&desk, &desk.spot, 1), "");
	finish(&pack, &desk);
}

Test(desk, a_spots_path_leads_back_to_the_spot)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	for (size_t control = 0; control < 4; control++) {
		struct spot spot = { .kind = SPOT_PERFORMED,
			.control = control };

		do {
			struct spot back;
			char *path = desk_path(&desk, spot);

			cr_assert(
			    desk_find_path(&desk, path, &back), "%s", path);
			cr_assert(spot_equal(spot, back), "%s", path);
			free(path);
		} while (desk_step(&desk, &spot, 1, true));
	}
	finish(&pack, &desk);
}

static void
expect_found(const struct desk *desk, const char *path, const char *wanted)
{
	struct spot spot;
	bool found = desk_find_path(desk, path, &spot);

	cr_assert_eq(found, wanted != NULL, "%s", path);
	if (found)
		expect_spot(desk, spot, wanted);
}

Test(desk, paths_of_every_kind_find_their_control)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	const char *key = catalog_string(pack.catalog, CRITERION_KEY,
	    desk_criterion(&desk, (struct spot){ SPOT_CRITERION, 1, 2, 1 }));
	char *link = xasprintf("links/E-1/AB-2/criteria/2.%s", key);

	expect_found(&desk, "AB-1/notes/abc/text", "AB-1 L0");
	expect_found(&desk, "AB-1/flags/review", "AB-1 L0");
	expect_found(&desk, "evidence/E-1/state", "AB-2 L0");
	expect_found(&desk, "links/E-1/AB-2", "AB-2 L0");
	expect_found(&desk, link, "AB-2 2.2");
	expect_found(&desk, "AB-2/criteria/2.00000000/state", NULL);
	expect_found(&desk, "AB-2/criteria/nonsense/state", NULL);
	expect_found(&desk, "evidence/EV-abc234/state", NULL);
	expect_found(&desk, "session/title", NULL);
	expect_found(&desk, "ZZ-9/performed", NULL);
	free(link);
	finish(&pack, &desk);
}

Test(desk, paths_have_names_for_people)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	char *state =
	    desk_path(&desk, (struct spot){ SPOT_CRITERION, 1, 2, 1 });
	char *note = xasprintf(
	    "%.*snote", (int)(strlen(state) - strlen("state")), state);
	const char *const rows[][2] = {
		{ state, "AB-2 2.2" },
		{ note, "AB-2 2.2 note" },
		{ "AB-2/judged/2", "AB-2 L2" },
		{ "AB-2/performed", "AB-2 performed" },
		{ "AB-2/notes/abc/text", "AB-2 note" },
		{ "evidence/E-1/state", "E-1 state" },
		{ "links/E-1/AB-2", "E-1 AB-2" },
		{ "domains/AB/target", "AB target" },
		{ "session/title", "session title" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *name = desk_path_name(&desk, rows[i][0]);

		cr_assert_str_eq(name, rows[i][1], "%s: %s", rows[i][0], name);
		free(name);
	}
	free(state);
	free(note);
	finish(&pack, &desk);
}

Test(desk, evidence_is_the_packs_requests_then_what_was_linked)
{
	struct pack pack;
	struct desk desk;
	struct evidence_items items;

	make(&pack, &desk);
	record(&pack, &desk, "links/EV-bbbbbb/AB-2", "supports");
	record(&pack, &desk, "links/EV-aaaaaa/AB-2", "partly");
	record(&pack, &desk, "links/EV-aaaaaa/AB-2/locator", "page 3");
	record(&pack, &desk, "links/E-1/AB-2", "supports");
	record(&pack, &desk, "links/EV-cccccc/AB-1", "supports");
	record(&pack, &desk, "evidence/E-1/state", "received");
	desk_evidence(&desk, 1, &items);
	cr_assert_eq(items.count, 3u, "each once: %zu", items.count);
	cr_assert_str_eq(items.items[0].id, "E-1", "");
	cr_assert_eq(items.items[0].row, 0u, "");
	cr_assert_str_eq(items.items[1].id, "EV-aaaaaa", "");
	cr_assert_eq(items.items[1].row, CATALOG_NONE, "");
	cr_assert_str_eq(items.items[2].id, "EV-bbbbbb", "");
	evidence_items_done(&items);
	cr_assert_str_eq(desk_evidence_state(&desk, "E-1"), "received", "");
	cr_assert_str_eq(
	    desk_evidence_state(&desk, "EV-aaaaaa"), "not requested", "");
	desk_evidence(&desk, CATALOG_NONE, &items);
	cr_assert_eq(items.count, 0u, "");
	evidence_items_done(&items);
	desk_set_session(&desk, NULL);
	desk_evidence(&desk, 1, &items);
	cr_assert_eq(items.count, 1u, "the pack's own without a session");
	evidence_items_done(&items);
	finish(&pack, &desk);
}

Test(desk, notes_come_oldest_first_with_what_they_are_about)
{
	struct pack pack;
	struct desk desk;
	struct note_items notes;
	struct spot spot = { SPOT_CRITERION, 0, 2, 1 };

	make(&pack, &desk);
	record(&pack, &desk, "AB-1/notes/zz/text", "first");
	record(&pack, &desk, "AB-1/notes/aa/text", "second");
	record(&pack, &desk, "AB-1/notes/aa/audience", "client");
	cr_assert_not(desk_has_note(&desk, spot), "");
	record(&pack, &desk, "AB-1/notes/aa/criterion", "2.2");
	cr_assert(desk_has_note(&desk, spot), "");
	record(&pack, &desk, "AB-1/criteria/1.1/note", "third");
	record(&pack, &desk, "AB-2/notes/bb/text", "elsewhere");
	desk_notes(&desk, 0, &notes);
	cr_assert_eq(notes.count, 3u, "%zu", notes.count);
	cr_assert_str_eq(notes.items[0].text, "first", "");
	cr_assert_not(notes.items[0].client, "private unless said");
	cr_assert_null(notes.items[0].criterion, "");
	cr_assert_str_eq(notes.items[1].id, "aa", "");
	cr_assert(notes.items[1].client, "");
	cr_assert_not_null(notes.items[1].criterion, "");
	cr_assert_str_eq(notes.items[2].text, "third", "");
	cr_assert_str_eq(notes.items[2].id, "", "a criterion's own");
	note_items_done(&notes);
	desk_notes(&desk, 2, &notes);
	cr_assert_eq(notes.count, 0u, "");
	note_items_done(&notes);
	finish(&pack, &desk);
}

Test(desk, its_words_are_its_own)
{
	struct pack pack;
	struct desk desk;
	char text[] = "R. Meier";

	make(&pack, &desk);
	desk_set(&desk.said, text);
	text[0] = 'x';
	cr_assert_str_eq(desk.said, "R. Meier", "a copy");
	desk_set(&desk.said, desk.said);
	cr_assert_str_eq(desk.said, "R. Meier", "itself");
	desk_set(&desk.said, NULL);
	cr_assert_null(desk.said, "");
	finish(&pack, &desk);
}

static void
expect_shown(
    const struct pack *pack, const struct desk *desk, const char *wanted)
{
	const struct outline *o = &desk->outline;
	struct str list = { 0 };

	for (size_t i = 0; i < o->visible_count; i++) {
		const struct outline_node *node = &o->nodes[o->visible[i]];

		if (node->kind == OUTLINE_CONTROL)
			str_printf(&list, "%s%s", list.len ? " " : "",
			    catalog_string(
			        pack->catalog, CONTROL_ID, node->row));
	}
	cr_assert_str_eq(str_text(&list), wanted, "%s", str_text(&list));
	str_done(&list);
}

Test(desk, a_filter_narrows_and_the_selected_control_stays)
{
	struct pack pack;
	struct desk desk;
	struct err err = { 0 };

	make(&pack, &desk);
	cr_assert(desk_set_filter(&desk, " ab-2 ", &err), "");
	cr_assert_str_eq(desk_filter(&desk), "ab-2", "");
	cr_assert_eq(desk.found, 1u, "");
	expect_shown(&pack, &desk, "AB-1 AB-2");
	cr_assert_not(desk_filter_holds(&desk), "for AB-1");
	desk_select(&desk, 1);
	expect_shown(&pack, &desk, "AB-2");
	cr_assert(desk_filter_holds(&desk), "");
	/* a search may lead anywhere */
	desk_select(&desk, 2);
	expect_shown(&pack, &desk, "AB-2 AB-3");
	cr_assert(desk_set_filter(&desk, "", &err), "");
	cr_assert_null(desk_filter(&desk), "");
	expect_shown(&pack, &desk, "AB-1 AB-2 AB-3 AB-4");
	finish(&pack, &desk);
}

Test(desk, a_wrong_filter_changes_nothing)
{
	struct pack pack;
	struct desk desk;
	struct err err = { 0 };

	make(&pack, &desk);
	desk_set_filter(&desk, "ab-2", &err);
	cr_assert_not(desk_set_filter(&desk, "zebra:1", &err), "");
	cr_assert_str_eq(desk_filter(&desk), "ab-2", "");
	expect_shown(&pack, &desk, "AB-1 AB-2");
	err_done(&err);
	finish(&pack, &desk);
}

Test(desk, what_was_finished_stays_until_another_control_is_selected)
{
	struct pack pack;
	struct desk desk;
	struct err err = { 0 };

	make(&pack, &desk);
	desk_select(&desk, 1);
	cr_assert(desk_set_filter(&desk, "open", &err), "");
	expect_shown(&pack, &desk, "AB-1 AB-2");
	record(&pack, &desk, "AB-2/criteria/2.1/state", "met");
	record(&pack, &desk, "AB-2/criteria/2.2/state", "met");
	record(&pack, &desk, "AB-2/criteria/2.3/state", "met");
	expect_shown(&pack, &desk, "AB-1 AB-2");
	desk_select(&desk, 0);
	expect_shown(&pack, &desk, "AB-1");
	cr_assert_eq(desk.found, 1u, "");
	finish(&pack, &desk);
}

Test(desk, the_walk_to_what_is_open_stays_in_the_filter)
{
	struct pack pack;
	struct desk desk;
	struct err err = { 0 };
	struct spot spot = { .kind = SPOT_PERFORMED, .control = 1 };

	make(&pack, &desk);
	desk_select(&desk, 1);
	cr_assert(desk_set_filter(&desk, "ab-2", &err), "");
	cr_assert(desk_step_open(&desk, &spot, 1), "");
	cr_assert_eq(spot.control, 1u, "");
	spot = (struct spot){ .kind = SPOT_PERFORMED, .control = 1 };
	cr_assert_not(desk_step_open(&desk, &spot, -1), "AB-1 is left out");
	finish(&pack, &desk);
}

Test(desk, a_domain_shows_its_first_control_in_the_filter)
{
	struct pack pack;
	struct desk desk;
	struct err err = { 0 };

	make(&pack, &desk);
	desk_select(&desk, 1);
	cr_assert(desk_set_filter(&desk, "ab-2", &err), "");
	desk_select_domain(&desk, 0);
	cr_assert_eq(desk.spot.control, 1u, "");
	cr_assert_eq(desk.domain, 0u, "");
	finish(&pack, &desk);
}

/* A value for a path of the register, or that it goes. */
static void
record_at_random(struct pack *pack, struct desk *desk, unsigned *seed)
{
	static const char *const ids[] = { "E-1", "EV-aaaaaa", "EV-bbbbbb" };
	static const char *const tails[][2] = {
		{ "/state", "accepted" },
		{ "/state", "viewed on site" },
		{ "/state", "rejected" },
		{ "/approval", "draft" },
		{ "/type", "first-party declaration" },
		{ "/dated", "2020-01-01" },
		{ "/method", "test" },
		{ "/AB-1", "supports" },
		{ "/AB-2", "not relevant" },
		{ "/AB-2/locator", "supports" },
		{ "/AB-1/criteria/1.1", "supports" },
		{ "/AB-1/criteria/2.2", "partly" },
		{ "/AB-1/objectives/AB-1_A01", "contradicts" },
	};
	enum { FIELDS = 7, TAILS = sizeof(tails) / sizeof(*tails) };
	size_t tail = (size_t)rand_r(seed) % TAILS;
	char *path = xasprintf("%s/%s%s", tail < FIELDS ? "evidence" : "links",
	    ids[(size_t)rand_r(seed) % 3], tails[tail][0]);

	record(pack, desk, path, rand_r(seed) % 4 ? tails[tail][1] : NULL);
	free(path);
}

Test(desk, what_hangs_on_controls_is_followed_as_if_read_anew)
{
	unsigned seed = 7;
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	for (int i = 1; i <= 2; i++)
		for (int j = 1; j <= 2; j++) {
			char path[64];

			snprintf(path, sizeof(path),
			    "AB-1/criteria/%d.%d/state", i, j);
			record(&pack, &desk, path, "met");
		}
	for (int i = 0; i < 400; i++) {
		record_at_random(&pack, &desk, &seed);
		expect_current(&pack, &desk);
		for (size_t j = 0; j < 2; j++) {
			struct rating want = { 0 };

			rating_compute(pack.catalog, pack.session, j, &want);
			const struct rating *have = desk_rating(&desk, j);

			cr_assert_str_eq(have->draft, want.draft);
			cr_assert_str_eq(have->declaration, want.declaration);
			cr_assert_eq(have->methods, want.methods);
			cr_assert_eq(have->declared, want.declared);
		}
	}
	finish(&pack, &desk);
}
