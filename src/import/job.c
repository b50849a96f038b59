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
#include "import/leveltext.h"
#include "model/builder.h"

/* More than any source has, few enough for lists that are searched in
 * order. */
enum {
	LIST_MAX = 2000,
	CRITERIA_MAX = 500,
	VALUES_MAX = 5000
};

struct import_job *
job_new(struct err_list *problems, struct err *err)
{
	struct import_job *job = xcalloc(1, sizeof(*job));

	job->builder = builder_new(problems);
	job->problems = problems;
	job->err = err;
	job->top = -1;
	job->evidence_control = job->objective_control = CATALOG_NONE;
	return job;
}

static void
list_done(struct job_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].name);
		free(list->items[i].id);
		free(list->items[i].group);
		free(list->items[i].path);
	}
	free(list->items);
}

static void
domain_done(struct job_domain *domain)
{
	for (size_t i = 0; i < domain->count; i++)
		free(domain->spellings[i].name);
	free(domain->spellings);
	free(domain->code);
	free(domain->path);
}

void
job_free(struct import_job *job)
{
	if (!job)
		return;
	builder_free(job->builder);
	list_done(&job->frameworks);
	list_done(&job->sizes);
	for (size_t i = 0; i < job->domain_count; i++)
		domain_done(&job->domains[i]);
	free(job->domains);
	name_list_done(&job->formats);
	name_list_done(&job->evidence);
	for (size_t i = 0; i < JOB_LEVELS; i++)
		free(job->labels[i]);
	free(job->model);
	free(job->source_model);
	free(job->first_path);
	free(job);
}

void
job_warn(struct import_job *job, size_t line, size_t column,
    const char *format, ...)
{
	struct str message = { 0 };
	va_list args;

	va_start(args, format);
	str_vprintf(&message, format, args);
	va_end(args);
	err_list_add(job->problems, true, job->path, line, column, "%s",
	    str_text(&message));
	str_done(&message);
}

void
job_text(struct import_job *job, enum catalog_field field, size_t row,
    const char *text)
{
	if (text)
		builder_text(job->builder, field, row, text);
}

static bool
too_many(struct import_job *job, size_t max, size_t line)
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
			job_warn(job, job->source_line, 1,
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

static struct job_domain *
find_domain(struct import_job *job, const char *code)
{
	for (size_t i = 0; i < job->domain_count; i++)
		if (strcasecmp(job->domains[i].code, code) == 0)
			return &job->domains[i];
	return NULL;
}

/* The code of the control's domain, as the pack spells it; borrowed. */
static const char *
add_domain(struct import_job *job, const char *id, size_t line)
{
	char *part = names_domain(id), *code = names_valid_id(part);
	struct job_domain *domain = find_domain(job, code);

	free(part);
	if (domain) {
		free(code);
		return domain->code;
	}
	job->domains = mem_grow(job->domains, &job->domain_capacity,
	    job->domain_count + 1, sizeof(*job->domains));
	job->domains[job->domain_count++] = (struct job_domain){
		.code = code,
		.path = xstrdup(job->path),
		.line = line,
	};
	return code;
}

size_t
job_control(struct import_job *job, const char *id, const char *title,
    size_t line)
{
	struct builder *b = job->builder;
	char *valid = names_valid_id(id);
	size_t row = CATALOG_NONE;

	if (builder_find(b, TABLE_CONTROL, valid) != CATALOG_NONE) {
		job_warn(job, line, 1,
		    _("The control %s was read before: this one is left "
		      "out."),
		    valid);
	} else if (job->domain_count >= LIST_MAX) {
		too_many(job, LIST_MAX, line);
	} else {
		builder_place(b, job->path, line, 1);
		row = builder_row(b, TABLE_CONTROL);
		builder_text(b, CONTROL_ID, row, valid);
		builder_text(
		    b, CONTROL_DOMAIN, row, add_domain(job, valid, line));
		job_text(job, CONTROL_TITLE, row, title);
		if (!str_equal(valid, id)) {
			builder_text(b, CONTROL_REF, row, id);
			job_warn(job, line, 1,
			    _("\"%s\" cannot be an id here: it is %s, and the "
			      "source's own is kept beside it."),
			    id, valid);
		}
	}
	free(valid);
	return row;
}

void
job_label(struct import_job *job, int level, const char *label)
{
	label = names_level_rest(label);
	if (level < 0 || level >= JOB_LEVELS || job->labels[level] ||
	    names_is_level(label, level))
		return;
	char *folded = str_fold_space(label, strlen(label));

	if (*folded)
		job->labels[level] = folded;
	else
		free(folded);
}

/* One more level text that calls the domain so. */
static void
vote(struct job_domain *domain, const char *name)
{
	enum { SPELLINGS = 16 };

	for (size_t i = 0; i < domain->count; i++)
		if (str_equal(domain->spellings[i].name, name)) {
			domain->spellings[i].count++;
			return;
		}
	if (domain->count == SPELLINGS)
		return;
	domain->spellings = mem_grow(domain->spellings, &domain->capacity,
	    domain->count + 1, sizeof(*domain->spellings));
	domain->spellings[domain->count++] =
	    (struct job_spelling){ xstrdup(name), 1 };
}

static void
learn(struct import_job *job, size_t control, const struct job_level *level,
    const struct leveltext *text)
{
	const char *code =
	    builder_get(job->builder, CONTROL_DOMAIN, control);
	struct job_domain *domain = code ? find_domain(job, code) : NULL;
	char *name = domain && text->summary
	    ? leveltext_domain(text->summary, domain->code)
	    : NULL;
	char *model = leveltext_model(level->text);

	if (name)
		vote(domain, name);
	free(name);
	if (model &&
	    (!job->source_model ||
		strlen(model) > strlen(job->source_model))) {
		free(job->source_model);
		job->source_model = model;
		job->source_line = level->line;
		model = NULL;
	}
	free(model);
}

static void
add_criteria(
    struct builder *b, size_t row, const struct leveltext *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct leveltext_item *item = &text->items[i];
		size_t criterion = builder_child(b, CLEVEL_CRITERIA, row);

		builder_text(b, CRITERION_TEXT, criterion, item->text);
		for (size_t j = 0; j < item->subs; j++)
			builder_item(
			    b, CRITERION_SUB, criterion, item->sub[j]);
	}
}

