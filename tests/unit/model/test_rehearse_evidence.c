/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What accepting or rejecting evidence would do is what it then does. */

#include <config.h>

#include "model/rehearse_evidence.h"

#include "model/artifacts.h"
#include "model/schema.h"
#include "on_desk.h"

/* AB-1 and AB-2 ask for E-1; two criteria at level 1, two at level 2, all
 * met. */
static void
begin(struct on_desk *it)
{
	static const char *const ids[] = { "AB-1", "AB-2" };
	struct builder *b;

	*it = (struct on_desk){ 0 };
	pack_begin(&it->pack);
	b = it->pack.builder;
	size_t request = builder_child(b, PACK_EVIDENCE, 0);

	builder_text(b, EVIDENCE_ID, request, "E-1");
	builder_text(b, EVIDENCE_TITLE, request, "Toll accounts");
	for (size_t i = 0; i < 2; i++) {
		size_t row = pack_control(&it->pack, ids[i], "Kept in order.");

		pack_criteria(&it->pack, row, "22");
		builder_item(b, CONTROL_EVIDENCE, row, "E-1");
	}
	on_desk_open(it);
	for (size_t i = 0; i < 2; i++)
		for (int n = 0; n < 4; n++) {
			char path[60];

			snprintf(path, sizeof(path), "%s/criteria/%d.%d/state",
			    ids[i], n / 2 + 1, n % 2 + 1);
			struct changes changes = { 0 };
			const struct schema_row *row;
			struct err err = { 0 };
			char *canonical = NULL;

			cr_assert(schema_resolve(it->pack.catalog, path,
			              &canonical, &row, &err),
			    "%s", err.message);
			changes_add(&changes, canonical, "met", NULL);
			on_desk_apply(it, &changes);
			free(canonical);
		}
}

static const struct artifact *
item(const struct on_desk *it, const char *id)
{
	const struct artifacts *all = desk_artifacts(&it->desk);

	return artifacts_at(all, artifacts_find(all, id));
}

Test(rehearse_evidence, tells_what_accepting_will_do_on_each_control)
{
	struct on_desk it;
	struct rehearsed would;

	begin(&it);
	rehearse_evidence(&it.desk, item(&it, "E-1"), true, &would);
	cr_assert_eq(would.controls, 2, "two controls hang on it");
	cr_assert_eq(would.count, 2, "both change");
	for (size_t i = 0; i < 2; i++) {
		cr_assert_eq(would.items[i].control, i);
		cr_assert_eq(would.items[i].before, 1);
		cr_assert_eq(would.items[i].after, 2);
	}
	rehearsed_done(&would);
	on_desk_record(&it, "evidence/E-1/state", "accepted", NULL);
	cr_assert_eq(desk_rating(&it.desk, 0)->supported, 2, "as it said");
	rehearse_evidence(&it.desk, item(&it, "E-1"), false, &would);
	cr_assert_eq(would.count, 2);
	cr_assert_eq(would.items[1].after, 1);
	rehearsed_done(&would);
	on_desk_done(&it);
}

Test(rehearse_evidence, another_item_that_bears_it_out_makes_it_no_loss)
{
	struct on_desk it;
	struct rehearsed would;

	begin(&it);
	on_desk_record(&it, "evidence/E-1/state", "accepted", NULL);
	on_desk_record(&it, "evidence/EV-aaaaaa/state", "viewed on site", NULL);
	on_desk_record(&it, "links/EV-aaaaaa/AB-1", "supports", NULL);
	rehearse_evidence(&it.desk, item(&it, "E-1"), false, &would);
	cr_assert_eq(would.count, 1);
	cr_assert_eq(would.items[0].control, 1, "AB-2 alone falls");
	rehearsed_done(&would);
	on_desk_done(&it);
}

Test(rehearse_evidence, what_is_not_relevant_or_a_draft_does_not_count)
{
	struct on_desk it;
	struct rehearsed would;

	begin(&it);
	on_desk_record(&it, "links/E-1/AB-2", "not relevant", NULL);
	rehearse_evidence(&it.desk, item(&it, "E-1"), true, &would);
	cr_assert_eq(would.controls, 1, "AB-2 was let go");
	cr_assert_eq(would.count, 1);
	rehearsed_done(&would);
	on_desk_record(&it, "evidence/E-1/approval", "draft", NULL);
	on_desk_record(&it, "evidence/E-1/state", "accepted", NULL);
	cr_assert_not(artifact_counts(item(&it, "E-1")));
	on_desk_record(&it, "evidence/E-1/approval", "approved", NULL);
	cr_assert(artifact_counts(item(&it, "E-1")));
	on_desk_done(&it);
}

Test(rehearse_evidence, agrees_with_the_rating_of_what_is_recorded)
{
	static const char *const words[] = { "supports", "partly",
		"contradicts", "not relevant" };
	struct on_desk it;

	begin(&it);
	for (size_t i = 0; i < 4; i++) {
		on_desk_record(&it, "links/EV-aaaaaa/AB-1", words[i], NULL);
		on_desk_record(
		    &it, "evidence/EV-aaaaaa/state", "received", NULL);
		int would = rehearse_supported(
		    &it.desk, 0, item(&it, "EV-aaaaaa"), true);

		on_desk_record(
		    &it, "evidence/EV-aaaaaa/state", "accepted", NULL);
		cr_assert_eq(
		    desk_rating(&it.desk, 0)->supported, would, "%s", words[i]);
	}
	on_desk_done(&it);
}
