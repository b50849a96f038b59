/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Reads a journal as a stream of lines, checking each one's sum and chain
 * before anything of it counts. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/session.h"
#include "store/journal_parts.h"

enum { CHUNK = 256 * 1024 };

void
line_reader_done(struct line_reader *reader)
{
	str_done(&reader->buffer);
}

/* Reads some more into the buffer; *more false at the end. */
static bool
fill(struct line_reader *reader, bool *more, struct err *err)
{
	uint64_t end = reader->offset + reader->buffer.len - reader->used;
	size_t want = CHUNK;
	char *chunk;
	ssize_t got;

	if (reader->limit - end < want)
		want = (size_t)(reader->limit - end);
	chunk = xmalloc(want);
	do
		got = pread(reader->fd, chunk, want, (off_t)end);
	while (got < 0 && errno == EINTR);
	if (got > 0) {
		str_remove(&reader->buffer, 0, reader->used);
		reader->used = 0;
		str_add_n(&reader->buffer, chunk, (size_t)got);
	}
	free(chunk);
	*more = got > 0;
	return got >= 0 || err_set_errno(err, errno, reader->path);
}

enum line_found
line_reader_next(
    struct line_reader *reader, const char **text, size_t *len, struct err *err)
{
	const char *end = NULL;
	size_t searched = 0;
	bool more = true;

	for (;;) {
		size_t left = reader->buffer.len - reader->used;
		const char *start = str_text(&reader->buffer) + reader->used;

		end = left > searched
		          ? memchr(start + searched, '\n', left - searched)
		          : NULL;
		*text = start;
		*len = end ? (size_t)(end - start) : left;
		if (end || !more)
			break;
		searched = left;
		if (left > JOURNAL_LINE_MAX) {
			err_set_at(err, ERR_INPUT, reader->path,
			    reader->line + 1, 0,
			    _("The line is longer than %d bytes; this is no "
			      "journal of a session."),
			    JOURNAL_LINE_MAX);
			return FOUND_FAULT;
		}
		if (!fill(reader, &more, err))
			return FOUND_FAULT;
	}
	if (!end)
		return *len ? FOUND_TORN : FOUND_END;
	reader->used += *len + 1;
	reader->offset += *len + 1;
	reader->line++;
	return FOUND_LINE;
}

/* Is nothing left after the line handed out last? */
static bool
at_end(struct line_reader *reader)
{
	bool more = true;

	if (reader->used < reader->buffer.len || !fill(reader, &more, NULL))
		return false;
	return !more;
}

static bool
fault(enum line_verdict verdict, struct err *err)
{
	switch (verdict) {
	case LINE_UNSUMMED:
		return err_set(
		    err, ERR_INPUT, _("The line does not end in its sum."));
	case LINE_DAMAGED:
		return err_set(err, ERR_INPUT,
		    _("The line is not as it was written: its sum differs."));
	case LINE_UNCHAINED:
		return err_set(err, ERR_INPUT,
		    _("The line does not follow the one before it."));
	case LINE_GOOD:
		break;
	}
	return true;
}

/* One line into the session; line 1 makes it. */
static bool
load_line(struct journal *journal, struct session **session, const char *text,
    size_t len, struct err *err)
{
	struct session_header header = { 0 };
	struct commit commit = { 0 };
	char sum[DIGEST_HEX + 1];
	bool first = *session == NULL;

	/* a newer format may sum its lines in another way */
	if (first && !line_read_header(text, len, &header, err))
		return false;
	const char *prev = first ? "" : journal->verified_sum;
	enum line_verdict verdict = journal->later
	                                ? line_chain(text, len, prev, sum)
	                                : line_verify(text, len, prev, sum);

	if (verdict != LINE_GOOD) {
		session_header_done(&header);
		return fault(verdict, err);
	}
	if (first) {
		memcpy(header.sum, sum, sizeof(sum));
		*session = session_new_take(&header);
		session_bulk(*session, true);
	} else {
		if (!line_read_commit(text, len, *session, &commit, err))
			return false;
		memcpy(commit.sum, sum, sizeof(sum));
		session_apply_take(*session, &commit);
	}
	memcpy(journal->verified_sum, sum, sizeof(sum));
	return true;
}

/* A block the power took: zeros where the line began, up to its end or to that
 * of a sector. */
static bool
is_blank(const char *text, size_t len, uint64_t offset)
{
	enum { SECTOR = 512 };
	size_t zeros = 0;

	while (zeros < len && !text[zeros])
		zeros++;
	return zeros && (zeros == len || (offset + zeros) % SECTOR == 0);
}

static void
keep_torn(struct journal *journal, const char *text, size_t len)
{
	free(journal->torn);
	journal->torn = text ? xstrndup(text, len) : NULL;
}

/* Names the place of what is wrong with a line. */
static bool
blame(const struct line_reader *reader, size_t line, struct err *err)
{
	if (!err || (err->code != ERR_INPUT && err->code != ERR_NEWER))
		return false;
	char *message = xstrdup(err->message);

	err_set_at(err, err->code, reader->path,
	    err->code == ERR_INPUT ? line : 0, 0, "%s", message);
	free(message);
	return false;
}

static bool
load_lines(struct journal *journal, struct line_reader *reader,
    struct session **session, size_t *added, struct err *err)
{
	const char *text;
	size_t len, line = *session ? session_commits(*session) + 2 : 1;

