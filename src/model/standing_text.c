/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What a control's standing says to people. */

#include <config.h>

#include "model/standing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/session.h"

void
standing_derived_text(const struct maturity *m, char out[16])
{
	if (!m->touched)
		snprintf(out, 16, "-");
	else if (m->low == m->high)
		snprintf(out, 16, "%d", m->low);
	else
		snprintf(out, 16, "%d-%d", m->low, m->high);
}

/* What goes behind a concluded level; an override is marked in any case. */
static const char *
marks(const struct standing *standing)
{
	if (standing->stale)
		return standing->above_derived ? "^?" : "?";
	if (standing->review == REVIEW_APPROVED)
		return standing->above_derived ? "^r" : "r";
	return standing->above_derived ? "^" : "";
}

void
standing_level_text(
    const struct rating *rating, const struct standing *standing, char out[16])
{
	bool scaled = rating->supported >= 0;
	bool withdrawn = standing->scope.inactive && !standing->scope.own;

	if (!scope_is_in(&standing->scope) && !withdrawn)
		snprintf(out, 16, "out");
	else if (!scaled || !standing_counts(standing))
		snprintf(out, 16, "n/a");
	else if (standing->concluded >= 0)
		snprintf(
		    out, 16, "=%d%s", standing->concluded, marks(standing));
	else
		standing_derived_text(&rating->maturity, out);
}

static void
warn_methods(const struct standing *standing, struct str *out)
{
	struct str used = { 0 };

	methods_text(standing->methods, &used);
	if (standing->rigor <= 1)
		str_add(out, _("Neither examined nor tested: rigor 1 asks for "
		               "one of the two."));
	else if (!used.len)
		str_add(out,
		    standing->rigor == 2
		        ? _("No method is recorded; rigor 2 asks for two of "
		            "examine, interview and test.")
		        : _("No method is recorded; rigor 3 asks for "
		            "examine, interview and test."));
	else
		str_printf(out,
		    standing->rigor == 2
		        ? _("Only %s is recorded; rigor 2 asks for two of "
		            "examine, interview and test.")
		        : _("Only %s is recorded; rigor 3 asks for examine, "
		            "interview and test."),
		    str_text(&used));
	str_done(&used);
}

static void
warn_declaration(const struct scope_item *scope, struct str *out)
{
	const char *provider =
	    scope->provider_missing ? NULL : scope->provider;

	if (scope->provider_missing && !scope->declaration_missing &&
	    !scope->declaration_old)
		str_add(out, _("It is not said who provides the control."));
	else if (scope->declaration_missing && provider)
		str_printf(
		    out, _("The declaration of %s has no date."), provider);
	else if (scope->declaration_missing)
		str_add(out, _("The declaration of the provider has no "
		               "date."));
	else if (provider)
		str_printf(out,
		    _("The declaration of %s, made %s, is older than 12 "
		      "months."),
		    provider, scope->declared);
	else
		str_printf(out,
		    _("The declaration made %s is older than 12 months."),
		    scope->declared);
}

/* Those about a level concluded; false: it is none of them. */
static bool
warn_level(int level, enum warning_bit warning, struct str *out)
{
	switch (warning) {
	case WARN_SATISFACTORY_LOW:
		str_printf(out,
		    _("Satisfactory, yet level %d is concluded: look at one "
		      "of the two again."),
		    level);
		return true;
	case WARN_DEFICIENT_HIGH:
		str_printf(out,
		    _("Deficient, yet level %d is concluded: look at one of "
		      "the two again."),
		    level);
		return true;
	case WARN_STALE:
		str_printf(out,
		    _("Answers or evidence changed after level %d was "
		      "concluded: conclude it again."),
		    level);
		return true;
	case WARN_OVERRIDE:
		str_printf(out,
		    _("Level %d is concluded, above what the answers derive."),
		    level);
		return true;
	case WARN_NOT_DEFENSIBLE:
		str_printf(out,
		    _("Level %d is concluded, yet a question about defending "
		      "it is answered no."),
		    level);
		return true;
	case WARN_UNATTAINABLE:
		str_printf(out,
		    _("Level %d is concluded, but the control has no criteria "
		      "there."),
		    level);
		return true;
	default:
		return false;
	}
}

static void
warn_capability(const struct standing *s, struct str *out)
{
	char day[16];

	day_text(s->live_since, day);
	if (s->live < 0)
		str_printf(out,
		    _("Not live before %s; it is to be live for %d days."),
		    day, s->live_due);
	else
		str_printf(out,
		    ngettext("Live since %s, %d day; it is to be live for "
		             "%d.",
		        "Live since %s, %d days; it is to be live for %d.",
		        (unsigned long)s->live),
		    day, s->live, s->live_due);
}

static void
warn_attestation(const struct standing *s, struct str *out)
{
	char day[16];

	if (s->declared == DAY_NONE) {
		str_printf(out,
		    _("%s is a declaration or attestation without a date."),
		    s->declaration);
		return;
	}
	day_text(s->declared, day);
	str_printf(out,
	    _("%s, a declaration or attestation of %s, is older than 12 "
	      "months."),
	    s->declaration, day);
}

/* Those about evidence; false: it is none of them. */
static bool
warn_evidence(
    const struct standing *s, enum warning_bit warning, struct str *out)
{
	switch (warning) {
	case WARN_CAPABILITY:
		warn_capability(s, out);
		return true;
	case WARN_ATTESTATION:
		warn_attestation(s, out);
		return true;
	case WARN_DRAFT:
		str_printf(out,
		    _("%s is accepted, yet a draft: it supports nothing."),
		    s->draft);
		return true;
	default:
		return false;
	}
}

