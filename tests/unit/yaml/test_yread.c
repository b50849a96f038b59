/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What YAML is read, what is refused and where, and the limits. */

#include <config.h>

#include "yaml/yread.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

static struct ydoc *
read_n(const char *text, size_t len)
{
	struct err err = { 0 };
	struct ydoc *doc = yread_text(text, len, "a.yaml", &YLIMITS_PACK, &err);

	cr_assert_not_null(doc, "%.60s: %s", text, err.message);
	return doc;
}

static struct ydoc *
read_ok(const char *text)
{
	return read_n(text, strlen(text));
}

/* Refused at this place, the message holding these words. */
static void
refuse_n(const char *text, size_t len, size_t line, size_t column,
    const char *words)
{
	struct err err = { 0 };

	cr_assert_null(yread_text(text, len, "a.yaml", &YLIMITS_PACK, &err),
	    "%.60s is refused", text);
	cr_assert_eq(err.code, ERR_INPUT, "%.60s: %s", text, err.message);
	cr_assert_str_eq(err.path, "a.yaml", "names the file");
	cr_assert_not_null(
	    strstr(err.message, words), "%.60s: %s", text, err.message);
	cr_assert_null(strchr(err.message, '\n'), "one line");
	cr_assert(err.line == line && err.column == column,
	    "%.60s: at %zu:%zu, wanted %zu:%zu", text, err.line, err.column,
	    line, column);
	err_done(&err);
}

static void
refuse(const char *text, size_t line, size_t column, const char *words)
{
	refuse_n(text, strlen(text), line, column, words);
}

Test(yread, a_tree_has_kinds_texts_keys_and_places)
{
	struct ydoc *doc = read_ok("id: OPS-01\n"
				   "list:\n"
				   "  - one\n"
				   "  - {deep: \"two\"}\n"
				   "empty: []\n");
	const struct ynode *root = ydoc_root(doc);

	cr_assert_eq(root->kind, YNODE_MAPPING, "");
	cr_assert_eq(root->count, 3u, "");
	cr_assert_str_eq(ynode_text(root, "id"), "OPS-01", "");
	const struct ynode *list = ynode_get(root, "list");

	cr_assert_eq(list->kind, YNODE_SEQUENCE, "");
	cr_assert_eq(list->count, 2u, "");
	cr_assert_str_eq(list->key, "list", "");
	cr_assert(list->key_line == 2 && list->key_column == 1, "of the key");
	cr_assert(list->line == 3 && list->column == 3, "of the value: %zu:%zu",
	    list->line, list->column);
	const struct ynode *map = list->first->next;

	cr_assert_str_eq(list->first->text, "one", "");
	cr_assert_null(list->first->key, "items have no key");
	cr_assert_str_eq(ynode_text(map, "deep"), "two", "");
	cr_assert(ynode_get(map, "deep")->quoted, "");
	cr_assert_eq(ynode_get(root, "empty")->count, 0u, "");
	cr_assert_null(ynode_get(root, "none"), "absent");
	cr_assert_null(ynode_get(list, "x"), "no mapping");
	cr_assert_null(ynode_get(NULL, "x"), "nothing");
	cr_assert_null(ynode_text(root, "list"), "no scalar");
	ydoc_free(doc);
	ydoc_free(NULL);
}

