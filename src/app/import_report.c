/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The report of an import: sizes, oddities, changes. */

#include <config.h>

#include "app/import_report.h"

#include <stdlib.h>
#include <string.h>

#include "app/verbs.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/catalog_diff.h"

enum { NAME_CELLS = 72 }; /* of a statement where there is no title */

void
import_report_size(struct str *out, const struct catalog *c)
{
	size_t n = catalog_rows(c, TABLE_CONTROL);

	str_printf(out, ngettext("%zu control", "%zu controls", n), n);
	str_add(out, ", ");
	n = catalog_rows(c, TABLE_CRITERION);
	str_printf(out, ngettext("%zu criterion", "%zu criteria", n), n);
	str_add(out, ", ");
	n = catalog_rows(c, TABLE_OBJECTIVE);
	str_printf(out, ngettext("%zu objective", "%zu objectives", n), n);
	str_add(out, ", ");
	n = catalog_rows(c, TABLE_EVIDENCE);
	str_printf(out,
	    ngettext("%zu evidence request", "%zu evidence requests", n), n);
	str_add(out, ", ");
	n = catalog_rows(c, TABLE_FRAMEWORK);
	str_printf(out, ngettext("%zu framework", "%zu frameworks", n), n);
	str_add(out, ", ");
	n = catalog_rows(c, TABLE_DOMAIN);
	str_printf(out, ngettext("%zu domain", "%zu domains", n), n);
}

static size_t
digits(size_t number)
{
	size_t count = 1;

	for (; number > 9; number /= 10)
		count++;
	return count;
}

void
import_report_odd(struct str *out, const size_t odd[ODD_COUNT])
{
	size_t most = 0;

	for (size_t i = 0; i < ODD_COUNT; i++)
		if (odd[i] > most)
			most = odd[i];
	if (!most)
		return;
	str_printf(out, "%s\n", _("What was odd:"));
	for (size_t i = 0; i < ODD_COUNT; i++) {
		if (!odd[i])
			continue;
		char *text = oddity_text((enum oddity)i, odd[i]);

		/* the number comes first: numbers end in one column */
		str_add_repeat(out, ' ', 2 + digits(most) - digits(odd[i]));
		str_printf(out, "%s\n", text);
		free(text);
	}
}

static void
safe_line(struct str *out, const char *label, const char *text)
{
	str_printf(out, "%s ", label);
	verb_safe(out, text, false);
	str_add_char(out, '\n');
}

void
import_report_log(struct str *out, const struct import_report *r)
{
	struct str size = { 0 };

	str_printf(out, _("Imported by assay %s.\n"), PACKAGE_VERSION);
	safe_line(out, _("Format:"), r->format);
	for (size_t i = 0; i < r->source_count; i++)
		safe_line(out, _("Source:"), r->sources[i]);
	safe_line(out, _("Pack:"), catalog_string(r->catalog, PACK_ID, 0));
	safe_line(
	    out, _("Version:"), catalog_string(r->catalog, PACK_VERSION, 0));
	import_report_size(&size, r->catalog);
	safe_line(out, _("Content:"), str_text(&size));
	str_done(&size);
	if (r->problems->count)
		str_add_char(out, '\n');
	verb_problems(out, r->problems);
	str_add_char(out, '\n');
	size_t before = out->len;

	import_report_odd(out, r->odd);
	if (out->len == before)
		str_printf(out, "%s\n", _("Nothing was odd."));
}

/* "old -> new", or once where they are the same. */
static void
add_both(struct str *out, const char *old, const char *new)
{
	if (old && !str_equal(old, new)) {
		verb_safe(out, old, false);
		str_add(out, " -> ");
	}
	verb_safe(out, new, false);
}

/* The title; of a control without one the beginning of its statement. */
static char *
name_of(const struct catalog *c, size_t control)
{
	const char *title = catalog_string(c, CONTROL_TITLE, control);
	struct str name = { 0 };

	if (title)
		str_add(&name, title);
	else
		verb_column(&name, catalog_control_name(c, control, 0),
		    NAME_CELLS);
	while (name.len && name.data[name.len - 1] == ' ')
		str_truncate(&name, name.len - 1);
	return str_steal(&name);
}

static void
add_criteria(struct str *out, const struct catalog_change *change)
{
	bool both = change->criteria_gone && change->criteria_new;

	if (!change->criteria_gone && !change->criteria_new)
		return;
	str_add(out, " (");
	if (change->criteria_gone)
		str_printf(out,
		    ngettext("%zu criterion gone", "%zu criteria gone",
			change->criteria_gone),
		    change->criteria_gone);
	if (both)
		str_add(out, ", ");
	if (change->criteria_new)
		str_printf(out,
		    ngettext("%zu criterion new", "%zu criteria new",
			change->criteria_new),
		    change->criteria_new);
	str_add_char(out, ')');
}

static void
change_line(struct str *out, const struct catalog *old,
    const struct catalog *new, const struct catalog_change *change)
{
	bool gone = change->new == CATALOG_NONE;
	bool renamed = change->kind == CHANGE_RENAMED;
	const struct catalog *c = gone ? old : new;
	size_t row = gone ? change->old : change->new;
	char *name = name_of(c, row);
	char *former = renamed ? name_of(old, change->old) : NULL;

	str_add(out, "  ");
	add_both(out,
	    renamed ? catalog_string(old, CONTROL_ID, change->old) : NULL,
	    catalog_string(c, CONTROL_ID, row));
	str_add(out, "  ");
	add_both(out, former, name);
	/* all of them are, in a control that comes or goes */
	if (!gone && change->old != CATALOG_NONE)
		add_criteria(out, change);
	str_add_char(out, '\n');
	free(former);
	free(name);
}

void
import_report_changes(struct str *out, const char *place,
    const struct catalog *old, const struct catalog *new)
{
	static const char *const heads[CHANGE_COUNT] = {
		[CHANGE_ADDED] = N_("Added:"),
		[CHANGE_REMOVED] = N_("Removed:"),
		[CHANGE_RENAMED] = N_("Renamed:"),
		[CHANGE_REWORDED] = N_("Reworded:"),
		[CHANGE_OTHER] = N_("Other facts:"),
	};
	struct str safe = { 0 }, version = { 0 };
	size_t counts[CHANGE_COUNT] = { 0 }, count;
	struct catalog_change *changes = catalog_diff(old, new, &count);

	for (size_t i = 0; i < count; i++)
		counts[changes[i].kind]++;
	verb_safe(&safe, place, false);
	verb_safe(&version, catalog_string(old, PACK_VERSION, 0), false);
	/* TRANSLATORS: a place on the disk, and a version. */
	str_printf(out,
	    _("Controls against the pack in %s, version %s: %zu added, %zu "
	      "removed, %zu renamed, %zu reworded, %zu with other facts, %zu "
	      "as they were.\n"),
	    str_text(&safe), str_text(&version), counts[CHANGE_ADDED],
	    counts[CHANGE_REMOVED], counts[CHANGE_RENAMED],
	    counts[CHANGE_REWORDED], counts[CHANGE_OTHER],
	    catalog_rows(new, TABLE_CONTROL) - count + counts[CHANGE_REMOVED]);
	for (size_t kind = 0; kind < CHANGE_COUNT; kind++) {
		if (counts[kind])
			str_printf(out, "%s\n", _(heads[kind]));
		for (size_t i = 0; i < count; i++)
			if (changes[i].kind == kind)
				change_line(out, old, new, &changes[i]);
	}
	free(changes);
	str_done(&safe);
	str_done(&version);
}
