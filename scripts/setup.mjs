// Runs before every command, with nothing but Node: installs what the lock file asks for, generates
// the Prisma client, compiles src/ to dist/. Each step only when its inputs changed; otherwise this
// costs a few milliseconds. Says what it does on stderr, so that commands keep stdout to themselves.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const at = (...parts) => join(root, ...parts)

function stop(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  stop(`Codevisto needs Node 20.19 or newer; this is Node ${process.versions.node}.`)
}

/** Every file under a folder, sorted. */
function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (path === at('src', 'generated')) return []
      return entry.isDirectory() ? files(path) : [path]
    })
    .sort()
}

/** A fingerprint of files by content, or by size and time where reading them all would cost. */
function fingerprint(paths, read) {
  const hash = createHash('sha256')
  for (const path of paths) {
    const { size, mtimeMs } = statSync(path)
    hash.update(path.slice(root.length)).update(read ? readFileSync(path) : `${size} ${mtimeMs}`)
  }
  return hash.digest('hex')
}

/** Does `work` when the stamp does not say what it must, and stamps it afterwards. */
function when(stamp, wanted, work) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false
  work()
  writeFileSync(stamp, wanted)
  return true
}

function run(what, command, args, environment = {}) {
  process.stderr.write(`${what}\n`)
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (error?.code === 'ENOENT') stop(`${command} was not found. It comes with Node; install both.`)
  if (status === 0) return
  const said = `${stdout ?? ''}${stderr ?? ''}`
  if (/ENOSPC|no space left/i.test(said))
    stop(`${what} The disk is full. Free some space, then try again.`)
  stop(`${said.trim()}\n${what} That failed; the lines above say why.`)
}

/** `npm ci` by hand leaves no stamp of ours: npm's own copy of the lock tells as much. */
function isInstalledByHand() {
  const copy = at('node_modules', '.package-lock.json')
  if (!existsSync(copy) || existsSync(at('node_modules', '.codevisto'))) return false
  const { packages } = JSON.parse(readFileSync(at('package-lock.json'), 'utf8'))
  const installed = JSON.parse(readFileSync(copy, 'utf8')).packages
  return Object.entries(packages).every(
    ([path, { version, optional }]) =>
      path === '' || optional || installed[path]?.version === version,
  )
}

function install() {
  const lock = fingerprint([at('package-lock.json')], true)
  const stamp = at('node_modules', '.codevisto')
  if (isInstalledByHand()) writeFileSync(stamp, lock)
  when(stamp, lock, () => {
    // Development packages too: the compiler and the embedded PostgreSQL are among them.
    run('Installing packages (once)…', 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund'])
  })
}

const clientStamp = at('src', 'generated', '.stamp')

function generate() {
  const inputs = [
    ...files(at('prisma', 'schema')),
    at('prisma', 'models.mjs'),
    at('package-lock.json'),
  ]
  mkdirSync(at('src', 'generated'), { recursive: true })
  when(clientStamp, fingerprint(inputs, true), () => {
    run('Generating the database client…', process.execPath, [bin('prisma'), 'generate'], {
      PRISMA_SCHEMA_ENGINE_BINARY: at('prisma', 'no-engine.mjs'),
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    })
  })
}

/** The script behind a package's command. */
function bin(name) {
  const { bin: scripts } = JSON.parse(
    readFileSync(at('node_modules', name, 'package.json'), 'utf8'),
  )
  return at('node_modules', name, typeof scripts === 'string' ? scripts : Object.values(scripts)[0])
}

function compile() {
  const inputs = [...files(at('src')), at('tsconfig.json'), clientStamp]
  const stamp = at('dist', '.stamp')
  when(stamp, fingerprint(inputs, false), () => {
    // A file that was removed or renamed must not live on in dist/.
    rmSync(at('dist'), { recursive: true, force: true })
    run('Compiling…', process.execPath, [bin('typescript'), '-p', at('tsconfig.json')])
  })
}

if (process.argv.includes('--build')) rmSync(at('dist'), { recursive: true, force: true })
install()
generate()
compile()
