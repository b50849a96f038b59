/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What the register lists, in which groups and order. */

#include <config.h>

#include "panes/register_rows.h"

#include "place.h"

#include "model/artifacts.h"
#include "model/calendar.h"

static void
begin(struct place *p)
{
	static const char *const changes[] = { "people/bo2345/name",
		"B. Okafor", NULL, "evidence/EV-aaaaaa/title", "Shift roster",
		NULL, "evidence/EV-aaaaaa/state", "requested", NULL,
		"evidence/EV-aaaaaa/due", "2026-07-20", NULL,
		"evidence/EV-aaaaaa/requested from", "bo2345", NULL,
		"links/EV-aaaaaa/AB-1", "supports", NULL,
		"links/EV-aaaaaa/AB-2", "partly", NULL,
		"evidence/EV-bbbbbb/title", "Anchor list", NULL,
		"evidence/EV-bbbbbb/state", "requested", NULL,
		"evidence/EV-bbbbbb/due", "2026-07-10", NULL,
		"evidence/EV-cccccc/title", "Lamp oil bills", NULL,
		"evidence/EV-cccccc/state", "accepted", NULL, NULL };

	*p = (struct place){ 0 };
	pack_begin(&p->pack);
	place_fill(p);
	pack_finish(&p->pack);
	desk_init(&p->desk, p->pack.catalog);
	desk_set_session(&p->desk, p->pack.session);
	desk_set_today(&p->desk, day_parse("2026-07-14"));
	place_record(p, "2026-07-14T09:30:00+02:00", NULL, changes);
}

static void
end(struct place *p)
{
	desk_done(&p->desk);
	pack_done(&p->pack);
	str_done(&p->screen);
}

/* "Outstanding: EV-bbbbbb EV-aaaaaa | Done: ..." */
static void
expect(struct place *p, const struct register_want *want, const char *wanted)
{
	struct register_rows rows = { 0 };

	register_rows_make(&p->desk, want, &rows);
	str_clear(&p->screen);
	for (size_t i = 0; i < rows.count; i++) {
		const struct register_row *row = &rows.items[i];

		if (row->kind == REGISTER_BLANK)
			str_add(&p->screen, " |");
		else if (row->kind == REGISTER_HEADING)
			str_printf(
			    &p->screen, "%s%s:", i ? " " : "", row->heading);
		else
			str_printf(&p->screen, " %s",
			    artifacts_at(
			        desk_artifacts(&p->desk), row->artifact)
			        ->id);
		if (row->kind == REGISTER_ITEM)
			cr_assert_eq(rows.places[row->place], i);
	}
	cr_assert_str_eq(str_text(&p->screen), wanted);
	register_rows_done(&rows);
}

Test(register_rows, by_state_what_is_due_first_comes_first)
{
	struct place p;
	struct register_want want = { 0 };

	begin(&p);
	expect(&p, &want,
	    "Outstanding: EV-bbbbbb EV-aaaaaa E-1 | Done: EV-cccccc");
	want.outstanding = true;
	expect(&p, &want, "Outstanding: EV-bbbbbb EV-aaaaaa E-1");
	end(&p);
}

Test(register_rows, by_person_who_names_nobody_comes_last)
{
	struct place p;
	struct register_want want = { .group = REGISTER_BY_PERSON };

	begin(&p);
	expect(&p, &want,
	    "B. Okafor: EV-aaaaaa | Nobody named: EV-bbbbbb E-1 EV-cccccc");
	end(&p);
}

Test(register_rows, by_control_an_item_stands_with_each_it_hangs_on)
{
	struct place p;
	struct register_want want = { .group = REGISTER_BY_CONTROL,
		.sort = REGISTER_ID };

	begin(&p);
	expect(&p, &want,
	    "AB-1 Bridges: E-1 EV-aaaaaa | AB-2 Ferries: EV-aaaaaa | "
	    "No control in scope: EV-bbbbbb EV-cccccc");
	end(&p);
}

Test(register_rows, can_be_sorted_by_title_and_by_what_changed_last)
{
	static const char *const later[] = { "evidence/EV-aaaaaa/state",
		"not requested", NULL, NULL };
	struct place p;
	struct register_want want = { .sort = REGISTER_TITLE };

	begin(&p);
	expect(&p, &want,
	    "Outstanding: EV-bbbbbb EV-aaaaaa E-1 | Done: EV-cccccc");
	place_record(&p, "2026-07-14T09:40:00+02:00", NULL, later);
	want.sort = REGISTER_NEWEST;
	expect(&p, &want,
	    "Outstanding: EV-aaaaaa EV-bbbbbb E-1 | Done: EV-cccccc");
	end(&p);
}

Test(register_rows, words_are_looked_for_in_all_that_is_said_of_an_item)
{
	static const struct {
		const char *words, *found;
	} cases[] = {
		{ "roster", "Outstanding: EV-aaaaaa" },
		{ "okaf", "Outstanding: EV-aaaaaa" },
		{ "ab-2 requ", "Outstanding: EV-aaaaaa" },
		{ "ACCEPTED", "Done: EV-cccccc" },
		{ "e-1", "Outstanding: E-1" },
		{ "  ", "Outstanding: EV-bbbbbb EV-aaaaaa E-1 | Done: "
		        "EV-cccccc" },
		{ "nothing such", "" },
	};
	struct place p;

	begin(&p);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct register_want want = { 0 };

		want.words = xstrdup(cases[i].words);
		expect(&p, &want, cases[i].found);
		free(want.words);
	}
	end(&p);
}

Test(register_rows, counts_the_whole_register_whatever_is_filtered)
{
	struct place p;
	struct register_want want = { .outstanding = true };
	struct register_rows rows = { 0 };

	begin(&p);
	register_rows_make(&p.desk, &want, &rows);
	cr_assert_eq(rows.all, 4);
	cr_assert_eq(rows.outstanding, 3);
	cr_assert_eq(rows.in_hand, 0);
	cr_assert_eq(rows.done, 1);
	cr_assert_eq(rows.overdue, 1, "the anchor list");
	cr_assert_eq(rows.shown, 3);
	cr_assert_eq(rows.controls, 3);
	register_rows_done(&rows);
	end(&p);
}

Test(register_rows, requests_of_controls_out_of_scope_are_left_out_untouched)
{
	static const char *const out[] = { "scope/controls/AB-1", "out",
		"not ours", NULL };
	static const char *const asked[] = { "evidence/E-1/state", "received",
		NULL, NULL };
	struct place p;
	struct register_want want = { 0 };

	begin(&p);
	place_record(&p, "2026-07-14T09:40:00+02:00", NULL, out);
	expect(&p, &want, "Outstanding: EV-bbbbbb EV-aaaaaa | Done: EV-cccccc");
	place_record(&p, "2026-07-14T09:41:00+02:00", NULL, asked);
	expect(&p, &want,
	    "Outstanding: EV-bbbbbb EV-aaaaaa | In hand: E-1 | Done: "
	    "EV-cccccc");
	end(&p);
}
