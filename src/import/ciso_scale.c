/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What a framework of a CISO Assistant library says of itself: its scores,
 * which become the pack's scale, and its implementation groups, which become
 * profiles. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "import/ciso_parts.h"
#include "model/builder.h"

static const char score_keys[] =
    " score name description description_doc annotation translations ";
static const char group_keys[] =
    " ref_id name description annotation translations default_selected urn ";

/* The descriptions of the scores: a list, or one below "scale". */
static const struct ynode *
first_score(const struct ynode *framework)
{
	const struct ynode *scores = ynode_get(framework, "scores_definition");

	return scores && scores->kind == YNODE_MAPPING
	           ? ciso_list(scores, "scale")
	           : ciso_list(framework, "scores_definition");
}

/* The highest score, -1 when the framework has none. */
static int
highest(const struct ynode *framework)
{
	int top = ciso_number(framework, "max_score");

	if (top >= 0)
		return top;
	for (const struct ynode *score = first_score(framework); score;
	     score = score->next)
		if (ciso_number(score, "score") > top)
			top = ciso_number(score, "score");
	return top;
}

/* Is the level named otherwise than an earlier framework did? */
static bool
differs(const struct import_job *job, int level, const char *name)
{
	const char *have = job->own_scale ? job->labels[level] : NULL;

	return have && name && !str_equal(have, name);
}

static void
read_score(struct ciso *c, const struct ynode *score, int top, bool *told)
{
	int level = ciso_number(score, "score");
	const char *name = ciso_line(c, score, "name");

	ciso_check_keys(c, score, score_keys);
	if (level < 0 || level > top) {
		job_warn(c->job, ODD_VALUE, score->line, score->column,
		    _("This score does not lie from 0 to %d: it is left "
		      "out."),
		    top);
		return;
	}
	if (differs(c->job, level, name)) {
		if (!*told)
			job_warn(c->job, ODD_DUPLICATE, score->line,
			    score->column,
			    _("Level %d is called \"%s\" elsewhere: the pack "
			      "keeps the scale that was read first."),
			    level, c->job->labels[level]);
		*told = true;
		return;
	}
	job_scale(c->job, level, name, ciso_text(c, score, "description"));
	ciso_translate(c, score, "name", LEVEL_NAME, (size_t)level, 0);
	ciso_translate(
	    c, score, "description", LEVEL_SUMMARY, (size_t)level, 0);
}

static int
read_scale(struct ciso *c, const struct ynode *framework)
{
	int top = highest(framework);
	const struct ynode *max = ynode_get(framework, "max_score");
	bool told = false;

	if (top <= 0 || top >= JOB_LEVELS) {
		if (top >= 0)
			job_warn(c->job, ODD_VALUE,
			    max ? max->line : framework->line,
			    max ? max->column : framework->column,
			    _("Scores up to %d are no maturity levels, which "
			      "end at %d: the pack gets no scale from "
			      "here."),
			    top, JOB_LEVELS - 1);
		return -1;
	}
	job_scale(c->job, top, NULL, NULL);
	for (const struct ynode *score = first_score(framework); score;
	     score = score->next)
		read_score(c, score, top, &told);
	return top;
}

static void
read_group(
    struct ciso *c, struct ciso_framework *framework, const struct ynode *group)
{
	const char *ref = ciso_line(c, group, "ref_id");
	const char *name = ciso_line(c, group, "name");

	ciso_check_keys(c, group, group_keys);
	name = name ? name : ref;
	if (!name)
		return;
	if (textmap_add(&framework->groups, ref ? ref : name,
	        framework->group_names.count))
		name_list_add(&framework->group_names, name, strlen(name));
}

void
ciso_framework_read(struct ciso *c, struct ciso_framework *framework)
{
	const char *ref = ciso_line(c, framework->yaml, "ref_id");
	char *prefix = names_valid_id(ref ? ref : "E");

	framework->prefix = arena_strndup(
	    &c->arena, prefix, strlen(prefix) > 48 ? 48 : strlen(prefix));
	free(prefix);
	framework->top = read_scale(c, framework->yaml);
	for (const struct ynode *group =
	         ciso_list(framework->yaml, "implementation_groups_definition");
	     group; group = group->next)
		read_group(c, framework, group);
}

void
ciso_framework_done(struct ciso_framework *framework)
{
	textmap_done(&framework->groups);
	name_list_done(&framework->group_names);
}

bool
ciso_on_scale(const struct ciso_framework *framework, const struct ynode *node)
{
	int top = ciso_number(node, "max_score");

	return framework->top >= 0 && (top < 0 || top == framework->top);
}

bool
ciso_add_groups(struct ciso *c, struct ciso_framework *framework,
    const struct ynode *node, size_t control)
{
	enum { GROUPS_MAX = 500 };
	size_t count = 0;

	for (const struct ynode *item =
	         ciso_list(node, "implementation_groups");
	     item; item = item->next) {
		const char *ref = ciso_item(c, item);

		if (!ref)
			continue;
		if (++count > GROUPS_MAX)
			return job_too_many(c->job, GROUPS_MAX, item->line);
		const size_t *known = textmap_get(&framework->groups, ref);
		size_t number = known ? *known : framework->group_names.count;

		if (!known) {
			job_warn(c->job, ODD_REFERENCE, item->line,
			    item->column,
			    _("The implementation group \"%s\" is not "
			      "described: it is called as here."),
			    ref);
			textmap_add(&framework->groups, ref, number);
			name_list_add(
			    &framework->group_names, ref, strlen(ref));
		}
		builder_item(c->job->builder, CONTROL_PROFILES, control,
		    framework->group_names.items[number]);
	}
	return true;
}
