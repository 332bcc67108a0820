import type { PrismaClient } from '../generated/prisma/client.js'
import { askCached, type CachedQuery, readVersion } from './cached-query.js'
import type { Database } from './client.js'
import { guarded, type Operation, operations, TenancyFault } from './guard.js'
import { isRegistered, type NamedQuery } from './named-query.js'
import { type OwnedModel, ownedModelNames } from './owned.js'

/**
 * The database as one company sees it, for the length of one transaction. It has the owned models
 * and the guarded operations, and nothing else: no raw SQL, no other model, no client.
 */
export type CompanyDatabase = {
  readonly companyId: bigint
  /** Runs a reviewed query; the company's id is its `$1`, `values` follow from `$2`. */
  run<Row>(query: NamedQuery<Row>, ...values: unknown[]): Promise<Row[]>
  /** The same, from the cache where its rows are known and still true. */
  runCached<Row extends object>(cached: CachedQuery<Row>, ...values: unknown[]): Promise<Row[]>
} & { readonly [Model in OwnedModel]: Pick<PrismaClient[Model], Operation> }

/** A company's transaction as far as reviewed queries go: what bulk work and pages both have. */
export type CompanyQueries = Pick<CompanyDatabase, 'companyId' | 'run'>

type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]
type Delegate = Record<Operation, (args: unknown) => Promise<unknown>>

const isReading = (operation: Operation) => /^(find|count|aggregate|groupBy)/.test(operation)
const writes = /\b(INSERT|UPDATE|DELETE)\b/

function bind({ cache }: Database, transaction: Transaction, companyId: bigint): CompanyDatabase {
  // Asked once, and again after this transaction has written.
  let asked: Promise<string> | null = null
  const delegates = ownedModelNames.map((model) => {
    const delegate = transaction[model] as unknown as Delegate
    const calls = operations.map((operation) => [
      operation,
      // An async function on purpose: it starts at once, under this company, and its promise has
      // none of the relation methods that Prisma's own promises carry.
      async (args?: unknown) => {
        if (!isReading(operation)) asked = null
        return delegate[operation](guarded(model, operation, args, companyId))
      },
    ])
    return [model, Object.freeze(Object.fromEntries(calls))]
  })
  const run = async <Row>(query: NamedQuery<Row>, ...values: unknown[]): Promise<Row[]> => {
    if (!isRegistered(query)) throw new TenancyFault('only named queries are run')
    if (writes.test(query.text)) asked = null
    return transaction.$queryRawUnsafe(query.text, companyId, ...values)
  }
  const version = () => {
    asked ??= readVersion({ companyId, run })
    return asked
  }
  return Object.freeze({
    ...Object.fromEntries(delegates),
    ...{ companyId, run },
    runCached<Row extends object>(cached: CachedQuery<Row>, ...values: unknown[]) {
      return askCached({ cache, version }, { companyId, run }, cached, values)
    },
  }) as CompanyDatabase
}

/**
 * Runs `work` in one transaction that belongs to `companyId` alone. Keep git and the network out of
 * it: it holds a connection. Everything in it happens or nothing does.
 * @throws TenancyFault when something in it would leave the company
 */
export async function inCompany<T>(
  database: Database,
  companyId: bigint,
  work: (db: CompanyDatabase) => Promise<T>,
): Promise<T> {
  if (typeof companyId !== 'bigint') throw new TenancyFault('no company was given')
  return database.prisma.$transaction(
    async (transaction) => {
      await transaction.$queryRaw`SELECT set_config('app.company_id', ${String(companyId)}, true)`
      return work(bind(database, transaction, companyId))
    },
    { maxWait: 3_000, timeout: 20_000 },
  )
}
