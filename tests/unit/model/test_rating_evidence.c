/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What evidence does for a control besides supporting it: drafts that do not,
 * declarations that age, methods; and how long a capability is live. */

#include <config.h>

#include "model/rating.h"

#include <stdlib.h>
#include <string.h>

#include "model/calendar.h"
#include "model/standing.h"
#include "objectives.h"
#include "on_desk.h"

/* AB-1 asks for E-1, with two criteria at levels 1 and 2 and an objective;
 * AB-2 asks for nothing. Both are met. */
enum { FIRST, SECOND };

static void
applies(struct pack *pack, size_t control, const char *what)
{
	builder_item(pack->builder, CONTROL_APPLIES_TO, control, what);
}

static void
begin(struct pack *pack)
{
	pack_begin(pack);
	size_t row = builder_child(pack->builder, PACK_EVIDENCE, 0);

	builder_text(pack->builder, EVIDENCE_ID, row, "E-1");
	builder_text(pack->builder, EVIDENCE_TITLE, row, "Paper");
	for (int i = 1; i <= 2; i++) {
		char id[] = "AB-1";

		id[3] = (char)('0' + i);
		size_t control = pack_control(pack, id, "It is done.");

		pack_criteria(pack, control, "22");
		if (i == 1)
			builder_item(
			    pack->builder, CONTROL_EVIDENCE, control, "E-1");
	}
	pack_objective(pack, FIRST, "AB-1_A01", 1, NULL);
}

static void
make(struct pack *pack)
{
	begin(pack);
	pack_finish(pack);
	for (int i = 0; i < 8; i++) {
		char path[40];

		snprintf(path, sizeof(path), "AB-%d/criteria/%d.%d/state",
		    i / 4 + 1, i / 2 % 2 + 1, i % 2 + 1);
		pack_record_why(pack, path, "met", NULL);
	}
}

static void
record(struct pack *pack, const char *path, const char *value)
{
	pack_record_why(pack, path, value, value ? "so" : NULL);
}

static struct rating
rate(const struct pack *pack, size_t control)
{
	struct rating rating;

	rating_compute(pack->catalog, pack->session, control, &rating);
	return rating;
}

/* Is the control so warned of on a day, in these words? NULL: it is not. */
static void
expect(const struct pack *pack, size_t control, const char *day,
    enum warning_bit bit, const char *words)
{
	struct standing s = stand_on(pack, control, day);
	struct str said = { 0 };

	cr_assert_eq((s.warnings & bit) != 0, words != NULL, "%s: %x",
	    words ? words : "nothing", s.warnings);
	if (!words)
		return;
	standing_warning(&s, bit, &said);
	cr_assert_str_eq(str_text(&said), words, "%s", str_text(&said));
	str_done(&said);
}

Test(rating_evidence, a_draft_supports_nothing_and_was_not_examined)
{
	static const char *const states[] = { "accepted", "viewed on site" };
	static const char words[] =
	    "E-1 is accepted, yet a draft: it supports nothing.";
	struct pack pack;

	make(&pack);
	for (size_t i = 0; i < 2; i++) {
		record(&pack, "evidence/E-1/state", states[i]);
		record(&pack, "evidence/E-1/approval", NULL);
		cr_assert_eq(rate(&pack, FIRST).supported, 2, "not said");
		record(&pack, "evidence/E-1/approval", "draft");
		cr_assert_eq(rate(&pack, FIRST).supported, 1, "a draft");
		cr_assert_eq(rate(&pack, FIRST).methods, 0u, "");
		expect(&pack, FIRST, NULL, WARN_DRAFT, words);
		expect(&pack, SECOND, NULL, WARN_DRAFT, NULL);
		record(&pack, "evidence/E-1/approval", "approved");
		cr_assert_eq(rate(&pack, FIRST).supported, 2, "approved");
		cr_assert_eq(rate(&pack, FIRST).methods, METHOD_EXAMINE, "");
		expect(&pack, FIRST, NULL, WARN_DRAFT, NULL);
	}
	record(&pack, "evidence/E-1/approval", "draft");
	record(&pack, "evidence/E-1/state", "received");
	expect(&pack, FIRST, NULL, WARN_DRAFT, NULL);
	record(&pack, "evidence/E-1/state", "accepted");
	record(&pack, "links/E-1/AB-1", "not relevant");
	expect(&pack, FIRST, NULL, WARN_DRAFT, NULL);
	pack_done(&pack);
}

