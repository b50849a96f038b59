/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Back matter: files of evidence with their hashes, where the controls come
 * from, and what stands in for the documents that OSCAL wants to be there. */

#include <config.h>

#include "report/oscal_parts.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "report/copies.h"

static const char *
field(const struct oscal *o, const struct artifact *it, const char *name)
{
	return artifact_field(o->session, it->id, name);
}

const char *
oscal_artifact_title(const struct oscal *o, const struct artifact *artifact)
{
	const char *own = field(o, artifact, "title");

	if (!own && artifact->row != CATALOG_NONE)
		own = catalog_text(
		    o->catalog, EVIDENCE_TITLE, artifact->row, o->language);
	return own && *own ? own : artifact->id;
}

static void
add_file(const struct oscal *o, const struct copies *copies, json_t *json,
    const struct artifact *it)
{
	const char *sha256 = field(o, it, "sha256");
	const char *location = field(o, it, "location");
	const char *file = field(o, it, "file");
	json_t *rlink;
	char *place, *href;

	if (sha256 && str_equal(field(o, it, "kept"), "in the session"))
		place = copies_place(copies, sha256);
	else
		place = xstrdup(location ? location : file ? file : it->id);
	if (sha256 || location || file) {
		rlink = json_object();
		href = oscal_href(place);
		json_object_set_new(rlink, "href", json_string(href));
		if (sha256)
			oscal_append(rlink, "hashes",
			    json_pack("{s:s, s:s}", "algorithm", "SHA-256",
			        "value", sha256));
		oscal_append(json, "rlinks", rlink);
		free(href);
	}
	free(place);
}

static void
add_artifact(
    struct oscal *o, const struct copies *copies, const struct artifact *it)
{
	static const char *const fields[] = { "type", "method", "version",
		"approval", "dated", "period/begin", "period/end", "requested",
		"received", "reviewed", "valid until", "retain until", "kept",
		"locator", "obtained", "source", "query", "rows", "size",
		"confidentiality", "superseded by" };
	json_t *json = oscal_object(o, "evidence/%s", it->id);
	const char *row = it->row == CATALOG_NONE
	                      ? NULL
	                      : catalog_text(o->catalog, EVIDENCE_DESCRIPTION,
	                            it->row, o->language);

	oscal_titlef(
	    json, "title", "%s %s", it->id, oscal_artifact_title(o, it));
	oscal_text(json, "description", row);
	oscal_add_prop(json, "evidence", it->id);
	oscal_add_prop(json, "state", evidence_state_word(it->state));
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		char *name = xstrdup(fields[i]);

		for (char *p = name; *p; p++)
			if (*p == ' ' || *p == '/')
				*p = '-';
		oscal_add_prop(json, name, field(o, it, fields[i]));
		free(name);
	}
	add_file(o, copies, json, it);
	if (!o->view.client)
		oscal_text(json, "remarks", field(o, it, "note"));
	oscal_put(o, NULL, json);
}

static void
add_evidence(struct oscal *o)
{
	const struct artifacts *artifacts = desk_artifacts(o->desk);
	struct copies copies;

	copies_find(&copies, o->view.dir);
	for (size_t i = 0; i < artifacts_count(artifacts); i++)
		if (o->observed[i] &&
		    oscal_has_resource(o, artifacts_at(artifacts, i)))
			add_artifact(o, &copies, artifacts_at(artifacts, i));
	copies_done(&copies);
}

/* Whose words the controls are. */
static void
add_pack(struct oscal *o)
{
	const struct catalog *c = o->catalog;
	const struct session_header *h = session_header(o->session);
	size_t source = catalog_ref(c, PACK_SOURCE, 0);
	json_t *json = oscal_object(o, "pack");
	const char *url = NULL, *attribution = NULL;
	char *href;

	if (source != CATALOG_NONE) {
		url = catalog_string(c, SOURCE_URL, source);
		attribution =
		    catalog_text(c, SOURCE_ATTRIBUTION, source, o->language);
	}
	oscal_titlef(json, "title", "%s, version %s",
	    catalog_text(c, PACK_TITLE, 0, o->language),
	    catalog_string(c, PACK_VERSION, 0));
	oscal_text(json, "description", attribution);
	oscal_add_prop(json, "pack", h->pack_id);
	oscal_add_prop(
	    json, "pack-version", catalog_string(c, PACK_VERSION, 0));
	oscal_add_prop(json, "pack-digest", h->pack_digest);
	oscal_add_prop(json, "licence", catalog_string(c, PACK_LICENCE, 0));
	if (url && *url) {
		href = oscal_href(url);
		oscal_append(json, "rlinks", json_pack("{s:s}", "href", href));
		free(href);
	}
	oscal_put(o, NULL, json);
}

static void
add_plan(struct oscal *o)
{
	json_t *json = oscal_object(o, "resource/assessment-plan");
	char uuid[UUID_TEXT + 1];

	oscal_title(json, "title", "Assessment plan");
	oscal_text(json, "description",
	    "The plan is a document of its own, exported from the same "
	    "session: its uuid is the identifier below. No file of it comes "
	    "with this document.");
	oscal_uuid(
	    o, uuid, "%sassessment-plan", o->view.client ? "client/" : "");
	oscal_append(
	    json, "document-ids", json_pack("{s:s}", "identifier", uuid));
	oscal_put(o, NULL, json);
}

static void
add_ssp(struct oscal *o)
{
	json_t *json = oscal_object(o, "resource/system-security-plan");

	oscal_title(json, "title", "No system security plan");
	oscal_text(json, "description",
	    "There is no system security plan in OSCAL for what was assessed. "
	    "This resource stands where OSCAL asks for one.");
	oscal_put(o, NULL, json);
}

void
oscal_back_matter(struct oscal *o, bool evidence, bool plan)
{
	oscal_begin(o, "back-matter", '{');
	oscal_begin(o, "resources", '[');
	if (plan)
		add_plan(o);
	else
		add_ssp(o);
	add_pack(o);
	if (evidence)
		add_evidence(o);
	oscal_end(o);
	oscal_end(o);
}

static void
add_import(struct oscal *o, const char *key, const char *path)
{
	char uuid[UUID_TEXT + 1];
	char *href;

	oscal_uuid(o, uuid, "resource/%s", path);
	href = xasprintf("#%s", uuid);
	oscal_put(o, key, json_pack("{s:s}", "href", href));
	free(href);
}

void
oscal_import_ssp(struct oscal *o)
{
	add_import(o, "import-ssp", "system-security-plan");
}

void
oscal_import_ap(struct oscal *o)
{
	add_import(o, "import-ap", "assessment-plan");
}
