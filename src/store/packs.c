/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Where packs are looked for (DESIGN.md 6). */

#include <config.h>

#include "store/content.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/xdg.h"

static const char DEFAULT_PACK[] = "scf-ops";

/* dir/tail/id when that is a pack; else its place is noted as looked in. */
static char *
try_place(
    const char *dir, const char *tail, const char *id, struct str *looked)
{
	char *packs = path_join(dir, tail);
	char *path = path_join(packs, id);

	if (content_is_pack(path)) {
		free(packs);
		return path;
	}
	str_printf(looked, "%s%s", looked->len ? ", " : "", packs);
	free(packs);
	free(path);
	return NULL;
}

static char *
find_id(const char *id, const char *datadir, struct str *looked)
{
	char *home = xdg_home("XDG_DATA_HOME", ".local/share");
	char *found = home ? try_place(home, "assay/packs", id, looked) : NULL;

	free(home);
	const char *dirs = getenv("XDG_DATA_DIRS");

	if (!dirs || !*dirs)
		dirs = "/usr/local/share:/usr/share";
	while (!found && *dirs) {
		size_t len = strcspn(dirs, ":");
		char *dir = xstrndup(dirs, len);

		/* relative ones are ignored, as the convention says */
		if (*dir == '/')
			found = try_place(dir, "assay/packs", id, looked);
		free(dir);
		dirs += len + (dirs[len] == ':');
	}
	return found ? found : try_place(datadir, "content", id, looked);
}

char *
content_find(const char *pack, const char *also, const char *datadir,
    struct err *err)
{
	const char *id = pack ? pack : DEFAULT_PACK;

	if (pack && content_is_pack(pack))
		return xstrdup(pack);
	if (also && content_is_pack(also))
		return xstrdup(also);
	if (strchr(id, '/')) {
		err_set_at(err, ERR_ABSENT, id, 0, 0,
		    path_is_dir(id)
			? _("The directory holds no pack.yaml, so it is no "
			    "pack.")
			: _("There is no such directory."));
		return NULL;
	}
	struct str looked = { 0 };
	char *found = find_id(id, datadir, &looked);

	if (!found)
		err_set(err, ERR_ABSENT,
		    _("There is no pack \"%s\" in %s: give its directory "
		      "with --pack, or make it with assay import."),
		    id, str_text(&looked));
	str_done(&looked);
	return found;
}
