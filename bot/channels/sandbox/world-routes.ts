import type { FastifyInstance } from 'fastify'
import { ROLE_NAMES } from '../../../domain/wording/roles'
import { ApiError, readBody } from './api-error'
import { mustFindPerson } from './message-routes'
import { MAX_BODY_BYTES } from './read-upload'
import { settleRequest } from './request-shapes'
import type { SandboxApiDeps } from './sandbox-deps'
import { flowsNamed, worldShape, type World } from './world-shape'

/** The company as a whole, the words for it, and waiting until all work is done. */
export function worldRoutes(app: FastifyInstance, deps: SandboxApiDeps): void {
  app.get('/world', async () => ({ ...(await deps.readWorld()), now: deps.channel.now() }))

  app.put('/world', { bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
    if (deps.realChannelConfigured) throw new ApiError(409, 'REAL_CHANNEL_CONFIGURED', '已经接入了真实平台，沙盒不会替换公司资料')
    const world: World = readBody(worldShape, request.body)
    mustKnowFlows(deps, world)
    await deps.replaceWorld(world)
    const { events } = deps.channel
    events.publish('world', { now: deps.channel.now() })
    events.publish('clock', { now: deps.channel.now() })
    return reply.code(204).send()
  })

  app.post('/settle', async (request) => {
    const { timeoutMs } = readBody(settleRequest, request.body)
    if (!(await deps.settle(timeoutMs))) throw new ApiError(503, 'SETTLE_TIMEOUT', `等了 ${timeoutMs} 毫秒，还有事情没有做完`)
    return { settled: true, now: deps.channel.now() }
  })

  app.get('/words', async () => ({
    roles: ROLE_NAMES,
    documents: deps.documentWords?.() ?? {},
    flows: deps.flowWords().map((f) => ({ id: f.id, title: f.title, steps: f.steps.map((s) => ({ id: s.id, title: s.title })) })),
  }))

  if (deps.todo) {
    app.get<{ Params: { personId: string } }>('/people/:personId/todo', async (request) => {
      const person = mustFindPerson(await deps.directory(), request.params.personId, 'personId')
      return { todo: (await deps.todo?.(person.id)) ?? [] }
    })
  }
}

const mustKnowFlows = (deps: SandboxApiDeps, world: World): void => {
  const known = new Set(deps.flowWords().map((f) => f.id))
  for (const { flow, path } of flowsNamed(world)) {
    if (!known.has(flow))
      throw new ApiError(400, 'FLOW_UNKNOWN', `没有「${flow}」这个流程，可用的有：${[...known].join('、')}`, path)
  }
}
