/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What the drawer that concludes a level shows, as lines. */

#include <config.h>

#include "panes/conclude_lines.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "ui/wrap.h"

bool
conclude_blank(const char *text)
{
	while (*text == ' ')
		text++;
	return !*text;
}

bool
conclude_has(
    const struct conclude *c, const struct desk *desk, enum conclude_part part)
{
	switch (part) {
	case PART_WHY:
		return c->now.level >= 0 &&
		       c->now.level != desk_rating(desk, c->control)->supported;
	case PART_EXCEEDED:
		return c->now.level >= 0 &&
		       desk_standing(desk, c->control)->unexplained > 0;
	case PART_NONE:
	case PART_COUNT:
		return false;
	default:
		return true;
	}
}

static struct conclude_line *
add_line(struct conclude_lines *lines, enum conclude_part part, int col,
    enum role role, const char *text)
{
	lines->items = mem_grow(lines->items, &lines->capacity,
	    lines->count + 1, sizeof(*lines->items));
	lines->items[lines->count] = (struct conclude_line){
		.part = part, .col = col, .role = role, .text = xstrdup(text)
	};
	return &lines->items[lines->count++];
}

void
conclude_lines_done(struct conclude_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		free(lines->items[i].text);
		free(lines->items[i].label);
		free(lines->items[i].value);
	}
	free(lines->items);
}

/* Text wrapped, its first line bearing label and value. */
static void
add_text(struct conclude_lines *lines, enum conclude_part part,
    const char *label, const char *value, enum role role, const char *text,
    int cols)
{
	bool spread = cols >= CONCLUDE_SPREAD;
	int col = !label   ? CONCLUDE_UNDER
	          : spread ? CONCLUDE_TEXT
	                   : CONCLUDE_UNDER;
	int cells = cols - col - 2;
	struct wrap wrap = { 0 };

	if (cells > CONCLUDE_MEASURE - col)
		cells = CONCLUDE_MEASURE - col;
	if (label && !spread) {
		struct conclude_line *head =
		    add_line(lines, part, col, role, NULL);

		head->label = xstrdup(label);
		head->value = xstrdup(value);
		head->fixed = true;
		label = value = NULL;
	}
	wrap_text(&wrap, text, cells);
	for (size_t i = 0; i < wrap.count; i++) {
		char *part_text =
		    xstrndup(text + wrap.lines[i].start, wrap.lines[i].len);
		struct conclude_line *line =
		    add_line(lines, part, col, role, part_text);

		line->fixed = true;
		if (i == 0) {
			line->label = xstrdup(label);
			line->value = xstrdup(value);
		}
		free(part_text);
	}
	wrap_done(&wrap);
}

static void
add_blank(struct conclude_lines *lines)
{
	add_line(lines, PART_NONE, 0, ROLE_TEXT, NULL);
}

/* The three levels and the target, each with where it comes from. */
static void
add_levels(const struct conclude *c, const struct desk *desk,
    struct conclude_lines *lines, int cols)
{
	const struct rating *rating = desk_rating(desk, c->control);
	struct str text = { 0 }, more = { 0 };
	char derived[16], *value;

	standing_derived_text(&rating->maturity, derived);
	conclude_say_derived(desk, c->control, &text);
	add_text(lines, PART_NONE, _("Derived"), derived, ROLE_QUIET,
	    str_text(&text), cols);
	str_clear(&text);
	conclude_say_supported(desk, c->control, &text);
	value = rating->maturity.touched ? xasprintf("%d", rating->supported)
	                                 : xstrdup("-");
	add_text(lines, PART_NONE, _("Supported"), value, ROLE_QUIET,
	    str_text(&text), cols);
	free(value);
	str_clear(&text);
	conclude_say_choice(desk, c->control, &text);
	conclude_say_missing(desk, c->control, &more);
	if (more.len)
		str_printf(&text, "   %s", str_text(&more));
	value = c->now.level < 0 ? xstrdup("-") : xasprintf("%d", c->now.level);
	add_text(lines, PART_LEVEL, _("Concluded"), value, ROLE_QUIET,
	    str_text(&text), cols);
	free(value);
	str_clear(&text);
	conclude_say_target(desk, c->control, c->now.level, &text);
	value = rating->target_asked < 0
	            ? xstrdup("-")
	            : xasprintf("%d", rating->target_asked);
	add_text(lines, PART_NONE, _("Target"), value, ROLE_QUIET,
	    str_text(&text), cols);
	free(value);
	str_done(&text);
	str_done(&more);
}

static const char *
letter(enum answer answer)
{
	return answer == ANSWER_YES  ? "<y>"
	       : answer == ANSWER_NO ? "<n>"
	                             : "< >";
}

