import {parseAst} from 'rolldown/parseAst';
import type {Plugin} from 'rolldown';

/**
Puts every function expression into parentheses, by which V8 knows one that is about to be called and
compiles it with the file. Node's compile cache keeps a file as it was right after it was compiled, so
without this every start parses and compiles a thousand functions anew: 12 of 75 ms of `status`.
(Function declarations and methods have no such mark; most of ours are arrow functions.)

The first start after an installation pays for it, once, with 20 ms more.
*/
export const compileEarly = (): Plugin => ({
	name: 'compile-early',
	generateBundle(_options, bundle) {
		for (const chunk of Object.values(bundle)) {
			if (chunk.type === 'chunk') {
				chunk.code = withParentheses(chunk.code);
			}
		}
	},
});

/** The code with parentheses around all of its function expressions. */
export const withParentheses = (code: string): string => {
	const marks: {at: number; mark: '(' | ')'}[] = [];
	visit(parseAst(code), null, (node) => {
		marks.push({at: node.start, mark: '('}, {at: node.end, mark: ')'});
	});
	// Where one function ends and the next begins, the end comes first.
	marks.sort((a, b) => a.at - b.at || (a.mark === b.mark ? 0 : a.mark === ')' ? -1 : 1));
	let result = '';
	let done = 0;
	for (const {at, mark} of marks) {
		result += code.slice(done, at) + mark;
		done = at;
	}

	return result + code.slice(done);
};

type Node = {readonly type: string; readonly start: number; readonly end: number};

const isNode = (value: unknown): value is Node =>
	typeof value === 'object' && value !== null && 'type' in value;

/** Calls back for every function that is an expression of its own, not the body of a method. */
const visit = (value: unknown, parent: Node | null, onFunction: (node: Node) => void): void => {
	if (Array.isArray(value)) {
		for (const item of value) {
			visit(item, parent, onFunction);
		}
	} else if (isNode(value)) {
		if (
			value.type === 'ArrowFunctionExpression' ||
			(value.type === 'FunctionExpression' && !isMethod(parent))
		) {
			onFunction(value);
		}

		for (const child of Object.values(value)) {
			visit(child, value, onFunction);
		}
	}
};

/** `{read() {}}`, `{get value() {}}`, `class {read() {}}`: their functions have no place for parentheses. */
const isMethod = (parent: Node | null): boolean =>
	parent !== null &&
	(parent.type === 'MethodDefinition' ||
		('method' in parent && parent.method === true) ||
		('kind' in parent && (parent.kind === 'get' || parent.kind === 'set')));
