/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Growable strings and the comparisons the whole program shares. */

#include <config.h>

#include "base/str.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static void
reserve(struct str *s, size_t more)
{
	s->data = mem_grow(s->data, &s->capacity, s->len + more + 1, 1);
}

void
str_done(struct str *s)
{
	if (!s)
		return;
	free(s->data);
	*s = (struct str){ 0 };
}

void
str_clear(struct str *s)
{
	str_truncate(s, 0);
}

void
str_truncate(struct str *s, size_t len)
{
	if (len < s->len)
		s->len = len;
	if (s->data)
		s->data[s->len] = '\0';
}

void
str_add(struct str *s, const char *text)
{
	str_add_n(s, text, strlen(text));
}

void
str_add_n(struct str *s, const char *bytes, size_t len)
{
	reserve(s, len);
	if (len)
		memcpy(s->data + s->len, bytes, len);
	s->len += len;
	s->data[s->len] = '\0';
}

void
str_add_char(struct str *s, char c)
{
	str_add_n(s, &c, 1);
}

void
str_add_repeat(struct str *s, char c, size_t count)
{
	reserve(s, count);
	memset(s->data + s->len, c, count);
	s->len += count;
	s->data[s->len] = '\0';
}

void
str_vprintf(struct str *s, const char *format, va_list args)
{
	va_list again;

	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);

	if (len > 0) {
		reserve(s, (size_t)len);
		vsnprintf(s->data + s->len, (size_t)len + 1, format, again);
		s->len += (size_t)len;
	}
	va_end(again);
}

void
str_printf(struct str *s, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_vprintf(s, format, args);
	va_end(args);
}

void
str_insert(struct str *s, size_t at, const char *bytes, size_t len)
{
	if (at > s->len)
		at = s->len;
	reserve(s, len);
	memmove(s->data + at + len, s->data + at, s->len - at);
	if (len)
		memcpy(s->data + at, bytes, len);
	s->len += len;
	s->data[s->len] = '\0';
}

void
str_remove(struct str *s, size_t at, size_t len)
{
	if (at >= s->len)
		return;
	if (len > s->len - at)
		len = s->len - at;
	memmove(s->data + at, s->data + at + len, s->len - at - len);
	str_truncate(s, s->len - len);
}

const char *
str_text(const struct str *s)
{
	return s->data ? s->data : "";
}

char *
str_steal(struct str *s)
{
	char *text = s->data ? s->data : xstrdup("");

	*s = (struct str){ 0 };
	return text;
}

bool
str_equal(const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	return *a == *b && strcmp(a, b) == 0;
}

bool
str_starts(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* FNV-1a, its high bits folded into those that a small table looks at. */
size_t
str_hash(const char *bytes, size_t len)
{
	uint64_t h = 14695981039346656037u ^ len, word;

	for (; len >= sizeof(word); len -= sizeof(word)) {
		memcpy(&word, bytes, sizeof(word));
		bytes += sizeof(word);
		h = (h ^ word) * 0x9e3779b97f4a7c15u;
		h ^= h >> 32;
	}
	word = 0;
	memcpy(&word, bytes, len);
	h = (h ^ word) * 0x9e3779b97f4a7c15u;
	return (size_t)(h ^ h >> 29);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c;
}

/* Compares two runs of digits as numbers of any length and moves past them;
 * zeros in front count only when nothing else differs. */
static int
compare_digits(const char **a, const char **b, int *zeros)
{
	const char *x = *a, *y = *b;

	while (*x == '0')
		x++;
	while (*y == '0')
		y++;
	if (!*zeros)
		*zeros = (int)((x - *a) - (y - *b));
	size_t nx = strspn(x, "0123456789"), ny = strspn(y, "0123456789");
	int order = nx != ny ? (nx < ny ? -1 : 1) : strncmp(x, y, nx);

	*a = x + nx;
	*b = y + ny;
	return order;
}

int
str_natural_compare(const char *a, const char *b)
{
	int zeros = 0;

	while (*a && *b) {
		if (is_digit(*a) && is_digit(*b)) {
			int order = compare_digits(&a, &b, &zeros);

			if (order)
				return order;
			continue;
		}
		int order = lower(*a) - lower(*b);

		if (order)
			return order;
		a++;
		b++;
	}
	if (*a || *b)
		return *a ? 1 : -1;
	return zeros;
}

/* The bytes of white space at p: 1 for ASCII, 2 for NBSP, 0 for none. */
static size_t
space_bytes(const char *p, const char *end)
{
	if (*p == ' ' || (*p >= '\t' && *p <= '\r'))
		return 1;
	if (end - p >= 2 && p[0] == '\xc2' && p[1] == '\xa0')
		return 2;
	return 0;
}

char *
str_fold_space(const char *text, size_t len)
{
	struct str out = { 0 };
	const char *p = text, *end = text + len;
	bool gap = false;

	while (p < end) {
		size_t blank = space_bytes(p, end);

		if (blank) {
			gap = out.len > 0;
			p += blank;
			continue;
		}
		const char *run = p++;

		while (p < end && !space_bytes(p, end))
			p++;
		if (gap)
			str_add_char(&out, ' ');
		gap = false;
		str_add_n(&out, run, (size_t)(p - run));
	}
	return str_steal(&out);
}
