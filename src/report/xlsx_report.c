/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The report as a workbook. libxlsxwriter writes files: they are made in a
 * directory of their own that nobody else may read, inside the session's, and
 * gone before this returns. */

#include <config.h>

#include "report/reports.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "report/roc.h"
#include "report/xlsx_parts.h"

enum { FILE_MOST = 1 << 30, SPARE = 1 << 18 };

static bool
check_table(const struct report_view *view, struct err *err)
{
	struct str names = { 0 };

	if (!view->table || tables_find(view->table))
		return true;
	for (size_t i = 0; tables_at(i); i++)
		str_printf(&names, "%s%s", i ? ", " : "", tables_at(i)->name);
	err_set(err, ERR_USAGE,
	    _("No such table: \"%s\". There are these: %s."), view->table,
	    str_text(&names));
	str_done(&names);
	return false;
}

/* libxlsxwriter does not see when its temporary files meet a full disk, so
 * there has to be room for all before. The file is taken over by it. */
static bool
has_room(const char *path, size_t bytes, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	int number;

	if (fd < 0)
		return err_set_errno(err, errno, path);
	number = posix_fallocate(fd, 0, (off_t)bytes);
	close(fd);
	return !number || number == EINVAL || number == EOPNOTSUPP ||
	       err_set_errno(err, number, path);
}

/* libxlsxwriter says its errors on standard error, where a screen may be. */
static lxw_error
finish_quietly(struct book *book, int *number)
{
	int kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	int none = open("/dev/null", O_WRONLY | O_CLOEXEC);
	lxw_error error;

	if (kept >= 0 && none >= 0) {
		dup2(none, STDERR_FILENO);
		mem_say_on(kept);
	}
	errno = 0;
	error = book_finish(book);
	*number = errno;
	if (kept >= 0 && none >= 0)
		dup2(kept, STDERR_FILENO);
	mem_say_on(STDERR_FILENO);
	if (kept >= 0)
		close(kept);
	if (none >= 0)
		close(none);
	return error;
}

/* Cut where a title gets out of hand. */
static char *
plain(const struct book *book, const char *text)
{
	enum { MOST = 1000 };
	struct str out = { 0 };

	book_add_plain(book, &out, text);
	if (out.len > MOST)
		str_truncate(&out,
		    (size_t)(utf8_previous(out.data, out.data + MOST) -
		             out.data));
	return str_steal(&out);
}

static void
set_properties(struct book *book)
{
	const struct xlsx_lib *lib = book->lib;
	const struct report_view *view = book->view;
	const struct session *session = view->desk->session;
	const char *client = session_get(session, "session/client");
	long long made = view->at ? moment_seconds(view->at) : 0;
	struct str title = { 0 }, comment = { 0 };

	roc_title(view, &title);
	str_printf(
	    &comment, "assay %s", view->version ? view->version : "");
	lxw_doc_properties properties = {
		.title = plain(book, str_text(&title)),
		.company = plain(book, client ? client : ""),
		.comments = plain(book, str_text(&comment)),
		/* 0 would be now */
		.created = made > 0 ? (time_t)made : 1,
	};

	lib->workbook_set_properties(book->workbook, &properties);
	free(properties.title);
	free(properties.company);
	free(properties.comments);
	str_done(&title);
	str_done(&comment);
}

static void
add_sheets(struct book *book)
{
	const struct report_view *view = book->view;
	struct summary summary;

	if (view->table) {
		book_table(book, tables_find(view->table));
		return;
	}
	summary_init(&summary, view->desk);
	book_summary(book, &summary);
	if (view->control == CATALOG_NONE)
		book_domains(book, &summary);
	summary_done(&summary);
	for (size_t i = 0; view->depth != REPORT_SUMMARY && tables_at(i); i++)
		book_table(book, tables_at(i));
}

static bool
fail(const struct xlsx_lib *lib, struct err *err, lxw_error error, int number,
    const char *path)
{
	if (number == ENOSPC || number == EDQUOT || number == EFBIG)
		return err_set_errno(err, number, path);
	return err_set_at(err, ERR_IO, path, 0, 0,
	    _("The workbook cannot be written: %s"), lib->lxw_strerror(error));
}

static bool
write_book(const struct xlsx_lib *lib, const struct report_view *view,
    const char *path, char *dir, struct err *err)
{
	struct book book;
	lxw_error error;
	int number = 0;

	book_init(&book, lib, view, path, dir);
	if (book.workbook) {
		set_properties(&book);
		add_sheets(&book);
	}
	if (!book.failed &&
	    !has_room(path, book.bytes + book.bytes / 2 + SPARE, err)) {
		book.failed = LXW_ERROR_CREATING_XLSX_FILE;
		book_finish(&book);
		return false;
	}
	error = finish_quietly(&book, &number);
	return !error || fail(lib, err, error, number, path);
}

bool
report_xlsx(const struct report_view *view, struct str *out, struct err *err)
{
	struct xlsx_lib lib;
	struct xlsx_place place;

	if (!check_table(view, err) || !xlsx_lib_open(&lib, err))
		return false;
	if (!xlsx_place_make(&place, view, err)) {
		xlsx_lib_close(&lib);
		return false;
	}
	char *path = path_join(place.dir, "report.xlsx");
	bool ok = write_book(&lib, view, path, place.dir, err) &&
	          file_read(path, FILE_MOST, out, err);

	unlink(path);
	xlsx_place_done(&place);
	xlsx_lib_close(&lib);
	free(path);
	return ok;
}
