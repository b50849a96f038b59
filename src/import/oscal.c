/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* OSCAL catalogs, JSON or YAML: metadata and groups. The other documents of
 * OSCAL speak of controls that stand elsewhere; they are refused by name. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/importers.h"
#include "import/job.h"
#include "import/oscal_parts.h"

/* All domains stand in one file of the pack, which may have 4 MiB. */
enum { PRINCIPLES_MAX = 2 << 20 };

/* What to do with each document that is no catalog. */
static const struct {
	const char *model, *message;
} refusals[] = {
	{ "profile",
	    N_("This is a profile: it only selects controls. Resolve it first "
	       "and import the catalog that comes out.") },
	{ "component-definition",
	    N_("This is a component definition: it tells how components meet "
	       "controls. Import the catalog that the controls are from.") },
	{ "system-security-plan",
	    N_("This is a system security plan: it tells how a system meets "
	       "controls. Import the catalog that the controls are from.") },
	{ "assessment-plan",
	    N_("This is an assessment plan, not a catalog of controls. Import "
	       "the catalog that the controls are from.") },
	{ "assessment-results",
	    N_("These are the results of an assessment, not a catalog of "
	       "controls. Import the catalog that the controls are from.") },
	{ "plan-of-action-and-milestones",
	    N_("This is a plan of action and milestones, not a catalog of "
	       "controls. Import the catalog that the controls are from.") },
	{ "mapping-collection",
	    N_("This maps controls of one catalog to those of another and "
	       "holds none itself. Import the catalogs.") },
};

/* The catalog of a document; NULL with the job's err. */
static json_t *
find_catalog(struct import_job *job, const json_t *root)
{
	json_t *catalog = json_object_get(root, "catalog");

	if (json_is_object(catalog))
		return catalog;
	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++)
		if (json_object_get(root, refusals[i].model)) {
			err_set_at(job->err, ERR_INPUT, job->path, 0, 0, "%s",
			    _(refusals[i].message));
			return NULL;
		}
	err_set_at(job->err, ERR_INPUT, job->path, 0, 0,
	    _("This is no OSCAL catalog: nothing stands under \"catalog\"."));
	return NULL;
}

/* The party that a role of the document is filled by. */
static const json_t *
find_party(const json_t *metadata, const char *role)
{
	const json_t *item, *party;
	const char *uuid = NULL;
	size_t i;

	json_array_foreach (
	    json_object_get(metadata, "responsible-parties"), i, item) {
		if (!uuid && str_equal(oscal_get(item, "role-id"), role))
			uuid = json_string_value(json_array_get(
			    json_object_get(item, "party-uuids"), 0));
	}
	json_array_foreach (json_object_get(metadata, "parties"), i, party) {
		if (uuid && str_equal(oscal_get(party, "uuid"), uuid))
			return party;
	}
	return NULL;
}

static const json_t *
find_publisher(const json_t *metadata)
{
	static const char *const roles[] = { "publisher", "creator", "author",
		"prepared-by" };
	const json_t *party = NULL;

	for (size_t i = 0; !party && i < sizeof(roles) / sizeof(*roles); i++)
		party = find_party(metadata, roles[i]);
	return party ? party
	             : json_array_get(json_object_get(metadata, "parties"), 0);
}

/* The address that a resource at the end of the catalog stands for. */
static const char *
resource_url(const json_t *catalog, const char *uuid)
{
	const json_t *resources = json_object_get(
	    json_object_get(catalog, "back-matter"), "resources");
	const json_t *resource;
	size_t i;

	json_array_foreach (resources, i, resource) {
		if (str_equal(oscal_get(resource, "uuid"), uuid))
			return oscal_get(
			    json_array_get(
			        json_object_get(resource, "rlinks"), 0),
			    "href");
	}
	return NULL;
}

/* Where a link of that kind leads, when that is on the web. */
static const char *
find_url(const json_t *catalog, const json_t *node, const char *rel)
{
	const json_t *link;
	size_t i;

	json_array_foreach (json_object_get(node, "links"), i, link) {
		const char *href = oscal_get(link, "href");

		if (!href || !str_equal(oscal_get(link, "rel"), rel))
			continue;
		if (*href == '#')
			href = resource_url(catalog, href + 1);
		if (href && (str_starts(href, "https://") ||
		                str_starts(href, "http://")))
			return href;
	}
	return NULL;
}

/* A text of the pack as a whole: one line that fits. */
static void
set_pack(struct oscal *o, enum catalog_field field, const char *text)
{
	struct str fitting = { 0 };

	str_add(&fitting, text ? text : "");
	oscal_fit(o, &fitting);
	job_pack(o->job, field, str_text(&fitting));
	str_done(&fitting);
}

