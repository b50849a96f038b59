/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Words and names that all sections of the report on conformity use. */

#include <config.h>

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/people.h"
#include "model/schema.h"
#include "model/session.h"
#include "report/roc_parts.h"

/* Formats into a text that `use` takes. */
static void __attribute__((format(printf, 3, 0)))
say(const struct roc *roc, void (*use)(struct doc *doc, const char *text),
    const char *format, va_list args)
{
	struct str text = { 0 };

	str_vprintf(&text, format, args);
	use(roc->doc, str_text(&text));
	str_done(&text);
}

static void
top_item(struct doc *doc, const char *text)
{
	doc_item(doc, 0, text);
}

void
roc_text(const struct roc *roc, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(roc, doc_text, format, args);
	va_end(args);
}

void
roc_item(const struct roc *roc, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(roc, top_item, format, args);
	va_end(args);
}

void
roc_cell(const struct roc *roc, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(roc, doc_cell, format, args);
	va_end(args);
}

void
roc_pair(const struct roc *roc, const char *label, const char *format, ...)
{
	struct str text = { 0 };
	va_list args;

	va_start(args, format);
	str_vprintf(&text, format, args);
	va_end(args);
	doc_pair(roc->doc, label, str_text(&text));
	str_done(&text);
}

void
roc_cell_text(const struct roc *roc, const char *text)
{
	doc_cell(roc->doc, text ? text : "");
}

void
roc_cell_day(const struct roc *roc, int day)
{
	char text[16] = "";

	if (day != DAY_NONE)
		day_text(day, text);
	doc_cell(roc->doc, text);
}

void
roc_pair_text(const struct roc *roc, const char *label, const char *value)
{
	if (value && *value)
		doc_pair(roc->doc, label, value);
}

void
roc_pair_day(const struct roc *roc, const char *label, int day)
{
	char text[16];

	if (day == DAY_NONE)
		return;
	day_text(day, text);
	doc_pair(roc->doc, label, text);
}

const char *
roc_id(const struct roc *roc, size_t control)
{
	return catalog_string(roc->catalog, CONTROL_ID, control);
}

const char *
roc_name(const struct roc *roc, size_t control)
{
	return catalog_control_name(roc->catalog, control, roc->desk->language);
}

void
roc_level_add(const struct roc *roc, int level, struct str *out)
{
	const char *name = level < 0 ? NULL
	                             : catalog_level_name(roc->catalog, level,
	                                   roc->desk->language);

	if (level < 0)
		str_add(out, "-");
	else
		str_printf(
		    out, "%d%s%s", level, name ? " " : "", name ? name : "");
}

char *
roc_person(const struct roc *roc, const char *who)
{
	return person_name(roc->session, who);
}

void
roc_commit_add(const struct roc *roc, uint64_t seq, struct str *out)
{
	const struct commit *commit = session_find_commit(roc->session, seq);

	if (!commit)
		return;
	int day = day_parse(commit->at);
	char text[16];

	str_add(out, commit->by);
	if (day == DAY_NONE)
		return;
	day_text(day, text);
	str_printf(out, ", %s", text);
}

void
roc_about_add(const struct roc *roc, const char *about, struct str *out)
{
	struct desk_objective objective;
	struct spot spot;
	char *last = NULL;

	if (!about)
		return;
	if (desk_find_objective(roc->desk, about, &objective) &&
	    (last = path_segment(about, 2))) {
		str_add(out, last);
		free(last);
	} else if (strchr(about, '/') &&
	           desk_find_path(roc->desk, about, &spot)) {
		char *name = desk_spot_name(roc->desk, spot);

		str_add(out, name);
		free(name);
	} else {
		str_add(out, about);
	}
}

const char *
roc_why(const struct roc *roc, const char *format, ...)
{
	struct str path = { 0 };
	const struct entry *entry;
	va_list args;

	va_start(args, format);
	str_vprintf(&path, format, args);
	va_end(args);
	entry = session_entry(roc->session, str_text(&path));
	str_done(&path);
	return entry && entry->why && *entry->why ? entry->why : NULL;
}

void
roc_join(struct str *out, const char *text)
{
	str_printf(out, "%s%s", out->len ? ", " : "", text);
}

bool
roc_is_one(const struct roc *roc)
{
	return roc->view->control != CATALOG_NONE;
}

bool
roc_is_whole(const struct roc *roc)
{
	return !roc_is_one(roc) && roc->view->domain == CATALOG_NONE;
}

const struct summary_sum *
roc_sum(const struct roc *roc)
{
	size_t domain = roc->view->domain;

	return domain == CATALOG_NONE ? &roc->summary.all
	                              : &roc->summary.domains[domain];
}

bool
roc_touched(const struct roc *roc, size_t control)
{
	char *prefix = xasprintf("%s/", roc_id(roc, control));
	size_t count = 0;

	session_range(roc->session, prefix, &count);
	free(prefix);
	return count > 0 || roc->of_statement.first[control] != CATALOG_NONE ||
	       roc->of_finding.first[control] != CATALOG_NONE;
}

const char *
roc_anchor(const struct roc *roc, size_t control)
{
	bool stands =
	    roc->view->depth != REPORT_SUMMARY && control != CATALOG_NONE &&
	    report_has(roc->view, control) &&
	    (roc->full || roc_is_one(roc) || roc_touched(roc, control));

	return stands ? roc_id(roc, control) : NULL;
}

bool
roc_has_artifact(const struct roc *roc, const struct artifact *artifact)
{
	bool asked = artifact->state != EVIDENCE_NOT_REQUESTED;

	if (!roc->full && !asked && artifact->row != CATALOG_NONE)
		return false;
	if (roc_is_whole(roc))
		return roc->full ||
		       artifact_in_scope(artifact, desk_standings(roc->desk));
	for (size_t i = 0; i < artifact->link_count; i++)
		if (report_has(roc->view, artifact->links[i].control))
			return true;
	return false;
}

bool
roc_has_finding(const struct roc *roc, const struct finding *finding)
{
	if (finding->control == CATALOG_NONE)
		return roc_is_whole(roc);
	return report_has(roc->view, finding->control);
}
