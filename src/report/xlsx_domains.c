/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The sheet of domains: the executive summary's figures, a row each. */

#include <config.h>

#include "report/xlsx_parts.h"

#include "base/i18n.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"

static const struct table_column columns[] = {
	{ "domain", N_("Domain"), COLUMN_ID, 12 },
	{ "name", N_("Name"), COLUMN_LONG, 36 },
	{ "in_scope", N_("Controls in scope"), COLUMN_NUMBER, 10 },
	{ "rated", N_("Rated"), COLUMN_NUMBER, 10 },
	{ "concluded", N_("Concluded"), COLUMN_NUMBER, 11 },
	{ "average", N_("Weighted average"), COLUMN_NUMBER, 10 },
	{ "low", N_("Range, low"), COLUMN_NUMBER, 9 },
	{ "high", N_("Range, high"), COLUMN_NUMBER, 9 },
	{ "minimum", N_("Minimum"), COLUMN_LEVEL, 10 },
	{ "target", N_("Target"), COLUMN_LEVEL, 9 },
	{ "at_target", N_("At target"), COLUMN_NUMBER, 10 },
	{ "targeted", N_("Concluded with a target"), COLUMN_NUMBER, 12 },
	{ "attainable", N_("Attainable maximum"), COLUMN_NUMBER, 11 },
	{ "satisfactory", N_("Satisfactory"), COLUMN_NUMBER, 13 },
	{ "deficient", N_("Deficient"), COLUMN_NUMBER, 11 },
	{ "alternative", N_("Alternative control"), COLUMN_NUMBER, 12 },
	{ "not_applicable", N_("Not applicable"), COLUMN_NUMBER, 11 },
	{ "open", N_("Open"), COLUMN_NUMBER, 8 },
	{ "na_excluded", N_("Suggested, not applicable left out"),
	    COLUMN_WORD, 22 },
	{ "na_counted", N_("Suggested, not applicable counted"), COLUMN_WORD,
	    22 },
	{ "designated", N_("Designated"), COLUMN_WORD, 22 },
};
enum { COLUMNS = sizeof(columns) / sizeof(*columns) };

/* Is the report about it, and has it anything to say? */
static bool
has_domain(const struct report_view *view, const struct summary *summary,
    size_t domain)
{
	const struct rollup *r = &summary->domains[domain].rollup;
	size_t at = domain, depth = summary->count;
	bool full = view->depth == REPORT_FULL;

	if (!r->in_scope && !r->not_applicable && !(full && r->out_of_scope))
		return false;
	while (at != view->domain && at != CATALOG_NONE && depth-- > 0)
		at = catalog_ref(view->desk->catalog, DOMAIN_PARENT, at);
	return at == view->domain;
}

static void
put_counts(struct sheet *sheet, size_t from, const size_t *counts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		book_number(sheet, from + i, LOOK_NUMBER, (double)counts[i]);
}

static const char *
shown(const struct book *book, const char *word)
{
	return book->view->raw || !word ? word : _(word);
}

static void
put_reading(struct sheet *sheet, size_t column,
    const struct conformity_count *count, bool na_counts)
{
	size_t good, of;
	enum conformity found =
	    conformity_suggest(count, na_counts, &good, &of);

	if (found != CONFORMITY_NONE)
		book_text(sheet, column, LOOK_TEXT,
		    shown(sheet->book, conformity_word(found)));
}

static void
put_levels(struct sheet *sheet, const struct rollup *r, int target)
{
	if (catalog_scale_top(sheet->book->view->desk->catalog) < 0)
		return;
	book_ratio(sheet, 5, r->average);
	book_ratio(sheet, 6, r->low);
	book_ratio(sheet, 7, r->high);
	if (r->minimum >= 0)
		book_number(sheet, 8, LOOK_LEVEL, r->minimum);
	if (target >= 0)
		book_number(sheet, 9, LOOK_LEVEL, target);
	put_counts(sheet, 10, (const size_t[]){ r->at_target, r->targeted },
	    2);
	book_ratio(sheet, 12, r->attainable);
}

static void
put_domain(struct sheet *sheet, const struct summary_sum *sum, size_t domain)
{
	const struct desk *desk = sheet->book->view->desk;
	const char *id = catalog_string(desk->catalog, DOMAIN_ID, domain);
	const struct rollup *r = &sum->rollup;
	const struct conformity_count *c = &sum->conformity;

	book_text(sheet, 0, LOOK_ID, id);
	book_text(sheet, 1, LOOK_TEXT,
	    catalog_text(
	        desk->catalog, DOMAIN_NAME, domain, desk->language));
	put_counts(sheet, 2,
	    (const size_t[]){ r->in_scope, r->rated, r->concluded }, 3);
	put_levels(sheet, r, summary_target(desk, domain));
	put_counts(sheet, 13,
	    (const size_t[]){ c->satisfactory, c->deficient, c->alternative,
	        c->not_applicable, c->open },
	    5);
	put_reading(sheet, 18, c, false);
	put_reading(sheet, 19, c, true);
	book_text(sheet, 20, LOOK_TEXT,
	    shown(sheet->book,
	        session_getf(desk->session, "domains/%s/conformity", id)));
	sheet->row++;
}

void
book_domains(struct book *book, const struct summary *summary)
{
	struct sheet sheet;

	book_sheet(book, "domains", _("Domains"), NULL, &sheet);
	book_heads(&sheet, columns, COLUMNS);
	for (size_t i = 0; i < summary->count; i++)
		if (has_domain(book->view, summary, i))
			put_domain(&sheet, &summary->domains[i], i);
	book_dress(&sheet, columns, COLUMNS);
}
