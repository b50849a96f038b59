/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The title page: who assessed what, when, where, how, and by which rules. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/rating.h"
#include "model/session.h"
#include "model/slots.h"
#include "report/roc_parts.h"
#include "report/seal_line.h"

static const char *
field(const struct roc *roc, const char *path)
{
	return session_get(roc->session, path);
}

/* "2026-07-14 to 2026-07-16", or the one that is known. */
static void
pair_days(const struct roc *roc, const char *label, const char *begin,
    const char *end)
{
	if (begin && end && !str_equal(begin, end))
		/* TRANSLATORS: from a day to a day */
		roc_pair(roc, label, _("%s to %s"), begin, end);
	else
		roc_pair_text(roc, label, begin ? begin : end);
}

static void
add_dates(const struct roc *roc)
{
	size_t count = session_commits(roc->session);
	char first[16] = "", last[16] = "", made[16] = "";
	int day = DAY_NONE;

	pair_days(roc, _("Period assessed"), field(roc, "session/period/begin"),
	    field(roc, "session/period/end"));
	if (count > 0) {
		int begin = day_parse(session_commit(roc->session, 0)->at);

		day = day_parse(session_commit(roc->session, count - 1)->at);
		if (begin != DAY_NONE)
			day_text(begin, first);
		if (day != DAY_NONE)
			day_text(day, last);
		if (*first && *last)
			pair_days(roc, _("Recorded"), first, last);
	}
	day = roc->view->at ? day_parse(roc->view->at) : DAY_NONE;
	if (day != DAY_NONE)
		day_text(day, made);
	roc_pair_text(roc, _("Report made"), made);
}

/* Places of slots, each once. */
static void
add_places(const struct roc *roc)
{
	struct slots slots = { 0 };
	struct str places = { 0 };

	slots_list(roc->session, &slots);
	for (size_t i = 0; i < slots.count; i++) {
		const char *place = slots.items[i].place;
		bool again = !place;

		for (size_t k = 0; k < i && !again; k++)
			again = str_equal(slots.items[k].place, place);
		if (!again)
			str_printf(
			    &places, "%s%s", places.len ? "; " : "", place);
	}
	roc_pair_text(roc, _("Places"), str_text(&places));
	str_done(&places);
	slots_done(&slots);
}

static void
add_boundary(const struct roc *roc)
{
	const struct report_view *view = roc->view;
	const struct rollup *all = &roc->summary.all.rollup;

	if (roc_is_one(roc))
		roc_pair(roc, _("Extract"),
		    /* TRANSLATORS: a control's id and title */
		    _("Only %s, %s. The whole report says more."),
		    roc_id(roc, view->control), roc_name(roc, view->control));
	else if (view->domain != CATALOG_NONE)
		roc_pair(roc, _("Extract"),
		    /* TRANSLATORS: a domain's name and id */
		    _("Only the domain %s (%s). The whole report says more."),
		    catalog_text(roc->catalog, DOMAIN_NAME, view->domain,
		        roc->desk->language),
		    catalog_string(roc->catalog, DOMAIN_ID, view->domain));
	else
		roc_pair(roc, _("Controls assessed"), _("%zu of %zu"),
		    all->in_scope,
		    all->in_scope + all->out_of_scope + all->not_applicable);
}

static void
add_rigor(const struct roc *roc)
{
	static const char *const names[] = { N_("Standard"), N_("Enhanced"),
		N_("Comprehensive") };
	int rigor = roc->desk->frame.rigor;
	const char *day = field(roc, "session/testing/authorized");
	const char *by = field(roc, "session/testing/by");

	if (rigor >= 1 && rigor <= 3)
		/* TRANSLATORS: a level of rigor: 1, Standard */
		roc_pair(
		    roc, _("Rigor"), _("%d, %s"), rigor, _(names[rigor - 1]));
	/* TRANSLATORS: the standard's name for assessing by people at one
	   point in time */
	doc_pair(roc->doc, _("Method"),
	    _("Manual point-in-time assessment (MPIT): examine, interview, "
	      "test"));
	if (!day)
		doc_pair(roc->doc, _("Testing"),
		    _("No authorization for testing is recorded."));
	else if (by)
		/* TRANSLATORS: a day, and by whom */
		roc_pair(roc, _("Testing"), _("Authorized %s by %s."), day, by);
	else
		roc_pair(roc, _("Testing"), _("Authorized %s."), day);
}

/* The pack in words: "Title, version 1". */
static void
add_pack(const struct roc *roc)
{
	const struct catalog *c = roc->catalog;
	size_t source = catalog_ref(c, PACK_SOURCE, 0);

	/* TRANSLATORS: a pack's title, version and id */
	roc_pair(roc, _("Content"), _("%s, version %s (%s)"),
	    catalog_text(c, PACK_TITLE, 0, roc->desk->language),
	    catalog_string(c, PACK_VERSION, 0), catalog_string(c, PACK_ID, 0));
	if (source != CATALOG_NONE) {
		roc_pair_text(
		    roc, _("Source"), catalog_string(c, SOURCE_NAME, source));
		roc_pair_text(roc, _("Attribution"),
		    catalog_text(
		        c, SOURCE_ATTRIBUTION, source, roc->desk->language));
	}
	roc_pair_text(roc, _("Licence"), catalog_string(c, PACK_LICENCE, 0));
}

static void
add_policy(const struct roc *roc)
{
	const char *name = session_header(roc->session)->policy;
	struct policy policy;

	if (catalog_scale_top(roc->catalog) < 0)
		return;
	rating_policy(roc->catalog, roc->session, &policy);
	struct str text = { 0 };

	str_printf(&text,
	    _("A level passes from %d %% of its applicable criteria met; "
	      "above %d %% the assessor judges, with a reason; else it "
	      "fails."),
	    policy.pass, policy.judge);
	if (policy.pass_first > 0 && policy.pass_first != policy.pass)
		str_printf(
		    &text, _(" Level 1 passes from %d %%."), policy.pass_first);
	if (name)
		/* TRANSLATORS: a policy's name, and what it says */
		roc_pair(roc, _("Policy"), _("\"%s\". %s"), _(name),
		    str_text(&text));
	else
		doc_pair(roc->doc, _("Policy"), str_text(&text));
	str_done(&text);
}

static void
add_seal(const struct roc *roc)
{
	struct str line = { 0 };

	seal_line_add(roc->view, &line);
	/* TRANSLATORS: what closes a session; number, day, fingerprint follow
	 */
	doc_pair(roc->doc, _("Seal"), str_text(&line));
	str_done(&line);
}

void
roc_facts(const struct roc *roc)
{
	struct str team = { 0 };

	roc_pair_text(roc, _("Organization"), field(roc, "session/client"));
	roc_pair_text(roc, _("Assessment"), field(roc, "session/title"));
	if (roc->client)
		doc_pair(roc->doc, _("Copy"),
		    _("For the client; the assessors' private notes are left "
		      "out."));
	add_boundary(roc);
	add_dates(roc);
	add_places(roc);
	roc_team(roc, &team);
	roc_pair_text(roc, _("Assessors"), str_text(&team));
	str_done(&team);
	add_rigor(roc);
	add_policy(roc);
	add_pack(roc);
	/* TRANSLATORS: name and version of this program */
	roc_pair(roc, _("Made with"), "assay %s",
	    roc->view->version ? roc->view->version : "");
	roc_pair_text(roc, _("Session"), session_header(roc->session)->id);
	add_seal(roc);
	if (roc_is_whole(roc))
		roc_people(roc);
}
