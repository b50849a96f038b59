/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Foreign text in HTML. */

#include <config.h>

#include "report/html_text.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

static void
expect(const char *text, const char *wanted)
{
	struct str out = { 0 };

	html_add(&out, text);
	cr_assert_str_eq(
	    str_text(&out), wanted, "%s: %s", text, str_text(&out));
	str_done(&out);
}

Test(html_text, plain_words_of_any_language_stay_as_they_are)
{
	expect("SLAs exist for 9 of 11 services.",
	    "SLAs exist for 9 of 11 services.");
	expect("Gr\303\274\303\237e \331\205\330\261\330\255\330\250\330\247",
	    "Gr\303\274\303\237e \331\205\330\261\330\255\330\250\330\247");
	expect("", "");
}

Test(html_text, the_five_signs_are_escaped)
{
	expect("<script>alert('&\"')</script>",
	    "&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;");
	expect("&lt;", "&amp;lt;");
}

Test(html_text, controls_and_marks_that_turn_text_are_shown)
{
	expect("a\033[31mb\177", "a^[[31mb^?");
	expect("a\342\200\256b", "a&lt;U+202E&gt;b");
	expect("a\001b\rc", "a^Ab^Mc");
	expect("two\nlines\there", "two lines here");
}

Test(html_text, what_no_text_has_is_shown)
{
	expect("bad \377 byte", "bad \357\277\275 byte");
	expect("\357\277\276", "&lt;U+FFFE&gt;");
	expect("\360\237\277\277", "&lt;U+1FFFF&gt;");
	expect("\357\267\220", "&lt;U+FDD0&gt;");
	expect("\303", "\357\277\275");
}

Test(html_text, joiners_stay_inside_emoji_and_words_and_show_elsewhere)
{
	expect("\360\237\221\251\342\200\215\360\237\222\273",
	    "\360\237\221\251\342\200\215\360\237\222\273");
	expect("\331\205\333\214\342\200\214\330\261",
	    "\331\205\333\214\342\200\214\330\261");
	expect("pass\342\200\215word", "pass&lt;U+200D&gt;word");
	expect("\342\200\215", "&lt;U+200D&gt;");
}

Test(html_text, lines_are_kept_where_they_may_be)
{
	struct str out = { 0 };

	html_add_lines(&out, "<a>\nb\n");
	cr_assert_str_eq(str_text(&out), "&lt;a&gt;<br/>b<br/>");
	str_done(&out);
}

Test(html_text, ids_keep_what_ids_have_and_stay_apart)
{
	struct str out = { 0 };

	html_add_id(&out, "OPS-03.1_A");
	cr_assert_str_eq(str_text(&out), "OPS-03.1_A");
	str_clear(&out);
	html_add_id(&out, "a b\"><i>:~\303\274");
	cr_assert_str_eq(
	    str_text(&out), "a~20b~22~3e~3ci~3e~3a~7e~c3~bc");
	str_done(&out);
}

Test(html_text, a_hundred_kilobytes_come_out_whole)
{
	enum { LENGTH = 100000 };
	char *text = xmalloc(LENGTH + 1);
	struct str out = { 0 };

	memset(text, '<', LENGTH);
	text[LENGTH] = '\0';
	html_add(&out, text);
	cr_assert_eq(out.len, LENGTH * strlen("&lt;"));
	str_done(&out);
	free(text);
}
