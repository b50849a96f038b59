/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The text of a control's page as browsers copy it: title, statement and
 * question, tables of mappings by group, a level a heading, objectives,
 * evidence requests, technology by firm size. Any section may be missing. */

#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

struct page {
	struct import_job *job;
	const char *text; /* all of it, to look ahead */
	size_t len;
	size_t begin; /* the line of the first control's title */
	size_t control; /* CATALOG_NONE: none, or left out */
	size_t controls, line; /* and its title's */
	enum page_section section;
	struct str statement, question;
	struct str levels[JOB_LEVELS];
	size_t level_lines[JOB_LEVELS];
	int level;
	char *group; /* of the mapping table */
	size_t group_count, group_line, rows;
	bool tabs; /* between its cells, not bars */
	char *first_id; /* of the page's first control */
	struct str objective; /* the one being read */
	size_t objective_line;
	char *evidence; /* the request being read, its id and title */
	bool evidence_bullets; /* requests begin with a sign */
	char *first_evidence;
	struct name_list evidence_lines;
	size_t evidence_line;
	char *size; /* the firm size being read */
	struct name_list solutions;
	size_t size_line;
};

static void
add_line(struct str *text, const struct line *line)
{
	if (text->len)
		str_add_char(text, '\n');
	str_add_n(text, line->text, line->len);
}

static void
set_lines(struct page *page, enum catalog_field field, struct str *text)
{
	char *lines = leveltext_lines(str_text(text), text->len);

	if (*lines && page->control != CATALOG_NONE)
		builder_text(page->job->builder, field, page->control, lines);
	free(lines);
	str_done(text);
}

static void
flush_group(struct page *page)
{
	if (page->group && page->group_count &&
	    page->group_count != page->rows)
		job_warn(page->job, ODD_OTHER, page->group_line, 1,
		    _("\"%s\" promises %zu frameworks and lists %zu."),
		    page->group, page->group_count, page->rows);
	free(page->group);
	page->group = NULL;
	page->group_count = page->rows = 0;
}

static bool
flush_objective(struct page *page)
{
	const char *text = str_text(&page->objective);
	size_t id = page_code(text);
	char *own = id && text[id] ? xstrndup(text, id) : NULL;
	const char *rest = own ? text + id : text;
	bool ok = true;

	rest += names_separator(rest);
	rest += strspn(rest, " ");
	if (*rest && page->control != CATALOG_NONE)
		ok = job_objective(page->job, page->control, own, rest,
		    page->objective_line) != CATALOG_NONE;
	free(own);
	str_done(&page->objective);
	return ok;
}

/* The last line below a request is its area, those before describe it; one
 * line alone is a description when it reads as a sentence. */
static bool
flush_evidence(struct page *page)
{
	struct name_list *lines = &page->evidence_lines;
	struct str description = { 0 };
	bool ok = true;

	if (page->evidence && page->control != CATALOG_NONE) {
		size_t id = names_id(page->evidence);
		char *own = xstrndup(page->evidence, id);
		const char *title = page->evidence + id;
		size_t last = lines->count;
		const char *end =
		    last ? strrchr(lines->items[last - 1], '.') : NULL;

		if (last && (last > 1 || !end || end[1]))
			last--;
		for (size_t i = 0; i < last; i++)
			str_printf(&description, "%s%s", i ? "\n" : "",
			    lines->items[i]);
		title += names_separator(title);
		ok = job_evidence(page->job, page->control,
		    &(struct job_evidence){ .id = own,
			.title = title + strspn(title, " "),
			.area = last < lines->count ? lines->items[last]
						    : NULL,
			.description =
			    description.len ? str_text(&description) : NULL,
			.line = page->evidence_line });
		free(own);
	}
	str_done(&description);
	name_list_done(lines);
	free(page->evidence);
	page->evidence = NULL;
	return ok;
}

static bool
flush_size(struct page *page)
{
	bool ok = true;

	if (page->size && page->control != CATALOG_NONE)
		ok = job_solution(page->job, page->control, page->size,
		    &page->solutions, page->size_line);
	name_list_done(&page->solutions);
	free(page->size);
	page->size = NULL;
	return ok;
}

