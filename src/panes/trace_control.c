/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What a control's level is made of: its three levels, the rule, and every
 * answer with who gave it when. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "panes/answer.h"
#include "panes/evidence_look.h"
#include "panes/side_list.h"
#include "panes/trace.h"
#include "ui/canvas.h"

enum { INDENT = SIDE_TEXT + 6, EVIDENCE_INDENT = SIDE_TEXT + 13 };

struct control_page {
	struct side_list *list;
	struct trace_goals *goals;
	const struct desk *desk;
	size_t control;
	const char *id;
	int cells;
};

static void
say(struct control_page *page, enum role role, const char *text)
{
	if (*text)
		side_list_wrap(page->list, SIDE_NONE, SIDE_TEXT, role, text,
		    page->cells, 0);
}

static void
blank(struct control_page *page)
{
	side_list_add(page->list, SIDE_NONE, SIDE_TEXT, ROLE_TEXT, NULL);
}

static const struct entry *
entry_of(const struct control_page *page, const char *path)
{
	return page->desk->session ? session_entry(page->desk->session, path)
	                           : NULL;
}

/* "B. Okafor 09:58": who an entry comes from; NULL: it is not recorded. */
static char *
source(const struct control_page *page, const struct entry *entry)
{
	char when[SIDE_WHEN];
	const struct commit *commit =
	    entry ? side_commit(page->desk, entry->seq, when) : NULL;

	return commit ? xasprintf("%s %s", side_who(commit), when) : NULL;
}

/* The three levels and the target, in a row. */
static void
say_levels(struct control_page *page)
{
	const struct rating *r = desk_rating(page->desk, page->control);
	const struct standing *s = desk_standing(page->desk, page->control);
	const struct maturity *m = &r->maturity;
	struct str text = { 0 };
	char level[16];

	if (!m->touched)
		str_add(&text, _("Derived: not rated"));
	else if (m->low == m->high)
		str_printf(&text, _("Derived %d"), m->low);
	else
		str_printf(&text, _("Derived %d-%d"), m->low, m->high);
	str_add(&text, "   ");
	str_printf(&text, _("Supported %d"), r->supported);
	str_add(&text, "   ");
	if (s->concluded >= 0) {
		desk_level_text(page->desk, page->control, level);
		str_printf(&text, _("Concluded %s"), level);
	} else {
		str_add(&text, _("Concluded -"));
	}
	if (r->target_effective >= 0) {
		str_add(&text, "   ");
		str_printf(&text, _("Target %d"), r->target_effective);
	}
	if (s->gap >= 0) {
		str_add(&text, "   ");
		str_printf(&text, _("Gap %d"), s->gap);
	}
	say(page, ROLE_STRONG, str_text(&text));
	str_done(&text);
}

static void
say_rule(struct control_page *page)
{
	struct str rule = { 0 }, raise = { 0 };

	rating_explain(page->desk->catalog,
	    desk_rating(page->desk, page->control), page->control,
	    page->desk->session, &rule, &raise);
	say(page, ROLE_TEXT, str_text(&rule));
	say(page, ROLE_TEXT, str_text(&raise));
	str_done(&rule);
	str_done(&raise);
}

static void
say_concluded(struct control_page *page)
{
	char *path = xasprintf("%s/concluded", page->id);
	const struct entry *entry = entry_of(page, path);
	char *who = source(page, entry), *text;

	free(path);
	if (!who)
		return;
	/* TRANSLATORS: a level, who concluded it, and when */
	text = entry->why
	           ? xasprintf(_("Concluded %s by %s: %s"), entry->value, who,
	                 entry->why)
	           : xasprintf(_("Concluded %s by %s."), entry->value, who);
	say(page, ROLE_TEXT, text);
	free(text);
	free(who);
}