/* Bullets of a text that contradicts itself, each as one text. */
static void
add_examples(
    struct builder *b, size_t row, const struct leveltext *text)
{
	for (size_t i = 0; i < text->count; i++) {
		struct str example = { 0 };

		str_add(&example, text->items[i].text);
		for (size_t j = 0; j < text->items[i].subs; j++)
			str_printf(
			    &example, "\n%s", text->items[i].sub[j]);
		builder_item(b, CLEVEL_EXAMPLES, row, str_text(&example));
		str_done(&example);
	}
}

/* The level whose criteria hold instead; 0: the text names none that could. */
static int
target(const struct leveltext *texts, int level)
{
	const struct leveltext *text = &texts[level];
	int to = text->defers_to;

	if (text->or_to > 0 && text->or_to < level &&
	    texts[text->or_to].kind == LEVELTEXT_CRITERIA)
		to = text->or_to;
	if (to < 1 || to >= level || texts[to].kind == LEVELTEXT_EMPTY)
		return 0;
	return to;
}

static void
add_level(struct import_job *job, size_t control, int level,
    const struct leveltext *texts, size_t line)
{
	struct builder *b = job->builder;
	const struct leveltext *text = &texts[level];

	builder_place(b, job->path, line, 1);
	size_t row = builder_child(b, CONTROL_LEVELS, control);

	builder_number(b, CLEVEL_LEVEL, row, level);
	job_text(job, CLEVEL_SUMMARY, row, text->summary);
	job_text(job, CLEVEL_NOTE, row, text->note);
	if (text->kind == LEVELTEXT_CRITERIA)
		add_criteria(b, row, text);
	else if (text->kind == LEVELTEXT_DEFERS && target(texts, level))
		builder_number(b, CLEVEL_DEFERS_TO, row, target(texts, level));
	else if (level > 0)
		builder_number(b, CLEVEL_NOT_AVAILABLE, row, 1);
	if (text->kind != LEVELTEXT_CRITERIA)
		add_examples(b, row, text);
	if (text->contradicts)
		job_warn(job, line, 1,
		    _("Level %d says that it has no criteria and then lists "
		      "some: they are shown and cannot be ticked."),
		    level);
	if (text->guessed)
		job_warn(job, line, 1,
		    _("The text of level %d has no bullets: its lines are "
		      "taken as the criteria."),
		    level);
	if (text->kind == LEVELTEXT_DEFERS && !target(texts, level))
		job_warn(job, line, 1,
		    _("Level %d points at level %d, which is not below it or "
		      "not there: it counts as not available."),
		    level, text->defers_to);
}

