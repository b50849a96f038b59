/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The record of the finding under the cursor, a line or more a field, and what
 * goes with it: its clocks, evidence, who said what. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/dayword.h"
#include "model/desk.h"
#include "model/findings.h"
#include "model/people.h"
#include "model/records.h"
#include "model/session.h"
#include "model/statements.h"
#include "panes/field_ask.h"
#include "panes/findings_parts.h"
#include "panes/item_text.h"
#include "panes/objective.h"
#include "panes/panes.h"
#include "panes/when.h"

/* Lines of one field, and the bytes they are made of. */
enum { COL_VALUE = 19, LINES_MOST = 6, BYTES_MOST = 4000 };

struct making {
	struct findings_pane *p;
	const struct desk *desk;
	const struct finding *f;
	int cells;
};

static void
add_day(const struct desk *desk, int day, struct str *out)
{
	dayword_show(day, desk->frame.today, out);
}

/* A field's lines; a field of NULL is no stop for the cursor. */
static void
add_line(struct making *m, const char *field, const char *label, enum role role,
    const char *text)
{
	struct side_list *list = &m->p->record;
	size_t item = SIDE_NONE, first;
	char *head;

	if (field) {
		item = list->items;
		m->p->fields[list->items++] = field;
	}
	/* no screen shows more of a long text, and wrapping it costs */
	size_t len = strlen(text);

	if (len > BYTES_MOST)
		len = BYTES_MOST;
	while (len && len < strlen(text) &&
	       ((unsigned char)text[len] & 0xc0) == 0x80)
		len--;
	head = xstrndup(text, len);
	first = side_list_wrap(list, item, COL_VALUE, role, *head ? head : "-",
	    m->cells, LINES_MOST);
	list->lines[first].label = xstrdup(label);
	list->lines[first].name = xstrdup(label);
	free(head);
}

/* A field as it is recorded. */
static void
add_field(
    struct making *m, const char *field, const char *label, const char *value)
{
	char *path = record_path("findings", m->f->id ? m->f->id : "-", field);
	struct str text = { 0 };

	if (value)
		field_show(m->desk, path, value, &text);
	add_line(m, m->f->id ? field : NULL, label,
	    value ? ROLE_TEXT : ROLE_QUIET, str_text(&text));
	str_done(&text);
	free(path);
}

/* "OPS-01.1_A02, Deficient: those procedures reach the people". */
static void
add_about(struct making *m)
{
	const struct catalog *c = m->desk->catalog;
	size_t control, objective, criterion;
	struct str text = { 0 };
	struct spot spot;

	if (!m->f->about) {
		add_line(m, m->f->id ? "about" : NULL, _("Criterion"),
		    ROLE_QUIET, "");
		return;
	}
	item_text_show(m->desk, m->f->about, &text);
	if (!item_text_rows(
	        m->desk, m->f->about, &control, &objective, &criterion)) {
		str_printf(&text, ", %s", _("not in this pack"));
	} else if (objective != CATALOG_NONE) {
		struct desk_objective at = { control, objective };

		str_printf(&text, ", %s: %s",
		    objective_word(objective_designation(m->desk, at)),
		    catalog_text(
		        c, OBJECTIVE_TEXT, objective, m->desk->language));
	} else if (item_text_spot(m->desk, control, criterion, &spot)) {
		struct str from = { 0 };

		findings_from(m->desk, m->f, &from);
		/* the number stands there already: "3.3 partial" */
		str_printf(&text, ", %s: %s",
		    m->f->artifact ? _("open")
		                   : strchr(str_text(&from), ' ') + 1,
		    catalog_text(
		        c, CRITERION_TEXT, criterion, m->desk->language));
		str_done(&from);
	} else {
		str_printf(&text, ", %s: %s",
		    objective_word(
		        desk_standing(m->desk, control)->designation),
		    catalog_control_name(c, control, m->desk->language));
	}
	add_line(m, m->f->id ? "about" : NULL, _("Criterion"), ROLE_TEXT,
	    str_text(&text));
	str_done(&text);
}

