/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* One control of the Secure Controls Framework, cell by cell. */

#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/leveltext.h"
#include "import/scf.h"
#include "import/scf_parts.h"
#include "model/builder.h"

/* Far more than any year has; each is held against every request. */
enum { CONTROLS_MAX = 10000, WEIGHT_MAX = 10 };

/* A control being read: the cells, its row, its id as the pack has it. */
struct reading {
	struct import_job *job;
	const struct scf_control *cells;
	size_t row;
	const char *id;
};

/* The domain by its id or name, else by the control's id; *out NULL: the id
 * alone tells. False with the job's err. */
static bool
find_domain(struct import_job *job, const struct scf_control *cells,
    const char *id, const char **out)
{
	char *domain = scf_line(cells->domain);
	char *part = names_domain(id), *code = names_valid_id(part);
	bool ok = true;

	*out = domain ? job_find_domain(job, domain) : NULL;
	if (*out || !domain || strcasecmp(domain, code) == 0) {
		/* found, or the id says the same */
	} else if (job_find_domain(job, code)) {
		job_warn(job, ODD_REFERENCE, cells->place.line,
		    cells->place.column,
		    _("%s: there is no domain \"%s\"; the control goes where "
		      "its id says."),
		    id, domain);
	} else {
		/* a year without a list of domains */
		*out = job_domain(
		    job, code, domain, NULL, NULL, cells->place.line);
		ok = *out != NULL;
	}
	free(code);
	free(part);
	free(domain);
	return ok;
}

static void
set_lower(const struct reading *r, enum catalog_field field, const char *cell)
{
	char *line = scf_absent(cell) ? NULL : scf_line(cell);

	for (char *p = line; p && *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	job_text(r->job, field, r->row, line);
	free(line);
}

static void
set_weight(const struct reading *r)
{
	char *line =
	    scf_absent(r->cells->weight) ? NULL : scf_line(r->cells->weight);
	char *end = NULL;
	double weight = line ? strtod(line, &end) : -1;
	int whole = weight >= 0 && weight <= WEIGHT_MAX ? (int)weight : -1;

	if (line && whole >= 0 && !*end && (double)whole >= weight)
		builder_number(r->job->builder, CONTROL_WEIGHT, r->row, whole);
	else if (line)
		job_warn(r->job, ODD_VALUE, r->cells->place.line,
		    r->cells->weight_column ? r->cells->weight_column
		                            : r->cells->place.column,
		    _("%s: \"%s\" is no weight from 0 to 10: it is left "
		      "out."),
		    r->id, line);
	free(line);
}

static void
set_texts(const struct reading *r)
{
	struct import_job *job = r->job;
	char *statement = scf_lines(r->cells->statement);
	char *question = scf_lines(r->cells->question);

	job_text(job, CONTROL_STATEMENT, r->row, statement);
	job_need_statement(
	    job, r->row, r->cells->place.line, r->cells->place.column);
	job_text(job, CONTROL_QUESTION, r->row, question);
	free(question);
	free(statement);
}

static void
add_items(
    const struct reading *r, enum catalog_field field, struct name_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		builder_item(r->job->builder, field, r->row, list->items[i]);
	name_list_done(list);
}

static int
compare_names(const void *a, const void *b)
{
	char *const *x = a, *const *y = b;

	return str_natural_compare(*x, *y);
}

static bool
set_profiles(const struct reading *r)
{
	struct name_list lines = { 0 }, profiles = { 0 };
	bool ok = true;

	scf_each_line(r->cells->profiles, &lines);
	if (lines.count > SCF_IDS_MAX)
		ok = job_too_many(r->job, SCF_IDS_MAX, r->cells->place.line);
	for (size_t i = 0; ok && i < lines.count; i++)
		if (!scf_has(&profiles, lines.items[i]))
			name_list_add(
			    &profiles, lines.items[i], strlen(lines.items[i]));
	/* in no order of their own: workbook and JSON have each another */
	if (profiles.count)
		qsort(profiles.items, profiles.count, sizeof(*profiles.items),
		    compare_names);
	add_items(r, CONTROL_PROFILES, &profiles);
	name_list_done(&lines);
	return ok;
}

static void
set_attributes(const struct reading *r)
{
	const struct scf_control *cells = r->cells;
	struct name_list words = { 0 };

	set_weight(r);
	set_lower(r, CONTROL_CADENCE, cells->cadence);
	set_lower(r, CONTROL_FUNCTION, cells->function);
	scf_applies_to(r->job, r->id, cells->applies_to, &cells->place, &words);
	add_items(r, CONTROL_APPLIES_TO, &words);
	if (cells->strategic)
		name_list_add(&words, "strategic", strlen("strategic"));
	if (cells->operational)
		name_list_add(&words, "operational", strlen("operational"));
	if (cells->tactical)
		name_list_add(&words, "tactical", strlen("tactical"));
	add_items(r, CONTROL_SCRM, &words);
}

/* What a text says of its control's end: from the word for it on, NULL when
 * it says nothing. The word opens the text, or stands behind a bracket. */
static const char *
find_end(const char *text, const char **status)
{
	static const struct {
		const char *word, *status;
	} words[] = { { "deprecated", "deprecated" },
		{ "withdrawn", "withdrawn" }, { "retired", "withdrawn" } };

	for (const char *p = text; p && *p; p++) {
		if (p > text && p[-1] != '[' && p[-1] != '(')
			continue;
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
			size_t len = strlen(words[i].word);

			if (strncasecmp(p, words[i].word, len) == 0 &&
			    !strchr(
			        "abcdefghijklmnopqrstuvwxyz", p[len] | 32)) {
				*status = words[i].status;
				return p;
			}
		}
	}
	return NULL;
}

