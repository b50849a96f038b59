/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay status for people: a line a control, then the figures in sentences.
 * With one control: what its level is made of. */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/verb_status.h"
#include "app/verbs.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/gap.h"
#include "model/session.h"
#include "model/summary.h"

enum { PRIORITIES = 10, WARNINGS = 40 };

static void
say(struct str *out, int indent, struct str *text)
{
	if (text->len)
		verb_wrapped(out, str_text(text), indent);
	str_clear(text);
}

static void
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
		str_printf(out, _("At target: %zu of %zu concluded\n"),
		    r->at_target, r->targeted);
}

static void
say_progress(struct str *out, const struct desk *desk, const struct rollup *r)
{
	if (desk->of)
		str_printf(out, _("%zu of %zu criteria answered, %zu %%\n"),
		    desk->answered, desk->of, 100 * desk->answered / desk->of);
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

static void
add_warnings(struct str *out, const struct standing *s, const char *id)
{
	struct str text = { 0 };

	for (unsigned i = 0; i < WARN_COUNT; i++) {
		if (!(s->warnings & 1u << i))
			continue;
		if (id)
			str_printf(&text, "%s: ", id);
		standing_warning(s, (enum warning_bit)(1u << i), &text);
		say(out, 0, &text);
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
			add_warnings(out, s,
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
	if (catalog_scale_top(desk->catalog) >= 0) {
		say_levels(out, &summary.all.rollup);
		say_histogram(out, desk, &summary.all.rollup);
	}
	say_conformity(out, desk, &summary);
	say_warnings(out, desk);
	say_priorities(out, desk);
	summary_done(&summary);
}

/* "   (B. Okafor, 2026-07-14 09:58)": who said what is recorded there. */
static void
add_source(struct str *text, const struct desk *desk, const struct entry *entry)
{
	const struct commit *commit =
	    entry ? session_find_commit(desk->session, entry->seq) : NULL;

	if (commit)
		str_printf(text, " (%s, %.10s %.5s)",
		    commit->said ? commit->said : commit->by, commit->at,
		    strlen(commit->at) > 11 ? commit->at + 11 : "");
	if (entry && entry->why)
		str_printf(text, ": %s", entry->why);
}

static const struct entry *
entry_take(const struct desk *desk, char *path)
{
	const struct entry *entry = session_entry(desk->session, path);

	free(path);
	return entry;
}

/* The three levels and the target, then the rule. */
static void
trace_levels(struct str *out, const struct desk *desk, size_t control)
{
	const struct rating *r = desk_rating(desk, control);
	const struct standing *s = desk_standing(desk, control);
	const char *id = catalog_string(desk->catalog, CONTROL_ID, control);
	struct str text = { 0 }, raise = { 0 };
	char level[16];

	str_printf(&text, _("Derived %d-%d, supported %d"), r->maturity.low,
	    r->maturity.high, r->supported);
	if (s->concluded >= 0) {
		desk_level_text(desk, control, level);
		str_printf(&text, ", %s %s", _("concluded"), level);
		add_source(&text, desk,
		    entry_take(desk, xasprintf("%s/concluded", id)));
	}
	say(out, 0, &text);
	if (r->target_effective >= 0) {
		str_printf(&text, _("Target %d"), r->target_effective);
		if (r->target_effective > r->target_asked)
			str_printf(
			    &text, _(" (raised from %d)"), r->target_asked);
		else if (r->target_effective < r->target_asked)
			str_printf(
			    &text, _(" (capped from %d)"), r->target_asked);
		if (s->gap >= 0)
			str_printf(&text, _(", gap %d"), s->gap);
		say(out, 0, &text);
	}
	rating_explain(desk->catalog, r, control, desk->session, &text, &raise);
	say(out, 0, &text);
	say(out, 0, &raise);
	str_done(&text);
	str_done(&raise);
}

static void
trace_criterion(struct str *out, const struct desk *desk, struct spot spot)
{
	size_t row = desk_criterion(desk, spot);
	struct str text = { 0 };

	str_printf(&text, "%d.%zu %s", spot.level, spot.item + 1,
	    _(criterion_state_word(desk_state(desk, spot))));
	add_source(&text, desk, entry_take(desk, desk_path(desk, spot)));
	say(out, 2, &text);
	str_add(&text,
	    catalog_text(desk->catalog, CRITERION_TEXT, row, desk->language));
	say(out, 6, &text);
	str_done(&text);
}

static void
trace_level(struct str *out, const struct desk *desk, size_t control, int level)
{
	size_t row = catalog_control_level(desk->catalog, control, level);
	size_t count = row == CATALOG_NONE
	                   ? 0
	                   : catalog_count(desk->catalog, CLEVEL_CRITERIA, row);
	const struct level_result *result =
	    &desk_rating(desk, control)->maturity.levels[level];
	struct str text = { 0 };
	struct spot spot = { SPOT_CRITERION, control, level, 0 };

	if (!count)
		return;
	str_printf(&text, _("L%d %s: %zu of %zu met, %d %%"), level,
	    catalog_level_name(desk->catalog, level, desk->language),
	    result->met, result->applicable, result->percent);
	if (result->judged != ANSWER_UNKNOWN) {
		str_printf(&text, ", %s",
		    result->judged == ANSWER_YES ? _("judged yes")
		                                 : _("judged no"));
		add_source(&text, desk,
		    entry_take(desk,
		        xasprintf("%s/judged/%d",
		            catalog_string(desk->catalog, CONTROL_ID, control),
		            level)));
	}
	say(out, 0, &text);
	str_done(&text);
	for (; spot.item < count; spot.item++)
		trace_criterion(out, desk, spot);
}

static void
trace_evidence(struct str *out, const struct desk *desk, size_t control)
{
	struct evidence_items items;
	struct str text = { 0 };

	desk_evidence(desk, control, &items);
	for (size_t i = 0; i < items.count; i++) {
		const char *id = items.items[i].id;
		const char *locator =
		    session_getf(desk->session, "evidence/%s/locator", id);

		str_printf(
		    &text, "%s %s", id, _(desk_evidence_state(desk, id)));
		if (locator)
			str_printf(&text, ", %s", locator);
		add_source(&text, desk,
		    entry_take(desk, xasprintf("evidence/%s/state", id)));
		say(out, 0, &text);
	}
	evidence_items_done(&items);
	str_done(&text);
}

/* "To target 3: 3.3, 3.4". */
static void
trace_gap(struct str *out, const struct desk *desk, size_t control)
{
	struct gap gap;
	struct str text = { 0 };

	gap_find(desk, control, &gap);
	for (size_t i = 0; i < gap.count; i++) {
		struct spot spot = gap.steps[i].spot;

		if (!i)
			str_printf(&text, _("To target %d:"), gap.effective);
		str_add(&text, i ? ", " : " ");
		if (spot.kind == SPOT_CRITERION)
			str_printf(&text, "%d.%zu", spot.level, spot.item + 1);
		else
			str_printf(&text, "L%d", spot.level);
	}
	say(out, 0, &text);
	gap_done(&gap);
	str_done(&text);
}

void
status_trace(struct str *out, const struct desk *desk, size_t control)
{
	const struct standing *s = desk_standing(desk, control);
	struct str text = { 0 };

	status_line(out, desk, control);
	if (catalog_scale_top(desk->catalog) >= 0)
		trace_levels(out, desk, control);
	standing_explain(&desk->frame, control, s, &text);
	say(out, 0, &text);
	str_done(&text);
	add_warnings(out, s, NULL);
	for (int i = 1; i <= catalog_scale_top(desk->catalog); i++)
		trace_level(out, desk, control, i);
	trace_evidence(out, desk, control);
	trace_gap(out, desk, control);
}
