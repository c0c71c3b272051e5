import type {CodeOf} from '../../model/rules/index.ts';
import {dependencyRules} from '../../model/rules/dependencies.ts';

/** Everything that can be wrong with dependencies, whatever the format. */
export type DependencyCode = CodeOf<'any'> & keyof typeof dependencyRules;

export const isDependencyCode = (code: string): boolean => Object.hasOwn(dependencyRules, code);
