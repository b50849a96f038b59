/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay status for people: a line a control, then the figures in sentences. */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/verb_status.h"
#include "app/verbs.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/clocks.h"
#include "model/desk.h"
#include "model/gap.h"
#include "model/session.h"
#include "model/summary.h"

enum { PRIORITIES = 10, WARNINGS = 40 };

void
status_say(struct str *out, int indent, struct str *text)
{
	if (text->len)
		verb_wrapped(out, str_text(text), indent);
	str_clear(text);
}

void
status_line(struct str *out, const struct desk *desk, size_t control)
{
	const struct rating *r = desk_rating(desk, control);
	char level[16];

	desk_level_text(desk, control, level);
	verb_column(
	    out, catalog_string(desk->catalog, CONTROL_ID, control), 12);
	str_add_char(out, ' ');
	verb_column(out,
	    catalog_control_name(desk->catalog, control, desk->language), 40);
	str_add_char(out, ' ');
	verb_column(out, level, 4);
	str_printf(out, _(" %zu of %zu answered\n"), r->answered, r->of);
}

static void
say_levels(struct str *out, const struct rollup *r)
{
	char average[32], low[32], high[32], attainable[32];

	ratio_text(r->average, average);
	ratio_text(r->low, low);
	ratio_text(r->high, high);
	ratio_text(r->attainable, attainable);
	if (*average)
		str_printf(out,
		    ngettext("Weighted level %s (%ld / %ld) of %zu concluded\n",
		        "Weighted level %s (%ld / %ld) of %zu concluded\n",
		        r->concluded),
		    average, r->average.numerator, r->average.denominator,
		    r->concluded);
	if (*low && r->concluded < r->in_scope)
		str_printf(out,
		    _("With the open ones %s to %s (%ld to %ld / %ld)\n"), low,
		    high, r->low.numerator, r->high.numerator,
		    r->low.denominator);
	if (*attainable)
		str_printf(out, _("Attainable %s (%ld / %ld)\n"), attainable,
		    r->attainable.numerator, r->attainable.denominator);
}

/* How much of what counts is rated, and what is to be reached. */
static void
say_coverage(struct str *out, const struct rollup *r)
{
	if (r->in_scope)
		str_printf(out,
		    _("Rated %zu of %zu, %zu %%; concluded %zu, %zu %%\n"),
		    r->rated, r->in_scope, 100 * r->rated / r->in_scope,
		    r->concluded, 100 * r->concluded / r->in_scope);
}

static void
say_histogram(struct str *out, const struct desk *desk, const struct rollup *r)
{
	if (!r->concluded)
		return;
	str_printf(out, _("Lowest level %d, of %s\n"), r->minimum,
	    catalog_string(desk->catalog, CONTROL_ID, r->minimum_control));
	str_add(out, _("Concluded at"));
	for (int i = 0; i <= catalog_scale_top(desk->catalog); i++)
		str_printf(out, "  L%d: %zu", i, r->histogram[i]);
	str_add_char(out, '\n');
	if (r->targeted)
		str_printf(out, _("At target: %zu of %zu concluded, %zu %%\n"),
		    r->at_target, r->targeted,
		    100 * r->at_target / r->targeted);
}

static void
say_progress(struct str *out, const struct desk *desk, const struct rollup *r)
{
	size_t answered, of;

	desk_progress(desk, &answered, &of);
	if (of)
		str_printf(out, _("%zu of %zu criteria answered, %zu %%\n"),
		    answered, of, 100 * answered / of);
	if (r->objectives)
		str_printf(out,
		    ngettext("%zu of %zu objective designated\n",
		        "%zu of %zu objectives designated\n", r->objectives),
		    r->objectives - r->objectives_open, r->objectives);
	str_printf(out,
	    _("%zu in scope, %zu not applicable, %zu out of scope\n"),
	    r->in_scope, r->not_applicable, r->out_of_scope);
}

