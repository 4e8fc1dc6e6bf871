/** Unit, contract and scenario tests. Types are checked by `npm run check:types`, not here. */
const compile = [
  '@swc/jest',
  { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' }, sourceMaps: 'inline' },
]

module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  // Packages published as ESM alone, which Jest does not load by itself.
  transformIgnorePatterns: ['/node_modules/(?!(temporal-polyfill|temporal-utils|content-disposition|cookie)/)'],
  transform: { '^.+[.]ts$': compile, 'node_modules/.+[.]js$': compile },
  testTimeout: 120_000,
  // Suites are quiet for long while servers start and stop: one worker for every core, not one fewer.
  maxWorkers: '100%',
}
