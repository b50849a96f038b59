/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay show: one control, whole. The JSON follows the pack's field list. */

#include <config.h>

#include <stdlib.h>

#include "app/verbs.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "ui/canvas.h"

static json_t *row_json(const struct catalog *c, enum catalog_table table,
    size_t row, enum catalog_field skip, size_t language);

static json_t *
items_json(const struct catalog *c, enum catalog_field field, size_t row,
    size_t language)
{
	json_t *json = json_array();

	for (size_t i = 0; i < catalog_count(c, field, row); i++)
		json_array_append_new(
		    json, verb_text(catalog_item(c, field, row, i, language)));
	return json;
}

/* A mapping's value: the list alone where nothing else is said. */
static json_t *
keyed_value(const struct catalog *c, enum catalog_table table, size_t child,
    size_t language)
{
	if (table == TABLE_SOLUTION)
		return items_json(c, SOLUTION_LINES, child, language);
	if (table == TABLE_MAPPING && !catalog_string(c, MAPPING_RAW, child))
		return items_json(c, MAPPING_VALUES, child, language);
	return row_json(c, table, child, catalog_table_first(table), language);
}

static json_t *
keyed_json(const struct catalog *c, enum catalog_field field, size_t row,
    size_t language)
{
	enum catalog_table table = catalog_field_info(field)->target;
	enum catalog_field first = catalog_table_first(table);
	json_t *json = json_object();

	for (size_t i = 0; i < catalog_count(c, field, row); i++) {
		size_t child = catalog_child(c, field, row, i);
		char *key =
		    catalog_field_info(first)->type == FIELD_NUMBER
		        ? xasprintf("%d", catalog_number(c, first, child))
		        : xstrdup(catalog_string(c, first, child));

		json_object_set_new(
		    json, key, keyed_value(c, table, child, language));
		free(key);
	}
	return json;
}

/* A field as JSON; NULL where it is absent. */
static json_t *
field_json(const struct catalog *c, enum catalog_field field, size_t row,
    size_t language)
{
	const struct catalog_field_info *info = catalog_field_info(field);
	int number;

	switch (info->type) {
	case FIELD_NUMBER:
		number = catalog_number(c, field, row);
		return number < 0 ? NULL : json_integer(number);
	case FIELD_BOOL:
		number = catalog_number(c, field, row);
		return number < 0 ? NULL : json_boolean(number);
	case FIELD_KEYED:
		return catalog_count(c, field, row)
		           ? keyed_json(c, field, row, language)
		           : NULL;
	case FIELD_ROWS: {
		json_t *json = json_array();

		for (size_t i = 0; i < catalog_count(c, field, row); i++)
			json_array_append_new(
			    json, row_json(c, info->target,
			              catalog_child(c, field, row, i),
			              FIELD_COUNT, language));
		if (json_array_size(json))
			return json;
		json_decref(json);
		return NULL;
	}
	case FIELD_STRINGS:
	case FIELD_TEXTS:
	case FIELD_REFS:
		return catalog_count(c, field, row)
		           ? items_json(c, field, row, language)
		           : NULL;
	default: {
		const char *text = catalog_text(c, field, row, language);

		return text ? verb_text(text) : NULL;
	}
	}
}

static json_t *
row_json(const struct catalog *c, enum catalog_table table, size_t row,
    enum catalog_field skip, size_t language)
{
	json_t *json = json_object();
	enum catalog_field end = catalog_table_first(table + 1);

	for (enum catalog_field f = catalog_table_first(table); f < end; f++) {
		json_t *value =
		    f == skip ? NULL : field_json(c, f, row, language);

		/* a criterion always says which parts it has */
		if (!value && f == CRITERION_SUB)
			value = json_array();
		if (value)
			json_object_set_new(
			    json, catalog_field_info(f)->key, value);
	}
	return json;
}

static void
heading(struct str *out, const char *text)
{
	str_printf(out, "\n%s\n", text);
}