Test(yread, every_scalar_is_text_and_only_plain_nulls_are_null)
{
	static const struct {
		const char *yaml, *text;
		bool null;
	} rows[] = {
		{ "yes", "yes", false },
		{ "NO", "NO", false },
		{ "5.10", "5.10", false },
		{ "0x1f", "0x1f", false },
		{ "2026-07-14", "2026-07-14", false },
		{ "null", "null", true },
		{ "~", "~", true },
		{ "", "", true },
		{ "\"\"", "", false },
		{ "''", "", false },
		{ "'null'", "null", false },
		{ "Null", "Null", false },
		{ "! plain", "plain", false },
		{ ">-\n folded\n text", "folded text", false },
		{ "|-\n kept\n lines", "kept\nlines", false },
		{ "\"\\u20ac \\x41 \\e\"", "\xe2\x82\xac A \x1b", false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *yaml = xasprintf("v: %s\n", rows[i].yaml);
		struct ydoc *doc = read_ok(yaml);
		const struct ynode *v = ynode_get(ydoc_root(doc), "v");

		cr_assert_str_eq(v->text, rows[i].text, "%s", rows[i].yaml);
		cr_assert_eq(v->len, strlen(rows[i].text), "");
		cr_assert_eq(ynode_is_null(v), rows[i].null, "%s",
		    rows[i].yaml);
		ydoc_free(doc);
		free(yaml);
	}
}

Test(yread, an_empty_document_is_an_empty_text)
{
	static const char *const texts[] = { "", "\n\n", "# a remark\n",
		"---\n", "---\n...\n", "\xef\xbb\xbf" };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct ydoc *doc = read_ok(texts[i]);
		const struct ynode *root = ydoc_root(doc);

		cr_assert_eq(root->kind, YNODE_SCALAR, "text %zu", i);
		cr_assert_str_eq(root->text, "", "text %zu", i);
		cr_assert_geq(root->line, 1u, "text %zu", i);
		ydoc_free(doc);
	}
}

Test(yread, what_would_change_the_meaning_is_refused_where_it_stands)
{
	refuse("a: 1\nb: 2\na: 3\n", 3, 1, "\"a\" stands here twice");
	refuse("x:\n  {k: 1, \"k\": 2}\n", 2, 10, "twice");
	refuse("a: &x 1\nb: *x\n", 2, 4, "Aliases");
	refuse("&a [*a]\n", 1, 5, "Aliases");
	refuse("a: !!int 5\n", 1, 4, "Tags");
	refuse("a: !own {x: 1}\n", 1, 4, "Tags");
	refuse("a: !!seq [x]\n", 1, 4, "Tags");
	refuse("? [a]\n: 1\n", 1, 3, "plain text");
	refuse("? {a: 1}\n: 1\n", 1, 3, "plain text");
	refuse("a: 1\n---\nb: 2\n", 2, 1, "one document");
	refuse("a: \"\\0\"\n", 1, 4, "NUL");
	refuse("a: \"x\\u0000y\"\n", 1, 4, "NUL");
}

Test(yread, several_documents_are_refused_even_when_the_first_is_empty)
{
	refuse("---\n---\nb: 2\n", 2, 1, "one document");
	refuse("a: 1\n...\n---\n...\n", 3, 1, "one document");
}

Test(yread, wrong_syntax_is_refused_where_it_stands)
{
	refuse("a: [1, 2\n", 2, 1, "not valid YAML");
	refuse("a: b: c\n", 1, 5, "not valid YAML");
	refuse("a: \"open\n", 2, 1, "not valid YAML");
	refuse("\tb: 1\n", 1, 1, "not valid YAML");
	refuse("a: @x\n", 1, 4, "not valid YAML");
	refuse("a: \"\\ud800\"\n", 1, 7, "not valid YAML");
}

Test(yread, bytes_that_are_no_text_are_refused_where_they_stand)
{
	refuse_n("a: x\nb: \xff\n", 10, 2, 4, "UTF-8");
	refuse_n("a: \xc3\xbc\xe2\x82(\n", 9, 1, 6, "UTF-8");
	refuse_n("a: \xed\xa0\x80\n", 7, 1, 4, "UTF-8");
	refuse_n("a: \xc0\x80\n", 6, 1, 4, "UTF-8");
	refuse_n("a: x\nbb: y\0z\n", 13, 2, 6, "control");
	refuse_n("a: x\x1b[2J\n", 9, 1, 5, "control");
	refuse_n("\xff\xfe"
		 "a\0:\0 \0b\0",
	    10, 1, 1, "UTF-8");
}

/* `count` opening brackets and as many closing ones. */
static char *
nest(size_t count, const char *open, const char *close)
{
	struct str s = { 0 };

	for (size_t i = 0; i < count; i++)
		str_add(&s, open);
	for (size_t i = 0; i < count; i++)
		str_add(&s, close);
	return str_steal(&s);
}

