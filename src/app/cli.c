/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* THE list of verbs, the options, --help and --version. */

#include <config.h>

#include "app/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/run.h"
#include "app/settings.h"
#include "app/verbs.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "store/exposed.h"

enum {
	REPORT_OPTIONS = OPT_FORMAT | OPT_TABLE | OPT_OUTPUT | OPT_FORCE |
	                 OPT_DAY | OPT_CLIENT | OPT_RAW | OPT_FULL |
	                 OPT_SUMMARY | OPT_CONTROL | OPT_DOMAIN | OPT_PACK
};

/* clang-format off */
static const struct verb verbs[] = {
	{ "new", "SESSION [--pack DIR|ID] [--title T] [--assessor NAME] [--target N] [--rigor 1|2|3] [--policy most|all]",
	    N_("make a session"), OPT_PACK | OPT_TITLE | OPT_ASSESSOR | OPT_TARGET | OPT_RIGOR | OPT_POLICY, 1, 1, verb_new },
	{ "import", "FORMAT|auto SOURCE... --to DIR [--id ID] [--dry-run]",
	    N_("make a pack from published documents"), OPT_TO | OPT_ID | OPT_DRY_RUN, 2, (size_t)-1, verb_import },
	{ "check", "DIR|SESSION...",
	    N_("print problems as path:line:column: message"), 0, 1, (size_t)-1, verb_check },
	{ "list", "[--filter TERMS] [--pack DIR|ID] [--json]",
	    N_("list the controls of a pack"), OPT_FILTER | OPT_PACK | OPT_JSON | OPT_LANGUAGE, 0, 0, verb_list },
	{ "show", "ID [--pack DIR|ID] [--json]",
	    N_("show one control, whole"), OPT_PACK | OPT_JSON | OPT_LANGUAGE, 1, 1, verb_show },
	{ "search", "WORDS [--pack DIR|ID] [--json]",
	    N_("search all text of a pack"), OPT_PACK | OPT_JSON | OPT_LANGUAGE, 1, (size_t)-1, verb_search },
	{ "apply", "SESSION CHANGES.yaml|-",
	    N_("record changes as one commit: all or nothing"), OPT_ASSESSOR | OPT_PACK, 2, 2, verb_apply },
	{ "attach", "SESSION FILE... [--to ITEM] [--control ID] [--with-client]",
	    N_("attach files as evidence, as one commit"), OPT_TO | OPT_CONTROL | OPT_WITH_CLIENT | OPT_ASSESSOR | OPT_PACK, 2, (size_t)-1, verb_attach },
	{ "status", "SESSION [--control ID] [--json]",
	    N_("print levels and progress"), OPT_CONTROL | OPT_JSON | OPT_PACK, 1, 1, verb_status },
	{ "history", "SESSION [--json]",
	    N_("print the journal, a row a change"), OPT_JSON, 1, 1, verb_history },
	{ "report", "SESSION --format FORMAT [-o FILE] [--client] [--full] [--control ID] [--domain ID]",
	    N_("write the session as a document or a table; assay report --help lists the formats"), REPORT_OPTIONS, 1, 1, verb_report },
	{ "seal", "SESSION [--sign KEY] [--assessor NAME] [--json]",
	    N_("close the session: a manifest of all of it, and a fingerprint for paper"), OPT_SIGN | OPT_ASSESSOR | OPT_PACK | OPT_JSON, 1, 1, verb_seal },
	{ "reopen", "SESSION --why TEXT [--assessor NAME]",
	    N_("write in a sealed session again: an amendment that names its seal"), OPT_WHY | OPT_ASSESSOR, 1, 1, verb_reopen },
	{ "verify", "SESSION [--signers FILE --signer NAME] [--json]",
	    N_("compare a session with its journal and seals; names what differs"), OPT_SIGNERS | OPT_SIGNER | OPT_PACK | OPT_JSON, 1, 1, verb_verify },
};

