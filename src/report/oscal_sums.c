/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The figures of the whole and of each domain as properties. */

#include <config.h>

#include "report/oscal_parts.h"

#include <stdio.h>

#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "model/summary.h"

static void
prop(json_t *json, const char *domain, const char *name, const char *value)
{
	oscal_add_prop_of(json, name, domain, value, NULL);
}

static void
prop_count(json_t *json, const char *domain, const char *name, size_t count)
{
	char text[32];

	snprintf(text, sizeof(text), "%zu", count);
	prop(json, domain, name, text);
}

static void
prop_ratio(
    json_t *json, const char *domain, const char *name, struct ratio ratio)
{
	char text[32];

	ratio_text(ratio, text);
	prop(json, domain, name, text);
}

static void
add_rollup(json_t *json, const char *domain, const struct rollup *r)
{
	prop_count(json, domain, "in-scope", r->in_scope);
	prop_count(json, domain, "out-of-scope", r->out_of_scope);
	prop_count(json, domain, "not-applicable", r->not_applicable);
	prop_count(json, domain, "rated", r->rated);
	prop_count(json, domain, "concluded-controls", r->concluded);
	prop_count(json, domain, "answered", r->answered);
	prop_count(json, domain, "criteria", r->of);
	prop_count(json, domain, "at-target", r->at_target);
	prop_ratio(json, domain, "average", r->average);
	prop_ratio(json, domain, "low", r->low);
	prop_ratio(json, domain, "high", r->high);
	prop_ratio(json, domain, "attainable", r->attainable);
	if (r->minimum >= 0)
		prop_count(json, domain, "minimum", (size_t)r->minimum);
}

static void
add_reading(json_t *json, const char *domain, const char *name,
    const struct conformity_count *count, bool na_counts)
{
	size_t good, of;
	enum conformity found =
	    conformity_suggest(count, na_counts, &good, &of);
	char share[64];

	if (found == CONFORMITY_NONE)
		return;
	snprintf(share, sizeof(share), "%zu of %zu", good, of);
	oscal_add_prop_of(json, name, domain, conformity_word(found), share);
}

static void
add_conformity(
    json_t *json, const char *domain, const struct conformity_count *count)
{
	prop_count(json, domain, "satisfactory", count->satisfactory);
	prop_count(json, domain, "deficient", count->deficient);
	prop_count(json, domain, "alternative-control", count->alternative);
	prop_count(json, domain, "not-designated", count->open);
	add_reading(json, domain, "conformity-na-excluded", count, false);
	add_reading(json, domain, "conformity-na-counted", count, true);
}

static void
add_recorded(const struct oscal *o, json_t *json, const char *domain)
{
	const struct entry *entry =
	    domain ? oscal_entry(o, "domains/%s/conformity", domain)
	           : oscal_entry(o, "session/conformity");

	if (entry)
		oscal_add_prop_of(
		    json, "conformity", domain, entry->value, oscal_why(entry));
}

static void
add_histogram(const struct oscal *o, json_t *json, const struct rollup *r)
{
	char level[32];

	for (int i = 0; i <= catalog_scale_top(o->catalog); i++) {
		snprintf(level, sizeof(level), "level-%d", i);
		prop_count(json, level, "histogram", r->histogram[i]);
	}
}

static void
add_session(const struct oscal *o, json_t *json)
{
	const struct session_header *h = session_header(o->session);

	oscal_add_prop(json, "pack", h->pack_id);
	oscal_add_prop(
	    json, "pack-version", catalog_string(o->catalog, PACK_VERSION, 0));
	oscal_add_prop(json, "policy", h->policy);
	oscal_add_prop_number(json, "policy-pass", h->pass);
	oscal_add_prop_number(json, "policy-judge", h->judge);
	oscal_add_prop_number(json, "rigor", o->desk->frame.rigor);
	oscal_add_prop(
	    json, "session-target", session_get(o->session, "session/target"));
	oscal_add_prop(json, "testing-authorized",
	    session_get(o->session, "session/testing/authorized"));
}

json_t *
oscal_sums(const struct oscal *o)
{
	json_t *json = json_object(), *props;
	struct summary summary;

	summary_init(&summary, o->desk);
	add_session(o, json);
	if (o->view.control == CATALOG_NONE && o->view.domain == CATALOG_NONE) {
		add_rollup(json, NULL, &summary.all.rollup);
		add_histogram(o, json, &summary.all.rollup);
		add_conformity(json, NULL, &summary.all.conformity);
		add_recorded(o, json, NULL);
	}
	for (size_t i = 0; i < summary.count; i++) {
		const char *id = catalog_string(o->catalog, DOMAIN_ID, i);

		if (o->view.control != CATALOG_NONE ||
		    (o->view.domain != CATALOG_NONE && o->view.domain != i))
			continue;
		add_rollup(json, id, &summary.domains[i].rollup);
		add_conformity(json, id, &summary.domains[i].conformity);
		add_recorded(o, json, id);
	}
	summary_done(&summary);
	props = json_incref(json_object_get(json, "props"));
	json_decref(json);
	return props;
}