Test(rating_evidence, a_draft_linked_to_a_criterion_does_not_support_it)
{
	struct pack pack;

	make(&pack);
	record(&pack, "evidence/EV-abc234/state", "accepted");
	record(&pack, "links/EV-abc234/AB-2/criteria/2.1", "supports");
	record(&pack, "links/EV-abc234/AB-2/criteria/2.2", "supports");
	cr_assert_eq(rate(&pack, SECOND).supported, 2, "both criteria");
	record(&pack, "evidence/EV-abc234/approval", "draft");
	cr_assert_eq(rate(&pack, SECOND).supported, 1, "a draft");
	expect(&pack, SECOND, NULL, WARN_DRAFT,
	    "EV-abc234 is accepted, yet a draft: it supports nothing.");
	expect(&pack, FIRST, NULL, WARN_DRAFT, NULL);
	pack_done(&pack);
}

Test(rating_evidence, an_item_says_which_method_it_came_from)
{
	static const struct {
		const char *word;
		unsigned method;
	} rows[] = { { NULL, METHOD_EXAMINE }, { "examine", METHOD_EXAMINE },
		{ "interview", METHOD_INTERVIEW }, { "test", METHOD_TEST } };
	struct pack pack;

	make(&pack);
	record(&pack, "evidence/E-1/state", "accepted");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		record(&pack, "evidence/E-1/method", rows[i].word);
		cr_assert_eq(stand(&pack, FIRST).methods, rows[i].method,
		    "%zu", i);
	}
	pack_done(&pack);
}

/* CDPAS 3.5, 3.6: 12 months, to the day. */
Test(rating_evidence, declarations_and_attestations_age)
{
	static const char *const types[] = { "first-party declaration",
		"third-party attestation" };
	struct pack pack;

	for (size_t i = 0; i < 2; i++) {
		make(&pack);
		record(&pack, "evidence/E-1/type", types[i]);
		expect(&pack, FIRST, "2026-07-14", WARN_ATTESTATION, NULL);
		record(&pack, "evidence/E-1/state", "accepted");
		expect(&pack, FIRST, "2026-07-14", WARN_ATTESTATION,
		    "E-1 is a declaration or attestation without a date.");
		record(&pack, "evidence/E-1/dated", "2025-07-14");
		expect(&pack, FIRST, "2026-07-14", WARN_ATTESTATION, NULL);
		expect(&pack, FIRST, "2026-07-15", WARN_ATTESTATION,
		    "E-1, a declaration or attestation of 2025-07-14, is older "
		    "than 12 months.");
		expect(&pack, FIRST, NULL, WARN_ATTESTATION, NULL);
		expect(&pack, SECOND, "2026-07-15", WARN_ATTESTATION, NULL);
		record(&pack, "evidence/E-1/type", "record");
		expect(&pack, FIRST, "2026-07-15", WARN_ATTESTATION, NULL);
		pack_done(&pack);
	}
}

