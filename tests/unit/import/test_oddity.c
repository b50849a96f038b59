/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What was odd, counted in words. */

#include <config.h>

#include "import/oddity.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static void
expect_text(enum oddity kind, size_t count, const char *wanted)
{
	char *text = oddity_text(kind, count);

	cr_assert_str_eq(text, wanted, "%s", text);
	free(text);
}

Test(oddity, one_and_many_are_said_apart)
{
	expect_text(ODD_DATE, 1, "1 date where an id should be");
	expect_text(ODD_DATE, 4, "4 dates where ids should be");
	expect_text(ODD_PASSED_OVER, 1, "1 file passed over");
	expect_text(ODD_PASSED_OVER, 2, "2 files passed over");
	expect_text(ODD_WITHDRAWN, 12,
	    "12 controls that are no longer in "
	    "force");
}

Test(oddity, every_kind_has_words_of_its_own)
{
	char *texts[ODD_COUNT];

	for (enum oddity i = 0; i < ODD_COUNT; i++) {
		char *one = oddity_text(i, 1);

		texts[i] = oddity_text(i, 7);
		cr_assert_eq(strncmp(one, "1 ", 2), 0, "%s", one);
		cr_assert_eq(strncmp(texts[i], "7 ", 2), 0, "%s", texts[i]);
		cr_assert_str_neq(one + 2, texts[i] + 2, "%s", one);
		for (enum oddity j = 0; j < i; j++)
			cr_assert_str_neq(texts[i], texts[j], "%s", texts[i]);
		free(one);
	}
	for (enum oddity i = 0; i < ODD_COUNT; i++)
		free(texts[i]);
}
