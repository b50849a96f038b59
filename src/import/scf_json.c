/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The Secure Controls Framework as JSON: a directory of files, each with one
 * record or a list of them. What a file holds is told by its keys. */

#include <config.h>

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/importers.h"
#include "import/job.h"
#include "import/scf.h"
#include "import/scf_json.h"
#include "model/builder.h"

/* All files of one import. */
struct reader {
	struct import_job *job;
	json_t *names;   /* framework ids: place and name of each */
	json_t *unknown; /* keys reported */
	struct entry *entries;
	size_t count, done, total;
};

struct entry {
	const struct import_source *source;
	struct scf_json_kind kind;
	size_t number; /* as given */
};

/* One file being read. */
struct doc {
	struct reader *reader;
	struct import_job *job;
	bool again;            /* earlier files may have the same records */
	size_t mark;           /* rows of its table before it */
	struct name_list made; /* texts that are no strings of the file */
};

static const char *
keep_take(struct doc *doc, char *text)
{
	doc->made.items = mem_grow(doc->made.items, &doc->made.capacity,
	    doc->made.count + 1, sizeof(*doc->made.items));
	doc->made.items[doc->made.count] = text;
	return doc->made.items[doc->made.count++];
}

/* A value as a cell: lists a line each; NULL for what is no text. */
static const char *
cell_of(struct doc *doc, const json_t *value)
{
	struct str lines = { 0 };
	size_t i;
	json_t *item;

	if (json_is_string(value))
		return json_string_value(value);
	if (json_is_integer(value))
		return keep_take(doc,
		    xasprintf("%lld", (long long)json_integer_value(value)));
	if (json_is_real(value))
		return keep_take(
		    doc, xasprintf("%.15g", json_real_value(value)));
	if (!json_is_array(value) || !json_array_size(value))
		return NULL;
	json_array_foreach(value, i, item)
	{
		/* lists in lists are none of this format */
		const char *text =
		    json_is_array(item) ? NULL : cell_of(doc, item);

		if (text)
			str_printf(&lines, "%s\n", text);
	}
	return keep_take(doc, str_steal(&lines));
}

static const char *
cell(struct doc *doc, const json_t *record, const char *key)
{
	return cell_of(doc, json_object_get(record, key));
}

static bool
truth(struct doc *doc, const json_t *record, const char *key)
{
	const json_t *value = json_object_get(record, key);
	const char *text = json_is_boolean(value) ? NULL : cell_of(doc, value);

	return json_is_true(value) ||
	       (text && (strcmp(text, "x") == 0 || strcmp(text, "X") == 0 ||
	                    strcmp(text, "true") == 0));
}

/* Was this row there before the file, whose list may repeat what other files
 * hold? */
static bool
read_before(const struct doc *doc, enum catalog_table table, const char *id)
{
	char *line = id ? str_fold_space(id, strlen(id)) : NULL;
	size_t row =
	    line ? builder_find(doc->job->builder, table, line) : CATALOG_NONE;

	free(line);
	return doc->again && row != CATALOG_NONE && row < doc->mark;
}

static bool
read_family(struct doc *doc, const json_t *record)
{
	return scf_domain(doc->job,
	    &(struct scf_domain){ .id = cell(doc, record, "family_code"),
	        .name = cell(doc, record, "family_name"),
	        .principle = cell(doc, record, "principle"),
	        .intent = cell(doc, record, "principle_intent") });
}

static bool
read_framework(struct doc *doc, const json_t *record)
{
	json_t *names = doc->reader->names;
	const char *id = cell(doc, record, "framework_id");
	const char *name = cell(doc, record, "display_name");

	if (!id)
		return true;
	if (!json_object_get(names, id))
		json_object_set_new(names, id,
		    json_pack("[i, s]", (int)json_object_size(names),
		        name ? name : id));
	else if (!doc->again)
		job_warn(doc->job, ODD_DUPLICATE, 0, 0,
		    _("The framework %s is listed twice."), id);
	else
		return true;
	return scf_framework(doc->job,
	    &(struct scf_framework){
	        .id = id, .name = name, .url = cell(doc, record, "url") });
}

