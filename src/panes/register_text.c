/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* An item of the register in words. */

#include <config.h>

#include "panes/register_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/dayword.h"
#include "model/desk.h"
#include "model/people.h"
#include "model/rehearse_evidence.h"
#include "model/session.h"
#include "panes/item_text.h"
#include "panes/register_when.h"
#include "panes/when.h"
#include "ui/canvas.h"

bool
register_moment(const struct desk *desk, const struct artifact *artifact,
    struct str *day, const struct entry **entry, const struct commit **commit)
{
	char *path = artifact_path(artifact->id, "state"), time[6];

	*entry = desk->session ? session_entry(desk->session, path) : NULL;
	free(path);
	*commit =
	    *entry ? session_find_commit(desk->session, (*entry)->seq) : NULL;
	if (!*commit)
		return false;
	int at = day_parse((*commit)->at), today = desk->frame.today;

	if (at == DAY_NONE || today == DAY_NONE) {
		str_printf(day, "%.10s", (*commit)->at);
		return true;
	}
	dayword_show(at, today, day);
	when_time((*commit)->at, time);
	if (at == today)
		str_printf(day, " %s", time);
	return true;
}

/* The flags in words, but that it is overdue, which is said with its days. */
static void
add_flags(const struct artifact *artifact, struct str *out)
{
	for (int i = 0; i < ARTIFACT_FLAGS; i++) {
		unsigned flag = 1u << i;

		if (!(artifact->flags & flag) || flag == ARTIFACT_OVERDUE)
			continue;
		str_printf(out, "%s%s", out->len ? ", " : "",
		    artifact_flag_text((enum artifact_flag)flag));
	}
}

/* "Mon 13 Jul" and "a draft" as one, shortened to fit. */
static void
join(
    const struct str *when, const struct str *flags, int cells, struct str *out)
{
	size_t start = out->len;

	if (!flags->len || !when->len) {
		str_add(out, str_text(when->len ? when : flags));
		return;
	}
	str_printf(out, "%s, %s", str_text(when), str_text(flags));
	if (text_cells(out->data + start) <= cells)
		return;
	str_truncate(out, start);
	/* "Mon" says it too */
	str_add_n(out, str_text(when), strcspn(str_text(when), " "));
	str_printf(out, ", %s", str_text(flags));
	if (text_cells(out->data + start) <= cells)
		return;
	str_truncate(out, start);
	str_add(out, str_text(flags));
}

bool
register_when(const struct desk *desk, const struct artifact *artifact,
    int cells, struct str *out)
{
	struct str when = { 0 }, flags = { 0 };
	const struct entry *entry;
	const struct commit *commit;
	bool waits = artifact_group(artifact->state) == ARTIFACT_OUTSTANDING;

	add_flags(artifact, &flags);
	if (waits && artifact->due != DAY_NONE)
		dayword_due(artifact->due, desk->frame.today, &when);
	else if (artifact->state != EVIDENCE_NOT_REQUESTED)
		register_moment(desk, artifact, &when, &entry, &commit);
	join(&when, &flags, cells, out);
	str_done(&when);
	str_done(&flags);
	return artifact->flags != 0;
}

static bool
is_in_scope(const struct desk *desk, const struct artifact_link *link)
{
	return scope_is_in(&desk_standing(desk, link->control)->scope);
}

void
register_for(
    const struct desk *desk, const struct artifact *artifact, struct str *out)
{
	size_t named = CATALOG_NONE, start = out->len;

	for (size_t i = 0; i < artifact->link_count; i++) {
		const struct artifact_link *link = &artifact->links[i];
		bool bare =
		    link->control == named && link->objective == CATALOG_NONE;

		if (!is_in_scope(desk, link) ||
		    str_equal(link->verdict, "not relevant"))
			continue;
		/* the control goes without saying where a part is named */
		if (link->implied && i + 1 < artifact->link_count &&
		    artifact->links[i + 1].control == link->control)
			continue;
		if (bare && link->criterion == CATALOG_NONE)
			continue;
		if (out->len > start)
			str_add_char(out, ' ');
		item_text_show_row(desk, link->control, link->objective,
		    link->criterion, bare, out);
		if (str_equal(link->verdict, "contradicts"))
			str_add_char(out, '!');
		named = link->objective == CATALOG_NONE ? link->control : named;
	}
}

void
register_from(
    const struct desk *desk, const struct artifact *artifact, struct str *out)
{
	char *name = artifact->person
	                 ? person_name(desk->session, artifact->person)
	                 : NULL;

	str_add(out, name ? name : "");
	free(name);
}

void
register_effect(
    const struct desk *desk, const struct artifact *artifact, struct str *out)
{
	bool counts = artifact_counts(artifact);
	struct rehearsed changed = { 0 };
	size_t start = out->len;

	if (!counts && artifact_group(artifact->state) == ARTIFACT_FINISHED)
		return;
	if (!counts && artifact->flags & ARTIFACT_DRAFT) {
		str_add(out, _("It is a draft: accepted it supports nothing."));
		return;
	}
	rehearse_evidence(desk, artifact, !counts, &changed);
	for (size_t i = 0; i < changed.count; i++) {
		const char *id = catalog_string(
		    desk->catalog, CONTROL_ID, changed.items[i].control);
		int before = changed.items[i].before;
		int after = changed.items[i].after;

		if (out->len > start)
			str_printf(
			    out, _(", on %s from %d to %d"), id, before, after);
		else if (counts)
			str_printf(out,
			    _("Rejecting it would take Supported on %s from "
			      "%d to %d"),
			    id, before, after);
		else
			str_printf(out,
			    _("Accepting it would take Supported on %s from "
			      "%d to %d"),
			    id, before, after);
	}
	if (changed.count)
		str_add_char(out, '.');
	else if (changed.controls)
		str_add(out, counts ? _("Rejecting it would change Supported "
		                        "on no control.")
		                    : _("Accepting it would change Supported "
		                        "on no control."));
	rehearsed_done(&changed);
}
