/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The official workbook of the Secure Controls Framework, of any year. Here
 * its rows become the records of scf.h; where sheets and columns are is told
 * by scf_sheets.h and scf_columns.h. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/importers.h"
#include "import/job.h"
#include "import/scf.h"
#include "import/scf_columns.h"
#include "import/scf_sheets.h"
#include "import/xlsx.h"

/* Rows between two words about how far it is. */
enum { STEP_ROWS = 32 };

static struct scf_place
place_of(const struct scf_rows *rows, enum scf_col col)
{
	return (struct scf_place){ rows->row.number, rows->at[col] + 1 };
}

static bool
take_domain(const struct scf_rows *rows)
{
	return scf_domain(rows->sheets->job,
	    &(struct scf_domain){
	        .id = scf_rows_text(rows, SCF_COL_ID),
	        .name = scf_rows_text(rows, SCF_COL_TITLE),
	        .principle = scf_rows_text(rows, SCF_COL_PRINCIPLE),
	        .intent = scf_rows_text(rows, SCF_COL_INTENT),
	        .place = place_of(rows, SCF_COL_ID),
	    });
}

static bool
take_evidence(const struct scf_rows *rows)
{
	return scf_evidence(rows->sheets->job,
	    &(struct scf_evidence){
	        .id = scf_rows_text(rows, SCF_COL_ID),
	        .title = scf_rows_text(rows, SCF_COL_TITLE),
	        .area = scf_rows_text(rows, SCF_COL_AREA),
	        .description = scf_rows_text(rows, SCF_COL_TEXT),
	        .place = place_of(rows, SCF_COL_ID),
	    });
}

static bool
take_danger(const struct scf_rows *rows)
{
	return scf_danger(rows->sheets->job,
	    rows->kind == SCF_KIND_RISKS ? PACK_RISKS : PACK_THREATS,
	    &(struct scf_danger){
	        .id = scf_rows_text(rows, SCF_COL_ID),
	        .title = scf_rows_text(rows, SCF_COL_TITLE),
	        .description = scf_rows_text(rows, SCF_COL_TEXT),
	        .place = place_of(rows, SCF_COL_ID),
	    });
}

static bool
take_objective(const struct scf_rows *rows)
{
	return scf_objective(rows->sheets->job,
	    &(struct scf_objective){
	        .control = scf_rows_text(rows, SCF_COL_CONTROL),
	        .id = scf_rows_text(rows, SCF_COL_ID),
	        .text = scf_rows_text(rows, SCF_COL_TEXT),
	        .applies_to = scf_rows_text(rows, SCF_COL_APPLIES),
	        .origin = scf_rows_text(rows, SCF_COL_ORIGIN),
	        .rigor = scf_rows_text(rows, SCF_COL_RIGOR),
	        .parameters = scf_rows_text(rows, SCF_COL_PARAMETERS),
	        .place = place_of(rows, SCF_COL_ID),
	    });
}

static bool
take_evidence_controls(const struct scf_rows *rows)
{
	struct scf_place place = place_of(rows, SCF_COL_CONTROL);
	const char *controls = scf_rows_text(rows, SCF_COL_CONTROL);

	return !controls ||
	       scf_evidence_controls(rows->sheets->job,
	           scf_rows_text(rows, SCF_COL_ID), controls, &place);
}

/* Hands over every row of a sheet, when there is one. */
static bool
take_sheet(struct scf_sheets *sheets, enum scf_kind kind,
    bool (*take)(const struct scf_rows *rows))
{
	struct scf_rows rows;
	bool ok = true;

	if (scf_rows_open(&rows, sheets, kind))
		while (ok && scf_rows_next(&rows))
			ok = take(&rows);
	return ok && !sheets->job->err->message;
}

/* Columns that say by whom a control may be compensated, each with the reason
 * to its right. */
struct pairs {
	struct {
		size_t by, why;
	} *items;
	size_t count;
};

