/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The lists that grow over all sources: frameworks and firm sizes, and what
 * a control has of them. */

#include <config.h>

#include "import/job.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/job_parts.h"
#include "model/builder.h"

/* More than any cell holds. */
enum { VALUES_MAX = 5000 };

void
job_list_done(struct job_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].name);
		free(list->items[i].id);
		free(list->items[i].group);
		free(list->items[i].url);
		free(list->items[i].path);
	}
	free(list->items);
}

/* Looks from the item found last, since sources share their order. */
static struct job_item *
find_item(struct job_list *list, const char *name)
{
	size_t from = list->next == CATALOG_NONE ? 0 : list->next;

	for (size_t i = 0; i < list->count; i++) {
		size_t at = (from + i) % list->count;

		if (str_equal(list->items[at].name, name)) {
			list->next = at + 1;
			return &list->items[at];
		}
	}
	return NULL;
}

/* The place behind the last item of a group, CATALOG_NONE without one. */
static size_t
group_end(const struct job_list *list, const char *group)
{
	for (size_t i = list->count; i-- > 0;)
		if (str_equal(list->items[i].group, group))
			return i + 1;
	return CATALOG_NONE;
}

/* Where a new item goes: behind its neighbour in the source when that is of
 * its group, else at the end of the group, of the neighbour's group, of all. */
static size_t
place(const struct job_list *list, const char *group)
{
	const char *neighbour = NULL;
	size_t at = CATALOG_NONE;

	if (list->next != CATALOG_NONE && list->next > 0) {
		neighbour = list->items[list->next - 1].group;
		if (str_equal(neighbour, group))
			return list->next;
	}
	at = group_end(list, group);
	if (at == CATALOG_NONE && list->next != CATALOG_NONE)
		at = group_end(list, neighbour);
	return at == CATALOG_NONE ? list->count : at;
}

/* Makes the id of a new item differ from all others. */
static char *
free_id(const struct job_list *list, const char *name, char joint)
{
	char *slug = names_slug(name, joint), *id = xstrdup(slug);
	size_t number = 1;

	for (size_t i = 0; i < list->count; i++)
		if (strcasecmp(list->items[i].id, id) == 0) {
			free(id);
			id = xasprintf("%.58s%c%zu", slug, joint, ++number);
			i = (size_t)-1;
		}
	free(slug);
	return id;
}

/* A new item at a place; its id is made from `from`. NULL and the job's err
 * when there are too many. */
static struct job_item *
add_item(struct import_job *job, struct job_list *list, size_t at,
    const char *from, const char *name, const char *group, char joint,
    size_t line)
{
	if (list->count == JOB_LIST_MAX) {
		job_too_many(job, JOB_LIST_MAX, line);
		return NULL;
	}
	char *id = free_id(list, from, joint);

	list->items = mem_grow(list->items, &list->capacity, list->count + 1,
	    sizeof(*list->items));
	struct job_item *item = &list->items[at];

	memmove(item + 1, item, (list->count - at) * sizeof(*item));
	list->count++;
	list->next = at + 1;
	*item = (struct job_item){ .name = xstrdup(name),
		.id = id,
		.group = xstrdup(group),
		.path = xstrdup(job->path),
		.line = line,
		.control = CATALOG_NONE };
	return item;
}

/* The item of that name, a new one behind the one found last. */
static struct job_item *
take_item(struct import_job *job, struct job_list *list, const char *name,
    const char *group, char joint, size_t line)
{
	struct job_item *item = find_item(list, name);

	return item ? item
	            : add_item(job, list, place(list, group), name, name, group,
	                  joint, line);
}

/* An item that the source describes: at the end, in its order. */
static struct job_item *
describe_item(struct import_job *job, struct job_list *list, const char *id,
    const char *name, const char *group, char joint, size_t line)
{
	struct job_item *item = find_item(list, name);

	return item ? item
	            : add_item(job, list, list->count, id ? id : name, name,
	                  group, joint, line);
}

struct job_item *
job_framework(struct import_job *job, const char *id, const char *name,
    const char *group, const char *url, size_t line)
{
	struct job_item *item =
	    describe_item(job, &job->frameworks, id, name, group, '-', line);

	if (item && !item->url)
		item->url = xstrdup(url);
	return item;
}

struct job_item *
job_size(struct import_job *job, const char *id, const char *name, size_t line)
{
	return describe_item(job, &job->sizes, id, name, NULL, '_', line);
}

bool
job_mapping(struct import_job *job, size_t control, const char *framework,
    const char *group, const struct name_list *values, const char *raw,
    size_t line)
{
	struct builder *b = job->builder;
	struct job_item *item =
	    take_item(job, &job->frameworks, framework, group, '-', line);

	if (!item)
		return false;
	if (values->count > VALUES_MAX)
		return job_too_many(job, VALUES_MAX, line);
	if (item->control == control) {
		job_warn(job, ODD_DUPLICATE, line, 1,
		    _("\"%s\" stands here twice: its values are joined."),
		    framework);
	} else {
		builder_place(b, job->path, line, 1);
		item->control = control;
		item->row = builder_child(b, CONTROL_MAPPINGS, control);
		builder_text(b, MAPPING_FRAMEWORK, item->row, item->id);
	}
	for (size_t i = 0; i < values->count; i++)
		builder_item(b, MAPPING_VALUES, item->row, values->items[i]);
	job_text(job, MAPPING_RAW, item->row, raw);
	return true;
}

bool
job_solution(struct import_job *job, size_t control, const char *size,
    const struct name_list *lines, size_t line)
{
	struct builder *b = job->builder;
	struct job_item *item =
	    take_item(job, &job->sizes, size, NULL, '_', line);

	if (!item)
		return false;
	if (!lines->count)
		return true;
	if (item->control != control) {
		builder_place(b, job->path, line, 1);
		item->control = control;
		item->row = builder_child(b, CONTROL_SOLUTIONS, control);
		builder_text(b, SOLUTION_SIZE, item->row, item->id);
	}
	for (size_t i = 0; i < lines->count; i++)
		builder_item(b, SOLUTION_LINES, item->row, lines->items[i]);
	return true;
}
