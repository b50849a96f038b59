/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Filters: reading a line of terms, and asking them. */

#include <config.h>

#include "model/filter.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/catalog.h"
#include "model/filter_parts.h"
#include "model/search.h"

struct filter {
	char *text;
	struct filter_term *terms;
	size_t count, capacity;
};

bool
filter_term(size_t i, const char **written, const char **help)
{
	size_t count = 0;

	while (filter_rows[count].name)
		count++;
	if (i >= count)
		return false;
	*written = filter_rows[i].written;
	*help = filter_rows[i].help;
	return true;
}

const struct filter_row *
filter_find_row(const char *name, size_t len)
{
	for (const struct filter_row *row = filter_rows + 1; row->name; row++)
		if (strlen(row->name) == len &&
		    strncasecmp(row->name, name, len) == 0)
			return row;
	return NULL;
}

bool
filter_row_known(const struct filter_row *row, const struct filter_view *view)
{
	switch (row->needs) {
	case NEEDS_RATINGS:
		return view->ratings;
	case NEEDS_STANDINGS:
		return view->ratings && view->standings;
	case NEEDS_CONTENT:
		break;
	}
	return true;
}

bool
filter_row_names(const struct filter_row *row)
{
	return row->value == FILTER_NAME || row->value == FILTER_NAME_OR_ALONE;
}

size_t
filter_name_length(const char *text)
{
	size_t len = 0;

	while ((text[len] >= 'a' && text[len] <= 'z') ||
	       (text[len] >= 'A' && text[len] <= 'Z'))
		len++;
	return len;
}

void
filter_name_add(struct filter_names *names, struct filter_name name)
{
	names->items = mem_grow(names->items, &names->capacity,
	    names->count + 1, sizeof(*names->items));
	names->items[names->count++] = name;
}

void
filter_names_done(struct filter_names *names)
{
	free(names->items);
	arena_done(&names->owned);
	*names = (struct filter_names){ 0 };
}

static bool
contains(const char *text, const char *part)
{
	char *folded = text ? search_fold(text) : NULL;
	bool found = folded && strstr(folded, part);

	free(folded);
	return found;
}

bool
filter_name_fits(const struct filter_name *name, const char *text)
{
	char *part = search_fold(text);
	bool fits = contains(name->id, part) || contains(name->name, part) ||
	            contains(name->own, part);

	free(part);
	return fits;
}

/* Reading a line. */

bool
filter_next_word(const char *line, size_t *at, struct filter_word *word)
{
	size_t i = *at;
	bool inside = false;
	struct str text = { 0 };

	while (line[i] && isspace((unsigned char)line[i]))
		i++;
	if (!line[i])
		return false;
	*word = (struct filter_word){ .start = i };
	if (line[i] == '-') {
		word->turned = true;
		i++;
	}
	word->quoted = line[i] == '"';
	for (; line[i] && (inside || !isspace((unsigned char)line[i])); i++) {
		if (line[i] == '"')
			inside = !inside;
		else
			str_add_char(&text, line[i]);
	}
	word->end = *at = i;
	str_add(&text, "");
	word->text = text.data ? str_steal(&text) : xstrdup("");
	return true;
}

/* "weight domain profile ...": those that can stand here. */
static void
add_terms(const struct filter_view *view, struct str *out)
{
	for (const struct filter_row *row = filter_rows + 1; row->name; row++)
		if (filter_row_known(row, view))
			str_printf(out, "%s%s", out->len ? " " : "", row->name);
}

/* One word being read. */
struct reading {
	const struct filter_view *view;
	const char *line;
	struct filter_word word;
	struct err *err;
};

static bool __attribute__((format(printf, 2, 3)))
wrong(const struct reading *r, const char *format, ...)
{
	struct str text = { 0 };
	size_t column = 1;
	va_list args;

	va_start(args, format);
	str_vprintf(&text, format, args);
	va_end(args);
	for (const char *p = r->line; p < r->line + r->word.start; column++) {
		uint32_t code;

		p = utf8_next(p, &code);
	}
	err_set_at(r->err, ERR_INPUT, NULL, 0, column, "%s", str_text(&text));
	str_done(&text);
	return false;
}

static bool
unknown(const struct reading *r, size_t len)
{
	struct str terms = { 0 };

	add_terms(r->view, &terms);
	wrong(r,
	    _("There is no term \"%.*s\"; the terms are: %s. Quotes make a "
	      "word of it."),
	    (int)len, r->word.text, str_text(&terms));
	str_done(&terms);
	return false;
}

/* A whole number at the end of a word. */
static bool
read_number(const char *text, int *out)
{
	size_t digits = strspn(text, "0123456789");

	if (!digits || digits > 4 || text[digits])
		return false;
	*out = atoi(text);
	return true;
}

static bool
read_compare(
    const struct reading *r, const char *rest, struct filter_term *term)
{
	static const struct {
		const char *text;
		enum filter_sign sign;
	} signs[] = { { ">=", SIGN_LEAST }, { "<=", SIGN_MOST },
		{ ">", SIGN_MORE }, { "<", SIGN_LESS }, { "=", SIGN_EQUAL },
		{ ":", SIGN_EQUAL } };

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		if (!str_starts(rest, signs[i].text))
			continue;
		term->sign = signs[i].sign;
		rest += strlen(signs[i].text);
		break;
	}
	return read_number(rest, &term->number) ||
	       wrong(r, _("\"%s\" needs a number at its end: weight>=8."),
	           r->word.text);
}

static bool
read_level(const struct reading *r, const char *rest, struct filter_term *term)
{
	int top = catalog_scale_top(r->view->catalog);

	if (top < 0)
		return wrong(
		    r, _("\"%s\": this pack has no levels."), r->word.text);
	return (read_number(rest + 1, &term->number) && term->number > 0 &&
	           term->number <= top) ||
	       wrong(r, _("\"%s\" needs a level from 1 to %d at its end."),
	           r->word.text, top);
}

