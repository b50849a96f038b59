/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay list, assay search. */

#include <config.h>

#include <stdlib.h>

#include "app/verbs.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/filter.h"
#include "model/search.h"

/* {"1": 2, "2": 4}: criteria by level, levels with some only. */
static json_t *
criteria_json(const struct catalog *c, size_t control)
{
	json_t *json = json_object();

	for (size_t i = 0; i < catalog_count(c, CONTROL_LEVELS, control); i++) {
		size_t row = catalog_child(c, CONTROL_LEVELS, control, i);
		size_t count = catalog_count(c, CLEVEL_CRITERIA, row);
		char *level =
		    xasprintf("%d", catalog_number(c, CLEVEL_LEVEL, row));

		if (count)
			json_object_set_new(
			    json, level, json_integer((json_int_t)count));
		free(level);
	}
	return json;
}

static json_t *
control_json(const struct catalog *c, size_t control, size_t language)
{
	int weight = catalog_number(c, CONTROL_WEIGHT, control);
	const char *status = catalog_string(c, CONTROL_STATUS, control);

	return json_pack("{s:s, s:o, s:s, s:o, s:b, s:s, s:o, s:I, s:I, s:I}",
	    "id", catalog_string(c, CONTROL_ID, control), "title",
	    verb_text(catalog_text(c, CONTROL_TITLE, control, language)),
	    "domain", catalog_string(c, CONTROL_DOMAIN, control), "weight",
	    weight < 0 ? json_null() : json_integer(weight), "material",
	    (int)catalog_control_material(c, control), "status",
	    status ? status : "active", "criteria", criteria_json(c, control),
	    "objectives",
	    (json_int_t)catalog_count(c, CONTROL_OBJECTIVES, control),
	    "evidence", (json_int_t)catalog_count(c, CONTROL_EVIDENCE, control),
	    "frameworks",
	    (json_int_t)catalog_count(c, CONTROL_MAPPINGS, control));
}

static json_t *
pack_json(const struct catalog *c, size_t language)
{
	return json_pack("{s:s, s:s, s:o, s:s}", "id",
	    catalog_string(c, PACK_ID, 0), "version",
	    catalog_string(c, PACK_VERSION, 0), "title",
	    verb_text(catalog_text(c, PACK_TITLE, 0, language)), "language",
	    catalog_string(c, PACK_LANGUAGE, 0));
}

static void
list_line(
    struct str *out, const struct catalog *c, size_t control, size_t language)
{
	size_t criteria = catalog_control_criteria(c, control);
	struct str counts = { 0 };

	verb_column(out, catalog_string(c, CONTROL_ID, control), 12);
	str_add_char(out, ' ');
	verb_column(out, catalog_control_name(c, control, language), 46);
	str_add_char(out, ' ');
	if (criteria)
		str_printf(&counts,
		    ngettext("%zu criterion", "%zu criteria", criteria),
		    criteria);
	if (!catalog_control_active(c, control))
		str_printf(&counts, "%s%s", counts.len ? ", " : "",
		    _(catalog_string(c, CONTROL_STATUS, control)));
	str_printf(out, "%s\n", str_text(&counts));
	str_done(&counts);
}

static void
say_nothing(struct str *out, const char *words)
{
	struct str safe = { 0 };

	verb_safe(&safe, words, false);
	str_printf(out, _("Nothing for \"%s\".\n"), str_text(&safe));
	str_done(&safe);
}

/* Which controls the terms of --filter hold for, by row; the caller frees it.
 * NULL: there is no such option, or *err is set. */
