/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_MODEL_ROOM_H
#define ASSAY_TESTS_MODEL_ROOM_H

/* A desk with something to talk about: AB (AB-1 with 3 criteria, AB-2 with 3),
 * its sub-domain AC (AC-1 with 6) and CD (CD-1 with 2, CD-2 with none). */

#include "on_desk.h"

static inline void
room_domain(
    struct pack *pack, const char *id, const char *name, const char *parent)
{
	size_t row = builder_child(pack->builder, PACK_DOMAINS, 0);

	builder_text(pack->builder, DOMAIN_ID, row, id);
	builder_text(pack->builder, DOMAIN_NAME, row, name);
	if (parent)
		builder_text(pack->builder, DOMAIN_PARENT, row, parent);
}

static inline void
room_open(struct on_desk *it)
{
	struct pack *pack = &it->pack;

	pack_begin(pack);
	room_domain(pack, "AC", "Accents", "AB");
	room_domain(pack, "CD", "Records", NULL);
	pack_criteria(pack, pack_control(pack, "AB-1", "One."), "12");
	pack_criteria(pack, pack_control(pack, "AB-2", "Two."), "03");
	pack_criteria(pack, pack_control_in(pack, "AC", "AC-1", "Six."), "33");
	pack_criteria(pack, pack_control_in(pack, "CD", "CD-1", "Pair."), "2");
	pack_control_in(pack, "CD", "CD-2", "Bare.");
	on_desk_open(it);
}

static inline void
room_record(struct on_desk *it, const char *path, const char *value)
{
	on_desk_record(it, path, value, NULL);
}

static inline void
room_person(struct on_desk *it, const char *id, const char *name)
{
	char *path = xasprintf("people/%s/name", id);

	room_record(it, path, name);
	free(path);
}

#endif
