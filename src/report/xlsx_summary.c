/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The first sheet: the figures of the executive summary, those of
 * model/summary.h and of the register, and what the charts are drawn from. For
 * machines the figures alone, each by its key. */

#include <config.h>

#include "report/xlsx_parts.h"

#include <stdarg.h>

#include "base/i18n.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "report/roc.h"
#include "report/seal_line.h"
#include "report/tables_parts.h"

enum { LABEL, VALUE, DETAIL, THIRD, SUMMARY_COLUMNS };

struct page {
	struct sheet sheet;
	struct book *book;
	const struct report_view *view;
	const struct desk *desk;
	const struct catalog *catalog;
	const struct summary *summary;
	struct summary_sum sum; /* of what the report is about */
	struct book_charts charts;
};

static void
section(struct page *page, const char *title)
{
	const struct xlsx_lib *lib = page->sheet.book->lib;

	if (page->view->raw)
		return;
	page->sheet.row++;
	for (size_t i = 0; i < SUMMARY_COLUMNS; i++)
		lib->worksheet_write_blank(page->sheet.page, page->sheet.row,
		    (lxw_col_t)i, page->book->looks[LOOK_SECTION]);
	book_text(&page->sheet, LABEL, LOOK_SECTION, title);
	page->sheet.row++;
}

static void
label(struct page *page, const char *key, const char *text)
{
	book_text(
	    &page->sheet, LABEL, LOOK_TEXT, page->view->raw ? key : text);
}

static void
pair_text(
    struct page *page, const char *key, const char *text, const char *value)
{
	if (!value || !*value)
		return;
	label(page, key, text);
	book_text(&page->sheet, VALUE, LOOK_LINE, value);
	page->sheet.row++;
}

static void
pair_count(
    struct page *page, const char *key, const char *text, size_t value)
{
	label(page, key, text);
	book_number(&page->sheet, VALUE, LOOK_NUMBER, (double)value);
	page->sheet.row++;
}

static void __attribute__((format(printf, 2, 3)))
detail(struct page *page, const char *format, ...)
{
	struct str text = { 0 };
	va_list args;

	va_start(args, format);
	str_vprintf(&text, format, args);
	va_end(args);
	if (!page->view->raw) {
		page->sheet.row--;
		book_text(&page->sheet, DETAIL, LOOK_LINE, str_text(&text));
		page->sheet.row++;
	}
	str_done(&text);
}

static void
pair_ratio(struct page *page, const char *key, const char *text,
    struct ratio ratio)
{
	char value[32];

	ratio_text(ratio, value);
	if (!*value)
		return;
	label(page, key, text);
	book_ratio(&page->sheet, VALUE, ratio);
	page->sheet.row++;
}

static const char *
shown(const struct page *page, const char *word)
{
	return page->view->raw || !word ? word : _(word);
}

static const char *
field(const struct page *page, const char *path)
{
	return session_get(page->desk->session, path);
}

static void
put_extract(struct page *page)
{
	const struct report_view *view = page->view;

	if (view->control != CATALOG_NONE)
		pair_text(page, "control", _("Only the control"),
		    catalog_string(page->catalog, CONTROL_ID, view->control));
	else if (view->domain != CATALOG_NONE)
		pair_text(page, "domain", _("Only the domain"),
		    catalog_string(page->catalog, DOMAIN_ID, view->domain));
}

static void
put_made(struct page *page)
{
	const struct report_view *view = page->view;
	int day = view->at ? day_parse(view->at) : DAY_NONE;
	struct str with = { 0 };
	char text[16];

	if (day != DAY_NONE) {
		day_text(day, text);
		label(page, "made", _("Report made"));
		book_value(&page->sheet, VALUE, COLUMN_DAY, text);
		page->sheet.row++;
	}
	str_printf(&with, "assay %s", view->version ? view->version : "");
	pair_text(page, "program", _("Made with"), str_text(&with));
	str_clear(&with);
	/* for machines the whole fingerprint, or nothing */
	if (!view->raw)
		seal_line_add(view, &with);
	if (!view->raw || view->seal)
		pair_text(page, "seal", _("Seal"),
		    view->raw ? view->seal : str_text(&with));
	str_done(&with);
}

