/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Writes a pack of the shape and size of a large published framework, in words
 * of our own: genpack DIR TIMES. TIMES copies of everything but frameworks,
 * each in other words. The figures are the measured ones of such a framework:
 * numbers of rows, lengths, how often a text is said again. */

#include <config.h>

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "genwords.h"

enum {
	CONTROLS = 1468,
	OBJECTIVES = 5776,
	REQUESTS = 303,
	FRAMEWORKS = 249,
	MAPPING_ROWS = 30746,
	SOLUTIONS = 15690,
	RISKS = 39,
	THREATS = 41,
	RISK_LINKS = 42150,
	THREAT_LINKS = 31128,
	EVIDENCE_LINKS = 771,
	NO_MAPPING = 78,
	COLUMNS = 79,
	REQUEST_COPIES_MAX = 10,
	TEXT = 2048
};
/* Kinds of text, so that each is a source of words of its own. */
enum kind {
	STATEMENT = 1,
	LEVEL,
	CRITERION,
	OBJECTIVE,
	WHY,
	SOLUTION,
	MAP,
	REQUEST,
	CATALOGUE,
	WEIGHT
};

/* Controls in each domain. */
static const unsigned short domain_sizes[] = { 156, 114, 102, 98, 85, 71, 70,
	63, 59, 51, 47, 46, 44, 44, 40, 38, 33, 32, 31, 29, 28, 28, 24, 20, 19,
	17, 15, 15, 13, 11, 11, 8, 6 };
enum { DOMAINS = sizeof(domain_sizes) / sizeof(*domain_sizes) };

struct gen {
	FILE *out;
	const char *dir;
	size_t times;
	size_t copy;          /* which of the copies, from 0 */
	size_t control;       /* 0 .. CONTROLS-1 in it */
	size_t domain, place; /* of the control, and which of its domain */
	/* totals handed out so far in this copy, by what */
	struct share {
		size_t total;
		double drawn, all;
	} objectives, rows, solutions, risks, threats, evidence;
};

static void
fail(const char *what)
{
	fprintf(stderr, "genpack: %s: %s\n", what, strerror(errno));
	exit(1);
}