static void
say_reading(struct str *out, const struct conformity_count *count, bool na)
{
	size_t good, of;
	enum conformity found = conformity_suggest(count, na, &good, &of);

	if (of)
		str_printf(out,
		    na ? _("Counting not applicable: %zu of %zu, %zu %%: %s\n")
		       : _("Without not applicable: %zu of %zu, %zu %%: %s\n"),
		    good, of, 100 * good / of, _(conformity_word(found)));
}

static void
say_recorded(struct str *out, const struct desk *desk, const char *name,
    const char *path)
{
	const struct entry *entry = session_entry(desk->session, path);

	if (!entry)
		return;
	/* TRANSLATORS: whose, a designation, and why */
	str_printf(out, _("Recorded for %s: %s"), name, _(entry->value));
	if (entry->why) {
		str_add(out, ": ");
		verb_safe(out, entry->why, false);
	}
	str_add_char(out, '\n');
}

/* The domains that bar a better overall result. */
static void
say_barring(
    struct str *out, const struct desk *desk, const struct summary *summary)
{
	for (size_t i = 0; i < summary->count; i++) {
		size_t good, of;

		if (!summary_bars(summary, desk->catalog, i))
			continue;
		enum conformity found = conformity_suggest(
		    &summary->domains[i].conformity, false, &good, &of);

		str_printf(out, _("Domain %s: %zu of %zu, %zu %%: %s\n"),
		    catalog_string(desk->catalog, DOMAIN_ID, i), good, of,
		    of ? 100 * good / of : 0, _(conformity_word(found)));
	}
}

static void
say_conformity(
    struct str *out, const struct desk *desk, const struct summary *summary)
{
	const struct conformity_count *count = &summary->all.conformity;
	size_t done =
	    count->satisfactory + count->deficient + count->alternative;

	str_printf(out,
	    count->open ? _("Conformity so far, %zu of %zu designated\n")
	                : _("Conformity, %zu of %zu designated\n"),
	    done, done + count->open);
	say_reading(out, count, false);
	say_reading(out, count, true);
	if (count->material_deficient)
		str_printf(out, _("Material control %s is deficient\n"),
		    catalog_string(
		        desk->catalog, CONTROL_ID, count->material_control));
	if (summary->count > 1)
		say_barring(out, desk, summary);
	say_recorded(out, desk, _("the session"), "session/conformity");
	for (size_t i = 0; i < summary->count; i++) {
		const char *id = catalog_string(desk->catalog, DOMAIN_ID, i);
		char *path = xasprintf("domains/%s/conformity", id);

		say_recorded(out, desk, id, path);
		free(path);
	}
}

void
status_warnings(struct str *out, const struct standing *s, const char *id)
{
	struct str text = { 0 };

	for (unsigned i = 0; i < WARN_COUNT; i++) {
		if (!(s->warnings & 1u << i))
			continue;
		if (id)
			str_printf(&text, "%s: ", id);
		standing_warning(s, (enum warning_bit)(1u << i), &text);
		status_say(out, 0, &text);
	}
	str_done(&text);
}

/* The warnings of all controls; very many are only counted. */
static void
say_warnings(struct str *out, const struct desk *desk)
{
	size_t controls = 0, more;

	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_CONTROL);
	     i++) {
		const struct standing *s = desk_standing(desk, i);

		if (!s->warnings)
			continue;
		if (!controls++)
			str_printf(out, "\n%s\n", _("Warnings"));
		if (controls <= WARNINGS)
			status_warnings(out, s,
			    catalog_string(desk->catalog, CONTROL_ID, i));
	}
	more = controls > WARNINGS ? controls - WARNINGS : 0;
	if (more)
		str_printf(out,
		    ngettext("and %zu control more\n",
		        "and %zu controls more\n", more),
		    more);
}

