/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_BASE_PRIVACY_H
#define ASSAY_BASE_PRIVACY_H

/* What is recorded here is confidential. */

/* From here on new files are their owner's only, whatever the caller's umask
 * is; no core file keeps what was in memory, wherever the system sends them;
 * and no other process of the user looks into it (gdb starts the program
 * itself then, or is run by root). Children that become other programs write
 * no core files either. */
void privacy_start(void);

#endif