/* Two names below one, 0700, and the file opened. */
static void open_file(struct gen *gen, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void
open_file(struct gen *gen, const char *format, ...)
{
	char path[4096];
	va_list args;
	int at = snprintf(path, sizeof(path), "%s/", gen->dir);

	va_start(args, format);
	vsnprintf(path + at, sizeof(path) - (size_t)at, format, args);
	va_end(args);
	for (char *slash = strchr(path + 1, '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST)
			fail(path);
		*slash = '/';
	}
	gen->out = fopen(path, "w");
	if (!gen->out)
		fail(path);
}

static void
close_file(struct gen *gen)
{
	if (ferror(gen->out) || fclose(gen->out) != 0)
		fail(gen->dir);
}

/* Writes "key: text", folded. The words need no quotes. */
static void
put(struct gen *gen, int indent, const char *key, const char *text)
{
	int column = fprintf(gen->out, "%*s%s", indent, "", key);
	int hang = indent + (*key == '-' ? 4 : 2);

	while (*text) {
		size_t len = strcspn(text, " ");

		if (column + 1 + (int)len > COLUMNS) {
			fprintf(
			    gen->out, "\n%*s%.*s", hang, "", (int)len, text);
			column = hang + (int)len;
		} else {
			column += fprintf(gen->out, " %.*s", (int)len, text);
		}
		text += len;
		text += *text == ' ';
	}
	fputc('\n', gen->out);
}

/* The n-th control's part of a total, by draws of an uneven size: the parts
 * of all controls sum up to the total. */
static size_t
draw(struct share *share, double size)
{
	double before = share->drawn / share->all;

	share->drawn += size;
	double after = share->drawn / share->all;

	return (size_t)((double)share->total * after + 0.5) -
	       (size_t)((double)share->total * before + 0.5);
}

/* The size of such a draw for a control: few are large. */
static double
uneven(size_t copy, size_t control, size_t what, double most)
{
	struct words words = words_seed(WEIGHT * 100 + what, control, copy);
	double x = (double)words_number(&words, 10000) / 10000;

	return 0.3 + most * x * x * x * x;
}

static void
share_out(struct gen *gen, struct share *share, size_t total, size_t what,
    double most)
{
	*share = (struct share){ .total = total };
	for (size_t i = 0; i < CONTROLS; i++)
		share->all += uneven(gen->copy, i, what, most);
}

static size_t
part(struct gen *gen, struct share *share, size_t what, double most)
{
	return draw(share, uneven(gen->copy, gen->control, what, most));
}

static struct words
own_words(const struct gen *gen, enum kind kind, size_t which)
{
	return words_seed(
	    (uint64_t)kind << 32 | which, gen->control + 1, gen->copy + 1);
}

/* Words that all controls of the domain have. */
static struct words
domain_words(const struct gen *gen, enum kind kind, size_t which)
{
	return words_seed(
	    (uint64_t)kind << 32 | which, 1000003 + gen->domain, gen->copy + 1);
}

static void
domain_id(size_t copy, size_t domain, char id[16])
{
	size_t number = domain * 7 % DOMAINS;
	char letters[] = { (char)('B' + domain / 10), (char)('A' + number % 26),
		(char)('K' + domain % 10), '\0' };

	if (copy)
		snprintf(id, 16, "%s%zu", letters, copy + 1);
	else
		snprintf(id, 16, "%s", letters);
}

/* Four in a row: NN, NN.1, NN.2, NN.3; twelve in every fifth family. */
static void
control_id(const struct gen *gen, size_t place, char id[64])
{
	char domain[16];
	size_t family = place / 20 * 3, rest = place % 20;

	domain_id(gen->copy, gen->domain, domain);
	if (rest >= 12)
		family += 1 + (rest - 12) / 4, rest = (rest - 12) % 4;
	if (rest)
		snprintf(id, 64, "%s-%02zu.%zu", domain, family + 1, rest);
	else
		snprintf(id, 64, "%s-%02zu", domain, family + 1);
}

static void
put_head(struct gen *gen, const char *id)
{
	static const char *const cadences[] = { "annual", "annual", "annual",
		"annual", "quarterly", "semi-annual" };
	static const char *const kinds[] = { "process", "technology", "data",
		"process", "technology", "people", "facility", "technology" };
	static const char *const functions[] = { "protect", "protect",
		"identify", "detect", "govern", "respond", "recover",
		"protect" };
	struct words words = own_words(gen, STATEMENT, 0);
	size_t weight = 1 + words_number(&words, 10);
	char text[TEXT], domain[16];

	domain_id(gen->copy, gen->domain, domain);
	fprintf(gen->out, "id: %s\ndomain: %s\n", id, domain);
	words_title(&words, text, sizeof(text));
	put(gen, 0, "title:", text);
	fprintf(gen->out,
	    "weight: %zu\ncadence: %s\napplies_to: [%s]\nfunction: %s\n",
	    weight, cadences[words_number(&words, 6)],
	    kinds[words_number(&words, 8)], functions[words_number(&words, 8)]);
	fprintf(gen->out, "profiles: [CORE Harbour Level %zu, Quay Basics]\n",
	    1 + words_number(&words, 7));
	fputs("scrm: [strategic, operational]\n", gen->out);
	size_t about = 70 + words_number(&words, 150);

	if (words_number(&words, 30) == 0)
		about += 400;
	words_sentence(&words, about, text, sizeof(text));
	put(gen, 0, "statement:", text);
	words_question(&words, about, text, sizeof(text));
	put(gen, 0, "question:", text);
}

/* A text of the domain's few for a level. */
static void
put_shared(
    struct gen *gen, int indent, const char *key, size_t about, size_t which)
{
	struct words words = domain_words(gen, LEVEL, which);
	char text[TEXT];

	words_sentence(&words, about, text, sizeof(text));
	put(gen, indent, key, text);
}

/* A level's criteria: those of the domain, and at level 3 one that is the
 * control's own. */
static void
put_criteria(struct gen *gen, size_t level)
{
	static const size_t most[] = { 0, 4, 7, 6, 7, 3 };
	struct words own = own_words(gen, CRITERION, level);
	char text[TEXT];

	fputs("    criteria:\n", gen->out);
	for (size_t i = 0; i < most[level]; i++) {
		struct words words =
		    domain_words(gen, CRITERION, level * 10 + i);

		if (i > 1 && words_number(&own, 10) == 0)
			continue;
		words_sentence(
		    &words, 60 + words_number(&words, 230), text, sizeof(text));
		put(gen, 4, "- text:", text);
	}
	if (level != 3)
		return;
	words_sentence(&own, 90 + words_number(&own, 200), text, sizeof(text));
	put(gen, 4, "- text:", text);
}

/* What a level says where it has no criteria; the same words everywhere, so
 * that a text said a thousand times is met as well. */
static void
put_note(struct gen *gen, size_t about, size_t which)
{
	struct words words = words_seed(LEVEL, 7777 + which, gen->copy + 1);
	char text[TEXT];

	words_sentence(&words, about, text, sizeof(text));
	put(gen, 4, "note:", text);
}

static void
put_levels(struct gen *gen)
{
	struct words words = own_words(gen, LEVEL, 0);
	bool one = words_number(&words, 1000) < 409;
	bool two = words_number(&words, 1000) < 786;
	bool four = words_number(&words, 1000) < 413;
	bool five = words_number(&words, 1000) < 96;

	fputs("levels:\n  0:\n", gen->out);
	put_shared(gen, 4, "summary:", 180, 0);
	fputs("  1:\n", gen->out);
	if (one) {
		put_shared(gen, 4, "summary:", 170, 1);
		put_criteria(gen, 1);
	} else {
		fputs("    not_available: true\n", gen->out);
		put_note(gen, 330, words_number(&words, 3));
	}
	fputs("  2:\n", gen->out);
	if (two) {
		put_shared(gen, 4, "summary:", 255, 2);
		put_criteria(gen, 2);
	} else {
		fputs("    not_available: true\n", gen->out);
		put_note(gen, 510, 3 + words_number(&words, 3));
	}
	fputs("  3:\n", gen->out);
	put_shared(gen, 4, "summary:", 355, 3);
	put_criteria(gen, 3);
	fputs("  4:\n", gen->out);
	if (four) {
		put_shared(gen, 4, "summary:", 490, 4);
		put_criteria(gen, 4);
	} else {
		fputs("    defers_to: 3\n", gen->out);
		put_note(gen, 345, 6 + words_number(&words, 3));
	}
	fputs("  5:\n", gen->out);
	if (five) {
		put_shared(gen, 4, "summary:", 490, 5);
		put_criteria(gen, 5);
	} else {
		fprintf(gen->out, "    defers_to: %d\n", four ? 4 : 3);
		put_note(gen, 625, 9 + words_number(&words, 3));
	}
}

static void
put_objectives(struct gen *gen, const char *id)
{
	size_t count = part(gen, &gen->objectives, 1, 40);
	char text[TEXT];

	if (!count)
		return;
	fputs("objectives:\n", gen->out);
	for (size_t i = 0; i < count; i++) {
		struct words words = own_words(gen, OBJECTIVE, i);

		/* one in nine is said elsewhere in the domain too */
		if (words_number(&words, 9) == 0)
			words = domain_words(gen, OBJECTIVE, i);
		fprintf(gen->out, "- id: %s_A%02zu\n", id, i + 1);
		words_fragment(
		    &words, 60 + words_number(&words, 100), text, sizeof(text));
		put(gen, 2, "text:", text);
		fprintf(gen->out,
		    "  rigor: %zu\n  applies_to: process\n"
		    "  origin: HB_%zu.A.%zu.%zu\n",
		    1 + words_number(&words, 3), 100 + words_number(&words, 90),
		    1 + words_number(&words, 12), 1 + words_number(&words, 30));
	}
}

static void
put_solutions(struct gen *gen)
{
	static const char *const sizes[] = { "micro_small", "small", "medium",
		"large", "enterprise" };
	size_t count = part(gen, &gen->solutions, 2, 2);
	char text[TEXT];

	if (count < 5)
		return;
	fputs("solutions:\n", gen->out);
	for (size_t i = 0; i < 5; i++) {
		size_t from = count * i / 5, to = count * (i + 1) / 5;

		fprintf(gen->out, "  %s:\n", sizes[i]);
		for (size_t j = from; j < to; j++) {
			struct words words =
			    own_words(gen, SOLUTION, j % ((count + 2) / 3));

			words_product(&words, text, sizeof(text));
			put(gen, 2, "-", text);
		}
	}
}

/* A clause's number in its framework, in the framework's own style. */
static void
put_clause(struct gen *gen, size_t framework, struct words *words)
{
	size_t most = 30 + framework * 37 % 160;
	size_t n = words_number(words, most);

	/* a framework's numbers are hardly ever another's */
	switch (framework % 4) {
	case 0:
		fprintf(gen->out, "\"%zu.%zu.%zu\"", 1 + n / 12, framework,
		    1 + n % 12);
		break;
	case 1:
		fprintf(gen->out, "\"A.%zu.%zu\"", framework, 1 + n);
		break;
	case 2:
		fprintf(gen->out, "\"%c%c-%zu(%zu)\"",
		    (char)('A' + framework / 4 % 26),
		    (char)('A' + framework / 8 % 26), 1 + n / 8, 1 + n % 8);
		break;
	default:
		fprintf(gen->out, "\"Art. %zu.%zu\"", framework, 1 + n);
		break;
	}
}

static void
put_mappings(struct gen *gen)
{
	size_t rows = part(gen, &gen->rows, 3, 14);
	struct words words = own_words(gen, MAP, 0);

	/* as many have none, and nobody has more than 159 */
	if (gen->control % 19 == 7)
		rows = 0;
	rows = rows > 159 ? 159 : rows;
	if (!rows)
		return;
	fputs("mappings:\n", gen->out);
	size_t first = words_number(&words, FRAMEWORKS);

	for (size_t i = 0; i < rows; i++) {
		size_t framework = (first + i) % FRAMEWORKS;
		size_t count = 1;

		while (count < 40 && words_number(&words, 100) < 54)
			count++;
		fprintf(gen->out, "  hb-%03zu: [", framework + 1);
		for (size_t j = 0; j < count; j++) {
			if (j)
				fputs(j % 6 ? ", " : ",\n    ", gen->out);
			put_clause(gen, framework, &words);
		}
		fputs("]\n", gen->out);
	}
}

/* Some of the first so many numbers, in order. */
static void
put_numbers(struct gen *gen, const char *key, const char *prefix, size_t count,
    size_t of)
{
	count = count > of ? of : count;
	if (!count)
		return;
	fprintf(gen->out, "%s: [", key);
	for (size_t i = 0; i < count; i++)
		fprintf(gen->out, "%s%s%zu",
		    i == 0   ? ""
		    : i % 12 ? ", "
		             : ",\n  ",
		    prefix, i * of / count + 1);
	fputs("]\n", gen->out);
}

static void
put_compensating(struct gen *gen)
{
	char text[TEXT], id[64];

	if (gen->control % 9 == 4)
		return;
	fputs("compensating:\n", gen->out);
	for (size_t i = 0; i < 2; i++) {
		struct words words = own_words(gen, WHY, i);
		size_t of = domain_sizes[gen->domain];

		control_id(gen, (gen->place + 1 + i) % of, id);
		fprintf(gen->out, "- control: %s\n", id);
		words_sentence(
		    &words, 440 + words_number(&words, 90), text, sizeof(text));
		put(gen, 2, "why:", text);
	}
}

static size_t
request_copies(const struct gen *gen)
{
	return gen->times > REQUEST_COPIES_MAX ? REQUEST_COPIES_MAX
	                                       : gen->times;
}

static void
put_evidence(struct gen *gen)
{
	size_t count = part(gen, &gen->evidence, 4, 20);
	struct words words = own_words(gen, REQUEST, 0);
	size_t first = words_number(&words, REQUESTS);

	count = count > 11 ? 11 : count;
	for (size_t i = 0; i < count; i++)
		fprintf(gen->out, "%sE-%03zu", i ? ", " : "evidence: [",
		    gen->copy % REQUEST_COPIES_MAX * 1000 +
		        (first + i * 5) % REQUESTS + 1);
	if (count)
		fputs("]\n", gen->out);
}

static void
put_control(struct gen *gen)
{
	char id[64], domain[16];

	control_id(gen, gen->place, id);
	domain_id(gen->copy, gen->domain, domain);
	open_file(gen, "controls/%s/%s.yaml", domain, id);
	put_head(gen, id);
	put_levels(gen);
	put_objectives(gen, id);
	put_evidence(gen);
	put_solutions(gen);
	put_mappings(gen);
	put_numbers(gen, "risks", "R-", part(gen, &gen->risks, 5, 0.5), RISKS);
	put_numbers(
	    gen, "threats", "T-", part(gen, &gen->threats, 6, 1), THREATS);
	put_compensating(gen);
	/* one word of the whole pack that stands once */
	if (gen->copy == 0 && gen->control == CONTROLS * 2 / 3)
		fputs("guidance: Nobody keeps quillwort in the office.\n",
		    gen->out);
	close_file(gen);
}

static void
put_copy(struct gen *gen)
{
	share_out(gen, &gen->objectives, OBJECTIVES, 1, 40);
	share_out(gen, &gen->solutions, SOLUTIONS, 2, 2);
	share_out(gen, &gen->rows, MAPPING_ROWS * 106 / 100, 3, 14);
	share_out(gen, &gen->evidence, EVIDENCE_LINKS, 4, 20);
	share_out(gen, &gen->risks, RISK_LINKS, 5, 0.5);
	share_out(gen, &gen->threats, THREAT_LINKS, 6, 1);
	gen->control = 0;
	for (gen->domain = 0; gen->domain < DOMAINS; gen->domain++)
		for (gen->place = 0; gen->place < domain_sizes[gen->domain];
		     gen->place++) {
			put_control(gen);
			gen->control++;
		}
}

static void
put_domains(struct gen *gen)
{
	char id[16], text[TEXT];

	fputs("domains:\n", gen->out);
	for (gen->copy = 0; gen->copy < gen->times; gen->copy++)
		for (gen->domain = 0; gen->domain < DOMAINS; gen->domain++) {
			struct words words = domain_words(gen, CATALOGUE, 1);

			domain_id(gen->copy, gen->domain, id);
			words_title(&words, text, sizeof(text));
			fprintf(gen->out, "- id: %s\n", id);
			put(gen, 2, "name:", text);
		}
}

static void
put_requests(struct gen *gen)
{
	char text[TEXT];

	fputs("evidence:\n", gen->out);
	for (size_t copy = 0; copy < request_copies(gen); copy++)
		for (size_t i = 0; i < REQUESTS; i++) {
			struct words words = words_seed(REQUEST, i, copy);

			fprintf(
			    gen->out, "- id: E-%03zu\n", copy * 1000 + i + 1);
			words_title(&words, text, sizeof(text));
			put(gen, 2, "title:", text);
			fprintf(gen->out, "  area: Area %zu\n", i % 29 + 1);
			words_sentence(&words, 150, text, sizeof(text));
			put(gen, 2, "description:", text);
		}
}

static void
put_catalogue(
    struct gen *gen, const char *key, const char *prefix, size_t count)
{
	char text[TEXT];

	fprintf(gen->out, "%s:\n", key);
	for (size_t i = 0; i < count; i++) {
		struct words words =
		    words_seed(CATALOGUE, i, (uint64_t)prefix[0]);

		fprintf(gen->out, "- id: %s%zu\n", prefix, i + 1);
		words_title(&words, text, sizeof(text));
		put(gen, 2, "title:", text);
		words_sentence(&words, 180, text, sizeof(text));
		put(gen, 2, "description:", text);
	}
}

static void
put_pack(struct gen *gen)
{
	static const char *const levels[] = { "Not done", "Done by chance",
		"Planned", "One way for all", "Measured", "Improving" };

	open_file(gen, "pack.yaml");
	fprintf(gen->out,
	    "format: assay-pack/1\nid: bench-%zu\n"
	    "title: A generated pack of %zu controls\nversion: \"1\"\n"
	    "language: en\nlicence: MIT\n"
	    "scale:\n  name: Bench\n  policy: {pass: 80, judge: 50}\n"
	    "  levels:\n",
	    gen->times, gen->times * CONTROLS);
	for (size_t i = 0; i < 6; i++)
		fprintf(gen->out, "  - {level: %zu, name: %s}\n", i, levels[i]);
	fputs("sizes:\n- {id: micro_small, name: Micro}\n"
	      "- {id: small, name: Small}\n- {id: medium, name: Medium}\n"
	      "- {id: large, name: Large}\n"
	      "- {id: enterprise, name: Enterprise}\n",
	    gen->out);
	put_domains(gen);
	fputs("frameworks:\n", gen->out);
	for (size_t i = 0; i < FRAMEWORKS; i++)
		fprintf(gen->out,
		    "- {id: hb-%03zu, name: Harbour Rule %zu, group: %s}\n",
		    i + 1, i + 1, i % 3 ? "Coast" : "General");
	put_requests(gen);
	put_catalogue(gen, "risks", "R-", RISKS);
	put_catalogue(gen, "threats", "T-", THREATS);
	close_file(gen);
}

int
main(int argc, char **argv)
{
	struct gen gen = { .times =
		               argc == 3 ? strtoul(argv[2], NULL, 10) : 0 };

	if (!gen.times || gen.times > 1000) {
		fputs("usage: genpack DIR TIMES\n", stderr);
		return 2;
	}
	gen.dir = argv[1];
	put_pack(&gen);
	for (gen.copy = 0; gen.copy < gen.times; gen.copy++)
		put_copy(&gen);
	return 0;
}
