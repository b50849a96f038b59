/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Evidence: what hangs on a control, and the register of all of it. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/session.h"
#include "report/roc_parts.h"

/* So many digits of a hash tell items apart; the register has all. */
enum { HASH_SHORT = 12 };

static const char *
field(const struct roc *roc, const struct artifact *a, const char *name)
{
	return artifact_field(roc->session, a->id, name);
}

static enum doc_tone
state_tone(enum evidence_state state)
{
	switch (state) {
	case EVIDENCE_ACCEPTED:
	case EVIDENCE_VIEWED:
		return DOC_GOOD;
	case EVIDENCE_REJECTED:
	case EVIDENCE_NOT_AVAILABLE:
		return DOC_BAD;
	case EVIDENCE_RECEIVED:
	case EVIDENCE_UNDER_REVIEW:
	case EVIDENCE_REQUESTED:
		return DOC_WARN;
	default:
		return DOC_QUIET;
	}
}

/* "rejected: out of date" */
static void
cell_state(const struct roc *roc, const struct artifact *a)
{
	const char *why = roc_why(roc, "evidence/%s/state", a->id);
	struct str text = { 0 };

	str_add(&text, _(evidence_state_word(a->state)));
	if (why)
		str_printf(&text, ": %s", why);
	artifact_flags_add(a, roc->desk->frame.today, &text);
	doc_cell_tone(roc->doc, state_tone(a->state), str_text(&text));
	str_done(&text);
}

static bool
in_register(const struct roc *roc, const struct artifact *a)
{
	return roc->view->depth != REPORT_SUMMARY && roc_has_artifact(roc, a);
}

static void
cell_item(const struct roc *roc, const struct artifact *a)
{
	if (in_register(roc, a))
		doc_cell_link(roc->doc, "_evidence", a->id);
	else
		doc_cell(roc->doc, a->id);
}

/* What one link says: "supports 3.2, page 4". */
static void
add_link(const struct roc *roc, const struct artifact *a,
    const struct artifact_link *link, struct str *out)
{
	const char *locator =
	    link->locator ? link->locator : field(roc, a, "locator");

	str_printf(out, "%s%s", out->len ? "\n" : "", _(link->verdict));
	if (link->objective != CATALOG_NONE) {
		str_printf(out, " %s",
		    catalog_string(
		        roc->catalog, OBJECTIVE_ID, link->objective));
	} else if (link->criterion != CATALOG_NONE && link->path) {
		str_add_char(out, ' ');
		roc_about_add(roc,
		    link->path + strlen("links/") + strlen(a->id) + 1, out);
	}
	if (locator)
		str_printf(out, ", %s", locator);
}

static void
add_proof(const struct roc *roc, size_t control, const struct artifact *a)
{
	size_t count;
	const struct artifact_link *links =
	    artifact_links_to(a, control, &count);
	const char *hash = field(roc, a, "sha256");
	struct str text = { 0 };

	cell_item(roc, a);
	roc_cell_text(roc, a->title);
	cell_state(roc, a);
	for (size_t i = 0; i < count; i++)
		add_link(roc, a, &links[i], &text);
	doc_cell(roc->doc, str_text(&text));
	if (hash)
		roc_cell(roc, "%.*s", HASH_SHORT, hash);
	else
		doc_cell(roc->doc, "");
	str_done(&text);
}

void
roc_proof(const struct roc *roc, size_t control)
{
	const struct doc_column columns[] = {
		{ _("Item"), DOC_LEFT, 14 },
		{ _("Title"), DOC_LEFT, 30 },
		{ _("State"), DOC_LEFT, 18 },
		{ _("What it says, and where"), DOC_LEFT, 24 },
		{ _("SHA-256 begins"), DOC_LEFT, 14 },
	};
	size_t count = 0;
	bool any = false;

	if (!desk_artifacts(roc->desk))
		return;
	const size_t *items =
	    artifacts_of_control(desk_artifacts(roc->desk), control, &count);

	for (size_t i = 0; i < count; i++) {
		const struct artifact *a =
		    artifacts_at(desk_artifacts(roc->desk), items[i]);

		if (!any)
			doc_table(roc->doc, _("Evidence"), columns, 5);
		any = true;
		add_proof(roc, control, a);
	}
	if (any)
		doc_table_end(roc->doc);
}