static void
put_facts(struct page *page)
{
	const struct catalog *c = page->catalog;
	struct str content = { 0 };

	str_printf(&content, "%s %s",
	    catalog_text(c, PACK_TITLE, 0, page->desk->language),
	    catalog_string(c, PACK_VERSION, 0));
	pair_text(page, "client", _("Organization"),
	    field(page, "session/client"));
	pair_text(page, "title", _("Assessment"),
	    field(page, "session/title"));
	if (page->view->client)
		pair_text(page, "copy", _("Copy"),
		    page->view->raw ? "client"
		                    : _("For the client; the assessors' "
		                        "private notes are left out."));
	put_extract(page);
	pair_text(page, "period_begin", _("Period, from"),
	    field(page, "session/period/begin"));
	pair_text(page, "period_end", _("Period, until"),
	    field(page, "session/period/end"));
	pair_count(
	    page, "rigor", _("Rigor"), (size_t)page->desk->frame.rigor);
	pair_text(page, "content", _("Content"), str_text(&content));
	put_made(page);
	pair_text(page, "session", _("Session"),
	    session_header(page->desk->session)->id);
	str_done(&content);
}

/* One reading of the controls that are not applicable. */
static void
put_reading(struct page *page, const char *key, const char *text,
    bool na_counts)
{
	static const enum look looks[] = { [CONFORMITY_NONE] = LOOK_LINE,
		[CONFORMITY_MATERIAL_WEAKNESS] = LOOK_BAD,
		[CONFORMITY_SIGNIFICANT_DEFICIENCY] = LOOK_WARN,
		[CONFORMITY_CONFORMS] = LOOK_GOOD,
		[CONFORMITY_STRICT] = LOOK_GOOD };
	size_t good, of;
	enum conformity found = conformity_suggest(
	    &page->sum.conformity, na_counts, &good, &of);

	if (found == CONFORMITY_NONE && page->view->raw)
		return;
	label(page, key, text);
	book_text(&page->sheet, VALUE, looks[found],
	    shown(page, conformity_word(found)));
	page->sheet.row++;
	if (of)
		detail(page, _("%zu of %zu controls, %zu %%"), good, of,
		    100 * good / of);
}

static void
put_designated(struct page *page)
{
	const struct entry *entry = NULL;
	struct str path = { 0 };

	if (page->view->domain == CATALOG_NONE)
		str_add(&path, "session/conformity");
	else
		str_printf(&path, "domains/%s/conformity",
		    catalog_string(
		        page->catalog, DOMAIN_ID, page->view->domain));
	if (page->view->control == CATALOG_NONE)
		entry = session_entry(page->desk->session, str_text(&path));
	if (entry) {
		pair_text(page, "conformity", _("Conformity designated"),
		    shown(page, entry->value));
		pair_text(page, "conformity_why", _("Rationale"), entry->why);
	}
	str_done(&path);
}

static void
put_conformity(struct page *page)
{
	const struct conformity_count *c = &page->sum.conformity;

	section(page, _("Conformity"));
	put_designated(page);
	put_reading(page, "na_excluded",
	    _("Suggested, not applicable controls left out"), false);
	put_reading(page, "na_counted",
	    _("Suggested, not applicable controls counted"), true);
	pair_count(page, "satisfactory", _("Satisfactory"), c->satisfactory);
	pair_count(page, "deficient", _("Deficient"), c->deficient);
	pair_count(page, "material_deficient", _("Material ones deficient"),
	    c->material_deficient);
	pair_count(
	    page, "alternative", _("Alternative control"), c->alternative);
	pair_count(page, "not_applicable", _("Not applicable"),
	    c->not_applicable);
	pair_count(page, "open", _("No designation yet"), c->open);
}

/* Fractions are no sentences: "121/56". */
static void
put_average(struct page *page, const char *key, const char *text,
    struct ratio ratio)
{
	pair_ratio(page, key, text, ratio);
	if (ratio.denominator > 0)
		detail(page, "%ld/%ld", ratio.numerator, ratio.denominator);
}

