/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Level text is read in two steps: cut into pieces (a bullet or a line of
 * prose each), then judged by its first sentence. Bullets below a sentence
 * that says "none here" explain it; they are never criteria. */

#include <config.h>

#include "import/leveltext.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

enum { SIGN_PROSE = 0, SIGN_NUMBER = '1', SIGN_SUB = 'o' };

struct piece {
	const char *line; /* with its sign */
	const char *text; /* after the sign */
	const char *end;
	uint32_t sign;
	bool gap; /* an empty line stands before it */
};
struct pieces {
	struct piece *items;
	size_t count;
	size_t capacity;
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The byte after blanks and no-break spaces. */
static const char *
skip_blank(const char *p)
{
	for (;;)
		if (is_blank(*p))
			p++;
		else if (p[0] == '\xc2' && p[1] == '\xa0')
			p += 2;
		else
			return p;
}

static bool
ends_word(const char *p)
{
	return !*p || *p == '\n' || skip_blank(p) != p;
}

/* Signs that mean nothing else at the start of a line. */
static bool
is_bullet(uint32_t code)
{
	static const uint32_t bullets[] = { 0x2022, 0x25aa, 0x2219, 0x25cf,
		0x25a0, 0x25e6, 0x25cb, 0x2023, 0xb7, 0xf0b7 };

	for (size_t i = 0; i < sizeof(bullets) / sizeof(*bullets); i++)
		if (code == bullets[i])
			return true;
	return false;
}

/* "(1)", "(a)" or "1." before a blank: the item's own text. */
static bool
is_numbered(const char *p)
{
	bool bracket = *p == '(';
	size_t word = strspn(p += bracket, "0123456789");

	if (bracket && !word && *p >= 'a' && *p <= 'z')
		word = 1;
	if (!word || word > 2 || !(p[word] == ')' || p[word] == '.'))
		return false;
	return bracket ? p[word] == ')' : ends_word(p + word + 1);
}

/* The sign at p and the byte after it and its blanks. */
static const char *
read_sign(const char *p, uint32_t *sign)
{
	uint32_t code;
	const char *after = utf8_next(p, &code);

	*sign = SIGN_PROSE;
	if (is_numbered(p)) {
		*sign = SIGN_NUMBER;
		return p;
	}
	bool dash = code == '-' || code == '*' || code == 0x2013;

	if (!(dash && ends_word(after)) && !is_bullet(code) &&
	    !(code == 'o' && *after == '\t'))
		return p;
	*sign = code;
	after = skip_blank(after);
	/* "- - text" is one bullet */
	if (dash && *after == *p && ends_word(utf8_next(after, &code)))
		after = skip_blank(utf8_next(after, &code));
	return after;
}

size_t
leveltext_sign(const char *text)
{
	uint32_t sign;

	return (size_t)(read_sign(text, &sign) - text);
}

bool
leveltext_is_item(const char *text)
{
	uint32_t sign;

	read_sign(text, &sign);
	return sign != SIGN_PROSE;
}

/* Where a bullet that lost its line break begins inside a line, or end. */
static const char *
find_inner(const char *p, const char *end)
{
	for (; p + 2 < end; p++) {
		if (!is_blank(*p))
			continue;
		uint32_t code;
		const char *after = utf8_next(p + 1, &code);

		/* a tab behind a dash: that is how lists are pasted */
		if (after < end &&
		    ((code == 'o' && *after == '\t') ||
			(code == '-' && after + strspn(after, " ") < end &&
			    after[strspn(after, " ")] == '\t') ||
			((code == 0x2022 || code == 0x25aa) &&
			    is_blank(*after))))
			return p + 1;
	}
	return end;
}

static void
add_piece(struct pieces *pieces, const char *line, const char *end, bool gap)
{
	struct piece piece = { .line = line, .end = end, .gap = gap };
	const struct piece *last =
	    pieces->count ? &pieces->items[pieces->count - 1] : NULL;

	piece.text = read_sign(line, &piece.sign);
	if (piece.sign == SIGN_PROSE && line[0] == 'o' && line[1] == ' ' &&
	    last && last->sign) {
		piece.sign = SIGN_SUB;
		piece.text = skip_blank(line + 1);
	}
	if (piece.text > end)
		piece.text = end;
	pieces->items = mem_grow(pieces->items, &pieces->capacity,
	    pieces->count + 1, sizeof(*pieces->items));
	pieces->items[pieces->count++] = piece;
}

static void
cut(const char *text, struct pieces *pieces)
{
	bool gap = false;

	for (const char *p = text; *p;) {
		const char *line = skip_blank(p);
		const char *end = line + strcspn(line, "\n");

		p = *end ? end + 1 : end;
		if (line == end)
			gap = true;
		while (line < end) {
			const char *stop = find_inner(line, end);

			add_piece(pieces, line, stop, gap);
			gap = false;
			line = stop;
		}
	}
}

/* A folded copy in the arena. */
static const char *
keep(struct arena *arena, const char *from, const char *end)
{
	char *folded = str_fold_space(from, (size_t)(end - from));
	const char *kept = arena_strndup(arena, folded, strlen(folded));

	free(folded);
	return kept;
}

/* Does prose go on here that a mere line break cut? */
static bool
goes_on(const struct str *text, const struct piece *next)
{
	return text->len && !next->gap && next->sign == SIGN_PROSE &&
	    !strchr(".:;?!", text->data[text->len - 1]);
}

/* Pieces first .. last-1 as lines. */
static const char *
keep_lines(struct arena *arena, const struct pieces *pieces, size_t first,
    size_t last)
{
	struct str out = { 0 };

	for (size_t i = first; i < last; i++) {
		const struct piece *piece = &pieces->items[i];
		char *line = str_fold_space(
		    piece->line, (size_t)(piece->end - piece->line));

		if (out.len)
			str_add_char(&out, goes_on(&out, piece) ? ' ' : '\n');
		str_add(&out, line);
		free(line);
	}
	const char *kept = arena_strndup(arena, str_text(&out), out.len);

	str_done(&out);
	return kept;
}

/* The first sentence in lower case, folded; the caller frees it. */
static char *
first_sentence(const struct piece *piece)
{
	char *text =
	    str_fold_space(piece->text, (size_t)(piece->end - piece->text));
	char *p = text;

	for (; *p; p++) {
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
		if ((*p == '.' || *p == ':') && (!p[1] || p[1] == ' '))
			break;
	}
	*p = '\0';
	return text;
}

/* The piece that the text begins with, behind a mark like "[deprecated]". */
static size_t
skip_mark(const struct pieces *pieces)
{
	const struct piece *first = &pieces->items[0];
	const char *end = first->end;

	while (end > first->text && is_blank(end[-1]))
		end--;
	return pieces->count > 1 && *first->text == '[' && end[-1] == ']';
}

/* "scr-cmm level 3", "c|p-cmm4", "level 3" at p; the byte after it, or NULL. */
static const char *
read_level(const char *p, int *level)
{
	size_t word = strspn(p, "abcdefghijklmnopqrstuvwxyz|&-");
	bool named = false;

	if (word >= 3 && strncmp(p + word - 3, "cmm", 3) == 0) {
		named = true;
		p += word;
		p += strspn(p, " -");
	}
	if (str_starts(p, "level")) {
		named = true;
		p += strlen("level");
		p += strspn(p, " -");
	}
	if (!named || *p < '0' || *p > '9' || (p[1] >= '0' && p[1] <= '9'))
		return NULL;
	*level = *p - '0';
	return p + 1;
}

/* "See SP-CMM3", "Utilize SCR-CMM Level 3 or Level 4 (if available) criteria
 * definitions": the verbs that say more than "look there" need the noun. */
static bool
defers(const char *sentence, struct leveltext *out)
{
	static const struct {
		const char *verb;
		bool noun;
	} verbs[] = { { "see ", false }, { "refer to ", false },
		{ "same as ", false }, { "utilize ", true },
		{ "use ", true }, { "follow ", true } };

	for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++) {
		const char *p = sentence;

		if (!str_starts(p, verbs[i].verb) ||
		    (verbs[i].noun && !strstr(p, "criteria")))
			continue;
		p += strlen(verbs[i].verb);
		p += str_starts(p, "the ") ? strlen("the ") : 0;
		p = read_level(p, &out->defers_to);
		if (p && str_starts(p, " or "))
			read_level(p + strlen(" or "), &out->or_to);
		if (p)
			return true;
	}
	out->defers_to = 0;
	return false;
}