/* "E-GOV-11 p. 12, accepted" */
static void
add_artifact(const struct making *m, const char *id, struct str *out)
{
	size_t at = artifacts_find(desk_artifacts(m->desk), id);
	const char *locator =
	    m->desk->session ? artifact_field(m->desk->session, id, "locator")
	                     : NULL;

	str_printf(out, "%s%s", out->len ? "   " : "", id);
	if (m->f->about && m->desk->session) {
		const char *there = session_getf(
		    m->desk->session, "links/%s/%s/locator", id, m->f->about);

		locator = there ? there : locator;
	}
	if (locator)
		str_printf(out, " %s", locator);
	if (at != CATALOG_NONE)
		str_printf(out, ", %s",
		    _(evidence_state_word(
		        artifacts_at(desk_artifacts(m->desk), at)->state)));
}

/* The last thing said on just this item: "We print them." B. Okafor, 09:58 */
static void
add_said(const struct making *m, struct str *out)
{
	struct statements statements;
	const struct statement *last = NULL;
	char when[SIDE_WHEN], *who = NULL;

	if (!m->f->about)
		return;
	statements_list(m->desk->session, NULL, &statements);
	for (size_t i = 0; i < statements.count; i++)
		if (str_equal(statements.items[i].about, m->f->about))
			last = &statements.items[i];
	if (last && last->text) {
		if (last->by)
			who = person_name(m->desk->session, last->by);
		str_printf(out, "%s\"%s\"", out->len ? "   " : "", last->text);
		if (who)
			str_printf(out, " %s", who);
		if (side_commit(m->desk, last->seq, when))
			str_printf(out, ", %s", when);
	}
	free(who);
	statements_done(&statements);
}

static void
add_evidence(struct making *m)
{
	struct str text = { 0 };

	for (const char *p = m->f->evidence; p && *p;) {
		size_t len = strcspn(p, " ");
		char *id = xstrndup(p, len);

		if (len)
			add_artifact(m, id, &text);
		free(id);
		p += len + (p[len] == ' ');
	}
	add_said(m, &text);
	add_line(m, m->f->id ? "evidence" : NULL, _("Evidence"),
	    text.len ? ROLE_TEXT : ROLE_QUIET, str_text(&text));
	str_done(&text);
}

static void
add_due(struct making *m)
{
	const struct finding *f = m->f;
	int limit = finding_limit(m->desk, f), today = m->desk->frame.today;
	struct str text = { 0 };
	bool late = f->overdue || (f->open && f->due != DAY_NONE &&
	                              limit != DAY_NONE && f->due > limit);

	if (f->due != DAY_NONE) {
		add_day(m->desk, f->due, &text);
		if (f->overdue)
			str_printf(&text,
			    ngettext(", overdue %d day", ", overdue %d days",
			        (unsigned long)(today - f->due)),
			    today - f->due);
		else if (f->open && today != DAY_NONE)
			str_printf(&text,
			    ngettext(", %d day", ", %d days",
			        (unsigned long)(f->due - today)),
			    f->due - today);
	}
	if (limit != DAY_NONE) {
		str_add(&text, text.len ? "   " : "");
		str_add(&text, f->due != DAY_NONE && f->due > limit
		                   ? _("past the 180-day limit: ")
		                   : _("the 180-day limit is "));
		add_day(m->desk, limit, &text);
	}
	add_line(
	    m, "due", _("Due"), late ? ROLE_WARN : ROLE_TEXT, str_text(&text));
	str_done(&text);
}

static void
add_window(struct making *m)
{
	int end = finding_window(m->desk, m->f);
	int today = m->desk->frame.today;
	struct str text = { 0 }, day = { 0 };

	if (end == DAY_NONE) {
		str_add(&text, _("10 business days after the active period; "
		                 ":period says when it ends"));
	} else {
		add_day(m->desk, end, &day);
		str_printf(&text,
		    today != DAY_NONE && end < today
		        ? _("ended %s, 10 business days after the active "
		            "period")
		        : _("until %s, 10 business days after the active "
		            "period"),
		    str_text(&day));
	}
	add_line(m, NULL, _("Re-evaluation"),
	    end == DAY_NONE ? ROLE_QUIET : ROLE_TEXT, str_text(&text));
	str_done(&text);
	str_done(&day);
}

