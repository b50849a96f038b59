/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Libraries of CISO Assistant, in YAML: one file holds any mix of objects, of
 * which frameworks make a pack, and threats and reference controls go with
 * them. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/ciso_parts.h"
#include "import/lines.h"
#include "model/builder.h"

/* Bytes of the licence; what is cut stands whole in the attribution. */
enum { LICENCE_MAX = 160 };

static const char library_keys[] =
    " urn locale default_locale ref_id name description annotation copyright"
    " version publication_date provider packager dependencies objects"
    " convert_library_version translations labels licence license urn_prefix"
    " autoload filtering_labels objects_meta builtin ";
static const char framework_keys[] =
    " urn ref_id name description annotation min_score max_score"
    " scores_definition implementation_groups_definition requirement_nodes"
    " requirements outcomes_definition field_visibility translations locale"
    " default_locale provider ";
/* What is imported of a library's objects. */
static const char object_keys[] =
    " framework frameworks threats reference_controls security_functions"
    " requirement_nodes ";

static bool
refuse(struct ciso *c, const struct ynode *node, const char *message)
{
	return err_set_at(c->job->err, ERR_INPUT, c->job->path, node->line,
	    node->column, "%s", message);
}

/* The copyright on one line, cut behind a word. */
static void
set_licence(struct ciso *c, const char *copyright)
{
	struct str licence = { 0 };
	size_t len = strlen(copyright);

	if (len > LICENCE_MAX) {
		for (len = LICENCE_MAX; len && copyright[len] != ' ';)
			len--;
		if (!len)
			for (len = LICENCE_MAX;
			     (copyright[len] & 0xc0) == 0x80;)
				len--;
	}
	str_add_n(&licence, copyright, len);
	if (copyright[len])
		str_add(&licence, " \xe2\x80\xa6");
	job_pack(c->job, PACK_LICENCE, str_text(&licence));
	str_done(&licence);
}

static void
set_pack(struct ciso *c, const struct ynode *library)
{
	struct import_job *job = c->job;
	const char *have = builder_get(job->builder, PACK_LANGUAGE, 0);
	bool titled = builder_get(job->builder, PACK_TITLE, 0) != NULL;
	const char *copyright = ciso_line(c, library, "copyright");
	const char *provider = ciso_line(c, library, "provider");

	c->language = ciso_line(c, library, "locale");
	if (!c->language)
		c->language = "en";
	if (have && !str_equal(have, c->language))
		job_warn(job, ODD_OTHER, library->line, library->column,
		    _("This library is written in \"%s\", what was read "
		      "before in \"%s\": the pack mixes both."),
		    c->language, have);
	job_pack(job, PACK_LANGUAGE, c->language);
	job_pack(job, PACK_ID, ciso_line(c, library, "ref_id"));
	job_pack(job, PACK_TITLE, ciso_line(c, library, "name"));
	if (!titled)
		ciso_translate(c, library, "name", PACK_TITLE, 0, 0);
	job_pack(job, PACK_VERSION, ciso_line(c, library, "version"));
	job_pack(job, SOURCE_NAME,
	    provider ? provider : ciso_line(c, library, "packager"));
	if (copyright) {
		set_licence(c, copyright);
		job_pack(job, SOURCE_ATTRIBUTION, copyright);
	}
}

/* The keys of a mapping that are not among these, "a, b". */
static void
other_keys(const struct ynode *node, const char *known, struct str *out)
{
	for (const struct ynode *child = node->first; child;
	     child = child->next) {
		char *word = xasprintf(" %s ", child->key);

		if (!strstr(known, word))
			str_printf(
			    out, "%s%s", out->len ? ", " : "", child->key);
		free(word);
	}
}

/* The requirements: below the framework, by an old name, or beside it. */
static const struct ynode *
requirements(const struct ynode *framework, const struct ynode *objects)
{
	const struct ynode *first = ciso_list(framework, "requirement_nodes");

	if (!first)
		first = ciso_list(framework, "requirements");
	return first ? first : ciso_list(objects, "requirement_nodes");
}

static bool
add_framework(
    struct ciso *c, const struct ynode *objects, const struct ynode *node)
{
	struct ciso_framework framework = { .yaml = node };
	const struct ynode *first = requirements(node, objects);

	if (node->kind != YNODE_MAPPING || !first)
		return refuse(c, node,
		    _("This framework lists no requirements: there is "
		      "nothing to import."));
	ciso_check_keys(c, node, framework_keys);
	ciso_framework_read(c, &framework);
	bool ok = ciso_nodes(c, &framework, first);

	ciso_framework_done(&framework);
	return ok;
}