static bool
read_risk(struct doc *doc, const json_t *record)
{
	const char *id = cell(doc, record, "risk_id");

	return read_before(doc, TABLE_RISK, id) ||
	       scf_danger(doc->job, PACK_RISKS,
	           &(struct scf_danger){ .id = id,
	               .title = cell(doc, record, "name"),
	               .description = cell(doc, record, "description") });
}

static bool
read_threat(struct doc *doc, const json_t *record)
{
	const char *id = cell(doc, record, "threat_id");

	return read_before(doc, TABLE_THREAT, id) ||
	       scf_danger(doc->job, PACK_THREATS,
	           &(struct scf_danger){ .id = id,
	               .title = cell(doc, record, "name"),
	               .description = cell(doc, record, "description") });
}

static bool
read_evidence(struct doc *doc, const json_t *record)
{
	const char *id = cell(doc, record, "erl_id");

	return read_before(doc, TABLE_EVIDENCE, id) ||
	       scf_evidence(doc->job,
	           &(struct scf_evidence){ .id = id,
	               .title = cell(doc, record, "artifact_name"),
	               .area = cell(doc, record, "area"),
	               .description =
	                   cell(doc, record, "artifact_description") });
}

/* Once all controls are read. */
static bool
read_links(struct doc *doc, const json_t *record)
{
	const char *controls = cell(doc, record, "scf_controls");

	/* a list that repeats single files was heard already */
	return doc->again ||
	       scf_evidence_controls(doc->job, cell(doc, record, "erl_id"),
	           controls, &(struct scf_place){ 0, 0 });
}

static bool
read_objective(struct doc *doc, const json_t *record, const char *under)
{
	const char *id = cell(doc, record, "ao_id");
	const char *control = cell(doc, record, "scf_control_id");

	return read_before(doc, TABLE_OBJECTIVE, id) ||
	       scf_objective(doc->job,
	           &(struct scf_objective){
	               .control = control ? control : under,
	               .id = id,
	               .text = cell(doc, record, "objective"),
	               .applies_to = cell(doc, record, "pptdf"),
	               .origin = cell(doc, record, "origin"),
	               .rigor = cell(doc, record, "assessment_rigor"),
	               .parameters =
	                   cell(doc, record, "scf_defined_parameters"),
	           });
}

static bool
read_compensating(struct doc *doc, const json_t *record)
{
	const char *control = cell(doc, record, "control_id");
	const struct builder *b = doc->job->builder;
	size_t row =
	    control ? builder_find(b, TABLE_CONTROL, control) : CATALOG_NONE;
	bool ok = true;

	if (row != CATALOG_NONE &&
	    builder_count(b, CONTROL_COMPENSATING, row)) {
		if (!doc->again)
			job_warn(doc->job, ODD_DUPLICATE, 0, 0,
			    _("What compensates for %s stands here twice: "
			      "the first is kept."),
			    control);
		return true;
	}
	for (int i = 1; ok && i <= SCF_JSON_COMPENSATING_MAX; i++) {
		char *key = xasprintf("compensating_control_%d", i);
		const json_t *other = json_object_get(record, key);

		free(key);
		if (json_is_object(other))
			ok = scf_compensating(doc->job,
			    &(struct scf_compensating){ .control = control,
			        .by = cell(doc, other, "control_id"),
			        .why = cell(doc, other, "justification") });
	}
	return ok;
}

/* Reports a key once an import. */
static void
not_understood(struct doc *doc, const char *key)
{
	json_t *unknown = doc->reader->unknown;

	if (json_object_get(unknown, key) || json_object_size(unknown) > 100)
		return;
	json_object_set_new(unknown, key, json_true());
	job_warn(doc->job, ODD_COLUMN, 0, 0,
	    _("\"%s\" of a control is not understood and left out."), key);
}

static void
check_keys(struct doc *doc, json_t *record)
{
	static const char *const known[] = { "control_id", "title", "family",
		"description", "scf_question", "relative_weight",
		"conformity_cadence", "evidence_requests", "pptdf",
		"nist_csf_function", "scrm_focus", "maturity", "profiles",
		"possible_solutions", "risks", "threats", "errata",
		"family_name", "crosswalks" };
	enum { KNOWN = sizeof(known) / sizeof(*known) };
	const char *key;
	json_t *value;
	size_t at = 0;

	json_object_foreach(record, key, value)
	{
		size_t tries = 0;

		while (tries < KNOWN && strcmp(known[at % KNOWN], key) != 0)
			at++, tries++;
		if (tries == KNOWN)
			not_understood(doc, key);
		at++;
	}
}