/* A list's items, each with a dash. */
static void
show_items(struct str *out, const struct catalog *c, enum catalog_field field,
    size_t row, size_t language)
{
	for (size_t i = 0; i < catalog_count(c, field, row); i++) {
		struct str line = { 0 };

		str_printf(
		    &line, "- %s", catalog_item(c, field, row, i, language));
		verb_wrapped(out, str_text(&line), 2);
		str_done(&line);
	}
}

static void
show_level(
    struct str *out, const struct catalog *c, size_t row, size_t language)
{
	int level = catalog_number(c, CLEVEL_LEVEL, row);
	int defers = catalog_number(c, CLEVEL_DEFERS_TO, row);
	const char *summary = catalog_text(c, CLEVEL_SUMMARY, row, language);
	const char *note = catalog_text(c, CLEVEL_NOTE, row, language);
	const char *name = catalog_level_name(c, level, language);

	str_printf(out, "\nL%d ", level);
	verb_safe(out, name ? name : "", false);
	if (defers >= 0)
		str_printf(out, _("   none, defers to L%d"), defers);
	else if (catalog_number(c, CLEVEL_NOT_AVAILABLE, row) == 1)
		str_printf(out, "   %s", _("none"));
	str_add_char(out, '\n');
	if (summary)
		verb_wrapped(out, summary, 2);
	if (note)
		verb_wrapped(out, note, 2);
	show_items(out, c, CLEVEL_EXAMPLES, row, language);
	for (size_t i = 0; i < catalog_count(c, CLEVEL_CRITERIA, row); i++) {
		size_t child = catalog_child(c, CLEVEL_CRITERIA, row, i);

		str_printf(out, "  %d.%zu %s\n", level, i + 1,
		    catalog_string(c, CRITERION_KEY, child));
		verb_wrapped(
		    out, catalog_text(c, CRITERION_TEXT, child, language), 6);
		for (size_t s = 0; s < catalog_count(c, CRITERION_SUB, child);
		     s++)
			verb_wrapped(out,
			    catalog_item(c, CRITERION_SUB, child, s, language),
			    8);
	}
}

/* Requirement ids in lines of 78 cells, none broken inside. */
static void
show_values(
    struct str *out, const struct catalog *c, size_t row, struct str *line)
{
	for (size_t v = 0; v < catalog_count(c, MAPPING_VALUES, row); v++) {
		const char *value = catalog_item(c, MAPPING_VALUES, row, v, 0);

		if (text_cells(str_text(line)) + 1 + text_cells(value) > 78) {
			verb_safe(out, str_text(line), false);
			str_add_char(out, '\n');
			str_clear(line);
			str_add(line, "   ");
		}
		str_printf(line, " %s", value);
	}
	verb_safe(out, str_text(line), false);
	str_add_char(out, '\n');
}

static void
show_lists(
    struct str *out, const struct catalog *c, size_t control, size_t language)
{
	if (catalog_count(c, CONTROL_OBJECTIVES, control))
		heading(out, _("Objectives"));
	for (size_t i = 0; i < catalog_count(c, CONTROL_OBJECTIVES, control);
	     i++) {
		size_t row = catalog_child(c, CONTROL_OBJECTIVES, control, i);

		str_printf(out, "  %s\n", catalog_string(c, OBJECTIVE_ID, row));
		verb_wrapped(
		    out, catalog_text(c, OBJECTIVE_TEXT, row, language), 6);
	}
	if (catalog_count(c, CONTROL_EVIDENCE, control))
		heading(out, _("Evidence"));
	for (size_t i = 0; i < catalog_count(c, CONTROL_EVIDENCE, control);
	     i++) {
		size_t row = catalog_child(c, CONTROL_EVIDENCE, control, i);
		struct str line = { 0 };

		str_printf(&line, "%s %s", catalog_string(c, EVIDENCE_ID, row),
		    catalog_text(c, EVIDENCE_TITLE, row, language));
		verb_wrapped(out, str_text(&line), 2);
		str_done(&line);
	}
	if (catalog_count(c, CONTROL_SOLUTIONS, control))
		heading(out, _("Technology by size"));
	for (size_t i = 0; i < catalog_count(c, CONTROL_SOLUTIONS, control);
	     i++) {
		size_t row = catalog_child(c, CONTROL_SOLUTIONS, control, i);

		verb_wrapped(out,
		    catalog_text(c, SIZE_NAME,
		        catalog_ref(c, SOLUTION_SIZE, row), language),
		    2);
		show_items(out, c, SOLUTION_LINES, row, language);
	}
	if (catalog_count(c, CONTROL_MAPPINGS, control))
		heading(out, _("Frameworks"));
	for (size_t i = 0; i < catalog_count(c, CONTROL_MAPPINGS, control);
	     i++) {
		size_t row = catalog_child(c, CONTROL_MAPPINGS, control, i);
		struct str line = { 0 };

		str_printf(&line, "  %s:",
		    catalog_string(c, FRAMEWORK_NAME,
		        catalog_ref(c, MAPPING_FRAMEWORK, row)));
		show_values(out, c, row, &line);
		str_done(&line);
	}
}