static bool
open_section(struct page *page, enum page_section section)
{
	flush_group(page);
	page->level = -1;
	page->section = section;
	return flush_objective(page) && flush_evidence(page) &&
	    flush_size(page);
}

static bool
flush(struct page *page)
{
	struct job_level levels[JOB_LEVELS];
	bool ok = open_section(page, PAGE_NONE);

	set_lines(page, CONTROL_STATEMENT, &page->statement);
	set_lines(page, CONTROL_QUESTION, &page->question);
	for (int i = 0; i < JOB_LEVELS; i++)
		levels[i] = (struct job_level){ str_text(&page->levels[i]),
			page->level_lines[i], 1 };
	if (ok && page->control != CATALOG_NONE) {
		job_need_statement(page->job, page->control, page->line, 1);
		ok = job_levels(page->job, page->control, levels);
	}
	for (int i = 0; i < JOB_LEVELS; i++) {
		str_done(&page->levels[i]);
		page->level_lines[i] = 0;
	}
	page->control = CATALOG_NONE;
	return ok;
}

static bool
open_control(struct page *page, const struct line *line, size_t title)
{
	if (!flush(page))
		return false;
	char *id = xstrndup(line->text, title);
	char *name = str_fold_space(line->text + title, line->len - title);

	id[names_id(id)] = '\0';
	if (!page->first_id)
		page->first_id = xstrdup(id);
	page->controls++;
	page->line = line->number;
	page->control = job_control(
	    page->job, id, name, NULL, line->number);
	page->section = PAGE_STATEMENT;
	job_reset_lists(page->job);
	free(name);
	free(id);
	return !page->job->err->code;
}

/* "General (19)" above a table. */
static void
open_group(struct page *page, const struct line *line)
{
	char *name = lines_copy(line);
	size_t len = strlen(name);
	char *count = strrchr(name, '(');

	flush_group(page);
	page->section = PAGE_MAPPINGS;
	page->group_line = line->number;
	if (count && count > name && name[len - 1] == ')' &&
	    strspn(count + 1, "0123456789") == strlen(count) - 2) {
		page->group_count = strtoul(count + 1, NULL, 10);
		while (count > name && count[-1] == ' ')
			count--;
		*count = '\0';
	}
	page->group = name;
}

/* The mark that a name links to its source says nothing here. */
static void
drop_source_mark(char *name)
{
	static const char mark[] = "(source)";
	size_t len = strlen(name), mark_len = strlen(mark);

	if (len < mark_len || strcasecmp(name + len - mark_len, mark) != 0)
		return;
	len -= mark_len;
	while (len && name[len - 1] == ' ')
		len--;
	name[len] = '\0';
}

static bool
take_row(struct page *page, const struct line *row)
{
	struct line first, rest;

	page_cells(row, &first, &rest);
	char *name = str_fold_space(first.text, first.len);
	char *broken = mdtext_breaks(rest.text, rest.len);
	char *cell = leveltext_lines(broken, strlen(broken));
	struct name_list list = { 0 };
	bool ok = true, sure = names_split_cell(cell, &list);

	drop_source_mark(name);
	page->rows++;
	if (!*name || !list.count)
		job_warn(page->job, ODD_VALUE, row->number, 1,
		    _("This mapping is empty and left out."));
	else if (page->control != CATALOG_NONE)
		ok = job_mapping(page->job, page->control, name, page->group,
		    &list, sure ? NULL : cell, row->number);
	if (ok && !sure)
		job_warn(page->job, ODD_SPLIT, row->number,
		    lines_column(row, rest.text),
		    _("\"%s\" may be cut wrongly: words without a digit "
		      "stand in it and go with the next one; the cell is "
		      "kept as it is."),
		    cell);
	name_list_done(&list);
	free(name);
	free(broken);
	free(cell);
	return ok;
}

static void
open_level(struct page *page, const struct line *line, int level)
{
	char *label = lines_copy(line);

	if (page->level_lines[level])
		job_warn(page->job, ODD_LEVEL, line->number, 1,
		    _("Level %d stands here twice: its texts are joined."),
		    level);
	page->section = PAGE_MATURITY;
	page->level = level;
	page->level_lines[level] = line->number;
	if (page->control != CATALOG_NONE)
		job_label(page->job, level, label);
	free(label);
}

