// What a deploy does: the web process leaves under load, and two versions overlap.
import { look, signIn } from './load.mjs'
import { pause } from './machine.mjs'
import { makePlace, untilRead } from './world.mjs'

/** A new web process beside the old one, which then leaves: nobody is let down. */
export async function webLeaves(machine, world) {
  const place = await makePlace(machine, world)
  const [old, next] = [await machine.web(), await machine.web()]
  const cookie = await signIn(old.origin, place.email)
  const origins = [old.origin]
  const looking = look(origins, cookie, { askers: 12, pauseMs: 20 })
  await pause(2_000)
  const leaving = old.stop('SIGTERM')
  // A router hears of it a moment later.
  await pause(500)
  origins[0] = next.origin
  const { code, seconds } = await leaving
  await pause(1_000)
  const said = await looking.end()
  await next.stop()
  if (code !== 0 || seconds > 25) throw new Error(`it ended with ${code} after ${seconds} s`)
  return { seconds, said }
}

/** The database is a version ahead of those who use it, as between release and the last old process. */
export async function versionsOverlap(machine, world) {
  const [old, oldWorker] = [await machine.web(), await machine.worker()]
  const place = await makePlace(machine, world)
  const cookie = await signIn(old.origin, place.email)
  const looking = look([old.origin], cookie)
  const begun = performance.now()
  for (const step of [
    'ALTER TABLE repositories ADD COLUMN "later" TEXT',
    `ALTER TABLE commits ADD COLUMN "later" INTEGER NOT NULL DEFAULT 0`,
    'CREATE TABLE later ("companyId" BIGINT NOT NULL, id BIGINT, PRIMARY KEY ("companyId", id))',
    'CREATE INDEX later_days ON commits ("companyId", "localDay", "later")',
  ]) {
    await machine.ask(step)
  }
  const [next, nextWorker] = [await machine.web(), await machine.worker()]
  await untilRead(machine, place)
  const after = await makePlace(machine, world)
  await Promise.all([oldWorker.stop(), untilRead(machine, after, 150)])
  const said = await looking.end()
  const ends = await Promise.all([old.stop(), next.stop(), nextWorker.stop()])
  await machine.ask('ALTER TABLE repositories DROP COLUMN "later"')
  await machine.ask('ALTER TABLE commits DROP COLUMN "later"')
  await machine.ask('DROP TABLE later')
  if (ends.some(({ code }) => code !== 0)) throw new Error('a process did not leave as it should')
  return {
    seconds: (performance.now() - begun) / 1000,
    said: `${said}; two analyses read meanwhile`,
  }
}
