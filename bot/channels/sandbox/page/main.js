import { startChats } from './chats-pane.js'
import { startClock } from './clock-bar.js'
import { goLive } from './live.js'
import { startOrders } from './order-pane.js'
import { loadAll, markSeen, showPane } from './session.js'
import { emit, on, state } from './store.js'
import { startTalk } from './talk-pane.js'
import { told } from './toast.js'

startClock(document.getElementById('clock'))
startChats(document.getElementById('chats'))
startTalk(document.getElementById('talk'))
startOrders(document.getElementById('order'))

on('world', () => {
  const { name } = state.world.company
  document.getElementById('company').textContent = name
  document.title = `${name} · 跟单助手沙盒`
})
on('pane', () => {
  document.getElementById('panes').dataset.pane = state.pane
})
on('online', (online) => {
  document.getElementById('offline').hidden = online
})
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && state.pane === 'order' && !event.defaultPrevented) showPane('talk')
})
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'visible' || !state.chatId) return
  markSeen(state.chatId)
  emit('chats')
})

await told(loadAll)
if (window.matchMedia('(min-width: 720px)').matches && state.chatId) state.pane = 'talk'
emit('pane')
goLive()
