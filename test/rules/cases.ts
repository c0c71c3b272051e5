import {backlogCases} from './backlog.ts';
import {betweenCases} from './between.ts';
import type {Case} from './case.ts';
import {kiroCases} from './kiro.ts';
import {returnMetaCases} from './return-meta.ts';
import {tasksMetaCases} from './tasks-meta.ts';

/** A case for every rule and every format that finds it. */
export const cases: readonly Case[] = [
	...kiroCases,
	...returnMetaCases,
	...tasksMetaCases,
	...backlogCases,
	...betweenCases,
];
