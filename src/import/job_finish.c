/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The end of an import: what only all sources together tell. */

#include <config.h>

#include <stdlib.h>
#include <strings.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/job.h"
#include "model/builder.h"

/* Usual thresholds (domain.md 4.1). */
enum { POLICY_PASS_USUAL = 80, POLICY_JUDGE_USUAL = 50 };

/* The name that level texts agree on but for case, in the spelling they use
 * most; NULL when they differ or say nothing. */
static const char *
agreed_name(const struct job_domain *domain)
{
	size_t best = 0;

	for (size_t i = 1; i < domain->count; i++) {
		if (strcasecmp(domain->spellings[i].name,
			domain->spellings[0].name) != 0)
			return NULL;
		if (domain->spellings[i].count > domain->spellings[best].count)
			best = i;
	}
	return domain->count ? domain->spellings[best].name : NULL;
}

static int
compare_domains(const void *a, const void *b)
{
	const struct job_domain *x = a, *y = b;

	return str_natural_compare(x->code, y->code);
}

static void
add_domains(struct import_job *job)
{
	struct builder *b = job->builder;

	if (job->domain_count)
		qsort(job->domains, job->domain_count, sizeof(*job->domains),
		    compare_domains);
	for (size_t i = 0; i < job->domain_count; i++) {
		const struct job_domain *domain = &job->domains[i];
		const char *name = agreed_name(domain);

		builder_place(b, domain->path, domain->line, 1);
		size_t row = builder_child(b, PACK_DOMAINS, 0);

		builder_text(b, DOMAIN_ID, row, domain->code);
		builder_text(b, DOMAIN_NAME, row, name ? name : domain->code);
		if (name)
			err_list_add(job->problems, true, domain->path,
			    domain->line, 1,
			    _("No source names the domain %s: it is called "
			      "\"%s\", as in the text of its levels."),
			    domain->code, name);
		else
			err_list_add(job->problems, true, domain->path,
			    domain->line, 1,
			    _("No source names the domain %s: its code stands "
			      "for the name."),
			    domain->code);
	}
}

static void
add_frameworks(struct import_job *job)
{
	struct builder *b = job->builder;

	for (size_t i = 0; i < job->frameworks.count; i++) {
		const struct job_item *item = &job->frameworks.items[i];

		builder_place(b, item->path, item->line, 1);
		size_t row = builder_child(b, PACK_FRAMEWORKS, 0);

		builder_text(b, FRAMEWORK_ID, row, item->id);
		builder_text(b, FRAMEWORK_NAME, row, item->name);
		job_text(job, FRAMEWORK_GROUP, row, item->group);
	}
	for (size_t i = 0; i < job->sizes.count; i++) {
		const struct job_item *item = &job->sizes.items[i];

		builder_place(b, item->path, item->line, 1);
		size_t row = builder_child(b, PACK_SIZES, 0);

		builder_text(b, SIZE_ID, row, item->id);
		builder_text(b, SIZE_NAME, row, item->name);
	}
}

/* The highest level of the scale: where all names met are the usual ones it
 * is the usual scale, whole. */
static int
scale_top(const struct import_job *job)
{
	int usual = -1;

	while (names_level_name(usual + 1))
		usual++;
	for (int i = 0; i <= usual; i++)
		if (job->labels[i])
			return job->top;
	return job->top > usual ? job->top : usual;
}

static void
add_scale(struct import_job *job)
{
	struct builder *b = job->builder;

	if (job->top < 0)
		return;
	builder_place(b, job->first_path, 1, 1);
	size_t scale = builder_child(b, PACK_SCALE, 0);
	size_t policy = builder_child(b, SCALE_POLICY, scale);

	job_text(job, SCALE_NAME, scale, job->model);
	builder_number(b, POLICY_PASS, policy, POLICY_PASS_USUAL);
	builder_number(b, POLICY_JUDGE, policy, POLICY_JUDGE_USUAL);
	for (int i = 0; i <= scale_top(job); i++) {
		size_t level = builder_child(b, SCALE_LEVELS, scale);
		char *number = xasprintf("Level %d", i);
		const char *name = job->labels[i] ? job->labels[i]
						  : names_level_name(i);

		builder_number(b, LEVEL_NUMBER, level, i);
		builder_text(b, LEVEL_NAME, level, name ? name : number);
		free(number);
	}
}

/* "imported-scf-ops": never the id of a pack that somebody wrote. */
static char *
derive_id(const struct import_job *job, const struct publisher *publisher)
{
	struct str id = { 0 };

	str_add(&id, "imported");
	if (publisher)
		str_printf(&id, "-%s", publisher->slug);
	if (job->domain_count == 1) {
		char *slug = names_slug(job->domains[0].code, '-');

		str_printf(&id, "-%s", slug);
		free(slug);
	}
	str_truncate(&id, 64);
	return str_steal(&id);
}

/* Not translated: the same sources give the same bytes everywhere. */
static char *
derive_title(const struct import_job *job, const struct publisher *publisher)
{
	const char *whole = publisher ? publisher->title : "Imported controls";
	const char *name = NULL;

	if (job->domain_count == 1) {
		name = agreed_name(&job->domains[0]);
		name = name ? name : job->domains[0].code;
	}
	return xasprintf("%s%s%s", whole, name ? ": " : "", name ? name : "");
}

static void
add_pack(struct import_job *job, const char *pack_id)
{
	struct builder *b = job->builder;
	const struct publisher *publisher = names_publisher(job->model);
	char *id =
	    pack_id ? xstrdup(pack_id) : derive_id(job, publisher);
	char *title = derive_title(job, publisher);
	struct str generator = { 0 };

	builder_place(b, job->first_path, 1, 1);
	str_add(&generator, "assay import");
	for (size_t i = 0; i < job->formats.count; i++)
		str_printf(&generator, "%s %s", i ? "," : "",
		    job->formats.items[i]);
	builder_text(b, PACK_FORMAT, 0, "assay-pack/1");
	builder_text(b, PACK_ID, 0, id);
	builder_text(b, PACK_TITLE, 0, title);
	builder_text(b, PACK_VERSION, 0, "unversioned");
	builder_text(b, PACK_LANGUAGE, 0, "en");
	builder_text(b, PACK_GENERATOR, 0, str_text(&generator));
	if (publisher) {
		size_t source = builder_child(b, PACK_SOURCE, 0);

		builder_text(b, PACK_LICENCE, 0, publisher->licence);
		builder_text(b, SOURCE_NAME, source, publisher->name);
		builder_text(b, SOURCE_URL, source, publisher->url);
		builder_text(
		    b, SOURCE_ATTRIBUTION, source, publisher->attribution);
	}
	err_list_add(job->problems, true, job->first_path, 1, 1,
	    _("The sources name no version: the pack's is \"unversioned\"."));
	str_done(&generator);
	free(title);
	free(id);
}

struct catalog *
job_finish(struct import_job *job, const char *pack_id)
{
	size_t before = job->problems->errors;

	add_domains(job);
	add_frameworks(job);
	add_scale(job);
	add_pack(job, pack_id);
	struct catalog *catalog = builder_finish(job->builder);

	if (!catalog) {
		size_t errors = job->problems->errors - before;

		err_set(job->err, ERR_INPUT,
		    ngettext("%zu error in the sources: nothing was imported.",
			"%zu errors in the sources: nothing was imported.",
			errors),
		    errors);
	}
	return catalog;
}
