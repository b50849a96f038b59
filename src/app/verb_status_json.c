/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay status as JSON: keys are only ever added, words are the tokens of
 * changes, averages are strings with two decimals. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "app/verb_status.h"
#include "app/verbs.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/clocks.h"
#include "model/crosswalk.h"
#include "model/desk.h"
#include "model/gap.h"
#include "model/sampling.h"
#include "model/schema.h"
#include "model/session.h"
#include "model/summary.h"

/* The active assessment, how long new evidence counts after it, and whether
 * testing is allowed. */
static void
add_period(json_t *json, const struct desk *desk)
{
	const struct session *session = desk->session;
	struct clocks_frame frame = clocks_frame(desk);
	struct clocks clocks;

	clocks_of(&frame, "", &clocks);
	json_object_set_new(json, "period",
	    json_pack("{s:o, s:o}", "begin",
	        verb_text(session_get(session, "session/period/begin")), "end",
	        verb_text(session_get(session, "session/period/end"))));
	json_object_set_new(json, "window",
	    clocks.window_end == DAY_NONE
	        ? json_null()
	        : json_pack("{s:o, s:i}", "end", status_day(clocks.window_end),
	              "left", clocks.window_left));
	json_object_set_new(json, "testing",
	    json_pack("{s:o, s:o}", "authorized",
	        verb_text(session_get(session, "session/testing/authorized")),
	        "by", verb_text(session_get(session, "session/testing/by"))));
}

static json_t *
session_json(const struct desk *desk)
{
	const struct session *session = desk->session;
	const struct catalog *c = desk->catalog;
	const struct session_header *h = session_header(session);
	json_t *json = json_pack("{s:o, s:o, s:{s:o, s:o, s:o}, "
	                         "s:{s:o, s:i, s:i}}",
	    "id", verb_text(h->id), "at", verb_text(h->at), "pack", "id",
	    verb_text(h->pack_id), "version",
	    verb_text(catalog_string(c, PACK_VERSION, 0)), "digest",
	    verb_text(h->pack_digest), "policy", "name", verb_text(h->policy),
	    "pass", h->pass, "judge", h->judge);
	static const char *const fields[] = { "title", "client", "rigor",
		"target", "size", "language" };

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		const char *value =
		    session_getf(session, "session/%s", fields[i]);
		bool number = str_equal(fields[i], "rigor") ||
		              str_equal(fields[i], "target");

		json_object_set_new(json, fields[i],
		    value && number ? json_integer(atoi(value))
		                    : verb_text(value));
	}
	add_period(json, desk);
	json_object_set_new(json, "commits",
	    json_integer((json_int_t)session_commits(session)));
	json_object_set_new(json, "orphaned",
	    json_integer((json_int_t)session_orphans(session, c)));
	return json;
}

static json_t *
ratio_json(struct ratio ratio)
{
	char text[32];

	ratio_text(ratio, text);
	return verb_text(*text ? text : NULL);
}

static void
set_count(json_t *json, const char *key, size_t count)
{
	json_object_set_new(json, key, json_integer((json_int_t)count));
}

static void
set_ratio(json_t *json, const char *key, struct ratio ratio)
{
	json_object_set_new(json, key,
	    json_pack("{s:I, s:I}", "numerator", (json_int_t)ratio.numerator,
	        "denominator", (json_int_t)ratio.denominator));
}

static json_t *
histogram_json(const struct desk *desk, const struct rollup *r)
{
	json_t *json = json_array();

	for (int i = 0; i <= catalog_scale_top(desk->catalog); i++)
		json_array_append_new(
		    json, json_integer((json_int_t)r->histogram[i]));
	return json;
}

