/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay: walk a security controls assessment from the terminal. */

#include <config.h>

#include <locale.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "app/cli.h"
#include "base/i18n.h"

int
main(int argc, char **argv)
{
	/* what is recorded here is confidential: nobody else reads it, and no
	 * core file keeps it */
	const struct rlimit none = { 0, 0 };

	umask(077);
	setrlimit(RLIMIT_CORE, &none);
	setlocale(LC_ALL, "");
	setlocale(LC_NUMERIC, "C");
	bindtextdomain(PACKAGE, LOCALEDIR);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
	return cli_run(argc, argv);
}