	for (;; line++) {
		uint64_t before = reader->offset;
		enum line_found found =
		    line_reader_next(reader, &text, &len, err);

		/* a block the power took: zeros where the line began */
		if (found == FOUND_LINE && is_blank(text, len, before) &&
		    at_end(reader)) {
			keep_torn(journal, "", 0);
			journal->verified = before;
			return true;
		}
		if (found == FOUND_FAULT)
			return blame(reader, line, err);
		if (found != FOUND_LINE) {
			keep_torn(
			    journal, found == FOUND_TORN ? text : NULL, len);
			return true;
		}
		bool first = *session == NULL;

		if (!load_line(journal, session, text, len, err))
			return blame(reader, line, err);
		journal->verified = reader->offset;
		if (!first)
			++*added;
	}
}

static bool
check_bytes(const struct journal *journal, const char *path, struct err *err)
{
	struct stat st;

	if (fstat(journal->read_fd, &st) < 0)
		return err_set_errno(err, errno, path);
	if ((uint64_t)st.st_size > JOURNAL_BYTES_MAX)
		return err_set_at(err, ERR_INPUT, path, 0, 0,
		    _("The file is larger than %d MiB; this is no journal "
		      "of a session."),
		    (int)(JOURNAL_BYTES_MAX >> 20));
	return true;
}

/* What is wrong with a line is an error, or, where what stands before it is
 * wanted, remembered. */
static bool
take_damage(struct journal *journal, const struct session *made,
    struct err *problem, struct err *err)
{
	bool salvage = journal->salvage && made && problem->code != ERR_NEWER;

	if (salvage) {
		free(journal->damage);
		journal->damage = err_line(problem);
	} else {
		err_set_at(err, problem->code, problem->path, problem->line,
		    problem->column, "%s", problem->message);
	}
	err_done(problem);
	return salvage;
}

bool
journal_load(struct journal *journal, struct session **session, size_t *added,
    struct err *err)
{
	char *path = journal_file(journal);
	struct session *made = *session;
	struct err problem = { 0 };
	size_t count = 0;
	struct line_reader reader = {
		.fd = journal->read_fd,
		.path = path,
		.offset = journal->verified,
		.limit = JOURNAL_BYTES_MAX,
	};

	free(journal->damage);
	journal->damage = NULL;
	if (made)
		session_bulk(made, true);
	bool ok = check_bytes(journal, path, &problem) &&
	          load_lines(journal, &reader, &made, &count, &problem);

	if (!ok)
		ok = take_damage(journal, made, &problem, err);
	if (ok && !made)
		ok = err_set_at(err, ERR_INPUT, path, 1, 0,
		    _("The first line of the journal is missing or cut "
		      "short; this is no session."));
	memcpy(journal->sum, journal->verified_sum, sizeof(journal->sum));
	if (made)
		session_bulk(made, false);
	if (ok) {
		*session = made;
		*added = count;
	} else if (made && !*session) {
		session_free(made);
	}
	line_reader_done(&reader);
	free(path);
	return ok;
}

/* Every line of the reader, which ends with the last one read before. */
static bool
verify_lines(
    struct line_reader *reader, char sum[DIGEST_HEX + 1], struct err *err)
{
	const char *text;
	size_t len;
	enum line_found found;

	while ((found = line_reader_next(reader, &text, &len, err)) ==
	       FOUND_LINE) {
		enum line_verdict verdict = line_verify(text, len, sum, sum);

		if (verdict != LINE_GOOD) {
			fault(verdict, err);
			return blame(reader, reader->line, err);
		}
	}
	return found != FOUND_FAULT;
}

bool
journal_read_again(const struct journal *journal, struct err *err)
{
	char *path = journal_file(journal), sum[DIGEST_HEX + 1] = "";
	struct stat st;
	struct line_reader reader = {
		.fd = journal->read_fd,
		.path = path,
		.limit = journal->verified,
	};
	bool ok = verify_lines(&reader, sum, err);

	if (ok && fstat(journal->read_fd, &st) < 0)
		ok = err_set_errno(err, errno, path);
	/* what was read is no longer what is there */
	else if (ok && (strcmp(sum, journal->verified_sum) != 0 ||
	                   st.st_mtim.tv_sec != journal->changed.tv_sec ||
	                   st.st_mtim.tv_nsec != journal->changed.tv_nsec))
		ok = journal_is_foreign(path, err);
	line_reader_done(&reader);
	free(path);
	return ok;
}

bool
journal_continues(const struct journal *journal, int fd)
{
	char tail[DIGEST_HEX + 3];
	size_t len = sizeof(tail);
	struct stat st;

	if (fstat(fd, &st) < 0 || (uint64_t)st.st_size < journal->verified ||
	    journal->verified < len)
		return false;
	return pread(fd, tail, len, (off_t)(journal->verified - len)) ==
	           (ssize_t)len &&
	       memcmp(tail, journal->verified_sum, DIGEST_HEX) == 0 &&
	       memcmp(tail + DIGEST_HEX, "\"}\n", 3) == 0;
}

bool
journal_refresh(struct journal *journal, struct session *session, size_t *added,
    struct err *err)
{
	if (!journal_follow(journal, err))
		return false;
	char *path = journal_file(journal);
	/* a writer that recovered has put a new file in place */
	int fd =
	    journal_open_file(journal->dir_fd, journal->dir, O_RDONLY, err);

	if (fd < 0) {
		free(path);
		return false;
	}
	if (!journal_continues(journal, fd)) {
		close(fd);
		err_set_at(err, ERR_INPUT, path, 0, 0,
		    _("The journal is no longer the one that was opened; "
		      "open the session again."));
		free(path);
		return false;
	}
	close(journal->read_fd);
	journal->read_fd = fd;
	free(path);
	return journal_load(journal, &session, added, err);
}