/* Counts beside the averages. */
static void
add_counts(json_t *json, const struct rollup *r)
{
	set_count(json, "in_scope", r->in_scope);
	set_count(json, "out_of_scope", r->out_of_scope);
	set_count(json, "not_applicable", r->not_applicable);
	set_count(json, "concluded", r->concluded);
	set_count(json, "rated", r->rated);
	set_count(json, "targeted", r->targeted);
	set_count(json, "at_target", r->at_target);
	set_count(json, "answered", r->answered);
	set_count(json, "of", r->of);
	set_count(json, "left", r->left);
	set_count(json, "objectives", r->objectives);
	set_count(json, "objectives_open", r->objectives_open);
	set_count(json, "judgements", r->judgements);
	set_count(json, "flagged", r->flagged);
	set_count(json, "stale", r->stale);
	set_count(json, "overrides", r->overrides);
	set_count(json, "recheck", r->recheck);
	set_count(json, "returned", r->returned);
}

static json_t *
rollup_json(const struct desk *desk, const struct rollup *r)
{
	bool any = r->average.denominator > 0;
	json_t *json = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
	    "numerator", any ? json_integer(r->average.numerator) : json_null(),
	    "denominator",
	    any ? json_integer(r->average.denominator) : json_null(), "average",
	    ratio_json(r->average), "low", ratio_json(r->low), "high",
	    ratio_json(r->high), "minimum", status_level(r->minimum),
	    "histogram", histogram_json(desk, r), "attainable",
	    ratio_json(r->attainable));

	json_object_set_new(json, "minimum_control",
	    verb_text(r->minimum < 0 ? NULL
	                             : catalog_string(desk->catalog, CONTROL_ID,
	                                   r->minimum_control)));
	set_ratio(json, "low_sum", r->low);
	set_ratio(json, "high_sum", r->high);
	set_ratio(json, "attainable_sum", r->attainable);
	add_counts(json, r);
	return json;
}

/* Those of domains, by id, as `make` gives them. */
static json_t *
domains_json(const struct desk *desk, const struct summary *summary,
    json_t *(*make)(const struct desk *, const struct summary *, size_t))
{
	json_t *json = json_object();

	for (size_t i = 0; i < summary->count; i++)
		json_object_set_new(json,
		    catalog_string(desk->catalog, DOMAIN_ID, i),
		    make(desk, summary, i));
	return json;
}

static json_t *
domain_rollup(
    const struct desk *desk, const struct summary *summary, size_t domain)
{
	return rollup_json(desk, &summary->domains[domain].rollup);
}

static json_t *
domain_recorded(
    const struct desk *desk, const struct summary *summary, size_t domain)
{
	(void)summary;
	return verb_text(session_getf(desk->session, "domains/%s/conformity",
	    catalog_string(desk->catalog, DOMAIN_ID, domain)));
}

/* The suggestion for what is designated so far, and its share. */
static json_t *
reading_json(const struct conformity_count *count, bool na_counts)
{
	size_t good, of;
	enum conformity found =
	    conformity_suggest(count, na_counts, &good, &of);

	return json_pack("{s:o, s:I, s:I}", "suggested",
	    found == CONFORMITY_NONE ? json_null()
	                             : json_string(conformity_word(found)),
	    "good", (json_int_t)good, "of", (json_int_t)of);
}

static json_t *
domain_excluded(
    const struct desk *desk, const struct summary *summary, size_t domain)
{
	(void)desk;
	return reading_json(&summary->domains[domain].conformity, false);
}

static json_t *
domain_counted(
    const struct desk *desk, const struct summary *summary, size_t domain)
{
	(void)desk;
	return reading_json(&summary->domains[domain].conformity, true);
}

/* The top domains that bar a better overall result. */
static json_t *
barring_json(const struct desk *desk, const struct summary *summary)
{
	json_t *json = json_array();

	for (size_t i = 0; i < summary->count; i++)
		if (summary_bars(summary, desk->catalog, i))
			json_array_append_new(json,
			    verb_text(
			        catalog_string(desk->catalog, DOMAIN_ID, i)));
	return json;
}

