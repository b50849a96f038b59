/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* XDG base directories. */

#include <config.h>

#include "store/xdg.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

const char *
xdg_user(void)
{
	const char *home = getenv("HOME");

	if (!home || *home != '/') {
		const struct passwd *me = getpwuid(getuid());

		home = me ? me->pw_dir : NULL;
	}
	return home && *home == '/' ? home : NULL;
}

char *
xdg_home(const char *variable, const char *fallback)
{
	const char *value = getenv(variable);

	if (value && *value == '/')
		return xstrdup(value);
	const char *home = xdg_user();

	return home ? path_join(home, fallback) : NULL;
}
