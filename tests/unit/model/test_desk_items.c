/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What hangs on a control: its evidence and its notes. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "desk_pack.h"

Test(desk_items, evidence_is_the_packs_requests_then_what_was_linked)
{
	struct pack pack;
	struct desk desk;
	struct evidence_items items;

	desk_pack_open(&pack, &desk);
	desk_pack_record(&pack, &desk, "links/EV-bbbbbb/AB-2", "supports");
	desk_pack_record(&pack, &desk, "links/EV-aaaaaa/AB-2", "partly");
	desk_pack_record(
	    &pack, &desk, "links/EV-aaaaaa/AB-2/locator", "page 3");
	desk_pack_record(&pack, &desk, "links/E-1/AB-2", "supports");
	desk_pack_record(&pack, &desk, "links/EV-cccccc/AB-1", "supports");
	desk_pack_record(&pack, &desk, "evidence/E-1/state", "received");
	desk_evidence(&desk, 1, &items);
	cr_assert_eq(items.count, 3u, "each once: %zu", items.count);
	cr_assert_str_eq(items.items[0].id, "E-1", "");
	cr_assert_eq(items.items[0].row, 0u, "");
	cr_assert_str_eq(items.items[1].id, "EV-aaaaaa", "");
	cr_assert_eq(items.items[1].row, CATALOG_NONE, "");
	cr_assert_str_eq(items.items[2].id, "EV-bbbbbb", "");
	evidence_items_done(&items);
	cr_assert_str_eq(desk_evidence_state(&desk, "E-1"), "received", "");
	cr_assert_str_eq(
	    desk_evidence_state(&desk, "EV-aaaaaa"), "not requested", "");
	desk_evidence(&desk, CATALOG_NONE, &items);
	cr_assert_eq(items.count, 0u, "");
	evidence_items_done(&items);
	desk_set_session(&desk, NULL);
	desk_evidence(&desk, 1, &items);
	cr_assert_eq(items.count, 1u, "the pack's own without a session");
	evidence_items_done(&items);
	desk_pack_done(&pack, &desk);
}

Test(desk_items, notes_come_oldest_first_with_what_they_are_about)
{
	struct pack pack;
	struct desk desk;
	struct note_items notes;
	struct spot spot = { SPOT_CRITERION, 0, 2, 1 };

	desk_pack_open(&pack, &desk);
	desk_pack_record(&pack, &desk, "AB-1/notes/zz/text", "first");
	desk_pack_record(&pack, &desk, "AB-1/notes/aa/text", "second");
	desk_pack_record(&pack, &desk, "AB-1/notes/aa/audience", "client");
	cr_assert_not(desk_has_note(&desk, spot), "");
	desk_pack_record(&pack, &desk, "AB-1/notes/aa/criterion", "2.2");
	cr_assert(desk_has_note(&desk, spot), "");
	desk_pack_record(&pack, &desk, "AB-1/criteria/1.1/note", "third");
	desk_pack_record(&pack, &desk, "AB-2/notes/bb/text", "elsewhere");
	desk_notes(&desk, 0, &notes);
	cr_assert_eq(notes.count, 3u, "%zu", notes.count);
	cr_assert_str_eq(notes.items[0].text, "first", "");
	cr_assert_not(notes.items[0].client, "private unless said");
	cr_assert_null(notes.items[0].criterion, "");
	cr_assert_str_eq(notes.items[1].id, "aa", "");
	cr_assert(notes.items[1].client, "");
	cr_assert_not_null(notes.items[1].criterion, "");
	cr_assert_str_eq(notes.items[2].text, "third", "");
	cr_assert_str_eq(notes.items[2].id, "", "a criterion's own");
	note_items_done(&notes);
	desk_notes(&desk, 2, &notes);
	cr_assert_eq(notes.count, 0u, "");
	note_items_done(&notes);
	desk_pack_done(&pack, &desk);
}
