/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Loading libxlsxwriter. */

#include <config.h>

#include "report/xlsx_lib.h"

#include <dlfcn.h>
#include <stddef.h>

#include "base/err.h"
#include "base/i18n.h"

struct call {
	const char *name;
	size_t where; /* in struct xlsx_lib */
};

bool
xlsx_lib_open(struct xlsx_lib *lib, struct err *err)
{
	static const struct call calls[] = {
#define X(name) { #name, offsetof(struct xlsx_lib, name) },
		XLSX_CALLS(X)
#undef X
	};

	*lib = (struct xlsx_lib){ .handle =
		    dlopen(XLSXWRITER_SONAME, RTLD_NOW | RTLD_LOCAL) };
	for (size_t i = 0;
	     lib->handle && i < sizeof(calls) / sizeof(*calls); i++) {
		void *call = dlsym(lib->handle, calls[i].name);

		if (!call)
			xlsx_lib_close(lib);
		else
			*(void **)((char *)lib + calls[i].where) = call;
	}
	if (lib->handle)
		return true;
	return err_set(err, ERR_ABSENT,
	    /* TRANSLATORS: the name of a file */
	    _("Workbooks need the library %s, which is not installed: "
	      "install it (libxlsxwriter), or take --format csv."),
	    XLSXWRITER_SONAME);
}

void
xlsx_lib_close(struct xlsx_lib *lib)
{
	if (lib->handle)
		dlclose(lib->handle);
	*lib = (struct xlsx_lib){ 0 };
}
