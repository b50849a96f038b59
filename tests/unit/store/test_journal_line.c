/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The bytes of a journal: documented, safe to show, kept when not understood.
 */

#include <config.h>

#include "session_desk.h"

#include "base/digest.h"
#include "store/journal_parts.h"

Test(journal_line, a_line_is_the_documented_json)
{
	struct desk d;
	struct str text = { 0 };
	char sum[DIGEST_HEX + 1];

	begin(&d);
	answer(&d, "met");
	cr_assert(record(&d, "GAR-01/target", "03", NULL), "");
	slurp(d.file, &text);
	char *second = strchr(text.data, '\n') + 1;
	char *third = strchr(second, '\n') + 1;
	const char *key = strstr(second, "\"sum\":\"");

	cr_assert(
	    str_starts(text.data, "{\"format\":\"assay-session/1\",\"id\":\""),
	    "%s", text.data);
	cr_assert_not_null(
	    strstr(text.data,
	        "\"by\":\"ada\",\"pack\":{\"id\":\"garden\",\"version\":\"1\","
	        "\"digest\":null,\"path\":null},\"policy\":{\"name\":\"most\","
	        "\"pass\":80,\"judge\":50},\"prev\":\"\",\"sum\":\""),
	    "header");
	cr_assert(str_starts(second,
	              "{\"seq\":1,\"at\":\"2026-07-14T10:00:00+02:00\","
	              "\"by\":\"ada\",\"changes\":[{\"path\":"
	              "\"GAR-01/criteria/2."),
	    "%s", second);
	cr_assert_not_null(
	    strstr(second, "/state\",\"old\":null,\"new\":\"met\",\"why\":"
	                   "\"for a reason\"}],\"prev\":\""),
	    "%s", second);
	cr_assert_not_null(strstr(third, "\"old\":null,\"new\":3}]"),
	    "a level is a number: %s", third);
	digest_hex(second, (size_t)(key - second), sum);
	cr_assert_eq(strncmp(key + 7, sum, DIGEST_HEX), 0, "sum");
	cr_assert_not_null(strstr(third, sum), "prev of the next");
	cr_assert_leq(third - second, 512, "a tick is 512 bytes at most");
	str_done(&text);
	finish(&d);
}

Test(journal_line, what_would_disturb_a_terminal_is_escaped_in_the_file)
{
	struct desk d;
	struct str text = { 0 };
	static const char nasty[] = "gr\xc3\xbc\xc3\x9f \x1b]0;x\x07 \x7f "
	                            "\xc2\x9b \xe2\x80\xae \xf3\xa0\x80\x81 "
	                            "\"q\" \\ \xf0\x9f\x98\x80\ttab\nline";

	begin(&d);
	cr_assert(record(&d, "GAR-01/notes/a/text", nasty, NULL), "");
	slurp(d.file, &text);
	for (size_t i = 0; i < text.len; i++)
		cr_assert(
		    (unsigned char)text.data[i] >= 0x20 || text.data[i] == '\n',
		    "control at %zu", i);
	cr_assert_not_null(strstr(text.data, "gr\xc3\xbc\xc3\x9f"), "UTF-8");
	cr_assert_not_null(strstr(text.data, "\xf0\x9f\x98\x80"), "UTF-8");
	cr_assert_not_null(
	    strstr(text.data, "\\u007f \\u009b \\u202e \\udb40\\udc01"),
	    "escaped");
	reopen(&d);
	cr_assert_str_eq(session_get(d.session, "GAR-01/notes/a/text"), nasty,
	    "the same text again");
	str_done(&text);
	finish(&d);
}

Test(journal_line, a_long_former_text_is_named_by_its_commit)
{
	struct desk d;
	struct str text = { 0 };
	char long_text[301];

	begin(&d);
	memset(long_text, 'x', 300);
	long_text[300] = '\0';
	cr_assert(record(&d, "GAR-01/notes/a/text", long_text, NULL), "");
	cr_assert(record(&d, "GAR-01/target", "1", NULL), "");
	cr_assert(record(&d, "GAR-01/notes/a/text", "short", NULL), "");
	cr_assert(record(&d, "GAR-01/notes/a/text", "other", NULL), "");
	slurp(d.file, &text);
	cr_assert_not_null(
	    strstr(text.data, "/text\",\"old\":1,\"new\":\"short\""), "%s",
	    text.data);
	cr_assert_not_null(
	    strstr(text.data, "\"old\":\"short\",\"new\":\"other\""), "");
	reopen(&d);
	const struct commit *commit = session_find_commit(d.session, 3);

	cr_assert_str_eq(commit->changes[0].old, long_text, "resolved");
	cr_assert_eq(commit->changes[0].old_seq, 1, "who set it");
	commit = session_find_commit(d.session, 4);
	cr_assert_eq(commit->changes[0].old_seq, 3, "known for short ones");
	take_back(&d, true);
	take_back(&d, true);
	cr_assert_str_eq(session_get(d.session, "GAR-01/notes/a/text"),
	    long_text, "undo gives all of it back");
	str_done(&text);
	finish(&d);
}