/* Whose, by whom, and when. */
static void
cell_origin(const struct roc *roc, const struct artifact *a)
{
	static const struct {
		const char *field, *format;
		bool person;
	} parts[] = {
		{ "provided by", N_("from %s"), true },
		{ "obtained", N_("obtained: %s"), false },
		{ "source", N_("source: %s"), false },
		{ "query", N_("query: %s"), false },
		{ "rows", N_("rows: %s"), false },
		{ "dated", N_("dated %s"), false },
		{ "period/begin", N_("covers from %s"), false },
		{ "period/end", N_("covers to %s"), false },
		{ "valid until", N_("valid until %s"), false },
		{ "received", N_("received %s"), false },
		{ "reviewed", N_("reviewed %s"), false },
		{ "reviewed by", N_("reviewed by %s"), true },
		{ "witness", N_("witness: %s"), true },
		{ "version", N_("version %s"), false },
		{ "superseded by", N_("superseded by %s"), false },
	};
	struct str text = { 0 };

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		const char *value = field(roc, a, parts[i].field);
		char *name = NULL;

		if (!value)
			continue;
		if (parts[i].person)
			value = name = roc_person(roc, value);
		str_add(&text, text.len ? "; " : "");
		/* the table's formats take one text each */
		const char *format = _(parts[i].format);
		const char *at = strstr(format, "%s");

		if (at) {
			str_add_n(&text, format, (size_t)(at - format));
			str_add(&text, value);
			str_add(&text, at + 2);
		}
		free(name);
	}
	doc_cell(roc->doc, str_text(&text));
	str_done(&text);
}

static void
cell_kept(const struct roc *roc, const struct artifact *a)
{
	static const char *const words[] = { "kept", "type", "approval" };
	static const char *const texts[] = { "location", "locator",
		"confidentiality", "file" };
	struct str text = { 0 };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (field(roc, a, words[i]))
			roc_join(&text, _(field(roc, a, words[i])));
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (field(roc, a, texts[i]))
			roc_join(&text, field(roc, a, texts[i]));
	if (!roc->client && field(roc, a, "note"))
		str_printf(&text, "\n%s", field(roc, a, "note"));
	doc_cell(roc->doc, str_text(&text));
	str_done(&text);
}

static void
add_entry(const struct roc *roc, const struct artifact *a)
{
	struct str text = { 0 };
	size_t last = CATALOG_NONE;

	doc_cell(roc->doc, a->id);
	roc_cell_text(roc, a->title);
	cell_state(roc, a);
	cell_origin(roc, a);
	cell_kept(roc, a);
	roc_cell_text(roc, field(roc, a, "sha256"));
	for (size_t i = 0; i < a->link_count; i++) {
		if (a->links[i].control != last)
			roc_join(&text, roc_id(roc, a->links[i].control));
		last = a->links[i].control;
	}
	doc_cell(roc->doc, str_text(&text));
	str_done(&text);
}

void
roc_evidence(const struct roc *roc)
{
	const struct doc_column columns[] = {
		{ _("Item"), DOC_LEFT, 10 },
		{ _("Title"), DOC_LEFT, 20 },
		{ _("State"), DOC_LEFT, 12 },
		{ _("Origin and review"), DOC_LEFT, 20 },
		{ _("Kind and place"), DOC_LEFT, 12 },
		{ _("SHA-256"), DOC_LEFT, 14 },
		{ _("Controls"), DOC_LEFT, 12 },
	};
	const struct artifacts *all = desk_artifacts(roc->desk);
	size_t shown = 0;

	for (size_t i = 0; all && i < artifacts_count(all); i++) {
		const struct artifact *a = artifacts_at(all, i);

		if (!roc_has_artifact(roc, a))
			continue;
		if (!shown++)
			doc_table(roc->doc, _("Items of evidence"), columns, 7);
		add_entry(roc, a);
	}
	if (shown)
		doc_table_end(roc->doc);
	else
		doc_text(roc->doc, _("No evidence was asked for or taken in."));
	if (!roc->full && roc_is_whole(roc))
		doc_quiet(roc->doc,
		    _("Items of the content's list that were never asked for "
		      "are not listed."));
}
