/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Modes of a session that are too wide: it was made by hand, unpacked or
 * checked out with another umask. */

#include <config.h>

#include "store/exposed.h"

#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

enum { OTHERS = S_IRWXG | S_IRWXO };

/* File systems whose modes are made up when they are mounted: the numbers
 * linux/magic.h has, and those it lacks. */
static bool
has_modes(const char *dir)
{
	static const unsigned long without[] = {
		0x4d44,     /* msdos, vfat */
		0x2011bab0, /* exfat */
		0x5346544e, /* ntfs */
		0x7366746e, /* ntfs3 */
		0x65735546, /* fuse: ntfs-3g and what desktops mount */
		0xff534d42, /* cifs */
		0xfe534d42, /* smb */
		0x01021997, /* 9p */
		0x9660,     /* isofs */
	};
	struct statfs fs;
	struct statvfs flags;

	if (statfs(dir, &fs) < 0 || statvfs(dir, &flags) < 0 ||
	    flags.f_flag & ST_RDONLY)
		return false;
	for (size_t i = 0; i < sizeof(without) / sizeof(*without); i++)
		/* a signed word of 32 bits on some machines */
		if (((unsigned long)fs.f_type & 0xffffffff) == without[i])
			return false;
	return true;
}

static bool
is_wide(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && !S_ISLNK(st.st_mode) &&
	       st.st_mode & OTHERS && st.st_uid == geteuid();
}

char *
session_exposed(const char *dir)
{
	static const char *const names[] = { "", "journal", "evidence" };
	const char *wide = NULL;

	for (size_t i = 0; !wide && i < sizeof(names) / sizeof(*names); i++) {
		/* the directory itself may be named by a link */
		char *path = i ? path_join(dir, names[i]) : realpath(dir, NULL);

		if (path && is_wide(path))
			wide = i ? names[i] : ".";
		free(path);
	}
	if (!wide || !has_modes(dir))
		return NULL;
	struct str place = { 0 };

	display_safe(&place, dir, false);
	/* TRANSLATORS: the name of a file in it, or a dot for all; then its
	 * path */
	char *text = xasprintf(_("Others can get at this session (%s): chmod "
	                         "-R go-rwx %s keeps it to you."),
	    wide, str_text(&place));

	str_done(&place);
	return text;
}
