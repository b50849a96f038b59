/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Drawing a sample: one question after the other, what was answered carried in
 * the topic, all recorded at the end as one change. */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/sampling.h"
#include "model/schema.h"
#include "model/session.h"
#include "panes/objective.h"

enum { SEED_LETTERS = 8, ID_LETTERS = 6, POPULATION_MOST = 10000000 };

/* What was answered so far: the topic's parts, a tab between them. */
enum part {
	PART_OBJECTIVE,
	PART_POPULATION,
	PART_OF,
	PART_KIND,
	PART_SIZE,
	PART_METHOD,
	PARTS
};
struct draw {
	char *parts[PARTS]; /* owned; NULL from the one asked for on */
	size_t population, size;
	enum population_kind kind;
};

static const char *const kind_words[] = { N_("standardized"),
	N_("non-standardized") };
/* The first is drawn here. */
static const struct {
	char letter;
	const char *word;
} methods[] = {
	{ 'r', N_("random") },
	{ 'h', N_("haphazard") },
	{ 'j', N_("by judgement") },
};
enum { METHODS = sizeof(methods) / sizeof(*methods) };

static void
draw_done(struct draw *draw)
{
	for (size_t i = 0; i < PARTS; i++)
		free(draw->parts[i]);
}

static void
read_topic(const char *topic, struct draw *draw)
{
	size_t count = 0;

	*draw = (struct draw){ 0 };
	for (const char *p = topic; count < PARTS; p++) {
		size_t len = strcspn(p, "\t");

		draw->parts[count++] = xstrndup(p, len);
		p += len;
		if (!*p)
			break;
	}
	if (draw->parts[PART_POPULATION])
		draw->population =
		    strtoul(draw->parts[PART_POPULATION], NULL, 10);
	if (str_equal(draw->parts[PART_KIND], kind_words[1]))
		draw->kind = POPULATION_NON_STANDARDIZED;
	if (draw->parts[PART_SIZE])
		draw->size = strtoul(draw->parts[PART_SIZE], NULL, 10);
}

/* The topic of the next question: one part more. */
static char *
longer(const char *topic, const char *part)
{
	return xasprintf("%s\t%s", topic, part);
}

/* A number a text begins with, blanks or its end behind it; false: none. */
static bool
take_number(const char *text, size_t most, size_t *number, const char **rest)
{
	char *end = NULL;
	unsigned long long value;

	text += strspn(text, " ");
	if (*text < '0' || *text > '9')
		return false;
	value = strtoull(text, &end, 10);
	if (value > most || (*end && *end != ' '))
		return false;
	*number = (size_t)value;
	*rest = end + strspn(end, " ");
	return true;
}

static void
record_field(struct command_ctx *ctx, const char *id, const char *field,
    const char *value)
{
	char *path = xasprintf("samples/%s/%s", id, field);

	if (value && *value)
		changes_add(ctx->changes, path, value, NULL);
	free(path);
}

static void
record(struct command_ctx *ctx, const struct draw *draw, const char *seed,
    const char *items)
{
	char *const *parts = draw->parts;
	char id[ID_LETTERS + 1];

	random_name(id, ID_LETTERS);
	record_field(ctx, id, "objective", parts[PART_OBJECTIVE]);
	record_field(ctx, id, "of", parts[PART_OF]);
	record_field(ctx, id, "kind", parts[PART_KIND]);
	record_field(ctx, id, "population", parts[PART_POPULATION]);
	record_field(ctx, id, "size", parts[PART_SIZE]);
	record_field(ctx, id, "method", parts[PART_METHOD]);
	record_field(ctx, id, "seed", seed);
	record_field(ctx, id, "items", items);
}

static void
say_recorded(struct command_ctx *ctx, const struct draw *draw)
{
	size_t least = sample_minimum(draw->kind, draw->population);

	if (draw->size < least)
		str_printf(ctx->message,
		    _("A sample of %zu of %zu is recorded; the standard asks "
		      "for %zu at least."),
		    draw->size, draw->population, least);
	else
		str_printf(ctx->message,
		    _("A sample of %zu of %zu is recorded; "
		      ":sample-exceptions says what was found in it."),
		    draw->size, draw->population);
}

