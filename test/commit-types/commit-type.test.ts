import { describe, expect, it } from 'vitest'
import type { TouchedFile } from '../../src/commit-types/commit-shape.js'
import { typeOf } from '../../src/commit-types/commit-type.js'
import { changes, touched } from '../support/touched-files.js'

function verdict(subject: string, files: TouchedFile[] = changes.code, body = '') {
  return typeOf({ parents: 1, subject, message: `${subject}\n\n${body}`, files })
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
    ['wip: something', 'other', 'none'],
    ['', 'other', 'none'],
  ])('%j is %s by %s', (subject, type, typeSource) => {
    expect(verdict(subject)).toMatchObject({ type, typeSource })
  })

  it.each([
    'bump the ball',
    'update the readme to say more',
    'constructor: not a type',
    'http: accept trailers',
  ])('%j declares nothing', (subject) => {
    expect(['model', 'none']).toContain(verdict(subject).typeSource)
  })

  it('knows a revert by its body', () => {
    const body = 'This reverts commit 0123456789abcdef.'
    expect(verdict('Take it back', changes.code, body)).toMatchObject({
      type: 'revert',
      typeConfidence: 1,
    })
  })

  it('believes a declaration before the body, where squashed commits stand', () => {
    const body = '* Revert a thing\n\nThis reverts commit 0123456789abcdef.'
    expect(verdict('feat: add', changes.code, body)).toMatchObject({ type: 'feature' })
  })

  it('keeps scope and breaking change', () => {
    expect(verdict('feat(api)!: drop v1')).toMatchObject({ scope: 'api', breaking: true })
    expect(verdict('feat: drop', changes.code, 'BREAKING CHANGE: v1 is gone')).toMatchObject({
      scope: null,
      breaking: true,
    })
  })

  it('takes the paths when they agree', () => {
    const readme = touched('README.md')
    expect(verdict('Words', [readme, touched('docs/a.md')])).toMatchObject({
      type: 'docs',
      typeSource: 'paths',
    })
    const workflow = [touched('.github/workflows/ci.yml')]
    expect(verdict('Run on two systems', workflow)).toMatchObject({
      type: 'ci',
      typeSource: 'paths',
    })
    const mixed = verdict('Words', [readme, touched('test/a.test.ts')])
    expect(mixed.typeSource).not.toBe('paths')
    expect(verdict('Words', [])).toMatchObject({ type: 'other' })
  })

  it('takes two parents before any word', () => {
    const merge = typeOf({ parents: 2, subject: 'feat: x', message: '', files: [] })
    expect(merge).toMatchObject({ type: 'merge', typeSource: 'merge', typeConfidence: 1 })
  })

  it.each([
    ['Fix crash on empty list', 'fix', 'codeAndTest'],
    ['Fixed wrong total in the basket', 'fix', 'code'],
    ['Fixes #12: null pointer when basket is empty', 'fix', 'codeAndTest'],
    ['Prevent duplicate orders', 'fix', 'codeAndTest'],
    ['Add coupon codes to the basket', 'feature', 'newCode'],
    ['Implement export to CSV', 'feature', 'newCode'],
    ['Allow users to change their e-mail', 'feature', 'newCode'],
    ['Refactor the basket', 'refactor', 'rewrite'],
    ['Rename helper functions', 'refactor', 'rewrite'],
    ['Clean up dead code', 'refactor', 'rewrite'],
    ['Speed up search by caching results', 'perf', 'code'],
    ['Add tests for the basket', 'test', 'moreTests'],
    ['Document how to install', 'docs', 'readme'],
    ['Update dependencies', 'deps', 'manifests'],
    ['Fix the release workflow of GitHub Actions', 'ci', 'workflow'],
    ['Corrige el error al guardar un pedido vacío', 'fix', 'codeAndTest'],
    ['Arregla el cálculo del total', 'fix', 'code'],
    ['Corregido fallo en el login', 'fix', 'code'],
    ['Soluciona problema con las fechas', 'fix', 'code'],
    ['correccion de errores en el formulario', 'fix', 'code'],
    ['Se corrigió un bug en la búsqueda', 'fix', 'code'],
    ['Añade cupones a la cesta', 'feature', 'newCode'],
    ['Agrega exportación a CSV', 'feature', 'newCode'],
    ['Implementa el modo oscuro', 'feature', 'newCode'],
    ['Permite cambiar el correo del usuario', 'feature', 'newCode'],
    ['Refactoriza el módulo de pagos', 'refactor', 'rewrite'],
    ['Elimina código muerto', 'refactor', 'rewrite'],
    ['Renombra variables', 'refactor', 'rewrite'],
    ['Mejora el rendimiento de las consultas', 'perf', 'code'],
    ['Documenta la instalación', 'docs', 'readme'],
    ['Añade pruebas unitarias de la cesta', 'test', 'moreTests'],
    ['Actualiza dependencias', 'deps', 'manifests'],
  ] as const)('%j is %s by its words and shape', (subject, type, change) => {
    const told = verdict(subject, changes[change])
    expect(told).toMatchObject({ type, typeSource: 'model', scope: null, breaking: false })
    expect(told.typeConfidence).toBeGreaterThanOrEqual(0.3)
    expect(told.typeConfidence).toBeLessThanOrEqual(0.8)
  })

  it.each(['Fix a bug', 'Corrige un bug'])('%j is a fix without its files', (subject) => {
    expect(verdict(subject, [])).toMatchObject({ type: 'fix', typeSource: 'model' })
  })

  it.each(['asdf qwer', 'wip', 'misc', '...', '🚀', '\u0000\uffff\ud800'])(
    '%j is other',
    (subject) => {
      const other = { type: 'other', typeSource: 'none', typeConfidence: 0 }
      expect(verdict(subject)).toMatchObject(other)
      expect(verdict(subject, [])).toMatchObject(other)
    },
  )

  it('reads a megabyte in no time', () => {
    const begun = performance.now()
    for (const piece of ['a', 'fix ', '[', '(', 'update a ', 'bump ', '#1 ', ':a', 'x!']) {
      verdict(piece.repeat(1_000_000 / piece.length))
    }
    expect(performance.now() - begun).toBeLessThan(2000)
  })
})