/* Writes a journal of these lines (without prev and sum), well summed. */
static void
forge(struct desk *d, const char *const *lines, size_t count)
{
	struct str out = { 0 };
	char prev[DIGEST_HEX + 1] = "";

	for (size_t i = 0; i < count; i++) {
		size_t start = out.len;

		str_printf(&out, "%s,\"prev\":\"%s\",", lines[i], prev);
		digest_hex(out.data + start, out.len - start, prev);
		str_printf(&out, "\"sum\":\"%s\"}\n", prev);
	}
	leave(d);
	spill(d->file, out.data, out.len);
	str_done(&out);
}

#define HEAD                                                         \
	"{\"format\":\"assay-session/1\",\"id\":\"i\",\"at\":\"t\"," \
	"\"by\":\"b\",\"pack\":{\"id\":\"garden\"}"
#define COMMIT(changes) \
	"{\"seq\":1,\"at\":\"t\",\"by\":\"b\",\"changes\":[" changes "]"

Test(journal_line, well_summed_nonsense_is_refused_with_its_line)
{
	static const char *const bad[] = {
		"{\"seq\":1,\"seq\":1,\"at\":\"t\",\"by\":\"b\",\"changes\":[]",
		"{\"seq\":2,\"at\":\"t\",\"by\":\"b\",\"changes\":[]",
		"{\"seq\":1,\"by\":\"b\",\"changes\":[]",
		"{\"seq\":1,\"at\":\"t\",\"by\":\"b\"",
		COMMIT("{\"path\":\"a/b\"}"),
		COMMIT("{\"new\":\"x\"}"),
		COMMIT("7"),
		COMMIT("{\"path\":\"A/notes/a/text\",\"old\":5,\"new\":\"x\"}"),
		COMMIT("{\"path\":\"a\",\"new\":\"1\"},"
		       "{\"path\":\"a\",\"new\":\"2\"}"),
		COMMIT("{\"path\":\"a\",\"new\":\"\\u0000\"}"),
		COMMIT("{\"path\":\"a\",\"new\":\"\xff\"}"),
	};
	struct desk d;

	begin(&d);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		const char *const lines[] = { HEAD, bad[i] };

		forge(&d, lines, 2);
		expect_refusal(&d, JOURNAL_WRITE, ERR_INPUT, 2);
	}
	finish(&d);
}

Test(journal_line, only_the_text_that_was_there_can_be_named)
{
#define TEXT(seq, old, new)                                             \
	"{\"seq\":" #seq ",\"at\":\"t\",\"by\":\"b\",\"changes\":[{" \
	"\"path\":\"A/notes/a/text\",\"old\":" #old ",\"new\":\"" new "\"}]"
	static const char *const lines[] = { HEAD, TEXT(1, null, "long"),
		TEXT(2, 1, "b"), TEXT(3, 2, "c"), TEXT(4, 1, "d") };
	struct desk d;

	begin(&d);
	forge(&d, lines, 5);
	expect_refusal(&d, JOURNAL_WRITE, ERR_INPUT, 5);
	forge(&d, lines, 4);
	reopen(&d);
	cr_assert_str_eq(
	    session_get(d.session, "A/notes/a/text"), "c", "the last");
	finish(&d);
}

Test(journal_line, a_newer_format_says_so_in_one_line)
{
	static const char *const lines[] = {
		"{\"format\":\"assay-session/2\",\"new\":[]"
	};
	static const char *const other[] = { "{\"format\":\"recipes/1\"" };
	struct desk d;

	begin(&d);
	forge(&d, lines, 1);
	expect_refusal(&d, JOURNAL_WRITE, ERR_NEWER, 0);
	forge(&d, other, 1);
	expect_refusal(&d, JOURNAL_WRITE, ERR_INPUT, 1);
	finish(&d);
}

