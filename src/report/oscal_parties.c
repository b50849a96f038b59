/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Who is who in an OSCAL document, and its head. Those not to be named are one
 * party: a uuid of their own would tell them apart, and be found by guessing
 * whose it is. */

#include <config.h>

#include "report/oscal_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/people.h"
#include "model/records.h"
#include "model/session.h"

static const char unnamed[] = "not attributed";

/* The party of a key, which is made where there is none; takes the key over. */
static size_t
party_of(struct oscal *o, char *key, const char *name, bool organization)
{
	for (size_t i = 0; i < o->party_count; i++)
		if (strcmp(o->parties[i].key, key) == 0) {
			free(key);
			return i;
		}
	o->parties = mem_grow(o->parties, &o->party_capacity,
	    o->party_count + 1, sizeof(*o->parties));
	struct oscal_party *party = &o->parties[o->party_count];

	*party = (struct oscal_party){ .key = key,
		.name = name ? oscal_plain(name) : NULL,
		.organization = organization };
	oscal_uuid(o, party->uuid, "party/%s", key);
	return o->party_count++;
}

/* The person recorded under a name; NULL: nobody. The caller frees the id. */
static char *
person_named(const struct oscal *o, const char *name)
{
	struct record_walk walk;
	struct record record;

	record_walk_begin(o->session, "people", &walk);
	while (record_walk_next(&walk, &record))
		if (str_equal(record_value(&record, "name"), name))
			return xstrndup(record.id, record.id_len);
	return NULL;
}

static size_t
person_party(struct oscal *o, const struct person *person)
{
	if (person->anonymous)
		return party_of(o, xstrdup("unnamed"), NULL, false);
	char *name = person_said(o->session, person->id);
	size_t party =
	    party_of(o, xasprintf("person/%s", person->id), name, false);

	free(name);
	return party;
}

static size_t
find_party(struct oscal *o, const char *who)
{
	struct person person;
	char *id = NULL;
	size_t party;

	if (str_equal(who, unnamed))
		return party_of(o, xstrdup("unnamed"), NULL, false);
	if (person_get(o->session, who, &person))
		return person_party(o, &person);
	id = person_named(o, who);
	if (id && person_get(o->session, id, &person))
		party = person_party(o, &person);
	else
		party = party_of(o, xasprintf("name/%s", who), who, false);
	free(id);
	return party;
}

static size_t
party_number(struct oscal *o, const char *who)
{
	for (size_t i = 0; i < o->name_count; i++)
		if (strcmp(o->names[i].who, who) == 0)
			return o->names[i].party;
	size_t party = find_party(o, who);

	o->names = mem_grow(
	    o->names, &o->name_capacity, o->name_count + 1, sizeof(*o->names));
	o->names[o->name_count++] = (struct oscal_name){ xstrdup(who), party };
	return party;
}

const char *
oscal_party(struct oscal *o, const char *who)
{
	size_t i = party_number(o, who);

	return o->parties[i].uuid;
}

const char *
oscal_assessor(struct oscal *o, const char *name)
{
	size_t i = party_number(o, name);

	o->parties[i].assessor = true;
	return o->parties[i].uuid;
}

void
oscal_origin(struct oscal *o, json_t *json, uint64_t seq)
{
	const struct commit *commit =
	    seq ? session_find_commit(o->session, seq) : NULL;

	if (!commit)
		return;
	json_t *actor = json_pack("{s:s, s:s, s:s}", "type", "party",
	    "actor-uuid", oscal_assessor(o, commit->by), "role-id", "assessor");

	oscal_append(json, "origins", json_pack("{s:[o]}", "actors", actor));
}

void
oscal_subject(struct oscal *o, json_t *json, const char *who)
{
	if (who && *who)
		oscal_append(json, "subjects",
		    json_pack("{s:s, s:s}", "subject-uuid", oscal_party(o, who),
		        "type", "party"));
}

/* What is known of somebody recorded. The parties may move. */
static void
add_person(struct oscal *o, json_t *json, const char *id)
{
	struct person person;

	if (!person_get(o->session, id, &person))
		return;
	oscal_add_prop(json, "position", person.position);
	oscal_add_prop(json, "role", person.role);
	if (person.organisation && *person.organisation) {
		size_t of = party_of(o,
		    xasprintf("organization/%s", person.organisation),
		    person.organisation, true);

		oscal_append(json, "member-of-organizations",
		    json_string(o->parties[of].uuid));
	}
	if (!o->view.client)
		oscal_text(json, "remarks", person.contact);
}

