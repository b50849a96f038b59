/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Signs and words explained, as tables. */

#include <config.h>

#include "panes/help_words.h"

#include "base/i18n.h"

/* clang-format off */
static const struct help_word signs[] = {
	{ .name = N_("unassessed"), .sign = "[ ]",
	    .help = N_("not answered yet") },
	{ .name = N_("met"), .glyph = GLYPH_MET, .brackets = "[]",
	    .help = N_("it is done as the criterion says") },
	{ .name = N_("exceeded"), .glyph = GLYPH_EXCEEDED, .brackets = "[]",
	    .help = N_("better practice stands in its place; counts once a "
		"higher level passes") },
	{ .name = N_("partial"), .glyph = GLYPH_PARTIAL, .brackets = "[]",
	    .help = N_("done in part; does not count as met") },
	{ .name = N_("not met"), .glyph = GLYPH_NOT_MET, .brackets = "[]",
	    .help = N_("it is not done") },
	{ .name = N_("not applicable"), .brackets = "[]",
	    .glyph = GLYPH_NOT_APPLICABLE,
	    .help = N_("leaves the count; needs a reason") },
	{ .name = N_("computed"), .glyph = GLYPH_MET, .brackets = "<>",
	    .help = N_("follows from the answers, nobody ticked it") },
	{ .name = N_("not saved"), .glyph = GLYPH_MET, .brackets = "{}",
	    .help = N_("recorded, but the disk has not taken it yet") },
	{ .name = N_("not requested"), .glyph = GLYPH_NOT_REQUESTED,
	    .help = N_("evidence nobody has asked for yet") },
	{ .name = N_("requested"), .glyph = GLYPH_REQUESTED,
	    .help = N_("evidence asked for") },
	{ .name = N_("received"), .glyph = GLYPH_RECEIVED,
	    .help = N_("evidence handed over, not looked at") },
	{ .name = N_("under review"), .glyph = GLYPH_UNDER_REVIEW,
	    .help = N_("evidence being examined") },
	{ .name = N_("accepted"), .glyph = GLYPH_ACCEPTED,
	    .help = N_("evidence that supports what was answered") },
	{ .name = N_("rejected"), .glyph = GLYPH_REJECTED,
	    .help = N_("evidence that does not do, with the reason") },
	{ .name = N_("viewed on site"), .glyph = GLYPH_VIEWED,
	    .help = N_("evidence inspected and left with the client; counts") },
	{ .name = N_("not available"), .glyph = GLYPH_NOT_AVAILABLE,
	    .help = N_("the client says it does not exist") },
	{ .name = N_("not applicable"), .glyph = GLYPH_NOT_NEEDED,
	    .help = N_("evidence that is not called for here") },
	{ .name = N_("superseded"), .glyph = GLYPH_SUPERSEDED,
	    .help = N_("evidence replaced by a later one") },
	{ .name = N_("material"), .sign = "*",
	    .help = N_("after an id: a material control") },
	{ .name = N_("flagged"), .sign = "!",
	    .help = N_("marked for review") },
	{ .name = N_("note"), .sign = "\"",
	    .help = N_("the criterion has a note") },
	{ .name = N_("not rated"), .sign = "-",
	    .help = N_("as a level: nothing is answered yet") },
	{ .name = N_("out of scope"), .sign = "out",
	    .help = N_("as a level: the session is not about the control") },
	{ .name = N_("range"), .sign = "2-4",
	    .help = N_("as a level: the lowest and the highest still "
		"possible") },
	{ .name = N_("kept place"), .glyph = GLYPH_PLACE,
	    .help = N_("the cursor of a pane that has not the focus") },
};

static const struct help_word words[] = {
	{ .name = N_("control"),
	    .help = N_("a safeguard the framework asks for; what is "
		"assessed") },
	{ .name = N_("enhancement"),
	    .help = N_("a control that adds to another: OPS-01.1 to OPS-01") },
	{ .name = N_("domain"),
	    .help = N_("a subject under which controls are grouped") },
	{ .name = N_("criterion"),
	    .help = N_("one statement of a maturity level, to be answered "
		"on its own") },
	{ .name = N_("maturity level"),
	    .help = N_("how far a practice is settled, from 0, not "
		"performed, upward") },
	{ .name = N_("performed"),
	    .help = N_("whether anything of the control is done at all; if "
		"not, the level is 0") },
	{ .name = N_("pass"),
	    .help = N_("a level passes when enough of its criteria are met "
		"and every level below passes too") },
	{ .name = N_("your judgement"),
	    .help = N_("more than half is met, but too little to pass: the "
		"assessor decides, with a reason") },
	{ .name = N_("not available"),
	    .help = N_("of a level: it has no criteria for this control "
		"and cannot be reached") },
	{ .name = N_("defers to"),
	    .help = N_("of a level: it has no criteria of its own, another "
		"level's are used instead") },
	{ .name = N_("Derived"),
	    .help = N_("the level that follows from the answers; a range "
		"while questions are open") },
	{ .name = N_("Supported"),
	    .help = N_("the level that evidence bears out: from level 2 "
		"on, met counts only with evidence") },
	{ .name = N_("Not rated"),
	    .help = N_("no answer yet: every level is still open") },
	{ .name = N_("target"),
	    .help = N_("the level asked for; where it has no criteria, the "
		"next higher one holds, or the ceiling") },
	{ .name = N_("evidence request"),
	    .help = N_("a document or record the framework would have the "
		"client show") },
	{ .name = N_("locator"),
	    .help = N_("page, section or row where the evidence says it") },
	{ .name = N_("material control"),
	    .help = N_("a control whose absence does serious harm; nothing "
		"can stand in for it") },
	{ .name = N_("pack"),
	    .help = N_("the content that is assessed: controls, levels, "
		"evidence requests") },
	{ .name = N_("session"),
	    .help = N_("one assessment: every answer, note and state, with "
		"who and when") },
	{ .name = N_("commit"),
	    .help = N_("one entry of the journal: what was recorded at "
		"once and is undone at once") },
	{ .name = N_("orphaned"),
	    .help = N_("recorded for a text that the pack does not have "
		"any more; kept") },
};
/* clang-format on */

const struct help_word *
help_signs(size_t *count)
{
	*count = sizeof(signs) / sizeof(*signs);
	return signs;
}

const struct help_word *
help_words(size_t *count)
{
	*count = sizeof(words) / sizeof(*words);
	return words;
}
