/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What a pack must mean to be usable: DESIGN.md 3, beyond the shape that the
 * field list gives. */

#include <config.h>

#include "base/err.h"
#include "base/i18n.h"
#include "model/builder_parts.h"
#include "model/catalog_block.h"

/* A number, -1 when absent. */
static int
number(const struct builder *b, enum catalog_field field, size_t row)
{
	return (int)*builder_cell(b, field, row) - 1;
}

static size_t
rows(const struct builder *b, enum catalog_table table)
{
	return b->tables[table].rows;
}

static void
check_scale(struct builder *b)
{
	for (size_t i = 0; i < rows(b, TABLE_LEVEL); i++)
		if (number(b, LEVEL_NUMBER, i) != (int)i)
			builder_problem(b, false, TABLE_LEVEL, i,
			    _("The levels of the scale must run 0, 1, 2 ... "
			      "without a gap: %zu is expected here."),
			    i);
	if (rows(b, TABLE_LEVEL) > CATALOG_LEVELS)
		builder_problem(b, false, TABLE_LEVEL, CATALOG_LEVELS,
		    _("A scale ends at level 10: remove what follows."));
	for (size_t i = 0; i < rows(b, TABLE_POLICY); i++)
		if (number(b, POLICY_JUDGE, i) > number(b, POLICY_PASS, i))
			builder_problem(b, false, TABLE_POLICY, i,
			    _("\"judge\" must not be above \"pass\"."));
}

bool
builder_range(enum catalog_field field, int *low, int *high)
{
	if (field != CONTROL_WEIGHT && field != OBJECTIVE_RIGOR)
		return false;
	*low = field == OBJECTIVE_RIGOR ? 1 : 0;
	*high = field == OBJECTIVE_RIGOR ? 3 : 10;
	return true;
}

static void
check_word(struct builder *b, const struct pending *said, const char *word)
{
	const char *const *words = catalog_field_words(said->field);
	struct str known = { 0 };
	bool found = !*word;

	for (size_t w = 0; words[w]; w++) {
		found |= str_equal(words[w], word);
		str_printf(&known, "%s%s", w ? ", " : "", words[w]);
	}
	if (!found)
		builder_error(b, &said->place,
		    _("\"%s\" under \"%s\" is none of: %s."), word,
		    catalog_field_info(said->field)->key, str_text(&known));
	str_done(&known);
}

static void
check_said(struct builder *b, const struct pending *said)
{
	uint32_t value =
	    said->item == SIZE_MAX
	        ? *builder_cell(b, said->field, said->row)
	        : builder_list(b, said->field, said->row)->items[said->item];
	int low, high, set = (int)value - 1;

	if (!builder_range(said->field, &low, &high))
		check_word(b, said, builder_string(b, value));
	else if (set < low || set > high)
		builder_error(b, &said->place,
		    _("\"%s\" is %d; it goes from %d to %d."),
		    catalog_field_info(said->field)->key, set, low, high);
}

/* Follows a parent field from every row; more steps than rows is a circle. It
 * is told once, at the first of its rows. */
static void
check_parents(struct builder *b, enum catalog_field field)
{
	const struct catalog_field_info *info = catalog_field_info(field);
	enum catalog_field id = builder_id_field(info->table);

	for (size_t row = 0; row < rows(b, info->table); row++) {
		size_t at = row, steps = 0;

		while (*builder_cell(b, field, at) &&
		       steps++ <= rows(b, info->table)) {
			at = *builder_cell(b, field, at) - 1;
			if (at <= row)
				break;
		}
		if (steps && at == row)
			builder_problem(b, false, info->table, row,
			    _("\"parent\" leads in a circle back to %s: "
			      "remove it at one of them."),
			    builder_get(b, id, row));
	}
}

/* Trees are walked by recursion. */
enum { NEST_MAX = 32 };

static void
check_depth(struct builder *b, enum catalog_field field)
{
	const struct catalog_field_info *info = catalog_field_info(field);

	/* a circle is told already, and would never end here */
	for (size_t row = 0; row < rows(b, info->table) && !b->failed; row++) {
		size_t at = row;
		int depth = 0;

		while (*builder_cell(b, field, at) && depth++ <= NEST_MAX)
			at = *builder_cell(b, field, at) - 1;
		if (depth > NEST_MAX)
			builder_problem(b, false, info->table, row,
			    _("\"parent\" leads more than %d steps up: make "
			      "the tree flatter."),
			    NEST_MAX);
	}
}

static size_t
list_count(const struct builder *b, enum catalog_field field, size_t row)
{
	const struct row_list *list = builder_list(b, field, row);

	return list ? list->count : 0;
}