/* Documents without a version have a date at least. */
static void
set_version(struct oscal *o, const json_t *metadata)
{
	const char *version = oscal_string(o, metadata, "version");
	const char *changed = oscal_string(o, metadata, "last-modified");

	set_pack(o, PACK_VERSION, version && *version ? version : changed);
}

/* The licence is not known: a catalog has no field for it. */
static void
read_metadata(struct oscal *o)
{
	const json_t *metadata = json_object_get(o->catalog, "metadata");
	const char *title = oscal_string(o, metadata, "title");
	const json_t *party = find_publisher(metadata);
	const char *url = find_url(o->catalog, metadata, "canonical");

	set_pack(o, PACK_TITLE, title);
	if (title && *title) {
		char *id = xasprintf("oscal %.200s", title);

		job_pack(o->job, PACK_ID, id);
		free(id);
	}
	set_version(o, metadata);
	set_pack(o, PACK_LANGUAGE, oscal_string(o, metadata, "language"));
	set_pack(o, SOURCE_NAME, oscal_get(party, "name"));
	url = url ? url : find_url(o->catalog, party, "homepage");
	set_pack(o, SOURCE_URL, url);
}

/* Adds a number to an id that another group of this source has. */
static char *
free_group_id(struct oscal *o, char *base)
{
	char *id = xstrdup(base);

	for (size_t number = 2; !textmap_add(&o->groups, id, 0); number++) {
		free(id);
		id = xasprintf("%.56s-%zu", base, number);
	}
	free(base);
	return id;
}

/* The domain's id: the group's label where it can be one; "AC" for a group
 * "ac" whose controls are AC-1, AC-2 ..., so that ids of domain and control
 * agree on the screen; else as it is. */