Test(journal_line, a_part_of_a_commit_that_is_not_known_is_a_newer_one)
{
	static const char *const more[] = { HEAD,
		"{\"seq\":1,\"at\":\"t\",\"by\":\"b\",\"voids\":3,"
		"\"changes\":[]" };
	static const char *const change[] = { HEAD,
		COMMIT("{\"path\":\"GAR-01/performed\",\"old\":null,"
		       "\"new\":\"yes\",\"unless\":\"x\"}") };
	struct desk d;

	begin(&d);
	forge(&d, more, 2);
	expect_refusal(&d, JOURNAL_WRITE, ERR_NEWER, 0);
	expect_refusal(&d, JOURNAL_SALVAGE, ERR_NEWER, 0);
	forge(&d, change, 2);
	expect_refusal(&d, JOURNAL_READ, ERR_NEWER, 0);
	finish(&d);
}

Test(journal_line, what_this_version_does_not_know_is_kept)
{
	static const char *const lines[] = { HEAD ",\"mood\":\"fine\"",
		COMMIT("{\"path\":\"GAR-77/performed\",\"old\":null,"
		       "\"new\":\"yes\"},"
		       "{\"path\":\"statements/s-1/roles\","
		       "\"old\":null,\"new\":[\"owner\",\"operator\"]},"
		       "{\"path\":\"GAR-01/newer/field\",\"new\":3}") };
	struct desk d;
	struct str before = { 0 }, after = { 0 };

	begin(&d);
	forge(&d, lines, 2);
	slurp(d.file, &before);
	reopen(&d);
	cr_assert_str_eq(
	    session_get(d.session, "GAR-77/performed"), "yes", "orphan");
	cr_assert_eq(session_orphans(d.session, d.catalog), 1, "counted");
	cr_assert_str_eq(session_get(d.session, "GAR-01/newer/field"), "3", "");
	cr_assert_str_eq(session_get(d.session, "statements/s-1/roles"),
	    "[\"owner\",\"operator\"]", "a list as its JSON");
	answer(&d, "met");
	slurp(d.file, &after);
	cr_assert_eq(strncmp(after.data, before.data, before.len), 0,
	    "what was there stays as it was");
	take_back(&d, true);
	take_back(&d, true);
	reopen(&d);
	size_t count;

	session_range(d.session, "", &count);
	cr_assert_eq(count, 0, "undo works on what is not known too");
	str_done(&before);
	str_done(&after);
	finish(&d);
}

/* A commit's line as it would be with this front, its sum right. */
static bool
reads(struct desk *d, const char *front, struct err *err)
{
	struct str text = { 0 }, line = { 0 };
	char sum[DIGEST_HEX + 1];
	struct journal *journal;
	struct session *session;

	slurp(d->file, &text);
	size_t len = text.len;
	const char *prev = text.data + len - DIGEST_HEX - 3;

	str_printf(&line, "%s,\"prev\":\"%.64s\",", front, prev);
	digest_hex(line.data, line.len, sum);
	str_printf(&line, "\"sum\":\"%s\"}\n", sum);
	str_add_n(&text, line.data, line.len);
	spill(d->file, text.data, text.len);
	bool ok = journal_open(d->dir, JOURNAL_READ, &journal, &session, err);

	if (ok) {
		journal_close(journal);
		session_free(session);
	}
	spill(d->file, text.data, len);
	str_done(&text);
	str_done(&line);
	return ok;
}

Test(journal_line, what_stands_before_prev_and_sum_is_a_whole_object)
{
	static const char *const bad[] = { "", "{", "[", "{\"seq\":1",
		"{\"seq\":1,\"at\":\"t\",\"by\":\"b\",\"changes\":[]}",
		"{\"seq\":1,\"at\":\"t\",\"by\":\"b\",\"changes\":[",
		"{\"seq\":1,\"at\":\"t\",\"by\":\"b\",\"changes\":[],",
		"{\"seq\":1,\"at\":\"t\",\"changes\":[],\"by\":\"b",
		"{\"seq\":1,\"at\":\"t\",\"changes\":[],\"by\":\"b\\",
		"{\"seq\":1,\"at\":\"t\",\"by\":\"b\",\"changes\":[],"
		"\"prev\":\"\"",
		"{\"seq\":1,\"at\":\"t\",\"by\":\"b\",\"changes\":[],"
		"\"sum\":\"\"",
		"{\"seq\":1,\"at\":\"t\",\"by\":\"b\",\"changes\":[],"
		"\"seq\":1" };
	struct desk d;
	struct err err = { 0 };

	begin(&d);
	leave(&d);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		cr_assert_not(reads(&d, bad[i], &err), "%s", bad[i]);
		cr_assert_eq(
		    err.code, ERR_INPUT, "%s: %s", bad[i], err.message);
		cr_assert_eq(err.line, 2, "%s", bad[i]);
		err_done(&err);
	}
	cr_assert(
	    reads(&d, "{\"seq\":1,\"at\":\"t\",\"by\":\"b\",\"changes\":[]",
	        &err),
	    "%s", err.message);
	finish(&d);
}

