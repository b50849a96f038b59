/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_JOB_H
#define ASSAY_IMPORT_JOB_H

/* One import at work: what the importers of the room share. They read text
 * and tell the job what they found; it fills the builder, keeps the lists that
 * grow over all sources (frameworks, firm sizes, domains, the scale), and
 * reports what is odd. */

#include <stdbool.h>
#include <stddef.h>

#include "import/names.h"
#include "model/catalog.h"

struct builder;
struct err;
struct err_list;

/* A list over all sources, in the order of the sources: what a later one adds
 * goes behind its neighbour there. */
struct job_list {
	struct job_item {
		char *name, *id, *group;
		char *path; /* where it was first met */
		size_t line;
		size_t control, row; /* the last control that has it, and its
					row there */
	} *items;
	size_t count;
	size_t capacity;
	size_t next; /* behind the item met last, CATALOG_NONE: none yet */
};

/* A domain and what level texts call it. */
struct job_domain {
	char *code;
	char *path;
	size_t line;
	struct job_spelling {
		char *name;
		size_t count;
	} *spellings;
	size_t count;
	size_t capacity;
};

enum { JOB_LEVELS = 10 };

struct import_job {
	struct builder *builder;
	struct err_list *problems;
	struct err *err;
	const char *path; /* of the source being read */
	char *first_path;
	struct name_list formats;
	struct job_list frameworks, sizes;
	struct name_list evidence; /* of the control at hand */
	size_t evidence_control;
	size_t objective_control, objectives; /* of the control at hand */
	struct job_domain *domains;
	size_t domain_count, domain_capacity;
	char *model;        /* the scale's name, by the first source */
	char *source_model; /* by the source at hand */
	size_t source_line;
	char *labels[JOB_LEVELS];
	int top; /* highest level met; -1: none */
};

struct import_job *job_new(struct err_list *problems, struct err *err);
void job_free(struct import_job *job);

/* Before and after each source. path is borrowed until job_close. */
void job_open(struct import_job *job, const char *format, const char *path);
void job_close(struct import_job *job);
/* Another control begins: its lists of frameworks and sizes start anew. */
void job_reset_lists(struct import_job *job);
/* Domains, frameworks, sizes, scale and the pack's own fields, then the
 * catalog; NULL and the job's err when the content has errors. */
struct catalog *job_finish(struct import_job *job, const char *pack_id);

/* Reports an oddity of the source at hand. column may be 0. */
void job_warn(struct import_job *job, size_t line, size_t column,
    const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Sets a text of the builder; NULL: nothing happens. */
void job_text(struct import_job *job, enum catalog_field field, size_t row,
    const char *text);

/* A new control with id, domain and title. CATALOG_NONE when an earlier
 * source had it already, which is reported. */
size_t job_control(struct import_job *job, const char *id, const char *title,
    size_t line);

/* What a level is called in the source. */
void job_label(struct import_job *job, int level, const char *label);
/* The text of each level as published; text NULL: none. */
struct job_level {
	const char *text;
	size_t line;
};
bool job_levels(struct import_job *job, size_t control,
    const struct job_level levels[JOB_LEVELS]);

/* A control's values in a framework. raw is the cell when its split is in
 * doubt, else NULL. group may be NULL. */
bool job_mapping(struct import_job *job, size_t control,
    const char *framework, const char *group, const struct name_list *values,
    const char *raw, size_t line);
/* An objective; id NULL or taken: one is made. */
bool job_objective(struct import_job *job, size_t control, const char *id,
    const char *text, size_t line);
/* A request for evidence; all but id may be NULL. */
struct job_evidence {
	const char *id, *title, *area, *description;
	size_t line;
};
bool job_evidence(struct import_job *job, size_t control,
    const struct job_evidence *evidence);
/* What firms of a size use; no lines: the size is only made known. */
bool job_solution(struct import_job *job, size_t control, const char *size,
    const struct name_list *lines, size_t line);

#endif