Test(rating_evidence, a_declaration_counts_where_it_supports)
{
	static const struct {
		const char *path, *value;
		bool warned;
	} steps[] = {
		{ "links/EV-abc234/AB-1", "supports", true },
		{ "links/EV-abc234/AB-1", "partly", false },
		{ "links/EV-abc234/AB-1", NULL, false },
		{ "links/EV-abc234/AB-1/criteria/2.1", "contradicts", false },
		{ "links/EV-abc234/AB-1/criteria/2.1", "supports", true },
		{ "links/EV-abc234/AB-1/criteria/2.1", NULL, false },
		{ "links/EV-abc234/AB-1/objectives/AB-1_A01", "supports",
		    true },
		{ "evidence/EV-abc234/approval", "draft", false },
		{ "evidence/EV-abc234/approval", NULL, true },
		{ "evidence/EV-abc234/state", "viewed on site", true },
		{ "evidence/EV-abc234/state", "rejected", false },
	};
	struct pack pack;

	make(&pack);
	record(&pack, "evidence/EV-abc234/state", "accepted");
	record(&pack, "evidence/EV-abc234/type", "third-party attestation");
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		record(&pack, steps[i].path, steps[i].value);
		struct standing s = stand_on(&pack, FIRST, "2026-07-14");

		cr_assert_eq((s.warnings & WARN_ATTESTATION) != 0,
		    steps[i].warned, "%zu: %s", i, steps[i].path);
	}
	pack_done(&pack);
}

Test(rating_evidence, the_oldest_declaration_is_the_one_named)
{
	struct pack pack;
	char path[60];

	make(&pack);
	for (char c = 'a'; c <= 'c'; c++) {
		static const char *const days[] = { "2025-03-01", "2024-03-01",
			"2026-03-01" };

		snprintf(path, sizeof(path), "links/EV-%cbc234/AB-2", c);
		record(&pack, path, "supports");
		snprintf(path, sizeof(path), "evidence/EV-%cbc234/state", c);
		record(&pack, path, "accepted");
		snprintf(path, sizeof(path), "evidence/EV-%cbc234/type", c);
		record(&pack, path, "first-party declaration");
		snprintf(path, sizeof(path), "evidence/EV-%cbc234/dated", c);
		record(&pack, path, days[c - 'a']);
	}
	cr_assert_str_eq(rate(&pack, SECOND).declaration, "EV-bbc234", "");
	record(&pack, "evidence/EV-cbc234/dated", NULL);
	cr_assert_str_eq(rate(&pack, SECOND).declaration, "EV-cbc234", "");
	pack_done(&pack);
}

Test(rating_evidence, all_at_once_finds_what_one_by_one_does)
{
	static const char *const lines[][2] = {
		{ "evidence/E-1/state", "accepted" },
		{ "evidence/E-1/approval", "draft" },
		{ "links/E-1/AB-2/criteria/1.1", "partly" },
		{ "links/E-1/AB-2", "supports" },
		{ "evidence/EV-abc234/state", "accepted" },
		{ "evidence/EV-abc234/method", "interview" },
		{ "evidence/EV-abc234/type", "third-party attestation" },
		{ "links/EV-abc234/AB-1/objectives/AB-1_A01", "supports" },
		{ "links/EV-abc234/AB-2", "contradicts" },
	};
	struct rating all[2];
	struct pack pack;

	make(&pack);
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		record(&pack, lines[i][0], lines[i][1]);
		rating_compute_all(pack.catalog, pack.session, all);
		for (size_t j = 0; j < 2; j++) {
			struct rating one = rate(&pack, j);

			cr_assert_eq(one.supported, all[j].supported, "");
			cr_assert_eq(one.methods, all[j].methods, "");
			cr_assert_eq(one.declared, all[j].declared, "");
			cr_assert_str_eq(one.draft, all[j].draft, "");
			cr_assert_str_eq(
			    one.declaration, all[j].declaration, "");
		}
	}
	cr_assert_str_eq(all[SECOND].draft, "E-1", "");
	cr_assert_str_eq(all[FIRST].declaration, "EV-abc234", "");
	cr_assert_eq(all[SECOND].methods, METHOD_INTERVIEW, "");
	pack_done(&pack);
}

