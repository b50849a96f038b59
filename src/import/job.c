/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* From what an importer found to rows of the builder. */

#include <config.h>

#include "import/job.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/job_parts.h"
#include "model/builder.h"

struct import_job *
job_new(struct err_list *problems, size_t odd[ODD_COUNT], struct err *err)
{
	struct import_job *job = xcalloc(1, sizeof(*job));

	job->builder = builder_new(problems);
	job->problems = problems;
	job->odd = odd;
	job->err = err;
	job->top = -1;
	job->evidence_control = job->objective_control = CATALOG_NONE;
	job->source_row = CATALOG_NONE;
	return job;
}

static void
domain_done(struct job_domain *domain)
{
	for (size_t i = 0; i < domain->count; i++)
		free(domain->spellings[i].name);
	free(domain->spellings);
	free(domain->code);
	free(domain->name);
	free(domain->principle);
	free(domain->parent);
	free(domain->path);
}

void
job_free(struct import_job *job)
{
	if (!job)
		return;
	builder_free(job->builder);
	job_list_done(&job->frameworks);
	job_list_done(&job->sizes);
	for (size_t i = 0; i < job->domain_count; i++)
		domain_done(&job->domains[i]);
	free(job->domains);
	name_list_done(&job->formats);
	name_list_done(&job->evidence);
	for (size_t i = 0; i < JOB_LEVELS; i++) {
		free(job->labels[i]);
		free(job->summaries[i]);
	}
	for (size_t i = 0; i < job->translation_count; i++) {
		free(job->translations[i].language);
		free(job->translations[i].text);
	}
	free(job->translations);
	free(job->model);
	free(job->source_model);
	free(job->first_path);
	free(job->id);
	free(job);
}

void
job_step(const struct import_job *job, size_t done, size_t total)
{
	if (job->watch && job->watch->step)
		job->watch->step(job->watch->arg, done, total);
}

static void __attribute__((format(printf, 6, 0)))
warn_at(struct import_job *job, enum oddity kind, const char *path, size_t line,
    size_t column, const char *format, va_list args)
{
	struct str message = { 0 };

	job->odd[kind]++;
	str_vprintf(&message, format, args);
	err_list_add(
	    job->problems, true, path, line, column, "%s", str_text(&message));
	str_done(&message);
}

void
job_warn(struct import_job *job, enum oddity kind, size_t line, size_t column,
    const char *format, ...)
{
	va_list args;

	va_start(args, format);
	warn_at(job, kind, job->path, line, column, format, args);
	va_end(args);
}

void
job_warn_at(struct import_job *job, enum oddity kind, const char *path,
    size_t line, size_t column, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	warn_at(job, kind, path, line, column, format, args);
	va_end(args);
}

void
job_text(struct import_job *job, enum catalog_field field, size_t row,
    const char *text)
{
	if (text)
		builder_text(job->builder, field, row, text);
}

bool
job_too_many(struct import_job *job, size_t max, size_t line)
{
	return err_set_at(job->err, ERR_INPUT, job->path, line, 1,
	    _("More than %zu entries of one kind stand here; an import takes "
	      "no more."),
	    max);
}

void
job_reset_lists(struct import_job *job)
{
	job->frameworks.next = job->sizes.next = CATALOG_NONE;
}

void
job_open(struct import_job *job, const char *format, const char *path)
{
	bool known = false;

	job->path = path;
	if (!job->first_path)
		job->first_path = xstrdup(path);
	job_reset_lists(job);
	for (size_t i = 0; i < job->formats.count; i++)
		known |= str_equal(job->formats.items[i], format);
	if (!known)
		name_list_add(&job->formats, format, strlen(format));
}

void
job_close(struct import_job *job)
{
	if (job->source_model && strlen(job->source_model) > strlen("CMM")) {
		if (!job->model || str_equal(job->model, "CMM")) {
			free(job->model);
			job->model = xstrdup(job->source_model);
		} else if (!str_equal(job->model, job->source_model)) {
			job_warn(job, ODD_NAME, job->source_line, 1,
			    _("This source calls its scale %s, an earlier one "
			      "%s; the pack keeps the earlier name."),
			    job->source_model, job->model);
		}
	} else if (job->source_model && !job->model) {
		job->model = xstrdup(job->source_model);
	}
	free(job->source_model);
	job->source_model = NULL;
	job->path = NULL;
}

void
job_pack(struct import_job *job, enum catalog_field field, const char *text)
{
	struct builder *b = job->builder;
	char *folded = text ? str_fold_space(text, strlen(text)) : NULL;
	size_t row = 0;

	if (folded && *folded && field == PACK_ID) {
		if (!job->id)
			job->id = names_slug(folded, '-');
	} else if (folded && *folded) {
		builder_place(b, job->path ? job->path : job->first_path, 0, 0);
		if (catalog_field_info(field)->table == TABLE_SOURCE) {
			if (job->source_row == CATALOG_NONE)
				job->source_row =
				    builder_child(b, PACK_SOURCE, 0);
			row = job->source_row;
		}
		if (!builder_get(b, field, row))
			builder_text(b, field, row, folded);
	}
	free(folded);
}

