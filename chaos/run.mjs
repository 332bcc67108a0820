// Every fault of production against the real product: real PostgreSQL, real Redis, real processes. One
// line a fault: whether it is borne, the seconds until all was well again, and what was seen.
//   npm run chaos                                    all of them
//   npm run chaos -- --kills 10 --only killed        some of them, by a part of their names

import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { versionsOverlap, webLeaves } from './deploy-faults.mjs'
import { kills } from './kills.mjs'
import { makeMachine } from './machine.mjs'
import {
  postgresAway,
  postgresFrozen,
  postgresRestarted,
  redisAway,
  redisForgets,
  redisFrozen,
  redisRestarted,
} from './store-faults.mjs'
import { clockJumps, diskFull, killedTwice, leaves, parked } from './worker-faults.mjs'
import { makeWorld } from './world.mjs'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
})
const hasRedis = spawnSync('redis-server', ['--version']).status === 0
const counts = { kills: Number(values.kills), seed: Number(values.seed) }
const killed = (machine, world) => kills(machine, world, counts)

/** Name, whether it needs Redis, and what is done. */
const faults = [
  ['worker asked to leave in an analysis', false, leaves],
  ['worker killed twice in a row', false, killedTwice],
  ['repository that ends its workers', false, parked],
  ['web asked to leave under load', false, webLeaves],
  ['old and new version overlap', false, versionsOverlap],
  ['disk of clones full', false, diskFull],
  ['clocks set forward and back', false, clockJumps],
  ['PostgreSQL restarted', false, postgresRestarted],
  ['PostgreSQL away for 10 s', false, postgresAway],
  ['PostgreSQL frozen for 10 s', false, postgresFrozen],
  ['Redis restarted', true, redisRestarted],
  ['Redis away for 10 s', true, redisAway],
  ['Redis frozen for 10 s', true, redisFrozen],
  ['Redis forgets waiting jobs', true, redisForgets],
  [`worker killed at random, ${counts.kills} times, embedded queue`, false, killed],
  [`worker killed at random, ${counts.kills} times, Redis`, true, killed],
]

const width = Math.max(...faults.map(([name]) => name.length))
const line = (name, verdict, seconds, said) =>
  console.log(
    `${name.padEnd(width)}  ${verdict}  ${seconds === null ? '      ' : `${seconds.toFixed(1).padStart(5)} s`}  ${said}`,
  )

let failed = 0
let running = null
// Whoever has seen enough leaves nothing behind.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await running?.end()
    process.exit(1)
  })
}
const world = await makeWorld()
try {
  for (const [name, needsRedis, bear] of faults.filter(([name]) => name.includes(values.only))) {
    if (needsRedis && !hasRedis) {
      line(name, 'skip', null, 'no redis-server on this machine')
      continue
    }
    const machine = await makeMachine({ redis: needsRedis, allow: [world.host.origin] })
    running = machine
    try {
      const { seconds = null, said, skipped } = await bear(machine, world)
      line(name, skipped ? 'skip' : 'pass', seconds, skipped ?? said)
    } catch (error) {
      failed++
      const kept = `chaos-${name.replaceAll(/\W+/g, '-')}.log`
      if (existsSync(machine.log)) copyFileSync(machine.log, kept)
      line(name, 'FAIL', null, `${error.message} (log: ${kept})`)
    } finally {
      running = null
      await machine.end()
    }
  }
} finally {
  await world.end()
}
process.exit(failed > 0 ? 1 : 0)
