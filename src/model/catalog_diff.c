/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Two versions of a pack compared. Controls are paired by id, in one walk over
 * both in order; those left alone by a sort of their statements. What a pair
 * says is compared as two sorted bags of texts, so that moving a criterion is
 * no new wording and a long list costs no more than its sort. */

#include <config.h>

#include "model/catalog_diff.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"

/* Texts with what they are: a field, a level. */
struct bag {
	struct bag_text {
		size_t place;
		const char *text;
	} *texts;
	size_t count, capacity;
};

struct diff {
	const struct catalog *old, *new;
	struct catalog_change *changes;
	size_t count, capacity;
	struct bag bags[2]; /* of the pair at hand: old, new */
};

static void
bag_add(struct bag *bag, enum catalog_field field, int level, const char *text)
{
	if (!text)
		return;
	bag->texts = mem_grow(bag->texts, &bag->capacity, bag->count + 1,
	    sizeof(*bag->texts));
	bag->texts[bag->count++] = (struct bag_text){
		.place = (size_t)field * 256 + (size_t)(level + 1),
		.text = text,
	};
}

/* What a TEXT or TEXTS field of a row says. */
static void
bag_field(struct bag *bag, const struct catalog *c, enum catalog_field field,
    size_t row, int level)
{
	if (catalog_field_info(field)->type == FIELD_TEXT) {
		bag_add(bag, field, level, catalog_string(c, field, row));
		return;
	}
	for (size_t i = 0; i < catalog_count(c, field, row); i++)
		bag_add(bag, field, level, catalog_item(c, field, row, i, 0));
}

static int
compare_texts(const void *a, const void *b)
{
	const struct bag_text *x = a, *y = b;

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	return strcmp(x->text, y->text);
}

/* How many texts only one of the bags has; empties both. */
static void
bags_compare(struct bag bags[2], size_t *gone, size_t *come)
{
	size_t i = 0, j = 0;

	*gone = *come = 0;
	for (size_t side = 0; side < 2; side++)
		if (bags[side].count)
			qsort(bags[side].texts, bags[side].count,
			    sizeof(*bags[side].texts), compare_texts);
	while (i < bags[0].count && j < bags[1].count) {
		int order = compare_texts(
		    &bags[0].texts[i], &bags[1].texts[j]);

		*gone += order < 0;
		*come += order > 0;
		i += order <= 0;
		j += order >= 0;
	}
	*gone += bags[0].count - i;
	*come += bags[1].count - j;
	bags[0].count = bags[1].count = 0;
}

static void
bag_criteria(struct bag *bag, const struct catalog *c, size_t control)
{
	for (size_t i = 0; i < catalog_count(c, CONTROL_LEVELS, control); i++) {
		size_t level = catalog_child(c, CONTROL_LEVELS, control, i);
		int number = catalog_number(c, CLEVEL_LEVEL, level);

		for (size_t j = 0; j < catalog_count(c, CLEVEL_CRITERIA, level);
		     j++)
			bag_add(bag, CRITERION_KEY, number,
			    catalog_string(c, CRITERION_KEY,
				catalog_child(c, CLEVEL_CRITERIA, level, j)));
	}
}

/* All else that a control asks, but for its title. */
static void
bag_wording(struct bag *bag, const struct catalog *c, size_t control)
{
	static const enum catalog_field own[] = { CONTROL_STATEMENT,
		CONTROL_QUESTION, CONTROL_GUIDANCE, CONTROL_PROMPTS };
	static const enum catalog_field of_level[] = { CLEVEL_SUMMARY,
		CLEVEL_NOTE, CLEVEL_EXAMPLES };

	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		bag_field(bag, c, own[i], control, -1);
	for (size_t i = 0; i < catalog_count(c, CONTROL_LEVELS, control); i++) {
		size_t level = catalog_child(c, CONTROL_LEVELS, control, i);

		for (size_t j = 0; j < sizeof(of_level) / sizeof(*of_level);
		     j++)
			bag_field(bag, c, of_level[j], level,
			    catalog_number(c, CLEVEL_LEVEL, level));
	}
	for (size_t i = 0; i < catalog_count(c, CONTROL_OBJECTIVES, control);
	     i++)
		bag_field(bag, c, OBJECTIVE_TEXT,
		    catalog_child(c, CONTROL_OBJECTIVES, control, i), -1);
}