Test(yread, nesting_goes_64_deep_and_no_deeper)
{
	char *fits = nest(64, "[", "]"), *deep = nest(65, "[", "]");
	char *maps = nest(65, "{a: ", "}");

	ydoc_free(read_ok(fits));
	refuse(deep, 1, 65, "64 levels");
	refuse(maps, 1, 64 * 4 + 1, "64 levels");
	free(fits);
	free(deep);
	free(maps);
}

Test(yread, a_hostile_nesting_is_refused_at_once)
{
	static const char *const parts[] = { "[", "[{\"\":", "- ", "{a: ",
		"? " };
	struct timespec start, end;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		char *text = nest(1000000 / strlen(parts[i]), parts[i], "");
		struct err err = { 0 };

		cr_assert_null(yread_text(text, strlen(text), "a.yaml",
				   &YLIMITS_PACK, &err),
		    "");
		cr_assert_leq(err.line, 1u, "%s: %s", parts[i], err.message);
		err_done(&err);
		free(text);
	}
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
	cr_assert_lt(end.tv_sec - start.tv_sec, 5, "quickly");
}

Test(yread, a_text_has_at_most_64_kibibytes)
{
	size_t most = 64 << 10;
	char *text = xcalloc(1, most + 8);

	memcpy(text, "a: ", 3);
	memset(text + 3, 'x', most);
	struct ydoc *doc = read_ok(text);

	cr_assert_eq(ynode_get(ydoc_root(doc), "a")->len, most, "");
	ydoc_free(doc);
	text[3 + most] = 'x';
	refuse(text, 1, 4, "65536 bytes");
	memset(text, 'x', most + 4);
	memcpy(text + most + 4, ": 1", 4);
	struct err err = { 0 };

	cr_assert_null(
	    yread_text(text, strlen(text), NULL, &YLIMITS_PACK, &err),
	    "nor has a key");
	err_done(&err);
	free(text);
}

Test(yread, a_file_has_at_most_200000_values)
{
	struct str s = { 0 };

	str_add(&s, "[");
	for (int i = 0; i < 199999; i++)
		str_add(&s, "x,");
	str_add(&s, "]");
	struct ydoc *doc = read_ok(str_text(&s));

	cr_assert_eq(ydoc_root(doc)->count, 199999u, "the list counts too");
	ydoc_free(doc);
	str_truncate(&s, s.len - 1);
	str_add(&s, "x]");
	refuse(str_text(&s), 1, 399999 + 1, "200000 values");
	str_done(&s);
}

Test(yread, a_file_has_at_most_4_mebibytes)
{
	size_t most = 4 << 20;
	char *text = xcalloc(1, most + 2);

	memset(text, '\n', most + 1);
	ydoc_free(read_n(text, most));
	refuse_n(text, most + 1, 0, 0, "4194304 bytes");
	free(text);
}

Test(yread, many_keys_are_checked_for_twins_quickly)
{
	struct str s = { 0 };

	for (int i = 0; i < 50000; i++)
		str_printf(&s, "key-%d: %d\n", i, i);
	struct ydoc *doc = read_ok(str_text(&s));

	cr_assert_eq(ydoc_root(doc)->count, 50000u, "");
	cr_assert_str_eq(ynode_text(ydoc_root(doc), "key-49999"), "49999", "");
	ydoc_free(doc);
	str_add(&s, "key-7: again\n");
	refuse(str_text(&s), 50001, 1, "\"key-7\" stands here twice");
	str_done(&s);
}

Test(yread, columns_count_characters)
{
	refuse("\"\xc3\xbc\xc3\xbc\": *x\n", 1, 7, "Aliases");
}

Test(yread, a_file_is_read_like_its_text)
{
	char name[] = "yread-XXXXXX";
	int fd = mkstemp(name);
	struct err err = { 0 };

	cr_assert_eq(write(fd, "a: b\n", 5), 5, "%s", strerror(errno));
	close(fd);
	struct ydoc *doc = yread_file(name, &YLIMITS_PACK, &err);

	cr_assert_not_null(doc, "%s", err.message);
	cr_assert_str_eq(ynode_text(ydoc_root(doc), "a"), "b", "");
	ydoc_free(doc);
	unlink(name);
	cr_assert_null(yread_file(name, &YLIMITS_PACK, &err), "gone");
	cr_assert_eq(err.code, ERR_ABSENT, "%s", err.message);
	cr_assert_str_eq(err.path, name, "");
	err_done(&err);
}