static void
say_standing(struct control_page *page)
{
	const struct standing *s = desk_standing(page->desk, page->control);
	struct str text = { 0 };

	standing_explain(&page->desk->frame, page->control, s, &text);
	say(page, ROLE_TEXT, str_text(&text));
	for (int i = 0; i < WARN_COUNT; i++) {
		if (!(s->warnings & 1u << i))
			continue;
		str_clear(&text);
		standing_warning(s, (enum warning_bit)(1 << i), &text);
		say(page, ROLE_WARN, str_text(&text));
	}
	str_done(&text);
}

/* A line that leads to a place. */
static struct side_line *
add_line(struct control_page *page, struct spot spot, int indent,
    enum role role, const char *text)
{
	struct trace_goals *goals = page->goals;
	struct side_line *line =
	    side_list_add(page->list, goals->count, indent, role, text);

	goals->items = mem_grow(goals->items, &goals->capacity,
	    goals->count + 1, sizeof(*goals->items));
	goals->items[goals->count++] =
	    (struct trace_goal){ .way = WAY_SPOT, .spot = spot };
	return line;
}

/* A quiet line below an item that belongs to it. */
static void
add_below(struct control_page *page, int indent, const char *text)
{
	side_list_wrap(page->list, page->goals->count - 1, indent, ROLE_QUIET,
	    text, page->cells + SIDE_TEXT - indent, 2);
}

/* Evidence linked to this criterion alone: "E-GOV-11 supports, p. 12". */
static void
add_links(struct control_page *page, int level, size_t criterion)
{
	const struct session *session = page->desk->session;
	char *wanted = xasprintf("/%s/criteria/%d.%s", page->id, level,
	    catalog_string(page->desk->catalog, CRITERION_KEY, criterion));
	size_t count = 0, before = strlen("links/");
	const struct entry *link =
	    session ? session_range(session, "links/", &count) : NULL;

	for (size_t i = 0; i < count; i++) {
		const char *slash = strchr(link[i].path + before, '/');
		struct str text = { 0 };

		if (!str_equal(slash, wanted))
			continue;
		const char *locator =
		    session_getf(session, "%s/locator", link[i].path);

		str_add_n(&text, link[i].path + before,
		    (size_t)(slash - link[i].path) - before);
		str_printf(&text, " %s", _(link[i].value));
		if (locator)
			str_printf(&text, ", %s", locator);
		add_below(page, INDENT, str_text(&text));
		str_done(&text);
	}
	free(wanted);
}

static void
add_criterion(struct control_page *page, int level, size_t item)
{
	const struct desk *desk = page->desk;
	struct spot spot = { SPOT_CRITERION, page->control, level, item };
	size_t row = desk_criterion(desk, spot);
	enum criterion_state state = desk_state(desk, spot);
	enum glyph glyph = (enum glyph)((int)GLYPH_UNASSESSED + (int)state);
	char *path = desk_path(desk, spot);
	const struct entry *entry = entry_of(page, path);
	char *who = source(page, entry);
	struct side_line *line = add_line(page, spot, INDENT, ROLE_TEXT,
	    catalog_text(desk->catalog, CRITERION_TEXT, row, desk->language));

	line->sign = glyph_text(glyph, false);
	line->ascii = glyph_text(glyph, true);
	line->label = xasprintf("%d.%zu", level, item + 1);
	line->name = xstrdup(line->label);
	line->right =
	    who ? xasprintf("%s   %s", _(criterion_state_word(state)), who)
	        : xstrdup(_(criterion_state_word(state)));
	line->right_role = state == STATE_NOT_MET   ? ROLE_BAD
	                   : state == STATE_PARTIAL ? ROLE_WARN
	                                            : ROLE_QUIET;
	if (entry && entry->why)
		add_below(page, INDENT, entry->why);
	add_links(page, level, row);
	free(who);
	free(path);
}