static bool same_rows(const struct diff *d, enum catalog_table table, size_t a,
    size_t b, enum catalog_field skip);

static bool
same_lists(
    const struct diff *d, enum catalog_field field, size_t a, size_t b)
{
	const struct catalog_field_info *info = catalog_field_info(field);
	bool rows = info->type == FIELD_ROWS || info->type == FIELD_KEYED;
	size_t count = catalog_count(d->old, field, a);

	if (count != catalog_count(d->new, field, b))
		return false;
	for (size_t i = 0; i < count; i++)
		if (rows ? !same_rows(d, info->target,
			       catalog_child(d->old, field, a, i),
			       catalog_child(d->new, field, b, i), FIELD_COUNT)
			 : !str_equal(catalog_item(d->old, field, a, i, 0),
			       catalog_item(d->new, field, b, i, 0)))
			return false;
	return true;
}

static bool
same_field(
    const struct diff *d, enum catalog_field field, size_t a, size_t b)
{
	const struct catalog_field_info *info = catalog_field_info(field);

	switch (info->type) {
	case FIELD_NUMBER:
	case FIELD_BOOL:
		return catalog_number(d->old, field, a) ==
		    catalog_number(d->new, field, b);
	case FIELD_STRING:
	case FIELD_TEXT:
	case FIELD_ID:
	case FIELD_REF:
		return str_equal(catalog_string(d->old, field, a),
		    catalog_string(d->new, field, b));
	case FIELD_ROW:
		a = catalog_ref(d->old, field, a);
		b = catalog_ref(d->new, field, b);
		return a == CATALOG_NONE || b == CATALOG_NONE
		    ? a == b
		    : same_rows(d, info->target, a, b, FIELD_COUNT);
	default:
		return same_lists(d, field, a, b);
	}
}

/* Are two rows the same in all but one field? */
static bool
same_rows(const struct diff *d, enum catalog_table table, size_t a, size_t b,
    enum catalog_field skip)
{
	enum catalog_field end = catalog_table_first(table + 1);

	for (enum catalog_field f = catalog_table_first(table); f < end; f++)
		if (f != skip && !same_field(d, f, a, b))
			return false;
	return true;
}

static struct catalog_change *
add(struct diff *d, enum catalog_change_kind kind, size_t old, size_t new)
{
	d->changes = mem_grow(
	    d->changes, &d->capacity, d->count + 1, sizeof(*d->changes));
	struct catalog_change *change = &d->changes[d->count++];

	*change = (struct catalog_change){ .kind = kind, .old = old,
		.new = new };
	if (old != CATALOG_NONE)
		bag_criteria(&d->bags[0], d->old, old);
	if (new != CATALOG_NONE)
		bag_criteria(&d->bags[1], d->new, new);
	bags_compare(d->bags, &change->criteria_gone, &change->criteria_new);
	return change;
}

/* A control that both sides have, under one id or (`renamed`) two. */
static void
compare_pair(struct diff *d, size_t old, size_t new, bool renamed)
{
	struct catalog_change *change = add(d, CHANGE_RENAMED, old, new);
	size_t gone, come;

	if (renamed ||
	    !str_equal(catalog_string(d->old, CONTROL_TITLE, old),
		catalog_string(d->new, CONTROL_TITLE, new)))
		return;
	change->kind = CHANGE_REWORDED;
	if (change->criteria_gone || change->criteria_new)
		return;
	bag_wording(&d->bags[0], d->old, old);
	bag_wording(&d->bags[1], d->new, new);
	bags_compare(d->bags, &gone, &come);
	if (gone || come)
		return;
	change->kind = CHANGE_OTHER;
	/* an id that differs is one of case alone */
	if (same_rows(d, TABLE_CONTROL, old, new, CONTROL_ID))
		d->count--;
}

