/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Words numbered so that equal ones have equal numbers; then a longest common
 * subsequence of numbers. Of several as long, the one in fewest pieces is
 * taken, since it reads best. */

#include <config.h>

#include "model/worddiff.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

/* Tables beyond this are not made: longer texts count as changed from the
 * first difference to the last. */
enum { CELLS_MAX = 1 << 20 };

struct word {
	size_t start, end; /* bytes, punctuation included */
	uint32_t number;   /* equal words have equal numbers */
	bool shared;       /* found in the other text */
};
struct words {
	struct word *items;
	size_t count;
	size_t capacity;
};

/* Every distinct word seen so far, folded; its number is its place. */
struct lexicon {
	char **items;
	size_t count;
	size_t capacity;
	uint32_t *slots; /* number plus one; a power of two of them */
	size_t slot_count;
};

static size_t
hash(const char *text)
{
	return str_hash(text, strlen(text));
}

static void
lexicon_place(struct lexicon *lexicon, size_t number)
{
	size_t mask = lexicon->slot_count - 1;
	size_t at = hash(lexicon->items[number]) & mask;

	while (lexicon->slots[at])
		at = (at + 1) & mask;
	lexicon->slots[at] = (uint32_t)number + 1;
}

static void
lexicon_grow(struct lexicon *lexicon)
{
	free(lexicon->slots);
	lexicon->slot_count =
	    lexicon->slot_count ? lexicon->slot_count * 2 : 256;
	lexicon->slots = xcalloc(lexicon->slot_count, sizeof(*lexicon->slots));
	for (size_t i = 0; i < lexicon->count; i++)
		lexicon_place(lexicon, i);
}

/* The number of a folded word. */
static uint32_t
lexicon_number_take(struct lexicon *lexicon, char *word)
{
	if (lexicon->count * 2 >= lexicon->slot_count)
		lexicon_grow(lexicon);
	size_t mask = lexicon->slot_count - 1;

	for (size_t at = hash(word) & mask; lexicon->slots[at];
	     at = (at + 1) & mask) {
		uint32_t number = lexicon->slots[at] - 1;

		/* a slot has an item. NOLINTNEXTLINE(clang-analyzer-*) */
		if (strcmp(lexicon->items[number], word) == 0) {
			free(word);
			return number;
		}
	}
	lexicon->items = mem_grow(lexicon->items, &lexicon->capacity,
	    lexicon->count + 1, sizeof(*lexicon->items));
	lexicon->items[lexicon->count] = word;
	lexicon_place(lexicon, lexicon->count);
	return (uint32_t)lexicon->count++;
}

static void
lexicon_done(struct lexicon *lexicon)
{
	for (size_t i = 0; i < lexicon->count; i++)
		free(lexicon->items[i]);
	free(lexicon->items);
	free(lexicon->slots);
}

static bool
is_punctuation(uint32_t code)
{
	return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_P);
}

/* Takes punctuation off both ends; false when nothing else is there. */
static bool
strip(const char **start, const char **end)
{
	uint32_t code;

	while (*start < *end) {
		const char *next = utf8_next(*start, &code);

		if (!is_punctuation(code))
			break;
		*start = next;
	}
	while (*end > *start) {
		const char *previous = utf8_previous(*start, *end);

		utf8_next(previous, &code);
		if (!is_punctuation(code))
			break;
		*end = previous;
	}
	return *start < *end;
}

/* The form two words are compared in; the caller frees it. */
static char *
fold_word(const char *start, const char *end)
{
	size_t len = (size_t)(end - start), folded_len = 0;
	uint8_t *folded = u8_casefold(
	    (const uint8_t *)start, len, NULL, UNINORM_NFC, NULL, &folded_len);
	char *copy = folded ? xstrndup((const char *)folded, folded_len)
	                    : xstrndup(start, len);

	free(folded);
	return copy;
}

/* Adds the word between two places; punctuation alone is no word. */
static void
add_word(const char *text, const char *start, const char *end,
    struct lexicon *lexicon, struct words *out)
{
	const char *first = start, *last = end;

	if (!strip(&first, &last))
		return;
	out->items = mem_grow(
	    out->items, &out->capacity, out->count + 1, sizeof(*out->items));
	out->items[out->count++] = (struct word){
		.start = (size_t)(start - text),
		.end = (size_t)(end - text),
		.number = lexicon_number_take(lexicon, fold_word(first, last)),
	};
}