bool
job_levels(struct import_job *job, size_t control,
    const struct job_level levels[JOB_LEVELS])
{
	struct leveltext texts[JOB_LEVELS];
	bool ok = true;

	for (int i = 0; i < JOB_LEVELS; i++) {
		const char *text = levels[i].text ? levels[i].text : "";

		leveltext_read(i, text, strlen(text), &texts[i]);
		if (ok && texts[i].count > CRITERIA_MAX)
			ok = too_many(job, CRITERIA_MAX, levels[i].line);
	}
	for (int i = 0; ok && i < JOB_LEVELS; i++) {
		if (texts[i].kind == LEVELTEXT_EMPTY)
			continue;
		learn(job, control, &levels[i], &texts[i]);
		add_level(job, control, i, texts, levels[i].line);
		if (i > job->top)
			job->top = i;
	}
	for (int i = 0; i < JOB_LEVELS; i++)
		leveltext_done(&texts[i]);
	return ok;
}

/* Looks from the item found last, since sources share their order. */
static struct job_item *
find_item(struct job_list *list, const char *name)
{
	size_t from = list->next == CATALOG_NONE ? 0 : list->next;

	for (size_t i = 0; i < list->count; i++) {
		size_t at = (from + i) % list->count;

		if (str_equal(list->items[at].name, name)) {
			list->next = at + 1;
			return &list->items[at];
		}
	}
	return NULL;
}

/* The place behind the last item of a group, CATALOG_NONE without one. */
static size_t
group_end(const struct job_list *list, const char *group)
{
	for (size_t i = list->count; i-- > 0;)
		if (str_equal(list->items[i].group, group))
			return i + 1;
	return CATALOG_NONE;
}

/* Where a new item goes: behind its neighbour in the source when that is of
 * its group, else at the end of the group, of the neighbour's group, of all. */
static size_t
place(const struct job_list *list, const char *group)
{
	const char *neighbour = NULL;
	size_t at = CATALOG_NONE;

	if (list->next != CATALOG_NONE && list->next > 0) {
		neighbour = list->items[list->next - 1].group;
		if (str_equal(neighbour, group))
			return list->next;
	}
	at = group_end(list, group);
	if (at == CATALOG_NONE && list->next != CATALOG_NONE)
		at = group_end(list, neighbour);
	return at == CATALOG_NONE ? list->count : at;
}

/* Makes the id of a new item differ from all others. */
static char *
free_id(const struct job_list *list, const char *name, char joint)
{
	char *slug = names_slug(name, joint), *id = xstrdup(slug);
	size_t number = 1;

	for (size_t i = 0; i < list->count; i++)
		if (strcasecmp(list->items[i].id, id) == 0) {
			free(id);
			id = xasprintf("%.58s%c%zu", slug, joint, ++number);
			i = (size_t)-1;
		}
	free(slug);
	return id;
}

/* The item of that name, a new one behind the one found last. NULL and the
 * job's err when there are too many. */
static struct job_item *
take_item(struct import_job *job, struct job_list *list, const char *name,
    const char *group, char joint, size_t line)
{
	struct job_item *item = find_item(list, name);

	if (item)
		return item;
	if (list->count == LIST_MAX) {
		too_many(job, LIST_MAX, line);
		return NULL;
	}
	char *id = free_id(list, name, joint);

	list->items = mem_grow(list->items, &list->capacity, list->count + 1,
	    sizeof(*list->items));
	size_t at = place(list, group);

	item = &list->items[at];
	memmove(item + 1, item, (list->count - at) * sizeof(*item));
	list->count++;
	list->next = at + 1;
	*item = (struct job_item){ .name = xstrdup(name), .id = id,
		.group = xstrdup(group), .path = xstrdup(job->path),
		.line = line, .control = CATALOG_NONE };
	return item;
}