static struct session *
empty_session(void)
{
	struct session_header h = header();

	return session_new_take(&h);
}

static bool
same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static void
expect_same(const struct commit *a, const struct commit *b, const char *line)
{
	cr_assert(a->seq == b->seq && a->undoes == b->undoes &&
	              a->redoes == b->redoes && a->count == b->count,
	    "%s", line);
	cr_assert(same_text(a->at, b->at) && same_text(a->by, b->by) &&
	              same_text(a->said, b->said),
	    "%s", line);
	for (size_t i = 0; i < a->count; i++) {
		const struct recorded_change *x = &a->changes[i];
		const struct recorded_change *y = &b->changes[i];

		cr_assert(same_text(x->path, y->path) &&
		              same_text(x->old, y->old) &&
		              same_text(x->value, y->value) &&
		              same_text(x->why, y->why) &&
		              x->old_seq == y->old_seq,
		    "change %zu of %s", i, line);
	}
}

/* Reads a line, and the same with a blank in it that changes nothing but that
 * it is not as we write it. Was it read? */
static bool
reads_alike(const struct session *session, const char *line, size_t len)
{
	struct commit quick = { 0 }, slow = { 0 };
	struct err err = { 0 };
	char *blank = xasprintf("{ %s", line + 1);
	bool read = line_read_commit(line, len, session, &quick, &err);
	bool also = line_read_commit(blank, len + 1, session, &slow, NULL);

	cr_assert_eq(read, also, "%s: %s", line, err.message);
	if (read) {
		expect_same(&quick, &slow, line);
		commit_done(&quick);
		commit_done(&slow);
	}
	err_done(&err);
	free(blank);
	return read;
}

/* What is read without a tree of values is what the parser of JSON reads. */
Test(journal_line, a_line_reads_the_same_however_it_is_spaced)
{
	static const char *const fronts[] = {
		"{\"seq\":1,\"at\":\"t\",\"by\":\"b\",\"changes\":[{\"path\":"
		"\"GAR-01/target\",\"old\":null,\"new\":3}]",
		"{\"seq\":1,\"at\":\"t\",\"by\":\"J\xc3\xa4ger\",\"said\":"
		"\"M. B\",\"undoes\":1,\"redoes\":20,\"changes\":[{\"path\":"
		"\"GAR-01/criteria/2.2/state\",\"old\":\"met\",\"new\":null,"
		"\"why\":\"so\"},{\"path\":\"GAR-01/notes/a/text\",\"old\":"
		"\"12\",\"new\":\"\"},{\"path\":\"GAR-01/later/on\",\"old\":7,"
		"\"new\":\"a \\u007f b\"}]",
	};
	static const char bytes[] = "\"\\{}[]:, 0179-.eEnultrp\xc3\xa9\x80\xff"
	                            "\x1f\x7f";
	char zeros[DIGEST_HEX + 1];
	struct session *session = empty_session();
	struct str line = { 0 };
	size_t good = 0;

	memset(zeros, '0', DIGEST_HEX);
	zeros[DIGEST_HEX] = '\0';
	srand(11);
	for (int round = 0; round < 60000; round++) {
		const char *front = fronts[round % 2];
		size_t len = strlen(front);

		str_clear(&line);
		str_printf(&line, "%s,\"prev\":\"%s\",\"sum\":\"%s\"}", front,
		    zeros, zeros);
		for (int i = rand() % 3; i > 0; i--)
			line.data[1 + (size_t)rand() % (len - 1)] =
			    bytes[(size_t)rand() % (sizeof(bytes) - 1)];
		good += reads_alike(session, str_text(&line), line.len);
	}
	cr_assert_gt(good, 20000, "most whole ones are read");
	cr_assert_lt(good, 50000, "most others are not");
	str_done(&line);
	session_free(session);
}
