/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Text, places and moments as OSCAL's data types want them. */

#include <config.h>

#include "report/oscal_parts.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/calendar.h"
#include "model/session.h"
#include "report/markdown.h"

/* White space by Unicode that str_fold_space leaves: none may stand at the ends
 * of a StringDatatype. */
static bool
is_blank(uint32_t code)
{
	return code == ' ' || code == 0xa0 || code == 0x1680 ||
	       (code >= 0x2000 && code <= 0x200a) || code == 0x202f ||
	       code == 0x205f || code == 0x3000;
}

static void
trim(struct str *text)
{
	const char *begin = str_text(text), *p = begin, *next;
	uint32_t code;

	while (*p && (next = utf8_next(p, &code), is_blank(code)))
		p = next;
	str_remove(text, 0, (size_t)(p - begin));
	begin = str_text(text);
	for (p = begin + text->len; p > begin; p = next) {
		next = utf8_previous(begin, p);
		utf8_next(next, &code);
		if (!is_blank(code))
			break;
	}
	str_truncate(text, (size_t)(p - begin));
}

char *
oscal_plain(const char *text)
{
	struct str out = { 0 };
	char *folded = str_fold_space(text, strlen(text));

	display_safe(&out, folded, false);
	free(folded);
	trim(&out);
	str_add(&out, "");
	return out.data ? str_steal(&out) : xstrdup("");
}

/* Signs of OSCAL's own beside Markdown's: parameters to be inserted, raised and
 * lowered text. */
static void
add_markup(struct str *out, const char *text)
{
	struct str line = { 0 };

	markdown_add(&line, text);
	for (const char *p = str_text(&line); *p; p++) {
		if (*p == '\\' && p[1])
			str_add_char(out, *p++);
		else if (strchr("{}^~", *p))
			str_add_char(out, '\\');
		str_add_char(out, *p);
	}
	str_done(&line);
}

/* Each line is a paragraph of its own, so that none runs into the next. */
char *
oscal_markup(const char *text, bool lines)
{
	struct str out = { 0 };

	while (lines && *text) {
		size_t len = strcspn(text, "\n"), before = out.len;
		char *line = xstrndup(text, len);

		if (out.len)
			str_add(&out, "\n\n");
		size_t head = out.len;

		add_markup(&out, line);
		if (out.len == head)
			str_truncate(&out, before);
		free(line);
		text += len + (text[len] == '\n');
	}
	if (!lines)
		add_markup(&out, text);
	return out.data ? str_steal(&out) : xstrdup("");
}

/* Only these two lead away; any other scheme becomes a name. */
static bool
is_address(const char *place)
{
	return str_starts(place, "https://") || str_starts(place, "http://");
}

static bool
is_escape(const char *p)
{
	return *p == '%' && isxdigit((unsigned char)p[1]) &&
	       isxdigit((unsigned char)p[2]);
}

char *
oscal_href(const char *place)
{
	bool address = is_address(place), hash = false;
	const char *keep = address ? "-._~/:?@!$&'()*+,;=#" : "-._~/";
	struct str out = { 0 };

	/* "//host" would be one */
	if (!address && str_starts(place, "//"))
		str_add(&out, "/.");
	for (const char *p = place; *p; p++) {
		bool again = *p == '#' && hash;

		hash |= *p == '#';
		if ((unsigned char)*p < 0x80 && !again &&
		    (isalnum((unsigned char)*p) || strchr(keep, *p) ||
		        (address && is_escape(p))))
			str_add_char(&out, *p);
		else
			str_printf(&out, "%%%02X", (unsigned char)*p);
	}
	return out.data ? str_steal(&out) : xstrdup("");
}

/* The zones that OSCAL's pattern has. */
static bool
is_zone(const char *zone)
{
	static const char *const odd[] = { "-03:30", "-09:30", "+03:30",
		"+04:30", "+05:30", "+06:30", "+09:30", "+10:30", "+05:45",
		"+08:45", "+12:45" };
	int hours = atoi(zone + (*zone == '-' || *zone == '+'));

	if (str_equal(zone, "Z"))
		return true;
	for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++)
		if (str_equal(zone, odd[i]))
			return true;
	return strlen(zone) == 6 && str_equal(zone + 3, ":00") &&
	       hours <= (*zone == '-' ? 12 : 14);
}

static bool
is_year(const char *at)
{
	return str_starts(at, "19") ||
	       (*at == '2' && isdigit((unsigned char)at[1]));
}

bool
oscal_moment(const char *at, char out[OSCAL_MOMENT])
{
	enum { HEAD = 19 };

	if (!at || !moment_valid(at) || !is_year(at))
		return false;
	if (strlen(at) > HEAD && is_zone(at + HEAD) && at[17] != '6') {
		snprintf(out, OSCAL_MOMENT, "%s", at);
		return true;
	}
	/* another zone, or a leap second: the same moment in UTC */
	time_t seconds = (time_t)moment_seconds(at);
	struct tm tm;

	return gmtime_r(&seconds, &tm) &&
	       strftime(out, OSCAL_MOMENT, "%Y-%m-%dT%H:%M:%SZ", &tm) > 0;
}

bool
oscal_day(const struct oscal *o, const char *day, char out[OSCAL_MOMENT])
{
	enum { HEAD = 10 };

	if (!day || day_parse(day) == DAY_NONE || !is_year(day))
		return false;
	snprintf(out, OSCAL_MOMENT, "%.*sT00:00:00%.6s", HEAD, day, o->zone);
	return true;
}

void
oscal_set_moment(json_t *json, const char *key, const char *at)
{
	char text[OSCAL_MOMENT];

	if (oscal_moment(at, text))
		json_object_set_new(json, key, json_string(text));
}

void
oscal_set_day(
    const struct oscal *o, json_t *json, const char *key, const char *day)
{
	char text[OSCAL_MOMENT];

	if (oscal_day(o, day, text))
		json_object_set_new(json, key, json_string(text));
}

void
oscal_when(const struct oscal *o, uint64_t seq, char out[OSCAL_MOMENT])
{
	const struct commit *commit =
	    seq ? session_find_commit(o->session, seq) : NULL;

	if (!(commit && oscal_moment(commit->at, out)) &&
	    !oscal_moment(o->view.at, out))
		snprintf(out, OSCAL_MOMENT, "1970-01-01T00:00:00Z");
}
