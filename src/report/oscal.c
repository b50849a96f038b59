/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* OSCAL 1.1.3: which document is asked for, what all of them read, and the
 * assessment results and the plan of action as wholes. */

#include <config.h>

#include "report/reports.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "report/oscal_parts.h"
#include "report/tables_parts.h"

static size_t *
no_rows(size_t count)
{
	size_t *rows = xmalloc((count + 1) * sizeof(*rows));

	for (size_t i = 0; i <= count; i++)
		rows[i] = CATALOG_NONE;
	return rows;
}

/* The space of the session's uuids: its id, or what is made of it where that
 * is no uuid; and the zone its days are in. */
static void
read_header(struct oscal *o)
{
	enum { HEAD = 19 };
	const struct session_header *h = session_header(o->session);
	char at[OSCAL_MOMENT];

	if (uuid_parse(h->id, o->space) != 0)
		uuid_generate_sha1(
		    o->space, *uuid_get_template("url"), h->id, strlen(h->id));
	snprintf(o->zone, sizeof(o->zone), "%.6s",
	    oscal_moment(h->at, at) ? at + HEAD : "Z");
}

void
oscal_init(struct oscal *o, const struct report_view *view, struct str *out)
{
	const struct catalog *c = view->desk->catalog;
	const char *language;

	*o = (struct oscal){ .view = *view,
		.desk = view->desk,
		.catalog = c,
		.session = view->desk->session,
		.out = out };
	o->view.raw = true;
	read_header(o);
	/* never that of the locale */
	language = session_get(o->session, "session/language");
	o->language = language ? catalog_find_language(c, language) : 0;
	findings_list(o->desk, false, &o->findings);
	statements_list(o->session, NULL, &o->statements);
	o->seen_first = no_rows(catalog_rows(c, TABLE_CONTROL));
	o->seen_last = no_rows(catalog_rows(c, TABLE_CONTROL));
	o->observed = xcalloc(
	    artifacts_count(desk_artifacts(o->desk)) + 1, sizeof(*o->observed));
}

void
oscal_done(struct oscal *o)
{
	findings_done(&o->findings);
	statements_done(&o->statements);
	for (size_t i = 0; i < o->party_count; i++) {
		free(o->parties[i].key);
		free(o->parties[i].name);
	}
	for (size_t i = 0; i < o->name_count; i++)
		free(o->names[i].who);
	free(o->parties);
	free(o->names);
	free(o->seen);
	free(o->seen_first);
	free(o->seen_last);
	free(o->observed);
}

bool
oscal_has(const struct oscal *o, size_t control)
{
	return report_has(&o->view, control) &&
	       (!o->only || o->only[control]) &&
	       scope_is_in(&desk_standing(o->desk, control)->scope);
}

bool
oscal_has_finding(const struct oscal *o, const struct finding *finding)
{
	if (o->only)
		return tables_is_planned(&o->view, finding);
	return tables_has_finding(&o->view, finding);
}

bool
oscal_has_resource(const struct oscal *o, const struct artifact *artifact)
{
	(void)o;
	switch (artifact->state) {
	case EVIDENCE_RECEIVED:
	case EVIDENCE_UNDER_REVIEW:
	case EVIDENCE_ACCEPTED:
	case EVIDENCE_REJECTED:
	case EVIDENCE_VIEWED:
	case EVIDENCE_SUPERSEDED:
		return true;
	default:
		return false;
	}
}

const char *
oscal_id(const struct oscal *o, size_t control)
{
	return catalog_string(o->catalog, CONTROL_ID, control);
}

const struct entry *
oscal_entry(const struct oscal *o, const char *format, ...)
{
	const struct entry *entry;
	struct str path = { 0 };
	va_list args;

	va_start(args, format);
	str_vprintf(&path, format, args);
	va_end(args);
	entry = session_entry(o->session, str_text(&path));
	str_done(&path);
	return entry;
}

const char *
oscal_why(const struct entry *entry)
{
	return entry && entry->why && *entry->why ? entry->why : NULL;
}

char *
oscal_finding_name(const struct oscal *o, const struct finding *finding)
{
	return xasprintf("F-%02zu", (size_t)(finding - o->findings.items) + 1);
}

/* From the first day of the period, or from where the journal begins, to its
 * last commit. */
static void
add_times(struct oscal *o)
{
	size_t count = session_commits(o->session);
	char start[OSCAL_MOMENT], end[OSCAL_MOMENT];
	const char *last =
	    count ? session_commit(o->session, count - 1)->at : NULL;

	if (!oscal_day(
	        o, session_get(o->session, "session/period/begin"), start) &&
	    !oscal_moment(session_header(o->session)->at, start))
		oscal_when(o, 0, start);
	oscal_put(o, "start", json_string(start));
	if (oscal_moment(last, end) &&
	    moment_seconds(last) >= moment_seconds(start))
		oscal_put(o, "end", json_string(end));
}

