/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* An import's result on its way between two processes: the counts of
 * oddities, the problems, the err, and the catalog's block to the end. */

#include <config.h>

#include "import/parcel.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"

static void
add_number(struct str *out, size_t number)
{
	uint64_t word = number;

	str_add_n(out, (const char *)&word, sizeof(word));
}

/* The length plus one and the bytes; 0: NULL. */
static void
add_text(struct str *out, const char *text)
{
	size_t len = text ? strlen(text) : 0;

	add_number(out, text ? len + 1 : 0);
	str_add_n(out, text, len);
}

static void
add_err(struct str *out, const struct err *err)
{
	add_number(out, err->code);
	add_number(out, err->line);
	add_number(out, err->column);
	add_text(out, err->path);
	add_text(out, err->message);
}

void
parcel_write(struct str *out, const struct catalog *catalog,
    const struct err_list *problems, const size_t odd[ODD_COUNT],
    const struct err *err)
{
	for (size_t i = 0; i < ODD_COUNT; i++)
		add_number(out, odd[i]);
	add_number(out, problems->errors);
	add_number(out, problems->dropped);
	add_number(out, problems->count);
	for (size_t i = 0; i < problems->count; i++) {
		add_number(out, problems->items[i].warning);
		add_err(out, &problems->items[i].err);
	}
	add_err(out, err);
	if (catalog) {
		size_t size;
		const char *block = catalog_block(catalog, &size);

		str_add_n(out, block, size);
	}
}

/* Where the reader is; `bad` once something was not as it must be. */
struct cursor {
	const char *p, *end;
	bool bad;
};

static uint64_t
take_number(struct cursor *c, uint64_t max)
{
	uint64_t word = 0;

	if (c->bad || (size_t)(c->end - c->p) < sizeof(word)) {
		c->bad = true;
		return 0;
	}
	memcpy(&word, c->p, sizeof(word));
	c->p += sizeof(word);
	if (word > max)
		c->bad = true;
	return c->bad ? 0 : word;
}

static char *
take_text(struct cursor *c)
{
	uint64_t word = take_number(c, (uint64_t)(c->end - c->p) + 1);

	if (!word)
		return NULL;
	size_t len = (size_t)word - 1;

	if (len > (size_t)(c->end - c->p) || memchr(c->p, '\0', len)) {
		c->bad = true;
		return NULL;
	}
	c->p += len;
	return xstrndup(c->p - len, len);
}

static void
take_err(struct cursor *c, struct err *err)
{
	err->code = (enum err_code)take_number(c, ERR_USAGE);
	err->line = (size_t)take_number(c, SIZE_MAX);
	err->column = (size_t)take_number(c, SIZE_MAX);
	err->path = take_text(c);
	err->message = take_text(c);
	/* either a code and words, or nothing at all */
	if ((err->code == ERR_NONE) != (err->message == NULL) ||
	    (err->path && !err->message))
		c->bad = true;
}

static void
take_problems(struct cursor *c, struct err_list *list)
{
	size_t errors = (size_t)take_number(c, SIZE_MAX);
	size_t dropped = (size_t)take_number(c, SIZE_MAX);
	size_t count = (size_t)take_number(c, ERR_LIST_MAX);

	for (size_t i = 0; i < count && !c->bad; i++) {
		bool warning = take_number(c, 1) == 1;
		struct err err = { 0 };

		take_err(c, &err);
		c->bad = c->bad || !err.message;
		err_list_take(list, &err);
		list->items[i].warning = warning;
		list->errors -= warning;
	}
	/* what was dropped is counted by kind only if an error */
	if (errors < list->errors || errors - list->errors > dropped)
		c->bad = true;
	list->errors = errors;
	list->dropped = dropped;
}

static struct catalog *
take_catalog(struct cursor *c)
{
	size_t size = (size_t)(c->end - c->p);
	void *block = xmalloc(size);

	memcpy(block, c->p, size);
	if (catalog_verify(block, size, NULL))
		return catalog_take(block, size);
	free(block);
	c->bad = true;
	return NULL;
}

/* Puts all of one list behind another and empties it. */
static void
move_problems(struct err_list *from, struct err_list *to)
{
	for (size_t i = 0; i < from->count; i++) {
		struct err_item *item = &from->items[i];
		bool kept = to->count < ERR_LIST_MAX;

		from->errors -= !item->warning;
		err_list_take(to, &item->err);
		to->errors -= item->warning;
		if (kept)
			to->items[to->count - 1].warning = item->warning;
	}
	to->errors += from->errors;
	to->dropped += from->dropped;
	err_list_done(from);
}

bool
parcel_read(const char *bytes, size_t len, struct catalog **out,
    struct err_list *problems, size_t odd[ODD_COUNT], struct err *err)
{
	struct cursor c = { bytes, bytes + len, false };
	size_t counts[ODD_COUNT];
	struct err_list sent = { 0 };
	struct err why = { 0 };
	struct catalog *catalog = NULL;

	for (size_t i = 0; i < ODD_COUNT; i++)
		counts[i] = (size_t)take_number(&c, SIZE_MAX);
	take_problems(&c, &sent);
	take_err(&c, &why);
	if (!c.bad && !why.message)
		catalog = take_catalog(&c);
	if (c.bad || (why.message && c.p != c.end)) {
		err_list_done(&sent);
		err_done(&why);
		return err_set(err, ERR_INPUT,
		    _("What reading it gave is damaged: the file may be "
		      "hostile."));
	}
	for (size_t i = 0; i < ODD_COUNT; i++)
		odd[i] += counts[i];
	move_problems(&sent, problems);
	if (catalog) {
		*out = catalog;
		return true;
	}
	err_done(err);
	*err = why;
	return false;
}