/* Splits a text at white space. */
static void
split(const char *text, struct lexicon *lexicon, struct words *out)
{
	const char *at = text, *start = NULL;

	for (;;) {
		uint32_t code;
		const char *next = utf8_next(at, &code);
		bool word = code && !uc_is_property_white_space(code);

		if (word && !start)
			start = at;
		if (!word && start) {
			add_word(text, start, at, lexicon, out);
			start = NULL;
		}
		if (!code)
			break;
		at = next;
	}
}

/* The longest run of words that stands in both texts; `row` has room for one
 * number more than b has words. */
static size_t
longest_run(const struct words *a, const struct words *b, size_t *row)
{
	size_t best = 0;

	memset(row, 0, (b->count + 1) * sizeof(*row));
	for (size_t i = 0; i < a->count; i++) {
		for (size_t j = b->count; j-- > 0;) {
			bool same = a->items[i].number == b->items[j].number;

			row[j + 1] = same ? row[j] + 1 : 0;
			if (row[j + 1] > best)
				best = row[j + 1];
		}
	}
	return best;
}

/* Two criteria that might belong together. */
struct pair {
	size_t a, b, run;
};

static int
compare_pairs(const void *first, const void *second)
{
	const struct pair *x = first, *y = second;

	if (x->run != y->run)
		return x->run > y->run ? -1 : 1;
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return (x->b > y->b) - (x->b < y->b);
}

static struct words *
split_all(const char *const *texts, size_t count, struct lexicon *lexicon)
{
	struct words *words = xcalloc(count + 1, sizeof(*words));

	for (size_t i = 0; i < count; i++)
		split(texts[i], lexicon, &words[i]);
	return words;
}

static void
words_free(struct words *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(words[i].items);
	free(words);
}

/* All pairs that share at least two words in a row; returns how many. */
static size_t
find_pairs(const struct words *a, size_t a_count, const struct words *b,
    size_t b_count, struct pair *out)
{
	size_t longest = 0, count = 0;

	for (size_t i = 0; i < b_count; i++)
		if (b[i].count > longest)
			longest = b[i].count;
	size_t *row = xcalloc(longest + 1, sizeof(*row));

	for (size_t i = 0; i < a_count; i++)
		for (size_t j = 0; j < b_count; j++) {
			size_t run = longest_run(&a[i], &b[j], row);

			if (run >= 2)
				out[count++] = (struct pair){ i, j, run };
		}
	free(row);
	return count;
}

void
worddiff_pair(const char *const *a, size_t a_count, const char *const *b,
    size_t b_count, size_t *partner_b)
{
	struct lexicon lexicon = { 0 };
	struct words *a_words = split_all(a, a_count, &lexicon);
	struct words *b_words = split_all(b, b_count, &lexicon);
	struct pair *pairs = xcalloc(a_count * b_count + 1, sizeof(*pairs));
	bool *used = xcalloc(b_count + 1, sizeof(*used));
	size_t count = find_pairs(a_words, a_count, b_words, b_count, pairs);

	for (size_t i = 0; i < a_count; i++)
		partner_b[i] = SIZE_MAX;
	qsort(pairs, count, sizeof(*pairs), compare_pairs);
	for (size_t i = 0; i < count; i++) {
		if (partner_b[pairs[i].a] != SIZE_MAX || used[pairs[i].b])
			continue;
		partner_b[pairs[i].a] = pairs[i].b;
		used[pairs[i].b] = true;
	}
	free(used);
	free(pairs);
	words_free(a_words, a_count);
	words_free(b_words, b_count);
	lexicon_done(&lexicon);
}

/* The part of two texts that is compared. */
struct middle {
	struct word *a, *b;
	size_t a_count, b_count;
};

static size_t
cells(const struct middle *m)
{
	return (m->a_count + 1) * (m->b_count + 1);
}

/* Sets aside what both begin and end with. */
static void
trim(struct middle *m)
{
	while (m->a_count && m->b_count && m->a->number == m->b->number) {
		m->a++->shared = true;
		m->b++->shared = true;
		m->a_count--;
		m->b_count--;
	}
	while (m->a_count && m->b_count &&
	       m->a[m->a_count - 1].number == m->b[m->b_count - 1].number) {
		m->a[--m->a_count].shared = true;
		m->b[--m->b_count].shared = true;
	}
}

