/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What changed between two versions of a pack. */

#include <config.h>

#include "model/catalog_diff.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "pack.h"

/* Two versions made alike, the new one then changed. */
struct versions {
	struct pack old, new;
	struct catalog_change *changes;
	size_t count;
};

/* Two controls with criteria at two levels, an objective, a mapping. */
static void
fill(struct pack *pack)
{
	static const char *const ids[] = { "AB-1", "AB-2" };

	pack_begin(pack);
	struct builder *b = pack->builder;
	size_t framework = builder_child(b, PACK_FRAMEWORKS, 0);

	builder_text(b, FRAMEWORK_ID, framework, "std");
	builder_text(b, FRAMEWORK_NAME, framework, "Standard");
	for (size_t i = 0; i < 2; i++) {
		char *text = xasprintf("Gate %zu is shut.", i + 1);
		char *id = xasprintf("%s_A01", ids[i]);
		size_t row = pack_control(pack, ids[i], text);
		size_t level = pack_level(pack, row, 1);

		builder_text(b, CONTROL_TITLE, row, i ? "Doors" : "Gates");
		builder_number(b, CONTROL_WEIGHT, row, 5);
		pack_criterion(pack, level, "Somebody shuts it.");
		pack_criterion(pack, level, "A lamp says so.");
		size_t objective = builder_child(b, CONTROL_OBJECTIVES, row);

		builder_text(b, OBJECTIVE_ID, objective, id);
		builder_text(b, OBJECTIVE_TEXT, objective, "the gate is shut.");
		size_t mapping = builder_child(b, CONTROL_MAPPINGS, row);

		builder_text(b, MAPPING_FRAMEWORK, mapping, "std");
		builder_item(b, MAPPING_VALUES, mapping, "5.10");
		free(id);
		free(text);
	}
}

static void
begin(struct versions *v)
{
	fill(&v->old);
	fill(&v->new);
}

static void
compare(struct versions *v)
{
	pack_finish(&v->old);
	pack_finish(&v->new);
	v->changes = catalog_diff(v->old.catalog, v->new.catalog, &v->count);
}

static void
done(struct versions *v)
{
	free(v->changes);
	pack_done(&v->old);
	pack_done(&v->new);
}

/* The one change is of this kind and of the control AB-2. */
static const struct catalog_change *
only(const struct versions *v, enum catalog_change_kind kind)
{
	cr_assert_eq(v->count, 1u, "%zu changes", v->count);
	cr_assert_eq(v->changes[0].kind, kind, "kind %d, %d is due",
	    (int)v->changes[0].kind, (int)kind);
	cr_assert_eq(v->changes[0].old, 1u, "the second control");
	cr_assert_eq(v->changes[0].new, 1u, "the second control");
	return &v->changes[0];
}

Test(catalog_diff, equal_packs_have_no_changes)
{
	struct versions v;

	begin(&v);
	compare(&v);
	cr_assert_eq(v.count, 0u, "%zu changes", v.count);
	done(&v);
}

Test(catalog_diff, a_control_that_comes_or_goes_is_added_or_removed)
{
	struct versions v;

	begin(&v);
	size_t row = pack_control(&v.new, "AB-1.1", "A bell rings.");

	pack_criterion(&v.new, pack_level(&v.new, row, 2), "It is loud.");
	row = pack_control(&v.old, "AB-10", "A dog barks.");
	pack_criterion(&v.old, pack_level(&v.old, row, 2), "It is loud.");
	compare(&v);
	cr_assert_eq(v.count, 2u, "%zu changes", v.count);
	cr_assert_eq(v.changes[0].kind, CHANGE_ADDED, "");
	cr_assert_eq(v.changes[0].old, CATALOG_NONE, "");
	cr_assert_eq(v.changes[0].new, 1u, "AB-1.1 is the second");
	cr_assert_eq(v.changes[0].criteria_new, 1u, "");
	cr_assert_eq(v.changes[0].criteria_gone, 0u, "");
	cr_assert_eq(v.changes[1].kind, CHANGE_REMOVED, "");
	cr_assert_eq(v.changes[1].old, 2u, "");
	cr_assert_eq(v.changes[1].new, CATALOG_NONE, "");
	cr_assert_eq(v.changes[1].criteria_gone, 1u, "");
	done(&v);
}

