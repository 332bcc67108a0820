import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { packageRoot } from './root.js'
import { certificate, masterKey, masterKeys, origins, sender, url } from './variable-kinds.js'

/** One variable of the environment: its type and default, and the sentence that documents it. */
export interface Variable {
  schema: z.ZodType
  /** What `.env.example` and the README say of it. */
  says: string
  /** What `.env.example` shows; nothing where the default depends on the machine. */
  example?: string
  /** Production does not start without it. */
  isNeeded?: true
}

const tls = z.enum(['verify', 'pin', 'encrypt', 'off'])
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most)

/** Every variable that Codevisto reads. `.env.example` and the README's table are made from it. */
export const variables = {
  NODE_ENV: {
    schema: z.enum(['development', 'test', 'production']).default('development'),
    says: 'development, test or production.',
    example: 'development',
  },
  PORT: {
    schema: count(1, 65_535).default(3000),
    says: 'Port of the web process.',
    example: '3000',
  },
  CODEVISTO_DATA: {
    schema: z.string().default(join(packageRoot, '.data')),
    says: 'Folder of the embedded database, its secrets and clones.',
    example: '.data',
  },
  CODEVISTO_EMBEDDED: {
    schema: z.enum(['0', '1']).default('0'),
    says: 'Set by npm start: 1 lets repositories of this machine be read by path.',
    example: '0',
  },
  DATABASE_URL: {
    schema: url('postgres:', 'postgresql:').optional(),
    says: "The owner's connection string: migrations and backups.",
    isNeeded: true,
  },
  DATABASE_APP_URL: {
    schema: url('postgres:', 'postgresql:').optional(),
    says: "The running role's connection string; without it the owner's is used, with row security forced on it.",
  },
  DATABASE_TLS: {
    schema: tls.optional(),
    says: 'How PostgreSQL is known: verify (certificate and name), pin (the one of DATABASE_CERTIFICATE), encrypt (not at all), off (no TLS, never in production).',
    isNeeded: true,
  },
  DATABASE_CERTIFICATE: {
    schema: certificate.optional(),
    says: "A certificate in PEM, line ends as \\n if need be: PostgreSQL's own for pin, an authority's for verify.",
  },
  REDIS_URL: {
    schema: url('redis:', 'rediss:').optional(),
    says: 'Redis for queue and limits; without it, outside production, the queue lives in PostgreSQL and limits in memory.',
    isNeeded: true,
  },
  REDIS_TLS: {
    schema: tls.optional(),
    says: 'How Redis is known: as DATABASE_TLS, with REDIS_CERTIFICATE.',
    isNeeded: true,
  },
  REDIS_CERTIFICATE: {
    schema: certificate.optional(),
    says: "A certificate in PEM: Redis's own for pin, an authority's for verify.",
  },
  MASTER_KEY: {
    schema: masterKey.optional(),
    says: '32 random bytes in base64 (openssl rand -base64 32): encrypts tokens at rest.',
    isNeeded: true,
  },
  MASTER_KEYS_OLD: {
    schema: masterKeys.default([]),
    says: 'Earlier master keys, separated by commas: what they encrypted still opens.',
  },
  SESSION_SECRET: {
    schema: z.string().min(32, 'is shorter than 32 characters').optional(),
    says: 'At least 32 random characters: signs session cookies.',
    isNeeded: true,
  },
  APP_URL: {
    schema: url('http:', 'https:').optional(),
    says: 'The https address under which people reach Codevisto.',
    isNeeded: true,
  },
  SMTP_URL: {
    schema: url('smtp:', 'smtps:').optional(),
    says: 'Where mails are handed over: smtps://user:password@host:465, or smtp:// with STARTTLS. Without it, outside production, mails wait on the page /outbox.',
    isNeeded: true,
  },
  MAIL_FROM: {
    schema: sender.optional(),
    says: 'Who mails are from: Codevisto <codevisto@example.com>.',
    isNeeded: true,
  },
  OUTBOUND_ALLOW: {
    schema: origins.default([]),
    says: 'Origins that may be asked beside public https ones, separated by commas: code hosts in a network of your own.',
  },
  WORK_FOLDER: {
    schema: z.string().default(join(tmpdir(), 'codevisto')),
    says: 'Folder that holds clones for the length of an analysis.',
  },
  ANALYSES_AT_ONCE: {
    schema: count(1, 64).optional(),
    says: 'Analyses that one worker runs at once; cores less one by default.',
  },
  ANALYSIS_MINUTES: {
    schema: count(1, 10_080).default(120),
    says: 'Minutes that one analysis may take; one that takes more is stopped and says so.',
    example: '120',
  },
  ANALYSIS_DISK_MIB: {
    schema: count(1, 1_048_576).default(20_480),
    says: 'MiB of disk that one analysis may take.',
    example: '20480',
  },
  ANALYSIS_MEMORY_MIB: {
    schema: count(128, 1_048_576).default(1_536),
    says: 'MiB of memory that one analysis may take, with its gits.',
    example: '1536',
  },
  ANALYSIS_PROCESSES: {
    schema: count(4, 1_024).default(64),
    says: 'Processes that one analysis may have.',
    example: '64',
  },
  CODEVISTO_DEMO: {
    schema: z.enum(['0', '1']).optional(),
    says: 'Whether anybody may look around with sample data: 1 or 0. npm start offers it, other processes do not.',
  },
  DEMO_TOUR_URL: {
    schema: url('https:').optional(),
    says: 'A tour of sample data elsewhere, which the first page links to.',
  },
  METRICS_PORT: {
    schema: count(1, 65_535).optional(),
    says: 'Port on which a process tells Prometheus its numbers at /metrics; none by default. Under npm start the worker takes the next one. Keep it off the internet.',
  },
  LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    says: 'fatal, error, warn, info, debug or silent.',
    example: 'info',
  },
  NO_COLOR: {
    schema: z.string().optional(),
    says: 'Anything: the analyze command prints no colours.',
  },
  PATH: {
    schema: z.string().default('/usr/local/bin:/usr/bin:/bin'),
    says: 'Where git is looked for.',
    example: '/usr/local/bin:/usr/bin:/bin',
  },
} as const satisfies Record<string, Variable>

export type VariableName = keyof typeof variables

/** The names of all variables that are read. */
export const variableNames = Object.keys(variables) as VariableName[]

/** The names of those that production does not start without. */
export const neededInProduction = variableNames.filter((name) => 'isNeeded' in variables[name])
