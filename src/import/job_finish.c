/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The end of an import: what only all sources together tell. */

#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/job_parts.h"
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

/* Described ones in their source's order, then the others by their codes. */
static int
compare_domains(const void *a, const void *b)
{
	const struct job_domain *x = *(struct job_domain *const *)a;
	const struct job_domain *y = *(struct job_domain *const *)b;

	if (!x->name != !y->name)
		return x->name ? -1 : 1;
	if (x->name)
		return x < y ? -1 : x > y;
	return str_natural_compare(x->code, y->code);
}

/* The name of a domain that no source names. */
static const char *
guess_name(struct import_job *job, const struct job_domain *domain)
{
	const char *name = agreed_name(domain);

	if (name)
		job_warn_at(job, ODD_NAME, domain->path, domain->line,
		    domain->line ? 1 : 0,
		    _("No source names the domain %s: it is called \"%s\", as "
		      "in the text of its levels."),
		    domain->code, name);
	else
		job_warn_at(job, ODD_NAME, domain->path, domain->line,
		    domain->line ? 1 : 0,
		    _("No source names the domain %s: its code stands for the "
		      "name."),
		    domain->code);
	return name ? name : domain->code;
}

static void
add_domain(struct import_job *job, struct job_domain *domain)
{
	struct builder *b = job->builder;
	const struct job_domain *parent =
	    domain->parent ? job_domain_of(job, domain->parent) : NULL;

	builder_place(b, domain->path, domain->line, domain->line ? 1 : 0);
	domain->row = builder_child(b, PACK_DOMAINS, 0);
	builder_text(b, DOMAIN_ID, domain->row, domain->code);
	builder_text(b, DOMAIN_NAME, domain->row,
	    domain->name ? domain->name : guess_name(job, domain));
	job_text(job, DOMAIN_PRINCIPLE, domain->row, domain->principle);
	if (parent)
		builder_text(b, DOMAIN_PARENT, domain->row, parent->code);
	else if (domain->parent)
		job_warn_at(job, ODD_REFERENCE, domain->path, domain->line,
		    domain->line ? 1 : 0,
		    _("The domain %s lies in %s, which is not there: it "
		      "stands at the top."),
		    domain->code, domain->parent);
}

static void
add_domains(struct import_job *job)
{
	struct job_domain **order =
	    xcalloc(job->domain_count, sizeof(struct job_domain *));

	for (size_t i = 0; i < job->domain_count; i++)
		order[i] = &job->domains[i];
	if (job->domain_count)
		qsort(
		    order, job->domain_count, sizeof(*order), compare_domains);
	for (size_t i = 0; i < job->domain_count; i++)
		add_domain(job, order[i]);
	free(order);
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
		job_text(job, FRAMEWORK_URL, row, item->url);
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

	if (job->own_scale)
		return job->top;
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
		const char *name = job->labels[i]   ? job->labels[i]
		                   : job->own_scale ? NULL
		                                    : names_level_name(i);

		builder_number(b, LEVEL_NUMBER, level, i);
		builder_text(b, LEVEL_NAME, level, name ? name : number);
		job_text(job, LEVEL_SUMMARY, level, job->summaries[i]);
		job->level_rows[i] = level;
		free(number);
	}
}

/* "imported-scf-ops": never the id of a pack that somebody wrote. */
static char *
derive_id(const struct import_job *job, const struct publisher *publisher)
{
	struct str id = { 0 };

	if (job->id)
		return xstrdup(job->id);
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
	char *id = pack_id ? xstrdup(pack_id) : derive_id(job, publisher);
	char *title = derive_title(job, publisher);
	struct str generator = { 0 };

	if (!builder_get(b, PACK_VERSION, 0))
		job_warn_at(job, ODD_NAME, job->first_path, 0, 0,
		    _("The sources name no version: the pack's is "
		      "\"unversioned\"."));
	builder_place(b, job->first_path, 0, 0);
	str_add(&generator, "assay import");
	for (size_t i = 0; i < job->formats.count; i++)
		str_printf(
		    &generator, "%s %s", i ? "," : "", job->formats.items[i]);
	builder_text(b, PACK_FORMAT, 0, "assay-pack/1");
	builder_text(b, PACK_ID, 0, id);
	builder_text(b, PACK_GENERATOR, 0, str_text(&generator));
	job_pack(job, PACK_TITLE, title);
	job_pack(job, PACK_VERSION, "unversioned");
	job_pack(job, PACK_LANGUAGE, "en");
	if (publisher) {
		job_pack(job, PACK_LICENCE, publisher->licence);
		job_pack(job, SOURCE_NAME, publisher->name);
		job_pack(job, SOURCE_URL, publisher->url);
		job_pack(job, SOURCE_ATTRIBUTION, publisher->attribution);
	}
	str_done(&generator);
	free(title);
	free(id);
}

/* The row of a translation in the sealed catalog; CATALOG_NONE: gone.
 * controls: the id of each control row before they were put in order. */
static size_t
sealed_row(const struct import_job *job, const struct job_translation *t,
    const struct name_list *controls)
{
	switch (catalog_field_info(t->field)->table) {
	case TABLE_DOMAIN:
		return job->domains[t->row].row;
	case TABLE_LEVEL:
		return t->row < JOB_LEVELS && (int)t->row <= job->top
		           ? job->level_rows[t->row]
		           : CATALOG_NONE;
	case TABLE_CONTROL:
		/* which holds every control */
		return builder_find(job->builder, TABLE_CONTROL,
		    controls->items[t->row]); /* NOLINT(clang-analyzer-*) */
	default:
		return t->row;
	}
}

/* Puts the rows in order, then lays the other languages over them. */
static struct catalog *
seal(struct import_job *job)
{
	struct builder *b = job->builder;
	struct name_list controls = { 0 };
	size_t rows = builder_rows(b, TABLE_CONTROL);

	if (job->translation_count)
		for (size_t i = 0; i < rows; i++) {
			const char *id = builder_get(b, CONTROL_ID, i);

			name_list_add(&controls, id, strlen(id));
		}
	bool sealed = builder_seal(b);

	for (size_t i = 0; sealed && i < job->translation_count; i++) {
		const struct job_translation *t = &job->translations[i];
		size_t row = sealed_row(job, t, &controls);

		if (row != CATALOG_NONE &&
		    t->item < builder_count(b, t->field, row))
			builder_overlay(
			    b, t->language, t->field, row, t->item, t->text);
	}
	name_list_done(&controls);
	return sealed ? builder_finish(b) : NULL;
}

struct catalog *
job_finish(struct import_job *job, const char *pack_id)
{
	size_t before = job->problems->errors;

	add_domains(job);
	add_frameworks(job);
	add_scale(job);
	add_pack(job, pack_id);
	struct catalog *catalog = seal(job);

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
