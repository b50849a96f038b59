/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The questions of a requirement. Choices that carry a score of the scale are
 * what a level asks for: its criteria. All other questions are objectives. */

#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/ciso_parts.h"
#include "model/builder.h"

/* More than any level has. */
enum { CRITERIA_MAX = 500 };

static const char question_keys[] =
    " type text choices depends_on annotation config weight translations"
    " order urn ref_id question_type question_choices questions ";
static const char choice_keys[] =
    " urn value add_score compute_result annotation description color"
    " select_implementation_groups translations ref_id order ";

struct question {
	const struct ynode *yaml;
	const struct ynode *choices; /* the first, or NULL */
	bool scored;                 /* all its scores are levels */
};

/* The questions of one control. */
struct asking {
	struct ciso *c;
	const struct ciso_framework *framework;
	size_t control;
	struct question *items;
	size_t count, capacity;
};

/* The score of a choice, -1 without one or when it is no number from 0. */
static int
score(const struct ynode *choice)
{
	return ciso_number(choice, "add_score");
}

/* Do the choices carry scores, all of them levels? */
static bool
is_scored(struct asking *a, const struct ynode *node,
    const struct ynode *question, const struct ynode *choices)
{
	bool any = false, fits = ciso_on_scale(a->framework, node);

	for (const struct ynode *choice = choices; choice;
	     choice = choice->next) {
		if (!ynode_text(choice, "add_score"))
			continue;
		any = true;
		fits &=
		    score(choice) >= 0 && score(choice) <= a->framework->top;
	}
	if (any && !fits && !a->c->unscaled++)
		a->c->unscaled_line = question->line;
	return any && fits;
}

static void
add_question(struct asking *a, const struct ynode *node,
    const struct ynode *question, const struct ynode *choices)
{
	if (question->kind != YNODE_MAPPING)
		return;
	ciso_check_keys(a->c, question, question_keys);
	for (const struct ynode *choice = choices; choice;
	     choice = choice->next)
		ciso_check_keys(a->c, choice, choice_keys);
	a->items =
	    mem_grow(a->items, &a->capacity, a->count + 1, sizeof(*a->items));
	a->items[a->count++] = (struct question){
		.yaml = question,
		.choices = choices,
		.scored = is_scored(a, node, question, choices),
	};
}

/* Both the present form and the older one, whose choices hold for all. */
static void
find_questions(struct asking *a, const struct ynode *node)
{
	const struct ynode *all = ynode_get(node, "questions");
	const struct ynode *older = ynode_get(node, "question");

	for (const struct ynode *q = all ? all->first : NULL; q; q = q->next)
		add_question(a, node, q, ciso_list(q, "choices"));
	if (!older || older->kind != YNODE_MAPPING)
		return;
	const struct ynode *shared = ciso_list(older, "question_choices");
	const struct ynode *listed = ciso_list(older, "questions");

	ciso_check_keys(a->c, older, question_keys);
	if (!listed)
		add_question(a, node, older, shared);
	for (; listed; listed = listed->next)
		add_question(a, node, listed, shared);
}

/* A text of an owner in a language (NULL: the library's own), which stands in
 * where it has none. */
static const char *
words(struct ciso *c, const struct ynode *owner, const char *key,
    const char *language)
{
	const struct ynode *all = ynode_get(owner, "translations");
	const char *text =
	    language ? ciso_text(c, ynode_get(all, language), key) : NULL;

	return text ? text : ciso_text(c, owner, key);
}

static const char *
choice_words(struct ciso *c, const struct ynode *choice, const char *language)
{
	return choice->kind == YNODE_SCALAR
	           ? ciso_item(c, choice)
	           : words(c, choice, "value", language);
}