static void
say_priorities(struct str *out, const struct desk *desk)
{
	size_t count;
	size_t *order = gap_order(desk, &count);

	if (count)
		str_printf(out, "\n%s\n", _("Most to gain"));
	for (size_t i = 0; i < count && i < PRIORITIES; i++) {
		const struct rating *r = desk_rating(desk, order[i]);
		int concluded = desk_standing(desk, order[i])->concluded;
		int from = concluded >= 0 ? concluded : r->maturity.low;
		int weight =
		    catalog_number(desk->catalog, CONTROL_WEIGHT, order[i]);

		verb_column(out,
		    catalog_string(desk->catalog, CONTROL_ID, order[i]), 12);
		str_add_char(out, ' ');
		str_printf(out,
		    concluded >= 0 ? _("weight %d, concluded %d, target %d")
		                   : _("weight %d, %d so far, target %d"),
		    weight < 0 ? 1 : weight, from, r->target_effective);
		if (catalog_control_material(desk->catalog, order[i]))
			str_printf(out, ", %s", _("material"));
		str_add_char(out, '\n');
	}
	if (count > PRIORITIES)
		str_printf(out,
		    ngettext("and %zu control more\n",
		        "and %zu controls more\n", count - PRIORITIES),
		    count - PRIORITIES);
	free(order);
}

/* Until when new evidence counts. */
static void
say_window(struct str *out, const struct desk *desk)
{
	struct clocks_frame frame = clocks_frame(desk);
	struct clocks clocks;
	struct str text = { 0 };

	clocks_of(&frame, "", &clocks);
	if (clocks.window_end != DAY_NONE)
		clocks_explain(&clocks, desk->frame.today, &text);
	status_say(out, 0, &text);
	str_done(&text);
}

/* "OPS  2.16 (121 / 56), least 0; 7 of 7 concluded; conforms". */
static void
say_domain(struct str *out, const struct summary_sum *sum, const char *id)
{
	const struct rollup *r = &sum->rollup;
	size_t good, of;
	enum conformity found =
	    conformity_suggest(&sum->conformity, false, &good, &of);
	char average[32];

	ratio_text(r->average, average);
	verb_column(out, id, 12);
	str_add_char(out, ' ');
	if (*average)
		str_printf(out, _("%s (%ld / %ld), lowest %d, "), average,
		    r->average.numerator, r->average.denominator, r->minimum);
	str_printf(out, _("%zu of %zu concluded"), r->concluded, r->in_scope);
	if (of)
		str_printf(out, ", %s (%zu / %zu)", _(conformity_word(found)),
		    good, of);
	str_add_char(out, '\n');
}

static void
say_domains(
    struct str *out, const struct desk *desk, const struct summary *summary)
{
	str_printf(out, "\n%s\n", _("Domains"));
	for (size_t i = 0; i < summary->count; i++)
		if (summary->domains[i].rollup.in_scope)
			say_domain(out, &summary->domains[i],
			    catalog_string(desk->catalog, DOMAIN_ID, i));
}

void
status_text(struct str *out, const struct desk *desk)
{
	const char *title = session_get(desk->session, "session/title");
	struct summary summary;

	if (title) {
		verb_safe(out, title, false);
		str_add_char(out, '\n');
	}
	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_CONTROL); i++)
		status_line(out, desk, i);
	summary_init(&summary, desk);
	str_add_char(out, '\n');
	say_progress(out, desk, &summary.all.rollup);
	say_coverage(out, &summary.all.rollup);
	if (catalog_scale_top(desk->catalog) >= 0) {
		say_levels(out, &summary.all.rollup);
		say_histogram(out, desk, &summary.all.rollup);
	}
	say_conformity(out, desk, &summary);
	say_window(out, desk);
	if (summary.count > 1)
		say_domains(out, desk, &summary);
	say_warnings(out, desk);
	say_priorities(out, desk);
	status_room_text(out, desk);
	status_findings_text(out, desk);
	summary_done(&summary);
}