static void
add_result(struct oscal *o)
{
	const char *title = session_get(o->session, "session/title");
	json_t *json = oscal_object(o, "result");

	oscal_title(json, "title", title);
	if (!json_object_get(json, "title"))
		oscal_title(json, "title", "Assessment");
	oscal_begin(o, NULL, '{');
	oscal_put(o, "uuid", json_incref(json_object_get(json, "uuid")));
	oscal_put(o, "title", json_incref(json_object_get(json, "title")));
	oscal_put(o, "description",
	    json_string("Designations, maturity levels and what they rest "
	                "on."));
	json_decref(json);
	add_times(o);
	oscal_put(o, "props", oscal_sums(o));
	oscal_reviewed(o);
	oscal_attestations(o);
	oscal_log(o);
	oscal_observations(o);
	oscal_risks(o);
	oscal_findings(o);
	oscal_end(o);
}

/* The document's own object and uuid; where its metadata belong. */
static size_t
begin_document(struct oscal *o, const char *name)
{
	char uuid[UUID_TEXT + 1];

	oscal_begin(o, NULL, '{');
	oscal_begin(o, name, '{');
	oscal_uuid(o, uuid, "%s%s", o->view.client ? "client/" : "", name);
	oscal_put(o, "uuid", json_string(uuid));
	return o->out->len;
}

static void
end_document(struct oscal *o, size_t at, const char *title)
{
	oscal_metadata(o, at, title);
	oscal_end(o);
	oscal_end(o);
	str_add_char(o->out, '\n');
	oscal_done(o);
}

bool
report_oscal_results(
    const struct report_view *view, struct str *out, struct err *err)
{
	struct oscal o;
	size_t at;

	(void)err; /* a text in memory cannot fail */
	oscal_init(&o, view, out);
	at = begin_document(&o, "assessment-results");
	oscal_import_ap(&o);
	oscal_begin(&o, "results", '[');
	add_result(&o);
	oscal_end(&o);
	oscal_back_matter(&o, true, true);
	end_document(&o, at, "Assessment results");
	return true;
}

bool
report_oscal_plan(
    const struct report_view *view, struct str *out, struct err *err)
{
	struct oscal o;
	size_t at;

	(void)err;
	oscal_init(&o, view, out);
	at = begin_document(&o, "assessment-plan");
	oscal_import_ssp(&o);
	oscal_plan(&o);
	oscal_back_matter(&o, false, false);
	end_document(&o, at, "Assessment plan");
	return true;
}

/* The controls a plan is about; NULL: there is no plan. */
static bool *
planned(const struct oscal *o)
{
	bool *only =
	    xcalloc(catalog_rows(o->catalog, TABLE_CONTROL) + 1, sizeof(bool));
	bool any = false;

	for (size_t i = 0; i < o->findings.count; i++) {
		const struct finding *f = &o->findings.items[i];

		if (!tables_is_planned(&o->view, f))
			continue;
		any = true;
		if (f->control != CATALOG_NONE)
			only[f->control] = true;
	}
	if (any)
		return only;
	free(only);
	return NULL;
}

bool
report_oscal_poam(
    const struct report_view *view, struct str *out, struct err *err)
{
	struct oscal o;
	bool *only;
	size_t at;

	oscal_init(&o, view, out);
	if (!(only = planned(&o))) {
		oscal_done(&o);
		return err_set(err, ERR_INPUT,
		    _("No deficiency is recorded, and OSCAL has no plan of "
		      "action without one; record it in Findings first."));
	}
	o.only = only;
	at = begin_document(&o, "plan-of-action-and-milestones");
	oscal_import_ssp(&o);
	oscal_observations(&o);
	oscal_risks(&o);
	oscal_findings(&o);
	oscal_poam_items(&o);
	oscal_back_matter(&o, true, false);
	end_document(&o, at, "Plan of action and milestones");
	free(only);
	return true;
}

const struct report_document *
report_oscal_at(size_t i)
{
	static const struct report_document documents[] = {
		{ "results", N_("assessment results"), report_oscal_results },
		{ "plan", N_("assessment plan"), report_oscal_plan },
		{ "poam", N_("plan of action and milestones"),
		    report_oscal_poam },
	};

	return i < sizeof(documents) / sizeof(*documents) ? &documents[i]
	                                                  : NULL;
}

bool
report_oscal(const struct report_view *view, struct str *out, struct err *err)
{
	const struct report_document *it;

	for (size_t i = 0; (it = report_oscal_at(i)); i++)
		if (!view->table || str_equal(view->table, it->name))
			return it->make(view, out, err);
	return err_set(err, ERR_USAGE,
	    _("OSCAL has no document \"%s\"; there are these: results, plan, "
	      "poam."),
	    view->table);
}