static const struct option_row {
	const char *name, *argument, *help;
	enum option_bit bit;
} options[] = {
	{ "pack", "DIR|ID", N_("the pack to use"), OPT_PACK },
	{ "title", "TITLE", N_("what the session is called"), OPT_TITLE },
	{ "assessor", "NAME", N_("who answers; the login name without"), OPT_ASSESSOR },
	{ "target", "N", N_("the level aimed at"), OPT_TARGET },
	{ "rigor", "1|2|3", N_("standard, enhanced or comprehensive"), OPT_RIGOR },
	{ "policy", "most|all", N_("from when a level passes: most criteria, or all"), OPT_POLICY },
	{ "to", "DIR|ITEM", N_("where the pack is written, or what the file belongs to"), OPT_TO },
	{ "id", "ID", N_("the id of the new pack"), OPT_ID },
	{ "dry-run", NULL, N_("read and report, write nothing"), OPT_DRY_RUN },
	{ "json", NULL, N_("print JSON"), OPT_JSON },
	{ "control", "ID", N_("the control meant"), OPT_CONTROL },
	{ "read-only", NULL, N_("open to read, take no lock"), OPT_READ_ONLY },
	{ "language", "TAG", N_("the language of the pack's texts"), OPT_LANGUAGE },
	{ "filter", "TERMS", N_("only the controls these terms hold for"), OPT_FILTER },
	{ "with-client", NULL, N_("the files stay where they are; hash, size and place are kept"), OPT_WITH_CLIENT },
	{ "format", "FORMAT", N_("which document; assay report --help lists them"), OPT_FORMAT },
	{ "output", "FILE", N_("the file to write, also -o; standard output without"), OPT_OUTPUT },
	{ "day", "DAY", N_("the day it is about; today without"), OPT_DAY },
	{ "client", NULL, N_("for the client: leave out what is private"), OPT_CLIENT },
	{ "force", NULL, N_("replace a file that is there"), OPT_FORCE },
	{ "table", "TABLE", N_("which table of a format that has several"), OPT_TABLE },
	{ "raw", NULL, N_("for machines: values untouched, keys as heads"), OPT_RAW },
	{ "full", NULL, N_("also what is out of scope or was never answered"), OPT_FULL },
	{ "summary", NULL, N_("the executive summary alone"), OPT_SUMMARY },
	{ "domain", "ID", N_("this domain alone"), OPT_DOMAIN },
	{ "sign", "KEY", N_("sign the seal with this key, by ssh-keygen"), OPT_SIGN },
	{ "why", "TEXT", N_("the reason, kept in the journal"), OPT_WHY },
	{ "signers", "FILE", N_("the allowed signers, as ssh-keygen reads them"), OPT_SIGNERS },
	{ "signer", "NAME", N_("who must have signed, as that file names them"), OPT_SIGNER },
};
/* clang-format on */
enum {
	OPEN_OPTIONS = OPT_PACK | OPT_ASSESSOR | OPT_READ_ONLY | OPT_LANGUAGE,
	VERBS = sizeof(verbs) / sizeof(*verbs),
	OPTIONS = sizeof(options) / sizeof(*options)
};
_Static_assert((int)OPTIONS == (int)OPTION_COUNT, "a row for each option");

static const struct verb *
find_verb(const char *name)
{
	for (size_t i = 0; i < VERBS; i++)
		if (str_equal(verbs[i].name, name))
			return &verbs[i];
	return NULL;
}

static void
help_options(struct str *out, unsigned bits)
{
	struct str name = { 0 };

	str_add(out, "\n");
	for (size_t i = 0; i < OPTIONS; i++) {
		if (!(options[i].bit & bits))
			continue;
		str_clear(&name);
		str_printf(&name, "  --%s%s%s", options[i].name,
		    options[i].argument ? " " : "",
		    options[i].argument ? options[i].argument : "");
		verb_column(out, str_text(&name), 22);
		str_printf(out, " %s\n", _(options[i].help));
	}
	str_done(&name);
}

static void
help_all(struct str *out)
{
	str_printf(out, _("Usage: %s\n"),
	    "assay [SESSION] [--pack DIR|ID] "
	    "[--assessor NAME] [--read-only]");
	str_add(out, _("Walk an assessment interview: read controls, tick "
	               "criteria, collect evidence.\n"
	               "Without SESSION the last one is opened, or the "
	               "shipped pack to look around.\n"));
	str_add(out, "\n");
	for (size_t i = 0; i < VERBS; i++) {
		str_printf(
		    out, "  assay %s %s\n", verbs[i].name, verbs[i].usage);
		str_printf(out, "      %s\n", _(verbs[i].help));
	}
	help_options(out, (1u << OPTION_COUNT) - 1);
	str_add(out, "\n");
	str_add(out, _("Exit status: 0 done, 1 wrong data or no access, 2 "
	               "wrong usage. See man assay.\n"));
}