/* The controls named in what ends at a bracket or the line's end. */
static void
find_successors(const char *text, const char *id, struct name_list *ids)
{
	static const char between[] = " ,;:/";
	size_t len = strcspn(text, "])\n");

	for (size_t i = 0; i < len;) {
		size_t word_len = strcspn(text + i, between);

		if (word_len > len - i)
			word_len = len - i;
		char *word = xstrndup(text + i, word_len);
		size_t id_len = names_id(word);

		word[id_len] = '\0';
		if (names_alike(word, id) && !scf_has(ids, word))
			name_list_add(ids, word, id_len);
		free(word);
		i += word_len;
		i += strspn(text + i, between);
	}
}

static void
set_status(const struct reading *r)
{
	struct builder *b = r->job->builder;
	const char *const texts[] = {
		builder_get(b, CONTROL_TITLE, r->row),
		builder_get(b, CONTROL_STATEMENT, r->row),
		builder_get(b, CONTROL_QUESTION, r->row),
	};
	const char *status = NULL, *end = NULL;
	struct name_list into = { 0 };

	for (size_t i = 0; !end && i < sizeof(texts) / sizeof(*texts); i++)
		end = find_end(texts[i], &status);
	if (!end)
		return;
	find_successors(end, r->id, &into);
	builder_text(b, CONTROL_STATUS, r->row, status);
	job_warn(r->job, ODD_WITHDRAWN, r->cells->place.line,
	    r->cells->place.column,
	    _("%s is no longer in force: it is kept, out of scope by "
	      "default."),
	    r->id);
	add_items(r, CONTROL_INTO, &into);
}

static bool
set_solutions(const struct reading *r)
{
	struct import_job *job = r->job;
	size_t line = r->cells->place.line;
	bool ok = true;

	for (size_t i = 0; ok && i < r->cells->solution_count; i++) {
		const struct scf_solution *cell = &r->cells->solutions[i];
		char *name =
		    scf_line(cell->size_name ? cell->size_name : cell->size);
		struct name_list all = { 0 }, lines = { 0 };

		if (!name)
			continue;
		ok = job_size(job, cell->size, name, line) != NULL;
		scf_each_line(cell->cell, &all);
		for (size_t k = 0; k < all.count; k++) {
			const char *text =
			    all.items[k] + leveltext_sign(all.items[k]);

			if (*text)
				name_list_add(&lines, text, strlen(text));
		}
		ok = ok && job_solution(job, r->row, name, &lines,
		               cell->place.line ? cell->place.line : line);
		name_list_done(&lines);
		name_list_done(&all);
		free(name);
	}
	return ok;
}

static bool
all_digits(const char *text, size_t len)
{
	return strspn(text, "0123456789") >= len;
}

/* What a program that took an id for a date makes of it: "2025-04-07",
 * "2025-04-07T00:00", "Mon Apr 07 2025 00:00:00 GMT+0200 (...)". */
static bool
is_date(const char *text)
{
	if (strlen(text) >= strlen("2025-04-07") && all_digits(text, 4) &&
	    text[4] == '-' && all_digits(text + 5, 2) && text[7] == '-' &&
	    all_digits(text + 8, 2))
		return !text[10] ||
		       ((text[10] == 'T' || text[10] == ' ') &&
		           all_digits(text + 11, 2) && text[13] == ':');
	return strlen(text) > strlen("Mon Apr 07 2025 ") && text[3] == ' ' &&
	       text[7] == ' ' && all_digits(text + 8, 2) && text[10] == ' ' &&
	       all_digits(text + 11, 4) && strstr(text, " GMT");
}

