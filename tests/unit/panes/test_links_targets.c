/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What an item answers: chosen freely, proposed only where it differs. */

#include <config.h>

#include "panes/links_targets.h"

#include "place.h"

#include "model/artifacts.h"

static void
begin(struct place *p)
{
	static const char *const changes[] = { "evidence/EV-aaaaaa/request",
		"E-1", NULL, "links/EV-aaaaaa/AB-2", "partly", NULL,
		"links/EV-aaaaaa/AB-2/locator", "p. 3", NULL, NULL };

	*p = (struct place){ 0 };
	pack_begin(&p->pack);
	place_fill(p);
	pack_finish(&p->pack);
	desk_init(&p->desk, p->pack.catalog);
	desk_set_session(&p->desk, p->pack.session);
	place_record(p, "2026-07-14T09:30:00+02:00", NULL, changes);
	desk_select(&p->desk, 2);
}

static void
end(struct place *p, struct targets *targets)
{
	targets_done(targets);
	changes_done(&p->changes);
	desk_done(&p->desk);
	pack_done(&p->pack);
}

static void
make(struct place *p, const char *id, struct targets *targets)
{
	const struct artifacts *all = desk_artifacts(&p->desk);

	targets_make(
	    &p->desk, artifacts_at(all, artifacts_find(all, id)), targets);
}

Test(links_targets, offers_its_links_then_who_asks_then_what_is_at_hand)
{
	struct place p;
	struct targets targets;

	begin(&p);
	make(&p, "EV-aaaaaa", &targets);
	cr_assert_eq(targets.count, 3);
	cr_assert_eq(targets.items[0].control, 1, "AB-2 it is linked to");
	cr_assert_eq(targets.items[0].now, LINK_PARTLY);
	cr_assert_str_eq(targets.items[0].locator, "p. 3");
	cr_assert_eq(targets.items[1].control, 0, "AB-1 asks for E-1");
	cr_assert_eq(targets.items[1].now, LINK_NONE);
	cr_assert_eq(targets.items[2].control, 2, "AB-3 is shown");
	cr_assert_eq(
	    targets_propose(&p.desk, "EV-aaaaaa", &targets, &p.changes), 0,
	    "nothing was chosen");
	end(&p, &targets);
}

Test(links_targets, proposes_all_that_was_chosen_at_once)
{
	struct place p;
	struct targets targets;

	begin(&p);
	make(&p, "EV-aaaaaa", &targets);
	target_toggle(&targets.items[0]);
	target_toggle(&targets.items[1]);
	desk_set(&targets.items[1].locator, "row 9");
	cr_assert_eq(
	    targets_propose(&p.desk, "EV-aaaaaa", &targets, &p.changes), 2);
	cr_assert_eq(p.changes.count, 3);
	cr_assert_str_eq(p.changes.items[0].path, "links/EV-aaaaaa/AB-2");
	cr_assert_str_eq(p.changes.items[0].value, "supports");
	cr_assert_str_eq(p.changes.items[1].path, "links/EV-aaaaaa/AB-1");
	cr_assert_str_eq(
	    p.changes.items[2].path, "links/EV-aaaaaa/AB-1/locator");
	cr_assert_str_eq(p.changes.items[2].value, "row 9");
	end(&p, &targets);
}

Test(links_targets, a_link_taken_away_takes_its_locator_along)
{
	struct place p;
	struct targets targets;

	begin(&p);
	make(&p, "EV-aaaaaa", &targets);
	target_toggle(&targets.items[0]);
	target_toggle(&targets.items[0]);
	cr_assert_eq(targets.items[0].meant, LINK_NONE);
	targets_propose(&p.desk, "EV-aaaaaa", &targets, &p.changes);
	cr_assert_eq(p.changes.count, 2);
	cr_assert_null(p.changes.items[0].value);
	cr_assert_null(p.changes.items[1].value);
	end(&p, &targets);
}

Test(links_targets, what_the_pack_asks_for_holds_until_it_is_denied)
{
	struct place p;
	struct targets targets;

	begin(&p);
	make(&p, "E-1", &targets);
	cr_assert(targets.items[0].implied);
	cr_assert_eq(targets.items[0].meant, LINK_SUPPORTS);
	target_toggle(&targets.items[0]);
	cr_assert_eq(targets.items[0].meant, LINK_NOT_RELEVANT);
	target_toggle(&targets.items[0]);
	cr_assert_eq(targets_propose(&p.desk, "E-1", &targets, &p.changes), 0,
	    "as the pack has it");
	desk_set(&targets.items[0].locator, "p. 1");
	cr_assert_eq(targets_propose(&p.desk, "E-1", &targets, &p.changes), 1,
	    "a locator needs its link");
	cr_assert_str_eq(p.changes.items[0].value, "supports");
	end(&p, &targets);
}
