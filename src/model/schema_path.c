/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Paths: which row they fit, how people may write them, what they name. */

#include <config.h>

#include "model/schema.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/schema_parts.h"

/* First segments that are no control id (DESIGN.md 4). */
static const char *const reserved[] = { "session", "scope", "domains",
	"evidence", "links", "people", "slots", "statements", "followups",
	"findings", "samples", "reviews", "seal" };

/* The segments METHOD stands for. */
static const char *const methods[] = { "examine", "interview", "test" };

static const char lower[] = "abcdefghijklmnopqrstuvwxyz";
static const char digits[] = "0123456789";

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* The i-th segment; false past the end. */
static bool
span_segment(const char *path, size_t i, struct span *span)
{
	while (i--) {
		path = strchr(path, '/');
		if (!path)
			return false;
		path++;
	}
	*span = (struct span){ path, strcspn(path, "/") };
	return true;
}

static bool
span_is(struct span span, const char *text)
{
	return strlen(text) == span.len && memcmp(span.at, text, span.len) == 0;
}

int
span_number(struct span span, size_t most)
{
	int number = 0;

	if (!span.len || span.len > most || span.len > 9)
		return -1;
	for (size_t i = 0; i < span.len; i++) {
		if (span.at[i] < '0' || span.at[i] > '9')
			return -1;
		number = number * 10 + (span.at[i] - '0');
	}
	return number;
}

/* Is every character one of the set? */
static bool
span_only(struct span span, const char *set)
{
	for (size_t i = 0; i < span.len; i++)
		if (!span.at[i] || !strchr(set, span.at[i]))
			return false;
	return span.len > 0;
}

char *
path_segment(const char *path, size_t i)
{
	struct span span;

	return span_segment(path, i, &span) ? xstrndup(span.at, span.len)
	                                    : NULL;
}

char *
path_criterion(
    const char *control, int level, const char *key, const char *field)
{
	return xasprintf("%s/criteria/%d.%s/%s", control, level, key, field);
}

bool
path_parse_criterion(const char *segment, int *level, const char **key)
{
	const char *dot = strchr(segment, '.');

	if (!dot || !dot[1])
		return false;
	int number =
	    span_number((struct span){ segment, (size_t)(dot - segment) }, 2);

	if (number < 0)
		return false;
	*level = number;
	*key = dot + 1;
	return true;
}

static bool
is_reserved(struct span span)
{
	for (size_t i = 0; i < COUNT(reserved); i++)
		if (*span.at == *reserved[i] && span_is(span, reserved[i]))
			return true;
	return false;
}

static bool
is_place(struct span pattern)
{
	return *pattern.at >= 'A' && *pattern.at <= 'Z';
}

/* Could this segment stand where the pattern has that one? */
static bool
segment_fits(struct span pattern, struct span segment)
{
	if (!segment.len)
		return false;
	if (!is_place(pattern))
		return pattern.len == segment.len &&
		       memcmp(pattern.at, segment.at, segment.len) == 0;
	if (span_is(pattern, "CONTROL"))
		return !is_reserved(segment);
	return true;
}

/* How many leading segments of a path fit the pattern's; *whole: the path
 * has no more, *full: nor has the pattern. */
static size_t
fits(const char *pattern, const char *path, bool *whole, bool *full)
{
	struct span a, b;
	size_t i = 0;

	while (span_segment(pattern, i, &a) && span_segment(path, i, &b) &&
	       segment_fits(a, b))
		i++;
	*whole = !span_segment(path, i, &b);
	*full = !span_segment(pattern, i, &a);
	return i;
}

/* Does the whole path fit the whole pattern? As above, in one walk. */
static bool
fits_whole(const char *pattern, const char *path)
{
	for (;; pattern++, path++) {
		struct span a = { pattern, strcspn(pattern, "/") };
		struct span b = { path, strcspn(path, "/") };

		if (!segment_fits(a, b))
			return false;
		pattern += a.len;
		path += b.len;
		if (!*pattern || !*path)
			return *pattern == *path;
	}
}

