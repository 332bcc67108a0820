// People who look at pages meanwhile: a signed-in browser that asks again and again, and writes down
// what it is answered.
import { pause } from './machine.mjs'
import { password } from './world.mjs'

/** Signs in without a browser. @returns the cookie to ask with */
export async function signIn(origin, email) {
  const cookies = new Map()
  const ask = async (path, init = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(origin + path, { ...init, redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return answer
  }
  const page = await (await ask('/sign-in')).text()
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(page)[1]
  const body = new URLSearchParams({ _csrf, email, password })
  const { status } = await ask('/sign-in', { method: 'POST', body })
  if (status !== 303) throw new Error(`Signing in was answered ${status}.`)
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

/** Answers that are none of a fault: a page, or a word that it comes back. */
const isClear = ({ status, retryAfter, text }) =>
  status === 200 ||
  (status === 503 && retryAfter !== null && /does not answer at the moment/.test(text))

/**
 * Some people ask for a page again and again, a moment after each answer, until they are told to stop.
 * @param origins whom to ask; whoever sends people elsewhere changes the list
 */
export function look(origins, cookie, { path = '/repositories', askers = 3, pauseMs = 100 } = {}) {
  const answers = []
  let isOver = false
  const once = async () => {
    const at = performance.now()
    const took = () => ({ at, end: performance.now() })
    try {
      const answer = await fetch(origins[0] + path, {
        ...{ headers: { cookie }, redirect: 'manual', signal: AbortSignal.timeout(20_000) },
      })
      const text = await answer.text()
      const retryAfter = answer.headers.get('retry-after')
      answers.push({ ...took(), status: answer.status, retryAfter, text })
    } catch (error) {
      answers.push({ ...took(), status: 0, retryAfter: null, text: String(error.cause ?? error) })
    }
  }
  const asker = async () => {
    while (!isOver) {
      await once()
      await pause(pauseMs)
    }
  }
  const loop = Promise.all(Array.from({ length: askers }, asker))
  return {
    answers,
    /** Seconds from an instant until a page was answered that was asked for after it. */
    async recovery(since, limit = 30) {
      for (;;) {
        const first = answers.find(({ at, status }) => at >= since && status === 200)
        if (first) return (first.end - since) / 1000
        if (performance.now() - since > limit * 1000) throw new Error(`no page within ${limit} s`)
        await pause(20)
      }
    },
    /** Stops. @throws when an answer was neither a page nor a clear word */
    async end() {
      isOver = true
      await loop
      const unclear = answers.filter((answer) => !isClear(answer))
      if (unclear.length > 0) {
        const kinds = new Set(unclear.map(({ status, text }) => `${status} ${text.slice(0, 60)}`))
        throw new Error(`${unclear.length} of ${answers.length} unclear answers: ${[...kinds]}`)
      }
      const back = answers.filter(({ status }) => status === 503).length
      return `${answers.length - back} pages, ${back} asked to come back`
    },
  }
}