/* "3, 17, 25" */
static char *
draw_items(const struct draw *draw, const char *seed)
{
	size_t *items = xcalloc(draw->size + 1, sizeof(*items));
	struct str out = { 0 };

	if (sample_draw(seed, draw->population, draw->size, items))
		for (size_t i = 0; i < draw->size; i++)
			str_printf(&out, "%s%zu", i ? ", " : "", items[i]);
	free(items);
	str_add(&out, "");
	return str_steal(&out);
}

static bool
take_seed(struct command_ctx *ctx)
{
	char *seed = str_fold_space(ctx->argument, strlen(ctx->argument));
	struct draw draw;
	bool ok = *seed != '\0';

	read_topic(ctx->topic, &draw);
	char *items = ok ? draw_items(&draw, seed) : NULL;

	if (!ok) {
		err_set(ctx->err, ERR_INPUT,
		    _("A draw needs a seed, any text: nothing was drawn."));
	} else if (strlen(items) > SCHEMA_TEXT_MAX) {
		ok = err_set(ctx->err, ERR_INPUT,
		    _("%zu items are more than one record holds; draw fewer."),
		    draw.size);
	} else {
		record(ctx, &draw, seed, items);
		say_recorded(ctx, &draw);
	}
	free(items);
	free(seed);
	draw_done(&draw);
	return ok;
}

/* What was chosen without a draw is typed. */
static bool
take_items(struct command_ctx *ctx)
{
	char *items = str_fold_space(ctx->argument, strlen(ctx->argument));
	struct draw draw;

	read_topic(ctx->topic, &draw);
	record(ctx, &draw, NULL, items);
	say_recorded(ctx, &draw);
	draw_done(&draw);
	free(items);
	return true;
}

static bool
take_method(struct command_ctx *ctx)
{
	char letter = *ctx->argument ? *ctx->argument : methods[0].letter;
	size_t i = 0;

	while (i < METHODS && methods[i].letter != letter)
		i++;
	if (i == METHODS)
		return err_set(ctx->err, ERR_INPUT,
		    _("%s stands for no method."), ctx->argument);
	ctx->ask->topic = longer(ctx->topic, methods[i].word);
	if (i > 0) {
		/* TRANSLATORS: asks which items of a sample were chosen */
		ctx->ask->label = _("items chosen");
		ctx->ask->done = take_items;
		return true;
	}
	char seed[SEED_LETTERS + 1];

	random_name(seed, SEED_LETTERS);
	/* TRANSLATORS: asks for the text a random draw begins with */
	ctx->ask->label = _("seed");
	ctx->ask->initial = xstrdup(seed);
	ctx->ask->note = xstrdup(_("the same seed draws the same"));
	ctx->ask->done = take_seed;
	return true;
}

static bool
take_size(struct command_ctx *ctx)
{
	struct str choices = { 0 };
	const char *rest = "";
	struct draw draw;
	size_t size;

	read_topic(ctx->topic, &draw);
	bool ok = take_number(ctx->argument, draw.population, &size, &rest) &&
	          size > 0 && !*rest;

	if (!ok)
		err_set(ctx->err, ERR_INPUT,
		    _("\"%s\" is no size; a number from 1 to %zu is."),
		    ctx->argument, draw.population);
	draw_done(&draw);
	if (!ok)
		return false;
	char *number = xasprintf("%zu", size);

	for (size_t i = 0; i < METHODS; i++)
		str_printf(&choices, "%s%c %s", i ? "   " : "",
		    methods[i].letter, _(methods[i].word));
	/* TRANSLATORS: asks how a sample is chosen */
	ctx->ask->label = _("method");
	ctx->ask->choices =
	    xasprintf("%s:  %s", _("method"), str_text(&choices));
	ctx->ask->topic = longer(ctx->topic, number);
	ctx->ask->done = take_method;
	str_done(&choices);
	free(number);
	return true;
}

