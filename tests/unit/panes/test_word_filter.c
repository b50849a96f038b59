/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Words typed in a drawer that narrow a list, here one of three boats. */

#include <config.h>

#include "panes/word_filter.h"

#include "place.h"

struct boats {
	struct pane pane;
	char *words;
	int at;
};

static const char *const names[] = { "barge", "ferry", "old ferry" };

static bool
move_boats(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	(void)ctx;
	((struct boats *)pane)->at += move == MOVE_DOWN ? 1 : -1;
	return true;
}

static const struct pane_ops boats_ops = { .move = move_boats };

static const char *
words(const struct pane *list)
{
	return ((const struct boats *)list)->words;
}

static void
narrow(struct pane *list, const char *text, const struct desk *desk)
{
	struct boats *boats = (struct boats *)list;

	cr_assert(desk, "no desk for the list");
	free(boats->words);
	boats->words = text && *text ? strdup(text) : NULL;
}

static size_t
count(const struct pane *list, struct str *text)
{
	const char *has = words(list);
	size_t found = 0;

	for (size_t i = 0; i < 3; i++)
		found += !has || strstr(names[i], has) ? 1 : 0;
	str_printf(text, "%zu of 3 boats", found);
	return found;
}

static const struct word_filter_list list = { "boats: ", words, narrow, count };

static void
begin(struct place *p, struct boats *boats, const char *now)
{
	*boats = (struct boats){ .pane.ops = &boats_ops,
		.words = now ? strdup(now) : NULL };
	place_begin(p, NULL, 0);
	place_open_take(p, word_filter_open(&list, &boats->pane));
}

static void
end(struct place *p, struct boats *boats)
{
	place_done(p);
	free(boats->words);
}

Test(word_filter, words_narrow_the_list_as_they_are_typed)
{
	struct place p;
	struct boats boats;

	begin(&p, &boats, NULL);
	place_draw_drawer(&p);
	place_shows(&p, "boats:");
	place_shows(&p, "3 of 3 boats");
	place_type(&p, " fe");
	cr_assert_str_eq(boats.words, "fe", "blanks around words count");
	place_draw_drawer(&p);
	place_shows(&p, "2 of 3 boats");
	place_clear(&p);
	p.pane->ops->paste(p.pane, "rrari", &p.ctx);
	place_draw_drawer(&p);
	place_shows(&p, "nothing for");
	place_hides(&p, "of 3 boats");
	end(&p, &boats);
}

Test(word_filter, enter_keeps_the_words)
{
	struct place p;
	struct boats boats;

	begin(&p, &boats, "old");
	place_draw_drawer(&p);
	place_shows(&p, "boats: old");
	place_type(&p, " f");
	cr_assert_neq(p.ctx.next, NEXT_CLOSE, "typing closes the drawer");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert_eq(p.ctx.next, NEXT_CLOSE, "Enter leaves the drawer open");
	cr_assert_str_eq(boats.words, "old f", "Enter lost the words");
	end(&p, &boats);
}

Test(word_filter, esc_brings_back_what_was)
{
	struct place p;
	struct boats boats;

	begin(&p, &boats, "old");
	place_type(&p, "er");
	cr_assert_str_eq(boats.words, "older", "typing changed nothing");
	place_key(&p, KEY_ESC_CODE);
	cr_assert_eq(p.ctx.next, NEXT_CLOSE, "Esc leaves the drawer open");
	cr_assert_str_eq(boats.words, "old", "Esc kept what was typed");
	end(&p, &boats);
}

Test(word_filter, arrows_move_in_the_list_and_command_keys_pass)
{
	struct place p;
	struct boats boats;

	begin(&p, &boats, NULL);
	place_key(&p, KEY_CODE_DOWN);
	place_key(&p, KEY_CODE_DOWN);
	place_key(&p, KEY_CODE_UP);
	cr_assert_eq(boats.at, 1, "the list is at %d", boats.at);
	cr_assert_null(boats.words, "an arrow was taken for text");
	place_clear(&p);
	cr_assert_not(p.pane->ops->key(p.pane, KEY_CODE_F1, &p.ctx),
	    "F1 no longer asks for help");
	end(&p, &boats);
}
