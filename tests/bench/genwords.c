/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A small grammar over lists of common words. */

#include <config.h>

#include "genwords.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

/* clang-format off */
static const char *const subjects[] = {
	"the harbour office", "the payroll team", "every night shift",
	"the head of stores", "each line manager", "the workshop",
	"the front desk", "whoever is on duty", "the print room",
	"each branch", "the owner of the record", "the archive",
	"the duty engineer", "the buying office", "the data hall crew",
	"the board's delegate", "a second pair of eyes", "the help line",
	"each supplier in turn", "the treasury", "the training office",
	"the lift operator", "the map room", "the ferry crew",
	"the quay master", "the weighbridge", "the ticket hall",
	"the reading room", "the signal box", "the depot",
};
static const char *const verbs[] = {
	"keeps", "reviews", "writes down", "checks", "hands over", "counts",
	"compares", "signs off", "repairs", "replaces", "tries out", "labels",
	"separates", "releases", "withdraws", "measures", "rehearses",
	"explains", "limits", "protects", "collects", "returns", "numbers",
	"seals", "orders", "schedules", "publishes", "restores", "inspects",
	"logs", "weighs", "approves", "watches", "renews", "retires", "files",
};
static const char *const qualities[] = {
	"current", "written", "agreed", "complete", "half-yearly", "local",
	"shared", "dated", "numbered", "printed", "spare", "remote", "named",
	"tested", "outdated", "temporary", "doubtful", "older", "foreign",
	"sealed", "daily", "weekly", "incoming", "outgoing", "unusual",
	"sensitive", "borrowed", "central", "mobile", "quiet", "early",
};
static const char *const objects[] = {
	"access control", "right of access", "keys", "passwords", "visitor books",
	"spare parts", "work orders", "invoices", "contracts", "network plans",
	"cable maps", "back-ups", "tape boxes", "laptops", "phones", "printers",
	"door locks", "alarm calls", "camera footage", "meeting notes",
	"duty rosters", "run books", "check lists", "licences", "certificates",
	"test results", "repair tickets", "change requests", "error reports",
	"stock counts", "price lists", "customer letters", "staff files",
	"exit interviews", "training slips", "exam papers", "travel papers",
	"delivery notes", "customs forms", "fuel logs", "engine hours",
	"crane checks", "ladder tests", "fire drills", "first aid kits",
	"water samples", "power feeds", "batteries", "generators", "cooling units",
	"server racks", "switch ports", "radio links", "satellite dishes",
	"mail filters", "web forms", "search pages", "archive boxes",
	"old ledgers", "bank letters", "tax returns", "insurance claims",
	"loss reports", "damage photos", "witness notes", "audit trails",
	"time sheets", "pay slips", "pension files", "loan books",
	"reading lists", "map sheets", "tide tables", "weather logs",
	"pilot notes", "mooring lines", "cargo lists", "hatch covers",
	"seal numbers", "container lists", "route sheets", "timetables",
	"ticket rolls", "till receipts", "cash boxes", "safe codes",
	"guard rounds", "dog patrols", "gate logs", "badge photos",
	"office plans", "floor plans", "escape routes", "lift logs",
	"cleaning rotas", "waste slips", "shredder bags", "disk wipes",
	"loan devices", "home routers", "meeting links", "shared folders",
	"team calendars", "mailing lists", "news posts", "press calls",
	"source code", "build logs", "release notes", "patch lists",
	"fault trees", "risk sheets", "threat notes", "lessons learnt",
	"drill reports", "call trees", "crisis rooms", "spare sites",
	"recovery plans", "restore tests", "vendor scores", "service reports",
	"penalty clauses", "exit plans", "data maps", "consent forms",
	"deletion runs", "retention tables", "export files", "import checks",
	"sample sets", "model cards", "sensor readings", "valve positions",
	"pump curves", "meter seals", "controller settings", "panel keys",
};
static const char *const tails[] = {
	"before the shift ends", "at every handover", "within two days",
	"once a quarter", "in a place of its own", "against the register",
	"without being asked", "under two signatures", "as the policy says",
	"for a full year", "before anybody relies on it",
	"wherever it is kept", "with the owner's consent",
	"and tells those affected", "and keeps the proof",
	"when something has changed", "by a method all branches share",
	"as the contract demands", "so that nothing is lost",
	"after each incident", "on the first working day",
	"and says what was left out", "for every site alike",
	"with figures that can be checked",
};
static const char *const joints[] = {
	", and", ", while", "; moreover", ", after which", ", so that",
	", because", ", and where needed", ", before",
};
static const char *const syllables[] = {
	"ba", "cor", "del", "fen", "gra", "hul", "jin", "kel", "lum", "mor",
	"nep", "ori", "pax", "qua", "rin", "sol", "tam", "ul", "vex", "wil",
	"yar", "zen", "bri", "cla", "dro", "eld", "fos", "gim", "hav", "iro",
};
static const char *const trades[] = {
	"Vault", "Ledger", "Monitor", "Gate", "Desk", "Suite", "Archive",
	"Beacon", "Scanner", "Planner", "Register", "Relay",
};
/* clang-format on */

