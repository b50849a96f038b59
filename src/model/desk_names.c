/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Paths of the session in words. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/findings.h"
#include "model/people.h"
#include "model/records.h"
#include "model/schema.h"
#include "model/slots.h"

/* The fields of records, as people read them. */
static const char *const field_words[] = { N_("state"), N_("note"),
	N_("locator"), N_("title"), N_("due"), N_("type"), N_("witness"),
	N_("request"), N_("provided by"), N_("obtained"), N_("location"),
	N_("target"), N_("performed"), N_("review"), N_("criterion"),
	N_("audience"), N_("text"), N_("client"), N_("rigor"), N_("size"),
	N_("language"), N_("methods"), N_("parameters"), N_("designation"),
	N_("comment"), N_("rule"), N_("provider"), N_("declared"), N_("role"),
	N_("position"), N_("organisation"), N_("contact"), N_("anonymous"),
	N_("day"), N_("time"), N_("minutes"), N_("place"), N_("running"),
	N_("spent"), N_("ended"), N_("kind"), N_("form"), N_("by"), N_("about"),
	N_("slot"), N_("resolved"), N_("person"), N_("condition"), N_("cause"),
	N_("evidence"), N_("impact"), N_("likelihood"), N_("recommendation"),
	N_("affects"), N_("owner"), N_("plan"), N_("completed"), N_("told"),
	N_("reopened"), N_("fingerprint") };

static const char *
field_word(const char *field)
{
	for (size_t i = 0; i < sizeof(field_words) / sizeof(*field_words); i++)
		if (str_equal(field_words[i], field))
			return _(field);
	return field;
}

/* "OPS-03_A02", "OPS-03_A02 methods". */
static char *
record_objective_name(const char *path)
{
	char *id = path_segment(path, 2), *field = path_segment(path, 3);
	char *name = !field || str_equal(field, "designation")
	                 ? xstrdup(id)
	                 : xasprintf("%s %s", id, field_word(field));

	free(id);
	free(field);
	return name;
}

/* "scope rule", "OPS-03 scope", "OPS-03 provider". */
static char *
scope_name(const char *kind, const char *id, const char *path)
{
	const char *field = strrchr(path, '/') + 1;

	if (!id)
		return xasprintf("%s %s", _("scope"), field_word(kind));
	return xasprintf(
	    "%s %s", id, str_equal(field, id) ? _("scope") : field_word(field));
}

/* What a statement or follow-up is about, as short as it goes; without that
 * its id. */
static char *
about_name(const struct desk *desk, const char *segment, const char *id)
{
	const char *about = record_get(desk->session, segment, id, "about");
	struct spot spot;

	if (!about)
		return xstrdup(id);
	char *control = path_segment(about, 0), *which = path_segment(about, 2);
	bool criterion =
	    strstr(about, "/criteria/") && desk_find_path(desk, about, &spot);
	char *name = criterion ? desk_spot_name(desk, spot)
	                       : xstrdup(which ? which : control);

	free(control);
	free(which);
	return name;
}

/* The name by which the assessor knows a person; said in private. */
static char *
known_name(const struct desk *desk, const char *id)
{
	struct person person;

	if (person_get(desk->session, id, &person) && person.name)
		return xstrdup(person.name);
	return xstrdup(id);
}

static char *
slot_name(const struct desk *desk, const char *id)
{
	size_t number = slots_number(desk->session, id);

	/* TRANSLATORS: an interview, by its number or id */
	return number ? xasprintf(_("slot %zu"), number)
	              : xasprintf(_("slot %s"), id);
}

/* "F-01"; what is taken back goes by its id. */
static char *
finding_called(const struct desk *desk, const char *id)
{
	char *name = finding_name(desk->session, id);

	/* TRANSLATORS: a deficiency that is no longer recorded, by its id */
	return name ? name : xasprintf(_("finding %s"), id);
}

/* "people T. Lindqvist", "statement OPS-03 3.2": the record itself; NULL: the
 * path is no record's. */
