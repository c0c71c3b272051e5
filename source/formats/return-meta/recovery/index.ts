import type {Recovery} from '../../recovery.ts';

export const recovery: Recovery = {options: () => []};
