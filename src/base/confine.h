/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_BASE_CONFINE_H
#define ASSAY_BASE_CONFINE_H

/* Work on untrusted bytes in a child process that keeps one pipe and nothing
 * else: no terminal, no new descriptors, no change of any file (Landlock,
 * where the kernel has it), no new privileges, no processes, limits on memory
 * and time (robustness.md 3). What the kernel does not offer is gone without.
 * Under sanitizers it keeps standard error as well. */

#include <stdbool.h>
#include <stddef.h>

struct err;
struct str;

struct confine_limits {
	size_t memory;    /* bytes of address space beyond what the parent
			     has; not set under sanitizers */
	unsigned seconds; /* of processor time, at least 1 */
	size_t result;    /* bytes of the answer */
};

/* Runs work(arg, watch, out) in a child; what it appends to out is appended
 * to *result here. watch(done, total) of the child calls `watch` of the
 * parent (NULL: nothing). False and *err when the child could not be started,
 * was ended by a limit or a signal, or answered more than limits.result.
 * Messages speak of "reading it": name the source with err_wrap. */
struct confine_watch {
	void (*step)(void *arg, size_t done, size_t total);
	void *arg;
};
bool confine_run(void (*work)(void *arg, const struct confine_watch *watch,
		     struct str *out),
    void *arg, const struct confine_limits *limits,
    const struct confine_watch *watch, struct str *result, struct err *err);

#endif
