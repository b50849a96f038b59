/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Notes on a control, and what was said about it. What is private stands in
 * the assessor's copy alone, and says that it is private. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/schema.h"
#include "model/session.h"
#include "report/roc_parts.h"

/* "OPS-03 3.2" or "OPS-03_A01": what a note is about; the control's own
 * notes say nothing. */
static void
add_place(const struct roc *roc, size_t control, const struct note_item *note,
    struct str *out)
{
	const char *objective =
	    *note->id ? session_getf(roc->session, "%s/notes/%s/objective",
	                    roc_id(roc, control), note->id)
	              : NULL;

	if (objective) {
		str_printf(out, ", %s", objective);
	} else if (note->criterion) {
		struct str about = { 0 };

		str_printf(&about, "%s/criteria/%s/state", roc_id(roc, control),
		    note->criterion);
		str_add(out, ", ");
		roc_about_add(roc, str_text(&about), out);
		str_done(&about);
	}
}

static void
add_notes(const struct roc *roc, size_t control)
{
	struct note_items notes;

	desk_notes(roc->desk, control, &notes);
	for (size_t i = 0; i < notes.count; i++) {
		const struct note_item *note = &notes.items[i];
		struct str head = { 0 };

		if (roc->client && !note->client)
			continue;
		str_add(&head, note->client ? _("Note") : _("Private note"));
		add_place(roc, control, note, &head);
		str_add(&head, ", ");
		roc_commit_add(roc, note->seq, &head);
		doc_quiet(roc->doc, str_text(&head));
		doc_quote(roc->doc, note->text);
		str_done(&head);
	}
	note_items_done(&notes);
}

static void
add_statement(const struct roc *roc, const struct statement *s)
{
	char *name = s->by ? roc_person(roc, s->by) : NULL;
	struct str head = { 0 };

	/* TRANSLATORS: the kind of a statement that is private, "denial" */
	str_printf(&head,
	    s->client ? _("Statement (%s)") : _("Private statement (%s)"),
	    _(s->kind));
	if (s->about) {
		str_add(&head, ", ");
		roc_about_add(roc, s->about, &head);
	}
	if (name)
		roc_join(&head, name);
	str_add(&head, s->verbatim ? _(", verbatim") : "");
	doc_quiet(roc->doc, str_text(&head));
	doc_quote(roc->doc, s->text ? s->text : "");
	if (s->resolved)
		/* TRANSLATORS: how a contradiction was settled */
		roc_text(roc, _("Settled: %s"), s->resolved);
	else if (s->open && str_equal(s->kind, "contradiction"))
		doc_text(roc->doc, _("This contradiction is open."));
	free(name);
	str_done(&head);
}

void
roc_said(const struct roc *roc, size_t control)
{
	add_notes(roc, control);
	for (size_t i = roc->of_statement.first[control]; i != CATALOG_NONE;
	     i = roc->of_statement.next[i]) {
		const struct statement *s = &roc->statements.items[i];

		if (s->client || !roc->client)
			add_statement(roc, s);
	}
}