/* Is it one of the answers that a tick or a designation gives anyway? */
static bool
is_plain(const char *answer)
{
	static const char *const plain[] = { "yes", "no", "n/a", "na",
		"not applicable", "true", "false", "oui", "non",
		"non applicable", "ja", "nein", "nicht anwendbar", "nee",
		"n.v.t.", "s\xc3\xad", "si", "s\xc3\xac", "no aplica",
		"non applicabile", "sim", "n\xc3\xa3o", "nej", "ano", "ne",
		"tak", "nie", "evet", "hay\xc4\xb1r", "uygulanamaz" };

	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		if (strcasecmp(answer, plain[i]) == 0)
			return true;
	return false;
}

static bool
all_plain(struct ciso *c, const struct ynode *choices)
{
	for (const struct ynode *choice = choices; choice;
	     choice = choice->next) {
		const char *text = choice_words(c, choice, NULL);

		if (text && !is_plain(text))
			return false;
	}
	return true;
}

/* What a text of several parts says in a language. */
struct wording {
	struct asking *a;
	const struct question *question;
	const struct ynode *choice; /* NULL: the objective */
};

/* "Question: choice", or the choice alone where there is no other question. */
static void
say_criterion(const struct wording *w, const char *language, struct str *out)
{
	struct ciso *c = w->a->c;
	const char *question = words(c, w->question->yaml, "text", language);
	const char *choice = choice_words(c, w->choice, language);

	if (w->a->count > 1 && question) {
		size_t len = strlen(question);

		str_add(out, question);
		str_add(out, strchr("?:", question[len - 1]) ? " " : ": ");
	}
	str_add(out, choice ? choice : "");
}

/* The question and, below it, what can be answered. */
static void
say_objective(const struct wording *w, const char *language, struct str *out)
{
	struct ciso *c = w->a->c;
	const char *question = words(c, w->question->yaml, "text", language);

	str_add(out, question ? question : "");
	if (all_plain(c, w->question->choices))
		return;
	for (const struct ynode *choice = w->question->choices;
	     choice && out->len < YLIMITS_PACK.scalar; choice = choice->next) {
		const char *text = choice_words(c, choice, language);

		if (text)
			str_printf(out, "%s- %s", out->len ? "\n" : "", text);
	}
}

/* No longer than a text of a pack may be, whole characters. */
static void
limit(struct str *text)
{
	size_t len = YLIMITS_PACK.scalar;

	if (text->len <= len)
		return;
	while (len && (text->data[len] & 0xc0) == 0x80)
		len--;
	str_truncate(text, len);
}

static void
say(const struct wording *w, const char *language, struct str *out)
{
	str_clear(out);
	if (w->choice)
		say_criterion(w, language, out);
	else
		say_objective(w, language, out);
	limit(out);
}

/* Lays the text in one more language over it, where that says otherwise. */
static void
translate_into(const struct wording *w, const char *language,
    enum catalog_field field, size_t row, struct textmap *done)
{
	struct str base = { 0 }, text = { 0 };

	if (textmap_add(done, language, 0)) {
		say(w, NULL, &base);
		say(w, language, &text);
		if (!str_equal(str_text(&base), str_text(&text)))
			job_translate(w->a->c->job, language, field, row, 0,
			    str_text(&text));
	}
	str_done(&base);
	str_done(&text);
}

/* In every language that the question or a choice of it knows. */
static void
translate(const struct wording *w, enum catalog_field field, size_t row)
{
	struct ciso *c = w->a->c;
	struct textmap done = { 0 };
	const struct ynode *texts = NULL;
	const struct ynode *choice =
	    w->choice ? w->choice : w->question->choices;

	while ((texts = ciso_language(c, w->question->yaml, texts)))
		translate_into(w, texts->key, field, row, &done);
	for (; choice; choice = w->choice ? NULL : choice->next)
		while ((texts = ciso_language(c, choice, texts)))
			translate_into(w, texts->key, field, row, &done);
	textmap_done(&done);
}

/* What each level asks for: its row is made with the first text of it. */
struct level {
	size_t row, criteria;
	struct str summary; /* of level 0, which has no criteria */
	struct wording first;
};

static void
open_level(struct asking *a, struct level *level, int number)
{
	struct builder *b = a->c->job->builder;

	if (level->row != CATALOG_NONE)
		return;
	level->row = builder_child(b, CONTROL_LEVELS, a->control);
	builder_number(b, CLEVEL_LEVEL, level->row, number);
}