static void
put_maturity(struct page *page)
{
	const struct rollup *r = &page->sum.rollup;

	if (page->charts.top < 0)
		return;
	section(page, _("Maturity"));
	put_average(page, "average", _("Weighted average"), r->average);
	pair_ratio(page, "low", _("Range, low"), r->low);
	pair_ratio(page, "high", _("Range, high"), r->high);
	if (r->minimum >= 0) {
		pair_count(
		    page, "minimum", _("Minimum"), (size_t)r->minimum);
		detail(page, "%s",
		    catalog_string(
		        page->catalog, CONTROL_ID, r->minimum_control));
	}
	put_average(page, "attainable", _("Attainable maximum"),
	    r->attainable);
	pair_count(page, "targeted", _("Concluded with a target"),
	    r->targeted);
	pair_count(page, "at_target", _("At target"), r->at_target);
	if (r->targeted)
		detail(page, "%zu %%", 100 * r->at_target / r->targeted);
}

static void
put_progress(struct page *page)
{
	const struct rollup *r = &page->sum.rollup;

	section(page, _("Coverage"));
	pair_count(
	    page, "in_scope", _("Controls in scope"), r->in_scope);
	pair_count(page, "rated", _("Rated"), r->rated);
	pair_count(page, "concluded", _("Concluded"), r->concluded);
	pair_count(page, "out_of_scope", _("Out of scope"), r->out_of_scope);
	pair_count(page, "of", _("Criteria"), r->of);
	pair_count(page, "answered", _("Criteria answered"), r->answered);
	pair_count(page, "objectives", _("Objectives"), r->objectives);
	pair_count(page, "objectives_open", _("Objectives open"),
	    r->objectives_open);
}

static void
head(struct page *page, const char *a, const char *b, const char *c,
    const char *d)
{
	if (page->view->raw)
		return;
	book_text(&page->sheet, LABEL, LOOK_HEAD, a);
	book_text(&page->sheet, VALUE, LOOK_HEAD, b);
	book_text(&page->sheet, DETAIL, LOOK_HEAD, c);
	book_text(&page->sheet, THIRD, LOOK_HEAD, d);
	page->sheet.row++;
}

/* Another row of a chart's. */
static void
extend(struct page *page, struct book_range *range)
{
	if (!range->any)
		range->first = page->sheet.row;
	range->any = true;
	range->last = page->sheet.row++;
}

static void
put_levels(struct page *page)
{
	struct str key = { 0 }, name = { 0 };

	if (page->charts.top < 0)
		return;
	section(page, _("Concluded levels"));
	head(page, _("Level"), _("Controls"), NULL, NULL);
	for (int i = 0; i <= page->charts.top; i++) {
		const char *words = catalog_text(page->catalog, LEVEL_NAME,
		    (size_t)i, page->desk->language);

		str_clear(&key);
		str_clear(&name);
		str_printf(&key, "level_%d", i);
		str_printf(&name, "%d %s", i, words ? words : "");
		label(page, str_text(&key), str_text(&name));
		book_number(&page->sheet, VALUE, LOOK_NUMBER,
		    (double)page->sum.rollup.histogram[i]);
		extend(page, &page->charts.levels);
	}
	str_done(&key);
	str_done(&name);
}

/* The register's figures, as its view and `status` have them. */
static void
count_evidence(const struct page *page, size_t by[EVIDENCE_STATES])
{
	const struct artifacts *all = desk_artifacts(page->desk);
	bool whole = page->view->control == CATALOG_NONE &&
	             page->view->domain == CATALOG_NONE;

	for (size_t i = 0; all && i < artifacts_count(all); i++) {
		const struct artifact *a = artifacts_at(all, i);

		if (artifact_in_scope(a, desk_standings(page->desk)) &&
		    (whole || tables_has_artifact(page->view, a)))
			by[a->state]++;
	}
}

static void
put_evidence(struct page *page)
{
	size_t by[EVIDENCE_STATES] = { 0 };
	struct str key = { 0 };

	count_evidence(page, by);
	section(page, _("Evidence by state"));
	head(page, _("State"), _("Items"), NULL, NULL);
	for (size_t i = 0; i < EVIDENCE_STATES; i++) {
		const char *word =
		    evidence_state_word((enum evidence_state)i);

		if (!by[i] && !page->view->raw)
			continue;
		str_clear(&key);
		str_printf(&key, "evidence %s", word);
		label(page, str_text(&key), _(word));
		book_number(
		    &page->sheet, VALUE, LOOK_NUMBER, (double)by[i]);
		extend(page, &page->charts.evidence);
	}
	str_done(&key);
}

