import {type Row, rowOf as rowBySenses} from '../../source/analysis/rows.ts';
import {noSenses, type Senses} from '../../source/analysis/senses.ts';
import type {Task} from '../../source/model/task.ts';
import type {Observed} from '../../source/store/state.ts';

/** Processes can be seen, and no agent is among them: as on Linux after everybody went home. */
export const nobodyThere: Senses = {...noSenses, presenceOf: () => ({type: 'seen', agents: []})};

/** A row as it stands where nobody works. */
export const rowOf = (task: Task, observed: Observed | undefined, now: number, scale = 1): Row =>
	rowBySenses(task, observed, now, scale, nobodyThere);
