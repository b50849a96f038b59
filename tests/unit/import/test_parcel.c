/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What is sent arrives; what is damaged on the way, or made up, does no
 * harm. */

#include <config.h>

#include "import/parcel.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../sample_pack.h"
#include "base/err.h"
#include "base/str.h"
#include "model/catalog.h"

/* What a parcel is made of, or what came of it. */
struct load {
	struct catalog *catalog;
	struct err_list problems;
	size_t odd[ODD_COUNT];
	struct err err;
};

static void
load_done(struct load *load)
{
	catalog_free(load->catalog);
	err_list_done(&load->problems);
	err_done(&load->err);
}

static void
pack(struct str *out, const struct load *load)
{
	parcel_write(
	    out, load->catalog, &load->problems, load->odd, &load->err);
}

static bool
unpack(struct load *load, const char *bytes, size_t len)
{
	return parcel_read(
	    bytes, len, &load->catalog, &load->problems, load->odd, &load->err);
}

static void
expect_same_text(const char *a, const char *b)
{
	cr_assert(str_equal(a, b), "\"%s\" and \"%s\"", a ? a : "(none)",
	    b ? b : "(none)");
}

static void
expect_same_err(const struct err *a, const struct err *b)
{
	cr_assert_eq(a->code, b->code, "%d and %d", a->code, b->code);
	cr_assert_eq(a->line, b->line, "line %zu", b->line);
	cr_assert_eq(a->column, b->column, "column %zu", b->column);
	expect_same_text(a->path, b->path);
	expect_same_text(a->message, b->message);
}

static void
expect_same(const struct load *a, const struct load *b)
{
	size_t sizes[2] = { 0, 0 };

	cr_assert_eq(!a->catalog, !b->catalog, "a catalog in both");
	if (a->catalog) {
		const void *x = catalog_block(a->catalog, &sizes[0]);
		const void *y = catalog_block(b->catalog, &sizes[1]);

		cr_assert_eq(sizes[0], sizes[1], "sizes");
		cr_assert_arr_eq(x, y, sizes[0], "the same block");
	}
	cr_assert_arr_eq(a->odd, b->odd, sizeof(a->odd), "counts");
	cr_assert_eq(a->problems.count, b->problems.count, "problems");
	cr_assert_eq(a->problems.errors, b->problems.errors, "errors");
	cr_assert_eq(a->problems.dropped, b->problems.dropped, "dropped");
	for (size_t i = 0; i < a->problems.count; i++) {
		const struct err_item *x = &a->problems.items[i];
		const struct err_item *y = &b->problems.items[i];

		cr_assert_eq(x->warning, y->warning, "problem %zu", i);
		expect_same_err(&x->err, &y->err);
	}
	expect_same_err(&a->err, &b->err);
}

/* Some of everything. */
static void
fill(struct load *load)
{
	struct err err = { 0 };

	*load = (struct load){ .odd = { 3, 0, 1 } };
	load->odd[ODD_OTHER] = (size_t)1 << 40;
	err_list_add(&load->problems, true, "a/b.md", 3, 14, "Odd: %s", "ä");
	err_list_add(&load->problems, true, NULL, 0, 0, "%s", "");
	err_list_add(&load->problems, false, "c", 7, 0, "Wrong.");
	err_set_at(&err, ERR_FULL, "", 1, 1, "Another code.");
	err_list_take(&load->problems, &err);
}

Test(parcel, a_catalog_arrives_with_all_that_was_said)
{
	struct load sent, got = { 0 };
	struct str bytes = { 0 };

	fill(&sent);
	sent.catalog = sample_catalog();
	pack(&bytes, &sent);
	cr_assert(unpack(&got, bytes.data, bytes.len), "%s", got.err.message);
	expect_same(&sent, &got);
	load_done(&sent);
	load_done(&got);
	str_done(&bytes);
}

Test(parcel, a_failure_arrives_with_all_that_was_said)
{
	struct load sent, got = { 0 };
	struct str bytes = { 0 };

	fill(&sent);
	err_set_at(&sent.err, ERR_ABSENT, "x.json", 5, 6, "Not there.");
	pack(&bytes, &sent);
	cr_assert_not(unpack(&got, bytes.data, bytes.len), "a failure");
	expect_same(&sent, &got);
	load_done(&sent);
	load_done(&got);
	str_done(&bytes);
}

Test(parcel, what_was_there_before_stays_in_front)
{
	struct load sent, got = { .odd = { 10 } };
	struct str bytes = { 0 };

	fill(&sent);
	sent.catalog = sample_catalog();
	pack(&bytes, &sent);
	err_list_add(&got.problems, true, "first", 1, 1, "Earlier.");
	cr_assert(unpack(&got, bytes.data, bytes.len), "");
	cr_assert_eq(got.problems.count, 5, "%zu", got.problems.count);
	cr_assert_eq(got.problems.errors, 2, "%zu", got.problems.errors);
	expect_same_text(got.problems.items[0].err.path, "first");
	expect_same_text(got.problems.items[4].err.message, "Another code.");
	cr_assert_eq(got.odd[0], 13, "10 + 3");
	load_done(&sent);
	load_done(&got);
	str_done(&bytes);
}

