/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The journal as the assessment log, and affirmations as attestations. A log
 * names what was changed; texts stand where they belong. In the client's copy
 * it has what is known to be the client's, nothing else. */

#include <config.h>

#include "report/oscal_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/schema.h"
#include "model/session.h"

enum { LOG_CHANGES = 20 }; /* of one entry; the rest is counted */

/* Rows of the schema that a client may read, by their patterns. Notes and
 * statements are for the client when their audience says so now. */
static const char *const client_rows[] = { "session/title", "session/client",
	"session/rigor", "session/target", "session/size", "session/language",
	"session/period/begin", "session/period/end",
	"session/testing/authorized", "session/testing/by",
	"session/conformity", "CONTROL/performed",
	"CONTROL/criteria/LEVEL.KEY/state", "CONTROL/judged/LEVEL",
	"CONTROL/target", "CONTROL/objectives/OBJECTIVE/designation",
	"CONTROL/objectives/OBJECTIVE/methods",
	"CONTROL/objectives/OBJECTIVE/methods/METHOD/day",
	"CONTROL/capability/since", "CONTROL/designation", "CONTROL/concluded",
	"domains/DOMAIN/target", "domains/DOMAIN/conformity", "scope/rule",
	"scope/controls/CONTROL", "scope/controls/CONTROL/provider",
	"scope/controls/CONTROL/declared", "scope/frameworks/FRAMEWORK",
	"evidence/EVIDENCE/state", "evidence/EVIDENCE/requested",
	"evidence/EVIDENCE/due", "evidence/EVIDENCE/received",
	"evidence/EVIDENCE/reviewed", "evidence/EVIDENCE/sha256",
	"links/EVIDENCE/CONTROL", "links/EVIDENCE/CONTROL/criteria/LEVEL.KEY",
	"links/EVIDENCE/CONTROL/objectives/OBJECTIVE", "findings/ID/about",
	"findings/ID/due", "findings/ID/completed", "findings/ID/state" };

static bool
is_client_row(const struct schema_row *row)
{
	for (size_t i = 0; i < sizeof(client_rows) / sizeof(*client_rows); i++)
		if (strcmp(client_rows[i], row->pattern) == 0)
			return true;
	return false;
}

/* The record a path of notes or statements belongs to is for the client. */
static bool
is_client_record(
    const struct oscal *o, const char *path, const struct schema_row *row)
{
	const char *last = strrchr(path, '/');

	if (!str_starts(row->pattern, "CONTROL/notes/") &&
	    !str_starts(row->pattern, "statements/"))
		return false;
	return str_equal(
	    session_getf(o->session, "%.*s/audience", (int)(last - path), path),
	    "client");
}

static bool
is_shown(const struct oscal *o, const struct recorded_change *change,
    const struct schema_row *row)
{
	size_t control;
	char *id;

	/* a view on a part tells of that part alone */
	if (o->view.control != CATALOG_NONE || o->view.domain != CATALOG_NONE) {
		id = path_segment(change->path, 0);
		control = catalog_find(o->catalog, TABLE_CONTROL, id);
		free(id);
		if (control == CATALOG_NONE || !report_has(&o->view, control))
			return false;
	}
	return !o->view.client ||
	       (row && (is_client_row(row) ||
	                   is_client_record(o, change->path, row)));
}

/* Words, levels and days say themselves; a text is only said to be there. */
static bool
is_short(const struct schema_row *row)
{
	return row && row->kind != VALUE_TEXT && row->kind != VALUE_LINE &&
	       row->kind != VALUE_NAME;
}

static void
add_change(struct str *out, const struct recorded_change *change,
    const struct schema_row *row)
{
	str_printf(out, "%s%s", out->len ? "\n" : "", change->path);
	if (!change->value)
		str_add(out, ": removed");
	else if (is_short(row))
		str_printf(out, ": %s", change->value);
	else
		str_add(out, ": recorded");
}

