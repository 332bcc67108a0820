/**
 * Which rule says that an author is no person, first match wins:
 *   an address under which only a tool commits     noreply@anthropic.com, bot@renovateapp.com
 *   a known name or login, "[bot]" left out        dependabot[bot], 123+Copilot@users.noreply.…
 *   a tool's name that is a person's too           "Claude", "Travis": only with a tool's address
 *   [bot] at the end of a name or login            anything[bot]
 *   an access token of GitLab's                    project_123_bot, group_7_bot_4f2a
 *   "bot" or "robot" as the last word of a login   acme-bot, acme_bot, ReleaseBot, merge-robot
 *   "bot" as the last word of a name, where a word of work or the address says so as well
 *                                                  "Release Bot"; never "Ben Bot", "Abbott", "Talbot"
 * Whoever commits by a code host's web page has the host as committer: only the author is asked.
 */
import { ambiguousNames, type KnownBot, knownAddresses, knownNames } from './bot-lists.js'
import { readNoReply } from './identity-key.js'
import { nameWords } from './name-words.js'

export type BotReason =
  | KnownBot
  | 'name ends in [bot]'
  | 'name ends in bot'
  | 'access token of GitLab'

const marker = /[[(]bot[\])]$/i
const gitLabToken = /^(?:project|group)_\d+_bot(?:_?[0-9a-f]*)$/
const joinedBot = /^[^\s]+(?:[-_.](?:ro)?bot|[a-z](?:Bot|BOT))$/
const workWords = new Set(
  `release releases build builds deploy deployment ci cd merge sync version changelog update updates
  docs documentation format lint translation translations test tests automation automated backport
  github gitlab bitbucket slack stale dependency dependencies security commit push publish sdk robot
  infra infrastructure ops devops code review maintenance cleanup roll import export mirror auto the
  service a`.split(/\s+/),
)

/** "Dependabot[bot]", "dependabot" and "GitHub Actions" as they stand in the lists. */
const botName = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(marker, '')
    .trim()
    .replace(/[\s_]+/g, '-')

const loginOf = (email: string) => readNoReply(email)?.login ?? email.split('@', 1)[0] ?? ''

/** Which rule says that this author is a bot, in words, or null for a person. */
export function botReason(name: string, email: string): BotReason | null {
  const address = email.trim().toLowerCase()
  const known = knownAddresses.get(address)
  if (known) return known
  const own = name.trim()
  // Many a person has set "noreply@github.com"; the host signs with its own name as well.
  if (/^git(hub|lab|ea)$|^bitbucket$/i.test(own) && /^no-?reply@/.test(address))
    return "code host's own account"
  const login = loginOf(address)
  const byName = knownNames.get(botName(own)) ?? knownLogin(login)
  if (byName) return byName
  const doubtful = ambiguousNames.get(botName(own))
  if (doubtful && (marker.test(own) || isToolAddress(login, botName(own), doubtful)))
    return doubtful
  if (marker.test(own) || marker.test(login)) return 'name ends in [bot]'
  if (gitLabToken.test(own.toLowerCase()) || gitLabToken.test(login))
    return 'access token of GitLab'
  return endsInBot(own, login) ? 'name ends in bot' : null
}

/** A login such as "ci" or "drone" may be somebody's initials or name: those need the name itself. */
function knownLogin(login: string): KnownBot | null {
  const plain = botName(login)
  return plain.length > 6 || marker.test(login) ? (knownNames.get(plain) ?? null) : copilot(plain)
}

const copilot = (login: string): KnownBot | null => (login === 'copilot' ? 'known AI agent' : null)

/** "jenkins@" is a machine's; "claude@" is as likely a Claude's. */
function isToolAddress(login: string, tool: string, kind: KnownBot): boolean {
  const [said, ending] = [login.replace(/[-_.]?(?:ci|bot|ai)$/, ''), /(?:ci|bot|ai)$/]
  if (/^(?:no-?reply|bot|ci)$/.test(login)) return true
  return said === tool && (ending.test(login) || kind === 'CI account')
}

function endsInBot(name: string, login: string): boolean {
  if (joinedBot.test(name)) return true
  const words = nameWords(name)
  const last = words.at(-1)
  if (last !== 'bot' && last !== 'robot') return false
  if (words.length === 1) return true
  return words.slice(0, -1).some((word) => workWords.has(word)) || /[a-z0-9][-_]bot$/.test(login)
}