Test(parcel, a_list_that_runs_over_is_counted_to_the_end)
{
	struct load sent, got = { 0 };
	struct str bytes = { 0 };

	fill(&sent);
	for (size_t i = 0; i < ERR_LIST_MAX; i++)
		err_list_add(&sent.problems, i % 2, "p", i, 1, "One more.");
	err_set(&sent.err, ERR_INPUT, "Too much.");
	pack(&bytes, &sent);
	unpack(&got, bytes.data, bytes.len);
	expect_same(&sent, &got);
	load_done(&got);
	got = (struct load){ 0 };
	err_list_add(&got.problems, true, "first", 1, 1, "Earlier.");
	unpack(&got, bytes.data, bytes.len);
	cr_assert_eq(got.problems.count, ERR_LIST_MAX, "the most");
	cr_assert_eq(
	    got.problems.dropped, sent.problems.dropped + 1, "one more");
	cr_assert_eq(got.problems.errors, sent.problems.errors, "all errors");
	load_done(&sent);
	load_done(&got);
	str_done(&bytes);
}

/* Reads every string there is. */
static size_t
read_all(const struct catalog *c)
{
	size_t sum = 0;

	for (enum catalog_field f = 0; f < FIELD_COUNT; f++) {
		const struct catalog_field_info *info = catalog_field_info(f);
		size_t rows = catalog_rows(c, info->table);

		for (size_t row = 0; row < rows; row++) {
			if (info->type == FIELD_STRING ||
			    info->type == FIELD_TEXT ||
			    info->type == FIELD_ID) {
				const char *text = catalog_text(c, f, row, 0);

				sum += text ? strlen(text) : 0;
			}
			if (info->type != FIELD_STRINGS &&
			    info->type != FIELD_TEXTS)
				continue;
			for (size_t i = 0; i < catalog_count(c, f, row); i++)
				sum += strlen(catalog_item(c, f, row, i, 0));
		}
	}
	return sum;
}

/* A sound catalog, or one message and nothing more. The bytes lie in a block
 * of their own size, so that a sanitizer sees a step over its end. */
static bool
expect_harmless(const char *bytes, size_t len)
{
	struct load got = { 0 };
	char *copy = xmalloc(len);

	memcpy(copy, bytes, len);
	bool ok = unpack(&got, copy, len);

	free(copy);
	cr_assert_eq(ok, got.catalog != NULL, "a catalog exactly on success");
	cr_assert_eq(ok, got.err.message == NULL, "a message on failure");
	cr_assert_eq(ok, got.err.code == ERR_NONE, "a code on failure");
	if (ok) {
		size_t size;
		const void *block = catalog_block(got.catalog, &size);

		cr_assert(catalog_verify(block, size, NULL), "sound");
		cr_assert_gt(read_all(got.catalog), 0, "may be read");
	}
	load_done(&got);
	return ok;
}

static void
make_both(struct str parcels[2])
{
	struct load sent;

	fill(&sent);
	sent.catalog = sample_catalog();
	pack(&parcels[0], &sent);
	catalog_free(sent.catalog);
	sent.catalog = NULL;
	err_set_at(&sent.err, ERR_INPUT, "x.json", 5, 6, "Unreadable.");
	pack(&parcels[1], &sent);
	load_done(&sent);
}

Test(parcel, a_truncated_parcel_adds_nothing)
{
	struct str parcels[2] = { { 0 } };

	make_both(parcels);
	for (size_t i = 0; i < 2; i++) {
		for (size_t len = 0; len < parcels[i].len; len++) {
			struct load got = { 0 };

			cr_assert_not(expect_harmless(parcels[i].data, len),
			    "%zu bytes of %zu", len, parcels[i].len);
			unpack(&got, parcels[i].data, len);
			cr_assert_eq(got.problems.count, 0, "nothing");
			cr_assert_eq(got.odd[0], 0, "nothing");
			load_done(&got);
		}
		str_add_char(&parcels[i], 'x');
		cr_assert_not(expect_harmless(parcels[i].data, parcels[i].len),
		    "a byte too many");
		str_done(&parcels[i]);
	}
}

Test(parcel, flipped_bits_do_no_harm)
{
	struct str parcels[2] = { { 0 } };

	make_both(parcels);
	for (size_t i = 0; i < 2; i++) {
		for (size_t bit = 0; bit < parcels[i].len * 8; bit++) {
			char *byte = parcels[i].data + bit / 8;
			char kept = *byte;

			*byte = (char)(*byte ^ (1 << bit % 8));
			expect_harmless(parcels[i].data, parcels[i].len);
			*byte = kept;
		}
		str_done(&parcels[i]);
	}
}

Test(parcel, numbers_made_up_do_no_harm)
{
	static const uint64_t words[] = { 0, 1, 2, 8, 9, 10000, 10001,
		UINT32_MAX, INT64_MAX, UINT64_MAX - 1, UINT64_MAX };
	struct str parcels[2] = { { 0 } };

	make_both(parcels);
	for (size_t i = 0; i < 2; i++) {
		for (size_t at = 0; at + 8 <= parcels[i].len; at++)
			for (size_t k = 0; k < sizeof(words) / sizeof(*words);
			     k++) {
				char kept[8];

				memcpy(kept, parcels[i].data + at, 8);
				memcpy(parcels[i].data + at, &words[k], 8);
				expect_harmless(
				    parcels[i].data, parcels[i].len);
				memcpy(parcels[i].data + at, kept, 8);
			}
		str_done(&parcels[i]);
	}
}

Test(parcel, an_error_that_is_counted_and_not_sent_is_noticed)
{
	struct load sent, got = { 0 };
	struct str bytes = { 0 };

	fill(&sent);
	sent.problems.errors++;
	err_set(&sent.err, ERR_INPUT, "Unreadable.");
	pack(&bytes, &sent);
	cr_assert_not(unpack(&got, bytes.data, bytes.len), "");
	cr_assert_not_null(
	    strstr(got.err.message, "damaged"), "%s", got.err.message);
	load_done(&got);
	load_done(&sent);
	str_done(&bytes);
}
