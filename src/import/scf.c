/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The catalogs of the Secure Controls Framework, and what all its cells have
 * in common. */

#include <config.h>

#include "import/scf.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/leveltext.h"
#include "import/scf_parts.h"
#include "model/builder.h"

/* Far more than any year has; each request is held against every control. */
enum { EVIDENCE_MAX = 2000, DANGERS_MAX = 2000 };

char *
scf_line(const char *cell)
{
	char *line = cell ? str_fold_space(cell, strlen(cell)) : NULL;

	if (line && *line)
		return line;
	free(line);
	return NULL;
}

char *
scf_lines(const char *cell)
{
	char *lines = cell ? leveltext_lines(cell, strlen(cell)) : NULL;

	if (lines && *lines)
		return lines;
	free(lines);
	return NULL;
}

bool
scf_absent(const char *cell)
{
	static const char *const words[] = { "n/a", "na", "none", "-",
		"not applicable" };
	char *line = scf_line(cell);
	bool absent = !line;

	for (size_t i = 0; line && i < sizeof(words) / sizeof(*words); i++)
		absent |= strcasecmp(line, words[i]) == 0;
	free(line);
	return absent;
}

bool
scf_is_id(const char *text)
{
	return *text && names_id(text) == strlen(text);
}

bool
scf_has(const struct name_list *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcasecmp(list->items[i], text) == 0)
			return true;
	return false;
}

void
scf_each_line(const char *cell, struct name_list *lines)
{
	while (cell && *cell) {
		size_t len = strcspn(cell, "\n");
		char *line = str_fold_space(cell, len);

		if (*line)
			name_list_add(lines, line, strlen(line));
		free(line);
		cell += len + (cell[len] == '\n');
	}
}

/* Are the words of a folded piece ids, each of them? */
static bool
all_ids(const char *piece)
{
	while (*piece) {
		size_t len = strcspn(piece, " ");
		char *word = xstrndup(piece, len);
		bool is = scf_is_id(word);

		free(word);
		if (!is)
			return false;
		piece += len + (piece[len] == ' ');
	}
	return true;
}

static void
add_once(struct name_list *list, const char *text, size_t len)
{
	char *copy = xstrndup(text, len);

	if (*copy && !scf_has(list, copy))
		name_list_add(list, copy, len);
	free(copy);
}

void
scf_ids(const char *cell, struct name_list *ids)
{
	while (cell && *cell && ids->count <= SCF_IDS_MAX) {
		size_t len = strcspn(cell, "\n,;");
		char *piece = str_fold_space(cell, len);

		cell += len + (cell[len] != '\0');
		if (strchr(piece, ' ') && all_ids(piece))
			for (const char *p = piece; *p;) {
				size_t word = strcspn(p, " ");

				add_once(ids, p, word);
				p += word + (p[word] == ' ');
			}
		else
			add_once(ids, piece, strlen(piece));
		free(piece);
	}
}

/* The pack's word for one that a cell uses, or NULL. */
static const char *
applies_word(const char *text)
{
	static const char *const words[][2] = {
		{ "people", "people" },
		{ "personnel", "people" },
		{ "process", "process" },
		{ "processes", "process" },
		{ "technology", "technology" },
		{ "technologies", "technology" },
		{ "data", "data" },
		{ "facility", "facility" },
		{ "facilities", "facility" },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcasecmp(text, words[i][0]) == 0)
			return words[i][1];
	return NULL;
}

void
scf_applies_to(struct import_job *job, const char *id, const char *cell,
    const struct scf_place *place, struct name_list *words)
{
	while (cell && *cell) {
		size_t len = strcspn(cell, "\n,;&/");

		/* "N/A" is one word */
		if (cell[len] == '/' && strncasecmp(cell + len, "/a", 2) == 0)
			len += strcspn(cell + len, "\n,;&");
		char *text = str_fold_space(cell, len);
		const char *word = applies_word(text);

		if (word && !scf_has(words, word))
			name_list_add(words, word, strlen(word));
		else if (!word && !scf_absent(text))
			job_warn(job, ODD_VALUE, place->line, place->column,
			    _("%s: \"%s\" is nothing that a control can apply "
			      "to here: it is left out."),
			    id, text);
		free(text);
		cell += len + (cell[len] != '\0');
	}
}

bool
scf_domain(struct import_job *job, const struct scf_domain *domain)
{
	char *id = scf_line(domain->id), *name = scf_line(domain->name);
	char *principle = scf_lines(domain->principle);
	char *intent = scf_lines(domain->intent);
	char *both =
	    principle && intent ? xasprintf("%s\n%s", principle, intent) : NULL;
	bool ok = true;

	if (id)
		ok = job_domain(job, id, name,
		         both        ? both
		         : principle ? principle
		                     : intent,
		         NULL, domain->place.line) != NULL;
	else if (name)
		job_warn(job, ODD_VALUE, domain->place.line,
		    domain->place.column,
		    _("The domain \"%s\" has no id: it is left out."), name);
	free(both);
	free(intent);
	free(principle);
	free(name);
	free(id);
	return ok;
}

