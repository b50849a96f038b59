/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What the word being typed in a filter could become. */

#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/filter_parts.h"

static void
add_take(struct filter_choices *choices, struct filter_choice choice)
{
	choices->items = mem_grow(choices->items, &choices->capacity,
	    choices->count + 1, sizeof(*choices->items));
	choices->items[choices->count++] = choice;
}

void
filter_choices_done(struct filter_choices *choices)
{
	for (size_t i = 0; i < choices->count; i++)
		free(choices->items[i].text);
	free(choices->items);
	arena_done(&choices->names);
	*choices = (struct filter_choices){ 0 };
}

/* Any word: nothing to put in its place. */
static void
add_any(struct filter_choices *choices)
{
	add_take(choices, (struct filter_choice){
	                      .text = xstrdup(""),
	                      .shown = filter_rows->written,
	                      .help = _(filter_rows->help),
	                  });
}

/* As far as a term goes by itself: "weight>=", "domain:", "open". */
static char *
term_text(const struct filter_row *row, bool turned)
{
	const char *value = row->value == FILTER_COMPARE ? ">="
	                    : row->value == FILTER_ALONE ? ""
	                                                 : ":";

	return xasprintf("%s%s%s", turned ? "-" : "", row->name, value);
}

static void
add_terms(const struct filter_view *view, const struct filter_word *word,
    struct filter_choices *choices)
{
	size_t len = strlen(word->text);

	if (!len)
		add_any(choices);
	for (const struct filter_row *row = filter_rows + 1; row->name; row++)
		if (filter_row_known(row, view) &&
		    strncasecmp(row->name, word->text, len) == 0)
			add_take(
			    choices, (struct filter_choice){
			                 .text = term_text(row, word->turned),
			                 .shown = row->written,
			                 .help = _(row->help),
			                 .whole = row->value == FILTER_ALONE,
			             });
}

/* domain:OPS, or framework:"Act on Parks" where blanks must be kept. */
static void
add_names(const struct filter_view *view, const struct filter_row *row,
    const struct filter_word *word, const char *typed,
    struct filter_choices *choices)
{
	struct filter_names names = { 0 };

	row->names(view, &names);
	for (size_t i = 0; i < names.count; i++) {
		const struct filter_name *name = &names.items[i];
		const char *quote = strpbrk(name->id, " \t") ? "\"" : "";

		if (!filter_name_fits(name, typed))
			continue;
		add_take(choices, (struct filter_choice){
		                      .text = xasprintf("%s%s:%s%s%s",
		                          word->turned ? "-" : "", row->name,
		                          quote, name->id, quote),
		                      .shown = name->id,
		                      .help = name->name,
		                      .whole = true,
		                  });
	}
	/* what the choices show may be among them */
	choices->names = names.owned;
	names.owned = (struct arena){ 0 };
	filter_names_done(&names);
}

static void
add_levels(const struct filter_view *view, const struct filter_row *row,
    const struct filter_word *word, const char *typed,
    struct filter_choices *choices)
{
	const struct catalog *c = view->catalog;

	for (int level = 1; level <= catalog_scale_top(c); level++) {
		char *text = xasprintf(
		    "%s%s:%d", word->turned ? "-" : "", row->name, level);
		const char *number = strrchr(text, ':') + 1;

		if (str_starts(number, typed))
			add_take(choices, (struct filter_choice){
			                      .text = text,
			                      .shown = number,
			                      .help = catalog_level_name(
			                          c, level, view->language),
			                      .whole = true,
			                  });
		else
			free(text);
	}
}

/* The word that ends at `at`; an empty one where none does. */
static struct filter_word
word_before(const char *line, size_t at)
{
	char *start = xstrndup(line, at);
	struct filter_word word = { 0 }, last = { .start = at, .end = at };
	size_t from = 0;

	while (filter_next_word(start, &from, &word)) {
		if (word.end == at) {
			last = word;
			word.text = NULL;
		}
		free(word.text);
	}
	if (!last.text)
		last.text = xstrdup("");
	free(start);
	return last;
}

void
filter_complete(const struct filter_view *view, const char *line, size_t at,
    struct filter_choices *choices)
{
	struct filter_word word = word_before(line, at);
	size_t len = filter_name_length(word.text);
	const char *rest = word.text + len;
	const struct filter_row *row = filter_find_row(word.text, len);

	filter_choices_done(choices);
	choices->start = word.start;
	if (word.quoted)
		row = NULL;
	else if (!*rest)
		add_terms(view, &word, choices);
	else if (row && *rest == ':' && filter_row_names(row))
		add_names(view, row, &word, rest + 1, choices);
	else if (row && *rest == ':' && row->value == FILTER_LEVEL)
		add_levels(view, row, &word, rest + 1, choices);
	/* what begins no term is looked for */
	if (!choices->count &&
	    (word.quoted || !*rest || !strchr(":<>=", *rest)))
		add_any(choices);
	free(word.text);
}
