/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Records as forms: what is shown, what Enter asks for, what it records. */

#include <config.h>

#include "panes/record_form.h"

#include "asked.h"

#include "model/calendar.h"
#include "model/schema.h"

static void
begin(struct place *p, const char *segment, const char *id,
    const struct record_field *fields)
{
	static const char *const changes[] = { "people/bo2345/name",
		"Bo Okafor", NULL, "followups/ab2345/text", "Run book billing",
		NULL, "statements/cd2345/text", "Two lines\nof it", NULL,
		"evidence/EV-aaaaaa/title", "Roster", NULL, NULL };

	place_begin(p, NULL, 0);
	desk_set_today(&p->desk, day_parse("2026-07-14"));
	place_record(p, "2026-07-14T09:30:00+02:00", NULL, changes);
	place_open_take(p, record_form_open(segment, id, fields, "A record"));
	place_draw_drawer(p);
}

/* Enter on the field of that number. */
static void
enter(struct place *p, int field)
{
	place_move(p, MOVE_FIRST);
	while (field--)
		place_move(p, MOVE_DOWN);
	asked_done();
	place_clear(p);
	p->ctx.ask = &ask;
	p->pane->ops->move(p->pane, MOVE_ENTER, &p->ctx);
}

static bool
answer(struct place *p, const char *text)
{
	struct ask asked = ask;

	ask = (struct ask){ 0 };
	place_clear(p);
	p->ctx.ask = &ask;
	p->ctx.argument = text;
	p->ctx.topic = asked.topic;
	bool ok = asked.done(&p->ctx);

	p->ctx.argument = p->ctx.topic = NULL;
	ask_done(&asked);
	return ok;
}

static void
expect(const struct place *p, const char *path, const char *value)
{
	cr_assert_eq(p->changes.count, 1, "%zu changes", p->changes.count);
	cr_assert_str_eq(p->changes.items[0].path, path);
	cr_assert(str_equal(p->changes.items[0].value, value), "%s is %s", path,
	    p->changes.items[0].value);
}

static void
end(struct place *p)
{
	asked_done();
	place_done(p);
}

Test(record_form, every_field_is_one_the_session_knows)
{
	static const struct {
		const char *segment;
		const struct record_field *fields;
	} kinds[] = { { "evidence", artifact_fields },
		{ "people", person_fields }, { "slots", slot_fields },
		{ "statements", statement_fields },
		{ "followups", followup_fields } };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		for (const struct record_field *f = kinds[i].fields; f->field;
		     f++) {
			char *path = xasprintf(
			    "%s/ab2345/%s", kinds[i].segment, f->field);

			cr_assert(schema_find(path), "%s", path);
			cr_assert(strlen(f->label) <= 18, "%s", f->label);
			free(path);
		}
}

Test(record_form, shows_each_field_on_a_line_and_what_is_missing)
{
	struct place p;

	begin(&p, "followups", "ab2345", followup_fields);
	place_shows(&p, "text             Run book billing");
	place_shows(&p, "kind             follow-up");
	place_shows(&p, "by whom          -");
	end(&p);
}

Test(record_form, a_day_is_typed_as_people_say_it)
{
	struct place p;
	struct str seen = { 0 };

	begin(&p, "followups", "ab2345", followup_fields);
	enter(&p, 3);
	ask.see(&p.desk, "fri", &seen);
	cr_assert_str_eq(str_text(&seen), "Fri 17 Jul");
	str_done(&seen);
	cr_assert(answer(&p, "fri"));
	expect(&p, "followups/ab2345/due", "2026-07-17");
	enter(&p, 3);
	cr_assert_not(answer(&p, "soonish"));
	cr_assert(strstr(p.err.message, "no day"), "%s", p.err.message);
	end(&p);
}

Test(record_form, a_word_is_one_key_and_a_dash_takes_it_away)
{
	static const char *const role[] = { "people/bo2345/role", "accountable",
		NULL, NULL };
	struct place p;

	begin(&p, "people", "bo2345", person_fields);
	enter(&p, 2);
	cr_assert(strstr(ask.choices, "r responsible  a accountable"), "%s",
	    ask.choices);
	cr_assert(answer(&p, "r"));
	expect(&p, "people/bo2345/role", "responsible");
	enter(&p, 2);
	cr_assert_not(answer(&p, "z"));
	place_record(&p, "2026-07-14T09:31:00+02:00", NULL, role);
	enter(&p, 2);
	cr_assert(strstr(ask.choices, "- none"), "%s", ask.choices);
	cr_assert(answer(&p, "-"));
	expect(&p, "people/bo2345/role", NULL);
	end(&p);
}

Test(record_form, a_person_is_known_by_the_beginning_of_the_name)
{
	struct place p;

	begin(&p, "followups", "ab2345", followup_fields);
	enter(&p, 2);
	place_clear(&p);
	char *name = ask.complete(&p.ctx, "oka");

	cr_assert_str_eq(name, "Bo Okafor");
	free(name);
	cr_assert(answer(&p, "oka"));
	expect(&p, "followups/ab2345/person", "bo2345");
	enter(&p, 2);
	cr_assert(answer(&p, "Somebody Else"));
	expect(&p, "followups/ab2345/person", "Somebody Else");
	end(&p);
}

Test(record_form, an_item_is_typed_as_it_is_read)
{
	struct place p;

	begin(&p, "followups", "ab2345", followup_fields);
	enter(&p, 5);
	cr_assert(answer(&p, "ab-1 1.2"));
	cr_assert(str_starts(p.changes.items[0].value, "AB-1/criteria/1."),
	    "%s", p.changes.items[0].value);
	enter(&p, 5);
	cr_assert_not(answer(&p, "ZZ-9"));
	end(&p);
}

Test(record_form, lines_of_a_text_stay_when_it_is_not_changed)
{
	struct place p;

	begin(&p, "statements", "cd2345", statement_fields);
	place_shows(&p, "Two lines of it");
	enter(&p, 0);
	cr_assert(answer(&p, "Two lines of it"));
	cr_assert_eq(p.changes.count, 0);
	enter(&p, 0);
	cr_assert(answer(&p, "  "));
	expect(&p, "statements/cd2345/text", NULL);
	end(&p);
}

Test(record_form, a_state_that_needs_a_reason_asks_for_it)
{
	struct place p;

	begin(&p, "evidence", "EV-aaaaaa", artifact_fields);
	enter(&p, 0);
	cr_assert(answer(&p, "x"));
	cr_assert_eq(p.changes.count, 0, "not without a reason");
	cr_assert_str_eq(ask.label, "reason");
	cr_assert(answer(&p, "unsigned"));
	cr_assert_str_eq(p.changes.items[0].value, "rejected");
	cr_assert_str_eq(p.changes.items[0].why, "unsigned");
	end(&p);
}

Test(record_form, a_published_title_is_not_asked_for)
{
	struct place p;

	begin(&p, "evidence", "E-1", artifact_fields);
	place_shows(&p, "Toll accounts");
	enter(&p, 1);
	cr_assert_null(ask.done);
	cr_assert(strstr(p.err.message, "as published"), "%s", p.err.message);
	end(&p);
}
