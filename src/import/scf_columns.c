/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The sheet is read twice: here, for what its columns hold, and then for the
 * controls. That is quicker than to keep it all. */

#include <config.h>

#include "import/scf_columns.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/job.h"
#include "import/leveltext.h"
#include "import/scf.h"

enum {
	SOURCES_MAX = 5000,
	NAME_MAX = 250,    /* bytes of a header that is a name */
	LOOK_MAX = 240,    /* bytes of a cell that tell what it is */
	PROSE_WORDS = 8,   /* from so many on it may be a sentence */
	PROSE_LETTERS = 10 /* to a digit */
};

static char *
fold(const char *text)
{
	return text ? str_fold_space(text, strlen(text)) : NULL;
}

static bool
is_mark(const char *text)
{
	static const char *const marks[] = { "x", "yes", "true", "\xe2\x9c\x93",
		"\xe2\x9c\x94", "\xe2\x80\xa2" };
	const char *from = text + strspn(text, " \n");
	size_t len = strcspn(from, " \n");

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (strlen(marks[i]) == len &&
		    strncasecmp(from, marks[i], len) == 0)
			return !from[len + strspn(from + len, " \n")];
	return false;
}

/* Adds what a cell looks like. Ids of requirements have digits and few words;
 * sentences, and lists in words, are something else. */
static void
measure(struct scf_column *column, const char *cell)
{
	size_t words = 0, letters = 0, digits = 0;

	column->filled++;
	if (is_mark(cell)) {
		column->marks++;
		return;
	}
	for (const char *p = cell; *p && p < cell + LOOK_MAX; p++) {
		letters += (*p | 0x20) >= 'a' && (*p | 0x20) <= 'z';
		digits += *p >= '0' && *p <= '9';
		words += *p == ' ' && p[1] != ' ';
	}
	column->words += !digits;
	column->prose +=
	    (words >= PROSE_WORDS && digits * PROSE_LETTERS <= letters) ||
	    (!digits && leveltext_is_item(cell));
}

static bool
add_source(struct scf_columns *columns, const struct scf_rows *rows)
{
	const char *header = scf_rows_text(rows, SCF_COL_ID);
	const char *group = scf_rows_text(rows, SCF_COL_GROUP);
	const char *url = scf_rows_text(rows, SCF_COL_URL);
	char tight[SCF_HEADER_MAX];

	if (columns->source_count == SOURCES_MAX)
		return job_too_many(
		    rows->sheets->job, SOURCES_MAX, rows->row.number);
	scf_headers_tight(header, tight);
	columns->sources = mem_grow(columns->sources, &columns->source_capacity,
	    columns->source_count + 1, sizeof(*columns->sources));
	columns->sources[columns->source_count++] = (struct scf_source){
		.name = fold(header),
		.tight = xstrdup(tight),
		.title = fold(scf_rows_text(rows, SCF_COL_TITLE)),
		.id = fold(scf_rows_text(rows, SCF_COL_FRAMEWORK)),
		.group = fold(group),
		.url =
		    url && strncasecmp(url, "http", 4) == 0 ? fold(url) : NULL,
	};
	return true;
}

static bool
read_sources(struct scf_columns *columns, struct scf_sheets *sheets)
{
	struct scf_rows rows;
	bool ok = true;

	if (!scf_rows_open(&rows, sheets, SCF_KIND_SOURCES))
		return !sheets->job->err->message;
	while (ok && scf_rows_next(&rows))
		ok = add_source(columns, &rows);
	for (size_t i = 0; i < columns->source_count; i++)
		for (char *p = columns->sources[i].id; p && *p; p++)
			*p = *p >= 'A' && *p <= 'Z' ? (char)(*p | 0x20) : *p;
	return ok && !sheets->job->err->message;
}

static const struct scf_source *
find_source(const struct scf_columns *columns, const char *name)
{
	char tight[SCF_HEADER_MAX];

	for (size_t i = 0; i < columns->source_count; i++)
		if (strcasecmp(columns->sources[i].name, name) == 0)
			return &columns->sources[i];
	scf_headers_tight(name, tight);
	for (size_t i = 0; *tight && i < columns->source_count; i++)
		if (str_equal(columns->sources[i].tight, tight))
			return &columns->sources[i];
	return NULL;
}

