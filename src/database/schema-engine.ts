import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  type ColumnType,
  ColumnTypeEnum,
} from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import type pg from 'pg'
import { asError } from '../platform/errors.js'
import type { PostgresConnection } from './connection.js'

/** The part of the global that is used here; Node's types leave it to the browser's. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>
}

/** Prisma's own schema engine, compiled to WebAssembly: nothing is downloaded to migrate. */
export type SchemaEngine = glue.SchemaEngine

let loaded: Promise<void> | null = null

async function load(): Promise<void> {
  // The .wasm file is not among the package's exports: it stands beside the script.
  const script = createRequire(import.meta.url).resolve(
    '@prisma/schema-engine-wasm/schema_engine_bg',
  )
  const bytes = readFileSync(join(dirname(script), 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
}

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>

/** PostgreSQL's internal one-letter type, which fills its catalogue. */
const internalChar = 18

/** Teaches the adapter the type "char": it refuses it, and the engine reads the catalogue with it. */
function readInternalChars(adapter: Adapter): void {
  const driver = adapter.underlyingDriver()
  const query = driver.query.bind(driver) as (...args: unknown[]) => Promise<pg.QueryResult>
  let letters = new Set<number>()
  const reading = async (...args: unknown[]) => {
    const result = await query(...args)
    const fields = result.fields ?? []
    letters = new Set([...fields.keys()].filter((at) => fields[at]?.dataTypeID === internalChar))
    for (const at of letters) fields[at]!.dataTypeID = 25
    return result
  }
  Object.assign(driver, { query: reading })
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (asked) => {
    const result = await queryRaw(asked)
    const typed = (type: ColumnType, at: number) =>
      letters.has(at) ? ColumnTypeEnum.Character : type
    return { ...result, columnTypes: result.columnTypes.map(typed) }
  }
}

/**
 * Prisma's adapter cuts a script at every semicolon, also inside a function's body. PostgreSQL takes
 * the whole script as one message, which also makes it one transaction, as Prisma's native engine does.
 */
class WholeScripts extends PrismaPg {
  /** What PostgreSQL said of the last script: the engine passes on a number only. */
  fault: Error | null = null
  readonly #adapters: Adapter[] = []

  /** The engine lets go of its connections without closing them. */
  async close(): Promise<void> {
    await Promise.all(this.#adapters.map((adapter) => adapter.dispose()))
  }

  override async connect() {
    const adapter = await super.connect()
    this.#adapters.push(adapter)
    readInternalChars(adapter)
    adapter.executeScript = async (script) => {
      try {
        await adapter.underlyingDriver().query(script)
      } catch (error) {
        this.fault = asError(error)
        throw error
      }
    }
    return adapter
  }
}

/** Files of the Prisma schema as the engine takes them. */
export interface SchemaFile {
  path: string
  content: string
}

/**
 * Runs `work` with an engine connected as the owner of a database.
 * @param connection the owner's
 */
export async function withSchemaEngine<T>(
  connection: string | PostgresConnection,
  files: SchemaFile[],
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= load()
  await loaded
  const scripts = new WholeScripts(
    typeof connection === 'string' ? { connectionString: connection } : connection,
  )
  const adapter = bindMigrationAwareSqlAdapterFactory(scripts)
  const datamodels = files.map((file): [string, string] => [file.path, file.content])
  const engine = await glue.SchemaEngine.new({ datamodels }, () => {}, adapter)
  try {
    return await work(engine)
  } catch (error) {
    throw scripts.fault ?? error
  } finally {
    engine.free()
    await scripts.close()
  }
}
