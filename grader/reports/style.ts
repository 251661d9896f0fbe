/** The reports' only style: light or dark as the reader's system is, on a phone, and on paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --ink: #1b2430; --soft: #5b6675; --line: #dfe3e8;
  --good: #0b7a4b; --good-back: #e3f4ea; --bad: #b3261e; --bad-back: #fbe9e7;
  --warn: #8a5a00; --warn-back: #fdf1d8; --accent: #3455db; --track: #e6e9ef;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161c; --card: #1b2129; --ink: #e8ecf1; --soft: #a3aebb; --line: #313a46;
    --good: #63d29b; --good-back: #153527; --bad: #ff9c92; --bad-back: #431c1a;
    --warn: #f2c66d; --warn-back: #3c2f12; --accent: #93a9ff; --track: #2b333e;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
}
main { max-width: 52rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
main.wide { max-width: 76rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 1.25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0; }
p { margin: .5rem 0; }
a { color: var(--accent); }
.eyebrow { color: var(--soft); margin: 0 0 .25rem; font-size: .9rem; }
.soft { color: var(--soft); }
.card {
  background: var(--card); border: 1px solid var(--line); border-radius: .75rem;
  padding: 1.1rem 1.25rem; margin: 0 0 1rem; overflow-wrap: anywhere;
}
.card.bad { border-left: .3rem solid var(--bad); }
.card.warn { border-left: .3rem solid var(--warn); }
.card.good { border-left: .3rem solid var(--good); }
.total { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1rem; }
.total b { font-size: 2.75rem; line-height: 1; font-weight: 650; font-variant-numeric: tabular-nums; }
.pill { border-radius: 1rem; padding: .1rem .7rem; font-size: .9rem; font-weight: 600; white-space: nowrap; }
.pill.good { color: var(--good); background: var(--good-back); }
.pill.bad { color: var(--bad); background: var(--bad-back); }
.pill.warn { color: var(--warn); background: var(--warn-back); }
.bar { display: block; width: 100%; height: .6rem; margin: .9rem 0 .25rem; border-radius: .3rem; }
.track { fill: var(--track); }
.fill { fill: var(--accent); }
.mark { stroke: var(--ink); stroke-width: .4; }
.lines { margin: .75rem 0 0; padding: 0; list-style: none; }
.head { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; margin: 0 0 .5rem; }
.head .points { margin-left: auto; color: var(--soft); white-space: nowrap; font-variant-numeric: tabular-nums; }
.cause { color: var(--bad); font-weight: 600; margin: 0 0 .25rem; }
.case { border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .9rem; margin: .75rem 0; }
.case p { margin: 0 0 .35rem; font-size: .85rem; color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; }
code, .code { font: .9em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.scroll { overflow-x: auto; overflow-wrap: normal; }
.scroll code, .part { white-space: nowrap; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { color: var(--soft); font-weight: 600; font-size: .85rem; }
tbody th { font-weight: 500; overflow-wrap: anywhere; min-width: 9rem; }
tr.group th { color: var(--soft); font-size: .85rem; padding-top: 1rem; font-weight: 600; }
.number { text-align: right; white-space: nowrap; }
.nowrap { white-space: nowrap; }
.passed { color: var(--good); } .failed { color: var(--bad); } .error { color: var(--warn); } .not_run { color: var(--soft); }
.strip tbody th { position: sticky; left: 0; background: var(--card); max-width: 22rem; }
.strip td.mark-cell, .strip th.mark-cell { text-align: center; padding: .4rem .2rem; min-width: 1.9rem; }
.strip thead th.mark-cell { font-size: .75rem; white-space: nowrap; }
.rate { width: 8rem; min-width: 5rem; height: .6rem; border-radius: .3rem; vertical-align: middle; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .75rem; margin: 0 0 1rem; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: .8rem 1rem; }
.tile b { display: block; font-size: 1.6rem; line-height: 1.2; font-weight: 650; font-variant-numeric: tabular-nums; }
.tile span { color: var(--soft); font-size: .9rem; }
.chart { display: block; width: 100%; min-width: 24rem; max-width: 44rem; height: auto; }
.chart text { fill: var(--soft); font-size: 11px; font-family: inherit; }
.chart .count { fill: var(--ink); font-weight: 600; }
.chart .axis { stroke: var(--line); }
.chart .below { fill: var(--warn); }
.prose { white-space: pre-wrap; }
ul.plain { padding-left: 1.2rem; margin: .25rem 0; }
footer { margin-top: 2.5rem; color: var(--soft); font-size: .85rem; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  main { padding: 1.25rem .75rem 3rem; }
  .card { padding: .9rem 1rem; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .4rem; }
  .head .points { margin-left: 0; }
  th, td { padding: .4rem .35rem; }
  .strip tbody th { min-width: 7rem; max-width: 9rem; }
  .rate { width: 3rem; min-width: 3rem; }
}
@media print {
  :root { --page: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; }
  main, main.wide { max-width: none; padding: 0; }
  .card, .tile, tr { break-inside: avoid; }
  h2 { break-after: avoid; }
  .scroll { overflow: visible; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
