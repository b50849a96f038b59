/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_ASKED_H
#define ASSAY_TESTS_ASKED_H

/* Commands run by name at a place (place.h); what they ask is in `ask`. */

#include "place.h"

static struct ask ask;

static inline void
asked_done(void)
{
	free(ask.initial);
	free(ask.topic);
	free(ask.note);
	free(ask.words);
	free(ask.choices);
	free(ask.picks);
	free(ask.draft);
	ask = (struct ask){ 0 };
}

/* Runs a command of the place's tables. */
static inline bool
run(struct place *p, const char *name, const char *argument)
{
	const struct command *command = keymap_by_name(p->keymap, name, NULL);

	asked_done();
	place_clear(p);
	p->ctx.ask = &ask;
	p->ctx.argument = argument;
	bool ok = command->run(&p->ctx);

	p->ctx.argument = NULL;
	return ok;
}

#endif
