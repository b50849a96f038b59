/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Level text in all generations of wording, told apart by its first sentence.
 * The sentences are our own; only their shapes are the published ones. */

#include <config.h>

#include "import/leveltext.h"

#include <criterion/criterion.h>
#include <criterion/logging.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

static void
read_text(struct leveltext *out, int level, const char *text)
{
	leveltext_read(level, text, strlen(text), out);
}

static void
assert_kind(int level, const char *text, enum leveltext_kind kind)
{
	struct leveltext out;

	read_text(&out, level, text);
	cr_assert_eq(out.kind, kind, "kind %d of: %s", (int)out.kind, text);
	leveltext_done(&out);
}

Test(leveltext, bullets_below_an_introduction_are_criteria)
{
	struct leveltext out;

	read_text(&out, 2,
	    "Pond  Care (PON) efforts follow a list. These would exist:\n"
	    "- Fish are \t fed.\n- Leaves are taken out. ");
	cr_assert_eq(out.kind, LEVELTEXT_CRITERIA, "criteria");
	cr_assert_eq(out.count, 2, "two of them, not %zu", out.count);
	cr_assert_str_eq(out.summary,
	    "Pond Care (PON) efforts follow a list. These would exist:",
	    "the introduction is the summary, white space folded");
	cr_assert_str_eq(out.items[0].text, "Fish are fed.", "folded");
	cr_assert_str_eq(out.items[1].text, "Leaves are taken out.", "ends");
	cr_assert_not(out.guessed, "bullets were there");
	leveltext_done(&out);
}

Test(leveltext, every_bullet_sign_is_known)
{
	static const char *const texts[] = { "I:\n- a\n- b", "I:\n▪ a\n▪ b",
		"I:\n∙ a\n∙ b", "I:\n•\ta\n•\tb", "I:\n▪a\n▪b", "I:\n* a\n* b",
		"I:\n– a\n– b", "I:\n  ▪ a\n ▪ b", "I:\n- \ta\n-  b",
		"I:\n- - a\n- b", "- a\n- b", "I:\n(1) a\n(2) b" };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct leveltext out;

		read_text(&out, 3, texts[i]);
		cr_assert_eq(out.count, 2, "two items in %s, not %zu",
		    texts[i], out.count);
		cr_assert(strcmp(out.items[1].text, "b") == 0 ||
			strcmp(out.items[1].text, "(2) b") == 0,
		    "the text without its sign: %s", out.items[1].text);
		leveltext_done(&out);
	}
}

Test(leveltext, other_signs_below_the_first_are_sub_items)
{
	struct leveltext out;

	read_text(&out, 3,
	    "These would exist:\n▪ The water is kept to:\n(1) feed fish; and\n"
	    "(2) wash boots.\n▪ Done.\n");
	cr_assert_eq(out.count, 2, "two criteria");
	cr_assert_eq(out.items[0].subs, 2, "numbers belong to the first");
	cr_assert_str_eq(out.items[0].sub[1], "(2) wash boots.", "kept");
	cr_assert_eq(out.items[1].subs, 0, "none below the second");
	leveltext_done(&out);

	read_text(&out, 3, "I:\n- A team:\no\tdigs; and\no\tsows.\n- Ends.");
	cr_assert_eq(out.count, 2, "an o with a tab is no criterion");
	cr_assert_str_eq(out.items[0].sub[0], "digs; and", "its text");
	leveltext_done(&out);
}

Test(leveltext, a_bullet_may_go_on_and_may_have_lost_its_break)
{
	struct leveltext out;

	read_text(&out, 3,
	    "- Water is changed before it\nturns green.\n-\nFish live.\n"
	    "•\tOne. •\tTwo.");
	cr_assert_eq(out.count, 2, "two of the first sign, not %zu",
	    out.count);
	cr_assert_str_eq(out.items[0].text,
	    "Water is changed before it turns green.", "goes on");
	cr_assert_str_eq(out.items[1].text, "Fish live.",
	    "a sign alone on its line takes the next");
	cr_assert_eq(out.items[1].subs, 2, "both of the lost break");
	leveltext_done(&out);
}

