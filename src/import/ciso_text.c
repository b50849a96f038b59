/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Texts of a CISO Assistant library and their translations. */

#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/str.h"
#include "import/ciso_parts.h"
#include "import/leveltext.h"
#include "model/builder.h"

const char *
ciso_keep(struct ciso *c, const char *text)
{
	return arena_strndup(&c->arena, text, strlen(text));
}

/* Is it a text to use? Said when it is none that can be. */
static bool
usable(struct ciso *c, const struct ynode *node)
{
	if (!node || ynode_is_null(node))
		return false;
	if (node->kind == YNODE_SCALAR && node->len <= YLIMITS_PACK.scalar)
		return true;
	job_warn(c->job, ODD_VALUE, node->line, node->column,
	    node->kind == YNODE_SCALAR
	        ? _("This text is too long for a pack and is left out.")
	        : _("A text is due here: what stands here is left out."));
	return false;
}

static const char *
keep_unless_blank(struct ciso *c, char *text)
{
	const char *kept = *text ? ciso_keep(c, text) : NULL;

	free(text);
	return kept;
}

const char *
ciso_item(struct ciso *c, const struct ynode *item)
{
	return usable(c, item)
	           ? keep_unless_blank(c, str_fold_space(item->text, item->len))
	           : NULL;
}

const char *
ciso_line(struct ciso *c, const struct ynode *owner, const char *key)
{
	return ciso_item(c, ynode_get(owner, key));
}

const char *
ciso_text(struct ciso *c, const struct ynode *owner, const char *key)
{
	const struct ynode *node = ynode_get(owner, key);

	return usable(c, node) ? keep_unless_blank(
	                             c, leveltext_lines(node->text, node->len))
	                       : NULL;
}

int
ciso_number(const struct ynode *owner, const char *key)
{
	const char *text = ynode_text(owner, key);
	char *end;

	if (!text || *text < '0' || *text > '9')
		return -1;
	long number = strtol(text, &end, 10);

	return *end || number > INT32_MAX ? -1 : (int)number;
}

bool
ciso_yes(const struct ynode *owner, const char *key)
{
	static const char *const words[] = { "true", "yes", "on", "1", "y" };
	const char *text = ynode_text(owner, key);

	for (size_t i = 0; text && i < sizeof(words) / sizeof(*words); i++)
		if (strcasecmp(text, words[i]) == 0)
			return true;
	return false;
}

const char *
ciso_tail(const char *urn)
{
	const char *colon = strrchr(urn, ':');

	return colon && colon[1] ? colon + 1 : urn;
}

const struct ynode *
ciso_list(const struct ynode *owner, const char *key)
{
	const struct ynode *list = ynode_get(owner, key);

	return list && list->kind == YNODE_SEQUENCE ? list->first : NULL;
}

static bool
is_known(const char *known, const char *key)
{
	size_t len = strlen(key);

	for (const char *at = known; (at = strstr(at, key)); at++)
		if (at[-1] == ' ' && at[len] == ' ')
			return true;
	return false;
}

void
ciso_check_keys(struct ciso *c, const struct ynode *owner, const char *known)
{
	if (owner->kind != YNODE_MAPPING)
		return;
	for (const struct ynode *child = owner->first; child;
	     child = child->next) {
		bool plain = *child->key && !strchr(child->key, ' ');

		if (plain && is_known(known, child->key))
			continue;
		if (textmap_add(&c->keys, child->key, 0))
			job_warn(c->job, ODD_COLUMN, child->key_line,
			    child->key_column,
			    _("The key \"%s\" is not understood and left "
			      "out."),
			    child->key);
	}
}

/* More than any library has. */
enum { LANGUAGES_MAX = 64 };

/* Is it a language tag as "fr" and "pt-BR" are? */
static bool
is_language(const char *tag)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
	                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	enum { TAG_MAX = 35, PART_MAX = 8 };
	size_t part = strcspn(tag, "-_0123456789");

	if (part < 2 || part > PART_MAX || part > strspn(tag, letters) ||
	    strlen(tag) > TAG_MAX)
		return false;
	for (tag += part; *tag; tag += part) {
		if (*tag != '-' && *tag != '_')
			return false;
		part = strspn(++tag, letters);
		if (!part || part > PART_MAX)
			return false;
	}
	return true;
}

/* Is a translation to be laid over the pack? */
static bool
wanted(struct ciso *c, const struct ynode *texts)
{
	const char *pack = builder_get(c->job->builder, PACK_LANGUAGE, 0);

	if (texts->kind != YNODE_MAPPING || str_equal(texts->key, pack) ||
	    str_equal(texts->key, c->language))
		return false;
	size_t *known = textmap_get(&c->languages, texts->key);
	bool good = known ? *known
	                  : is_language(texts->key) &&
	                        c->languages.count < LANGUAGES_MAX;

	if (!known)
		textmap_add(&c->languages, texts->key, good);
	if (!known && !good)
		job_warn(c->job, ODD_VALUE, texts->key_line, texts->key_column,
		    _("\"%s\" is no language, or one too many: its texts are "
		      "left out."),
		    texts->key);
	return good;
}

const struct ynode *
ciso_language(
    struct ciso *c, const struct ynode *owner, const struct ynode *before)
{
	const struct ynode *all = ynode_get(owner, "translations");

	if (!all || all->kind != YNODE_MAPPING)
		return NULL;
	const struct ynode *texts = before ? before->next : all->first;

	while (texts && !wanted(c, texts))
		texts = texts->next;
	return texts;
}

/* Does the text stand on one line? */
static bool
is_line(enum catalog_field field)
{
	return field == CONTROL_TITLE || field == DOMAIN_NAME ||
	       field == LEVEL_NAME || field == THREAT_TITLE ||
	       field == SOLUTION_LINES || field == PACK_TITLE;
}

void
ciso_translate(struct ciso *c, const struct ynode *owner, const char *key,
    enum catalog_field field, size_t row, size_t item)
{
	const struct ynode *texts = NULL;

	while ((texts = ciso_language(c, owner, texts)))
		job_translate(c->job, texts->key, field, row, item,
		    is_line(field) ? ciso_line(c, texts, key)
		                   : ciso_text(c, texts, key));
}