static bool
set_mappings(const struct reading *r)
{
	struct import_job *job = r->job;
	bool ok = true;

	for (size_t i = 0; ok && i < r->cells->mapping_count; i++) {
		const struct scf_mapping *cell = &r->cells->mappings[i];
		const struct scf_place *place =
		    cell->place.line ? &cell->place : &r->cells->place;
		char *name = scf_line(cell->framework);
		struct name_list values = { 0 };

		scf_each_line(cell->cell, &values);
		for (size_t k = 0; name && k < values.count; k++)
			if (is_date(values.items[k]))
				job_warn(job, ODD_DATE, place->line,
				    place->column,
				    _("%s: \"%s\" in %s is a date, where an "
				      "id should be: it is kept as it is."),
				    r->id, values.items[k], name);
		if (name && values.count)
			ok = job_mapping(job, r->row, name, NULL, &values, NULL,
			    place->line);
		name_list_done(&values);
		free(name);
	}
	return ok;
}

/* A list of ids that lead into a catalog of the pack. */
struct refs {
	const char *cell;
	size_t column;
	enum catalog_table table;
	enum catalog_field list, item, id, title; /* of pack and control */
};

/* Is what is known of this catalog nothing but ids that controls named? */
static bool
only_named(const struct builder *b, const struct refs *refs)
{
	const char *id, *title;

	if (!builder_rows(b, refs->table))
		return true;
	id = builder_get(b, refs->id, 0);
	title = builder_get(b, refs->title, 0);
	return !title || str_equal(title, id);
}

static void
warn_no_catalog(const struct reading *r, enum catalog_table table,
    const struct scf_place *place)
{
	const char *text =
	    table == TABLE_RISK
	        ? _("The source describes none of the risks that its controls "
	            "name: they are known by their ids only.")
	    : table == TABLE_THREAT
	        ? _("The source describes none of the threats that its "
	            "controls name: they are known by their ids only.")
	        : _("The source describes none of the evidence that its "
	            "controls name: it is known by its ids only.");

	job_warn(r->job, ODD_REFERENCE, place->line, place->column, "%s", text);
}

/* Makes an id known that its catalog lacks, when that is sure enough; what is
 * odd about it is reported. False: it leads to nothing. */
static bool
make_known(const struct reading *r, const struct refs *refs, const char *id,
    const struct scf_place *place)
{
	struct builder *b = r->job->builder;
	bool bare = only_named(b, refs);
	bool first = !builder_rows(b, refs->table);
	bool evidence = refs->table == TABLE_EVIDENCE;

	if (!scf_is_id(id) || !catalog_id_valid(id))
		return false;
	/* a control's id where evidence should be */
	if (bare ? evidence && names_alike(id, r->id)
	         : !evidence || !names_alike(id, builder_get(b, refs->id, 0)))
		return false;
	if (bare && first)
		warn_no_catalog(r, refs->table, place);
	else if (!bare)
		job_warn(r->job, ODD_REFERENCE, place->line, place->column,
		    _("%s asks for %s, which the evidence list lacks: it is "
		      "known by its id only."),
		    r->id, id);
	builder_place(b, r->job->path, place->line, place->column);
	size_t row = builder_child(b, refs->list, 0);

	builder_text(b, refs->id, row, id);
	if (evidence)
		builder_text(b, refs->title, row, id);
	return true;
}

/* The row of a control whose id stands where evidence should be, in a cell
 * of which nothing else leads anywhere; CATALOG_NONE: it is no such thing. */
static size_t
find_lender(const struct reading *r, const struct refs *refs,
    const struct name_list *ids)
{
	struct builder *b = r->job->builder;
	size_t lender = CATALOG_NONE;

	if (refs->table != TABLE_EVIDENCE ||
	    builder_count(b, CONTROL_EVIDENCE, r->row))
		return CATALOG_NONE;
	for (size_t i = 0; i < ids->count; i++) {
		if (builder_find(b, refs->table, ids->items[i]) != CATALOG_NONE)
			return CATALOG_NONE;
		size_t row = builder_find(b, TABLE_CONTROL, ids->items[i]);

		if (row != CATALOG_NONE && row != r->row &&
		    builder_count(b, CONTROL_EVIDENCE, row))
			lender = row;
	}
	return lender;
}

/* Takes over what another control asks for. */
static bool
borrow_evidence(const struct reading *r, size_t lender, size_t line)
{
	struct builder *b = r->job->builder;
	bool ok = true;

	for (size_t i = 0; ok && i < builder_count(b, CONTROL_EVIDENCE, lender);
	     i++)
		ok = job_evidence(r->job, r->row,
		    &(struct job_evidence){
		        .id = builder_get_item(b, CONTROL_EVIDENCE, lender, i),
		        .line = line });
	return ok;
}

