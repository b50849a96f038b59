/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Differences as the reader sees them: each pair of texts is written with its
 * changes in brackets, and must come back so. */

#include <config.h>

#include "model/worddiff.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

/* The text without brackets; the caller frees it. */
static char *
plain(const char *marked)
{
	struct str text = { 0 };

	for (; *marked; marked++)
		if (*marked != '[' && *marked != ']')
			str_add_char(&text, *marked);
	return str_steal(&text);
}

/* The text with its runs in brackets; the caller frees it. */
static char *
bracket(const char *text, const struct word_run *runs, size_t count)
{
	struct str marked = { 0 };
	size_t at = 0;

	for (size_t i = 0; i < count; i++) {
		cr_assert(runs[i].start >= at && runs[i].end > runs[i].start &&
		              runs[i].end <= strlen(text),
		    "run %zu of \"%s\" is out of place", i, text);
		str_add_n(&marked, text + at, runs[i].start - at);
		str_add(&marked, "[");
		str_add_n(
		    &marked, text + runs[i].start, runs[i].end - runs[i].start);
		str_add(&marked, "]");
		at = runs[i].end;
	}
	str_add(&marked, text + at);
	return str_steal(&marked);
}

static void
check(const char *a_marked, const char *b_marked)
{
	char *a = plain(a_marked), *b = plain(b_marked);
	struct worddiff diff;

	worddiff_compare(a, b, &diff);
	char *a_got = bracket(a, diff.gone, diff.gone_count);
	char *b_got = bracket(b, diff.added, diff.added_count);

	cr_assert_str_eq(a_got, a_marked, "got \"%s\"", a_got);
	cr_assert_str_eq(b_got, b_marked, "got \"%s\"", b_got);
	worddiff_done(&diff);
	free(a);
	free(b);
	free(a_got);
	free(b_got);
}

Test(worddiff, the_drawn_examples_come_out_as_drawn)
{
	check("Driven by requirements [and steered locally, not alike "
	      "everywhere.]",
	    "Driven by requirements, [one standard everywhere, steered "
	    "centrally.]");
	check("Security operations [are run site by site or region by region, "
	      "each with methods of its own.]",
	    "[A SOC, or a team in that role, runs] security operations [for "
	    "the whole organization, from preparation through detection and "
	    "containment to recovery.]");
	check("Run books [exist for] critical business functions, so that "
	      "know-how does not live in heads alone.",
	    "[Named people in each line of business keep] run books [for its] "
	    "critical business functions, [from the business and the "
	    "technical side,] so that know-how does not live in heads alone.");
	check("Security operations are [run site by site or region by region, "
	      "each] with methods of its own.",
	    "Security operations are [the task of a team, or an extra duty of "
	    "IT and security staff,] with methods of its own.");
	check("IT and security staff [work out] which controls the laws, "
	      "rules and contracts in force call for.",
	    "IT and security staff [settle with the business] which controls "
	    "the laws, rules and contracts in force call for.");
}

Test(worddiff, equal_texts_have_no_differences)
{
	check("The same words.", "The same words.");
	check("", "");
	check("Case and punctuation do not count.",
	    "case, and \"punctuation\" -- do not count?!");
	check("NA\xc3\x8fVE r\xc3\xa9sum\xc3\xa9",
	    "na\xc3\xafve R\xc3\x89SUM\xc3\x89");
}

Test(worddiff, everything_differs_when_nothing_is_shared)
{
	check("[one two three]", "[four five]");
	check("", "[all new]");
	check("[all gone]", "");
	check("  [indented]", "  [text]");
}

Test(worddiff, a_shared_word_alone_between_changes_is_changed)
{
	check("start here [red and green] end here",
	    "start here [blue and yellow] end here");
	check("start here [red] and then [green] end here",
	    "start here [blue] and then [yellow] end here");
	check("and [green]", "and [yellow]");
}

Test(worddiff, runs_take_their_punctuation_and_inner_blanks)
{
	check("Keep this, [(old  words),] and that.", "Keep this, and that.");
	check("Keep this.", "Keep this. [And   more...]");
	check("one\xc2\xa0two [three]", "one two");
}

Test(worddiff, the_longest_common_words_are_taken_in_one_piece)
{
	check("[a x] a b c d", "a b c d");
	check("the cat sat", "the cat sat [on the cat]");
}

Test(worddiff, long_texts_are_compared_in_bounded_time)
{
	struct str a = { 0 }, b = { 0 };
	struct worddiff diff;

	for (int i = 0; i < 500; i++) {
		str_printf(&a, "w%d ", i % 7 ? i : i + 1000);
		str_printf(&b, "w%d ", i % 5 ? i : i + 2000);
	}
	worddiff_compare(str_text(&a), str_text(&b), &diff);
	cr_assert_gt(diff.gone_count, 50, "%zu runs gone", diff.gone_count);
	worddiff_done(&diff);
	str_add_repeat(&a, ' ', 1);
	for (int i = 0; i < 60000; i++) {
		str_printf(&a, "a%d ", i);
		str_printf(&b, "b%d ", i);
	}
	str_add(&a, "end");
	str_add(&b, "end");
	worddiff_compare(str_text(&a), str_text(&b), &diff);
	cr_assert_eq(diff.gone_count, 1, "too long: one run");
	cr_assert_eq(diff.gone[0].end, a.len - 4, "up to the shared end");
	worddiff_done(&diff);
	str_done(&a);
	str_done(&b);
}

Test(worddiff, criteria_pair_by_their_longest_shared_run)
{
	const char *const a[] = {
		"Run books exist for critical functions.",
		"Nothing like the others at all",
		"Staff write the run books for critical functions daily.",
		"One of a kind",
	};
	const char *const b[] = {
		"The staff write the run books for critical functions.",
		"Others and the kind",
		"Run books, and people who know them.",
	};
	size_t partner[4];

	worddiff_pair(a, 4, b, 3, partner);
	cr_assert_eq(partner[2], 0, "the longest run pairs first");
	cr_assert_eq(partner[0], 2, "what is left pairs by a shorter one");
	cr_assert_eq(partner[1], SIZE_MAX, "single words make no pair");
	cr_assert_eq(partner[3], SIZE_MAX, "nor does one at the end");
	worddiff_pair(a, 4, NULL, 0, partner);
	cr_assert_eq(partner[0], SIZE_MAX, "nobody to pair with");
}
