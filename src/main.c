/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay: walk a security controls assessment from the terminal. */

#include <config.h>

#include <locale.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "app/cli.h"
#include "base/file.h"
#include "base/i18n.h"

int
main(int argc, char **argv)
{
	/* what is recorded here is confidential: nobody else reads it, and no
	 * core file keeps it */
	const struct rlimit none = { 0, 0 };
	const char *datadir = getenv("ASSAY_DATADIR");

	umask(077);
	setrlimit(RLIMIT_CORE, &none);
	setlocale(LC_ALL, "");
	setlocale(LC_NUMERIC, "C");
	/* from the build tree the translations lie beside the packs */
	if (datadir && *datadir) {
		char *locales = path_join(datadir, "locale");

		bindtextdomain(PACKAGE, locales);
		free(locales);
	} else {
		bindtextdomain(PACKAGE, LOCALEDIR);
	}
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
	return cli_run(argc, argv);
}