/* "L3 Well Defined   2 of 3   67 %   your judgement", and who judged. */
static void
add_level(struct control_page *page, int level)
{
	const struct desk *desk = page->desk;
	size_t row = catalog_control_level(desk->catalog, page->control, level);
	size_t count = row == CATALOG_NONE
	                   ? 0
	                   : catalog_count(desk->catalog, CLEVEL_CRITERIA, row);
	struct spot spot = { SPOT_LEVEL, page->control, level, 0 };
	struct str counts = { 0 }, text = { 0 };
	const char *verdict;
	enum role role;

	if (!count)
		return;
	char *path = xasprintf("%s/judged/%d", page->id, level);
	const struct entry *entry = entry_of(page, path);

	answer_level_standing(
	    desk, page->control, level, &counts, &verdict, &role);
	str_printf(&text, "L%d %s   %s", level,
	    catalog_level_name(desk->catalog, level, desk->language),
	    str_text(&counts));
	struct side_line *line =
	    add_line(page, spot, SIDE_TEXT, ROLE_STRONG, str_text(&text));

	line->name = xasprintf("L%d", level);
	line->right = source(page, entry);
	if (entry && entry->why)
		add_below(page, INDENT, entry->why);
	for (size_t i = 0; i < count; i++)
		add_criterion(page, level, i);
	free(path);
	str_done(&counts);
	str_done(&text);
}

static void
add_performed(struct control_page *page)
{
	static const char *const words[] = {
		[ANSWER_UNKNOWN] = N_("unknown"),
		[ANSWER_YES] = N_("yes"),
		[ANSWER_NO] = N_("no"),
	};
	struct spot spot = { .kind = SPOT_PERFORMED, .control = page->control };
	const struct maturity *m =
	    &desk_rating(page->desk, page->control)->maturity;
	char *path = desk_path(page->desk, spot);
	struct side_line *line =
	    add_line(page, spot, SIDE_TEXT, ROLE_STRONG, _("L0 performed"));
	char *who = source(page, entry_of(page, path));

	line->name = xstrdup("L0");
	line->right = who ? xasprintf("%s   %s", _(words[m->performed]), who)
	                  : xstrdup(_(words[m->performed]));
	free(who);
	free(path);
}

static void
add_evidence(struct control_page *page, const struct evidence_item *item)
{
	const struct session *session = page->desk->session;
	const char *state = desk_evidence_state(page->desk, item->id);
	const char *locator =
	    session ? session_getf(session, "evidence/%s/locator", item->id)
	            : NULL;
	char *path = xasprintf("evidence/%s/state", item->id);
	char *who = source(page, entry_of(page, path));
	struct spot spot = { .kind = SPOT_PERFORMED, .control = page->control };
	enum glyph glyph = evidence_glyph(state);
	struct side_line *line = add_line(
	    page, spot, EVIDENCE_INDENT, evidence_role(state), _(state));

	line->sign = glyph_text(glyph, false);
	line->ascii = glyph_text(glyph, true);
	line->label = xstrdup(item->id);
	line->name = xstrdup(item->id);
	line->tail = xstrdup(locator);
	line->right = who;
	line->right_role = ROLE_QUIET;
	free(path);
}

void
trace_control_page(struct side_list *list, struct trace_goals *goals,
    const struct desk *desk, size_t control, int cells)
{
	struct control_page page = { .list = list,
		.goals = goals,
		.desk = desk,
		.control = control,
		.id = catalog_string(desk->catalog, CONTROL_ID, control),
		.cells = cells };
	struct evidence_items items;
	int top = catalog_scale_top(desk->catalog);

	if (top >= 0) {
		say_levels(&page);
		say_rule(&page);
		say_concluded(&page);
	}
	say_standing(&page);
	blank(&page);
	if (top >= 0)
		add_performed(&page);
	for (int i = 1; i <= top; i++)
		add_level(&page, i);
	desk_evidence(desk, control, &items);
	if (items.count)
		blank(&page);
	for (size_t i = 0; i < items.count; i++)
		add_evidence(&page, &items.items[i]);
	evidence_items_done(&items);
}