Test(catalog_diff, another_title_is_a_rename_whatever_else_changed)
{
	struct versions v;

	begin(&v);
	builder_text(v.new.builder, CONTROL_TITLE, 1, "Portals");
	builder_text(v.new.builder, CONTROL_STATEMENT, 1, "Portals are shut.");
	builder_number(v.new.builder, CONTROL_WEIGHT, 1, 9);
	compare(&v);
	only(&v, CHANGE_RENAMED);
	done(&v);
}

Test(catalog_diff, the_same_statement_under_another_id_is_a_rename)
{
	struct versions v;

	begin(&v);
	pack_control(&v.old, "AB-3", "A bell rings.");
	size_t row = pack_control(&v.new, "AB-1.5", "A bell rings.");

	pack_criterion(&v.new, pack_level(&v.new, row, 2), "It is loud.");
	compare(&v);
	cr_assert_eq(v.count, 1u, "%zu changes", v.count);
	cr_assert_eq(v.changes[0].kind, CHANGE_RENAMED, "");
	cr_assert_eq(v.changes[0].old, 2u, "");
	cr_assert_eq(v.changes[0].new, 1u, "");
	cr_assert_eq(v.changes[0].criteria_new, 1u, "it learned something");
	done(&v);
}

Test(catalog_diff, statements_that_several_controls_share_name_none)
{
	struct versions v;

	begin(&v);
	pack_control(&v.old, "AB-3", "Withdrawn.");
	pack_control(&v.old, "AB-4", "Withdrawn.");
	pack_control(&v.new, "AB-5", "Withdrawn.");
	compare(&v);
	cr_assert_eq(v.count, 3u, "%zu changes", v.count);
	cr_assert_eq(v.changes[0].kind, CHANGE_REMOVED, "");
	cr_assert_eq(v.changes[1].kind, CHANGE_REMOVED, "");
	cr_assert_eq(v.changes[2].kind, CHANGE_ADDED, "");
	done(&v);
}

Test(catalog_diff, an_id_in_other_letters_is_the_same_control)
{
	struct versions v;

	begin(&v);
	pack_control(&v.old, "AB-3", "A bell rings.");
	pack_control(&v.new, "ab-3", "A bell rings.");
	compare(&v);
	cr_assert_eq(v.count, 0u, "%zu changes", v.count);
	done(&v);
}

Test(catalog_diff, criteria_are_counted_by_key_and_level)
{
	struct versions v;

	begin(&v);
	size_t level = pack_level(&v.old, 1, 2);

	pack_criterion(&v.old, level, "It is oiled.");
	pack_criterion(&v.old, level, "It is painted.");
	level = pack_level(&v.new, 1, 2);
	pack_criterion(&v.new, level, "It is painted.");
	pack_criterion(&v.new, level, "It is   oiled.");
	pack_criterion(&v.new, pack_level(&v.new, 1, 3), "It is oiled.");
	compare(&v);
	const struct catalog_change *change = only(&v, CHANGE_REWORDED);

	cr_assert_eq(change->criteria_gone, 0u, "");
	cr_assert_eq(change->criteria_new, 1u, "level 3");
	done(&v);
}

Test(catalog_diff, a_criterion_said_otherwise_goes_and_comes)
{
	struct versions v;

	begin(&v);
	pack_criterion(&v.old, pack_level(&v.old, 1, 2), "It is oiled.");
	pack_criterion(&v.new, pack_level(&v.new, 1, 2), "It is greased.");
	compare(&v);
	const struct catalog_change *change = only(&v, CHANGE_REWORDED);

	cr_assert_eq(change->criteria_gone, 1u, "");
	cr_assert_eq(change->criteria_new, 1u, "");
	done(&v);
}

/* One text of the second control is set in the new version. */
static void
expect_text(enum catalog_field field, const char *text,
    enum catalog_change_kind kind)
{
	struct versions v;

	begin(&v);
	if (catalog_field_info(field)->type == FIELD_TEXTS)
		builder_item(v.new.builder, field, 1, text);
	else
		builder_text(v.new.builder, field, 1, text);
	compare(&v);
	only(&v, kind);
	done(&v);
}