Test(leveltext, a_dash_and_a_tab_begin_a_bullet_inside_a_line)
{
	struct leveltext out;

	read_text(&out, 1,
	    "To exist: - Ponds - deep or not - are wet. - \tFish live. "
	    "-\tFrogs sing.");
	cr_assert_eq(out.count, 2, "the tab counts, not %zu", out.count);
	cr_assert_str_eq(out.summary,
	    "To exist: - Ponds - deep or not - are wet.", "introduction");
	cr_assert_str_eq(out.items[0].text, "Fish live.", "first");
	cr_assert_str_eq(out.items[1].text, "Frogs sing.", "second");
	leveltext_done(&out);
}

Test(leveltext, the_first_sentence_says_not_available)
{
	static const char *const texts[] = {
		"SP-CMM1 is N/A, since a pond needs a plan.",
		"C|P-CMM2 is N/A, since ponds: \n- are wet; and\n- are deep.",
		"SCR-CMM Level 1 criteria definitions are not available for "
		"this control:\n▪ A pond needs a plan.\n▪ It does.",
		"There are no defined C|P-CMM1 criteria, since a pond needs "
		"a plan.",
		"N/A",
		"N/A - deprecated - see the other pond",
		"- SP-CMM1 is N/A, since a pond needs a plan.",
		"Criteria definitions are not available for this control.",
		"criteria definitions are not available for this control:\n"
		"▪ A pond needs a plan.",
		"No criteria are defined for C|P-CMM1.",
		"Not defined",
		"—",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct leveltext out;

		read_text(&out, 1, texts[i]);
		cr_assert_eq(out.kind, LEVELTEXT_NOT_AVAILABLE, "%s",
		    texts[i]);
		cr_assert_eq(out.count, 0, "no criteria in %s", texts[i]);
		cr_assert_not(out.contradicts, "its bullets explain");
		cr_assert_not_null(out.note, "it says why");
		leveltext_done(&out);
	}
}

