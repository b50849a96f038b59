/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

#include <config.h>

#include "model/crosswalk.h"

#include <criterion/criterion.h>

#include "on_desk.h"
#include "whole_scf.h"

enum { RULES, LAWS, SONGS, FRAMEWORKS };
enum { ONE, TWO, THREE, FOUR, OLD };

/* Values end with NULL. */
static void
map(struct on_desk *it, size_t control, const char *framework,
    const char *const *values, const char *raw)
{
	struct builder *b = it->pack.builder;
	size_t row = builder_child(b, CONTROL_MAPPINGS, control);

	builder_text(b, MAPPING_FRAMEWORK, row, framework);
	for (; *values; values++)
		builder_item(b, MAPPING_VALUES, row, *values);
	if (raw)
		builder_text(b, MAPPING_RAW, row, raw);
}

/* Three frameworks: nobody maps to songs; AB-4 has no mapping, AB-5 is
 * withdrawn. */
static void
set_up(struct on_desk *it)
{
	static const char *const ids[] = { "rules", "laws", "songs" };
	static const char *const a[] = { "R10", "R2", "R2", NULL };
	static const char *const b[] = { "R2", "r2", "R1.1", NULL };
	static const char *const c[] = { "R1.1", NULL };
	static const char *const d[] = { "Part 3", "R2", NULL };
	static const char *const old[] = { "R2", "R99", NULL };
	static const char *const none[] = { NULL };
	size_t rows[5];

	pack_begin(&it->pack);
	for (size_t i = 0; i < FRAMEWORKS; i++) {
		size_t row =
		    builder_child(it->pack.builder, PACK_FRAMEWORKS, 0);

		builder_text(it->pack.builder, FRAMEWORK_ID, row, ids[i]);
		builder_text(it->pack.builder, FRAMEWORK_NAME, row, ids[i]);
	}
	for (size_t i = 0; i < 5; i++) {
		char id[] = "AB-1";

		id[3] = (char)('1' + i);
		rows[i] = pack_control(&it->pack, id, "A control.");
	}
	builder_text(it->pack.builder, CONTROL_STATUS, rows[OLD], "withdrawn");
	map(it, rows[ONE], "rules", a, NULL);
	map(it, rows[TWO], "laws", d, NULL);
	map(it, rows[TWO], "rules", b, NULL);
	map(it, rows[THREE], "rules", c, NULL);
	map(it, rows[THREE], "laws", none, "Part 3 or so");
	map(it, rows[OLD], "rules", old, NULL);
	on_desk_open(it);
}

static const struct requirement *
named(const struct crosswalk *crosswalk, const char *name)
{
	for (size_t i = 0; i < crosswalk->count; i++)
		if (str_equal(crosswalk->items[i].name, name))
			return &crosswalk->items[i];
	cr_assert_fail("there is no requirement %s", name);
	return NULL;
}

static void
designate(struct on_desk *it, const char *control, const char *designation)
{
	char *path = xasprintf("%s/designation", control);

	on_desk_record(it, path, designation, "Because.");
	free(path);
}

Test(crosswalk, requirements_are_in_natural_order_with_their_controls)
{
	static const char *const names[] = { "R1.1", "R2", "r2", "R10", "R99" };
	struct on_desk it = { 0 };
	struct crosswalk rules;

	set_up(&it);
	crosswalk_init(&rules, it.pack.catalog, RULES);
	cr_assert_eq(rules.count, 5, "five requirements, not %zu", rules.count);
	for (size_t i = 0; i < 5; i++)
		cr_assert_str_eq(rules.items[i].name, names[i], "at %zu: %s", i,
		    rules.items[i].name);
	cr_assert_eq(rules.mapped, 4, "four controls map to it");
	const struct requirement *two = named(&rules, "R2");

	cr_assert_eq(two->count, 3, "three of them to R2, each once");
	cr_assert(two->controls[0] == ONE && two->controls[1] == TWO &&
	              two->controls[2] == OLD,
	    "in natural order");
	crosswalk_done(&rules);
	on_desk_done(&it);
}

Test(crosswalk, what_could_not_be_split_is_one_requirement)
{
	struct on_desk it = { 0 };
	struct crosswalk laws;

	set_up(&it);
	crosswalk_init(&laws, it.pack.catalog, LAWS);
	cr_assert_eq(laws.count, 3, "Part 3, Part 3 or so, R2");
	cr_assert_eq(named(&laws, "Part 3 or so")->controls[0], THREE, "as is");
	crosswalk_done(&laws);
	on_desk_done(&it);
}

Test(crosswalk, a_framework_nobody_maps_to_is_empty)
{
	struct on_desk it = { 0 };
	struct crosswalk songs;

	set_up(&it);
	crosswalk_init(&songs, it.pack.catalog, SONGS);
	cr_assert(songs.count == 0 && songs.mapped == 0, "nothing");
	crosswalk_done(&songs);
	on_desk_done(&it);
}