const struct schema_row *
schema_find(const char *path)
{
	for (const struct schema_row *row = schema_rows(); row->pattern; row++)
		if (fits_whole(row->pattern, path))
			return row;
	return NULL;
}

/* Adds what the rows have at the deepest segment the path reaches inside
 * them, and returns how deep that is. */
static size_t
list_next(const char *path, struct str *list)
{
	size_t deepest = 0;
	struct span next, last = { "", 0 };
	bool whole, full;

	for (const struct schema_row *row = schema_rows(); row->pattern;
	     row++) {
		size_t depth = fits(row->pattern, path, &whole, &full);

		if (depth < deepest)
			continue;
		if (depth > deepest)
			str_clear(list);
		deepest = depth;
		if (full || !span_segment(row->pattern, depth, &next))
			continue;
		/* rows with a common beginning stand together */
		if (list->len && last.len == next.len &&
		    memcmp(last.at, next.at, next.len) == 0)
			continue;
		last = next;
		if (list->len)
			str_add(list, ", ");
		str_add_n(list, next.at, next.len);
	}
	return deepest;
}

/* No row fits: says what may stand where the path leaves them. */
static bool
explain(const char *path, struct err *err)
{
	struct str list = { 0 };
	struct span at;

	size_t depth = list_next(path, &list);

	if (!list.len)
		err_set(err, ERR_INPUT,
		    _("%s: the path is too long by \"%s\"."), path,
		    span_segment(path, depth, &at) ? at.at : "");
	else if (span_segment(path, depth, &at) && at.len)
		err_set(err, ERR_INPUT,
		    _("%s: there is no \"%.*s\" here; what may stand there: "
		      "%s."),
		    path, (int)at.len, at.at, str_text(&list));
	else
		err_set(err, ERR_INPUT,
		    _("%s: the path ends too soon; what may follow: %s."), path,
		    str_text(&list));
	str_done(&list);
	return false;
}

/* What the segments before said. */
struct place {
	const struct catalog *catalog;
	size_t control;
};

/* Adds a row's id as the catalog spells it. */
static size_t
resolve_id(const struct catalog *catalog, enum catalog_table table,
    enum catalog_field field, struct span segment, struct str *out)
{
	char *id = xstrndup(segment.at, segment.len);
	size_t row = catalog_find(catalog, table, id);

	if (row != CATALOG_NONE)
		str_add(out, catalog_string(catalog, field, row));
	free(id);
	return row;
}

static bool
resolve_control(
    struct place *place, struct span segment, struct str *out, struct err *err)
{
	place->control =
	    resolve_id(place->catalog, TABLE_CONTROL, CONTROL_ID, segment, out);
	if (place->control != CATALOG_NONE)
		return true;
	return err_set(err, ERR_INPUT,
	    _("This pack has no control %.*s; assay list names all of them."),
	    (int)segment.len, segment.at);
}