/* CDPAS 3.15: 60 days for technology, 30 for what is built, none else. */
Test(rating_evidence, a_capability_has_to_be_live_for_long_enough)
{
	static const struct {
		const char *a, *b;
		int due;
	} rows[] = {
		{ "technology", NULL, 60 },
		{ "facility", NULL, 30 },
		{ "facility", "technology", 60 },
		{ "people", "facility", 30 },
		{ "process", NULL, 0 },
		{ "data", "people", 0 },
		{ NULL, NULL, 0 },
	};
	struct pack pack;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		begin(&pack);
		if (rows[i].a)
			applies(&pack, FIRST, rows[i].a);
		if (rows[i].b)
			applies(&pack, FIRST, rows[i].b);
		pack_finish(&pack);
		expect(&pack, FIRST, "2026-07-14", WARN_CAPABILITY, NULL);
		for (int days = 0; days <= 61; days++) {
			char since[16];

			day_text(day_parse("2026-07-14") - days, since);
			record(&pack, "AB-1/capability/since", since);
			struct standing s =
			    stand_on(&pack, FIRST, "2026-07-14");

			cr_assert_eq((s.warnings & WARN_CAPABILITY) != 0,
			    days < rows[i].due, "%zu: %d days", i, days);
			expect(&pack, FIRST, NULL, WARN_CAPABILITY, NULL);
		}
		pack_done(&pack);
	}
}

Test(rating_evidence, the_age_of_a_capability_is_told_as_of_the_period)
{
	struct pack pack;

	begin(&pack);
	applies(&pack, FIRST, "technology");
	pack_finish(&pack);
	record(&pack, "AB-1/capability/since", "2026-06-20");
	expect(&pack, FIRST, "2026-07-14", WARN_CAPABILITY,
	    "Live since 2026-06-20, 24 days; it is to be live for 60.");
	expect(&pack, FIRST, "2026-08-19", WARN_CAPABILITY, NULL);
	record(&pack, "session/period/end", "2026-07-17");
	expect(&pack, FIRST, "2026-08-19", WARN_CAPABILITY,
	    "Live since 2026-06-20, 27 days; it is to be live for 60.");
	record(&pack, "AB-1/capability/since", "2026-07-16");
	expect(&pack, FIRST, "2026-08-19", WARN_CAPABILITY,
	    "Live since 2026-07-16, 1 day; it is to be live for 60.");
	record(&pack, "AB-1/capability/since", "2026-09-01");
	expect(&pack, FIRST, "2026-08-19", WARN_CAPABILITY,
	    "Not live before 2026-09-01; it is to be live for 60 days.");
	record(&pack, "scope/controls/AB-1", "out");
	expect(&pack, FIRST, "2026-08-19", WARN_CAPABILITY, NULL);
	pack_done(&pack);
}

/* A method's own record uses it once it has a day, and says nothing else. */
Test(rating_evidence, a_method_with_a_day_was_used)
{
	static const char objective[] = "AB-1/objectives/AB-1_A01/";
	static const struct {
		const char *path, *value;
		unsigned methods;
	} steps[] = {
		{ "methods/interview/people", "K. Ito", 0 },
		{ "methods/interview/note", "Two of the shift", 0 },
		{ "methods/interview/day", "2026-07-10", METHOD_INTERVIEW },
		{ "methods", "examine", METHOD_INTERVIEW | METHOD_EXAMINE },
		{ "methods/test/day", "2026-07-11",
		    METHOD_INTERVIEW | METHOD_EXAMINE | METHOD_TEST },
		{ "methods", NULL, METHOD_INTERVIEW | METHOD_TEST },
		{ "methods/interview/day", NULL, METHOD_TEST },
		{ "methods", "test", METHOD_TEST },
		{ "methods/test/day", NULL, METHOD_TEST },
	};
	struct pack pack;

	make(&pack);
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		char *path = xasprintf("%s%s", objective, steps[i].path);

		record(&pack, path, steps[i].value);
		cr_assert_eq(standing_methods(pack.session, "AB-1",
		                 "AB-1_A01"),
		    steps[i].methods, "%zu: %s", i, path);
		struct standing s = stand(&pack, FIRST);

		cr_assert_eq(s.methods, steps[i].methods, "%zu: %s", i, path);
		cr_assert_eq(s.designation, DESIGNATION_NONE, "implied");
		free(path);
	}
	cr_assert_eq(standing_methods(NULL, "AB-1", "AB-1_A01"), 0u, "");
	pack_done(&pack);
}