/* A control whose id the other side lacks. */
struct lonely {
	const char *statement;
	size_t row;
	bool old;
};

static int
compare_lonely(const void *a, const void *b)
{
	const struct lonely *x = a, *y = b;
	int order = strcmp(x->statement, y->statement);

	if (!order)
		order = y->old - x->old;
	return order ? order : (x->row > y->row) - (x->row < y->row);
}

/* One old and one new control with the same statement are the same control;
 * more of them cannot be told apart. */
static void
pair_lonely(struct diff *d, struct lonely *list, size_t count)
{
	if (count)
		qsort(list, count, sizeof(*list), compare_lonely);
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count &&
		     str_equal(list[i].statement, list[end].statement);
		     end++)
			;
		if (end == i + 2 && list[i].old && !list[i + 1].old) {
			compare_pair(d, list[i].row, list[i + 1].row, true);
			continue;
		}
		for (size_t j = i; j < end; j++)
			if (list[j].old)
				add(d, CHANGE_REMOVED, list[j].row,
				    CATALOG_NONE);
			else
				add(d, CHANGE_ADDED, CATALOG_NONE,
				    list[j].row);
	}
}

static void
lonely_add(struct lonely *list, size_t *count, const struct catalog *c,
    size_t row, bool old)
{
	list[(*count)++] = (struct lonely){
		.statement = catalog_string(c, CONTROL_STATEMENT, row),
		.row = row,
		.old = old,
	};
}

static void
walk_both(struct diff *d)
{
	size_t olds = catalog_rows(d->old, TABLE_CONTROL);
	size_t news = catalog_rows(d->new, TABLE_CONTROL);
	struct lonely *list = xcalloc(olds + news, sizeof(*list));
	size_t count = 0, i = 0, j = 0;

	while (i < olds || j < news) {
		int order = i == olds ? 1
		    : j == news
		    ? -1
		    : str_natural_compare(catalog_string(d->old, CONTROL_ID, i),
			  catalog_string(d->new, CONTROL_ID, j));

		if (order < 0)
			lonely_add(list, &count, d->old, i++, true);
		else if (order > 0)
			lonely_add(list, &count, d->new, j++, false);
		else
			compare_pair(d, i++, j++, false);
	}
	pair_lonely(d, list, count);
	free(list);
}

/* A change with the id it is sorted by. */
struct named {
	const char *id;
	struct catalog_change change;
};

static int
compare_named(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int order = str_natural_compare(x->id, y->id);

	return order ? order : (int)x->change.kind - (int)y->change.kind;
}

static void
sort_changes(struct diff *d)
{
	struct named *list = xcalloc(d->count, sizeof(*list));

	for (size_t i = 0; i < d->count; i++) {
		const struct catalog_change *change = &d->changes[i];
		bool gone = change->new == CATALOG_NONE;

		list[i].change = *change;
		list[i].id = catalog_string(gone ? d->old : d->new, CONTROL_ID,
		    gone ? change->old : change->new);
	}
	if (d->count)
		qsort(list, d->count, sizeof(*list), compare_named);
	for (size_t i = 0; i < d->count; i++)
		d->changes[i] = list[i].change;
	free(list);
}

struct catalog_change *
catalog_diff(
    const struct catalog *old, const struct catalog *new, size_t *count)
{
	struct diff d = { .old = old, .new = new };

	walk_both(&d);
	sort_changes(&d);
	free(d.bags[0].texts);
	free(d.bags[1].texts);
	*count = d.count;
	return d.changes;
}
