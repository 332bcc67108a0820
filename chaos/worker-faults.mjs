// What happens to the worker: it is asked to leave, killed once, killed again, ended by a repository.
import { execFileSync } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { signIn } from './load.mjs'
import { until } from './machine.mjs'
import { analysisOf, makePlace, untilRead, untilReading } from './world.mjs'

const check = (holds, said) => {
  if (!holds) throw new Error(said)
}

/** SIGTERM in the middle of an analysis: it is handed back at once, and another worker does it. */
export async function leaves(machine, world) {
  const place = await makePlace(machine, world)
  const first = await machine.worker()
  await untilReading(machine, place)
  const { code, seconds } = await first.stop('SIGTERM')
  check(code === 0, `it ended with ${code}`)
  check(seconds < 25, `it took ${seconds} s to leave`)
  check((await machine.clones()).length === 0, 'a clone is left')
  const { deaths, state } = await analysisOf(machine, place)
  check(state === 'waiting' && deaths === 0, `it was left ${state}, ${deaths} deaths`)
  const next = await machine.worker()
  const took = await untilRead(machine, place)
  await next.stop()
  return {
    seconds,
    said: `left within that, done ${took.toFixed(1)} s after the next worker began`,
  }
}

/** Killed once and killed again while others run: each time another start within a minute. */
export async function killedTwice(machine, world) {
  const place = await makePlace(machine, world)
  const gaps = []
  let worker = await machine.worker()
  for (let death = 1; death <= 2; death++) {
    await untilReading(machine, place)
    const { attempt } = await analysisOf(machine, place)
    await worker.stop('SIGKILL')
    worker = await machine.worker()
    const again = await until(
      'another start',
      async () => {
        const now = await analysisOf(machine, place)
        return now.state === 'done' || (now.attempt > attempt && now.begun)
      },
      60,
    )
    gaps.push(again.seconds)
  }
  await untilRead(machine, place)
  await worker.stop()
  await until('no clone', async () => {
    const { sweepClones } = await import('../dist/git/sweep.js')
    await sweepClones(machine.workFolder)
    return (await machine.clones()).length === 0
  })
  return {
    seconds: Math.max(...gaps),
    said: `started again after ${gaps.map((gap) => gap.toFixed(0)).join(' and ')} s`,
  }
}

/** A repository that ends its worker three times is left alone, says so, and can be tried again. */
export async function parked(machine, world) {
  const place = await makePlace(machine, world)
  let deaths = 0
  for (; deaths < 3; deaths++) {
    const worker = await machine.worker({ CODEVISTO_EMBEDDED: '1' })
    await untilReading(machine, place)
    await worker.stop('SIGKILL')
  }
  const worker = await machine.worker({ CODEVISTO_EMBEDDED: '1' })
  const { seconds } = await until('parked', async () => {
    const { state, faultCode } = await analysisOf(machine, place)
    return state === 'failed' && faultCode === 'worker-died'
  })
  const web = await machine.web()
  const cookie = await signIn(web.origin, place.email)
  const { id } = await analysisOf(machine, place)
  const address = `/repositories/${place.repositoryId}/analyses`
  const page = await (await fetch(`${web.origin}${address}/${id}`, { headers: { cookie } })).text()
  check(page.includes('ended its worker 3 times'), 'the page does not say why')
  check(page.includes('Try again'), 'the page has no button')
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(page)[1]
  const body = new URLSearchParams({ _csrf, window: 'all' })
  const init = { method: 'POST', body, headers: { cookie }, redirect: 'manual' }
  const { status } = await fetch(web.origin + address, init)
  check(status === 303, `trying again was answered ${status}`)
  await untilRead(machine, place)
  await Promise.all([worker.stop(), web.stop()])
  return {
    seconds,
    said: 'parked after 3 deaths, reason and button on its page, read when tried again',
  }
}

/** The folder of clones is on a full disk: the analysis says so, and works when there is room. */
export async function diskFull(machine, world) {
  const folder = join(machine.data, 'small')
  await mkdir(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return { skipped: 'no small disk can be made here' }
  }
  try {
    execFileSync('sh', ['-c', `head -c 3900k /dev/zero > ${folder}/filler`])
    const worker = await machine.worker({ WORK_FOLDER: folder })
    const place = await makePlace(machine, world)
    await until('the reason', async () => {
      const { state, faultCode } = await analysisOf(machine, place)
      if (state === 'failed') check(faultCode === 'disk-full', `the reason is ${faultCode}`)
      return state === 'failed'
    })
    check(worker.isRunning(), 'the worker fell')
    execFileSync('mount', ['-o', 'remount,size=200m', folder])
    const begun = performance.now()
    const again = await makePlace(machine, world)
    await untilRead(machine, again)
    const seconds = (performance.now() - begun) / 1000
    const { code } = await worker.stop()
    check(code === 0, `the worker ended with ${code}`)
    return {
      seconds,
      said: 'said as "The disk is full."; read once there was room, by the same worker',
    }
  } finally {
    execFileSync('umount', ['-l', folder])
  }
}

/** Clocks of web and worker are set forward and back an hour in the middle of an analysis. */
export async function clockJumps(machine, world) {
  const { writeFileSync } = await import('node:fs')
  const NODE_OPTIONS = `--import=${new URL('clock.mjs', import.meta.url).href}`
  const place = await makePlace(machine, world)
  const worker = await machine.worker({ NODE_OPTIONS })
  const web = await machine.web({ NODE_OPTIONS })
  const cookie = await signIn(web.origin, place.email)
  await untilReading(machine, place)
  for (const hours of [1, -1, 0]) {
    writeFileSync(machine.clockFile, String(hours * 3_600_000))
    await until(
      'a page',
      async () => {
        const { status } = await fetch(`${web.origin}/`, {
          headers: { cookie },
          redirect: 'manual',
        })
        return status === 200
      },
      10,
    )
  }
  const seconds = await untilRead(machine, place)
  const { state } = await analysisOf(machine, place)
  check(worker.isRunning() && web.isRunning(), 'a process fell')
  await Promise.all([worker.stop(), web.stop()])
  return { seconds, said: `${state}, nobody was signed out` }
}