static void
add_questions(const struct conclude *c, struct conclude_lines *lines, int cols)
{
	/* TRANSLATORS: before two questions about a level; 14 letters */
	add_text(lines, PART_SHOWN, _("Would it stand"), letter(c->now.shown),
	    ROLE_TEXT, _("Is there something to show for every claim?"), cols);
	add_text(lines, PART_DEFENSIBLE, "", letter(c->now.defensible),
	    ROLE_TEXT,
	    _("Could you defend it, years on, to someone who wants it to "
	      "fall?"),
	    cols);
}

/* A field has a line without text; it is drawn over it. */
static void
add_field(struct conclude_lines *lines, enum conclude_part part,
    const char *label, int cols)
{
	struct conclude_line *line;

	if (cols < CONCLUDE_SPREAD) {
		line = add_line(lines, part, CONCLUDE_UNDER, ROLE_TEXT, NULL);
		line->label = xstrdup(label);
		line->fixed = true;
		label = NULL;
	}
	line = add_line(lines, part,
	    cols < CONCLUDE_SPREAD ? CONCLUDE_UNDER : CONCLUDE_TEXT, ROLE_TEXT,
	    NULL);
	line->label = xstrdup(label);
	line->fixed = true;
}

static void
add_reasons(const struct conclude *c, const struct desk *desk,
    struct conclude_lines *lines, int cols)
{
	bool why = conclude_has(c, desk, PART_WHY);
	bool exceeded = conclude_has(c, desk, PART_EXCEEDED);

	if (why || exceeded)
		add_blank(lines);
	if (why)
		/* TRANSLATORS: before the reason; at most 19 letters */
		add_field(lines, PART_WHY, _("Why"), cols);
	if (exceeded)
		/* TRANSLATORS: before the reason why criteria were answered
		 * "exceeded"; at most 19 letters */
		add_field(lines, PART_EXCEEDED, _("Why exceeded"), cols);
}

static void
add_notice(
    struct conclude_lines *lines, enum role role, const char *text, int cols)
{
	size_t first = lines->count;

	add_text(lines, PART_NONE, NULL, NULL, role, text, cols);
	lines->items[first].label = xstrdup("!");
}

static void
add_notices(const struct conclude *c, const struct desk *desk,
    struct conclude_lines *lines, int cols)
{
	struct str text = { 0 };

	add_blank(lines);
	if (conclude_has(c, desk, PART_EXCEEDED) &&
	    conclude_blank(field_text(&c->exceeded))) {
		standing_warning(
		    desk_standing(desk, c->control), WARN_NO_REASON, &text);
		add_notice(lines, ROLE_TEXT, str_text(&text), cols);
		str_clear(&text);
	}
	for (size_t i = 0;
	     conclude_say_notice(desk, c->control, &c->now, i, &text); i++) {
		add_notice(lines, ROLE_TEXT, str_text(&text), cols);
		str_clear(&text);
	}
	if (c->recorded && c->now.level < 0)
		add_notice(lines, ROLE_TEXT,
		    _("Enter withdraws the level that was concluded."), cols);
	conclude_say_way(desk, c->control, c->now.level, &text);
	if (text.len) {
		add_blank(lines);
		add_text(lines, PART_NONE, NULL, NULL, ROLE_TEXT,
		    str_text(&text), cols);
		lines->items[lines->count - 1].col = CONCLUDE_UNDER;
	}
	str_done(&text);
}

/* Blank lines go where there is little room. */
static void
drop_blanks(struct conclude_lines *lines, int rows)
{
	size_t kept = 0;

	if (lines->count <= (size_t)rows)
		return;
	for (size_t i = 0; i < lines->count; i++) {
		const struct conclude_line *line = &lines->items[i];

		if (line->fixed)
			lines->items[kept++] = *line;
	}
	lines->count = kept;
}

void
conclude_lines_build(const struct conclude *c, const struct desk *desk,
    int cols, int rows, struct conclude_lines *lines)
{
	struct str since = { 0 };

	*lines = (struct conclude_lines){ 0 };
	add_blank(lines);
	conclude_say_since(desk, c->control, &since);
	if (since.len) {
		bool stale = desk_standing(desk, c->control)->stale;

		add_text(lines, PART_NONE, NULL, NULL,
		    stale ? ROLE_TEXT : ROLE_QUIET, str_text(&since), cols);
		if (stale)
			lines->items[1].label = xstrdup("!");
		add_blank(lines);
	}
	add_levels(c, desk, lines, cols);
	add_blank(lines);
	add_questions(c, lines, cols);
	add_reasons(c, desk, lines, cols);
	add_notices(c, desk, lines, cols);
	if (rows > 0)
		drop_blanks(lines, rows);
	str_done(&since);
}
