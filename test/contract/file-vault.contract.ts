import { createHash } from 'node:crypto'
import type { FileVault } from '../../domain/ports/file-vault'
import { fakeClock } from '../support/fake-clock'
import type { EngineUnderTest, OpenEngine } from './open-engine'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What every engine promises about kept files. */
export function fileVaultContract(name: string, openEngine: OpenEngine): void {
  describe(`file vault on ${name}`, () => {
    let engine: EngineUnderTest
    let vault: FileVault
    beforeEach(async () => {
      engine = await openEngine(fakeClock().nowIso)
      vault = engine.storage.vault
    })
    afterEach(() => engine.end())

    test('gives back bytes, type and name, and names the content by its hash', async () => {
      const kept = await vault.put(bytes('合同'), 'application/pdf', '合同 1.pdf')
      expect(kept).toMatchObject({ sha256: createHash('sha256').update('合同').digest('hex'), sizeBytes: 6 })
      const got = await vault.get(kept.ref)
      expect(got).toMatchObject({ mimeType: 'application/pdf', name: '合同 1.pdf', sha256: kept.sha256 })
      expect(Buffer.from(got?.bytes ?? []).toString()).toBe('合同')
    })

    test('keeps two names of one content apart and recognises the same file', async () => {
      const one = await vault.put(bytes('x'), 'text/plain', 'a.txt')
      const two = await vault.put(bytes('x'), 'text/plain', 'b.txt')
      expect(await vault.put(bytes('x'), 'text/plain', 'a.txt')).toEqual(one)
      expect((await vault.get(one.ref))?.name).toBe('a.txt')
      expect((await vault.get(two.ref))?.name).toBe('b.txt')
    })

    test('knows nothing under a key it did not give', async () => {
      for (const ref of ['', 'nothing', '../../etc/passwd']) expect(await vault.get(ref)).toBeUndefined()
    })

    test('takes 20 MB and refuses a byte more with FILE_TOO_LARGE', async () => {
      const limit = 20 * 1024 * 1024
      expect((await vault.put(new Uint8Array(limit), 'application/zip', 'big')).sizeBytes).toBe(limit)
      await expect(vault.put(new Uint8Array(limit + 1), 'application/zip', 'bigger')).rejects.toMatchObject({
        code: 'FILE_TOO_LARGE',
      })
    })
  })
}
