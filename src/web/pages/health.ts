import type { Handler } from '../show.js'

/** The process is there. */
export const alive: Handler = (_services, _request, response) => {
  response.set('Cache-Control', 'no-store').json({ status: 'ok' })
}

/** Everything it needs answers: database and queue. */
export const ready: Handler = async ({ database, queue }, _request, response) => {
  const isDatabaseReady = await database.prisma.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  )
  const parts = { database: isDatabaseReady, queue: await queue.isReady() }
  const isReady = Object.values(parts).every(Boolean)
  response
    .status(isReady ? 200 : 503)
    .set('Cache-Control', 'no-store')
    .json({ status: isReady ? 'ready' : 'not ready', ...parts })
}