struct words
words_seed(uint64_t a, uint64_t b, uint64_t c)
{
	struct words words = { (a * 0x9e3779b97f4a7c15u) ^
		               (b * 0xc2b2ae3d27d4eb4fu) ^
		               (c * 0x165667b19e3779f9u) };

	words_number(&words, 2);
	return words;
}

/* SplitMix64, as its authors give it to the public domain. */
size_t
words_number(struct words *words, size_t below)
{
	uint64_t z = words->state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	z ^= z >> 31;
	return (size_t)(z % below);
}

static const char *
pick(struct words *words, const char *const *list, size_t count)
{
	return list[words_number(words, count)];
}

static size_t
add(char *out, size_t size, size_t at, const char *text)
{
	int put = snprintf(out + at, size - at, "%s%s", at ? " " : "", text);

	return at + (size_t)put < size ? at + (size_t)put : size - 1;
}

/* "reviews dated cargo lists once a quarter" */
static size_t
add_deed(struct words *words, char *out, size_t size, size_t at)
{
	at = add(out, size, at, pick(words, verbs, COUNT(verbs)));
	if (words_number(words, 3))
		at = add(
		    out, size, at, pick(words, qualities, COUNT(qualities)));
	at = add(out, size, at, pick(words, objects, COUNT(objects)));
	if (words_number(words, 2)) {
		at = add(out, size, at, "and");
		at = add(out, size, at, pick(words, objects, COUNT(objects)));
	}
	return add(out, size, at, pick(words, tails, COUNT(tails)));
}

static size_t
add_clauses(
    struct words *words, size_t about, char *out, size_t size, size_t at)
{
	for (bool first = true; first || at + 40 < about; first = false) {
		if (!first) {
			const char *joint = pick(words, joints, COUNT(joints));
			int put = snprintf(out + at, size - at, "%s", joint);

			at += (size_t)put;
		}
		at = add(out, size, at, pick(words, subjects, COUNT(subjects)));
		at = add_deed(words, out, size, at);
	}
	return at;
}

void
words_sentence(struct words *words, size_t about, char *out, size_t size)
{
	size_t at = add_clauses(words, about, out, size, 0);

	out[0] = (char)toupper((unsigned char)out[0]);
	if (at + 1 < size)
		memcpy(out + at, ".", 2);
}

void
words_question(struct words *words, size_t about, char *out, size_t size)
{
	size_t at = add(out, size, 0, "Is it so that");

	at = add_clauses(words, about, out, size, at);
	if (at + 1 < size)
		memcpy(out + at, "?", 2);
}

void
words_title(struct words *words, char *out, size_t size)
{
	size_t at = 0;

	at = add(out, size, at, pick(words, qualities, COUNT(qualities)));
	at = add(out, size, at, pick(words, objects, COUNT(objects)));
	if (words_number(words, 3) == 0) {
		at = add(out, size, at, "of");
		add(out, size, at, pick(words, subjects, COUNT(subjects)));
	}
	out[0] = (char)toupper((unsigned char)out[0]);
}

void
words_fragment(struct words *words, size_t about, char *out, size_t size)
{
	add_clauses(words, about, out, size, 0);
}

void
words_product(struct words *words, char *out, size_t size)
{
	char name[32];
	snprintf(name, sizeof(name), "%s%s%s",
	    pick(words, syllables, COUNT(syllables)),
	    pick(words, syllables, COUNT(syllables)),
	    words_number(words, 2) ? pick(words, syllables, COUNT(syllables))
	                           : "");
	char host[32];

	snprintf(host, sizeof(host), "%s", name);
	name[0] = (char)toupper((unsigned char)name[0]);
	if (words_number(words, 3))
		snprintf(out, size, "%s %s", name,
		    pick(words, trades, COUNT(trades)));
	else
		snprintf(out, size, "%s %s (https://%s.example)", name,
		    pick(words, trades, COUNT(trades)), host);
}
