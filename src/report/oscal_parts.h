/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_OSCAL_PARTS_H
#define ASSAY_REPORT_OSCAL_PARTS_H

/* What the OSCAL documents share; for oscal*.c only. A document is written
 * piece by piece: one observation, one finding is a tree of its own and gone
 * once it is text, so that memory is that of the text. Locale changes nothing
 * in it: words are the session's tokens, sentences are English. */

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uuid.h>

#include "base/digest.h"
#include "model/findings.h"
#include "model/statements.h"
#include "report/reports.h"

struct artifact;
struct entry;
struct standing;
struct str;

/* Whose the properties are that OSCAL has no words for. */
#define OSCAL_NS "urn:assay:oscal:1"
enum { OSCAL_MOMENT = 40, OSCAL_DEPTH = 12 };

/* An observation made, by what it is about. */
struct oscal_seen {
	char uuid[UUID_TEXT + 1];
	size_t objective; /* CATALOG_NONE: the control as a whole */
	size_t next;      /* of the same control; CATALOG_NONE: the last */
};
/* Whom the session names, and which of the parties that is. */
struct oscal_name {
	char *who;
	size_t party;
};
struct oscal_party {
	char *key;  /* "person/ID", "name/NAME", "organization/NAME", ... */
	char *name; /* NULL: not to be named */
	char uuid[UUID_TEXT + 1];
	bool assessor, organization;
};
/* A document in the making. */
struct oscal {
	struct report_view view; /* raw: tables.h gives tokens then */
	const struct desk *desk;
	const struct catalog *catalog;
	const struct session *session;
	size_t language;
	uuid_t space;             /* uuids are made from it and a path */
	char zone[8];             /* of the session's days, "+02:00" */
	struct findings findings; /* recorded ones */
	struct statements statements;
	const bool *only; /* by control: those the document is about; NULL: all
	                     the view has */

	struct oscal_seen *seen;
	size_t seen_count, seen_capacity;
	size_t *seen_first, *seen_last; /* by control */
	bool *observed; /* by artifact: an observation has been made of it */

	struct oscal_party *parties;
	size_t party_count, party_capacity;
	struct oscal_name *names;
	size_t name_count, name_capacity;

	struct str *out;
	struct {
		size_t mark; /* of out, before it began */
		char end;
		bool any, before; /* has it members; had the outer one */
	} open[OSCAL_DEPTH];
	size_t depth;
};
void oscal_init(
    struct oscal *o, const struct report_view *view, struct str *out);
void oscal_done(struct oscal *o);

/* oscal_json.c: pieces. A bracket is '{' or '['; key NULL inside arrays. What
 * stays empty is left out, as OSCAL wants it. */
void oscal_begin(struct oscal *o, const char *key, char bracket);
void oscal_end(struct oscal *o);
/* Takes the value over. */
void oscal_put(struct oscal *o, const char *key, json_t *value);
/* The version 5 UUID of a path in the session. */
void oscal_uuid(const struct oscal *o, char out[UUID_TEXT + 1],
    const char *format, ...) __attribute__((format(printf, 3, 4)));
/* An object that has only its uuid yet. */
json_t *oscal_object(const struct oscal *o, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Adds to the array of that key, which is made. */
void oscal_append(json_t *json, const char *key, json_t *value);
/* Members of text: a plain line (StringDatatype), a line and a text of OSCAL's
 * Markdown. NULL or blank: nothing is added. */
void oscal_line(json_t *json, const char *key, const char *text);
void oscal_title(json_t *json, const char *key, const char *text);
void oscal_text(json_t *json, const char *key, const char *text);
/* The same as by printf; of %s no text is taken for Markdown either. */
void oscal_textf(json_t *json, const char *key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void oscal_titlef(json_t *json, const char *key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A property of ours; class and remarks may be NULL. Without a value none. */
void oscal_add_prop(json_t *json, const char *name, const char *value);
void oscal_add_prop_of(json_t *json, const char *name, const char *class,
    const char *value, const char *remarks);
void oscal_add_prop_number(json_t *json, const char *name, long long number);
/* A token (NCName): an id that begins with a digit gets a "_" before it. */
json_t *oscal_token(const char *id, const char *suffix);

/* oscal_text.c: text as OSCAL takes it; the caller frees what is returned. */
char *oscal_plain(const char *text);
char *oscal_markup(const char *text, bool lines);
/* A path or an address as a URI reference that leads nowhere but there. */
char *oscal_href(const char *place);
/* A moment of the journal, a day of the session as one. False: OSCAL cannot
 * say it. */
bool oscal_moment(const char *at, char out[OSCAL_MOMENT]);
bool oscal_day(const struct oscal *o, const char *day, char out[OSCAL_MOMENT]);
void oscal_set_moment(json_t *json, const char *key, const char *at);
void oscal_set_day(
    const struct oscal *o, json_t *json, const char *key, const char *day);
/* When a commit was made; of none, when the report is. */
void oscal_when(const struct oscal *o, uint64_t seq, char out[OSCAL_MOMENT]);

/* oscal_parties.c. The party that a person's id or a name means: its uuid.
 * Those not to be named are one party. */
const char *oscal_party(struct oscal *o, const char *who);
const char *oscal_assessor(struct oscal *o, const char *name);
/* origins: who made the commit. */
void oscal_origin(struct oscal *o, json_t *json, uint64_t seq);
/* subjects: a person. */
void oscal_subject(struct oscal *o, json_t *json, const char *who);
/* The document's head, put in at `at` once all parties are known. */
void oscal_metadata(struct oscal *o, size_t at, const char *title);

/* Sections, each a member of the object that is open. */
void oscal_plan(struct oscal *o);
void oscal_reviewed(struct oscal *o);
void oscal_observations(struct oscal *o);
void oscal_findings(struct oscal *o);
void oscal_risks(struct oscal *o);
void oscal_poam_items(struct oscal *o);
void oscal_attestations(struct oscal *o);
void oscal_log(struct oscal *o);
/* The pack, what stands for the plan (else for the system security plan), and
 * the evidence that was observed. */
void oscal_back_matter(struct oscal *o, bool evidence, bool plan);
/* import-ssp, import-ap. */
void oscal_import_ssp(struct oscal *o);
void oscal_import_ap(struct oscal *o);
/* The figures of status as properties. */
json_t *oscal_sums(const struct oscal *o);

/* Does the document speak of a control: it is in scope and of the view? */
bool oscal_has(const struct oscal *o, size_t control);
/* Is it about a deficiency, and is that one of its plan? */
bool oscal_has_finding(const struct oscal *o, const struct finding *finding);
/* Are there files or visits of it that may be observed? */
bool oscal_has_resource(const struct oscal *o, const struct artifact *artifact);
/* What it is called, in the language of the session, not of the locale. */
const char *oscal_artifact_title(
    const struct oscal *o, const struct artifact *artifact);
const char *oscal_id(const struct oscal *o, size_t control);
const struct entry *oscal_entry(const struct oscal *o, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The reason recorded with a path, NULL: none. */
const char *oscal_why(const struct entry *entry);
/* "F-01": the number of a finding, in any locale; the caller frees it. */
char *oscal_finding_name(const struct oscal *o, const struct finding *finding);
/* Links what has been observed of a control, or one of its objectives. */
void oscal_relate(
    const struct oscal *o, json_t *json, size_t control, size_t objective);
void oscal_relate_one(json_t *json, const char *uuid);

#endif
