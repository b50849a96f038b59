/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The statement of applicability: what is assessed, what is not, and why. */

#include <config.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/session.h"
#include "report/roc_parts.h"

static void
add_rule(const struct roc *roc)
{
	const struct entry *rule = session_entry(roc->session, "scope/rule");
	const struct rollup *r = &roc_sum(roc)->rollup;
	struct str frameworks = { 0 };

	if (rule) {
		doc_pair(roc->doc, _("Rule"), rule->value);
		roc_pair_text(roc, _("Reason"), rule->why);
	} else {
		doc_pair(roc->doc, _("Rule"),
		    _("every control of the content that is not withdrawn or "
		      "deprecated"));
	}
	for (size_t i = 0; i < catalog_rows(roc->catalog, TABLE_FRAMEWORK); i++)
		if (roc->desk->frame.frameworks[i])
			roc_join(&frameworks,
			    catalog_string(roc->catalog, FRAMEWORK_NAME, i));
	roc_pair_text(roc, _("Frameworks in scope"), str_text(&frameworks));
	str_done(&frameworks);
	roc_pair(roc, _("Controls"),
	    _("%zu applicable, %zu not applicable, %zu out of scope"),
	    r->in_scope, r->not_applicable, r->out_of_scope);
}

/* Is it out by the rule, or since it is withdrawn, as many others may be? */
static bool
is_out_with_others(const struct standing *s)
{
	return !scope_is_in(&s->scope) && !s->scope.own;
}

/* Does it stand in the table: is there a reason or a provider to give? */
static bool
is_row(const struct roc *roc, size_t control)
{
	const struct standing *s = desk_standing(roc->desk, control);

	if (!report_has(roc->view, control))
		return false;
	if (roc->full)
		return true;
	return !is_out_with_others(s) &&
	       (s->scope.state != SCOPE_IN ||
	           s->designation == DESIGNATION_NOT_APPLICABLE);
}

static void
cell_why(const struct roc *roc, size_t control)
{
	const struct standing *s = desk_standing(roc->desk, control);
	const struct scope_item *item = &s->scope;
	struct str text = { 0 };

	if (item->state == SCOPE_INHERITED || item->state == SCOPE_RECIPROCAL) {
		/* TRANSLATORS: who answers for an inherited control */
		if (item->provider)
			str_printf(&text, _("Provider: %s."), item->provider);
		if (item->declared)
			str_printf(&text, _("%sDeclared %s."),
			    text.len ? " " : "", item->declared);
		if (item->declaration_old)
			str_add(&text, _(" The declaration is older than 12 "
			                 "months."));
		if (item->declaration_missing)
			str_printf(&text, _("%sNo declaration is dated."),
			    text.len ? " " : "");
		if (item->why)
			str_printf(
			    &text, "%s%s", text.len ? " " : "", item->why);
	} else if (item->state == SCOPE_OUT) {
		standing_explain(&roc->desk->frame, control, s, &text);
	} else if (s->designation == DESIGNATION_NOT_APPLICABLE) {
		standing_explain(&roc->desk->frame, control, s, &text);
	}
	doc_cell(roc->doc, str_text(&text));
	str_done(&text);
}

/* In words of their own, so that "in" and "out" stand alone. */
static const char *
scope_name(const struct standing *s)
{
	switch (s->scope.state) {
	case SCOPE_OUT:
		return _("out of scope");
	case SCOPE_INHERITED:
		return _("inherited");
	case SCOPE_RECIPROCAL:
		return _("reciprocal");
	case SCOPE_IN:
		break;
	}
	return s->designation == DESIGNATION_NOT_APPLICABLE
	           ? _("not applicable")
	           : _("applicable");
}

static void
add_row(const struct roc *roc, size_t control)
{
	const char *anchor = roc_anchor(roc, control);

	if (anchor)
		doc_cell_link(roc->doc, anchor, roc_id(roc, control));
	else
		doc_cell(roc->doc, roc_id(roc, control));
	doc_cell(roc->doc, roc_name(roc, control));
	doc_cell(roc->doc, scope_name(desk_standing(roc->desk, control)));
	cell_why(roc, control);
}

static bool
add_table(const struct roc *roc)
{
	const struct doc_column columns[] = {
		{ _("Control"), DOC_LEFT, 12 },
		{ _("Title"), DOC_LEFT, 33 },
		{ _("Applicability"), DOC_LEFT, 15 },
		{ _("Reason, provider"), DOC_LEFT, 40 },
	};
	bool any = false;

	for (size_t i = 0; i < catalog_rows(roc->catalog, TABLE_CONTROL); i++) {
		if (!is_row(roc, i))
			continue;
		if (!any)
			doc_table(roc->doc, _("Applicability by control"),
			    columns, 4);
		any = true;
		add_row(roc, i);
	}
	if (any)
		doc_table_end(roc->doc);
	return any;
}

/* The controls that share one reason, as one line. */
static void
add_list(const struct roc *roc, const char *label, bool out)
{
	struct str ids = { 0 };

	for (size_t i = 0; i < catalog_rows(roc->catalog, TABLE_CONTROL); i++) {
		const struct standing *s = desk_standing(roc->desk, i);

		if (report_has(roc->view, i) && !is_row(roc, i) &&
		    is_out_with_others(s) == out)
			roc_join(&ids, roc_id(roc, i));
	}
	roc_pair_text(roc, label, str_text(&ids));
	str_done(&ids);
}

void
roc_scope(const struct roc *roc)
{
	add_rule(roc);
	add_table(roc);
	add_list(roc, _("Applicable"), false);
	add_list(roc,
	    session_get(roc->session, "scope/rule")
	        ? _("Out of scope by the rule, withdrawn or deprecated")
	        : _("Out of scope as withdrawn or deprecated"),
	    true);
}
