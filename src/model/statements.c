/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Statements, read from the session. What is about other controls is passed
 * over without a copy of anything. */

#include <config.h>

#include "model/statements.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/records.h"
#include "model/schema.h"
#include "model/session.h"

static const char segment[] = "statements";

/* In the order of the schema, the usual one first. */
static const char *const *
kinds(void)
{
	return schema_find("statements/a/kind")->words;
}

static const char *
kind_of(const struct record *record)
{
	const char *kind = record_value(record, "kind");

	return kind ? kind : kinds()[0];
}

static bool
is_contradiction(const struct record *record)
{
	return str_equal(record_value(record, "kind"), "contradiction") &&
	       !record_value(record, "resolved");
}

static bool
is_open_lead(const struct record *record)
{
	return str_equal(record_value(record, "kind"), "lead") &&
	       !record_value(record, "request");
}

static void
fill(const struct record *record, void *item)
{
	const struct entry *text = record_entry(record, "text");

	*(struct statement *)item = (struct statement){
		.id = xstrndup(record->id, record->id_len),
		.text = text ? text->value : "",
		.kind = kind_of(record),
		.by = record_value(record, "by"),
		.about = record_value(record, "about"),
		.resolved = record_value(record, "resolved"),
		.request = record_value(record, "request"),
		.verbatim = str_equal(record_value(record, "form"), "verbatim"),
		.client = str_equal(record_value(record, "audience"), "client"),
		.open = is_contradiction(record) || is_open_lead(record),
		.seq = text ? text->seq : record->fields->seq,
	};
}

static int
compare(const void *a, const void *b)
{
	const struct statement *x = a, *y = b;

	if (x->seq != y->seq)
		return x->seq < y->seq ? -1 : 1;
	return strcmp(x->id, y->id);
}

void
statements_list(
    const struct session *session, const char *control, struct statements *out)
{
	static const struct record_kind kind = {
		segment,
		sizeof(*out->items),
		fill,
		compare,
	};

	out->items = records_make(session, &kind, control, &out->count);
}

void
statements_done(struct statements *statements)
{
	for (size_t i = 0; i < statements->count; i++)
		free(statements->items[i].id);
	free(statements->items);
	*statements = (struct statements){ 0 };
}

size_t
statements_contradictions(const struct session *session, const char *control)
{
	struct record_walk walk;
	struct record record;
	size_t count = 0;

	record_walk_begin(session, segment, &walk);
	while (record_walk_next(&walk, &record))
		count += is_contradiction(&record) &&
		         (!control || record_about(&record, control));
	return count;
}

const char *
statement_next_kind(const char *kind)
{
	const char *const *words = kinds();
	size_t i = 0;

	while (words[i] && !str_equal(words[i], kind))
		i++;
	return words[i] && words[i + 1] ? words[i + 1] : words[0];
}
