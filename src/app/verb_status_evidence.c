/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The evidence register in the JSON of assay status. */

#include <config.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "app/verb_status.h"
#include "app/verbs.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/records.h"
#include "model/session.h"
#include "panes/register_rows.h"

/* By the number of the flag's bit. */
static const char *const flag_words[] = { "overdue", "expired", "stale",
	"draft", "no witness", "no locator", "no date", "deficiency",
	"contradicts" };
static_assert(sizeof(flag_words) / sizeof(*flag_words) == ARTIFACT_FLAGS,
    "a word for each flag");

static json_t *
flags_json(unsigned flags)
{
	json_t *json = json_array();

	for (unsigned i = 0; i < ARTIFACT_FLAGS; i++)
		if (flags & 1u << i)
			json_array_append_new(json, json_string(flag_words[i]));
	return json;
}

/* What it says, by what it says it of: "OPS-03", "OPS-03/criteria/3.7be01c44".
 */
static json_t *
links_json(const struct desk *desk, const struct artifact *it)
{
	size_t head = strlen("links/") + strlen(it->id) + 1;
	json_t *json = json_object();

	for (size_t i = 0; i < it->link_count; i++) {
		const struct artifact_link *link = &it->links[i];
		const char *item = link->path ? link->path + head
		                              : catalog_string(desk->catalog,
		                                    CONTROL_ID, link->control);

		json_object_set_new(json, item,
		    json_pack("{s:s, s:o, s:b, s:b}", "verdict", link->verdict,
		        "locator", verb_text(link->locator), "implied",
		        (int)link->implied, "orphaned", (int)link->gone));
	}
	return json;
}

/* When, by whom and why it came to be in its state. */
static void
add_state(json_t *json, const struct desk *desk, const struct artifact *it,
    const struct entry *entry)
{
	const struct commit *commit =
	    entry ? session_find_commit(desk->session, entry->seq) : NULL;

	json_object_set_new(
	    json, "state", json_string(evidence_state_word(it->state)));
	json_object_set_new(json, "why", verb_text(entry ? entry->why : NULL));
	json_object_set_new(json, "at", verb_text(commit ? commit->at : NULL));
	json_object_set_new(json, "by", verb_text(commit ? commit->by : NULL));
}

static json_t *
item_json(const struct desk *desk, const struct artifact *it)
{
	static const char *const keys[] = { "title", "state", "why", "at", "by",
		"person", "due", "overdue", "flags", "request", "locator",
		"file", "sha256", NULL };
	struct record record = { 0 };
	bool late = it->flags & ARTIFACT_OVERDUE;

	record_find(desk->session, "evidence", it->id, &record);
	json_t *json = status_record(&record, keys, true);

	/* in the pack's own language */
	if (it->row != CATALOG_NONE && !record_entry(&record, "title"))
		json_object_set_new(json, "title",
		    verb_text(catalog_string(
		        desk->catalog, EVIDENCE_TITLE, it->row)));
	add_state(json, desk, it, record_entry(&record, "state"));
	json_object_set_new(json, "person", verb_text(it->person));
	json_object_set_new(json, "overdue",
	    late ? json_integer(desk->frame.today - it->due) : json_null());
	json_object_set_new(json, "flags", flags_json(it->flags));
	json_object_set_new(json, "links", links_json(desk, it));
	return json;
}

json_t *
status_register(const struct desk *desk, size_t only)
{
	const struct artifacts *all = desk_artifacts(desk);
	size_t count = artifacts_count(all);
	const size_t *of = only == CATALOG_NONE
	                       ? NULL
	                       : artifacts_of_control(all, only, &count);
	json_t *json = json_object();

	for (size_t i = 0; i < count; i++) {
		const struct artifact *it = artifacts_at(all, of ? of[i] : i);

		if (of || register_has(desk, it))
			json_object_set_new(json, it->id, item_json(desk, it));
	}
	return json;
}
