/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Errors as one line for a person. */

#include <config.h>

#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

void
err_done(struct err *err)
{
	if (!err)
		return;
	free(err->message);
	free(err->path);
	*err = (struct err){ 0 };
}

static void __attribute__((format(printf, 6, 0)))
set(struct err *err, enum err_code code, const char *path, size_t line,
    size_t column, const char *format, va_list args)
{
	if (!err)
		return;
	struct str message = { 0 };
	/* path may be the one err holds */
	char *copy = xstrdup(path);

	str_vprintf(&message, format, args);
	err_done(err);
	err->code = code;
	err->message = str_steal(&message);
	err->path = copy;
	err->line = line;
	err->column = column;
}

bool
err_set(struct err *err, enum err_code code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set(err, code, NULL, 0, 0, format, args);
	va_end(args);
	return false;
}

bool
err_set_at(struct err *err, enum err_code code, const char *path, size_t line,
    size_t column, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set(err, code, path, line, column, format, args);
	va_end(args);
	return false;
}

bool
err_set_errno(struct err *err, int number, const char *path)
{
	enum err_code code = ERR_IO;

	if (number == ENOSPC || number == EDQUOT || number == EFBIG)
		code = ERR_FULL;
	else if (number == ENOENT || number == ENOTDIR)
		code = ERR_ABSENT;
	return err_set_at(err, code, path, 0, 0, "%s", strerror(number));
}

bool
err_wrap(struct err *err, const char *format, ...)
{
	if (!err)
		return false;
	struct str message = { 0 };
	va_list args;

	va_start(args, format);
	str_vprintf(&message, format, args);
	va_end(args);
	str_printf(&message, ": %s", err->message ? err->message : "");
	free(err->message);
	err->message = str_steal(&message);
	return false;
}

char *
err_line(const struct err *err)
{
	struct str raw = { 0 }, safe = { 0 };

	if (err->path)
		str_printf(&raw, "%s:", err->path);
	if (err->path && err->line)
		str_printf(&raw, "%zu:", err->line);
	if (err->path && err->line && err->column)
		str_printf(&raw, "%zu:", err->column);
	if (raw.len)
		str_add_char(&raw, ' ');
	str_add(&raw, err->message ? err->message : "");
	display_safe(&safe, str_text(&raw), false);
	str_done(&raw);
	return str_steal(&safe);
}

void
err_list_done(struct err_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		err_done(&list->items[i].err);
	free(list->items);
	*list = (struct err_list){ 0 };
}

static struct err *
add(struct err_list *list, bool warning)
{
	if (!warning)
		list->errors++;
	if (list->count == ERR_LIST_MAX) {
		list->dropped++;
		return NULL;
	}
	list->items = mem_grow(list->items, &list->capacity, list->count + 1,
	    sizeof(*list->items));
	struct err_item *item = &list->items[list->count++];

	*item = (struct err_item){ .warning = warning };
	return &item->err;
}

void
err_list_add(struct err_list *list, bool warning, const char *path,
    size_t line, size_t column, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set(add(list, warning), ERR_INPUT, path, line, column, format, args);
	va_end(args);
}

void
err_list_take(struct err_list *list, struct err *err)
{
	struct err *slot = add(list, false);

	if (slot)
		*slot = *err;
	else
		err_done(err);
	*err = (struct err){ 0 };
}

static int
compare_texts(const char *a, const char *b)
{
	return a && b ? str_natural_compare(a, b) : (a != NULL) - (b != NULL);
}

static int
compare_items(const void *a, const void *b)
{
	const struct err *x = &((const struct err_item *)a)->err;
	const struct err *y = &((const struct err_item *)b)->err;
	int order = compare_texts(x->path, y->path);

	if (!order)
		order = (x->line > y->line) - (x->line < y->line);
	if (!order)
		order = (x->column > y->column) - (x->column < y->column);
	return order ? order : compare_texts(x->message, y->message);
}

void
err_list_sort(struct err_list *list)
{
	if (list->count)
		qsort(list->items, list->count, sizeof(*list->items),
		    compare_items);
}