static void
add_commit_props(
    const struct oscal *o, json_t *json, const struct commit *commit)
{
	oscal_add_prop_number(json, "seq", (long long)commit->seq);
	if (commit->undoes)
		oscal_add_prop_number(
		    json, "undoes", (long long)commit->undoes);
	if (commit->redoes)
		oscal_add_prop_number(
		    json, "redoes", (long long)commit->redoes);
	/* a sum over private text could be tried against guesses of it */
	if (!o->view.client)
		oscal_add_prop(json, "sum", commit->sum);
}

static void
add_commit(struct oscal *o, const struct commit *commit)
{
	struct str text = { 0 };
	size_t shown = 0;
	char at[OSCAL_MOMENT];

	for (size_t i = 0; i < commit->count; i++) {
		const struct recorded_change *change = &commit->changes[i];
		const struct schema_row *row = schema_find(change->path);

		if (!is_shown(o, change, row))
			continue;
		if (shown++ < LOG_CHANGES)
			add_change(&text, change, row);
	}
	if (shown > LOG_CHANGES)
		str_printf(&text, "\nand %zu more", shown - LOG_CHANGES);
	if (shown) {
		json_t *json = oscal_object(
		    o, "log/%llu", (unsigned long long)commit->seq);

		oscal_titlef(json, "title", "Commit %llu",
		    (unsigned long long)commit->seq);
		oscal_text(json, "description", str_text(&text));
		oscal_when(o, commit->seq, at);
		json_object_set_new(json, "start", json_string(at));
		add_commit_props(o, json, commit);
		oscal_append(json, "logged-by",
		    json_pack("{s:s, s:s}", "party-uuid",
		        oscal_assessor(o, commit->by), "role-id", "assessor"));
		if (commit->said && *commit->said)
			oscal_append(json, "logged-by",
			    json_pack("{s:s, s:s}", "party-uuid",
			        oscal_party(o, commit->said), "role-id",
			        "interviewee"));
		oscal_put(o, NULL, json);
	}
	str_done(&text);
}

void
oscal_log(struct oscal *o)
{
	oscal_begin(o, "assessment-log", '{');
	oscal_begin(o, "entries", '[');
	for (size_t i = 0; i < session_commits(o->session); i++)
		add_commit(o, session_commit(o->session, i));
	oscal_end(o);
	oscal_end(o);
}

static bool
is_affirmation(const struct oscal *o, const struct statement *s)
{
	char *id = s->about ? path_segment(s->about, 0) : NULL;
	size_t control =
	    id ? catalog_find(o->catalog, TABLE_CONTROL, id) : CATALOG_NONE;

	free(id);
	return str_equal(s->kind, "affirmation") && s->text && *s->text &&
	       (s->client || !o->view.client) &&
	       (control == CATALOG_NONE ? o->view.control == CATALOG_NONE &&
	                                      o->view.domain == CATALOG_NONE
	                                : oscal_has(o, control));
}

void
oscal_attestations(struct oscal *o)
{
	oscal_begin(o, "attestations", '[');
	for (size_t i = 0; i < o->statements.count; i++) {
		const struct statement *s = &o->statements.items[i];
		json_t *json, *part;

		if (!is_affirmation(o, s))
			continue;
		json = json_object();
		if (s->by && *s->by)
			oscal_append(json, "responsible-parties",
			    json_pack("{s:s, s:[s]}", "role-id", "interviewee",
			        "party-uuids", oscal_party(o, s->by)));
		part = oscal_object(o, "attestation/statements/%s", s->id);
		json_object_set_new(part, "name", json_string("affirmation"));
		json_object_set_new(part, "ns", json_string(OSCAL_NS));
		oscal_add_prop(part, "about", s->about);
		oscal_text(part, "prose", s->text);
		oscal_append(json, "parts", part);
		oscal_put(o, NULL, json);
	}
	oscal_end(o);
}
