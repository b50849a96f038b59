/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_HTML_TEXT_H
#define ASSAY_REPORT_HTML_TEXT_H

/* Text of anybody's making as text of an HTML page, good between tags and in
 * quoted attributes: it shows what was written, and does nothing. What comes
 * out is well-formed XML too. */

struct str;

/* Appends a text on one line: the five signs escaped, controls and marks that
 * hide or turn text made visible, line feeds and tabs as blanks. */
void html_add(struct str *out, const char *text);
/* The same with a <br/> for each line feed. Not for attributes. */
void html_add_lines(struct str *out, const char *text);
/* Appends an id as it may stand in id="" and after "#": letters, digits, ".",
 * "_" and "-" as they are, every other byte as "~" and two digits. Two ids
 * stay two, and none has a colon. */
void html_add_id(struct str *out, const char *id);

#endif