static char *
room_record(const struct desk *desk, const char *segment, const char *id)
{
	char *which = NULL, *name = NULL;

	if (str_equal(segment, "slots"))
		return slot_name(desk, id);
	if (str_equal(segment, "findings"))
		return finding_called(desk, id);
	if (str_equal(segment, "seal"))
		/* TRANSLATORS: the seal of a session, by its number */
		return xasprintf(_("seal %s"), id);
	if (str_equal(segment, "people")) {
		which = known_name(desk, id);
		/* TRANSLATORS: what is recorded of a person */
		name = xasprintf(_("people %s"), which);
	} else if (str_equal(segment, "statements")) {
		which = about_name(desk, segment, id);
		/* TRANSLATORS: %s is what it is about: OPS-03 3.2 */
		name = xasprintf(_("statement %s"), which);
	} else if (str_equal(segment, "followups")) {
		which = about_name(desk, segment, id);
		/* TRANSLATORS: %s is what it is about: OPS-03 3.2 */
		name = xasprintf(_("follow-up %s"), which);
	}
	free(which);
	return name;
}

/* The same with the field, but for what the record is there for; of slots and
 * people, whom and what they name. */
static char *
room_name(const struct desk *desk, const char *path)
{
	char *segment = path_segment(path, 0), *id = path_segment(path, 1);
	char *field = path_segment(path, 2), *which = path_segment(path, 3);
	char *name = field ? room_record(desk, segment, id) : NULL;
	bool main = str_equal(field, "name") || str_equal(field, "text") ||
	            str_equal(field, "sealed") ||
	            (str_equal(field, "condition") &&
	                str_equal(segment, "findings"));

	if (name && !main) {
		char *whom = which && str_equal(field, "people")
		                 ? known_name(desk, which)
		                 : xstrdup(which ? which : field_word(field));
		char *whole = xasprintf("%s %s", name, whom);

		free(name);
		free(whom);
		name = whole;
	}
	free(segment);
	free(id);
	free(field);
	free(which);
	return name;
}

/* A name for what is no criterion and no level. */
static char *
record_name(const char *path)
{
	char *first = path_segment(path, 0), *second = path_segment(path, 1);
	char *third = path_segment(path, 2);
	char *name;

	if (str_equal(first, "scope"))
		name = scope_name(second, third, path);
	else if (second && str_equal(second, "notes"))
		name = xasprintf("%s %s", first, _("note"));
	else if (str_equal(second, "prompts"))
		name = xasprintf("%s %s", first, _("prompt"));
	else if (str_equal(third, "prompts"))
		name = xasprintf("%s %s", second, _("prompt"));
	else if (third && str_equal(second, "objectives"))
		name = record_objective_name(path);
	else if (second && third && str_equal(second, "flags"))
		name = xasprintf("%s %s", first, field_word(third));
	else if (third)
		/* evidence/E-TPM-04/state: the id and the field */
		name = xasprintf("%s %s", second, field_word(third));
	else
		name = xasprintf("%s %s",
		    str_equal(first, "session") ? _("session") : first,
		    second ? field_word(second) : "");
	free(first);
	free(second);
	free(third);
	return name;
}

char *
desk_path_name(const struct desk *desk, const char *path)
{
	struct spot spot;
	char *what = path_segment(path, 1);
	const char *field = strrchr(path, '/');
	char *name = NULL;

	if (what && !str_starts(path, "links/") &&
	    (str_equal(what, "criteria") || str_equal(what, "judged")) &&
	    desk_find_path(desk, path, &spot)) {
		char *place = desk_spot_name(desk, spot);

		if (str_equal(what, "criteria") && !str_equal(field, "/state"))
			name = xasprintf("%s %s", place, field_word(field + 1));
		else
			name = xstrdup(place);
		free(place);
	} else {
		name = room_name(desk, path);
		if (!name)
			name = record_name(path);
	}
	free(what);
	return name;
}
