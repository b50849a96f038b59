/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A report made, named and put into a file. */

#include <config.h>

#include "app/report_make.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unictype.h>
#include <unistd.h>

#include "app/app_parts.h"
#include "app/sealing.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"

/* of a title in a file's name, in bytes */
enum { TITLE_MOST = 60 };

void
report_view_init(struct report_view *view, const struct desk *desk,
    const char *dir, time_t now, char at[32])
{
	app_format_time(now, at);
	*view = (struct report_view){ .desk = desk,
		.day = app_day(now),
		.at = at,
		.control = CATALOG_NONE,
		.domain = CATALOG_NONE,
		.version = PACKAGE_VERSION,
		.dir = dir };
}

bool
report_is_device(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && !S_ISREG(st.st_mode) &&
	       !S_ISDIR(st.st_mode);
}

static bool
is_same_file(const char *dir, const char *name, const char *path)
{
	char *own = path_join(dir, name);
	struct stat a, b;
	bool is = stat(own, &a) == 0 && stat(path, &b) == 0 &&
	          a.st_dev == b.st_dev && a.st_ino == b.st_ino;

	free(own);
	return is;
}

bool
report_check_path(const char *dir, const char *path, struct err *err)
{
	if (path_is_dir(path))
		return err_set_at(err, ERR_INPUT, path, 0, 0,
		    _("This is a directory where a file is needed."));
	if (is_same_file(dir, "journal", path))
		return err_set_at(err, ERR_INPUT, path, 0, 0,
		    _("This is the session's journal; name another file."));
	/* who replaces the lock lets a second writer in */
	if (is_same_file(dir, "lock", path))
		return err_set_at(err, ERR_INPUT, path, 0, 0,
		    _("This is the session's lock; name another file."));
	return true;
}

bool
report_make(const struct report_format *format, const struct report_view *view,
    struct str *out, char sha256[DIGEST_HEX + 1], struct err *err)
{
	size_t begin = out->len;
	struct report_view whole = *view;
	char seal[DIGEST_HEX + 1];

	*sha256 = '\0';
	if (sealing_fingerprint(view->dir, view->desk->session, seal))
		whole.seal = seal;
	if (!format->make(&whole, out, err))
		return false;
	if (format->traits & REPORT_HASHED)
		digest_hex(str_text(out) + begin, out->len - begin, sha256);
	return true;
}

static bool
write_device(const struct str *text, const char *path, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);

	if (fd < 0)
		return err_set_errno(err, errno, path);
	bool ok = file_write_all(fd, str_text(text), text->len, path, err);

	if (close(fd) < 0 && ok)
		ok = err_set_errno(err, errno, path);
	return ok;
}

bool
report_keep(const struct str *text, const char *path, bool replace,
    struct err *err)
{
	if (report_is_device(path))
		return write_device(text, path, err);
	if (!replace || !path_exists(path))
		return file_create(path, str_text(text), text->len, err);
	char *real = realpath(path, NULL);
	bool ok = file_replace(
	    real ? real : path, str_text(text), text->len, false, err);

	free(real);
	return ok;
}

/* Letters and digits of all scripts, with the marks that go with them. */
static bool
is_word(uint32_t code)
{
	return !utf8_unsafe(code) &&
	       (uc_is_alnum(code) ||
	           uc_is_general_category(code, UC_CATEGORY_M));
}

/* The words of a title in small ASCII letters and what is no ASCII as it is, a
 * hyphen between them. */
static void
add_slug(struct str *out, const char *title)
{
	size_t begin = out->len;
	bool gap = false;
	char bytes[5];

	while (*title) {
		uint32_t code;

		title = utf8_next(title, &code);
		if (!is_word(code)) {
			gap = out->len > begin;
			continue;
		}
		if (code >= 'A' && code <= 'Z')
			code += 'a' - 'A';
		size_t len = utf8_encode(code, bytes);

		if (out->len - begin + gap + len > TITLE_MOST)
			return;
		if (gap)
			str_add_char(out, '-');
		gap = false;
		str_add_n(out, bytes, len);
	}
}

/* Is there another format before it whose files end alike? */
static bool
shares_suffix(const struct report_format *format)
{
	for (size_t i = 0; reports_at(i) != format; i++)
		if (str_equal(reports_at(i)->suffix, format->suffix))
			return true;
	return false;
}

char *
report_file_name(
    const struct report_format *format, const struct report_view *view)
{
	const struct session *session = view->desk->session;
	const char *title = session_get(session, "session/title");
	struct str name = { 0 };
	char day[16];

	if (title)
		add_slug(&name, title);
	if (!name.len && view->dir)
		add_slug(&name, path_base(view->dir));
	if (!name.len)
		str_add(&name, "report");
	day_text(view->day, day);
	str_printf(&name, "-%s", day);
	if (view->table)
		str_printf(&name, "-%s", view->table);
	else if (shares_suffix(format))
		str_printf(&name, "-%s", format->name);
	str_printf(
	    &name, "%s%s", view->client ? "-client" : "", format->suffix);
	return str_steal(&name);
}
