/**
The look of a report: light and dark, on paper, without anything from elsewhere. Colours of statuses keep
a contrast of at least 3 to 1 against both grounds, and stand beside a glyph or a word.
*/
export const style = `
:root { color-scheme: light dark; --ground: #fff; --raised: #f6f7f9; --ink: #1b1f24; --quiet: #59636e; --line: #d9dee4;
	--running: #0b7285; --completed: #2b7a3d; --failed: #c92a2a; --interrupted: #b35900; --blocked: #9c36b5;
	--partial: #1864ab; --pending: #78828c; --cancelled: #868e96; --skipped: #868e96; --unknown: #868e96; }
@media (prefers-color-scheme: dark) {
	:root { --ground: #14171b; --raised: #1d2126; --ink: #e6e9ed; --quiet: #9aa4af; --line: #333a42;
		--running: #3bc9db; --completed: #51cf66; --failed: #ff8787; --interrupted: #ffa94d; --blocked: #da77f2;
		--partial: #74c0fc; --pending: #8c97a3; --cancelled: #7d8792; --skipped: #7d8792; --unknown: #7d8792; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 78rem; padding: 2rem 1.25rem 4rem; background: var(--ground); color: var(--ink);
	font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
h1 { margin: 0; font-size: 1.7rem; letter-spacing: -.01em; }
h2 { margin: 3rem 0 .75rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 1.25rem; }
h3 { margin: 1.75rem 0 .5rem; font-size: 1rem; }
p { margin: .4rem 0; max-width: 46rem; overflow-wrap: anywhere; }
.about, .note, caption, figcaption { color: var(--quiet); }
.note { font-size: .9rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 1rem 0; padding: 0; list-style: none; }
a { color: var(--partial); }
.figures { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.5rem 0; padding: 0; }
.figures div { flex: 1 1 8rem; padding: .7rem .9rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--raised); }
.figures dt { color: var(--quiet); font-size: .85rem; }
.figures dd { margin: 0; font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0 1.5rem; padding: 0; list-style: none; }
.legend span { font-weight: 600; }
figure { margin: 1rem 0; }
figcaption { font-size: .85rem; }
svg { display: block; width: 100%; height: auto; max-width: 60rem; }
svg text { fill: var(--ink); font: 11px system-ui, sans-serif; }
svg .scale { fill: var(--quiet); }
svg .grid { stroke: var(--line); }
svg .none { fill: transparent; }
svg .box { fill: var(--raised); stroke: var(--quiet); }
svg .arrow { fill: none; stroke: var(--quiet); stroke-width: 1.2; }
svg .arrow.met { stroke-dasharray: 4 3; }
svg .arrow.critical { stroke: var(--interrupted); stroke-width: 2.5; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
caption { padding: .3rem 0; text-align: left; font-size: .85rem; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { position: sticky; top: 0; background: var(--ground); color: var(--quiet); font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 600; white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
summary { cursor: pointer; }
details dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .5rem 0; color: var(--quiet); font-size: .85rem; }
details dd { margin: 0; color: var(--ink); }
${[
	'running',
	'completed',
	'failed',
	'interrupted',
	'blocked',
	'partial',
	'pending',
	'cancelled',
	'skipped',
	'unknown',
]
	.map(
		(name) =>
			`svg .${name} { fill: var(--${name}); } svg .box.${name} { fill: var(--raised); stroke: var(--${name}); stroke-width: 2; } .tone-${name} { color: var(--${name}); }`,
	)
	.join('\n')}
tr.error th { color: var(--failed); } tr.warning th { color: var(--interrupted); }
@media print {
	:root { color-scheme: light; }
	body { max-width: none; padding: 0; font-size: 10pt; }
	nav { display: none; }
	h2 { break-after: avoid; } tr, figure { break-inside: avoid; }
	thead th { position: static; }
}
`;
