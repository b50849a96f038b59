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
#include "model/catalog.h"
#include "model/desk.h"
#include "model/gap.h"
#include "model/session.h"
#include "model/summary.h"

/* By the number of the warning's bit. */
static const char *const warning_words[WARN_COUNT] = { "satisfactory low",
	"deficient high", "alternative material", "methods", "declaration",
	"stale", "override", "no reason", "not defensible", "recheck",
	"deprecated", "unattainable" };

static json_t *
level_or_null(int level)
{
	return level < 0 ? json_null() : json_integer(level);
}

/* The levels whose judgement is asked for and not given. */
static json_t *
judge_json(const struct desk *desk, size_t control)
{
	const struct maturity *m = &desk_rating(desk, control)->maturity;
	json_t *json = json_array();

	for (int level = 1; level <= catalog_scale_top(desk->catalog); level++)
		if (m->levels[level].asks)
			json_array_append_new(json, json_integer(level));
	return json;
}

static json_t *
evidence_json(const struct desk *desk, size_t control)
{
	struct evidence_items items;
	json_t *json = json_object();

	desk_evidence(desk, control, &items);
	for (size_t i = 0; i < items.count; i++)
		json_object_set_new(json, items.items[i].id,
		    verb_text(desk_evidence_state(desk, items.items[i].id)));
	evidence_items_done(&items);
	return json;
}

static bool
has_string(const json_t *list, const char *text)
{
	for (size_t i = 0; i < json_array_size(list); i++)
		if (str_equal(json_string_value(json_array_get(list, i)), text))
			return true;
	return false;
}

/* Those set by people, then what the program warns about. */
static json_t *
flags_json(const struct desk *desk, size_t control)
{
	const struct standing *s = desk_standing(desk, control);
	char *prefix = xasprintf(
	    "%s/flags/", catalog_string(desk->catalog, CONTROL_ID, control));
	size_t count = 0;
	const struct entry *entry =
	    session_range(desk->session, prefix, &count);
	json_t *json = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(
		    json, verb_text(entry[i].path + strlen(prefix)));
	for (unsigned i = 0; i < WARN_COUNT; i++)
		if (s->warnings & 1u << i &&
		    !has_string(json, warning_words[i]))
			json_array_append_new(
			    json, json_string(warning_words[i]));
	if (s->review == REVIEW_RETURNED && !has_string(json, "returned"))
		json_array_append_new(json, json_string("returned"));
	free(prefix);
	return json;
}

static json_t *
designation_or_null(enum designation designation)
{
	return designation == DESIGNATION_NONE
	           ? json_null()
	           : json_string(designation_word(designation));
}

static json_t *
objectives_json(const struct standing *s)
{
	json_t *json = json_pack("{s:I}", "of", (json_int_t)s->objectives);

	for (int i = 0; i < DESIGNATION_COUNT; i++)
		json_object_set_new(json, designation_word((enum designation)i),
		    json_integer((json_int_t)s->by[i]));
	return json;
}

static json_t *
methods_json(unsigned methods)
{
	static const char *const words[] = { "examine", "interview", "test" };
	json_t *json = json_array();

	for (unsigned i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (methods & 1u << i)
			json_array_append_new(json, json_string(words[i]));
	return json;
}

/* What of a control is not about levels. */
static void
add_standing(json_t *json, const struct desk *desk, size_t control)
{
	static const char *const reviews[] = { NULL, "open", "returned",
		"approved" };
	const struct standing *s = desk_standing(desk, control);
	char level[16];

	desk_level_text(desk, control, level);
	json_object_set_new(json, "level", json_string(level));
	json_object_set_new(
	    json, "scope", json_string(scope_word(s->scope.state)));
	json_object_set_new(json, "counts", json_boolean(standing_counts(s)));
	json_object_set_new(json, "objectives", objectives_json(s));
	json_object_set_new(json, "methods", methods_json(s->methods));
	json_object_set_new(json, "review", verb_text(reviews[s->review]));
}

static json_t *
control_json(const struct desk *desk, size_t control)
{
	static const char *const performed[] = {
		[ANSWER_UNKNOWN] = "unknown",
		[ANSWER_YES] = "yes",
		[ANSWER_NO] = "no",
	};
	const struct rating *r = desk_rating(desk, control);
	const struct standing *s = desk_standing(desk, control);
	bool scale = catalog_scale_top(desk->catalog) >= 0;
	json_t *json = json_pack(
	    "{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:I, s:o, s:o}",
	    "performed",
	    scale ? json_string(performed[r->maturity.performed]) : json_null(),
	    "derived",
	    scale ? json_pack("{s:i, s:i}", "low", r->maturity.low, "high",
	                r->maturity.high)
	          : json_null(),
	    "judge", scale ? judge_json(desk, control) : json_null(),
	    "supported", level_or_null(scale ? r->supported : -1), "concluded",
	    level_or_null(s->concluded), "target",
	    json_pack("{s:o, s:o}", "asked", level_or_null(r->target_asked),
	        "effective", level_or_null(r->target_effective)),
	    "gap", level_or_null(s->gap), "designation",
	    designation_or_null(s->designation), "answered",
	    (json_int_t)r->answered, "of", (json_int_t)r->of, "evidence",
	    evidence_json(desk, control), "flags", flags_json(desk, control));

	add_standing(json, desk, control);
	return json;
}

static json_t *
session_json(const struct session *session, const struct catalog *c)
{
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
	    ratio_json(r->high), "minimum", level_or_null(r->minimum),
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
				json_array_append_new(
				    json, json_pack("{s:s, s:s}", "control",
				              catalog_string(
				                  desk->catalog, CONTROL_ID, i),
				              "warning", warning_words[w]));
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
		        "weight", level_or_null(weight), "material",
		        (int)catalog_control_material(desk->catalog, order[i]),
		        "from", from, "effective", r->target_effective, "gap",
		        r->target_effective - from, "concluded",
		        (int)(concluded >= 0)));
	}
	free(order);
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
			    control_json(desk, i));
	summary_init(&summary, desk);
	json_t *rollup = rollup_json(desk, &summary.all.rollup);

	json_object_set_new(
	    rollup, "by_domain", domains_json(desk, &summary, domain_rollup));
	json_t *json = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
	    "session", session_json(desk->session, desk->catalog), "controls",
	    controls, "rollup", rollup, "conformity",
	    conformity_json(desk, &summary), "scope", scope_json(desk),
	    "warnings", warnings_json(desk), "gap_priority",
	    priority_json(desk));

	summary_done(&summary);
	return json;
}
