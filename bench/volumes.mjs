// Lines added and removed by every commit, file by file, against git's own count without context:
//   git -c diff.context=0 log --numstat -M
//   node bench/volumes.mjs <repository>...          after npm run build
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const repositories = process.argv.slice(2)
if (repositories.length === 0) {
  console.error('Usage: node bench/volumes.mjs <repository>...')
  process.exit(2)
}
const analyze = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'cli', 'analyze.js')
const quiet = { stdio: ['ignore', 'pipe', 'ignore'] }

/** git's count: sums of added and removed lines by commit, for commits with one parent or none. */
async function counted(repository) {
  const options = ['log', '-z', '--numstat', '-M', '--no-merges', '--format=%x00%x00%H']
  const git = spawn('git', ['-C', repository, '-c', 'diff.context=0', ...options], quiet)
  const commits = new Map()
  let held = ''
  let commit = null
  for await (const chunk of git.stdout.setEncoding('latin1')) {
    const fields = (held + chunk).split('\0')
    held = fields.pop()
    for (const field of fields) {
      const text = field.replace(/^\n/, '')
      const numbers = /^(\d+|-)\t(\d+|-)\t/.exec(text)
      if (numbers && commit) {
        commit.added += Number(numbers[1]) || 0
        commit.removed += Number(numbers[2]) || 0
        commit.files++
      } else if (/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(text)) {
        commit = { added: 0, removed: 0, files: 0 }
        commits.set(text, commit)
      }
    }
  }
  return commits
}

/** Lines end at a line feed and nowhere else: subjects hold other terminators. */
async function* lines(stream) {
  let held = ''
  for await (const chunk of stream.setEncoding('utf8')) {
    const parts = (held + chunk).split('\n')
    held = parts.pop()
    yield* parts
  }
}

let failed = false
for (const repository of repositories) {
  const expected = await counted(repository)
  const ours = spawn(process.execPath, [analyze, repository, '--since', 'all'], quiet)
  const seen = { commits: 0, merges: 0, unread: 0, different: 0, missing: 0 }
  for await (const line of lines(ours.stdout)) {
    const { hash, skipped, additions, deletions } = JSON.parse(line)
    const git = expected.get(hash)
    seen.commits++
    expected.delete(hash)
    if (skipped === 'merge') seen.merges++
    else if (skipped) seen.unread++
    else if (!git) seen.missing++
    else if (git.added !== additions || git.removed !== deletions) {
      seen.different++
      if (seen.different <= 5) console.log('  differs:', hash, git, { additions, deletions })
    }
  }
  seen.missing += expected.size
  failed ||= seen.different + seen.missing > 0
  console.log(`${repository}: ${JSON.stringify(seen)}`)
}
process.exitCode = failed ? 1 : 0
