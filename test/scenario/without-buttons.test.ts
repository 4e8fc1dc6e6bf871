import { playTalk } from './play-talk'
import { openTalk, sampleCompany } from './sample-company'

const HAPPY = [
  'approval-happy',
  'mill-class-b',
  'desk-standard',
  'cabinet-happy',
  'web-happy',
  'ledger-happy',
  'fabric-happy',
  'platform-happy',
]

test.each(HAPPY)(
  'the talk %s comes to the same end by typed replies alone [AC-130]',
  async (name) => {
    const file = `${name}.chat.txt`
    const { flow, lines } = openTalk(file)
    await playTalk(sampleCompany(flow), file, lines, { typed: true })
  },
  600_000,
)

test('a restart after every line loses no question and doubles none, from the order to the receipt [AC-129]', async () => {
  const file = 'mill-class-b.chat.txt'
  const { flow, lines } = openTalk(file)
  await playTalk(sampleCompany(flow), file, lines, { restarts: true })
}, 480_000)
