/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Colours of a sheet's cells, by rules: they follow when a cell is changed.
 * Each says once more what the cell's text or number says. */

#include <config.h>

#include "report/xlsx_parts.h"

#include "base/i18n.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"

static const struct toned {
	const char *word; /* a token, translated elsewhere */
	enum look look;
} toned[] = {
	{ N_("satisfactory"), LOOK_GOOD },
	{ N_("met"), LOOK_GOOD },
	{ N_("exceeded"), LOOK_GOOD },
	{ N_("accepted"), LOOK_GOOD },
	{ N_("viewed on site"), LOOK_GOOD },
	{ N_("completed"), LOOK_GOOD },
	{ N_("cleared"), LOOK_GOOD },
	{ N_("strictly conforms"), LOOK_GOOD },
	{ N_("conforms"), LOOK_GOOD },
	{ N_("alternative control"), LOOK_WARN },
	{ N_("partial"), LOOK_WARN },
	{ N_("under review"), LOOK_WARN },
	{ N_("in progress"), LOOK_WARN },
	{ N_("stale"), LOOK_WARN },
	{ N_("significant deficiency"), LOOK_WARN },
	{ N_("deficient"), LOOK_BAD },
	{ N_("not met"), LOOK_BAD },
	{ N_("rejected"), LOOK_BAD },
	{ N_("not available"), LOOK_BAD },
	{ N_("material weakness"), LOOK_BAD },
	{ N_("not applicable"), LOOK_FAINT },
	{ N_("not assessed"), LOOK_FAINT },
	{ N_("unassessed"), LOOK_FAINT },
	{ N_("superseded"), LOOK_FAINT },
	{ N_("out of scope"), LOOK_FAINT },
};

/* Heads whose yes is bad news. */
static const char *const alarms[] = { "overdue", "limit_passed", "stale" };
/* Heads of levels found, not asked for. */
static const char *const levels[] = { "derived_low", "derived_high",
	"supported", "concluded", "minimum" };

static bool
is_one_of(const char *key, const char *const *keys, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(key, keys[i]))
			return true;
	return false;
}
#define IS_ONE_OF(key, keys) \
	is_one_of(key, keys, sizeof(keys) / sizeof(*(keys)))

static bool
is_level(const struct table_column *of)
{
	return str_equal(of->key, "average") ||
	       (of->kind == COLUMN_LEVEL && IS_ONE_OF(of->key, levels));
}

static void
add_rule(struct sheet *sheet, size_t column, lxw_conditional_format *rule)
{
	const struct xlsx_lib *lib = sheet->book->lib;
	lxw_error error = lib->worksheet_conditional_format_range(
	    sheet->page, 1,
	    (lxw_col_t)column, sheet->row - 1, (lxw_col_t)column, rule);

	if (error && !sheet->book->failed)
		sheet->book->failed = error;
}

static void
tone_word(
    struct sheet *sheet, size_t column, const char *word, enum look look)
{
	struct str text = { 0 };

	str_printf(
	    &text, "\"%s\"", sheet->book->view->raw ? word : _(word));
	add_rule(sheet, column,
	    &(lxw_conditional_format){ .type = LXW_CONDITIONAL_TYPE_CELL,
	        .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
	        .value_string = text.data,
	        .format = sheet->book->looks[look] });
	str_done(&text);
}

static void
tone_words(
    struct sheet *sheet, size_t column, const struct table_column *of)
{
	if (IS_ONE_OF(of->key, alarms)) {
		tone_word(sheet, column, N_("yes"), LOOK_BAD);
		return;
	}
	for (size_t i = 0; i < sizeof(toned) / sizeof(*toned); i++)
		tone_word(sheet, column, toned[i].word, toned[i].look);
}

static void
scale_levels(struct sheet *sheet, size_t column, int top)
{
	add_rule(sheet, column,
	    &(lxw_conditional_format){ .type = LXW_CONDITIONAL_3_COLOR_SCALE,
	        .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
	        .min_value = 0,
	        .min_color = 0xf4c2bc,
	        .mid_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
	        .mid_value = top / 2.0,
	        .mid_color = 0xfbeebd,
	        .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
	        .max_value = top,
	        .max_color = 0xb9dfb1 });
}

static void
scale_gap(struct sheet *sheet, size_t column, int top)
{
	add_rule(sheet, column,
	    &(lxw_conditional_format){ .type = LXW_CONDITIONAL_2_COLOR_SCALE,
	        .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
	        .min_value = 0,
	        .min_color = 0xffffff,
	        .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
	        .max_value = top,
	        .max_color = 0xf0a08f });
}

void
book_dress(
    struct sheet *sheet, const struct table_column *columns, size_t count)
{
	const struct xlsx_lib *lib = sheet->book->lib;
	int top = catalog_scale_top(sheet->book->view->desk->catalog);
	int width = 0;

	lib->worksheet_autofilter(sheet->page, 0, 0, sheet->row - 1,
	    (lxw_col_t)(count - 1));
	lib->worksheet_repeat_rows(sheet->page, 0, 0);
	lib->worksheet_repeat_columns(sheet->page, 0, 0);
	for (size_t i = 0; i < count; i++)
		width += columns[i].width;
	book_pages(sheet, width);
	for (size_t i = 0; sheet->row > 1 && i < count; i++) {
		if (columns[i].kind == COLUMN_WORD)
			tone_words(sheet, i, &columns[i]);
		else if (top > 0 && is_level(&columns[i]))
			scale_levels(sheet, i, top);
		else if (top > 0 && str_equal(columns[i].key, "gap"))
			scale_gap(sheet, i, top);
	}
}
