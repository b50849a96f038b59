/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_BASE_UTF8_H
#define ASSAY_BASE_UTF8_H

/* UTF-8 at the door and on the way out. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str;

/* Is it well-formed UTF-8 (no surrogates, no overlong forms)? */
bool utf8_valid(const char *text, size_t len);
/* Reads one code point of NUL-terminated text and returns the byte after it.
 * A malformed byte reads as U+FFFD and is one byte long. */
const char *utf8_next(const char *text, uint32_t *code);
/* The start of the character before `at`, which lies inside `text`. */
const char *utf8_previous(const char *text, const char *at);
/* Writes code as UTF-8 into buffer, NUL-terminated; returns its bytes. */
size_t utf8_encode(uint32_t code, char buffer[5]);
/* Would this code point disturb a terminal or hide text: a control, a bidi
 * control, an invisible mark (robustness.md 2)? */
bool utf8_unsafe(uint32_t code);
/* Appends text as it may go to a terminal, a report or a log: controls as ^X,
 * bidi controls and invisible marks as <U+202E>, malformed bytes as U+FFFD.
 * Line feeds stay when keep_lines, tabs become blanks. */
void display_safe(struct str *out, const char *text, bool keep_lines);

#endif