static json_t *
conformity_json(const struct desk *desk, const struct summary *summary)
{
	const struct conformity_count *count = &summary->all.conformity;
	json_t *excluded = reading_json(count, false);
	json_t *counted = reading_json(count, true);

	json_object_set_new(excluded, "by_domain",
	    domains_json(desk, summary, domain_excluded));
	json_object_set_new(
	    counted, "by_domain", domains_json(desk, summary, domain_counted));
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:I, s:o, s:o}", "overall",
	    verb_text(session_get(desk->session, "session/conformity")),
	    "by_domain", domains_json(desk, summary, domain_recorded),
	    "na_excluded", excluded, "na_counted", counted, "designations",
	    json_pack("{s:I, s:I, s:I, s:I}", "satisfactory",
	        (json_int_t)count->satisfactory, "deficient",
	        (json_int_t)count->deficient, "alternative control",
	        (json_int_t)count->alternative, "not applicable",
	        (json_int_t)count->not_applicable),
	    "open", (json_int_t)count->open, "material_control",
	    verb_text(count->material_deficient
	                  ? catalog_string(desk->catalog, CONTROL_ID,
	                        count->material_control)
	                  : NULL),
	    "barring", barring_json(desk, summary));
}

/* Who answers for a control that is not assessed from the ground up. */
static json_t *
provider_json(const struct scope_item *item)
{
	return json_pack("{s:o, s:o}", "provider", verb_text(item->provider),
	    "declared", verb_text(item->declared));
}

static json_t *
scope_json(const struct desk *desk)
{
	const struct catalog *c = desk->catalog;
	const struct entry *rule = session_entry(desk->session, "scope/rule");
	json_t *in = json_array(), *out = json_object();
	json_t *inherited = json_object(), *reciprocal = json_object();
	json_t *frameworks = json_array();

	for (size_t i = 0; i < catalog_rows(c, TABLE_CONTROL); i++) {
		const struct scope_item *item = &desk_standing(desk, i)->scope;
		const char *id = catalog_string(c, CONTROL_ID, i);

		if (item->state == SCOPE_OUT)
			json_object_set_new(out, id, verb_text(item->why));
		else if (item->state == SCOPE_IN)
			json_array_append_new(in, verb_text(id));
		else
			json_object_set_new(item->state == SCOPE_INHERITED
			                        ? inherited
			                        : reciprocal,
			    id, provider_json(item));
	}
	for (size_t i = 0; i < catalog_rows(c, TABLE_FRAMEWORK); i++)
		if (desk->frame.frameworks[i])
			json_array_append_new(frameworks,
			    verb_text(catalog_string(c, FRAMEWORK_ID, i)));
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "rule",
	    verb_text(rule ? rule->value : NULL), "why",
	    verb_text(rule ? rule->why : NULL), "in", in, "out", out,
	    "inherited", inherited, "reciprocal", reciprocal, "frameworks",
	    frameworks);
}

static json_t *
warnings_json(const struct desk *desk)
{
	json_t *json = json_array();

	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_CONTROL); i++)
		for (unsigned w = 0; w < WARN_COUNT; w++)
			if (desk_standing(desk, i)->warnings & 1u << w)
				json_array_append_new(json,
				    json_pack("{s:s, s:s}", "control",
				        catalog_string(
				            desk->catalog, CONTROL_ID, i),
				        "warning", standing_warning_word(w)));
	return json;
}

/* Where to begin: also what is not concluded, from where it stands. */
static json_t *
priority_json(const struct desk *desk)
{
	json_t *json = json_array();
	size_t count;
	size_t *order = gap_order(desk, &count);

	for (size_t i = 0; i < count; i++) {
		const struct rating *r = desk_rating(desk, order[i]);
		int concluded = desk_standing(desk, order[i])->concluded;
		int from = concluded >= 0 ? concluded : r->maturity.low;
		int weight =
		    catalog_number(desk->catalog, CONTROL_WEIGHT, order[i]);

		json_array_append_new(json,
		    json_pack("{s:s, s:o, s:b, s:i, s:i, s:i, s:b}", "control",
		        catalog_string(desk->catalog, CONTROL_ID, order[i]),
		        "weight", status_level(weight), "material",
		        (int)catalog_control_material(desk->catalog, order[i]),
		        "from", from, "effective", r->target_effective, "gap",
		        r->target_effective - from, "concluded",
		        (int)(concluded >= 0)));
	}
	free(order);
	return json;
}

