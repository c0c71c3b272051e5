import {registerHooks} from 'node:module';

/**
As in the build: ink-table cannot require Ink by itself, and gets the object that `small-table.tsx` fills
with the Ink that is loaded already (see `source/ui/ink-table`).
*/
registerHooks({
	resolve: (specifier, context, next) =>
		specifier === 'ink' && context.parentURL?.includes('/ink-table/dist/')
			? {
					url: new URL('../../source/ui/ink-table/ink.cjs', import.meta.url).href,
					format: 'commonjs',
					shortCircuit: true,
				}
			: next(specifier, context),
});