struct job_domain *
job_domain_of(const struct import_job *job, const char *code)
{
	for (size_t i = 0; i < job->domain_count; i++)
		if (strcasecmp(job->domains[i].code, code) == 0)
			return &job->domains[i];
	return NULL;
}

/* A new domain; code is taken over. NULL with the job's err. */
static struct job_domain *
add_domain_take(struct import_job *job, char *code, size_t line)
{
	if (job->domain_count >= JOB_LIST_MAX) {
		free(code);
		job_too_many(job, JOB_LIST_MAX, line);
		return NULL;
	}
	job->domains = mem_grow(job->domains, &job->domain_capacity,
	    job->domain_count + 1, sizeof(*job->domains));
	struct job_domain *domain = &job->domains[job->domain_count++];

	*domain = (struct job_domain){
		.code = code,
		.path = xstrdup(job->path),
		.line = line,
	};
	return domain;
}

const char *
job_domain(struct import_job *job, const char *id, const char *name,
    const char *principle, const char *parent, size_t line)
{
	char *code = names_valid_id(id);
	struct job_domain *domain = job_domain_of(job, code);

	if (domain) {
		free(code);
		if (domain->name && name && !str_equal(domain->name, name))
			job_warn(job, ODD_DUPLICATE, line, line ? 1 : 0,
			    _("The domain %s is named \"%s\" elsewhere: that "
			      "name is kept."),
			    domain->code, domain->name);
	} else {
		domain = add_domain_take(job, code, line);
		if (!domain)
			return NULL;
	}
	if (name && !domain->name)
		domain->name = xstrdup(name);
	if (principle && !domain->principle)
		domain->principle = xstrdup(principle);
	if (parent && !domain->parent)
		domain->parent = names_valid_id(parent);
	return domain->code;
}

const char *
job_find_domain(const struct import_job *job, const char *id_or_name)
{
	const struct job_domain *domain = job_domain_of(job, id_or_name);

	for (size_t i = 0; !domain && i < job->domain_count; i++)
		if (job->domains[i].name &&
		    strcasecmp(job->domains[i].name, id_or_name) == 0)
			domain = &job->domains[i];
	return domain ? domain->code : NULL;
}

/* The code of the domain that a control's id tells; NULL with the job's
 * err. */
static const char *
derive_domain(struct import_job *job, const char *id, size_t line)
{
	char *part = names_domain(id), *code = names_valid_id(part);
	struct job_domain *domain = job_domain_of(job, code);

	free(part);
	if (domain)
		free(code);
	else
		domain = add_domain_take(job, code, line);
	return domain ? domain->code : NULL;
}

size_t
job_control(struct import_job *job, const char *id, const char *title,
    const char *domain, size_t line)
{
	struct builder *b = job->builder;
	char *valid = names_valid_id(id);
	size_t row = CATALOG_NONE, column = line ? 1 : 0;

	if (builder_find(b, TABLE_CONTROL, valid) != CATALOG_NONE) {
		job_warn(job, ODD_DUPLICATE, line, column,
		    _("The control %s was read before: this one is left "
		      "out."),
		    valid);
		free(valid);
		return CATALOG_NONE;
	}
	if (builder_rows(b, TABLE_CONTROL) >= JOB_CONTROLS_MAX) {
		free(valid);
		job_too_many(job, JOB_CONTROLS_MAX, line);
		return CATALOG_NONE;
	}
	if (!domain)
		domain = derive_domain(job, valid, line);
	if (domain) {
		builder_place(b, job->path, line, column);
		row = builder_row(b, TABLE_CONTROL);
		builder_text(b, CONTROL_ID, row, valid);
		builder_text(b, CONTROL_DOMAIN, row, domain);
		job_text(job, CONTROL_TITLE, row, title);
		if (!str_equal(valid, id)) {
			builder_text(b, CONTROL_REF, row, id);
			job_warn(job, ODD_NAME, line, column,
			    _("\"%s\" cannot be an id here: it is %s, and the "
			      "source's own is kept beside it."),
			    id, valid);
		}
	}
	free(valid);
	return row;
}

size_t
job_domain_number(const struct import_job *job, const char *id)
{
	const struct job_domain *domain = job_domain_of(job, id);

	return domain ? (size_t)(domain - job->domains) : CATALOG_NONE;
}

void
job_translate(struct import_job *job, const char *language,
    enum catalog_field field, size_t row, size_t item, const char *text)
{
	if (!text || !text[strspn(text, " \t\n")])
		return;
	job->translations =
	    mem_grow(job->translations, &job->translation_capacity,
	        job->translation_count + 1, sizeof(*job->translations));
	job->translations[job->translation_count++] = (struct job_translation){
		.language = xstrdup(language),
		.text = xstrdup(text),
		.field = field,
		.row = row,
		.item = item,
	};
}

void
job_need_statement(
    struct import_job *job, size_t control, size_t line, size_t column)
{
	struct builder *b = job->builder;

	if (builder_get(b, CONTROL_STATEMENT, control))
		return;
	const char *id = builder_get(b, CONTROL_ID, control);
	const char *title = builder_get(b, CONTROL_TITLE, control);

	job_warn(job, ODD_VALUE, line, column,
	    _("%s has no statement: its title stands for it."), id);
	char *statement = xstrdup(title ? title : id);

	builder_text(b, CONTROL_STATEMENT, control, statement);
	free(statement);
}
