import { busFactorOne } from './bus-factor.js'
import { collectionFailing } from './collection-failing.js'
import { complexityRising } from './complexity-rising.js'
import { deliveryFaster } from './delivery-faster.js'
import { firstReviewFaster } from './first-review-faster.js'
import { firstReviewRising } from './first-review-rising.js'
import { readingFailing } from './reading-failing.js'
import { reviewLoad } from './review-load.js'
import type { Rule } from './signal.js'
import { stuckPulls } from './stuck-pulls.js'
import { testsFalling, testsRising } from './tests-shifting.js'
import { tokenExpiring } from './token-expiring.js'

/** Every rule, in the order of the settings: sources, what needs a look, what went well. */
export const rules = {
  'token-expiring': tokenExpiring,
  'collection-failing': collectionFailing,
  'reading-failing': readingFailing,
  'stuck-pulls': stuckPulls,
  'review-load': reviewLoad,
  'first-review-rising': firstReviewRising,
  'complexity-rising': complexityRising,
  'tests-falling': testsFalling,
  'bus-factor': busFactorOne,
  'delivery-faster': deliveryFaster,
  'first-review-faster': firstReviewFaster,
  'tests-rising': testsRising,
} as const

export type RuleKind = keyof typeof rules

export const ruleKinds = Object.keys(rules) as RuleKind[]

/** A rule by its kind, whatever its thresholds are called. */
export const ruleOf = (kind: RuleKind): Rule => rules[kind] as Rule
