/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Who assessed, and who was heard. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/people.h"
#include "model/session.h"
#include "report/roc_parts.h"

/* Names, each once; borrowed. */
struct names {
	const char **items;
	size_t count, capacity;
};

static bool
names_have(const struct names *names, const char *name)
{
	for (size_t i = names->count; i-- > 0;)
		if (strcmp(names->items[i], name) == 0)
			return true;
	return false;
}

static void
names_add(struct names *names, const char *name)
{
	if (!name || !*name || names_have(names, name))
		return;
	names->items = mem_grow(names->items, &names->capacity,
	    names->count + 1, sizeof(*names->items));
	names->items[names->count++] = name;
}

/* Is anything of the commit an assessment, not a peer's review of it? */
static bool
is_work(const struct commit *commit)
{
	for (size_t i = 0; i < commit->count; i++)
		if (!str_starts(commit->changes[i].path, "reviews/"))
			return true;
	return false;
}

void
roc_team(const struct roc *roc, struct str *out)
{
	struct names names = { 0 };

	names_add(&names, session_header(roc->session)->by);
	for (size_t i = 0; i < session_commits(roc->session); i++) {
		const struct commit *commit = session_commit(roc->session, i);

		if (is_work(commit))
			names_add(&names, commit->by);
	}
	for (size_t i = 0; i < names.count; i++)
		roc_join(out, names.items[i]);
	free(names.items);
}

/* Who spoke: ids and names, as the session has them. */
static void
find_heard(const struct roc *roc, struct names *heard)
{
	size_t count = 0;
	const struct entry *entry =
	    session_range(roc->session, "slots/", &count);

	for (size_t i = 0; i < count; i++) {
		const char *person = strstr(entry[i].path, "/people/");

		if (person && !str_equal(entry[i].value, "expected"))
			names_add(heard, person + strlen("/people/"));
	}
	for (size_t i = 0; i < roc->statements.count; i++)
		names_add(heard, roc->statements.items[i].by);
	for (size_t i = 0; i < session_commits(roc->session); i++)
		names_add(heard, session_commit(roc->session, i)->said);
}

static void
begin_table(const struct roc *roc)
{
	const struct doc_column columns[] = {
		{ _("Name"), DOC_LEFT, 30 },
		{ _("Position"), DOC_LEFT, 25 },
		{ _("Organization"), DOC_LEFT, 25 },
		/* TRANSLATORS: RASCI: responsible, accountable, ... */
		{ _("Role"), DOC_LEFT, 20 },
	};

	doc_table(roc->doc, _("People interviewed"), columns, 4);
}

/* By role in the order of RASCI, those without one last. */
static const char roles[] = "RASCI ";

static size_t
add_role(const struct roc *roc, const struct record_ids *ids,
    const struct names *heard, char role)
{
	size_t unnamed = 0;

	for (size_t i = 0; i < ids->count; i++) {
		struct person person;

		if (!person_get(roc->session, ids->ids[i], &person) ||
		    person_letter(&person) != role ||
		    !(names_have(heard, ids->ids[i]) ||
		        (person.name && names_have(heard, person.name))))
			continue;
		if (person.anonymous) {
			unnamed++;
			continue;
		}
		char *name = roc_person(roc, ids->ids[i]);

		doc_cell(roc->doc, name);
		roc_cell_text(roc, person.position);
		roc_cell_text(roc, person.organisation);
		roc_cell_text(roc, person.role ? _(person.role) : NULL);
		free(name);
	}
	return unnamed;
}

/* Is it the name or id of somebody recorded, or nobody's? */
static bool
is_recorded(
    const struct roc *roc, const struct record_ids *ids, const char *name)
{
	if (str_equal(name, "not attributed"))
		return true;
	for (size_t i = 0; i < ids->count; i++) {
		const char *own =
		    session_getf(roc->session, "people/%s/name", ids->ids[i]);

		if (str_equal(name, ids->ids[i]) || str_equal(name, own))
			return true;
	}
	return false;
}

void
roc_people(const struct roc *roc)
{
	struct names heard = { 0 };
	struct record_ids ids = { 0 };
	size_t unnamed = 0;

	find_heard(roc, &heard);
	if (!heard.count)
		return;
	records_list(roc->session, "people", &ids);
	begin_table(roc);
	for (const char *role = roles; *role; role++)
		unnamed += add_role(roc, &ids, &heard, *role);
	for (size_t i = 0; i < heard.count; i++) {
		if (is_recorded(roc, &ids, heard.items[i]))
			continue;
		doc_cell(roc->doc, heard.items[i]);
		for (int k = 0; k < 3; k++)
			doc_cell(roc->doc, "");
	}
	doc_table_end(roc->doc);
	if (unnamed)
		roc_text(roc,
		    ngettext("%zu person was heard who is not to be named.",
		        "%zu people were heard who are not to be named.",
		        unnamed),
		    unnamed);
	record_ids_done(&ids);
	free(heard.items);
}
