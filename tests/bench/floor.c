/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What a screen of curses costs at least: a list, beside it the text of the
 * line chosen, wrapped; j and k choose, q leaves. Programs are compared with
 * it, so it reads no file and knows nothing. */

#include <config.h>

#include <curses.h>
#include <locale.h>
#include <string.h>

enum { ITEMS = 1468, LIST_COLS = 40 };

/* Another item has other words, as another control has. */
static const char *const details[] = {
	"Crates of one item wait at the third quay until a foreman has counted "
	"them, which is done twice before noon and once in the evening.",
	"Whoever opens the gate for a lot writes down the hour, the weather "
	"and the name of the carrier, and hangs the key back on its hook.",
	"No ship leaves while papers on it are missing: the clerk asks for "
	"them, the master signs, and a copy goes to the office on the hill.",
	"Rope, canvas and oil for it come from the store behind the customs "
	"house, against a slip that two people have to agree on.",
	"When fog rolls in, bells of the tower ring every two minutes and all "
	"cranes stop where they are, with their hooks well above the deck.",
	"A diver looks at the berths each spring and notes rust, mussels and "
	"loose planks; what cannot wait is mended within a week.",
	"Fees for it are due at the end of a quarter, half of them earlier "
	"where goods are cooled or have to be kept apart from others.",
};
enum { DETAILS = sizeof(details) / sizeof(*details) };

/* Puts a paragraph of words into the right part; the row below it. */
static int
put_paragraph(int row, int item, int part)
{
	char text[512];
	int col = LIST_COLS + 2;

	snprintf(text, sizeof(text), "%d: %s", item,
	    details[(item + part) % DETAILS]);
	for (const char *word = text; *word && row < LINES - 2;) {
		int len = (int)strcspn(word, " ");

		if (col + len >= COLS) {
			col = LIST_COLS + 2;
			row++;
		}
		mvaddnstr(row, col, word, len);
		col += len + 1;
		word += len;
		word += strspn(word, " ");
	}
	return row + 2;
}

static void
draw(int top, int chosen)
{
	int rows = LINES - 3;

	erase();
	attron(A_REVERSE);
	mvprintw(0, 0, "%-*s", COLS, " floor");
	attroff(A_REVERSE);
	for (int i = 0; i < rows && top + i < ITEMS; i++) {
		if (top + i == chosen)
			attron(A_BOLD | COLOR_PAIR(1));
		mvprintw(1 + i, 0, " ITEM-%04d  Stored goods of quay %d",
		    top + i, (top + i) % 37);
		if (top + i == chosen)
			attroff(A_BOLD | COLOR_PAIR(1));
	}
	mvvline(1, LIST_COLS, ACS_VLINE, rows);
	for (int row = 1, part = 0; row < LINES - 2; part++)
		row = put_paragraph(row, chosen, part);
	mvprintw(LINES - 1, 0, " %d of %d   j k choose   q leave", chosen + 1,
	    ITEMS);
	refresh();
}

int
main(void)
{
	int top = 0, chosen = 0, key;

	setlocale(LC_ALL, "");
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	curs_set(0);
	start_color();
	use_default_colors();
	init_pair(1, COLOR_CYAN, -1);
	set_escdelay(25);
	do {
		int rows = LINES - 3;

		if (chosen < top)
			top = chosen;
		if (chosen >= top + rows)
			top = chosen - rows + 1;
		draw(top, chosen);
		key = getch();
		if (key == 'j' && chosen < ITEMS - 1)
			chosen++;
		if (key == 'k' && chosen > 0)
			chosen--;
	} while (key != 'q' && key != ERR);
	endwin();
	return 0;
}