/* "AAT, AST, BCD and 30 more" */
static void
add_names(struct str *out, const struct filter_names *names)
{
	enum { MOST = 6 };

	for (size_t i = 0; i < names->count && i < MOST; i++)
		str_printf(out, "%s%s", i ? ", " : "", names->items[i].id);
	if (names->count > MOST) {
		str_add_char(out, ' ');
		/* TRANSLATORS: ends a list of names */
		str_printf(out,
		    ngettext(
		        "and %zu more", "and %zu more", names->count - MOST),
		    names->count - MOST);
	}
}

static bool
is_exactly(const struct filter_name *name, const char *text)
{
	return strcasecmp(name->id, text) == 0 ||
	       (name->name && strcasecmp(name->name, text) == 0) ||
	       (name->own && strcasecmp(name->own, text) == 0);
}

/* Those of all names that a text means. */
static void
choose(const struct filter_names *all, const char *text,
    struct filter_names *meant)
{
	for (size_t i = 0; i < all->count; i++)
		if (is_exactly(&all->items[i], text))
			filter_name_add(meant, all->items[i]);
	if (meant->count)
		return;
	for (size_t i = 0; i < all->count; i++)
		if (filter_name_fits(&all->items[i], text))
			filter_name_add(meant, all->items[i]);
}

static bool
read_name(const struct reading *r, const char *rest, struct filter_term *term)
{
	struct filter_names all = { 0 };
	struct str list = { 0 };
	bool ok = true;

	term->row->names(r->view, &all);
	add_names(&list, &all);
	if (!all.count)
		ok = wrong(r,
		    term->row->needs == NEEDS_CONTENT
		        ? _("\"%s\": this pack names none.")
		        : _("\"%s\": this session has none."),
		    r->word.text);
	else if (!rest[1])
		ok = wrong(r,
		    _("\"%s\" needs an id or part of a name at its end: %s."),
		    r->word.text, str_text(&list));
	else
		choose(&all, rest + 1, &term->meant);
	if (ok && !term->meant.count)
		ok = wrong(r, _("\"%s\" names nothing; there are: %s."),
		    r->word.text, str_text(&list));
	term->meant.owned = all.owned;
	all.owned = (struct arena){ 0 };
	filter_names_done(&all);
	str_done(&list);
	return ok;
}

static void
read_word(const struct reading *r, struct filter_term *term)
{
	term->row = filter_rows;
	term->matcher = xcalloc(1, sizeof(*term->matcher));
	matcher_init(term->matcher, r->word.text);
	term->phrase = term->matcher->count > 1;
}

/* May this term stand here? */
static bool
known(const struct reading *r, const struct filter_row *row)
{
	return filter_row_known(row, r->view) ||
	    wrong(r,
		_("\"%s\" looks at answers; only terms about the content "
		  "can stand here."),
		row->name);
}

static bool
read_term(const struct reading *r, struct filter_term *term)
{
	const char *text = r->word.text;
	size_t len = r->word.quoted ? 0 : filter_name_length(text);
	const char *rest = text + len;
	const struct filter_row *row = filter_find_row(text, len);
	bool compares = len && *rest && strchr("<>=", *rest);

	term->row = row;
	if (row && !*rest &&
	    (row->value == FILTER_ALONE || row->value == FILTER_NAME_OR_ALONE))
		return known(r, row);
	if (len && (compares || *rest == ':')) {
		if (row && row->value == FILTER_COMPARE)
			return read_compare(r, rest, term);
		if (row && row->value == FILTER_LEVEL &&
		    (*rest == ':' || *rest == '='))
			return read_level(r, rest, term);
		if (row && filter_row_names(row) && *rest == ':')
			return known(r, row) && read_name(r, rest, term);
		return unknown(r, len + 1);
	}
	read_word(r, term);
	return true;
}

static void
term_done(struct filter_term *term)
{
	if (term->matcher)
		matcher_done(term->matcher);
	free(term->matcher);
	filter_names_done(&term->meant);
}

struct filter *
filter_parse(const char *text, const struct filter_view *view, struct err *err)
{
	struct filter *filter = xcalloc(1, sizeof(*filter));
	struct reading r = { .view = view, .line = text, .err = err };
	size_t at = 0;
	bool ok = true;

	filter->text = str_fold_space(text, strlen(text));
	while (ok && filter_next_word(text, &at, &r.word)) {
		struct filter_term term = { .turned = r.word.turned };

		ok = read_term(&r, &term);
		/* "" says nothing */
		if (ok && (!term.matcher || term.matcher->count)) {
			filter->terms =
			    mem_grow(filter->terms, &filter->capacity,
			        filter->count + 1, sizeof(*filter->terms));
			filter->terms[filter->count++] = term;
		} else {
			term_done(&term);
		}
		free(r.word.text);
	}
	if (ok)
		return filter;
	filter_free(filter);
	return NULL;
}

void
filter_free(struct filter *filter)
{
	if (!filter)
		return;
	for (size_t i = 0; i < filter->count; i++)
		term_done(&filter->terms[i]);
	free(filter->terms);
	free(filter->text);
	free(filter);
}

const char *
filter_text(const struct filter *filter)
{
	return filter->text;
}

bool
filter_is_blank(const struct filter *filter)
{
	return filter->count == 0;
}

bool
filter_holds(
    const struct filter *filter, const struct filter_view *view, size_t control)
{
	bool holds = true;

	for (size_t i = 0; holds && i < filter->count; i++) {
		const struct filter_term *term = &filter->terms[i];

		holds = term->row->holds(term, view, control) != term->turned;
	}
	return holds;
}
