/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Names in sources are written in many ways; here they become the pack's. */

#include <config.h>

#include "import/names.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/builder.h"

enum {
	KEY_MAX = 48, /* letters of a label that are compared */
	ID_MAX = 64
};

static const char *const level_names[] = {
	"Not Performed",
	"Performed Informally",
	"Planned & Tracked",
	"Well Defined",
	"Quantitatively Controlled",
	"Continuously Improving",
};
enum { LEVEL_NAMES = sizeof(level_names) / sizeof(*level_names) };

void
name_list_done(struct name_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i]);
	free(list->items);
	*list = (struct name_list){ 0 };
}

void
name_list_add(struct name_list *list, const char *text, size_t len)
{
	list->items = mem_grow(list->items, &list->capacity, list->count + 1,
	    sizeof(*list->items));
	list->items[list->count++] = xstrndup(text, len);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
is_letter(char c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static bool
same_word(const char *text, const char *word, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (lower(text[i]) != word[i])
			return false;
	return true;
}

/* The letters of a label in lower case, the word "and" left out and runs of
 * one letter as one. */
static size_t
make_key(const char *label, char key[KEY_MAX])
{
	size_t len = 0;

	while (*label && len < KEY_MAX) {
		size_t word = 0;

		while (is_letter(label[word]))
			word++;
		if (word == 3 && same_word(label, "and", 3)) {
			label += word;
			continue;
		}
		for (; word && len < KEY_MAX; word--, label++)
			if (!len || key[len - 1] != lower(*label))
				key[len++] = lower(*label);
		if (*label && !is_letter(*label))
			label++;
	}
	return len;
}

/* How many letters must change to make one key the other. */
static size_t
distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t row[KEY_MAX + 1];

	for (size_t j = 0; j <= b_len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b_len; j++) {
			size_t best = corner + (a[i - 1] != b[j - 1]);

			corner = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[b_len];
}

bool
names_is_level(const char *label, int level)
{
	char a[KEY_MAX], b[KEY_MAX];

	if (level < 0 || level >= LEVEL_NAMES)
		return false;
	size_t a_len = make_key(label, a);
	size_t b_len = make_key(level_names[level], b);

	return a_len && distance(a, a_len, b, b_len) <= b_len / 5;
}

/* The digit that stands behind "level", "cmm" or a lone "l" in the label, or
 * NULL. */
static const char *
level_digit(const char *label)
{
	for (const char *p = label; *p; p++) {
		size_t word = 0;

		if (p > label && is_letter(p[-1]))
			continue;
		while (is_letter(p[word]))
			word++;
		if (!(word == 5 && same_word(p, "level", 5)) &&
		    !(word >= 3 && same_word(p + word - 3, "cmm", 3)) &&
		    !(word == 1 && lower(*p) == 'l'))
			continue;
		const char *number = p + word;

		while (is_blank(*number))
			number++;
		if (is_digit(*number) && !is_digit(number[1]))
			return number;
	}
	return NULL;
}

const char *
names_level_rest(const char *label)
{
	const char *digit = level_digit(label);

	if (!digit)
		return label;
	label = digit + 1;
	size_t separator = names_separator(label);

	return label + (separator ? separator : strspn(label, " \t\n"));
}

int
names_level(const char *label)
{
	const char *digit = level_digit(label);

	if (digit)
		return *digit - '0';
	for (int i = 0; i < LEVEL_NAMES; i++)
		if (names_is_level(label, i))
			return i;
	return -1;
}

const char *
names_level_name(int level)
{
	return level >= 0 && level < LEVEL_NAMES ? level_names[level] : NULL;
}

static bool
in_id(char c)
{
	return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-';
}

size_t
names_id(const char *text)
{
	size_t len = 0;
	bool digit = false;

	while (in_id(text[len]) || (text[len] && strchr("()[]/", text[len])))
		digit |= is_digit(text[len++]);
	while (len && (!in_id(text[len - 1]) || text[len - 1] == '-') &&
	    text[len - 1] != ')' && text[len - 1] != ']')
		len--;
	return digit && len <= ID_MAX && (is_letter(*text) || is_digit(*text))
	    ? len
	    : 0;
}

bool
names_alike(const char *a, const char *b)
{
	while (*a && *b) {
		if (is_digit(*a) || is_digit(*b))
			return is_digit(*a) && is_digit(*b);
		if (is_letter(*a) != is_letter(*b) ||
		    (!is_letter(*a) && *a != *b))
			return false;
		bool letters = is_letter(*a);

		a++, b++;
		while (letters && is_letter(*a))
			a++;
		while (letters && is_letter(*b))
			b++;
	}
	return false;
}

size_t
names_separator(const char *text)
{
	static const char *const dashes[] = { "-", "\xe2\x80\x93",
		"\xe2\x80\x94", ":" };
	size_t at = strspn(text, " \t"), sign = 0;

	if (*text == ':')
		sign = 1;
	for (size_t i = 0; at && !sign && i < 4; i++)
		if (str_starts(text + at, dashes[i]))
			sign = strlen(dashes[i]);
	at += sign;
	if (!sign || (text[at] && !is_blank(text[at])))
		return 0;
	return at + strspn(text + at, " \t");
}

char *
names_valid_id(const char *text)
{
	struct str id = { 0 };

	for (const char *p = text; *p && id.len < ID_MAX; p++) {
		bool starts = is_letter(*p) || is_digit(*p);

		if (starts || (in_id(*p) && id.len))
			str_add_char(&id, *p);
		else if (id.len && id.data[id.len - 1] != '.')
			str_add_char(&id, '.');
	}
	while (id.len && id.data[id.len - 1] == '.')
		str_truncate(&id, id.len - 1);
	/* A reserved word is the one thing that can still be wrong */
	if (!id.len || !catalog_id_valid(str_text(&id)))
		str_insert(&id, 0, "x-", 2);
	if (id.len > ID_MAX)
		str_truncate(&id, ID_MAX);
	return str_steal(&id);
}

char *
names_domain(const char *control_id)
{
	size_t len = strlen(control_id), at = 0;

	for (size_t i = 1; i + 1 < len; i++)
		if (control_id[i] == '-' && is_digit(control_id[i + 1]))
			at = i;
	if (!at)
		at = strcspn(control_id, ".");
	return xstrndup(control_id, at);
}

char *
names_slug(const char *name, char joint)
{
	struct str slug = { 0 };
	bool gap = false;

	for (const char *p = name; *p && slug.len < ID_MAX - 4; p++) {
		if (!is_letter(*p) && !is_digit(*p)) {
			gap = slug.len > 0;
			continue;
		}
		if (gap)
			str_add_char(&slug, joint);
		gap = false;
		str_add_char(&slug, lower(*p));
	}
	if (!slug.len)
		str_add(&slug, "unnamed");
	else if (!catalog_id_valid(str_text(&slug)))
		str_printf(&slug, "%c1", joint);
	return str_steal(&slug);
}

/* A value without white space at its ends, unless nothing is left. */
static void
add_value(struct name_list *values, const char *text, size_t len)
{
	char *folded = str_fold_space(text, len);

	if (*folded)
		name_list_add(values, folded, strlen(folded));
	free(folded);
}

static bool
cuts(const char *p)
{
	return *p == '\n' || *p == ';' || (*p == ',' && is_blank(p[1]));
}

static void
split_at_signs(const char *cell, struct name_list *values)
{
	const char *from = cell;

	for (const char *p = cell; *p; p++)
		if (cuts(p)) {
			add_value(values, from, (size_t)(p - from));
			from = p + 1;
		}
	add_value(values, from, strlen(from));
}

bool
names_split_cell(const char *cell, struct name_list *values)
{
	bool sure = true, digit = false;
	const char *from = NULL, *p = cell;

	while (*p && !cuts(p))
		p++;
	if (*p) {
		split_at_signs(cell, values);
		return true;
	}
	for (p = cell; *p; p++) {
		if (!is_blank(*p)) {
			from = from ? from : p;
			digit |= is_digit(*p);
			continue;
		}
		if (from && !digit && !is_blank(p[-1]))
			sure = false;
		if (from && digit) {
			add_value(values, from, (size_t)(p - from));
			from = NULL;
			digit = false;
		}
	}
	if (from) {
		/* One word alone was not cut at all */
		sure &= digit || (!values->count && !strchr(from, ' '));
		add_value(values, from, strlen(from));
	}
	return sure;
}

const struct publisher *
names_publisher(const char *model)
{
	static const struct publisher scf = {
		"scf",
		"Secure Controls Framework",
		"Secure Controls Framework (SCF)",
		"https://securecontrolsframework.com",
		"Secure Controls Framework Council, LLC, "
		"https://securecontrolsframework.com. Licensed under "
		"CC BY-ND 4.0, https://creativecommons.org/licenses/by-nd/4.0/",
		"CC BY-ND 4.0",
	};
	static const char *const models[] = { "SP-CMM", "C|P-CMM", "SCR-CMM" };

	for (size_t i = 0; model && i < sizeof(models) / sizeof(*models); i++)
		if (str_equal(model, models[i]))
			return &scf;
	return NULL;
}
