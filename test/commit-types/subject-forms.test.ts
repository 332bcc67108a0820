import { describe, expect, it } from 'vitest'
import { typeOf } from '../../src/commit-types/commit-type.js'
import { changes, touched } from '../support/touched-files.js'

function verdict(message: string, files = changes.code, parents = 1) {
  const [subject = ''] = message.split('\n')
  return typeOf({ parents, subject, message, files })
}

describe('what stands before a subject', () => {
  it.each([
    'fix: crash on an empty list',
    'ABC-123: fix: crash on an empty list',
    'ABC-123 fix: crash on an empty list',
    'ABC-123 - fix: crash on an empty list',
    'ABC-123 | fix: crash on an empty list',
    'ABC-123, ABC-124: fix: crash on an empty list',
    '[ABC-123] fix: crash on an empty list',
    '[ABC-123][web] fix: crash on an empty list',
    '(ABC-123) fix: crash on an empty list',
    'P2P_X9-7: fix: crash on an empty list',
    'abc-123: fix: crash on an empty list',
    '#12 fix: crash on an empty list',
    '#12: fix: crash on an empty list',
    '#12, #13: fix: crash on an empty list',
    '(#12) fix: crash on an empty list',
    'GH-12: fix: crash on an empty list',
    'Issue #12: fix: crash on an empty list',
    '[web] fix: crash on an empty list',
    '[web][login] fix: crash on an empty list',
    ':bug: fix: crash on an empty list',
    '🐛 fix: crash on an empty list',
    '🐛fix: crash on an empty list',
    ':sparkles: fix: crash on an empty list',
    '👨‍💻 🩹 fix: crash on an empty list',
    'fixup! fix: crash on an empty list',
    'squash! fixup! fix: crash on an empty list',
    'amend! ABC-123: fix: crash on an empty list',
    'Merged PR 123: fix: crash on an empty list',
    'Pull request #12: fix: crash on an empty list',
    'PR #12 - fix: crash on an empty list',
    'Reapply "fix: crash on an empty list"',
    'WIP: fix: crash on an empty list',
    'Draft: fix: crash on an empty list',
  ])('hides no declaration: %j', (subject) => {
    expect(verdict(subject)).toMatchObject({ type: 'fix', typeSource: 'conventional' })
  })

  it.each([
    'ABC-123: Fix crash on empty list',
    '[ABC-123] Fix crash on empty list',
    '#12 Fix crash on empty list',
    'Issue #12: Fix crash on empty list',
    'ABC-123, ABC-124: Fix crash on empty list',
    'abc-123: Fix crash on empty list',
    'fixup! Fix crash on empty list',
    'Merged PR 123: Fix crash on empty list',
    'Pull request #12: Fix crash on empty list',
    '🤷 Fix crash on empty list',
    '[web] Fix crash on empty list',
  ])('hides no words: %j', (subject) => {
    const bare = verdict('Fix crash on empty list')
    expect(bare).toMatchObject({ type: 'fix', typeSource: 'model' })
    expect(verdict(subject)).toEqual(bare)
  })
})

