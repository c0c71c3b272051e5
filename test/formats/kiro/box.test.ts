import {describe, expect, test} from 'vitest';
import {readBox} from '../../../source/formats/kiro/list/box.ts';
import {readHeading, readStatusLine} from '../../../source/formats/kiro/list/heading.ts';
import {readable} from '../../../source/formats/kiro/list/title.ts';
import {statusOfMark, statusOfWord} from '../../../source/formats/kiro/status.ts';

describe('a box', () => {
	test.for([
		['- [ ] 1. Title', {mark: ' ', id: '1', title: 'Title'}],
		['- [x] 1.2 Title', {mark: 'x', id: '1.2', title: 'Title'}],
		['  * [X] 1.2.3. Title', {mark: 'X', id: '1.2.3', title: 'Title', indentation: 2}],
		['+ [-] 16a Title', {mark: '-', id: '16a', title: 'Title'}],
		['- [~] 3: Title', {mark: '~', id: '3', title: 'Title'}],
		['- [ ] 2.1: Title', {id: '2.1', title: 'Title'}],
		['- [ ]* 2.1 Test', {id: '2.1', isOptional: true, title: 'Test'}],
		['- [ ] * 2.1 Test', {id: '2.1', isOptional: true, title: 'Test'}],
		['- [ ] *2.1 Test', {id: '2.1', isOptional: true}],
		['- [ ]* **2.1 Test**', {id: '2.1', isOptional: true, title: 'Test'}],
		['- [ ] **2.1 Bold**', {id: '2.1', isOptional: false, title: 'Bold'}],
		['- [ ] **2.1** Bold number', {id: '2.1', isOptional: false, title: 'Bold number'}],
		['- [ ] **2.** Bold number', {id: '2', title: 'Bold number'}],
		['- [ ] 2.1 (P) Side by side', {id: '2.1', isParallel: true, title: 'Side by side'}],
		['- [ ] 2.1 (P)', {id: '2.1', isParallel: true, title: ''}],
		['- [ ] 7', {id: '7', title: ''}],
		['- [ ] No number', {id: null, title: 'No number'}],
		['- [ ] T01: Template', {id: null, title: 'T01: Template'}],
		['- [ ] 3D model', {id: null, title: '3D model'}],
		['- [ ] 1.2.x Title', {id: null}],
		['- [ ] 99999999 files', {id: null}],
		['- [🔥] 1. Odd mark', {mark: '🔥', id: '1'}],
	] as const)('%s', ([line, expected]) => {
		expect(readBox(line)).toMatchObject(expected);
	});

	test.for([
		'- `[ ]` legend',
		'- [] 1. Title',
		'[x] 1. Title',
		'-[ ] 1. x',
		'- [xx] 1. x',
		'',
		'1. [x] T',
	])('none in %j', (line) => {
		expect(readBox(line)).toBeNull();
	});
});

describe('a heading', () => {
	test.for([
		['## 1. Area', {level: 2, id: '1', title: 'Area', isNamedTask: false}],
		['### 1.1 Title', {level: 3, id: '1.1', title: 'Title'}],
		['## Task 5: Title (UI)', {id: '5', title: 'Title (UI)', isNamedTask: true}],
		['### Sub-Task 5.1: Title', {id: '5.1', title: 'Title', isNamedTask: true}],
		['### 2.1 - Title', {id: '2.1', title: 'Title'}],
		['#### 12. 【Critical】鍵ペア', {id: '12', title: '【Critical】鍵ペア'}],
		['### 1.3 Rank ✅', {id: '1.3', title: 'Rank', mark: {raw: '✅', status: 'completed'}}],
		['### ✅ 1.3 Rank', {id: '1.3', title: 'Rank'}],
		['### [x] 1.3 Rank', {id: '1.3', title: 'Rank', mark: {raw: '[x]', status: 'completed'}}],
		['## **1.** `code` area ##', {id: '1', title: 'code area'}],
		['## Phase 1: Setup', {id: null, title: 'Phase 1: Setup'}],
		['# Tasks: Phase 2', {level: 1, id: null}],
		['## 2025 plan', {id: '2025', title: 'plan'}],
	] as const)('%s', ([line, expected]) => {
		expect(readHeading(line)).toMatchObject(expected);
	});

	test.for(['#hashtag', 'text', '    ## indented code', '####### seven'])('none in %j', (line) => {
		expect(readHeading(line)).toBeNull();
	});

	test.for([
		['**Status**: COMPLETED', 'completed'],
		['**Status:** ✅ Done', 'completed'],
		['Status: in progress', 'running'],
		['- Status: not started', 'pending'],
		['**Status**: Complete with notes', 'completed'],
		['**Status**: whatever', 'unknown'],
	] as const)('its status line %s', ([line, status]) => {
		expect(readStatusLine(line)?.status).toBe(status);
	});

	test.for(['The status is: done', 'Statuses: done', ''])('no status line in %j', (line) => {
		expect(readStatusLine(line)).toBeNull();
	});
});

test.for([
	['Create `Map<string, T>` type', 'Create Map<string, T> type'],
	['**Bold** and *slanted* and _low_', 'Bold and slanted and low'],
	['snake_case_name stays, __init__.py too', 'snake_case_name stays, __init__.py too'],
	['[text](https://x.y/z) and ![alt](a.png)', 'text and alt'],
	['<details><summary>Open</summary>', 'Open'],
	['a < b and c > d', 'a < b and c > d'],
	['one ` lone tick', 'one  lone tick'.replaceAll('  ', ' ')],
	['5 * 3 * 2', '5 * 3 * 2'],
] as const)('%s reads as %s', ([markdown, text]) => {
	expect(readable(markdown)).toBe(text);
});

test.for([
	['in_progress', 'running'],
	['In Progress', 'running'],
	['in-progress', 'running'],
	['executing', 'running'],
	['completed', 'completed'],
	['complete', 'completed'],
	['done', 'completed'],
	['failed', 'failed'],
	['error', 'failed'],
	['blocked', 'blocked'],
	['paused', 'interrupted'],
	['interrupted', 'interrupted'],
	['partial', 'partial'],
	['partially_completed', 'partial'],
	['pending', 'pending'],
	['not_started', 'pending'],
	['todo', 'pending'],
	['queued', 'pending'],
	['cancelled', 'cancelled'],
	['skipped', 'skipped'],
	['constructor', 'unknown'],
	['', 'unknown'],
] as const)('the word %j means %s', ([word, status]) => {
	expect(statusOfWord(word)).toBe(status);
});

test.for([
	[' ', 'pending'],
	['~', 'pending'],
	['-', 'running'],
	['x', 'completed'],
	['X', 'completed'],
	['!', 'unknown'],
	['/', 'unknown'],
	['✓', 'unknown'],
] as const)('the mark %j means %s', ([mark, status]) => {
	expect(statusOfMark(mark)).toBe(status);
});