Test(catalog_diff, what_is_asked_is_wording_all_else_is_facts)
{
	expect_text(CONTROL_STATEMENT, "Doors are shut.", CHANGE_REWORDED);
	expect_text(CONTROL_QUESTION, "Are they?", CHANGE_REWORDED);
	expect_text(CONTROL_GUIDANCE, "Look.", CHANGE_REWORDED);
	expect_text(CONTROL_PROMPTS, "Show me.", CHANGE_REWORDED);
	expect_text(OBJECTIVE_TEXT, "the door is shut.", CHANGE_REWORDED);
	expect_text(CLEVEL_SUMMARY, "Now and then.", CHANGE_REWORDED);
	expect_text(CONTROL_CADENCE, "annual", CHANGE_OTHER);
	expect_text(CONTROL_REF, "2", CHANGE_OTHER);
	expect_text(OBJECTIVE_ID, "AB-2_A02", CHANGE_OTHER);
	expect_text(OBJECTIVE_ORIGIN, "own", CHANGE_OTHER);
	expect_text(CONTROL_STATUS, "deprecated", CHANGE_OTHER);
}

Test(catalog_diff, a_mapping_or_an_order_is_a_fact)
{
	struct versions v;

	begin(&v);
	builder_item(v.new.builder, MAPPING_VALUES, 1, "5.1");
	size_t level = pack_level(&v.old, 0, 2);

	pack_criterion(&v.old, level, "It is oiled.");
	pack_criterion(&v.old, level, "It is painted.");
	level = pack_level(&v.new, 0, 2);
	pack_criterion(&v.new, level, "It is painted.");
	pack_criterion(&v.new, level, "It is oiled.");
	compare(&v);
	cr_assert_eq(v.count, 2u, "%zu changes", v.count);
	for (size_t i = 0; i < 2; i++)
		cr_assert_eq(v.changes[i].kind, CHANGE_OTHER, "change %zu", i);
	done(&v);
}

Test(catalog_diff, translations_are_no_change)
{
	struct versions v;

	begin(&v);
	cr_assert(builder_seal(v.new.builder), "");
	builder_overlay(
	    v.new.builder, "de", CONTROL_STATEMENT, 0, 0, "Tore sind zu.");
	compare(&v);
	cr_assert_eq(v.count, 0u, "%zu changes", v.count);
	done(&v);
}

/* 1,500 controls with 16 criteria each; `shift` in their ids. */
static void
fill_many(struct pack *pack, size_t shift)
{
	pack_begin(pack);
	for (size_t i = 0; i < 1500; i++) {
		char id[16], text[64];

		snprintf(id, sizeof(id), "AB-%zu", i + shift);
		snprintf(text, sizeof(text), "Gate %zu of them is shut.", i);
		size_t row = pack_control(pack, id, text);

		for (int level = 1; level < 5; level++) {
			size_t at = pack_level(pack, row, level);

			for (size_t j = 0; j < 4; j++) {
				snprintf(text, sizeof(text), "Lock %zu of %zu.",
				    j, i);
				pack_criterion(pack, at, text);
			}
		}
	}
	pack_finish(pack);
}

Test(catalog_diff, thousands_of_renamed_controls_are_found_at_once)
{
	struct pack old, new;
	size_t count;

	fill_many(&old, 1);
	fill_many(&new, 5000);
	clock_t before = clock();
	struct catalog_change *changes =
	    catalog_diff(old.catalog, new.catalog, &count);
	double seconds = (double)(clock() - before) / CLOCKS_PER_SEC;

	cr_assert_eq(count, 1500u, "%zu changes", count);
	for (size_t i = 0; i < count; i++) {
		cr_assert_eq(changes[i].kind, CHANGE_RENAMED, "%zu", i);
		cr_assert_eq(changes[i].criteria_gone, 0u, "%zu", i);
		cr_assert_eq(changes[i].new, i, "in natural order");
	}
	cr_assert_lt(seconds, 1.0, "%.3f seconds", seconds);
	free(changes);
	pack_done(&old);
	pack_done(&new);
}