static void
check_level(struct builder *b, size_t control, size_t row, int top)
{
	int level = number(b, CLEVEL_LEVEL, row);
	int defers = number(b, CLEVEL_DEFERS_TO, row);
	bool criteria = list_count(b, CLEVEL_CRITERIA, row) > 0;
	bool absent = number(b, CLEVEL_NOT_AVAILABLE, row) == 1;
	const char *id = builder_get(b, CONTROL_ID, control);
	int ways = criteria + absent + (defers >= 0);

	if (level > top) {
		builder_problem(b, false, TABLE_CLEVEL, row,
		    _("Level %d is not on the pack's scale, which ends at "
		      "%d."),
		    level, top);
		return;
	}
	if (level == 0 && ways)
		builder_problem(b, false, TABLE_CLEVEL, row,
		    _("Level 0 holds a summary only; what is asked stands "
		      "from level 1 up."));
	else if (level > 0 && ways == 0)
		builder_problem(b, false, TABLE_CLEVEL, row,
		    _("Level %d of %s has no criteria: say \"defers_to\" or "
		      "\"not_available: true\"."),
		    level, id ? id : "?");
	else if (ways > 1)
		builder_problem(b, false, TABLE_CLEVEL, row,
		    _("Level %d of %s must have only one of \"criteria\", "
		      "\"defers_to\" and \"not_available\"."),
		    level, id ? id : "?");
	if (defers >= 0 && (defers == level || defers > top || defers == 0))
		builder_problem(b, false, TABLE_CLEVEL, row,
		    _("Level %d of %s cannot defer to level %d: name another "
		      "one from 1 to %d."),
		    level, id ? id : "?", defers, top);
}

static void
check_levels(struct builder *b, size_t control, int top)
{
	const struct row_list *list = builder_list(b, CONTROL_LEVELS, control);
	int before = -1;

	if (list && top < 0) {
		builder_problem(b, false, TABLE_CLEVEL, list->items[0],
		    _("The pack has no scale, so there are no levels: add "
		      "\"scale\" to pack.yaml, or remove them here."));
		return;
	}
	for (size_t i = 0; list && i < list->count; i++) {
		size_t row = list->items[i];
		int level = number(b, CLEVEL_LEVEL, row);

		if (b->tables[TABLE_CLEVEL].places[row].wrong)
			continue;
		if (level == before)
			builder_problem(b, false, TABLE_CLEVEL, row,
			    _("Level %d stands here twice: put the two "
			      "together."),
			    level);
		check_level(b, control, row, top);
		before = level;
	}
}

/* Every two entries are compared. */
enum { REPEATS_MAX = 4000 };

/* Does an item say what one before it says, something at all? keys: what
 * those said. */
static bool
stands_before(const struct builder *b, enum catalog_field field,
    const struct row_list *list, size_t item, uint32_t keys[REPEATS_MAX])
{
	uint32_t key = *builder_cell(b, field, list->items[item]);

	keys[item] = key;
	for (size_t i = 0; key && i < item; i++)
		if (keys[i] == key)
			return true;
	return false;
}

static void
check_repeats(
    struct builder *b, enum catalog_field field, enum catalog_field key)
{
	enum catalog_table child = catalog_field_info(field)->target;
	uint32_t keys[REPEATS_MAX];

	for (size_t row = 0; row < rows(b, TABLE_CONTROL); row++) {
		const struct row_list *list = builder_list(b, field, row);

		if (list && list->count > REPEATS_MAX) {
			builder_problem(b, false, TABLE_CONTROL, row,
			    _("More than %d entries under \"%s\"."),
			    REPEATS_MAX, catalog_field_info(field)->key);
			continue;
		}
		for (size_t i = 0; list && i < list->count; i++)
			if (stands_before(b, key, list, i, keys))
				builder_problem(b, false, child, list->items[i],
				    _("The same entry stands under \"%s\" "
				      "twice: put the two together."),
				    catalog_field_info(field)->key);
	}
}

static void
check_pack(struct builder *b)
{
	const char *format = builder_get(b, PACK_FORMAT, 0);

	if (format && !str_equal(format, "assay-pack/1"))
		builder_problem(b, false, TABLE_PACK, 0,
		    str_starts(format, "assay-pack/")
		        ? _("The pack's format \"%s\" is newer than this "
		            "assay, which reads assay-pack/1: use a newer "
		            "assay.")
		        : _("\"format\" is \"%s\"; a pack says "
		            "assay-pack/1."),
		    format);
	if (!rows(b, TABLE_CONTROL) && !b->problems->errors)
		builder_problem(b, true, TABLE_PACK, 0,
		    _("The pack has no controls: put one file a control "
		      "under controls/DOMAIN/."));
}

void
builder_check(struct builder *b)
{
	int top = (int)rows(b, TABLE_LEVEL) - 1;

	check_pack(b);
	check_scale(b);
	for (size_t i = 0; i < b->said_count; i++)
		check_said(b, &b->said[i]);
	check_parents(b, DOMAIN_PARENT);
	check_parents(b, CONTROL_PARENT);
	check_depth(b, DOMAIN_PARENT);
	check_depth(b, CONTROL_PARENT);
	for (size_t i = 0; i < rows(b, TABLE_CONTROL); i++)
		check_levels(b, i, top);
	check_repeats(b, CONTROL_SOLUTIONS, SOLUTION_SIZE);
	check_repeats(b, CONTROL_MAPPINGS, MAPPING_FRAMEWORK);
}
