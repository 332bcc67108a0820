import type { Layout } from './layouts.js'
import { type Team, teams } from './teams.js'

/** How a pull request becomes part of the default branch. */
export type MergeWay = 'squash' | 'merge' | 'rebase'

/** A repository of the demo company, as it is written down here. */
export interface Plan {
  name: string
  layout: Layout
  teams: readonly Team[]
  /** How much work goes into it beside others. */
  weight: number
  modules: readonly string[]
  filesPerModule: number
  way: MergeWay
  /** Subjects in the form of Conventional Commits. */
  isConventional: boolean
  /** How often a change of code comes with tests. */
  testing: number
  /** Nobody else touches this module. */
  alone?: { module: string; by: string }
}

type Told = [string, Layout, readonly Team[], number, MergeWay, number, number, string]

const plan = (
  [name, layout, of, weight, way, filesPerModule, testing, modules]: Told,
  more: Partial<Plan> = {},
): Plan => ({
  ...{ name, layout, teams: of, weight, way, filesPerModule, testing },
  ...{ modules: modules.split(' '), isConventional: way === 'squash', ...more },
})

/** The 14 repositories, the largest work first in each team. */
export const plans: readonly Plan[] = [
  plan([
    'checkout-api',
    'typescript',
    ['Checkout'],
    10,
    'squash',
    12,
    0.65,
    'basket orders shipping vouchers taxes http',
  ]),
  plan([
    'payments-gateway',
    'java',
    ['Checkout'],
    6,
    'merge',
    9,
    0.6,
    'cards refunds ledger fraud webhooks',
  ]),
  plan(
    [
      'pricing-engine',
      'kotlin',
      ['Checkout'],
      4,
      'merge',
      8,
      0.45,
      'rules discounts currency quotes',
    ],
    {
      alone: { module: 'rules', by: 'Lena Brandt' },
    },
  ),
  plan([
    'storefront-web',
    'typescript',
    ['Storefront'],
    11,
    'squash',
    14,
    0.7,
    'product catalog account search home layout',
  ]),
  plan([
    'design-kit',
    'typescript',
    ['Storefront'],
    4,
    'squash',
    9,
    0.5,
    'buttons forms tokens dialogs',
  ]),
  plan([
    'search-service',
    'go',
    ['Storefront', 'Data'],
    5,
    'rebase',
    8,
    0.6,
    'index query ranking suggest',
  ]),
  plan([
    'platform-infra',
    'terraform',
    ['Platform'],
    6,
    'merge',
    6,
    0,
    'network clusters secrets observability',
  ]),
  plan([
    'identity-service',
    'go',
    ['Platform'],
    6,
    'squash',
    9,
    0.7,
    'sessions tokens accounts policies audit',
  ]),
  plan(['deploy-tools', 'python', ['Platform'], 3, 'rebase', 6, 0.4, 'release rollout checks'], {
    alone: { module: 'rollout', by: 'Dmitri Volkonin' },
  }),
  plan(['ios-app', 'swift', ['Mobile'], 9, 'merge', 11, 0.35, 'Cart Profile Feed Scanner Push']),
  plan([
    'android-app',
    'kotlin',
    ['Mobile'],
    9,
    'merge',
    11,
    0.45,
    'cart profile feed scanner push',
  ]),
  plan([
    'warehouse-pipelines',
    'python',
    ['Data'],
    7,
    'squash',
    10,
    0.5,
    'ingest models exports quality',
  ]),
  plan(['recommendations', 'python', ['Data'], 5, 'merge', 8, 0.4, 'features training serving']),
  plan([
    'handbook',
    'markdown',
    teams,
    1,
    'squash',
    8,
    0,
    'onboarding oncall architecture decisions',
  ]),
]