static bool
not_available(const char *sentence)
{
	static const char *const whole[] = { "n/a", "not applicable",
		"not available", "not defined", "none", "\xe2\x80\x94" };
	static const char *const parts[] = { "is n/a", "not applicable",
		"not available", "not defined", "no defined" };
	int level;

	for (size_t i = 0; i < sizeof(whole) / sizeof(*whole); i++) {
		size_t len = strlen(whole[i]);

		if (str_starts(sentence, whole[i]) &&
		    (!sentence[len] || strchr(",;-", sentence[len]) ||
			str_starts(sentence + len, " -") ||
			str_starts(sentence + len, " (")))
			return true;
	}
	/* "Criteria definitions are not available for this control" */
	bool criteria = str_starts(sentence, "criteria ");

	if (str_starts(sentence, "there are no ") ||
	    str_starts(sentence, "no defined "))
		return strstr(sentence, "criteria") != NULL;
	if (str_starts(sentence, "no criteria "))
		return strstr(sentence, "defined") != NULL ||
		    strstr(sentence, "available") != NULL;
	if (!criteria && !read_level(sentence, &level))
		return false;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (strstr(sentence, parts[i]))
			return true;
	return false;
}

static struct leveltext_item *
new_item(struct leveltext *out, size_t room)
{
	if (!out->items)
		out->items =
		    arena_alloc(&out->arena, room * sizeof(*out->items));
	return &out->items[out->count++];
}

