/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Ratings and standings, made when asked for. They are a memory of what
 * follows from catalog and session, so that they fill behind a const desk. */

#include <config.h>

#include "model/desk_rates.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/artifacts.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"

struct desk_rates {
	size_t controls;
	struct rating *ratings;
	struct standing *standings;
	bool *known;           /* by control */
	bool all;              /* so are all of them */
	bool summed;           /* the two below hold */
	size_t answered, of;
	struct artifacts *artifacts; /* NULL: nobody has asked */
	bool artifacts_old;
};

struct desk_rates *
desk_rates_new(size_t controls)
{
	struct desk_rates *rates = xcalloc(1, sizeof(*rates));

	rates->controls = controls;
	rates->ratings = xcalloc(controls, sizeof(*rates->ratings));
	rates->standings = xcalloc(controls, sizeof(*rates->standings));
	rates->known = xcalloc(controls, sizeof(*rates->known));
	return rates;
}

void
desk_rates_free(struct desk_rates *rates)
{
	if (!rates)
		return;
	free(rates->ratings);
	free(rates->standings);
	free(rates->known);
	artifacts_free(rates->artifacts);
	free(rates);
}

void
desk_rates_forget(struct desk_rates *rates)
{
	memset(rates->known, 0, rates->controls * sizeof(*rates->known));
	rates->all = rates->summed = false;
}

bool
desk_is_blank(const struct desk *desk)
{
	size_t all, own;

	if (!desk->session)
		return true;
	session_range(desk->session, "", &all);
	session_range(desk->session, "session/", &own);
	return all == own;
}

const struct artifacts *
desk_artifacts(const struct desk *desk)
{
	struct desk_rates *rates = desk->rates;

	if (!rates->artifacts)
		rates->artifacts = artifacts_new(desk->catalog);
	else if (!rates->artifacts_old)
		return rates->artifacts;
	rates->artifacts_old = false;
	artifacts_read(rates->artifacts, desk->session, desk->language,
	    desk->frame.today);
	return rates->artifacts;
}

void
desk_rates_forget_artifacts(struct desk_rates *rates)
{
	rates->artifacts_old = true;
}

void
desk_rates_follow(struct desk *desk, const struct commit *commit)
{
	struct desk_rates *rates = desk->rates;

	/* what is rated from now on has the commit in it already */
	if (!rates->all)
		rates->summed = false;
	if (rates->artifacts && !rates->artifacts_old)
		artifacts_follow(rates->artifacts, desk->session, commit);
}

static void
rate_one(const struct desk *desk, size_t control)
{
	struct desk_rates *rates = desk->rates;

	/* no links to look for: the register can wait */
	if (desk_is_blank(desk))
		rating_compute(desk->catalog, desk->session, control,
		    &rates->ratings[control]);
	else
		rating_compute_of(desk_artifacts(desk), desk->catalog,
		    desk->session, control, &rates->ratings[control]);
	standing_compute(&desk->frame, control, &rates->ratings[control],
	    &rates->standings[control]);
	rates->known[control] = true;
}

static void
rate_all(const struct desk *desk)
{
	struct desk_rates *rates = desk->rates;

	if (rates->all)
		return;
	rating_compute_all(desk->catalog, desk->session, rates->ratings);
	for (size_t i = 0; i < rates->controls; i++) {
		standing_compute(&desk->frame, i, &rates->ratings[i],
		    &rates->standings[i]);
		rates->known[i] = true;
	}
	rates->all = true;
}

const struct rating *
desk_rating(const struct desk *desk, size_t control)
{
	if (!desk->rates->known[control])
		rate_one(desk, control);
	return &desk->rates->ratings[control];
}

const struct standing *
desk_standing(const struct desk *desk, size_t control)
{
	if (!desk->rates->known[control])
		rate_one(desk, control);
	return &desk->rates->standings[control];
}

/* Nothing is answered yet, and all that is active counts: no need to rate. */
static size_t
left_blank(const struct desk *desk, size_t control)
{
	return catalog_control_active(desk->catalog, control)
	           ? catalog_control_criteria(desk->catalog, control)
	           : 0;
}

size_t
desk_left(const struct desk *desk, size_t control)
{
	if (!desk->rates->known[control] && desk_is_blank(desk))
		return left_blank(desk, control);
	if (!standing_counts(desk_standing(desk, control)))
		return 0;
	return desk_rating(desk, control)->left;
}

const struct rating *
desk_ratings(const struct desk *desk)
{
	rate_all(desk);
	return desk->rates->ratings;
}

const struct standing *
desk_standings(const struct desk *desk)
{
	rate_all(desk);
	return desk->rates->standings;
}

/* What a control adds to the progress, or takes from it. */
static void
add_up(struct desk_rates *rates, size_t control, bool add)
{
	const struct rating *r = &rates->ratings[control];

	if (!standing_counts(&rates->standings[control]))
		return;
	rates->answered += add ? r->answered : -r->answered;
	rates->of += add ? r->of : -r->of;
}

static void
sum_blank(const struct desk *desk)
{
	const struct catalog *c = desk->catalog;

	/* most are active; level 0 has no criteria */
	desk->rates->of = catalog_rows(c, TABLE_CRITERION);
	for (size_t i = 0; i < desk->rates->controls; i++)
		if (!catalog_control_active(c, i))
			desk->rates->of -= catalog_control_criteria(c, i);
}

static void
sum_up(const struct desk *desk)
{
	struct desk_rates *rates = desk->rates;

	rates->answered = rates->of = 0;
	rates->summed = true;
	if (desk_is_blank(desk)) {
		sum_blank(desk);
		return;
	}
	rate_all(desk);
	for (size_t i = 0; i < rates->controls; i++)
		add_up(rates, i, true);
}

void
desk_progress(const struct desk *desk, size_t *answered, size_t *of)
{
	if (!desk->rates->summed)
		sum_up(desk);
	*answered = desk->rates->answered;
	*of = desk->rates->of;
}

void
desk_rates_renew(struct desk *desk, size_t control)
{
	struct desk_rates *rates = desk->rates;
	bool sum = rates->summed && rates->all;

	/* of what was not known nobody can say what it had been */
	if (!sum)
		rates->summed = false;
	else
		add_up(rates, control, false);
	rate_one(desk, control);
	if (sum)
		add_up(rates, control, true);
}

void
desk_level_text(const struct desk *desk, size_t control, char out[16])
{
	standing_level_text(desk_rating(desk, control),
	    desk_standing(desk, control), out);
}