/* weight 7   annual   process */
static void
show_facts(struct str *out, const struct catalog *c, size_t control)
{
	int weight = catalog_number(c, CONTROL_WEIGHT, control);
	const char *cadence = catalog_string(c, CONTROL_CADENCE, control);
	struct str line = { 0 };

	if (!catalog_control_active(c, control))
		str_printf(&line, "%s   ",
		    _(catalog_string(c, CONTROL_STATUS, control)));
	if (weight >= 0)
		str_printf(&line, _("weight %d"), weight);
	if (catalog_control_material(c, control))
		str_printf(&line, "   %s", _("material"));
	if (cadence && *cadence)
		str_printf(&line, "   %s", _(cadence));
	for (size_t i = 0; i < catalog_count(c, CONTROL_APPLIES_TO, control);
	     i++)
		str_printf(&line, "   %s",
		    _(catalog_item(c, CONTROL_APPLIES_TO, control, i, 0)));
	if (line.len)
		verb_wrapped(out, str_text(&line), 2);
	str_done(&line);
}

static void
show_text(
    struct str *out, const struct catalog *c, size_t control, size_t language)
{
	const char *question =
	    catalog_text(c, CONTROL_QUESTION, control, language);
	const char *guidance =
	    catalog_text(c, CONTROL_GUIDANCE, control, language);
	struct str title = { 0 };

	str_printf(&title, "%s %s", catalog_string(c, CONTROL_ID, control),
	    catalog_control_name(c, control, language));
	verb_wrapped(out, str_text(&title), 0);
	show_facts(out, c, control);
	verb_wrapped(
	    out, catalog_text(c, CONTROL_STATEMENT, control, language), 2);
	if (question) {
		heading(out, _("Question"));
		verb_wrapped(out, question, 2);
		show_items(out, c, CONTROL_PROMPTS, control, language);
	}
	if (guidance) {
		heading(out, _("Guidance"));
		verb_wrapped(out, guidance, 2);
	}
	for (size_t i = 0; i < catalog_count(c, CONTROL_LEVELS, control); i++)
		show_level(out, c, catalog_child(c, CONTROL_LEVELS, control, i),
		    language);
	show_lists(out, c, control, language);
	str_done(&title);
}

bool
verb_show(struct verb_ctx *ctx)
{
	size_t language = 0;
	struct catalog *c = verb_pack(ctx, &language, NULL);

	if (!c)
		return false;
	size_t control = catalog_find(c, TABLE_CONTROL, ctx->args[0]);
	bool found = control != CATALOG_NONE;

	if (!found)
		err_set(ctx->err, ERR_INPUT,
		    _("There is no control \"%s\" in the pack %s: assay list "
		      "names them."),
		    ctx->args[0], catalog_string(c, PACK_ID, 0));
	else if (ctx->given & OPT_JSON)
		verb_json_take(
		    ctx, row_json(c, TABLE_CONTROL, control, FIELD_COUNT, 0));
	else
		show_text(&ctx->out, c, control, language);
	catalog_free(c);
	return found;
}
