// The worker is killed (-9) at random points, over and over, while it analyses and collects.
import { pause, until } from './machine.mjs'
import { differences, storedRows } from './rows.mjs'
import { isRead, makePlace, untilRead } from './world.mjs'

/** Numbers between 0 and 1, the same for the same seed. */
function randomFrom(seed) {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
}

/** @returns what an undisturbed run stores, and the seconds it takes a worker that is ready */
async function undisturbed(machine, world) {
  const place = await makePlace(machine, world)
  const worker = await machine.worker({ CODEVISTO_EMBEDDED: '1' })
  const seconds = await untilRead(machine, place)
  await worker.stop()
  return { rows: await storedRows(machine, place), seconds }
}

export async function kills(machine, world, { kills: most, seed }) {
  const random = randomFrom(seed)
  const reference = await undisturbed(machine, world)
  const places = [await makePlace(machine, world)]
  let killed = 0
  let slowest = 0
  while (killed < most) {
    // In the row of deaths three in a row would park it, as they should: here it is not to blame.
    await machine.ask('UPDATE directory.runs SET deaths = 0')
    await machine.ask('UPDATE directory.collections_due SET deaths = 0')
    if (await isRead(machine, places.at(-1))) places.push(await makePlace(machine, world))
    const worker = await machine.worker({ CODEVISTO_EMBEDDED: '1' })
    await pause(1000 * reference.seconds * (0.02 + 0.9 * random()))
    await worker.stop('SIGKILL')
    killed++
  }
  const worker = await machine.worker({ CODEVISTO_EMBEDDED: '1' })
  for (const place of places) slowest = Math.max(slowest, await untilRead(machine, place))
  for (const place of places) {
    const different = differences(reference.rows, await storedRows(machine, place))
    if (different.length > 0) throw new Error(`other rows in ${different.join(', ')}`)
  }
  await until('no clone', async () => (await machine.clones()).length === 0, 30)
  const [{ left }] = await machine.ask('SELECT count(*)::int AS left FROM directory.runs')
  if (left > 0) throw new Error(`${left} runs are left in line`)
  await worker.stop()
  if (machine.strays().length > 0) throw new Error('readers are left')
  const rows = Object.values(reference.rows).reduce((sum, one) => sum + Number.parseInt(one, 10), 0)
  return {
    seconds: slowest,
    said: `${killed} kills over ${places.length} companies, ${rows} rows each the same, no clone, no run left`,
  }
}