/* The line without its bullet sign, folded. */
static char *
item_text(const struct line *line)
{
	char *text = lines_copy(line);
	char *item = xstrdup(text + leveltext_sign(text));

	free(text);
	return item;
}

/* A line without sign and id goes on with the objective above. */
static bool
take_objective(struct page *page, const struct line *line)
{
	char *text = item_text(line);
	bool opens = leveltext_is_item(line->text) ||
	    page_code(text) > 0 || !page->objective.len;
	bool ok = !opens || flush_objective(page);

	if (opens)
		page->objective_line = line->number;
	else
		str_add_char(&page->objective, ' ');
	str_add(&page->objective, text);
	free(text);
	return ok;
}

/* Does a request begin here? Descriptions may begin with words that look like
 * an id; what the first request looks like decides. */
static bool
opens_request(
    const struct page *page, const char *text, const struct line *line)
{
	if (!page_code(text))
		return false;
	if (!page->first_evidence)
		return true;
	return names_alike(text, page->first_evidence) &&
	    (!page->evidence_bullets || leveltext_is_item(line->text));
}

static bool
take_evidence(struct page *page, const struct line *line)
{
	char *text = item_text(line);

	if (opens_request(page, text, line)) {
		bool ok = flush_evidence(page);

		if (!page->first_evidence) {
			page->first_evidence = xstrdup(text);
			page->evidence_bullets =
			    leveltext_is_item(line->text);
		}
		page->evidence = text;
		page->evidence_line = line->number;
		return ok;
	}
	if (*text && page->evidence)
		name_list_add(&page->evidence_lines, text, strlen(text));
	else if (*text)
		job_warn(page->job, ODD_OTHER, line->number, 1,
		    _("This line belongs to no evidence request and is left "
		      "out."));
	free(text);
	return true;
}

/* A line without a bullet is the next firm size. */
static bool
take_solution(struct page *page, const struct line *line)
{
	char *text = item_text(line);
	char *whole = lines_copy(line);
	bool bullet = strcmp(text, whole) != 0, ok = true;

	if (!bullet) {
		ok = flush_size(page);
		page->size = xstrdup(whole);
		page->size_line = line->number;
	} else if (*text && page->size) {
		name_list_add(&page->solutions, text, strlen(text));
	} else if (*text) {
		job_warn(page->job, ODD_OTHER, line->number, 1,
		    _("This line belongs to no firm size and is left out."));
	}
	free(whole);
	free(text);
	return ok;
}

static bool
take_text(struct page *page, const struct line *line)
{
	switch (page->section) {
	case PAGE_STATEMENT:
		add_line(&page->statement, line);
		return true;
	case PAGE_QUESTION:
		add_line(&page->question, line);
		return true;
	case PAGE_MATURITY:
		if (page->level >= 0)
			add_line(&page->levels[page->level], line);
		return true;
	case PAGE_OBJECTIVES:
		return !line->len || take_objective(page, line);
	case PAGE_EVIDENCE:
		return !line->len || take_evidence(page, line);
	case PAGE_SOLUTIONS:
		return !line->len || take_solution(page, line);
	case PAGE_MAPPINGS:
		if (line->len)
			job_warn(page->job, ODD_OTHER, line->number, 1,
			    _("This line stands among mappings and is left "
			      "out."));
		return true;
	case PAGE_NONE:
		break;
	}
	return true;
}

/* The title that the first page follows: a list of titles may stand above
 * it. */
static size_t
find_begin(const char *text, size_t len)
{
	struct line line = { 0 };
	size_t first = 0;

	while (lines_next(text, len, &line)) {
		struct line trimmed = lines_trim(&line);

		if (!page_title(&trimmed))
			continue;
		if (page_leads(text, len, &trimmed, PAGE_LEAD_ANY))
			return trimmed.number;
		first = first ? first : trimmed.number;
	}
	return first;
}

/* A page may hold several controls; the title of another one follows what
 * comes last, or at least a question, if it brings one too. */