Test(crosswalk, a_requirement_is_read_from_its_controls)
{
	struct on_desk it = { 0 };
	struct crosswalk rules;

	set_up(&it);
	crosswalk_init(&rules, it.pack.catalog, RULES);
	const struct requirement *both = named(&rules, "R1.1");

	cr_assert_eq(crosswalk_read(&it.desk, both), DESIGNATION_NONE, "open");
	cr_assert_eq(crosswalk_open(&it.desk, both), 2, "both");
	designate(&it, "AB-2", "satisfactory");
	cr_assert_eq(crosswalk_read(&it.desk, both), DESIGNATION_NONE,
	    "one is still open");
	designate(&it, "AB-3", "alternative control");
	cr_assert_eq(crosswalk_read(&it.desk, both), DESIGNATION_SATISFACTORY,
	    "alternative counts");
	designate(&it, "AB-3", "not applicable");
	cr_assert_eq(crosswalk_read(&it.desk, both), DESIGNATION_SATISFACTORY,
	    "not applicable does not count");
	designate(&it, "AB-2", "not applicable");
	cr_assert_eq(crosswalk_read(&it.desk, both), DESIGNATION_NOT_APPLICABLE,
	    "none applies");
	designate(&it, "AB-2", "deficient");
	designate(&it, "AB-3", NULL);
	cr_assert_eq(crosswalk_read(&it.desk, both), DESIGNATION_DEFICIENT,
	    "one is enough");
	cr_assert_eq(crosswalk_open(&it.desk, both), 1, "so far");
	on_desk_record(&it, "scope/controls/AB-2", "out", "Sold.");
	cr_assert_eq(crosswalk_read(&it.desk, both), DESIGNATION_NONE,
	    "who is out says nothing");
	cr_assert_eq(crosswalk_read(&it.desk, named(&rules, "R99")),
	    DESIGNATION_NOT_APPLICABLE, "nobody is in scope");
	crosswalk_done(&rules);
	on_desk_done(&it);
}

Test(crosswalk, coverage_agrees_with_reading_each_requirement)
{
	struct coverage cover[FRAMEWORKS];
	struct on_desk it = { 0 };

	set_up(&it);
	designate(&it, "AB-1", "deficient");
	designate(&it, "AB-3", "satisfactory");
	crosswalk_cover(&it.desk, cover);
	for (size_t i = 0; i < FRAMEWORKS; i++) {
		size_t by[DESIGNATION_COUNT] = { 0 }, settled = 0;
		struct crosswalk crosswalk;

		crosswalk_init(&crosswalk, it.pack.catalog, i);
		for (size_t j = 0; j < crosswalk.count; j++) {
			by[crosswalk_read(&it.desk, &crosswalk.items[j])]++;
			settled +=
			    crosswalk_open(&it.desk, &crosswalk.items[j]) == 0;
		}
		cr_assert_eq(cover[i].requirements, crosswalk.count, "%zu", i);
		cr_assert_eq(cover[i].mapped, crosswalk.mapped, "%zu", i);
		cr_assert_eq(cover[i].settled, settled, "%zu", i);
		cr_assert_arr_eq(cover[i].by, by, sizeof(by), "%zu", i);
		crosswalk_done(&crosswalk);
	}
	cr_assert_eq(cover[RULES].by[DESIGNATION_DEFICIENT], 2, "R2, R10");
	cr_assert_eq(cover[RULES].settled, 2, "R10 and R99");
	cr_assert_eq(cover[LAWS].by[DESIGNATION_SATISFACTORY], 1, "AB-3's");
	on_desk_done(&it);
}

Test(crosswalk, a_control_tells_how_many_requirements_it_touches)
{
	struct on_desk it = { 0 };

	set_up(&it);
	struct touched two = crosswalk_touch(it.pack.catalog, TWO, RULES);

	cr_assert_eq(two.here, 3, "R2, r2, R1.1");
	cr_assert_eq(two.elsewhere, 2, "Part 3 and R2 of the laws");
	cr_assert_eq(two.frameworks, 1, "in one other");
	struct touched one = crosswalk_touch(it.pack.catalog, ONE, RULES);

	cr_assert_eq(one.here, 2, "what stands twice counts once");
	one = crosswalk_touch(it.pack.catalog, ONE, CATALOG_NONE);
	cr_assert(one.here == 0 && one.elsewhere == 2, "of no framework");
	two = crosswalk_touch(it.pack.catalog, FOUR, RULES);
	cr_assert(two.here == 0 && two.elsewhere == 0 && two.frameworks == 0,
	    "AB-4 touches nothing");
	on_desk_done(&it);
}

/* domain.md 2.1: 249 frameworks. */
Test(crosswalk, the_whole_catalog_is_turned_round_without_loss)
{
	struct coverage cover[249];
	size_t values = 0;
	struct imported scf;
	struct desk desk;

	NEEDS_WHOLE_SCF;
	whole_scf_read(&scf);
	cr_assert_eq(catalog_rows(scf.catalog, TABLE_FRAMEWORK), 249, "all");
	desk_init(&desk, scf.catalog);
	crosswalk_cover(&desk, cover);
	for (size_t i = 0; i < 249; i++) {
		struct crosswalk crosswalk;

		crosswalk_init(&crosswalk, scf.catalog, i);
		for (size_t j = 0; j < crosswalk.count; j++)
			values += crosswalk.items[j].count;
		cr_assert_eq(cover[i].requirements, crosswalk.count, "%zu", i);
		crosswalk_done(&crosswalk);
	}
	cr_assert_eq(values, 67230, "%zu values", values);
	desk_done(&desk);
	imported_done(&scf);
}
