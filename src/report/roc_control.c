/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* One control in the report on conformity: what it asks, where it stands, and
 * what that rests on. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/schema.h"
#include "model/session.h"
#include "report/roc_parts.h"

static void
add_question(const struct roc *roc, size_t control)
{
	const struct catalog *c = roc->catalog;
	size_t language = roc->desk->language;
	const char *question =
	    catalog_text(c, CONTROL_QUESTION, control, language);
	int weight = catalog_number(c, CONTROL_WEIGHT, control);

	doc_quote(
	    roc->doc, catalog_text(c, CONTROL_STATEMENT, control, language));
	roc_pair_text(roc, _("Question"), question);
	if (catalog_control_material(c, control))
		/* TRANSLATORS: of a control; its weight follows */
		roc_pair(roc, _("Weight"), _("%d, a material control"), weight);
	else if (weight >= 0)
		roc_pair(roc, _("Weight"), "%d", weight);
}

/* Sentences that are the assessor's to act on, not the client's. */
enum {
	PRIVATE_WARNINGS = WARN_SATISFACTORY_LOW | WARN_DEFICIENT_HIGH |
	                   WARN_NO_REASON | WARN_NOT_DEFENSIBLE | WARN_RECHECK
};

static void
add_warnings(const struct roc *roc, size_t control)
{
	const struct standing *s = desk_standing(roc->desk, control);
	unsigned shown = s->warnings;

	if (roc->client)
		shown &= ~(unsigned)PRIVATE_WARNINGS;
	for (unsigned i = 0; i < WARN_COUNT; i++) {
		struct str text = { 0 };

		if (!(shown & 1u << i))
			continue;
		standing_warning(s, (enum warning_bit)(1u << i), &text);
		/* TRANSLATORS: before a sentence to be aware of */
		roc_item(roc, _("To be aware of: %s"), str_text(&text));
		str_done(&text);
	}
}

static void
add_flags(const struct roc *roc, size_t control)
{
	char *prefix = xasprintf("%s/flags/", roc_id(roc, control));
	size_t count = 0;
	const struct entry *entry = session_range(roc->session, prefix, &count);
	struct str names = { 0 };

	for (size_t i = 0; i < count && !roc->client; i++) {
		char *name = path_segment(entry[i].path, 2);

		roc_join(&names, name);
		free(name);
	}
	/* TRANSLATORS: marks an assessor set to look at a control again */
	roc_pair_text(roc, _("Flags"), str_text(&names));
	str_done(&names);
	free(prefix);
}

/* Links to the deficiencies recorded of it. */
static void
add_findings(const struct roc *roc, size_t control)
{
	for (size_t i = roc->of_finding.first[control]; i != CATALOG_NONE;
	     i = roc->of_finding.next[i]) {
		const struct finding *finding = &roc->findings.items[i];
		struct str text = { 0 };

		if (!finding->id)
			continue;
		/* TRANSLATORS: a deficiency's number and its state */
		str_printf(&text, _("Deficiency %s (%s)"), finding->name,
		    _(finding->state));
		char *anchor = xasprintf("_%s", finding->name);

		doc_item_link(roc->doc, 0, anchor, str_text(&text));
		free(anchor);
		str_done(&text);
	}
}

void
roc_control(const struct roc *roc, size_t control)
{
	const struct standing *s = desk_standing(roc->desk, control);
	const char *name = catalog_text(
	    roc->catalog, CONTROL_TITLE, control, roc->desk->language);
	struct str title = { 0 };

	/* a control without a title is its statement, which follows */
	str_add(&title, roc_id(roc, control));
	if (name)
		str_printf(&title, " %s", name);
	doc_heading(roc->doc, 4, roc_id(roc, control), str_text(&title));
	str_done(&title);
	add_question(roc, control);
	roc_standing(roc, control);
	add_flags(roc, control);
	add_warnings(roc, control);
	add_findings(roc, control);
	if (scope_is_in(&s->scope) || roc->full) {
		roc_levels(roc, control);
		roc_criteria(roc, control);
		roc_objectives(roc, control);
	}
	roc_proof(roc, control);
	roc_said(roc, control);
}
