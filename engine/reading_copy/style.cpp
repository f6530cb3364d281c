// SPDX-License-Identifier: Apache-2.0
#include "engine/reading_copy/style.h"

namespace proviso::reading_copy {

// Colours, sizes and the focus state are those of GOV.UK Frontend; text has a contrast of 7 to 1 or more.
std::string_view style_sheet() {
  return R"css(/* The reading copy. Works without scripts; narrow screens, print and high contrast included. */
*, *::before, *::after { box-sizing: border-box; }
html { background: #f3f2f1; scroll-behavior: auto; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: #ffffff; color: #0b0c0c; font: 1.1875rem/1.4 Arial, Helvetica, sans-serif;
  overflow-wrap: break-word; }
.width { max-width: 1100px; margin: 0 auto; padding: 0 20px; }

:target { background: #fff7bf; }
main { display: block; padding: 20px 0 50px; }
main:focus { outline: none; }
main:target { background: none; }

h1, h2, h3, h4, h5 { line-height: 1.2; margin: 0 0 15px; }
h1 { font-size: 2.5rem; }
h2 { font-size: 1.75rem; padding-top: 20px; margin-top: 40px; border-top: 1px solid #b1b4b6; }
h3 { font-size: 1.5rem; margin-top: 35px; }
h4 { font-size: 1.3125rem; margin-top: 30px; }
h5 { font-size: 1.1875rem; margin-top: 20px; }
p, ul, ol { margin: 0 0 15px; }
ul, ol { padding-left: 25px; }
li { margin-bottom: 5px; }
.spaced li { margin-bottom: 12px; }
.lead { font-size: 1.375rem; }
.lead-in { margin-bottom: 5px; font-weight: bold; }
.citations { color: #383f43; font-size: 1rem; }
li .citations { margin: 0; }
code { font: 0.9375rem/1.4 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }

a { color: #1d70b8; text-underline-offset: 0.1578em; text-decoration-thickness: max(1px, 0.0625rem); }
a:visited { color: #4c2c92; }
a:hover { color: #003078; text-decoration-thickness: max(3px, 0.1875rem); }
a.term, a.term:visited { color: #0b0c0c; text-decoration: underline dotted #505a5f; }
a.term:hover { color: #003078; text-decoration: underline solid; }
a:focus, a.term:focus { outline: 3px solid transparent; color: #0b0c0c; background: #ffdd00; text-decoration: none;
  box-shadow: 0 -2px #ffdd00, 0 4px #0b0c0c; }
.skip-link { position: absolute; left: -9999px; }
.skip-link:focus { position: static; display: block; padding: 10px 20px; }

.header { background: #0b0c0c; border-bottom: 8px solid #1d70b8; }
.header a { display: inline-block; margin: 10px 0; color: #ffffff; font-weight: bold; font-size: 1.3125rem;
  text-decoration: none; }
.header .site { display: inline-block; margin: 10px 0; color: #ffffff; font-weight: bold; font-size: 1.3125rem; }
.header a:hover { text-decoration: underline; }
.header a:focus { color: #0b0c0c; }
.footer { background: #f3f2f1; border-top: 1px solid #b1b4b6; padding: 25px 0; font-size: 1rem; }
.breadcrumbs { margin-top: 15px; font-size: 1rem; }
.breadcrumbs ol { list-style: none; padding: 0; margin: 0; }
.breadcrumbs li { display: inline-block; margin: 0 10px 0 0; }
.breadcrumbs li + li::before { content: "\203A"; margin-right: 10px; color: #505a5f; }
.breadcrumbs a.term { text-decoration: underline; }
.contents ul { list-style: none; padding: 0; }
.contents li { margin-bottom: 8px; padding-left: 25px; position: relative; }
.contents li::before { content: "\2014"; position: absolute; left: 0; }
.inset { border-left: 10px solid #b1b4b6; padding: 15px; margin: 30px 0; }
.inset p { margin: 0; }
.facts-of { display: grid; grid-template-columns: minmax(9em, auto) 1fr; gap: 5px 20px; margin: 0 0 20px; }
.facts-of dt { font-weight: bold; }
.facts-of dd { margin: 0; }

.clause { margin: 0 0 20px; padding-left: 15px; border-left: 4px solid #b1b4b6; }
.clause h4, .clause h5 { margin-top: 0; margin-bottom: 8px; }
.clause p, .clause ul { margin-bottom: 8px; }

.diagram { display: grid; grid-template-columns: minmax(0, 480px) minmax(0, 1fr); gap: 30px; align-items: start; }
.picture { display: block; max-width: 100%; height: auto; }
.picture text { font: 14px Arial, Helvetica, sans-serif; fill: #0b0c0c; }
.picture text.title { font-size: 16px; font-weight: bold; }
.picture text.note { font-style: italic; }
.picture .box { fill: #f3f2f1; stroke: #0b0c0c; stroke-width: 1.5; }
.picture .anywhere { fill: #ffffff; stroke-dasharray: 6 4; }
.picture .inner { fill: none; stroke: #0b0c0c; stroke-width: 1; }
.picture .arrow { fill: none; stroke: #1d70b8; stroke-width: 1.5; }
.picture .head { fill: #1d70b8; }
.outline { font-size: 1rem; }
.outline ul { margin: 3px 0 8px; padding-left: 20px; }

table { border-collapse: collapse; width: 100%; margin: 0 0 30px; font-size: 1rem; }
caption { text-align: left; font-weight: bold; font-size: 1.1875rem; padding: 10px 0; }
th, td { text-align: left; vertical-align: top; padding: 8px 14px 8px 0; border-bottom: 1px solid #b1b4b6; }
th:last-child, td:last-child { padding-right: 0; }
.label { display: none; }

.timeline { list-style: none; padding: 0 0 0 22px; margin-left: 8px; border-left: 3px solid #0b0c0c; }
.timeline li { position: relative; display: grid; grid-template-columns: 15.5em 1fr; gap: 5px 15px; margin: 0 0 10px; }
.timeline li::before { content: ""; position: absolute; left: -31px; top: 5px; width: 15px; height: 15px;
  border: 3px solid #0b0c0c; border-radius: 50%; background: #0b0c0c; }
.timeline .due::before { border-radius: 0; background: #ffffff; }
.timeline .now::before { background: #ffffff; }
.timeline time { font-weight: bold; }

@media screen and (max-width: 53em) {
  .diagram { grid-template-columns: minmax(0, 1fr); }
  table, tbody, tr, th[scope=row], td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  caption { display: block; }
  tr { padding: 10px 0; border-bottom: 2px solid #b1b4b6; }
  th[scope=row], td { border: 0; padding: 3px 0; }
  .label { display: inline; font-weight: bold; }
}
@media screen and (max-width: 40em) {
  body { font-size: 1rem; }
  .width { padding: 0 15px; }
  h1 { font-size: 2rem; }
  h2 { font-size: 1.5rem; }
  h3 { font-size: 1.3125rem; }
  h4 { font-size: 1.1875rem; }
  h5 { font-size: 1rem; }
  .timeline li { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .facts-of { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .facts-of dd { margin-bottom: 8px; }
}
@media print {
  html, .header { background: #ffffff; }
  body { font-size: 11pt; }
  h1 { font-size: 22pt; }
  h2 { font-size: 16pt; }
  h3 { font-size: 14pt; }
  h4, h5 { font-size: 12pt; }
  h1, h2, h3, h4, h5, caption, .lead-in { break-after: avoid; }
  .header a, .header .site { color: #0b0c0c; }
  .skip-link, .breadcrumbs, .contents, .footer { display: none; }
  a, a:visited, a.term { color: #0b0c0c; text-decoration: none; }
  .clause, .example li, tr { break-inside: avoid; }
  .diagram { grid-template-columns: 45% 1fr; gap: 15px; }
  .picture { max-height: 230mm; break-inside: avoid; }
  table { font-size: 8pt; }
  thead { display: table-header-group; }
  .citations, .outline { font-size: 9pt; }
}
)css";
}

}  // namespace proviso::reading_copy
