// One web process with 512 MB under a steady load of somebody signed in to a year of sample data: p95,
// errors, and memory over time. Budget: p95 of the overview 150 ms, no errors, memory flat.
//   node bench/load.mjs [minutes] [requests a second]          after npm run build; 30 and 50 by default
// Requests come at their time whether earlier ones are answered or not: a slow server is not spared.
import { readFileSync } from 'node:fs'
import { Pool } from 'undici'
import { load, makeMachine, pause } from '../chaos/machine.mjs'
import { budget as sayBudget } from './budget.mjs'

const [minutes = 30, perSecond = 50] = process.argv.slice(2).map(Number)
const budget = { p95Ms: 150, rssMib: 512, growth: 1.1 }

/** What people look at, the overview every second time. */
const others = ['/delivery', '/reviews', '/work', '/health', '/commits', '/pull-requests']
const pathOf = (turn) => (turn % 2 === 0 ? '/' : others[((turn - 1) / 2) % others.length])

const { demoLink } = await load('demo/demo-link.js')

/** As the Procfile starts it. */
const machine = await makeMachine({ memoryMib: 300 })
const web = await machine.web({ LOG_LEVEL: 'warn', CODEVISTO_EMBEDDED: '1' })

/** Follows the link of sample data. @returns the cookie of a signed-in browser */
async function enter() {
  const cookies = new Map()
  let next = await demoLink(machine.database, web.origin)
  for (let steps = 0; next && steps < 5; steps++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(new URL(next, web.origin), {
      redirect: 'manual',
      headers: { cookie },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    next = answer.headers.get('location')
    if (!next && !(await answer.text()).includes('/sign-out'))
      throw new Error('Nobody is signed in.')
  }
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

const rssMib = () =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${web.child.pid}/status`, 'utf8'))[1]) / 1024
const cpuSeconds = () => {
  const [, rest] = readFileSync(`/proc/${web.child.pid}/stat`, 'latin1').split(/\) /)
  const fields = rest.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}
const at = (values, share) =>
  values.toSorted((a, b) => a - b)[
    Math.min(values.length - 1, Math.floor(values.length * share))
  ] ?? 0

const answers = []
const memory = []
try {
  const cookie = await enter()
  // Some connections that are used again, as a router has them.
  const pool = new Pool(web.origin, { connections: 64 })
  const ask = async (turn) => {
    const begun = performance.now()
    const path = pathOf(turn)
    try {
      const { statusCode, body } = await pool.request({ path, method: 'GET', headers: { cookie } })
      await body.dump({ limit: 10_000_000 })
      answers.push({ begun, path, ms: performance.now() - begun, ok: statusCode === 200 })
    } catch {
      answers.push({ begun, path, ms: performance.now() - begun, ok: false })
    }
  }
  // Warm: code that runs often is compiled by then.
  for (let turn = 0; turn < 60; turn++) await ask(turn)
  answers.length = 0

  const begun = performance.now()
  const [cpu, asked] = [cpuSeconds(), new Set()]
  let [turn, told] = [0, 0]
  while (performance.now() - begun < minutes * 60_000) {
    const due = Math.floor(((performance.now() - begun) / 1000) * perSecond)
    for (; turn < due; turn++) {
      const one = ask(turn).finally(() => asked.delete(one))
      asked.add(one)
    }
    if (Math.floor((performance.now() - begun) / 1000) > memory.length) memory.push(rssMib())
    const minute = Math.floor((performance.now() - begun) / 60_000)
    if (minute > told) {
      told = minute
      const last = answers.filter((one) => one.begun > performance.now() - 60_000)
      const ms = last.map((one) => one.ms)
      console.log(
        `minute ${String(minute).padStart(2)}: ${last.length} answers, p50 ${at(ms, 0.5).toFixed(0)} ms, p95 ${at(ms, 0.95).toFixed(0)} ms, ${last.filter(({ ok }) => !ok).length} errors, ${memory.at(-1).toFixed(0)} MiB`,
      )
    }
    await pause(5)
  }
  await Promise.all(asked)
  await pool.close()
  const used = (cpuSeconds() - cpu) / answers.length

  const overview = answers.filter(({ path }) => path === '/').map(({ ms }) => ms)
  const [p50, p95] = [at(overview, 0.5), at(overview, 0.95)]
  const errors = answers.filter(({ ok }) => !ok).length
  const part = (from, to) =>
    at(memory.slice(Math.floor(memory.length * from), Math.ceil(memory.length * to)), 0.5)
  const [early, late] = [part(0.25, 0.5), part(0.75, 1)]
  const peak = Math.max(...memory)
  const verdict = (holds) => (holds ? 'ok' : 'TOO MUCH')
  console.log(
    `${answers.length} requests at ${perSecond} a second, ${(1000 * used).toFixed(1)} ms CPU each`,
  )
  console.log(
    `overview p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms (<= ${budget.p95Ms}): ${verdict(p95 <= budget.p95Ms)}`,
  )
  console.log(`errors ${errors} (0): ${verdict(errors === 0)}`)
  console.log(
    `memory peak ${peak.toFixed(0)} MiB (<= ${budget.rssMib}): ${verdict(peak <= budget.rssMib)}`,
  )
  console.log(
    `memory ${early.toFixed(0)} -> ${late.toFixed(0)} MiB (<= ${budget.growth} x): ${verdict(late <= early * budget.growth)}`,
  )
  sayBudget('overview at 50 requests a second, p95', p95, budget.p95Ms, ' ms')
  sayBudget('errors meanwhile', errors, 0)
  sayBudget('memory of the web process meanwhile', peak, budget.rssMib, ' MiB')
} finally {
  await machine.end()
}