/* The text of a bullet that goes on over the lines after it; moves *i to the
 * last of them. */
static const char *
item_text(struct leveltext *out, const struct pieces *pieces, size_t *i)
{
	const char *from = pieces->items[*i].text;
	bool empty = from == pieces->items[*i].end;

	while (*i + 1 < pieces->count) {
		const struct piece *next = &pieces->items[*i + 1];

		if (next->sign || (next->gap && !empty))
			break;
		empty = false;
		++*i;
	}
	return keep(&out->arena, from, pieces->items[*i].end);
}

/* The bullets from piece i on: those of the first sign are items, others lie
 * below them. Prose after an empty line joins the summary. */
static void
collect(struct leveltext *out, const struct pieces *pieces, size_t i)
{
	size_t left = pieces->count - i;
	uint32_t main = pieces->items[i].sign;
	const char **subs = arena_alloc(&out->arena, left * sizeof(*subs));
	struct str more = { 0 };

	for (; i < pieces->count; i++) {
		const struct piece *piece = &pieces->items[i];
		const char *text = item_text(out, pieces, &i);

		if (piece->sign == SIGN_PROSE) {
			if (out->summary || more.len)
				str_add_char(&more, '\n');
			str_add(&more, text);
		} else if (!*text) {
			continue;
		} else if (piece->sign == main || !out->count) {
			new_item(out, left)->text = text;
			out->items[out->count - 1].sub = subs;
		} else {
			*subs++ = text;
			out->items[out->count - 1].subs++;
		}
	}
	if (more.len) {
		str_insert(&more, 0, out->summary ? out->summary : "",
		    out->summary ? strlen(out->summary) : 0);
		out->summary =
		    arena_strndup(&out->arena, str_text(&more), more.len);
	}
	str_done(&more);
}

static size_t
first_bullet(const struct pieces *pieces, size_t from)
{
	while (from < pieces->count && !pieces->items[from].sign)
		from++;
	return from;
}

/* Text without any bullet: what stands below "... to exist:" a line each, or
 * all of it as one criterion. */
static void
guess_items(struct leveltext *out, const struct pieces *pieces)
{
	const struct piece *first = &pieces->items[0];
	const char *end = first->end;

	while (end > first->line && is_blank(end[-1]))
		end--;
	out->guessed = true;
	if (pieces->count == 1 || end[-1] != ':') {
		new_item(out, 1)->text =
		    keep_lines(&out->arena, pieces, 0, pieces->count);
		return;
	}
	out->summary = keep(&out->arena, first->line, first->end);
	for (size_t i = 1; i < pieces->count; i++)
		new_item(out, pieces->count)->text = keep(&out->arena,
		    pieces->items[i].text, pieces->items[i].end);
}

