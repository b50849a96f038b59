/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The archive a workbook is: minizip over the bytes in memory. Sizes the
 * archive declares are believed for nothing but their being wrong: caps count
 * what really comes out. Nothing is ever written anywhere. */

#include <config.h>

#include "import/xlsx_parts.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"

bool
xlsx_zip_error(
    const struct xlsx_zip *zip, struct err *err, const char *format, ...)
{
	struct str text = { 0 };
	va_list args;

	va_start(args, format);
	str_vprintf(&text, format, args);
	va_end(args);
	err_set_at(err, ERR_INPUT, zip->path, 0, 0, "%s", str_text(&text));
	str_done(&text);
	return false;
}

static void *
memory_open(void *opaque, const void *name, int mode)
{
	(void)name;
	(void)mode;
	return opaque;
}

static uLong
memory_read(void *opaque, void *stream, void *to, uLong size)
{
	struct xlsx_zip *zip = opaque;
	size_t left = zip->len - zip->at;
	size_t len = size < left ? size : left;

	(void)stream;
	if (len)
		memcpy(to, zip->bytes + zip->at, len);
	zip->at += len;
	zip->cut_off |= len < size;
	return len;
}

static uLong
memory_write(void *opaque, void *stream, const void *from, uLong size)
{
	(void)opaque;
	(void)stream;
	(void)from;
	(void)size;
	return 0;
}

static ZPOS64_T
memory_tell(void *opaque, void *stream)
{
	struct xlsx_zip *zip = opaque;

	(void)stream;
	return zip->at;
}

static long
memory_seek(void *opaque, void *stream, ZPOS64_T offset, int origin)
{
	struct xlsx_zip *zip = opaque;
	size_t from = 0;

	(void)stream;
	if (origin == ZLIB_FILEFUNC_SEEK_CUR)
		from = zip->at;
	else if (origin == ZLIB_FILEFUNC_SEEK_END)
		from = zip->len;
	if (offset > zip->len - from)
		return -1;
	zip->at = from + offset;
	return 0;
}

