import { matchQuote, wordsDigest } from '../../../../bot/channels/wecom/match-quote'
import type { SentRecord } from '../../../../bot/channels/wecom/sent-log'

const sent = (messageId: string, more: Partial<SentRecord>): SentRecord => ({
  messageId,
  chatId: 'ops',
  mode: 'bot',
  at: '2026-03-02T04:00:00Z',
  words: wordsDigest(messageId),
  orderNumber: 'GD002-20260302-01',
  ...more,
})
const newestFirst = [
  sent('news', { words: wordsDigest('订单 GD002-20260302-01 已发货。') }),
  sent('deposit', { promptId: 'p2', title: '定金到账确认 · GD002-20260302-01' }),
  sent('sign-back', { promptId: 'p1', title: '确认书回签 · GD002-20260302-01' }),
]

test('the same words mean the message that said them, whatever the client did to white space and marks', () => {
  expect(matchQuote('订单 GD002-20260302-01   已发货。', newestFirst)).toBe('news')
  expect(matchQuote('**订单** GD002-20260302-01\n已发货。', newestFirst)).toBe('news')
})

test('of two cards of one order the quoted title tells which is meant', () => {
  expect(matchQuote('确认书回签 · GD002-20260302-01\n罗晓峰，请处理', newestFirst)).toBe('sign-back')
  expect(matchQuote('【定金到账确认 · GD002-20260302-01】…', newestFirst)).toBe('deposit')
})

test('with the number alone it is the newest question of that order; without anything known nobody guesses', () => {
  expect(matchQuote('GD002-20260302-01 怎么样了', newestFirst)).toBe('deposit')
  expect(matchQuote('昨天说的那个', newestFirst)).toBeUndefined()
  expect(matchQuote('GD009-20260302-01', newestFirst)).toBeUndefined()
})
