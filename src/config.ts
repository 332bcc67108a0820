import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { Problem } from './platform/errors.js'
import type { Tls, TlsMode } from './platform/tls.js'
import { neededInProduction, type VariableName, variables } from './platform/variables.js'

type Schemas = { [Name in VariableName]: (typeof variables)[Name]['schema'] }

const schema = z.object(
  Object.fromEntries(Object.entries(variables).map(([name, one]) => [name, one.schema])) as Schemas,
)

/** What Codevisto was told, checked and frozen. */
export interface Config {
  readonly isProduction: boolean
  /** Run by `npm start` on one machine: local paths may be analysed, nothing is sent anywhere. */
  readonly isEmbedded: boolean
  readonly port: number
  /** Absolute. */
  readonly dataFolder: string
  /** Who makes and changes tables; null means the embedded PostgreSQL. */
  readonly ownerUrl: string | null
  /** Who uses them; the owner's where there is only one credential. */
  readonly appUrl: string | null
  /** How PostgreSQL is known; null for a connection without TLS. */
  readonly databaseTls: Tls | null
  /** Null: the queue lives in PostgreSQL, limits in memory. */
  readonly redisUrl: string | null
  readonly redisTls: Tls | null
  readonly masterKey: string | null
  /** Earlier master keys: what they encrypted still opens. */
  readonly masterKeysOld: readonly string[]
  readonly sessionSecret: string | null
  /** Origin under which people reach the product. */
  readonly appUrlOrigin: string
  /** Where mails are handed over; null outside production: they wait in `outboxFolder`. */
  readonly smtpUrl: string | null
  readonly mailFrom: string
  /** Where mails are left for the page /outbox; null where there is none. */
  readonly outboxFolder: string | null
  /** Further origins that repositories may be read from, beside public https ones. */
  readonly outboundAllow: readonly string[]
  /** Where clones live for the length of an analysis. */
  readonly workFolder: string
  readonly analysesAtOnce: number
  /** What one analysis may take; one that takes more is stopped and says so. */
  readonly analysisCaps: Readonly<{
    minutes: number
    diskMiB: number
    memoryMiB: number
    processes: number
  }>
  /** Whether sample data is one click away, for anybody. */
  readonly offersDemo: boolean
  /** A tour of sample data elsewhere; null: none. */
  readonly demoTourUrl: string | null
  /** Where Prometheus asks; null: nowhere. */
  readonly metricsPort: number | null
  readonly logLevel: string
  /** Terminals show no colours. */
  readonly noColor: boolean
  readonly searchPath: string
}

const protocolOf = (value: string | undefined) =>
  value && URL.canParse(value) ? new URL(value).protocol : null

/** What is right by itself and wrong in production. */
function weaknesses(environment: NodeJS.ProcessEnv): string[] {
  const wrong = neededInProduction
    .filter((name) => !environment[name])
    .map((name) => `${name} is missing.`)
  if (protocolOf(environment.APP_URL) === 'http:') wrong.push('APP_URL is not https.')
  if (protocolOf(environment.REDIS_URL) === 'redis:') {
    wrong.push('REDIS_URL is not encrypted: it begins with rediss://.')
  }
  for (const part of ['DATABASE', 'REDIS']) {
    if (environment[`${part}_TLS`] === 'off') wrong.push(`${part}_TLS cannot be off in production.`)
  }
  return wrong
}

/** One sentence a fault, by the variable's name; never a value. */
function faults(environment: NodeJS.ProcessEnv): string[] {
  const { error } = schema.safeParse(environment)
  const wrong = (error?.issues ?? []).map((issue) => `${String(issue.path[0])} ${issue.message}.`)
  for (const part of ['DATABASE', 'REDIS']) {
    if (environment[`${part}_TLS`] === 'pin' && !environment[`${part}_CERTIFICATE`]) {
      wrong.push(`${part}_CERTIFICATE is missing: it is what ${part}_TLS=pin expects.`)
    }
  }
  return environment.NODE_ENV === 'production' ? [...weaknesses(environment), ...wrong] : wrong
}

const tlsOf = (mode: TlsMode | 'off' | undefined, certificate: string | undefined): Tls | null =>
  mode === undefined || mode === 'off'
    ? null
    : Object.freeze({ mode, certificate: certificate ?? null })

/**
 * Reads the configuration; the only place that looks at the environment.
 * @throws Problem that lists every fault at once, by name and without values
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  // An empty value is how many hosts say "not set".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const wrong = faults(given)
  if (wrong.length > 0) {
    throw new Problem(`The configuration is not usable: ${wrong.join(' ')}`, 'See .env.example.')
  }
  const read = schema.parse(given)
  const isProduction = read.NODE_ENV === 'production'
  const smtpUrl = read.SMTP_URL ?? null
  const outbox = join(resolve(read.CODEVISTO_DATA), 'outbox')
  return Object.freeze({
    isProduction,
    isEmbedded: read.CODEVISTO_EMBEDDED === '1',
    port: read.PORT,
    dataFolder: resolve(read.CODEVISTO_DATA),
    ownerUrl: read.DATABASE_URL ?? null,
    appUrl: read.DATABASE_APP_URL ?? read.DATABASE_URL ?? null,
    databaseTls: tlsOf(read.DATABASE_TLS, read.DATABASE_CERTIFICATE),
    redisUrl: read.REDIS_URL ?? null,
    redisTls: tlsOf(read.REDIS_TLS, read.REDIS_CERTIFICATE),
    masterKey: read.MASTER_KEY ?? null,
    masterKeysOld: Object.freeze(read.MASTER_KEYS_OLD),
    sessionSecret: read.SESSION_SECRET ?? null,
    appUrlOrigin: new URL(read.APP_URL ?? `http://localhost:${read.PORT}`).origin,
    smtpUrl,
    mailFrom: read.MAIL_FROM ?? 'Codevisto <codevisto@localhost.localdomain>',
    outboxFolder: isProduction || smtpUrl ? null : outbox,
    outboundAllow: Object.freeze(read.OUTBOUND_ALLOW),
    workFolder: resolve(read.WORK_FOLDER),
    analysesAtOnce: read.ANALYSES_AT_ONCE ?? Math.max(1, availableParallelism() - 1),
    analysisCaps: Object.freeze({
      minutes: read.ANALYSIS_MINUTES,
      diskMiB: read.ANALYSIS_DISK_MIB,
      memoryMiB: read.ANALYSIS_MEMORY_MIB,
      processes: read.ANALYSIS_PROCESSES,
    }),
    offersDemo: (read.CODEVISTO_DEMO ?? read.CODEVISTO_EMBEDDED) === '1',
    demoTourUrl: read.DEMO_TOUR_URL ?? null,
    metricsPort: read.METRICS_PORT ?? null,
    logLevel: read.LOG_LEVEL,
    noColor: read.NO_COLOR !== undefined,
    searchPath: read.PATH,
  })
}

/**
 * The running role's connection string.
 * @throws Problem when there is no database: `npm start` brings one, other processes are told theirs
 */
export function databaseUrl({ appUrl }: Pick<Config, 'appUrl'>): string {
  if (appUrl) return appUrl
  throw new Problem(
    'There is no database.',
    'Set DATABASE_URL, or use npm start, which brings one.',
  )
}

/**
 * The environment of a child process: ours, with what it is told beside. The owner's credential stays
 * here: nobody but `migrate` needs it.
 */
export function childEnvironment(told: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, ...inherited } = process.env
  return { ...inherited, ...told }
}