/* People and facilities differ from each other; the rest is standardized. */
static enum population_kind
preset_kind(const struct desk *desk, const char *id)
{
	const struct catalog *c = desk->catalog;
	size_t row = catalog_find(c, TABLE_OBJECTIVE, id);
	const char *to = row == CATALOG_NONE
	                     ? NULL
	                     : catalog_string(c, OBJECTIVE_APPLIES_TO, row);
	size_t control = desk->spot.control;

	if (!to && control != CATALOG_NONE &&
	    catalog_count(c, CONTROL_APPLIES_TO, control))
		to = catalog_item(c, CONTROL_APPLIES_TO, control, 0, 0);
	return str_equal(to, "people") || str_equal(to, "facility")
	           ? POPULATION_NON_STANDARDIZED
	           : POPULATION_STANDARDIZED;
}

static bool
take_kind(struct command_ctx *ctx)
{
	struct draw draw;
	enum population_kind kind;

	read_topic(ctx->topic, &draw);
	kind = preset_kind(ctx->desk, draw.parts[PART_OBJECTIVE]);
	bool ok = !*ctx->argument || strchr("sn", *ctx->argument);

	if (!ok) {
		err_set(ctx->err, ERR_INPUT, _("%s stands for no kind."),
		    ctx->argument);
	} else {
		if (*ctx->argument)
			kind = *ctx->argument == 'n'
			           ? POPULATION_NON_STANDARDIZED
			           : POPULATION_STANDARDIZED;
		size_t least = sample_minimum(kind, draw.population);

		ctx->ask->label = _("size of the sample");
		ctx->ask->initial = xasprintf("%zu", least);
		ctx->ask->note =
		    xasprintf(_("at least %zu of %zu"), least, draw.population);
		ctx->ask->topic = longer(ctx->topic, kind_words[kind]);
		ctx->ask->done = take_size;
	}
	draw_done(&draw);
	return ok;
}

/* "s standardized: at least 20", the preset first. */
static void
ask_kind(struct command_ctx *ctx, const char *topic, const char *objective,
    size_t population)
{
	enum population_kind first = preset_kind(ctx->desk, objective);
	struct str text = { 0 };

	for (int i = 0; i < 2; i++) {
		enum population_kind kind = i ? !first : first;
		size_t least = sample_minimum(kind, population);

		str_printf(&text, "%s%c ", i ? "   " : "",
		    kind == POPULATION_STANDARDIZED ? 's' : 'n');
		str_printf(&text,
		    kind == POPULATION_STANDARDIZED
		        /* TRANSLATORS: the least sample follows */
		        ? _("standardized (process, technology, data): %zu")
		        : _("non-standardized (people, facilities): %zu"),
		    least);
	}
	/* TRANSLATORS: asks which kind a population is */
	ctx->ask->label = _("kind");
	ctx->ask->choices =
	    /* TRANSLATORS: two kinds follow, each with its least sample */
	    xasprintf(_("at least:  %s"), str_text(&text));
	ctx->ask->topic = xstrdup(topic);
	ctx->ask->done = take_kind;
	str_done(&text);
}

/* "400 user accounts"; the topic is the objective's id. */
static bool
take_population(struct command_ctx *ctx)
{
	const char *rest;
	size_t population;

	if (!take_number(ctx->argument, POPULATION_MOST, &population, &rest) ||
	    !population)
		return err_set(ctx->err, ERR_INPUT,
		    _("How many are there? Put their number first, 1 to %d."),
		    POPULATION_MOST);
	char *of = str_fold_space(rest, strlen(rest));
	char *topic = xasprintf("%s\t%zu\t%s", ctx->topic, population, of);

	ask_kind(ctx, topic, ctx->topic, population);
	free(topic);
	free(of);
	return true;
}

bool
sample_command(struct command_ctx *ctx)
{
	struct desk_objective at;

	if (!objective_find(ctx, &at))
		return false;
	const char *id = objective_id(ctx->desk, at);

	objective_go(ctx->desk, at);
	if (ctx->argument && *ctx->argument) {
		ctx->topic = id;
		bool ok = take_population(ctx);

		ctx->topic = NULL;
		return ok;
	}
	/* TRANSLATORS: asks how many things a sample is drawn from */
	ctx->ask->label = _("population");
	ctx->ask->topic = xstrdup(id);
	ctx->ask->note =
	    xasprintf(_("%s: how many, and of what: 400 accounts"), id);
	ctx->ask->done = take_population;
	return true;
}