/* EV- and six characters a-z 2-7: an item of the session's own. */
static bool
is_own_evidence(struct span segment)
{
	return segment.len == 9 && strncasecmp(segment.at, "EV-", 3) == 0 &&
	       span_only((struct span){ segment.at + 3, 6 },
	           "abcdefghijklmnopqrstuvwxyz"
	           "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
}

static void
add_lower(struct str *out, struct span span)
{
	for (size_t i = 0; i < span.len; i++) {
		char c = span.at[i];

		str_add_char(
		    out, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
	}
}

static bool
resolve_evidence(const struct catalog *catalog, struct span segment,
    struct str *out, struct err *err)
{
	if (resolve_id(catalog, TABLE_EVIDENCE, EVIDENCE_ID, segment, out) !=
	    CATALOG_NONE)
		return true;
	if (is_own_evidence(segment)) {
		str_add(out, "EV-");
		add_lower(out, (struct span){ segment.at + 3, 6 });
		return true;
	}
	return err_set(err, ERR_INPUT,
	    _("This pack has no evidence request %.*s; items of your own are "
	      "named EV- and six characters of a-z and 2-7."),
	    (int)segment.len, segment.at);
}

/* How many criteria a control has at a level. */
static size_t
level_criteria(const struct catalog *catalog, size_t control, int level)
{
	size_t row = catalog_control_level(catalog, control, level);

	return row == CATALOG_NONE
	           ? 0
	           : catalog_count(catalog, CLEVEL_CRITERIA, row);
}

static bool
no_criterion(const struct catalog *catalog, size_t control, int level,
    struct span text, struct err *err)
{
	const char *id = catalog_string(catalog, CONTROL_ID, control);
	size_t count = level_criteria(catalog, control, level);

	if (!count)
		return err_set(err, ERR_INPUT,
		    _("%s has no criteria at level %d."), id, level);
	return err_set(err, ERR_INPUT,
	    ngettext("%s has %zu criterion at level %d; %.*s is none of them.",
	        "%s has %zu criteria at level %d; %.*s is none of them.",
	        (unsigned long)count),
	    id, count, level, (int)text.len, text.at);
}

bool
schema_criterion(const struct catalog *catalog, size_t control,
    struct span text, struct str *out, struct err *err)
{
	char *copy = xstrndup(text.at, text.len);
	const char *key;
	int level;
	struct str wanted = { 0 };
	size_t row = CATALOG_NONE;

	if (control == CATALOG_NONE ||
	    !path_parse_criterion(copy, &level, &key)) {
		free(copy);
		return err_set(err, ERR_INPUT,
		    _("%.*s is no criterion; write LEVEL.N or LEVEL.KEY, as "
		      "in 2.3."),
		    (int)text.len, text.at);
	}
	struct span tail = { key, strlen(key) };
	int number = span_number(tail, 3);

	if (number > 0 &&
	    (size_t)number <= level_criteria(catalog, control, level))
		row = catalog_child(catalog, CLEVEL_CRITERIA,
		    catalog_control_level(catalog, control, level),
		    (size_t)number - 1);
	if (number < 0) {
		add_lower(&wanted, tail);
		row = catalog_find_criterion(
		    catalog, control, level, str_text(&wanted));
	}
	if (row != CATALOG_NONE)
		str_printf(out, "%d.%s", level,
		    catalog_string(catalog, CRITERION_KEY, row));
	else
		no_criterion(catalog, control, level, text, err);
	str_done(&wanted);
	free(copy);
	return row != CATALOG_NONE;
}

/* A level that has criteria in this control. */
static bool
resolve_level(const struct place *place, struct span segment, struct str *out,
    struct err *err)
{
	int level = span_number(segment, 2);

	if (level < 0)
		return err_set(err, ERR_INPUT,
		    _("%.*s is no level; write its number."), (int)segment.len,
		    segment.at);
	if (!level_criteria(place->catalog, place->control, level))
		return err_set(err, ERR_INPUT,
		    _("%s has no criteria at level %d, which cannot be "
		      "judged."),
		    catalog_string(place->catalog, CONTROL_ID, place->control),
		    level);
	str_printf(out, "%d", level);
	return true;
}

/* An id of the session's own making: [a-z0-9-]{1,32}. */
static bool
resolve_slug(struct span segment, struct str *out, struct err *err)
{
	char *set = xasprintf("%s%s-", lower, digits);
	bool ok = segment.len <= 32 && span_only(segment, set);

	free(set);
	if (!ok)
		return err_set(err, ERR_INPUT,
		    _("\"%.*s\" is no id; it takes 1 to 32 characters of a-z, "
		      "0-9 and \"-\"."),
		    (int)segment.len, segment.at);
	str_add_n(out, segment.at, segment.len);
	return true;
}

/* An objective of the control the path speaks of. */
static bool
resolve_objective(const struct place *place, struct span segment,
    struct str *out, struct err *err)
{
	const struct catalog *c = place->catalog;
	size_t count = place->control == CATALOG_NONE
	    ? 0
	    : catalog_count(c, CONTROL_OBJECTIVES, place->control);

	for (size_t i = 0; i < count; i++) {
		const char *id = catalog_string(c, OBJECTIVE_ID,
		    catalog_child(c, CONTROL_OBJECTIVES, place->control, i));

		if (strlen(id) == segment.len &&
		    strncasecmp(id, segment.at, segment.len) == 0) {
			str_add(out, id);
			return true;
		}
	}
	return err_set(err, ERR_INPUT,
	    _("%s has no objective %.*s; assay show lists them."),
	    place->control == CATALOG_NONE
	        ? ""
	        : catalog_string(c, CONTROL_ID, place->control),
	    (int)segment.len, segment.at);
}

static bool
resolve_framework(const struct catalog *catalog, struct span segment,
    struct str *out, struct err *err)
{
	if (resolve_id(catalog, TABLE_FRAMEWORK, FRAMEWORK_ID, segment, out) !=
	    CATALOG_NONE)
		return true;
	return err_set(err, ERR_INPUT, _("This pack has no framework %.*s."),
	    (int)segment.len, segment.at);
}

static bool
resolve_number(struct span segment, struct str *out, struct err *err)
{
	int number = span_number(segment, 3);

	if (number < 1)
		return err_set(err, ERR_INPUT,
		    _("\"%.*s\" is no number here; write 1 or more."),
		    (int)segment.len, segment.at);
	str_printf(out, "%d", number);
	return true;
}

static bool
resolve_method(struct span segment, struct str *out, struct err *err)
{
	for (size_t i = 0; i < COUNT(methods); i++)
		if (span_is(segment, methods[i])) {
			str_add(out, methods[i]);
			return true;
		}
	return err_set(err, ERR_INPUT,
	    _("\"%.*s\" is no method; these are: examine, interview, test."),
	    (int)segment.len, segment.at);
}

static bool
resolve_segment(struct place *place, struct span pattern, struct span segment,
    struct str *out, struct err *err)
{
	if (!is_place(pattern)) {
		str_add_n(out, segment.at, segment.len);
		return true;
	}
	if (span_is(pattern, "CONTROL"))
		return resolve_control(place, segment, out, err);
	if (span_is(pattern, "EVIDENCE"))
		return resolve_evidence(place->catalog, segment, out, err);
	if (span_is(pattern, "LEVEL.KEY"))
		return schema_criterion(
		    place->catalog, place->control, segment, out, err);
	if (span_is(pattern, "LEVEL"))
		return resolve_level(place, segment, out, err);
	if (span_is(pattern, "OBJECTIVE"))
		return resolve_objective(place, segment, out, err);
	if (span_is(pattern, "FRAMEWORK"))
		return resolve_framework(place->catalog, segment, out, err);
	if (span_is(pattern, "NUMBER"))
		return resolve_number(segment, out, err);
	if (span_is(pattern, "METHOD"))
		return resolve_method(segment, out, err);
	if (!span_is(pattern, "DOMAIN"))
		return resolve_slug(segment, out, err);
	if (resolve_id(place->catalog, TABLE_DOMAIN, DOMAIN_ID, segment, out) !=
	    CATALOG_NONE)
		return true;
	return err_set(err, ERR_INPUT, _("This pack has no domain %.*s."),
	    (int)segment.len, segment.at);
}

static bool
resolve_all(struct place *place, const char *pattern, const char *path,
    struct str *out, struct err *err)
{
	struct span a, b;

	for (size_t i = 0;
	     span_segment(pattern, i, &a) && span_segment(path, i, &b); i++) {
		if (i)
			str_add_char(out, '/');
		if (!resolve_segment(place, a, b, out, err))
			return err_wrap(err, "%s", path);
	}
	return true;
}

/* A path whose control is unknown is told so, whatever follows. */
static bool
check_first(struct place *place, const char *path, struct err *err)
{
	struct str ignored = { 0 };
	struct span first;
	bool ok = true;

	if (span_segment(path, 0, &first) && first.len && !is_reserved(first))
		ok = resolve_control(place, first, &ignored, err);
	str_done(&ignored);
	return ok || err_wrap(err, "%s", path);
}

bool
schema_resolve(const struct catalog *catalog, const char *path,
    char **canonical, const struct schema_row **row, struct err *err)
{
	struct place place = { catalog, CATALOG_NONE };
	struct str out = { 0 };

	if (strlen(path) > SCHEMA_PATH_MAX)
		return err_set(err, ERR_INPUT,
		    _("A path has at most %d bytes; this one begins "
		      "%.40s."),
		    SCHEMA_PATH_MAX, path);
	if (!check_first(&place, path, err))
		return false;
	const struct schema_row *found = schema_find(path);

	if (!found)
		return explain(path, err);
	if (found->program)
		return err_set(err, ERR_INPUT,
		    _("%s: the program records this itself; leave it out."),
		    path);
	if (!resolve_all(&place, found->pattern, path, &out, err)) {
		str_done(&out);
		return false;
	}
	*canonical = str_steal(&out);
	*row = found;
	return true;
}

bool
schema_item(const struct catalog *catalog, const char *text,
    char **canonical, struct err *err)
{
	static const char *const patterns[] = { "CONTROL/criteria/LEVEL.KEY",
		"CONTROL/objectives/OBJECTIVE", "CONTROL" };
	struct place place = { catalog, CATALOG_NONE };
	struct str out = { 0 };
	bool whole = false, full = false;
	size_t i = 0;

	for (; i < COUNT(patterns) && !(whole && full); i++)
		fits(patterns[i], text, &whole, &full);
	if (!whole || !full)
		return err_set(err, ERR_INPUT,
		    _("\"%s\" names no item; write CONTROL, "
		      "CONTROL/criteria/LEVEL.N or "
		      "CONTROL/objectives/OBJECTIVE."),
		    text);
	if (resolve_all(&place, patterns[i - 1], text, &out, err))
		*canonical = str_steal(&out);
	str_done(&out);
	return *canonical != NULL;
}

static bool
has_row(const struct catalog *catalog, enum catalog_table table,
    struct span segment)
{
	char *id = xstrndup(segment.at, segment.len);
	bool has = catalog_find(catalog, table, id) != CATALOG_NONE;

	free(id);
	return has;
}

/* Is what this segment names gone? */
static bool
segment_gone(struct place *place, struct span pattern, struct span segment)
{
	struct str ignored = { 0 };
	struct err err = { 0 };
	bool gone = false;

	if (span_is(pattern, "DOMAIN"))
		gone = !has_row(place->catalog, TABLE_DOMAIN, segment);
	else if (span_is(pattern, "CONTROL") || span_is(pattern, "EVIDENCE") ||
	         span_is(pattern, "LEVEL.KEY") || span_is(pattern, "LEVEL") ||
	         span_is(pattern, "OBJECTIVE") ||
	         span_is(pattern, "FRAMEWORK"))
		gone =
		    !resolve_segment(place, pattern, segment, &ignored, &err);
	err_done(&err);
	str_done(&ignored);
	return gone;
}

bool
schema_orphan(const struct catalog *catalog, const char *path)
{
	struct place place = { catalog, CATALOG_NONE };
	const struct schema_row *row = schema_find(path);
	struct span a, b;

	if (!row) {
		/* a newer field: its control is all that can be looked up */
		span_segment(path, 0, &b);
		return !is_reserved(b) && !has_row(catalog, TABLE_CONTROL, b);
	}
	for (size_t i = 0;
	     span_segment(row->pattern, i, &a) && span_segment(path, i, &b);
	     i++)
		if (segment_gone(&place, a, b))
			return true;
	return false;
}