/* The texts of the levels. */
static void
find_levels(struct doc *doc, json_t *record, struct scf_control *control)
{
	json_t *levels = json_object_get(record, "maturity"), *value;
	const char *key;

	json_object_foreach(levels, key, value)
	{
		bool digit = *key >= '0' && *key <= '9' && !key[1];

		if (digit)
			control->levels[*key - '0'].text = cell_of(doc, value);
		else
			not_understood(doc, key);
	}
}

/* Firm sizes in their order, others behind them. */
static size_t
find_solutions(struct doc *doc, json_t *record, struct scf_solution solutions[])
{
	static const char *const sizes[][2] = {
		{ "micro_small", "Micro/Small" },
		{ "small", "Small" },
		{ "medium", "Medium" },
		{ "large", "Large" },
		{ "enterprise", "Enterprise" },
	};
	enum { SIZES = sizeof(sizes) / sizeof(*sizes) };
	json_t *cells = json_object_get(record, "possible_solutions"), *value;
	const char *key;
	size_t count = SIZES;

	if (!json_object_size(cells))
		return 0;
	for (size_t i = 0; i < SIZES; i++)
		solutions[i] = (struct scf_solution){ .size = sizes[i][0],
			.size_name = sizes[i][1],
			.cell = cell(doc, cells, sizes[i][0]) };
	json_object_foreach(cells, key, value)
	{
		bool known = false;

		for (size_t i = 0; i < SIZES; i++)
			known |= strcmp(key, sizes[i][0]) == 0;
		if (!known && count < SCF_JSON_SIZES)
			solutions[count++] = (struct scf_solution){ .size = key,
				.cell = cell_of(doc, value) };
	}
	return count;
}

/* A framework of the control at hand and its place among all. */
struct mapped {
	struct scf_mapping mapping;
	size_t place;
};

static int
compare_mapped(const void *a, const void *b)
{
	const struct mapped *x = a, *y = b;

	return (x->place > y->place) - (x->place < y->place);
}

/* The frameworks of a control, in the order of the list of frameworks; those
 * it lacks behind them. The caller frees the result. */
static struct scf_mapping *
find_mappings(struct doc *doc, json_t *record, size_t *count)
{
	json_t *cells = json_object_get(record, "crosswalks"), *value;
	size_t room = json_object_size(cells);
	struct mapped *mapped = xcalloc(room, sizeof(*mapped));
	struct scf_mapping *mappings = xcalloc(room, sizeof(*mappings));
	const char *key;

	*count = 0;
	json_object_foreach(cells, key, value)
	{
		const json_t *known = json_object_get(doc->reader->names, key);
		const char *name = json_string_value(json_array_get(known, 1));

		mapped[*count] = (struct mapped){
			.mapping = { .framework = name ? name : key,
			    .cell = cell_of(doc, value) },
			.place = known ? (size_t)json_integer_value(
			                     json_array_get(known, 0))
			               : SIZE_MAX - room + *count,
		};
		++*count;
	}
	qsort(mapped, *count, sizeof(*mapped), compare_mapped);
	for (size_t i = 0; i < *count; i++)
		mappings[i] = mapped[i].mapping;
	free(mapped);
	return mappings;
}

/* Makes known the frameworks of a control that no list names. */
static bool
name_frameworks(struct doc *doc, json_t *record)
{
	json_t *cells = json_object_get(record, "crosswalks"), *value;
	json_t *names = doc->reader->names;
	const char *key;

	json_object_foreach(cells, key, value)
	{
		if (json_object_get(names, key))
			continue;
		if (json_object_size(names))
			job_warn(doc->job, ODD_REFERENCE, 0, 0,
			    _("The framework \"%s\" is in no list of "
			      "frameworks: its id stands for its name."),
			    key);
		json_object_set_new(names, key,
		    json_pack("[i, s]", (int)json_object_size(names), key));
		if (!scf_framework(doc->job,
		        &(struct scf_framework){ .id = key, .name = key }))
			return false;
	}
	return true;
}

