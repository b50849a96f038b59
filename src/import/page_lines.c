/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Lines of a control's page. Nothing is certain about one line alone: what
 * stands around it decides (scf_page.c). */

#include <config.h>

#include "import/page_lines.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "import/leveltext.h"
#include "import/names.h"

/* Headings of sections, as the pages of different years call them. */
static const struct {
	const char *title;
	enum page_section section;
} headings[] = {
	{ "Capability Maturity Model", PAGE_MATURITY },
	{ "Maturity Model", PAGE_MATURITY },
	{ "Maturity Levels", PAGE_MATURITY },
	{ "Assessment Objectives", PAGE_OBJECTIVES },
	{ "Evidence Requirements", PAGE_EVIDENCE },
	{ "Evidence Requests", PAGE_EVIDENCE },
	{ "Evidence Request List", PAGE_EVIDENCE },
	{ "Evidence Request List (ERL)", PAGE_EVIDENCE },
	{ "Technology Recommendations", PAGE_SOLUTIONS },
	{ "Possible Solutions & Considerations", PAGE_SOLUTIONS },
	{ "Possible Solutions", PAGE_SOLUTIONS },
	{ "Framework Mappings", PAGE_MAPPINGS },
	{ "Mapped Frameworks", PAGE_MAPPINGS },
	{ "Control Description", PAGE_STATEMENT },
	{ "Control Question", PAGE_QUESTION },
	{ "Control Questions", PAGE_QUESTION },
};
enum { HEADINGS = sizeof(headings) / sizeof(*headings) };

static const char question_label[] = "Control Question:";
static const char table_label[] = "Framework\t";

bool
page_heading(const struct line *line, enum page_section *section)
{
	for (size_t i = 0; i < HEADINGS; i++)
		if (lines_is(line, headings[i].title)) {
			*section = headings[i].section;
			return true;
		}
	return false;
}

static bool
starts(const struct line *line, const char *label)
{
	size_t len = strlen(label);

	return line->len >= len && strncasecmp(line->text, label, len) == 0;
}

size_t
page_question(const struct line *line)
{
	return starts(line, question_label) ? strlen(question_label) : 0;
}

size_t
page_code(const char *text)
{
	size_t len = names_id(text);
	bool letter = false, joint = false;

	for (size_t i = 0; i < len; i++) {
		letter |= (text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z';
		joint |= strchr("-_.", text[i]) != NULL;
	}
	return letter && joint ? len : 0;
}

bool
page_is_tab_header(const struct line *line)
{
	return starts(line, table_label);
}

bool
page_is_row(const struct line *line)
{
	return line->len &&
	    (*line->text == '|' || page_is_tab_header(line));
}

void
page_cells(const struct line *row, struct line *first, struct line *rest)
{
	bool bars = *row->text == '|';
	const char *from = row->text + bars, *end = row->text + row->len;
	const char *stop = from;

	if (bars && end > from && end[-1] == '|')
		end--;
	while (stop < end &&
	    (*stop != (bars ? '|' : '\t') || (bars && stop[-1] == '\\')))
		stop++;
	*first = *rest = *row;
	first->text = from;
	first->len = (size_t)(stop - from);
	rest->text = stop < end ? stop + 1 : end;
	rest->text += strspn(rest->text, " ");
	rest->text = rest->text < end ? rest->text : end;
	rest->len = (size_t)(end - rest->text);
}

size_t
page_title(const struct line *line)
{
	char *text = xstrndup(line->text, line->len);
	size_t id = names_id(text);
	size_t separator = id ? names_separator(text + id) : 0;

	separator = separator && text[id + separator] ? id + separator : 0;
	free(text);
	return separator;
}

/* "See C|P-CMM3" and "C|P-CMM1: N/A" name a level and head none. */
static bool
says_none(const char *text, const char *rest)
{
	struct leveltext read;
	bool none = strncasecmp(rest, "N/A", 3) == 0;

	leveltext_read(1, text, strlen(text), &read);
	none |= read.kind != LEVELTEXT_CRITERIA;
	leveltext_done(&read);
	return none;
}

int
page_level(const struct line *line)
{
	enum { LABEL_MAX = 60, WORDS_MAX = 16 };

	if (!line->len || line->len > LABEL_MAX ||
	    line->text[line->len - 1] == '.')
		return -1;
	char *text = lines_copy(line);
	const char *rest = names_level_rest(text);
	size_t digit = strcspn(text, "0123456789");
	int level = -1;

	if (rest != text && digit <= WORDS_MAX) {
		level = names_level(text);
		if (*rest && !names_separator(text + digit + 1) &&
		    !names_is_level(rest, level))
			level = -1;
		if (level >= 0 && says_none(text, rest))
			level = -1;
	}
	free(text);
	return level;
}

bool
page_leads(const char *text, size_t len, const struct line *title,
    enum page_lead lead)
{
	enum { LOOK_MAX = 40 };
	struct line line = *title;

	/* The title is trimmed: its line may be longer */
	line.len = strcspn(line.text, "\n");
	for (int i = 0; i < LOOK_MAX && lines_next(text, len, &line); i++) {
		struct line trimmed = lines_trim(&line);
		enum page_section section = PAGE_NONE;
		bool heading = page_heading(&trimmed, &section);

		if (page_question(&trimmed) || section == PAGE_QUESTION)
			return true;
		if (lead >= PAGE_LEAD_TEXT && page_level(&trimmed) >= 0)
			return true;
		if (lead >= PAGE_LEAD_ANY && (heading || page_is_row(&trimmed)))
			return true;
		if (page_title(&trimmed))
			return false;
	}
	return false;
}
