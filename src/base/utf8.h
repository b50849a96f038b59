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
/* Would this code point disturb a terminal or hide text? THE table of them:
 * controls, bidi controls, soft hyphens, what is invisible (zero-width blanks,
 * joiners, fillers, tags, annotations, variation selectors), and what Unicode
 * says is no character. */
bool utf8_unsafe(uint32_t code);
/* Variation selectors choose between shapes of the character before them:
 * names in Japanese need them, emoji have them. */
bool utf8_variation(uint32_t code);
/* May this code point (one that utf8_unsafe knows), between the code points
 * before and after it (0: none), stay as it is in text that no terminal lays
 * out in cells? The joiners U+200C and U+200D may between letters of the
 * scripts that spell with them (Arabic to Khmer, Mongolian) and between
 * emoji, and a variation selector after a character outside of ASCII: without
 * them Persian, Hindi and Japanese names are spelled wrong. Two in a row,
 * which no spelling has, hide something. */
bool utf8_needed(uint32_t code, uint32_t before, uint32_t after);
/* Appends text as it may go to a terminal, a report or a log: controls as ^X,
 * what is unsafe as <U+202E> unless it is needed where it stands, malformed
 * bytes as U+FFFD. Line feeds stay when keep_lines, tabs become blanks. */
void display_safe(struct str *out, const char *text, bool keep_lines);

#endif
