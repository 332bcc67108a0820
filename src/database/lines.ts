import type { Line } from '../platform/telemetry.js'
import type { Database } from './client.js'

/** How many wait in each line over all companies, and for how long. */
export async function readLines({ prisma }: Database): Promise<Line[]> {
  const rows = await prisma.$queryRaw<
    { name: string; waiting: bigint; underWay: bigint; oldestSeconds: number }[]
  >`SELECT * FROM directory.lines()`
  return rows.map(({ waiting, underWay, ...row }) => ({
    ...row,
    waiting: Number(waiting),
    underWay: Number(underWay),
  }))
}