static bool
add_choice(const struct wording *w, struct level *level, int number)
{
	struct import_job *job = w->a->c->job;
	struct builder *b = job->builder;
	struct str text = { 0 };

	if (!choice_words(w->a->c, w->choice, NULL))
		return true;
	say(w, NULL, &text);
	builder_place(b, job->path, w->choice->line, w->choice->column);
	open_level(w->a, level, number);
	if (number == 0) {
		str_printf(&level->summary, "%s%s",
		    level->summary.len ? "\n" : "", str_text(&text));
		limit(&level->summary);
		builder_text(
		    b, CLEVEL_SUMMARY, level->row, str_text(&level->summary));
		if (!level->criteria++)
			level->first = *w;
	} else if (++level->criteria <= CRITERIA_MAX) {
		size_t row = builder_child(b, CLEVEL_CRITERIA, level->row);

		builder_text(b, CRITERION_TEXT, row, str_text(&text));
		translate(w, CRITERION_TEXT, row);
	}
	str_done(&text);
	return level->criteria <= CRITERIA_MAX ||
	       job_too_many(job, CRITERIA_MAX, w->choice->line);
}

static bool
add_level(struct asking *a, int number)
{
	struct level level = { .row = CATALOG_NONE };
	bool ok = true;

	for (size_t i = 0; i < a->count; i++) {
		const struct question *q = &a->items[i];

		for (const struct ynode *choice = q->scored ? q->choices : NULL;
		     ok && choice; choice = choice->next)
			if (score(choice) == number) {
				struct wording w = { a, q, choice };

				ok = add_choice(&w, &level, number);
			}
	}
	if (number == 0 && level.criteria == 1)
		translate(&level.first, CLEVEL_SUMMARY, level.row);
	str_done(&level.summary);
	return ok;
}

/* An objective for a question, its id told by its place. */
static bool
add_objective(struct asking *a, size_t at)
{
	struct wording w = { a, &a->items[at], NULL };
	struct import_job *job = a->c->job;
	const char *control = builder_get(job->builder, CONTROL_ID, a->control);
	struct str text = { 0 }, id = { 0 };
	size_t number = at + 1, row = CATALOG_NONE;

	say(&w, NULL, &text);
	if (!text.len) {
		job_warn(job, ODD_VALUE, w.question->yaml->line,
		    w.question->yaml->column,
		    _("This question has no text: it is left out."));
		str_done(&text);
		return true;
	}
	do {
		str_clear(&id);
		str_printf(&id, "%.52s_Q%zu", control, number++);
	} while (builder_find(job->builder, TABLE_OBJECTIVE, str_text(&id)) !=
	         CATALOG_NONE);
	row = job_objective(job, a->control, str_text(&id), str_text(&text),
	    w.question->yaml->line);
	if (row != CATALOG_NONE)
		translate(&w, OBJECTIVE_TEXT, row);
	str_done(&id);
	str_done(&text);
	return row != CATALOG_NONE;
}

bool
ciso_questions(struct ciso *c, const struct ciso_framework *framework,
    const struct ynode *node, size_t control)
{
	struct asking a = {
		.c = c, .framework = framework, .control = control
	};
	bool ok = true, scored = false;

	find_questions(&a, node);
	for (size_t i = 0; i < a.count; i++)
		scored |= a.items[i].scored;
	/* Where it is the only one, the criteria do without it */
	if (scored && a.count == 1) {
		job_text(c->job, CONTROL_QUESTION, control,
		    ciso_text(c, a.items->yaml, "text"));
		ciso_translate(
		    c, a.items->yaml, "text", CONTROL_QUESTION, control, 0);
	}
	for (int level = 0; ok && scored && level <= framework->top; level++)
		ok = add_level(&a, level);
	for (size_t i = 0; ok && i < a.count; i++)
		if (!a.items[i].scored)
			ok = add_objective(&a, i);
	free(a.items);
	return ok;
}
