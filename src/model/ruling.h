/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_RULING_H
#define ASSAY_MODEL_RULING_H

/* What the schema cannot tell about a change, since it takes the whole state
 * to know: checked before a commit is made, for the screen and for apply
 * alike.
 *
 *   - a level is concluded only where it is attainable, in scope and not
 *     designated not applicable; with a reason when it is not the Supported
 *     one (domain.md 4.5)
 *   - alternative control is refused on a material control and its objectives
 *     (CDPAS App A)
 *   - a control's own designation counts only where it has no objectives that
 *     apply, or is not applicable (CDPAS 6.5): satisfactory or deficient is
 *     refused where objectives give it
 *   - an answer's confirmed copy: setting a criterion's state removes its
 *     `copied` unless the same changes set it
 *   - a review is approved or returned by nobody of the team: whoever made a
 *     commit with answers (CDPAS 7.2)
 *   - testing is locked until session/testing/authorized is recorded, by the
 *     same changes at the latest (domain.md 3, step 1): nothing is added that
 *     says test, to an objective's methods or as an item's
 *   - a scope rule has only terms about content
 */

#include <stdbool.h>

struct catalog;
struct changes;
struct err;
struct session;
struct stamp;

/* Checks changes whose paths are canonical and adds what belongs to them
 * (concluded/basis, copied removed). The message begins with the path. today:
 * calendar.h. */
bool ruling_apply(const struct catalog *catalog,
    const struct session *session, struct changes *changes,
    const struct stamp *stamp, int today, struct err *err);

#endif