/* "confirmed 14 Jul 10:12 by J. Meyer   told to the client: no" */
static void
add_state(struct making *m)
{
	const struct finding *f = m->f;
	uint64_t seq = record_seq(m->desk->session, "findings", f->id, "state");
	const struct commit *commit =
	    session_find_commit(m->desk->session, seq ? seq : f->seq);
	struct str text = { 0 };
	char time[6];

	str_add(&text, _(f->state));
	if (commit) {
		str_add_char(&text, ' ');
		when_day(commit->at, false, &text);
		when_time(commit->at, time);
		/* TRANSLATORS: goes on "confirmed 14 Jul": time and who */
		str_printf(&text, _(" %s by %s"), time, commit->by);
	}
	if (f->completed != DAY_NONE &&
	    (!commit || f->completed != day_parse(commit->at))) {
		struct str day = { 0 };

		add_day(m->desk, f->completed, &day);
		str_printf(&text, _(", completed %s"), str_text(&day));
		str_done(&day);
	}
	str_add(&text, "   ");
	str_add(&text, f->told ? _("told to the client: yes")
	                       : _("told to the client: no"));
	add_line(m, "state", _("State"), ROLE_TEXT, str_text(&text));
	str_done(&text);
}

/* Does the item stand in the finding as what shows the deficiency? */
static bool
is_cited(const struct finding *f, const char *id)
{
	size_t len = strlen(id);

	for (const char *p = f->evidence; p && *p;) {
		size_t word = strcspn(p, " ");

		if (word == len && strncmp(p, id, len) == 0)
			return true;
		p += word + (p[word] == ' ');
	}
	return false;
}

/* What was linked to the item and is not among what shows it fails. */
static void
add_clearing(struct making *m)
{
	size_t count = 0;
	const size_t *at = m->f->control == CATALOG_NONE
	                       ? NULL
	                       : artifacts_of_control(desk_artifacts(m->desk),
	                             m->f->control, &count);
	struct str text = { 0 };
	char key[16];

	for (size_t i = 0; i < count; i++) {
		const struct artifact *it =
		    artifacts_at(desk_artifacts(m->desk), at[i]);
		const char *verdict = session_getf(
		    m->desk->session, "links/%s/%s", it->id, m->f->about);

		if (verdict && !is_cited(m->f, it->id) &&
		    (str_equal(verdict, "supports") ||
		        str_equal(verdict, "partly")))
			add_artifact(m, it->id, &text);
	}
	if (!text.len)
		str_add(&text, _("none yet"));
	side_key(&m->p->pane, "finding-link", key);
	if (*key && !m->desk->read_only)
		/* TRANSLATORS: %s is a key */
		str_printf(&text, _("   %s link evidence"), key);
	add_line(m, NULL, _("Would clear it"), ROLE_TEXT, str_text(&text));
	str_done(&text);
}

static void
add_candidate(struct making *m)
{
	char key[16];
	char *text;

	side_key(&m->p->pane, "finding", key);
	text = m->f->artifact
	           ? xasprintf(_("%s is not available. %s or Enter records it "
	                         "as a finding."),
	                 m->f->artifact, key)
	           : xasprintf(_("The control is deficient and has no record. "
	                         "%s or Enter makes one."),
	                 key);
	add_line(m, NULL, _("Candidate"), ROLE_TEXT, text);
	free(text);
}

static void
add_recorded(struct making *m)
{
	const struct finding *f = m->f;

	add_field(m, "cause", _("Cause"), f->cause);
	add_field(m, "impact", _("Impact"), f->impact);
	add_field(m, "likelihood", _("Likelihood"), f->likelihood);
	add_field(m, "recommendation", _("Recommendation"), f->recommendation);
	add_field(m, "affects", _("Affects"), f->affects);
	add_field(m, "owner", _("Owner"), f->owner);
	add_field(m, "plan", _("Plan"), f->plan);
	add_due(m);
	add_window(m);
	add_state(m);
	add_clearing(m);
}

void
findings_record_make(struct findings_pane *p, const struct desk *desk)
{
	const struct finding *f = findings_here(p);
	struct making m = { .p = p, .desk = desk, .f = f };
	struct str effect = { 0 };

	side_list_clear(&p->record);
	p->record.items = 0;
	p->recorded = true;
	p->record_cols = p->pane.rect.cols;
	free(p->effect);
	p->effect = NULL;
	if (!f)
		return;
	m.cells = side_cells(&p->pane) + SIDE_TEXT - COL_VALUE;
	add_field(&m, "condition", _("Condition"), f->condition);
	add_about(&m);
	add_evidence(&m);
	if (f->id)
		add_recorded(&m);
	else
		add_candidate(&m);
	findings_effect(desk, f, &effect);
	p->effect = str_steal(&effect);
}