const char *
standing_warning_word(unsigned bit)
{
	static const char *const words[WARN_COUNT] = { "satisfactory low",
		"deficient high", "alternative material", "methods",
		"declaration", "stale", "override", "no reason",
		"not defensible", "recheck", "deprecated", "unattainable",
		"capability", "attestation", "draft" };

	return words[bit];
}

void
standing_warning(
    const struct standing *standing, enum warning_bit warning, struct str *out)
{
	if (warn_level(standing->concluded, warning, out) ||
	    warn_evidence(standing, warning, out))
		return;
	if (warning == WARN_ALTERNATIVE_MATERIAL)
		str_add(out, _("Alternative control is not allowed on a "
		               "material control: designate it anew."));
	else if (warning == WARN_METHODS)
		warn_methods(standing, out);
	else if (warning == WARN_DECLARATION)
		warn_declaration(&standing->scope, out);
	else if (warning == WARN_NO_REASON)
		str_printf(out,
		    ngettext("%zu criterion is exceeded without a reason: say "
		             "why.",
		        "%zu criteria are exceeded without a reason: say "
		        "why.",
		        standing->unexplained),
		    standing->unexplained);
	else if (warning == WARN_RECHECK)
		str_printf(out,
		    ngettext("%zu copied answer is not its source's any more: "
		             "ask again.",
		        "%zu copied answers are not their source's any more: "
		        "ask again.",
		        standing->recheck),
		    standing->recheck);
	else if (warning == WARN_DEPRECATED)
		str_add(out, _("Withdrawn or deprecated, yet in scope."));
}

/* A sentence that ends in the reason given, or without one. */
static void
add_because(struct str *out, const char *sentence, const char *why)
{
	str_add(out, sentence);
	if (why && *why)
		str_printf(out, ": %s", why);
	if (!strchr(".?!", out->data[out->len - 1]))
		str_add_char(out, '.');
}

static void
explain_scope(const struct scope_item *scope, struct str *out)
{
	if (scope->own)
		add_because(out, _("Out of scope"), scope->why);
	else if (scope->inactive)
		str_add(out, _("Withdrawn or deprecated: out of scope unless "
		               "it is taken in."));
	else
		add_because(out, _("Out of scope by the rule"), scope->why);
}

/* What the assessor recorded. */
static void
explain_given(const struct standing_frame *frame, size_t control,
    const struct standing *standing, struct str *out)
{
	char *path = xasprintf("%s/designation",
	    catalog_string(frame->catalog, CONTROL_ID, control));
	const struct entry *entry = session_entry(frame->session, path);
	const char *why = entry ? entry->why : NULL;

	free(path);
	switch (standing->designation) {
	case DESIGNATION_NOT_APPLICABLE:
		add_because(out, _("Not applicable, as recorded"), why);
		break;
	case DESIGNATION_ALTERNATIVE:
		add_because(out, _("Alternative control, as recorded"), why);
		break;
	case DESIGNATION_DEFICIENT:
		add_because(out, _("Deficient, as recorded"), why);
		break;
	case DESIGNATION_SATISFACTORY:
		add_because(out, _("Satisfactory, as recorded"), why);
		break;
	case DESIGNATION_NONE:
	case DESIGNATION_COUNT:
		break;
	}
}

/* What the objectives make of it. */
static void
explain_derived(const struct standing *s, struct str *out)
{
	size_t open = s->by[DESIGNATION_NONE], all = s->objectives;

	switch (s->designation) {
	case DESIGNATION_NONE:
		if (all == 1)
			str_add(out, _("No designation yet: its one objective "
			               "is open."));
		else
			str_printf(out,
			    ngettext(
			        "No designation yet: %zu of %zu objectives is "
			        "open.",
			        "No designation yet: %zu of %zu objectives are "
			        "open.",
			        open),
			    open, all);
		break;
	case DESIGNATION_DEFICIENT:
		if (all == 1)
			str_add(out, _("Deficient: its one objective is."));
		else
			str_printf(out,
			    ngettext("Deficient: %zu of %zu objectives is.",
			        "Deficient: %zu of %zu objectives are.",
			        s->by[DESIGNATION_DEFICIENT]),
			    s->by[DESIGNATION_DEFICIENT], all);
		break;
	case DESIGNATION_NOT_APPLICABLE:
		str_add(out, _("Not applicable: all its objectives are."));
		break;
	case DESIGNATION_ALTERNATIVE:
		str_add(out, _("Alternative control: no objective is "
		               "satisfactory without."));
		break;
	case DESIGNATION_SATISFACTORY:
		str_add(out, _("Satisfactory: all its objectives are "
		               "satisfactory, alternative control or not "
		               "applicable."));
		break;
	case DESIGNATION_COUNT:
		break;
	}
}

/* Objectives that do not count, and why. */
static void
explain_left_out(const struct standing *s, struct str *out)
{
	if (s->other_rigor)
		str_printf(out,
		    ngettext(" %zu objective of a higher rigor is left out.",
		        " %zu objectives of a higher rigor are left out.",
		        s->other_rigor),
		    s->other_rigor);
	if (s->other_framework)
		str_printf(out,
		    ngettext(" %zu objective is left out, its framework being "
		             "out of scope.",
		        " %zu objectives are left out, their framework being "
		        "out of scope.",
		        s->other_framework),
		    s->other_framework);
}

void
standing_explain(const struct standing_frame *frame, size_t control,
    const struct standing *standing, struct str *out)
{
	if (!scope_is_in(&standing->scope)) {
		explain_scope(&standing->scope, out);
		return;
	}
	if (standing->given)
		explain_given(frame, control, standing, out);
	else if (!standing->objectives)
		str_add(out, _("No designation yet: no objective applies, so "
		               "it is yours to give."));
	else
		explain_derived(standing, out);
	if (!standing->given || !standing->objectives)
		explain_left_out(standing, out);
}