static void
find_pairs(const struct scf_rows *rows, struct pairs *pairs)
{
	pairs->items = xcalloc(rows->row.count + 1, sizeof(*pairs->items));
	for (size_t i = 0; i < rows->row.count; i++) {
		enum scf_col col =
		    scf_headers_col(rows->kind, rows->row.cells[i]);

		if (col == SCF_COL_BY) {
			pairs->items[pairs->count].by = i;
			pairs->items[pairs->count++].why = SCF_NO_COLUMN;
		} else if (col == SCF_COL_WHY && pairs->count &&
		           pairs->items[pairs->count - 1].why ==
		               SCF_NO_COLUMN) {
			pairs->items[pairs->count - 1].why = i;
		}
	}
}

static bool
take_compensating(struct scf_sheets *sheets)
{
	struct pairs pairs = { 0 };
	struct scf_rows rows;
	bool ok = true;

	if (!scf_rows_open(&rows, sheets, SCF_KIND_COMPENSATING))
		return !sheets->job->err->message;
	find_pairs(&rows, &pairs);
	while (ok && scf_rows_next(&rows))
		for (size_t i = 0; ok && i < pairs.count; i++) {
			size_t by = pairs.items[i].by;

			if (!scf_rows_cell(&rows, by))
				continue;
			ok = scf_compensating(sheets->job,
			    &(struct scf_compensating){
			        .control = scf_rows_text(&rows, SCF_COL_ID),
			        .by = scf_rows_cell(&rows, by),
			        .why = scf_rows_cell(&rows, pairs.items[i].why),
			        .place = { rows.row.number, by + 1 },
			    });
		}
	free(pairs.items);
	return ok && !sheets->job->err->message;
}

/* A control as it is put together from its row. */
struct gathering {
	const struct scf_columns *columns;
	struct scf_control control;
	struct scf_mapping *mappings;   /* room for all columns */
	struct scf_solution *solutions; /* likewise */
	struct str profiles, risks, threats;
	struct name_list odd_domains; /* names that the list of domains lacks */
	bool has_risks, has_threats;  /* there is a column with all of them */
};

static void
add_line(struct str *lines, const char *text)
{
	if (lines->len)
		str_add_char(lines, '\n');
	str_add(lines, text);
}

static void
take_cell(struct gathering *g, const struct scf_rows *rows, size_t i)
{
	const struct scf_column *column = &g->columns->items[i];
	struct scf_control *control = &g->control;
	struct scf_place place = { rows->row.number, i + 1 };
	const char *cell = scf_rows_cell(rows, i);

	if (column->size)
		g->solutions[control->solution_count++] =
		    (struct scf_solution){ column->size->id, column->size->name,
			    cell, place };
	if (!cell)
		return;
	if (column->col == SCF_COL_MAPPING)
		g->mappings[control->mapping_count++] =
		    (struct scf_mapping){ column->name, cell, place };
	else if (column->col == SCF_COL_LEVEL &&
	         !control->levels[column->level].text)
		control->levels[column->level] =
		    (struct job_level){ cell, place.line, place.column };
	else if (column->col == SCF_COL_PROFILE)
		add_line(&g->profiles, column->name);
	else if (column->col == SCF_COL_RISK && !g->has_risks)
		add_line(&g->risks, column->id);
	else if (column->col == SCF_COL_THREAT && !g->has_threats)
		add_line(&g->threats, column->id);
}