static struct ydoc *
import_ok(const char *text)
{
	struct err err = { 0 };
	struct ydoc *doc =
	    yread_text(text, strlen(text), "b.yaml", &YLIMITS_IMPORT, &err);

	cr_assert_not_null(doc, "%.60s: %s", text, err.message);
	return doc;
}

static void
import_refuse(const char *text, size_t line, size_t column, const char *words)
{
	struct err err = { 0 };

	cr_assert_null(
	    yread_text(text, strlen(text), "b.yaml", &YLIMITS_IMPORT, &err),
	    "%.60s is refused", text);
	cr_assert_not_null(
	    strstr(err.message, words), "%.60s: %s", text, err.message);
	cr_assert(err.line == line && err.column == column,
	    "%.60s: at %zu:%zu, wanted %zu:%zu", text, err.line, err.column,
	    line, column);
	err_done(&err);
}

/* "{a: x, b: [y, z]}": the tree on one line. */
static void
dump(struct str *out, const struct ynode *node)
{
	bool list = node->kind == YNODE_SEQUENCE;

	if (node->key)
		str_printf(out, "%s: ", node->key);
	if (node->kind == YNODE_SCALAR) {
		str_add(out, node->text);
		return;
	}
	str_add(out, list ? "[" : "{");
	for (const struct ynode *child = node->first; child;
	     child = child->next) {
		dump(out, child);
		str_add(out, child->next ? ", " : "");
	}
	str_add(out, list ? "]" : "}");
}

static void
assert_tree(const char *yaml, const char *tree)
{
	struct ydoc *doc = import_ok(yaml);
	struct str out = { 0 };

	dump(&out, ydoc_root(doc));
	cr_assert_str_eq(str_text(&out), tree, "%s", yaml);
	str_done(&out);
	ydoc_free(doc);
}

Test(yread, aliases_of_imports_stand_for_copies)
{
	assert_tree("a: &x one\nb: *x\n", "{a: one, b: one}");
	assert_tree("a: &x {c: [1, 2]}\nb: [*x, *x]\n",
	    "{a: {c: [1, 2]}, b: [{c: [1, 2]}, {c: [1, 2]}]}");
	assert_tree("- &x k\n- *x : v\n", "[k, {k: v}]");
	assert_tree("- &x a\n- &x b\n- *x\n", "[a, b, b]");
	assert_tree("- &x [&x a, *x]\n- *x\n", "[[a, a], a]");
	assert_tree("- &x []\n- &y {}\n- [*x, *y]\n", "[[], {}, [[], {}]]");
	refuse("a: &x 1\nb: *x\n", 2, 4, "Aliases");
	ydoc_free(read_ok("a: &x 1\n"));
}

Test(yread, a_copy_names_the_place_of_its_alias)
{
	struct ydoc *doc = import_ok("a: &x\n  c: d\nbee: *x\n");
	const struct ynode *copy = ynode_get(ydoc_root(doc), "bee");

	cr_assert(copy->line == 3 && copy->column == 6, "the alias");
	cr_assert(copy->key_line == 3 && copy->key_column == 1, "its key");
	cr_assert_eq(ynode_get(copy, "c")->line, 2u, "what it copies");
	ydoc_free(doc);
}

Test(yread, aliases_that_lead_nowhere_or_to_themselves_are_refused)
{
	import_refuse("a: *none\n", 1, 4, "No anchor &none");
	import_refuse("a: *later\nb: &later 1\n", 1, 4, "No anchor");
	import_refuse("&a [1, *a]\n", 1, 8, "would never end");
	import_refuse("x: &a {b: {c: *a}}\n", 1, 15, "would never end");
	import_refuse("x: &a\n  <<: *a\n", 2, 7, "would never end");
}

