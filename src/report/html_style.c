/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The looks of HTML documents. */

#include <config.h>

#include "report/html_style.h"

#include "base/str.h"

/* clang-format off */
static const char page[] =
"html { font-size: 100%; -webkit-text-size-adjust: 100%; }\n"
"body { margin: 0 auto; max-width: 68rem; padding: 3rem 2rem 5rem;"
" color: #1b1f24; background: #fff;"
" font: 1rem/1.55 system-ui, \"Segoe UI\", Roboto, \"Noto Sans\","
" \"Liberation Sans\", Arial, sans-serif;"
" font-variant-numeric: tabular-nums; }\n"
"h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-wrap: balance;"
" overflow-wrap: anywhere; break-after: avoid; }\n"
"h1 { font-size: 2.1rem; font-weight: 650; letter-spacing: -0.01em;"
" margin: 0 0 1.5rem; }\n"
"h2 { font-size: 1.5rem; font-weight: 650; margin: 3.5rem 0 1rem;"
" padding-top: 0.9rem; border-top: 2px solid #1f5673; }\n"
"h3 { font-size: 1.2rem; margin: 2.5rem 0 0.6rem; }\n"
"h4 { font-size: 1.02rem; margin: 2rem 0 0.5rem; }\n"
"h5, h6 { font-size: 0.95rem; margin: 1.5rem 0 0.4rem; }\n"
"p, ul, blockquote { max-width: 80ch; }\n"
"p, li, dd, td, th, h1, h2, h3, h4, h5, h6 { unicode-bidi: plaintext; }\n"
"p, li, dd, dt, blockquote, figcaption { overflow-wrap: anywhere; }\n"
"p { margin: 0 0 0.9rem; }\n"
"ul { margin: 0 0 1rem; padding-inline-start: 1.4rem; }\n"
"li { margin: 0.15rem 0; }\n"
"li > ul { margin: 0.15rem 0; }\n"
"a { color: #154c79; text-decoration-thickness: from-font;"
" text-underline-offset: 0.15em; }\n"
"a:focus-visible { outline: 2px solid #154c79; outline-offset: 2px; }\n"
".quiet { color: #57606a; font-size: 0.875rem; }\n"
"blockquote { margin: 0 0 1rem; padding: 0.1rem 0 0.1rem 1rem;"
" border-inline-start: 3px solid #c3cbd3; color: #333b44; }\n"
"blockquote p:last-child { margin-bottom: 0; }\n"
"dl { margin: 0 0 1.4rem; max-width: 54rem; }\n"
"dl div { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr;"
" gap: 0 1.25rem; padding: 0.2rem 0; }\n"
"dt { color: #57606a; }\n"
"dd { margin: 0; min-width: 0; }\n";

static const char parts[] =
"header dl div { border-bottom: 1px solid #e4e8ec; }\n"
"nav { margin: 2.5rem 0 0; padding: 1.1rem 1.4rem;"
" background: #f5f7f9; border-radius: 4px; }\n"
"nav p { margin: 0 0 0.4rem; font-weight: 650; }\n"
"nav ol { margin: 0; padding: 0; list-style: none; }\n"
"nav li { overflow-wrap: anywhere; }\n"
"nav a { text-decoration: none; }\n"
"nav a:hover { text-decoration: underline; }\n"
"table { border-collapse: collapse; width: 100%; margin: 0 0 2rem;"
" font-size: 0.9rem; line-height: 1.45; }\n"
"caption { text-align: start; font-weight: 600; padding: 0 0 0.5rem;"
" overflow-wrap: anywhere; break-after: avoid; }\n"
"th, td { text-align: start; vertical-align: top;"
" padding: 0.4rem 0.9rem 0.4rem 0; overflow-wrap: break-word;"
" border-bottom: 1px solid #e4e8ec; }\n"
"tr > :last-child { padding-inline-end: 0.3rem; }\n"
"thead th, thead td { position: sticky; top: 0; background: #fff;"
" color: #57606a; font-weight: 600; vertical-align: bottom;"
" border-bottom: 0; box-shadow: inset 0 -1px #8a949e; }\n"
"tbody tr:hover { background: #f7f9fa; }\n"
".r { text-align: right; }\n"
".c { text-align: center; }\n"
/* short words stay in one piece, endless ones break anywhere */
".k { white-space: nowrap; }\n"
".l { overflow-wrap: anywhere; min-width: 9rem; }\n"
".good { color: #17603a; }\n"
".warn { color: #7a4b00; font-weight: 600; }\n"
".bad { color: #9b1c1c; font-weight: 700; }\n"
"td.quiet { font-size: inherit; }\n"
"figure { margin: 1.5rem 0 2.5rem; break-inside: avoid; }\n"
"figcaption { margin: 0 0 0.9rem; max-width: 80ch; }\n"
"figcaption strong { display: block; font-weight: 600; }\n"
"figcaption span { color: #57606a; font-size: 0.9rem; }\n"
"svg { display: block; max-width: 100%; height: auto;"
" font-family: inherit; }\n"
"@media (max-width: 40rem) {\n"
" body { padding: 1.5rem 1rem 3rem; }\n"
" dl div { display: block; }\n"
"}\n";

/* The size of the paper is the reader's: A4 and Letter. */
static const char paper[] =
"@page { size: auto; margin: 18mm 17mm 20mm;"
" @bottom-right { content: counter(page) \" / \" counter(pages);"
" font: 8pt system-ui, Arial, sans-serif; color: #57606a; } }\n"
"@media print {\n"
" html { font-size: 10pt; }\n"
" body { max-width: none; padding: 0; line-height: 1.45; }\n"
" h1 { font-size: 1.9rem; }\n"
" h2 { margin-top: 2rem; }\n"
" p, li, blockquote { orphans: 3; widows: 3; }\n"
" p, ul, blockquote, figcaption, dl { max-width: none; }\n"
" dl div, tr, blockquote { break-inside: avoid; }\n"
" thead { display: table-header-group; }\n"
" thead th, thead td { position: static; box-shadow: none;"
" border-bottom: 1px solid #8a949e; }\n"
" thead { break-after: avoid; }\n"
" tbody tr:first-child { break-before: avoid; }\n"
" figure { margin: 1.2rem 0 1.6rem; }\n"
" table { font-size: 8.5pt; }\n"
" a { color: inherit; text-decoration: none; }\n"
" nav { background: none; padding: 0; }\n"
" svg { max-width: 100%; }\n"
" .page { break-before: page; }\n"
" h2.page { margin-top: 0; }\n"
"}\n";
/* clang-format on */

void
html_style(struct str *out)
{
	str_add(out, page);
	str_add(out, parts);
	str_add(out, paper);
}
