/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Which controls a session is about: a control's own entry, else whether it is
 * active, else the rule. */

#include <config.h>

#include "model/scope.h"

#include <stdio.h>

#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/filter.h"
#include "model/session.h"

static const char *const words[] = {
	[SCOPE_IN] = "in",
	[SCOPE_OUT] = "out",
	[SCOPE_INHERITED] = "inherited",
	[SCOPE_RECIPROCAL] = "reciprocal",
};
enum { WORDS = sizeof(words) / sizeof(*words) };

const char *
scope_word(enum scope_state state)
{
	return words[state];
}

bool
scope_is_in(const struct scope_item *item)
{
	return item->state != SCOPE_OUT;
}

/* Takes what stands in the control's own entry; false: nothing does. */
static bool
read_own(const struct session *session, const char *id, struct scope_item *out)
{
	char path[96];
	size_t i = 0;

	snprintf(path, sizeof(path), "scope/controls/%s", id);
	const struct entry *entry = session_entry(session, path);

	out->provider = session_getf(session, "scope/controls/%s/provider", id);
	out->declared = session_getf(session, "scope/controls/%s/declared", id);
	while (entry && i < WORDS && !str_equal(words[i], entry->value))
		i++;
	if (!entry || i == WORDS)
		return false;
	out->own = true;
	out->state = (enum scope_state)i;
	out->why = entry->why;
	return true;
}

/* Only what the pack says counts: a rule means the same all the way. */
static bool
rule_holds(
    const struct catalog *catalog, const struct filter *rule, size_t control)
{
	struct filter_view view = { .catalog = catalog };

	return filter_holds(rule, &view, control);
}

void
scope_item(const struct catalog *catalog, const struct session *session,
    const struct filter *rule, size_t control, int today,
    struct scope_item *out)
{
	const char *id = catalog_string(catalog, CONTROL_ID, control);

	*out = (struct scope_item){
		.inactive = !catalog_control_active(catalog, control),
	};
	if (session && read_own(session, id, out)) {
		bool declared = out->state == SCOPE_INHERITED ||
		                out->state == SCOPE_RECIPROCAL;
		int day = day_parse(out->declared);

		out->provider_missing =
		    declared && (!out->provider || !*out->provider);
		out->declaration_missing = declared && day == DAY_NONE;
		out->declaration_old =
		    declared && day_declaration_old(day, today);
	} else if (out->inactive) {
		out->state = SCOPE_OUT;
	} else if (rule && !rule_holds(catalog, rule, control)) {
		const struct entry *entry =
		    session ? session_entry(session, "scope/rule") : NULL;

		out->state = SCOPE_OUT;
		out->why = entry ? entry->why : NULL;
	}
}

bool
scope_framework(const struct catalog *catalog, const struct session *session,
    size_t framework)
{
	return session &&
	       str_equal(session_getf(session, "scope/frameworks/%s",
	                     catalog_string(catalog, FRAMEWORK_ID, framework)),
	           "yes");
}
