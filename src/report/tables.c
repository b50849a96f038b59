/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* THE list of tables. */

#include <config.h>

#include "report/tables.h"

#include "base/i18n.h"
#include "base/str.h"
#include "report/tables_parts.h"

static const struct table tables[] = {
	{ "controls", N_("Controls"), tables_control_columns,
	    tables_control_rows },
	{ "objectives", N_("Assessment objectives"), tables_objective_columns,
	    tables_objective_rows },
	{ "criteria", N_("Criteria"), tables_criterion_columns,
	    tables_criterion_rows },
	{ "evidence", N_("Evidence"), tables_evidence_columns,
	    tables_evidence_rows },
	{ "deficiencies", N_("Deficiencies"), tables_finding_columns,
	    tables_finding_rows },
	{ "poam", N_("Plan of action and milestones"), tables_poam_columns,
	    tables_poam_rows },
	{ "requests", N_("Evidence requests"), tables_request_columns,
	    tables_request_rows },
};

const struct table *
tables_at(size_t i)
{
	return i < sizeof(tables) / sizeof(*tables) ? &tables[i] : NULL;
}

const struct table *
tables_find(const char *name)
{
	const struct table *table;

	for (size_t i = 0; (table = tables_at(i)); i++)
		if (str_equal(table->name, name))
			return table;
	return NULL;
}

size_t
table_columns(const struct table *table)
{
	size_t count = 0;

	while (table->columns[count].key)
		count++;
	return count;
}