describe('gitmoji and tags', () => {
  it.each([
    [':sparkles: Coupon codes', 'feature'],
    ['✨ Coupon codes', 'feature'],
    ['✨Coupon codes', 'feature'],
    ['🎸 Coupon codes', null],
    [':bug: Empty basket', 'fix'],
    ['🐛 Empty basket', 'fix'],
    ['🚑️ Empty basket', 'fix'],
    ['🚑 Empty basket', 'fix'],
    ['🩹 Empty basket', 'fix'],
    ['🔒️ Escape names', 'fix'],
    ['♻️ The basket', 'refactor'],
    [':recycle: The basket', 'refactor'],
    ['🔥 The old basket', 'refactor'],
    ['⚡️ The search', 'perf'],
    [':zap: The search', 'perf'],
    ['✅ The basket', 'test'],
    [':white_check_mark: The basket', 'test'],
    ['📝 How to install', 'docs'],
    [':memo: How to install', 'docs'],
    ['🎨 The basket', 'style'],
    ['👷 Two jobs', 'ci'],
    [':construction_worker: Two jobs', 'ci'],
    ['⬆️ The framework', 'deps'],
    [':arrow_up: The framework', 'deps'],
    ['📦️ The image', 'build'],
    ['🔖 2.0', 'chore'],
    [':wrench: The settings', 'chore'],
    ['ABC-1: ✨ Coupon codes', 'feature'],
    ['[web] :bug: Empty basket', 'fix'],
    ['[fix] Empty basket', 'fix'],
    ['[BUGFIX] Empty basket', 'fix'],
    ['[Feature] Coupon codes', 'feature'],
    ['[Docs] How to install', 'docs'],
    ['[CI] Two jobs', 'ci'],
    ['[refactor][web] The basket', 'refactor'],
    ['[web][refactor] The basket', 'refactor'],
  ])('%j is %s', (subject, type) => {
    const told = verdict(subject)
    if (type === null) expect(told.typeSource).not.toBe('conventional')
    else expect(told).toMatchObject({ type, typeSource: 'conventional' })
  })

  it('are a weaker sign than a declaration', () => {
    expect(verdict('✨ Coupon codes').typeConfidence).toBeLessThan(1)
    expect(verdict('✨ feat: coupon codes').typeConfidence).toBe(1)
  })
})

describe('a squashed merge', () => {
  it.each([
    'Merge pull request #12 from ada/basket\n\nfix: crash on an empty list',
    'Merge pull request #12 from ada/basket (#13)\n\nfix: crash on an empty list',
    "Merge branch 'basket' into 'main'\n\nfix: crash on an empty list\n\nSee merge request a/b!12",
    'Merged in basket (pull request #12)\n\nfix: crash on an empty list\n\nApproved-by: Bob',
    "Merge pull request #12 in SHOP/web from basket to master\n\n* commit '0123456':\n  fix: crash on an empty list",
    "Merge remote-tracking branch 'origin/basket'\n\nfix: crash on an empty list",
  ])('is called as its pull request: %j', (message) => {
    expect(verdict(message)).toMatchObject({ type: 'fix', typeSource: 'conventional' })
    expect(verdict(message, [], 2)).toMatchObject({ type: 'merge' })
  })

  it.each([
    ['Merge pull request #12 from ada/fix/crash-on-empty-list', 'fix'],
    ["Merge branch 'hotfix/crash-on-empty-list' into 'main'", 'fix'],
    ['Merged in refactor_the_basket (pull request #12)', 'refactor'],
  ])('without a title is called as its branch: %j', (subject, type) => {
    expect(verdict(subject)).toMatchObject({ type, typeSource: 'model' })
  })
})

describe('a revert', () => {
  it.each([
    'Revert "feat: coupon codes"',
    'Revert "feat: coupon codes" (#13)',
    'Revert “feat: coupon codes”',
    "Revert 'feat: coupon codes'",
    'Revert "Revert "feat: coupon codes""',
    'ABC-1: Revert "feat: coupon codes"',
    'Revert "Merged in coupons (pull request #12)"',
    'Revert "Pull request #12: Coupon codes"',
    'Reverted coupons (pull request #12)',
    'revert: feat: coupon codes',
    'revert(web): coupon codes',
    'Revert commit 0123456789abcdef',
    'Revert 0123456789abcdef',
    'Revert pull request #12',
    'Reverts PR #12',
    'Revert !12',
    'Revert #12',
    'Revert merge request !12',
    'Backed out changeset 0123456789ab',
    'Revierte "feat: cupones"',
    'Take it back\n\nThis reverts commit 0123456789abcdef.',
    'Take it back\n\nThis reverts merge request !12',
    'Take it back\n\nThis reverts pull request #12.',
    'Take it back\n\nReverts ada/shop#12',
  ])('%j', (message) => {
    expect(verdict(message)).toMatchObject({ type: 'revert' })
  })

  it.each([
    'fix: revert button does nothing',
    'Add a revert button',
    'Reapply "feat: coupon codes"',
    'feat: coupon codes\n\nThis reverts commit 0123456789abcdef.',
  ])('not %j', (message) => {
    expect(verdict(message).type).not.toBe('revert')
  })
})

