/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The fields of each kind of record, as the record form lists them. */

#include <config.h>

#include "panes/record_form.h"

#include "base/i18n.h"

/* TRANSLATORS: below are the labels of the fields of records, at most 18
 * letters each */
/* clang-format off */
const struct record_field artifact_fields[] = {
	{ "state", N_("state") },
	{ "title", N_("title") },
	{ "request", N_("answers request") },
	{ "requested from", N_("requested from") },
	{ "requested", N_("requested on") },
	{ "due", N_("due") },
	{ "provided by", N_("provided by") },
	{ "received", N_("received on") },
	{ "obtained", N_("how obtained") },
	{ "witness", N_("witness") },
	{ "locator", N_("where in it") },
	{ "note", N_("note") },
	{ "type", N_("type") },
	{ "applies to", N_("applies to") },
	{ "method", N_("method") },
	{ "approval", N_("approval") },
	{ "version", N_("version") },
	{ "dated", N_("dated") },
	{ "period/begin", N_("period from") },
	{ "period/end", N_("period to") },
	{ "valid until", N_("valid until") },
	{ "source", N_("source system") },
	{ "query", N_("query or filter") },
	{ "rows", N_("rows") },
	{ "kept", N_("kept") },
	{ "location", N_("location") },
	{ "file", N_("file") },
	{ "size", N_("size in bytes") },
	{ "sha256", N_("SHA-256") },
	{ "confidentiality", N_("confidentiality") },
	{ "retain until", N_("retain until") },
	{ "reviewed", N_("reviewed on") },
	{ "reviewed by", N_("reviewed by") },
	{ "superseded by", N_("superseded by") },
	{ NULL, NULL },
};

const struct record_field person_fields[] = {
	{ "name", N_("name") },
	{ "position", N_("position") },
	{ "role", N_("role") },
	{ "organisation", N_("organisation") },
	{ "contact", N_("contact") },
	{ "anonymous", N_("not to be named") },
	{ NULL, NULL },
};

const struct record_field slot_fields[] = {
	{ "title", N_("title") },
	{ "day", N_("day") },
	{ "time", N_("begins at") },
	{ "minutes", N_("minutes") },
	{ "place", N_("place") },
	{ NULL, NULL },
};

const struct record_field statement_fields[] = {
	{ "text", N_("text") },
	{ "kind", N_("kind") },
	{ "form", N_("form") },
	{ "by", N_("said by") },
	{ "about", N_("about") },
	{ "audience", N_("for whom") },
	{ "slot", N_("slot") },
	{ "resolved", N_("resolved") },
	{ "request", N_("became request") },
	{ NULL, NULL },
};

const struct record_field followup_fields[] = {
	{ "text", N_("text") },
	{ "kind", N_("kind") },
	{ "person", N_("by whom") },
	{ "due", N_("due") },
	{ "state", N_("state") },
	{ "about", N_("about") },
	{ "slot", N_("slot") },
	{ "request", N_("became request") },
	{ NULL, NULL },
};

const struct record_field finding_fields[] = {
	{ "condition", N_("condition") },
	{ "about", N_("about") },
	{ "evidence", N_("evidence") },
	{ "cause", N_("cause") },
	{ "impact", N_("impact") },
	{ "likelihood", N_("likelihood") },
	{ "recommendation", N_("recommendation") },
	{ "affects", N_("affects") },
	{ "owner", N_("owner") },
	{ "plan", N_("plan") },
	{ "due", N_("due") },
	{ "completed", N_("completed") },
	{ "state", N_("state") },
	{ "told", N_("told the client") },
	{ NULL, NULL },
};
/* clang-format on */
