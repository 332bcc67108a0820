import { describe, expect, it } from 'vitest'
import { typeOf } from '../../src/analysis/commit-type.js'
import type { PathRole } from '../../src/analysis/file-kinds.js'

function verdict(subject: string, roles: PathRole[] = [null], body = '') {
  return typeOf({ parents: 1, subject, message: `${subject}\n\n${body}`, roles })
}

describe('typeOf', () => {
  it.each([
    ['feat: add a thing', 'feature', 'conventional'],
    ['Feature(web)!: add', 'feature', 'conventional'],
    ['fix(core): repair', 'fix', 'conventional'],
    ['perf: quicker', 'perf', 'conventional'],
    ['ci(release): publish', 'ci', 'conventional'],
    ['ABC-123: feat: add', 'feature', 'conventional'],
    ['[web] fix: repair', 'fix', 'conventional'],
    ['#12 fix: repair', 'fix', 'conventional'],
    [':bug: fix: repair', 'fix', 'conventional'],
    ['✨ feat: add', 'feature', 'conventional'],
    ['⬆️ deps: raise', 'deps', 'conventional'],
    ['revert: add a thing', 'revert', 'conventional'],
    ['Revert "feat: add a thing"', 'revert', 'revert'],
    ['Bump hbs from 4.2.0 to 4.2.1', 'deps', 'dependency'],
    ['build(deps-dev): bump hbs from 4.2.0 to 4.2.1 (#7152)', 'deps', 'dependency'],
    ['chore(deps): bump the npm group across 1 directory with 3 updates', 'deps', 'dependency'],
    ['fix(deps): update dependency zod to v4', 'deps', 'dependency'],
    ['chore(deps): update actions/checkout action to v4', 'deps', 'conventional'],
    ['fix(web-deps): patch axios', 'deps', 'conventional'],
    ['feat: update rolldown to 1.0.3', 'feature', 'conventional'],
    ['chore: Revert "feat: add a thing"', 'revert', 'revert'],
    ['chore(deps): lock file maintenance', 'deps', 'dependency'],
    ['Update dependency express to v5 [security]', 'deps', 'dependency'],
    ['bump the ball', 'other', 'none'],
    ['update the readme to say more', 'other', 'none'],
    ['wip: something', 'other', 'none'],
    ['constructor: not a type', 'other', 'none'],
    ['http: accept trailers', 'other', 'none'],
    ['Fix a bug', 'other', 'none'],
    ['', 'other', 'none'],
  ])('%j is %s by %s', (subject, type, typeSource) => {
    expect(verdict(subject)).toMatchObject({ type, typeSource })
  })

  it('knows a revert by its body', () => {
    const body = 'This reverts commit 0123456789abcdef.'
    expect(verdict('Take it back', [null], body)).toMatchObject({
      type: 'revert',
      typeConfidence: 1,
    })
  })

  it('believes a declaration before the body, where squashed commits stand', () => {
    const body = '* Revert a thing\n\nThis reverts commit 0123456789abcdef.'
    expect(verdict('feat: add', [null], body)).toMatchObject({ type: 'feature' })
  })

  it('keeps scope and breaking change', () => {
    expect(verdict('feat(api)!: drop v1')).toMatchObject({ scope: 'api', breaking: true })
    expect(verdict('feat: drop', [null], 'BREAKING CHANGE: v1 is gone')).toMatchObject({
      scope: null,
      breaking: true,
    })
  })

  it('takes the paths when they agree', () => {
    const byPaths = { typeSource: 'paths', typeConfidence: 0.8 }
    expect(verdict('Words', ['docs', 'docs'])).toMatchObject({ type: 'docs', ...byPaths })
    expect(verdict('Words', ['ci'])).toMatchObject({ type: 'ci', ...byPaths })
    expect(verdict('Words', ['docs', 'test'])).toMatchObject({ type: 'other', typeConfidence: 0 })
    expect(verdict('Words', [])).toMatchObject({ type: 'other' })
  })

  it('takes two parents before any word', () => {
    const merge = typeOf({ parents: 2, subject: 'feat: x', message: '', roles: [] })
    expect(merge).toMatchObject({ type: 'merge', typeSource: 'merge', typeConfidence: 1 })
  })
})