static json_t *
party_json(struct oscal *o, size_t i)
{
	const struct oscal_party *party = &o->parties[i];
	const char *key = party->key;
	json_t *json = json_pack("{s:s, s:s}", "uuid", party->uuid, "type",
	    party->organization ? "organization" : "person");

	if (!party->name)
		oscal_text(json, "remarks", unnamed);
	else if (*party->name)
		json_object_set_new(json, "name", json_string(party->name));
	if (str_starts(key, "person/"))
		add_person(o, json, key + strlen("person/"));
	return json;
}

/* Everybody recorded is a party, spoken to or not. */
static void
add_people(struct oscal *o)
{
	struct record_ids ids = { 0 };

	records_list(o->session, "people", &ids);
	for (size_t i = 0; i < ids.count; i++)
		oscal_party(o, ids.ids[i]);
	record_ids_done(&ids);
}

static json_t *
role(const char *id, const char *title)
{
	return json_pack("{s:s, s:s}", "id", id, "title", title);
}

static void
add_responsible(struct oscal *o, size_t client)
{
	json_t *assessors = json_array();

	for (size_t i = 0; i < o->party_count; i++)
		if (o->parties[i].assessor)
			json_array_append_new(
			    assessors, json_string(o->parties[i].uuid));
	oscal_begin(o, "responsible-parties", '[');
	if (json_array_size(assessors))
		oscal_put(o, NULL,
		    json_pack("{s:s, s:O}", "role-id", "assessor",
		        "party-uuids", assessors));
	if (client != CATALOG_NONE)
		oscal_put(o, NULL,
		    json_pack("{s:s, s:[s]}", "role-id", "assessed",
		        "party-uuids", o->parties[client].uuid));
	oscal_end(o);
	json_decref(assessors);
}

static void
add_parties(struct oscal *o)
{
	const char *name = session_get(o->session, "session/client");
	size_t client = CATALOG_NONE;

	oscal_assessor(o, session_header(o->session)->by);
	if (name && *name)
		client =
		    party_of(o, xasprintf("organization/%s", name), name, true);
	add_people(o);
	oscal_begin(o, "roles", '[');
	oscal_put(o, NULL, role("assessor", "Assessor"));
	oscal_put(o, NULL, role("assessed", "Organization assessed"));
	oscal_put(o, NULL, role("interviewee", "Interviewee"));
	oscal_put(o, NULL, role("owner", "Owner of a deficiency"));
	oscal_end(o);
	oscal_begin(o, "parties", '[');
	/* more of them come up on the way */
	for (size_t i = 0; i < o->party_count; i++)
		oscal_put(o, NULL, party_json(o, i));
	oscal_end(o);
	add_responsible(o, client);
}

static void
add_document(struct oscal *o, const char *title)
{
	const char *name = session_get(o->session, "session/title");
	size_t count = session_commits(o->session);
	json_t *json = json_object(), *value;
	char at[OSCAL_MOMENT], version[32];
	const char *key;

	oscal_titlef(
	    json, "title", "%s%s%s", title, name ? ": " : "", name ? name : "");
	oscal_when(o, 0, at);
	json_object_set_new(json, "last-modified", json_string(at));
	snprintf(version, sizeof(version), "%zu", count);
	json_object_set_new(json, "version", json_string(version));
	json_object_set_new(json, "oscal-version", json_string("1.1.3"));
	oscal_add_prop(json, "session", session_header(o->session)->id);
	oscal_add_prop(json, "program-version", o->view.version);
	oscal_add_prop(json, "audience", o->view.client ? "client" : "private");
	if (o->view.seal)
		oscal_add_prop(json, "seal-fingerprint", o->view.seal);
	json_object_foreach(json, key, value) {
		oscal_put(o, key, json_incref(value));
	}
	json_decref(json);
}

void
oscal_metadata(struct oscal *o, size_t at, const char *title)
{
	struct str *body = o->out, head = { 0 };

	o->out = &head;
	oscal_begin(o, "metadata", '{');
	add_document(o, title);
	add_parties(o);
	oscal_end(o);
	o->out = body;
	str_insert(body, at, str_text(&head), head.len);
	str_done(&head);
}
