#!/usr/bin/env node
// Starts throw-away servers for trying the cluster mode by hand, says which they are, and stops them with Ctrl+C.
import { createRequire } from 'node:module'

const { findMongo, findRedis, startMongo, startRedis } = createRequire(import.meta.url)('./test-servers.cjs')
const mongo = findMongo()
const redis = findRedis()
if (!mongo) console.error('MongoDB：没有可用的服务。请运行 scripts/install-test-tools.sh，或设置 MONGODB_TEST_URL。')
if (!redis) console.error('Redis：没有可用的服务。请安装 redis-server，或设置 REDIS_TEST_URL。')
if (!mongo || !redis) process.exit(2)
const servers = await Promise.all([startMongo(), startRedis()])
console.log(`MongoDB: ${mongo.label}`)
console.log(`Redis:   ${redis.label}`)
console.log(`MONGODB_URL=${servers[0].url}/gendan`)
console.log(`REDIS_URL=${servers[1].url}`)
const stop = async () => {
  await Promise.all(servers.map((server) => server.stop()))
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop())
setInterval(() => undefined, 1 << 30)
