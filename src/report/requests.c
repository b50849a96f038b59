/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What to ask the client for before the visit, by person and area. */

#include <config.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/desk.h"
#include "report/doc.h"
#include "report/reports.h"
#include "report/tables_parts.h"

static void
put_head(const struct report_view *view, const struct asked_list *list,
    struct doc *doc)
{
	struct str line = { 0 };

	report_head(view, _("Evidence requests"), doc);
	str_printf(&line,
	    ngettext("%zu item to ask for", "%zu items to ask for",
	        list->count),
	    list->count);
	if (list->overdue)
		/* TRANSLATORS: of items to ask for, behind their number */
		str_printf(&line,
		    ngettext(
		        ", %zu overdue", ", %zu overdue", list->overdue),
		    list->overdue);
	doc_pair(doc, _("In sum"), str_text(&line));
	str_done(&line);
}

static void
put_item(const struct report_view *view, const struct asked *asked,
    struct doc *doc)
{
	const struct artifact *it = asked->artifact;
	const char *more = tables_description(view, it);
	struct str text = { 0 };

	doc_cell(doc, it->id);
	str_add(&text, it->title);
	if (more)
		str_printf(&text, "%s%s", text.len ? ": " : "", more);
	doc_cell(doc, str_text(&text));
	str_clear(&text);
	report_add_day(&text, it->due);
	if (asked->overdue)
		/* TRANSLATORS: behind a day */
		str_add(&text, _(", overdue"));
	if (it->state == EVIDENCE_REJECTED)
		/* TRANSLATORS: of an item of evidence that was refused */
		str_printf(&text, "%s%s", text.len ? ", " : "",
		    _("asked for again"));
	if (asked->overdue)
		doc_cell_tone(doc, DOC_WARN, str_text(&text));
	else
		doc_cell(doc, str_text(&text));
	str_clear(&text);
	tables_add_asking(view, it, &text);
	doc_cell(doc, str_text(&text));
	str_done(&text);
}

/* Those of one person and area: from one item to the next of another. */
static size_t
put_area(const struct report_view *view, const struct asked_list *list,
    size_t from, struct doc *doc)
{
	const struct doc_column columns[] = {
		{ _("Item"), DOC_LEFT, 12 },
		{ _("What"), DOC_LEFT, 48 },
		{ _("Due"), DOC_LEFT, 15 },
		{ _("For the controls"), DOC_LEFT, 25 },
	};
	const struct asked *first = &list->items[from];
	size_t i = from;
	/* TRANSLATORS: of items of evidence that belong to no area */
	const char *area = first->area ? first->area : _("Other");

	doc_heading(doc, 3, NULL, area);
	doc_table(doc, area, columns, sizeof(columns) / sizeof(*columns));
	for (; i < list->count; i++) {
		const struct asked *asked = &list->items[i];

		if (!str_equal(asked->area, first->area) ||
		    !str_equal(asked->person, first->person))
			break;
		put_item(view, asked, doc);
	}
	doc_table_end(doc);
	return i;
}

bool
report_requests(
    const struct report_view *view, struct str *out, struct err *err)
{
	struct doc *doc = doc_markdown(out);
	struct asked_list list;

	(void)err; /* a text in memory cannot fail */
	tables_asked(view, &list);
	put_head(view, &list, doc);
	for (size_t i = 0; i < list.count;) {
		const char *person = list.items[i].person;

		if (!i || !str_equal(person, list.items[i - 1].person))
			/* TRANSLATORS: over what is asked from nobody yet */
			doc_heading(doc, 2, NULL,
			    person ? person : _("Nobody named yet"));
		i = put_area(view, &list, i, doc);
	}
	if (!list.count)
		doc_text(doc, _("Nothing is outstanding."));
	tables_asked_done(&list);
	doc_finish(doc);
	return true;
}