Test(leveltext, the_first_sentence_defers)
{
	static const struct {
		const char *text;
		int level, to, or_to;
	} rows[] = {
		{ "See SP-CMM3. SP-CMM4 is N/A, since ponds are still.", 4, 3,
		    0 },
		{ "See C|P-CMM4. There are no defined C|P-CMM5 criteria.", 5,
		    4, 0 },
		{ "Utilize SCR-CMM Level 3 criteria definitions:\n▪ Why.", 4,
		    3, 0 },
		{ "Utilize SCR-CMM Level 3 or Level 4 (if available) criteria "
		  "definitions:\n▪ Why.",
		    5, 3, 4 },
		{ "See SP-CMM4. It is not necessary to:\n - dig; and\n - sow.",
		    5, 4, 0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct leveltext out;

		read_text(&out, rows[i].level, rows[i].text);
		cr_assert_eq(out.kind, LEVELTEXT_DEFERS, "%s", rows[i].text);
		cr_assert_eq(out.defers_to, rows[i].to, "to %d",
		    out.defers_to);
		cr_assert_eq(out.or_to, rows[i].or_to, "or %d", out.or_to);
		cr_assert_eq(out.count, 0, "bullets here are never criteria");
		leveltext_done(&out);
	}
}

Test(leveltext, words_like_see_and_level_alone_do_not_defer)
{
	assert_kind(2, "See to it that:\n- fish live", LEVELTEXT_CRITERIA);
	assert_kind(2, "- Use level 3 locks.", LEVELTEXT_CRITERIA);
	assert_kind(2, "- Not every pond is deep.", LEVELTEXT_CRITERIA);
	assert_kind(2, "- None of the fish are N/A.", LEVELTEXT_CRITERIA);
	assert_kind(2, "- No criteria of the fish are met.",
	    LEVELTEXT_CRITERIA);
	assert_kind(2, "Criteria for ponds are:\n- wet", LEVELTEXT_CRITERIA);
	assert_kind(1, "", LEVELTEXT_EMPTY);
	assert_kind(1, " \n\t\n", LEVELTEXT_EMPTY);
}

Test(leveltext, a_list_after_not_available_contradicts_and_is_kept_apart)
{
	struct leveltext out;

	read_text(&out, 1,
	    "SCR-CMM Level 1 criteria definitions are not available for this "
	    "control:\n▪ A pond needs a plan.\n▪ Luck is none. \n"
	    "Pond Care (PON) efforts are left to luck. These may be there:\n"
	    "▪ Fish are fed.\n▪ Frogs come.");
	cr_assert_eq(out.kind, LEVELTEXT_NOT_AVAILABLE, "not available");
	cr_assert(out.contradicts, "and yet a list");
	cr_assert_eq(out.count, 2, "its items are kept");
	cr_assert_str_eq(out.items[1].text, "Frogs come.", "as they are");
	cr_assert_str_eq(out.note,
	    "SCR-CMM Level 1 criteria definitions are not available for this "
	    "control:\n▪ A pond needs a plan.\n▪ Luck is none.",
	    "the reason keeps its lines and signs");
	cr_assert_str_eq(out.summary,
	    "Pond Care (PON) efforts are left to luck. These may be there:",
	    "the list's own introduction");
	leveltext_done(&out);
}

Test(leveltext, level_0_is_a_summary_whatever_it_holds)
{
	struct leveltext out;

	read_text(
	    &out, 0, "- There is no pond that:\n ▪ is wet; and\n ▪ deep.");
	cr_assert_eq(out.kind, LEVELTEXT_SUMMARY, "a summary");
	cr_assert_str_eq(out.summary,
	    "There is no pond that:\n▪ is wet; and\n▪ deep.",
	    "list breaks kept, the form of a single bullet not");
	cr_assert_eq(out.count, 0, "no criteria");
	leveltext_done(&out);
}

Test(leveltext, text_without_bullets_is_guessed_at)
{
	struct leveltext out;

	read_text(&out, 1, "The pond is looked after by\nwhoever is there.");
	cr_assert_eq(out.count, 1, "one criterion");
	cr_assert_str_eq(out.items[0].text,
	    "The pond is looked after by whoever is there.", "all of it");
	cr_assert(out.guessed, "and it says so");
	leveltext_done(&out);

	read_text(&out, 1, "These would exist:\nFish are fed.\nFrogs come.");
	cr_assert_eq(out.count, 2, "the lines below the colon");
	cr_assert(out.guessed, "and it says so");
	leveltext_done(&out);
}

Test(leveltext, models_and_domains_are_found_in_text)
{
	char *model = leveltext_model("CMM Level 4 as in C|P-CMM4.");

	cr_assert_str_eq(model, "C|P-CMM", "the longest name");
	free(model);
	cr_assert_null(leveltext_model("no model"), "none");

	char *name = leveltext_domain("Pond Care (PON) efforts are", "PON");

	cr_assert_str_eq(name, "Pond Care", "before the code");
	free(name);
	cr_assert_null(leveltext_domain("Ponds (e.g. X). Y (PON) z", "PON"),
	    "not across a sentence");
}

Test(leveltext, lines_are_folded_and_breaks_kept)
{
	char *lines = leveltext_lines(" a  b\t\n\n - c \n", 13);

	cr_assert_str_eq(lines, "a b\n- c", "got \"%s\"", lines);
	free(lines);
	cr_assert_eq(leveltext_sign("- x"), 2, "sign and blank");
	cr_assert_eq(leveltext_sign("-x"), 0, "a hyphen");
	cr_assert(leveltext_is_item("(12) x"), "a number");
	cr_assert_not(leveltext_is_item("(see x)"), "a remark");
}

Test(leveltext, a_mark_in_brackets_is_not_the_first_sentence)
{
	struct leveltext out;

	assert_kind(1, "[withdrawn - see PON-02]\nPON-CMM1 is N/A, since fish "
		       "need a plan.", LEVELTEXT_NOT_AVAILABLE);
	read_text(&out, 5, "[withdrawn - see PON-02] \nSee PON-CMM4. PON-CMM5 "
			   "is N/A, since fish count nothing.");
	cr_assert_eq(out.kind, LEVELTEXT_DEFERS, "behind the mark");
	cr_assert_eq(out.defers_to, 4, "to level %d", out.defers_to);
	cr_assert(strstr(out.note, "[withdrawn - see PON-02]"),
	    "the mark is kept: %s", out.note);
	leveltext_done(&out);
	read_text(&out, 3, "[withdrawn]\n- Fish are fed.\n- Leaves are out.");
	cr_assert_eq(out.kind, LEVELTEXT_CRITERIA, "criteria");
	cr_assert_eq(out.count, 2, "two of them, not %zu", out.count);
	leveltext_done(&out);
}