static bool *
filtered(struct verb_ctx *ctx, const struct catalog *c, size_t language)
{
	const char *terms = verb_option(ctx, OPT_FILTER);
	size_t count = catalog_rows(c, TABLE_CONTROL);
	bool *holds = NULL;
	struct desk desk;

	if (!terms)
		return NULL;
	desk_init(&desk, c);
	/* JSON is the same whatever the language */
	desk.language = ctx->given & OPT_JSON ? 0 : language;
	struct filter_view view = desk_view(&desk);
	struct filter *filter = filter_parse(terms, &view, ctx->err);

	if (filter) {
		holds = xcalloc(count, sizeof(*holds));
		for (size_t i = 0; i < count; i++)
			holds[i] = filter_holds(filter, &view, i);
	}
	filter_free(filter);
	desk_done(&desk);
	return holds;
}

static void
list_json(struct verb_ctx *ctx, const struct catalog *c, const bool *holds)
{
	json_t *controls = json_array();

	for (size_t i = 0; i < catalog_rows(c, TABLE_CONTROL); i++)
		if (!holds || holds[i])
			json_array_append_new(controls, control_json(c, i, 0));
	verb_json_take(ctx, json_pack("{s:o, s:o}", "pack", pack_json(c, 0),
	                        "controls", controls));
}

bool
verb_list(struct verb_ctx *ctx)
{
	size_t language = 0, shown = 0;
	struct catalog *c = verb_pack(ctx, &language, NULL);

	if (!c)
		return false;
	bool *holds = filtered(ctx, c, language);
	bool ok = !ctx->err->code;

	if (ok && ctx->given & OPT_JSON) {
		list_json(ctx, c, holds);
	} else if (ok) {
		for (size_t i = 0; i < catalog_rows(c, TABLE_CONTROL); i++) {
			if (holds && !holds[i])
				continue;
			list_line(&ctx->out, c, i, language);
			shown++;
		}
		if (holds && !shown)
			say_nothing(&ctx->out, verb_option(ctx, OPT_FILTER));
	}
	free(holds);
	catalog_free(c);
	return ok;
}

/* "OPS-03  L3 3.1  text": one hit. */
static void
hit_line(struct str *out, const struct catalog *c, const struct hit *hit)
{
	struct str where = { 0 };

	if (str_equal(hit->field, "criterion"))
		str_printf(&where, "%d.%zu", hit->level, hit->item + 1);
	else if (hit->level >= 0)
		str_printf(&where, "L%d %s", hit->level, _(hit->field));
	else
		str_add(&where, _(hit->field));
	verb_column(out, catalog_string(c, CONTROL_ID, hit->control), 12);
	str_add_char(out, ' ');
	verb_column(out, str_text(&where), 12);
	str_add_char(out, ' ');
	verb_safe(out, hit->text, false);
	str_add_char(out, '\n');
	str_done(&where);
}

bool
verb_search(struct verb_ctx *ctx)
{
	size_t language = 0;
	struct catalog *c = verb_pack(ctx, &language, NULL);
	struct str words = { 0 };

	if (!c)
		return false;
	for (size_t i = 0; i < ctx->arg_count; i++)
		str_printf(&words, "%s%s", i ? " " : "", ctx->args[i]);
	struct search_index *index = search_index_new(c);
	struct search *search = search_new(index);

	search_run(search, NULL, language, str_text(&words));
	json_t *list = ctx->given & OPT_JSON ? json_array() : NULL;

	for (size_t i = 0; i < search_hits(search); i++) {
		struct hit hit = search_hit(search, i);

		if (list)
			json_array_append_new(list,
			    json_pack("{s:s, s:s, s:o, s:o}", "control",
			        catalog_string(c, CONTROL_ID, hit.control),
			        "field", hit.field, "level",
			        hit.level < 0 ? json_null()
			                      : json_integer(hit.level),
			        "text", verb_text(hit.text)));
		else
			hit_line(&ctx->out, c, &hit);
	}
	if (list)
		verb_json_take(ctx, json_pack("{s:o}", "hits", list));
	else if (!search_hits(search))
		say_nothing(&ctx->out, str_text(&words));
	search_free(search);
	search_index_free(index);
	str_done(&words);
	catalog_free(c);
	return true;
}