static void
help_verb(struct str *out, const struct verb *verb)
{
	struct str usage = { 0 };

	str_printf(&usage, "assay %s %s", verb->name, verb->usage);
	str_printf(out, _("Usage: %s\n"), str_text(&usage));
	str_printf(out, "%s\n", _(verb->help));
	if (verb->run == verb_report)
		verb_report_formats(out);
	help_options(out, verb->options);
	str_done(&usage);
}

/* Writes what a verb has made; a full disk or a closed pipe is an error. */
static int
flush(struct str *out, int status)
{
	bool ok = fwrite(str_text(out), 1, out->len, stdout) == out->len;

	ok = fflush(stdout) == 0 && ok;
	/* also of problems, which are all that check has to say */
	if (!ok)
		fprintf(stderr, "assay: %s: %s\n", _("standard output"),
		    strerror(errno));
	if (!ok && status == 0)
		status = 1;
	str_done(out);
	return status;
}

static int
report(struct err *err)
{
	int status = err->code == ERR_USAGE ? 2 : 1;

	if (err->code != ERR_NONE) {
		char *line = err_line(err);

		fprintf(stderr, "assay: %s\n", line);
		free(line);
	}
	if (status == 2)
		fprintf(stderr, "%s\n", _("assay --help tells more."));
	err_done(err);
	return status;
}

/* What getopt_long refused ('?') or found without its value (':'). */
static bool
wrong_option(const struct verb_ctx *ctx, int found, char **argv)
{
	const char *given = argv[optind - 1];

	/* a letter may stand in a word that is not left behind yet */
	if (found == '?' && optopt > 0 && optopt < 256)
		return err_set(
		    ctx->err, ERR_USAGE, _("There is no option -%c."), optopt);
	if (found == ':')
		return err_set(
		    ctx->err, ERR_USAGE, _("%s needs a value."), given);
	if (optopt)
		return err_set(ctx->err, ERR_USAGE, _("%.*s takes no value."),
		    (int)strcspn(given, "="), given);
	return err_set(ctx->err, ERR_USAGE, _("There is no option %s."), given);
}

/* The row that -o stands for. */
static int
output_row(void)
{
	int row = 0;

	while (options[row].bit != OPT_OUTPUT)
		row++;
	return row;
}

/* Reads the options of a verb, or of opening (verb NULL). */
static bool
parse(int argc, char **argv, const struct verb *verb, struct verb_ctx *ctx,
    bool *help, bool *version)
{
	struct option longs[OPTIONS + 3] = { 0 };
	unsigned allowed = verb ? verb->options : OPEN_OPTIONS;
	int found;

	for (int i = 0; i < OPTIONS; i++)
		longs[i] = (struct option){ options[i].name,
			options[i].argument ? required_argument : no_argument,
			NULL, 256 + i };
	longs[OPTIONS] = (struct option){ "help", no_argument, NULL, 'h' };
	longs[OPTIONS + 1] =
	    (struct option){ "version", no_argument, NULL, 'V' };
	opterr = 0;
	optind = verb ? 2 : 1;
	while ((found = getopt_long(argc, argv, ":hVo:", longs, NULL)) != -1) {
		if (found == 'o')
			found = 256 + output_row();
		if (found == 'h')
			*help = true;
		else if (found == 'V')
			*version = true;
		else if (found == ':' || found == '?')
			return wrong_option(ctx, found, argv);
		else if (!(options[found - 256].bit & allowed))
			return err_set(ctx->err, ERR_USAGE,
			    _("--%s does not go with this."),
			    options[found - 256].name);
		else {
			ctx->given |= options[found - 256].bit;
			ctx->values[found - 256] = optarg;
		}
	}
	ctx->args = argv + optind;
	ctx->arg_count = (size_t)(argc - optind);
	return true;
}

const char *
verb_option(const struct verb_ctx *ctx, enum option_bit bit)
{
	for (size_t i = 0; i < OPTIONS; i++)
		if (options[i].bit == bit && ctx->given & bit)
			return ctx->values[i] ? ctx->values[i] : "";
	return NULL;
}

static const char *
login_name(void)
{
	const struct passwd *me = getpwuid(getuid());
	const char *name = me ? me->pw_name : getenv("USER");

	return name && *name ? name : "assessor";
}

