import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, ServerProcess } from '../crash/server-process'

/** Two processes over one MongoDB and one Redis. Requests go to them in turns; the one asked last is the one that gets killed. */
export class TwoProcesses {
  private readonly folder = mkdtempSync(join(tmpdir(), 'gendan-cluster-'))
  private readonly down = new Set<ServerProcess>()
  private turn = 0
  private constructor(
    private readonly processes: [ServerProcess, ServerProcess],
    private readonly envs: Record<string, string>[],
  ) {}

  /** `skewMs`: so much the clock of the second one is ahead of that of the first. */
  static async start(env: Record<string, string>, skewMs = 0): Promise<TwoProcesses> {
    const make = async () => new ServerProcess(join(tmpdir(), 'gendan-unused'), await freePort())
    const skewed = { NODE_OPTIONS: `--require ${join(__dirname, 'skewed-clock.cjs')}`, CLOCK_SKEW_MS: String(skewMs) }
    const both = new TwoProcesses([await make(), await make()], [env, skewMs === 0 ? env : { ...env, ...skewed }])
    // The first one loads the sample company; both at once would do it twice.
    for (const [i, one] of both.processes.entries()) await one.start(both.envs[i])
    return both
  }

  private get asked(): ServerProcess {
    return this.processes[this.turn % 2 === 0 ? 0 : 1]
  }

  /** Each question for the address is a turn. */
  get url(): string {
    this.turn += 1
    return this.asked.url
  }

  addressOf(index: 0 | 1): string {
    return this.processes[index].url
  }

  async kill(): Promise<number | null> {
    const victim = this.asked
    this.down.add(victim)
    return victim.kill()
  }

  /** Brings back whoever is down. */
  async start(): Promise<number> {
    let ms = 0
    for (const [i, one] of this.processes.entries()) if (this.down.has(one)) ms = await one.start(this.envs[i])
    this.down.clear()
    return ms
  }

  async end(): Promise<void> {
    for (const one of this.processes) await one.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