static bool
opens_control(const struct page *page, const struct line *line)
{
	bool last = page->section >= PAGE_OBJECTIVES;

	if (!page->first_id)
		return line->number == page->begin;
	return (last || page->question.len) &&
	    names_alike(line->text, page->first_id) && page_title(line) &&
	    page_leads(page->text, page->len, line,
		last ? PAGE_LEAD_TEXT : PAGE_LEAD_QUESTION);
}

static bool
take_line(struct page *page, const struct line *line, const struct line *next)
{
	enum page_section section;
	int level = page_level(line);

	if (opens_control(page, line))
		return open_control(page, line, page_title(line));
	if (page->section == PAGE_NONE)
		return true;
	if (page_question(line)) {
		struct line rest = *line;

		rest.text += page_question(line);
		rest.len -= page_question(line);
		page->section = PAGE_QUESTION;
		rest = lines_trim(&rest);
		add_line(&page->question, &rest);
		return true;
	}
	if (level >= 0) {
		open_level(page, line, level);
		return true;
	}
	if (page_heading(line, &section))
		return open_section(page, section);
	bool header = page_is_tab_header(line) ||
	    (page_is_row(line) && next && lines_is_delimiter(next));
	bool tabs = page->tabs && memchr(line->text, '\t', line->len);

	if (header)
		page->tabs = page_is_tab_header(line);
	if (header && page->section != PAGE_MAPPINGS)
		return open_section(page, PAGE_MAPPINGS);
	if ((page_is_row(line) || tabs) && page->section == PAGE_MAPPINGS)
		return header || lines_is_delimiter(line) ||
		    take_row(page, line);
	if (line->len && next && page_is_row(next) && !page_is_row(line)) {
		bool ok = open_section(page, PAGE_MAPPINGS);

		open_group(page, line);
		return ok;
	}
	return take_text(page, line);
}

/* The next line that is not empty. */
static const struct line *
peek(const char *text, size_t len, const struct line *line, struct line *next)
{
	*next = *line;
	while (lines_next(text, len, next)) {
		struct line trimmed = lines_trim(next);

		if (trimmed.len) {
			*next = trimmed;
			return next;
		}
	}
	return NULL;
}

static bool
read_page(struct import_job *job, const struct import_source *source)
{
	const char *text = source->bytes;
	size_t len = source->len;
	struct page page = { .job = job, .text = text, .len = len,
		.level = -1, .control = CATALOG_NONE,
		.begin = find_begin(text, len) };
	struct line line = { 0 }, next;
	bool ok = true;

	while (ok && lines_next(text, len, &line)) {
		struct line trimmed = lines_trim(&line);

		ok = take_line(&page, &trimmed,
		    trimmed.len ? peek(text, len, &line, &next) : NULL);
	}
	bool flushed = flush(&page);

	free(page.first_id);
	free(page.first_evidence);
	if (!ok || !flushed)
		return false;
	return page.controls ||
	    err_set_at(job->err, ERR_INPUT, source->path, 1, 1,
		_("No control stands here: its page begins with id and title, "
		  "such as \"OPS-03: Title\"."));
}

static int
detect(const char *text, size_t len)
{
	struct line line = { 0 };
	enum { HEAD_LINES = 20 };
	bool title = false;
	size_t head = 0;
	int marks = 0;

	while (lines_next(text, len, &line)) {
		struct line trimmed = lines_trim(&line);
		enum page_section section;

		if (!trimmed.len)
			continue;
		if (!title && ++head > HEAD_LINES)
			return 0;
		if (!title) {
			title = page_title(&trimmed) > 0;
			continue;
		}
		if (page_question(&trimmed))
			marks += 4;
		else if (page_level(&trimmed) >= 0)
			marks += 1;
		else if (page_heading(&trimmed, &section))
			marks += 2;
		else if (page_is_row(&trimmed) && marks < 2)
			marks += 1;
	}
	marks = marks > 7 ? 7 : marks;
	return title ? 30 + 10 * marks : 0;
}

const struct importer importer_scf_page = {
	.name = "scf-page",
	.title = N_("Text of a control's page, copied from a browser"),
	.detect = detect,
	.read = read_page,
};