/* Each framework: what its requirements come to, one designation each. */
static json_t *
crosswalk_json(const struct desk *desk)
{
	const struct catalog *c = desk->catalog;
	size_t count = catalog_rows(c, TABLE_FRAMEWORK);
	struct coverage *cover = xcalloc(count + 1, sizeof(*cover));
	json_t *json = json_object();

	crosswalk_cover(desk, cover);
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_pack("{s:I, s:I, s:I}", "requirements",
		    (json_int_t)cover[i].requirements, "settled",
		    (json_int_t)cover[i].settled, "controls",
		    (json_int_t)cover[i].mapped);

		for (int d = 0; d < DESIGNATION_COUNT; d++)
			json_object_set_new(row,
			    designation_word((enum designation)d),
			    json_integer((json_int_t)cover[i].by[d]));
		json_object_set_new(
		    json, catalog_string(c, FRAMEWORK_ID, i), row);
	}
	free(cover);
	return json;
}

/* The least sample for what is recorded of it; null while that is too little.
 */
static json_t *
sample_least(const char *kind, const char *population)
{
	bool standardized = str_equal(kind, "standardized");

	if (!population ||
	    (!standardized && !str_equal(kind, "non-standardized")))
		return json_null();
	return json_integer((json_int_t)sample_minimum(
	    standardized ? POPULATION_STANDARDIZED
	                 : POPULATION_NON_STANDARDIZED,
	    strtoul(population, NULL, 10)));
}

static json_t *
sample_json(const struct session *session, const char *id)
{
	static const char *const fields[] = { "objective", "of", "kind",
		"population", "size", "method", "seed", "items",
		"exceptions" };
	json_t *json = json_object();

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		const char *value =
		    session_getf(session, "samples/%s/%s", id, fields[i]);
		bool number = str_equal(fields[i], "population") ||
		              str_equal(fields[i], "size");

		json_object_set_new(json, fields[i],
		    value && number ? json_integer(atoi(value))
		                    : verb_text(value));
	}
	json_object_set_new(json, "least",
	    sample_least(session_getf(session, "samples/%s/kind", id),
	        session_getf(session, "samples/%s/population", id)));
	return json;
}

static json_t *
samples_json(const struct desk *desk)
{
	size_t count = 0;
	const struct entry *entry =
	    session_range(desk->session, "samples/", &count);
	json_t *json = json_object();

	for (size_t i = 0; i < count; i++) {
		char *id = path_segment(entry[i].path, 1);

		if (!json_object_get(json, id))
			json_object_set_new(
			    json, id, sample_json(desk->session, id));
		free(id);
	}
	return json;
}

json_t *
status_json(const struct desk *desk, size_t only)
{
	json_t *controls = json_object();
	struct summary summary;

	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_CONTROL); i++)
		if (only == CATALOG_NONE || i == only)
			json_object_set_new(controls,
			    catalog_string(desk->catalog, CONTROL_ID, i),
			    status_control(desk, i));
	summary_init(&summary, desk);
	json_t *rollup = rollup_json(desk, &summary.all.rollup);

	json_object_set_new(
	    rollup, "by_domain", domains_json(desk, &summary, domain_rollup));
	json_t *json = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, "
	                         "s:o, s:o}",
	    "session", session_json(desk), "controls",
	    controls, "rollup", rollup, "conformity",
	    conformity_json(desk, &summary), "scope", scope_json(desk),
	    "warnings", warnings_json(desk), "gap_priority",
	    priority_json(desk), "crosswalk", crosswalk_json(desk), "samples",
	    samples_json(desk));

	status_room(json, controls, desk, only);
	json_object_set_new(json, "findings", status_findings(desk));
	summary_done(&summary);
	return json;
}
