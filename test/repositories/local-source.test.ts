import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { isLocalSource, readSource } from '../../src/repositories/source.js'
import { refusalOf } from '../support/refusal.js'

const rules = { allowsLocalPaths: true, outboundAllow: [] as string[] }
const read = (typed: string) => readSource(typed, rules)
const refusal = (typed: string) => refusalOf(() => read(typed))

describe('a folder', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'codevisto-source-')))
  mkdirSync(join(folder, 'project', '.git'), { recursive: true })
  mkdirSync(join(folder, 'bare.git'))
  writeFileSync(join(folder, 'file'), '')
  symlinkSync(join(folder, 'project'), join(folder, 'link'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('is read where the machine is one’s own, by its real path', () => {
    const path = join(folder, 'project')
    const project = { kind: 'local', path, name: 'project', key: `local:${path}` }
    expect(read(path)).toEqual(project)
    for (const spelling of [`${path}/`, join(folder, 'link'), `${folder}/./bare.git/../project`]) {
      expect(read(spelling)).toEqual(project)
    }
  })

  test('is named after the project', () => {
    expect(read(join(folder, 'project', '.git')).name).toBe('project')
    expect(read(join(folder, 'bare.git')).name).toBe('bare')
  })

  test('is read nowhere else', () => {
    const remoteOnly = { ...rules, allowsLocalPaths: false }
    const reason = refusalOf(() => readSource(join(folder, 'project'), remoteOnly))
    expect(reason).toMatch(/Folders of this server/)
  })

  test.each(['nothing', 'file', 'file/x'])('that is %s is refused', (name) => {
    expect(refusal(join(folder, name))).toMatch(/no such folder/)
  })

  test('is told from an address', () => {
    expect(isLocalSource(join(folder, 'project'))).toBe(true)
    expect(isLocalSource('https://github.com/x/y')).toBe(false)
  })

  test('is not given by a file address, even there', () => {
    expect(refusal(`file://${folder}/project`)).toMatch(/Only https/)
  })
})
