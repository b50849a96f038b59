/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Keeps what a search looks at, and makes it anew when it is of another
 * language or session. */

#include <config.h>

#include "model/search_index.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/session.h"

struct search_index *
search_index_new(const struct catalog *catalog)
{
	struct search_index *index = xcalloc(1, sizeof(*index));

	index->catalog = catalog;
	return index;
}

static void
drop_places(struct search_index *index)
{
	if (index->has_places)
		places_done(&index->places);
	index->has_places = false;
}

void
search_index_forget(struct search_index *index)
{
	if (index->has_said)
		said_texts_done(&index->said);
	index->has_said = false;
}

void
search_index_free(struct search_index *index)
{
	if (!index)
		return;
	drop_places(index);
	search_index_forget(index);
	free(index);
}

static void
make_said(struct search_index *index, const struct session *session)
{
	size_t commits = session_commits(session);

	if (index->has_said && index->session == session &&
	    index->commits == commits)
		return;
	search_index_forget(index);
	said_texts_init(&index->said, index->catalog, session);
	index->session = session;
	index->commits = commits;
	index->has_said = true;
	index->made++;
}

void
search_index_make(struct search_index *index, const struct session *session,
    size_t language)
{
	if (!index->has_places || index->language != language) {
		drop_places(index);
		places_init(&index->places, index->catalog, language);
		index->language = language;
		index->has_places = true;
		index->made++;
	}
	if (session)
		make_said(index, session);
}
