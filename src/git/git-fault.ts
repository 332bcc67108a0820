import { ReadingFault, type ReadingFaultCode } from './reading-fault.js'

type Row = [pattern: RegExp, code: ReadingFaultCode, title: string, advice: string]

const gone = 'The code host broke off while it was sending the repository.'
const damaged = 'The repository lacks files of its own history.'
const repair =
  'It may be a partial clone or damaged: run git fsck in it, or give the address it came from.'
const again = 'Try again; if it happens again, ask whoever runs the code host.'

/** What git says (in its own English, LC_ALL=C) and what we say instead. The first match wins. */
const rows: Row[] = [
  [
    /(loose|packed) object .* is corrupt|Failed to traverse parents/,
    'missing-objects',
    damaged,
    repair,
  ],
  [
    /No space left on device|Disk quota exceeded/,
    'disk-full',
    'The disk is full.',
    'Free some space, or analyse a shorter window.',
  ],
  [
    /out of memory|cannot allocate memory|[mc]alloc failed|mmap failed|unable to generate diff/i,
    'out-of-memory',
    'Git needed more memory than it may have.',
    'Analyse a shorter window, or give the worker more memory.',
  ],
  [
    /could not read Username|Authentication failed|returned error: 40[13]|askpass|HTTP Basic|terminal prompts disabled/,
    'needs-credentials',
    'The repository asks for a sign-in.',
    'It may be private or misspelt: check the address, or connect the code host with a token.',
  ],
  [
    /returned error: 30\d|unable to update url base from redirection/,
    'not-found',
    'The address leads to another address.',
    'The repository may have been renamed or moved: use its present clone address.',
  ],
  [
    /returned error: 4(04|10)|repository '.*' not found|does not exist/,
    'not-found',
    'There is no repository at this address.',
    'Check the spelling; a private repository can look like a missing one.',
  ],
  [
    /not valid: is this a git repository|does not appear to be a git repository|not a git repository|invalid gitfile format/,
    'not-a-repository',
    'What is there is not a git repository.',
    'Give the address you would give to git clone.',
  ],
  [
    /dubious ownership|unsafe repository/,
    'not-a-repository',
    'The repository belongs to another user of this machine.',
    'Give its path instead of a file address.',
  ],
  [
    /find remote ref|Remote branch .* not found/,
    'branch-not-found',
    'The branch is not there any more.',
    'Choose another branch.',
  ],
  [
    /Operation too slow|timed? ?out/i,
    'timed-out',
    'The code host was too slow to answer.',
    'Try again later.',
  ],
  [
    /early EOF|unexpected disconnect|hung up|RPC failed|transfer closed|Recv failure|connection reset|Empty reply|invalid index-pack|index-pack failed|fetch-pack: invalid|inflate|unable to rewind|bad (pack|line)|protocol error/i,
    'vanished',
    gone,
    again,
  ],
  [
    /resolve host|Failed to connect|Couldn't connect|connect to server|Connection refused|No route|unreachable|SSL|TLS|certificate|returned error: 5\d\d/i,
    'unreachable',
    'The code host cannot be reached.',
    'Check the address and the network, and try again.',
  ],
  [
    /unable to read ([0-9a-f]{40}|tree|files)|missing blob|promisor|bad tree|unable to (unpack|parse)|bad object|Could not read [0-9a-f]{40}|object [0-9a-f]{40} is corrupt/i,
    'missing-objects',
    damaged,
    repair,
  ],
]

/** The fault behind a git command that failed, from what it printed on stderr. */
export function gitFault(stderr: string): ReadingFault {
  const row = rows.find(([pattern]) => pattern.test(stderr))
  if (row) return new ReadingFault(row[1], row[2], row[3])
  return new ReadingFault(
    'git-failed',
    'Git could not read the repository.',
    'Run git fsck in it; if it is sound, report this.',
  )
}

/** The fault of a history of which too little can be read. */
export function missingObjects(): ReadingFault {
  return new ReadingFault('missing-objects', damaged, repair)
}

/** No git on this machine, or not where we were told to look. */
export function noGit(): ReadingFault {
  return new ReadingFault(
    'no-git',
    'Git was not found on this machine.',
    'Install git and see to it that it is on the PATH.',
  )
}