Test(yread, a_bomb_of_aliases_ends_with_the_limit)
{
	struct str s = { 0 };
	struct err err = { 0 };
	struct ylimits few = YLIMITS_IMPORT;

	str_add(&s, "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
	for (int i = 1; i < 60; i++) {
		str_printf(&s, "a%d: &a%d [", i, i);
		for (int k = 0; k < 10; k++)
			str_printf(&s, "%s*a%d", k ? ", " : "", i - 1);
		str_add(&s, "]\n");
	}
	import_refuse(str_text(&s), 7, 25, "5000000 values");
	str_done(&s);
	/* The root, two keys, three nodes marked, three copied */
	few.nodes = 9;
	ydoc_free(yread_text("a: &x [1, 2]\nb: *x\n", 19, NULL, &few, &err));
	cr_assert_null(err.message, "%s", err.message);
	few.nodes = 8;
	cr_assert_null(
	    yread_text("a: &x [1, 2]\nb: *x\n", 19, NULL, &few, &err),
	    "each node of a copy counts");
	err_done(&err);
}

Test(yread, the_text_of_copies_counts)
{
	struct str s = { 0 };

	str_add(&s, "- &w ");
	str_add_repeat(&s, 'w', 1 << 20);
	for (int i = 0; i < 63; i++)
		str_add(&s, "\n- [*w]");
	ydoc_free(import_ok(str_text(&s)));
	str_add(&s, "\n- [*w]\n");
	import_refuse(str_text(&s), 65, 4, "67108864 bytes");
	str_done(&s);
	str_add(&s, "- &w {a: ");
	str_add_repeat(&s, 'w', 1 << 20);
	str_add(&s, "}\n- {<<: *w}\n");
	for (int i = 0; i < 31; i++)
		str_add(&s, "- {<<: *w}\n");
	import_refuse(str_text(&s), 33, 8, "67108864 bytes");
	str_done(&s);
}

Test(yread, copies_nest_no_deeper_than_what_is_written_out)
{
	char *deep = nest(40, "[", "]");
	char *fits = xasprintf("- &x %s\n- %.23s*x%.23s\n", deep, deep,
	    deep + 40);
	char *over = xasprintf("- &x %s\n- %.24s*x%.24s\n", deep, deep,
	    deep + 40);

	ydoc_free(import_ok(fits));
	import_refuse(over, 2, 27, "64 levels");
	free(deep);
	free(fits);
	free(over);
	/* Also when built up alias by alias */
	struct str s = { 0 };

	str_add(&s, "- &a0 []\n");
	for (int i = 1; i < 70; i++)
		str_printf(&s, "- &a%d [*a%d]\n", i, i - 1);
	import_refuse(str_text(&s), 64, 9, "64 levels");
	str_done(&s);
}

Test(yread, merge_keys_take_in_what_a_mapping_lacks)
{
	assert_tree("- &x {a: 1, b: 2}\n- {<<: *x, b: 3}\n",
	    "[{a: 1, b: 2}, {b: 3, a: 1}]");
	assert_tree("- &x {a: 1, b: 2}\n- {b: 3, <<: *x, c: 4}\n- *x\n",
	    "[{a: 1, b: 2}, {b: 3, c: 4, a: 1}, {a: 1, b: 2}]");
	assert_tree("- &x {a: 1}\n- &y {a: 2, b: [3]}\n- {<<: [*x, *y]}\n",
	    "[{a: 1}, {a: 2, b: [3]}, {a: 1, b: [3]}]");
	assert_tree("- &x {a: 1}\n- &y {<<: *x, b: 2}\n- {<<: *y}\n- *y\n",
	    "[{a: 1}, {b: 2, a: 1}, {b: 2, a: 1}, {b: 2, a: 1}]");
	assert_tree("{<<: {a: 1}}\n", "{a: 1}");
	assert_tree("- {<<: &x {a: 1, b: 2}, c: 3}\n- *x\n",
	    "[{c: 3, a: 1, b: 2}, {a: 1, b: 2}]");
	assert_tree("{\"<<\": a}\n", "{<<: a}");
	import_refuse("{<<: a}\n", 1, 6, "Only mappings");
	import_refuse("{<<: [{}, b]}\n", 1, 11, "Only mappings");
	import_refuse("{<<: {}, <<: {}}\n", 1, 10, "stands here twice");
	refuse("{<<: {}, <<: {}}\n", 1, 10, "stands here twice");
	struct ydoc *doc = read_ok("{<<: {a: 1}}\n");

	cr_assert_not_null(ynode_get(ydoc_root(doc), "<<"), "a key in packs");
	ydoc_free(doc);
}

Test(yread, merged_copies_count_and_end)
{
	struct str s = { 0 };

	str_add(&s, "- &m0 {a: 1");
	for (int i = 0; i < 3000; i++)
		str_printf(&s, ", k%d: 1", i);
	str_add(&s, "}\n");
	for (int i = 0; i < 3000; i++)
		str_add(&s, "- {<<: *m0}\n");
	import_refuse(str_text(&s), 556, 8, "5000000 values");
	str_done(&s);
}

Test(yread, many_anchors_are_found_quickly)
{
	struct str s = { 0 };
	struct timespec start, end;

	for (int i = 0; i < 100000; i++)
		str_printf(&s, "- &a%d x\n- *a%d\n", i, i / 2);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
	struct ydoc *doc = import_ok(str_text(&s));

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
	cr_assert_eq(ydoc_root(doc)->count, 200000u, "all there");
	cr_assert_lt(end.tv_sec - start.tv_sec, 5, "quickly");
	ydoc_free(doc);
	str_done(&s);
}

Test(yread, imports_may_be_larger_than_packs)
{
	size_t most = 1 << 20;
	char *text = xcalloc(1, most + 8);

	memcpy(text, "a: ", 3);
	memset(text + 3, 'x', most);
	ydoc_free(import_ok(text));
	text[3 + most] = 'x';
	import_refuse(text, 1, 4, "1048576 bytes");
	free(text);
	text = nest(1000000, "[", "");
	import_refuse(text, 1, 65, "64 levels");
	free(text);
	struct err err = { 0 };

	cr_assert_null(
	    yread_text("", ((size_t)64 << 20) + 1, NULL, &YLIMITS_IMPORT, &err),
	    "not even looked at");
	err_done(&err);
}

/* Cut anywhere, a text is read or refused, never more. */
Test(yread, a_text_cut_anywhere_does_no_harm)
{
	static const char whole[] =
	    "a: &x [1, {b: \"c\\n\"}, 'd']\nz: {<<: {y: *x}}\ne: |\n  x\n  "
	    "\xc3\xbc\n? f\n: - g\n"
	    "  - >-\n    h\n# end\n";

	for (size_t len = 0; len <= strlen(whole); len++) {
		char *text = xmalloc(len ? len : 1);
		struct err err = { 0 };

		memcpy(text, whole, len);
		struct ydoc *doc =
		    yread_text(text, len, NULL, &YLIMITS_IMPORT, &err);

		cr_assert_eq(doc == NULL, err.code != ERR_NONE, "at %zu", len);
		ydoc_free(doc);
		err_done(&err);
		free(text);
	}
}

/* So many lines, each naming another tag, before a document. */
static char *
directives(size_t count, const char *end)
{
	struct str text = { 0 };

	for (size_t i = 0; i < count; i++)
		str_printf(&text, "%%TAG !e%zu! tag:e%zu%s", i, i, end);
	str_add(&text, "--- a\n");
	return str_steal(&text);
}

Test(yread, a_file_names_at_most_64_tags, .timeout = 10)
{
	static const char *const ends[] = { "\n", "\r", "\r\n", "\302\205",
		"\342\200\250" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		char *few = directives(64, ends[i]);
		char *many = directives(100000, ends[i]);
		struct err err = { 0 };

		ydoc_free(import_ok(few));
		cr_assert_null(yread_text(many, strlen(many), "tags",
				   &YLIMITS_IMPORT, &err),
		    "ending %zu", i);
		cr_assert_not_null(
		    strstr(err.message, "More than 64 lines"), "%s",
		    err.message);
		cr_assert_eq(err.column, 1u, "where it stands");
		err_done(&err);
		free(few);
		free(many);
	}
}