bool
job_mapping(struct import_job *job, size_t control, const char *framework,
    const char *group, const struct name_list *values, const char *raw,
    size_t line)
{
	struct builder *b = job->builder;
	struct job_item *item =
	    take_item(job, &job->frameworks, framework, group, '-', line);

	if (!item)
		return false;
	if (values->count > VALUES_MAX)
		return too_many(job, VALUES_MAX, line);
	if (item->control == control) {
		job_warn(job, line, 1,
		    _("\"%s\" stands here twice: its values are joined."),
		    framework);
	} else {
		builder_place(b, job->path, line, 1);
		item->control = control;
		item->row = builder_child(b, CONTROL_MAPPINGS, control);
		builder_text(b, MAPPING_FRAMEWORK, item->row, item->id);
	}
	for (size_t i = 0; i < values->count; i++)
		builder_item(b, MAPPING_VALUES, item->row, values->items[i]);
	job_text(job, MAPPING_RAW, item->row, raw);
	return true;
}

bool
job_objective(struct import_job *job, size_t control, const char *id,
    const char *text, size_t line)
{
	struct builder *b = job->builder;
	char *own = id ? names_valid_id(id) : NULL;
	const char *owner = builder_get(b, CONTROL_ID, control);

	if (job->objective_control != control)
		job->objectives = 0;
	job->objective_control = control;
	job->objectives++;
	for (size_t i = job->objectives; !own ||
	     builder_find(b, TABLE_OBJECTIVE, own) != CATALOG_NONE;
	     i++) {
		free(own);
		own = xasprintf("%.52s_A%02zu", owner, i);
	}
	if (!id || !str_equal(own, id))
		job_warn(job, line, 1,
		    _("An objective has no id of its own here: it is called "
		      "%s."),
		    own);
	builder_place(b, job->path, line, 1);
	size_t row = builder_child(b, CONTROL_OBJECTIVES, control);

	builder_text(b, OBJECTIVE_ID, row, own);
	builder_text(b, OBJECTIVE_TEXT, row, text);
	free(own);
	return job->objectives <= LIST_MAX || too_many(job, LIST_MAX, line);
}

/* A text of the evidence row that differs from what an earlier source said. */
static void
set_evidence(struct import_job *job, enum catalog_field field, size_t row,
    const char *text, size_t line)
{
	const char *have = builder_get(job->builder, field, row);

	if (!text || str_equal(have, text))
		return;
	if (!have)
		builder_text(job->builder, field, row, text);
	else
		job_warn(job, line, 1,
		    _("%s is described otherwise elsewhere: the first "
		      "description is kept."),
		    builder_get(job->builder, EVIDENCE_ID, row));
}

bool
job_evidence(struct import_job *job, size_t control,
    const struct job_evidence *evidence)
{
	struct builder *b = job->builder;
	char *id = names_valid_id(evidence->id);
	size_t row = builder_find(b, TABLE_EVIDENCE, id);
	bool linked = false;

	if (job->evidence_control != control)
		name_list_done(&job->evidence);
	job->evidence_control = control;
	builder_place(b, job->path, evidence->line, 1);
	if (row == CATALOG_NONE) {
		row = builder_child(b, PACK_EVIDENCE, 0);
		builder_text(b, EVIDENCE_ID, row, id);
		builder_text(b, EVIDENCE_TITLE, row,
		    evidence->title && *evidence->title ? evidence->title
							: id);
	} else {
		set_evidence(
		    job, EVIDENCE_TITLE, row, evidence->title, evidence->line);
	}
	set_evidence(job, EVIDENCE_AREA, row, evidence->area, evidence->line);
	set_evidence(job, EVIDENCE_DESCRIPTION, row, evidence->description,
	    evidence->line);
	for (size_t i = 0; i < job->evidence.count; i++)
		linked |= str_equal(job->evidence.items[i], id);
	if (!linked) {
		builder_item(b, CONTROL_EVIDENCE, control, id);
		name_list_add(&job->evidence, id, strlen(id));
	}
	free(id);
	return job->evidence.count <= CRITERIA_MAX ||
	    too_many(job, CRITERIA_MAX, evidence->line);
}

bool
job_solution(struct import_job *job, size_t control, const char *size,
    const struct name_list *lines, size_t line)
{
	struct builder *b = job->builder;
	struct job_item *item =
	    take_item(job, &job->sizes, size, NULL, '_', line);

	if (!item)
		return false;
	if (!lines->count)
		return true;
	if (item->control != control) {
		builder_place(b, job->path, line, 1);
		item->control = control;
		item->row = builder_child(b, CONTROL_SOLUTIONS, control);
		builder_text(b, SOLUTION_SIZE, item->row, item->id);
	}
	for (size_t i = 0; i < lines->count; i++)
		builder_item(b, SOLUTION_LINES, item->row, lines->items[i]);
	return true;
}
