/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_MATURITY_H
#define ASSAY_MODEL_MATURITY_H

/* Which level the answers derive: domain.md 4.3, to the letter. Pure
 * functions over states; they know no control, catalog or session. */

#include <stdbool.h>
#include <stddef.h>

enum { MATURITY_LEVELS = 11 }; /* 0 .. 10 */

enum criterion_state {
	STATE_UNASSESSED,
	STATE_MET,
	STATE_EXCEEDED,
	STATE_PARTIAL,
	STATE_NOT_MET,
	STATE_NOT_APPLICABLE,
	STATE_COUNT
};
/* The token of DESIGN.md 6 ("not met") and back; STATE_COUNT: no such, or
 * NULL given. */
const char *criterion_state_word(enum criterion_state state);
enum criterion_state criterion_state_find(const char *word);

enum answer { ANSWER_UNKNOWN, ANSWER_YES, ANSWER_NO };
enum verdict { VERDICT_NONE, VERDICT_PASS, VERDICT_JUDGE, VERDICT_FAIL };

struct policy {
	int pass;  /* percent from which a level passes */
	int judge; /* percent above which the assessor judges */
	/* Level 1 of an "all" policy keeps pass 80 (domain.md 4.1); 0: none */
	int pass_first;
};

/* One level's criteria. count 0: not available or deferred, skipped. */
struct level_input {
	const enum criterion_state *states;
	size_t count;
	const bool *anchors; /* which criteria are mandatory; NULL: none */
	enum answer judged;
};
struct maturity_input {
	enum answer performed;
	/* "Unknown" stands recorded: answers do not make it yes. */
	bool performed_open;
	struct level_input levels[MATURITY_LEVELS]; /* [0] unused */
	int top; /* highest level of the scale */
};

/* What became of one level, for the screen to explain. */
struct level_result {
	size_t count;      /* criteria, n/a included */
	size_t applicable; /* not n/a */
	size_t met;        /* met, and exceeded where it counts (mode low) */
	size_t open;       /* unassessed */
	size_t exceeded;   /* exceeded that do not count yet (mode low) */
	/* met of applicable, to the nearest, but never up to what is not
	 * reached: 2 of 3 are 67, 43 of 54 are 79 while 80 passes. */
	int percent;
	enum verdict low, high; /* before judged[] is looked at: PASS, JUDGE,
				   FAIL; NONE without criteria */
	bool low_pass, high_pass; /* after judged[] */
	enum answer judged;       /* as given */
	bool band; /* low and high verdict are both JUDGE: may be judged */
	bool asks; /* in the band and not judged yet */
};
struct maturity {
	enum answer performed; /* recorded, or yes by any M, P or X */
	int low, high;         /* the derived range */
	bool rated;            /* something is answered and low == high */
	bool touched;          /* anything answered, judged or performed */
	int blocks;            /* lowest level with criteria that does not pass
				  in mode low; 0: none */
	int top_awardable;     /* highest level with criteria; 0: none */
	struct level_result levels[MATURITY_LEVELS];
};

/* domain.md 4.3. */
void maturity_derive(const struct maturity_input *input,
    const struct policy *policy, struct maturity *out);
/* The supported level (domain.md 4.5): derive(low) after every met without
 * support became unassessed. Level 1 is supported by the answer. From level 2
 * `supported[level][i]` says whether criterion i has evidence; NULL: none. */
int maturity_supported(const struct maturity_input *input,
    const struct policy *policy, const bool *const supported[MATURITY_LEVELS]);
/* The lowest attainable level >= target, else the ceiling (domain.md 4.6).
 * Level 0 is always attainable. */
int maturity_effective_target(
    const struct maturity_input *input, int target);

#endif