bool
scf_framework(struct import_job *job, const struct scf_framework *framework)
{
	char *id = scf_line(framework->id), *name = scf_line(framework->name);
	char *group = scf_line(framework->group);
	char *url = scf_line(framework->url);
	bool ok = true;

	if (name || id) {
		const struct job_item *item = job_framework(job, id,
		    name ? name : id, group, url, framework->place.line);

		ok = item != NULL;
		if (item && id && strcasecmp(item->id, id) != 0)
			job_warn(job, ODD_NAME, framework->place.line,
			    framework->place.column,
			    _("The framework's id \"%s\" cannot be one here "
			      "or is taken: it is %s."),
			    id, item->id);
	}
	free(url);
	free(group);
	free(name);
	free(id);
	return ok;
}

/* Reports an id that an earlier record has. */
static void
warn_twice(
    struct import_job *job, const char *id, const struct scf_place *place)
{
	job_warn(job, ODD_DUPLICATE, place->line, place->column,
	    _("%s is described twice: the first description is kept."), id);
}

static void
warn_no_id(
    struct import_job *job, const char *title, const struct scf_place *place)
{
	job_warn(job, ODD_VALUE, place->line, place->column,
	    _("\"%s\" has no id: it is left out."), title);
}

bool
scf_evidence(struct import_job *job, const struct scf_evidence *evidence)
{
	const struct scf_place *place = &evidence->place;
	char *line = scf_line(evidence->id), *title = scf_line(evidence->title);
	char *id = line ? names_valid_id(line) : NULL;
	char *area = scf_line(evidence->area);
	char *description = scf_lines(evidence->description);
	struct builder *b = job->builder;
	bool ok = true;

	if (id && builder_rows(b, TABLE_EVIDENCE) >= EVIDENCE_MAX)
		ok = job_too_many(job, EVIDENCE_MAX, place->line);
	else if (id && builder_find(b, TABLE_EVIDENCE, id) != CATALOG_NONE)
		warn_twice(job, id, place);
	else if (id)
		ok = job_evidence(job, CATALOG_NONE,
		    &(struct job_evidence){ .id = id,
		        .title = title,
		        .area = area,
		        .description = description,
		        .line = place->line });
	else if (title)
		warn_no_id(job, title, place);
	if (id && !str_equal(id, line))
		job_warn(job, ODD_NAME, place->line, place->column,
		    _("\"%s\" cannot be an id here: it is %s."), line, id);
	free(description);
	free(area);
	free(id);
	free(title);
	free(line);
	return ok;
}

/* The fields of risks and threats are alike. */
static void
add_danger(struct import_job *job, enum catalog_field field,
    const struct scf_danger *danger, const char *id)
{
	struct builder *b = job->builder;
	bool risk = field == PACK_RISKS;
	char *title = scf_line(danger->title);
	char *description = scf_lines(danger->description);

	builder_place(b, job->path, danger->place.line, danger->place.column);
	size_t row = builder_child(b, field, 0);

	builder_text(b, risk ? RISK_ID : THREAT_ID, row, id);
	job_text(job, risk ? RISK_TITLE : THREAT_TITLE, row, title);
	job_text(job, risk ? RISK_DESCRIPTION : THREAT_DESCRIPTION, row,
	    description);
	free(description);
	free(title);
}

bool
scf_danger(struct import_job *job, enum catalog_field field,
    const struct scf_danger *danger)
{
	enum catalog_table table =
	    field == PACK_RISKS ? TABLE_RISK : TABLE_THREAT;
	const struct scf_place *place = &danger->place;
	char *line = scf_line(danger->id), *title = scf_line(danger->title);
	char *id = line ? names_valid_id(line) : NULL;
	bool ok = true;

	if (id && builder_rows(job->builder, table) >= DANGERS_MAX)
		ok = job_too_many(job, DANGERS_MAX, place->line);
	else if (id && builder_find(job->builder, table, id) != CATALOG_NONE)
		warn_twice(job, id, place);
	else if (id)
		add_danger(job, field, danger, id);
	else if (title)
		warn_no_id(job, title, place);
	free(id);
	free(title);
	free(line);
	return ok;
}

void
scf_version(struct import_job *job, const char *text)
{
	static const char digits[] = "0123456789";

	for (const char *p = text; p && *p; p++) {
		size_t year = strspn(p, digits);
		size_t part = 0, len = year;

		while (year == 4 && p[len] == '.' &&
		       (part = strspn(p + len + 1, digits)))
			len += 1 + part;
		if (len > year && str_starts(p, "20")) {
			char *version = xstrndup(p, len);

			job_pack(job, PACK_VERSION, version);
			free(version);
			return;
		}
		p += year ? year - 1 : 0;
	}
}