Test(rating_evidence, how_far_a_control_is)
{
	static const struct {
		const char *path, *value;
		enum progress progress;
		const char *word;
	} steps[] = {
		{ "AB-1/criteria/1.1/state", "met", PROGRESS_STARTED,
		    "in progress" },
		{ "AB-1/performed", "no", PROGRESS_RATED, "rated" },
		{ "AB-1/concluded", "0", PROGRESS_CONCLUDED, "concluded" },
		{ "AB-1/concluded/basis", "0-0 0", PROGRESS_CONCLUDED,
		    "concluded" },
		{ "reviews/AB-1/state", "returned", PROGRESS_CONCLUDED,
		    "concluded" },
		{ "reviews/AB-1/state", "approved", PROGRESS_REVIEWED,
		    "reviewed" },
		{ "AB-1/concluded/basis", "1-2 1", PROGRESS_STALE, "stale" },
		{ "AB-1/concluded", NULL, PROGRESS_RATED, "rated" },
		{ "AB-1/performed", NULL, PROGRESS_STARTED, "in progress" },
		{ "AB-1/criteria/1.1/state", NULL, PROGRESS_NONE,
		    "not rated" },
	};
	struct pack pack;

	begin(&pack);
	pack_finish(&pack);
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		record(&pack, steps[i].path, steps[i].value);
		struct rating rating = rate(&pack, FIRST);
		struct standing s = stand(&pack, FIRST);
		enum progress now = standing_progress(&rating, &s);

		cr_assert_eq(now, steps[i].progress, "%zu: %s", i,
		    progress_word(now));
		cr_assert_str_eq(progress_word(now), steps[i].word, "");
	}
	pack_done(&pack);
}

/* A desk looks again at what a commit reaches, and at no less. */
Test(rating_evidence, the_desk_follows_what_is_said_of_an_item)
{
	static const struct {
		const char *path, *value;
		unsigned warnings;
	} steps[] = {
		{ "evidence/E-1/approval", "draft", WARN_DRAFT },
		{ "evidence/E-1/approval", "approved", 0 },
		{ "evidence/E-1/type", "first-party declaration",
		    WARN_ATTESTATION },
		{ "evidence/E-1/dated", "2026-07-01", 0 },
		{ "evidence/E-1/dated", "2025-07-01", WARN_ATTESTATION },
		{ "evidence/E-1/type", NULL, 0 },
		{ "AB-1/capability/since", "2026-05-15", 0 },
		{ "session/period/end", "2026-07-10", WARN_CAPABILITY },
		{ "AB-1/capability/since", NULL, 0 },
	};
	unsigned seen = WARN_DRAFT | WARN_ATTESTATION | WARN_CAPABILITY;
	struct on_desk it = { 0 };

	begin(&it.pack);
	applies(&it.pack, FIRST, "technology");
	on_desk_open(&it);
	desk_set_today(&it.desk, day_parse("2026-07-14"));
	on_desk_record(&it, "evidence/E-1/state", "accepted", NULL);
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		on_desk_record(&it, steps[i].path, steps[i].value, NULL);
		cr_assert_eq(desk_standing(&it.desk, FIRST)->warnings & seen,
		    steps[i].warnings, "%zu: %s", i, steps[i].path);
	}
	on_desk_record(&it, "evidence/E-1/method", "interview", NULL);
	cr_assert_eq(desk_standing(&it.desk, FIRST)->methods, METHOD_INTERVIEW,
	    "the method too");
	on_desk_done(&it);
}
