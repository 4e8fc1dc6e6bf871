import { api } from './api.js'
import { emit, state } from './store.js'
import { catchUpAll, loadAll, setClock, takeMessage } from './session.js'
import { told } from './toast.js'

let missed = false

/** Listens to the server. The browser connects again by itself; after a gap everything is read anew. */
export function goLive() {
  const events = api.events()
  const heard = (name, take) => events.addEventListener(name, (event) => take(JSON.parse(event.data)))
  heard('message', takeMessage)
  heard('message-updated', takeMessage)
  heard('clock', setClock)
  heard('world', () => told(loadAll))
  events.addEventListener('open', () => {
    emit('online', true)
    // What was said between the loading and now was heard by nobody.
    void told(missed || !state.world ? loadAll : catchUpAll)
    missed = false
  })
  events.addEventListener('error', () => {
    missed = true
    emit('online', false)
    // A refused connection is not tried again by the browser.
    if (events.readyState === EventSource.CLOSED) setTimeout(goLive, 3000)
  })
}