describe('a dependency bot’s title', () => {
  it.each([
    'Bump hbs from 4.2.0 to 4.2.1',
    'Bump hbs from 4.2.0 to 4.2.1 in /web',
    'Bump hbs from 4.2.0 to 4.2.1 (#12)',
    'Bump hbs and express',
    'Bump hbs, express and pg',
    'Bump hbs and express in /web',
    'Bump @scope/name from 1.0.0-beta.1 to 1.0.0',
    'Bump golang.org/x/net from 0.1.0 to 0.2.0',
    'Bump actions/checkout from 3 to 4',
    'Bump vendor/lib from `0123abc` to `4567def`',
    'Bump the npm group with 3 updates',
    'Bump the npm group across 1 directory with 3 updates',
    'Bump the npm_and_yarn group across 2 directories with 1 update',
    'build(deps): bump hbs from 4.2.0 to 4.2.1',
    'chore(deps-dev): bump hbs from 4.2.0 to 4.2.1',
    'build(deps): Bump hbs from 4.2.0 to 4.2.1',
    '⬆️ Bump hbs from 4.2.0 to 4.2.1',
    '[Security] Bump hbs from 4.2.0 to 4.2.1',
    'Update rails requirement from ~> 7.0 to ~> 7.1',
    'Update hbs from 4.2.0 to 4.2.1',
    '[Snyk] Upgrade hbs from 4.2.0 to 4.2.1',
    '[Snyk] Security upgrade hbs from 4.2.0 to 4.2.1',
    'fix: upgrade hbs from 4.2.0 to 4.2.1',
    'fix: package.json & package-lock.json to reduce vulnerabilities',
    'Update dependency express to v5',
    'Update dependency express to v5 [SECURITY]',
    'fix(deps): update dependency express to v5.0.1',
    'chore(deps): update all non-major dependencies',
    'Update all non-major dependencies',
    'Update actions/checkout action to v4',
    'Update babel monorepo to v7.24.0',
    'Update Node.js to v20',
    'Update module github.com/spf13/cobra to v1.8.0',
    'Update Rust crate serde to 1.0.200',
    'Update node Docker tag to v20',
    'Update node:20 Docker digest to 0123abc',
    'Pin dependencies',
    'Pin dependency express to 5.0.0',
    'Lock file maintenance',
    'chore(deps): lock file maintenance',
    'chore(package): update express to version 5.0.0',
    'Roll back dependency express to v4',
    'Replace dependency request with got',
  ])('%j', (subject) => {
    expect(verdict(subject, changes.manifests)).toMatchObject({ type: 'deps' })
  })

  it.each([
    'Bump the ball',
    'Update the readme to say more',
    'Update prices from 10 to 12 euros',
    'feat: update the basket to 2 columns',
    'Upgrade the plan from free to paid',
    'Update terms to version agreed with legal',
    'Update the copyright to 2026',
  ])('not %j', (subject) => {
    expect(verdict(subject).typeSource).not.toBe('dependency')
  })
})

describe('every form', () => {
  it('is read in no time, whatever the length', () => {
    const begun = performance.now()
    for (const piece of [
      'ABC-1, ',
      '#1, ',
      'fixup! ',
      'Reapply "',
      "Merge branch '",
      '[a]',
      '✨',
      'bump a, ',
      'update a ',
      'revert ',
      'Merged in ',
      '(pull request #1)',
      '\n* ',
      '👨‍',
    ]) {
      const text = piece.repeat(1_000_000 / piece.length)
      for (const before of ['', 'Merge pull request #1 from ', 'Bump ', 'Update ', 'Revert "']) {
        typeOf({
          parents: 1,
          subject: before + text,
          message: `${before}x\n\n${text}`,
          files: [touched('a.ts')],
        })
      }
    }
    expect(performance.now() - begun).toBeLessThan(5000)
  })
})
