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

#include "import/importers.h"
#include "import/names.h"
#include "model/catalog.h"

struct builder;
struct err;
struct err_list;

/* A list over all sources, in the order of the sources: what a later one adds
 * goes behind its neighbour there. */
struct job_list {
	struct job_item {
		char *name, *id, *group, *url;
		char *path; /* where it was first met */
		size_t line;
		size_t control, row; /* the last control that has it, and its
					row there */
	} *items;
	size_t count;
	size_t capacity;
	size_t next; /* behind the item met last, CATALOG_NONE: none yet */
};

/* A domain; without a name from a source, what level texts call it. */
struct job_domain {
	char *code;
	char *name, *principle, *parent; /* as a source says, or NULL */
	char *path;
	size_t line;
	size_t row; /* of the builder, once made */
	struct job_spelling {
		char *name;
		size_t count;
	} *spellings;
	size_t count;
	size_t capacity;
};

/* A text to lay over a sealed row. */
struct job_translation {
	char *language, *text;
	enum catalog_field field;
	size_t row, item;
};

enum { JOB_LEVELS = 11 }; /* 0 .. 10 */

struct import_job {
	struct builder *builder;
	struct err_list *problems;
	size_t *odd; /* warnings by kind */
	struct err *err;
	const struct import_watch *watch; /* NULL: nobody */
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
	char *labels[JOB_LEVELS], *summaries[JOB_LEVELS];
	size_t level_rows[JOB_LEVELS]; /* of the builder, once made */
	int top;           /* highest level met; -1: none */
	char *id;          /* for the pack, as a source says; or NULL */
	size_t source_row; /* SOURCE, CATALOG_NONE: none yet */
	bool own_scale; /* the source describes its scale */
	struct job_translation *translations;
	size_t translation_count, translation_capacity;
};

struct import_job *job_new(
    struct err_list *problems, size_t odd[ODD_COUNT], struct err *err);
void job_free(struct import_job *job);

/* Before and after each source. path is borrowed until job_close. */
void job_open(struct import_job *job, const char *format, const char *path);
void job_close(struct import_job *job);
/* Another control begins: its lists of frameworks and sizes start anew. */
void job_reset_lists(struct import_job *job);

/* Says how far it is, now and then; total 0: not known. */
void job_step(const struct import_job *job, size_t done, size_t total);

/* Reports an oddity of the source at hand. line and column may be 0. */
void job_warn(struct import_job *job, enum oddity kind, size_t line,
    size_t column, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* The same about another source. */
void job_warn_at(struct import_job *job, enum oddity kind, const char *path,
    size_t line, size_t column, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
/* Sets the job's err: more than max entries of a kind. Returns false. */
bool job_too_many(struct import_job *job, size_t max, size_t line);

/* Sets a text of the builder; NULL: nothing happens. */
void job_text(struct import_job *job, enum catalog_field field, size_t row,
    const char *text);
/* A text of the pack, white space folded: PACK_ID (made valid), PACK_VERSION,
 * PACK_TITLE, PACK_LICENCE, PACK_LANGUAGE, SOURCE_*. What is set first stays;
 * what no importer sets is made by job_finish. */
void job_pack(
    struct import_job *job, enum catalog_field field, const char *text);

/* A domain that the source describes. Its id in the pack, borrowed; NULL with
 * the job's err. parent is an id as given here, or NULL. Described again: the
 * first stays, and the second is reported when it differs in name. */
const char *job_domain(struct import_job *job, const char *id,
    const char *name, const char *principle, const char *parent, size_t line);
/* The id of the domain with this id or this name, ignoring case; NULL: no
 * such domain is described. Borrowed. */
const char *job_find_domain(
    const struct import_job *job, const char *id_or_name);

/* A new control with id and title; domain is an id of job_domain, NULL: the
 * letters that the control's id begins with. CATALOG_NONE when an earlier one
 * has the id, which is reported, or with the job's err. An id that cannot be
 * one here is changed, and kept as the control's `ref`. */
size_t job_control(struct import_job *job, const char *id, const char *title,
    const char *domain, size_t line);

/* A control whose source states nothing: its title stands for it. */
void job_need_statement(
    struct import_job *job, size_t control, size_t line, size_t column);
/* What a level is called in the source. */
void job_label(struct import_job *job, int level, const char *label);
/* A source that describes its scale: each level as it is named there. Levels
 * left out between are called by their numbers. summary may be NULL. */
void job_scale(struct import_job *job, int level, const char *name,
    const char *summary);
/* The text of each level as published; text NULL: none. */
struct job_level {
	const char *text;
	size_t line, column; /* column 0: not known */
};
bool job_levels(struct import_job *job, size_t control,
    const struct job_level levels[JOB_LEVELS]);

/* A framework of the pack; id NULL: made from the name. group and url may be
 * NULL. The item, borrowed until the next is added; NULL with the job's err.*/
struct job_item *job_framework(struct import_job *job, const char *id,
    const char *name, const char *group, const char *url, size_t line);
/* A control's values in a framework. raw is the cell when its split is in
 * doubt, else NULL. group may be NULL. */
bool job_mapping(struct import_job *job, size_t control,
    const char *framework, const char *group, const struct name_list *values,
    const char *raw, size_t line);
/* A firm size; id NULL: made from the name. */
struct job_item *job_size(struct import_job *job, const char *id,
    const char *name, size_t line);
/* What firms of a size use; no lines: the size is only made known. */
bool job_solution(struct import_job *job, size_t control, const char *size,
    const struct name_list *lines, size_t line);

/* An objective; id NULL or taken: one is made. Its row, CATALOG_NONE with the
 * job's err. */
size_t job_objective(struct import_job *job, size_t control, const char *id,
    const char *text, size_t line);
/* A request for evidence of the pack; all but id may be NULL. control
 * CATALOG_NONE: no control asks for it yet. */
struct job_evidence {
	const char *id, *title, *area, *description;
	size_t line;
};
bool job_evidence(struct import_job *job, size_t control,
    const struct job_evidence *evidence);

/* The number of a domain for job_translate; CATALOG_NONE: there is none. */
size_t job_domain_number(const struct import_job *job, const char *id);
/* A text in another language: of a TEXT field (item 0) or of an item of a
 * TEXTS list, of a row of the builder. Domains and levels get their rows at
 * the end: row is job_domain_number for fields of DOMAIN, the level itself for
 * fields of LEVEL. Blank text is dropped, and so is one of a field that has
 * none in the pack's own language. */
void job_translate(struct import_job *job, const char *language,
    enum catalog_field field, size_t row, size_t item, const char *text);

/* Domains, frameworks, sizes, scale and the pack's own fields, then the
 * catalog; NULL and the job's err when the content has errors. */
struct catalog *job_finish(struct import_job *job, const char *pack_id);

#endif