static bool
take_control(struct doc *doc, json_t *record)
{
	struct scf_solution solutions[SCF_JSON_SIZES];
	struct scf_control control = {
		.id = cell(doc, record, "control_id"),
		.title = cell(doc, record, "title"),
		.domain = cell(doc, record, "family"),
		.statement = cell(doc, record, "description"),
		.question = cell(doc, record, "scf_question"),
		.weight = cell(doc, record, "relative_weight"),
		.cadence = cell(doc, record, "conformity_cadence"),
		.applies_to = cell(doc, record, "pptdf"),
		.function = cell(doc, record, "nist_csf_function"),
		.profiles = cell(doc, record, "profiles"),
		.evidence = cell(doc, record, "evidence_requests"),
		.risks = cell(doc, record, "risks"),
		.threats = cell(doc, record, "threats"),
		.solutions = solutions,
	};
	const json_t *tiers = json_object_get(record, "scrm_focus");
	struct scf_mapping *mappings =
	    find_mappings(doc, record, &control.mapping_count);

	control.strategic = truth(doc, tiers, "strategic");
	control.operational = truth(doc, tiers, "operational");
	control.tactical = truth(doc, tiers, "tactical");
	find_levels(doc, record, &control);
	control.solution_count = find_solutions(doc, record, solutions);
	control.mappings = mappings;
	bool ok = scf_control(doc->job, &control);

	free(mappings);
	return ok;
}

static bool
read_control(struct doc *doc, json_t *record)
{
	const char *id = cell(doc, record, "control_id");
	const char *family = cell(doc, record, "family");
	const char *name = cell(doc, record, "family_name");

	if (read_before(doc, TABLE_CONTROL, id))
		return true;
	check_keys(doc, record);
	/* families that no list names */
	if (family && name && !job_find_domain(doc->job, family) &&
	    !scf_domain(
	        doc->job, &(struct scf_domain){ .id = family, .name = name }))
		return false;
	return name_frameworks(doc, record) && take_control(doc, record);
}

static enum catalog_table
table_of(enum scf_json_what what)
{
	switch (what) {
	case SCF_JSON_RISKS:
		return TABLE_RISK;
	case SCF_JSON_THREATS:
		return TABLE_THREAT;
	case SCF_JSON_EVIDENCE:
		return TABLE_EVIDENCE;
	case SCF_JSON_CONTROLS:
		return TABLE_CONTROL;
	default:
		return TABLE_OBJECTIVE;
	}
}

/* links: of evidence only the links. */
static bool
read_record(struct doc *doc, enum scf_json_what what, json_t *record,
    const json_t *root, bool links)
{
	switch (what) {
	case SCF_JSON_FAMILIES:
		return read_family(doc, record);
	case SCF_JSON_FRAMEWORKS:
		return read_framework(doc, record);
	case SCF_JSON_RISKS:
		return read_risk(doc, record);
	case SCF_JSON_THREATS:
		return read_threat(doc, record);
	case SCF_JSON_EVIDENCE:
		return links ? read_links(doc, record)
		             : read_evidence(doc, record);
	case SCF_JSON_CONTROLS:
		return read_control(doc, record);
	case SCF_JSON_OBJECTIVES:
		return read_objective(
		    doc, record, cell(doc, root, "scf_control_id"));
	case SCF_JSON_COMPENSATING:
		return read_compensating(doc, record);
	case SCF_JSON_NONE:
	case SCF_JSON_UNUSED:
		break;
	}
	return true;
}

/* The records of a file: those of its list, or the file itself. */
static bool
read_records(
    struct doc *doc, const struct scf_json_kind *kind, json_t *root, bool links)
{
	json_t *list = kind->list ? json_object_get(root, kind->list) : NULL;
	json_t *record;
	size_t i;
	bool ok = true;

	if (!kind->list)
		return read_record(doc, kind->what, root, root, links);
	json_array_foreach(list, i, record)
	{
		ok = ok && !doc->job->err->message &&
		     (!json_is_object(record) ||
		         read_record(doc, kind->what, record, root, links));
		name_list_done(&doc->made);
	}
	return ok;
}