/* An id that leads nowhere. */
static bool
take_dead(const struct reading *r, const struct refs *refs,
    const struct name_list *ids, const char *id, const struct scf_place *place)
{
	struct builder *b = r->job->builder;
	size_t lender = find_lender(r, refs, ids);

	if (lender != CATALOG_NONE &&
	    lender == builder_find(b, TABLE_CONTROL, id)) {
		job_warn(r->job, ODD_REFERENCE, place->line, place->column,
		    _("%s names the control %s where evidence should be, and "
		      "nothing else: what that control asks for is taken."),
		    r->id, id);
		return borrow_evidence(r, lender, place->line);
	}
	job_warn(r->job, ODD_REFERENCE, place->line, place->column,
	    _("%s: \"%s\" leads to nothing that the source has: it is left "
	      "out."),
	    r->id, id);
	return true;
}

static bool
set_refs(const struct reading *r, const struct refs *refs)
{
	struct builder *b = r->job->builder;
	struct scf_place place = { r->cells->place.line,
		refs->column ? refs->column : r->cells->place.column };
	struct name_list ids = { 0 };
	bool ok = true;

	if (!scf_absent(refs->cell))
		scf_ids(refs->cell, &ids);
	if (ids.count > SCF_IDS_MAX)
		ok = job_too_many(r->job, SCF_IDS_MAX, place.line);
	for (size_t i = 0; ok && i < ids.count; i++) {
		const char *id = ids.items[i];
		size_t found = builder_find(b, refs->table, id);

		if (found == CATALOG_NONE && !make_known(r, refs, id, &place)) {
			ok = take_dead(r, refs, &ids, id, &place);
			continue;
		}
		if (found != CATALOG_NONE)
			id = builder_get(b, refs->id, found);
		builder_place(b, r->job->path, place.line, place.column);
		if (refs->table == TABLE_EVIDENCE)
			ok = job_evidence(r->job, r->row,
			    &(struct job_evidence){
			        .id = id, .line = place.line });
		else
			builder_item(b, refs->item, r->row, id);
	}
	name_list_done(&ids);
	return ok;
}

static bool
set_all_refs(const struct reading *r)
{
	const struct scf_control *cells = r->cells;
	const struct refs refs[] = {
		{ cells->evidence, cells->evidence_column, TABLE_EVIDENCE,
		    PACK_EVIDENCE, CONTROL_EVIDENCE, EVIDENCE_ID,
		    EVIDENCE_TITLE },
		{ cells->risks, cells->risks_column, TABLE_RISK, PACK_RISKS,
		    CONTROL_RISKS, RISK_ID, RISK_TITLE },
		{ cells->threats, cells->threats_column, TABLE_THREAT,
		    PACK_THREATS, CONTROL_THREATS, THREAT_ID, THREAT_TITLE },
	};
	bool ok = true;

	for (size_t i = 0; ok && i < sizeof(refs) / sizeof(*refs); i++)
		ok = set_refs(r, &refs[i]);
	return ok;
}

static bool
fill(const struct reading *r)
{
	job_reset_lists(r->job);
	set_texts(r);
	set_attributes(r);
	set_status(r);
	return set_profiles(r) &&
	       job_levels(r->job, r->row, r->cells->levels) &&
	       set_all_refs(r) && set_solutions(r) && set_mappings(r);
}

bool
scf_control(struct import_job *job, const struct scf_control *control)
{
	struct reading r = { .job = job, .cells = control };
	char *id = scf_line(control->id), *title = scf_line(control->title);
	const char *domain = NULL;
	bool ok = true;

	if (!id && title)
		job_warn(job, ODD_VALUE, control->place.line,
		    control->place.column,
		    _("\"%s\" has no id: it is left out."), title);
	if (id && builder_rows(job->builder, TABLE_CONTROL) >= CONTROLS_MAX)
		ok = job_too_many(job, CONTROLS_MAX, control->place.line);
	if (id && ok && find_domain(job, control, id, &domain)) {
		r.row =
		    job_control(job, id, title, domain, control->place.line);
		ok = !job->err->message;
		if (r.row != CATALOG_NONE) {
			/* the pool may move while the control is read */
			char *own = xstrdup(
			    builder_get(job->builder, CONTROL_ID, r.row));

			r.id = own;
			ok = fill(&r);
			free(own);
		}
	}
	free(title);
	free(id);
	return ok && !job->err->message;
}