static int
memory_close(void *opaque, void *stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

/* Asked when a read came back short: the end is no zero byte. */
static int
memory_error(void *opaque, void *stream)
{
	const struct xlsx_zip *zip = opaque;

	(void)stream;
	return zip->cut_off;
}

/* The name of a part without what some writers make of it; false: no part
 * can have it. */
static bool
clean_name(char *name, size_t len)
{
	if (!len || len >= XLSX_NAME_MAX || strlen(name) != len)
		return false;
	for (char *p = name; *p; p++)
		if (*p == '\\')
			*p = '/';
	if (*name == '/')
		return false;
	for (const char *p = name; p; p = strchr(p, '/')) {
		p += *p == '/';
		if (strncmp(p, "..", 2) == 0 && (p[2] == '/' || !p[2]))
			return false;
	}
	return true;
}

static bool
add_entry(struct xlsx_zip *zip)
{
	char name[XLSX_NAME_MAX];
	unz_file_info64 info;
	struct xlsx_entry entry = { 0 };

	if (unzGetCurrentFileInfo64(zip->file, &info, name, sizeof(name), NULL,
	        0, NULL, 0) != UNZ_OK ||
	    unzGetFilePos64(zip->file, &entry.place) != UNZ_OK)
		return false;
	if (!clean_name(name, info.size_filename))
		return true;
	entry.name = arena_strndup(&zip->names, name, info.size_filename);
	zip->entries = mem_grow(zip->entries, &zip->capacity, zip->count + 1,
	    sizeof(*zip->entries));
	zip->entries[zip->count++] = entry;
	return true;
}

static bool
list_entries(struct xlsx_zip *zip, struct err *err)
{
	int status = unzGoToFirstFile(zip->file);

	for (size_t i = 0; status == UNZ_OK; i++) {
		if (i == XLSX_ENTRIES_MAX)
			return xlsx_zip_error(zip, err,
			    _("This archive holds more than %d files, which "
			      "no workbook does: save it again from a "
			      "spreadsheet program."),
			    XLSX_ENTRIES_MAX);
		if (!add_entry(zip))
			break;
		status = unzGoToNextFile(zip->file);
	}
	return status == UNZ_END_OF_LIST_OF_FILE ||
	       xlsx_zip_error(zip, err,
	           _("The list of what this archive holds is damaged: get the "
	             "file again."));
}

/* Says what a file is that is no archive. */
static bool
no_archive(const struct xlsx_zip *zip, struct err *err)
{
	static const char ole[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
	/* in UTF-16 */
	static const char sealed[] =
	    "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

	if (zip->len < 8 || memcmp(zip->bytes, ole, 8) != 0)
		return xlsx_zip_error(zip, err,
		    _("This is no workbook (.xlsx), or its end is cut off: "
		      "get the file again, or save it as .xlsx."));
	if (memmem(zip->bytes, zip->len, sealed, sizeof(sealed)))
		return xlsx_zip_error(zip, err,
		    _("This workbook is protected by a password: open it, "
		      "take the password off, and save it as .xlsx."));
	return xlsx_zip_error(zip, err,
	    _("This is a document of the old kind (.xls): open it in a "
	      "spreadsheet program and save it as .xlsx."));
}

bool
xlsx_zip_open(struct xlsx_zip *zip, const char *path, const char *bytes,
    size_t len, struct err *err)
{
	zlib_filefunc64_def memory = { memory_open, memory_read, memory_write,
		memory_tell, memory_seek, memory_close, memory_error, zip };

	*zip = (struct xlsx_zip){ .path = path, .bytes = bytes, .len = len };
	if (len >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
		zip->file = unzOpen2_64("", &memory);
	return zip->file ? list_entries(zip, err) : no_archive(zip, err);
}

static void
close_part(struct xlsx_zip *zip)
{
	if (zip->open)
		unzCloseCurrentFile(zip->file);
	zip->open = NULL;
}

void
xlsx_zip_close(struct xlsx_zip *zip)
{
	close_part(zip);
	if (zip->file)
		unzClose(zip->file);
	free(zip->entries);
	arena_done(&zip->names);
	*zip = (struct xlsx_zip){ 0 };
}

/* How many entries have that name; *out is the first. */
static size_t
find(const struct xlsx_zip *zip, const char *name, struct xlsx_entry **out)
{
	size_t count = 0;

	for (size_t i = 0; i < zip->count; i++)
		if (strcasecmp(zip->entries[i].name, name) == 0 && !count++)
			*out = &zip->entries[i];
	return count;
}

bool
xlsx_zip_has(const struct xlsx_zip *zip, const char *name)
{
	struct xlsx_entry *entry = NULL;

	return find(zip, name, &entry) != 0;
}

static bool
damaged(const struct xlsx_zip *zip, const char *name, struct err *err)
{
	return xlsx_zip_error(zip, err,
	    _("The part %s of this workbook is damaged: get the file again."),
	    name);
}

/* Goes to an entry that can be read. */
static bool
go_to(struct xlsx_zip *zip, const char *name, struct xlsx_entry **entry,
    struct err *err)
{
	unz_file_info64 info;
	size_t count = find(zip, name, entry);

	if (!count)
		return xlsx_zip_error(zip, err,
		    _("This workbook lacks its part %s: get the file again, "
		      "or save it again from a spreadsheet program."),
		    name);
	if (count > 1)
		return xlsx_zip_error(zip, err,
		    _("This workbook has its part %s twice, and nobody can "
		      "tell which is meant: save it again from a spreadsheet "
		      "program."),
		    name);
	if (unzGoToFilePos64(zip->file, &(*entry)->place) != UNZ_OK ||
	    unzGetCurrentFileInfo64(
	        zip->file, &info, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK)
		return damaged(zip, name, err);
	if (info.flag & 1)
		return xlsx_zip_error(zip, err,
		    _("The part %s of this workbook is encrypted: save it "
		      "without a password."),
		    name);
	if (info.compression_method != 0 &&
	    info.compression_method != Z_DEFLATED)
		return xlsx_zip_error(zip, err,
		    _("The part %s is packed in a way (%lu) that workbooks do "
		      "not use: save it again from a spreadsheet program."),
		    name, info.compression_method);
	zip->declared = info.uncompressed_size;
	return true;
}

bool
xlsx_zip_begin(struct xlsx_zip *zip, const char *name, struct err *err)
{
	struct xlsx_entry *entry = NULL;

	close_part(zip);
	if (!go_to(zip, name, &entry, err))
		return false;
	if (unzOpenCurrentFile(zip->file) != UNZ_OK)
		return damaged(zip, name, err);
	zip->open = entry;
	zip->done = 0;
	return true;
}

/* Counts what came out; a part read again counts once. */
static bool
count_bytes(struct xlsx_zip *zip, size_t more, struct err *err)
{
	struct xlsx_entry *entry = zip->open;

	zip->done += more;
	if (zip->done > entry->counted) {
		zip->total += zip->done - entry->counted;
		entry->counted = zip->done;
	}
	if (zip->done > XLSX_PART_MAX)
		return xlsx_zip_error(zip, err,
		    _("The part %s has more than %d MiB: take out of the "
		      "workbook what is not to be imported."),
		    entry->name, XLSX_PART_MAX >> 20);
	if (zip->total > XLSX_TOTAL_MAX)
		return xlsx_zip_error(zip, err,
		    _("This workbook has more than %d MiB: take out of it "
		      "what is not to be imported."),
		    XLSX_TOTAL_MAX >> 20);
	return true;
}

bool
xlsx_zip_read(
    struct xlsx_zip *zip, void *to, size_t size, size_t *got, struct err *err)
{
	int len = unzReadCurrentFile(zip->file, to, (unsigned)size);

	if (len < 0)
		return damaged(zip, zip->open->name, err);
	if (len > 0) {
		*got = (size_t)len;
		return count_bytes(zip, *got, err);
	}
	const char *name = zip->open->name;
	bool whole = zip->done == zip->declared;

	zip->open = NULL;
	/* tells of a wrong check sum */
	if (unzCloseCurrentFile(zip->file) != UNZ_OK || !whole)
		return damaged(zip, name, err);
	*got = 0;
	return true;
}
