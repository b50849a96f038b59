/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Maturity levels of a control, as texts say them, into rows. */

#include <config.h>

#include "import/job.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/job_parts.h"
#include "import/leveltext.h"
#include "model/builder.h"

/* More than any level has. */
enum { CRITERIA_MAX = 500 };

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

void
job_scale(
    struct import_job *job, int level, const char *name, const char *summary)
{
	if (level < 0 || level >= JOB_LEVELS)
		return;
	job->own_scale = true;
	if (level > job->top)
		job->top = level;
	if (!job->labels[level])
		job->labels[level] =
		    name ? str_fold_space(name, strlen(name)) : NULL;
	if (!job->summaries[level])
		job->summaries[level] = xstrdup(summary);
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
	const char *code = builder_get(job->builder, CONTROL_DOMAIN, control);
	struct job_domain *domain = code ? job_domain_of(job, code) : NULL;
	char *name = domain && text->summary
	                 ? leveltext_domain(text->summary, domain->code)
	                 : NULL;
	char *model = leveltext_model(level->text);

	if (name)
		vote(domain, name);
	free(name);
	if (model &&
	    (!job->source_model || strlen(model) > strlen(job->source_model))) {
		free(job->source_model);
		job->source_model = model;
		job->source_line = level->line;
		model = NULL;
	}
	free(model);
}

static void
add_criteria(struct builder *b, size_t row, const struct leveltext *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct leveltext_item *item = &text->items[i];
		size_t criterion = builder_child(b, CLEVEL_CRITERIA, row);

		builder_text(b, CRITERION_TEXT, criterion, item->text);
		for (size_t j = 0; j < item->subs; j++)
			builder_item(b, CRITERION_SUB, criterion, item->sub[j]);
	}
}

/* Bullets of a text that contradicts itself, each as one text. */
static void
add_examples(struct builder *b, size_t row, const struct leveltext *text)
{
	for (size_t i = 0; i < text->count; i++) {
		struct str example = { 0 };

		str_add(&example, text->items[i].text);
		for (size_t j = 0; j < text->items[i].subs; j++)
			str_printf(&example, "\n%s", text->items[i].sub[j]);
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

/* What is in doubt about a level's text. */
static void
warn_level(struct import_job *job, int level, const struct leveltext *texts,
    const struct job_level *place)
{
	const struct leveltext *text = &texts[level];
	size_t column = place->column ? place->column : place->line ? 1 : 0;

	if (text->contradicts)
		job_warn(job, ODD_CONTRADICTS, place->line, column,
		    _("Level %d says that it has no criteria and then lists "
		      "some: they are shown and cannot be ticked."),
		    level);
	if (text->guessed)
		job_warn(job, ODD_LEVEL, place->line, column,
		    _("The text of level %d has no bullets: its lines are "
		      "taken as the criteria."),
		    level);
	if (text->kind == LEVELTEXT_DEFERS && !target(texts, level))
		job_warn(job, ODD_LEVEL, place->line, column,
		    _("Level %d points at level %d, which is not below it or "
		      "not there: it counts as not available."),
		    level, text->defers_to);
}

static void
add_level(struct import_job *job, size_t control, int level,
    const struct leveltext *texts, const struct job_level *place)
{
	struct builder *b = job->builder;
	const struct leveltext *text = &texts[level];

	builder_place(b, job->path, place->line, place->column);
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
	warn_level(job, level, texts, place);
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
			ok = job_too_many(job, CRITERIA_MAX, levels[i].line);
	}
	for (int i = 0; ok && i < JOB_LEVELS; i++) {
		if (texts[i].kind == LEVELTEXT_EMPTY)
			continue;
		learn(job, control, &levels[i], &texts[i]);
		add_level(job, control, i, texts, &levels[i]);
		if (i > job->top)
			job->top = i;
	}
	for (int i = 0; i < JOB_LEVELS; i++)
		leveltext_done(&texts[i]);
	return ok;
}
