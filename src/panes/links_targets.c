/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The links of an item as they are and as they are meant to be. */

#include <config.h>

#include "panes/links_targets.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "panes/item_text.h"

static const char *const words[LINK_VERDICTS] = { N_("supports"), N_("partly"),
	N_("contradicts"), N_("not relevant") };

const char *
link_verdict_word(enum link_verdict verdict)
{
	return verdict == LINK_NONE ? "" : words[verdict];
}

static enum link_verdict
find_verdict(const char *word)
{
	for (int i = 0; i < LINK_VERDICTS; i++)
		if (str_equal(words[i], word))
			return (enum link_verdict)i;
	return LINK_NONE;
}

size_t
targets_add(
    struct targets *targets, size_t control, size_t objective, size_t criterion)
{
	for (size_t i = 0; i < targets->count; i++) {
		const struct target *t = &targets->items[i];

		if (t->control == control && t->objective == objective &&
		    t->criterion == criterion)
			return i;
	}
	targets->items = mem_grow(targets->items, &targets->capacity,
	    targets->count + 1, sizeof(*targets->items));
	targets->items[targets->count] = (struct target){
		.control = control,
		.objective = objective,
		.criterion = criterion,
		.now = LINK_NONE,
		.meant = LINK_NONE,
	};
	return targets->count++;
}

static void
add_link(struct targets *targets, const struct artifact_link *link)
{
	size_t at = targets_add(
	    targets, link->control, link->objective, link->criterion);
	struct target *t = &targets->items[at];

	t->now = t->meant = find_verdict(link->verdict);
	t->implied = link->implied;
	t->locator = xstrdup(link->locator);
	t->locator_now = xstrdup(link->locator);
}

static bool
is_in_scope(const struct desk *desk, size_t control)
{
	return scope_is_in(&desk_standing(desk, control)->scope);
}

/* The controls that ask for the request it answers. */
static void
add_requested(const struct desk *desk, size_t request, struct targets *targets)
{
	size_t at = artifacts_find(desk_artifacts(desk),
	    catalog_string(desk->catalog, EVIDENCE_ID, request));

	if (at == CATALOG_NONE)
		return;
	const struct artifact *asked = artifacts_at(desk_artifacts(desk), at);

	for (size_t i = 0; i < asked->link_count; i++)
		if (asked->links[i].implied &&
		    is_in_scope(desk, asked->links[i].control))
			targets_add(targets, asked->links[i].control,
			    CATALOG_NONE, CATALOG_NONE);
}

void
targets_make(const struct desk *desk, const struct artifact *artifact,
    struct targets *targets)
{
	size_t control = desk->spot.control;

	*targets = (struct targets){ 0 };
	for (size_t i = 0; i < artifact->link_count; i++) {
		const struct artifact_link *link = &artifact->links[i];

		/* asked for out of scope is nobody's question */
		if (!link->gone &&
		    (link->path || is_in_scope(desk, link->control)))
			add_link(targets, link);
	}
	if (artifact->request != CATALOG_NONE)
		add_requested(desk, artifact->request, targets);
	if (control == CATALOG_NONE || !is_in_scope(desk, control))
		return;
	targets_add(targets, control, CATALOG_NONE, CATALOG_NONE);
	if (desk_criterion(desk, desk->spot) != CATALOG_NONE)
		targets_add(targets, control, CATALOG_NONE,
		    desk_criterion(desk, desk->spot));
}

void
targets_done(struct targets *targets)
{
	for (size_t i = 0; i < targets->count; i++) {
		free(targets->items[i].locator);
		free(targets->items[i].locator_now);
	}
	free(targets->items);
	*targets = (struct targets){ 0 };
}

void
target_toggle(struct target *target)
{
	if (target->meant != LINK_SUPPORTS)
		target->meant = LINK_SUPPORTS;
	else
		/* what the pack asks for hangs on it unless denied */
		target->meant = target->implied ? LINK_NOT_RELEVANT : LINK_NONE;
}

void
target_turn(struct target *target)
{
	target->meant =
	    (enum link_verdict)((target->meant + 1) % LINK_VERDICTS);
}

static bool
propose(const struct desk *desk, const char *id, const struct target *t,
    struct changes *changes)
{
	const char *locator = t->meant == LINK_NONE ? NULL : t->locator;
	bool moved = !str_equal(locator, t->locator_now);
	bool verdict = t->meant != t->now || (t->implied && moved);

	if (!moved && !verdict)
		return false;
	char *item = item_text_of(desk, t->control, t->objective, t->criterion);
	char *path = artifact_link_path(id, item);
	char *where = xasprintf("%s/locator", path);

	if (verdict)
		changes_add(changes, path,
		    t->meant == LINK_NONE ? NULL : words[t->meant], NULL);
	if (moved)
		changes_add(changes, where, locator, NULL);
	free(where);
	free(path);
	free(item);
	return true;
}

size_t
targets_propose(const struct desk *desk, const char *id,
    const struct targets *targets, struct changes *changes)
{
	size_t count = 0;

	for (size_t i = 0; i < targets->count; i++)
		count += propose(desk, id, &targets->items[i], changes);
	return count;
}