static void
tell(struct ciso *c)
{
	if (c->unscaled)
		job_warn(c->job, ODD_VALUE, c->unscaled_line, 1,
		    ngettext("The scores of %zu question are no levels of the "
		             "scale: it is an objective.",
		        "The scores of %zu questions are no levels of the "
		        "scale: they are objectives.",
		        c->unscaled),
		    c->unscaled);
	if (c->untranslated)
		job_warn(c->job, ODD_SPLIT, c->untranslated_line, 1,
		    ngettext("The evidence of %zu requirement has another "
		             "number of lines in a translation, which is "
		             "left out.",
		        "The evidence of %zu requirements has another number "
		        "of lines in a translation, which is left out.",
		        c->untranslated),
		    c->untranslated);
}

/* Nothing to assess: other libraries only add to one that has. */
static bool
no_framework(struct ciso *c, const struct ynode *objects, bool found)
{
	struct str kinds = { 0 };

	other_keys(objects, "", &kinds);
	const char *only = kinds.len ? str_text(&kinds) : "objects: {}";

	if (found)
		job_warn(c->job, ODD_PASSED_OVER, objects->line,
		    objects->column,
		    _("Passed over: this library has no framework, only %s."),
		    only);
	else
		err_set_at(c->job->err, ERR_INPUT, c->job->path, objects->line,
		    objects->column,
		    _("This library has no framework, only %s: import a "
		      "library with a framework."),
		    only);
	str_done(&kinds);
	return found;
}

/* The one framework below a key, or all of its list. */
static bool
add_frameworks(struct ciso *c, const struct ynode *objects, const char *key)
{
	const struct ynode *node = ynode_get(objects, key);
	bool ok = true;

	if (node && node->kind != YNODE_SEQUENCE)
		return add_framework(c, objects, node);
	for (node = node ? node->first : NULL; ok && node; node = node->next)
		ok = add_framework(c, objects, node);
	return ok;
}

static bool
read_library(struct ciso *c, const struct ynode *library, bool found)
{
	const struct ynode *objects = ynode_get(library, "objects");
	struct str others = { 0 };

	if (!objects || objects->kind != YNODE_MAPPING)
		return refuse(c, objects ? objects : library,
		    _("This is no CISO Assistant library: such a file has a "
		      "mapping under \"objects\"."));
	if (!ynode_get(objects, "framework") &&
	    !ynode_get(objects, "frameworks"))
		return no_framework(c, objects, found);
	ciso_check_keys(c, library, library_keys);
	set_pack(c, library);
	ciso_objects(c, objects);
	bool ok = add_frameworks(c, objects, "framework") &&
	          add_frameworks(c, objects, "frameworks");

	other_keys(objects, object_keys, &others);
	if (ok && others.len)
		job_warn(c->job, ODD_OTHER, objects->line, objects->column,
		    _("Beside its framework the library has what is not "
		      "imported: %s."),
		    str_text(&others));
	str_done(&others);
	if (ok)
		tell(c);
	return ok;
}

static void
ciso_done(struct ciso *c)
{
	textmap_done(&c->keys);
	textmap_done(&c->languages);
	textmap_done(&c->missing);
	textmap_done(&c->threats);
	name_list_done(&c->threat_ids);
	textmap_done(&c->measures);
	free(c->measure_nodes);
	textmap_done(&c->control_ids);
	textmap_done(&c->domain_ids);
	textmap_done(&c->evidence);
	name_list_done(&c->evidence_ids);
	arena_done(&c->arena);
}

static bool
read_source(struct import_job *job, const struct import_source *source)
{
	struct ciso c = { .job = job };
	struct ydoc *doc = yread_text(source->bytes, source->len, source->path,
	    &YLIMITS_IMPORT, job->err);
	bool ok = doc && read_library(&c, ydoc_root(doc), source->found);

	ciso_done(&c);
	ydoc_free(doc);
	return ok;
}

/* Does the line say something under this key, at the left edge? */
static const char *
value_of(const struct line *line, const char *key)
{
	size_t len = strlen(key);
	const char *text = line->text;

	if (line->len <= len || strncmp(text, key, len) != 0 ||
	    text[len] != ':')
		return NULL;
	for (len++; len < line->len && strchr(" \t\"'", text[len]);)
		len++;
	return text + len;
}

/* The keys that every library has, however many lines lie between. */
static int
detect(const char *bytes, size_t len)
{
	static const char *const usual[] = { "locale", "ref_id", "packager",
		"provider", "version" };
	bool urn = false, objects = false;
	struct line line = { 0 };
	int marks = 0;

	while (
	    !(urn && objects && marks > 2) && lines_next(bytes, len, &line)) {
		const char *value = value_of(&line, "urn");

		urn |= value && str_starts(value, "urn:");
		objects |= value_of(&line, "objects") != NULL;
		for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++)
			marks += value_of(&line, usual[i]) != NULL;
	}
	if (!urn || !objects)
		return 0;
	return marks > 2 ? 95 : 70;
}

const struct importer importer_ciso = {
	.name = "ciso",
	.title = N_("Library of CISO Assistant, in YAML"),
	.binary = true,
	.detect = detect,
	.read = read_source,
};