/* The cells that every control has once. */
static struct scf_control
take_fields(const struct scf_rows *rows)
{
	return (struct scf_control){
		.id = scf_rows_text(rows, SCF_COL_ID),
		.title = scf_rows_text(rows, SCF_COL_TITLE),
		.statement = scf_rows_text(rows, SCF_COL_TEXT),
		.question = scf_rows_text(rows, SCF_COL_QUESTION),
		.weight = scf_rows_text(rows, SCF_COL_WEIGHT),
		.cadence = scf_rows_text(rows, SCF_COL_CADENCE),
		.applies_to = scf_rows_text(rows, SCF_COL_APPLIES),
		.function = scf_rows_text(rows, SCF_COL_FUNCTION),
		.strategic = scf_rows_text(rows, SCF_COL_STRATEGIC),
		.operational = scf_rows_text(rows, SCF_COL_OPERATIONAL),
		.tactical = scf_rows_text(rows, SCF_COL_TACTICAL),
		.evidence = scf_rows_text(rows, SCF_COL_EVIDENCE),
		.risks = scf_rows_text(rows, SCF_COL_RISKS),
		.threats = scf_rows_text(rows, SCF_COL_THREATS),
		.place = place_of(rows, SCF_COL_ID),
		.evidence_column = rows->at[SCF_COL_EVIDENCE] + 1,
		.risks_column = rows->at[SCF_COL_RISKS] + 1,
		.threats_column = rows->at[SCF_COL_THREATS] + 1,
		.weight_column = rows->at[SCF_COL_WEIGHT] + 1,
	};
}

/* Says once of each name that it is not the list's. */
static void
warn_domain(struct gathering *g, const struct scf_rows *rows, const char *name,
    const char *id)
{
	struct scf_place place = place_of(rows, SCF_COL_DOMAIN);

	for (size_t i = 0; i < g->odd_domains.count; i++)
		if (str_equal(g->odd_domains.items[i], name))
			return;
	name_list_add(&g->odd_domains, name, strlen(name));
	job_warn(rows->sheets->job, ODD_REFERENCE, place.line, place.column,
	    _("No domain is called \"%s\": its controls are in %s, as their "
	      "ids say."),
	    name, id);
}

/* The domain by the cell, by the control's id where the name is another in
 * the list of domains. */
static const char *
find_domain(struct gathering *g, const struct scf_rows *rows)
{
	struct import_job *job = rows->sheets->job;
	const char *cell = scf_rows_text(rows, SCF_COL_DOMAIN);
	const char *id = scf_rows_text(rows, SCF_COL_ID), *found = NULL;

	if (!cell)
		return NULL;
	char *name = str_fold_space(cell, strlen(cell));
	char *own = str_fold_space(id, strlen(id)), *code = names_domain(own);

	if (!job_find_domain(job, name))
		found = job_find_domain(job, code);
	if (found)
		warn_domain(g, rows, name, found);
	free(code);
	free(own);
	free(name);
	return found ? found : cell;
}

static bool
take_control(struct gathering *g, const struct scf_rows *rows)
{
	struct scf_control *control = &g->control;

	*control = take_fields(rows);
	control->domain = find_domain(g, rows);
	str_clear(&g->profiles);
	str_clear(&g->risks);
	str_clear(&g->threats);
	for (size_t i = 0; i < g->columns->count; i++)
		take_cell(g, rows, i);
	control->profiles = str_text(&g->profiles);
	if (!g->has_risks)
		control->risks = str_text(&g->risks);
	if (!g->has_threats)
		control->threats = str_text(&g->threats);
	control->mappings = g->mappings;
	control->solutions = g->solutions;
	return scf_control(rows->sheets->job, control);
}

static bool
take_rows(struct gathering *g, struct scf_sheets *sheets)
{
	struct scf_rows rows;
	bool ok = true;

	if (scf_rows_open(&rows, sheets, SCF_KIND_CONTROLS))
		while (ok && scf_rows_next(&rows)) {
			ok = take_control(g, &rows);
			if (rows.count % STEP_ROWS == 0)
				job_step(
				    sheets->job, rows.count, g->columns->rows);
		}
	return ok && !sheets->job->err->message;
}