static void
put_domain(struct page *page, size_t domain)
{
	const struct rollup *r = &page->summary->domains[domain].rollup;
	int target = summary_target(page->desk, domain);

	book_text(&page->sheet, LABEL, LOOK_TEXT,
	    catalog_text(page->catalog, DOMAIN_NAME, domain,
	        page->desk->language));
	book_ratio(&page->sheet, VALUE, r->average);
	if (target >= 0)
		book_number(&page->sheet, DETAIL, LOOK_LEVEL, target);
	page->charts.targets |= target >= 0;
	book_ratio(&page->sheet, THIRD, r->attainable);
	extend(page, &page->charts.domains);
}

/* At the top of what the report is about, with an average? */
static bool
shows_domain(const struct page *page, size_t domain)
{
	size_t only = page->view->domain;

	if (page->summary->domains[domain].rollup.average.denominator <= 0)
		return false;
	if (only != CATALOG_NONE)
		return domain == only;
	return catalog_ref(page->catalog, DOMAIN_PARENT, domain) ==
	       CATALOG_NONE;
}

/* What the chart shows; the sheet of domains has all. */
static void
put_domains(struct page *page)
{
	if (page->charts.top < 0 || page->view->raw ||
	    page->view->control != CATALOG_NONE)
		return;
	for (size_t i = 0; i < page->summary->count; i++) {
		if (!shows_domain(page, i))
			continue;
		if (!page->charts.domains.any) {
			section(page, _("Level against target by domain"));
			head(page, _("Domain"), _("Weighted average"),
			    _("Target"), _("Attainable maximum"));
		}
		put_domain(page, i);
	}
}

/* One control alone is a sum like the others. */
static void
find_sum(struct page *page)
{
	const struct report_view *view = page->view;

	if (view->control != CATALOG_NONE) {
		const struct standing *standing =
		    desk_standing(page->desk, view->control);

		page->sum = (struct summary_sum){
			.rollup = { .minimum = -1,
			    .minimum_control = CATALOG_NONE },
			.conformity = { .material_control = CATALOG_NONE }
		};
		rollup_add(&page->sum.rollup, page->catalog, view->control,
		    desk_rating(page->desk, view->control), standing);
		conformity_add(&page->sum.conformity, page->catalog,
		    view->control, standing);
	} else if (view->domain != CATALOG_NONE) {
		page->sum = page->summary->domains[view->domain];
	} else {
		page->sum = page->summary->all;
	}
}

static void
put_title(struct page *page)
{
	const struct xlsx_lib *lib = page->sheet.book->lib;
	struct str title = { 0 };

	lib->worksheet_set_column(page->sheet.page, LABEL, LABEL, 44, NULL);
	lib->worksheet_set_column(page->sheet.page, VALUE, VALUE, 19, NULL);
	lib->worksheet_set_column(page->sheet.page, DETAIL, DETAIL, 19, NULL);
	lib->worksheet_set_column(page->sheet.page, THIRD, THIRD, 19, NULL);
	if (page->view->raw) {
		book_text(&page->sheet, LABEL, LOOK_HEAD, "key");
		book_text(&page->sheet, VALUE, LOOK_HEAD, "value");
	} else {
		roc_title(page->view, &title);
		book_text(
		    &page->sheet, LABEL, LOOK_TITLE, str_text(&title));
		page->sheet.row++;
	}
	page->sheet.row++;
	str_done(&title);
}

void
book_summary(struct book *book, const struct summary *summary)
{
	const struct desk *desk = book->view->desk;
	struct page page = { .book = book,
		.view = book->view,
		.desk = desk,
		.catalog = desk->catalog,
		.summary = summary,
		.charts = { .top = catalog_scale_top(desk->catalog) } };

	find_sum(&page);
	/* TRANSLATORS: name of a workbook's sheet, at most 31 characters */
	book_sheet(book, "summary", _("Summary"), NULL, &page.sheet);
	put_title(&page);
	put_facts(&page);
	page.charts.from = page.sheet.row + 1;
	put_conformity(&page);
	put_maturity(&page);
	put_progress(&page);
	put_levels(&page);
	put_evidence(&page);
	put_domains(&page);
	if (!book->view->raw)
		book_charts(&page.sheet, &page.charts);
	book_pages(&page.sheet, 1);
}
