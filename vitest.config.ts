import {defineConfig} from 'vitest/config';

export default defineConfig({
	// The tests run React's production build, which has no use for (and lacks) the development JSX.
	oxc: {jsx: {runtime: 'automatic', development: false}},
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		// Views are compared with their colours; times must not depend on where the machine stands.
		env: {FORCE_COLOR: '1', TZ: 'UTC', NODE_ENV: 'production'},
		testTimeout: 30_000,
	},
});