static char *
group_id(struct oscal *o, const json_t *group, const char *name)
{
	const char *own = oscal_get(group, "id");
	char *id = oscal_label_id(oscal_prop(group, "label", true));

	if (id)
		return id;
	if (!own || !*own) {
		id = names_slug(name, '-');
		job_warn(o->job, ODD_NAME, 0, 0,
		    _("The group \"%s\" has no id: one is made of its name."),
		    name);
		return id;
	}
	id = names_valid_id(own);
	char *upper = xstrdup(id);

	for (char *p = upper; *p; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	if (oscal_all_begin(o, group, upper)) {
		free(id);
		return upper;
	}
	free(upper);
	return id;
}

/* What a group says of itself, as far as the pack has room; NULL: nothing. */
static char *
group_text(struct oscal *o, const json_t *group)
{
	const json_t *parts = oscal_list(o, group, "parts");
	struct str text = { 0 };

	for (size_t i = 0; i < json_array_size(parts); i++) {
		const json_t *part = oscal_item(o, parts, i);

		if (!part)
			continue;
		oscal_add_prose(o, &text, NULL, oscal_string(o, part, "title"));
		oscal_add_prose(o, &text, NULL, oscal_string(o, part, "prose"));
	}
	oscal_fit(o, &text);
	o->principles += text.len;
	if (text.len && o->principles > PRINCIPLES_MAX) {
		job_warn(o->job, ODD_OTHER, 0, 0,
		    _("%s: the texts of the groups are longer than %d bytes "
		      "together; this one is left out."),
		    o->where, PRINCIPLES_MAX);
		str_clear(&text);
	}
	if (text.len)
		return str_steal(&text);
	str_done(&text);
	return NULL;
}

/* The domain of a group, with its name as a line: made, or the one of an
 * earlier group of the same id. Borrowed; NULL with the job's err. */
static const char *
make_domain(
    struct oscal *o, const json_t *group, const char *name, const char *parent)
{
	const char *own = oscal_string(o, group, "id");
	const char *code = own ? oscal_get(o->domains, own) : NULL;

	if (code) {
		job_warn(o->job, ODD_DUPLICATE, 0, 0,
		    _("The group %s stands here twice: its controls are put "
		      "with the first."),
		    own);
		return code;
	}
	char *id = free_group_id(o, group_id(o, group, name));
	char *text = group_text(o, group);

	code = job_domain(o->job, id, name, text, parent, 0);
	if (code && own)
		json_object_set_new(o->domains, own, json_string(code));
	free(text);
	free(id);
	return code;
}

/* The title of a node as one line, its id where it has none. */
static char *
name_of(struct oscal *o, const json_t *node)
{
	const char *id = oscal_get(node, "id");
	struct str lines = { 0 };

	oscal_add_prose(o, &lines, NULL, oscal_string(o, node, "title"));
	oscal_fit(o, &lines);
	if (!lines.len)
		str_add(&lines, id && *id ? id : "unnamed");
	char *name = str_fold_space(str_text(&lines), lines.len);

	str_done(&lines);
	return name;
}

static bool
read_controls(struct oscal *o, const json_t *node, const char *domain)
{
	const json_t *controls = oscal_list(o, node, "controls");
	bool ok = true;

	for (size_t i = 0; ok && i < json_array_size(controls); i++) {
		const json_t *control = oscal_item(o, controls, i);

		if (control)
			ok = oscal_control(o, control, domain, NULL, 0);
	}
	return ok;
}

static bool read_groups(
    struct oscal *o, const json_t *node, const char *parent, size_t depth);

static bool
read_group(
    struct oscal *o, const json_t *group, const char *parent, size_t depth)
{
	const char *outer = o->where;
	char *name = name_of(o, group);

	o->where = name;
	const char *domain = make_domain(o, group, name, parent);
	/* The list of domains grows and moves, their ids do not */
	bool ok = domain && read_controls(o, group, domain) &&
	          read_groups(o, group, domain, depth + 1);

	o->where = outer;
	free(name);
	return ok;
}

static bool
read_groups(
    struct oscal *o, const json_t *node, const char *parent, size_t depth)
{
	const json_t *groups = oscal_list(o, node, "groups");
	bool ok = true;

	if (depth >= OSCAL_DEPTH && json_array_size(groups)) {
		job_warn(o->job, ODD_VALUE, 0, 0,
		    _("%s: groups lie more than %d deep; what is deeper is "
		      "left out."),
		    o->where, OSCAL_DEPTH);
		return true;
	}
	for (size_t i = 0; ok && i < json_array_size(groups); i++) {
		const json_t *group = oscal_item(o, groups, i);

		if (group)
			ok = read_group(o, group, parent, depth);
	}
	return ok;
}

/* Controls that lie in no group: their domain has the catalog's title. */
static bool
read_loose(struct oscal *o)
{
	const json_t *metadata = json_object_get(o->catalog, "metadata");

	if (!json_array_size(json_object_get(o->catalog, "controls")))
		return true;
	char *name = name_of(o, metadata);
	char *id = free_group_id(o, names_slug(name, '-'));
	const char *domain = job_domain(o->job, id, name, NULL, NULL, 0);
	bool ok = domain != NULL;

	if (ok) {
		job_warn(o->job, ODD_NAME, 0, 0,
		    _("Controls lie in no group: they are put in one with "
		      "the catalog's title, %s."),
		    domain);
		ok = read_controls(o, o->catalog, domain);
	}
	free(id);
	free(name);
	return ok;
}

static bool
read_catalog(struct oscal *o)
{
	oscal_index(o);
	if (!o->controls)
		return err_set_at(o->job->err, ERR_INPUT, o->job->path, 0, 0,
		    _("This catalog holds no controls."));
	read_metadata(o);
	if (!read_groups(o, o->catalog, NULL, 0) || !read_loose(o))
		return false;
	if (o->unhung)
		job_warn(o->job, ODD_OTHER, 0, 0,
		    ngettext("%zu control has methods of assessment and no "
		             "objective to use them for: they are left out.",
		        "%zu controls have methods of assessment and no "
		        "objective to use them for: they are left out.",
		        o->unhung),
		    o->unhung);
	return !o->job->err->code;
}

static bool
read_source(struct import_job *job, const struct import_source *source)
{
	json_t *root = oscal_load(job, source);
	json_t *catalog = root ? find_catalog(job, root) : NULL;
	/* TRANSLATORS: where in a file something odd was met */
	struct oscal o = { .job = job,
		.catalog = catalog,
		.where = _("The catalog"),
		.params = json_object(),
		.texts = json_object(),
		.ids = json_object(),
		.domains = json_object(),
		.unknown = json_object() };
	bool ok = catalog && read_catalog(&o);

	json_decref(o.params);
	json_decref(o.texts);
	json_decref(o.ids);
	json_decref(o.domains);
	json_decref(o.unknown);
	textmap_done(&o.taken);
	textmap_done(&o.groups);
	json_decref(root);
	return ok;
}

const struct importer importer_oscal = {
	.name = "oscal",
	.title = N_("OSCAL catalogs, JSON or YAML"),
	.binary = true,
	.detect = oscal_detect,
	.read = read_source,
};
