import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { Problem } from './platform/errors.js'
import { packageRoot } from './platform/root.js'

const url = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `is not a ${protocols.map((protocol) => `${protocol}//`).join(' or ')} address`,
  })

const masterKey = z.string().refine((value) => Buffer.from(value, 'base64').length === 32, {
  message: 'is not 32 bytes in base64',
})

const masterKeys = z
  .string()
  .transform((value) => value.split(',').map((part) => part.trim()))
  .pipe(z.array(masterKey))

/** `name@company.com`, or `Codevisto <name@company.com>`; nothing that could become a second header. */
const sender = z.string().refine(
  (value) => {
    const address = /^(?:[^<>"\p{Cc}]{1,80} <)?([^<>\s]+?)>?$/u.exec(value)?.[1]
    return z.email().safeParse(address).success
  },
  { message: 'is not an address such as Codevisto <codevisto@example.com>' },
)

const origins = z
  .string()
  .transform((value) => value.split(',').map((part) => part.trim()))
  .transform((parts) => parts.filter((part) => part !== ''))
  .refine((parts) => parts.every((part) => URL.canParse(part) && new URL(part).origin === part), {
    message: 'is not a list of origins such as https://git.example.com, separated by commas',
  })

/** Every variable that Codevisto reads, with its default. `.env.example` lists the same. */
const variables = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  CODEVISTO_DATA: z.string().default(join(packageRoot, '.data')),
  CODEVISTO_EMBEDDED: z.enum(['0', '1']).default('0'),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_APP_URL: url('postgres:', 'postgresql:').optional(),
  REDIS_URL: url('redis:', 'rediss:').optional(),
  MASTER_KEY: masterKey.optional(),
  MASTER_KEYS_OLD: masterKeys.default([]),
  SESSION_SECRET: z.string().min(32, 'is shorter than 32 characters').optional(),
  APP_URL: url('http:', 'https:').optional(),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  MAIL_FROM: sender.optional(),
  OUTBOUND_ALLOW: origins.default([]),
  WORK_FOLDER: z.string().default(join(tmpdir(), 'codevisto')),
  ANALYSES_AT_ONCE: z.coerce.number().int().min(1).max(64).optional(),
  ANALYSIS_MINUTES: z.coerce.number().int().min(1).max(10_080).default(120),
  ANALYSIS_DISK_MIB: z.coerce.number().int().min(1).max(1_048_576).default(20_480),
  ANALYSIS_MEMORY_MIB: z.coerce.number().int().min(128).max(1_048_576).default(1_536),
  ANALYSIS_PROCESSES: z.coerce.number().int().min(4).max(1_024).default(64),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  NO_COLOR: z.string().optional(),
  PATH: z.string().default('/usr/local/bin:/usr/bin:/bin'),
}

const schema = z.object(variables)

/** The names of all variables that are read. */
export const variableNames = Object.keys(variables)

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
  /** Null: the queue lives in PostgreSQL, limits in memory. */
  readonly redisUrl: string | null
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
  readonly logLevel: string
  /** Terminals show no colours. */
  readonly noColor: boolean
  readonly searchPath: string
}

/** What production does not start without. */
const neededInProduction = [
  ...(['DATABASE_URL', 'MASTER_KEY', 'SESSION_SECRET', 'APP_URL'] as const),
  ...(['SMTP_URL', 'MAIL_FROM'] as const),
]

/** One sentence a fault, by the variable's name; never a value. */
function faults(environment: NodeJS.ProcessEnv): string[] {
  const { error } = schema.safeParse(environment)
  const wrong = (error?.issues ?? []).map((issue) => `${String(issue.path[0])} ${issue.message}.`)
  if (environment.NODE_ENV !== 'production') return wrong
  const missing = neededInProduction.filter((name) => !environment[name])
  if (environment.APP_URL?.startsWith('http:')) wrong.push('APP_URL is not https.')
  return [...missing.map((name) => `${name} is missing.`), ...wrong]
}

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
    redisUrl: read.REDIS_URL ?? null,
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