static void
read_headers(struct scf_columns *columns, const struct scf_rows *rows)
{
	columns->header = rows->row.number;
	columns->count = rows->row.count;
	columns->items = xcalloc(columns->count + 1, sizeof(*columns->items));
	for (size_t i = 0; i < columns->count; i++) {
		const char *header = scf_rows_cell(rows, i);
		struct scf_column *column = &columns->items[i];

		column->name = str_fold_space(header ? header : "",
		    header ? strnlen(header, NAME_MAX) : 0);
		column->col = scf_headers_col(SCF_KIND_CONTROLS, column->name);
	}
}

/* Cells to the right of the last header. */
static void
widen(struct scf_columns *columns, size_t count)
{
	if (count <= columns->count)
		return;
	columns->items =
	    xrealloc(columns->items, count * sizeof(*columns->items));
	for (size_t i = columns->count; i < count; i++)
		columns->items[i] = (struct scf_column){ .name = xstrdup("") };
	columns->count = count;
}

static bool
measure_all(struct scf_columns *columns, struct scf_sheets *sheets)
{
	struct scf_rows rows;

	if (!scf_rows_open(&rows, sheets, SCF_KIND_CONTROLS))
		return false;
	read_headers(columns, &rows);
	rows.quiet = true;
	while (scf_rows_next(&rows)) {
		columns->rows++;
		widen(columns, rows.row.count);
		for (size_t i = 0; i < rows.row.count; i++) {
			const char *cell = scf_rows_cell(&rows, i);

			if (cell)
				measure(&columns->items[i], cell);
		}
	}
	return !sheets->job->err->message;
}

/* Is a column of this sort all there may be of it? */
static bool
is_single(enum scf_col col)
{
	return col != SCF_COL_NONE && col < SCF_COL_RISK;
}

/* What a column is that is no framework of the list of sources. */
static enum scf_col
judge(const struct scf_columns *columns, const struct scf_column *column)
{
	bool marked = column->marks == column->filled;

	switch (column->col) {
	case SCF_COL_REQUIREMENT:
		return marked ? SCF_COL_PROFILE : SCF_COL_UNUSED;
	case SCF_COL_PROFILE:
		if (marked)
			return SCF_COL_PROFILE;
		break;
	case SCF_COL_NONE:
		break;
	default:
		return column->col;
	}
	if (!*column->name || column->marks * 2 > column->filled ||
	    column->prose * 2 > column->filled)
		return SCF_COL_NONE;
	/* Where sources are listed, what is not among them must look the more
	 * like one. */
	if (columns->source_count && column->words * 2 > column->filled)
		return SCF_COL_NONE;
	return SCF_COL_MAPPING;
}

/* Could a list of sources claim this column? */
static bool
is_open(enum scf_col col)
{
	return col == SCF_COL_NONE || col >= SCF_COL_LEVEL;
}

static void
warn_column(struct import_job *job, const struct scf_columns *columns, size_t i)
{
	const struct scf_column *column = &columns->items[i];

	if (*column->name)
		job_warn(job, ODD_COLUMN, columns->header, i + 1,
		    column->col == SCF_COL_UNUSED
		        ? _("A pack has no place for the column \"%s\": it is "
		            "left out.")
		        : _("The column \"%s\" is not understood and left "
		            "out."),
		    column->name);
	else
		job_warn(job, ODD_COLUMN, columns->header, i + 1,
		    ngettext("This column has no header, and %zu cell of it "
		             "a text: it is left out.",
		        "This column has no header, and %zu cells of it "
		        "a text: it is left out.",
		        column->filled),
		    column->filled);
}

