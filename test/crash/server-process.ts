import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'

const MAIN = join(__dirname, '..', '..', 'dist', 'bot', 'main.js')

/** A free port of this machine. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

/** The built product as a process of its own, so that it can be killed. */
export class ServerProcess {
  private child: ChildProcess | undefined
  private output = ''

  constructor(
    readonly dataDir: string,
    readonly port: number,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}/sandbox/api`
  }

  /** Resolves when it says that it is ready; gives the milliseconds it took. */
  async start(env: Record<string, string> = {}): Promise<number> {
    const begun = performance.now()
    this.output = ''
    const child = spawn(process.execPath, [MAIN], {
      env: { PATH: process.env['PATH'] ?? '', PORT: String(this.port), DATA_DIR: this.dataDir, LOG_LEVEL: 'error', ...env },
      cwd: join(__dirname, '..'),
    })
    this.child = child
    await new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer): void => {
        this.output += chunk.toString()
        if (this.output.includes('ready')) resolve()
      }
      child.stdout?.on('data', read)
      child.stderr?.on('data', read)
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${this.output}`)))
    })
    return performance.now() - begun
  }

  /** SIGKILL, at whatever instant this is. Resolves when the process is gone. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    const { child } = this
    if (!child || child.exitCode !== null || child.signalCode !== null) return null
    const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
    child.kill(signal)
    return gone
  }
}