static bool
take_controls(struct scf_sheets *sheets, const struct scf_columns *columns)
{
	struct gathering g = { .columns = columns };

	if (!columns->rows)
		return err_set_at(sheets->job->err, ERR_INPUT,
		    sheets->of[SCF_KIND_CONTROLS]->path, columns->header, 1,
		    _("No controls stand below these headers: is this a "
		      "template?"));
	g.mappings = xcalloc(columns->count, sizeof(*g.mappings));
	g.solutions = xcalloc(columns->count, sizeof(*g.solutions));
	for (size_t i = 0; i < columns->count; i++) {
		g.has_risks |= columns->items[i].col == SCF_COL_RISKS;
		g.has_threats |= columns->items[i].col == SCF_COL_THREATS;
	}
	bool ok = take_rows(&g, sheets);

	str_done(&g.profiles);
	str_done(&g.risks);
	str_done(&g.threats);
	name_list_done(&g.odd_domains);
	free(g.mappings);
	free(g.solutions);
	return ok;
}

/* The version stands in the name of a sheet; old years have it only in the
 * headers of what was changed when, the last of which counts. */
static void
find_version(const struct scf_sheets *sheets, const struct scf_columns *columns)
{
	static const enum scf_kind kinds[] = { SCF_KIND_CONTROLS,
		SCF_KIND_OBJECTIVES, SCF_KIND_EVIDENCE };
	char key[SCF_HEADER_MAX];

	scf_version(sheets->job, xlsx_sheet_name(sheets->book,
	                             sheets->of[SCF_KIND_CONTROLS]->index));
	for (size_t i = columns->count; i-- > 0;) {
		scf_headers_key(columns->items[i].name, key);
		if (strstr(key, "errata"))
			scf_version(sheets->job, columns->items[i].name);
	}
	for (size_t i = 1; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (sheets->of[kinds[i]])
			scf_version(
			    sheets->job, xlsx_sheet_name(sheets->book,
			                     sheets->of[kinds[i]]->index));
}

/* Where no level names the maturity model nothing else tells whose the
 * content is. */
static void
name_publisher(struct import_job *job, const struct scf_columns *columns)
{
	const struct publisher *scf = names_publisher("SP-CMM");
	char *id = xasprintf("imported-%s", scf->slug);
	bool levels = false;

	for (size_t i = 0; i < columns->count; i++)
		levels |= columns->items[i].col == SCF_COL_LEVEL;
	if (!levels) {
		job_pack(job, PACK_ID, id);
		job_pack(job, PACK_TITLE, scf->title);
		job_pack(job, PACK_LICENCE, scf->licence);
		job_pack(job, SOURCE_NAME, scf->name);
		job_pack(job, SOURCE_URL, scf->url);
		job_pack(job, SOURCE_ATTRIBUTION, scf->attribution);
	}
	free(id);
}

static bool
read_book(struct scf_sheets *sheets)
{
	struct scf_columns columns = { 0 };
	bool ok = scf_columns_read(&columns, sheets);

	if (ok) {
		find_version(sheets, &columns);
		name_publisher(sheets->job, &columns);
	}
	ok = ok && take_sheet(sheets, SCF_KIND_DOMAINS, take_domain) &&
	     take_sheet(sheets, SCF_KIND_EVIDENCE, take_evidence) &&
	     take_sheet(sheets, SCF_KIND_RISKS, take_danger) &&
	     take_sheet(sheets, SCF_KIND_THREATS, take_danger) &&
	     take_controls(sheets, &columns) &&
	     take_sheet(sheets, SCF_KIND_OBJECTIVES, take_objective) &&
	     take_sheet(sheets, SCF_KIND_EVIDENCE, take_evidence_controls) &&
	     take_compensating(sheets);
	scf_columns_done(&columns);
	return ok;
}

static bool
read_workbook(struct import_job *job, const struct import_source *source)
{
	struct scf_sheets sheets = { 0 };
	bool ok = scf_sheets_open(&sheets, job, source) && read_book(&sheets);

	scf_sheets_done(&sheets);
	return ok;
}

static int
detect(const char *bytes, size_t len)
{
	return xlsx_is(bytes, len) ? 90 : 0;
}

const struct importer importer_scf_xlsx = {
	.name = "scf-xlsx",
	.title = N_("official SCF workbook, any year"),
	.binary = true,
	.detect = detect,
	.read = read_workbook,
};