static bool
read_entry(
    struct reader *reader, const struct entry *entry, bool again, bool links)
{
	const struct import_source *source = entry->source;
	struct import_job *job = reader->job;
	struct doc doc = {
		.reader = reader,
		.job = job,
		.again = again,
		.mark = builder_rows(job->builder, table_of(entry->kind.what)),
	};

	job->path = source->path;
	json_t *root = scf_json_parse(job, source, links);

	if (!root)
		return false;
	if (entry->kind.what == SCF_JSON_FAMILIES)
		scf_version(job, cell(&doc, root, "scf_version"));
	bool ok = read_records(&doc, &entry->kind, root, links);

	name_list_done(&doc.made);
	json_decref(root);
	job_step(job, ++reader->done, reader->total);
	return ok && !job->err->message;
}

/* All files of a kind, those first whose order counts: the lists of catalogs;
 * of all else, where lists only repeat the single files, those. */
static bool
read_kind(struct reader *reader, enum scf_json_what what, bool links)
{
	bool lists_first = what == SCF_JSON_FAMILIES ||
	                   what == SCF_JSON_FRAMEWORKS ||
	                   what == SCF_JSON_RISKS || what == SCF_JSON_THREATS;
	bool ok = true;
	size_t read = 0;

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; ok && i < reader->count; i++) {
			const struct entry *entry = &reader->entries[i];
			bool list = entry->kind.whole;

			if (entry->kind.what != what ||
			    list != (lists_first == (pass == 0)))
				continue;
			ok = read_entry(reader, entry,
			    read && (lists_first || list), links);
			read++;
		}
	return ok;
}

static int
compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = str_natural_compare(x->source->path, y->source->path);

	return order ? order
	             : (x->number > y->number) - (x->number < y->number);
}

static bool
sort_entries(
    struct reader *reader, const struct import_source *sources, size_t count)
{
	reader->entries = xcalloc(count, sizeof(*reader->entries));
	for (size_t i = 0; i < count; i++) {
		struct entry *entry = &reader->entries[reader->count];

		entry->source = &sources[i];
		entry->number = i;
		entry->kind = scf_json_kind(sources[i].bytes, sources[i].len);
		if (entry->kind.what == SCF_JSON_NONE) {
			json_t *root = NULL;

			/* broken, or something else */
			reader->job->path = sources[i].path;
			root = scf_json_parse(reader->job, &sources[i], true);
			if (!root)
				return false;
			json_decref(root);
			return err_set_at(reader->job->err, ERR_INPUT,
			    sources[i].path, 0, 0,
			    _("This JSON is no file of the Secure Controls "
			      "Framework: leave it out."));
		}
		reader->count += entry->kind.what != SCF_JSON_UNUSED;
		reader->total += entry->kind.what != SCF_JSON_UNUSED;
		reader->total += entry->kind.what == SCF_JSON_EVIDENCE;
	}
	qsort(reader->entries, reader->count, sizeof(*reader->entries),
	    compare_entries);
	return true;
}

static bool
read_all(
    struct import_job *job, const struct import_source *sources, size_t count)
{
	static const enum scf_json_what order[] = { SCF_JSON_FAMILIES,
		SCF_JSON_FRAMEWORKS, SCF_JSON_RISKS, SCF_JSON_THREATS,
		SCF_JSON_EVIDENCE, SCF_JSON_CONTROLS, SCF_JSON_OBJECTIVES,
		SCF_JSON_COMPENSATING };
	struct reader reader = {
		.job = job, .names = json_object(), .unknown = json_object()
	};
	bool ok = sort_entries(&reader, sources, count);

	for (size_t i = 0; ok && i < sizeof(order) / sizeof(*order); i++)
		ok = read_kind(&reader, order[i], false);
	ok = ok && read_kind(&reader, SCF_JSON_EVIDENCE, true);
	json_decref(reader.names);
	json_decref(reader.unknown);
	free(reader.entries);
	return ok;
}

static int
detect(const char *bytes, size_t len)
{
	enum { LOOK_MAX = 8192, SURE = 95 };

	return scf_json_kind(bytes, len < LOOK_MAX ? len : LOOK_MAX).what ? SURE
	                                                                  : 0;
}

const struct importer importer_scf_json = {
	.name = "scf-json",
	.title = N_("JSON files made from the Secure Controls Framework"),
	.binary = true,
	.detect = detect,
	.read_all = read_all,
};