static void
read_criteria(struct leveltext *out, const struct pieces *pieces)
{
	size_t bullet = first_bullet(pieces, 0);

	out->kind = LEVELTEXT_CRITERIA;
	if (bullet == pieces->count) {
		guess_items(out, pieces);
		return;
	}
	if (bullet)
		out->summary = keep_lines(&out->arena, pieces, 0, bullet);
	collect(out, pieces, bullet);
	if (!out->count)
		out->kind = LEVELTEXT_EMPTY;
}

/* Prose that opens a list of its own after the text said there is none. */
static size_t
find_second_list(const struct pieces *pieces)
{
	for (size_t i = 1; i + 1 < pieces->count; i++) {
		const struct piece *before = &pieces->items[i - 1];
		const char *end = before->end;

		while (end > before->line && is_blank(end[-1]))
			end--;
		if (!pieces->items[i].sign && pieces->items[i + 1].sign &&
		    (before->sign || (end > before->line && end[-1] == '.')))
			return i;
	}
	return pieces->count;
}

/* The reason, and apart from it the list that should not be there. */
static void
read_reason(struct leveltext *out, const struct pieces *pieces)
{
	size_t second = find_second_list(pieces);

	out->note = keep_lines(&out->arena, pieces, 0, second);
	if (second == pieces->count)
		return;
	out->contradicts = true;
	out->summary = keep_lines(&out->arena, pieces, second, second + 1);
	collect(out, pieces, second + 1);
}

/* Level 0 has no criteria in any generation: its bullets belong to the
 * sentence, and one that opens the text is mere form. */
static void
read_summary(struct leveltext *out, struct pieces *pieces)
{
	struct piece *first = &pieces->items[0];

	out->kind = LEVELTEXT_SUMMARY;
	if (first->sign && first->sign != SIGN_NUMBER)
		first->line = first->text;
	out->summary = keep_lines(&out->arena, pieces, 0, pieces->count);
}

void
leveltext_read(int level, const char *text, size_t len, struct leveltext *out)
{
	struct pieces pieces = { 0 };

	*out = (struct leveltext){ .kind = LEVELTEXT_EMPTY };
	cut(arena_strndup(&out->arena, text, len), &pieces);
	if (!pieces.count)
		return;
	char *sentence = first_sentence(&pieces.items[skip_mark(&pieces)]);

	if (level == 0) {
		read_summary(out, &pieces);
	} else if (defers(sentence, out)) {
		out->kind = LEVELTEXT_DEFERS;
		read_reason(out, &pieces);
	} else if (not_available(sentence)) {
		out->kind = LEVELTEXT_NOT_AVAILABLE;
		read_reason(out, &pieces);
	} else {
		read_criteria(out, &pieces);
	}
	free(sentence);
	free(pieces.items);
}

void
leveltext_done(struct leveltext *text)
{
	arena_done(&text->arena);
	*text = (struct leveltext){ 0 };
}

char *
leveltext_lines(const char *text, size_t len)
{
	struct str out = { 0 };
	const char *end = text + len;

	while (text < end) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));

		stop = stop ? stop : end;
		char *line = str_fold_space(text, (size_t)(stop - text));

		if (*line && out.len)
			str_add_char(&out, '\n');
		str_add(&out, line);
		free(line);
		text = stop < end ? stop + 1 : end;
	}
	return str_steal(&out);
}

static bool
in_model(char c)
{
	return (c >= 'A' && c <= 'Z') || c == '|' || c == '&' || c == '-';
}

char *
leveltext_model(const char *text)
{
	enum { MODEL_MAX = 16 };
	const char *best = NULL;
	size_t best_len = 0;

	for (const char *p = text; (p = strstr(p, "CMM")); p += 3) {
		const char *from = p;

		while (from > text && in_model(from[-1]) &&
		    p - from < MODEL_MAX)
			from--;
		while (*from == '|' || *from == '&' || *from == '-')
			from++;
		size_t len = (size_t)(p + 3 - from);

		if (len > best_len) {
			best = from;
			best_len = len;
		}
	}
	return best ? xstrndup(best, best_len) : NULL;
}

char *
leveltext_domain(const char *text, const char *code)
{
	enum { NAME_MAX = 80 };
	char *mark = xasprintf(" (%s) ", code);
	const char *at = strstr(text, mark);
	size_t len = at ? (size_t)(at - text) : 0;

	free(mark);
	if (!len || len > NAME_MAX || strcspn(text, ".:;\n") < len)
		return NULL;
	return xstrndup(text, len);
}
