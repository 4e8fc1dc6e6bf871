/** Unit, contract and scenario tests. Types are checked by `npm run check:types`, not here. */
const compile = ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' }, sourceMaps: 'inline' }]

module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  // Published as ESM alone, which Jest does not load by itself.
  transformIgnorePatterns: ['/node_modules/(?!temporal-(polyfill|utils)/)'],
  transform: { '^.+\\.ts$': compile, 'node_modules/temporal-.+\\.js$': compile },
  testTimeout: 30000,
}
