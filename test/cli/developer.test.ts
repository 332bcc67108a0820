import { describe, expect, it } from 'vitest'
import { developerIn } from '../../src/cli/developer.js'
import { makeCommit } from '../support/facts.js'

const keyOf = (authorName: string, authorEmail: string, mailmapEmail: string | null = null) =>
  developerIn(makeCommit({ authorName, authorEmail, mailmapEmail })).key

describe('developerIn', () => {
  it('takes commits of one address, or one account, for one developer’s', () => {
    expect(keyOf('Ada', 'Ada@Example.com')).toBe(keyOf('A. Lovelace', 'ada@example.com'))
    expect(keyOf('Ada', '12+ada@users.noreply.github.com')).toBe(
      keyOf('Ada', 'ada@users.noreply.github.com'),
    )
    expect(keyOf('Ada', 'old@example.com', 'ada@example.com')).toBe(keyOf('Ada', 'ada@example.com'))
  })

  it('keeps people apart who share an address that is nobody’s', () => {
    expect(keyOf('Ada', 'root@localhost')).not.toBe(keyOf('Bob', 'root@localhost'))
    expect(keyOf('Ada', '')).not.toBe(keyOf('Bob', ''))
    expect(keyOf('Ada', 'ada@example.com')).not.toBe(keyOf('Ada', 'ada@example.org'))
  })

  it('has a name for everybody', () => {
    const nameless = makeCommit({ authorName: '', authorEmail: '' })
    expect(developerIn(nameless).name).toBe('nobody')
  })
})