/* The topic is the path. */
static bool
take_exceptions(struct command_ctx *ctx)
{
	char *text = str_fold_space(ctx->argument, strlen(ctx->argument));

	changes_add(ctx->changes, ctx->topic, *text ? text : NULL, NULL);
	free(text);
	return true;
}

bool
sample_ask_exceptions(struct command_ctx *ctx, const char *id, const char *now)
{
	/* TRANSLATORS: asks which items of a sample were not as they should
	 * be */
	ctx->ask->label = _("exceptions");
	ctx->ask->initial = xstrdup(now);
	ctx->ask->topic = xasprintf("samples/%s/exceptions", id);
	ctx->ask->note = xstrdup(_("what was not as it should be"));
	ctx->ask->done = take_exceptions;
	return true;
}

bool
sample_exceptions_command(struct command_ctx *ctx)
{
	struct sample_items items = { 0 };
	struct desk_objective at;
	bool ok;

	if (!objective_find(ctx, &at))
		return false;
	sample_list(ctx->desk, at, &items);
	const struct sample_item *last =
	    items.count ? &items.items[items.count - 1] : NULL;

	if (!last) {
		ok = err_set(ctx->err, ERR_INPUT,
		    _("%s has no sample yet; :sample draws one."),
		    objective_id(ctx->desk, at));
	} else if (ctx->argument && *ctx->argument) {
		char *path = xasprintf("samples/%s/exceptions", last->id);

		changes_add(ctx->changes, path, ctx->argument, NULL);
		free(path);
		ok = true;
	} else {
		ok = sample_ask_exceptions(ctx, last->id, last->exceptions);
	}
	sample_items_done(&items);
	return ok;
}

static int
compare_samples(const void *a, const void *b)
{
	const struct sample_item *x = a, *y = b;

	return (x->seq > y->seq) - (x->seq < y->seq);
}

/* The field of a sample that a path's last segment names. */
static const char **
field_of(struct sample_item *item, const char *field)
{
	const struct {
		const char *name;
		const char **where;
	} fields[] = {
		{ "of", &item->of },
		{ "kind", &item->kind },
		{ "population", &item->population },
		{ "size", &item->size },
		{ "method", &item->method },
		{ "seed", &item->seed },
		{ "items", &item->items },
		{ "exceptions", &item->exceptions },
	};

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (str_equal(fields[i].name, field))
			return fields[i].where;
	return NULL;
}

/* One sample from its entries [from, to), whose paths begin with len bytes. */
static void
take_sample(const struct entry *from, const struct entry *to, size_t len,
    const char *objective, struct sample_items *out)
{
	struct sample_item item = { 0 };
	bool own = false;

	for (const struct entry *entry = from; entry < to; entry++) {
		const char *field = entry->path + len;
		const char **where = field_of(&item, field);

		if (where)
			*where = entry->value;
		if (str_equal(field, "objective")) {
			own = str_equal(entry->value, objective);
			item.seq = entry->seq;
		}
	}
	if (!own)
		return;
	item.id = path_segment(from->path, 1);
	out->items = mem_grow(
	    out->items, &out->capacity, out->count + 1, sizeof(*out->items));
	out->items[out->count++] = item;
}

void
sample_list(
    const struct desk *desk, struct desk_objective at, struct sample_items *out)
{
	size_t count = 0;
	const struct entry *entry =
	    desk->session ? session_range(desk->session, "samples/", &count)
	                  : NULL;
	const struct entry *end = entry + count;

	*out = (struct sample_items){ 0 };
	while (entry < end) {
		const struct entry *from = entry;
		const char *slash = strrchr(from->path, '/');
		size_t len = (size_t)(slash - from->path) + 1;

		while (
		    entry < end && strncmp(entry->path, from->path, len) == 0)
			entry++;
		take_sample(from, entry, len, objective_id(desk, at), out);
	}
	if (out->count)
		qsort(out->items, out->count, sizeof(*out->items),
		    compare_samples);
}

void
sample_items_done(struct sample_items *items)
{
	for (size_t i = 0; i < items->count; i++)
		free(items->items[i].id);
	free(items->items);
	*items = (struct sample_items){ 0 };
}
