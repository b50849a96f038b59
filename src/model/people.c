/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Who is who in an assessment, and what people call each other by. */

#include <config.h>

#include "model/people.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/records.h"
#include "model/search.h"
#include "model/session.h"

static const char segment[] = "people";
/* What the journal has where nobody is to be named. */
static const char unnamed[] = N_("not attributed");

bool
person_get(const struct session *session, const char *id, struct person *out)
{
	struct record record;

	if (!record_find(session, segment, id, &record))
		return false;
	*out = (struct person){
		.id = id,
		.name = record_value(&record, "name"),
		.position = record_value(&record, "position"),
		.organisation = record_value(&record, "organisation"),
		.contact = record_value(&record, "contact"),
		.role = record_value(&record, "role"),
		.anonymous = record_value(&record, "anonymous") != NULL,
	};
	return true;
}

char
person_letter(const struct person *person)
{
	return person->role && *person->role
	           ? (char)toupper((unsigned char)*person->role)
	           : ' ';
}

/* The best that is known of a person whom one may name. */
static const char *
known_as(const struct person *person)
{
	if (person->name)
		return person->name;
	return person->position ? person->position : person->id;
}

char *
person_said(const struct session *session, const char *id)
{
	struct person person;

	if (!id || !person_get(session, id, &person))
		return xstrdup(id);
	return xstrdup(person.anonymous ? unnamed : known_as(&person));
}

const char *
person_shown(const char *said)
{
	return str_equal(said, unnamed) ? _(unnamed) : said;
}

char *
person_name(const struct session *session, const char *id)
{
	char *said = person_said(session, id);
	char *shown = xstrdup(person_shown(said));

	free(said);
	return shown;
}

/* How well a name fits what was typed, both folded. */
enum fit { FIT_NONE, FIT_BEGINS, FIT_WHOLE };

static bool
is_letter(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static enum fit
fit_name(const char *name, const char *typed)
{
	size_t len = strlen(typed);
	enum fit fit = FIT_NONE;
	char *folded = search_fold(name);

	if (str_equal(folded, typed))
		fit = FIT_WHOLE;
	for (const char *p = folded; *p && fit == FIT_NONE; p++)
		if ((p == folded || !is_letter(p[-1])) && is_letter(*p) &&
		    strncmp(p, typed, len) == 0)
			fit = FIT_BEGINS;
	free(folded);
	return fit;
}

/* The best of all people, as a copy; *equals: how many are as good. */
static char *
find_named(const struct session *session, const char *typed, size_t *equals)
{
	struct record_walk walk;
	struct record record;
	enum fit best = FIT_NONE;
	char *id = NULL;

	*equals = 0;
	record_walk_begin(session, segment, &walk);
	while (record_walk_next(&walk, &record)) {
		const char *name = record_value(&record, "name");
		enum fit fit = name ? fit_name(name, typed) : FIT_NONE;

		if (fit == FIT_NONE || fit < best)
			continue;
		if (fit > best) {
			free(id);
			id = xstrndup(record.id, record.id_len);
			*equals = 0;
		}
		best = fit;
		++*equals;
	}
	return id;
}

char *
people_find(const struct session *session, const char *text, bool *several)
{
	char *plain = str_fold_space(text, strlen(text));
	const char *bare = plain + (*plain == '@');
	size_t equals = 0;
	char *id = NULL;

	bare += *bare == ' ';
	if (record_exists(session, segment, bare)) {
		id = xstrdup(bare);
	} else if (*bare) {
		char *typed = search_fold(bare);

		if (*typed)
			id = find_named(session, typed, &equals);
		free(typed);
	}
	if (equals > 1) {
		free(id);
		id = NULL;
	}
	if (several)
		*several = equals > 1;
	free(plain);
	return id;
}

bool
person_answers(const struct session *session, const struct catalog *catalog,
    const char *id, size_t domain)
{
	struct record record;
	bool limited = false;

	if (!record_find(session, segment, id, &record))
		return true;
	for (size_t i = 0; i < record.count && !limited; i++)
		limited =
		    str_starts(record.fields[i].path + record.head, "domains/");
	if (!limited)
		return true;
	for (; domain != CATALOG_NONE;
	     domain = catalog_ref(catalog, DOMAIN_PARENT, domain)) {
		char *field = xasprintf(
		    "domains/%s", catalog_string(catalog, DOMAIN_ID, domain));
		bool named = record_entry(&record, field);

		free(field);
		if (named)
			return true;
	}
	return false;
}

char *
people_add(
    const struct session *session, struct changes *changes, const char *name)
{
	char *line = str_fold_space(name, strlen(name));
	char *id = *line ? record_new_id(session, segment) : NULL;

	if (id)
		record_set(changes, segment, id, "name", line);
	free(line);
	return id;
}
