import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { withRedis } from '../../support/real-servers'

withRedis(() => {
  test('the benchmark of reminders fires each of them once', () => {
    const bench = join(__dirname, '..', '..', '..', 'scripts', 'bench-reminders.mjs')
    const told = execFileSync(process.execPath, [bench, '--armed', '400', '--suite', 'throughput'], { encoding: 'utf8' })
    expect(JSON.parse(told)).toMatchObject({ metric: 'armed_and_fired', exact: { fired: 400, doubled: 0, missing: 0 } })
  })
})
