import {runInThisContext} from 'node:vm';
import {expect, test} from 'vitest';
import {withParentheses} from '../../scripts/build/compile-early.ts';

test('puts parentheses around function expressions, inner ones as well', () => {
	expect(withParentheses('const a=b=>c=>b+c,d=async function(){},e=f.map(g=>g)')).toBe(
		'const a=(b=>(c=>b+c)),d=(async function(){}),e=f.map((g=>g))',
	);
});

test('counts characters outside of ASCII as JavaScript does', () => {
	expect(withParentheses('const a="é🔥",b=()=>a')).toBe('const a="é🔥",b=(()=>a)');
});

test.for([
	['a declaration', 'function a(){}'],
	['methods of an object', 'x={a(){},get b(){return 1},set b(c){},async*d(){}}'],
	['methods of a class', 'class A{constructor(){}a(){}static b(){}get c(){return 1}}'],
])('leaves %s alone', ([, code]) => {
	expect(withParentheses(code!)).toBe(code);
});

test('leaves the code working, with the names of its functions', () => {
	const code = withParentheses(
		'const add=(a,b)=>({sum:a+b}),o={f:function(){return this.n},n:2,m(){return (()=>this.n)()}};' +
			'class C{p=()=>7}' +
			';[add(1,2).sum,o.f(),o.m(),add.name,o.f.name,new C().p(),(()=>1)(),new function(){this.q=3}().q]',
	);
	expect(runInThisContext(`{${code}}`)).toEqual([3, 2, 2, 'add', 'f', 7, 1, 3]);
});
