/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A person in one line: what stands between the commas. */

#include <config.h>

#include "model/person_line.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/people.h"
#include "model/records.h"
#include "model/session.h"

static const char *const roles[] = { "responsible", "accountable",
	"supportive", "consulted", "informed" };

/* "A", "accountable"; NULL: no role. */
static const char *
role_of(const char *part)
{
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if ((part[0] && !part[1] &&
		        strncasecmp(part, roles[i], 1) == 0) ||
		    strcasecmp(part, roles[i]) == 0 ||
		    strcasecmp(part, _(roles[i])) == 0)
			return roles[i];
	return NULL;
}

/* An address with "@", or a telephone number. */
static bool
is_contact(const char *part)
{
	size_t digits = 0;

	for (const char *p = part; *p; p++)
		digits += *p >= '0' && *p <= '9';
	return strchr(part, '@') ||
	       (digits >= 3 && !part[strspn(part, "+0123456789 ()/.-")]);
}

static void
take_part(struct person_line *out, const char *part)
{
	char **where;

	if (!*part)
		return;
	if (!out->role && out->name && role_of(part)) {
		out->role = role_of(part);
		return;
	}
	where = !out->name ? &out->name
	        : !out->contact && is_contact(part) ? &out->contact
	        : !out->position                    ? &out->position
	                                            : &out->organisation;
	/* what comes after all of them belongs to the last */
	char *text = *where ? xasprintf("%s, %s", *where, part)
	                    : xstrdup(part);

	free(*where);
	*where = text;
}

void
person_line_parse(const char *line, struct person_line *out)
{
	*out = (struct person_line){ 0 };
	for (const char *p = line; *p;) {
		size_t len = strcspn(p, ",");
		char *part = str_fold_space(p, len);

		take_part(out, part);
		free(part);
		p += len + (p[len] == ',');
	}
}

void
person_line_done(struct person_line *line)
{
	free(line->name);
	free(line->position);
	free(line->organisation);
	free(line->contact);
	*line = (struct person_line){ 0 };
}

void
person_line_show(const struct person_line *line, struct str *out)
{
	const char *const parts[] = { line->name, line->position,
		line->organisation, line->role ? _(line->role) : NULL,
		line->contact };

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (parts[i])
			str_printf(out, "%s%s", out->len ? "   " : "",
			    parts[i]);
}

char *
person_line_add(const struct session *session, struct changes *changes,
    const struct person_line *line)
{
	char *id = people_add(session, changes, line->name);

	record_set(changes, "people", id, "position", line->position);
	record_set(changes, "people", id, "organisation", line->organisation);
	record_set(changes, "people", id, "role", line->role);
	record_set(changes, "people", id, "contact", line->contact);
	return id;
}
