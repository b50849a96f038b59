/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_CLI_H
#define ASSAY_APP_CLI_H

/* The command line: `assay [SESSION]` opens the screen, `assay VERB ...` does
 * one thing and ends. Exit status 0; 1 for data and I/O errors; 2 for usage. */

int cli_run(int argc, char **argv);

#endif
