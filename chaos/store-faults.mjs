// What happens to the stores: PostgreSQL and Redis go away, come back, and lose their memory, while
// people look at pages and a worker is in the middle of an analysis.
import { look, signIn } from './load.mjs'
import { pause, until } from './machine.mjs'
import { analysisOf, makePlace, untilRead, untilReading } from './world.mjs'

const awayMs = 10_000

/** Web, worker, somebody who looks, an analysis under way; then `hurt`, which gives back the mending. */
async function underLoad(machine, world, hurt) {
  const place = await makePlace(machine, world)
  const [web, worker] = [await machine.web(), await machine.worker()]
  const cookie = await signIn(web.origin, place.email)
  const looking = look([web.origin], cookie)
  await untilReading(machine, place)
  const mend = await hurt()
  await mend()
  const back = performance.now()
  const seconds = await looking.recovery(back)
  // Whoever watches over the process sees the same.
  await until('ready', async () => (await fetch(`${web.origin}/readyz`)).ok, 15)
  // What is asked for afterwards is read, and what was under way is not lost.
  const after = await makePlace(machine, world)
  const read = await untilRead(machine, place, 150)
  await untilRead(machine, after, 150)
  const said = await looking.end()
  if (!web.isRunning() || !worker.isRunning()) throw new Error('a process fell')
  const { attempt } = await analysisOf(machine, place)
  await Promise.all([web.stop(), worker.stop()])
  if (seconds > 5) throw new Error(`recovered after ${seconds.toFixed(1)} s`)
  const starts = attempt === null ? '' : `, ${attempt} starts`
  return { seconds, said: `${said}; the analysis was done ${read.toFixed(0)} s later${starts}` }
}

export const postgresAway = (machine, world) =>
  underLoad(machine, world, async () => {
    machine.killPostgres()
    await pause(awayMs)
    return () => machine.startPostgres()
  })

export const postgresRestarted = (machine, world) =>
  underLoad(machine, world, async () => {
    machine.killPostgres()
    return () => machine.startPostgres()
  })

export const postgresFrozen = (machine, world) =>
  underLoad(machine, world, async () => {
    const thaw = machine.freezePostgres()
    await pause(awayMs)
    return async () => thaw()
  })

export const redisAway = (machine, world) =>
  underLoad(machine, world, async () => {
    await machine.redis().stop('SIGKILL')
    await pause(awayMs)
    return () => machine.startRedis()
  })

export const redisRestarted = (machine, world) =>
  underLoad(machine, world, async () => {
    await machine.redis().stop('SIGKILL')
    return () => machine.startRedis()
  })

export const redisFrozen = (machine, world) =>
  underLoad(machine, world, async () => {
    machine.redis().signal('SIGSTOP')
    await pause(awayMs)
    return async () => machine.redis().signal('SIGCONT')
  })

/** Redis forgets jobs that wait in it, before any worker has begun them. */
export async function redisForgets(machine, world) {
  const place = await makePlace(machine, world)
  const web = await machine.web()
  const { openQueue } = await import('../dist/jobs/queue.js')
  const { dispatch } = await import('../dist/jobs/dispatcher.js')
  const { openLog } = await import('../dist/platform/log.js')
  const queue = openQueue({ redisUrl: machine.redisUrl }, openLog('chaos', 'silent'))
  await dispatch(machine.database, queue)
  await queue.close()
  await machine.redis().stop('SIGKILL')
  await machine.startRedis()
  const worker = await machine.worker()
  const { seconds } = await until(
    'a worker at it',
    async () => {
      const { begun, state } = await analysisOf(machine, place)
      return begun || state === 'done'
    },
    60,
  )
  await untilRead(machine, place)
  await Promise.all([web.stop(), worker.stop()])
  return { seconds, said: 'a job that Redis had lost was begun after that' }
}