/* The worth of the best way from each place on: a shared word counts STEP, a
 * new run of them costs one. `best` is from any state, `run` when the words
 * here are shared and go on a run. */
enum { STEP = 1 << 12 };

static uint32_t
most(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

static void
fill(const struct middle *m, uint32_t *best, uint32_t *run)
{
	size_t width = m->b_count + 1;

	for (size_t i = m->a_count; i-- > 0;)
		for (size_t j = m->b_count; j-- > 0;) {
			size_t at = i * width + j, next = at + width + 1;

			best[at] = most(best[at + width], best[at + 1]);
			if (m->a[i].number != m->b[j].number)
				continue;
			run[at] = STEP + most(run[next], best[next]);
			best[at] = most(best[at], run[at] - 1);
		}
}

/* Marks the shared words along the best way. */
static void
trace(const struct middle *m, const uint32_t *best, const uint32_t *run)
{
	size_t width = m->b_count + 1, i = 0, j = 0;
	bool running = false;

	while (i < m->a_count && j < m->b_count) {
		size_t at = i * width + j;

		if (run[at] && run[at] >= best[at] + !running) {
			m->a[i++].shared = true;
			m->b[j++].shared = true;
			running = true;
			continue;
		}
		running = false;
		if (best[at + width] >= best[at + 1])
			i++;
		else
			j++;
	}
}

static void
match(const struct words *a, const struct words *b)
{
	struct middle m = { a->items, b->items, a->count, b->count };
	uint32_t *best, *run;

	if (cells(&m) > CELLS_MAX)
		trim(&m);
	if (cells(&m) > CELLS_MAX)
		return;
	best = xcalloc(cells(&m), sizeof(*best));
	run = xcalloc(cells(&m), sizeof(*run));
	fill(&m, best, run);
	trace(&m, best, run);
	free(best);
	free(run);
}

/* Shared words stand in the same order in both texts. One that stands alone
 * between two changes says nothing: it counts as changed. */
static void
drop_lone(struct words *a, struct words *b)
{
	size_t i = 0, j = 0;

	for (;;) {
		size_t gap_i = i, gap_j = j, run;
		bool before, after;

		while (i < a->count && !a->items[i].shared)
			i++;
		while (j < b->count && !b->items[j].shared)
			j++;
		if (i == a->count)
			return;
		before = i > gap_i || j > gap_j;
		for (run = 1; i + run < a->count && j + run < b->count &&
		              a->items[i + run].shared &&
		              b->items[j + run].shared;)
			run++;
		after = i + run < a->count || j + run < b->count;
		if (run == 1 && before && after) {
			a->items[i].shared = false;
			b->items[j].shared = false;
		}
		i += run;
		j += run;
	}
}

/* The runs of words that are not shared. */
static struct word_run *
collect(const struct words *words, size_t *count)
{
	struct word_run *runs = NULL;
	size_t capacity = 0;

	*count = 0;
	for (size_t i = 0; i < words->count; i++) {
		const struct word *word = &words->items[i];

		if (word->shared)
			continue;
		if (i > 0 && !words->items[i - 1].shared) {
			runs[*count - 1].end = word->end;
			continue;
		}
		runs = mem_grow(runs, &capacity, *count + 1, sizeof(*runs));
		runs[(*count)++] = (struct word_run){ word->start, word->end };
	}
	return runs;
}

void
worddiff_compare(const char *a, const char *b, struct worddiff *out)
{
	struct lexicon lexicon = { 0 };
	struct words a_words = { 0 }, b_words = { 0 };

	split(a, &lexicon, &a_words);
	split(b, &lexicon, &b_words);
	match(&a_words, &b_words);
	drop_lone(&a_words, &b_words);
	out->gone = collect(&a_words, &out->gone_count);
	out->added = collect(&b_words, &out->added_count);
	free(a_words.items);
	free(b_words.items);
	lexicon_done(&lexicon);
}

void
worddiff_done(struct worddiff *diff)
{
	free(diff->gone);
	free(diff->added);
	*diff = (struct worddiff){ 0 };
}
