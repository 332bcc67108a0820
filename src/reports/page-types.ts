/** What the pages other than the overview print. */

import type { AccountPages } from './account-page-types.js'
import type { CommitPage } from './commit-types.js'
import type { CommitsPage } from './commits-types.js'
import type { ConnectionPages, HostTile } from './connection-types.js'
import type { DataPages } from './data-types.js'
import type { DeliveryPage } from './delivery-types.js'
import type { DemoPage, WelcomePage } from './demo-types.js'
import type { ExclusionsPage, NewExclusionPage } from './exclusion-types.js'
import type { FilterBar } from './filter-bar-types.js'
import type { HealthPage } from './health-types.js'
import type { HistoryPage } from './history-types.js'
import type { DeveloperPage, IdentitiesPage } from './identities-types.js'
import type { MetricsPage } from './metrics.js'
import type { Overview } from './overview-types.js'
import type { PeoplePages } from './people-types.js'
import type { PullRequestPage } from './pull-request-types.js'
import type { PullRequestsPage } from './pull-requests.js'
import type { RepositorySync } from './repository-sync.js'
import type { ReviewsPage } from './reviews-types.js'
import type { SettingsPages } from './settings-types.js'
import type { RulesPage, SignalsPage } from './signal-types.js'
import type { WorkPage } from './work-types.js'

export type { Frame } from './frame-types.js'

export interface AnalysisPage {
  id: string
  repository: { id: string; name: string; href: string; source: string }
  state: 'waiting' | 'running' | 'done' | 'failed'
  stage: 'waiting' | 'cloning' | 'reading' | 'storing' | 'done' | 'failed'
  window: string
  commitsFound: number | null
  commitsRead: number
  measured: number
  /** Counted reasons, in plain words: "merge commits are counted, not measured". */
  skipped: { reason: string; count: number }[]
  /** What happened and what to do, when it failed. */
  problem: { title: string; advice: string; connectionHref: string | null } | null
  queuedAt: Date
  startedAt: Date | null
  finishedAt: Date | null
  /** Rows of the receipt: label and value, both ready to print. */
  receipt: { label: string; value: string }[]
}

/** What was done in a repository within the filters. */
export interface RepositoryWork {
  commits: number
  commitsHref: string
  contributors: number
  trend: number[]
  merged: number
  mergedHref: string
  /** The median in hours; null below five pull requests. */
  cycle: number | null
}

export interface RepositoriesPage {
  filters: FilterBar
  rows: {
    id: string
    name: string
    source: string
    href: string
    state: 'waiting' | 'reading' | 'ready' | 'failed'
    /** Null where too few people stand behind it to tell. */
    work: RepositoryWork | null
    readAt: Date | null
    window: string
    /** How far its pull requests are read; null where it is read through no connection. */
    sync: RepositorySync | null
    /** What is special about it on its host: "Archived". */
    mark: string | null
  }[]
}

export interface RepositoryPage {
  filters: FilterBar
  id: string
  name: string
  source: string
  defaultBranch: string | null
  /** Pages about it alone, under the same filters. */
  links: { commits: string; history: string; health: string; all: string }
  /** What was done in it within the filters; null where too few people stand behind it to tell. */
  numbers: Overview | null
  /** Who committed there within the filters, by name; null where names are not shown. */
  contributors: { name: string; href: string }[] | null
  analyses: {
    id: string
    href: string
    state: 'waiting' | 'running' | 'done' | 'failed'
    window: string
    queuedAt: Date
    finishedAt: Date | null
    measured: number
    problem: string | null
  }[]
  canAnalyze: boolean
  /** How far its pull requests are read; null where it is read through no connection. */
  sync: RepositorySync | null
  /** Whether the visitor may have them read now. */
  canCollect: boolean
  /** Through which connection it is read; null for one that was added by its address alone. */
  host: RepositoryHost | null
  /** Where it can be taken out of the numbers, for those who may. */
  excludeHref: string | null
  /** Where it can be removed for good, for those who may. */
  removeHref: string | null
}

/** A repository on its code host. */
export interface RepositoryHost {
  connection: string
  /** Null where the visitor may not see it, or it was removed. */
  connectionHref: string | null
  webUrl: string | null
  /** What is to be said of it: archived, gone, out of reach, its connection removed. */
  notice: { tone: '' | 'warn'; title: string; text: string } | null
}

/** A form as it was sent, with what was wrong with it. */
export interface FormState<Field extends string> {
  values: Partial<Record<Field, string>>
  errors: Partial<Record<Field, string>>
  /** A fault of the form as a whole. */
  problem: string | null
}

/** `provenEmail` is the address that a mail has proved; null where the form asks for it. */
export type SignUpForm = FormState<'company' | 'name' | 'email' | 'password' | 'timeZone'> & {
  provenEmail: string | null
}
/** `next` is the path to go on to. */
export type SignInForm = FormState<'email' | 'password' | 'next'>
export type StartForm = FormState<'source' | 'window'>

export interface StartPage {
  form: StartForm
  allowsLocalPaths: boolean
  offersDemo: boolean
  /** Kinds of hosts to connect, and the connections there are, each with its list. */
  hosts: HostTile[]
  connections: { name: string; host: string; href: string; chosen: number }[]
  analyses: {
    id: string
    repository: string
    href: string
    state: 'waiting' | 'running' | 'done' | 'failed'
    commitsRead: number
    commitsFound: number | null
  }[]
}

export interface ErrorPage {
  status: number
  title: string
  advice: string
  /** Given with unexpected errors, found again in the log. */
  reference: string | null
}

/** Every view and what it takes. */
export interface Pages
  extends SettingsPages,
    AccountPages,
    ConnectionPages,
    PeoplePages,
    DataPages {
  'welcome/show': WelcomePage
  'demos/show': DemoPage
  'sign-up/form': SignUpForm
  'sessions/form': SignInForm
  'start/show': StartPage
  'analyses/show': AnalysisPage
  'overview/show': Overview & { filters: FilterBar }
  'metrics/index': MetricsPage
  'delivery/show': DeliveryPage & { filters: FilterBar }
  'reviews/show': ReviewsPage & { filters: FilterBar }
  'signals/index': SignalsPage & { filters: FilterBar }
  'settings/rules/index': RulesPage
  'work/show': WorkPage & { filters: FilterBar }
  'health/show': HealthPage & { filters: FilterBar }
  'pull-requests/index': PullRequestsPage & { filters: FilterBar }
  'commits/index': CommitsPage & { filters: FilterBar }
  'commits/show': CommitPage
  'pull-requests/show': PullRequestPage
  'settings/identities/index': IdentitiesPage
  'settings/identities/show': DeveloperPage
  'settings/exclusions/index': ExclusionsPage
  'settings/exclusions/new': NewExclusionPage
  'repositories/index': RepositoriesPage
  'repositories/show': RepositoryPage
  'histories/show': HistoryPage
  'errors/show': ErrorPage
}
