/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Controls as Markdown pages: a heading with id and title, the statement,
 * then sections for mappings, question and maturity. The levels stand in a
 * table, whose cells may run over several rows (a blank first cell goes on
 * with the row above), or under headings of their own.
 *
 * Blocks are read here and not by md4c: it would drop what a bar inside a cell
 * ("C|P-CMM") cuts off, and knows no continued rows. Inline text goes through
 * mdtext. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/importers.h"
#include "import/job.h"
#include "import/leveltext.h"
#include "import/lines.h"
#include "import/mdtext.h"
#include "import/page_lines.h"
#include "model/builder.h"

enum section {
	SECTION_NONE, /* before the first control, or not understood */
	SECTION_STATEMENT,
	SECTION_MAPPINGS,
	SECTION_QUESTION,
	SECTION_MATURITY,
	SECTION_OBJECTIVES,
	SECTION_EVIDENCE
};

/* A framework and the values under it. */
struct mapping {
	char *framework;
	struct name_list values;
	size_t line;
};

/* Lines of one text, joined as Markdown does. */
struct passage {
	struct str text;
	size_t line; /* of its first */
	bool open;   /* the paragraph goes on */
};

struct page {
	struct import_job *job;
	struct line line;
	size_t control; /* CATALOG_NONE: none, or left out */
	size_t controls, title_line;
	bool comment; /* <!-- that has not ended */
	enum section section;
	struct passage statement, question, levels[JOB_LEVELS];
	int level; /* the one being read, -1: none */
	struct mapping *mappings;
	size_t mapping_count, mapping_capacity;
	bool in_table, header;
	size_t columns;
	struct str cell; /* the row being put together */
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The depth of a heading and where its text begins; 0: no heading. */
static size_t
heading(const struct line *line, struct line *text)
{
	struct line trimmed = lines_trim(line);
	size_t depth = 0;

	while (depth < trimmed.len && trimmed.text[depth] == '#')
		depth++;
	if (!depth || depth > 6 || line->text + 3 < trimmed.text ||
	    (depth < trimmed.len && !is_blank(trimmed.text[depth])))
		return 0;
	trimmed.text += depth;
	trimmed.len -= depth;
	*text = lines_trim(&trimmed);
	while (text->len && text->text[text->len - 1] == '#')
		text->len--;
	*text = lines_trim(text);
	return depth;
}

/* Where the id of a control's heading begins: behind words such as "SCF - ".
 * NULL: it has none. */
static const char *
find_id(const char *title)
{
	for (const char *p = title; *p;) {
		size_t id = names_id(p);

		if (id && (!p[id] || names_separator(p + id)))
			return p;
		p += strcspn(p, " ");
		size_t separator = names_separator(p);

		if (!separator)
			return NULL;
		p += separator;
	}
	return NULL;
}

static bool
contains(const struct line *line, const char *word)
{
	char *text = lines_copy(line);

	for (char *p = text; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	bool found = strstr(text, word) != NULL;

	free(text);
	return found;
}

static enum section
find_section(const struct line *heading)
{
	static const struct {
		const char *word;
		enum section section;
	} words[] = { { "maturity", SECTION_MATURITY },
		{ "objective", SECTION_OBJECTIVES },
		{ "evidence", SECTION_EVIDENCE },
		{ "question", SECTION_QUESTION },
		{ "framework", SECTION_MAPPINGS },
		{ "mapp", SECTION_MAPPINGS },
		{ "statement", SECTION_STATEMENT },
		{ "description", SECTION_STATEMENT } };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (contains(heading, words[i].word))
			return words[i].section;
	return SECTION_NONE;
}

/* Does the line end in two blanks or a backslash? The latter is cut off. */
static bool
breaks_hard(const struct line *line, struct line *trimmed)
{
	const char *end = line->text + line->len;

	if (trimmed->len && trimmed->text[trimmed->len - 1] == '\\') {
		trimmed->len--;
		return true;
	}
	return line->len >= 2 && end[-1] == ' ' && end[-2] == ' ';
}

/* Adds a line: a soft break is a blank, a list's or a hard one stays. */
static void
add_line(struct passage *passage, const struct line *line)
{
	struct line trimmed = lines_trim(line);
	struct str *text = &passage->text;

	if (!passage->line)
		passage->line = line->number;
	if (!trimmed.len) {
		passage->open = false;
		if (text->len)
			str_add_char(text, '\n');
		return;
	}
	bool hard = breaks_hard(line, &trimmed);
	char *plain = mdtext_plain(trimmed.text, trimmed.len);

	if (text->len)
		str_add_char(text,
		    passage->open && !leveltext_is_item(plain) ? ' ' : '\n');
	str_add(text, plain);
	free(plain);
	passage->open = !hard;
}

static void
passage_done(struct passage *passage)
{
	str_done(&passage->text);
	*passage = (struct passage){ 0 };
}

static void
set_lines(struct page *page, enum catalog_field field,
    const struct passage *passage)
{
	char *lines =
	    leveltext_lines(str_text(&passage->text), passage->text.len);

	if (*lines)
		builder_text(page->job->builder, field, page->control, lines);
	free(lines);
}

static int
compare_mappings(const void *a, const void *b)
{
	const struct mapping *x = a, *y = b;
	int order = str_natural_compare(x->framework, y->framework);

	return order ? order : (x->line > y->line) - (x->line < y->line);
}

/* Pages of one collection have these sections in any order, so the order is
 * that of the names. */
static bool
flush_mappings(struct page *page)
{
	bool ok = true;

	if (page->mapping_count)
		qsort(page->mappings, page->mapping_count,
		    sizeof(*page->mappings), compare_mappings);
	job_reset_lists(page->job);
	for (size_t i = 0; i < page->mapping_count; i++) {
		struct mapping *mapping = &page->mappings[i];

		if (!mapping->values.count)
			job_warn(page->job, ODD_VALUE, mapping->line, 1,
			    _("No value stands under \"%s\"."),
			    mapping->framework);
		else if (ok && page->control != CATALOG_NONE)
			ok = job_mapping(page->job, page->control,
			    mapping->framework, NULL, &mapping->values, NULL,
			    mapping->line);
		free(mapping->framework);
		name_list_done(&mapping->values);
	}
	page->mapping_count = 0;
	return ok;
}

static void
flush_cell(struct page *page)
{
	if (page->level >= 0 && page->cell.len) {
		struct str *text = &page->levels[page->level].text;
		char *plain =
		    mdtext_plain(str_text(&page->cell), page->cell.len);

		if (text->len)
			str_add_char(text, '\n');
		str_add(text, plain);
		free(plain);
	}
	str_clear(&page->cell);
}

/* Writes the control that was read, if one was. */
static bool
flush(struct page *page)
{
	struct job_level levels[JOB_LEVELS] = { 0 };

	flush_cell(page);
	bool ok = flush_mappings(page);

	if (ok && page->control != CATALOG_NONE) {
		set_lines(page, CONTROL_STATEMENT, &page->statement);
		set_lines(page, CONTROL_QUESTION, &page->question);
		job_need_statement(
		    page->job, page->control, page->title_line, 1);
		for (int i = 0; i < JOB_LEVELS; i++)
			levels[i] = (struct job_level){
				str_text(&page->levels[i].text),
				page->levels[i].line, 1
			};
		ok = job_levels(page->job, page->control, levels);
	}
	passage_done(&page->statement);
	passage_done(&page->question);
	for (int i = 0; i < JOB_LEVELS; i++)
		passage_done(&page->levels[i]);
	page->control = CATALOG_NONE;
	page->section = SECTION_NONE;
	page->level = -1;
	return ok;
}

static void
warn_section(struct page *page, const struct line *heading)
{
	char *name = lines_copy(heading);

	job_warn(page->job, ODD_COLUMN, page->line.number, 1,
	    _("The section \"%s\" is not understood and left out."), name);
	free(name);
}

/* "# OPS-02 - Title", "# SCF - OPS-02 - Title". */
static bool
open_control(struct page *page, const struct line *text)
{
	if (!flush(page))
		return false;
	char *title = mdtext_plain(text->text, text->len);
	const char *id = find_id(title);

	if (id) {
		size_t len = names_id(id);
		char *own = xstrndup(id, len);
		const char *rest = id + len + names_separator(id + len);
		char *name = str_fold_space(rest, strlen(rest));

		page->controls++;
		page->title_line = page->line.number;
		page->section = SECTION_STATEMENT;
		page->control = job_control(
		    page->job, own, name, NULL, page->line.number);
		free(name);
		free(own);
	} else if (page->controls) {
		warn_section(page, text);
	}
	free(title);
	return !page->job->err->code;
}

static void
open_section(struct page *page, const struct line *text)
{
	flush_cell(page);
	page->level = -1;
	page->section = find_section(text);
	if (page->section == SECTION_NONE && page->control != CATALOG_NONE)
		warn_section(page, text);
}

static void
open_framework(struct page *page, const struct line *text)
{
	char *plain = mdtext_plain(text->text, text->len);

	page->mappings = mem_grow(page->mappings, &page->mapping_capacity,
	    page->mapping_count + 1, sizeof(*page->mappings));
	page->mappings[page->mapping_count++] = (struct mapping){
		.framework = str_fold_space(plain, strlen(plain)),
		.line = page->line.number
	};
	free(plain);
}

/* The text that follows is about the level of this label. */
static void
open_level(struct page *page, const char *label)
{
	int level = names_level(label);

	flush_cell(page);
	if (level < 0) {
		level = page->level + 1;
		if (level < JOB_LEVELS)
			job_warn(page->job, ODD_LEVEL, page->line.number, 1,
			    _("\"%s\" is no level's usual name: it is taken "
			      "as level %d, by its place."),
			    label, level);
	}
	if (level >= JOB_LEVELS) {
		job_warn(page->job, ODD_LEVEL, page->line.number, 1,
		    _("There are more levels than a scale has: \"%s\" is "
		      "left out."),
		    label);
		page->level = -1;
		return;
	}
	if (page->levels[level].line)
		job_warn(page->job, ODD_LEVEL, page->line.number, 1,
		    _("Level %d stands here twice: its texts are joined."),
		    level);
	page->level = level;
	page->levels[level].line = page->line.number;
	if (page->control != CATALOG_NONE)
		job_label(page->job, level, label);
}

static bool
take_heading(struct page *page, size_t depth, const struct line *text)
{
	page->in_table = false;
	if (depth == 1)
		return open_control(page, text);
	if (depth == 2) {
		open_section(page, text);
	} else if (page->section == SECTION_MAPPINGS) {
		open_framework(page, text);
	} else if (page->section == SECTION_MATURITY) {
		char *label = mdtext_plain(text->text, text->len);

		open_level(page, label);
		free(label);
	} else if (page->section != SECTION_NONE) {
		open_section(page, text);
	}
	return true;
}

/* The bar that ends the cell beginning at p, or end. */
static const char *
cell_end(const char *p, const char *end)
{
	while (p < end && *p != '|')
		p += *p == '\\' && p + 1 < end ? 2 : 1;
	return p;
}

static size_t
count_cells(const struct line *row)
{
	const char *end = row->text + row->len;
	size_t cells = 0;

	for (const char *p = row->text + 1; p < end;
	     p = cell_end(p, end) + 1)
		cells++;
	return cells;
}

/* A cell's text: blanks off its ends (tabs stay, they follow bullets), `\|`
 * as a bar. */
static void
add_cell(struct str *out, const char *from, const char *end)
{
	while (from < end && *from == ' ')
		from++;
	while (end > from && end[-1] == ' ')
		end--;
	if (from < end && out->len)
		str_add_char(out, ' ');
	for (; from < end; from++)
		if (!(*from == '\\' && from + 1 < end && from[1] == '|'))
			str_add_char(out, *from);
}

/* A row: the last cell takes all that is left, bars included. */
static void
take_row(struct page *page, const struct line *row)
{
	const char *end = row->text + row->len, *p = row->text + 1;
	struct str label = { 0 };

	if (end > p && end[-1] == '|')
		end--;
	for (size_t i = 1; i < page->columns && p < end; i++) {
		const char *stop = cell_end(p, end);

		add_cell(&label, p, stop);
		p = stop < end ? stop + 1 : end;
	}
	if (label.len) {
		char *plain = mdtext_plain(str_text(&label), label.len);

		open_level(page, plain);
		free(plain);
	}
	add_cell(&page->cell, p, end);
	str_done(&label);
}

static void
take_table(struct page *page, const struct line *row, const struct line *next)
{
	if (!page->in_table) {
		page->in_table = true;
		page->columns = count_cells(row);
		page->columns = page->columns < 2 ? 2 : page->columns;
		page->header = next && lines_is_delimiter(next);
		if (page->header)
			return;
	} else if (page->header) {
		page->header = false;
		return;
	}
	take_row(page, row);
}

/* "- [CC5.1](cc51.md)": the text of each link is a value. */
static void
take_value(struct page *page, const struct line *line)
{
	struct line item = lines_trim(line);
	size_t sign = leveltext_sign(item.text);
	struct name_list links = { 0 };

	if (!item.len)
		return;
	sign = sign < item.len ? sign : item.len;
	mdtext_links(item.text + sign, item.len - sign, &links);
	if (!links.count) {
		char *plain = mdtext_plain(item.text + sign, item.len - sign);

		name_list_add(&links, plain, strlen(plain));
		free(plain);
	}
	for (size_t i = 0; i < links.count; i++) {
		char *value =
		    str_fold_space(links.items[i], strlen(links.items[i]));

		if (!*value || !page->mapping_count)
			job_warn(page->job, ODD_VALUE, line->number,
			    lines_column(line, item.text),
			    *value ? _("This value stands below no framework "
				       "and is left out.")
				   : _("This mapping is empty and left "
				       "out."));
		else
			name_list_add(
			    &page->mappings[page->mapping_count - 1].values,
			    value, strlen(value));
		free(value);
	}
	name_list_done(&links);
}

/* An objective or a request for evidence: a line each, an id first. */
static bool
take_item(struct page *page, const struct line *line)
{
	struct line trimmed = lines_trim(line);
	char *plain = mdtext_plain(trimmed.text, trimmed.len);
	char *text = str_fold_space(plain, strlen(plain));
	const char *item = text + leveltext_sign(text);
	size_t id = page_code(item);
	char *own = id ? xstrndup(item, id) : NULL;
	const char *rest = item + id;
	bool ok = true;

	rest += names_separator(rest);
	rest += strspn(rest, " ");
	if (page->control == CATALOG_NONE || !*item)
		;
	else if (page->section == SECTION_OBJECTIVES)
		ok = job_objective(page->job, page->control, own,
		    *rest ? rest : item, line->number) != CATALOG_NONE;
	else if (own)
		ok = job_evidence(page->job, page->control,
		    &(struct job_evidence){ .id = own,
			.title = *rest ? rest : NULL,
			.line = line->number });
	else
		job_warn(page->job, ODD_OTHER, line->number, 1,
		    _("This line belongs to no evidence request and is left "
		      "out."));
	free(own);
	free(text);
	free(plain);
	return ok;
}

/* Rules between sections and comments are no text of a control. */
static bool
is_decoration(struct page *page, const struct line *line)
{
	struct line trimmed = lines_trim(line);
	char *text = lines_copy(&trimmed);
	bool opens = str_starts(text, "<!--"), decoration;

	decoration = page->comment || opens ||
	    (trimmed.len >= 3 && strchr("-*_", *text) &&
		strspn(text, (char[]){ *text, ' ', '\0' }) == strlen(text));
	if (page->comment || opens)
		page->comment = strstr(text, "-->") == NULL;
	free(text);
	return decoration;
}

static bool
take_text(struct page *page, const struct line *line, const struct line *next)
{
	struct line trimmed = lines_trim(line);

	if (page->section == SECTION_MATURITY && trimmed.len &&
	    *trimmed.text == '|') {
		take_table(page, &trimmed, next);
		return true;
	}
	page->in_table = false;
	if (is_decoration(page, line))
		return true;
	if (page->section == SECTION_OBJECTIVES ||
	    page->section == SECTION_EVIDENCE)
		return take_item(page, line);
	if (page->section == SECTION_STATEMENT)
		add_line(&page->statement, line);
	else if (page->section == SECTION_QUESTION)
		add_line(&page->question, line);
	else if (page->section == SECTION_MAPPINGS)
		take_value(page, line);
	else if (page->section == SECTION_MATURITY && page->level >= 0 &&
	    !page->cell.len)
		add_line(&page->levels[page->level], line);
	else if (page->section == SECTION_MATURITY && trimmed.len)
		job_warn(page->job, ODD_OTHER, line->number, 1,
		    _("This line belongs to no level and is left out."));
	return true;
}

static bool
read_page(struct import_job *job, const struct import_source *source)
{
	const char *text = source->bytes;
	size_t len = source->len;
	struct page page = { .job = job, .level = -1,
		.control = CATALOG_NONE };
	struct line next = { 0 };
	bool more = lines_next(text, len, &next), ok = true;

	while (more && ok) {
		struct line title;

		page.line = next;
		more = lines_next(text, len, &next);
		size_t depth = heading(&page.line, &title);

		if (depth)
			ok = take_heading(&page, depth, &title);
		else
			ok = take_text(
			    &page, &page.line, more ? &next : NULL);
	}
	bool flushed = flush(&page);

	free(page.mappings);
	str_done(&page.cell);
	if (!ok || !flushed)
		return false;
	return page.controls ||
	    err_set_at(job->err, ERR_INPUT, source->path, 1, 1,
		_("No control stands here: a heading with an id is needed, "
		  "such as \"# OPS-02 - Title\"."));
}

static int
detect(const char *text, size_t len)
{
	struct line line = { 0 }, title;
	bool control = false, maturity = false, question = false,
	     mappings = false;

	while (lines_next(text, len, &line)) {
		size_t depth = heading(&line, &title);

		if (depth == 1 && !control) {
			char *copy = lines_copy(&title);

			control = find_id(copy) != NULL;
			free(copy);
		} else if (depth == 2) {
			enum section section = find_section(&title);

			maturity |= section == SECTION_MATURITY;
			question |= section == SECTION_QUESTION;
			mappings |= section == SECTION_MAPPINGS;
		}
	}
	return control ? 40 + 30 * maturity + 20 * question + 10 * mappings
		       : 0;
}

const struct importer importer_markdown = {
	.name = "markdown",
	.title = N_("Markdown pages, a control each"),
	.detect = detect,
	.read = read_page,
};
