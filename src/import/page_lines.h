/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_PAGE_LINES_H
#define ASSAY_IMPORT_PAGE_LINES_H

/* What a line of a control's page is (scf_page.c), by its looks alone. */

#include <stdbool.h>
#include <stddef.h>

#include "import/lines.h"

enum page_section {
	PAGE_NONE, /* before the first control */
	PAGE_STATEMENT,
	PAGE_QUESTION,
	PAGE_MAPPINGS,
	PAGE_MATURITY,
	PAGE_OBJECTIVES,
	PAGE_EVIDENCE,
	PAGE_SOLUTIONS
};

/* "OPS-03: Title"; the bytes before the title, 0: no title. */
size_t page_title(const struct line *line);
/* The heading of a section: which. */
bool page_heading(const struct line *line, enum page_section *section);
/* "Control Question: ..."; the bytes of that label, 0: no question. */
size_t page_question(const struct line *line);
/* "Level 3 - Well Defined" in any dash, "C|P-CMM 3 Well Defined"; -1: no such
 * heading. */
int page_level(const struct line *line);

/* The bytes of an id of letters, digits and joints, such as "E-TPM-04", that
 * the text begins with; 0: none. */
size_t page_code(const char *text);

/* A row of a table: bars, or tabs as browsers copy it. */
bool page_is_row(const struct line *line);
/* A row of tabs that heads a table of mappings. */
bool page_is_tab_header(const struct line *line);
/* The first cell, and all that follows it. Both lie in the row. */
void page_cells(
    const struct line *row, struct line *first, struct line *rest);

/* Which lines after a title show that a page follows it. */
enum page_lead {
	PAGE_LEAD_QUESTION, /* its question */
	PAGE_LEAD_TEXT,     /* that, or a level */
	PAGE_LEAD_ANY       /* that, or a section or a table */
};
/* Do they, before another title? The line lies in a text of len bytes. */
bool page_leads(const char *text, size_t len, const struct line *title,
    enum page_lead lead);

#endif