/* A name that no column before this one has. */
static void
make_unique(struct import_job *job, struct scf_columns *columns, size_t at)
{
	struct scf_column *column = &columns->items[at];
	size_t len = strlen(column->name), number = 1;

	for (size_t i = 0; i < at; i++) {
		const char *name = columns->items[i].name;

		number += columns->items[i].col == SCF_COL_MAPPING &&
		          strncasecmp(name, column->name, len) == 0 &&
		          (!name[len] || str_starts(name + len, " (#"));
	}
	if (number == 1)
		return;
	char *own = xasprintf("%s (#%zu)", column->name, number);

	job_warn(job, ODD_DUPLICATE, columns->header, at + 1,
	    _("There is a column \"%s\" already: this one is called \"%s\"."),
	    column->name, own);
	free(column->name);
	column->name = own;
}

/* Makes the framework of a column known; *group: of the one before, for those
 * that the list of sources lacks. */
static bool
add_framework(struct import_job *job, struct scf_columns *columns, size_t i,
    const struct scf_source *source, const char **group)
{
	struct scf_column *column = &columns->items[i];

	column->col = SCF_COL_MAPPING;
	if (source && source->title) {
		free(column->name);
		column->name = xstrdup(source->title);
	}
	make_unique(job, columns, i);
	if (source)
		*group = source->group;
	return scf_framework(job, &(struct scf_framework){
	                              .id = source ? source->id : NULL,
	                              .name = column->name,
	                              .group = *group,
	                              .url = source ? source->url : NULL,
	                              .place = { columns->header, i + 1 },
	                          });
}

/* What the pack needs of a header beside its name. */
static void
learn_header(struct import_job *job, struct scf_column *column)
{
	const char *name = column->name, *blank = strchr(name, ' ');

	column->level = names_level(name);
	if (column->col == SCF_COL_LEVEL)
		job_label(job, column->level, name);
	if (column->col == SCF_COL_SOLUTION || column->col == SCF_COL_METHODS)
		column->size = scf_headers_size(column->col, name);
	if (column->col == SCF_COL_RISK || column->col == SCF_COL_THREAT)
		column->id = blank ? blank + 1 : name;
	if (column->col == SCF_COL_PROFILE &&
	    strncasecmp(name, "SCF ", strlen("SCF ")) == 0)
		memmove(column->name, name + strlen("SCF "),
		    strlen(name + strlen("SCF ")) + 1);
}

static bool
decide(struct import_job *job, struct scf_columns *columns)
{
	bool had[SCF_COL_COUNT] = { false }, ok = true;
	const char *group = NULL;

	for (size_t i = 0; ok && i < columns->count; i++) {
		struct scf_column *column = &columns->items[i];
		const struct scf_source *source =
		    is_open(column->col) ? find_source(columns, column->name)
		                         : NULL;

		if (is_single(column->col) && had[column->col])
			column->col = SCF_COL_NONE;
		if (!column->filled)
			column->col = SCF_COL_IGNORED;
		else if (!source)
			column->col = judge(columns, column);
		had[column->col] = true;
		if (column->filled &&
		    (source || column->col == SCF_COL_MAPPING))
			ok = add_framework(job, columns, i, source, &group);
		else if (column->col == SCF_COL_NONE ||
		         column->col == SCF_COL_UNUSED)
			warn_column(job, columns, i);
		else
			learn_header(job, column);
	}
	return ok;
}

bool
scf_columns_read(struct scf_columns *columns, struct scf_sheets *sheets)
{
	*columns = (struct scf_columns){ 0 };
	return read_sources(columns, sheets) && measure_all(columns, sheets) &&
	       decide(sheets->job, columns);
}

void
scf_columns_done(struct scf_columns *columns)
{
	for (size_t i = 0; i < columns->count; i++)
		free(columns->items[i].name);
	free(columns->items);
	for (size_t i = 0; i < columns->source_count; i++) {
		free(columns->sources[i].name);
		free(columns->sources[i].tight);
		free(columns->sources[i].title);
		free(columns->sources[i].id);
		free(columns->sources[i].group);
		free(columns->sources[i].url);
	}
	free(columns->sources);
	*columns = (struct scf_columns){ 0 };
}
