/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The seal in one line. */

#include <config.h>

#include "report/seal_line.h"

#include "base/digest.h"
#include "base/i18n.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/desk.h"
#include "model/seals.h"
#include "report/reports.h"

bool
seal_line_stands(const struct report_view *view)
{
	return seals_standing(view->desk->session, NULL);
}

static void
add_standing(const struct report_view *view, const struct seal_state *state,
    const char *day, struct str *out)
{
	char shown[DIGEST_SHORT + 1];

	if (!view->seal) {
		str_printf(out,
		    _("%u, %s, %s; its fingerprint is not known: assay verify "
		      "tells why"),
		    state->number, day, state->by);
		return;
	}
	digest_short(view->seal, shown);
	/* TRANSLATORS: the seal's number, day, who sealed, fingerprint */
	str_printf(out, _("%u, %s, %s, fingerprint %s"), state->number, day,
	    state->by, shown);
}

void
seal_line_add(const struct report_view *view, struct str *out)
{
	struct seal_state state;
	char shown[DIGEST_SHORT + 1] = "-";
	struct str day = { 0 };
	bool stands = seals_standing(view->desk->session, &state);

	if (!state.number) {
		/* TRANSLATORS: after "Seal: " */
		str_add(out, _("none, the session is not sealed"));
		return;
	}
	report_add_day(&day, day_parse(stands ? state.at : state.reopened));
	if (stands) {
		add_standing(view, &state, str_text(&day), out);
	} else {
		if (state.fingerprint)
			digest_short(state.fingerprint, shown);
		/* TRANSLATORS: after "Seal: "; number, fingerprint, day */
		str_printf(out,
		    _("none; seal %u, fingerprint %s, was reopened %s"),
		    state.number, shown, str_text(&day));
	}
	str_done(&day);
}
