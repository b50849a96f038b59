/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Findings in both forms of assay status. */

#include <config.h>

#include "app/verb_status.h"
#include "app/verbs.h"
#include "base/i18n.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/findings.h"

static json_t *
control_json(const struct desk *desk, size_t control)
{
	return verb_text(control == CATALOG_NONE ? NULL
	                                         : catalog_string(desk->catalog,
	                                               CONTROL_ID, control));
}

static json_t *
finding_json(const struct desk *desk, const struct finding *f)
{
	const struct {
		const char *key, *value;
	} texts[] = {
		{ "id", f->id },
		{ "name", f->name },
		{ "about", f->about },
		{ "artifact", f->artifact },
		{ "state", f->state },
		{ "condition", f->condition },
		{ "cause", f->cause },
		{ "evidence", f->evidence },
		{ "impact", f->impact },
		{ "likelihood", f->likelihood },
		{ "recommendation", f->recommendation },
		{ "affects", f->affects },
		{ "owner", f->owner },
		{ "plan", f->plan },
	};
	json_t *json = json_object();

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		json_object_set_new(
		    json, texts[i].key, verb_text(texts[i].value));
	json_object_set_new(json, "control", control_json(desk, f->control));
	json_object_set_new(json, "due", status_day(f->due));
	json_object_set_new(json, "completed", status_day(f->completed));
	json_object_set_new(json, "limit",
	    status_day(f->id ? finding_limit(desk, f) : DAY_NONE));
	json_object_set_new(
	    json, "window", status_day(finding_window(desk, f)));
	json_object_set_new(json, "told", json_boolean(f->told));
	json_object_set_new(json, "open", json_boolean(f->open));
	json_object_set_new(json, "overdue", json_boolean(f->overdue));
	json_object_set_new(json, "candidate", json_boolean(!f->id));
	return json;
}

json_t *
status_findings(const struct desk *desk)
{
	struct findings findings;
	json_t *json = json_array();

	findings_list(desk, true, &findings);
	for (size_t i = 0; i < findings.count; i++)
		json_array_append_new(
		    json, finding_json(desk, &findings.items[i]));
	findings_done(&findings);
	return json;
}

void
status_findings_text(struct str *out, const struct desk *desk)
{
	struct findings findings;
	size_t recorded = 0, open = 0, overdue = 0, candidates = 0;

	findings_list(desk, true, &findings);
	for (size_t i = 0; i < findings.count; i++) {
		const struct finding *f = &findings.items[i];

		recorded += f->id != NULL;
		open += f->id && f->open;
		overdue += f->overdue;
		candidates += !f->id;
	}
	findings_done(&findings);
	if (!recorded && !candidates)
		return;
	str_printf(
	    out, ngettext("%zu finding", "%zu findings", recorded), recorded);
	str_printf(out, _(", %zu open"), open);
	if (overdue)
		str_printf(out,
		    ngettext(", %zu overdue", ", %zu overdue", overdue),
		    overdue);
	if (candidates)
		str_printf(out,
		    ngettext(", %zu candidate", ", %zu candidates", candidates),
		    candidates);
	str_add_char(out, '\n');
}
