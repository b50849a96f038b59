/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Probing questions, from the pack and from the assessor, as one list. */

#include <config.h>

#include "panes/interview_prompts.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"

/* The assessor's own below a path. */
static const struct entry *
own(const struct desk *desk, const char *head, const char *id, size_t *count)
{
	const struct entry *entries = NULL;

	*count = 0;
	if (desk->session) {
		char *prefix = xasprintf("%s%s/prompts/", head, id);

		entries = session_range(desk->session, prefix, count);
		free(prefix);
	}
	return entries;
}

/* The four sources in order: how many each has, and the i-th of one. */
static const char *
look(const struct desk *desk, size_t control, size_t i, size_t *total)
{
	const struct catalog *c = desk->catalog;
	size_t domain = catalog_ref(c, CONTROL_DOMAIN, control);
	size_t counts[4];
	const struct entry *mine[2] = {
		own(desk, "", catalog_string(c, CONTROL_ID, control),
		    &counts[2]),
		own(desk, "domains/", catalog_string(c, DOMAIN_ID, domain),
		    &counts[3]),
	};

	counts[0] = catalog_count(c, CONTROL_PROMPTS, control);
	counts[1] = catalog_count(c, DOMAIN_PROMPTS, domain);
	*total = counts[0] + counts[1] + counts[2] + counts[3];
	if (i < counts[0])
		return catalog_item(
		    c, CONTROL_PROMPTS, control, i, desk->language);
	i -= counts[0];
	if (i < counts[1])
		return catalog_item(
		    c, DOMAIN_PROMPTS, domain, i, desk->language);
	i -= counts[1];
	if (i < counts[2])
		return mine[0][i].value;
	i -= counts[2];
	return i < counts[3] ? mine[1][i].value : NULL;
}

size_t
interview_prompts(const struct desk *desk, size_t control)
{
	size_t total;

	look(desk, control, 0, &total);
	return total;
}

const char *
interview_prompt(const struct desk *desk, size_t control, size_t i)
{
	size_t total;

	return look(desk, control, i, &total);
}