static bool
run_verb(const struct verb *verb, struct verb_ctx *ctx)
{
	if (ctx->arg_count < verb->least)
		return err_set(ctx->err, ERR_USAGE,
		    _("An argument is missing: assay %s %s"), verb->name,
		    verb->usage);
	if (ctx->arg_count > verb->most)
		return err_set(ctx->err, ERR_USAGE,
		    _("\"%s\" is one argument too many: assay %s %s"),
		    ctx->args[verb->most], verb->name, verb->usage);
	return verb->run(ctx);
}

/* What is not as it should be, but no reason to stop: for standard error, and
 * made before anything is printed. The caller frees it. */
static char *
warnings(const struct verb_ctx *ctx, const struct verb *verb)
{
	struct str text = { 0 };
	char *each[] = { settings_warning(ctx->settings),
		str_starts(verb->usage, "SESSION")
		    ? session_exposed(ctx->args[0])
		    : NULL };

	str_add(&text, str_text(&ctx->note));
	for (size_t i = 0; i < sizeof(each) / sizeof(*each); i++) {
		if (each[i])
			str_printf(&text, "assay: %s\n", each[i]);
		free(each[i]);
	}
	return str_steal(&text);
}

static int
open_screen(struct verb_ctx *ctx)
{
	struct app_options app = {
		.datadir = ctx->datadir,
		.session = ctx->arg_count ? ctx->args[0] : NULL,
		.pack = verb_option(ctx, OPT_PACK),
		.assessor = ctx->assessor,
		.read_only = verb_option(ctx, OPT_READ_ONLY) != NULL,
		.settings = ctx->settings,
		.language = verb_option(ctx, OPT_LANGUAGE),
	};

	if (ctx->arg_count > 1) {
		err_set(ctx->err, ERR_USAGE,
		    _("\"%s\" is no verb, and only one session is opened."),
		    ctx->args[0]);
		return report(ctx->err);
	}
	if (app.session && !path_exists(app.session)) {
		err_set(ctx->err, ERR_ABSENT,
		    _("There is no session \"%s\" and no verb of that name: "
		      "assay new makes a session, assay --help lists the "
		      "verbs."),
		    app.session);
		return report(ctx->err);
	}
	return run_screen(&app);
}

/* A stream the caller closed is held by something that refuses to be used, so
 * that no file of ours gets its number and with it what is printed. */
static void
hold_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			open("/dev/null",
			    fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int
cli_run(int argc, char **argv)
{
	struct err err = { 0 };
	struct settings settings;
	const char *datadir = getenv("ASSAY_DATADIR");
	struct verb_ctx ctx = { .err = &err,
		.datadir = datadir && *datadir ? datadir : DATADIR };
	const struct verb *verb = argc > 1 ? find_verb(argv[1]) : NULL;
	bool help = false, version = false;

	hold_streams();
	/* for make update-man; no user needs it, so --help leaves it out */
	if (argc == 2 && str_equal(argv[1], "--commands-mdoc")) {
		commands_mdoc(&ctx.out);
		return flush(&ctx.out, 0);
	}
	if (!parse(argc, argv, verb, &ctx, &help, &version))
		return report(&err);
	if (help || version) {
		if (version)
			str_printf(&ctx.out, "assay %s\n", PACKAGE_VERSION);
		else if (verb)
			help_verb(&ctx.out, verb);
		else
			help_all(&ctx.out);
		return flush(&ctx.out, 0);
	}
	if (!settings_load(&settings, &err))
		return report(&err);
	ctx.settings = &settings;
	ctx.assessor = verb_option(&ctx, OPT_ASSESSOR);
	if (!ctx.assessor || !*ctx.assessor)
		ctx.assessor = settings.assessor;
	if (!ctx.assessor || !*ctx.assessor)
		ctx.assessor = login_name();
	int status = 0;
	char *warned = NULL;

	if (!verb)
		status = open_screen(&ctx);
	else if (!run_verb(verb, &ctx))
		status = report(&err);
	else
		warned = warnings(&ctx, verb);
	status = flush(&ctx.out, status);
	/* beside a line that says what went wrong there is no other one */
	if (warned && !status)
		fputs(warned, stderr);
	free(warned);
	str_done(&ctx.note);
	settings_done(&settings);
	return status;
}
